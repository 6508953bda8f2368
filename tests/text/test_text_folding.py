"""Folding of accents for search and slugs for file names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.text import fold, slug, spelling

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
PLAIN = dict(zip(VOWELS, "aaaeeiooouuy", strict=True))
VIETNAMESE = "".join(unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES) + "đ"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tằng Loỏng", "tang loong"),
        ("Đông Phố Mới", "dong pho moi"),
        ("Cốc Mỳ – Trịnh Tường", "coc my – trinh tuong"),
        ("KCN Võ Lao (GĐ1)", "kcn vo lao (gd1)"),
        ("", ""),
    ],
)
def test_fold_drops_accents_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("vowel", VOWELS)
def test_fold_knows_every_vowel_with_every_tone(vowel: str, form: str) -> None:
    for tone in TONES:
        for text in (vowel + tone, (vowel + tone).upper()):
            assert fold(unicodedata.normalize(form, text)) == PLAIN[vowel]  # type: ignore[arg-type]


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " 0123456789-"))
def test_fold_of_vietnamese_is_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Khu công nghiệp Tằng Loỏng", "khu_cong_nghiep_tang_loong"),
        ("../../etc/passwd", "etc_passwd"),
        ("  Bản đồ: Lào Cai/2030 ", "ban_do_lao_cai_2030"),
        ("???", "plan"),
        ("", "plan"),
        ("汉字", "plan"),
    ],
)
def test_slug_is_a_file_name(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text())
def test_slug_is_ascii_idempotent_and_never_empty(text: str) -> None:
    name = slug(text)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert not name.startswith("_")
    assert not name.endswith("_")
    assert slug(name) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nậm Khoá", "nậm  khóa", True),
        ("Thuỷ", "Thủy", True),
        (unicodedata.normalize("NFD", "Tằng Loỏng"), "TẰNG LOỎNG", True),
        ("Nậm Chảy", "Nậm Chày", False),
        ("Đum", "Dum", False),
        ("Mường", "Mương", False),
        ("Bó", "Bố", False),
    ],
)
def test_spelling_minds_the_tone_but_not_its_place(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same

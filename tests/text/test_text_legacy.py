"""Text older than Unicode: every letter of every table, what is recognised, and what never is."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from old_writing import (
    ALPHABET,
    LETTERS,
    TCVN3_BYTES,
    VNI_LETTERS,
    in_tcvn3,
    in_vni,
    twice,
)
from zoneplan.text.legacy import ENCODING_NAMES, Encoding, convert, is_unicode, reads_well, recognise
from zoneplan.text.legacy_tables import TCVN3

WRITERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: in_tcvn3,
    Encoding.VNI: in_vni,
    Encoding.UTF8_TWICE: twice,
}
NAMES = ("Tằng Loỏng", "Bảo Thắng", "Phố Lu", "Võ Lao", "Cốc Mỳ", "Trịnh Tường", "Mường Khương", "Bắc Hà")

ALSO_NEW = {Encoding.TCVN3: 2, Encoding.VNI: 1, Encoding.UTF8_TWICE: 0}
"""How many of the names are Vietnamese in their old form too: ``Phè Lu`` and ``Vâ Lao``, ``Phoá Lu``."""

needs_iconv = pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")


def by_iconv(code: int, charset: str) -> str | None:
    done = subprocess.run(
        ["iconv", "-f", charset, "-t", "UTF-8"], input=bytes([code]), capture_output=True, check=False
    )
    return normalize("NFC", done.stdout.decode("utf-8")) if done.returncode == 0 else None


def in_viscii(text: str) -> str:
    done = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "VISCII"], input=text.encode(), capture_output=True, check=True
    )
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in done.stdout)


def test_the_hand_written_tables_have_the_whole_alphabet() -> None:
    assert len(set(ALPHABET)) == 2 * (12 * 6 + 1)
    assert len(set(VNI_LETTERS.values())) == len(VNI_LETTERS) == len(ALPHABET)
    assert len(set(TCVN3_BYTES.values())) == len(TCVN3_BYTES) == len(LETTERS) + 7


@pytest.mark.parametrize("decoded", ["latin-1", "cp1252", "cp1258"])
def test_every_letter_of_tcvn3(decoded: str) -> None:
    for letter, code in TCVN3_BYTES.items():
        assert convert(code.decode(decoded), Encoding.TCVN3) == letter


def test_every_letter_of_vni() -> None:
    for letter, written in VNI_LETTERS.items():
        assert convert(written, Encoding.VNI) == letter
        assert convert(written.encode("cp1252").decode("cp1258"), Encoding.VNI) == letter


def test_a_capital_with_the_marks_of_a_small_letter_in_vni() -> None:
    assert convert("Aùnh", Encoding.VNI) == "Ánh"
    assert convert("Oâng", Encoding.VNI) == "Ông"


@pytest.mark.parametrize("decoded", ["latin-1", "cp1252"])
def test_every_letter_decoded_twice(decoded: str) -> None:
    for letter in ALPHABET:
        assert convert(twice(letter + "n", decoded), Encoding.UTF8_TWICE) == letter + "n"
        assert convert(twice(twice(letter + "n", decoded), decoded), Encoding.UTF8_TWICE) == letter + "n"


@needs_iconv
def test_tcvn3_is_what_iconv_says() -> None:
    for code in range(0xA1, 0x100):
        known = by_iconv(code, "TCVN5712-1")
        assert known is not None
        if chr(code) in TCVN3:
            assert TCVN3[chr(code)] == known
        else:
            assert known.isupper() or combining(known)


@needs_iconv
def test_viscii_is_what_iconv_says() -> None:
    for code in range(0x100):
        known = by_iconv(code, "VISCII")
        assert convert(chr(code), Encoding.VISCII) == known
        shown = bytes([code]).decode("cp1252", "ignore")
        assert not shown or convert(shown, Encoding.VISCII) == known


@pytest.mark.parametrize(
    ("old", "encoding", "new"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni", "Độc lập - Tự do - Hạnh phúc"),
        ("CỘNG HÒA", "utf-8-twice", "CỘNG HÒA"),
        ("Ä\x90á»™c láº\xadp", "utf-8-twice", "Độc lập"),
        ("TØNH LµO CAI", "tcvn3", "TỉNH LàO CAI"),
        ("TØNH LµO CAI", "tcvn3-upper", "TỈNH LÀO CAI"),
        ("X· Hµ S¬n", "tcvn3-upper", "Xã Hà Sơn"),
        ("KCN 2030", "tcvn3-upper", "KCN 2030"),
        ("“Phè Lu” – 12,5 m²", "tcvn3", "“Phố Lu” – 12,5 m²"),
        ("", "vni", ""),
    ],
)
def test_known_sentences(old: str, encoding: str, new: str) -> None:
    assert convert(old, Encoding(encoding)) == new


@pytest.mark.parametrize(
    ("damaged", "restored"),
    [
        ("LÃ o Cai", "Lào Cai"),
        ("HÃ  Giang", "Hà Giang"),
        ("SÆ¡n HÃ", "Sơn Hà"),
        ("NGÃ BA", "NGÃ BA"),
        ("HÃ", "HÃ"),
        ("Ná»\xadm \ufffdang vÃ\xa0 Phá»‘ L\ufffd", "Nửm \ufffdang và Phố L\ufffd"),
        ("Phố Lu, Tá»\xadng Lo", "Phố Lu, Tửng Lo"),
        ("Tằng Loỏng", "Tằng Loỏng"),
        ("Táº±ng Loá»", "Tằng Loá»"),
    ],
)
def test_utf8_decoded_twice_and_broken_besides(damaged: str, restored: str) -> None:
    assert convert(damaged, Encoding.UTF8_TWICE) == restored


@given(st.text(alphabet=[*LETTERS, *"ĂÂÊÔƠƯĐ", *"bcghkmnpqrstvxBCGHKLMNT 0123456789-.,()"]))
def test_tcvn3_comes_back(text: str) -> None:
    assert convert(in_tcvn3(text), Encoding.TCVN3) == text


@given(st.text(alphabet=[*ALPHABET, *"bcghkmnpqrstvxBCGHKLMNT 0123456789-.,()"]))
def test_vni_comes_back(text: str) -> None:
    assert convert(in_vni(text), Encoding.VNI) == text


@given(st.text(alphabet=[*ALPHABET, *"bcghkmnpqrstvxBCGHKLMNT 0123456789-.,()"]))
def test_utf8_decoded_twice_comes_back(text: str) -> None:
    assert convert(twice(text), Encoding.UTF8_TWICE) == text


@given(st.text(), st.sampled_from(Encoding))
def test_any_text_is_converted_without_fault_and_to_nfc(text: str, encoding: Encoding) -> None:
    converted = convert(text, encoding)
    assert converted == normalize("NFC", converted)
    recognise([text])


@pytest.mark.parametrize("encoding", WRITERS)
def test_old_text_is_recognised_and_shown_restored(encoding: Encoding) -> None:
    guess = recognise([WRITERS[encoding](name) for name in NAMES] + ["KCN 1", "2030"])
    assert guess is not None
    assert guess.encoding is encoding
    assert 0.99 < guess.confidence <= 1
    assert guess.count == len(NAMES) - ALSO_NEW[encoding]
    assert guess.after in NAMES
    assert guess.before == WRITERS[encoding](guess.after)


def test_a_capitals_font_is_told_from_the_plain_one() -> None:
    guess = recognise(["TØNH LµO CAI", "HUYÖN B¶O TH¾NG", "QH§T"])
    assert guess is not None
    assert (guess.encoding, guess.after) == (Encoding.TCVN3_UPPER, convert(guess.before, guess.encoding))
    plain = recognise([*map(in_tcvn3, NAMES), in_tcvn3("HĐND xã Võ Lao")])
    assert plain is not None
    assert plain.encoding is Encoding.TCVN3


def test_bytes_read_as_windows_1258_are_recognised() -> None:
    guess = recognise(in_tcvn3(name, "cp1258") for name in NAMES)
    assert guess is not None
    assert (guess.encoding, guess.after in NAMES) == (Encoding.TCVN3, True)


def test_an_old_name_among_new_ones_is_found() -> None:
    guess = recognise([*NAMES, in_tcvn3("Khu công nghiệp Kim Thành")])
    assert guess is not None
    assert (guess.encoding, guess.count) == (Encoding.TCVN3, 1)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_not_reported_in_either_form(form: str) -> None:
    assert recognise(normalize(form, name) for name in NAMES) is None  # type: ignore[arg-type]


def test_windows_1258_is_not_reported_and_nfc_is_all_it_needs() -> None:
    """The code page has the letters without tones and five combining tones."""
    tones = set("\u0300\u0301\u0303\u0309\u0323")
    read = []
    for name in NAMES:
        parts = [normalize("NFD", letter) for letter in name]
        bare = [normalize("NFC", "".join(c for c in part if c not in tones)) for part in parts]
        marks = ["".join(c for c in part if c in tones) for part in parts]
        split = "".join(letter + mark for letter, mark in zip(bare, marks, strict=True))
        read.append(split.encode("cp1258").decode("cp1258"))
    assert recognise(read) is None
    assert [normalize("NFC", name) for name in read] == list(NAMES)


FOREIGN_LIST = (
    "Hôtel de Ville|Café|Thaï|Où|Août|Noël|Orléans|Besançon|Saint-Étienne|Nîmes|Angoulême|Évreux|Île-de-France|"
    "Région|Forêt|Chaîne annamitique|Côte d'Ivoire|Père|Lycée|Voilà|Cité|Châlons|Haïti|Israël|naïve|façade|"
    "São Paulo|João Pessoa|Maranhão|Goiás|Córdoba|Málaga|Peñón|Río Negro|Bogotá|Ibagué|Asunción|Núñez|Mañana|"
    "Perú|Mayagüez|Raúl|Düsseldorf|Köln|Zürich|Österreich|Weißenfels|Würzburg|Göteborg|Malmö|Århus|Tromsø|Bodø|"
    "Ålesund|Reykjavík|Jyväskylä|Győr|Łódź|Hékou|Gèjiù|Yúnnán|Wénshān|中国|河口|蒙自|老街省|Хабаровск|ลาว|"
    "Lao Kaï|Phong Tô|Coc Léou|Diên Biên Phu|Hô Chi Minh|Khmèr|Méo|Krông Păk|Đắk Lắk|H’Mông|H'Mông|Hà Nhì|Ý Tý|"
    "m²|km²|12 µm|PM10 µg/m³|±5°|21°30′N|Acme®|© 2020|«Lao Kay»|“Lào Cai”|½|1ª|Nº 5|A·B|20×30|100 €|5 ₫|"
    "1.097,6 ha|KCN Tằng Loỏng|Thôn 3 – Bản Qua|QĐ-UBND|HĐND"
)
FOREIGN = tuple(FOREIGN_LIST.split("|"))


@pytest.mark.parametrize("text", FOREIGN)
def test_no_other_text_is_reported(text: str) -> None:
    assert recognise([text]) is None


def test_other_languages_together_are_not_reported() -> None:
    assert recognise(FOREIGN) is None
    assert recognise(text for text in FOREIGN if not reads_well(text)) is None


def test_an_empty_list_is_nothing() -> None:
    assert recognise([]) is None
    assert recognise(["", "abc", "12"]) is None


@pytest.mark.parametrize(
    "encoding", [Encoding.TCVN3, Encoding.TCVN3_UPPER, Encoding.VNI, Encoding.UTF8_TWICE]
)
def test_unicode_names_are_known_as_such(encoding: Encoding) -> None:
    names = {*NAMES, "Lào Cai", "Bát Xát", "QĐ-UBND"} - {"Võ Lao"}
    assert [name for name in names if not is_unicode(name, encoding)] == []
    assert [name for name in names if not is_unicode(normalize("NFD", name), encoding)] == []


def test_a_name_that_can_be_read_both_ways_is_not_known_as_unicode() -> None:
    assert convert("Võ Lao", Encoding.TCVN3) == "Vừ Lao"
    assert not is_unicode("Võ Lao", Encoding.TCVN3)


@pytest.mark.parametrize("encoding", WRITERS)
def test_old_names_are_not_taken_for_unicode(encoding: Encoding) -> None:
    assert not any(is_unicode(WRITERS[encoding](name), encoding) for name in NAMES)
    assert not is_unicode("KCN", encoding)


def test_every_encoding_has_a_name() -> None:
    assert set(ENCODING_NAMES) == set(Encoding)


def texts_of(path: Path) -> Iterator[str]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        yield from (value for value in feature["properties"].values() if isinstance(value, str))


@pytest.fixture
def repository_texts(repo_root: Path) -> list[str]:
    files = sorted((repo_root / "layers").glob("*.geojson"))
    assert files
    return list(dict.fromkeys(text for file in files for text in texts_of(file)))


def old_and_back(names: list[str], encoding: Encoding) -> list[str]:
    """Gives the accented names in an old encoding, after a check that each comes back."""
    old = {name: WRITERS[encoding](name) for name in names if not name.isascii()}
    for name, written in old.items():
        restored = convert(written, encoding)
        assert restored == name or (encoding is Encoding.TCVN3 and restored.lower() == name.lower())
    return list(old.values())


def damaged_names_come_back(names: list[str], encoding: Encoding) -> None:
    """Checks that each five names are recognised surely, most single ones too, and all are restored."""
    written = old_and_back(names, encoding)
    for start in range(0, len(written) - 4, 5):
        guess = recognise(written[start : start + 5])
        assert guess is not None, written[start : start + 5]
        assert guess.confidence > 0.9
        assert guess.encoding in {encoding, Encoding.TCVN3_UPPER if encoding is Encoding.TCVN3 else encoding}
    known = [guess for text in written if (guess := recognise([text]))]
    assert len(known) > 0.8 * len(written)


def test_texts_of_this_repository_raise_no_alarm(repository_texts: list[str]) -> None:
    assert recognise(repository_texts) is None
    assert [text for text in repository_texts if recognise([text])] == []


@pytest.mark.parametrize("encoding", WRITERS)
def test_names_of_this_repository_damaged(repo_root: Path, encoding: Encoding) -> None:
    names = list(dict.fromkeys(texts_of(repo_root / "layers" / "communes.geojson")))
    damaged_names_come_back([name for name in names if len(name) < 40], encoding)


@pytest.mark.real_data
def test_real_names_raise_no_alarm(real_data: Path) -> None:
    communes = list(texts_of(real_data / "communes_2025.geojson"))
    with (real_data / "census_2019_communes.csv").open(encoding="utf-8", newline="") as file:
        census = [cell for row in csv.reader(file) for cell in row]
    for texts in (communes, census):
        assert recognise(texts) is None
        assert [text for text in set(texts) if recognise([text])] == []


@pytest.mark.real_data
@pytest.mark.parametrize("encoding", WRITERS)
def test_real_names_damaged(real_data: Path, encoding: Encoding) -> None:
    damaged_names_come_back(list(texts_of(real_data / "communes_2025.geojson")), encoding)


@needs_iconv
def test_viscii_is_recognised() -> None:
    guess = recognise(in_viscii(name) for name in NAMES)
    assert guess is not None
    assert (guess.encoding, guess.after in NAMES) == (Encoding.VISCII, True)

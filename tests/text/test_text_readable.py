"""Texts that people can read: nothing unseen, nothing that turns the order, Vietnamese as it is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.text import in_one_line, readable

_JOINERS = {"\u200c", "\u200d"}


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    found = readable(text)
    kept = [char for char in found if char not in _JOINERS | {"\n", "\t"}]
    assert not [char for char in kept if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]
    assert not {"\ufffe", "\uffff"} & set(found)
    assert readable(found) == found
    found.encode("utf-8")


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_can_be_seen_stays(text: str) -> None:
    assert readable(text) == text


def test_line_ends_of_every_kind_are_line_ends() -> None:
    assert readable("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "\n".join("abcdefgh")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tằng Loỏng ± 200\u00a0m\tĐ", "Tằng Loỏng ± 200\u00a0m\tĐ"),
        ("KCN \u202eaL gnằT\u202c", "KCN aL gnằT"),
        ("Tằng\u200bLoỏng\ufeff\u2066", "TằngLoỏng"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("a\x00b\x1b[31mc\ud800", "ab[31mc"),
    ],
)
def test_marks_of_direction_and_widthless_blanks_go_joiners_stay(written: str, read: str) -> None:
    assert readable(written) == read


def test_one_line_has_single_blanks() -> None:
    assert in_one_line(" Tằng\u00a0 Loỏng\r\n\t2030\u202e ") == "Tằng Loỏng 2030"

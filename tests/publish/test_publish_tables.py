"""Rows for machines: numbers without noise, texts that no spreadsheet takes for a formula, rows that stay whole."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.publish.tables import csv_bytes, guarded, plain

SIGNS = tuple("=+-@＝＋－＠")


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        ("Khu A;=1+1;", "Khu A;'=1+1;"),
        ("Khu A\r=1+1", "Khu A\n'=1+1"),
        ("Khu A\r\n-1", "Khu A\n'-1"),
        ("a\x85b\x00\x07c", "a\nbc"),
        ("S1;S2; 2011-2013", "S1;S2; 2011-2013"),
        ("Tằng Loỏng = 1.100 ha", "Tằng Loỏng = 1.100 ha"),
    ],
)
def test_a_formula_begins_nowhere(text: str, written: str) -> None:
    assert guarded(text) == written


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_whatever_a_text_holds_its_row_stays_one_row(texts: list[str]) -> None:
    columns = [str(place) for place in range(len(texts))]
    found = read(csv_bytes(columns, [dict(zip(columns, texts, strict=True))]))
    assert len(found) == 2
    assert len(found[1]) == len(texts) or texts == [""]
    for cell in found[1]:
        for separator in ";\t\n":
            assert not any(part.startswith(SIGNS) for part in cell.split(separator)), cell


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-5.0, "-5"),
        (-0.0, "0"),
        (6.600000000000001, "6.6"),
        (1e-7, "1e-07"),
        (1e300, "1e+300"),
        (5e-324, "5e-324"),
    ],
)
def test_numbers_stay_numbers(value: float, written: str) -> None:
    ((_,), (cell,)) = read(csv_bytes(["value"], [{"value": plain(value)}]))
    assert cell == written
    assert float(cell) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_nothing(value: float | None) -> None:
    assert plain(value) is None

"""Numbers as decisions print them, each form with the value a reader gives it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.corners.marks import settle_mark
from zoneplan.corners.numbers import MARKS, exact, settled, written


@pytest.mark.parametrize(
    ("text", "with_comma", "with_point"),
    [
        ("2.478.419,000", 2478419.0, None),
        ("2478419.0", None, 2478419.0),
        ("2 478 419,000", 2478419.0, None),
        ("2\u00a0478\u00a0419,5", 2478419.5, None),
        ("2,478,419.000", None, 2478419.0),
        ("2478419,5", 2478419.5, None),
        ("2478419", 2478419.0, 2478419.0),
        ("2 478 419", 2478419.0, 2478419.0),
        ("2.478.419", 2478419.0, None),
        ("2,478,419", None, 2478419.0),
        ("436.123", 436123.0, 436.123),
        ("436,123", 436.123, 436123.0),
        ("2478419.123", None, 2478419.123),
        ("-12,5", -12.5, None),
        ("X = 2478419,5 m", 2478419.5, None),
        ("'2478419,5", 2478419.5, None),
        ("436123,25*", 436123.25, None),
        ("104,13°", 104.13, 104.13),
        ("104°07'48\"", 104.13, 104.13),
        ("104°07′48,36″ Đ", 104.1301, 104.1301),
        ("N 22°17'24''", 22.29, 22.29),
        ("104°07.8'", 104.13, 104.13),
        ("104o07'48\"", 104.13, 104.13),
    ],
)
def test_each_form_has_its_value(text: str, with_comma: float | None, with_point: float | None) -> None:
    number = written(text)
    assert number is not None
    for mark, expected in ((",", with_comma), (".", with_point)):
        value = number.value(mark)  # type: ignore[arg-type]
        assert (value is None) == (expected is None)
        assert value is None or value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "436l23",
        "24 78 419",
        "1.2.3",
        "2.47.8419",
        "1,2,3",
        "12-5",
        "nan",
        "1e300",
        "104°75'00\"",
        "=1+1",
    ],
)
def test_what_is_no_number_gives_none(text: str) -> None:
    assert written(text) is None


def test_a_table_says_its_decimal_sign_together() -> None:
    texts = ["436.123", "2.478.419"]
    numbers = [number for text in texts if (number := written(text))]
    assert settled(numbers) == {","}
    assert settled(numbers[:1]) == set(MARKS)
    assert settled([*numbers, exact(5.5)]) == {","}


@pytest.mark.parametrize(
    ("texts", "mark", "rule"),
    [
        (["436.123", "2.478.419,5"], ",", None),
        (["104.131", "22.291", "104.141", "22.292"], ".", "corner_mark_read"),
        (["1.234", "2.345"], None, "corner_mark_open"),
        (["2478419,5", "436123.5"], None, "corner_marks_mixed"),
        (["436.123", "978.419"], ",", "corner_mark_read"),
    ],
)
def test_an_unclear_sign_is_never_chosen_in_silence(
    texts: list[str], mark: str | None, rule: str | None
) -> None:
    numbers = [number for text in texts if (number := written(text))]
    found, findings = settle_mark(numbers, None)
    assert found == mark
    assert [f.rule.id for f in findings] == ([rule] if rule else [])


def test_the_sign_that_the_user_names_counts() -> None:
    numbers = [number for text in ("1.234", "2.345") if (number := written(text))]
    assert settle_mark(numbers, ".") == (".", [])
    assert settle_mark(numbers, ",") == (",", [])


@given(st.floats(0, 3e6).map(lambda value: round(value, 3)))
def test_every_way_of_writing_a_number_reads_back(value: float) -> None:
    english = f"{value:,.4f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    for text, mark in (
        (english, "."),
        (swapped, ","),
        (english.replace(",", " "), "."),
        (swapped.replace(".", " "), ","),
        (f"{value:.4f}", "."),
    ):
        number = written(text)
        assert number is not None
        assert number.value(mark) == value  # type: ignore[arg-type]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    number = written(text)
    assert number is None or all(math.isfinite(value) for value in number.values.values())

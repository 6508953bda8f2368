"""Numbers and dates the way Vietnamese and English readers write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.text import format_date, format_number
from zoneplan.text.numbers import decimals_shown


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1097.75, "1.097,75", "1,097.75"),
        (0, "0", "0"),
        (5, "5", "5"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (1234567.891, "1.234.567,89", "1,234,567.89"),
        (-0.5, "-0,5", "-0.5"),
        (868.68, "868,68", "868.68"),
        (3218.0, "3.218", "3,218"),
        (0.1, "0,1", "0.1"),
    ],
)
def test_up_to_two_decimals_without_trailing_zeros(value: float, vi: str, en: str) -> None:
    assert format_number(value, "vi") == vi
    assert format_number(value, "en") == en


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (1097.5, 2, "1.097,50", "1,097.50"),
        (76.2007, 1, "76,2", "76.2"),
        (72, 0, "72", "72"),
        (1169.4, 0, "1.169", "1,169"),
        (0.14142, 3, "0,141", "0.141"),
        (2, 3, "2,000", "2.000"),
    ],
)
def test_exactly_so_many_decimals(value: float, decimals: int, vi: str, en: str) -> None:
    assert format_number(value, "vi", decimals) == vi
    assert format_number(value, "en", decimals) == en


@pytest.mark.parametrize("decimals", [None, 0, 1, 2])
def test_nothing_has_no_sign(decimals: int | None) -> None:
    zero = "0" if not decimals else "0." + "0" * decimals
    assert format_number(-0.0, "en", decimals) == zero
    assert format_number(0.0, "en", decimals) == zero


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (0.003, None, "0,003", "0.003"),
        (0.0049, 2, "0,0049", "0.0049"),
        (0.005, 2, "0,005", "0.005"),  # half to even, it would be 0.00
        (-0.00123, 2, "-0,0012", "-0.0012"),
        (0.3, 0, "0,3", "0.3"),
        (0.5, 0, "0,5", "0.5"),
        (-0.25, 0, "-0,25", "-0.25"),
        (0.0000012, 1, "0,0000012", "0.0000012"),
        (3.4e-7, 2, "3,4e-07", "3.4e-07"),
        (-2.27e-13, None, "-2,3e-13", "-2.3e-13"),
        (3.4e-7, 8, "0,00000034", "0.00000034"),
        (0.0051, 2, "0,01", "0.01"),
        (0.51, 0, "1", "1"),
    ],
)
def test_what_is_not_nothing_is_never_given_as_nothing(
    value: float, decimals: int | None, vi: str, en: str
) -> None:
    assert format_number(value, "vi", decimals) == vi
    assert format_number(value, "en", decimals) == en


@given(st.floats(allow_nan=False, allow_infinity=False), st.none() | st.integers(0, 6))
def test_only_zero_is_given_without_a_digit(value: float, decimals: int | None) -> None:
    text = format_number(value, "en", decimals)
    assert any(char in "123456789" for char in text) is (value != 0)
    assert text.startswith("-") is (value < 0)
    last = 10.0 ** -(2 if decimals is None else decimals)
    assert float(text.replace(",", "")) == pytest.approx(value, rel=0.05, abs=last)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(12.345, 2, 2), (0.0, 2, 2), (0.0049, 2, 4), (-0.3, 0, 2), (0.6, 0, 0), (float("inf"), 1, 1)],
)
def test_decimals_that_show_a_number(value: float, decimals: int, shown: int) -> None:
    assert decimals_shown(value, decimals) == shown


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_no_digit_is_lost(value: Decimal) -> None:
    vietnamese = format_number(float(value), "vi", 2)
    english = format_number(float(value), "en", 2)
    assert vietnamese.translate(str.maketrans(".,", ",.")) == english
    assert Decimal(english.replace(",", "")) == value
    groups = english.lstrip("-").split(".")[0].split(",")
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@pytest.mark.parametrize("turned", [False, True])
def test_numbers_that_are_equal_are_each_written_as_they_are_printed(*, turned: bool) -> None:
    """A float of 17 digits prints 16 of them, the whole number that equals it all; each in its turn comes first."""
    whole = 72_057_594_037_927_952 + 16 * turned
    wanted = {int: f"{whole:,}", float: f"{Decimal(repr(float(whole))):,.0f}"}
    assert wanted[int] != wanted[float]
    for kind in (int, float)[:: -1 if turned else 1]:
        assert format_number(kind(whole), "en") == wanted[kind]


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("2024", "2024", "2024"),
        ("2024-09", "09/2024", "2024-09"),
        ("2024-09-30", "30/09/2024", "2024-09-30"),
        ("2018/2024", "2018–2024", "2018–2024"),
        ("2025-01/2025-06", "01/2025–06/2025", "2025-01–2025-06"),
        ("", "", ""),
    ],
)
def test_dates(iso: str, vi: str, en: str) -> None:
    assert format_date(iso, "vi") == vi
    assert format_date(iso, "en") == en


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1.5e300, "1,5e+300", "1.5e+300"),
        (-2e18, "-2e+18", "-2e+18"),
        (float("inf"), "inf", "inf"),
        (float("nan"), "nan", "nan"),
        (999_999_999_999_999.0, "999.999.999.999.999", "999,999,999,999,999"),
    ],
)
def test_numbers_that_nobody_reads_are_short(value: float, vi: str, en: str) -> None:
    assert (format_number(value, "vi"), format_number(value, "en")) == (vi, en)
    assert format_number(value, "en", 1).startswith(en)

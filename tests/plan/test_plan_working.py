"""The arithmetic in notes: its result, and between what it lies."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zoneplan.plan.working import workings


@pytest.mark.parametrize(
    ("note", "result"),
    [
        ("32.921 / 1,134", 32921 / 1.134),
        ("37050.8 / 1.125", 37050.8 / 1.125),
        ("42 GWh × 1.000 / (10,5 MW × 8.760 giờ)", 42_000 / 91_980),
        ("841 ha (Xã Tằng Loỏng) + 24 ha (Xã Gia Phú), thống kê của hai xã", 865),
        ("cộng 64 hàng: 548,5 (2026-2030) + 32 (2031-2035)", 580.5),
        ("100 - 7,5 - 71,2: điện, nước và còn lại", 21.3),
        ('21.155 / 1,20 (nguồn ghi "gần 20%")', 21155 / 1.2),
        ("23.900 / 58 %; cả hai số đều làm tròn", 23900 / 0.58),
        ("2 × (3 + 4) − 5", 9),
        ("8 : 2", None),
        ("cộng 72 hàng của phụ lục", None),
        ("ranh giới 2 bản lệch - khoảng 200 m", None),
        ("KCN Cốc Mỳ - Trịnh Tường", None),
        ("5 / 0", None),
        ("2 × × 3", None),
        ("(" * 150 + "1 + 1", None),
        ("1 + " * 100 + "1", None),  # longer than any note of a person
        ("9" * 180 + " × 10", 10 * float("9" * 180)),
        ("", None),
    ],
)
def test_arithmetic_in_notes(note: str, result: float | None) -> None:
    results = [found.value for _, found in workings(note)]
    if result is None:
        assert results == []
    else:
        assert any(math.isclose(value, result, rel_tol=1e-12) for value in results)


@given(st.text(max_size=220))
def test_no_note_is_too_odd(note: str) -> None:
    for expression, found in workings(note):
        assert expression
        assert math.isfinite(found.value)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from("+-×/"))
def test_two_numbers_written_the_vietnamese_way(one: int, other: int, sign: str) -> None:
    def grouped(number: int) -> str:
        return f"{number:,}".replace(",", ".")

    wanted = {"+": one + other, "-": one - other, "×": one * other, "/": one / other}[sign]
    assert wanted in [found.value for _, found in workings(f"{grouped(one)} ha {sign} {grouped(other)}")]


@example(one=1.0, other=1.00390625, sign="+")
@given(st.floats(1, 1e6), st.floats(1, 1e6), st.sampled_from("+-×/"))
def test_the_bounds_contain_what_unrounded_numbers_give(one: float, other: float, sign: str) -> None:
    exact = {"+": one + other, "-": one - other, "×": one * other, "/": one / other}[sign]
    printed = [f"{number:.2f}".replace(".", ",") for number in (one, other)]
    (_, found), *_ = workings(f"{printed[0]} {sign} {printed[1]}")
    assert found.low - 1e-6 * abs(exact) <= exact <= found.high + 1e-6 * abs(exact)


@pytest.mark.parametrize(
    ("note", "low", "high"),
    [
        ("1,00 + 1,00", 1.99, 2.01),
        ("1 + 1", 2.0, 2.0),
        ("5 × 1.000", 4500.0, 5500.0),
        ("5 × 0,001", 0.0045, 0.0055),
        ("5 × 0,0010", 4.5 * 0.00095, 5.5 * 0.00105),
    ],
)
def test_powers_of_ten_are_exact_unless_they_are_printed_as_measured(
    note: str, low: float, high: float
) -> None:
    ((_, found), *_) = workings(note)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12)


def test_a_divisor_that_may_be_none_leaves_all_open() -> None:
    ((_, found), *_) = workings("5 / 0,4 - 0,4 / 1")
    assert math.isfinite(found.low)
    ((_, found), *_) = workings("5 / (0,4 - 0,3)")
    assert (found.low, found.high) == (-math.inf, math.inf)

"""How exactly a figure is known: marks, rounding, rows that contradict each other, and since when it is known."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import Row
from zoneplan.io.packaged import packaged_indicators
from zoneplan.plan.figure import figure_bounds, span
from zoneplan.plan.ledger import Figure, Ledger

LEASED = packaged_indicators()["leased_land_ha"]
"""A measured amount, rounded to the last digit printed."""


def figure(value: float | str, note: str = "", indicator: str = "leased_land_ha", **cells: str) -> Figure:
    return Row("Z", indicator, value, note=note, **cells).figure(2)


@pytest.mark.parametrize(
    ("indicator", "value", "bounds"),
    [
        ("leased_land_ha", 48, (47.5, 48.5)),
        ("leased_land_ha", 52.2, (52.15, 52.25)),
        ("leased_land_ha", 868.68, (868.675, 868.685)),
        ("leased_land_ha", 0.3, (0.25, 0.35)),
        ("leased_land_ha", 0, (0, 0)),
        ("occupancy_pct", 76.2, (76.15, 76.25)),
        ("workers", 9000, (9000, 9000)),
        ("households_remaining", 37, (37, 37)),
        ("area_declared_ha", 1097.75, (1097.75, 1097.75)),
        ("industrial_output_target_bn_vnd", 60_000, (60_000, 60_000)),
        ("industrial_output_growth_pct", -0.9, (-0.95, -0.85)),
    ],
)
def test_a_figure_is_as_exact_as_it_is_printed(
    indicator: str, value: float, bounds: tuple[float, float]
) -> None:
    found = figure_bounds(figure(value, indicator=indicator), packaged_indicators()[indicator])
    assert found == pytest.approx(bounds, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        (9000, (8500, 9500)),
        (17_630, (17_625, 17_635)),
        (161, (160.5, 161.5)),
        (2.5, (2.45, 2.55)),
        (0.04, (0.035, 0.045)),
    ],
)
def test_about_leaves_open_half_a_unit_of_the_last_digit_that_counts(
    value: float, bounds: tuple[float, float]
) -> None:
    assert figure_bounds(figure(value, "[~] khoảng"), LEASED) == pytest.approx(bounds, abs=1e-12)


def test_thousands_of_people_are_rounded_in_thousands() -> None:
    row = Row("Z", "population", 1378.21, unit="thousand_persons").figure(2)
    assert figure_bounds(row, packaged_indicators()["population"]) == (1_378_205, 1_378_215)


@given(st.floats(0.001, 1e9), st.integers(0, 4))
def test_the_bounds_of_a_rounded_figure_contain_what_it_was_rounded_from(exact: float, decimals: int) -> None:
    low, high = figure_bounds(figure(round(exact, decimals)), LEASED)
    if round(exact, decimals):
        assert low - 1e-9 * exact <= exact <= high + 1e-9 * exact


@pytest.mark.parametrize(
    ("rival", "note", "bounds"),
    [
        (60, "", (49.5, 60.5)),
        (40.5, "", (40.45, 50.5)),
        (50, "", (49.5, 50.5)),
        (50.2, "[~]", (49.5, 50.5)),
        (40, "[>=]", (49.5, 50.5)),
        (60, "[>=]", (49.5, 60)),
        (60, "[<=]", (49.5, 50.5)),
        (40, "[<=]", (40, 50.5)),
        (70, "[~]", (49.5, 75)),
    ],
)
def test_a_row_that_contradicts_widens_the_bounds(
    rival: float, note: str, bounds: tuple[float, float]
) -> None:
    """50.2 "about" is 50.15 to 50.25 and so contradicts 50, yet widens nothing beyond its rounding."""
    assert span(figure(50), [figure(rival, note)], LEASED) == pytest.approx(bounds, abs=1e-12)


def test_at_least_and_at_most_keep_their_open_ends_beside_a_rival() -> None:
    assert span(figure(50, "[>=]"), [figure(70)], LEASED) == (50, math.inf)
    assert span(figure(50, "[<=]"), [figure(30)], LEASED) == (0, 50)


@pytest.mark.parametrize(
    ("indicator", "value", "note", "bounds"),
    [
        ("industrial_output_bn_vnd", 45_691, "[~] 21.155 / 0,463", (21_154.5 / 0.4635, 21_155.5 / 0.4625)),
        ("industrial_output_bn_vnd", 29_031, "32.921 / 1,134", (32_920.5 / 1.1345, 32_921.5 / 1.1335)),
        ("output_share_mining_pct", 7.5, "2.763,8 / 37.050,8", (7.45, 7.55)),
        ("output_share_electricity_water_pct", 21.3, "100 - 7,5 - 71,2: phần còn lại", (21.2, 21.4)),
        ("industrial_output_bn_vnd", 45_691, "21.155 / 0,463, sửa tay 50.000", (45_690.5, 45_691.5)),
        ("industrial_output_bn_vnd", 40_000, "21.155 / 0,463", (39_999.5, 40_000.5)),
        ("leased_land_ha", 12, "10 + 2 ha", (11.5, 12.5)),
    ],
)
def test_what_is_derived_is_as_inexact_as_what_it_comes_from(
    indicator: str, value: float, note: str, bounds: tuple[float, float]
) -> None:
    row = Row("Z", indicator, value, note=note, confidence="derived").figure(2)
    assert figure_bounds(row, packaged_indicators()[indicator]) == pytest.approx(bounds, rel=1e-12)
    plain = Row("Z", indicator, value, note=note.removeprefix("[~] ")).figure(2)
    assert figure_bounds(plain, packaged_indicators()[indicator])[0] >= value - 0.5


def book(*figures: Figure, **published: date) -> Ledger:
    return Ledger(figures, packaged_indicators(), published)


def test_only_rows_of_the_same_time_that_are_known_contradict() -> None:
    now, old = figure(50, as_of="2024"), figure(60, as_of="2023")
    later = figure(70, as_of="2024", source="S2")
    found = book(now, old, later, S2=date(2026, 1, 1)).look_up("Z", "leased_land_ha", date(2025, 6, 1))
    assert found is not None
    assert (found.chosen, found.low, found.high) == (now, 49.5, 50.5)
    assert found.others == (old, later)


@pytest.mark.parametrize(
    ("indicator", "as_of", "source_date", "on", "known"),
    [
        ("leased_land_ha", "2023", None, date(2023, 6, 1), True),
        ("leased_land_ha", "2023", None, date(2022, 12, 31), False),
        ("leased_land_ha", "2023", date(2024, 9, 1), date(2024, 8, 31), False),
        ("leased_land_ha", "2023", date(2024, 9, 1), date(2024, 9, 1), True),
        ("tax_bn_vnd", "2023", None, date(2023, 12, 30), False),
        ("tax_bn_vnd", "2023", None, date(2023, 12, 31), True),
        ("tax_bn_vnd", "2023", date(2023, 1, 1), date(2023, 12, 30), False),
        ("industrial_output_target_bn_vnd", "2025", date(2020, 11, 1), date(2021, 1, 1), True),
        ("industrial_output_target_bn_vnd", "2025", date(2020, 11, 1), date(2020, 10, 31), False),
        ("industrial_output_target_bn_vnd", "2025", None, date(2024, 12, 31), False),
    ],
)
def test_since_when_a_figure_is_known(
    indicator: str, as_of: str, source_date: date | None, on: date, known: bool
) -> None:
    row = figure(10, indicator=indicator, as_of=as_of)
    published = {"S1": source_date} if source_date else {}
    found = book(row, **published).look_up("Z", indicator, on)
    assert (found is not None) is known


def test_a_figure_is_known_since_the_first_of_its_sources() -> None:
    row = figure(10, source="S1;S2")
    ledger = book(row, S1=date(2026, 3, 1), S2=date(2025, 2, 1))
    assert ledger.look_up("Z", "leased_land_ha", date(2025, 2, 1)) is not None
    assert ledger.look_up("Z", "leased_land_ha", date(2025, 1, 31)) is None

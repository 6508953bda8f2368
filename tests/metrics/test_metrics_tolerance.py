"""Why a value is open, by hand: each cause with the ends it leaves."""

import math

import pytest

from support import Draft
from zoneplan.metrics.tolerance import Cause, CauseKind, causes


def of(draft: Draft, metric: str, subject: str) -> list[Cause]:
    return list(causes(draft.view(), draft.measure(metric, subject)))


def ends(found: list[Cause], indicator: str) -> list[tuple[str, float, float]]:
    return [(c.kind.value, c.low, c.high) for c in found if c.figure and c.figure.indicator == indicator]


def test_what_is_printed_is_rounded_to_its_last_digit() -> None:
    """60.4 ha is 60.35 to 60.45 ha; the land of a decision is as printed."""
    draft = Draft().value("KCN_A", "leased_land_ha", 60.4)
    ((kind, low, high),) = ends(of(draft, "occupancy_pct", "KCN_A"), "leased_land_ha")
    assert kind == "rounding"
    assert (low, high) == pytest.approx((60.35, 60.45))


@pytest.mark.parametrize(("note", "low", "high"), [("[>=]", 60, math.inf), ("[<=]", 0, 60), ("[~]", 55, 65)])
def test_a_mark_of_the_source(note: str, low: float, high: float) -> None:
    draft = Draft().value("KCN_A", "leased_land_ha", 60, note)
    assert ends(of(draft, "occupancy_pct", "KCN_A"), "leased_land_ha") == [("mark", low, high)]


def test_another_source_of_the_same_time_that_says_otherwise() -> None:
    draft = Draft().row("KCN_A", "workers", 1700, preferred="").row("KCN_A", "workers", 1610, as_of="2019")
    found = [c for c in of(draft, "workers_per_ha", "KCN_A") if c.kind is CauseKind.CONTRADICTION]
    (cause,) = found
    assert (cause.low, cause.high) == (1600, 1700)
    assert [rival.printed for rival in cause.rivals] == [1700]


def test_counts_leave_nothing_open() -> None:
    assert of(Draft(), "households_moved", "KCN_A") == []


def test_an_outline_may_lie_elsewhere() -> None:
    (cause,) = of(Draft(), "area_planar_ha", "KCN_A")
    assert (cause.kind, cause.feature, cause.high) == (CauseKind.POSITION, "KCN_A", 10)


def test_where_a_plant_lies_does_not_matter_to_its_power() -> None:
    assert {cause.kind for cause in of(Draft(), "installed_mw", "TEST")} <= {CauseKind.ROUNDING}


def test_without_a_value_nothing_is_open() -> None:
    assert of(Draft().drop("KCN_A", "leased_land_ha"), "occupancy_pct", "KCN_A") == []

"""Figures beyond all measure: no value with the reason, never an infinite one, and no failure."""

import math
from collections.abc import Callable

import pytest

from support import Draft
from zoneplan.checks import run_checks
from zoneplan.metrics import measure_all, tabulate_all
from zoneplan.metrics.sensitivity import influences
from zoneplan.text import render

Change = Callable[[Draft], Draft]
ODD: dict[str, Change] = {
    "sums beyond all numbers": lambda d: d.value("KCN_A", "workers", 1.7e308).value(
        "KCN_B", "workers", 1.7e308
    ),
    "power beyond all numbers": lambda d: d.value("HP_1", "installed_mw", 1.7e308).value(
        "HP_2", "installed_mw", 1.7e308
    ),
    "next to nothing leased": lambda d: d.value("KCN_A", "leased_land_ha", "5e-324"),
    "next to no land": lambda d: d.value("CCN_C", "industrial_land_ha", "5e-324"),
    "next to no province": lambda d: d.value("TEST", "area_km2", "5e-324"),
    "a zone larger than the world": lambda d: d.value("KCN_B", "area_declared_ha", 1e308),
    "a target out of reach": lambda d: d.value("TEST", "industrial_output_bn_vnd", 1e308),
    "a negative zone": lambda d: d.value("KCN_A", "area_declared_ha", -3.0),
    "a group of less than none": lambda d: (
        d.row("KCN", "workers", -1).drop("KCN_A", "workers").drop("KCN_B", "workers")
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_a_value_is_a_number_between_its_bounds_or_there_is_a_reason(name: str) -> None:
    draft = ODD[name](Draft())
    run_checks(draft.plan())
    view = draft.view()
    for measure in measure_all(view):
        key = (measure.spec.id, measure.subject.id)
        if measure.value is None:
            assert measure.reason is not None, key
            assert render(measure.reason, "en"), key
            continue
        assert math.isfinite(measure.value), key
        assert measure.low is not None, key
        assert measure.high is not None, key
        assert measure.low <= measure.value <= measure.high, key
        for influence in influences(view, measure):
            assert math.isfinite(influence.change), key
    for table in tabulate_all(view):
        assert all(len(row) == len(table.spec.columns) for row in table.rows)

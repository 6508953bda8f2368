"""The words of a range, a limit and the rasters that a measure names."""

import math
from dataclasses import replace

import numpy as np
import pytest

from support import Draft
from zoneplan.io.packaged import packaged_regulations
from zoneplan.metrics import METRICS, Measure, Role, Subject
from zoneplan.plan.period import parse_period
from zoneplan.plan.raster import POPULATION, ArraySource, Raster
from zoneplan.publish.explain import (
    bound_sign,
    limit_text,
    range_text,
    rasters_of,
    sources_of,
    threshold_text,
)
from zoneplan.publish.key_measures import KEY_MEASURES
from zoneplan.text import Message, Text


def measure(low: float, value: float, high: float, metric: str = "occupancy_pct") -> Measure:
    spec = METRICS[metric][0]
    return Measure(
        spec=spec, subject=Subject("X", Role.ZONE, Text("X", "X")), value=value, low=low, high=high
    )


@pytest.mark.parametrize(
    ("low", "value", "high", "said"),
    [
        (60, 60, 60, ""),
        (58.26, 60, 61.5, "58,3–61,5 %"),
        (59.98, 60, 60.02, "59,98–60,02 %"),
        (59.9999999, 60, 60.0000001, ""),
        (40, 40, math.inf, "từ 40,0 % trở lên"),
        (-25.5, 0.2, 27.6, "-25,5 … 27,6 %"),
    ],
)
def test_a_range_shows_as_many_decimals_as_it_needs(low: float, value: float, high: float, said: str) -> None:
    assert range_text(measure(low, value, high), "vi") == said


def test_a_limit_has_its_sign_and_both_ends() -> None:
    known = packaged_regulations().thresholds
    assert limit_text(known["occupancy_kcn_new_zone"], "vi") == "≥ 60 %"
    assert limit_text(known["ccn_size"], "vi") == "10–75 ha"
    assert limit_text(known["area_gap_error_pct"], "en") == "± 5 %"
    assert "Size of an industrial cluster: 10–75 ha (Decree 32/2024" in threshold_text(
        known["ccn_size"], "en"
    )
    benchmark = threshold_text(known["occupancy_kcn_benchmark_all"], "en")
    assert benchmark.startswith("National occupancy, all zones (Oct 2023): 57.8 %")


def raster(key: str, source: str) -> Raster:
    cells = ArraySource(np.ones((2, 2)), (1000, 0, 436_000, 0, -1000, 2_468_000), "EPSG:9208")
    return Raster(
        key, POPULATION, Text(f"Dân số {key}", f"People {key}"), parse_period(key[1:]), (source,), cells
    )


def test_the_rasters_are_those_that_a_measure_names() -> None:
    plan = Draft().plan()
    both = {"r2000": raster("r2000", "S2000"), "r2020": raster("r2020", "S2020")}
    plan = replace(plan, rasters=both)
    spec = replace(METRICS["occupancy_pct"][0], rasters=("population",))
    silent = replace(measure(1, 1, 1), spec=spec)
    assert {r.id for r in rasters_of(plan, silent)} == {"r2000", "r2020"}
    remark = Message.of(Text("Raster {raster}", "Raster {raster}"), raster=both["r2020"].name)
    named = replace(silent, remarks=(remark,))
    assert [r.id for r in rasters_of(plan, named)] == ["r2020"]
    assert sources_of(plan, named) == ("S2020",)
    assert rasters_of(plan, replace(silent, value=None)) == ()


def test_key_measures_are_measures_of_their_role() -> None:
    assert set(KEY_MEASURES) == set(Role) - {Role.GROUP, Role.PLAN}
    for role, metrics in KEY_MEASURES.items():
        for metric in metrics:
            assert role in METRICS[metric][0].roles, metric


@pytest.mark.parametrize(
    ("value", "low", "high", "sign"),
    [
        (75.0, 74.4, 75.6, ""),  # 0.8 % either way: rounding
        (100.0, 97.4, 102.6, "≈ "),
        (57.5, 56.0, 58.7, "≈ "),  # one side a little more than rounding, the other a little less
        (20.0, 20.0, math.inf, "≥ "),
        (12.42, 12.3, math.inf, "≥ "),  # at least, over an area that is rounded
        (12.5, 0.0, 12.58, "≤ "),  # at most, over an area that is rounded
        (95.0, 0.0, 5000.0, "≈ "),  # not at least: it may be none
        (95.0, 0.0, math.inf, "≈ "),
        (0.0, 0.0, 0.0, ""),
        (0.0, 0.0, 4.0, "≥ "),
        (None, None, None, ""),
    ],
)
def test_a_sign_warns_only_of_what_the_bounds_leave_open(
    value: float | None, low: float | None, high: float | None, sign: str
) -> None:
    spec, _ = METRICS["occupancy_pct"]
    subject = Subject("KCN_A", Role.ZONE, Text("A", "A"))
    assert bound_sign(Measure(spec=spec, subject=subject, value=value, low=low, high=high)) == sign

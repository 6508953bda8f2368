"""Repairs of whole plans: what needs no decision is mended, the rest stays and is said."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.cases import shapes as cases
from checks.cases.base import bow_tie
from checks.cases.shapes import far, spiked
from support import EAST, NORTH, Draft, degrees, place, square, zone
from zoneplan.checks import CHECK_RULES, run_checks
from zoneplan.repairs import REPAIRS, mended
from zoneplan.repairs.coverage import matched

MENDED = ("vertices_repeated", "spike", "part_tiny", "hole_tiny")


def array(*geometries: Any) -> Any:
    found = np.empty(len(geometries), dtype=object)
    found[:] = geometries
    return found


def land(*boxes: tuple[float, float, float, float]) -> Draft:
    """Gives a plan with a land-use layer of boxes."""
    draft = Draft()
    draft.config["layers"]["land"] = {
        "kind": "land_use",
        "path": "layers/land.geojson",
        "crs": "EPSG:9208",
        "name_vi": "Đất",
        "name_en": "Land",
    }
    draft.layers["land"] = [
        place(
            f"L_{i}",
            shapely.box(EAST + w, NORTH + s, EAST + e, NORTH + n),
            code="SKK",
            year=2025,
            position="surveyed",
            uncertainty_m=0.1,
        )
        for i, (w, s, e, n) in enumerate(boxes, start=1)
    ]
    return draft


def test_a_right_plan_is_left_as_it_is() -> None:
    plan = Draft().plan()
    done = mended(plan)
    assert done.plan is plan
    assert done.changes == ()


@pytest.mark.parametrize("rule", MENDED)
def test_what_was_found_is_no_longer_found(rule: str) -> None:
    draft = Draft()
    change, feature, _ = cases.BREAKS[rule]
    change(draft)
    done = mended(draft.plan())
    assert [(c.feature, rule in c.repair.rules) for c in done.changes] == [(feature, True)]
    assert run_checks(done.plan) == ()
    assert mended(done.plan).changes == ()


@pytest.mark.parametrize(
    "rule",
    [
        "sliver",
        "feature_tiny",
        "part_small",
        "hole_small",
        "vertices_dense",
        "feature_duplicate_differs",
        "geometry_unclear",
        "types_mixed",
    ],
)
def test_what_needs_a_decision_is_left(rule: str) -> None:
    draft = Draft()
    cases.BREAKS[rule][0](draft)
    assert mended(draft.plan()).changes == ()
    assert "run zoneplan check --fix" not in CHECK_RULES[rule].remedy.en


def test_every_repair_answers_a_known_rule() -> None:
    answered = {rule for repair in REPAIRS.values() for rule in repair.rules} - {"ring_unclosed"}
    assert answered <= set(CHECK_RULES)


def test_degrees_follow_the_grid() -> None:
    done = mended(Draft().add(far("V2", spiked())).plan())
    (feature,) = [f for f in done.plan.features if f.id == "V2"]
    assert feature.lonlat.equals_exact(degrees(feature.geometry), 1e-9)
    assert feature.lonlat.area < degrees(spiked()).area


def test_of_duplicates_the_one_with_figures_stays() -> None:
    twin = zone("A_TWIN", square(), name_vi="Khu KCN_A", name_en="Zone KCN_A")
    draft = Draft()
    draft.layers["zones"].insert(0, twin)
    done = mended(draft.plan())
    (change,) = done.changes
    assert (change.repair.id, change.feature) == ("feature_dropped", "A_TWIN")
    assert (change.before_m2, change.after_m2) == (1_000_000, 0)
    assert run_checks(done.plan) == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.add(zone("B", square(), name_vi="Khu KCN_A", name_en="Zone KCN_A", industries="thép")),
        lambda d: d.add(zone("B", square(), name_vi="Khu KCN_A", name_en="Zone KCN_A")).row(
            "B", "workers", 5
        ),
        lambda d: d.add(zone("B", square(), name_vi="Khu KCN_A", name_en="Zone KCN_A")).set(
            "RL_2", serves="B"
        ),
    ],
)
def test_duplicates_that_say_something_of_their_own_stay(change: Any) -> None:
    draft = Draft()
    change(draft)
    assert mended(draft.plan()).changes == ()


def test_a_doubled_boundary_becomes_one() -> None:
    # L_1 reaches 2 cm into L_2; L_2 and L_3 leave 3 cm of a gap enclosed by L_4 and L_5
    draft = land(
        (0, 0, 1000.02, 1000),
        (1000, 0, 2000, 1000),
        (2000.03, 0, 3000, 1000),
        (0, 1000, 3000, 1100),
        (0, -100, 3000, 0),
    )
    plan = draft.plan()
    assert {f.rule.id for f in run_checks(plan)} == {"coverage_mismatch"}
    done = mended(plan)
    assert {c.repair.id for c in done.changes} == {"boundary_matched"}
    assert run_checks(done.plan) == ()
    whole = shapely.union_all(done.plan.layers["land"].geometries)
    assert whole.area == pytest.approx(3000 * 1200)
    assert sum(f.geometry.area for f in done.plan.layers["land"].features) == pytest.approx(3000 * 1200)
    assert mended(done.plan).changes == ()


def test_land_that_two_claim_is_given_to_neither() -> None:
    draft = land((0, 0, 1000, 1000), (900, 0, 2000, 1000), (1999.98, 0, 3000, 1000))
    done = mended(draft.plan())
    first, second, third = (f.geometry for f in done.plan.layers["land"].features)
    assert shapely.intersection(first, second).area == pytest.approx(100 * 1000, abs=0.01)
    assert shapely.intersection(second, third).area == 0
    assert [f.rule.id for f in run_checks(done.plan)] == ["coverage_overlap"]


def test_polygons_of_which_one_lies_in_another_stay_so() -> None:
    shapes = array(
        square(), square(100, 100, 100), shapely.box(EAST + 999.98, NORTH, EAST + 2000, NORTH + 1000)
    )
    done = matched(shapes, gaps=False)
    assert shapely.area(done.shapes)[1] == pytest.approx(10_000)
    assert shapely.intersection(done.shapes[0], done.shapes[1]).area == pytest.approx(10_000)


def test_the_order_of_features_does_not_matter() -> None:
    def broken() -> Draft:
        draft = land((0, 0, 1000.02, 1000), (1000, 0, 2000, 1000), (1000, 1000, 2000, 2000))
        for rule in MENDED:
            cases.BREAKS[rule][0](draft)
        return draft.add(far("V9", shapely.transform(bow_tie(), lambda xy: xy + np.array([40_000, 0]))))

    forwards, backwards = broken(), broken()
    for shapes in backwards.layers.values():
        shapes.reverse()
    one, other = (mended(draft.plan()) for draft in (forwards, backwards))
    assert {f.id: shapely.normalize(f.geometry).wkt for f in one.plan.features} == {
        f.id: shapely.normalize(f.geometry).wkt for f in other.plan.features
    }
    assert sorted((c.repair.id, c.feature) for c in one.changes) == sorted(
        (c.repair.id, c.feature) for c in other.changes
    )


EDGE = st.sampled_from([-0.04, -0.02, 0.0, 0.0, 0.02, 0.04])


@settings(max_examples=25)
@given(st.lists(st.tuples(EDGE, EDGE), min_size=4, max_size=4), st.floats(-0.5, 0.5))
def test_a_coverage_mended_twice_is_mended_once(edges: list[tuple[float, float]], large: float) -> None:
    boxes = [
        (x + dx, y + dy, x + 100.0, y + 100.0)
        for (x, y), (dx, dy) in zip([(0, 0), (100, 0), (0, 100), (100, 100)], edges, strict=True)
    ]
    boxes.append((200 + large, 0, 300, 200))
    once = mended(land(*boxes).plan())
    twice = mended(once.plan)
    assert twice.changes == ()
    before = shapely.union_all([square(0, 0, 1), *land(*boxes).plan().layers["land"].geometries]).area
    after = shapely.union_all([square(0, 0, 1), *once.plan.layers["land"].geometries]).area
    assert after == pytest.approx(before, abs=0.1 * 1500)

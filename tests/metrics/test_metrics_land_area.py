"""Areas, gaps and compactness of outlines that are only known to some metres."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Proj, Transformer

from support import EAST, GRID, NORTH, TO_DEGREES, Draft, square, zone
from zoneplan.metrics import Measure, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome
from zoneplan.text import render

SHAPES = ("polsby_popper", "schwartzberg", "reock", "convex_hull_ratio")


def measure(
    metric: str, metres: float | None, shape: shapely.Geometry | None = None, **props: object
) -> Measure:
    return Draft().set("KCN_A", shape, uncertainty_m=metres, **props).measure(metric, "KCN_A")


def words(found: Measure) -> str:
    assert [render(r, "vi") for r in found.remarks]
    return " ".join(render(r, "en") for r in found.remarks)


def test_the_planar_area_of_a_square_ten_metres_off() -> None:
    found = measure("area_planar_ha", 10)
    assert found.value == pytest.approx(100)
    assert found.low == pytest.approx(98 * 98 / 100, rel=2e-5)
    assert found.high == pytest.approx(100 + (4 * 1000 * 10 + math.pi * 100) / 10_000, rel=2e-5)


def test_the_geodesic_area_has_bounds_of_its_own() -> None:
    """The outline 10 m further in, measured by the test on the ellipsoid."""
    found = measure("area_geodesic_ha", 10)
    inner = shapely.transform(square(10, 10, 980), lambda xy: np.column_stack(TO_DEGREES.transform(*xy.T)))
    area, _ = Geod(ellps="WGS84").geometry_area_perimeter(inner)
    assert found.low == pytest.approx(abs(area) / 10_000, rel=2e-5)
    assert found.value == pytest.approx(100, rel=1e-3)


@pytest.mark.parametrize("metric", ["area_planar_ha", "area_geodesic_ha"])
def test_a_group_adds_the_bounds_of_its_zones(metric: str) -> None:
    draft = Draft().set("KCN_A", uncertainty_m=10)
    draft.add(zone("KCN_E", square(3000, 0, 500), uncertainty_m=20))
    parts = [draft.measure(metric, key) for key in ("KCN_A", "KCN_E")]
    whole = draft.measure(metric, "KCN")
    for bound in ("low", "value", "high"):
        assert getattr(whole, bound) == pytest.approx(sum(getattr(p, bound) for p in parts))


@pytest.mark.parametrize("metres", [0, None, -5, math.nan])
def test_without_a_usable_uncertainty_an_area_is_what_is_drawn(metres: float | None) -> None:
    found = measure("area_planar_ha", metres)
    assert (found.low, found.value, found.high) == (100, 100, 100)
    assert ("is not stated" in words(found)) if metres is None else not found.remarks


def test_a_surveyed_outline_is_not_called_provisional() -> None:
    assert "provisional" in words(measure("area_planar_ha", 5))
    told = words(measure("area_planar_ha", 0.1, position="surveyed"))
    assert "surveyed, up to 0.1 m off" in told
    assert "provisional" not in told


def test_an_outline_that_crosses_itself_has_no_area() -> None:
    corners = [(EAST, NORTH), (EAST + 1000, NORTH + 1000), (EAST + 1000, NORTH), (EAST, NORTH + 1000)]
    bow = shapely.Polygon(corners)
    for metric in ("area_planar_ha", "area_geodesic_ha", "area_gap_pct", "area_geodesic_gap_pct", *SHAPES):
        found = measure(metric, 10, bow)
        assert found.value is None
        assert found.reason is not None
        assert "crosses itself" in render(found.reason, "en")
    draft = Draft().set("KCN_A", bow).add(zone("KCN_E", square(3000, 0, 500)))
    group = draft.measure("area_planar_ha", "KCN")
    assert group.value == pytest.approx(25)
    assert "KCN_A left out" in words(group)


def test_parts_side_by_side_are_measured_together() -> None:
    both = shapely.MultiPolygon([square(0, 0, 500), square(500, 0, 500)])
    assert measure("area_planar_ha", 0, both).value == pytest.approx(50)
    assert measure("convex_hull_ratio", 0, both).value == pytest.approx(1)


def test_the_gap_carries_what_both_areas_leave_open() -> None:
    """Declared about 100 ha, that is 50 to 150 ha; drawn 100 ha and 10 m off."""
    draft = Draft().set("KCN_A", uncertainty_m=10).value("KCN_A", "area_declared_ha", 100, "[~] khoảng")
    found = draft.measure("area_gap_pct", "KCN_A")
    planar = draft.measure("area_planar_ha", "KCN_A")
    assert planar.low is not None
    assert planar.high is not None
    assert found.value == pytest.approx(0)
    assert found.low == pytest.approx((planar.low - 150) / 150 * 100)
    assert found.high == pytest.approx((planar.high - 50) / 50 * 100)


@pytest.mark.parametrize(
    ("metres", "declared", "outcome"),
    [(0, 100, Outcome.MET), (0, 90, Outcome.NOT_MET), (200, 90, Outcome.UNCERTAIN), (1, 50, Outcome.NOT_MET)],
)
def test_a_gap_is_only_judged_as_far_as_the_outline_is_known(
    metres: float, declared: float, outcome: Outcome
) -> None:
    draft = Draft().set("KCN_A", uncertainty_m=metres).value("KCN_A", "area_declared_ha", declared)
    verdict = draft.measure("area_gap_pct", "KCN_A").verdict
    assert verdict is not None
    assert verdict.outcome is outcome


def test_a_gap_to_at_most_so_much_is_open_above() -> None:
    draft = Draft().value("KCN_A", "area_declared_ha", 100, "[<=] không quá")
    assert draft.measure("area_gap_pct", "KCN_A").high == math.inf
    draft = Draft().value("KCN_A", "area_declared_ha", 100, "[>=] trên")
    assert draft.measure("area_gap_pct", "KCN_A").low == -100


def test_the_declared_area_is_that_known_on_the_date() -> None:
    draft = Draft().drop("KCN_A", "area_declared_ha")
    for value, when in ((80, "2020"), (125, "2024")):
        draft.row("KCN_A", "area_declared_ha", value, when, source="S0")
    plan = draft.plan()
    for year, gap in ((2022, 25), (2025, -20)):
        view = View(plan, plan.as_of.replace(year=year))
        subject = next(s for s in view.subjects if s.id == "KCN_A")
        assert evaluate(view, "area_gap_pct", subject).value == pytest.approx(gap)


def test_the_geodesic_gap_is_the_scale_of_the_grid() -> None:
    """The second way: the areal scale of the projection at the middle of the zone.

    The datum shift puts the two ellipsoids some 30 m apart, which makes areas differ by another 0.001 per cent.
    """
    found = measure("area_geodesic_gap_pct", 10)
    lon, lat = TO_DEGREES.transform(EAST + 500, NORTH + 500)
    scale = Proj(GRID).get_factors(lon, lat).areal_scale
    assert found.value == pytest.approx((scale - 1) * 100, abs=0.0015)
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.value or 0) < found.high
    assert found.high - found.low < 1e-4
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.MET


def test_a_zone_far_from_the_meridian_does_not_fit_the_grid() -> None:
    """At 1.5 degrees from the meridian of the grid planar areas are 0.039 per cent too large."""
    shift = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True)
    east, north = shift.transform(104.75 - 1.5, 22.3)
    found = measure("area_geodesic_gap_pct", 1, square(east - EAST, north - NORTH, 1000))
    assert found.value == pytest.approx(0.039, abs=0.002)
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.NOT_MET


def test_tang_loong_as_the_rules_measured_it(lao_cai: Plan) -> None:
    view = View(lao_cai)
    subject = next(s for s in view.subjects if s.id == "KCN_TANG_LOONG")
    gap = evaluate(view, "area_geodesic_gap_pct", subject)
    assert gap.value == pytest.approx(-0.0109, abs=0.001)
    area = evaluate(view, "area_planar_ha", subject)
    assert area.low is not None
    assert area.high is not None
    outline = lao_cai.by_id["KCN_TANG_LOONG"].geometry
    strip = outline.length * 200 / 10_000
    assert 1097.75 - strip < area.low < 1097.75 < area.high < 1097.75 + strip + math.pi * 4


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (square(0, 0, 1000), (math.pi / 4, math.sqrt(math.pi) / 2, 2 / math.pi, 1)),
        (
            shapely.box(EAST, NORTH, EAST + 3000, NORTH + 1000),
            (4 * math.pi * 3 / 64, math.sqrt(4 * math.pi * 3) / 8, 3 / (math.pi * 2.5), 1),
        ),
        (
            square(0, 0, 1000) - square(500, 500, 500),  # an L: three quarters, hull seven eighths
            (
                4 * math.pi * 0.75 / 16,
                math.sqrt(4 * math.pi * 0.75) / 4,
                0.75 / (math.pi * 0.5),
                0.75 / 0.875,
            ),
        ),
    ],
    ids=["square", "oblong", "L"],
)
def test_compactness_by_hand(shape: shapely.Polygon, expected: tuple[float, ...]) -> None:
    for metric, value in zip(SHAPES, expected, strict=True):
        found = measure(metric, 0, shape)
        assert found.value == pytest.approx(value)
        assert (found.low, found.high) == pytest.approx((value, value))


def test_compactness_tells_what_its_range_means() -> None:
    assert "one scale" in words(measure("polsby_popper", 10))
    assert "same number of corners" in words(measure("schwartzberg", 10))
    assert "every outline" in words(measure("reock", 10))
    assert "4 corners" in words(measure("polsby_popper", 0))


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=4, max_size=10, unique=True),
    st.sampled_from([0.5, 2.0]),
    st.integers(-2000, 2000),
)
def test_compactness_knows_no_place_and_no_scale(
    corners: list[tuple[int, int]], scale: float, shift: int
) -> None:
    hull = shapely.MultiPoint(corners).convex_hull
    if hull.geom_type != "Polygon" or hull.area < 1e5:
        return
    placed = shapely.transform(hull, lambda xy: np.add(xy, (EAST, NORTH)))
    other = shapely.transform(hull, lambda xy: np.add(xy[:, ::-1] * scale, (EAST + shift, NORTH - shift)))
    for metric in SHAPES:
        here, there = measure(metric, 0, placed).value, measure(metric, 0, other).value
        assert here == pytest.approx(there, rel=1e-6)


@settings(max_examples=15)
@given(st.integers(1, 80), st.integers(1, 80))
def test_a_larger_uncertainty_leaves_more_open(small: int, more: int) -> None:
    for metric in ("area_planar_ha", "area_geodesic_gap_pct", *SHAPES):
        near, far = measure(metric, small), measure(metric, small + more)
        assert near.low is not None
        assert far.low is not None
        assert far.low <= near.low + 1e-12
        assert near.high is not None
        assert far.high is not None
        assert near.high <= far.high + 1e-12

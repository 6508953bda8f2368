"""What must hold for every plan: areas are conserved, order does not matter, nothing counts twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from support import EAST, NORTH, Draft, Shape, collection, degrees, point, square, zone
from zoneplan.metrics import METRICS, Measure, evaluate, measure_all
from zoneplan.metrics.measure import Role
from zoneplan.metrics.view import View

ADDED = [
    "area_declared_ha",
    "area_planar_ha",
    "area_geodesic_ha",
    "zones_per_100km2",
    "zone_area_share_pct",
    "plan_area_existing_ha",
    "plan_zones_existing",
    "plan_area_2030_ha",
    "plan_zones_2030",
    "plan_area_after_2030_ha",
    "plan_zones_after_2030",
    "households_to_move",
    "households_moved",
    "households_remaining",
]
"""Measures that add up: what the province has is what its groups have."""
RATES = {
    "output_per_ha_bn_vnd": ("industrial_output_bn_vnd", "industrial_land_ha", 1),
    "workers_per_ha": ("workers", "industrial_land_ha", 1),
    "capital_per_ha_bn_vnd": ("capital_registered_bn_vnd", "industrial_land_ha", 1),
    "tax_per_ha_bn_vnd": ("tax_bn_vnd", "industrial_land_ha", 1),
    "occupancy_pct": ("leased_land_ha", "industrial_land_ha", 100),
    "industrial_land_share_pct": ("industrial_land_ha", "area_declared_ha", 100),
}
amounts = st.integers(0, 10_000)
positive = st.integers(1, 10_000)


@dataclass
class Pair:
    """Numerator and denominator of a zone, either unknown."""

    top: int | None
    bottom: int | None


pairs = st.builds(Pair, st.none() | amounts, st.none() | positive)


def clean() -> Draft:
    """Gives a plan with no zones and no figures of zones."""
    draft = Draft()
    draft.layers["zones"] = []
    draft.rows = [r for r in draft.rows if not r.subject.startswith(("KCN", "CCN"))]
    draft.layers["relocations"] = []
    return draft


def with_zones(metric: str, zones: Sequence[Pair]) -> Draft:
    top, bottom, _ = RATES[metric]
    draft = clean()
    for number, pair in enumerate(zones):
        draft.add(zone(f"Z{number}", point(1000 * number)))
        if pair.top is not None:
            draft.row(f"Z{number}", top, pair.top)
        if pair.bottom is not None:
            draft.row(f"Z{number}", bottom, pair.bottom)
    return draft


def values(measures: tuple[Measure, ...], roles: set[Role]) -> dict[tuple[str, str], tuple[object, ...]]:
    """Gives the values of subjects of some roles, rounded beyond what summation order can change."""

    def near(value: float | None) -> float | None:
        return None if value is None else float(f"{value:.9g}")

    return {
        (m.spec.id, m.subject.id): (near(m.value), near(m.low), near(m.high), m.as_of)
        for m in measures
        if m.subject.role in roles
    }


def totals(draft: Draft) -> dict[tuple[str, str], tuple[object, ...]]:
    """Gives what adds up zones: every value of the groups and the province."""
    return values(measure_all(draft.view()), {Role.GROUP, Role.PLAN})


@pytest.mark.parametrize("metric", RATES)
@settings(max_examples=25)
@given(zones=st.lists(pairs, min_size=1, max_size=6))
def test_the_rate_of_a_group_is_the_ratio_of_sums(metric: str, zones: list[Pair]) -> None:
    measure = with_zones(metric, zones).measure(metric, "KCN")
    known = [(p.top, p.bottom) for p in zones if p.top is not None and p.bottom is not None]
    if not known:
        assert measure.value is None
        return
    expected = RATES[metric][2] * sum(t for t, _ in known) / sum(b for _, b in known)
    assert measure.value == pytest.approx(expected)


@pytest.mark.parametrize("metric", RATES)
@settings(max_examples=10)
@given(
    zones=st.lists(pairs, min_size=1, max_size=5),
    lacking=st.sampled_from(["both", "top", "bottom"]),
    n=amounts,
)
def test_a_zone_that_lacks_a_figure_does_not_change_the_rate(
    metric: str, zones: list[Pair], lacking: str, n: int
) -> None:
    extra = Pair(None if lacking in {"both", "top"} else n, None if lacking in {"both", "bottom"} else n + 1)
    before, after = (with_zones(metric, z).measure(metric, "KCN").value for z in (zones, [*zones, extra]))
    assert after == (pytest.approx(before) if before is not None else None)


@settings(max_examples=15)
@given(st.randoms())
def test_the_order_of_features_and_rows_does_not_matter(random: Random) -> None:
    draft = Draft()
    for shapes in draft.layers.values():
        random.shuffle(shapes)
    random.shuffle(draft.rows)
    every = set(Role)
    assert values(measure_all(draft.view()), every) == values(measure_all(Draft().view()), every)


FIGURES = sorted(
    {indicator for spec, _ in METRICS.values() for indicator in spec.needs if indicator != "installed_mw"}
)


@settings(max_examples=25)
@given(
    st.dictionaries(st.sampled_from(FIGURES), positive),
    st.sampled_from(["existing", "2021-2030", "after-2030"]),
)
def test_a_part_of_a_zone_never_counts_twice(figures: dict[str, int], stage: str) -> None:
    draft = Draft().add(zone("PART", square(200, 200, 300), part_of="KCN_A", stage=stage))
    for indicator, value in figures.items():
        draft.row("PART", indicator, value)
    assert totals(draft) == totals(Draft())


def test_a_plan_entry_of_an_existing_zone_never_counts_twice() -> None:
    """It only says that the plan speaks of the zone, whose figures stand under the zone's own id."""
    before = totals(Draft())
    draft = Draft().add(zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030"))
    assert totals(draft) == before
    after = totals(draft.row("KCN_A", "planned_area_2030_ha", 130))
    changed = {key: value for key, value in after.items() if before[key] != value}
    assert {key: value[0] for key, value in changed.items()} == {
        ("plan_area_2030_ha", "KCN"): 200 + 130,
        ("plan_area_2030_ha", "TEST"): 200 + 130,
        ("plan_zones_2030", "KCN"): 2,
        ("plan_zones_2030", "TEST"): 2,
    }


def test_removed_zones_are_not_added() -> None:
    draft = Draft().add(zone("GONE", point(7000), stage="removed"))
    draft.row("GONE", "planned_area_2030_ha", 50).row("GONE", "area_declared_ha", 50)
    assert totals(draft) == totals(Draft())


def test_disaster_resettlement_is_not_added_to_households() -> None:
    draft = Draft().row("RL_2", "households_to_move", 500).row("RL_2", "households_moved", 500)
    assert totals(draft) == totals(Draft())


@st.composite
def outlines(draw: st.DrawFn) -> shapely.Polygon:
    """Gives a valid outline near Tằng Loỏng: a hull of points, with a hole in some."""
    corner = st.tuples(st.integers(0, 3000), st.integers(0, 3000))
    hull = shapely.MultiPoint(draw(st.lists(corner, min_size=5, max_size=12, unique=True))).convex_hull
    if hull.geom_type != "Polygon" or hull.area < 1e5:
        hull = shapely.box(0, 0, 500, 500)
    hole = hull.centroid.buffer(50)
    if draw(st.booleans()) and hull.contains(hole.buffer(1)):
        hull -= hole
    return shapely.transform(hull, lambda xy: np.add(xy, (EAST, NORTH)))


def areas(*shapes: shapely.Geometry) -> tuple[float, float]:
    """Gives planar and geodesic area of the group made of the shapes."""
    draft = clean()
    draft.layers["zones"] = [zone(f"Z{n}", shape) for n, shape in enumerate(shapes)]
    view = draft.view()
    group = next(s for s in view.subjects if s.id == "KCN")
    planar, geodesic = (evaluate(view, f"area_{kind}_ha", group).value for kind in ("planar", "geodesic"))
    assert planar is not None
    assert geodesic is not None
    return planar, geodesic


@settings(max_examples=25)
@given(outlines(), st.integers(0, 20), st.booleans())
def test_where_an_outline_begins_and_which_way_it_runs_does_not_matter(
    outline: shapely.Polygon,
    start: int,
    backwards: bool,
) -> None:
    ring = list(outline.exterior.coords)[:-1]
    start %= len(ring)
    turned = ring[start:] + ring[:start]
    turned = turned[::-1] if backwards else turned
    holes = [list(hole.coords) for hole in outline.interiors]
    assert areas(shapely.Polygon(turned, holes)) == pytest.approx(areas(outline), rel=1e-9)


@settings(max_examples=25)
@given(outlines(), st.integers(100, 2900))
def test_cutting_a_zone_in_two_conserves_its_area(outline: shapely.Polygon, at: int) -> None:
    west = outline.intersection(shapely.box(EAST - 1, NORTH - 1, EAST + at, NORTH + 4000))
    east = outline.intersection(shapely.box(EAST + at, NORTH - 1, EAST + 4000, NORTH + 4000))
    pieces = [p for p in (west, east) if p.area > 0]
    together = shapely.MultiPolygon([q for p in pieces for q in shapely.get_parts(p)])
    planar, geodesic = areas(outline)
    for cut in (areas(*pieces), areas(together)):
        assert cut[0] == pytest.approx(planar, rel=1e-9)
        assert cut[1] == pytest.approx(geodesic, rel=1e-5, abs=0.001), "a cut edge is no geodesic any more"


@settings(max_examples=25)
@given(outlines(), st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_moving_a_zone_keeps_its_planar_area(outline: shapely.Polygon, east: int, north: int) -> None:
    moved = shapely.transform(outline, lambda xy: np.add(xy, (east, north)))
    assert areas(moved)[0] == pytest.approx(areas(outline)[0], rel=1e-9)
    assert areas(moved)[1] == pytest.approx(areas(outline)[1], rel=1e-4)


@pytest.mark.parametrize("crs", ["EPSG:3405", "EPSG:5897", "EPSG:32648", "EPSG:4326"])
def test_the_same_zone_in_another_system_has_the_same_area(plan_folder: Draft, crs: str) -> None:
    """The zones' file is written in another system by the test's own transformation."""
    shape = square(0, 0, 1000) - square(200, 300, 100)  # 100 ha less 1 ha
    transformer = Transformer.from_crs("EPSG:9208", crs, always_xy=True, only_best=True, allow_ballpark=False)
    plan_folder.set("KCN_A", shape)
    zones = [Shape(s.props, degrees(s.geometry, transformer)) for s in plan_folder.layers["zones"]]
    plan_folder.config["layers"]["zones"]["crs"] = crs
    plan_folder.write_config()
    plan_folder.write_json("layers/zones.geojson", collection(zones, crs))
    plan = plan_folder.load().plan
    assert plan is not None
    view = View(plan)
    subject = next(s for s in view.subjects if s.id == "KCN_A")
    found = evaluate(view, "area_planar_ha", subject).value
    assert found == pytest.approx(99, rel=1e-6)


def test_measures_of_files_and_of_memory_agree(plan_folder: Draft) -> None:
    plan = plan_folder.load().plan
    assert plan is not None
    every = set(Role)
    assert values(measure_all(View(plan)), every) == values(measure_all(plan_folder.view()), every)


@pytest.mark.parametrize("metric", ADDED)
def test_the_province_is_its_groups(metric: str) -> None:
    groups = [Draft().measure(metric, g).value for g in ("KCN", "CCN")]
    assert Draft().measure(metric, "TEST").value == pytest.approx(sum(g for g in groups if g is not None))

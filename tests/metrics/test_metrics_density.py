"""How densely people live and work: on residential land, and by rasters counted a second way with shapely alone."""

import csv
import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Transformer

from support import EAST, GRID, NORTH, TO_DEGREES, Draft, degrees, point, subject_of
from zoneplan.metrics import Measure, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.layer import Feature
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import POPULATION, Affine, ArraySource, Raster
from zoneplan.text import Text, render

CELL = 500.0
XUAN_HOA = "02962"
"""The code of the commune that has none in the plan's layer."""
PEOPLE, CLOSE = "population_raster", "population_weighted_density_per_ha"
TO_GRID = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True, only_best=True, allow_ballpark=False)
Numbers = NDArray[np.float64]


def raster(
    values: Numbers | list[list[float]],
    *,
    as_of: str = "2020",
    key: str = "pop",
    crs: str = GRID,
    transform: Affine = (CELL, 0, EAST, 0, -CELL, NORTH + 4 * CELL),
) -> Raster:
    """Gives a raster of persons whose first cell has its upper left corner at 2 km north of the origin."""
    source = ArraySource(np.asarray(values, dtype=np.float64), transform, crs)
    return Raster(
        key, POPULATION, Text("Lưới dân số", "Population grid"), parse_period(as_of), ("S1",), source
    )


def towns(uncertainty_m: float = 0) -> Draft:
    """Gives a plan of two communes side by side, each 1 km wide and 2 km high, of 2 by 4 cells of 500 m."""
    west, east = (shapely.box(EAST + e, NORTH, EAST + e + 1000, NORTH + 2000) for e in (0, 1000))
    outline = {"position": "outline", "uncertainty_m": uncertainty_m}
    return Draft().set("C_X", west, **outline).set("C_Y", east, **outline)


def measured(draft: Draft, metric: str, subject: str, *grids: Raster, on: date | None = None) -> Measure:
    view = View(replace(draft.plan(), rasters={grid.id: grid for grid in grids}), on)
    return evaluate(view, metric, subject_of(view, metric, subject))


def said(measure: Measure) -> str:
    words = (*measure.remarks, *((measure.reason,) if measure.reason else ()))
    assert all(render(each, "vi") != render(each, "en") for each in words)
    return " ".join(render(each, "en") for each in words)


def triple(measure: Measure) -> tuple[float, float, float]:
    assert measure.low is not None
    assert measure.value is not None
    assert measure.high is not None
    assert measure.low <= measure.value <= measure.high
    return measure.low, measure.value, measure.high


FOUR_BY_FOUR = np.arange(16.0).reshape(4, 4)
"""0 to 15 persons; the west commune has the two columns of 0, 1, 4, 5, 8, 9, 12 and 13."""


# --- The ledger's people ---


def test_net_density_is_on_residential_land_of_both_kinds() -> None:
    draft = Draft().row("C_X", "land_ont_ha", 100).row("C_X", "land_odt_ha", 20)
    measure = draft.measure("net_residential_density_per_ha", "C_X")
    assert measure.value == pytest.approx(12_000 / (100 + 20))
    each = draft.measure("residential_land_per_person_m2", "C_X")
    assert each.value == pytest.approx(120 * 10_000 / 12_000)
    # land is rounded to the hectare: 99.5 to 100.5 and 19.5 to 20.5
    assert (measure.low, measure.high) == pytest.approx((12_000 / 121, 12_000 / 119))


@pytest.mark.parametrize("lacking", ["population", "land_ont_ha", "land_odt_ha"])
def test_residential_land_that_is_not_known_is_not_none(lacking: str) -> None:
    draft = Draft().row("C_X", "land_ont_ha", 100).row("C_X", "land_odt_ha", 0).drop("C_X", lacking)
    measure = draft.measure("net_residential_density_per_ha", "C_X")
    assert measure.value is None
    assert lacking in said(measure)
    assert lacking in said(draft.measure("residential_land_per_person_m2", "C_X"))


def test_a_commune_without_urban_land_has_a_row_of_nothing() -> None:
    draft = Draft().row("C_X", "land_ont_ha", 100).row("C_X", "land_odt_ha", 0)
    assert draft.measure("net_residential_density_per_ha", "C_X").value == pytest.approx(120)
    none = draft.value("C_X", "land_ont_ha", 0).measure("net_residential_density_per_ha", "C_X")
    assert none.value is None


def test_workers_of_a_group_are_its_own_figure_before_the_sum_of_its_zones() -> None:
    draft = Draft().row("KCN", "workers", 2000)
    assert draft.measure("workers_per_km2", "KCN").value == pytest.approx(2000 / 400)
    whole = draft.measure("workers_per_km2", "TEST")
    assert whole.value == pytest.approx(2000 / 400)
    assert "2 of 3 features" in said(whole), "the cluster has no figure"
    assert "CCN_C" in said(whole)


def test_workers_that_nobody_counted_are_not_none() -> None:
    assert "workers" in said(Draft().measure("workers_per_km2", "CCN"))
    measure = Draft().drop("TEST", "area_km2").measure("workers_per_km2", "TEST")
    assert measure.value is None
    assert "area_km2" in said(measure)


def test_planned_zones_have_no_workers_yet() -> None:
    draft = Draft().row("KCN_D", "workers", 5000)
    assert draft.measure("workers_per_km2", "KCN").value == Draft().measure("workers_per_km2", "KCN").value


@pytest.mark.parametrize(
    ("established", "count"),
    [
        (None, (1, 2)),  # nobody knows since when it exists
        ("2024", (1, 2)),  # in 2024, perhaps after the middle of it
        ("2024-05", (2, 2)),
        ("2023", (2, 2)),
        ("2024-07", (1, 1)),  # not yet
    ],
)
def test_zones_of_unknown_age_may_not_have_been_there(
    established: str | None, count: tuple[int, int]
) -> None:
    """The view is of the middle of 2024, the plan of 2026; KCN_A was there in 2010."""
    draft = Draft().set("KCN_A", established="2010").set("KCN_B", established=established)
    for row in draft.rows:
        row.as_of = "2020"
    draft.sources = []
    measure = measured(draft, "zones_per_100km2", "KCN", on=date(2024, 6, 30))
    low, value, high = triple(measure)
    assert (low, value, high) == pytest.approx(
        (count[0] / 400.5 * 100, count[1] / 400 * 100, count[1] / 399.5 * 100)
    )
    assert measure.as_of == "2024-06-30"
    assert ("KCN_B" in said(measure)) is (count[0] < count[1])


def test_on_the_day_of_the_plan_every_existing_zone_is_there() -> None:
    measure = Draft().measure("zones_per_100km2", "KCN")
    assert triple(measure) == pytest.approx((2 / 400.5 * 100, 0.5, 2 / 399.5 * 100))
    assert not measure.remarks


# --- A raster by hand ---


def test_people_of_whole_cells() -> None:
    measure = measured(towns(), PEOPLE, "C_X", raster(FOUR_BY_FOUR))
    assert triple(measure) == pytest.approx((52, 52, 52))  # 0 + 1 + 4 + 5 + 8 + 9 + 12 + 13
    assert measured(towns(), PEOPLE, "TEST", raster(FOUR_BY_FOUR)).value == pytest.approx(120)
    assert measure.as_of == "2020"
    assert measure.features == ("C_X",)
    assert "cells of about 500 m, with data on 100.0 % of the area" in said(measure)


def test_a_cell_that_is_cut_counts_for_the_part_inside() -> None:
    """A zone of 100 m by 200 m in the lower left corner, where a cell of 500 m holds 12 persons."""
    draft = towns().set("KCN_A", shapely.box(EAST, NORTH, EAST + 100, NORTH + 200), uncertainty_m=0)
    measure = measured(draft, PEOPLE, "KCN_A", raster(FOUR_BY_FOUR))
    assert triple(measure) == pytest.approx((0, 12 * 100 * 200 / 500**2, 12))


def test_the_density_around_people_by_hand() -> None:
    """Cells of 25 ha: of 40 persons 10 live at 0.4 and 30 at 1.2 per ha."""
    people = np.zeros((4, 4))
    people[0, 0], people[2, 1] = 10, 30
    measure = measured(towns(), CLOSE, "C_X", raster(people))
    assert triple(measure) == pytest.approx((1.0,) * 3)  # (10 × 0.4 + 30 × 1.2) ÷ 40
    assert "smaller" in said(measure)


def test_an_even_population_has_the_plain_density() -> None:
    grid = raster(np.full((4, 4), 25.0))
    measure = measured(towns(), CLOSE, "TEST", grid)
    assert measure.value == pytest.approx(1.0)  # 25 persons on 25 ha


def test_nobody_lives_there() -> None:
    grid = raster(np.zeros((4, 4)))
    assert triple(measured(towns(), PEOPLE, "C_X", grid)) == (0, 0, 0)
    nobody = measured(towns(), CLOSE, "C_X", grid)
    assert nobody.value is None
    assert "nobody lives here" in said(nobody)


def test_the_ledger_stands_beside_the_raster() -> None:
    measure = measured(towns(), PEOPLE, "C_X", raster(FOUR_BY_FOUR))
    assert [f.value for f in measure.others] == [12_000]


# --- What a raster cannot say ---


def test_without_a_raster_the_reason_names_its_kind() -> None:
    for metric in (PEOPLE, CLOSE):
        measure = measured(towns(), metric, "C_X")
        assert measure.value is None
        assert "raster of kind population" in said(measure)


def test_a_raster_of_a_later_time_is_not_known_yet() -> None:
    grids = (raster(FOUR_BY_FOUR), raster(FOUR_BY_FOUR * 2, as_of="2024", key="new"))
    assert measured(towns(), PEOPLE, "C_X", *grids).value == pytest.approx(104)
    assert measured(towns(), PEOPLE, "C_X", *grids, on=date(2023, 1, 1)).value == pytest.approx(52)
    early = measured(towns(), PEOPLE, "C_X", *grids, on=date(2019, 1, 1))
    assert early.value is None
    assert "2019-01-01" in said(early)


def test_without_an_outline_there_is_nobody_to_count() -> None:
    draft = towns().set("C_Y", point(5000))
    grid = raster(FOUR_BY_FOUR)
    assert "no valid outline" in said(measured(draft, PEOPLE, "C_Y", grid))
    assert "outlines of all communes" in said(measured(draft, PEOPLE, "TEST", grid))
    assert measured(draft, PEOPLE, "C_X", grid).value == pytest.approx(52)
    bow = shapely.Polygon(
        [(EAST, NORTH), (EAST + 900, NORTH + 900), (EAST + 900, NORTH), (EAST, NORTH + 900)]
    )
    assert "no valid outline" in said(measured(towns().set("C_X", bow), PEOPLE, "C_X", grid))


@pytest.mark.parametrize(
    ("lost", "high"),
    [(0, 8.0), (0.5, math.inf), (2, None), (40, None)],
)
def test_land_without_data_is_told(lost: float, high: float | None) -> None:
    """The commune is 1 km by 2 km, and the raster ends so many cells of 40 from its north."""
    tall = np.full((40, 4), 0.1)
    transform = (CELL, 0.0, EAST, 0.0, -50.0, NORTH + 2000 - 50 * lost)
    measure = measured(towns(), PEOPLE, "C_X", raster(tall, transform=transform))
    share = 100 * (1 - lost / 40)
    if high is None:
        assert measure.value is None if lost > 4 else measure.high == math.inf
    else:
        assert measure.high == pytest.approx(high)
    assert f"{share:.1f} %" in said(measure)


def test_too_little_data_is_no_value() -> None:
    holes = FOUR_BY_FOUR.copy()
    holes[0, 0] = np.nan  # one of the eight cells of the west commune: 87.5 % are left
    for metric in (PEOPLE, CLOSE):
        measure = measured(towns(), metric, "C_X", raster(holes))
        assert (measure.value, measure.low, measure.high) == (None, None, None)
        assert "87.5 % of the area only; 90 % are needed" in said(measure)
    assert measured(towns(), PEOPLE, "TEST", raster(holes)).high == math.inf  # 15 of 16 cells


def test_negative_persons_are_no_data() -> None:
    holes = FOUR_BY_FOUR.copy()
    holes[0, 0] = -99999
    assert "87.5 %" in said(measured(towns(), PEOPLE, "C_X", raster(holes)))


# --- A second implementation ---


@st.composite
def populations(draw: st.DrawFn) -> Numbers:
    cells = draw(st.lists(st.integers(0, 400), min_size=16, max_size=16))
    return np.array(cells, dtype=np.float64).reshape(4, 4)


@st.composite
def outlines(draw: st.DrawFn) -> shapely.Polygon:
    """Gives a hull of points in the four by four cells."""
    corner = st.tuples(st.integers(0, 2000), st.integers(0, 2000))
    hull = shapely.MultiPoint(draw(st.lists(corner, min_size=4, max_size=9, unique=True))).convex_hull
    if hull.geom_type != "Polygon" or hull.area < 1e4:
        hull = shapely.box(130, 270, 990, 640)
    return shapely.transform(hull, lambda xy: np.add(xy, (EAST, NORTH)))


def parts(outline: shapely.Geometry) -> Numbers:
    """Gives the part of each of the four by four cells inside an outline, by shapely alone."""
    boxes = [
        shapely.box(EAST + CELL * c, NORTH + CELL * (3 - r), EAST + CELL * (c + 1), NORTH + CELL * (4 - r))
        for r in range(4)
        for c in range(4)
    ]
    return np.asarray(shapely.area(shapely.intersection(boxes, outline)) / CELL**2).reshape(4, 4)


@settings(max_examples=40)
@given(populations(), outlines())
def test_people_and_their_density_against_shapely(people: Numbers, outline: shapely.Polygon) -> None:
    draft = towns().set("C_X", outline, uncertainty_m=0)
    part = parts(outline)
    inside = float((part * people).sum())
    grid = raster(people)
    assert triple(measured(draft, PEOPLE, "C_X", grid))[1] == pytest.approx(inside, rel=1e-5, abs=1e-3)
    if inside > 0.01:
        dense = float((part * people * people / 25).sum()) / inside
        assert triple(measured(draft, CLOSE, "C_X", grid))[1] == pytest.approx(dense, rel=1e-4)


@settings(max_examples=25)
@given(populations(), st.integers(1, 1999))
def test_the_people_of_the_province_are_those_of_its_communes(people: Numbers, border: int) -> None:
    west, east = (
        shapely.box(EAST + a, NORTH, EAST + b, NORTH + 2000) for a, b in ((0, border), (border, 2000))
    )
    draft = towns().set("C_X", west).set("C_Y", east)
    grid = raster(people)
    west_people, east_people, all_people = (
        triple(measured(draft, PEOPLE, s, grid))[1] for s in ("C_X", "C_Y", "TEST")
    )
    assert west_people + east_people == pytest.approx(all_people, rel=1e-5, abs=1e-3)
    assert all_people == pytest.approx(people.sum(), rel=1e-5, abs=1e-3)


@settings(max_examples=25)
@given(
    populations(),
    outlines(),
    st.integers(10, 300),
    st.floats(0, math.tau),
    st.floats(0, 1),
)
def test_bounds_hold_wherever_the_outline_may_lie(
    people: Numbers, outline: shapely.Polygon, off: int, angle: float, away: float
) -> None:
    """The outline is shifted by no more than its uncertainty, into land where nobody lives at most."""
    wide = np.pad(people, 2)
    around = (CELL, 0.0, EAST - 2 * CELL, 0.0, -CELL, NORTH + 6 * CELL)
    draft = towns().set("C_X", outline, uncertainty_m=off)
    grid = raster(wide, transform=around)
    low, _, high = triple(measured(draft, PEOPLE, "C_X", grid))
    shift = off * away * np.array([math.cos(angle), math.sin(angle)])
    there = shapely.transform(outline, lambda xy: xy + shift)
    part = parts(there)
    inside = float((part * people).sum())
    assert low - 1e-3 <= inside <= high + 1e-3
    if inside > 0.01:
        least, _, most = triple(measured(draft, CLOSE, "C_X", grid))
        dense = float((part * people * people / 25).sum()) / inside
        assert least - 1e-4 <= dense <= most * (1 + 1e-4) + 1e-4


@settings(max_examples=15)
@given(populations(), outlines(), st.integers(2, 50))
def test_twice_the_people_are_twice_as_many_and_live_twice_as_close(
    people: Numbers, outline: shapely.Polygon, times: int
) -> None:
    draft = towns().set("C_X", outline, uncertainty_m=0)
    for metric in (PEOPLE, CLOSE):
        one = measured(draft, metric, "C_X", raster(people)).value
        many = measured(draft, metric, "C_X", raster(people * times)).value
        assert (many is None) is (one is None)
        if one is not None:
            assert many == pytest.approx(one * times, rel=1e-5, abs=1e-6)


def test_a_raster_in_degrees_says_the_same() -> None:
    """A raster of 0.001° with one person in every cell: their number is that of cells inside, by shapely in degrees."""
    west, north = TO_DEGREES.transform(EAST - 500, NORTH + 2500)
    step = 0.001
    grid = raster(np.ones((40, 40)), crs="OGC:CRS84", transform=(step, 0, west, 0, -step, north))
    outline = shapely.segmentize(shapely.box(EAST, NORTH, EAST + 1000, NORTH + 2000), 10)
    expected = degrees(outline).area / step**2
    measure = measured(towns(), PEOPLE, "C_X", grid)
    assert measure.value == pytest.approx(expected, rel=1e-5)
    hectares = 200 / expected  # of a cell
    assert measured(towns(), CLOSE, "C_X", grid).value == pytest.approx(1 / hectares, rel=1e-3)


# --- Lào Cai ---


@pytest.fixture(scope="module")
def with_outlines(lao_cai: Plan, real_data: Path) -> Plan:
    """The Lào Cai plan with the outlines of its communes and the population of 2020, read here without the program."""
    content = json.loads((real_data / "communes_2025.geojson").read_text(encoding="utf-8"))
    found = {f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in content["features"]}
    layer = lao_cai.layers["communes"]
    features = []
    for feature in layer.features:
        lonlat = found[feature.text("code") or XUAN_HOA]
        planar = degrees(lonlat, TO_GRID)
        values = {**feature.values, "position": "outline", "uncertainty_m": 50.0}
        features.append(Feature(feature.layer, feature.kind, values, planar, lonlat))
    with rasterio.open(real_data / "population_2020_1km.tif") as dataset:
        a, b, c, d, e, f, *_ = dataset.transform
        cells = dataset.read(1)
        grid = raster(
            np.where(cells == dataset.nodata, np.nan, cells), crs="OGC:CRS84", transform=(a, b, c, d, e, f)
        )
    layers = {**lao_cai.layers, "communes": replace(layer, features=tuple(features))}
    return replace(lao_cai, layers=layers, rasters={"pop": grid})


def counted(plan: Plan, *ids: str) -> float:
    """Gives the people of communes by the middles of 20 by 20 parts of every cell."""
    source = plan.rasters["pop"].source
    rows, cols = source.shape
    a, _, c, _, e, f = source.transform
    cells = np.nan_to_num(source.read(0, 0, rows, cols))
    land = shapely.union_all([plan.by_id[key].lonlat for key in ids])
    shapely.prepare(land)
    row, col = np.nonzero(cells)
    middle = (np.arange(20) + 0.5) / 20
    total = 0.0
    for down in middle:
        for across in middle:
            inside = shapely.contains_xy(land, c + a * (col + across), f + e * (row + down))
            total += float(cells[row, col][inside].sum()) / 400
    return total


def value_of(plan: Plan, metric: str, subject: str) -> tuple[float, float, float]:
    view = View(plan)
    return triple(evaluate(view, metric, subject_of(view, metric, subject)))


def test_the_raster_puts_630_thousand_people_into_the_former_province(with_outlines: Plan) -> None:
    """Against 730,420 in the census of 2019: the raster is known to hold too few."""
    ids = [f.id for f in with_outlines.of_kind("communes")]
    low, value, high = value_of(with_outlines, PEOPLE, "LAO_CAI")
    assert len(ids) == 48
    assert value == pytest.approx(counted(with_outlines, *ids), rel=3e-4)
    assert value == pytest.approx(632_000, rel=0.005)
    assert low < 632_000 < high < 730_420


def test_the_raster_and_the_census_of_tang_loong(with_outlines: Plan, real_data: Path) -> None:
    """The commune of 2025 is the township of Tằng Loỏng and the commune of Phú Nhuận."""
    with (real_data / "census_2019_communes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["district"] == "BảoThắng"]
    census = sum(float(row["total"]) for row in rows if row["ward"] in {"TằngLoỏng", "PhúNhuận"})
    low, value, high = value_of(with_outlines, PEOPLE, "COMMUNE_02908")
    assert value == pytest.approx(counted(with_outlines, "COMMUNE_02908"), rel=2e-3)
    assert census == 4534 + 10_832
    assert value / census == pytest.approx(1.40, abs=0.01)  # the raster puts the zone's surroundings too high
    assert low < 20_533 < high  # the register of 2025


def test_people_live_closer_than_the_province_is_peopled(with_outlines: Plan) -> None:
    """Craig: the density around people is never below the plain one, here 632 thousand on 6,364 km²."""
    _, value, _ = value_of(with_outlines, CLOSE, "LAO_CAI")
    assert value > 632_000 / 636_400

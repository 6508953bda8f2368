"""People and households around zones: from dwellings one by one, from a population raster by exact fractions."""

import math
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.saying import remarks, told
from support import EAST, GRID, NORTH, TO_DEGREES, Draft, Shape, degrees, place, point, square, zone
from zoneplan.metrics import TABLES, Measure, Table, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import POPULATION, ArraySource, Raster
from zoneplan.text import Message, Text, render

EDGES = (100, 300, 500, 1000)
PEOPLE = {
    100: "people_within_100m",
    300: "people_within_300m",
    500: "people_within_500m",
    1000: "people_within_1000m",
}
HOUSEHOLDS = {
    100: "households_within_100m",
    300: "households_within_300m",
    500: "households_within_500m",
    1000: "households_within_1000m",
}


def home(number: int, east: float, north: float = 500, metres: float = 0, **props: Any) -> Shape:
    """Gives a dwelling; the zone KCN_A is the square from 0 to 1,000 m east and north."""
    return place(f"D{number}", point(east, north), uncertainty_m=metres, **props)


def with_homes(*homes: Shape) -> Draft:
    draft = Draft().set("KCN_A", uncertainty_m=0)
    draft.config["layers"]["homes"] = {
        "kind": "dwellings",
        "path": "layers/homes.geojson",
        "crs": GRID,
        "name_vi": "Nhà ở",
        "name_en": "Homes",
    }
    draft.layers["homes"] = list(homes)
    return draft


def raster(
    cells: Any, cell_m: float = 100.0, west: float = -3000, north: float = 4000, year: str = "2020"
) -> Raster:
    """Gives a population raster whose corner is counted from that of the small plans."""
    transform = (cell_m, 0.0, EAST + west, 0.0, -cell_m, NORTH + north)
    source = ArraySource(np.asarray(cells, dtype=np.float64), transform, GRID, -1.0)
    return Raster(f"pop_{year}", POPULATION, Text("Dân số", "People"), parse_period(year), ("S1",), source)


def even(people: float = 9.0, side: int = 70, **where: Any) -> Raster:
    return raster(np.full((side, side), people), **where)


def with_rasters(plan: Plan, *rasters: Raster) -> Plan:
    return replace(plan, rasters={r.id: r for r in rasters})


def measured(plan: Plan, metric: str, subject: str) -> Measure:
    view = View(plan)
    return evaluate(view, metric, next(s for s in view.subjects if s.id == subject))


def bounds(measure: Measure) -> tuple[float | None, float | None, float | None]:
    return measure.low, measure.value, measure.high


SIX = (
    home(1, 500, households=2, people=9),  # inside
    home(2, 1000, people=3),  # on the outline
    home(3, 1100, people=4),  # exactly 100 m away
    home(4, 1300.5, people=5),
    home(5, 1900, households=3, people=11),
    home(6, 2001, people=50),
)


@pytest.mark.parametrize(("edge", "households"), [(100, 4), (300, 4), (500, 5), (1000, 8)])
@pytest.mark.parametrize("subject", ["KCN_A", "KCN", "TEST"])
def test_households_by_hand(subject: str, edge: int, households: float) -> None:
    measure = with_homes(*SIX).measure(HOUSEHOLDS[edge], subject)
    assert bounds(measure) == (households, households, households)
    assert measure.spec.unit == "households"


@pytest.mark.parametrize(("edge", "people"), [(100, 16), (300, 16), (500, 21), (1000, 32)])
def test_people_by_hand(edge: int, people: float) -> None:
    measure = with_homes(*SIX).measure(PEOPLE[edge], "KCN_A")
    assert bounds(measure) == (people, people, people)
    assert measure.features == ("KCN_A",)


@pytest.mark.parametrize("metric", [*PEOPLE.values(), *HOUSEHOLDS.values()])
def test_every_band_says_that_it_is_a_screening(metric: str) -> None:
    measure = with_homes(*SIX).measure(metric, "KCN_A")
    assert "no legal finding" in remarks(measure)
    assert "screening" in measure.spec.name.en
    assert "sàng lọc" in measure.spec.name.vi
    assert not measure.verdicts


def test_uncertain_places_are_certain_or_possible() -> None:
    """The outline is 50 m off and the dwellings 20 m: within 100 m for sure up to 30 m, perhaps up to 170 m."""
    draft = with_homes(
        *(home(n, 1000 + far, metres=20) for n, far in enumerate((30, 31, 100, 101, 170, 171)))
    )
    measure = draft.set("KCN_A", uncertainty_m=50).measure(HOUSEHOLDS[100], "KCN_A")
    assert bounds(measure) == (1, 3, 5)


def test_a_zone_without_an_outline_is_measured_from_its_marker() -> None:
    """50 ha make a circle of 399 m, and the marker is 100 m off: within 500 m for sure only up to 1 m."""
    radius = math.sqrt(50 * 10_000 / math.pi)
    assert radius == pytest.approx(398.94, abs=0.01)
    draft = with_homes(
        home(1, 5000.5, 0), home(2, 5499, 0), home(3, 5501, 0), home(4, 5998.5, 0), home(5, 5999.5, 0)
    )
    measure = draft.set("KCN_B", uncertainty_m=100).measure(HOUSEHOLDS[500], "KCN_B")
    assert bounds(measure) == (1, 2, 4)
    assert "No outline of Zone KCN_B" in remarks(measure)


def test_a_zone_that_is_only_known_by_its_commune_has_no_distances() -> None:
    draft = with_homes(home(1, 5100, 0)).set("KCN_B", position="commune_centroid", uncertainty_m=4800)
    assert "only known to the commune (4,800 m off)" in told(draft.measure(HOUSEHOLDS[100], "KCN_B"))
    group = draft.add(home(2, 1050), layer="homes").measure(HOUSEHOLDS[100], "KCN")
    assert group.value == 1
    assert "Not counted: Zone KCN_B" in remarks(group)


def test_a_marker_without_a_declared_area_has_no_distances() -> None:
    draft = with_homes(home(1, 5100, 0)).drop("KCN_B", "area_declared_ha")
    assert "KCN_B, area_declared_ha" in told(draft.measure(HOUSEHOLDS[100], "KCN_B"))


def test_an_outline_that_crosses_itself_has_no_distances() -> None:
    bow = shapely.Polygon(
        [(EAST, NORTH), (EAST + 1000, NORTH + 1000), (EAST + 1000, NORTH), (EAST, NORTH + 1000)]
    )
    draft = with_homes(home(1, 1100)).set("KCN_A", bow)
    assert "crosses itself" in told(draft.measure(HOUSEHOLDS[100], "KCN_A"))


def test_whoever_is_near_two_zones_counts_once_in_their_group() -> None:
    draft = with_homes(home(1, 1050), home(2, 1950), home(3, 2500)).add(
        zone("KCN_E", square(2000, 0), uncertainty_m=0)
    )
    assert [draft.measure(HOUSEHOLDS[1000], s).value for s in ("KCN_A", "KCN_E", "KCN")] == [2, 3, 3]


def test_planned_zones_count_alone_but_not_in_their_group() -> None:
    draft = with_homes(home(1, 9100, 0), home(2, 1050)).row("KCN_D", "area_declared_ha", 1)
    assert draft.measure(HOUSEHOLDS[1000], "KCN_D").value == 1
    assert draft.measure(HOUSEHOLDS[1000], "KCN").value == 1


def test_a_layer_that_has_nobody_near_says_nothing_of_a_zone() -> None:
    draft = with_homes(home(1, 30_000))
    assert "whether they were surveyed is not known" in told(draft.measure(HOUSEHOLDS[100], "KCN_A"))
    far = draft.add(home(2, 1900), layer="homes").measure(HOUSEHOLDS[100], "KCN_A")
    assert bounds(far) == (0, 0, 0), "the layer has dwellings within 1,000 m, and none of them within 100 m"


def test_without_dwellings_and_raster_the_reason_names_both() -> None:
    for draft in (Draft(), with_homes()):
        assert "dwellings" in told(draft.measure(HOUSEHOLDS[100], "KCN_A"))
        reason = told(draft.measure(PEOPLE[100], "KCN_A"))
        assert "dwellings" in reason
        assert "population" in reason


def test_dwellings_that_do_not_say_how_many_live_there_leave_the_upper_end_open() -> None:
    draft = with_homes(home(1, 1050, people=4), home(2, 1060), home(3, 1250, metres=10))
    near, far = (draft.measure(PEOPLE[edge], "KCN_A") for edge in (100, 300))
    assert bounds(near) == (4, 4, math.inf)
    assert "1 dwellings that can be within it have no people" in remarks(near)
    assert "2 dwellings that can be" in remarks(far)
    assert bounds(draft.measure(HOUSEHOLDS[100], "KCN_A")) == (2, 2, 2)


def test_a_band_of_which_only_unknown_numbers_are_there_has_no_number() -> None:
    draft = with_homes(home(1, 1050), home(2, 1900, people=4))
    assert "no field people" in told(draft.measure(PEOPLE[100], "KCN_A"))
    assert bounds(draft.measure(PEOPLE[1000], "KCN_A")) == (4, 4, math.inf)


@pytest.mark.parametrize("number", [-3, math.nan, math.inf])
def test_impossible_numbers_are_unknown(number: float) -> None:
    draft = with_homes(home(1, 1050, households=number, people=number), home(2, 1060, people=2))
    assert bounds(draft.measure(HOUSEHOLDS[100], "KCN_A")) == (1, 1, math.inf)
    assert bounds(draft.measure(PEOPLE[100], "KCN_A")) == (2, 2, math.inf)


def test_where_dwellings_say_nothing_of_people_a_raster_does() -> None:
    plan = with_rasters(with_homes(home(1, 1050)).plan(), even())
    assert "no field people" in told(measured(replace(plan, rasters={}), PEOPLE[100], "KCN_A"))
    measure = measured(plan, PEOPLE[100], "KCN_A")
    assert measure.value is not None
    assert measure.as_of == "2020"
    assert measured(plan, HOUSEHOLDS[100], "KCN_A").value == 1


places = st.tuples(st.integers(-2500, 3500), st.integers(-2500, 3500), st.integers(0, 400), st.integers(0, 9))


@given(st.lists(places, min_size=1, max_size=12), st.integers(0, 300), st.booleans(), st.randoms())
def test_against_distances_one_by_one(
    homes: list[tuple[int, ...]], unsure: int, marker: bool, random: Random
) -> None:
    """The second way: each dwelling's distance by the two rectangles' own geometry, each band by itself."""
    draft = with_homes(*(home(n, e, no, u, households=h) for n, (e, no, u, h) in enumerate(homes)))
    draft.set("KCN_A", uncertainty_m=unsure)
    draft.layers["zones"] = [s for s in draft.layers["zones"] if s.props["id"] == "KCN_A"]
    if marker:
        draft.set("KCN_A", point(500, 500), position="marker")
    random.shuffle(draft.layers["homes"])
    reach = unsure + (math.sqrt(1e6 / math.pi) if marker else 0)

    def far(east: int, north: int) -> float:
        if marker:
            return math.hypot(east - 500, north - 500)
        return math.hypot(max(-east, 0, east - 1000), max(-north, 0, north - 1000))

    for edge in EDGES:
        low = sum(h for e, n, u, h in homes if far(e, n) + u + reach <= edge + 1e-6)
        high = sum(h for e, n, u, h in homes if far(e, n) - u - reach <= edge + 1e-6)
        value = sum(h for e, n, _, h in homes if far(e, n) <= edge + 1e-6)
        measure = draft.measure(HOUSEHOLDS[edge], "KCN_A")
        if any(far(e, n) - u - reach <= 1000 for e, n, u, _ in homes):
            assert bounds(measure) == (low, value, high)
        else:
            assert measure.value is None


@pytest.mark.parametrize("edge", EDGES)
def test_an_even_raster_against_the_area_of_a_rounded_square(edge: int) -> None:
    """900 people a km2: side², four strips of the side and a circle."""
    plan = with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), even(9.0))
    area = 1000**2 + 4 * 1000 * edge + math.pi * edge**2
    measure = measured(plan, PEOPLE[edge], "KCN_A")
    assert measure.value == pytest.approx(900 * area / 1e6, rel=2e-4)
    assert measure.low is not None
    assert measure.high is not None
    # cells wholly inside and cells touched: the square is on their lines, what is within 100 m of it a cell wider
    inner, outer = ((1000 + 2 * (edge + shift)) ** 2 for shift in (0, 100))
    assert measure.value is not None
    assert 900 <= measure.low < measure.value < measure.high <= 9 * outer / 1e4
    assert measure.low <= 9 * inner / 1e4


def test_cells_wholly_inside_and_cells_touched_bound_the_number() -> None:
    """All 500 people of a cell that the band cuts may live on either side of its edge."""
    cells = np.zeros((70, 70))
    cells[34, 40] = 70.0  # 990 to 1,090 m east: within 100 m as a whole
    cells[35, 41] = 500.0  # 1,090 to 1,190 m east, beside the zone: a tenth of it within 100 m
    cells[34, 43] = 40.0  # 1,290 to 1,390 m east: a tenth of it within 300 m
    people = raster(cells, west=-3010)
    plan = with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), people)
    assert bounds(measured(plan, PEOPLE[100], "KCN_A")) == pytest.approx((70, 120, 570), abs=0.01)
    assert bounds(measured(plan, PEOPLE[300], "KCN_A")) == pytest.approx((570, 574, 610), abs=0.01)
    assert bounds(measured(plan, PEOPLE[500], "KCN_A")) == pytest.approx((610, 610, 610), abs=0.01)
    unsure = with_rasters(Draft().set("KCN_A", uncertainty_m=150).plan(), people)
    assert bounds(measured(unsure, PEOPLE[300], "KCN_A")) == pytest.approx((70, 574, 610), abs=0.01)


def test_a_raster_around_a_marker() -> None:
    plan = with_rasters(Draft().set("KCN_B", point(500, 500), uncertainty_m=0).plan(), even(9.0))
    radius = math.sqrt(50e4 / math.pi)
    low, value, high = bounds(measured(plan, PEOPLE[500], "KCN_B"))
    assert value == pytest.approx(900 * math.pi * 0.5**2, rel=5e-4)
    assert low is not None
    assert high is not None
    assert low <= 900 * math.pi * ((500 - radius) / 1000) ** 2
    assert high >= 900 * math.pi * ((500 + radius) / 1000) ** 2


def test_the_newest_raster_of_the_date_counts() -> None:
    plan = with_rasters(
        Draft().plan(), even(9.0, year="2000"), even(18.0, year="2020"), even(99.0, year="2030")
    )
    old, new = (
        evaluate(view, PEOPLE[500], next(s for s in view.subjects if s.id == "KCN_A"))
        for view in (View(plan, parse_period("2010-06-30").start), View(plan))
    )
    assert (old.as_of, new.as_of) == ("2000", "2020")
    assert old.value is not None
    assert new.value == pytest.approx(2 * old.value, rel=1e-6)
    assert "cells of 100 m" in remarks(new)


def test_a_raster_that_lies_elsewhere_says_nothing() -> None:
    plan = with_rasters(Draft().plan(), even(9.0, west=50_000))
    assert "no data there" in told(measured(plan, PEOPLE[100], "KCN_A"))


def test_a_raster_that_covers_most_gives_the_least() -> None:
    """What is within 1,000 m reaches 1,000 m west of the zone; the raster begins 900 m west of it."""
    plan = with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), even(9.0, west=-900))
    measure = measured(plan, PEOPLE[1000], "KCN_A")
    assert measure.value is not None
    assert measure.high == math.inf
    assert "this is the least" in remarks(measure)
    inside = measured(plan, PEOPLE[500], "KCN_A")
    assert inside.high is not None
    assert math.isfinite(inside.high)


def test_a_raster_that_covers_too_little_gives_no_number() -> None:
    plan = with_rasters(Draft().plan(), even(9.0, west=500))
    assert "90 % are needed" in told(measured(plan, PEOPLE[100], "KCN_A"))


def test_cells_without_data_are_not_counted() -> None:
    cells = np.full((70, 70), 9.0)
    cells[30, 30] = -1.0  # inside the zone
    plan = with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), raster(cells))
    full = with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), even(9.0))
    found, whole = (measured(p, PEOPLE[1000], "KCN_A").value for p in (plan, full))
    assert found is not None
    assert whole == pytest.approx(found + 9, rel=1e-6)


def test_a_raster_in_degrees_gives_what_one_in_the_grid_gives() -> None:
    """Cells of three seconds, each with 900 people a km2 of its own land."""
    lon, lat = TO_DEGREES.transform(EAST - 4000, NORTH + 5000)
    step, size = 3 / 3600, 130
    centre = lat - step * size / 2
    earth = 6378.137 * math.pi / 180
    km2 = (step * earth * 0.99557) * (step * earth * math.cos(math.radians(centre)) * 1.00048)
    source = ArraySource(np.full((size, size), 900 * km2), (step, 0.0, lon, 0.0, -step, lat), "OGC:CRS84")
    found = Raster("deg", POPULATION, Text("Dân số", "People"), parse_period("2020"), ("S1",), source)
    value = measured(
        with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), found), PEOPLE[500], "KCN_A"
    ).value
    assert value == pytest.approx(900 * (1 + 2 + math.pi / 4), rel=3e-3)


@settings(max_examples=15)
@given(st.integers(-20, 20), st.integers(-20, 20), st.integers(0, 150))
def test_moving_zone_and_raster_together_changes_nothing(east: int, north: int, unsure: int) -> None:
    cells = np.add.outer(np.arange(70.0), np.arange(70.0) % 7)
    fixed = Draft().set("KCN_A", uncertainty_m=unsure)
    moved = Draft().set("KCN_A", square(east, north), uncertainty_m=unsure)
    one = measured(with_rasters(fixed.plan(), raster(cells)), PEOPLE[300], "KCN_A")
    other = measured(
        with_rasters(moved.plan(), raster(cells, west=east - 3000, north=north + 4000)), PEOPLE[300], "KCN_A"
    )
    assert bounds(other) == pytest.approx(bounds(one), rel=1e-5)


@settings(max_examples=15)
@given(st.integers(0, 400), st.integers(1, 30))
def test_numbers_grow_with_the_distance_and_scale_with_the_people(unsure: int, times: int) -> None:
    cells = np.add.outer(np.arange(70.0) % 5, np.arange(70.0) % 7)
    plan = Draft().set("KCN_A", uncertainty_m=unsure).plan()
    one = [bounds(measured(with_rasters(plan, raster(cells)), PEOPLE[edge], "KCN_A")) for edge in EDGES]
    more = [
        bounds(measured(with_rasters(plan, raster(times * cells)), PEOPLE[edge], "KCN_A")) for edge in EDGES
    ]
    for found, scaled in zip(one, more, strict=True):
        low, value, high = (n if n is not None else math.nan for n in found)
        assert low <= value <= high
        assert scaled == pytest.approx((times * low, times * value, times * high), rel=1e-5)
    for place_ in range(3):
        column = [found[place_] for found in one]
        assert column == sorted(column, key=lambda n: n if n is not None else math.nan)


def bands(plan: Plan) -> Table:
    spec, tabulate = TABLES["distance_bands"]
    return tabulate(View(plan), spec)


def rows_of(table: Table, subject: str) -> list[tuple[Any, ...]]:
    def plain(cell: Any) -> Any:
        if isinstance(cell, Measure):
            return cell.value
        if isinstance(cell, Message):
            return render(cell, "en")
        return cell.en if isinstance(cell, Text) else cell

    return [tuple(plain(cell) for cell in row[2:]) for row in table.rows if row[0] == subject]


def test_the_table_tells_inside_and_bands_apart() -> None:
    table = bands(with_homes(*SIX).plan())
    assert rows_of(table, "KCN_A") == [
        ("inside", 0, 3, None, 12, None),  # the one on the outline is inside
        ("0–100 m", 100, 1, 4, 4, 16),
        ("100–300 m", 300, 0, 4, 0, 16),
        ("300–500 m", 500, 1, 5, 5, 21),
        ("500–1,000 m", 1000, 3, 8, 11, 32),
    ]
    told_of = " ".join(render(remark, "en") for remark in table.remarks)
    assert "no legal finding" in told_of
    assert "Zone KCN_B" in told_of, "nobody could be counted around it"
    assert {row[0] for row in table.rows} == {"TEST", "KCN", "KCN_A"}


def test_a_band_with_unknown_numbers_is_at_least_so_much() -> None:
    table = bands(
        with_homes(home(1, 500), home(2, 1050, people=4), home(3, 1060), home(4, 1250, people=6)).plan()
    )
    rows = rows_of(table, "KCN_A")
    assert [row[4] for row in rows] == [None, "≥ 4", 6, 0, 0]
    assert [row[2] for row in rows] == [1, 2, 1, 0, 0]


def test_the_table_from_a_raster_adds_up() -> None:
    rows = rows_of(bands(with_rasters(Draft().set("KCN_A", uncertainty_m=0).plan(), even(9.0))), "KCN_A")
    assert rows[0][4] == pytest.approx(900, rel=1e-6)
    assert sum(row[4] for row in rows) == pytest.approx(rows[-1][5])
    assert [row[3] for row in rows] == [None] * 5, "a raster knows no households"


def test_a_zone_without_an_outline_has_no_inside() -> None:
    rows = rows_of(bands(with_homes(home(1, 5050, 0)).plan()), "KCN_B")
    assert [row[0] for row in rows] == ["0–100 m", "100–300 m", "300–500 m", "500–1,000 m"]
    assert [row[2] for row in rows] == [1, 0, 0, 0]


def test_without_anything_to_count_there_is_no_table() -> None:
    table = bands(Draft().plan())
    assert not table.rows
    assert table.reason is not None
    assert "dwellings" in render(table.reason, "en")


def test_people_around_tang_loong(real_data: Path, lao_cai: Plan) -> None:
    """WorldPop 2020, against cells cut out one by one as rectangles of degrees."""
    with rasterio.open(real_data / "population_2020_1km.tif") as file:
        values, to, nodata = file.read(1), file.transform, file.nodata
    source = ArraySource(values, tuple(to)[:6], "OGC:CRS84", nodata)
    found = Raster("pop", POPULATION, Text("WorldPop", "WorldPop"), parse_period("2020"), ("S1",), source)
    plan = with_rasters(lao_cai, found)
    outline = lao_cai.by_id["KCN_TANG_LOONG"].geometry
    for edge in EDGES:
        land = degrees(shapely.segmentize(outline.buffer(edge, quad_segs=64), 100))
        left, bottom, right, top = (
            (v - o) / s for v, o, s in zip(land.bounds, (to.c, to.f) * 2, (to.a, to.e) * 2, strict=True)
        )
        people = 0.0
        for row in range(int(top), int(bottom) + 1):
            for column in range(int(left), int(right) + 1):
                cell = shapely.box(
                    to.c + to.a * column,
                    to.f + to.e * (row + 1),
                    to.c + to.a * (column + 1),
                    to.f + to.e * row,
                )
                if values[row, column] != nodata:
                    people += float(values[row, column]) * cell.intersection(land).area / cell.area
        measure = measured(plan, PEOPLE[edge], "KCN_TANG_LOONG")
        assert measure.value == pytest.approx(people, rel=1e-3)
        assert measure.low is not None
        assert measure.high is not None
        assert 0 < measure.low < people < measure.high

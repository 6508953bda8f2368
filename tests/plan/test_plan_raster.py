"""Rasters of a plan: what their cells may hold, how they are declared, and what they hold in zones."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pyproj import Transformer

from support import EAST, GRID, NORTH, Draft, degrees, square
from zoneplan.kernels.tally import Stat
from zoneplan.plan.config import Config
from zoneplan.plan.period import parse_period
from zoneplan.plan.raster import (
    BUILT_UP,
    POPULATION,
    RASTER_KINDS,
    ArraySource,
    Holds,
    Raster,
    RasterKind,
    in_zones,
)
from zoneplan.plan.units import UNITS
from zoneplan.text import Text

NAN = float("nan")


def raster(kind: RasterKind, values: object, as_of: str = "2020", key: str = "r") -> Raster:
    """Gives a raster of cells of 100 m whose lower left corner is that of the small plan's first zone."""
    cells = np.array(values, dtype=float)
    source = ArraySource(cells, (100.0, 0, EAST, 0, -100.0, NORTH + 100 * len(cells)), GRID)
    return Raster(key, kind, Text("r", "r"), parse_period(as_of), ("S1",), source)


def zones(*shapes: Any) -> Any:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def test_every_kind_is_declared_whole() -> None:
    for key, kind in RASTER_KINDS.items():
        assert kind.id == key
        assert re.fullmatch(r"[a-z_]+", key)
        for text in (kind.name, kind.about):
            assert text.vi.strip()
            assert text.en.strip()
            assert text.vi != text.en
        assert kind.unit in UNITS
        assert kind.low < kind.high
        assert kind.slack >= 0
        assert kind.holds is Holds.AMOUNT or (kind.low, kind.high) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("kind", "given_values", "kept"),
    [
        (POPULATION, [0, 12.5, -1, -99999, NAN, 3e38], [0, 12.5, NAN, NAN, NAN, NAN]),
        (BUILT_UP, [0, 0.5, 1.009, -0.01, 1.06, 255, NAN], [0, 0.5, 1, 0, NAN, NAN, NAN]),
    ],
)
def test_values_beyond_what_can_be_are_no_data(kind: RasterKind, given_values: object, kept: object) -> None:
    assert kind.cleaned(np.array(given_values, dtype=float)) == pytest.approx(kept, nan_ok=True)


def test_negative_persons_are_never_summed_whatever_the_source() -> None:
    found = in_zones(raster(POPULATION, [[5, -3], [-99999, 4]]), zones(square(side=200)), GRID)
    assert (found.value[0], found.coverage[0], found.cells[0]) == pytest.approx((9, 0.5, 2))
    assert np.isnan(raster(POPULATION, [[5, -3]]).source.read(0, 0, 1, 2)).tolist() == [[False, True]]


def test_a_raster_that_is_made_of_another_stays_as_it_is() -> None:
    one = raster(BUILT_UP, [[1.02]])
    assert replace(one, id="b").source is one.source


def test_amounts_are_summed_up_and_shares_are_averaged() -> None:
    zone = zones(square(side=150))
    people = in_zones(raster(POPULATION, [[4, 8], [12, 16]]), zone, GRID)
    assert people.value[0] == pytest.approx(12 + (4 + 16) / 2 + 8 / 4)
    assert (people.low[0], people.high[0]) == pytest.approx((12, 40))
    built = in_zones(raster(BUILT_UP, [[0.1, 0.2], [0.3, 0.4]]), zone, GRID)
    assert built.value[0] == pytest.approx((0.3 + (0.1 + 0.4) / 2 + 0.2 / 4) / 2.25)


def test_what_a_share_is_not_asked() -> None:
    for kind, stat in ((BUILT_UP, Stat.SUM), (BUILT_UP, Stat.DENSITY), (POPULATION, Stat.MEAN)):
        with pytest.raises(ValueError, match=kind.id):
            in_zones(raster(kind, [[0.5]]), zones(square(side=100)), GRID, stat)


def test_an_uncovered_part_of_a_share_may_hold_nothing_or_all() -> None:
    found = in_zones(raster(BUILT_UP, [[0.4]]), zones(square(side=200)), GRID)
    assert (found.value[0], found.coverage[0]) == pytest.approx((0.4, 0.25))
    assert (found.low[0], found.high[0]) == pytest.approx((0.1, 0.85))


def test_zones_are_brought_into_the_system_of_the_raster() -> None:
    """In a raster of degrees a zone of the plan holds what an overlay in degrees says it holds."""
    values = np.arange(1.0, 401.0).reshape(20, 20)
    west, south, *_ = degrees(square(side=3000)).bounds
    source = ArraySource(values, (0.0025, 0, west - 0.01, 0, -0.0025, south + 0.04), "EPSG:4326")
    people = Raster("r", POPULATION, Text("r", "r"), parse_period("2020"), (), source)
    zone = square(east=120, north=333, side=2500)
    there = degrees(shapely.segmentize(zone, 50))
    row, col = np.mgrid[:20, :20]
    a, _, c, _, e, f = source.transform
    cells = shapely.box(c + a * col, f + e * (row + 1), c + a * (col + 1), f + e * row)
    expected = (shapely.area(shapely.intersection(cells, there)) / a**2 * values).sum()
    assert in_zones(people, zones(zone), GRID).value[0] == pytest.approx(expected, rel=1e-5)


def test_long_edges_follow_the_grid_of_the_plan() -> None:
    """An edge of 50 km that is straight in the grid is no straight line in degrees, by several metres."""
    people = Raster(
        "r",
        POPULATION,
        Text("r", "r"),
        parse_period("2020"),
        (),
        ArraySource(np.ones((2, 2)), (1.0, 0, 103.0, 0, -1.0, 23.0), "EPSG:4326"),
    )
    zone = square(side=50_000)
    (found,) = people.zones(zones(zone), GRID)
    back = Transformer.from_crs("EPSG:4326", GRID, always_xy=True)
    dense = shapely.segmentize(found, 0.0001)
    home = shapely.transform(dense, lambda xy: np.column_stack(back.transform(xy[:, 0], xy[:, 1])))
    assert shapely.hausdorff_distance(home.exterior, zone.exterior) < 0.05
    coarse = shapely.transform(
        shapely.segmentize(degrees(zone), 0.0001),
        lambda xy: np.column_stack(back.transform(xy[:, 0], xy[:, 1])),
    )
    assert shapely.hausdorff_distance(coarse.exterior, zone.exterior) > 1


def test_the_side_of_a_cell_is_told_in_metres() -> None:
    assert raster(POPULATION, [[1, 2]]).cell_m == pytest.approx(100)


@given(st.floats(0.1, 10), st.floats(0, 500))
def test_an_array_says_where_it_has_no_data(scale: float, nodata: float) -> None:
    source = ArraySource(np.array([[nodata, NAN, scale]]), (1, 0, 0, 0, -1, 1), GRID, nodata)
    assert np.isnan(source.read(0, 0, 1, 3)[0]).tolist() == [True, True, scale == nodata]


def test_rasters_can_be_told_apart_and_looked_up() -> None:
    one, other = raster(POPULATION, [[1]]), raster(POPULATION, [[1]])
    assert one == replace(one)
    assert one != other
    assert len({one, replace(one), other}) == 2


def test_whole_numbers_are_read_as_numbers() -> None:
    source = ArraySource(np.array([[1, 255], [7, 0]], dtype=np.uint8), (1, 0, 0, 0, -1, 2), GRID, 255)
    assert source.read(0, 1, 2, 1) == pytest.approx(np.array([[NAN], [0.0]]), nan_ok=True)


# --- the plan and its configuration ---------------------------------------------------------------------------------


def test_the_rasters_of_a_kind_come_latest_first() -> None:
    found = {
        key: raster(kind, [[1]], as_of, key)
        for key, kind, as_of in (
            ("old", POPULATION, "2000"),
            ("new", POPULATION, "2020-06"),
            ("built", BUILT_UP, "2024"),
        )
    }
    plan = replace(Draft().plan(), rasters=found)
    assert [r.id for r in plan.rasters_of("population")] == ["new", "old"]
    assert plan.rasters_of("elevation") == ()
    assert Draft().plan().rasters == {}


def config(**entries: object) -> Config:
    table: dict[str, Any] = {
        "kind": "population",
        "path": "layers/p.tif",
        "name_vi": "Dân số",
        "as_of": "2020",
        "source": "S1",
    }
    return Config.model_validate(Draft().config | {"rasters": {"pop": table | entries}})


def test_a_raster_is_declared_in_few_words() -> None:
    table = config().rasters["pop"]
    assert (table.band, table.scale, table.nodata, table.crs) == (1, None, None, None)
    assert table.name == ("Dân số", "Dân số")


@pytest.mark.parametrize(
    ("written", "text"), [(2020, "2020"), (date(2020, 12, 31), "2020-12-31"), ("2018/2020", "2018/2020")]
)
def test_a_time_may_be_written_as_toml_has_it(written: object, text: str) -> None:
    assert config(as_of=written).rasters["pop"].as_of == text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("as_of", "năm 2020"),
        ("as_of", "2020-13"),
        ("as_of", True),
        ("as_of", 2020.5),
        ("band", 0),
        ("scale", 0),
        ("scale", -1.0),
        ("scale", float("inf")),
        ("nodata", "none"),
        ("path", None),
        ("resolution", 100),
    ],
)
def test_entries_that_mean_nothing_are_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        config(**{key: value})
    assert caught.value.errors()[0]["loc"] == ("rasters", "pop", key)


def test_a_raster_may_not_have_the_name_of_a_layer() -> None:
    table = Draft().config | {"rasters": {"zones": config().rasters["pop"].model_dump()}}
    with pytest.raises(ValidationError, match="different ids"):
        Config.model_validate(table)

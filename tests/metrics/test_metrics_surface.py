"""Density surfaces: mass is kept, values follow the kernel, and nobody is counted twice."""

import csv
import io
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydantic import ValidationError

from support import EAST, GRID, NORTH, TO_DEGREES, Draft, degrees, place, point, square, zone
from zoneplan.build import assemble, with_surfaces
from zoneplan.metrics import evaluate
from zoneplan.metrics.density.surface import Surface, surfaces
from zoneplan.metrics.view import View
from zoneplan.plan.config import SurfacesTable
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import POPULATION, Affine, ArraySource, Raster
from zoneplan.publish.exports import artefacts
from zoneplan.text import Text, render

Numbers = NDArray[np.float64]
BANDWIDTH, CELL = 2000.0, 250.0


def draft(**surface: float) -> Draft:
    """Gives the small plan in a frame of its own size, with a bandwidth of 2 km and cells of 250 m."""
    made = Draft()
    made.config["plan"]["extent"] = [104.0, 22.2, 104.35, 22.5]
    made.config["surfaces"] = {"bandwidth_m": BANDWIDTH, "cell_m": CELL} | surface
    return made


def exact(made: Draft) -> Draft:
    """Makes every place exactly known."""
    for shapes in made.layers.values():
        for shape in shapes:
            shape.props["uncertainty_m"] = 0
    return made


def towns(made: Draft, *shapes: shapely.Geometry) -> Draft:
    """Gives the two communes outlines."""
    for key, shape in zip(("C_X", "C_Y"), shapes, strict=True):
        made.set(key, shape, position="outline", uncertainty_m=0)
    return made


def raster(values: Numbers, transform: Affine, crs: str = GRID) -> Raster:
    name = Text("Lưới dân số", "Population grid")
    return Raster("pop", POPULATION, name, parse_period("2020"), ("S1",), ArraySource(values, transform, crs))


def drawn(made: Draft | Plan, *grids: Raster) -> dict[str, Surface]:
    plan = made.plan() if isinstance(made, Draft) else made
    found = surfaces(View(replace(plan, rasters={grid.id: grid for grid in grids} or plan.rasters)))
    return {surface.id: surface for surface in found}


def cells(surface: Surface) -> Numbers:
    assert surface.per_km2 is not None, said(surface)
    return surface.per_km2


def mass(surface: Surface) -> float:
    """Gives what the cells hold, added up here."""
    return float(np.nansum(cells(surface)) * (surface.cell_m / 1000) ** 2)


def at(surface: Surface, east: float, north: float) -> float:
    """Gives the value of the cell at metres from the origin of the small plans."""
    values, transform = cells(surface), surface.transform
    assert transform is not None
    a, _, west, _, e, top = transform
    return float(values[int((NORTH + north - top) / e), int((EAST + east - west) / a)])


def said(surface: Surface) -> str:
    words = (*surface.remarks, *((surface.reason,) if surface.reason else ()))
    assert all(render(each, "vi") != render(each, "en") for each in words)
    return " ".join(render(each, "en") for each in words)


def quartic(distance: float, radius: float) -> float:
    """Gives the kernel a km²: 3 / (pi h²) (1 − d²/h²)², h in km."""
    u = distance / radius
    return 3 / (math.pi * (radius / 1000) ** 2) * (1 - u * u) ** 2 if u < 1 else 0.0


# --- What is spread, and that all of it is ---


def test_the_masses_are_those_of_the_measures() -> None:
    made = draft()
    found = drawn(made)
    assert list(found) == ["population", "zone_land", "hydropower"]
    assert mass(found["population"]) == pytest.approx(12_000)  # of the two communes one has a figure
    assert mass(found["zone_land"]) == pytest.approx(100 + 50 + 20)  # planned KCN_D is not there yet
    assert mass(found["hydropower"]) == pytest.approx(10 + 6)  # two more are planned
    for surface in found.values():
        assert surface.mass == pytest.approx(mass(surface))
        assert surface.crs == GRID
        assert (surface.bandwidth_m, surface.cell_m) == (BANDWIDTH, CELL)
        assert np.nanmin(cells(surface)) >= 0
        assert "bandwidth 2,000 m, cells of 250 m" in said(surface)
        assert "the whole frame of the plan" in said(surface)
    assert made.measure("installed_mw", "TEST").value == pytest.approx(mass(found["hydropower"]))
    assert made.measure("area_declared_ha", "TEST").value == pytest.approx(mass(found["zone_land"]))
    assert "C_Y" in said(found["population"])
    assert {f.subject for f in found["hydropower"].figures} == {"HP_1", "HP_2"}
    assert found["zone_land"].as_of == "2025"


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(-12_000, 20_000), st.integers(-8000, 20_000), st.integers(0, 9000)),
        min_size=1,
        max_size=6,
    ),
    st.integers(300, 9000),
    st.integers(200, 1500),
)
def test_mass_is_kept_whatever_the_places_the_bandwidth_and_the_cells(
    spots: list[tuple[int, int, int]], bandwidth: int, cell: int
) -> None:
    made = draft(bandwidth_m=bandwidth, cell_m=cell)
    made.layers["hydropower"] = [
        place(f"P{n}", point(east, north), status="operating", uncertainty_m=off)
        for n, (east, north, off) in enumerate(spots)
    ]
    for n in range(len(spots)):
        made.row(f"P{n}", "installed_mw", n + 1)
    assert mass(drawn(made)["hydropower"]) == pytest.approx(sum(range(len(spots) + 1)), rel=1e-9)


def test_values_follow_the_kernel() -> None:
    """One plant of 10 MW far from every border, cells of 1/40 of the bandwidth."""
    made = exact(draft(cell_m=50)).drop("HP_2").set("HP_1", point(2025, 2025))
    surface = drawn(made)["hydropower"]
    for away in (0, 500, 1000, 1500, 1900):
        assert at(surface, 2025 + away, 2025) == pytest.approx(10 * quartic(away, 2000), rel=0.01, abs=1e-3)
        assert at(surface, 2025, 2025 - away) == pytest.approx(at(surface, 2025 + away, 2025), rel=1e-9)
    assert at(surface, 4150, 2025) == 0


def test_a_place_known_to_some_metres_is_spread_as_far_as_it_may_be_off() -> None:
    made = exact(draft(cell_m=50)).drop("HP_2").set("HP_1", point(2025, 2025), uncertainty_m=4000)
    surface = drawn(made)["hydropower"]
    assert at(surface, 2025, 2025) == pytest.approx(10 * quartic(0, 4000), rel=0.01)
    assert at(surface, 2025 + 3000, 2025) == pytest.approx(10 * quartic(3000, 4000), rel=0.02)
    assert "1 places are known less well than the bandwidth (up to 4,000 m)" in said(surface)
    assert "known less well" not in said(drawn(made.set("HP_1", uncertainty_m=2000))["hydropower"])


def test_a_zone_with_an_outline_is_spread_over_its_land() -> None:
    """A square of 8 km with a bandwidth of 500 m: in its middle the land is as dense as its declared area."""
    made = exact(draft(bandwidth_m=500, cell_m=100)).set("KCN_A", square(side=8000))
    made.value("KCN_A", "area_declared_ha", 3200).drop("KCN_B").drop("CCN_C")
    surface = drawn(made)["zone_land"]
    assert at(surface, 4050, 4050) == pytest.approx(3200 / 64, rel=1e-6)  # ha on 64 km²
    assert at(surface, 2050, 6050) == pytest.approx(3200 / 64, rel=1e-6)
    assert at(surface, -650, 4050) == 0
    assert mass(surface) == pytest.approx(3200)
    assert "KCN_B" in said(surface)


def test_parts_and_entries_of_the_plan_are_not_counted_twice() -> None:
    made = draft().add(
        zone("PART", square(100, 100, 300), part_of="KCN_A"),
        zone("KCN_A_QH", square(), stage="2021-2030", same_as="KCN_A"),
    )
    made.row("PART", "area_declared_ha", 9).row("KCN_A_QH", "area_declared_ha", 100)
    assert mass(drawn(made)["zone_land"]) == pytest.approx(170)


# --- The study area ---


def test_outside_the_communes_there_is_no_value_and_inside_all_the_mass() -> None:
    """Two communes of 4 km by 4 km; the plants stand within a bandwidth of the border."""
    made = towns(exact(draft(bandwidth_m=500)), square(side=4000), square(4000, 0, 4000))
    made.row("C_Y", "population", 8000)
    made.set("HP_1", point(200, 200)).set("HP_2", point(7900, 3900))
    for key in ("KCN_A", "KCN_B", "CCN_C"):
        made.set(key, point(1000, 1000), position="marker")
    found = drawn(made)
    for key, expected in {"population": 20_000, "zone_land": 170, "hydropower": 16}.items():
        surface = found[key]
        inside = np.isfinite(cells(surface))
        assert inside.sum() * CELL**2 == pytest.approx(8000 * 4000)
        assert mass(surface) == pytest.approx(expected)
        assert "frame" not in said(surface)
        assert "outside" not in said(surface).replace("fall outside", "")
    # 12,000 on 16 km² beside 8,000 on 16 km²; two bandwidths from every border each has its own density
    assert at(found["population"], 1100, 2000) == pytest.approx(12_000 / 16, rel=1e-6)
    assert at(found["population"], 6900, 2000) == pytest.approx(8000 / 16, rel=1e-6)
    assert 8000 / 16 < at(found["population"], 4100, 2000) < 12_000 / 16


def test_a_point_just_beyond_the_border_stands_on_it_and_one_far_beyond_is_left_out() -> None:
    made = towns(draft(), square(side=4000), square(4000, 0, 4000))
    made.set("HP_1", point(-900, 2000), uncertainty_m=1000).set(
        "HP_2", point(-1100, 2000), uncertainty_m=1000
    )
    surface = drawn(made)["hydropower"]
    assert mass(surface) == pytest.approx(10)
    assert "1 points drawn beyond the border" in said(surface)
    assert "6.0 MW lie outside the study area" in said(surface)
    assert at(surface, 60, 2000) == np.nanmax(cells(surface))


def test_one_commune_without_an_outline_leaves_the_frame() -> None:
    made = towns(draft(), square(side=4000), square(4000, 0, 4000)).set("C_Y", point(5000))
    surface = drawn(made)["population"]
    assert np.isfinite(cells(surface)).all()
    assert "the whole frame" in said(surface)


# --- People ---


def grid_of(values: Numbers, side: float = 500, east: float = 0, north: float = 4000) -> Raster:
    return raster(values, (side, 0, EAST + east, 0, -side, NORTH + north))


@settings(max_examples=15)
@given(
    st.lists(st.integers(0, 900), min_size=128, max_size=128),
    st.sampled_from([100.0, 250.0, 400.0, 1000.0]),
)
def test_people_are_those_of_the_raster_and_not_of_the_ledger_as_well(people: list[int], cell: float) -> None:
    """The communes together are the 16 by 8 cells of the raster."""
    values = np.array(people, dtype=np.float64).reshape(8, 16)
    made = towns(draft(cell_m=cell), square(side=4000), square(4000, 0, 4000))
    surface = drawn(made, grid_of(values))["population"]
    assert mass(surface) == pytest.approx(values.sum(), rel=1e-9, abs=1e-9)
    assert surface.rasters == ("pop",)
    assert surface.figures == ()
    assert surface.as_of == "2020"
    assert "not of the ledger" in said(surface)


def test_cells_of_a_raster_count_only_on_the_land_of_the_province() -> None:
    """The raster reaches 2 km beyond the communes on all sides, one person in every cell of 500 m."""
    values = np.ones((16, 24))
    grid = grid_of(values, east=-2000, north=6000)
    made = towns(draft(), square(side=4000), square(4000, 0, 4000))
    assert mass(drawn(made, grid)["population"]) == pytest.approx(8 * 16)
    slanted = shapely.Polygon([(EAST, NORTH), (EAST + 4000, NORTH), (EAST + 4000, NORTH + 4000)])
    made.set("C_X", slanted)  # 8 km² instead of 16, by cells cut along the diagonal
    assert mass(drawn(made, grid)["population"]) == pytest.approx(32 + 64, rel=0.02)


def test_what_falls_beyond_the_border_comes_back_to_where_the_rest_is() -> None:
    """A plant 300 m from the western border: its kernel over the part of it inside, added up here point by point."""
    made = towns(exact(draft(cell_m=50)), square(side=4000), square(4000, 0, 4000))
    surface = drawn(made.drop("HP_2").set("HP_1", point(325, 2025)))["hydropower"]
    steps = np.arange(5, 2335, 10)
    inside = (
        sum(quartic(math.hypot(x - 325, y), 2000) for x in steps for y in range(-1995, 2000, 10)) / 100**2
    )
    for away in (0, 500, 1500):
        expected = 10 * quartic(away, 2000) / inside
        assert at(surface, 325 + away, 2025) == pytest.approx(expected, rel=0.01)


def test_an_even_raster_has_one_density_two_bandwidths_from_the_border() -> None:
    made = towns(draft(bandwidth_m=500), square(side=4000), square(4000, 0, 4000))
    surface = drawn(made, grid_of(np.full((8, 16), 50.0)))["population"]
    inner = [at(surface, x + 125, y + 125) for x in range(1000, 7000, 250) for y in range(1000, 3000, 250)]
    assert inner == pytest.approx([50 / 0.25] * len(inner), rel=1e-6)
    assert mass(surface) == pytest.approx(50 * 128)


def test_a_raster_in_degrees_holds_the_same_people() -> None:
    made = towns(draft(), square(side=4000), square(4000, 0, 4000))
    west, north = TO_DEGREES.transform(EAST - 1000, NORTH + 5000)
    step = 0.002
    grid = raster(np.ones((60, 70)), (step, 0, west, 0, -step, north), "OGC:CRS84")
    land = degrees(shapely.segmentize(shapely.box(EAST, NORTH, EAST + 8000, NORTH + 4000), 10))
    assert mass(drawn(made, grid)["population"]) == pytest.approx(land.area / step**2, rel=0.01)


@pytest.mark.parametrize("shift", [0.0, 100_000.0])
def test_a_raster_that_does_not_cover_the_province_is_not_used(shift: float) -> None:
    """Half of the province has no data, or the raster lies elsewhere."""
    values = np.full((8, 16), 50.0)
    values[:, :8] = np.nan
    made = towns(draft(), square(side=4000), square(4000, 0, 4000)).row("C_Y", "population", 8000)
    surface = drawn(made, grid_of(values, east=shift))["population"]
    assert mass(surface) == pytest.approx(12_000 + 8000)
    assert surface.rasters == ()


def test_in_a_frame_a_raster_counts_where_it_has_people() -> None:
    values = np.full((8, 16), 50.0)
    values[0, 0] = np.nan
    surface = drawn(draft(), grid_of(values))["population"]
    assert mass(surface) == pytest.approx(50 * 127)
    elsewhere = drawn(draft(), grid_of(values, east=200_000))["population"]
    assert mass(elsewhere) == pytest.approx(12_000)


# --- What does not matter, and what cannot be drawn ---


@settings(max_examples=15)
@given(st.permutations(range(4)), st.integers(-8, 8), st.integers(-8, 8))
def test_order_and_a_shift_by_whole_cells_do_not_matter(order: list[int], east: int, north: int) -> None:
    made, other = draft(), draft()
    other.layers["zones"] = [other.layers["zones"][i] for i in order]
    other.rows.reverse()
    dx, dy = east * CELL, north * CELL
    for shapes in other.layers.values():
        for shape in shapes:
            shape.geometry = shapely.transform(shape.geometry, lambda xy: np.add(xy, (dx, dy)))
    one, two = drawn(made)["zone_land"], drawn(other)["zone_land"]
    for x, y in ((125, 125), (1125, 625), (4875, 375), (-1375, 4125)):
        assert at(two, x + dx, y + dy) == pytest.approx(at(one, x, y), rel=1e-9, abs=1e-9)


def test_twice_the_figures_are_twice_the_density() -> None:
    made = draft()
    one = cells(drawn(made)["hydropower"])
    for key, value in {"HP_1": 20, "HP_2": 12}.items():
        made.value(key, "installed_mw", value)
    assert cells(drawn(made)["hydropower"]) == pytest.approx(2 * one)


def test_too_many_cells_are_refused_with_the_number() -> None:
    found = drawn(draft(cell_m=5))
    for surface in found.values():
        assert surface.per_km2 is None
        assert "raise cell_m of [surfaces]" in said(surface)


def test_what_has_no_figures_says_which() -> None:
    made = draft()
    made.rows = []
    found = drawn(made)
    for key, indicator in {
        "population": "population",
        "zone_land": "area_declared_ha",
        "hydropower": "installed_mw",
    }.items():
        assert found[key].per_km2 is None
        assert indicator in said(found[key])
    del made.config["layers"]["hydropower"], made.layers["hydropower"]
    assert "no hydropower layer" in said(drawn(made)["hydropower"])


@pytest.mark.parametrize(
    "wrong",
    [{"bandwidth_m": 0}, {"bandwidth_m": math.inf}, {"cell_m": 0}, {"cell_m": math.nan}, {"radius_m": 5}],
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        SurfacesTable.model_validate(wrong)
    assert SurfacesTable().bandwidth_m == 5000
    assert SurfacesTable().cell_m == 500


# --- The files ---


def exported(made: Draft) -> dict[str, Any]:
    dossier = with_surfaces(assemble(made.plan(), (), "vi"))
    return {artefact.path: artefact for artefact in artefacts(dossier) if "density_" in artefact.path}


def test_the_files_hold_what_was_drawn() -> None:
    made = towns(draft(), square(side=4000), square(4000, 0, 4000))
    found = drawn(made)
    files = exported(made)
    assert set(files) == {
        "exports/density_population.tif",
        "exports/density_zone_land.tif",
        "exports/density_hydropower.tif",
        "exports/density_surfaces.csv",
    }
    for key, surface in found.items():
        with rasterio.MemoryFile(files[f"exports/density_{key}.tif"].make()) as memory, memory.open() as file:
            values = file.read(1, masked=True)
            assert file.crs.to_string() == GRID
            assert file.transform[:6] == pytest.approx(surface.transform)
            assert values.sum(dtype=np.float64) * 0.0625 == pytest.approx(surface.mass, rel=1e-6)
            assert (values.mask == np.isnan(cells(surface))).all()
            assert values.filled(np.nan) == pytest.approx(cells(surface), rel=1e-6, nan_ok=True)
            assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
            assert file.units == (surface.unit,)
            assert file.descriptions == (surface.name.vi,)
            tags = file.tags()
            assert float(tags["total"]) == pytest.approx(surface.mass)
            assert (tags["bandwidth_m"], tags["sources"]) == ("2000.0", "S1")


def test_the_table_and_the_dictionary_tell_of_every_surface() -> None:
    made = draft()
    made.drop("HP_1").drop("HP_2")
    files = exported(made)
    assert "exports/density_hydropower.tif" not in files
    content = files["exports/density_surfaces.csv"].make().decode("utf-8-sig")
    rows = {row["surface"]: row for row in csv.DictReader(io.StringIO(content))}
    assert float(rows["density_zone_land"]["total"]) == pytest.approx(170)
    assert rows["density_hydropower"]["total"] == ""
    assert "installed_mw" in rows["density_hydropower"]["reason_en"]
    dossier = with_surfaces(assemble(made.plan(), (), "vi"))
    (dictionary,) = [a for a in artefacts(dossier) if a.path.endswith("data_dictionary.csv")]
    listed = csv.DictReader(io.StringIO(dictionary.make().decode("utf-8-sig")))
    assert {row["layer"] for row in listed if row["column"] == "band_1"} == {
        "density_population",
        "density_zone_land",
    }


def test_a_file_is_made_again_when_its_figures_change_and_only_then() -> None:
    one, same, other = (
        exported(draft()),
        exported(draft()),
        exported(draft().value("HP_1", "installed_mw", 11)),
    )
    changed = {path for path in one if one[path].model != other[path].model}
    assert changed == {"exports/density_hydropower.tif", "exports/density_surfaces.csv"}
    for path, artefact in one.items():
        assert artefact.model == same[path].model
        assert artefact.make() == same[path].make()


# --- Lào Cai ---


def total_of(plan: Plan, metric: str) -> float:
    view = View(plan)
    found = evaluate(view, metric, view.province).value
    assert found is not None
    return found


def test_the_surfaces_of_lao_cai_hold_what_the_measures_say(lao_cai: Plan) -> None:
    found = drawn(lao_cai)
    assert mass(found["hydropower"]) == pytest.approx(total_of(lao_cai, "installed_mw"))
    assert mass(found["zone_land"]) == pytest.approx(total_of(lao_cai, "area_declared_ha"))
    people = [
        known.chosen.value
        for commune in lao_cai.of_kind("communes")
        if (known := lao_cai.ledger.look_up(commune.id, "population", lao_cai.as_of)) is not None
    ]
    assert mass(found["population"]) == pytest.approx(sum(people))
    assert len(people) == 48


def test_the_population_of_lao_cai_by_a_real_raster(lao_cai: Plan, real_data: Path) -> None:
    """In the frame of the plan lie all cells of the raster whose middles, and most of their parts, lie in it."""
    with rasterio.open(real_data / "population_2020_1km.tif") as file:
        a, b, c, d, e, f, *_ = file.transform
        values = np.where(file.read(1) == file.nodata, np.nan, file.read(1)).astype(np.float64)
    surface = drawn(lao_cai, raster(values, (a, b, c, d, e, f), "OGC:CRS84"))["population"]
    west, south, east, north = lao_cai.config.plan.extent
    lon, lat = np.meshgrid(
        c + a * (np.arange(values.shape[1]) + 0.5), f + e * (np.arange(values.shape[0]) + 0.5)
    )
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    assert mass(surface) == pytest.approx(np.nansum(values[inside]), rel=0.02)

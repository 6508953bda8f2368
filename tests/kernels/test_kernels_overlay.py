"""Overlay areas against shapes whose areas are known by hand, and against overlays pair by pair."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes import mesh
from support import EAST, GRID, NORTH, square
from zoneplan.kernels.overlay import (
    SharedLand,
    area_outside,
    clipped,
    cut_up,
    overlay_areas,
    repeated_land,
)
from zoneplan.kernels.shapes import Shapes, as_array

sides = st.integers(1, 50)
corners = st.tuples(st.integers(-50, 50), st.integers(-50, 50))
seeds = st.integers(0, 2**32 - 1)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def one(geometry: shapely.Geometry) -> NDArray[np.object_]:
    return np.array([geometry], dtype=object)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def stars(count: int, vertices: int, seed: int, spread_m: float = 2000.0) -> Shapes:
    """Gives jagged polygons around scattered points, some with a hole and some in two parts."""
    random = np.random.default_rng(seed)
    made = []
    for turn in range(count):
        angle = np.sort(random.uniform(0, 2 * np.pi, vertices))
        reach = random.uniform(0.4, 1.0, vertices) * random.uniform(50, 600)
        at = random.uniform(0, spread_m, 2) + np.array([EAST, NORTH])
        star = shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None] + at)
        if turn % 3 == 1:
            star = star.difference(shapely.Point(at).buffer(30))
        if turn % 3 == 2:
            star = star.union(shapely.box(*(at + 700), *(at + 760)))
        made.append(star if star.is_valid else shapely.Point(at).buffer(100))
    return as_array(made)


def plain(parts: Shapes, zones: Shapes) -> NDArray[np.float64]:
    """Gives the area of every intersection, each pair overlaid by itself, shape ``(n, m)``."""
    return np.asarray(shapely.area(shapely.intersection(parts[:, None], zones[None, :])))


def table(found: SharedLand, rows: int, columns: int) -> NDArray[np.float64]:
    areas = np.zeros((rows, columns))
    areas[found.part, found.zone] = found.area
    return areas


def shared(parts: Shapes, zones: Shapes, most_vertices: int = 16) -> NDArray[np.float64]:
    return table(overlay_areas(parts, zones, most_vertices=most_vertices), len(parts), len(zones))


def wavy(vertices: int, radius_m: float = 3000.0) -> shapely.Polygon:
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    reach = radius_m * (1 + 0.1 * np.sin(41 * angle))
    return shapely.Polygon(np.column_stack([EAST + reach * np.cos(angle), NORTH + reach * np.sin(angle)]))


def test_areas_by_hand() -> None:
    whole = shapely.box(0, 0, 10, 10)
    parts = [
        shapely.box(2, 2, 4, 4),  # within
        shapely.box(8, 0, 13, 10),  # 3 × 10 stand out
        shapely.box(20, 20, 24, 25),  # apart: 4 × 5
        shapely.box(-1, -1, 11, 11),  # around: 12² − 10²
        shapely.Point(99, 99),  # no area
    ]
    found = area_outside(np.array(parts, dtype=object), np.array([whole] * len(parts), dtype=object))
    assert found == pytest.approx([0, 30, 20, 44, 0])


def test_of_nothing() -> None:
    assert area_outside(np.empty(0, dtype=object), np.empty(0, dtype=object)).shape == (0,)


@given(corners, sides, sides, corners, sides)
def test_outside_and_inside_make_the_whole_part(
    at: tuple[int, int], width: int, height: int, other: tuple[int, int], side: int
) -> None:
    part = shapely.box(*at, at[0] + width, at[1] + height)
    whole = shapely.box(*other, other[0] + side, other[1] + side)
    common_x = max(0, min(at[0] + width, other[0] + side) - max(at[0], other[0]))
    common_y = max(0, min(at[1] + height, other[1] + side) - max(at[1], other[1]))
    found = float(area_outside(one(part), one(whole))[0])
    assert found == pytest.approx(width * height - common_x * common_y)
    assert found + part.intersection(whole).area == pytest.approx(part.area)


def test_shared_land_by_hand() -> None:
    ring = box(0, 0, 30, 30).difference(box(10, 10, 20, 20))
    two = shapely.MultiPolygon([box(40, 0, 50, 10), box(60, 0, 70, 10)])
    zones = as_array([ring, two, box(0, 0, 100, 100)])
    parts = as_array(
        [
            box(12, 12, 18, 18),  # in the hole: only in the third
            box(5, 5, 15, 15),  # 100 less the 25 in the hole
            box(45, 5, 65, 15),  # 5 × 5 of each part; 200 in the third
            box(-10, -10, 200, 200),  # around all
            box(30, 0, 40, 10),  # touches the first two
            box(500, 500, 600, 600),  # apart
        ]
    )
    found = overlay_areas(parts, zones)
    pairs = list(zip(found.part.tolist(), found.zone.tolist(), strict=True))
    assert pairs == [(0, 2), (1, 0), (1, 2), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2), (4, 2)]
    assert found.area == pytest.approx([36, 75, 100, 50, 200, 800, 200, 10_000, 100])


def test_what_has_no_land_shares_none() -> None:
    landless = as_array(
        [
            None,
            shapely.Polygon(),
            shapely.MultiPolygon(),
            shapely.Point(EAST + 5, NORTH + 5),
            shapely.LineString([(EAST, NORTH), (EAST + 9, NORTH + 9)]),
            shapely.MultiPoint([(EAST + 5, NORTH + 5)]),
        ]
    )
    whole = one(square())
    for found in (overlay_areas(landless, whole), overlay_areas(whole, landless)):
        assert found.part.shape == found.zone.shape == found.area.shape == (0,)
        assert (found.part.dtype, found.area.dtype) == (np.dtype(np.intp), np.dtype(np.float64))


@pytest.mark.parametrize(("parts", "zones"), [(0, 0), (0, 2), (2, 0)])
def test_of_no_shapes_nothing_is_shared(parts: int, zones: int) -> None:
    found = overlay_areas(as_array([square()] * parts), as_array([square()] * zones))
    assert len(found.part) == 0
    assert found.by_zone(3).tolist() == [0.0, 0.0, 0.0]


def test_invalid_shapes_are_named_by_position() -> None:
    good, bad = square(), BOW_TIE
    with pytest.raises(ValueError, match=r"2 of parts .* at positions 1, 3$"):
        overlay_areas(as_array([good, bad, None, bad]), one(good))
    with pytest.raises(ValueError, match=r"1 of zones .* at positions 0$"):
        overlay_areas(one(good), one(bad))
    with pytest.raises(ValueError, match=r"12 of parts .* 8, 9, \.\.\.$"):
        overlay_areas(as_array([bad] * 12), one(good))
    with pytest.raises(ValueError, match="positions 0"):
        overlay_areas(one(shapely.GeometryCollection([good, square(500)])), one(good))
    with pytest.raises(ValueError, match="16 vertices or more, not 15"):
        overlay_areas(one(good), one(good), most_vertices=15)
    with np.errstate(invalid="ignore"):
        nowhere = one(shapely.Polygon([(0, 0), (1, np.nan), (1, 1)]))
    with pytest.raises(ValueError, match="positions 0"):
        overlay_areas(nowhere, one(good))


def test_the_callers_shapes_stay_as_they_are() -> None:
    parts, zones = stars(12, 30, 5), as_array([wavy(600), None])
    before = shapely.to_wkb(np.concatenate([parts, zones])).tolist()
    overlay_areas(parts, zones, most_vertices=16)
    assert shapely.to_wkb(np.concatenate([parts, zones])).tolist() == before
    assert not shapely.is_prepared(np.concatenate([parts, zones])).any()


def test_heights_do_not_matter() -> None:
    lifted = shapely.force_3d(one(square(500, 500)), 1500.0)
    assert shared(lifted, one(square())) == pytest.approx(np.array([[250_000.0]]))


@given(seeds, st.sampled_from([16, 20, 50, 10_000]))
def test_areas_are_those_of_plain_intersections(seed: int, most_vertices: int) -> None:
    parts, zones = stars(14, 24, seed), stars(9, 60, seed ^ 0xABCDEF, 1500.0)
    found, expected = shared(parts, zones, most_vertices), plain(parts, zones)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)
    assert ((found > 0) == (expected > 0))[expected > 1e-6].all()


def test_a_long_boundary_is_cut_and_keeps_its_areas() -> None:
    zone = wavy(20_000)
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(-3500, 3500, 250), np.arange(-3500, 3500, 250)))
    parts = np.asarray(shapely.box(EAST + x, NORTH + y, EAST + x + 180, NORTH + y + 180))
    found = shared(parts, one(zone), 64)[:, 0]
    assert found == pytest.approx(plain(parts, one(zone))[:, 0], rel=1e-9, abs=1e-6)
    assert shared(one(zone), parts, 64)[0] == pytest.approx(found, rel=1e-12, abs=1e-9)
    inside = shapely.contains_properly(zone, parts)
    assert inside.sum() > 100
    assert found[inside] == pytest.approx(np.full(inside.sum(), 180.0**2), rel=1e-12)


def test_cutting_leaves_small_pieces_and_all_the_land() -> None:
    comb = shapely.union_all([box(0, 0, 1000, 10), *(box(x, 10, x + 3, 900) for x in range(0, 1000, 10))])
    shapes = as_array([wavy(5000), None, comb, square()])
    pieces = cut_up(shapes, 50)
    assert (shapely.get_num_coordinates(pieces.shape) <= 50).all()
    assert (shapely.get_type_id(pieces.shape) == shapely.GeometryType.POLYGON).all()
    areas = np.bincount(pieces.geometry, weights=shapely.area(pieces.shape), minlength=4)
    assert areas == pytest.approx(np.nan_to_num(shapely.area(shapes)), rel=1e-12)
    assert (pieces.geometry == 3).sum() == 1
    assert (pieces.geometry == 0).sum() > 100
    whole = shapely.union_all(pieces.shape[pieces.geometry == 0])
    assert whole.area == pytest.approx(shapes[0].area, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_geopandas_overlay_finds_the_same(seed: int) -> None:
    parts, zones = stars(60, 40, seed, 4000.0), stars(20, 80, seed + 100, 4000.0)
    left = gpd.GeoDataFrame({"part": np.arange(60)}, geometry=parts, crs=GRID)
    right = gpd.GeoDataFrame({"zone": np.arange(20)}, geometry=zones, crs=GRID)
    both = gpd.overlay(left, right, keep_geom_type=True)
    expected = np.zeros((60, 20))
    expected[both["part"], both["zone"]] = both.geometry.area
    assert shared(parts, zones) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(seeds)
def test_a_coverage_shares_out_a_zone(seed: int) -> None:
    cells = np.asarray(shapely.polygons(mesh(6, 6, seed=seed)))
    zone = shapely.Point(EAST + 300, NORTH + 300).buffer(180)
    found = overlay_areas(cells, one(zone), most_vertices=16)
    assert found.by_zone(1) == pytest.approx([zone.area], rel=1e-9)
    back = overlay_areas(one(zone), cells, most_vertices=16)
    assert back.by_part(1) == pytest.approx([zone.area], rel=1e-9)


@given(seeds)
def test_a_zone_divided_at_random_sums_to_the_zone(seed: int) -> None:
    random = np.random.default_rng(seed)
    zone, parts = stars(1, 50, seed)[0], stars(10, 20, seed + 1)
    around = zone.envelope.buffer(10)
    ends = random.uniform(-1, 1, (6, 2, 2)) * 4000 + shapely.get_coordinates(zone.centroid)
    cuts = shapely.union_all([around.boundary, *shapely.linestrings(ends)])
    faces = shapely.get_parts(shapely.polygonize([cuts]))
    divided = clipped(np.asarray(faces), zone)
    assert shapely.area(divided).sum() == pytest.approx(zone.area, rel=1e-9)
    total = shared(parts, divided).sum(axis=1)
    assert total == pytest.approx(shared(parts, one(zone))[:, 0], rel=1e-9, abs=1e-6)


@given(seeds)
def test_order_of_shapes_and_vertices_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    parts, zones = stars(10, 20, seed), stars(6, 40, seed + 1, 1500.0)
    rows, columns = random.permutation(10), random.permutation(6)
    turned = shapely.normalize(shapely.reverse(parts))
    assert shared(parts[rows], zones[columns]) == pytest.approx(shared(parts, zones)[np.ix_(rows, columns)])
    assert shared(turned, shapely.reverse(zones)) == pytest.approx(shared(parts, zones), rel=1e-9, abs=1e-9)


@given(seeds, st.floats(-3e5, 3e5), st.floats(-2e6, 2e6))
def test_moving_changes_no_area(seed: int, east: float, north: float) -> None:
    parts, zones = stars(8, 20, seed), stars(5, 40, seed + 1, 1500.0)

    def moved(shapes: Shapes) -> Shapes:
        return np.asarray(shapely.transform(shapes, lambda xy: xy + np.array([east, north])))

    assert shared(moved(parts), moved(zones)) == pytest.approx(shared(parts, zones), rel=1e-7, abs=1e-4)


@given(seeds, st.floats(0.01, 100))
def test_areas_grow_with_the_square_of_the_scale(seed: int, scale: float) -> None:
    parts, zones = stars(8, 20, seed), stars(5, 40, seed + 1, 1500.0)

    def grown(shapes: Shapes) -> Shapes:
        return np.asarray(shapely.transform(shapes, lambda xy: (xy - (EAST, NORTH)) * scale))

    expected = shared(parts, zones) * scale**2
    assert shared(grown(parts), grown(zones)) == pytest.approx(expected, rel=1e-7, abs=1e-4 * scale**2)


def test_repeated_land_by_hand() -> None:
    shapes = as_array(
        [box(0, 0, 10, 10), box(5, 0, 15, 10), None, box(8, 0, 20, 10), box(0, 0, 10, 10), box(50, 0, 60, 10)]
    )
    again = repeated_land(shapes)
    assert shapely.area(again) == pytest.approx([0, 50, 0, 70, 100, 0])
    assert shapely.equals(again[3], box(8, 0, 15, 10))
    assert all(shape.is_empty for shape in again[[0, 2, 5]])


@pytest.mark.parametrize(
    "shapes",
    [
        (),
        (square(),),
        (square(), square(1000), square(0, 1000)),
        (box(0, 0, 9, 9).difference(box(3, 3, 6, 6)), box(3, 3, 6, 6)),
    ],
    ids=["none", "one", "side by side", "hole filled"],
)
def test_land_covered_once_is_not_repeated(shapes: tuple[shapely.Polygon, ...]) -> None:
    assert shapely.area(repeated_land(as_array(shapes))).sum() == 0.0


def test_repeated_land_refuses_invalid_shapes() -> None:
    with pytest.raises(ValueError, match=r"1 of shapes .* positions 1$"):
        repeated_land(as_array([square(), BOW_TIE]))


@given(seeds, st.integers(0, 14), st.booleans())
def test_what_is_not_repeated_is_the_union(seed: int, count: int, whole: bool) -> None:
    random = np.random.default_rng(seed)
    made: list[shapely.Polygon] = []
    for _ in range(count):
        x, y, width, height = random.integers(0, 8, 2).tolist() + random.integers(1, 6, 2).tolist()
        ends = random.integers(0, 9, (3, 2)) if whole else random.uniform(0, 9, (3, 2))
        triangle = shapely.Polygon(ends)
        made.append(
            triangle
            if triangle.area > 0.1 and random.random() < 0.6
            else shapely.box(x, y, x + width, y + height)
        )
    shapes = as_array(made)
    left = shapely.area(shapes).sum() - shapely.area(repeated_land(shapes)).sum()
    assert left == pytest.approx(shapely.union_all(shapes).area, abs=1e-9)


def test_clipped_shapes_keep_their_places() -> None:
    zone = box(0, 0, 100, 100)
    bent = shapely.union_all([box(90, 10, 120, 20), box(110, 10, 120, 40), box(90, 30, 120, 40)])
    shapes = as_array([box(10, 10, 20, 20), box(200, 0, 210, 10), bent, None, box(100, 0, 110, 100), zone])
    found = clipped(shapes, zone)
    assert shapely.area(found) == pytest.approx([100, 0, 200, 0, 0, 10_000])
    assert shapely.get_num_geometries(found).tolist()[2] == 2
    assert set(shapely.get_type_id(found).tolist()) <= {3, 6}
    assert not shapely.is_prepared(as_array([zone])).any()


def test_real_communes_share_what_plain_intersections_give(real_data: object) -> None:
    frame = gpd.read_file(f"{real_data}/communes_2025.geojson").to_crs(GRID)
    zones = shapely.make_valid(np.asarray(frame.geometry.values), method="structure", keep_collapsed=False)
    west, south, east, north = shapely.total_bounds(zones)
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(west, east, 40), np.linspace(south, north, 40)))
    parts = np.asarray(shapely.box(x, y, x + 2000, y + 2000))
    found = overlay_areas(parts, zones)
    expected = shapely.area(shapely.intersection(parts[found.part], zones[found.zone]))
    assert found.area == pytest.approx(expected, rel=1e-9, abs=1e-5)
    near = shapely.STRtree(zones).query(parts, predicate="intersects")
    touching = shapely.area(shapely.intersection(parts[near[0]], zones[near[1]])) > 1e-5
    assert touching.sum() == (found.area > 1e-5).sum()

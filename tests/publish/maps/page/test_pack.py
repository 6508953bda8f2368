"""Shapes as bytes, read again by a decoder written from the description of the layout."""

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from meshes import mesh
from zoneplan.publish.maps.page.pack import pack

OUTER, HOLE, LINE = 0, 1, 2
Point = tuple[int, int]
Ring = tuple[int, list[Point]]
CENTRE = 2**20
"""A point of a world of 2²² units, in both directions: at 45 degrees west and some 66 north."""
BITS = 22


def lonlat(x: float, y: float, bits: int = BITS) -> tuple[float, float]:
    """The degrees of a point in units."""
    return 360 * x / 2**bits - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**bits))))


def placed(geometry: BaseGeometry, bits: int = BITS) -> BaseGeometry:
    """A geometry drawn in units around the centre, in degrees."""

    def moved(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([lonlat(x + CENTRE, y + CENTRE, bits) for x, y in xy]).reshape(-1, 2)

    return shapely.transform(geometry, moved)


def shapes(*geometries: BaseGeometry) -> NDArray[np.object_]:
    """Geometries drawn in units, in degrees."""
    made = np.empty(len(geometries), dtype=object)
    made[:] = [placed(geometry) for geometry in geometries]
    return made


class Decoder:
    """Reads what was packed, one number after another, as the layout is described."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 16
        self.counts = [int.from_bytes(data[4 * i : 4 * i + 4], "little") for i in range(4)]

    def column(self, count: int) -> list[int]:
        planes = [self.data[self.at + p * count : self.at + (p + 1) * count] for p in range(4)]
        self.at += 4 * count
        return [sum(plane[i] << 8 * p for p, plane in enumerate(planes)) for i in range(count)]

    def read(self) -> list[list[Ring]]:
        shape_count, ring_count, run_count, told_count = self.counts
        rings_of, coded = self.column(shape_count), self.column(ring_count)
        before, length, back = (self.column(run_count) for _ in range(3))
        across, down = (map(self.signed, self.column(told_count)) for _ in range(2))
        assert self.at == len(self.data)
        steps = iter(zip(across, down, strict=True))
        vertices: list[Point] = []
        for run in range(run_count):
            self.tell(vertices, steps, before[run])
            source = len(vertices) - back[run]
            vertices += [vertices[source - n] for n in range(length[run])]
        self.tell(vertices, steps, told_count)
        rows = iter(vertices)
        rings = iter([(code % 4, [next(rows) for _ in range(code // 4)]) for code in coded])
        assert next(rows, None) is None
        return [[next(rings) for _ in range(count)] for count in rings_of]

    @staticmethod
    def signed(number: int) -> int:
        return -(number + 1) // 2 if number % 2 else number // 2

    @staticmethod
    def tell(vertices: list[Point], steps: Iterator[Point], count: int) -> None:
        for x, y in itertools.islice(steps, count):
            last = vertices[-1] if vertices else (0, 0)
            vertices.append((last[0] + x, last[1] + y))


def read(data: bytes) -> list[list[Ring]]:
    """What was packed, by shape: rings as role and vertices, counted from the centre."""
    return [
        [(role, [(x - CENTRE, y - CENTRE) for x, y in ring]) for role, ring in rings]
        for rings in Decoder(data).read()
    ]


def twice_area(ring: Sequence[Point]) -> int:
    """Twice the area of a ring, its sign telling which way it runs."""
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def around(ring: Sequence[Point]) -> tuple[Point, ...]:
    """A ring from its least vertex on, running the way that makes its area positive."""
    onward = list(ring) if twice_area(ring) > 0 else list(ring)[::-1]
    start = onward.index(min(onward))
    return (*onward[start:], *onward[:start])


def expected_rings(geometry: BaseGeometry) -> list[tuple[int, tuple[Point, ...]]]:
    """The rings of polygons and the vertices of lines of a geometry drawn in whole units."""
    if geometry.is_empty:
        return []
    if hasattr(geometry, "geoms"):
        return [ring for part in geometry.geoms for ring in expected_rings(part)]
    if geometry.geom_type != "Polygon":
        return [(LINE, tuple(points_of(geometry)))]
    rings = [(OUTER, geometry.exterior), *((HOLE, hole) for hole in geometry.interiors)]
    return [(role, around(points_of(ring)[:-1])) for role, ring in rings]


def points_of(geometry: BaseGeometry) -> list[Point]:
    """The vertices of a ring, line or point."""
    return [(int(x), int(y)) for x, y in geometry.coords]


def found_rings(rings: Sequence[Ring]) -> list[tuple[int, tuple[Point, ...]]]:
    """The rings that were read, in the form of the expected ones."""
    return [(role, tuple(ring) if role == LINE else around(ring)) for role, ring in rings]


spot = st.tuples(st.integers(-500, 500), st.integers(-500, 500))


@st.composite
def boxes(draw: st.DrawFn) -> shapely.Polygon:
    """A rectangle, with a smaller one cut out of it or not."""
    (x, y), wide, high = draw(spot), draw(st.integers(6, 400)), draw(st.integers(6, 400))
    hole = [shapely.box(x + 2, y + 2, x + wide - 2, y + 3).exterior] if draw(st.booleans()) else None
    return shapely.Polygon(shapely.box(x, y, x + wide, y + high, ccw=draw(st.booleans())).exterior, hole)


@st.composite
def ragged(draw: st.DrawFn) -> shapely.Polygon:
    """A strip with many corners along its upper side."""
    x, y = draw(spot)
    tops = draw(st.lists(st.integers(5, 60), min_size=1, max_size=12))
    upper = [(x + 7 * (n + 1), y + top) for n, top in enumerate(tops)]
    return shapely.Polygon([(x, y), *upper, (x + 7 * (len(tops) + 1), y)])


def no_repeats(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Points none of which equals the one before."""
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


lines = (
    st.lists(spot, min_size=2, max_size=8)
    .map(no_repeats)
    .filter(lambda p: len(p) > 1)
    .map(shapely.LineString)
)
cells = shapely.polygons(np.rint(mesh(4, 4, cell_m=40.0) - mesh(4, 4, cell_m=40.0).min(axis=(0, 1))))
coverage = st.lists(st.integers(0, 15), min_size=2, max_size=16, unique=True).map(lambda at: list(cells[at]))
simple = st.one_of(boxes(), ragged(), lines, spot.map(shapely.Point), st.just(shapely.Polygon()))
several = st.lists(simple, max_size=3).map(shapely.GeometryCollection)
nested = st.lists(several, max_size=2).map(shapely.GeometryCollection)
many = st.tuples(st.lists(st.one_of(simple, several, nested), max_size=6), st.one_of(st.just([]), coverage))


@given(many)
def test_what_is_packed_is_read_again(given_shapes: tuple[list[BaseGeometry], list[BaseGeometry]]) -> None:
    everything = [*given_shapes[0], *given_shapes[1], *given_shapes[0][:1]]
    found = read(pack(shapes(*everything), BITS))
    assert len(found) == len(everything)
    for rings, geometry in zip(found, everything, strict=True):
        assert found_rings(rings) == expected_rings(geometry)


@given(many)
def test_outer_rings_run_one_way_and_holes_the_other(
    given_shapes: tuple[list[BaseGeometry], list[BaseGeometry]],
) -> None:
    found = read(pack(shapes(*given_shapes[0], *given_shapes[1]), BITS))
    rings = [ring for shape in found for ring in shape]
    outer = {twice_area(ring) > 0 for role, ring in rings if role == OUTER}
    assert len(outer) <= 1
    assert all({twice_area(ring) > 0} != outer for role, ring in rings if role == HOLE)


def test_the_layout_byte_by_byte() -> None:
    # A world of 256 units: its middle is 128, 128; the triangle's corners are 16 units apart.
    triangle = shapely.Polygon([lonlat(128, 128, 8), lonlat(144, 128, 8), lonlat(128, 112, 8)])
    numbers = [
        *(1, 1, 0, 3),  # shapes, rings, runs, told vertices
        1,  # rings of the shape
        4 * 3,  # three vertices, an outer ring
    ]
    across, down = [256, 32, 31], [256, 0, 31]  # +128 +16 -16, +128 0 -16 zigzag
    planes = [n >> 8 * p & 255 for column in (across, down) for p in range(4) for n in column]
    expected = b"".join(n.to_bytes(4, "little") for n in numbers) + bytes(planes)
    assert pack(np.array([triangle]), 8) == expected


def test_a_common_boundary_is_told_once() -> None:
    wavy = [(100, 10 * n) if n % 2 else (90, 10 * n) for n in range(11)]
    left, right = (shapely.Polygon([(far, 0), *wavy, (far, 100)]) for far in (0, 200))
    decoder = Decoder(pack(shapes(left, right), BITS))
    assert decoder.counts == [2, 2, 1, 11 + 2 + 2]
    assert found_rings(read(pack(shapes(left, right), BITS))[1]) == expected_rings(right)


def test_a_hole_and_what_fills_it_are_told_once_but_for_a_vertex() -> None:
    hole = shapely.Polygon([(40, 40), (60, 42), (61, 60), (41, 63)])
    around_it = shapely.Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [hole.exterior])
    decoder = Decoder(pack(shapes(around_it, hole), BITS))
    assert decoder.counts == [2, 3, 1, 4 + 4 + 1]


def test_no_polygon_vanishes_however_small() -> None:
    specks = [shapely.box(x, 0, x + 0.2, 0.2) for x in range(5)]
    needle = shapely.Polygon([(0, 0), (50, 0.1), (50, 0)])
    *dots, thin = read(pack(shapes(*specks, needle), BITS))
    assert dots == [[(OUTER, [(x, 0)])] for x in range(5)]
    assert [(role, sorted(ring)) for role, ring in thin] == [(OUTER, [(0, 0), (50, 0)])]


def test_a_hole_that_rounding_closes_is_left_out_with_its_vertices() -> None:
    pierced = shapely.Polygon(shapely.box(0, 0, 9, 9).exterior, [shapely.box(4, 4, 4.3, 4.3).exterior])
    (rings,) = read(pack(shapes(pierced), BITS))
    assert found_rings(rings) == expected_rings(shapely.box(0, 0, 9, 9))


def test_vertices_that_rounding_makes_equal_are_told_once() -> None:
    dense = shapely.Polygon([(0, 0), (0.1, 0.2), (8, 0), (8.2, 0.1), (8, 8), (0, 8), (0.3, 0.1)])
    (rings,) = read(pack(shapes(dense), BITS))
    assert found_rings(rings) == [(OUTER, around([(0, 0), (8, 0), (8, 8), (0, 8)]))]


def test_neighbours_still_meet_after_rounding() -> None:
    rough = shapely.polygons(mesh(6, 6, cell_m=7.3) - mesh(6, 6, cell_m=7.3).min(axis=(0, 1)))
    found = read(pack(shapes(*rough), BITS))
    steps = {step for ((_, ring),) in found for step in zip(ring, [*ring[1:], ring[0]], strict=True)}
    alone = [step for step in steps if step[::-1] not in steps]
    edge = shapely.union_all(rough).exterior
    assert 0 < len(alone) < len(steps) / 2
    assert all(edge.distance(shapely.Point(point)) <= 1 for step in alone for point in step)


def test_the_rest_of_the_world_is_clipped_to_its_square() -> None:
    polar = shapely.Polygon([(-180, -90), (180, -90), (180, 90), (-180, 90)])
    ((ring,),) = Decoder(pack(np.array([polar]), 20)).read()
    assert sorted(ring[1]) == [(0, 0), (0, 2**20 - 1), (2**20 - 1, 0), (2**20 - 1, 2**20 - 1)]


def test_nothing_and_missing_shapes_give_no_rings() -> None:
    assert Decoder(pack(np.empty(0, dtype=object), BITS)).read() == []
    assert Decoder(pack(np.array([None, shapely.Polygon()], dtype=object), BITS)).read() == [[], []]


def test_the_same_shapes_give_the_same_bytes() -> None:
    made = shapes(*cells)
    assert pack(made, BITS) == pack(made.copy(), BITS)


@pytest.mark.parametrize("bits", [26, 27, 30])
def test_rounding_is_to_the_nearest_unit(bits: int) -> None:
    lon, lat = 104.123_456_789, 22.345_678_912
    ((ring,),) = Decoder(pack(np.array([shapely.Point(lon, lat)], dtype=object), bits)).read()
    ((x, y),) = ring[1]
    sine = math.sin(math.radians(lat))
    assert abs(x - (lon + 180) / 360 * 2**bits) <= 0.5
    assert abs(y - (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**bits) <= 0.5

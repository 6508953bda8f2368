"""Distances known to some metres, and bands of weight and of land around zones."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from support import EAST, NORTH
from zoneplan.kernels.distance import ARC_M, EDGES_M, band_shapes, bands, distance_range

metres = st.integers(0, 2000).map(float)
weights = st.integers(0, 100).map(float)
places = st.lists(st.tuples(metres, metres, weights), max_size=15)
spots = st.tuples(st.integers(0, 3000), st.integers(0, 3000), st.sampled_from([0, 5, 50, 500]))


def array(*shapes: shapely.Geometry | None) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = list(shapes)
    return found


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def point(east: float, north: float) -> shapely.Point:
    return shapely.Point(EAST + east, NORTH + north)


def test_households_by_band() -> None:
    low = [0, 80, 250, 300, 990, 1200]
    high = [20, 120, 260, 300, 1010, 1300]
    found = bands(low, high, [1, 2, 4, 8, 16, 32])
    assert list(EDGES_M) == [100, 300, 500, 1000]
    assert found.certain.tolist() == [1, 15, 15, 15]
    assert found.possible.tolist() == [3, 15, 15, 31]


def test_of_no_places_and_of_no_bands() -> None:
    assert bands([], [], []).possible.tolist() == [0, 0, 0, 0]
    assert bands([5], [5], 1, []).certain.shape == (0,)
    assert bands([5, math.inf], [math.inf, math.inf], 1).possible.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("low", "high", "weight", "edges"),
    [
        ([-1], [5], 1, (100,)),
        ([6], [5], 1, (100,)),
        ([math.nan], [5], 1, (100,)),
        ([5], [math.nan], 1, (100,)),
        ([5], [5], -1, (100,)),
        ([5], [5], math.nan, (100,)),
        ([5], [5], math.inf, (100,)),
        ([5], [5], 1, (100, 100)),
        ([5], [5], 1, (300, 100)),
        ([5], [5], 1, (-1, 100)),
        ([5], [5], 1, (100, math.inf)),
        ([5], [5], 1, (math.nan,)),
    ],
)
def test_what_cannot_be_banded(
    low: list[float], high: list[float], weight: float, edges: tuple[float]
) -> None:
    with pytest.raises(ValueError, match=r"distances|weights"):
        bands(low, high, weight, edges)


@given(places, st.lists(metres, min_size=1, max_size=5, unique=True).map(sorted))
def test_bands_are_sums_and_grow(given_: list[tuple[float, float, float]], edges: list[float]) -> None:
    low = [min(one, two) for one, two, _ in given_]
    high = [max(one, two) for one, two, _ in given_]
    weight = [each for _, _, each in given_]
    found = bands(low, high, weight, edges)
    certain = [sum(w for d, w in zip(high, weight, strict=True) if d <= edge) for edge in edges]
    possible = [sum(w for d, w in zip(low, weight, strict=True) if d <= edge) for edge in edges]
    assert found.certain == pytest.approx(certain)
    assert found.possible == pytest.approx(possible)
    assert (found.certain <= found.possible).all()
    assert (np.diff(found.certain) >= 0).all()
    assert (np.diff(found.possible) >= 0).all()
    turned = bands(low[::-1], high[::-1], weight[::-1], edges)
    assert turned.certain == pytest.approx(found.certain)


def test_sums_in_another_order_do_not_make_the_certain_more_than_the_possible() -> None:
    # 0.3 + (0.2 + 0.1) is rounded to more than (0.3 + 0.2) + 0.1
    found = bands([50, 50, 50], [50, 200, 200], [0.3, 0.2, 0.1])
    assert found.possible.tolist() == [0.6, 0.3 + (0.2 + 0.1), 0.3 + (0.2 + 0.1), 0.3 + (0.2 + 0.1)]
    assert (found.certain <= found.possible).all()


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.floats(0, 500))
def test_certain_is_never_above_possible_whatever_the_rounding(weight: list[float], unsure: float) -> None:
    distance = np.linspace(0, 1200, len(weight))
    found = bands(np.maximum(distance - unsure, 0), distance + unsure, weight)
    assert (found.certain <= found.possible).all()


def test_distances_by_hand() -> None:
    targets = array(box(0, 0, 1000, 1000), box(3000, 0, 4000, 1000))
    shapes = array(
        point(500, 500), point(1000, 1000), point(1300, 1400), point(2900, 500), box(2500, 0, 2600, 9)
    )
    found = distance_range(shapes, targets, [0, 0, 50, 10, 0], 20)
    assert found.low == pytest.approx([0, 0, 430, 70, 380])
    assert found.high == pytest.approx([20, 20, 570, 130, 420])


def test_a_target_farther_away_but_less_well_known_can_be_the_nearest() -> None:
    targets = array(point(100, 0), point(0, 150), point(5000, 0))
    found = distance_range(array(point(0, 0)), targets, 0, [0, 120, 4999])
    assert found.low == pytest.approx([1])  # 150 - 120 is 30, 5000 - 4999 is 1
    assert found.high == pytest.approx([100])


def test_without_targets_nothing_is_near() -> None:
    found = distance_range(array(point(0, 0)), array(), 10, 5)
    assert found.low.tolist() == [math.inf]
    assert found.high.tolist() == [math.inf]
    assert distance_range(array(), array(point(0, 0))).low.shape == (0,)
    assert bands(found.low, found.high, 1).possible.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("absent", [None, shapely.Point(), shapely.Polygon()])
def test_what_is_nowhere_is_refused(absent: shapely.Geometry | None) -> None:
    with pytest.raises(ValueError, match=r"shapes without a geometry at \[1\]"):
        distance_range(array(point(0, 0), absent), array(point(0, 0)))
    with pytest.raises(ValueError, match=r"targets without a geometry at \[0\]"):
        distance_range(array(point(0, 0)), array(absent))
    with pytest.raises(ValueError, match=r"zones without a geometry at \[0\]"):
        band_shapes(array(absent))


@pytest.mark.parametrize("unsure", [-1, math.nan, math.inf])
def test_uncertainties_that_are_none(unsure: float) -> None:
    one = array(point(0, 0))
    for own, other in ((unsure, 0), (0, unsure)):
        with pytest.raises(ValueError, match="uncertainties"):
            distance_range(one, one, own, other)
    with pytest.raises(ValueError, match="uncertainties"):
        band_shapes(one, uncertainty_m=unsure)


@given(st.lists(spots, min_size=1, max_size=8), st.lists(spots, min_size=1, max_size=8), st.integers(-9, 9))
def test_distances_are_the_least_of_all_pairs(
    one: list[tuple[int, int, int]], two: list[tuple[int, int, int]], moved: int
) -> None:
    low, high = [], []
    for x, y, u in one:
        pairs = [(math.hypot(x - a, y - b), u + v) for a, b, v in two]
        low.append(min(max(0, d - unsure) for d, unsure in pairs))
        high.append(min(d + unsure for d, unsure in pairs))
    shapes = array(*(point(x, y) for x, y, _ in one))
    targets = array(*(point(x, y) for x, y, _ in two))
    found = distance_range(shapes, targets, [u for *_, u in one], [u for *_, u in two])
    assert found.low == pytest.approx(low, abs=1e-6)
    assert found.high == pytest.approx(high, abs=1e-6)
    away = [shapely.transform(each, lambda xy: xy + 1000 * moved) for each in (shapes, targets)]
    same = distance_range(away[0], away[1][::-1], [u for *_, u in one], [u for *_, u in two][::-1])
    assert same.low == pytest.approx(found.low, abs=1e-6)
    assert same.high == pytest.approx(found.high, abs=1e-6)


@given(
    st.lists(spots, min_size=1, max_size=5),
    st.lists(spots, min_size=1, max_size=5),
    st.integers(0, 2**32 - 1),
)
def test_wherever_the_places_lie_their_distance_is_in_the_range(
    one: list[tuple[int, int, int]], two: list[tuple[int, int, int]], seed: int
) -> None:
    chance = np.random.default_rng(seed)

    def somewhere(x: int, y: int, unsure: int) -> shapely.Point:
        angle, away = chance.uniform(0, 2 * math.pi), chance.uniform(0, unsure)
        return point(x + away * math.cos(angle), y + away * math.sin(angle))

    drawn = [array(*(point(x, y) for x, y, _ in each)) for each in (one, two)]
    found = distance_range(drawn[0], drawn[1], [u for *_, u in one], [u for *_, u in two])
    real = [[somewhere(*each) for each in both] for both in (one, two)]
    nearest = np.array([min(a.distance(b) for b in real[1]) for a in real[0]])
    assert (found.low <= nearest + 1e-6).all()
    assert (nearest <= found.high + 1e-6).all()


def test_more_pairs_than_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(7)
    shapes = np.asarray(shapely.points(chance.uniform(0, 5000, (60, 2))), dtype=object)
    targets = np.asarray(shapely.points(chance.uniform(0, 5000, (20, 2))), dtype=object)
    unsure = chance.uniform(0, 2000, 20)
    monkeypatch.setattr("zoneplan.kernels.distance._PAIRS", 50)
    found = distance_range(shapes, targets, 3, unsure)
    apart = shapely.distance(shapes[:, None], targets)
    assert found.low == pytest.approx(np.maximum(apart - unsure - 3, 0).min(axis=1))
    assert found.high == pytest.approx((apart + unsure + 3).min(axis=1))


def around_square(side: float, edge: float) -> float:
    """The area of a square with a margin: four strips and four quarters of a disc."""
    return side**2 + 4 * side * edge + math.pi * edge**2


def short_of(edge: float, side: float) -> float:
    """The most that arcs drawn by chords can miss: a strip along the whole outline."""
    return (4 * side + 2 * math.pi * edge) * ARC_M


def test_land_around_a_square() -> None:
    found = band_shapes(array(box(0, 0, 1000, 1000)), uncertainty_m=50)
    assert found.zones.area == pytest.approx(1e6)
    for place, edge in enumerate(EDGES_M):
        exact = [around_square(1000, each) for each in (edge - 50, edge, edge + 50)]
        drawn = [each[place].area for each in (found.certain, found.within, found.possible)]
        for true, area in zip(exact, drawn, strict=True):
            assert true - short_of(edge + 50, 1000) <= area <= true + 1e-3
    added = np.diff([1e6, *(each.area for each in found.within)])
    assert found.ring_areas_m2 == pytest.approx(added)
    assert found.ring_areas_m2[0] == pytest.approx(4 * 1000 * 100 + math.pi * 100**2, abs=short_of(100, 1000))


def test_rings_do_not_share_land_and_make_up_the_whole() -> None:
    zones = array(box(0, 0, 1000, 1000), box(1500, 0, 2500, 1000), box(9000, 0, 9100, 100))
    found = band_shapes(zones)
    for place in range(1, 4):
        assert found.rings[place].intersection(found.rings[place - 1]).area == pytest.approx(0, abs=1e-3)
    assert found.zones.area + found.ring_areas_m2.sum() == pytest.approx(found.within[-1].area)
    assert not found.rings[0].intersection(found.zones).area
    # at 300 m the first two have met: less than the land around each by itself
    assert found.within[1].area < sum(around_square(side, 300) for side in (1000, 1000, 100)) - 1000


def test_outlines_less_sure_than_the_distance_are_certain_only_inside() -> None:
    found = band_shapes(array(box(0, 0, 1000, 1000), point(5000, 0)), (100, 300), 300)
    assert found.certain[0].area == pytest.approx(600**2)
    assert found.certain[1].area == pytest.approx(1000**2)
    assert found.zones.area == pytest.approx(1000**2)
    assert found.possible[0].area == pytest.approx(
        around_square(1000, 400) + math.pi * 400**2, abs=short_of(400, 1000) + short_of(400, 0)
    )


def test_markers_and_each_zone_with_its_own_uncertainty() -> None:
    found = band_shapes(array(point(0, 0), point(9000, 0)), (100,), [0, 40])
    discs = [math.pi * (each**2 + 100**2) for each in (60, 100, 140)]
    drawn = [each[0].area for each in (found.certain, found.within, found.possible)]
    assert drawn == pytest.approx(discs, abs=2 * math.pi * 300 * ARC_M)
    assert found.zones.is_empty
    assert found.ring_areas_m2 == pytest.approx([drawn[1]])


def test_land_around_nothing() -> None:
    found = band_shapes(array())
    assert found.zones.is_empty
    assert found.ring_areas_m2.tolist() == [0, 0, 0, 0]
    assert band_shapes(array(box(0, 0, 9, 9)), ()).rings.shape == (0,)
    zero = band_shapes(array(box(0, 0, 9, 9)), (0, 10))
    assert zero.ring_areas_m2[0] == pytest.approx(0)
    assert zero.within[0].area == pytest.approx(81)


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), min_size=1, max_size=4),
    st.integers(0, 400),
    st.integers(0, 2**32 - 1),
)
def test_whoever_is_in_a_band_is_at_that_distance(
    corners: list[tuple[int, int]], unsure: int, seed: int
) -> None:
    zones = array(*(box(x, y, x + 500, y + 700) for x, y in corners))
    found = band_shapes(zones, uncertainty_m=unsure)
    xy = np.random.default_rng(seed).uniform(-2000, 6500, (40, 2))
    people = array(*(point(*each) for each in xy))
    apart = distance_range(people, zones).low
    for place, edge in enumerate(EDGES_M):
        clear = np.abs(apart - edge) > ARC_M
        assert (shapely.intersects(found.within[place], people) == (apart <= edge))[clear].all()
        assert found.certain[place].difference(found.within[place]).area == pytest.approx(0, abs=1)
        assert found.within[place].difference(found.possible[place]).area == pytest.approx(0, abs=1)

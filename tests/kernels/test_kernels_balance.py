"""Land balances and changes against squares worked out by hand, and against unions and differences."""

from decimal import Decimal
from fractions import Fraction

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes import mesh
from support import EAST, GRID, NORTH, square
from zoneplan.kernels.balance import (
    CLOSES,
    ChangeMatrix,
    LandBalance,
    SliverLimits,
    apportioned,
    change_matrix,
    land_balance,
    shares_pct,
    slivers,
)
from zoneplan.kernels.shapes import Indices, Shapes, as_array

K = 4
seeds = st.integers(0, 2**32 - 1)
amounts = st.lists(st.just(0.0) | st.floats(0.01, 1e7), min_size=1, max_size=12).filter(any)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def codes(*given_: int) -> Indices:
    return np.array(given_, dtype=np.intp)


def scattered(count: int, seed: int, spread_m: float = 300.0) -> tuple[Shapes, Indices]:
    """Gives turned boxes and triangles that overlap at will, with a category each."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        ends = random.uniform(-90, 90, (random.integers(3, 6), 2)) + random.uniform(0, spread_m, 2)
        made.append(shapely.MultiPoint(ends + np.array([EAST, NORTH])).convex_hull)
    return as_array(made), random.integers(0, K, count).astype(np.intp)


def cells(seed: int, columns: int = 5, rows: int = 5) -> tuple[Shapes, Indices]:
    """Gives a coverage with a category for each cell."""
    shapes = np.asarray(shapely.polygons(mesh(columns, rows, seed=seed)))
    return shapes, np.random.default_rng(seed).integers(0, K, len(shapes)).astype(np.intp)


def closes(found: LandBalance) -> bool:
    rest = found.by_code.sum(axis=1) + found.gap - found.overlap - found.zone
    return bool((np.abs(rest) <= CLOSES * found.zone).all())


def same(one: LandBalance, other: LandBalance, factor: float = 1.0, within: float = 1e-4) -> None:
    for name in ("zone", "by_code", "gap", "overlap", "sliver"):
        expected = getattr(other, name) * factor
        assert getattr(one, name) == pytest.approx(expected, rel=1e-7, abs=within * factor), name


def test_a_balance_by_hand() -> None:
    shapes = as_array(
        [
            box(0, 0, 50, 100),  # half of the first zone
            box(50, 0, 100, 60),  # 3,000, of which 10 × 60 are covered again
            box(40, 0, 50, 60),
            box(90, 60, 130, 100),  # 400 in the first, 1,200 in the second zone
            None,
        ]
    )
    zones = as_array([box(0, 0, 100, 100), box(100, 0, 200, 100), None, box(900, 0, 910, 10)])
    found = land_balance(shapes, codes(0, 1, 3, 3, 2), zones, K)
    assert found.zone == pytest.approx([10_000, 10_000, 0, 100])
    assert found.by_code == pytest.approx(
        np.array([[5000, 3000, 0, 1000], [0, 0, 0, 1200], [0, 0, 0, 0], [0, 0, 0, 0]])
    )
    assert found.gap == pytest.approx([1600, 8800, 0, 100])
    assert found.overlap == pytest.approx([600, 0, 0, 0])
    assert found.sliver.tolist() == [0, 0, 0, 0]
    assert found.slivers.tolist() == [0, 0, 0, 0]
    assert closes(found)


def test_land_covered_three_times_counts_twice_again() -> None:
    whole = box(0, 0, 10, 10)
    found = land_balance(as_array([whole, whole, whole]), codes(0, 0, 1), as_array([whole]), 2)
    assert found.by_code == pytest.approx(np.array([[200, 100]]))
    assert found.overlap == pytest.approx([200])
    assert found.gap == pytest.approx([0], abs=1e-9)


def test_overlaps_outside_the_zone_do_not_count() -> None:
    shapes = as_array([box(0, 0, 30, 10), box(20, 0, 40, 10)])
    found = land_balance(shapes, codes(0, 0), as_array([box(0, 0, 10, 10), box(0, 0, 25, 10)]), 1)
    assert found.overlap == pytest.approx([0, 50])
    assert found.gap == pytest.approx([0, 0], abs=1e-9)


def test_without_shapes_all_is_gap_and_without_zones_nothing_is_there() -> None:
    none = land_balance(as_array([]), codes(), as_array([square()]), K)
    assert none.gap.tolist() == none.zone.tolist() == [1e6]
    assert none.by_code.tolist() == [[0.0] * K]
    nowhere = land_balance(as_array([square()]), codes(0), as_array([]), K)
    assert nowhere.by_code.shape == (0, K)
    assert nowhere.gap.shape == nowhere.slivers.shape == (0,)


@pytest.mark.parametrize(
    "wrong",
    [
        np.array([0]),
        np.array([0, K]),
        np.array([0, -1]),
        np.array([0.0, 1.0]),
        np.array([True, False]),
        np.array([[0, 1]]),
    ],
    ids=["too few", "too high", "negative", "no whole numbers", "flags", "two axes"],
)
def test_codes_that_do_not_fit_are_refused(wrong: Indices) -> None:
    two, one = as_array([square(), square(1000)]), as_array([square()])
    with pytest.raises(ValueError, match="codes"):
        land_balance(two, wrong, one, K)
    with pytest.raises(ValueError, match="codes"):
        change_matrix(two, wrong, one, codes(0), K)
    with pytest.raises(ValueError, match="codes"):
        change_matrix(one, codes(0), two, wrong, K)


def test_invalid_shapes_are_refused() -> None:
    bad, good = as_array([BOW_TIE]), as_array([square()])
    for shapes, zones in ((bad, good), (good, bad)):
        with pytest.raises(ValueError, match="not valid polygons, at positions 0"):
            land_balance(shapes, codes(0), zones, 1)
        with pytest.raises(ValueError, match="not valid polygons, at positions 0"):
            change_matrix(shapes, codes(0), zones, codes(0), 1)


@given(seeds, st.integers(0, 16))
def test_gaps_and_overlaps_are_those_of_unions(seed: int, count: int) -> None:
    shapes, kinds = scattered(count, seed)
    zones, _ = scattered(5, seed + 1)
    found = land_balance(shapes, kinds, zones, K)
    assert closes(found)
    cover = shapely.union_all(shapes)
    assert found.gap == pytest.approx(shapely.area(shapely.difference(zones, cover)), abs=1e-5)
    each = shapely.area(shapely.intersection(shapes[:, None], zones[None, :])).reshape(count, 5)
    covered = shapely.area(shapely.intersection(zones, cover))
    assert found.overlap == pytest.approx(each.sum(axis=0) - covered, abs=1e-5)
    for code in range(K):
        assert found.by_code[:, code] == pytest.approx(each[kinds == code].sum(axis=0), abs=1e-5)


@given(seeds)
def test_a_coverage_leaves_neither_gap_nor_overlap(seed: int) -> None:
    shapes, kinds = cells(seed)
    zone = shapely.Point(EAST + 250, NORTH + 250).buffer(150)
    found = land_balance(shapes, kinds, as_array([zone]), K)
    assert found.by_code.sum() == pytest.approx(zone.area, rel=1e-9)
    assert found.gap == pytest.approx([0], abs=1e-4)
    assert found.overlap.tolist() == [0]


@given(seeds)
def test_a_zone_divided_into_cells_has_the_sum_of_their_balances(seed: int) -> None:
    zones, _ = cells(seed, 3, 3)
    shapes, kinds = scattered(12, seed)
    small = land_balance(shapes, kinds, zones, K)
    whole = land_balance(shapes, kinds, as_array([shapely.coverage_union_all(zones)]), K)
    for name in ("zone", "by_code", "gap", "overlap"):
        assert getattr(small, name).sum(axis=0) == pytest.approx(getattr(whole, name)[0], abs=1e-4), name


@given(seeds)
def test_order_of_shapes_and_vertices_does_not_matter(seed: int) -> None:
    shapes, kinds = scattered(12, seed)
    zones, _ = scattered(4, seed + 1)
    limits = SliverLimits(3.0, 20.0)
    order = np.random.default_rng(seed).permutation(12)
    found = land_balance(shapes, kinds, zones, K, limits)
    same(land_balance(shapes[order], kinds[order], zones, K, limits), found)
    same(land_balance(shapely.normalize(shapes), kinds, shapely.reverse(zones), K, limits), found)


@given(seeds, st.floats(-2e5, 2e5), st.floats(-1e6, 1e6))
def test_moving_changes_no_balance(seed: int, east: float, north: float) -> None:
    shapes, kinds = scattered(12, seed)
    zones, _ = scattered(4, seed + 1)

    def moved(given_: Shapes) -> Shapes:
        return np.asarray(shapely.transform(given_, lambda xy: xy + np.array([east, north])))

    same(land_balance(moved(shapes), kinds, moved(zones), K), land_balance(shapes, kinds, zones, K))


@given(seeds, st.floats(0.1, 20))
def test_a_balance_grows_with_the_square_of_the_scale(seed: int, scale: float) -> None:
    shapes, kinds = scattered(12, seed)
    zones, _ = scattered(4, seed + 1)

    def grown(given_: Shapes) -> Shapes:
        return np.asarray(shapely.transform(given_, lambda xy: (xy - (EAST, NORTH)) * scale))

    same(
        land_balance(grown(shapes), kinds, grown(zones), K),
        land_balance(shapes, kinds, zones, K),
        scale**2,
    )


def test_slivers_by_hand() -> None:
    zone = box(0, 0, 100, 100)
    shapes = as_array(
        [
            box(-50, 0, 0.4, 100),  # reaches 0.4 m in: 40 m²
            box(99, 99, 150, 150),  # a corner of 1 m²
            box(95, 0, 150, 50),  # 5 m wide: land
            box(50, 50, 50.2, 60),  # thin, but drawn within the zone
            box(0.4, 0, 95, 99),  # nearly all of it
        ]
    )
    kinds = codes(0, 1, 2, 3, 3)
    found = land_balance(shapes, kinds, as_array([zone]), K, SliverLimits(width_m=0.5))
    assert found.sliver == pytest.approx([40])
    assert found.slivers.tolist() == [1]
    both = land_balance(shapes, kinds, as_array([zone]), K, SliverLimits(width_m=0.5, area_m2=1.5))
    assert both.sliver == pytest.approx([41])
    assert both.slivers.tolist() == [2]
    wide = land_balance(shapes, kinds, as_array([zone]), K, SliverLimits(width_m=5.1))
    assert wide.sliver == pytest.approx([40 + 1 + 250])
    assert closes(both)


def test_a_shape_that_the_boundary_cuts_in_parts_has_each_judged() -> None:
    shape = shapely.union_all([box(-10, 0, 0, 40), box(0, 0, 20, 10), box(0, 20, 0.3, 40)])
    found = slivers(as_array([shape]), as_array([box(500, 0, 600, 9), box(0, 0, 50, 50)]), SliverLimits(1.0))
    assert found.geometry.tolist() == [1]
    assert shapely.area(found.shape) == pytest.approx([6])


def test_no_limits_make_no_slivers() -> None:
    found = slivers(as_array([box(-1, 0, 0.001, 1)]), as_array([box(0, 0, 9, 9)]), SliverLimits())
    assert len(found.shape) == 0


def test_changes_by_hand() -> None:
    old = as_array([box(0, 0, 60, 10), box(60, 0, 100, 10)])
    new = as_array([box(0, 0, 40, 10), box(40, 0, 90, 10), box(100, 0, 110, 10)])
    found = change_matrix(old, codes(0, 1), new, codes(0, 2, 2), 3)
    assert found.area == pytest.approx(
        np.array([[400, 0, 200, 0], [0, 0, 300, 100], [0, 0, 0, 0], [0, 0, 100, 0]])
    )
    assert found.old_overlap.tolist() == found.new_overlap.tolist() == [0, 0, 0]


def test_what_the_other_year_covers_twice_is_told() -> None:
    old = as_array([box(0, 0, 100, 10)])
    new = as_array([box(0, 0, 60, 10), box(50, 0, 90, 10)])
    found = change_matrix(old, codes(0), new, codes(0, 1), 2)
    assert found.area == pytest.approx(np.array([[600, 400, 100], [0, 0, 0], [0, 0, 0]]), abs=1e-9)
    assert found.new_overlap == pytest.approx([100, 0])
    assert found.old_overlap.tolist() == [0, 0]
    back = change_matrix(new, codes(0, 1), old, codes(0), 2)
    assert back.area == pytest.approx(found.area.T)
    assert back.old_overlap == pytest.approx([100, 0])


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 1), (1, 0)])
def test_a_year_without_land_covers_nothing(before: int, after: int) -> None:
    old, new = as_array([square()] * before), as_array([square()] * after)
    found = change_matrix(old, codes(*[0] * before), new, codes(*[0] * after), 1)
    assert found.area.tolist() == [[0, before * 1e6], [after * 1e6, 0]]


def by_code(shapes: Shapes, kinds: Indices) -> NDArray[np.float64]:
    return np.array([shapely.area(shapes[kinds == code]).sum() for code in range(K)])


def sums_hold(found: ChangeMatrix, old: NDArray[np.float64], new: NDArray[np.float64]) -> None:
    assert found.area[:K].sum(axis=1) - found.new_overlap == pytest.approx(old, rel=1e-9, abs=1e-5)
    assert found.area[:, :K].sum(axis=0) - found.old_overlap == pytest.approx(new, rel=1e-9, abs=1e-5)
    assert found.area[K, K] == 0
    assert (found.area >= 0).all()


@given(seeds, st.integers(0, 12))
def test_rows_are_the_old_year_and_columns_the_new_one(seed: int, count: int) -> None:
    before, after = scattered(count, seed), scattered(8, seed + 1)
    found = change_matrix(*before, *after, K)
    sums_hold(found, by_code(*before), by_code(*after))
    gone = shapely.area(shapely.difference(before[0], shapely.union_all(after[0])))
    come = shapely.area(shapely.difference(after[0], shapely.union_all(before[0])))
    assert found.area[K, :K] == pytest.approx(np.bincount(after[1], weights=come, minlength=K)[:K], abs=1e-5)
    expected = np.bincount(before[1], weights=gone, minlength=K) if count else np.zeros(K)
    assert found.area[:K, K] == pytest.approx(expected, abs=1e-5)


@given(seeds)
def test_between_two_coverages_nothing_is_counted_twice(seed: int) -> None:
    before, after = cells(seed), cells(seed + 1)
    found = change_matrix(*before, *after, K)
    assert found.old_overlap.tolist() == found.new_overlap.tolist() == [0] * K
    assert found.area[:K].sum(axis=1) == pytest.approx(by_code(*before), rel=1e-9)
    assert found.area[:, :K].sum(axis=0) == pytest.approx(by_code(*after), rel=1e-9)
    turned = change_matrix(*after, *before, K)
    assert turned.area == pytest.approx(found.area.T, abs=1e-4)


@given(seeds)
def test_a_year_beside_itself_has_not_changed(seed: int) -> None:
    shapes, kinds = cells(seed)
    order = np.random.default_rng(seed).permutation(len(shapes))
    found = change_matrix(shapes, kinds, shapes[order], kinds[order], K)
    assert found.area == pytest.approx(np.diag([*by_code(shapes, kinds), 0]), abs=1e-4)


def test_geopandas_overlay_finds_the_same_changes() -> None:
    before, after = cells(11), cells(12)
    old = gpd.GeoDataFrame({"old": before[1]}, geometry=before[0], crs=GRID)
    new = gpd.GeoDataFrame({"new": after[1]}, geometry=after[0], crs=GRID)
    both = gpd.overlay(old, new, how="union", keep_geom_type=True)
    row, column = (both[name].fillna(K).astype(int) for name in ("old", "new"))
    expected = np.zeros((K + 1, K + 1))
    np.add.at(expected, (row, column), both.geometry.area)
    assert change_matrix(*before, *after, K).area == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("areas", "shares"),
    [
        ([1, 1, 1], ["33.34", "33.33", "33.33"]),
        ([2, 2, 2, 1], ["28.57", "28.57", "28.57", "14.29"]),
        ([1, 1, 1, 1, 1, 1], ["16.67", "16.67", "16.67", "16.67", "16.66", "16.66"]),
        ([0, 5, 0], ["0.00", "100.00", "0.00"]),
        ([1e-9, 1e9], ["0.00", "100.00"]),
        ([868.68, 416.32], ["67.60", "32.40"]),
    ],
)
def test_shares_by_hand(areas: list[float], shares: list[str]) -> None:
    assert [f"{share:.2f}" for share in shares_pct(areas)] == shares


@pytest.mark.parametrize(
    ("votes", "seats"),
    [
        ([47_000, 16_000, 15_800, 12_000, 6_100, 3_100], [5, 2, 1, 1, 1, 0]),
        ([6, 6, 2], [4, 4, 2]),
        ([6, 6, 2], [5, 5, 1]),
    ],
    ids=["ten seats by the Hare quota", "Alabama paradox, ten seats", "Alabama paradox, eleven seats"],
)
def test_units_go_as_published_for_the_method_of_largest_remainders(
    votes: list[int], seats: list[int]
) -> None:
    assert apportioned(votes, sum(seats)).tolist() == seats


@pytest.mark.parametrize(
    "areas", [[], [0.0, 0.0], [1.0, -1.0], [1.0, np.nan], [np.inf, 1.0], [[1.0, 2.0]]], ids=str
)
def test_what_is_no_whole_has_no_shares(areas: list[float]) -> None:
    with pytest.raises(ValueError, match="shares need areas"):
        shares_pct(areas)


@given(amounts, st.integers(0, 4))
def test_written_shares_add_up_to_exactly_a_hundred(areas: list[float], decimals: int) -> None:
    written = [Decimal(f"{share:.{decimals}f}") for share in shares_pct(areas, decimals)]
    assert sum(written) == 100
    assert all(share == float(text) for share, text in zip(shares_pct(areas, decimals), written, strict=True))


@given(amounts, st.integers(1, 100_000))
def test_units_stay_within_one_of_the_exact_share(areas: list[float], units: int) -> None:
    found = apportioned(areas, units).tolist()
    total = sum(map(Fraction, areas))
    assert sum(found) == units
    for unit, area in zip(found, areas, strict=True):
        assert abs(unit - Fraction(area) * units / total) < 1 + Fraction(1, 10**6)
        assert area > 0 or unit == 0


@given(amounts, st.floats(1e-3, 1e3))
def test_shares_do_not_depend_on_the_unit_of_area(areas: list[float], factor: float) -> None:
    exact = np.array(areas) / sum(areas) * 10_000 % 1
    apart = np.diff(np.sort(exact))
    assume(not ((apart < 1e-5) & (apart > 0)).any())
    assert shares_pct(np.array(areas) * factor) == pytest.approx(shares_pct(areas), abs=1e-12)


@given(amounts)
def test_more_land_never_has_the_smaller_share(areas: list[float]) -> None:
    order = np.argsort(areas, kind="stable")
    found = shares_pct(areas)[order]
    larger = np.diff(np.array(areas)[order]) > 1e-6 * sum(areas)
    assert (np.diff(found)[larger] >= 0).all()

"""Land of zones for any parcels: against a count of cells of 10 by 10 m, in any order and place, within bounds."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from metrics.land_drafts import ALL, MIX, SHARES, block, cells, land, parcel, tabulate, value
from support import EAST, NORTH, Draft, Shape, subject_of
from zoneplan.metrics import evaluate
from zoneplan.metrics.view import View

CORNER = np.array([EAST, NORTH])
CODES = ("SKK", "DGT", "DKV", "LUC")
SIDE = 16
rectangles = st.lists(
    st.tuples(*[st.integers(0, SIDE) for _ in range(4)], st.sampled_from(CODES)), min_size=1, max_size=6
)


def drawn(boxes: Sequence[tuple[int, int, int, int, str]]) -> list[Shape]:
    """Gives parcels from pairs of corners; those without area are left out."""
    corners = [(min(a, c), min(b, d), max(a, c), max(b, d), code) for a, b, c, d, code in boxes]
    return [
        parcel(f"P{i}", block(w - 3, s - 3, e - 3, n - 3), code)
        for i, (w, s, e, n, code) in enumerate(corners)
        if w < e and s < n
    ]


def counted(parcels: Sequence[Shape]) -> NDArray[np.int64]:
    """Gives how many parcels of each code cover each of the 100 cells of the zone: the second way to its land."""
    count = np.zeros((len(CODES), 10, 10), dtype=np.int64)
    for shape in parcels:
        west, south, east, north = (
            round(v / 10) for v in np.subtract(shape.geometry.bounds, (436_000, 2_466_000) * 2)
        )
        cut = [max(0, min(10, v)) for v in (west, south, east, north)]
        count[CODES.index(shape.props["code"]), cut[1] : cut[3], cut[0] : cut[2]] += 1
    return count


@settings(max_examples=40)
@given(rectangles)
def test_the_balance_against_a_count_of_cells(boxes: list[tuple[int, int, int, int, str]]) -> None:
    parcels = drawn(boxes)
    draft, count = land(*parcels), counted(parcels)
    if not count.any():
        assert value(draft, "land_use_covered_pct") is None
        return
    per_cell = count.sum(axis=0)
    gap, overlap = int((per_cell == 0).sum()), int(np.maximum(per_cell - 1, 0).sum())
    assert value(draft, "land_use_covered_pct") == pytest.approx(100 - gap)
    assert value(draft, "land_balance_residual_pct") == pytest.approx(gap + overlap, abs=1e-6)
    assert value(draft, "land_balance_residual_ha") == pytest.approx((gap + overlap) / 100, abs=1e-8)
    rows = cells(tabulate(draft, "land_balance"))
    by_code = {row[4]: row[7] for row in rows if row[3] == "land use"}
    assert by_code == {c: pytest.approx(n) for c, n in zip(CODES, count.sum(axis=(1, 2)), strict=True) if n}
    green, alone = count[CODES.index("DKV")] > 0, (count > 0).sum(axis=0) == 1
    found = draft.measure("zone_green_share_pct", "Z")
    low, high = (green & alone).sum(), 100 - (alone & ~green).sum()
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)
    assert found.value == pytest.approx(green.sum(), abs=1e-6)


@settings(max_examples=40)
@given(rectangles, st.floats(0.3, 30))
def test_the_table_adds_up_exactly(boxes: list[tuple[int, int, int, int, str]], scale: float) -> None:
    """Whatever the areas, shares add up to 100.00 and hectares to the rounded total, groups to their codes."""
    draft = land(*drawn(boxes))
    for shapes in (draft.layers["zones"], draft.layers["land"]):
        for shape in shapes:
            shape.geometry = shapely.transform(shape.geometry, lambda xy: CORNER + (xy - CORNER) * scale)
    rows = cells(tabulate(draft, "land_balance"))
    if not rows:
        return
    lines = [row for row in rows if row[3] not in {"group", "total", "check"}]
    total = next(row for row in rows if row[3] == "total")
    assert round(sum(round(float(str(r[7])) * 100) for r in lines)) == 10_000
    assert total[7] == 100
    assert sum(round(float(str(r[6])) * 100) for r in lines) == round(float(str(total[6])) * 100)
    for column in (6, 7):
        groups = sum(float(str(r[column])) for r in rows if r[3] == "group")
        assert groups == pytest.approx(sum(float(str(r[column])) for r in rows if r[3] == "land use"))


@settings(max_examples=15)
@given(rectangles, st.randoms(), st.integers(-3000, 3000))
def test_neither_order_nor_place_matters(
    boxes: list[tuple[int, int, int, int, str]], random: Random, shift: int
) -> None:
    draft, other = land(*drawn(boxes)), land(*drawn(boxes))
    random.shuffle(other.layers["land"])
    for shapes in (other.layers["zones"], other.layers["land"]):
        for shape in shapes:
            moved = shapely.transform(shape.geometry, lambda xy: xy + shift)
            shape.geometry = shapely.Polygon(moved.exterior.coords[1:])
    for metric in ALL:
        one, two = draft.measure(metric, "Z"), other.measure(metric, "Z")
        for bound in ("low", "value", "high"):
            assert getattr(one, bound) == (
                None if getattr(two, bound) is None else pytest.approx(getattr(two, bound), abs=1e-6)
            )
    assert cells(tabulate(draft, "land_balance"))[:-2] == cells(tabulate(other, "land_balance"))[:-2]


@settings(max_examples=25)
@given(
    rectangles,
    st.floats(0, 8),
    st.floats(0, 8),
    st.lists(st.floats(-0.7, 0.7), min_size=4, max_size=4),
)
def test_shares_of_what_may_be_true_lie_within_the_bounds(
    boxes: list[tuple[int, int, int, int, str]], zone_off: float, parcels_off: float, moved: list[float]
) -> None:
    """The zone and all parcels are shifted as a whole within their uncertainty and measured as if that were exact."""
    one, two = View(apart(boxes, zone_off, parcels_off).plan()), apart(boxes, 0, 0)
    for shapes, off, by in (
        (two.layers["zones"], zone_off, moved[:2]),
        (two.layers["land"], parcels_off, moved[2:]),
    ):
        for shape in shapes:
            shape.geometry = shapely.transform(shape.geometry, lambda xy, o=off, b=by: xy + np.multiply(o, b))
    true = two.view()
    for metric in (*SHARES, *MIX):
        found, exact = (evaluate(view, metric, subject_of(view, metric, "Z")) for view in (one, true))
        if found.value is None or exact.value is None:
            continue
        assert found.low is not None
        assert found.high is not None
        assert exact.low is not None
        assert exact.high is not None
        assert found.low - 1e-6 <= exact.low
        assert exact.high <= found.high + 1e-6


def apart(boxes: Sequence[tuple[int, int, int, int, str]], zone_off: float, parcels_off: float) -> Draft:
    """Gives a plan of the parcels, each without what those before it have, so that they do not overlap."""
    taken, parcels = shapely.Polygon(), []
    for shape in drawn(boxes):
        rest = shape.geometry - taken
        taken = taken | shape.geometry
        if rest.area:
            parcels.append(parcel(shape.props["id"], rest, shape.props["code"], uncertainty_m=parcels_off))
    return land(*parcels, metres=zone_off)

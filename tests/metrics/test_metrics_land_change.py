"""Change of land between two surveys: by hand, and against a count of cells of 10 by 10 m."""

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from metrics.land_drafts import block, cells, land, parcel, tabulate, words
from support import EAST, NORTH, Draft, Shape, zone

OLD = (parcel("O1", block(0, 0, 6, 10), "LUC", 2019), parcel("O2", block(6, 0, 10, 10), "RSX", 2019))
NEW = (parcel("N1", block(0, 0, 8, 10), "SKK"), parcel("N2", block(8, 0, 12, 10), "RSX"))
"""Of a zone of one hectare, 60 per cent rice and 40 forest became 80 industry and 20 forest; 20 more lie outside."""


def rows(draft: Draft, name: str, where: str) -> list[list[object]]:
    return [row[4:] for row in cells(tabulate(draft, name)) if row[0] == where]


def near(*values: object) -> list[object]:
    return [pytest.approx(v, abs=1e-9) if isinstance(v, float) else v for v in values]


def test_moves_over_the_whole_layer_by_hand() -> None:
    found = rows(land(*OLD, *NEW), "land_use_change", "")
    assert [[row[0], row[2], *row[4:]] for row in found] == [
        near("LUC", "SKK", 0.6, 100.0),
        near("RSX", "RSX", 0.2, 50.0),
        near("RSX", "SKK", 0.2, 50.0),
        near("", "RSX", 0.2, 100.0),
    ]
    assert found[3][1] == "not covered"


def test_moves_in_a_zone_by_hand() -> None:
    found = rows(land(*OLD, *NEW), "land_use_change", "Z")
    assert [[row[0], row[2], row[4]] for row in found] == [
        near("LUC", "SKK", 0.6),
        near("RSX", "RSX", 0.2),
        near("RSX", "SKK", 0.2),
    ]


def test_net_change_by_hand() -> None:
    draft = land(*OLD, *NEW)
    found = rows(draft, "land_use_net_change", "Z")
    assert [[row[0], *row[2:]] for row in found] == [
        near("LUC", 0.6, 0.0, 0.0, -0.6, -100.0),
        near("RSX", 0.4, 0.2, 0.2, -0.2, -50.0),
        near("SKK", 0.0, 0.8, 0.0, 0.8, None),
    ]
    everywhere = rows(draft, "land_use_net_change", "")
    assert [[row[0], row[2], row[3], row[5]] for row in everywhere] == [
        near("LUC", 0.6, 0.0, -0.6),
        near("RSX", 0.4, 0.4, 0.0),
        near("SKK", 0.0, 0.8, 0.8),
        near("", 0.2, 0.0, -0.2),
    ]


def test_the_oldest_and_the_newest_known_survey_are_compared() -> None:
    middle = parcel("M", block(0, 0, 10, 10), "CLN", 2021)
    later = parcel("L", block(0, 0, 10, 10), "DGT", 2027)
    table = cells(tabulate(land(*OLD, middle, *NEW, later), "land_use_change"))
    assert {(row[2], row[3]) for row in table} == {("2019", "2024")}
    assert not {"CLN", "DGT"} & {str(row[4]) for row in table}


def test_one_survey_is_no_change() -> None:
    for name in ("land_use_change", "land_use_net_change"):
        found = tabulate(land(*NEW), name)
        assert not found.rows
        assert "only the survey of 2024" in words(found)


def test_overlaps_are_told_and_areas_are_counted_once() -> None:
    draft = land(*OLD, parcel("N", block(0, 0, 10, 10), "SKK"), parcel("M", block(0, 0, 5, 10), "DGT"))
    told = words(tabulate(draft, "land_use_change"))
    assert "Z: parcels overlap by 0.0000 ha (2019) and 0.5000 ha (2024)" in told
    found = rows(draft, "land_use_net_change", "Z")
    assert [[row[0], row[2], row[3]] for row in found] == [
        near("LUC", 0.6, 0.0),
        near("RSX", 0.4, 0.0),
        near("SKK", 0.0, 1.0),
        near("DGT", 0.0, 0.5),
    ]


def test_a_zone_that_one_survey_does_not_reach_has_no_change() -> None:
    draft = land(*OLD, *NEW).add(zone("Y", block(20, 0, 30, 10)))
    draft.add(parcel("Q", block(20, 0, 30, 10), "DGT"), layer="land")
    assert {row[0] for row in cells(tabulate(draft, "land_use_change"))} == {"", "Z"}


CODES = ("LUC", "RSX", "SKK")
cuts = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(CODES)), min_size=1, max_size=5, unique_by=lambda c: c[0]
)


def strips(bounds: Sequence[tuple[int, str]], year: int) -> list[Shape]:
    """Gives strips side by side from 12 steps west to the last cut, each with its code."""
    edges = sorted(bounds)
    west = [-1, *(at for at, _ in edges[:-1])]
    return [
        parcel(f"S{year}_{i}", block(w, 0, at, 10), code, year)
        for i, (w, (at, code)) in enumerate(zip(west, edges, strict=True))
        if w < at
    ]


def columns(parcels: Sequence[Shape]) -> NDArray[np.object_]:
    """Gives the code of each of 13 columns of 10 m, empty where no strip is: the second way to the matrix."""
    found = np.full(13, "", dtype=object)
    for shape in parcels:
        west, _, east, _ = np.subtract(shape.geometry.bounds, (EAST, NORTH) * 2) / 10
        found[round(west) + 1 : round(east) + 1] = shape.props["code"]
    return found


@settings(max_examples=40)
@given(cuts, cuts)
def test_the_matrix_against_a_count_of_columns(
    old: list[tuple[int, str]], new: list[tuple[int, str]]
) -> None:
    before, after = strips(old, 2019), strips(new, 2024)
    if not before or not after:
        return
    draft = land(*before, *after)
    found = rows(draft, "land_use_change", "")
    one, two = columns(before), columns(after)
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a or b]
    expected = {pair: pairs.count(pair) / 10 for pair in pairs}
    assert {(row[0], row[2]): row[4] for row in found} == {
        pair: pytest.approx(area) for pair, area in expected.items()
    }
    net = {row[0]: row[5] for row in rows(draft, "land_use_net_change", "")}
    for code in set(one) | set(two):
        if code:
            assert net[code] == pytest.approx((np.sum(two == code) - np.sum(one == code)) / 10, abs=1e-9)
    assert sum(float(str(n)) for n in net.values()) == pytest.approx(0, abs=1e-9), (
        "what one gains another loses"
    )


@settings(max_examples=15)
@given(cuts, cuts, st.integers(-5000, 5000))
def test_place_and_order_do_not_matter(
    old: list[tuple[int, str]], new: list[tuple[int, str]], shift: int
) -> None:
    before, after = strips(old, 2019), strips(new, 2024)
    moved = land(*after[::-1], *before[::-1])
    for shapes in (moved.layers["zones"], moved.layers["land"]):
        for shape in shapes:
            shape.geometry = shapely.transform(shape.geometry, lambda xy: xy + shift)
    for name in ("land_use_change", "land_use_net_change"):
        here, there = cells(tabulate(land(*before, *after), name)), cells(tabulate(moved, name))
        assert [[near(v)[0] for v in row] for row in here] == there

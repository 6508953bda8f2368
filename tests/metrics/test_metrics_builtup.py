"""Built-up share: cells by hand, the range by brute force over outlines, and Tằng Loỏng against a count of cells."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Transformer
from rasterio.features import geometry_mask

from support import EAST, GRID, NORTH, TO_DEGREES, Draft, square, subject_of, zone
from zoneplan.metrics import Measure, evaluate
from zoneplan.metrics.building.builtup import Built, share_bounds
from zoneplan.metrics.view import View
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import BUILT_UP, POPULATION, ArraySource, Raster, RasterKind
from zoneplan.text import Text, render

SHARE, GAP = "builtup_share_pct", "builtup_minus_occupancy_pct"
Cells = NDArray[np.float64]


def half() -> Cells:
    """Gives 10 × 10 cells of 100 m, the western half built up."""
    cells = np.zeros((10, 10))
    cells[:, :5] = 1
    return cells


def raster(
    cells: Cells,
    as_of: str = "2025",
    *,
    kind: RasterKind = BUILT_UP,
    west: float = 0.0,
    crs: str = GRID,
    transform: tuple[float, float, float, float, float, float] | None = None,
) -> Raster:
    rows = cells.shape[0]
    place = transform or (100.0, 0.0, EAST + west, 0.0, -100.0, NORTH + 100.0 * rows)
    source = ArraySource(cells, place, crs, -1.0)
    return Raster(f"R{as_of}", kind, Text("Lưới", "Grid"), parse_period(as_of), ("S1",), source)


def view(draft: Draft, *rasters: Raster, on: date | None = None) -> View:
    return View(replace(draft.plan(), rasters={r.id: r for r in rasters}), on)


def measure(of: View, subject: str = "KCN_A", metric: str = SHARE) -> Measure:
    return evaluate(of, metric, subject_of(of, metric, subject))


def words(of: Measure) -> str:
    return " ".join(render(m, "en") for m in (*of.remarks, of.reason, of.working) if m)


def sure() -> Draft:
    """Gives the small plan with zone A, 1,000 × 1,000 m, sure of its outline."""
    return Draft().set("KCN_A", uncertainty_m=0)


@pytest.mark.parametrize("subject", ["KCN_A", "KCN", "TEST"])
def test_half_of_the_zone_is_built_up(subject: str) -> None:
    found = measure(view(sure(), raster(half())), subject)
    assert (found.low, found.value, found.high) == pytest.approx((50, 50, 50))
    assert found.as_of == "2025"
    assert found.features == ("KCN_A",)
    assert ("1 of" in words(found)) is (subject != "KCN_A")


def test_cells_that_the_outline_cuts_count_by_their_part() -> None:
    """From 250 m to 750 m: 250 m of the 500 m are built up; from 250 to 650 m 250 of 400."""
    draft = sure().set("KCN_A", geometry=square(250, 250, 500))
    assert measure(view(draft, raster(half()))).value == pytest.approx(50, rel=1e-5)
    draft.set("KCN_A", geometry=shapely.box(EAST + 250, NORTH + 130, EAST + 650, NORTH + 370))
    assert measure(view(draft, raster(half()))).value == pytest.approx(62.5, rel=1e-5)


def test_shares_of_cells_are_averaged() -> None:
    assert measure(view(sure(), raster(np.full((10, 10), 0.37)))).value == pytest.approx(37)


def test_an_outline_that_may_be_off_gives_a_range() -> None:
    """The outline runs 100 m either way of the middle 600 m: between 400 and 800 m, half of each built up.

    At the least the inner 400 m and all of the ring's unbuilt half; at the most all of the built half instead.
    """
    draft = sure().set("KCN_A", geometry=square(200, 200, 600), uncertainty_m=100)
    found = measure(view(draft, raster(half())))
    inner, outer = 400.0**2, 600.0**2 + 4 * 600 * 100 + math.pi * 100**2
    half_ring = (outer - inner) / 2
    assert found.value == pytest.approx(50)
    assert found.low is not None
    assert found.high is not None
    assert found.low == pytest.approx(inner / 2 / (inner + half_ring) * 100, rel=0.2)
    assert found.low <= inner / 2 / (inner + half_ring) * 100
    assert found.high >= (inner / 2 + half_ring) / (inner + half_ring) * 100
    assert "may be up to 100 m off" in words(found)


@given(st.lists(st.integers(-90, 90), min_size=4, max_size=4), st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_the_range_holds_for_every_outline_within_the_uncertainty(sides: list[int], seed: int) -> None:
    cells = np.random.default_rng(seed).uniform(size=(10, 10)).round(1)
    draft = sure().set("KCN_A", geometry=square(200, 200, 600), uncertainty_m=90)
    found = measure(view(draft, raster(cells)))
    west, south, east, north = (
        corner + side for corner, side in zip((200, 200, 800, 800), sides, strict=True)
    )
    truth = mean_in_box(cells, west, south, east, north) * 100
    assert found.low is not None
    assert found.high is not None
    assert found.low - 1e-3 <= truth <= found.high + 1e-3


def mean_in_box(cells: Cells, west: float, south: float, east: float, north: float) -> float:
    """Gives the mean of cells of 100 m in a box, each weighted by the part of its sides that lies inside."""
    edges = np.arange(10) * 100.0
    across = np.clip(np.minimum(edges + 100, east) - np.maximum(edges, west), 0, None)
    up = np.clip(np.minimum(edges + 100, north) - np.maximum(edges, south), 0, None)[::-1]
    return float((cells * np.outer(up, across)).sum() / np.outer(up, across).sum())


def test_what_has_no_data_may_be_built_up_or_not() -> None:
    """One of ten columns has no data: half a tenth less or more of the zone may be built up."""
    cells = half()
    cells[:, 9] = -1
    found = measure(view(sure(), raster(cells)))
    assert found.value == pytest.approx(5 / 9 * 100)
    assert (found.low, found.high) == pytest.approx((50, 60))
    assert "data on 90.0 %" in words(found)


def test_too_little_data_gives_no_value() -> None:
    cells = half()
    cells[:, 8:] = np.nan
    for subject in ("KCN_A", "KCN"):
        found = measure(view(sure(), raster(cells)), subject)
        assert (found.value, found.low, found.high) == (None, None, None)
        assert "90 %" in words(found)


def test_a_raster_of_another_place_gives_no_value() -> None:
    found = measure(view(sure(), raster(half(), west=50_000)))
    assert found.value is None
    assert "on 0.0 % of the zone" in words(found)


def test_without_a_raster_or_an_outline_there_is_no_value() -> None:
    assert "raster of kind builtup" in words(measure(view(sure())))
    assert "raster of kind builtup" in words(measure(view(sure(), raster(half(), kind=POPULATION))))
    found = measure(view(sure(), raster(half())), "KCN_B")
    assert found.value is None
    assert "KCN_B has no valid outline" in words(found)


def test_the_newest_raster_known_by_then_is_read() -> None:
    old, new = raster(np.full((10, 10), 0.2), "2020"), raster(half(), "2025")
    assert measure(view(sure(), old, new)).value == pytest.approx(50)
    then = measure(view(sure(), old, new, on=date(2024, 6, 30)))
    assert then.value == pytest.approx(20)
    assert then.as_of == "2020"


def test_values_beyond_a_share_are_no_data() -> None:
    cells = half()
    cells[0, 0] = 7
    assert measure(view(sure(), raster(cells))).value == pytest.approx(49 / 99 * 100)


def test_a_group_is_the_ratio_of_sums() -> None:
    """Of 100 ha 50 are built up, of 25 ha none."""
    draft = sure().add(zone("KCN_E", square(500, 250, 500), uncertainty_m=0))
    found = measure(view(draft, raster(half())), "KCN")
    assert found.value == pytest.approx(50 / 125 * 100)
    assert found.features == ("KCN_A", "KCN_E")


def test_a_raster_in_degrees_finds_the_same() -> None:
    """Cells of some 9 m in degrees, filled by where their centres lie in the grid."""
    west, north = TO_DEGREES.transform(EAST - 50, NORTH + 1050)
    step, count = 0.00008, 150
    x, y = np.meshgrid(west + (np.arange(count) + 0.5) * step, north - (np.arange(count) + 0.5) * step)
    back = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True, only_best=True, allow_ballpark=False)
    east, _ = back.transform(x, y)
    cells = (east < EAST + 500).astype(float)
    fine = raster(cells, crs="OGC:CRS84", transform=(step, 0.0, west, 0.0, -step, north))
    found = measure(view(sure(), fine))
    assert found.value == pytest.approx(50, abs=0.5)
    assert "100.0 %" in words(found)


def test_bounds_of_known_parts() -> None:
    """Inner 4 ha with 1 to 2 ha built up, a ring of 6 ha with 2 to 3."""
    part = Built("Z", 7, 3, 4, (1, 2), 6, (2, 3), 1, 50)
    assert share_bounds([part]) == pytest.approx((1 / (4 + 4), (2 + 3) / (4 + 3)))
    assert share_bounds([part, part]) == pytest.approx(share_bounds([part]))
    nothing_sure = Built("Z", 7, 3, 0, (0, 0), 6, (2, 3), 1, 500)
    assert share_bounds([nothing_sure]) == pytest.approx((0, 1))


# --- Against the declared occupancy


def test_the_gap_to_the_declared_occupancy() -> None:
    """50 % of the zone built up, 60 of 80 ha leased: 25 points less."""
    found = measure(view(sure(), raster(half())), metric=GAP)
    assert found.value == pytest.approx(50 - 75)
    assert (found.low, found.high) == pytest.approx((50 - 60.5 / 80 * 100, 50 - 59.5 / 80 * 100))
    assert {f.indicator for f in found.figures} == {"leased_land_ha", "industrial_land_ha"}
    assert "different bases" in words(found)
    assert "raster speaks of 2025, the occupancy of 2025" in words(found)


def test_the_gap_needs_both() -> None:
    assert "raster of kind builtup" in words(measure(view(sure()), metric=GAP))
    lacking = measure(view(sure().drop("KCN_A", "leased_land_ha"), raster(half())), metric=GAP)
    assert lacking.value is None
    assert "KCN_A, leased_land_ha" in words(lacking)


# --- Tằng Loỏng


def test_built_up_share_of_tang_loong(lao_cai: Plan, real_data: Path) -> None:
    """The second way: cells split in 10 × 10, those whose centres lie in the outline counted."""
    with rasterio.open(real_data / "impervious_fraction_90m.tif") as file:
        cells = file.read(1, masked=True).filled(np.nan).astype(float)
        transform, code = file.transform, f"EPSG:{file.crs.to_epsg()}"
    assert code == "EPSG:4326"
    (outline,) = [z for z in lao_cai.zones if z.id == "KCN_TANG_LOONG"]
    given_ = raster(cells, "2024", crs="OGC:CRS84", transform=tuple(transform)[:6])
    plan = replace(lao_cai, rasters={given_.id: given_})
    found = measure(View(plan), "KCN_TANG_LOONG")
    fine = np.kron(np.clip(cells, 0, 1), np.ones((10, 10)))
    inside = ~geometry_mask([outline.lonlat], fine.shape, transform @ Affine.scale(0.1))
    expected = float(np.nanmean(fine[inside])) * 100
    assert found.value == pytest.approx(expected, rel=0.005)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < expected < found.high < 100
    gap = measure(View(plan), "KCN_TANG_LOONG", GAP)
    assert gap.value == pytest.approx(expected - 85, abs=0.5)

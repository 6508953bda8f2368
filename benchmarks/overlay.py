"""How long overlay areas, land balances and changes take on large layers, beside the plain alternatives.

Run from the repository: ``.venv/bin/python benchmarks/overlay.py [--cells N] [--vertices V]``. A coverage of
parcels is laid under zones with long wavy outlines; the script says whether all ways give the same areas, and
prints seconds, memory and ratios.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from topology import ROWS, say, timed

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from meshes import mesh
from support import GRID
from zoneplan.kernels.balance import SliverLimits, change_matrix, land_balance
from zoneplan.kernels.overlay import SquareMetres as Areas
from zoneplan.kernels.overlay import overlay_areas
from zoneplan.kernels.shapes import Indices, Shapes

CODES = 60
SMALL = 10_000
"""Parcels on which the dearest alternative is tried."""
NEVER = 10**9


def wavy_zones(shapes: Shapes, across: int, vertices: int) -> Shapes:
    """Gives ``across²`` round zones with wavy outlines, side by side over the shapes."""
    west, south, east, north = shapely.total_bounds(shapes)
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    reach = 0.45 * (1 + 0.1 * np.sin(41 * angle))
    ring = np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])
    column, row = (axis.ravel() + 0.5 for axis in np.meshgrid(np.arange(across), np.arange(across)))
    step = np.array([east - west, north - south]) / across
    centre = np.column_stack([column, row])[:, None, :]
    return np.asarray(shapely.polygons((centre + ring) * step + np.array([west, south])), dtype=object)


def plain(parcels: Shapes, zones: Shapes) -> Areas:
    """Gives the area that parcels share with each zone, every pair whose boxes meet overlaid."""
    zone, parcel = shapely.STRtree(parcels).query(zones)
    area = shapely.area(shapely.intersection(parcels[parcel], zones[zone]))
    return np.asarray(np.bincount(zone, weights=area, minlength=len(zones)), dtype=np.float64)


def frames(parcels: Shapes, zones: Shapes) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Gives both layers as tables, with a number for each row."""
    return (
        gpd.GeoDataFrame({"parcel": np.arange(len(parcels))}, geometry=parcels, crs=GRID),
        gpd.GeoDataFrame({"zone": np.arange(len(zones))}, geometry=zones, crs=GRID),
    )


def by_geopandas(left: gpd.GeoDataFrame, right: gpd.GeoDataFrame) -> Areas:
    """Gives the area that parcels share with each zone, by the overlay of two tables."""
    both = gpd.overlay(left, right)
    return np.asarray(both.area.groupby(both["zone"]).sum())


def compare(name: str, parcels: Shapes, zones: Shapes, *, overlaid: bool) -> None:
    """Says how long the alternatives take beside the kernel, and by how much their areas differ at most."""
    say(
        f"{name}: {len(parcels):,} parcels, {len(zones)} zones of {shapely.get_num_coordinates(zones[0]):,} vertices"
    )
    found, own = timed("  overlay_areas", lambda: overlay_areas(parcels, zones).by_zone(len(zones)))

    def against(what: str, work: Callable[[], Areas]) -> None:
        other, busy = timed(f"  {what}", work)
        apart = float(np.abs(other / found - 1).max())
        say(f"    {busy / own:.1f} times as long; areas differ by {apart:.0e} of them at most")

    against(
        "overlay_areas, nothing cut",
        lambda: overlay_areas(parcels, zones, most_vertices=NEVER).by_zone(len(zones)),
    )
    if not overlaid:
        return
    against("index and shapely.intersection", lambda: plain(parcels, zones))
    left, right = frames(parcels, zones)
    against("geopandas.overlay and its areas", lambda: by_geopandas(left, right))


def tables(parcels: Shapes, zones: Shapes, codes: Indices, later: Shapes) -> None:
    """Says how long a balance and a change matrix take, and whether they close."""
    balance, _ = timed(
        f"land_balance by {CODES} codes, with slivers",
        lambda: land_balance(parcels, codes, zones, CODES, SliverLimits(0.5, 1.0)),
    )
    rest = balance.by_code.sum(axis=1) + balance.gap - balance.overlap - balance.zone
    say(
        f"  closes to {float(np.abs(rest / balance.zone).max()):.0e} of the zones; {balance.slivers.sum()} slivers"
    )
    change, _ = timed(
        "change_matrix of two coverages", lambda: change_matrix(parcels, codes, later, codes, CODES)
    )
    old = np.bincount(codes, weights=shapely.area(parcels), minlength=CODES)
    rows = change.area[:CODES].sum(axis=1) - change.new_overlap
    say(f"  rows differ from the old year by {float(np.abs(rows / old - 1).max()):.0e} of it at most")


def main() -> None:
    """Runs everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=300_000, help="how many parcels the coverage has")
    parser.add_argument("--vertices", type=int, default=5_000, help="how many vertices a zone has")
    asked = parser.parse_args()
    columns = max(asked.cells // ROWS, 5)
    parcels = np.asarray(shapely.polygons(mesh(columns, ROWS)), dtype=object)
    later = np.asarray(shapely.polygons(mesh(columns, ROWS, seed=2)), dtype=object)
    few = np.asarray(shapely.polygons(mesh(SMALL // 100, 100)), dtype=object)
    compare("small", few, wavy_zones(few, 4, asked.vertices), overlaid=True)
    zones = wavy_zones(parcels, 8, asked.vertices)
    compare("large", parcels, zones, overlaid=False)
    codes = np.random.default_rng(1).integers(0, CODES, len(parcels)).astype(np.intp)
    tables(parcels, zones, codes, later)


if __name__ == "__main__":
    main()

"""How long the topology checks take on a large coverage, beside the plain alternatives.

Run from the repository: ``.venv/bin/python benchmarks/topology.py [--cells N]``. It plants known faults, checks
that exactly these are found, and prints seconds, memory and ratios.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from meshes import Planted, mesh, planted
from support import GRID, TO_DEGREES, Draft
from zoneplan.checks import run_checks
from zoneplan.kernels.shapes import Shapes, doubles
from zoneplan.kernels.topology import coverage_faults
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import LAND_USE
from zoneplan.plan.layer import Feature, Layer, Value
from zoneplan.plan.plan import Plan
from zoneplan.plan.tolerance import NARROW_M
from zoneplan.text import Text

Given = TypeVar("Given")
SMALL = 10_000
"""Polygons on which the alternatives are tried; their time grows at least as fast as the number."""
ROWS = 500


def say(line: str) -> None:
    """Writes a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def memory_gb() -> float:
    """Gives the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def timed(name: str, work: Callable[[], Given]) -> tuple[Given, float]:
    """Does the work and gives the processor's seconds; says these, the time elapsed, and the memory so far."""
    start, busy = time.perf_counter(), time.process_time()
    given = work()
    elapsed, busy = time.perf_counter() - start, time.process_time() - busy
    say(f"{name:<62}{elapsed:7.1f} s {busy:7.1f} s busy {memory_gb():6.2f} GB")
    return given, busy


def once(made: Planted) -> Shapes:
    """Gives the shapes of a coverage without those that stand twice."""
    kept: Shapes = made.shapes[doubles(made.shapes) == np.arange(len(made.shapes))]
    return kept


def compare(made: Planted, kept: Shapes) -> None:
    """Says whether exactly the planted faults are found, each with its area."""
    faults = coverage_faults(kept, NARROW_M)
    both = [np.concatenate([made.areas[kind] for kind in ("bulging", "hairline", "within")])]
    both.append(np.concatenate([made.areas[kind] for kind in ("receding", "missing")]))
    for name, areas, shapes in zip(
        ("overlaps", "gaps"), both, (faults.overlaps.shape, faults.gaps), strict=True
    ):
        found, planted_there = shapely.area(shapes), np.sort(areas)[::-1]
        same = len(found) == len(areas) and bool(np.allclose(found, planted_there, atol=1e-4))
        say(f"  {name}: {len(areas)} planted, {len(found)} found; areas agree: {same}")
    say(f"  doubles: {len(made.cells['repeated'])} planted, {len(made.shapes) - len(kept)} found")
    say(f"  other faults found: {len(faults.mismatches.first) + len(faults.apart)}")


def alternatives(shapes: Shapes) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Gives the ways in which overlaps and gaps are mostly looked for."""
    frame = gpd.GeoDataFrame({"n": np.arange(len(shapes))}, geometry=shapes, crs=GRID)
    return (
        ("geopandas overlay of the layer with itself", lambda: frame.overlay(frame, keep_geom_type=True)),
        ("geopandas sjoin, predicate intersects", lambda: frame.sjoin(frame, predicate="intersects")),
        ("holes of union_all", lambda: frame.union_all().boundary),
    )


def large_plan(shapes: Shapes) -> Plan:
    """Gives a plan with a land-use layer of these shapes, built in memory."""
    xy = shapely.get_coordinates(shapes)
    degrees = shapely.set_coordinates(shapes.copy(), np.column_stack(TO_DEGREES.transform(*xy.T)))
    common: dict[str, Value] = {
        "name_vi": "Thửa",
        "position": "outline",
        "uncertainty_m": 5,
        "source": "S1",
        "code": "ONT",
    }
    features = tuple(
        Feature("parcels", "land_use", {"id": f"P_{i}", **common}, shape, lonlat)
        for i, (shape, lonlat) in enumerate(zip(shapes, degrees, strict=True))
    )
    plan = Draft().plan()
    layer = Layer("parcels", LAND_USE, Text("Thửa", "Parcels"), "layers/parcels.gpkg", features)
    return Plan(plan.config, {**plan.layers, "parcels": layer}, plan.ledger, plan.sources, plan.regulations)


def told(findings: tuple[Finding, ...]) -> str:
    """Gives how many findings of each rule there are."""
    return ", ".join(f"{rule} {count}" for rule, count in Counter(f.rule.id for f in findings).most_common())


def main() -> None:
    """Runs everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=300_000, help="how many polygons the coverage has")
    cells: int = parser.parse_args().cells
    made, _ = timed(
        f"make {cells:,} polygons with planted faults", lambda: planted(max(cells // ROWS, 5), ROWS)
    )
    say(f"  {len(made.shapes):,} polygons, {int(shapely.get_num_coordinates(made.shapes).sum()):,} vertices")
    kept, _ = timed("doubles", lambda: once(made))
    _, seconds = timed("coverage_faults: overlaps, mismatches, gaps", lambda: coverage_faults(kept, NARROW_M))
    compare(made, kept)
    few = shapely.polygons(mesh(SMALL // 100, 100))
    _, own = timed(f"coverage_faults on {SMALL:,} polygons", lambda: coverage_faults(few, NARROW_M))
    for name, work in alternatives(few):
        _, other = timed(f"{name}, {SMALL:,} polygons", work)
        say(
            f"  {other / own:.1f} times as long; {other * cells / SMALL / seconds:.1f} times on {cells:,} if it grows evenly"
        )
    plan, _ = timed("build the plan in memory", lambda: large_plan(made.shapes))
    findings, _ = timed("run_checks: every check of the plan", lambda: run_checks(plan))
    say(f"  {told(findings)}")


if __name__ == "__main__":
    main()

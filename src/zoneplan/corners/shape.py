"""From the rings of a site to its shape: parts, holes, declared area."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.corners.marks import settle_mark
from zoneplan.corners.numbers import Mark, are_degrees
from zoneplan.corners.rings import Ring, digits, ring_of, without_blamed
from zoneplan.corners.rules import CUT_OUT_OUTSIDE, RING_CROSSES, RING_SHORT, RINGS_OVERLAP
from zoneplan.corners.sites import RawSite, Site
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.plan.finding import Finding
from zoneplan.text import Number

_DEGREE_HA = 111_000.0**2 * math.cos(math.radians(16)) / M2_PER_HA
"""Hectares in a square degree in the middle of Việt Nam, enough to tell 1.1 ha from 1,100 ha."""
_SLIVER_HA = 1e-4
_OF_RINGS = (RING_SHORT, RING_CROSSES, RINGS_OVERLAP, CUT_OUT_OUTSIDE)


@dataclass(frozen=True, slots=True)
class Shaped:
    """The sites with their shapes, and what was wrong or doubtful about their corners."""

    sites: tuple[Site, ...]
    findings: tuple[Finding, ...] = ()


def shape_sites(raw_sites: Sequence[RawSite], chosen: Mark | None = None, *, is_whole: bool = True) -> Shaped:
    """Gives the sites with their shapes; without a settled decimal sign, none.

    Args:
        raw_sites: The sites as their table gives them.
        chosen: The decimal sign the user names, if any.
        is_whole: Whether every corner could be read; of rings with missing corners only the numbers are judged.
    """
    corners = [corner for site in raw_sites for ring in site.rings for corner in ring.corners]
    numbers = [number for corner in corners for number in (corner.first, corner.second)]
    mark, findings = settle_mark(numbers, chosen)
    if mark is None:
        return Shaped((), tuple(findings))
    sites = []
    for raw in raw_sites:
        site, faults = _site(raw, mark)
        sites.append(site)
        findings += faults
    return Shaped(tuple(sites), tuple(f for f in findings if is_whole or f.rule not in _OF_RINGS))


def _site(raw: RawSite, mark: Mark) -> tuple[Site, list[Finding]]:
    rings: list[Ring] = []
    findings = digits([c for ring in raw.rings for c in ring.corners], mark, raw.name)
    for number, raw_ring in enumerate(raw.rings, start=1):
        ring, faults = ring_of(raw_ring, number, mark, raw.name)
        rings.append(ring)
        findings += without_blamed(faults, findings)
    shape, holes, faults = _joined(rings, raw.name)
    findings += faults
    site = Site(
        raw.name,
        shape,
        sum(len(ring.points) for ring in rings),
        (len(rings) - holes, holes),
        sum(ring.is_closed for ring in rings),
        _declared(raw, mark, shape),
        raw.words,
    )
    return site, findings


def rough_ha(shape: BaseGeometry) -> float:
    """Gives the area of a shape in the numbers of its table, in hectares; of degrees only roughly."""
    ha_per_unit = _DEGREE_HA if are_degrees(shapely.get_coordinates(shape)) else 1 / M2_PER_HA
    return float(shape.area) * ha_per_unit


def _declared(raw: RawSite, mark: Mark, shape: BaseGeometry | None) -> float | None:
    """Gives the declared area in hectares; of ``1.100`` the value nearest to what the corners enclose."""
    if raw.area is None:
        return None
    values = {value * raw.area.ha_per_unit for value in raw.area.number.values.values() if value > 0}
    if not values:
        return None
    measured = rough_ha(shape) if shape is not None else 0.0
    if measured > 0:
        return min(values, key=lambda ha: abs(math.log(ha / measured)))
    preferred = raw.area.number.value(mark)
    return preferred * raw.area.ha_per_unit if preferred else max(values)


def _joined(rings: Sequence[Ring], site: str) -> tuple[BaseGeometry | None, int, list[Finding]]:
    """Gives the shape that rings make together, how many are holes, and what does not go together.

    A ring inside an odd number of others is a hole.
    """
    polygons = [ring.polygon for ring in rings if ring.polygon is not None]
    if len(polygons) < len(rings) or not polygons:
        return None, sum(ring.raw.is_cut_out for ring in rings), []
    inside, faults = _nesting(rings, site)
    depth = [len(outer) for outer in inside]
    for number, ring in enumerate(rings):
        if ring.raw.is_cut_out and depth[number] % 2 == 0:
            faults.append(CUT_OUT_OUTSIDE.found(feature=site, ring=ring.name))
    holes: dict[int, list[shapely.Polygon]] = {i: [] for i, d in enumerate(depth) if d % 2 == 0}
    for number, outer in enumerate(inside):
        if depth[number] % 2:
            holder = max(outer, key=lambda i: depth[i])
            holes.setdefault(holder, []).append(polygons[number])
    if faults:
        return None, sum(d % 2 for d in depth), faults
    parts = [_with_holes(polygons[i], cut) for i, cut in holes.items()]
    shape = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    return shape, sum(d % 2 for d in depth), faults


def _nesting(rings: Sequence[Ring], site: str) -> tuple[list[list[int]], list[Finding]]:
    """Gives for each ring the rings around it, and the pairs that overlap without one holding the other."""
    polygons = np.array([ring.polygon for ring in rings], dtype=object)
    tree = shapely.STRtree(polygons)
    inner, outer = tree.query(polygons, predicate="covered_by")
    inside: list[list[int]] = [[] for _ in rings]
    for i, j in zip(inner.tolist(), outer.tolist(), strict=True):
        if i != j and not (polygons[j].equals(polygons[i]) and j > i):
            inside[i].append(j)
    faults = []
    one, other = tree.query(polygons, predicate="overlaps")
    for i, j in zip(one.tolist(), other.tolist(), strict=True):
        shared = rough_ha(polygons[i].intersection(polygons[j])) if i < j else 0.0
        if shared > _SLIVER_HA:
            faults.append(
                RINGS_OVERLAP.found(
                    feature=site, one=rings[i].name, other=rings[j].name, area=Number(shared, 4)
                )
            )
    return inside, faults


def _with_holes(shell: shapely.Polygon, holes: Sequence[shapely.Polygon]) -> BaseGeometry:
    """Gives a polygon with holes; a hole that touches the outline along an edge is cut out of it."""
    polygon = shapely.Polygon(shell.exterior, [hole.exterior for hole in holes])
    return polygon if polygon.is_valid else shapely.difference(shell, shapely.union_all(list(holes)))

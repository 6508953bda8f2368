"""Boundaries of neighbours that were drawn twice become one line; land that two claim is left to people."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import Shapes, as_array, parts
from zoneplan.kernels.topology import Pairs, coverage_faults, wider_than
from zoneplan.plan import tolerance

SNAP_M = 0.01
"""Vertices of two boundaries nearer than this become one: no survey tells a centimetre apart."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matched:
    """Polygons whose boundaries match, and which of them are not as they came, shape ``(n,)``."""

    shapes: Shapes
    changed: Flags


def matched(shapes: Shapes, *, gaps: bool) -> Matched:
    """Closes hairline overlaps between polygons that should cover land once, and gives them the same vertices.

    GEOS's coverage cleaner would also give every larger overlap to one of the two. Such land is therefore cut
    out first, cleaned as a polygon of its own, and given back to both.

    Args:
        shapes: Valid polygons, no two of them the same.
        gaps: Whether hairline gaps are closed too.
    """
    same = Matched(shapes, np.zeros(len(shapes), dtype=bool))
    faults = coverage_faults(shapes, tolerance.NARROW_M)
    open_hairs = ~wider_than(faults.gaps, tolerance.HAIRLINE_M) if gaps else np.zeros(0, dtype=bool)
    wide = wider_than(faults.overlaps.shape, tolerance.HAIRLINE_M)
    if wide.all() and not len(faults.mismatches.first) and not open_hairs.any():
        return same
    width = tolerance.HAIRLINE_M if gaps else 0.0
    pieces, owners = _apart(shapes, faults.overlaps)
    cleaned = shapely.coverage_clean(pieces, gap_width=width, snapping_distance=SNAP_M)
    whole = as_array([_united(cleaned[own]) for own in owners])
    if not (shapely.is_valid(whole) & (shapely.area(whole) > 0)).all():
        return same
    changed = ~shapely.equals_exact(_plain(whole), _plain(shapes))
    return Matched(np.where(changed, whole, shapes), changed)


def _united(pieces: Shapes) -> shapely.Geometry:
    return pieces[0] if len(pieces) == 1 else shapely.union_all(pieces)


def _plain(shapes: Shapes) -> Shapes:
    """Gives shapes that are equal where only the start or direction of rings and repeated vertices differ."""
    single = shapely.get_num_geometries(shapes) == 1
    plain = np.where(single, shapely.get_geometry(shapes, 0), shapes)
    return np.asarray(shapely.normalize(shapely.remove_repeated_points(plain, 0.0)), dtype=object)


def _apart(shapes: Shapes, shared: Pairs) -> tuple[Shapes, list[list[int]]]:
    """Cuts what polygons truly share out of all of them; gives the pieces and which of them each consists of."""
    land = parts(shared.shape)
    true = wider_than(land.shape, tolerance.HAIRLINE_M)
    claims = land.shape[true]
    pair = land.geometry[true]
    claimed, claim = (
        np.concatenate([shared.first[pair], shared.second[pair]]),
        np.tile(np.arange(len(pair)), 2),
    )
    base = shapes.copy()
    for i in np.unique(claimed).tolist():
        base[i] = shapely.difference(shapes[i], shapely.union_all(claims[claim[claimed == i]]))
    faces = _faces(claims)
    inside, at = shapely.STRtree(claims).query(shapely.point_on_surface(faces), predicate="within")
    owners = [[i] for i in range(len(shapes))]
    for face, owner in sorted(
        {
            (face, owner)
            for face, one in zip(inside.tolist(), at.tolist(), strict=True)
            for owner in claimed[claim == one].tolist()
        }
    ):
        owners[owner].append(len(shapes) + face)
    return np.concatenate([base, faces]), owners


def _faces(claims: Shapes) -> Shapes:
    """Gives the areas into which the outlines of shapes cut each other."""
    lines = shapely.node(shapely.union_all(shapely.boundary(claims)))
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))), dtype=object)

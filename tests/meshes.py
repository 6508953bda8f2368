"""Large coverages of irregular polygons, and faults planted in them at known places and of known size."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from support import EAST, NORTH

Rings = NDArray[np.float64]
STEP = 5
"""Faults stand in every so many-th cell, so that no two of them meet."""


def mesh(columns: int, rows: int, *, bends: int = 2, cell_m: float = 100.0, seed: int = 1) -> Rings:
    """Gives the rings of a coverage, shape ``(columns * rows, 4 * bends + 5, 2)``.

    Each cell is a quadrangle with shifted corners and ``bends`` vertices on each side; neighbours share all
    vertices of their common side. Cell ``(i, j)`` has the position ``i * rows + j``; its vertices 1 to ``bends``
    stand on its southern side, which it shares with cell ``(i, j - 1)``.
    """
    random = np.random.default_rng(seed)
    x, y = np.meshgrid(np.arange(columns + 1), np.arange(rows + 1), indexing="ij")
    corner = np.stack([x, y], axis=-1) + random.uniform(-0.25, 0.25, (columns + 1, rows + 1, 2))
    share = np.linspace(0, 1, bends + 2)[1:-1, None]

    def between(start: Rings, end: Rings) -> Rings:
        straight = start[..., None, :] * (1 - share) + end[..., None, :] * share
        return straight + random.uniform(-0.05, 0.05, straight.shape)

    eastward = between(corner[:-1], corner[1:])
    northward = between(corner[:, :-1], corner[:, 1:])
    sides = (
        (corner[:-1, :-1], eastward[:, :-1]),
        (corner[1:, :-1], northward[1:]),
        (corner[1:, 1:], eastward[:, 1:, ::-1]),
        (corner[:-1, 1:], northward[:-1, :, ::-1]),
    )
    pieces = [piece for start, bent in sides for piece in (start[..., None, :], bent)]
    ring = np.concatenate([*pieces, corner[:-1, :-1, None, :]], axis=-2)
    metres: Rings = ring.reshape(-1, ring.shape[-2], 2) * cell_m + (EAST, NORTH)
    return metres


def shoelace(rings: Rings) -> NDArray[np.float64]:
    """Gives the areas of rings by the shoelace formula, counted from each ring's first vertex."""
    x, y = np.moveaxis(rings - rings[:, :1], -1, 0)
    doubled: NDArray[np.float64] = np.abs((x[:, :-1] * y[:, 1:] - x[:, 1:] * y[:, :-1]).sum(axis=1))
    return doubled / 2


@dataclass(frozen=True, slots=True)
class Planted:
    """A coverage with faults: the shapes, and by kind of fault the cells and the areas that are to be found.

    ``bulging`` cells reach 3 m over their southern neighbour, ``hairline`` ones 3 cm; ``receding`` ones leave a
    gap of up to 3 m to it; ``missing`` cells are left out; ``repeated`` and ``within`` are positions of shapes
    added at the end: copies of cells, and small squares inside cells.
    """

    shapes: NDArray[np.object_]
    cells: dict[str, NDArray[np.intp]]
    areas: dict[str, NDArray[np.float64]]


def planted(columns: int, rows: int, most: int = 100, seed: int = 1) -> Planted:
    """Gives a coverage with up to ``most`` faults of each kind."""
    rings = mesh(columns, rows, seed=seed)
    i, j = np.meshgrid(np.arange(2, columns - 2, STEP), np.arange(2, rows - 2, STEP), indexing="ij")
    free = (i * rows + j).ravel()
    kinds = ("bulging", "hairline", "receding", "missing", "repeated", "within")
    cells = {kind: free[turn :: len(kinds)][:most] for turn, kind in enumerate(kinds)}
    whole = shoelace(rings)
    areas = {kind: whole[cells[kind]] for kind in ("missing", "repeated")}
    for kind, north_m in (("bulging", -3.0), ("hairline", -0.03), ("receding", 3.0)):
        rings[cells[kind], 1, 1] += north_m
        areas[kind] = np.abs(shoelace(rings[cells[kind]]) - whole[cells[kind]])
    shapes = shapely.polygons(rings)
    middle = shapely.get_coordinates(shapely.centroid(shapes[cells["within"]]))
    squares = shapely.box(middle[:, 0] - 5, middle[:, 1] - 5, middle[:, 0] + 5, middle[:, 1] + 5)
    areas["within"] = np.full(len(squares), 100.0)
    shapes = np.concatenate([shapes, shapes[cells["repeated"]], squares])
    kept = np.delete(np.arange(len(shapes)), cells["missing"])
    place = np.full(len(shapes), -1, dtype=np.intp)
    place[kept] = np.arange(len(kept))
    return Planted(shapes[kept], {kind: place[at] for kind, at in cells.items()}, areas)

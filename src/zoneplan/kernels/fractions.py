"""Which fraction of every cell a polygon covers: the one door to exactextract.

Method: Baston, D., exactextract: fast and accurate summary of raster values over polygons (isciences/exactextract).
Fractions are single-precision numbers, so that what is made of them is good to about one part in a million.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from exactextract.exact_extract import exact_extract
from exactextract.feature import Feature, FeatureSource
from exactextract.raster import RasterSource
from exactextract.writer import Writer
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

SAME = 1e-6
"""Fractions of a cell this near to 0 and to 1 are 0 and 1: single precision tells no finer."""


@dataclass(frozen=True, slots=True)
class Fractions:
    """The cells that shapes cover, shape by shape.

    Attributes:
        cell: Places of cells, counted row by row from the upper left, shape ``(k,)``.
        fraction: The covered fraction of each, shape ``(k,)``.
        counts: How many of them belong to each shape, shape ``(n,)``.
    """

    cell: Indices
    fraction: Floats
    counts: Indices


def fractions(shapes: Shapes, left: int, bottom: int, height: int, width: int) -> Fractions:
    """Gives the fractions of the unit squares of a grid that polygons cover; what lies beyond is left out.

    Args:
        shapes: Valid polygons, shape ``(n,)``, in the units of the grid.
        left: The left edge of the grid.
        bottom: Its lower edge.
        height: Its rows.
        width: Its columns.
    """
    found = _Found()
    exact_extract(
        _Squares(left, bottom, height, width),
        _Polygons(shapes),
        [_CELL, _FRACTION],
        max_cells_in_memory=height * width,
        output=found,
    )
    return Fractions(
        np.concatenate([np.empty(0, dtype=np.intp), *found.cells]),
        np.concatenate([np.empty(0), *found.fractions]),
        np.array([len(cells) for cells in found.cells], dtype=np.intp),
    )


_CELL, _FRACTION = "values", "coverage"


class _Polygon(Feature):  # type: ignore[misc] # the library has no types
    """A polygon as exactextract reads it."""

    def __init__(self, wkb: bytes) -> None:
        super().__init__()
        self._wkb = wkb

    def geometry(self) -> bytes:
        return self._wkb

    def fields(self) -> list[str]:
        return []


class _Polygons(FeatureSource):  # type: ignore[misc] # the library has no types
    """Polygons in their order."""

    def __init__(self, shapes: Shapes) -> None:
        super().__init__()
        self._wkb = shapely.to_wkb(shapes)

    def count(self) -> int:
        return len(self._wkb)

    def __iter__(self) -> Iterator[_Polygon]:
        return (_Polygon(wkb) for wkb in self._wkb)

    def srs_wkt(self) -> None:
        return None


class _Squares(RasterSource):  # type: ignore[misc] # the library has no types
    """A grid of unit squares, each of which holds its own place."""

    def __init__(self, left: int, bottom: int, height: int, width: int) -> None:
        super().__init__()
        self._extent = float(left), float(bottom), float(left + width), float(bottom + height)
        self._places = np.arange(height * width, dtype=np.int32).reshape(height, width)

    def res(self) -> tuple[float, float]:
        return 1.0, 1.0

    def extent(self) -> tuple[float, float, float, float]:
        return self._extent

    def nodata_value(self) -> None:
        return None

    def srs_wkt(self) -> None:
        return None

    def read_window(self, x0: int, y0: int, nx: int, ny: int) -> NDArray[np.int32]:
        return np.ascontiguousarray(self._places[y0 : y0 + ny, x0 : x0 + nx])


class _Answer(Feature):  # type: ignore[misc] # the library has no types
    """What exactextract says of one polygon."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, NDArray[np.generic]] = {}

    def set(self, name: str, value: NDArray[np.generic]) -> None:
        self.said[name] = value

    def set_geometry(self, _: object) -> None:
        return


class _Found(Writer):  # type: ignore[misc] # the library has no types
    """Keeps the cells of every polygon in order."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[Indices] = []
        self.fractions: list[Floats] = []

    def add_operation(self, _: object) -> None:
        return

    def write(self, feature: Feature) -> None:
        answer = _Answer()
        feature.copy_to(answer)
        self.cells.append(np.asarray(answer.said[_CELL], dtype=np.intp))
        self.fractions.append(np.asarray(answer.said[_FRACTION], dtype=np.float64))

    def features(self) -> None:
        return

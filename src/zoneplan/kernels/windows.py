"""How a raster of any size reaches a computation: window by window, never whole."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.float64]
Affine = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: the corner of a cell lies at ``x = a*column + b*row + c``, ``y = d*column + e*row + f``."""

WINDOW_CELLS = 1_000_000
"""So many cells are held at a time, whatever the raster's size: a few quantities of each take 8 MB apiece."""


class Window(NamedTuple):
    """A part of a raster, by its first row and column and its size."""

    row: int
    column: int
    height: int
    width: int


class WindowSource(Protocol):
    """A raster that is read a window at a time."""

    @property
    def shape(self) -> tuple[int, int]:
        """Its rows and columns."""

    @property
    def transform(self) -> Affine:
        """Where its cells lie in its coordinate system."""

    @property
    def crs(self) -> str:
        """The code of its coordinate system."""

    @property
    def nodata(self) -> float | None:
        """The value that stands for "no data" where the raster is stored, if there is one."""

    @property
    def row_areas_m2(self) -> NDArray[np.float64]:
        """The area of one cell of each row on the ground, shape ``(rows,)``."""

    def read(self, row: int, column: int, height: int, width: int) -> Cells:
        """Gives a window that lies within the raster, shape ``(height, width)``; cells without data are NaN."""


def windows(part: Window, side: int, cells: int = WINDOW_CELLS) -> Iterator[Window]:
    """Gives windows that make up a part of a raster, row by row.

    Args:
        part: The part.
        side: Windows begin at multiples of so many rows and columns from the part's first.
        cells: The most that a window has, unless a square of ``side`` has more.
    """
    width = min(part.width, max(cells // side // side, 1) * side)
    height = max(cells // max(width, 1) // side, 1) * side
    for row in range(0, part.height, height):
        for column in range(0, part.width, width):
            yield Window(
                part.row + row,
                part.column + column,
                min(height, part.height - row),
                min(width, part.width - column),
            )

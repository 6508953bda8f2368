"""A GeoTIFF as a window source: opened when first read, never held in memory whole."""

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zoneplan.errors import FileError
from zoneplan.geo.cells import row_areas_m2
from zoneplan.io.rasters.task import cells_of, opened, quiet
from zoneplan.plan.raster import Affine, Cells
from zoneplan.text import Text

_LOST = Text(
    "Không đọc được {path} nữa: {problem}. Chạy lại khi tệp không còn thay đổi.",
    "Could not go on reading {path}: {problem}. Run again when the file no longer changes.",
)
_CHANGED = Text("tệp đã thay đổi từ lúc được kiểm tra", "the file has changed since it was looked at")
Stamp = tuple[int, int]
"""Size and time of the last change, in nanoseconds."""

logging.getLogger("rasterio").addHandler(logging.NullHandler())


def stamp_of(path: Path) -> Stamp:
    """Gives what tells that a file has changed.

    Raises:
        OSError: It cannot be looked at.
    """
    state = path.stat()
    return state.st_size, state.st_mtime_ns


@dataclass(frozen=True)
class FileSource:
    """One band of a GeoTIFF that was tried out and found readable.

    Attributes:
        path: Where the file is.
        written: Its path as the configuration has it.
        stamp: What it was when it was tried out; a file that has changed is not read.
        shape: Its rows and columns.
        transform: Where its cells lie.
        crs: The code of its coordinate system.
        nodata: The stored number that stands for "no data".
        band: The band, from 1.
        scale: What one stored unit is worth.
        offset: What the stored 0 is worth.
    """

    path: Path
    written: str
    stamp: Stamp
    shape: tuple[int, int]
    transform: Affine
    crs: str
    nodata: float | None = None
    band: int = 1
    scale: float = 1.0
    offset: float = 0.0

    @cached_property
    def row_areas_m2(self) -> NDArray[np.float64]:
        """The area of one cell of each row on the ground, shape ``(rows,)``."""
        return row_areas_m2(self.crs, self.transform, self.shape)

    @cached_property
    def _dataset(self) -> Any:
        if stamp_of(self.path) != self.stamp:
            raise FileError(_LOST, path=self.written, problem=_CHANGED)
        return opened(str(self.path))

    def read(self, row: int, column: int, height: int, width: int) -> Cells:
        """Gives a window of values; cells without data are NaN.

        Raises:
            FileError: The file has changed or can no longer be read.
        """
        window = row, column, height, width
        try:
            with quiet():
                _, values = cells_of(self._dataset, self.band, window, self.nodata, self.scale, self.offset)
        except (OSError, ValueError) as error:
            raise FileError(_LOST, path=self.written, problem=str(error)) from error
        return np.asarray(values, dtype=np.float64)

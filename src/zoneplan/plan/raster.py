"""Rasters: what kinds there are, what their cells may hold, and how a measure reads them.

A raster reaches a measure as a window source: it is read a window at a time and never stands in memory whole.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.geo.cells import row_areas_m2
from zoneplan.geo.crs import reproject
from zoneplan.kernels.windows import Affine, Cells, WindowSource
from zoneplan.kernels.zonal import Stat, Zonal, zonal
from zoneplan.plan.period import Period
from zoneplan.text import Text

__all__ = [
    "BUILT_UP",
    "POPULATION",
    "RASTER_KINDS",
    "Affine",
    "ArraySource",
    "Cells",
    "Holds",
    "Raster",
    "RasterKind",
    "Stat",
    "WindowSource",
    "Zonal",
    "in_zones",
]

_LONGEST_M = 1_000.0
"""Edges are broken into pieces of this length before they are brought into a raster's system: over 1 km a straight
line of one grid strays less than a centimetre from that of another."""


class Holds(StrEnum):
    """What the value of a cell is."""

    AMOUNT = "amount"
    """So much lies in the cell: values are summed up, and a part of a cell holds a part of it."""
    SHARE = "share"
    """So large a part of the cell: values are averaged by area."""


@dataclass(frozen=True, slots=True)
class RasterKind:
    """A kind of raster, declared once for reading, checking, measuring and documenting.

    Attributes:
        id: Its name in zoneplan.toml.
        name: What people call it.
        about: What a cell holds.
        unit: The unit of a cell's value.
        holds: Whether that is an amount in the cell or a share of it.
        low: The least that a cell can hold.
        high: The most that a cell can hold.
        slack: Values beyond the ends by no more than this come of rounding and are taken for the ends.
    """

    id: str
    name: Text
    about: Text
    unit: str
    holds: Holds
    low: float
    high: float
    slack: float = 0.0

    def cleaned(self, values: Cells) -> Cells:
        """Gives values as they may be counted: what is beyond the ends is no data, a little beyond is the end."""
        with np.errstate(invalid="ignore"):
            fit = (values >= self.low - self.slack) & (values <= self.high + self.slack)
        return np.where(fit, np.clip(values, self.low, self.high), np.nan)


POPULATION = RasterKind(
    "population",
    Text("Dân số theo ô lưới", "Population grid"),
    Text("số người trong mỗi ô", "persons in each cell"),
    "persons",
    Holds.AMOUNT,
    0.0,
    10_000_000.0,
)
BUILT_UP = RasterKind(
    "builtup",
    Text("Đất xây dựng theo ô lưới", "Built-up grid"),
    Text("phần diện tích ô đã xây dựng, từ 0 đến 1", "the share of a cell that is built up, 0 to 1"),
    "ratio",
    Holds.SHARE,
    0.0,
    1.0,
    0.05,
)
RASTER_KINDS = {kind.id: kind for kind in (POPULATION, BUILT_UP)}
"""Every kind of raster by its id."""


@dataclass(frozen=True, eq=False)
class ArraySource:
    """A raster that stands in memory; two are the same only if they are one.

    Attributes:
        values: The cells, shape ``(rows, columns)``, of any numeric type.
        transform: Where they lie in the coordinate system.
        crs: The code of that system.
        nodata: The value that stands for "no data"; cells that are no finite number have none either.
    """

    values: NDArray[np.generic]
    transform: Affine
    crs: str
    nodata: float | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Its rows and columns."""
        rows, columns = self.values.shape
        return rows, columns

    @cached_property
    def row_areas_m2(self) -> NDArray[np.float64]:
        """The area of one cell of each row on the ground, shape ``(rows,)``."""
        return row_areas_m2(self.crs, self.transform, self.shape)

    def read(self, row: int, column: int, height: int, width: int) -> Cells:
        """Gives a window as numbers; cells without data are NaN."""
        window = self.values[row : row + height, column : column + width].astype(np.float64)
        lacking = ~np.isfinite(window)
        if self.nodata is not None:
            lacking |= window == self.nodata
        return np.where(lacking, np.nan, window)


@dataclass(frozen=True)
class _Cleaned:
    """A source whose values are those that its kind may hold."""

    inner: WindowSource
    kind: RasterKind

    @property
    def shape(self) -> tuple[int, int]:
        return self.inner.shape

    @property
    def transform(self) -> Affine:
        return self.inner.transform

    @property
    def crs(self) -> str:
        return self.inner.crs

    @property
    def nodata(self) -> float | None:
        return self.inner.nodata

    @property
    def row_areas_m2(self) -> NDArray[np.float64]:
        return self.inner.row_areas_m2

    def read(self, row: int, column: int, height: int, width: int) -> Cells:
        return self.kind.cleaned(self.inner.read(row, column, height, width))


@dataclass(frozen=True)
class Raster:
    """A raster of a plan.

    Attributes:
        id: Its name in zoneplan.toml.
        kind: What it is.
        name: What this one is called.
        as_of: The time it speaks of.
        source_ids: The sources it comes from, ids of sources.csv.
        source: Its cells. Whatever is given, they hold only what the kind allows: a negative number of persons
            is no data.
        path: Its file, relative to the plan's folder; empty where it comes from no file.
    """

    id: str
    kind: RasterKind
    name: Text
    as_of: Period
    source_ids: tuple[str, ...]
    source: WindowSource
    path: str = ""

    def __post_init__(self) -> None:
        """Puts the kind's limits before the cells."""
        if not isinstance(self.source, _Cleaned):
            object.__setattr__(self, "source", _Cleaned(self.source, self.kind))

    @property
    def crs(self) -> str:
        """The code of its coordinate system."""
        return self.source.crs

    @property
    def shape(self) -> tuple[int, int]:
        """Its rows and columns."""
        return self.source.shape

    @property
    def transform(self) -> Affine:
        """Where its cells lie in its coordinate system."""
        return self.source.transform

    @property
    def nodata(self) -> float | None:
        """The value that stands for "no data" in its file."""
        return self.source.nodata

    @cached_property
    def cell_m(self) -> float:
        """The side in metres of a square as large as its middle cell on the ground."""
        areas = self.source.row_areas_m2
        return float(np.sqrt(areas[len(areas) // 2]))

    def zones(self, shapes: NDArray[np.object_], crs: str) -> NDArray[np.object_]:
        """Gives polygons of a metric system in the raster's own, shape ``(n,)``.

        Raises:
            PlanInvalidError: There is no official transformation between the two.
        """
        given = np.asarray(shapes, dtype=object)
        if crs == self.crs:
            return given
        return reproject(np.asarray(shapely.segmentize(given, _LONGEST_M), dtype=object), crs, self.crs)


def in_zones(raster: Raster, shapes: NDArray[np.object_], crs: str, stat: Stat | None = None) -> Zonal:
    """Gives what a raster holds in polygons: of amounts the sum, of shares the mean, unless asked otherwise.

    Args:
        raster: The raster.
        shapes: Polygons in a metric system, shape ``(n,)``.
        crs: The code of that system, mostly the plan's.
        stat: What is asked; of amounts also the density around a unit.

    Raises:
        PlanInvalidError: There is no official transformation into the raster's system.
        ValueError: A shape is no polygon, or a share is to be summed up or an amount to be averaged.
    """
    amounts = raster.kind.holds is Holds.AMOUNT
    asked = stat or (Stat.SUM if amounts else Stat.MEAN)
    if amounts is (asked is Stat.MEAN):
        raise ValueError(f"{asked.value} of {raster.kind.id}")
    ends = raster.kind.low, raster.kind.high
    return zonal(raster.source, raster.zones(shapes, crs), raster.crs, asked, ends)

"""What a table of corners says, step by step: corners, rings, sites, shapes."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

from zoneplan.corners.numbers import Written
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Text

_OF_TABLE = Text("{line} của bảng “{table}”", "{line} of table “{table}”")
Order = Literal["xy", "yx"]
"""Which coordinate stands in the left column: ``xy`` northing (X) then easting (Y), ``yx`` the reverse."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file: the table and its line."""

    table: str
    line: int

    @property
    def told(self) -> Message | str:
        """The line as a message says it, with its table where a file has several."""
        if not self.table:
            return str(self.line)
        return Message.of(_OF_TABLE, line=str(self.line), table=self.table)


@dataclass(frozen=True, slots=True)
class GridWords:
    """What the text beside a table says about its grid; each part is unknown where it says nothing."""

    meridian: float | None = None
    width: int | None = None
    datum: Literal["VN-2000", "WGS 84", "HN-72"] | None = None

    def joined(self, other: "GridWords") -> "GridWords":
        """Gives what both say together; what was said last counts."""
        return GridWords(
            other.meridian or self.meridian, other.width or self.width, other.datum or self.datum
        )


NO_WORDS = GridWords()
"""A text that says nothing of a grid."""


@dataclass(frozen=True, slots=True)
class Area:
    """A declared area still as it is written, with how many hectares its unit holds."""

    number: Written
    ha_per_unit: float = 1.0


@dataclass(frozen=True, slots=True)
class RawCorner:
    """One corner: its label and its two coordinates in the order of their columns."""

    label: str
    first: Written
    second: Written
    place: Place


@dataclass(frozen=True, slots=True)
class RawRing:
    """Corners between one start of the numbering and the next."""

    corners: tuple[RawCorner, ...]
    title: str = ""
    is_cut_out: bool = False


@dataclass(frozen=True, slots=True)
class RawSite:
    """A site as the table gives it: what was said of it and its rings of corners."""

    name: str
    rings: tuple[RawRing, ...]
    area: Area | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything read from the tables of a file.

    Attributes:
        sites: The sites in their order.
        grid: What the text says about the grid.
        order: The order of the coordinate columns by their headings, unknown without headings.
        is_certain: Whether the headings leave no doubt (``Northing``, ``Vĩ độ``), unlike a bare X and Y.
        findings: What was wrong or doubtful in reading.
    """

    sites: tuple[RawSite, ...]
    grid: GridWords = NO_WORDS
    order: Order | None = None
    is_certain: bool = False
    findings: tuple[Finding, ...] = ()


NO_TABLES = Tables(())
"""A file from which nothing was read."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site with a shape in the numbers of its table, first coordinate column as x.

    Attributes:
        name: Its name, empty where the table gives none.
        shape: A polygon or several; nothing where the corners make none.
        corners: How many corners were read, closing corners left out.
        rings: How many outer rings and holes.
        closing: How many rings repeated their first corner at the end; the others were closed here.
        declared_ha: The declared area.
        words: Everything the table says of the site beside its corners.
    """

    name: str
    shape: BaseGeometry | None
    corners: int
    rings: tuple[int, int]
    closing: int
    declared_ha: float | None
    words: tuple[str, ...] = ()

"""Which columns of a table hold the coordinates, and what stands beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from zoneplan.corners.headings import Heading, Role, heading
from zoneplan.corners.numbers import Written, exact, tidy, written
from zoneplan.corners.sites import Order
from zoneplan.plan.cells import Cell, Row

_METRES = (100_000.0, 3_000_000.0)
_LATITUDES = (8.0, 24.0)
_LONGITUDES = (101.0, 119.0)
_PAIR = 2
_SMALL = 30


@dataclass(frozen=True, slots=True)
class Block:
    """One set of coordinate columns; a table continued side by side has several."""

    first: int
    second: int
    label: int | None
    start: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table; ``order`` is unknown where no heading names the axes."""

    blocks: tuple[Block, ...]
    order: Order | None
    is_certain: bool
    sides: Mapping[Role, int]
    area_ha: float = 1.0
    width: int | None = None

    def block_of(self, column: int) -> int:
        """Gives the block that a column stands in."""
        return max((i for i, b in enumerate(self.blocks) if b.start <= column), default=0)


def number_of(cell: Cell) -> Written | None:
    """Gives the number in a cell: as the file keeps it, else as its text writes it."""
    return exact(cell.number, cell.text) if cell.number is not None else written(cell.text)


def is_coordinate(cell: Cell) -> bool:
    """Tells whether a cell could hold a coordinate of a place in Việt Nam under some reading."""
    number = number_of(cell)
    return number is not None and any(is_plausible(value) for value in number.values.values())


def is_plausible(value: float) -> bool:
    """Tells whether a number could be a coordinate in Việt Nam, in metres of a grid or in degrees."""
    whole = value.is_integer()
    return any(
        low <= value <= high and not (whole and degrees)
        for (low, high), degrees in ((_METRES, False), (_LATITUDES, True), (_LONGITUDES, True))
    )


def headings_of(row: Row) -> dict[int, Heading]:
    """Gives the headings in a row by column; a merged heading stands over each of its columns."""
    found = {column: heading(cell.text) for column, cell in enumerate(row.cells) if cell.text}
    return {column: head for column, head in found.items() if head is not None}


def from_headings(headings: Mapping[int, Heading], width: int) -> Layout | None:
    """Gives the layout that headings describe, or nothing when they do not name both axes."""
    axes = [(c, headings[c]) for c in sorted(headings) if headings[c].role in {Role.NORTH, Role.EAST}]
    pairs = list(zip(axes[::2], axes[1::2], strict=False))
    if not pairs or len(axes) % _PAIR or any(a[1].role is b[1].role for a, b in pairs):
        return None
    blocks, start = [], 0
    for (first, _), (second, _) in pairs:
        blocks.append(Block(first, second, _label(headings, start, first), start))
        start = second + 1
    head = pairs[0][0][1]
    area = next((c for c in headings if headings[c].role is Role.AREA), None)
    sides: dict[Role, int] = {
        role: column
        for role in (Role.NAME, Role.AREA, Role.COMMUNE)
        for column in sorted(headings, reverse=True)
        if headings[column].role is role
    }
    return Layout(
        tuple(blocks),
        "xy" if head.role is Role.NORTH else "yx",
        all(h.is_certain for _, h in axes),
        sides,
        headings[area].ha if area is not None else 1.0,
        width,
    )


def _label(headings: Mapping[int, Heading], start: int, first: int) -> int | None:
    """Gives the column of the corners' labels: one headed as such, else the running number."""
    for role in (Role.POINT, Role.COUNT):
        for column in range(first - 1, start - 1, -1):
            if column in headings and headings[column].role is role:
                return column
    return first - 1 if first > start and first - 1 not in headings else None


def from_numbers(row: Row) -> Layout | None:
    """Gives the layout of a table without headings from its first row of coordinates."""
    columns = [c for c, cell in enumerate(row.cells) if is_coordinate(cell)]
    pairs = list(zip(columns[::2], columns[1::2], strict=False))
    if not pairs or len(columns) % _PAIR or any(b != a + 1 for a, b in pairs):
        return None
    blocks, start = [], 0
    for first, second in pairs:
        blocks.append(Block(first, second, first - 1 if first > start else None, start))
        start = second + 1
    return Layout(tuple(blocks), None, is_certain=False, sides={}, width=len(row.cells))


def is_column_count(row: Row) -> bool:
    """Tells whether a row only counts the columns, ``(1) (2) (3)``, as printed under many headings."""
    texts = [tidy(cell.text).strip("()[] ") for _, cell in row.shown()]
    if len(texts) < _PAIR or not all(t.isdigit() and int(t) <= _SMALL for t in texts[1:]):
        return False
    numbers = [int(t) for t in texts if t.isdigit()]
    return all(b == a + 1 for a, b in pairwise(numbers))

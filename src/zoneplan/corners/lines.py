"""From cells to lines: corners, words between them, blank rows, in the order in which they were meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zoneplan.corners.headings import Heading, Role, bare
from zoneplan.corners.layout import (
    Block,
    Layout,
    from_headings,
    from_numbers,
    headings_of,
    is_column_count,
    is_coordinate,
    number_of,
)
from zoneplan.corners.numbers import tidy
from zoneplan.corners.rules import CORNER_UNREAD, ROW_WIDE
from zoneplan.corners.sites import NO_WORDS, GridWords, Order, Place, RawCorner
from zoneplan.corners.titles import Sense, Title, grid_words, read_title
from zoneplan.plan.cells import Cell, Row, Sheet
from zoneplan.plan.finding import Finding

_WORD = re.compile(r"[^\W\d_]{3,}")
_LABEL = re.compile(r"^(?P<prefix>\D*?)[-. ]?(?P<number>\d{1,6})(?P<suffix>\D*)$")
_PAIR = 2
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner with what stands beside it in its row."""

    raw: RawCorner
    name: str = ""
    area: str = ""
    commune: str = ""
    area_ha: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words between corners."""

    title: Title
    place: Place


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty row."""


Line = Corner | Words | Gap


@dataclass
class Read:
    """All lines of a file's tables, with what the headings and the words say of the grid."""

    lines: list[Line]
    findings: list[Finding]
    grid: GridWords = NO_WORDS
    order: Order | None = None
    is_certain: bool = False


def label_parts(label: str) -> tuple[str, int] | None:
    """Gives prefix and number of a corner's label: ``M12`` is ``("m", 12)``; nothing without a number."""
    match = _LABEL.match(tidy(label).strip(" .:()"))
    return (
        (match["prefix"].strip(" -.").lower() + match["suffix"].lower(), int(match["number"]))
        if match
        else None
    )


def read_lines(sheets: Sequence[Sheet]) -> Read:
    """Gives the lines of all tables of a file."""
    reader = _RowReader()
    several = sum(not sheet.is_text for sheet in sheets) > 1
    for sheet in sheets:
        reader.sheet(sheet, sheet.name if several or sheet.is_text else "")
    reader.close()
    return reader.read


class _RowReader:
    """Goes through the rows with the present layout, heading words and open segment at hand."""

    def __init__(self) -> None:
        self.read = Read([], [])
        self.layout: Layout | None = None
        self.upper: dict[int, Heading] = {}
        self.words: list[tuple[int, Words]] = []
        self.segment: list[list[Corner]] = []
        self.table = ""
        self.after_heading = False
        self.beside: dict[int, list[Words]] = {}

    def sheet(self, sheet: Sheet, name: str) -> None:
        """Reads one table, or the text between tables."""
        self.table = name
        if sheet.is_text:
            self._text(sheet)
            return
        self._end_segment()
        self.upper = {}
        if self.layout is not None and self.layout.width != _width(sheet):
            self.layout = None
        for row in sheet.rows:
            self._row(row)

    def close(self) -> None:
        """Ends the last segment."""
        self._end_segment()
        self._say_all()

    def _text(self, sheet: Sheet) -> None:
        self._end_segment()
        for row in sheet.rows:
            for _, cell in row.shown():
                title = self._title(cell.text)
                last = row is sheet.rows[-1] and len(title.text) <= _SHORT
                if title.sense is Sense.NAME and not last:
                    title = replace(title, sense=Sense.DETAIL)
                self.words.append((0, Words(title, Place(self.table, row.line))))

    def _title(self, text: str) -> Title:
        title = read_title(text)
        self.read.grid = self.read.grid.joined(title.grid)
        return title

    def _row(self, row: Row) -> None:
        shown = list(row.shown())
        if not shown:
            self._gap()
        elif self._holds_corners(row):
            self._corners(row)
        elif not self._heads(row, shown):
            self._between(row, shown)

    def _gap(self) -> None:
        self._end_segment()
        self._say_all()
        self.read.lines.append(Gap())

    def _holds_corners(self, row: Row) -> bool:
        """Tells whether a row holds corners; the first such row of a table without headings sets its layout."""
        if self.after_heading and is_column_count(row):
            return False
        if self.layout is None:
            if sum(is_coordinate(cell) for cell in row.cells) < _PAIR:
                return False
            self.layout = from_numbers(row)
        if self.layout is None:
            return False
        cells = [(_cell(row, b.first), _cell(row, b.second)) for b in self.layout.blocks]
        if any(number_of(a) and number_of(b) for a, b in cells):
            return True
        worded = any(_WORD.search(cell.text) for _, cell in row.shown())
        return not worded and any(number_of(c) for pair in cells for c in pair)

    def _heads(self, row: Row, shown: list[tuple[int, Cell]]) -> bool:
        """Takes a row of headings, whole or the upper one of two; tells whether it was one."""
        if self.after_heading and (is_column_count(row) or all(len(bare(c.text)) <= 1 for _, c in shown)):
            return True
        found = headings_of(row)
        layout = from_headings(self.upper | found, len(row.cells))
        if layout is not None and {h.role for h in found.values()} & {Role.NORTH, Role.EAST}:
            self._end_segment()
            self._set(layout)
            for _, cell in shown:
                self.read.grid = self.read.grid.joined(grid_words(cell.text))
            return True
        first_of_two = {Role.POINT, Role.COUNT, Role.SHARED} & {h.role for h in found.values()}
        if first_of_two and len(shown) >= _PAIR and all(c in found for c, _ in shown):
            self._end_segment()
            self.upper = found
            for _, cell in shown:
                self.read.grid = self.read.grid.joined(grid_words(cell.text))
            return True
        return False

    def _set(self, layout: Layout) -> None:
        self.layout, self.upper, self.after_heading = layout, {}, True
        if self.read.order is None:
            self.read.order, self.read.is_certain = layout.order, layout.is_certain

    def _between(self, row: Row, shown: list[tuple[int, Cell]]) -> None:
        if (
            self.layout is not None
            and all(not _WORD.search(c.text) for _, c in shown)
            and self._is_side(shown)
        ):
            return
        self._end_segment()
        place = Place(self.table, row.line)
        titles = [(column, self._title(cell.text)) for column, cell in shown]
        if len(titles) > 1 and sum(t.sense is Sense.SITE for _, t in titles) < len(titles):
            joined = " ".join(c.text if c.text.rstrip().endswith(":") else f"{c.text}:" for _, c in shown)
            titles = [(0, self._title(joined.rstrip(":")))]
        self.words += [(column, Words(title, place)) for column, title in titles]

    def _is_side(self, shown: list[tuple[int, Cell]]) -> bool:
        """Tells whether what is shown stands beside the coordinates only, such as the length of an edge."""
        blocks = self.layout.blocks if self.layout else ()
        taken = {c for b in blocks for c in (b.first, b.second, b.label)}
        return all(column not in taken for column, _ in shown)

    def _corners(self, row: Row) -> None:
        layout = self.layout
        if layout is None:
            return
        if not self.segment:
            self._say_for(layout)
            self.segment = [[] for _ in layout.blocks]
        self.after_heading = False
        place = Place(self.table, row.line)
        too_wide = layout.width is not None and any(c >= layout.width for c, _ in row.shown())
        if too_wide and not any(f.rule is ROW_WIDE for f in self.read.findings):
            self.read.findings.append(ROW_WIDE.found(line=place.told, expected=layout.width))
        for number, block in enumerate(layout.blocks):
            corner = self._corner(row, block, place)
            if corner is not None:
                self.segment[number].append(_beside(corner, row, layout, number))

    def _corner(self, row: Row, block: Block, place: Place) -> RawCorner | None:
        cells = (_cell(row, block.first), _cell(row, block.second))
        if not any(cell.text for cell in cells):
            return None
        first, second = (number_of(cell) for cell in cells)
        if first is None or second is None:
            text = cells[0].text if first is None else cells[1].text
            self.read.findings.append(CORNER_UNREAD.found(line=place.told, text=tidy(text)[:40] or "∅"))
            return None
        label = tidy(_cell(row, block.label).text) if block.label is not None else ""
        return RawCorner(label, first, second, place)

    def _say_for(self, layout: Layout) -> None:
        """Passes on the words above a block; titles side by side wait for the corners below each."""
        columns = {layout.block_of(column) for column, words in self.words if words.title.sense is Sense.SITE}
        if len(columns) < _PAIR:
            self._say_all()
            return
        for column, words in self.words:
            self.beside.setdefault(layout.block_of(column), []).append(words)
        self.words = []

    def _say_all(self) -> None:
        self.read.lines += [words for _, words in self.words]
        self.words = []

    def _end_segment(self) -> None:
        if not self.segment:
            return
        beside = self.beside
        if beside or len(self.segment) == 1:
            for number, corners in enumerate(self.segment):
                self.read.lines += [*beside.get(number, ()), *corners]
        else:
            self.read.lines += in_sequence(self.segment)
        self.segment, self.beside = [], {}


def _cell(row: Row, column: int | None) -> Cell:
    return row.cells[column] if column is not None and column < len(row.cells) else Cell()


def _width(sheet: Sheet) -> int:
    return max((len(row.cells) for row in sheet.rows), default=0)


def _beside(raw: RawCorner, row: Row, layout: Layout, number: int) -> Corner:
    """Gives a corner with the name, area and commune of its row, where they stand in its block."""
    said = {
        role: tidy(_cell(row, column).text)
        for role, column in layout.sides.items()
        if layout.block_of(column) == number or len(layout.blocks) == 1
    }
    return Corner(
        raw, said.get(Role.NAME, ""), said.get(Role.AREA, ""), said.get(Role.COMMUNE, ""), layout.area_ha
    )


def in_sequence(blocks: list[list[Corner]]) -> list[Corner]:
    """Gives the corners of blocks printed side by side in their order.

    Where all labels are numbers of one series and none comes twice, a closing corner apart, the numbers
    say the order; otherwise each block is read down before the next.
    """
    down = [corner for block in blocks for corner in block]
    parts = [label_parts(corner.raw.label) for corner in down]
    if len(down) < _PAIR or not all(parts):
        return down
    keys = [part for part in parts if part is not None]
    closing = keys[-1] == keys[0]
    body = keys[:-1] if closing else keys
    if len({prefix for prefix, _ in body}) > 1 or len(set(body)) < len(body):
        return down
    ordered = sorted(range(len(body)), key=lambda i: body[i][1])
    return [down[i] for i in ordered] + ([down[-1]] if closing else [])

"""Tables of corners the way decisions print them, written in every form and file format for tests.

A table is a list of rows of texts; a ``Merge`` is a range of cells that shows what its first cell holds.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import docx
import shapely
import xlsxwriter
from pyproj import Transformer

Pair = tuple[float, float]
Number = Callable[[float], str]


class Merge(NamedTuple):
    """A merged range: first row and column, last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Table:
    """Rows of texts and the ranges of them that are merged."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """Adds a row."""
        self.rows.append(list(cells))

    def title(self, text: str, width: int) -> None:
        """Adds a row of one merged cell."""
        self.merges.append(Merge(len(self.rows), 0, len(self.rows), width - 1))
        self.rows.append([text] + [""] * (width - 1))


@dataclass(frozen=True)
class Place:
    """A site to be written: a name, a declared area, a commune, and rings of longitude and latitude."""

    name: str
    area_ha: float
    commune: str
    rings: tuple[tuple[Pair, ...], ...]

    @property
    def polygon(self) -> shapely.Polygon | shapely.MultiPolygon:
        """Its shape in degrees: rings inside the first are holes, the others parts."""
        shells = [shapely.Polygon(ring) for ring in self.rings]
        holes = [s for s in shells[1:] if shells[0].contains(s)]
        parts = [s for s in shells[1:] if not shells[0].contains(s)]
        whole = shapely.Polygon(shells[0].exterior, [h.exterior for h in holes])
        return shapely.MultiPolygon([whole, *parts]) if parts else whole


def place(name: str, area_ha: float, commune: str, lon: float, lat: float, *offsets: Sequence[Pair]) -> Place:
    """Gives a site whose rings stand at offsets in degrees from a point."""
    rings = tuple(tuple((lon + x, lat + y) for x, y in ring) for ring in offsets)
    return Place(name, area_ha, commune, rings)


OUTLINE = ((0.0, 0.0), (0.0101, 0.0007), (0.0121, 0.0083), (0.0061, 0.0123), (-0.0013, 0.0071))
HOLE = ((0.004, 0.004), (0.006, 0.0043), (0.005, 0.0062))
PART = ((0.021, 0.001), (0.0273, 0.0023), (0.0247, 0.0091))
SQUARE = ((0.003, -0.018), (0.0111, -0.0173), (0.0097, -0.0091), (0.0029, -0.0104))


class Grid:
    """A grid by its code, projected by pyproj alone."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._forward = Transformer.from_crs(
            "OGC:CRS84", code, always_xy=True, only_best=True, allow_ballpark=False
        )

    def east_north(self, lon: float, lat: float) -> Pair:
        """Gives easting and northing."""
        east, north = self._forward.transform(lon, lat)
        return float(east), float(north)

    def shape(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """Gives a shape in degrees in this grid."""
        return shapely.transform(geometry, lambda xy: [self.east_north(*pair) for pair in xy])


def vietnamese(value: float) -> str:
    """2.478.419,000."""
    return f"{value:,.3f}".translate(str.maketrans(",.", ".,"))


def english(value: float) -> str:
    """2,478,419.000."""
    return f"{value:,.3f}"


def plain(value: float) -> str:
    """2478419.000."""
    return f"{value:.3f}"


def comma(value: float) -> str:
    """2478419,000."""
    return f"{value:.3f}".replace(".", ",")


def spaced(value: float) -> str:
    """2 478 419,000."""
    return f"{value:,.3f}".replace(",", " ").replace(".", ",")


NUMBERS: dict[str, Number] = {
    "vietnamese": vietnamese,
    "english": english,
    "plain": plain,
    "comma": comma,
    "spaced": spaced,
}


def corners(ring: Sequence[Pair], grid: Grid, number: Number, *, closed: bool) -> list[tuple[str, str, str]]:
    """Gives label, northing and easting of each corner, the first again at the end of a closed ring."""
    found = []
    for label, (lon, lat) in enumerate([*ring, *ring[:1]] if closed else ring, start=1):
        east, north = grid.east_north(lon, lat)
        found.append((str((label - 1) % len(ring) + 1), number(north), number(east)))
    return found


def titled(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """Title rows with names and areas, one heading for all, closing corners repeated."""
    table = Table()
    table.add("STT", "X(m)", "Y(m)")
    for site in places:
        area = f"{site.area_ha:.1f}".replace(".", ",")
        table.title(f"{site.name}, {site.commune}: {area} ha", 3)
        for ring_number, ring in enumerate(site.rings, start=1):
            if ring_number > 1:
                table.title(f"Vùng {ring_number}", 3)
            for row in corners(ring, grid, number, closed=True):
                table.add(*row)
    table.title("Ghi chú: tọa độ theo hồ sơ trích đo.", 3)
    return table


def columned(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """Names, areas and communes in merged cells beside the corners; a heading of two rows; counted columns."""
    table = Table()
    table.add("TT", "Tên khu", "Xã, phường", "Diện tích (ha)", "Số hiệu điểm", "Tọa độ VN-2000", "")
    table.add("", "", "", "", "", "X (m)", "Y (m)")
    table.merges += [Merge(0, column, 1, column) for column in range(5)] + [Merge(0, 5, 0, 6)]
    table.add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)")
    for count, site in enumerate(places, start=1):
        start = len(table.rows)
        for ring in site.rings:
            for label, north, east in corners(ring, grid, number, closed=True):
                head = [str(count), site.name, site.commune, f"{site.area_ha:.1f}".replace(".", ",")]
                first = len(table.rows) == start
                table.add(*(head if first else [""] * 4), f"M{label}", north, east)
        table.merges += [Merge(start, column, len(table.rows) - 1, column) for column in range(4)]
    return table


def restarted(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """No closing corners: a new ring only shows in its numbering; the area stands in a row of its own."""
    table = Table()
    for site in places:
        table.title(site.name, 3)
        table.title(f"Địa điểm: {site.commune}", 3)
        table.title(f"Diện tích: {site.area_ha:.1f} ha".replace(".", ","), 3)
        table.add("Tên điểm", "Tọa độ X", "Tọa độ Y")
        for ring in site.rings:
            for row in corners(ring, grid, number, closed=False):
                table.add(*row)
    return table


def blank_rows(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """Corners without numbers: rings are set apart by empty rows."""
    table = Table()
    for site in places:
        table.title(f"{site.name}, {site.commune}", 2)
        table.add("X (Bắc)", "Y (Đông)")
        for ring in site.rings:
            for _, north, east in corners(ring, grid, number, closed=False):
                table.add(north, east)
            table.add("", "")
    return table


def side_by_side(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """Each outline continued in a second block of columns on the right."""
    table = Table()
    for site in places:
        for ring_number, ring in enumerate(site.rings, start=1):
            title = f"{site.name}, {site.commune}" if ring_number == 1 else f"Thửa {ring_number}"
            table.title(title, 6)
            table.add("STT", "X(m)", "Y(m)", "STT", "X(m)", "Y(m)")
            rows = corners(ring, grid, number, closed=True)
            half = (len(rows) + 1) // 2
            for i in range(half):
                right = rows[half + i] if half + i < len(rows) else ("", "", "")
                table.add(*rows[i], *right)
    return table


def paged(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """A page break after every third row: the heading again, a page number, an empty row."""
    table = Table()
    for site in places:
        table.title(f"{site.name}, {site.commune} ({site.area_ha:.1f} ha)", 4)
        table.add("Điểm", "X", "Y", "Cạnh (m)")
        for ring_number, ring in enumerate(site.rings, start=1):
            if ring_number > 1:
                table.title(f"Lô {ring_number}", 4)
            for i, row in enumerate(corners(ring, grid, number, closed=True)):
                if i and i % 3 == 0:
                    table.add("", "", "", "")
                    table.title("Trang 2", 4)
                    table.title(f"{site.name} (tiếp theo)", 4)
                    table.add("Điểm", "X", "Y", "Cạnh (m)")
                table.add(*row, "12,34")
    return table


def headless(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """No heading at all."""
    table = Table()
    for site in places:
        table.title(f"{site.name}, {site.commune}", 3)
        for ring_number, ring in enumerate(site.rings, start=1):
            if ring_number > 1:
                table.title(f"Vùng {ring_number}", 3)
            for row in corners(ring, grid, number, closed=False):
                table.add(*row)
    return table


def east_first(places: Sequence[Place], grid: Grid, number: Number) -> Table:
    """Easting in the left column, headed in English."""
    table = Table()
    table.add("No.", "E (m)", "N (m)")
    for site in places:
        table.title(f"{site.name}, {site.commune}", 3)
        for ring_number, ring in enumerate(site.rings, start=1):
            if ring_number > 1:
                table.title(f"Vùng {ring_number}", 3)
            for label, north, east in corners(ring, grid, number, closed=True):
                table.add(label, east, north)
    return table


FORMS: dict[str, Callable[[Sequence[Place], Grid, Number], Table]] = {
    "titled": titled,
    "columned": columned,
    "restarted": restarted,
    "blank_rows": blank_rows,
    "side_by_side": side_by_side,
    "paged": paged,
    "headless": headless,
    "east_first": east_first,
}


def as_csv(table: Table) -> bytes:
    """Gives a table as CSV with semicolons, as a Vietnamese Excel saves it."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(table.rows)
    return stream.getvalue().encode("utf-8-sig")


def as_tabs(table: Table) -> bytes:
    """Gives a table as text pasted from Word."""
    return "\n".join("\t".join(row).rstrip("\t") for row in table.rows).encode()


def as_text(table: Table) -> bytes:
    """Gives a table as text pasted from a PDF, cells set apart by single spaces; merged names stand above."""
    return "\n".join(" ".join(cell for cell in row if cell) for row in table.rows).encode()


def write_xlsx(table: Table, path: Path, *, numeric: Number | None = None) -> None:
    """Writes a workbook with its merged ranges; numbers written by ``numeric`` become numbers."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Bảng tọa độ")
        covered = {
            (r, c)
            for m in table.merges
            for r in range(m.top, m.bottom + 1)
            for c in range(m.left, m.right + 1)
        }
        for m in table.merges:
            if (m.top, m.left) != (m.bottom, m.right):
                sheet.merge_range(*m, table.rows[m.top][m.left])
        for r, row in enumerate(table.rows):
            for c, text in enumerate(row):
                if (r, c) in covered or not text:
                    continue
                if numeric is plain and "." in text and text.replace(".", "").isdigit():
                    sheet.write_number(r, c, float(text))
                else:
                    sheet.write_string(r, c, text)


def write_docx(table: Table, path: Path, before: Sequence[str] = ()) -> None:
    """Writes a Word document with the table, its merged cells and paragraphs before it."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    width = max(len(row) for row in table.rows)
    grid = document.add_table(rows=len(table.rows), cols=width)
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row):
            if text:
                grid.cell(r, c).text = text
    for m in table.merges:
        grid.cell(m.top, m.left).merge(grid.cell(m.bottom, m.right))
    document.save(str(path))

"""How the cells of the workbook look: number formats, colours, lines; each format is made once."""

from typing import Any

from zoneplan.publish.reports.model import Cell

FONT = "Arial"
INK = "#26221c"
GREY = "#6b665c"
LINE = "#d8d2c4"
ACCENTS = {
    "neutral": "#3d3a34",
    "existing": "#9c3428",
    "planned": "#1f5a9e",
    "hydropower": "#0b6b66",
    "relocation": "#84590a",
    "people": "#55595e",
    "warning": "#84590a",
}
_HEADS = {
    "neutral": "#ece8de",
    "existing": "#f3dfda",
    "planned": "#dde8f4",
    "hydropower": "#d8ebe9",
    "relocation": "#f4e8cf",
    "people": "#e6e7e8",
    "warning": "#f4e8cf",
}
_TONES = {
    "existing": "#9c3428",
    "planned": "#1f5a9e",
    "hydropower": "#0b6b66",
    "muted": GREY,
    "error": "#a3271b",
    "warning": "#84590a",
    "note": "#1f5a9e",
}
_FILLS = {"error": "#f8dcd8", "warning": "#f9ecd0", "note": "#e3edf7"}
_VERDICTS = {
    "met": ("#17613a", "#ddefe2"),
    "not_met": ("#a3271b", "#f8dcd8"),
    "uncertain": ("#84590a", "#f9ecd0"),
}
_PLACES, _POWERS = 7, "0.0E+00"
"""A number that needs more decimals than this has the form of a power of ten, as in print."""
_READABLE = 1e15
"""So has one that is larger: a spreadsheet keeps fifteen digits."""
_STYLES: dict[str, dict[str, object]] = {
    "": {},
    "total": {"bold": True, "bg_color": "#f5f2ea", "top": 1, "top_color": "#a39c8c"},
    "part": {"italic": True, "font_color": GREY},
    "heading": {"bold": True},
}


def number_format(cell: Cell) -> str:
    """Gives the number format of a cell: bound, decimals and verdict stay with the number, a bound before its sign.

    Such a format is the same in every language; the reader's own settings choose the separators.
    """
    decimals = "." + "0" * cell.decimals if cell.decimals else ""
    whole = "#,##0" if cell.grouped else "0"
    readable = cell.decimals <= _PLACES and abs(cell.number or 0.0) < _READABLE
    digits = whole + decimals if readable else _POWERS
    before = f'"{cell.bound}"' if cell.bound else ""
    after = f'" {cell.mark}"' if cell.mark else ""
    if before and round(cell.number or 0.0, cell.decimals) < 0:
        return f"{before}{digits}{after};{before}-{digits}{after}"
    return before + digits + after


class Formats:
    """The formats of one workbook, each added once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}
        self._cells: dict[tuple[str, str, str, str, str | None, bool], Any] = {}

    def of(self, **properties: object) -> Any:
        """Gives the format with these properties on top of the common ones."""
        wanted = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def title(self, accent: str) -> Any:
        """Gives the format of a sheet's title."""
        return self.of(bold=True, font_size=15, font_color=ACCENTS[accent])

    def caption(self, accent: str) -> Any:
        """Gives the format of a table's title."""
        return self.of(bold=True, font_size=12, font_color=ACCENTS[accent], valign="bottom")

    def line(self) -> Any:
        """Gives the format of a line of text that may run over several rows."""
        return self.of(font_color=GREY, font_size=9, text_wrap=True)

    def disclaimer(self) -> Any:
        """Gives the format of the words that say what the report is not."""
        return self.of(italic=True, font_color=_TONES["error"])

    def head(self, accent: str, *, numeric: bool) -> Any:
        """Gives the format of a column's heading."""
        return self.of(
            bold=True,
            font_size=9,
            text_wrap=True,
            align="right" if numeric else "left",
            indent=1,
            bg_color=_HEADS[accent],
            font_color=ACCENTS[accent],
            bottom=2,
            bottom_color=ACCENTS[accent],
        )

    def cell(self, cell: Cell, style: str, accent: str, *, numeric: bool) -> Any:
        """Gives the format of a cell in a row of some style."""
        shown = None if cell.number is None else number_format(cell)
        key = (cell.tone, cell.verdict, style, accent, shown, numeric)
        if key not in self._cells:
            self._cells[key] = self._cell(cell, style, accent, numeric=numeric)
        return self._cells[key]

    def _cell(self, cell: Cell, style: str, accent: str, *, numeric: bool) -> Any:
        look: dict[str, object] = {"bottom": 1, "bottom_color": LINE, **_STYLES[style]}
        if style == "heading":
            look |= {"font_color": ACCENTS[accent]}
        if cell.tone:
            look["font_color"] = _TONES[cell.tone]
        if cell.tone in _FILLS:
            look |= {"bg_color": _FILLS[cell.tone], "bold": True}
        if cell.verdict:
            colour, fill = _VERDICTS[cell.verdict]
            look |= {"font_color": colour, "bg_color": fill}
        if cell.number is not None:
            return self.of(**look, align="right", indent=1, num_format=number_format(cell))
        if numeric:
            return self.of(**look, align="right", indent=1)
        return self.of(**look, indent=1, text_wrap=style != "heading")

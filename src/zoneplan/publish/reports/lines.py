"""How many lines a text takes in a cell: the widths of Arial, in which the workbook is written.

A spreadsheet program does not fit the rows of a file that it opens, so their heights are worked out here.
"""

import unicodedata
from functools import lru_cache

_ADVANCES = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""Widths in thousandths of the size, from the metrics of Arial (the same as those of Helvetica and Liberation Sans)."""
_WIDTHS = {char: width for width, chars in _ADVANCES.items() for char in chars} | {"đ": 556, "Đ": 722}
_OTHER, _WIDE, _NONE = 600, 1000, 0
_BOLD = 1.08
"""How much wider bold letters are."""
_UNIT, _PADDING = 5.25, 3.75
"""A column of width *n* is ``n * 5.25 + 3.75`` points wide; the second part is the blank beside the text."""


def points(width: float) -> float:
    """Gives how many points a column of a width in characters is wide."""
    return width * _UNIT + _PADDING


@lru_cache(maxsize=4096)
def _advance(char: str) -> int:
    plain = unicodedata.normalize("NFD", char)[0]
    if unicodedata.combining(plain):
        return _NONE
    return _WIDTHS.get(plain, _WIDE if unicodedata.east_asian_width(plain) in "WF" else _OTHER)


def _length(text: str, size: float) -> float:
    return sum(map(_advance, text)) * size / 1000


def width_of(text: str, size: float = 10, *, bold: bool = False) -> float:
    """Gives how wide a column must be, in characters, for the longest line of a text."""
    wide = size * (_BOLD if bold else 1)
    return max(_length(line, wide) for line in text.split("\n")) / _UNIT


def lines_of(text: str, width: float, size: float = 10, *, bold: bool = False, indent: float = 0) -> int:
    """Gives how many lines a text takes that is wrapped in a column.

    Args:
        text: The text; a line of its own begins after every line end.
        width: The width of the column in characters, as a spreadsheet counts it.
        size: The size of the letters in points.
        bold: Whether they are bold.
        indent: By how many points the text is indented.
    """
    room, wide = width * _UNIT - indent, size * (_BOLD if bold else 1)
    return sum(_wrapped(part, max(room, size), wide) for part in text.split("\n"))


def _wrapped(text: str, room: float, size: float) -> int:
    """Gives the lines of a text without line ends: words go on the next line, those too long for one are broken."""
    if _length(text, size) <= room:
        return 1
    lines, used, blank = 1, 0.0, _length(" ", size)
    for word in text.split(" "):
        length = _length(word, size)
        if used and used + blank + length > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += blank
        used += length
        lines += int(used // room)
        used %= room
    return lines

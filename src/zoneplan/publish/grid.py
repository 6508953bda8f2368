"""Columns of plain text for a terminal: as wide as it is, whatever the words are."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, zip_longest

from rich.cells import cell_len, set_cell_size

from zoneplan.text.message import printable

_GAP = 2
_LEAST = 12
"""What is left of a column of words, however narrow the terminal."""
_HEADING_LINES = 3
_SHORT_HEADING = 10
_FIRST, _MOST_KEYS = 8, 3
"""Among how many first columns those are sought that tell rows apart, and how many of them are repeated."""
_WIDEST_WORDS = 48


@dataclass(frozen=True, slots=True)
class Track:
    """A column.

    Attributes:
        heading: What stands above it; broken into lines where it is longer than what stands below.
        numeric: Whether it stands on the right; otherwise it holds words.
        cut: Whether words that do not fit are shortened with … instead of broken into lines; a last part in
            brackets, such as a unit, stays.
        gap: Blanks before it.
        drop: Columns of the highest number are left out first where not all fit; those of 0 never.
        least: How narrow it may become.
    """

    heading: str = ""
    numeric: bool = False
    cut: bool = False
    gap: int = _GAP
    drop: int = 0
    least: int = _LEAST


Line = tuple[str, ...] | str
"""The cells of a row, or words that stand across all columns."""


def shortened(text: str, width: int) -> str:
    """Gives a text of at most so many columns, its end replaced by … where it is longer."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def folded(text: str, width: int, indent: str = "", hang: int = 2) -> Iterator[str]:
    """Gives words broken into lines for a terminal.

    Args:
        text: The words; its line ends and its leading blanks stay.
        width: The columns of the terminal.
        indent: What stands before every line.
        hang: By how many blanks the further lines are set in.
    """
    for line in printable(text).split("\n"):
        lead = indent + " " * (len(line) - len(line.lstrip()))
        yield from textwrap.wrap(
            line.strip(),
            max(width, 40),
            initial_indent=lead,
            subsequent_indent=lead + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]


def _cut(text: str, width: int) -> str:
    """Gives a shortened text with its last part in brackets, where that leaves half of the room to the rest."""
    head, bracket, tail = text.rpartition(" (")
    kept = bracket + tail
    if not bracket or not tail.endswith(")") or cell_len(text) <= width or cell_len(kept) * 2 > width:
        return shortened(text, width)
    return shortened(head, width - cell_len(kept)) + kept


def fitted(tracks: Sequence[Track], lines: Sequence[Line], width: int) -> Iterator[str]:
    """Gives one table that is no wider than asked, without the columns for which there is no room."""
    kept = list(range(len(tracks)))
    rows = [line if isinstance(line, str) else tuple(printable(cell) for cell in line) for line in lines]
    while (
        _needed([tracks[i] for i in kept], _columns(rows, kept)) > width
        and (worst := max(kept, key=lambda i: tracks[i].drop))
        and tracks[worst].drop
    ):
        kept.remove(worst)
    chosen = [tracks[i] for i in kept]
    widths = _widths(chosen, _columns(rows, kept), width)
    yield from _drawn(chosen, widths, [r if isinstance(r, str) else tuple(r[i] for i in kept) for r in rows])


def stacked(tracks: Sequence[Track], rows: Sequence[tuple[str, ...]], width: int) -> Iterator[str]:
    """Gives a table of any number of columns; those that do not fit follow below, beside what names the rows.

    Words at the beginning of a row that are those of the row above stand once.
    """
    shown = [tuple(printable(cell) for cell in row) for row in rows]
    for number, chunk in enumerate(_chunks(tracks, shown, width)):
        chosen = [tracks[i] for i in chunk]
        widths = _widths(chosen, _columns(shown, chunk), width)
        cells = [tuple(row[i] for i in chunk) for row in shown]
        if number:
            yield ""
        yield from _drawn(chosen, widths, cells if number else _once(chosen, cells))


def _once(tracks: Sequence[Track], rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Gives rows without the words at their beginning that are those of the row above."""
    leading = next((place for place, track in enumerate(tracks) if track.numeric), len(tracks) - 1)
    shown = list(rows[:1])
    for above, row in pairwise(rows):
        same = next((i for i in range(leading) if row[i] != above[i]), leading)
        shown.append((*[""] * same, *row[same:]))
    return shown


def _keys(tracks: Sequence[Track], rows: Sequence[tuple[str, ...]], width: int) -> tuple[int, ...]:
    """Gives the first columns that tell most rows apart, as few as do and leave half of the room to others."""
    first = range(min(len(tracks), _FIRST))
    fit = [
        keys
        for count in range(1, _MOST_KEYS + 1)
        for keys in combinations(first, count)
        if _needed([tracks[i] for i in keys], _columns(rows, keys)) <= width // 2
    ]

    def told_apart(keys: tuple[int, ...]) -> tuple[int, int]:
        return len({tuple(row[i] for i in keys) for row in rows}), -sum(tracks[i].numeric for i in keys)

    return max(fit, key=told_apart, default=(0,))


def _columns(rows: Sequence[Line], kept: Sequence[int]) -> list[list[str]]:
    cells = [row for row in rows if not isinstance(row, str)]
    return [[row[i] for row in cells] for i in kept]


def _natural(track: Track, cells: Sequence[str]) -> int:
    """Gives the width at which nothing in a column is broken but its heading."""
    body = max((cell_len(cell) for cell in cells), default=0)
    if not track.numeric and track.least < _WIDEST_WORDS:
        body = min(body, _WIDEST_WORDS)
    words = max((cell_len(word) for word in track.heading.split()), default=0)
    across = cell_len(track.heading)
    return max(body, words, across if across <= _SHORT_HEADING else -(-across // _HEADING_LINES))


def _narrowest(track: Track, cells: Sequence[str]) -> int:
    """Gives how narrow a column may become: no word of it is broken but a very long one."""
    natural = _natural(track, cells)
    if track.numeric:
        return natural
    words = 0 if track.cut else max((cell_len(word) for cell in cells for word in cell.split()), default=0)
    return min(natural, max(track.least, words))


def _needed(tracks: Sequence[Track], columns: Sequence[Sequence[str]]) -> int:
    widths = [_narrowest(track, cells) for track, cells in zip(tracks, columns, strict=True)]
    return sum(widths) + sum(track.gap for track in tracks[1:])


def _widths(tracks: Sequence[Track], columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Gives the widths of columns: numbers as wide as they are, words share what is left."""
    widths = [_narrowest(track, cells) for track, cells in zip(tracks, columns, strict=True)]
    wanted = [_natural(track, cells) for track, cells in zip(tracks, columns, strict=True)]
    room = width - sum(widths) - sum(track.gap for track in tracks[1:])
    while room > 0 and any(have < want for have, want in zip(widths, wanted, strict=True)):
        place = max(range(len(widths)), key=lambda i: wanted[i] - widths[i])
        widths[place] += 1
        room -= 1
    return widths


def _chunks(tracks: Sequence[Track], rows: Sequence[tuple[str, ...]], width: int) -> Iterator[list[int]]:
    keys = _keys(tracks, rows, width)
    chunk: list[int] = []
    for place in range(len(tracks)):
        wider = [*chunk, place]
        if len(chunk) > 1 and _needed([tracks[i] for i in wider], _columns(rows, wider)) > width:
            yield chunk
            chunk = [*(key for key in keys if key < place), place]
        else:
            chunk = wider
    yield chunk


def _drawn(tracks: Sequence[Track], widths: Sequence[int], rows: Sequence[Line]) -> Iterator[str]:
    if any(track.heading for track in tracks):
        wrapped = [replace(track, cut=False) for track in tracks]
        yield from _row(wrapped, widths, tuple(track.heading for track in tracks), low=True)
        rule = zip(tracks, widths, strict=True)
        yield "".join(" " * (track.gap if place else 0) + "─" * w for place, (track, w) in enumerate(rule))
    for row in rows:
        if isinstance(row, str):
            yield row
        else:
            yield from _row(tracks, widths, row)


def _row(
    tracks: Sequence[Track], widths: Sequence[int], cells: tuple[str, ...], *, low: bool = False
) -> Iterator[str]:
    """Gives a row as lines; ``low`` sets cells of fewer lines at the bottom."""
    broken = [_broken(track, width, cell) for track, width, cell in zip(tracks, widths, cells, strict=True)]
    height = max(len(lines) for lines in broken)
    if low:
        broken = [[*[""] * (height - len(lines)), *lines] for lines in broken]
    for parts in zip_longest(*broken, fillvalue=""):
        placed = []
        for place, (track, width, part) in enumerate(zip(tracks, widths, parts, strict=True)):
            blanks = " " * max(width - cell_len(part), 0)
            gap = " " * (track.gap if place else 0)
            placed.append(gap + (blanks + part if track.numeric else part + blanks))
        yield "".join(placed).rstrip()


def _broken(track: Track, width: int, cell: str) -> list[str]:
    if track.cut:
        return [_cut(cell, width)]
    indent = len(cell) - len(cell.lstrip())
    lines = textwrap.wrap(cell, max(width, 1), subsequent_indent=" " * indent, break_on_hyphens=False)
    return [shortened(line, width) for line in lines] or [""]

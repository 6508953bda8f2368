"""Text pasted from a document: each line is cut into cells by what sets its columns apart."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from zoneplan.io.cells.delimited import csv_rows, row_of
from zoneplan.plan.cells import Cell, Row

_WIDE_GAP = re.compile(r"[ \u00a0\u2000-\u200a]{2,}|\t")
_NUMBER = re.compile(r"'?-?[\d.,]*\d[\d.,]*\*?")
_ANGLE = re.compile(
    r"""(?:[NEBĐD]\s*)?-?\d{1,3}(?:[.,]\d+)?\s*[°º˚]
        (?:\s*\d{1,2}(?:[.,]\d+)?\s*['’′](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:''|["”″]|’’|′′))?)?(?:\s*[NEBĐ]\b)?""",
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_AXIS = re.compile(
    r"""(?<!\S)(?:t[oọ][aạ]\s+độ\s+)?
        (?:X|Y|E|N|Đông|Bắc|Easting|Northing|Kinh\s+độ|Vĩ\s+độ|Lat(?:itude)?|Lon(?:gitude)?)(?:\s*\([^)]*\))?(?!\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(r"(?<![^\s(;,])(?=[XY]\s*[=:])", re.IGNORECASE)
_WHOLE_DIGITS = (6, 7)
_PAIR = 2
_MOST_ATOMS = 16
_FEW = 0.5
_LONGEST_HEADING = 120


def pasted_rows(text: str) -> list[Row]:
    """Gives the rows of pasted text.

    Tabs, semicolons and bars separate cells wherever lines of numbers have them; otherwise two or more
    spaces do; otherwise single spaces, where spaces that set off groups of three digits stay in their
    number. Lines of words stay whole.
    """
    lines = text.splitlines()
    labelled = sum(len(_LABELLED.findall(line)) >= _PAIR for line in lines) >= _PAIR
    for delimiter in () if labelled else ("\t", ";", "|"):
        if _separates(lines, delimiter):
            return [_delimited(number, line, delimiter) for number, line in enumerate(lines, start=1)]
    if _commas(lines):
        return csv_rows(text)
    choose = _single_spaces(lines)
    return [row_of(number, _cells(line, choose)) for number, line in enumerate(lines, start=1)]


def _delimited(number: int, line: str, delimiter: str) -> Row:
    row = row_of(number, line.strip("\r\n").split(delimiter))
    return Row(number, row.cells[1:-1]) if delimiter == "|" and _bordered(row.cells) else row


def _bordered(cells: Sequence[Cell]) -> bool:
    """Tells whether a line is drawn ``| 1 | 2 |``, with a bar at either end."""
    return len(cells) > _PAIR and not cells[0].text and not cells[-1].text


def _separates(lines: Sequence[str], delimiter: str) -> bool:
    """Tells whether a delimiter stands in most lines that hold numbers and no sentence."""
    numeric = [line for line in lines if _numbers(line.replace(delimiter, " ")) >= _PAIR]
    return bool(numeric) and sum(delimiter in line for line in numeric) > _FEW * len(numeric)


def _commas(lines: Sequence[str]) -> bool:
    """Tells whether lines are CSV with commas: no spaces beside them, and the decimals are points."""
    numeric = [line for line in lines if re.fullmatch(r"[^,]{0,20}(?:,\s?-?\d+(?:\.\d+)?){2,}\s*", line)]
    return len(numeric) > _FEW * max(1, sum(any(c.isdigit() for c in line) for line in lines))


def _numbers(line: str) -> int:
    return 0 if len(_LETTERS.findall(line)) > _PAIR else sum(bool(_NUMBER.fullmatch(a)) for a in line.split())


def _cells(line: str, choose: Callable[[list[str]], list[str]]) -> list[str]:
    line = line.strip()
    if len(_ANGLE.findall(line)) >= _PAIR and len(_LETTERS.findall(_ANGLE.sub(" ", line))) <= _PAIR:
        return _around(_ANGLE, line)
    if _LABELLED.search(line) and _numbers_in(line):
        return [part.strip(" ;,()") for part in _LABELLED.split(line) if part.strip(" ;,()")]
    if _is_heading(line):
        return _around(_AXIS, line)
    return _spaced(line, choose)


def _spaced(line: str, choose: Callable[[list[str]], list[str]]) -> list[str]:
    """Cuts a line at wide gaps, else a line of numbers at its spaces; words stay whole."""
    wide = [part for part in _WIDE_GAP.split(line) if part]
    if len(wide) > _PAIR or (len(wide) == _PAIR and all(_NUMBER.fullmatch(p.replace(" ", "")) for p in wide)):
        return wide
    atoms = line.split()
    numbers = _count(atoms) >= _PAIR and len(_LETTERS.findall(line)) <= 1
    return choose(atoms) if numbers else [line] if line else []


def _numbers_in(line: str) -> bool:
    return len(re.findall(r"\d{5}|\d[.,\s]\d{3}", line)) >= _PAIR


def _count(atoms: Sequence[str]) -> int:
    return sum(bool(_NUMBER.fullmatch(atom)) for atom in atoms)


def _is_heading(line: str) -> bool:
    """Tells whether a line heads columns: it names both axes and holds no coordinates."""
    several = len(_AXIS.findall(line)) >= _PAIR
    return several and not re.search(r"\d{5}", line) and len(line) <= _LONGEST_HEADING


def _around(pattern: re.Pattern[str], line: str) -> list[str]:
    """Cuts a line at what a pattern finds, ``104°07'48" 22°17'24"``; what stands between is one cell."""
    cells, end = [], 0
    for match in pattern.finditer(line):
        before = line[end : match.start()].strip(" \t;,|")
        cells += [before] if before else []
        cells.append(match.group().strip())
        end = match.end()
    rest = line[end:].strip(" \t;,|")
    return [*cells, rest] if rest else cells


def _single_spaces(lines: Sequence[str]) -> Callable[[list[str]], list[str]]:
    """Gives how lines of numbers set apart by single spaces are cut.

    A line such as ``1 2 478 419,000 436 123,000`` can be cut in several ways; the one is taken that gives
    most lines the same number of cells and, where corners are numbered, different first cells.
    """
    grouped = [line.split() for line in lines if _count(line.split()) >= _PAIR]
    ways = [_ways(atoms) for atoms in grouped if len(atoms) <= _MOST_ATOMS]
    counts = Counter(len(way) for found in ways for way in {len(w): w for w in found}.values())
    if not counts or all(len(way) == len(atoms) for atoms, way in _firsts(grouped)):
        return lambda atoms: atoms
    usual = _usual(ways, counts)

    def choose(atoms: list[str]) -> list[str]:
        found = _ways(atoms) if len(atoms) <= _MOST_ATOMS else []
        fitting = [way for way in found if len(way) == usual] or found
        return fitting[0] if fitting else atoms

    return choose


def _firsts(grouped: Sequence[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    for atoms in grouped:
        yield atoms, (_ways(atoms) or [atoms])[0] if len(atoms) <= _MOST_ATOMS else atoms


def _usual(ways: Sequence[Sequence[list[str]]], counts: Counter[int]) -> int:
    """Gives the number of cells that most lines can have; the larger of equals, if first cells then differ."""
    best = max(counts.values())
    for count in sorted((c for c, n in counts.items() if n == best), reverse=True):
        firsts = [way[0] for found in ways for way in found[:1] if len(way) == count]
        if len(set(firsts)) > _FEW * len(firsts):
            return count
    return max(c for c, n in counts.items() if n == best)


def _ways(atoms: Sequence[str]) -> list[list[str]]:
    """Gives every way to cut atoms into an optional label and coordinates of six or seven whole digits.

    Nearly all of Việt Nam has northings of seven digits and eastings of six: ways with one of each count
    before others. What follows may be such a row again, continued side by side; else it stays one cell an
    atom.
    """
    found: list[tuple[list[str], list[str]]] = []
    for label in (1, 0):
        for end in _ends(atoms, label):
            for last in _ends(atoms, end):
                pair = [" ".join(atoms[label:end]), " ".join(atoms[end:last])]
                rests = (_ways(atoms[last:]) if len(atoms) > last else []) or [list(atoms[last:])]
                found += [(pair, [*atoms[:label], *pair, *rest]) for rest in rests]
    usual = [way for pair, way in found if {_digits(text) for text in pair} == set(_WHOLE_DIGITS)]
    return usual or [way for _, way in found]


def _digits(coordinate: str) -> int:
    """Gives how many digits a coordinate has before its decimals."""
    *groups, last = coordinate.split()
    whole = re.split(r"[.,]", last)[0] if groups else re.split(r"[.,](?=\d{1,2}$|\d{4,}$)", last)[0]
    return len(re.sub(r"\D", "", "".join([*groups, whole])))


def _ends(atoms: Sequence[str], start: int) -> Iterator[int]:
    """Gives where a coordinate that starts at an atom may end."""
    for end in accumulate([1] * (len(atoms) - start), initial=start):
        if end > start and _is_grouped(atoms[start:end]):
            yield end


def _is_grouped(atoms: Sequence[str]) -> bool:
    """Tells whether atoms make one coordinate: groups of three digits, the last with its decimals."""
    *groups, last = atoms
    if not groups:
        digits = re.split(r"[.,](?=\d{1,2}$|\d{4,}$)", last.rstrip("*"))[0]
        whole = re.sub(r"\D", "", digits)
        return bool(_NUMBER.fullmatch(last)) and len(whole) >= _WHOLE_DIGITS[0]
    whole = re.split(r"[.,]", last)[0]
    return (
        all(group.isdigit() for group in groups)
        and len(groups[0]) <= 3  # noqa: PLR2004 - digits of a group
        and all(len(group) == 3 for group in [*groups[1:], whole])  # noqa: PLR2004
        and bool(re.fullmatch(r"\d{3}(?:[.,]\d+)?\*?", last))
        and sum(map(len, [*groups, whole])) in _WHOLE_DIGITS
    )

"""Numbers and angles as Vietnamese decisions print them, read only as far as the writing allows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

import numpy as np
from numpy.typing import ArrayLike

Mark = Literal[",", "."]
MARKS: tuple[Mark, ...] = (",", ".")
"""The signs that may stand before the decimals."""

_GROUPED = {
    ",": re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?"),
    ".": re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?"),
}
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_AROUND = re.compile(r"^(?:[XYENxyen]\s*[=:]\s*)?'?(.*?)\s*(?:m|mét|met)?[\s*¹²³⁴⁵]*$", re.DOTALL)
_LONGEST = 40
_LARGEST_DEGREE = 180.0
_SIXTY = 60.0
_ANGLE = re.compile(
    r"""(?P<before>[NEBĐD]?)\s*(?P<sign>-?)(?P<deg>\d{1,3})\s*[°ºo˚]
        \s*(?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s*['’′`´])?
        \s*(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:''|["”″“]|’’|′′)?)?
        \s*(?P<after>[NEBĐD]?)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_ANGLE = re.compile(r"(?P<number>-?\d{1,3}[.,]\d+)\s*[°ºo˚]\s*(?P<after>[NEBĐD]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it is written and its value under each decimal sign the writing allows.

    ``exact`` marks a number that needs no decimal sign: a cell the file keeps as a number, or an angle.
    """

    text: str
    values: Mapping[Mark, float]
    exact: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the writing allows two different values: ``1.234`` is 1234 or 1.234."""
        return len(set(self.values.values())) > 1

    def value(self, mark: Mark) -> float | None:
        """Gives the value under a decimal sign, nothing when the writing does not allow that sign."""
        return self.values.get(mark)


def exact(number: float, text: str = "") -> Written:
    """Gives a number whose value is certain."""
    return Written(text or f"{number:.15g}", {",": number, ".": number}, exact=True)


def tidy(text: str) -> str:
    """Gives text in NFC on one line with single plain spaces."""
    return _SPACES.sub(" ", normalize("NFC", text)).strip()


def written(text: str) -> Written | None:
    """Gives the number a text writes, or nothing when it writes none.

    Groups of three digits may be set off by points, commas or spaces, decimals by a comma or a point.
    ``X =`` before, ``m`` and a footnote sign after the number are passed over; degrees, minutes and seconds
    become decimal degrees.
    """
    text = tidy(text)
    if not text or len(text) > _LONGEST:
        return None
    angle = _angle(text)
    if angle is not None:
        return exact(angle, text)
    bare = _AROUND.sub(r"\1", text).strip()
    values: dict[Mark, float] = {}
    for mark in MARKS:
        if _GROUPED[mark].fullmatch(bare):
            group = "." if mark == "," else ","
            values[mark] = float(bare.replace(group, "").replace(" ", "").replace(mark, "."))
    return Written(text, values) if values else None


def _angle(text: str) -> float | None:
    """Gives decimal degrees of ``104°07'48,5"``, ``104°07.8'`` or ``104,13°``."""
    plain = _PLAIN_ANGLE.fullmatch(text)
    if plain:
        return float(plain["number"].replace(",", "."))
    match = _ANGLE.fullmatch(text)
    if not match:
        return None
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("deg", "min", "sec")]
    if parts[1] >= _SIXTY or parts[2] >= _SIXTY or parts[0] > _LARGEST_DEGREE:
        return None
    value = parts[0] + parts[1] / _SIXTY + parts[2] / _SIXTY**2
    return -value if match["sign"] else value


def are_degrees(numbers: ArrayLike) -> bool:
    """Tells whether coordinates are small enough to be degrees."""
    return bool(np.abs(numbers).max(initial=0) <= _LARGEST_DEGREE)


def settled(numbers: Iterable[Written]) -> frozenset[Mark]:
    """Gives the decimal signs under which every number of a table can be read.

    Both remain where nothing tells them apart; none where the table mixes them.
    """
    left = set(MARKS)
    for number in numbers:
        if not number.exact:
            left &= number.values.keys()
    return frozenset(left)

"""From the corners of a ring to a polygon, with every doubt about its numbers."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.corners.lines import label_parts
from zoneplan.corners.numbers import Mark, are_degrees
from zoneplan.corners.rules import CORNER_DIGITS, CORNER_FAR, CORNER_REPEATED, RING_CROSSES, RING_SHORT
from zoneplan.corners.sites import RawCorner, RawRing
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Number, Text

_FEWEST = 3
_FAR = 3.0
"""How many times the extent of the other corners a corner must lie away to be doubted."""
_NEAR_M = 200.0
_DEGREE_M = 111_000.0
_LOOK = Text("Xem lại tọa độ của góc ấy.", "Look at its coordinates again.")
_DIGIT = Text(
    "{column} lệch khoảng {step}: có thể sai một chữ số.",
    "{column} is off by about {step}: one digit may be wrong.",
)
_COLUMNS = (Text("Cột tọa độ trái", "The left coordinate"), Text("Cột tọa độ phải", "The right coordinate"))
_RING = Text("Vòng {number}", "Ring {number}")


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring with its numbers; ``polygon`` is missing where they make none."""

    raw: RawRing
    name: Message | str
    points: NDArray[np.float64]
    is_closed: bool
    polygon: shapely.Polygon | None


def ring_name(raw: RawRing, number: int) -> Message | str:
    """Gives what a ring is called in a finding: its title, else its number in the site."""
    return raw.title or Message.of(_RING, number=str(number))


def ring_of(raw: RawRing, number: int, mark: Mark, site: str) -> tuple[Ring, list[Finding]]:
    """Gives the polygon of a ring of corners and what is wrong or doubtful about them.

    A repeated first corner at the end closes the ring and is left out, and so is a corner that stands
    twice in a row.
    """
    name = ring_name(raw, number)
    corners, is_closed = _unclosed(raw.corners, mark)
    corners, findings = _without_repeats(corners, mark, site)
    points = np.array([_pair(corner, mark) for corner in corners], dtype=np.float64).reshape(-1, 2)
    distinct = len({tuple(point) for point in points.tolist()})
    if distinct < _FEWEST:
        line = raw.corners[0].place.told
        findings.append(RING_SHORT.found(feature=site, ring=name, line=line, count=distinct))
        return Ring(raw, name, points, is_closed, None), findings
    findings += _far(corners, points, site)
    polygon = shapely.Polygon(points)
    if not polygon.is_valid:
        findings.append(_crossing(polygon, corners, points, name, site))
        return Ring(raw, name, points, is_closed, None), findings
    return Ring(raw, name, points, is_closed, polygon), findings


def _pair(corner: RawCorner, mark: Mark) -> tuple[float, float]:
    return corner.first.values[mark], corner.second.values[mark]


def _unclosed(corners: tuple[RawCorner, ...], mark: Mark) -> tuple[list[RawCorner], bool]:
    """Gives the corners without a closing one, told by its numbers or by its label."""
    if len(corners) <= _FEWEST - 1:
        return list(corners), False
    first, last = corners[0], corners[-1]
    labels = label_parts(first.label), label_parts(last.label)
    closed = _pair(first, mark) == _pair(last, mark) or (labels[0] is not None and labels[0] == labels[1])
    return list(corners[:-1] if closed else corners), closed


def _without_repeats(
    corners: list[RawCorner], mark: Mark, site: str
) -> tuple[list[RawCorner], list[Finding]]:
    kept: list[RawCorner] = []
    findings = []
    for corner in corners:
        if kept and _pair(kept[-1], mark) == _pair(corner, mark):
            findings.append(
                CORNER_REPEATED.found(feature=site, line=corner.place.told, label=corner.label or "–")
            )
        else:
            kept.append(corner)
    return kept, findings


def _far(corners: Sequence[RawCorner], points: NDArray[np.float64], site: str) -> list[Finding]:
    """Finds corners that lie far from all others for the size of the ring.

    The others' extent is taken without the corner itself, from the two least and greatest values.
    """
    if len(points) <= _FEWEST:
        return []
    metres = _DEGREE_M if are_degrees(points) else 1.0
    ordered = np.sort(points, axis=0)
    low = np.where(points == ordered[0], ordered[1], ordered[0])
    high = np.where(points == ordered[-1], ordered[-2], ordered[-1])
    size = np.hypot(*(high - low).T) * metres
    away = np.hypot(*np.maximum(np.maximum(low - points, points - high), 0).T) * metres
    middle = np.median(points, axis=0)
    return [
        CORNER_FAR.found(
            feature=site,
            label=corners[i].label or "–",
            line=corners[i].place.told,
            distance=Number(float(away[i]), 0),
            size=Number(float(size[i]), 0),
            hint=_hint(points[i] - middle, float(size[i])) if metres == 1.0 else _LOOK,
        )
        for i in np.flatnonzero((away > _FAR * size) & (away > _NEAR_M)).tolist()
    ]


def _hint(off: NDArray[np.float64], size: float) -> Message | Text:
    """Names the digit that would explain how far a corner is off, when one does."""
    for column, gap in zip(_COLUMNS, np.abs(off).tolist(), strict=True):
        if gap < _NEAR_M:
            continue
        power = 10.0 ** math.floor(math.log10(gap + size))
        step = round(gap / power) * power
        if step and abs(gap - step) <= size:
            return Message.of(_DIGIT, column=column, step=Number(step, 0))
    return _LOOK


def digits(corners: Sequence[RawCorner], mark: Mark, site: str) -> list[Finding]:
    """Finds grid coordinates with fewer or more digits than those of the other corners of a site."""
    findings = []
    for values in zip(*(_pair(corner, mark) for corner in corners), strict=True):
        lengths = [len(str(int(abs(value)))) for value in values]
        usual, count = Counter(lengths).most_common(1)[0]
        middle = float(np.median(values))
        if are_degrees(middle) or count * 2 <= len(lengths):
            continue
        findings += [
            CORNER_DIGITS.found(
                feature=site,
                line=corner.place.told,
                label=corner.label or "–",
                value=f"{value:.10g}",
                found=length,
                expected=usual,
            )
            for corner, value, length in zip(corners, values, lengths, strict=True)
            if length != usual and abs(value - middle) > abs(middle) / 2
        ]
    return findings


def without_blamed(faults: Sequence[Finding], blamed: Sequence[Finding]) -> list[Finding]:
    """Leaves out that a corner lies far off where its digits are known to be wrong."""
    lines = [finding.params["line"] for finding in blamed if finding.rule is CORNER_DIGITS]
    return [f for f in faults if f.rule is not CORNER_FAR or f.params["line"] not in lines]


def _crossing(
    polygon: shapely.Polygon,
    corners: Sequence[RawCorner],
    points: NDArray[np.float64],
    name: Message | str,
    site: str,
) -> Finding:
    """Reports where a ring crosses itself and the corners at the ends of the edges that meet there."""
    reason = shapely.is_valid_reason(polygon)
    place = [float(word) for word in reason[reason.find("[") + 1 : -1].split()[:2]] if "[" in reason else []
    at = shapely.Point(*place) if place else shapely.Point(points[0])
    edges = shapely.linestrings(np.stack([points, np.roll(points, -1, axis=0)], axis=1))
    nearest = np.argsort(shapely.distance(edges, at), kind="stable")[:2].tolist()
    ends = sorted({i for e in nearest for i in (e, (e + 1) % len(corners))})
    decimals = 6 if are_degrees(points) else 2
    return RING_CROSSES.found(
        feature=site,
        ring=name,
        first=Number(at.x, decimals),
        second=Number(at.y, decimals),
        near=[corners[i].label or corners[i].place.told for i in ends],
    )

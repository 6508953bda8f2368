"""From lines to sites: where a ring starts, where it ends, and whose it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zoneplan.corners.headings import bare
from zoneplan.corners.lines import Corner, Gap, Line, Words, label_parts
from zoneplan.corners.numbers import written
from zoneplan.corners.rules import CLOSING_DIFFERS, LABEL_JUMP, RING_RESTARTED
from zoneplan.corners.sites import Area, RawCorner, RawRing, RawSite
from zoneplan.corners.titles import Sense, Title, declared
from zoneplan.plan.finding import Finding

_FEWEST = 3
_SHORTEST_NAME = 2


@dataclass
class _Site:
    name: str = ""
    rings: list[RawRing] = field(default_factory=list)
    area: Area | None = None
    words: list[str] = field(default_factory=list)

    def done(self) -> RawSite:
        return RawSite(self.name, tuple(self.rings), self.area, tuple(dict.fromkeys(self.words)))


@dataclass(frozen=True, slots=True)
class Grouped:
    """The sites of a file's tables and what was doubtful about their borders."""

    sites: tuple[RawSite, ...]
    findings: tuple[Finding, ...]


def group(lines: Sequence[Line], *, separate: bool = False) -> Grouped:
    """Gives the sites that lines make.

    A site starts where a new name stands. A ring starts where a part is named, where the last one was
    closed, where the numbering starts again, or after an empty row where corners carry no numbers.

    Args:
        lines: The lines in the order in which they were meant.
        separate: Whether each ring without a title of its own is a site of its own.
    """
    builder = _SiteBuilder(separate=separate)
    for number, line in enumerate(lines):
        if isinstance(line, Corner):
            builder.corner(line, _following(lines, number))
        elif isinstance(line, Words):
            builder.words(line.title)
        elif isinstance(line, Gap):
            builder.after_gap = True
    builder.end_site()
    return Grouped(tuple(builder.sites), tuple(builder.findings))


def _following(lines: Sequence[Line], number: int) -> Corner | None:
    """Gives the corner on the very next line, if one stands there."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after if isinstance(after, Corner) else None


class _SiteBuilder:
    """Goes through the lines with the present site and ring at hand."""

    def __init__(self, *, separate: bool) -> None:
        self.separate = separate
        self.sites: list[RawSite] = []
        self.findings: list[Finding] = []
        self.site = _Site()
        self.ring: list[RawCorner] = []
        self.title = ""
        self.is_cut_out = False
        self.after_gap = False

    def words(self, title: Title) -> None:
        """Takes a line of words."""
        if title.sense is Sense.SITE or (title.sense is Sense.NAME and self._may_name(title.name)):
            self._named(title.name)
        elif title.sense in {Sense.PART, Sense.CUT_OUT}:
            self.end_ring()
            self.title, self.is_cut_out = title.name, title.sense is Sense.CUT_OUT
        self.site.words.append(title.text)
        of_site = title.sense not in {Sense.PART, Sense.CUT_OUT, Sense.NOTE}
        if of_site and title.area is not None and self.site.area is None:
            self.site.area = title.area

    def _named(self, name: str) -> None:
        """Starts a site of a name, unless the name only stands again, as at the top of a new page."""
        if bare(name) == bare(self.site.name):
            return
        if self._has_corners():
            self.end_site()
        self.site.name = name

    def _may_name(self, name: str) -> bool:
        """Tells whether words that may be a name are one: not under a sure name, not a mere sign."""
        return len(bare(name)) >= _SHORTEST_NAME and (self._has_corners() or not self.site.name)

    def _has_corners(self) -> bool:
        return bool(self.ring or self.site.rings)

    def corner(self, corner: Corner, after: Corner | None) -> None:
        """Takes a corner."""
        if corner.name and not corner.name.isdigit():
            self._row_name(corner)
        for text in (corner.area, corner.commune):
            if text:
                self._beside(corner, text)
        raw = corner.raw
        if self._starts_again(raw, after):
            self.end_ring()
        if not self.ring and self.site.rings and not self.title:
            self._untitled(raw)
        self._in_sequence(raw)
        self.ring.append(raw)
        self.after_gap = False
        if self._is_closed():
            self.end_ring()

    def _row_name(self, corner: Corner) -> None:
        area, name = declared(corner.name)
        if name:
            self._named(name)
        if area is not None and self.site.area is None:
            self.site.area = area

    def _beside(self, corner: Corner, text: str) -> None:
        if text == corner.commune:
            self.site.words.append(text)
            return
        area, _ = declared(text)
        number = written(re.sub(r"\s*(ha|m2|m²)$", "", text))
        if self.site.area is None and (area or number):
            self.site.area = area or (Area(number, corner.area_ha) if number else None)

    def _starts_again(self, raw: RawCorner, after: Corner | None) -> bool:
        """Tells whether a corner opens a new ring although the last one was not closed."""
        if not self.ring:
            return False
        mine, last = label_parts(raw.label), label_parts(self.ring[-1].label)
        start = label_parts(self.ring[0].label)
        if mine is None or last is None or start is None:
            return self.after_gap and mine is None
        if mine[0] != last[0]:
            return mine[1] <= last[1]
        if mine != start:
            return False
        follows = label_parts(after.raw.label) if after else None
        if follows is not None and follows == (mine[0], mine[1] + 1):
            return True
        self._closes_elsewhere(raw)
        return False

    def _closes_elsewhere(self, raw: RawCorner) -> None:
        """Reports a closing corner whose numbers are not those of the first."""
        if not _same(raw, self.ring[0]):
            self.findings.append(
                CLOSING_DIFFERS.found(
                    feature=self.site.name,
                    line=raw.place.told,
                    label=raw.label,
                    first=self.ring[0].first.text,
                    again=raw.first.text,
                    second=self.ring[0].second.text,
                    again_second=raw.second.text,
                )
            )

    def _untitled(self, raw: RawCorner) -> None:
        """Takes a second ring of a site that nothing names: a site of its own where that is asked for."""
        if self.separate:
            self.end_site()
        elif not self.site.name:
            self.findings.append(RING_RESTARTED.found(line=raw.place.told, label=raw.label or "–"))

    def _in_sequence(self, raw: RawCorner) -> None:
        """Reports a label that does not follow the one before it."""
        if not self.ring or _same(raw, self.ring[-1]):
            return
        mine, last = label_parts(raw.label), label_parts(self.ring[-1].label)
        start = label_parts(self.ring[0].label)
        if mine is None or last is None or mine[0] != last[0] or mine == start:
            return
        if mine[1] != last[1] + 1:
            self.findings.append(
                LABEL_JUMP.found(
                    feature=self.site.name, line=raw.place.told, label=raw.label, before=self.ring[-1].label
                )
            )

    def _is_closed(self) -> bool:
        return len(self.ring) > _FEWEST and _same(self.ring[0], self.ring[-1])

    def end_ring(self) -> None:
        """Ends the present ring."""
        if self.ring:
            self.site.rings.append(RawRing(tuple(self.ring), self.title, self.is_cut_out))
            self.title, self.is_cut_out = "", False
        self.ring = []
        self.after_gap = False

    def end_site(self) -> None:
        """Ends the present site."""
        self.end_ring()
        if self.site.rings:
            self.sites.append(self.site.done())
        self.site = _Site()


def _same(one: RawCorner, other: RawCorner) -> bool:
    """Tells whether two corners have the same numbers, however they are written."""
    pairs = ((one.first, other.first), (one.second, other.second))
    return all(any(a.value(mark) == b.value(mark) for mark in a.values) for a, b in pairs)

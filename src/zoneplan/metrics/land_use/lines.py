"""The official balances of land that the ledger has: their lines, gaps between groups and parts, and shares."""

from dataclasses import dataclass
from decimal import Decimal
from math import fsum

from zoneplan.kernels.balance import apportioned
from zoneplan.metrics.build import difference
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.view import Amount, View, amount_of
from zoneplan.plan.land import OF_WHICH, PARTS, PLANNED_2030, TOTAL, land_indicator
from zoneplan.text import Message, Text

_PLANNED = Text("quy hoạch 2030", "plan 2030")
_ELSEWHERE = Text(
    "Sổ có cân bằng đất của: {subjects}; xem bảng land_ledger và province_land.",
    "The ledger has the land balance of: {subjects}; see the tables land_ledger and province_land.",
)
_HUNDRED = 10_000
"""A hundred per cent in hundredths of a per cent."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The lines of an official balance of one date that the ledger has."""

    when: Text
    as_of: str
    lines: dict[str, Amount]


def balances(view: View, subject: str) -> tuple[Balance, ...]:
    """Gives the balances of a subject known on the date of the view: by year, then as planned."""
    ledger, lines = view.plan.ledger, all_lines()
    found = []
    for year in ledger.years(subject, land_indicator(TOTAL), view.on):
        rows = {line: ledger.of_year(subject, land_indicator(line), year, view.on) for line in lines}
        known = {line: amount_of(row, subject) for line, row in rows.items() if row is not None}
        found.append(Balance(Text(str(year), str(year)), known[TOTAL].as_of, known))
    rows = {line: view.figure(subject, land_indicator(line, PLANNED_2030)) for line in lines}
    known = {line: amount_of(row, subject) for line, row in rows.items() if row is not None}
    return (*found, Balance(_PLANNED, known[TOTAL].as_of, known)) if TOTAL in known else tuple(found)


def all_lines(line: str = TOTAL) -> tuple[str, ...]:
    """Gives a line of a balance and all below it, each group before its parts."""
    parts = (*PARTS.get(line, ()), *OF_WHICH.get(line, ()))
    return (line, *(below for part in parts for below in all_lines(part)))


def land_subjects(view: View) -> tuple[Subject, ...]:
    """Gives what has an official balance of land in the ledger, in the order of its rows."""
    wanted = {land_indicator(TOTAL), land_indicator(TOTAL, PLANNED_2030)}
    ids = dict.fromkeys(f.subject for f in view.plan.ledger.figures if f.indicator in wanted)
    return tuple(Subject(key, Role.PLAN, view.plan.subjects.get(key, Text(key, key))) for key in ids)


@dataclass(frozen=True, slots=True)
class Gap:
    """How much a group of a balance has more than its parts, in hectares, with bounds; ``whole`` has all of them."""

    group: str
    whole: Amount
    value: float
    low: float
    high: float

    @property
    def rounding(self) -> bool:
        """Whether the rounding of the figures explains it."""
        return self.low <= 0 <= self.high


def gap_of(balance: Balance, group: str) -> Gap | None:
    """Gives the gap of a group all of whose parts are known."""
    whole, parts = balance.lines.get(group), [balance.lines.get(part) for part in PARTS[group]]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    least, most = _as_printed(whole)
    return Gap(
        group,
        whole,
        difference(whole.value, fsum(p.value for p in known)),
        least - fsum(_as_printed(p)[1] for p in known),
        most - fsum(_as_printed(p)[0] for p in known),
    )


def _as_printed(amount: Amount) -> tuple[float, float]:
    """Gives the bounds of a figure, that of a plan too only known to the last digit printed."""
    place = Decimal(repr(amount.figures[0].printed)).normalize().as_tuple().exponent
    half = 0.5 * 10.0 ** min(0, place) if isinstance(place, int) else 0.0
    return min(amount.low, amount.value - half), max(amount.high, amount.value + half)


_MOST = 1e6
"""A line so many times the total is a slip of writing, not a part of it."""


def shares(balance: Balance) -> dict[str, int]:
    """Gives the share of each line in the total, in hundredths of a per cent, so that they add up exactly.

    The groups of the total share out the whole, the parts of a group its share. What a group has more or less than its
    parts stands, with its sign, under the group's name with a minus before it. A line of which only one part is named,
    and parts some of which are missing, are rounded each by itself. There are none where a line is negative or beyond
    all measure of the total.
    """
    total = balance.lines[TOTAL].value
    if total <= 0 or not all(0 <= a.value <= _MOST * total for a in balance.lines.values()):
        return {}
    found = {TOTAL: _HUNDRED}
    for group in PARTS:
        if group in found:
            found |= _divided(balance, group, found[group])
    plain = {
        line: round(a.value / total * _HUNDRED) for line, a in balance.lines.items() if line not in found
    }
    return found | plain


def _divided(balance: Balance, group: str, units: int) -> dict[str, int]:
    """Gives the shares of the parts of a group and of the difference; nothing where parts are missing or are 0."""
    gap = gap_of(balance, group)
    if gap is None:
        return {}
    over = max(round(-gap.value / balance.lines[TOTAL].value * _HUNDRED), 0)
    areas = [*(balance.lines[part].value for part in PARTS[group]), max(gap.value, 0.0)]
    if not any(areas):
        return {}
    *parts, rest = (int(n) for n in apportioned(areas, units + over))
    return dict(zip(PARTS[group], parts, strict=True)) | {f"-{group}": rest - over}


def elsewhere(view: View, subject: Subject) -> tuple[Message, ...]:
    """Gives the remark of which places the ledger has an official balance, where it has none of the subject."""
    known = land_subjects(view)
    if not known or subject.id in {one.id for one in known}:
        return ()
    return (Message.of(_ELSEWHERE, subjects=tuple(one.name for one in known)),)

"""What the ledger says of single years, and what a hectare yielded in each."""

from collections.abc import Iterable
from dataclasses import replace

from zoneplan.metrics.build import Pair, Read, leaves
from zoneplan.metrics.measure import MetricSpec, Subject
from zoneplan.metrics.view import Amount, View, amount_of
from zoneplan.plan.ledger import Bound, Figure
from zoneplan.text import Message, Number, Text, When

_EARLIER = Text(
    "Các năm trước, trên đất ở thời điểm gần nhất: {years}.",
    "Earlier years, on the land of the nearest date: {years}.",
)
_YEAR = Text("{year}: {sign}{value} (đất: {land})", "{year}: {sign}{value} (land: {land})")
_SIGNS = {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.ABOUT: "≈ "}
_NAMED = 6


def in_year(view: View, subject: Subject, indicator: str, year: int) -> Amount | None:
    """Gives what the ledger says of a subject in one year; of a yearly amount only that of the whole year."""
    rows = view.plan.ledger.all_of(subject.id, indicator)
    return _read(
        view, subject, indicator, (f for f in rows if f.as_of.start.year == f.as_of.end.year == year)
    )


def nearest(view: View, subject: Subject, indicator: str, year: int) -> Amount | None:
    """Gives the figure of a subject that is nearest in time to a year, of two as near the later."""
    rows = view.plan.ledger.all_of(subject.id, indicator)
    known = [f for f in rows if _read(view, subject, indicator, (f,)) is not None]
    if not known:
        return None
    least = min(_years_apart(f, year) for f in known)
    return _read(view, subject, indicator, (f for f in known if _years_apart(f, year) == least))


def years_of(view: View, subject: Subject, indicators: Iterable[str]) -> tuple[int, ...]:
    """Gives the years of which the ledger has a figure of a subject or of a zone below it, the latest first."""
    found = {
        figure.as_of.start.year
        for below in (subject, *(leaf for leaf in leaves(subject) if view.stands(leaf)))
        for indicator in indicators
        for figure in view.plan.ledger.all_of(below.id, indicator)
        if in_year(view, below, indicator, figure.as_of.start.year) is not None
    }
    return tuple(sorted(found, reverse=True))


def reading(year: int) -> Read:
    """Gives the way to read a rate of one year: its numerator of that year, its base of the nearest date."""

    def read(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
        upper, lower = in_year(view, subject, top, year), nearest(view, subject, bottom, year)
        return (upper, lower) if upper is not None and lower is not None else None

    return read


def earlier(view: View, subject: Subject, spec: MetricSpec, before: str) -> tuple[Message, ...]:
    """Gives the remark on what a rate was in earlier years; nothing where the ledger has none.

    Args:
        view: The plan.
        subject: A zone or a group.
        spec: The rate, its numerator and base the first two indicators that it needs.
        before: The period of the present rate.
    """
    top, bottom = spec.needs[:2]
    years = [y for y in years_of(view, subject, (top,)) if str(y) < before[:4]]
    told = []
    for year in years:
        both = reading(year)(view, subject, top, bottom)
        if both is None or not both[1].value > 0:
            continue
        upper, lower = both
        value, land = Number(upper.value / lower.value, spec.decimals), When(lower.as_of)
        sign = _SIGNS[upper.figures[0].bound]
        told.append(Message.of(_YEAR, year=str(year), sign=sign, value=value, land=land))
    return (Message.of(_EARLIER, years=tuple(told[:_NAMED])),) if told else ()


def _read(view: View, subject: Subject, indicator: str, rows: Iterable[Figure]) -> Amount | None:
    found = replace(view.plan.ledger, figures=tuple(rows)).look_up(subject.id, indicator, view.on)
    return amount_of(found, subject.id) if found else None


def _years_apart(figure: Figure, year: int) -> int:
    return max(0, figure.as_of.start.year - year, year - figure.as_of.end.year)

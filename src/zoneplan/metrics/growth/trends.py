"""Measures over time: what each was by what was known on the days on which that changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain

from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import METRICS, evaluate, subjects_of
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.period import begun, parse_period
from zoneplan.text import Message, Text

_DAY = timedelta(days=1)
_ROLES = frozenset({Role.PLAN, Role.GROUP, Role.ZONE})
_NONE = Text("Chưa có chỉ số nào đổi giá trị theo thời gian.", "No measure has changed its value over time.")
_AS_KNOWN = Text(
    "Mỗi dòng là giá trị theo những gì đã biết từ ngày đó: một số liệu được biết từ ngày nguồn của nó ra đời.",
    "Each row is the value by what was known from that day on: a figure is known from the day its source came out.",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as it was from a day on, by what was known then."""

    since: date
    measure: Measure


def trend(view: View, metric_id: str, subject: Subject) -> tuple[Known, ...]:
    """Gives a measure of a subject from each day on which it changed, from its first value to the date of the view.

    On any day in between it is what it was on the last of these days before.
    """
    return _trend(view, METRICS[metric_id][0], subject, view.at)


def turning_days(view: View, spec: MetricSpec, subject: Subject) -> tuple[date, ...]:
    """Gives the days up to the date of the view on which a measure of a subject can change, in their order.

    They are the days on which a figure that it reads becomes known or its time is over, a rule that judges it
    comes into force or goes, a zone is founded, and a raster that it reads begins to count; also the date of the
    plan, on which its features stand as they are drawn.
    """
    days = {
        *_of_figures(view, spec, subject),
        *_of_rules(view, spec),
        *_of_places(view, spec, subject),
        view.plan.as_of,
        view.on,
    }
    return tuple(sorted(day for day in days if day <= view.on))


def _of_figures(view: View, spec: MetricSpec, subject: Subject) -> Iterator[date]:
    """Gives the days of the figures that a measure can read; those of other zones are nothing to a zone."""
    days = view.once(_days_of_figures)
    for indicator in spec.needs:
        if indicator not in days:
            continue
        if subject.role is Role.ZONE:
            yield from days[indicator].of_all
            yield from days[indicator].of_zones.get(subject.id, ())
        else:
            yield from days[indicator].whole


@dataclass(slots=True)
class _Days:
    """The days of the figures of an indicator: those of zones by the id of the zone, and those of all else."""

    of_all: set[date] = field(default_factory=set)
    of_zones: dict[str, set[date]] = field(default_factory=dict)

    @property
    def whole(self) -> set[date]:
        return self.of_all.union(*self.of_zones.values())


def _days_of_figures(view: View) -> dict[str, _Days]:
    """Gives by indicator when its figures become known and when their time is over."""
    ledger, zones = view.plan.ledger, {zone.id for zone in view.plan.zones}
    found: dict[str, _Days] = {}
    for figure in ledger.figures:
        of = found.setdefault(figure.indicator, _Days())
        days = of.of_zones.setdefault(figure.subject, set()) if figure.subject in zones else of.of_all
        days.add(ledger.known_from(figure))
        if figure.as_of.end < date.max:
            days.add(figure.as_of.end + _DAY)
    return found


def _of_rules(view: View, spec: MetricSpec) -> Iterator[date]:
    for threshold in view.plan.regulations.thresholds.values():
        if threshold.metric == spec.id:
            if threshold.in_force_from:
                yield threshold.in_force_from
            if threshold.in_force_to:
                yield threshold.in_force_to + _DAY


def _of_places(view: View, spec: MetricSpec, subject: Subject) -> Iterator[date]:
    founded, dated = _founded(view), _dated(view)
    if subject.role is Role.ZONE:
        yield from founded.get(subject.id, ())
    else:
        yield from chain.from_iterable(founded.values())
    for kind in spec.layers:
        yield from dated.get(kind, ())
    for raster in view.plan.rasters.values():
        if raster.kind.id in spec.rasters:
            yield from _around(raster.as_of.text)


@from_layers()
def _founded(view: View) -> dict[str, tuple[date, ...]]:
    """Gives the days around the founding of each zone, by its id."""
    return {zone.id: days for zone in view.plan.zones if (days := _around(zone.text("established")))}


@from_layers()
def _dated(view: View) -> dict[str, set[date]]:
    """Gives the days around the years of features, by their kind."""
    found: dict[str, set[date]] = {}
    for feature in view.plan.features:
        found.setdefault(feature.kind, set()).update(_around(feature.text("year")))
    return found


def _around(text: str) -> tuple[date, ...]:
    """Gives the first and the last day of a period and the one after it; nothing where it is none."""
    first = begun(text)
    if first is None:
        return ()
    last = parse_period(text).end
    return (first, last, last + _DAY) if last < date.max else (first, last)


def _trend(view: View, spec: MetricSpec, subject: Subject, on: Callable[[date], View]) -> tuple[Known, ...]:
    found: list[Known] = []
    for day in turning_days(view, spec, subject):
        measure = evaluate(on(day), spec.id, subject)
        if found and _says(measure) == _says(found[-1].measure):
            continue
        if found or measure.value is not None:
            found.append(Known(day, measure))
    return tuple(found)


def _says(measure: Measure) -> tuple[object, ...]:
    """Gives what tells one state of a measure from another: its value, bounds, outcome and figures."""
    lines = tuple(figure.line for figure in measure.figures) if measure.value is not None else ()
    return measure.value, measure.low, measure.high, measure.outcome, lines


@table(
    TableSpec(
        id="trends",
        name=Text("Chỉ số theo thời gian", "Measures over time"),
        about=Text(
            "Các chỉ số của tỉnh, nhóm khu và từng khu đã đổi giá trị, theo ngày biết được.",
            "Measures of the province, of groups and of zones that changed, by the day on which that was known.",
        ),
        columns=(
            Column("metric", Text("Mã chỉ số", "Measure id")),
            Column("metric_name", Text("Chỉ số", "Measure")),
            Column("subject", Text("Mã", "Id")),
            Column("subject_name", Text("Của", "Of")),
            Column("known_from", Text("Biết từ ngày", "Known from")),
            Column("value", Text("Giá trị", "Value")),
            Column("as_of", Text("Thời điểm số liệu", "Date of the figures")),
        ),
        source="zoneplan",
    )
)
def trends(view: View, spec: TableSpec) -> Table:
    """Gives a row for each day on which a measure made of figures changed, where it has had two values or more."""
    on = cache(view.at)
    rows: list[tuple[Cell, ...]] = []
    for metric_id, (measured, _) in METRICS.items():
        if not measured.needs or measured.rasters:
            continue
        for subject in (s for s in subjects_of(view, metric_id) if s.role in _ROLES):
            found = _trend(view, measured, subject, on)
            values = (known.measure.value for known in found)
            if len({round(value, measured.decimals) for value in values if value is not None}) > 1:
                rows += (_row(known) for known in found)
    if not rows:
        return Table(spec=spec, reason=Message.of(_NONE))
    return Table(spec=spec, rows=tuple(rows), remarks=(Message.of(_AS_KNOWN),))


def _row(known: Known) -> tuple[Cell, ...]:
    measure = known.measure
    return (
        measure.spec.id,
        measure.spec.name,
        measure.subject.id,
        measure.subject.name,
        known.since.isoformat(),
        measure,
        measure.as_of or None,
    )

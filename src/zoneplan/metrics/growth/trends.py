"""Measures over time: what each was by what was known on the days on which that changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import METRICS, evaluate, subjects_of
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
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
    return _trend(view, METRICS[metric_id][0], subject, lambda on: View(view.plan, on))


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
    days, zones = view.once(_days_of_figures), view.once(_zones)
    apart = zones - {subject.id} if subject.role is Role.ZONE else frozenset()
    for indicator in spec.needs:
        for of, known in days.get(indicator, ()):
            if of not in apart:
                yield from known


def _zones(view: View) -> frozenset[str]:
    return frozenset(zone.id for zone in view.plan.zones)


def _days_of_figures(view: View) -> dict[str, list[tuple[str, tuple[date, ...]]]]:
    """Gives by indicator the subject of each figure, when it becomes known and when its time is over."""
    ledger = view.plan.ledger
    found: dict[str, list[tuple[str, tuple[date, ...]]]] = {}
    for figure in ledger.figures:
        over = (figure.as_of.end + _DAY,) if figure.as_of.end < date.max else ()
        days = (ledger.known_from(figure), *over)
        found.setdefault(figure.indicator, []).append((figure.subject, days))
    return found


def _of_rules(view: View, spec: MetricSpec) -> Iterator[date]:
    for threshold in view.plan.regulations.thresholds.values():
        if threshold.metric == spec.id:
            if threshold.in_force_from:
                yield threshold.in_force_from
            if threshold.in_force_to:
                yield threshold.in_force_to + _DAY


def _of_places(view: View, spec: MetricSpec, subject: Subject) -> Iterator[date]:
    for zone in view.plan.zones:
        if subject.role is not Role.ZONE or zone.id == subject.id:
            yield from _around(zone.text("established"))
    for feature in view.plan.features:
        if feature.kind in spec.layers:
            yield from _around(feature.text("year"))
    for raster in view.plan.rasters.values():
        if raster.kind.id in spec.rasters:
            yield from _around(raster.as_of.text)


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
            "các chỉ số của tỉnh, nhóm khu và từng khu đã đổi giá trị, theo ngày biết được",
            "measures of the province, of groups and of zones that changed, by the day on which that was known",
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

    @cache
    def on(day: date) -> View:
        return View(view.plan, day)

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

"""Industrial output year by year: one block a subject and a price base, never joined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zoneplan.metrics.build import from_amount, missing_row, rate
from zoneplan.metrics.growth.output_shares import output_in, share_in
from zoneplan.metrics.growth.targets import OUTPUT, TARGET, met_in
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import METRICS, metric
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.figure import Confidence, Figure, span
from zoneplan.text import Message, Number, Text

_SERIES = re.compile(r"industrial_output_(?:[0-9]{4}_)?bn_vnd")
_OF = frozenset({Role.PLAN, Role.GROUP, Role.ZONE})
_NO_YEAR_BEFORE = Text(
    "Chưa có số cả năm {before}, nên không tính được mức tăng của năm {year}. Cần một dòng trong sổ: {subject}, {indicator}.",
    "The whole of {before} is not on record, so the growth of {year} cannot be told. It needs a ledger row: {subject}, {indicator}.",
)
_GROWTH = Text("({now} ÷ {before} − 1) × 100 = {value} %", "({now} ÷ {before} − 1) × 100 = {value} %")
_WHOLE = Text("cả năm", "whole year")
_PART = Text("một phần năm", "part of a year")
_GOAL = Text("chỉ có mục tiêu", "target only")
_APART = Text(
    "Mỗi gốc giá là một chuỗi riêng: không nối và không so hai chuỗi.",
    "Each price base is a series of its own: two of them are neither joined nor compared.",
)
_PARTS = Text(
    "Số của một phần năm không phải số của năm: không tính mức tăng, không so với mục tiêu năm.",
    "Part of a year is no year: it has no growth and no share of the year's target.",
)
_NONE = Text(
    "Sổ chưa có giá trị sản xuất công nghiệp của tỉnh, nhóm khu.", "The ledger has no industrial output."
)


def growth_in(view: View, spec: MetricSpec, subject: Subject, indicator: str, year: int) -> Measure:
    """Gives the growth of a year on the year before within one series of prices."""
    now, before = view.of_year(subject, indicator, year), view.of_year(subject, indicator, year - 1)
    if now is None or before is None:
        reason = Message.of(
            _NO_YEAR_BEFORE, year=str(year), before=str(year - 1), subject=subject.id, indicator=indicator
        )
        figures = now.figures if now else ()
        return Measure(spec=spec, subject=subject, figures=figures, reason=reason)
    measure = rate(spec, subject, now, before, scale=100)
    if measure.value is None or measure.low is None or measure.high is None:
        return measure
    value = measure.value - 100
    shown = Message.of(_GROWTH, now=now.value, before=before.value, value=Number(value, spec.decimals))
    return replace(
        measure, value=value, low=measure.low - 100, high=measure.high - 100, working=shown, remarks=()
    )


@metric(
    MetricSpec(
        id="output_growth_pct",
        name=Text("Mức tăng giá trị sản xuất công nghiệp", "Growth of industrial output"),
        formula=Text(
            "(giá trị năm gần nhất ÷ giá trị năm trước đó cùng gốc giá − 1) × 100",
            "(output of the latest whole year ÷ output of the year before in the same prices − 1) × 100",
        ),
        unit="pct",
        base=Text("giá trị sản xuất năm trước, cùng gốc giá", "output of the year before in the same prices"),
        roles=_OF,
        source="zoneplan",
        direction=Direction.MORE,
        needs=(OUTPUT, "industrial_output_growth_pct"),
        decimals=1,
    )
)
def growth(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the growth of the latest whole year, the published growth of that year beside it."""
    years = view.plan.ledger.years(subject.id, OUTPUT, view.on)
    if not years:
        return missing_row(spec, subject, spec.needs[:1])
    measure = growth_in(view, spec, subject, OUTPUT, years[-1])
    published = view.of_year(subject, spec.needs[1], years[-1])
    if measure.value is None or published is None:
        return measure
    return replace(measure, others=(*measure.others, *published.figures, *published.others))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table: its time, what it is, and the figures it is made of."""

    when: str
    kind: Text
    year: int | None
    output: Amount | None


@table(
    TableSpec(
        id="output_series",
        name=Text("Giá trị sản xuất công nghiệp theo năm", "Industrial output by year"),
        about=Text(
            "Giá trị sản xuất của tỉnh và của các nhóm khu theo từng gốc giá, so với năm trước, với mục tiêu của năm và với "
            "toàn tỉnh.",
            "Output of the province and of the groups of zones by price base, against the year before, the target of the "
            "year and the province.",
        ),
        columns=(
            Column("subject", Text("Mã", "Id")),
            Column("subject_name", Text("Của", "Of")),
            Column("series", Text("Chuỗi, gốc giá", "Series, price base")),
            Column("period", Text("Thời gian", "Period")),
            Column("kind", Text("Loại", "Kind")),
            Column("output", Text("Giá trị sản xuất", "Output"), "bn_vnd", 1),
            Column("growth", Text("So với năm trước", "On the year before"), "pct", 1),
            Column("target", Text("Mục tiêu của năm", "Target of the year"), "bn_vnd", 0),
            Column("target_met", Text("Đạt mục tiêu của năm", "Target of the year met"), "pct", 1),
            Column("share", Text("Tỷ trọng trong tỉnh", "Share of the province"), "pct", 1),
            Column("published", Text("Nguồn công bố", "Source dated")),
        ),
        source="zoneplan",
        needs=(OUTPUT, TARGET),
    )
)
def output_series(view: View, spec: TableSpec) -> Table:
    """Gives a block for each subject and price base: whole years, then parts of years."""
    rows: list[tuple[Cell, ...]] = []
    figures: list[Figure] = []
    for subject in (view.province, *view.groups):
        for indicator in sorted(filter(_SERIES.fullmatch, view.plan.ledger.indicators), key=_base):
            for line in (*_years(view, subject, indicator), *_parts(view, subject, indicator)):
                rows.append(_row(view, subject, indicator, line))
                figures += _used(view, subject, line)
    if not rows:
        return Table(spec=spec, reason=Message.of(_NONE))
    remarks = (Message.of(_APART), Message.of(_PARTS))
    return Table(spec=spec, rows=tuple(rows), figures=tuple(dict.fromkeys(figures)), remarks=remarks)


def _base(indicator: str) -> tuple[bool, str]:
    """Puts the series that targets speak of first."""
    return indicator != OUTPUT, indicator


def _years(view: View, subject: Subject, indicator: str) -> Iterator[_Line]:
    ledger = view.plan.ledger
    known = ledger.years(subject.id, indicator, view.on)
    aimed = ledger.years(subject.id, TARGET, view.on) if indicator == OUTPUT else ()
    for year in sorted({*known, *aimed}):
        amount = view.of_year(subject, indicator, year)
        yield _Line(str(year), _WHOLE if amount else _GOAL, year, amount)


def _parts(view: View, subject: Subject, indicator: str) -> Iterator[_Line]:
    """Gives one row of each part of a year, or of each span of several, on record."""
    ledger = view.plan.ledger
    known = [f for f in ledger.all_of(subject.id, indicator) if ledger.known_from(f) <= view.on]
    parts = sorted((f for f in known if not f.as_of.is_year), key=lambda f: (f.as_of.start, f.as_of.end))
    for text in dict.fromkeys(f.as_of.text for f in parts):
        own = [f for f in parts if f.as_of.text == text]
        best = min(own, key=lambda f: (not f.preferred, f.confidence != Confidence.PUBLISHED, f.line))
        rivals = tuple(f for f in own if f is not best)
        low, high = span(best, rivals, ledger.indicators[indicator])
        yield _Line(text, _PART, None, Amount(best.value, low, high, (best,), rivals, (subject.id,)))


def _row(view: View, subject: Subject, indicator: str, line: _Line) -> tuple[Cell, ...]:
    output: Cell = None
    if line.output is not None:
        spec = METRICS[OUTPUT][0]
        output = from_amount(spec, subject, line.output) if indicator == OUTPUT else line.output.value
    return (
        subject.id,
        subject.name,
        view.plan.ledger.indicators[indicator].name,
        line.when,
        line.kind,
        output,
        *_compared(view, subject, indicator, line),
        _dates(view, line),
    )


def _compared(view: View, subject: Subject, indicator: str, line: _Line) -> tuple[Cell, ...]:
    """Gives growth, target, share of the target and share of the province of a whole year."""
    if line.year is None:
        return None, None, None, None
    growth_spec, met_spec = METRICS["output_growth_pct"][0], METRICS["output_target_met_pct"][0]
    grown = growth_in(view, growth_spec, subject, indicator, line.year) if line.output else None
    if indicator != OUTPUT:
        return _told(grown), None, None, None
    goal = view.of_year(subject, TARGET, line.year)
    met = met_in(view, met_spec, subject, line.year) if goal and line.output else None
    share = None
    if subject.role is Role.GROUP and (both := output_in(view, subject, line.year)) is not None:
        share = share_in(view, METRICS["zones_share_of_output_pct"][0], subject, line.year, both)
    return _told(grown), goal.value if goal else None, _told(met), _told(share)


def _told(measure: Measure | None) -> Measure | None:
    return measure if measure is not None and measure.value is not None else None


def _used(view: View, subject: Subject, line: _Line) -> tuple[Figure, ...]:
    """Gives the rows behind the plain numbers of a line."""
    goal = view.of_year(subject, TARGET, line.year) if line.year is not None else None
    return (*_own(line), *(goal.figures if goal else ()))


def _own(line: _Line) -> tuple[Figure, ...]:
    return line.output.figures if line.output else ()


def _dates(view: View, line: _Line) -> str | None:
    """Gives when the sources of the output came out, as far as they say."""
    sources = dict.fromkeys(s for figure in _own(line) for s in figure.sources)
    dates = [view.plan.sources[s].date for s in sources if s in view.plan.sources]
    return "; ".join(date for date in dict.fromkeys(dates) if date) or None

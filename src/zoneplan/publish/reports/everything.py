"""All values in one list, and the measures that have none at all."""

import math
from collections.abc import Iterator

from zoneplan.metrics import METRICS, Measure, MetricSpec
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.raster import RASTER_KINDS
from zoneplan.publish.explain import OUTCOME_NAMES, unit_sign
from zoneplan.publish.families import family_of
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, bare_cell
from zoneplan.publish.reports.model import Cell, Column, Row, Section, Table
from zoneplan.publish.reports.rows import subject_name
from zoneplan.text import Message, Text, decimals_shown, format_date, format_number

_MOST = 100_000
"""Rows that the list of all values may have: a sheet can hold more, few computers open it."""


def everything(ctx: Context) -> Section:
    """Gives every value of every subject, one a row, for filtering."""
    say = ctx.dossier.say
    shown = (
        Column("measure", say(words.MEASURE), width=40),
        Column("subject", say(words.SUBJECT), width=34),
        Column("value", say(words.VALUE), width=14, numeric=True),
        Column("unit", say(words.UNIT), width=15),
        Column("low", say(words.LOW), width=13, numeric=True),
        Column("high", say(words.HIGH), width=13, numeric=True),
        Column("as_of", say(words.DATE), width=16),
        Column("verdict", say(words.VERDICT), width=14),
        Column("family", say(words.GROUP), width=30, printed=False),
        Column("metric", say(words.METRIC_ID), width=36, printed=False),
        Column("subject_id", say(words.SUBJECT_ID), width=28, printed=False),
    )
    valued = [measure for measure in ctx.dossier.measures if measure.value is not None]
    fixed = _Fixed(ctx)
    rows = tuple(_row(ctx, measure, fixed) for measure in valued[:_MOST])
    title, lead = say(words.EVERYTHING), [say(words.EVERYTHING_LEAD)]
    if len(valued) > len(rows):
        told = Message.of(words.FIRST_VALUES, shown=len(rows), count=len(valued), path="reports/measures.csv")
        lead.append(say(told))
    table = Table("everything-all", "", shown, rows)
    return Section("everything", title, title, "neutral", (table,), tuple(lead))


class _Fixed:
    """The cells that are the same in many rows, each made once: the list may have a hundred thousand rows."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._made: dict[str, Cell] = {}
        self._metrics: dict[str, tuple[Cell, Cell, Cell, Cell]] = {}
        self._subjects: dict[str, tuple[Cell, Cell]] = {}

    def of(self, text: str) -> Cell:
        """Gives the cell of a text."""
        if text not in self._made:
            self._made[text] = Cell(text)
        return self._made[text]

    def metric(self, spec: MetricSpec) -> tuple[Cell, Cell, Cell, Cell]:
        """Gives name, unit, family and id of a measure."""
        if spec.id not in self._metrics:
            say, unit = self._ctx.dossier.say, unit_sign(spec.unit, self._ctx.language)
            self._metrics[spec.id] = (
                Cell(say(spec.name)),
                Cell(unit),
                Cell(say(family_of(spec.id).title)),
                Cell(spec.id),
            )
        return self._metrics[spec.id]

    def subject(self, subject: str) -> tuple[Cell, Cell]:
        """Gives name and id of a subject."""
        if subject not in self._subjects:
            self._subjects[subject] = (Cell(subject_name(self._ctx, subject)), Cell(subject))
        return self._subjects[subject]


def _row(ctx: Context, measure: Measure, fixed: _Fixed) -> Row:
    name, unit, family, metric = fixed.metric(measure.spec)
    subject, key = fixed.subject(measure.subject.id)
    return Row(
        (
            name,
            subject,
            bare_cell(ctx, measure),
            unit,
            _end(ctx, measure.low, measure.spec),
            _end(ctx, measure.high, measure.spec),
            fixed.of(format_date(measure.as_of, ctx.language) if measure.as_of else ""),
            fixed.of(ctx.dossier.say(OUTCOME_NAMES[measure.outcome]) if measure.verdict else ""),
            family,
            metric,
            key,
        )
    )


def _end(ctx: Context, value: float | None, spec: MetricSpec) -> Cell:
    if value is None or not math.isfinite(value):
        return Cell()
    decimals = decimals_shown(value, spec.decimals)
    return Cell(format_number(value, ctx.language, spec.decimals), value, decimals)


def never_computed(ctx: Context) -> Table:
    """Gives the measures that have no value for any subject, each once, with the input that is missing."""
    say = ctx.dossier.say
    found: dict[str, list[Measure]] = {}
    for measure in ctx.dossier.measures:
        found.setdefault(measure.spec.id, []).append(measure)
    none = {key: same for key, same in found.items() if all(m.value is None for m in same)}
    rows = tuple(
        Row((Cell(say(METRICS[key][0].name)), Cell(key), Cell("\n".join(_lacking(ctx, same)))))
        for key, same in none.items()
    )
    shown = (
        Column("measure", say(words.MEASURE), width=34),
        Column("metric", say(words.METRIC_ID), width=38),
        Column("lacking", say(words.LACKING), width=64),
    )
    return Table("missing-measures", say(words.NEVER_COMPUTED), shown, rows)


def _lacking(ctx: Context, same: list[Measure]) -> Iterator[str]:
    """Gives what the plan lacks for a measure; where it has all that is declared, the reason of its first subject."""
    plan, say = ctx.plan, ctx.dossier.say
    spec = same[0].spec
    known = {figure.indicator for figure in plan.ledger.figures}
    figures = [say(plan.ledger.indicators[need].name) for need in spec.needs if need not in known]
    layers = [say(KINDS[kind].name) for kind in spec.layers if not plan.of_kind(kind)]
    rasters = [say(RASTER_KINDS[kind].name) for kind in spec.rasters if not plan.rasters_of(kind)]
    told: tuple[tuple[Text, list[str]], ...] = (
        (words.NEEDS_FIGURES, figures),
        (words.NEEDS_LAYERS, layers),
        (words.NEEDS_RASTERS, rasters),
    )
    lacking = [say(Message.of(text, names=names)) for text, names in told if names]
    if lacking:
        yield from lacking
        return
    reason = next((m.reason for m in same if m.reason), None)
    if reason is not None:
        yield say(reason)

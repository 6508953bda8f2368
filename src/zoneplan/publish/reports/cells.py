"""Cells: a measure or a ledger figure as a report shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

from zoneplan.metrics import Measure
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import (
    OUTCOME_NAMES,
    bound_sign,
    figure_text,
    sources_of,
    unit_sign,
    verdict_text,
)
from zoneplan.publish.reports import words
from zoneplan.publish.reports.model import DASH, Cell
from zoneplan.publish.tabled import IMPOSSIBLE, mark_of, number_text
from zoneplan.text import Language, Message, Text, decimals_shown, format_date, format_number

_MOST_DECIMALS = 4


@dataclass(frozen=True)
class Context:
    """A dossier and the numbers under which its values are explained."""

    dossier: Dossier
    numbers: Mapping[tuple[str, str], int]

    @property
    def plan(self) -> Plan:
        """The plan of the dossier."""
        return self.dossier.plan

    @property
    def language(self) -> Language:
        """The language of the report."""
        return self.dossier.language

    @cached_property
    def communes(self) -> Mapping[str, str]:
        """Names of communes in the report's language by their Vietnamese name."""
        return {c.name.vi: c.named(self.language) for c in self.plan.of_kind("communes")}


def missing_cell(reason: str, explanation: int = 0) -> Cell:
    """Gives the cell of a value that is not there, with the reason."""
    return Cell(DASH, tone="muted", note=(reason,), explanation=explanation)


def decimals_of(value: float) -> int:
    """Gives how many decimals a printed figure needs, at most four."""
    return next((d for d in range(_MOST_DECIMALS) if round(value, d) == value), _MOST_DECIMALS)


def plain_cell(number: float) -> Cell:
    """Gives a year or a line number: no thousands separators."""
    return Cell(str(int(number)), number, grouped=False)


def _reason(reason: Message) -> Message:
    """Gives the reason why a row has no value, the same for all rows that lack the same: the row has its id."""
    return Message(reason.text, {**reason.params, "subject": words.THIS_ROW})


def _note(ctx: Context, measure: Measure, number: int) -> tuple[str, ...]:
    say = ctx.dossier.say
    sources = sources_of(ctx.plan, measure)
    reason = measure.reason if number or measure.reason is None else _reason(measure.reason)
    lines = [
        say(reason) if reason else "",
        say(measure.working) if measure.working else "",
        verdict_text(measure, ctx.language),
        say(Message.of(words.AT, date=format_date(measure.as_of, ctx.language))) if measure.as_of else "",
        *(say(remark) for remark in measure.remarks),
        say(Message.of(words.FROM, sources=sources)) if sources else "",
        say(Message.of(words.SEE, number=number)) if number else "",
    ]
    return tuple(line for line in lines if line)


def measure_cell(ctx: Context, metric: str, subject: str) -> Cell:
    """Gives the cell of a measure: its value with bound, verdict and note, or a dash with the reason."""
    measure = ctx.dossier.measure(metric, subject)
    if measure is None:
        return missing_cell(ctx.dossier.say(words.NOT_MEASURED))
    return value_cell(ctx, measure, ctx.numbers.get((metric, subject), 0))


def value_cell(ctx: Context, measure: Measure, number: int = 0) -> Cell:
    """Gives the cell of any measure; ``number`` is that of its explanation, 0 where it has none."""
    note, bare = _note(ctx, measure, number), bare_cell(ctx, measure)
    if bare.missing:
        return replace(bare, note=note or (ctx.dossier.say(words.BEYOND),), explanation=number)
    return replace(
        bare,
        unit=unit_sign(measure.spec.unit, ctx.language),
        word=", ".join(ctx.dossier.say(word) for word in _words(measure)),
        note=note,
        sources=sources_of(ctx.plan, measure),
        explanation=number,
    )


def bare_cell(ctx: Context, measure: Measure) -> Cell:
    """Gives the cell of any measure with neither unit nor note: its value with bound and verdict, or a dash."""
    if measure.value is None or not isfinite(measure.value):
        return Cell(DASH, tone="muted")
    outcome = measure.verdict.outcome if measure.verdict else None
    return Cell(
        text=number_text(measure, ctx.language),
        number=measure.value,
        decimals=decimals_shown(measure.value, measure.spec.decimals),
        bound=bound_sign(measure),
        verdict=outcome.value if outcome else "",
        mark=mark_of(measure),
    )


def _words(measure: Measure) -> Iterator[Text]:
    """Gives the words for the marks of a value."""
    if measure.verdict:
        yield OUTCOME_NAMES[measure.verdict.outcome]
    if measure.impossible:
        yield IMPOSSIBLE


def printed_cell(ctx: Context, figure: Figure) -> Cell:
    """Gives the cell of a ledger row as its source printed it."""
    decimals = decimals_of(figure.printed)
    unit = unit_sign(figure.unit, ctx.language)
    text = format_number(figure.printed, ctx.language, decimals)
    shown = figure_text(figure, ctx.language)
    bound = shown[:2] if shown[:1] in "≥≤≈" else ""
    sources = ctx.dossier.say(Message.of(words.FROM, sources=figure.sources))
    date = ctx.dossier.say(Message.of(words.AT, date=format_date(figure.as_of.text, ctx.language)))
    note = (date, sources, figure.remark) if figure.remark else (date, sources)
    return Cell(
        bound + text, figure.printed, decimals, unit=unit, bound=bound, note=note, sources=figure.sources
    )


def figure_cell(ctx: Context, indicator: str, subject: str) -> Cell:
    """Gives the cell of the ledger figure that counts at the plan's date, or a dash with the row it needs."""
    found = ctx.plan.ledger.look_up(subject, indicator, ctx.plan.as_of)
    if found is None:
        return missing_cell(
            ctx.dossier.say(Message.of(words.NO_ROW, subject=words.THIS_ROW, indicator=indicator))
        )
    return printed_cell(ctx, found.chosen)

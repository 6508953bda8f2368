"""Figures as rows of a card in one language: a measure with everything that explains it, a figure of the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zoneplan.metrics import Measure
from zoneplan.metrics.measure import Verdict
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.publish.explain import (
    OUTCOME_SIGNS,
    FigureLine,
    bound_sign,
    figure_line,
    judged_text,
    method_text,
    range_text,
    threshold_text,
    value_text,
)
from zoneplan.publish.maps.model.trend import Trend, trend_of
from zoneplan.text import Language, Message, Text, format_date, render

MAX_LINES = 6
MAX_ASIDE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger in words; ``sources`` are ids, their titles stand once in the map's model."""

    name: str
    value: str
    as_of: str
    confidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict in words; ``unverified`` says that its document was not seen."""

    outcome: str
    sign: str
    text: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the card; ``outcome`` is ``met``, ``not_met``, ``uncertain`` or nothing.

    ``key`` says that a place of this sort is expected to have it, ``range`` between what the value lies where that
    leaves more open than rounding. ``aside`` holds the other values of the very same figure, short enough to stand
    beside it.
    """

    metric: str
    name: str
    value: str
    as_of: str
    of: str = ""
    key: bool = False
    range: str = ""
    sign: str = ""
    outcome: str = ""
    verdict: str = ""
    unverified: bool = False
    verdicts: tuple[Judged, ...] = ()
    benchmarks: tuple[str, ...] = ()
    formula: str = ""
    working: str = ""
    base: str = ""
    method: str = ""
    remarks: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    more: int = 0
    others: tuple[Line, ...] = ()
    aside: tuple[str, ...] = ()
    trend: Trend | None = None


class Teller:
    """Tells figures and measures of a plan in one language; what comes up again is worked out only once."""

    def __init__(self, plan: Plan, language: Language) -> None:
        self.plan = plan
        self.language: Language = language
        self._lines: dict[int, FigureLine] = {}

    def say(self, words: Text | Message) -> str:
        """Gives words in the language."""
        return words.in_(self.language) if isinstance(words, Text) else render(words, self.language)

    def words(self, figure: Figure) -> FigureLine:
        """Gives a figure of the ledger in words."""
        found = self._lines.get(id(figure))
        if found is None:
            found = self._lines[id(figure)] = figure_line(self.plan, figure, self.language)
        return found

    def measured(self, measure: Measure, *, of: str = "", key: bool = False) -> Row:
        """Gives a measure as a row with everything that explains it."""
        spec, verdict = measure.spec, measure.verdict
        judged = tuple(self._judged(one) for one in measure.verdicts)
        value = value_text(measure, self.language)
        return Row(
            metric=spec.id,
            name=self._figure_name(measure) or spec.name.in_(self.language),
            of=of,
            key=key,
            value=value,
            range=range_text(measure, self.language) if bound_sign(measure) else "",
            as_of=format_date(measure.as_of, self.language) if measure.as_of else "",
            sign=(OUTCOME_SIGNS[verdict.outcome] if verdict else "") + ("!" if measure.impossible else ""),
            outcome=verdict.outcome.value if verdict else "",
            verdict=judged_text(verdict, self.language) if verdict else "",
            unverified=verdict is not None and not verdict.threshold.verified,
            verdicts=judged if len(judged) > 1 else (),
            benchmarks=tuple(threshold_text(threshold, self.language) for threshold in measure.benchmarks),
            formula=spec.formula.in_(self.language),
            working=self._told(measure.working) or self._told(measure.reason),
            base=spec.base.in_(self.language),
            method=method_text(spec, self.language),
            remarks=tuple(render(remark, self.language) for remark in measure.remarks),
            lines=self._many(measure.figures, measure.subject.id),
            more=max(0, len(measure.figures) - MAX_LINES),
            others=self._many(measure.others, measure.subject.id),
            aside=self._aside(value, measure.others) if len(measure.figures) == 1 else (),
            trend=self._trend_of_measure(measure),
        )

    def kept(self, subject: str, indicator: str) -> Row:
        """Gives what the ledger says of a subject as a row, the figure that counts before the others."""
        rows = self.plan.ledger.all_of(subject, indicator)
        found = self.plan.ledger.look_up(subject, indicator, self.plan.as_of)
        lead = found.chosen if found else rows[-1]
        others = [figure for figure in rows if figure is not lead]
        words = self.words(lead)
        return Row(
            metric=indicator,
            name=words.name,
            value=words.value,
            as_of=words.as_of,
            lines=self._many([lead], subject),
            others=self._many(others, subject),
            aside=self._aside(words.value, others),
            trend=trend_of(self.plan, subject, indicator, self.language) if len(rows) > 1 else None,
        )

    def _told(self, words: Message | None) -> str:
        return render(words, self.language) if words else ""

    def _judged(self, verdict: Verdict) -> Judged:
        return Judged(
            verdict.outcome.value,
            OUTCOME_SIGNS[verdict.outcome],
            judged_text(verdict, self.language),
            not verdict.threshold.verified,
        )

    def _figure_name(self, measure: Measure) -> str:
        """Gives the name of the very figure that a measure repeats: a planned plant has no capacity in operation."""
        if len(measure.figures) != 1 or measure.figures[0].indicator != measure.spec.id:
            return ""
        return self.words(measure.figures[0]).name

    def _line(self, figure: Figure, subject: str) -> Line:
        words = self.words(figure)
        name = words.name if figure.subject == subject else f"{words.name}, {words.subject_name}"
        return Line(name, words.value, words.as_of, words.confidence, words.sources, words.note)

    def _many(self, figures: Sequence[Figure], subject: str) -> tuple[Line, ...]:
        return tuple(self._line(figure, subject) for figure in figures[:MAX_LINES])

    def _aside(self, shown: str, others: Iterable[Figure]) -> tuple[str, ...]:
        texts = dict.fromkeys(self.words(figure).value for figure in others)
        return tuple(text for text in texts if text != shown)[:MAX_ASIDE]

    def _trend_of_measure(self, measure: Measure) -> Trend | None:
        """Gives how a measure went that is one figure of the subject itself as it stands."""
        if len(measure.figures) != 1 or not measure.others:
            return None
        figure = measure.figures[0]
        if figure.subject != measure.subject.id or figure.value != measure.value:
            return None
        return trend_of(self.plan, figure.subject, figure.indicator, self.language)

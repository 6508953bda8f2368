"""A measure in words: the same for the terminal, a popup and a report's note."""

import math
from dataclasses import dataclass

from zoneplan.metrics import Measure
from zoneplan.plan.ledger import Bound, Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome, Threshold
from zoneplan.plan.units import UNITS
from zoneplan.text import Language, Message, Text, format_date, format_number, render

OUTCOME_SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.UNCERTAIN: "?", Outcome.NOT_APPLICABLE: ""}
OUTCOME_NAMES = {
    Outcome.MET: Text("đạt", "met"),
    Outcome.NOT_MET: Text("chưa đạt", "not met"),
    Outcome.UNCERTAIN: Text("chưa chắc", "uncertain"),
    Outcome.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
}
CONFIDENCE_NAMES = {
    "published": Text("công bố", "published"),
    "derived": Text("suy ra", "derived"),
    "estimated": Text("ước tính", "estimated"),
}
_BOUND_SIGNS = {Bound.EXACT: "", Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.ABOUT: "≈ "}
NO_VALUE = Text("chưa có", "no value")
_UNVERIFIED = Text("chưa kiểm chứng văn bản", "document not verified")
_THRESHOLD = Text(
    "{name} {comparison} {value} {unit} ({document}){unverified}",
    "{name} {comparison} {value} {unit} ({document}){unverified}",
)
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "between": "", "within": "±", "info": "~"}


def unit_sign(unit: str, language: Language) -> str:
    """Gives the sign of a unit as people read it."""
    return UNITS[unit].sign.in_(language) if unit in UNITS else unit


def quantity(value: float, unit: str, language: Language, decimals: int | None = None) -> str:
    """Gives a number with its unit, such as ``1.097,75 ha``."""
    sign = unit_sign(unit, language)
    return f"{format_number(value, language, decimals)} {sign}".rstrip()


_SLIGHT = 0.025
"""Up to which part of a value its bounds are only the rounding of printed figures and no sign warns of them."""


def bound_sign(measure: Measure) -> str:
    """Gives ``≥``, ``≤`` or ``≈`` where the figures leave more open than their rounding, else nothing."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    slight = _SLIGHT * abs(measure.value)
    below, above = measure.value - measure.low > slight, measure.high - measure.value > slight
    if measure.high == math.inf or (above and not below):
        return "≥ "
    if below and not above:
        return "≤ "
    return "≈ " if below or any(f.bound is Bound.ABOUT for f in measure.figures) else ""


def value_text(measure: Measure, language: Language) -> str:
    """Gives the value with its bound and unit, or the words for none."""
    if measure.value is None:
        return NO_VALUE.in_(language)
    text = quantity(measure.value, measure.spec.unit, language, measure.spec.decimals)
    return bound_sign(measure) + text


def figure_text(figure: Figure, language: Language) -> str:
    """Gives a ledger figure as it was printed, with its bound and unit."""
    return _BOUND_SIGNS[figure.bound] + quantity(figure.printed, figure.unit, language)


def document_text(threshold: Threshold) -> str:
    """Gives the document and article of a threshold."""
    return ", ".join(part for part in (threshold.document, threshold.article) if part)


def threshold_text(threshold: Threshold, language: Language) -> str:
    """Gives a threshold with its value and document, and says where that was not verified."""
    unverified = "" if threshold.verified else f" – {_UNVERIFIED.in_(language)}"
    message = Message.of(
        _THRESHOLD,
        name=threshold.name,
        comparison=_SIGNS.get(threshold.comparison, ""),
        value=threshold.value,
        unit=unit_sign(threshold.unit, language),
        document=document_text(threshold),
        unverified=unverified,
    )
    return render(message, language)


def verdict_text(measure: Measure, language: Language) -> str:
    """Gives the verdict with its threshold and document; empty where there is none."""
    if measure.verdict is None:
        return ""
    outcome = OUTCOME_NAMES[measure.verdict.outcome].in_(language)
    return f"{outcome}: {threshold_text(measure.verdict.threshold, language)}"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A ledger row in words."""

    line: int
    subject: str
    subject_name: str
    indicator: str
    name: str
    value: str
    as_of: str
    confidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that explains a measure, in words of one language."""

    metric: str
    name: str
    subject: str
    subject_name: str
    value: str
    as_of: str
    base: str
    formula: str
    working: str
    verdict: str
    reason: str
    remarks: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    others: tuple[FigureLine, ...]
    features: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    method: str


def figure_line(plan: Plan, figure: Figure, language: Language) -> FigureLine:
    """Gives a ledger row in words."""
    indicator = plan.ledger.indicators.get(figure.indicator)
    subject = plan.subjects.get(figure.subject)
    confidence = CONFIDENCE_NAMES.get(figure.confidence)
    return FigureLine(
        line=figure.line,
        subject=figure.subject,
        subject_name=subject.in_(language) if subject else figure.subject,
        indicator=figure.indicator,
        name=indicator.name.in_(language) if indicator else figure.indicator,
        value=figure_text(figure, language),
        as_of=format_date(figure.as_of.text, language),
        confidence=confidence.in_(language) if confidence else figure.confidence,
        sources=figure.sources,
        note=figure.remark,
    )


def source_title(plan: Plan, source: str, language: Language) -> str:
    """Gives the title, publisher and date of a source."""
    found = plan.sources.get(source)
    if found is None:
        return source
    return ", ".join(
        part for part in (found.title, found.publisher, format_date(found.date, language)) if part
    )


def sources_of(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """Gives the sources of a measure: of its figures, and of the features whose geometry it uses."""
    drawn = [plan.by_id[i] for i in measure.features if i in plan.by_id] if measure.spec.layers else []
    shapes = (source for feature in drawn for source in feature.references("source"))
    return tuple(dict.fromkeys((*measure.sources, *shapes)))


def explain(plan: Plan, measure: Measure, language: Language) -> Explanation:
    """Gives the explanation of a measure: value, formula, working, rows, sources, verdict, doubts."""
    spec = measure.spec
    return Explanation(
        metric=spec.id,
        name=spec.name.in_(language),
        subject=measure.subject.id,
        subject_name=measure.subject.name.in_(language),
        value=value_text(measure, language),
        as_of=format_date(measure.as_of, language) if measure.as_of else "",
        base=spec.base.in_(language),
        formula=spec.formula.in_(language),
        working=render(measure.working, language) if measure.working else "",
        verdict=verdict_text(measure, language),
        reason=render(measure.reason, language) if measure.reason else "",
        remarks=tuple(render(remark, language) for remark in measure.remarks),
        figures=tuple(figure_line(plan, f, language) for f in measure.figures),
        others=tuple(figure_line(plan, f, language) for f in measure.others),
        features=measure.features,
        sources=tuple((s, source_title(plan, s, language)) for s in sources_of(plan, measure)),
        method=spec.source,
    )

"""A measure in words: the same for the terminal, a popup and a report's note."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zoneplan.metrics import Measure, MetricSpec
from zoneplan.metrics.measure import Verdict
from zoneplan.plan.layer import Layer
from zoneplan.plan.ledger import Bound, Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.raster import Raster
from zoneplan.plan.regulations import Outcome, Threshold
from zoneplan.plan.units import UNITS
from zoneplan.text import Language, Message, Text, citation, format_date, format_number, render

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
_THRESHOLD = Text("{name}{limit} ({document}){unverified}", "{name}{limit} ({document}){unverified}")
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "within": "±"}
_OWN_SOURCES = {
    "zoneplan": Text("định nghĩa của zoneplan", "defined by zoneplan"),
    "standard": Text("công thức thông dụng", "common formula"),
}
_FINER = 4
"""How many further decimals bounds may be shown with that are the same when rounded like the value."""
_AT_LEAST = Text("từ {low} trở lên", "{low} or more")


def unit_sign(unit: str, language: Language) -> str:
    """Gives the sign of a unit as people read it."""
    return UNITS[unit].sign.in_(language) if unit in UNITS else unit


def quantity(value: float, unit: str, language: Language, decimals: int | None = None) -> str:
    """Gives a number with its unit, such as ``1.097,75 ha``."""
    sign = unit_sign(unit, language)
    return f"{format_number(value, language, decimals)} {sign}".rstrip()


_SLIGHT = 0.025
"""Up to which part of a value its bounds are only the rounding of printed figures and no sign warns of them."""


_ONE_SIDED = 0.1
"""How small a part of what one bound leaves open the other may leave for the value to be called a least or a most."""


def bound_sign(measure: Measure) -> str:
    """Gives ``≥``, ``≤`` or ``≈`` where the figures leave more open than their rounding, else nothing."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    below, above = measure.value - measure.low, measure.high - measure.value
    slight = _SLIGHT * abs(measure.value)
    if max(below, above) <= slight:
        return "≈ " if any(f.bound is Bound.ABOUT for f in measure.figures) else ""
    if below <= min(slight, _ONE_SIDED * above):
        return "≥ "
    return "≤ " if above <= min(slight, _ONE_SIDED * below) else "≈ "


def value_text(measure: Measure, language: Language) -> str:
    """Gives the value with its bound and unit, or the words for none."""
    if measure.value is None:
        return NO_VALUE.in_(language)
    text = quantity(measure.value, measure.spec.unit, language, measure.spec.decimals)
    return bound_sign(measure) + text


def figure_text(figure: Figure, language: Language) -> str:
    """Gives a ledger figure as it was printed, with its bound and unit."""
    return _BOUND_SIGNS[figure.bound] + quantity(figure.printed, figure.unit, language)


def document_text(threshold: Threshold, language: Language) -> str:
    """Gives the document and article of a threshold."""
    parts = (threshold.document.in_(language), threshold.article.in_(language))
    return ", ".join(part for part in parts if part)


def range_text(measure: Measure, language: Language, *, unit: bool = True) -> str:
    """Gives the bounds, with the unit unless told otherwise, such as ``98,4–100,5 %``; empty where they are all but the value."""
    low, high, decimals = measure.low, measure.high, measure.spec.decimals
    if measure.value is None or low is None or high is None or low == high:
        return ""
    if high == math.inf:
        return render(
            Message.of(_AT_LEAST, low=quantity(low, measure.spec.unit, language, decimals)), language
        )
    for shown in range(decimals, decimals + _FINER):
        least, most = format_number(low, language, shown), format_number(high, language, shown)
        if least != most:
            sign = unit_sign(measure.spec.unit, language) if unit else ""
            dash = "–" if low >= 0 else " … "
            return f"{least}{dash}{most} {sign}".rstrip()
    return ""


def limit_text(threshold: Threshold, language: Language) -> str:
    """Gives the value of a threshold with its sign, such as ``≥ 60 %``; both ends of one that has two."""
    ends = (threshold.value,) if threshold.value_high is None else (threshold.value, threshold.value_high)
    value = "–".join(format_number(end, language) for end in ends)
    sign = _SIGNS.get(threshold.comparison, "")
    return " ".join(part for part in (sign, value, unit_sign(threshold.unit, language)) if part)


def threshold_text(threshold: Threshold, language: Language) -> str:
    """Gives a threshold with its value and document, and says where that was not verified."""
    message = Message.of(
        _THRESHOLD,
        name=threshold.name,
        limit=f"{' ' if threshold.comparison in _SIGNS else ': '}{limit_text(threshold, language)}",
        document=document_text(threshold, language),
        unverified="" if threshold.verified else f" – {_UNVERIFIED.in_(language)}",
    )
    return render(message, language)


def verdict_text(measure: Measure, language: Language) -> str:
    """Gives the verdict with its threshold and document; empty where there is none."""
    return judged_text(measure.verdict, language) if measure.verdict else ""


def judged_text(verdict: Verdict, language: Language) -> str:
    """Gives one verdict with its threshold and document."""
    return f"{OUTCOME_NAMES[verdict.outcome].in_(language)}: {threshold_text(verdict.threshold, language)}"


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
    """Everything that explains a measure, in words of one language.

    ``verdict`` is the one that counts, ``verdicts`` are all; ``benchmarks`` are values to compare with that judge
    nothing. ``materials`` are the layers and rasters that it was measured in.
    """

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
    verdicts: tuple[str, ...] = ()
    benchmarks: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


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
    grids = (source for raster in rasters_of(plan, measure) for source in raster.source_ids)
    return tuple(dict.fromkeys((*measure.sources, *shapes, *grids)))


def rasters_of(plan: Plan, measure: Measure) -> tuple[Raster, ...]:
    """Gives the rasters that a measure with a value reads: those that it names, else all of its kinds."""
    if measure.value is None:
        return ()
    known = tuple(raster for kind in measure.spec.rasters for raster in plan.rasters_of(kind))
    said = [value for remark in measure.remarks for value in remark.params.values()]
    return tuple(raster for raster in known if raster.name in said) or known


def layers_of(plan: Plan, measure: Measure) -> tuple[Layer, ...]:
    """Gives the layers whose features a measure uses, as far as it names them."""
    used = (
        {plan.by_id[key].layer for key in measure.features if key in plan.by_id}
        if measure.spec.layers
        else set()
    )
    return tuple(layer for layer in plan.layers.values() if layer.id in used)


def method_text(spec: MetricSpec, language: Language) -> str:
    """Gives what a measure is made after, with what of it could not be checked or is zoneplan's own."""
    source = source_text(spec.source, language)
    return f"{source} – {spec.caveat.in_(language)}" if spec.caveat else source


def source_text(source: str, language: Language) -> str:
    """Gives the source that a measure or a table declares."""
    return _OWN_SOURCES.get(source, citation(source)).in_(language)


def _materials(plan: Plan, measure: Measure, language: Language) -> Iterator[str]:
    for layer in layers_of(plan, measure):
        yield f"{layer.name.in_(language)} ({layer.path})"
    for raster in rasters_of(plan, measure):
        path = raster.path or raster.id
        yield f"{raster.name.in_(language)} ({path}, {format_date(raster.as_of.text, language)})"


def explain(plan: Plan, measure: Measure, language: Language) -> Explanation:
    """Gives the explanation of a measure: value, formula, working, rows, sources, verdict, doubts."""
    return replace(
        explain_without_rows(plan, measure, language),
        figures=tuple(figure_line(plan, f, language) for f in measure.figures),
        others=tuple(figure_line(plan, f, language) for f in measure.others),
    )


def explain_without_rows(plan: Plan, measure: Measure, language: Language) -> Explanation:
    """Gives the explanation of a measure without its ledger rows, of which a total may have thousands."""
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
        figures=(),
        others=(),
        features=measure.features,
        sources=tuple((s, source_title(plan, s, language)) for s in sources_of(plan, measure)),
        method=method_text(spec, language),
        verdicts=tuple(judged_text(verdict, language) for verdict in measure.verdicts),
        benchmarks=tuple(threshold_text(threshold, language) for threshold in measure.benchmarks),
        materials=tuple(_materials(plan, measure, language)),
    )

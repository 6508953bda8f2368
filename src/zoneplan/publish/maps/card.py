"""The card of a place as data: its fields, its measures with their rows and sources, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zoneplan.metrics import Measure
from zoneplan.plan.declared import declared_area
from zoneplan.plan.kind import Field, Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import (
    OUTCOME_SIGNS,
    explain,
    figure_line,
    figure_text,
    quantity,
)
from zoneplan.publish.families import families, family_of
from zoneplan.publish.key_measures import is_key
from zoneplan.publish.maps.findings import Words
from zoneplan.publish.maps.words import DECLARED_CIRCLE, NO_AREA, SHARED
from zoneplan.text import Message

MAX_LINES = 6
MAX_MISSING = 5
MAX_ASIDE = 4
MAX_FINDINGS = 5

_BADGES = ("category", "stage", "status", "role", "cause")
_HEAD = ("id", "name_vi", "name_en", "commune", "former_unit", "position", "uncertainty_m", "source", "note")
_SHOWN_APART = frozenset((*_HEAD, *_BADGES, "same_as"))


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
class Row:
    """A figure of the card; ``outcome`` is ``met``, ``not_met``, ``uncertain`` or nothing.

    ``aside`` holds the other values of the very same figure, short enough to stand beside it.
    """

    metric: str
    name: str
    of: str
    value: str
    as_of: str
    sign: str
    outcome: str
    verdict: str
    unverified: bool
    formula: str
    working: str
    base: str
    method: str
    remarks: tuple[str, ...]
    lines: tuple[Line, ...]
    more: int
    others: tuple[Line, ...]
    aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the popup of a place says."""

    name: str
    where: str
    former: str
    badges: tuple[str, ...]
    sections: tuple[Section, ...]
    ledger: tuple[Row, ...]
    missing: tuple[str, ...]
    missing_more: int
    findings: tuple[Words, ...]
    findings_more: int
    facts: tuple[tuple[str, str], ...]
    position: str
    drawn: tuple[str, ...]
    entry: str
    note: str
    sources: tuple[str, ...]


def _line(dossier: Dossier, figure: Figure, subject: str) -> Line:
    words = figure_line(dossier.plan, figure, dossier.language)
    name = words.name if figure.subject == subject else f"{words.name}, {words.subject_name}"
    return Line(name, words.value, words.as_of, words.confidence, words.sources, words.note)


def _lines(dossier: Dossier, figures: Sequence[Figure], subject: str) -> tuple[Line, ...]:
    return tuple(_line(dossier, f, subject) for f in figures[:MAX_LINES])


def _aside(dossier: Dossier, shown: str, others: Iterable[Figure]) -> tuple[str, ...]:
    texts = dict.fromkeys(figure_text(f, dossier.language) for f in others)
    return tuple(text for text in texts if text != shown)[:MAX_ASIDE]


def _figure_name(dossier: Dossier, measure: Measure) -> str:
    """Gives the name of the very figure that a measure repeats: a planned plant has no capacity *in operation*."""
    if len(measure.figures) != 1 or measure.figures[0].indicator != measure.spec.id:
        return ""
    return figure_line(dossier.plan, measure.figures[0], dossier.language).name


def measure_row(dossier: Dossier, measure: Measure, *, of: str = "") -> Row:
    """Gives a measure as a row of a card, with everything that explains it."""
    words = explain(dossier.plan, measure, dossier.language)
    verdict = measure.verdict
    return Row(
        metric=words.metric,
        name=_figure_name(dossier, measure) or words.name,
        of=of,
        value=words.value,
        as_of=words.as_of,
        sign=OUTCOME_SIGNS[verdict.outcome] if verdict else "",
        outcome=verdict.outcome.value if verdict else "",
        verdict=words.verdict,
        unverified=verdict is not None and not verdict.threshold.verified,
        formula=words.formula,
        working=words.working or words.reason,
        base=words.base,
        method=words.method,
        remarks=words.remarks,
        lines=_lines(dossier, measure.figures, measure.subject.id),
        more=max(0, len(measure.figures) - MAX_LINES),
        others=_lines(dossier, measure.others, measure.subject.id),
        aside=_aside(dossier, words.value, measure.others) if len(measure.figures) == 1 else (),
    )


def _sections(dossier: Dossier, measures: Iterable[Measure]) -> tuple[Section, ...]:
    """Gives the measures under the names of their families."""
    found: dict[str, list[Row]] = {}
    for measure in measures:
        found.setdefault(family_of(measure.spec.id).id, []).append(measure_row(dossier, measure))
    return tuple(
        Section(dossier.say(family.title), tuple(found[family.id]))
        for family, _, _ in families()
        if family.id in found
    )


def _ledger_rows(dossier: Dossier, subject: str, used: frozenset[int]) -> tuple[Row, ...]:
    """Gives the figures of a subject that no measure shows as they stand, one row an indicator.

    What a measure only computes with, such as the industrial land of a rate, is listed too.
    """
    plan = dossier.plan
    indicators = dict.fromkeys(
        f.indicator for f in plan.ledger.figures if f.subject == subject and f.line not in used
    )
    return tuple(_ledger_row(dossier, subject, indicator) for indicator in indicators)


def _ledger_row(dossier: Dossier, subject: str, indicator: str) -> Row:
    plan = dossier.plan
    rows = plan.ledger.all_of(subject, indicator)
    found = plan.ledger.look_up(subject, indicator, plan.as_of)
    lead = found.chosen if found else rows[-1]
    others = [f for f in rows if f is not lead]
    words = figure_line(plan, lead, dossier.language)
    return Row(
        metric=indicator,
        name=words.name,
        of="",
        value=figure_text(lead, dossier.language),
        as_of=words.as_of,
        sign="",
        outcome="",
        verdict="",
        unverified=False,
        formula="",
        working="",
        base="",
        method="",
        remarks=(),
        lines=_lines(dossier, [lead], subject),
        more=0,
        others=_lines(dossier, others, subject),
        aside=_aside(dossier, words.value, others),
    )


def _fact(dossier: Dossier, feature: Feature, field: Field) -> str:
    value = feature.text(field.id)
    if not value:
        return ""
    if field.form is Form.CHOICE:
        return dossier.say(field.choice_name(value))
    if field.form is Form.REFERENCES:
        names = dossier.plan.by_id
        known = [names[i].named(dossier.language) if i in names else i for i in feature.references(field.id)]
        return ", ".join(known)
    return value


def _facts(dossier: Dossier, feature: Feature) -> tuple[tuple[str, str], ...]:
    fields = [f for f in KINDS[feature.kind].fields if f.id not in _SHOWN_APART]
    pairs = [(dossier.say(f.name), _fact(dossier, feature, f)) for f in fields]
    return tuple(pair for pair in pairs if pair[1])


def _badges(dossier: Dossier, feature: Feature) -> tuple[str, ...]:
    kind = KINDS[feature.kind]
    keys = [k for k in _BADGES if k != "stage" or not feature.text("status") or feature.text(k) != "existing"]
    found = (kind.field(key) for key in keys)
    values = [_fact(dossier, feature, field) for field in found if field is not None]
    return tuple(dict.fromkeys(value for value in values if value))


def _position(dossier: Dossier, feature: Feature) -> str:
    field = KINDS[feature.kind].field("position")
    name = dossier.say(field.choice_name(feature.text("position"))) if field else ""
    if feature.uncertainty_m <= 0:
        return name
    return f"{name}, ± {quantity(feature.uncertainty_m, 'm', dossier.language)}"


def _drawn(dossier: Dossier, feature: Feature, sharing: int) -> tuple[str, ...]:
    """Gives what a reader must know about the way the place is drawn."""
    said = []
    if feature.kind == "industrial_zones" and feature.geometry.geom_type == "Point":
        area = declared_area(dossier.plan, feature.id)
        if area is None:
            said.append(dossier.say(NO_AREA))
        else:
            words = figure_line(dossier.plan, area.chosen, dossier.language)
            said.append(dossier.say(Message.of(DECLARED_CIRCLE, area=words.value, name=words.name)))
    if sharing > 1:
        said.append(dossier.say(Message.of(SHARED, n=sharing)))
    return tuple(said)


def _entry(dossier: Dossier, feature: Feature) -> str:
    """Gives what the plan's own entry says of a zone that exists."""
    entry = dossier.plan.plan_entry.get(feature.id)
    if entry is None:
        return ""
    stage = KINDS[entry.kind].field("stage")
    said = [_fact(dossier, entry, stage)] if stage and entry.text("stage") != feature.text("stage") else []
    return ". ".join(part for part in (*said, entry.text("decision"), entry.text("note")) if part)


def card_of(dossier: Dossier, feature: Feature, sharing: int, findings: tuple[Words, ...] = ()) -> Card:
    """Gives the card of a feature with its findings; ``sharing`` is how many places stand around its point."""
    measures = dossier.of_subject(feature.id)
    valued = [m for m in measures if m.value is not None]
    missing = [
        dossier.say(m.spec.name) for m in measures if m.value is None and is_key(m.spec.id, m.subject.role)
    ]
    shown = [m for m in valued if len(m.figures) == 1]
    used = frozenset(f.line for m in shown for f in (*m.figures, *m.others))
    return Card(
        name=feature.named(dossier.language),
        where=", ".join(feature.references("commune")),
        former=feature.text("former_unit"),
        badges=_badges(dossier, feature),
        sections=_sections(dossier, valued),
        ledger=_ledger_rows(dossier, feature.id, used),
        missing=tuple(missing[:MAX_MISSING]),
        missing_more=max(0, len(missing) - MAX_MISSING),
        findings=findings[:MAX_FINDINGS],
        findings_more=max(0, len(findings) - MAX_FINDINGS),
        facts=_facts(dossier, feature),
        position=_position(dossier, feature),
        drawn=_drawn(dossier, feature, sharing),
        entry=_entry(dossier, feature),
        note=feature.text("note"),
        sources=feature.references("source"),
    )

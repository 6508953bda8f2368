"""The cards of places: their figures with everything that explains them, and what is missing, in one language each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from zoneplan.metrics import Measure
from zoneplan.plan.declared import declared_area
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import quantity
from zoneplan.publish.families import FAMILIES, family_of
from zoneplan.publish.key_measures import KEY_MEASURES, is_key
from zoneplan.publish.maps.model.places import Place
from zoneplan.publish.maps.model.rows import Row, Teller
from zoneplan.publish.maps.model.style import Form
from zoneplan.publish.maps.model.words import DECLARED_CIRCLE, NO_AREA, PROVISIONAL, SHARED
from zoneplan.text import Message

MAX_MISSING = 5
MAX_FINDINGS = 5
BASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {"industrial_zones": {"area": ("industrial_land_ha",)}}
"""Figures of the ledger that other measures are counted on: by kind, the family whose key figures they follow.

No measure shows them as they stand, though they are often what sources disagree about.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one family under its title, the key figures first."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a place beside its fields; ``findings`` are numbers in the list of findings."""

    id: str
    sections: tuple[Section, ...]
    ledger: tuple[Row, ...]
    missing: tuple[str, ...]
    missing_more: int
    findings: tuple[int, ...]
    findings_more: int
    position: str
    drawn: tuple[str, ...]
    entry: str


@dataclass(frozen=True, slots=True)
class Index:
    """Measures, figures of the ledger and findings by the place that they are of."""

    measures: Mapping[str, Sequence[Measure]]
    figures: Mapping[str, Sequence[Figure]]
    findings: Mapping[str, tuple[int, ...]]

    def has_card(self, place: Place) -> bool:
        """Tells whether anything is known of a place beside its fields."""
        return place.id in self.measures or place.id in self.figures or place.id in self.findings


_Of = TypeVar("_Of", Measure, Figure)


def index(dossier: Dossier, findings: Mapping[str, tuple[int, ...]]) -> Index:
    """Gives what is known of each place."""
    return Index(
        _grouped((measure.subject.id, measure) for measure in dossier.measures),
        _grouped((figure.subject, figure) for figure in dossier.plan.ledger.figures),
        findings,
    )


def _grouped(pairs: Iterable[tuple[str, _Of]]) -> dict[str, list[_Of]]:
    found: dict[str, list[_Of]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def card_of(teller: Teller, known: Index, place: Place) -> Card:
    """Gives the card of a place."""
    measures = known.measures.get(place.id, ())
    valued = [measure for measure in measures if measure.value is not None]
    missing = [
        teller.say(m.spec.name) for m in measures if m.value is None and is_key(m.spec.id, m.subject.role)
    ]
    shown = [measure for measure in valued if len(measure.figures) == 1]
    used = frozenset(figure.line for m in shown for figure in (*m.figures, *m.others))
    findings, figures = known.findings.get(place.id, ()), known.figures.get(place.id, ())
    bases = _bases(teller, place, figures)
    return Card(
        id=place.id,
        sections=_sections(teller, valued, bases),
        ledger=_ledger(teller, figures, place.id, used, bases),
        missing=tuple(missing[:MAX_MISSING]),
        missing_more=max(0, len(missing) - MAX_MISSING),
        findings=findings[:MAX_FINDINGS],
        findings_more=max(0, len(findings) - MAX_FINDINGS),
        position=_position(teller, place),
        drawn=_drawn(teller, place),
        entry=_entry(teller, place),
    )


_Bases = Mapping[str, tuple[Row, ...]]


def _bases(teller: Teller, place: Place, figures: Iterable[Figure]) -> _Bases:
    """Gives the figures that other measures are counted on, by the family that they stand in.

    What sources disagree about is no change through time, so that it is listed and not drawn as one.
    """
    told = {figure.indicator for figure in figures}
    return {
        family: tuple(
            replace(teller.kept(place.id, one), key=True, trend=None) for one in indicators if one in told
        )
        for family, indicators in BASES.get(place.feature.kind, {}).items()
    }


def _sections(teller: Teller, measures: Iterable[Measure], bases: _Bases) -> tuple[Section, ...]:
    """Gives the measures under the names of their families."""
    found: dict[str, list[tuple[int, Measure]]] = {}
    for measure in measures:
        found.setdefault(family_of(measure.spec.id).id, []).append((_weight(measure), measure))
    return tuple(
        Section(family.id, teller.say(family.title), rows)
        for family in FAMILIES.values()
        if (rows := _rows(teller, found.get(family.id, ()), bases.get(family.id, ())))
    )


_OTHER = 1_000


def _weight(measure: Measure) -> int:
    """Gives the place of a measure among the key figures of its role, a large number for one that is none."""
    keys = KEY_MEASURES.get(measure.subject.role, ())
    return keys.index(measure.spec.id) if measure.spec.id in keys else _OTHER


def _rows(teller: Teller, measures: Sequence[tuple[int, Measure]], bases: tuple[Row, ...]) -> tuple[Row, ...]:
    """Gives the measures that a place is expected to have, what they are counted on, then the others."""
    ordered = sorted(measures, key=lambda pair: pair[0])
    rows = [teller.measured(measure, key=weight < _OTHER) for weight, measure in ordered]
    keys = sum(row.key for row in rows)
    return (*rows[:keys], *bases, *rows[keys:])


def _ledger(
    teller: Teller, figures: Iterable[Figure], subject: str, used: frozenset[int], bases: _Bases
) -> tuple[Row, ...]:
    """Gives the figures of a subject that nothing above shows as they stand, one row an indicator.

    What a measure only computes with, such as the capital of a rate, is listed too.
    """
    shown = {row.metric for rows in bases.values() for row in rows}
    indicators = dict.fromkeys(figure.indicator for figure in figures if figure.line not in used)
    return tuple(teller.kept(subject, indicator) for indicator in indicators if indicator not in shown)


def _position(teller: Teller, place: Place) -> str:
    field = KINDS[place.feature.kind].field("position")
    name = teller.say(field.choice_name(place.feature.text("position"))) if field else ""
    if place.feature.uncertainty_m <= 0:
        return name
    return f"{name}, ± {quantity(place.feature.uncertainty_m, 'm', teller.language)}"


def _drawn(teller: Teller, place: Place) -> tuple[str, ...]:
    """Gives what a reader must know about the way the place is drawn."""
    said = []
    if place.form is Form.PROVISIONAL and place.layer.signs:
        off = quantity(place.feature.uncertainty_m, "m", teller.language)
        said.append(teller.say(Message.of(PROVISIONAL, off=off)))
    if place.feature.kind == "industrial_zones" and not place.has_shape:
        said.append(_circle(teller, teller.plan, place))
    if place.spot.sharing > 1:
        said.append(teller.say(Message.of(SHARED, n=place.spot.sharing)))
    return tuple(said)


def _circle(teller: Teller, plan: Plan, place: Place) -> str:
    area = declared_area(plan, place.id)
    if area is None:
        return teller.say(NO_AREA)
    words = teller.words(area.chosen)
    return teller.say(Message.of(DECLARED_CIRCLE, area=words.value, name=words.name))


def _entry(teller: Teller, place: Place) -> str:
    """Gives what the plan's own entry says of a zone that exists."""
    entry = teller.plan.plan_entry.get(place.id)
    if entry is None:
        return ""
    field = KINDS[entry.kind].field("stage")
    other = field is not None and entry.text("stage") != place.feature.text("stage")
    stage = [teller.say(field.choice_name(entry.text("stage")))] if field and other else []
    return ". ".join(part for part in (*stage, entry.text("decision"), entry.text("note")) if part)

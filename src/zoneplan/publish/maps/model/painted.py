"""The themes of a plan: the classes that its values fall into, which place is in which, and how each looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from zoneplan.geo.position import POSITION_NAMES, Position
from zoneplan.metrics import METRICS, Measure, Role
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import bound_sign, quantity, value_text
from zoneplan.publish.maps.model.classes import Classed, NumberClass, classed, colours
from zoneplan.publish.maps.model.places import Place
from zoneplan.publish.maps.model.said import both, each
from zoneplan.publish.maps.model.themes import THEMES, Kind, Theme
from zoneplan.publish.tables import plain
from zoneplan.text import Message, Text, format_date

_TODAY = Text(
    "Số liệu mới nhất biết đến ngày của quy hoạch, như nhau ở mọi mốc thời gian.",
    "The latest figures known on the date of the plan, the same at every horizon.",
)
_BOUNDS = Text(
    "Số có dấu ≥, ≤ hoặc ≈ được xếp loại theo chính số ghi.",
    "A figure marked ≥, ≤ or ≈ is classed by the number as given.",
)
_TOGETHER = Text("Mốc tính chung cho cả hai quy hoạch.", "The bounds are those of both plans together.")
_BY_SOURCE = Text(
    "Theo nguồn của tọa độ; sai số vị trí ghi khi trỏ vào từng nơi.",
    "By where coordinates come from; pointing at a place says how far it may be off.",
)
_OFF = Text("± {off}", "± {off}")


@dataclass(frozen=True, slots=True)
class Value:
    """What a theme says of a place: its class, its number, and both in words."""

    place: int
    code: int
    number: float
    text: Text
    date: Text


@dataclass(frozen=True, slots=True)
class Whole:
    """The measure of a theme for a group of zones or the whole plan."""

    name: Text
    text: Text
    date: Text


@dataclass(frozen=True, slots=True)
class Painted:
    """A theme with the classes and values of a plan."""

    theme: Theme
    classes: tuple[NumberClass, ...]
    codes: tuple[str, ...]
    values: tuple[Value, ...]
    limits: tuple[Threshold, ...]
    wholes: tuple[Whole, ...]
    method: Text
    note: Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier and the places that its map shows."""

    dossier: Dossier
    places: Sequence[Place]


def painted(shown: Shown, beside: Shown | None = None) -> tuple[Painted, ...]:
    """Gives all themes, those too that no place has a value of; that of states has its classes in the legend.

    Values of a plan that is laid beside it count for the classes too, so that a colour means the same in both.
    """
    return tuple(_paint(shown, theme, beside) for theme in THEMES)


def _paint(shown: Shown, theme: Theme, beside: Shown | None) -> Painted:
    match theme.kind:
        case Kind.CLASSES:
            return _by_number(shown, theme, beside)
        case Kind.CATEGORIES:
            return _by_position(theme, shown.places)
        case _:
            return Painted(theme, (), (), (), (), (), theme.about, Text("", ""))


def _measured(shown: Shown, theme: Theme) -> list[tuple[int, Measure]]:
    """Gives the numbers of the places that a theme has a value of, with that."""
    return [
        (number, measure)
        for number, place in enumerate(shown.places)
        if place.layer.id in theme.layers
        and (measure := shown.dossier.measure(theme.metric, place.id)) is not None
        and measure.value is not None
    ]


def _by_number(shown: Shown, theme: Theme, beside: Shown | None) -> Painted:
    measures = _measured(shown, theme)
    others = _measured(beside, theme) if beside and measures else []
    spec, both_plans = METRICS[theme.metric][0], (*measures, *others)
    numbers = [measure.value or 0.0 for _, measure in both_plans]
    texts = [_text(measure) for _, measure in both_plans]
    found = classed(theme, spec, numbers, texts) if numbers else Classed((), (), Text("", ""))
    return Painted(
        theme=theme,
        classes=found.classes,
        codes=tuple(str(number) for number in range(len(found.classes))),
        values=tuple(
            _value(*one, code) for one, code in zip(measures, found.codes[: len(measures)], strict=True)
        ),
        limits=_limits(measure for _, measure in measures),
        wholes=_wholes(shown.dossier, theme) if theme.of_all else (),
        method=_joined(found.method, _TOGETHER) if others and not theme.bounds else found.method,
        note=_joined(_TODAY, _BOUNDS) if any(bound_sign(measure) for _, measure in measures) else _TODAY,
    )


def _joined(words: Text, more: Text) -> Text:
    return Text(*(" ".join(parts) for parts in zip(words, more, strict=True)))


def _value(place: int, measure: Measure, code: int) -> Value:
    return Value(place, code, plain(measure.value) or 0.0, _text(measure), _date(measure))


def _text(measure: Measure) -> Text:
    return each(partial(value_text, measure))


def _date(measure: Measure) -> Text:
    return each(partial(format_date, measure.as_of)) if measure.as_of else Text("", "")


def _limits(measures: Iterable[Measure]) -> tuple[Threshold, ...]:
    """Gives the thresholds that judge the values, then those to compare with, each once."""
    found = list(measures)
    judging = [verdict.threshold for measure in found for verdict in measure.verdicts]
    beside = [threshold for measure in found for threshold in measure.benchmarks]
    return tuple({threshold.id: threshold for threshold in (*judging, *beside)}.values())


def _wholes(dossier: Dossier, theme: Theme) -> tuple[Whole, ...]:
    spec = METRICS[theme.metric][0]
    plan = dossier.plan
    subjects = [(plan.config.groups[key].name, key) for key in plan.config.groups if Role.GROUP in spec.roles]
    subjects += [(plan.name, plan.id)] if Role.PLAN in spec.roles else []
    known = ((name, dossier.measure(theme.metric, key)) for name, key in subjects)
    return tuple(
        Whole(name, _text(measure), _date(measure))
        for name, measure in known
        if measure is not None and measure.value is not None
    )


def _by_position(theme: Theme, places: Sequence[Place]) -> Painted:
    """Gives the classes of how well places are known, the darkest for what was surveyed."""
    fills = tuple(reversed(colours(theme.scheme, len(Position))))
    classes = tuple(NumberClass(None, None, POSITION_NAMES[p], fills[i]) for i, p in enumerate(Position))
    code = {position.value: number for number, position in enumerate(Position)}
    values = tuple(
        Value(
            number, code[kept], place.feature.uncertainty_m, _off(place.feature.uncertainty_m), Text("", "")
        )
        for number, place in enumerate(places)
        if place.layer.id in theme.layers and (kept := place.feature.text("position")) in code
    )
    ids = tuple(position.value for position in Position)
    return Painted(theme, classes, ids, values, (), (), _BY_SOURCE, Text("", ""))


def _off(metres: float) -> Text:
    if metres <= 0:
        return Text("", "")
    return both(Message.of(_OFF, off=each(partial(quantity, metres, "m"))))


def left_out(found: Painted) -> bool:
    """Tells whether a theme has nothing to show."""
    return found.theme.kind is not Kind.STATUS and not found.values

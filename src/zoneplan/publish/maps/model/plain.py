"""Cards and rows as JSON that leaves out what is empty."""

from dataclasses import fields

from zoneplan.publish.maps.model.cards import Card, Section
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.rows import Judged, Line, Row
from zoneplan.publish.maps.model.trend import Trend

Told = Card | Section | Row | Line | Judged | Trend


_PARTS = (Card, Section, Row, Line, Judged, Trend)
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _PARTS}


def compact(told: Told) -> dict[str, Json]:
    """Gives a card or a part of one as JSON; what is empty, false or no more is left out."""
    pairs = ((name, getattr(told, name)) for name in _NAMES[type(told)])
    return {name: _plain(value) for name, value in pairs if value}


def _plain(value: object) -> Json:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, _PARTS):
        return compact(value)
    if isinstance(value, str | int | float):
        return value
    raise TypeError(type(value))

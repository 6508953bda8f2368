"""Where a subject stands of which there is no such measure: in which tables, in the ledger, in which layer."""

from collections.abc import Iterator
from functools import reduce

from zoneplan.metrics.build import named
from zoneplan.metrics.further import further_metrics, tables_of
from zoneplan.metrics.view import View
from zoneplan.text import Message, Text

_METRICS = Text("Chỉ số tính được cho nó: {metrics}.", "The measures of it are: {metrics}.")
_TABLES = Text(
    "Có trong bảng: {tables} (zoneplan measure --table {first}).",
    "It stands in the tables: {tables} (zoneplan measure --table {first}).",
)
_LEDGER = Text("Sổ có số liệu của nó: {indicators}.", "The ledger has of it: {indicators}.")
_MORE = Text("và {count} chỉ tiêu khác", "and {count} more")
_AND = Text("{one} {other}", "{one} {other}")
_LAYER = Text("Nó nằm trong lớp “{layer}” ({kind}).", "It is of the layer “{layer}” ({kind}).")


def standing(view: View, subject: str) -> Message | None:
    """Gives in words where the plan speaks of a subject that is none of those of the view; nothing of one that is."""
    if subject in {each.id for each in view.subjects}:
        return None
    told = tuple(_places(view, subject))
    return reduce(lambda one, other: Message.of(_AND, one=one, other=other), told) if told else None


def _places(view: View, subject: str) -> Iterator[Message]:
    metrics, tables = further_metrics(view, subject), tables_of(view, subject)
    if metrics:
        yield Message.of(_METRICS, metrics=metrics)
    if tables:
        yield Message.of(_TABLES, tables=tables, first=tables[0])
    feature = view.plan.by_id.get(subject)
    if feature is not None:
        kind = view.plan.layers[feature.layer].kind
        yield Message.of(_LAYER, layer=view.plan.layers[feature.layer].name, kind=kind.id)
    indicators = dict.fromkeys(f.indicator for f in view.plan.ledger.figures if f.subject == subject)
    if indicators:
        yield Message.of(_LEDGER, indicators=named(tuple(indicators), _MORE))

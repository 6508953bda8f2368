"""The horizons on the map, each with the one figure that tells how large the plan is then."""

from dataclasses import dataclass

from zoneplan.metrics import Measure, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.horizons import Horizon, horizons
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import bound_sign, quantity
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.said import both, each, said
from zoneplan.text import Message, Text

FIRST = "2030"
"""The horizon that is shown first."""
_LAND = {
    "2020": ("plan_area_existing_ha", Text("{group} đã có", "{group} by then")),
    "today": ("plan_area_existing_ha", Text("{group} hiện có", "{group} existing")),
    "2030": ("plan_area_2030_ha", Text("{group} theo quy hoạch", "{group} planned")),
    "after_2030": ("plan_area_after_2030_ha", Text("{group} theo quy hoạch", "{group} planned")),
}
"""The measure of each horizon, and what its figure is called."""
_SHORT = "KCN"
_ZONES = Text("KCN", "Industrial zones")
_ALL = Text("Khu, cụm", "Zones")


@dataclass(frozen=True, slots=True)
class Stop:
    """A horizon with its figure: a name and a value, if there is one."""

    horizon: Horizon
    figure: tuple[Text, Text] | None


def stops(dossier: Dossier) -> tuple[Stop, ...]:
    """Gives the horizons of a plan with the land of its industrial zones."""
    return tuple(Stop(horizon, _figure(dossier, horizon)) for horizon in horizons(dossier.plan))


def first(found: tuple[Stop, ...]) -> int:
    """Gives the number of the horizon that is shown first."""
    ids = [stop.horizon.id for stop in found]
    return ids.index(FIRST if FIRST in ids else "today")


def _group(plan: Plan) -> tuple[str, Text]:
    """Gives the group of industrial zones and its short name; a plan without one is told as a whole."""
    group = next((key for key, table in plan.config.groups.items() if table.category == _SHORT), None)
    return (group, _ZONES) if group else (plan.id, _ALL)


def _figure(dossier: Dossier, horizon: Horizon) -> tuple[Text, Text] | None:
    metric, text = _LAND[horizon.id]
    subject, name = _group(dossier.plan)
    measure = dossier.measure(metric, subject)
    if measure is not None and horizon.on is not None and horizon.on < dossier.plan.as_of:
        measure = evaluate(View(dossier.plan, horizon.on), metric, measure.subject)
    if measure is None or measure.value is None:
        return None
    return both(Message.of(text, group=name)), _value(measure)


def _value(measure: Measure) -> Text:
    """Gives a value in the fewest decimals; a timeline has no room for more."""
    sign = bound_sign(measure)
    value = measure.value or 0.0
    return each(lambda language: sign + quantity(value, measure.spec.unit, language))


def plain_stop(stop: Stop) -> dict[str, Json]:
    """Gives a horizon as JSON."""
    figure: Json = [said(text) for text in stop.figure] if stop.figure else None
    on = stop.horizon.on.isoformat() if stop.horizon.on else None
    return {
        "id": stop.horizon.id,
        "name": said(stop.horizon.name),
        "about": said(stop.horizon.about),
        "on": on,
        "figure": figure,
    }

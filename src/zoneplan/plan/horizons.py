"""The horizons of a plan, and what stands, is built, is planned or withdrawn at each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from zoneplan.plan.declared import AFTER_2030, TO_2030
from zoneplan.plan.kinds import STAGES
from zoneplan.plan.layer import Feature
from zoneplan.plan.period import begun
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text, When


class State(StrEnum):
    """What a feature is at a horizon; ``maybe`` possibly stood then, as its year is not known."""

    ABSENT = "absent"
    EXISTING = "existing"
    MAYBE = "maybe"
    BUILDING = "building"
    PLANNED = "planned"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    State.ABSENT: Text("chưa có", "not there"),
    State.EXISTING: Text("hiện có", "existing"),
    State.MAYBE: Text("có thể đã có, chưa rõ năm", "possibly there, year unknown"),
    State.BUILDING: Text("đang xây dựng", "being built"),
    State.PLANNED: Text("quy hoạch", "planned"),
    State.WITHDRAWN: Text("đưa ra khỏi quy hoạch", "withdrawn from the plan"),
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """A time at which the plan is looked at; ``on`` is its day, none for what comes after the plan's own term."""

    id: str
    name: Text
    about: Message
    on: date | None


BEFORE, TERM = date(2020, 12, 31), date(2030, 12, 31)
"""The day before the plan's term begins, and its last."""

_AT_END = Text("đến hết ngày {date}", "at the end of {date}")
_AS_KNOWN = Text("theo số liệu đến ngày {date}", "as known on {date}")
_BY_PLAN = Text("theo quy hoạch đến ngày {date}", "as planned to {date}")
_BEYOND = Text("theo quy hoạch sau ngày {date}", "as planned after {date}")


def horizons(plan: Plan) -> tuple[Horizon, ...]:
    """Gives the horizons of a plan in their order; one that does not lie on its side of the plan's date is left out."""
    before, term = When(BEFORE.isoformat()), When(TERM.isoformat())
    today = Message.of(_AS_KNOWN, date=When(plan.as_of.isoformat()))
    found = [Horizon("2020", Text("2020", "2020"), Message.of(_AT_END, date=before), BEFORE)]
    found = found if plan.as_of > BEFORE else []
    found.append(Horizon("today", Text("nay", "today"), today, plan.as_of))
    if plan.as_of < TERM:
        found.append(Horizon("2030", Text("2030", "2030"), Message.of(_BY_PLAN, date=term), TERM))
    after = Horizon("after_2030", Text("sau 2030", "after 2030"), Message.of(_BEYOND, date=term), None)
    return (*found, after)


def state_at(plan: Plan, feature: Feature, horizon: Horizon) -> State:
    """Gives what a feature is at a horizon; what belongs to no programme of building exists at all of them."""
    rule = _RULES.get(feature.kind)
    return rule(plan, feature, horizon) if rule else State.EXISTING


def _past(plan: Plan, horizon: Horizon) -> bool:
    return horizon.on is not None and horizon.on < plan.as_of


def _to_come(plan: Plan, horizon: Horizon) -> bool:
    return horizon.on is None or horizon.on > plan.as_of


def _since(plan: Plan, year: str, horizon: Horizon, now: State) -> State:
    """Gives the state of what stands from a year on, ``now`` being what it is today."""
    began = begun(year)
    if began is None:
        return State.MAYBE if _past(plan, horizon) else now
    if horizon.on is not None and began > horizon.on:
        return State.ABSENT
    return State.PLANNED if began > plan.as_of else now


def _removed(plan: Plan, year: str, horizon: Horizon) -> State:
    """Gives the state of what is no longer in the plan; before that it stood if its year says so."""
    if not _past(plan, horizon):
        return State.WITHDRAWN
    return _since(plan, year, horizon, State.EXISTING) if year else State.ABSENT


def _planned(plan: Plan, stage: str, horizon: Horizon) -> State:
    due = horizon.on is None if stage == "after-2030" else _to_come(plan, horizon)
    return State.PLANNED if due else State.ABSENT


def _zone(plan: Plan, zone: Feature, horizon: Horizon) -> State:
    stage, year = zone.text("stage"), zone.text("established")
    if stage == "removed":
        return _removed(plan, year, horizon)
    if stage != "existing":
        return _planned(plan, stage, horizon)
    if _to_come(plan, horizon) and _dropped(plan, zone, horizon):
        return State.WITHDRAWN
    idle = _leases_nothing(plan, zone)
    unfinished = State.PLANNED if _to_come(plan, horizon) else State.BUILDING
    return _since(plan, year, horizon, unfinished if idle else State.EXISTING)


def _dropped(plan: Plan, zone: Feature, horizon: Horizon) -> bool:
    """Tells whether the plan gives up an existing zone by a horizon: in its entry, or with an area of nought."""
    entry = plan.plan_entry.get(zone.id)
    if entry is not None and entry.text("stage") == "removed":
        return True
    keys = (AFTER_2030, TO_2030) if horizon.on is None else (TO_2030,)
    found = (plan.ledger.look_up(zone.id, key, plan.as_of) for key in keys)
    area = next((known for known in found if known is not None), None)
    return area is not None and area.high == 0


_LEASES = ("leased_land_ha", "leased_service_land_ha", "occupancy_pct")


def _leases_nothing(plan: Plan, zone: Feature) -> bool:
    """Tells whether the ledger says that no land of a zone is leased, so that it is founded but not at work."""
    found = [plan.ledger.look_up(zone.id, key, plan.as_of) for key in _LEASES]
    known = [look_up for look_up in found if look_up is not None]
    return bool(known) and all(look_up.chosen.value == 0 for look_up in known)


def _plant(plan: Plan, site: Feature, horizon: Horizon) -> State:
    status, stage, year = site.text("status"), site.text("stage"), site.text("year")
    if "removed" in (status, stage):
        return _removed(plan, year, horizon)
    if status == "operating":
        return _since(plan, year, horizon, State.EXISTING)
    if status == "construction":
        return _under_construction(plan, year, horizon)
    if stage in _PLANNED_STAGES:
        return _planned(plan, stage, horizon)
    began = begun(year)
    late = began is not None and horizon.on is not None and began > horizon.on
    return State.ABSENT if late else _planned(plan, "", horizon)


def _under_construction(plan: Plan, year: str, horizon: Horizon) -> State:
    """Gives the state of what is being built today; later it is meant to be there, unless its year comes later."""
    if _past(plan, horizon):
        return State.ABSENT
    began = begun(year)
    late = began is not None and horizon.on is not None and began > horizon.on
    return State.PLANNED if _to_come(plan, horizon) and not late else State.BUILDING


def _relocation(plan: Plan, area: Feature, horizon: Horizon) -> State:
    """Gives the state of a relocation area: people leave what exists; where they arrive its phase may say when."""
    if area.text("role") == "origin":
        return State.EXISTING
    phase = area.text("phase").replace("–", "-").strip()
    if phase == "removed":
        return _removed(plan, "", horizon)
    if phase in _PLANNED_STAGES:
        return _planned(plan, phase, horizon)
    return _since(plan, "", horizon, State.EXISTING)


_PLANNED_STAGES = frozenset(stage.id for stage in STAGES) - {"existing", "removed"}

_Rule: TypeAlias = Callable[[Plan, Feature, Horizon], State]
_RULES: dict[str, _Rule] = {
    "industrial_zones": _zone,
    "hydropower_sites": _plant,
    "relocation_areas": _relocation,
}

"""The declared area of a zone: what its decision says, never what its outline measures."""

from datetime import date

from zoneplan.plan.ledger import LookUp
from zoneplan.plan.plan import Plan

FOUNDED = "area_declared_ha"
TO_2030 = "planned_area_2030_ha"
AFTER_2030 = "planned_area_after_2030_ha"
DECLARED = (FOUNDED, "approved_area_ha", TO_2030, AFTER_2030)
"""Where the declared area stands: the decision that founded the zone, else the latest that plans it."""


def declared_area(plan: Plan, subject: str, on: date | None = None) -> LookUp | None:
    """Gives the declared area of a zone from the decision nearest to what its outline shows.

    It is what was known on a date, without one on that of the plan.
    """
    for indicator in DECLARED:
        found = plan.ledger.look_up(subject, indicator, on or plan.as_of)
        if found is not None and found.chosen.value > 0:
            return found
    return None


def gap_pct(measured_ha: float, declared_ha: float) -> float:
    """Gives how much larger the measured area is than the declared one, in per cent of the declared."""
    return (measured_ha - declared_ha) / declared_ha * 100

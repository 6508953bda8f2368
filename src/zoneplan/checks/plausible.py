"""The amounts of the ledger, each with the range in which such a figure of such a subject is plausible."""

from dataclasses import dataclass

from zoneplan.plan.indicators import Indicator
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS

RATES = frozenset({"pct", "pct_per_year", "ratio"})
"""Units of shares and rates, which have bounds of their own."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure that is no share or rate, with its indicator and its plausible range in base units."""

    figure: Figure
    indicator: Indicator
    low: float
    high: float

    @property
    def plausible(self) -> bool:
        """Whether it lies in the range; what is not above 0 is judged elsewhere."""
        return self.figure.value <= 0 or self.low <= self.figure.value <= self.high


def roles(plan: Plan, subject: str) -> tuple[str, ...]:
    """Gives what ranges may be declared for: the category and kind of a feature, a group, or the plan."""
    feature = plan.by_id.get(subject)
    if feature is not None:
        return tuple(role for role in (feature.text("category"), feature.kind) if role)
    if subject in plan.config.groups:
        return ("group",)
    return ("plan",) if subject == plan.id else ()


def amounts(plan: Plan) -> list[Amount]:
    """Gives the amounts of the ledger in file order; rows whose unit does not fit are left out."""
    found = []
    for figure in plan.ledger.figures:
        indicator, unit = plan.ledger.indicators.get(figure.indicator), UNITS.get(figure.unit)
        if indicator is None or unit is None or unit.base != indicator.unit or unit.base in RATES:
            continue
        low, high = indicator.plausible(*roles(plan, figure.subject)) or (0.0, UNITS[unit.base].most)
        found.append(Amount(figure, indicator, low, high))
    return found

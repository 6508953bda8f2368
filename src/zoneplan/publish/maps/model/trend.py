"""A figure over the years, where the ledger knows it for several."""

from dataclasses import dataclass

from zoneplan.plan.indicators import Nature
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.publish.explain import figure_text, unit_sign
from zoneplan.publish.tables import plain
from zoneplan.text import Language, format_date


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure year by year; ``values`` are in ``unit``, ``texts`` say them as printed, ``dates`` their times."""

    dates: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    unit: str


def trend_of(plan: Plan, subject: str, indicator: str, language: Language) -> Trend | None:
    """Gives what was published of a figure for two years or more; plans and targets have no course.

    It is of one indicator, so that different price bases, which are different indicators, are never joined.
    """
    declared = plan.ledger.indicators.get(indicator)
    if declared is None or declared.nature is Nature.PLAN:
        return None
    years = plan.ledger.years(subject, indicator, plan.as_of)
    found = [plan.ledger.of_year(subject, indicator, year, plan.as_of) for year in years]
    chosen = [look_up.chosen for look_up in found if look_up is not None]
    if len(chosen) < 2:  # noqa: PLR2004 - one figure has no course
        return None
    unit = UNITS[declared.unit].base if declared.unit in UNITS else declared.unit
    return Trend(
        dates=tuple(figure.as_of.text for figure in chosen),
        labels=tuple(format_date(figure.as_of.text, language) for figure in chosen),
        values=tuple(plain(figure.value) or 0.0 for figure in chosen),
        texts=tuple(figure_text(figure, language) for figure in chosen),
        unit=unit_sign(unit, language),
    )

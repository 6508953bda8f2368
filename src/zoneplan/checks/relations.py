"""How figures follow from one another: formulas, sums and shares, each declared once."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from zoneplan.plan.land import NOW, PARTS, PLANNED_2030, land_indicator
from zoneplan.plan.units import HOURS_PER_YEAR
from zoneplan.text import Text


class Whose(Enum):
    """Whose figure a term is: that of the subject itself, or that of the whole plan."""

    OWN = auto()
    PLAN = auto()


class Moment(Enum):
    """Which time a term speaks of: that of the result, the year before it, or the year that holds it."""

    SAME = auto()
    YEAR_BEFORE = auto()
    YEAR_AROUND = auto()


@dataclass(frozen=True, slots=True)
class Term:
    """One figure that a formula needs."""

    indicator: str
    whose: Whose = Whose.OWN
    when: Moment = Moment.SAME


@dataclass(frozen=True, slots=True)
class Formula:
    """An indicator that follows from others; ``compute`` takes the terms in their order, in base units.

    It must rise or fall steadily with each of them, so that its extremes lie at the ends of their ranges.
    ``text`` names the terms ``{a}`` and ``{b}``.
    """

    indicator: str
    terms: tuple[Term, ...]
    text: Text
    compute: Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Sum:
    """Indicators that are parts of another; ``complete`` ones make it up, others only lie within it."""

    whole: str
    parts: tuple[str, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages of one thing; ``complete`` ones add up to 100, others to no more."""

    parts: tuple[str, ...]
    complete: bool = True


def _per(top: float, bottom: float) -> float:
    return top / bottom if bottom else math.inf


def _percent(values: Sequence[float]) -> float:
    return 100 * _per(values[0], values[1])


def _growth(values: Sequence[float]) -> float:
    return 100 * (_per(values[0], values[1]) - 1)


_SHARE_TEXT = Text("{a} ÷ {b} × 100", "{a} ÷ {b} × 100")


def _share(indicator: str, part: str, whole: str) -> Formula:
    return Formula(indicator, (Term(part), Term(whole)), _SHARE_TEXT, _percent)


def _year_growth(indicator: str, of: str) -> Formula:
    return Formula(
        indicator,
        (Term(of), Term(of, when=Moment.YEAR_BEFORE)),
        Text("({a} ÷ {b} của năm trước − 1) × 100", "({a} ÷ {b} of the year before − 1) × 100"),
        _growth,
    )


def _fulfilment(indicator: str, of: str, target: str) -> Formula:
    return Formula(
        indicator,
        (Term(of), Term(target, when=Moment.YEAR_AROUND)),
        Text("{a} ÷ {b} của cả năm × 100", "{a} ÷ {b} of the whole year × 100"),
        _percent,
    )


FORMULAS = (
    _share("occupancy_pct", "leased_land_ha", "industrial_land_ha"),
    _share("output_share_mining_pct", "industrial_output_mining_bn_vnd", "industrial_output_bn_vnd"),
    _share("output_share_processing_pct", "industrial_output_processing_bn_vnd", "industrial_output_bn_vnd"),
    _share(
        "output_share_1994_processing_pct",
        "industrial_output_1994_processing_bn_vnd",
        "industrial_output_1994_bn_vnd",
    ),
    Formula(
        "output_share_of_province_pct",
        (Term("industrial_output_bn_vnd"), Term("industrial_output_bn_vnd", Whose.PLAN)),
        Text("{a} ÷ {b} của tỉnh × 100", "{a} ÷ {b} of the province × 100"),
        _percent,
    ),
    Formula(
        "capacity_factor",
        (Term("annual_gwh"), Term("installed_mw")),
        Text("{a} × 1.000 ÷ ({b} × 8.760)", "{a} × 1,000 ÷ ({b} × 8,760)"),
        lambda v: _per(v[0] * 1000, v[1] * HOURS_PER_YEAR),
    ),
    Formula(
        "planned_increase_ha",
        (Term("planned_area_2030_ha"), Term("previous_area_ha")),
        Text("{a} − {b}", "{a} − {b}"),
        lambda v: v[0] - v[1],
    ),
    Formula(
        "estimate_sector_bn_vnd_per_ha",
        (Term("estimate_sector_bn_vnd"), Term("planned_area_2030_ha")),
        Text("{a} ÷ {b}", "{a} ÷ {b}"),
        lambda v: _per(v[0], v[1]),
    ),
    Formula(
        "grdp_per_person_m_vnd",
        (Term("grdp_current_bn_vnd"), Term("population")),
        Text("{a} × 1.000 ÷ {b}", "{a} × 1,000 ÷ {b}"),
        lambda v: _per(v[0] * 1000, v[1]),
    ),
    _year_growth("industrial_output_growth_pct", "industrial_output_bn_vnd"),
    _year_growth("industrial_output_processing_growth_pct", "industrial_output_processing_bn_vnd"),
    _year_growth("industrial_output_1994_growth_pct", "industrial_output_1994_bn_vnd"),
    _fulfilment(
        "industrial_output_plan_fulfilment_pct", "industrial_output_bn_vnd", "industrial_output_target_bn_vnd"
    ),
    _fulfilment(
        "cottage_output_plan_fulfilment_pct", "cottage_output_bn_vnd", "cottage_output_target_bn_vnd"
    ),
)
"""Every indicator that follows from others."""

SUMS = (
    *(
        Sum(land_indicator(whole, tail), tuple(land_indicator(part, tail) for part in parts))
        for tail in (NOW, PLANNED_2030)
        for whole, parts in PARTS.items()
    ),
    Sum("land_lua_ha", ("land_luc_ha",), complete=False),
    Sum("land_rsx_ha", ("land_rsx_natural_ha",), complete=False),
    Sum("investment_total_bn_vnd", ("investment_spent_bn_vnd", "investment_allotted_bn_vnd")),
    Sum("households_remaining", ("households_remaining_residential", "households_remaining_farmland")),
    Sum("households_to_move", ("households_moved", "households_remaining"), complete=False),
    Sum("households_affected", ("households_paid",), complete=False),
    Sum("planned_2030_zones", ("kcn_planned_2030_zones", "ccn_planned_2030_zones"), complete=False),
    Sum("planned_area_2030_ha", ("kcn_planned_2030_ha", "ccn_planned_2030_ha"), complete=False),
    Sum(
        "planned_area_after_2030_ha",
        ("kcn_planned_after_2030_ha", "ccn_planned_after_2030_ha"),
        complete=False,
    ),
    Sum("projects", ("projects_operating", "projects_building", "projects_bankrupt"), complete=False),
    Sum(
        "industrial_output_bn_vnd",
        ("industrial_output_mining_bn_vnd", "industrial_output_processing_bn_vnd"),
        complete=False,
    ),
    Sum(
        "industrial_output_1994_bn_vnd",
        ("industrial_output_1994_processing_bn_vnd", "industrial_output_1994_electricity_water_bn_vnd"),
        complete=False,
    ),
    Sum("grdp_constant_bn_vnd", ("grdp_industry_constant_bn_vnd",), complete=False),
    Sum("grdp_industry_constant_bn_vnd", ("grdp_processing_constant_bn_vnd",), complete=False),
)
"""Every indicator whose parts are indicators too."""

SHARES = (
    Shares(("output_share_mining_pct", "output_share_processing_pct", "output_share_electricity_water_pct")),
    Shares(
        ("grdp_share_agriculture_pct", "grdp_share_industry_construction_pct", "grdp_share_services_pct"),
        complete=False,
    ),
)
"""Every set of percentages of one thing; of the gross product, taxes on products are the rest."""

ADDED = frozenset(
    {
        "ha",
        "km2",
        "m3",
        "m3_per_day",
        "bn_vnd",
        "persons",
        "households",
        "projects",
        "zones",
        "sites",
        "lots",
        "MW",
        "GWh",
    }
)
"""Units whose figures may be added over places; rates, heights and shares may not."""

"""Which measures, figures and fields stand in which column of which table; declared once, here."""

from dataclasses import dataclass
from enum import StrEnum

from zoneplan.publish.reports import words
from zoneplan.text import Text


class Origin(StrEnum):
    """What a column shows."""

    METRIC = "metric"
    FIGURE = "figure"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: what it shows and how wide it is.

    ``in_totals`` is the note that stands in group and province rows instead of their measure.
    ``only_existing`` leaves the cell of a zone that does not exist empty.
    """

    id: str
    origin: Origin
    width: int = 13
    heading: Text | None = None
    in_totals: Text | None = None
    only_existing: bool = False


def _metric(
    metric: str, width: int = 13, in_totals: Text | None = None, heading: Text | None = None
) -> ColumnSpec:
    return ColumnSpec(metric, Origin.METRIC, width, heading, in_totals)


def _field(field: str, width: int, heading: Text | None = None) -> ColumnSpec:
    return ColumnSpec(field, Origin.FIELD, width, heading)


def _figure(indicator: str, width: int = 13, heading: Text | None = None) -> ColumnSpec:
    return ColumnSpec(indicator, Origin.FIGURE, width, heading)


HORIZON = tuple(
    _metric(f"{what}{horizon}{unit}")
    for horizon in ("existing", "2030", "after_2030")
    for what, unit in (("plan_area_", "_ha"), ("plan_zones_", ""))
)
"""The plan by horizon: groups and province."""

RATES = tuple(
    _metric(metric)
    for metric in (
        "occupancy_pct",
        "industrial_land_share_pct",
        "output_per_ha_bn_vnd",
        "workers_per_ha",
        "capital_per_ha_bn_vnd",
        "tax_per_ha_bn_vnd",
        "zones_per_100km2",
        "zone_area_share_pct",
    )
)
"""Efficiency and density: groups and province."""

PROVINCE = (
    "population",
    "population_density_per_km2",
    "industrial_output_bn_vnd",
    "output_target_progress_pct",
    "hydropower_sites",
    "installed_mw",
    "installed_2030_mw",
    "installed_after_2030_mw",
    "hydropower_mw_per_100km2",
    "households_moved",
    "households_remaining",
    "relocation_progress_pct",
)
"""Key figures of the province, one a row."""

HIGHLIGHTS = (
    ("plan_area_existing_ha", "", "existing"),
    ("plan_area_2030_ha", "", "planned"),
    ("occupancy_pct", "KCN", "existing"),
    ("occupancy_pct", "CCN", "existing"),
    ("installed_mw", "", "hydropower"),
    ("relocation_progress_pct", "", "relocation"),
    ("output_target_progress_pct", "", "neutral"),
)
"""Figures at the head of the page: metric, group (the province where empty), colour."""

EFFICIENCY = (
    _field("name", 34, words.ZONE),
    _metric("area_declared_ha", 12),
    _metric("area_planar_ha", 12),
    _metric("area_geodesic_ha", 12),
    _metric("area_gap_pct", 13, words.ONLY_ZONES),
    _metric("industrial_land_share_pct", 12),
    _metric("occupancy_pct", 11),
    _metric("land_unleased_ha", 11),
    _metric("clearance_of_declared_pct", 12),
    _metric("output_per_ha_bn_vnd", 13),
    _metric("workers_per_ha", 12),
    _metric("capital_per_ha_bn_vnd", 13),
    _metric("tax_per_ha_bn_vnd", 13),
)
"""Existing zones with their groups and the province."""

PLANNED = (
    _field("name", 30, words.ZONE),
    _field("stage", 20),
    _field("commune", 17),
    _field("position", 22, words.POSITION),
    ColumnSpec("plan_area_existing_ha", Origin.METRIC, 10, only_existing=True),
    _metric("plan_area_2030_ha", 10),
    _metric("plan_area_after_2030_ha", 10),
    _metric("area_declared_ha", 11, words.NOT_ADDED),
    _field("basis", 26, words.BASIS),
    _metric("area_planar_ha", 11, words.EXISTING_ELSEWHERE),
    _field("decision", 24, words.APPROVED),
    _field("id", 20),
)
"""All zones of the plan."""

PROGRESS = (
    _field("name", 32, words.ZONE),
    _metric("households_moved", 12),
    _metric("households_remaining", 12),
    _metric("relocation_progress_pct", 12),
    _metric("relocation_cost_per_household_m_vnd", 14),
)
"""Relocation by zone."""

ORIGINS = (
    _field("name", 32, words.NAME),
    _metric("households_remaining", 12),
    _field("phase", 12),
    _field("serves", 22),
    _field("commune", 18),
    _field("position", 22, words.POSITION),
    _field("source", 20),
    _field("note", 44),
    _field("id", 24),
)
"""Places people have to leave."""

DESTINATIONS = (
    _field("name", 32, words.NAME),
    _figure("households_affected", 12, words.HOUSEHOLDS),
    _field("phase", 12),
    _field("serves", 22),
    _field("commune", 18),
    _field("position", 22, words.POSITION),
    _field("source", 20),
    _field("note", 44),
    _field("id", 24),
)
"""Places people move to, because of a zone or because of a disaster."""

HYDROPOWER = (
    _field("name", 30, words.NAME),
    _field("commune", 22),
    _field("river", 20),
    _field("status", 14),
    _field("stage", 20),
    _field("year", 9),
    _metric("installed_mw", 10, heading=words.CAPACITY),
    _metric("annual_gwh", 10),
    _metric("capacity_factor", 10),
    _field("position", 22, words.POSITION),
    _field("owner", 28),
    _field("source", 20),
    _field("id", 24),
)
"""Every hydropower site."""

HYDROPOWER_TOTALS = ("installed_mw", "installed_2030_mw", "installed_after_2030_mw")
"""The province's totals below the sites."""

COMMUNES = (
    _field("name", 26, words.NAME),
    _field("former_unit", 22),
    _metric("population", 13),
    _figure("area_km2", 13),
    _metric("population_density_per_km2", 13),
    _metric("hydropower_mw_per_100km2", 13),
    _field("source", 24),
    _field("id", 24),
)
"""Every commune and the province."""

"""Units of figures: machine names, what people read, and how they convert."""

import math
from dataclasses import dataclass

from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its id in files, its sign for readers, and its base unit with the factor to it.

    ``most`` is what no place in Viet Nam can exceed: the area of the country, its people, its gross product.
    """

    id: str
    sign: Text
    base: str
    factor: float = 1.0
    most: float = math.inf


def _base(unit_id: str, vi: str, en: str, most: float = math.inf) -> Unit:
    return Unit(unit_id, Text(vi, en), unit_id, most=most)


_ALL = (
    _base("ha", "ha", "ha", 33_200_000),
    _base("m2", "m²", "m²"),
    _base("km2", "km²", "km²", 332_000),
    _base("m", "m", "m"),
    _base("km", "km", "km"),
    _base("m3", "m³", "m³"),
    Unit("million_m3", Text("triệu m³", "million m³"), "m3", 1e6),
    _base("m3_per_day", "m³/ngày", "m³/day"),
    _base("pct", "%", "%"),
    _base("pct_per_year", "%/năm", "%/year"),
    _base("ratio", "", ""),
    _base("bn_vnd", "tỷ đồng", "billion VND", 20_000_000),
    _base("m_vnd", "triệu đồng", "million VND"),
    _base("bn_vnd_per_ha", "tỷ đồng/ha", "billion VND/ha"),
    _base("persons", "người", "people", 120_000_000),
    Unit("thousand_persons", Text("nghìn người", "thousand people"), "persons", 1e3),
    _base("persons_per_ha", "người/ha", "people/ha"),
    _base("persons_per_km2", "người/km²", "people/km²"),
    _base("households", "hộ", "households", 40_000_000),
    _base("projects", "dự án", "projects"),
    _base("projects_per_ha", "dự án/ha", "projects/ha"),
    _base("floors", "tầng", "floors"),
    _base("zones", "khu, cụm", "zones"),
    _base("zones_per_100km2", "khu, cụm/100 km²", "zones/100 km²"),
    _base("sites", "công trình", "sites"),
    _base("lots", "lô", "lots"),
    _base("years", "năm", "years"),
    _base("MW", "MW", "MW", 200_000),
    _base("mw_per_100km2", "MW/100 km²", "MW/100 km²"),
    _base("GWh", "GWh", "GWh", 1_000_000),
    _base("gwh_per_ha", "GWh/ha", "GWh/ha"),
    _base("mw_per_ha", "MW/ha", "MW/ha"),
    _base("ha_per_mw", "ha/MW", "ha/MW"),
    _base("households_per_mw", "hộ/MW", "households/MW"),
    _base("w_per_m2", "W/m²", "W/m²"),
    _base("mw_per_km2", "MW/km²", "MW/km²"),
    _base("ha_per_km2", "ha/km²", "ha/km²"),
    _base("m_vnd_per_household", "triệu đồng/hộ", "million VND/household"),
    _base("m2_per_person", "m²/người", "m²/person"),
    _base("per_decade", "/10 năm", "/decade"),
)

UNITS = {unit.id: unit for unit in _ALL}
"""Every unit by its id."""

HOURS_PER_YEAR = 8_760.0
"""Hours of a year, as capacity factors count them."""

COUNTED = frozenset({"persons", "households", "projects", "zones", "sites", "lots"})
"""Units of what is counted one by one, so that a whole number of them is exact."""

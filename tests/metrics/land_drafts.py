"""Small plans with land-use parcels for the tests of the measures of land, in steps of 10 m from the zone's corner."""

from typing import Any

import shapely

from support import EAST, GRID, NORTH, Draft, Row, Shape, place, zone
from zoneplan.metrics import TABLES, Measure
from zoneplan.metrics.table import Table
from zoneplan.text import Message, Text, render

STEP = 10


def block(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """Gives a rectangle counted in steps of 10 m, so that 10 by 10 steps are a hectare."""
    corners = (EAST + STEP * west, NORTH + STEP * south, EAST + STEP * east, NORTH + STEP * north)
    return shapely.box(*corners)


def parcel(
    key: str, shape: shapely.Geometry, code: str | None, year: int | None = 2024, **props: Any
) -> Shape:
    """Gives a surveyed parcel that is exact unless said otherwise."""
    base = {"position": "surveyed", "uncertainty_m": 0, "code": code, "year": year}
    return place(key, shape, **(base | props))


def land(*parcels: Shape, metres: float = 0, **zone_props: Any) -> Draft:
    """Gives a plan with one zone of 10 by 10 steps, that is one hectare, and the parcels."""
    draft = Draft()
    draft.layers["zones"] = [zone("Z", block(0, 0, 10, 10), **({"uncertainty_m": metres} | zone_props))]
    draft.rows = [Row("Z", "area_declared_ha", 1)]
    draft.layers["relocations"], draft.layers["hydropower"] = [], []
    draft.config["layers"]["land"] = {
        "kind": "land_use",
        "path": "layers/land.geojson",
        "crs": GRID,
        "name_vi": "Sử dụng đất",
        "name_en": "Land use",
    }
    draft.layers["land"] = [Shape(dict(p.props), p.geometry) for p in parcels]
    return draft


FULL = (
    parcel("P1", block(0, 0, 6, 10), "SKK"),
    parcel("P2", block(6, 0, 8, 10), "DGT"),
    parcel("P3", block(8, 0, 9, 10), "DKV"),
    parcel("P4", block(9, 0, 10, 5), "DRA"),
    parcel("P5", block(9, 5, 10, 10), "SON"),
)
"""Parcels that cover the zone once: 60, 20, 10, 5 and 5 per cent."""

BALANCE = ("land_use_covered_pct", "land_balance_residual_ha", "land_balance_residual_pct")
SHARES = ("zone_green_share_pct", "zone_traffic_share_pct", "zone_technical_share_pct")
MIX = ("land_use_entropy", "land_use_hhi")
ALL = (*BALANCE, *SHARES, *MIX)


def words(found: Measure | Table) -> str:
    """Gives the remarks and the reason of a measure or a table."""
    told = [*found.remarks, *([found.reason] if found.reason else [])]
    assert all(render(r, "vi") for r in told)
    return " ".join(render(r, "en") for r in told)


def tabulate(draft: Draft, name: str) -> Table:
    """Gives a table of a plan."""
    spec, fill = TABLES[name]
    return fill(draft.view(), spec)


def cell(value: object) -> object:
    """Gives a cell as a plain value."""
    if isinstance(value, Measure):
        return value.value
    if isinstance(value, Text):
        return value.en
    return render(value, "en") if isinstance(value, Message) else value


def cells(found: Table) -> list[list[object]]:
    """Gives the rows of a table as plain values."""
    assert all(len(row) == len(found.spec.columns) for row in found.rows)
    return [[cell(value) for value in row] for row in found.rows]


def value(draft: Draft, metric: str, subject: str = "Z") -> float | None:
    """Gives the value of a measure of the zone."""
    return draft.measure(metric, subject).value

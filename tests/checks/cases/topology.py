"""Land that is drawn twice or not at all: parcels that overlap, gape or do not match, zones that share land."""

import numpy as np
import shapely

from checks.cases.base import Change
from support import EAST, GRID, NORTH, Draft, Shape, place, point, square, zone
from zoneplan.kernels.topology import MOST_FACING

PARCELS = "parcels"
NORTHERLY = 60_000.0
"""How far north of the other small features the parcels lie."""


def layer(draft: Draft, kind: str, name: str) -> list[Shape]:
    """Gives the features of a layer, which is added where it is not there."""
    draft.config["layers"].setdefault(
        name, {"kind": kind, "path": f"layers/{name}.geojson", "crs": GRID, "name_vi": name, "name_en": name}
    )
    return draft.layers.setdefault(name, [])


def parcels(draft: Draft, *shapes: shapely.Geometry, name: str = PARCELS, **props: object) -> Draft:
    """Adds a layer of parcels, or more parcels to it."""
    there = layer(draft, "land_use", name)
    for shape in shapes:
        base = {"code": "ONT", "position": "outline", "uncertainty_m": 5} | props
        there.append(place(f"{name.upper()}_{len(there) + 1}", shape, **base))
    return draft


def at(east: float, north: float = 0.0, side: float = 1000.0) -> shapely.Polygon:
    """Gives a square parcel."""
    return square(east, NORTHERLY + north, side)


def bent(east: float, north: float, off: float = 0.0) -> shapely.Polygon:
    """Gives a square parcel with a further vertex in the middle of its western side, some metres off it."""
    south = NORTH + NORTHERLY + north
    corners = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (off, 500)]
    return shapely.Polygon([(EAST + east + x, south + y) for x, y in corners])


def with_field_paths(draft: Draft) -> Draft:
    """Adds parcels of 10 m with paths of 1 m between them, too many to tell every path."""
    side = int(np.sqrt(MOST_FACING)) + 1
    return parcels(draft, *(at(11.0 * i, -5000 + 11.0 * j, 10) for i in range(side) for j in range(side)))


def with_commune(draft: Draft, area_km2: float) -> Draft:
    """Gives communes X and Y outlines of 100 km² and 50 km² side by side, with areas in the ledger."""
    draft.set("C_X", shapely.box(EAST - 5000, NORTH - 5000, EAST + 5000, NORTH + 5000), position="outline")
    draft.set("C_Y", shapely.box(EAST + 5000, NORTH - 5000, EAST + 10_000, NORTH + 5000), position="outline")
    return draft.value("C_X", "area_km2", area_km2).value("C_Y", "area_km2", 50)


BREAKS: dict[str, tuple[Change, str, str]] = {
    "coverage_overlap": (
        lambda d: parcels(d, at(0), at(990)),  # 10 m × 1,000 m
        "PARCELS_1",
        "overlaps Nơi PARCELS_2 (PARCELS_2) by 1 ha",
    ),
    "coverage_mismatch": (
        lambda d: parcels(d, at(0, 2000), bent(1000, 2000)),
        "PARCELS_1",
        "The boundary shared with Nơi PARCELS_2 (PARCELS_2) has different vertices over 1,000 m",
    ),
    "coverage_gap": (
        lambda d: parcels(d, at(0, 4000), at(1000.5, 4000)),  # 0.5 m × 1,000 m
        "PARCELS_1",
        "A gap of 500 m², 0.50 m wide on average, between Nơi PARCELS_1 (PARCELS_1), Nơi PARCELS_2",
    ),
    "coverage_hole": (
        lambda d: parcels(d, at(0, 6000).difference(at(400, 6400, 200))),  # 200 m × 200 m
        "PARCELS_1",
        "A hole of 4 ha, enclosed by Nơi PARCELS_1",
    ),
    "coverage_apart": (with_field_paths, "", "2,025 polygons stand within 5 m"),  # 45 × 45
    "zone_overlap": (
        lambda d: d.add(zone("KCN_E", square(900))),  # 100 m × 1,000 m, outlines 10 m off each
        "KCN_A",
        "overlaps Zone KCN_E (KCN_E) by 10 ha",
    ),
    "zone_overlap_possible": (
        lambda d: d.add(zone("KCN_F", square(0, 985), uncertainty_m=40)),  # 15 m × 1,000 m
        "KCN_A",
        "overlaps Zone KCN_F (KCN_F) by 1.5 ha, within the position uncertainty of 50 m",
    ),
}

HARMLESS: dict[str, Change] = {
    "parcels that share a boundary": lambda d: parcels(d, at(0), at(1000), at(0, 1000)),
    "parcels of another year": lambda d: parcels(
        parcels(d, at(0), year=2020), at(300), name="plan", year=2030
    ),
    "a road of 6 m between parcels": lambda d: parcels(d, at(0), at(1006)),
    "a hairline gap of published outlines": lambda d: parcels(d, at(0), bent(1000, 0, off=0.08)),
    "communes with their areas": lambda d: with_commune(d, 100.9),
    "zones side by side": lambda d: d.add(zone("KCN_E", square(1000))),
    "zones digitised apart": lambda d: d.add(zone("KCN_E", square(996))),
    "a zone and its entry in the plan": lambda d: d.add(
        zone("KCN_A_QH", square(400, 300), same_as="KCN_A", stage="2021-2030")
    ).row("KCN_A", "planned_area_2030_ha", 100),
    "a part of a zone": lambda d: d.add(zone("KCN_A1", square(100, 100, 300), part_of="KCN_A")),
    "a withdrawn zone": lambda d: d.add(zone("KCN_E", square(500), stage="removed")),
    "a zone known as a point": lambda d: d.add(zone("KCN_E", point(500, 500))),
}

EXCLUSIVE = {"coverage_apart"}

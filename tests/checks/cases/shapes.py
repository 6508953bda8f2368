"""Outlines damaged in known ways, and fine shapes that are right."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from support import EAST, GRID, NORTH, Draft, Shape, place, point, square, zone

Change = Callable[[Draft], object]
Corners = list[tuple[float, float]]


def outline(corners: Corners, holes: list[Corners] | None = None) -> shapely.Polygon:
    """Gives a polygon from corners in metres east and north of the origin of the small plans."""

    def grid(ring: Corners) -> Corners:
        return [(EAST + x, NORTH + y) for x, y in ring]

    return shapely.Polygon(grid(corners), [grid(hole) for hole in holes or []])


def box(east: float, side: float = 1000.0) -> Corners:
    """Gives the corners of a square on the southern edge."""
    return [(east, 0), (east + side, 0), (east + side, side), (east, side)]


def background(draft: Draft, *geometries: Any) -> None:
    """Adds a layer of background."""
    draft.config["layers"]["roads"] = {
        "kind": "context",
        "path": "layers/roads.geojson",
        "crs": GRID,
        "name_vi": "Đường",
        "name_en": "Roads",
    }
    draft.layers["roads"] = [place(f"R_{i}", shape) for i, shape in enumerate(geometries, start=1)]


def line(east: float) -> shapely.LineString:
    """Gives a line of 500 m."""
    return shapely.LineString([(EAST + east, NORTH), (EAST + east + 300, NORTH + 400)])


def spiked(height: float = 300.0, width: float = 0.2, east: float = 20_000.0) -> shapely.Polygon:
    """Gives a square with a spike in the middle of its northern edge."""
    low, right, top, left = box(east)
    middle, half = east + 500, width / 2
    foot = [(middle + half, 1000.0), (middle, 1000.0 + height), (middle - half, 1000.0)]
    return outline([low, right, top, *foot, left])


def far(zone_id: str, geometry: Any) -> Shape:
    """Gives a zone that names no commune, so that it may lie anywhere."""
    return zone(zone_id, geometry, commune=None)


def streamed(east: float, side: float = 10.0, step: float = 0.01) -> shapely.Polygon:
    """Gives a square whose every edge was digitised in steps."""
    return shapely.segmentize(outline(box(east, side)), step)


BREAKS: dict[str, tuple[Change, str, str]] = {
    "vertices_repeated": (
        lambda d: d.add(far("V1", outline([*box(16_000)[:3], (17_000, 1000.001), box(16_000)[3]]))),
        "V1",
        "Vertices that repeat the one before (within 2 mm): 1, at north 2,467,000.00 m, east 453,000.00 m",
    ),
    "spike": (
        lambda d: d.add(far("V2", spiked())),
        "V2",
        "runs 300.00 m and back over itself, 0.200 m wide at its foot; at north 2,467,300.00 m, east 456,500.00 m",
    ),
    "sliver": (
        lambda d: d.add(far("V3", shapely.box(EAST + 24_000, NORTH, EAST + 24_200, NORTH + 0.2))),
        "V3",
        "0.20 m wide on average and 200.0 m long, 40.00 m²",
    ),
    "part_tiny": (
        lambda d: d.add(far("V4", shapely.MultiPolygon([square(26_000), square(27_500, 0, 0.5)]))),
        "V4",
        "Separate parts below 1 m²: 1, 0.250 m² in all",
    ),
    "hole_tiny": (
        lambda d: d.add(
            far("V5", outline(box(28_000), [[(28_500, 500), (28_500.5, 500), (28_500.5, 500.5)]]))
        ),
        "V5",
        "Holes below 1 m²: 1, 0.125 m² in all",
    ),
    "part_small": (
        lambda d: d.add(far("V11", shapely.MultiPolygon([square(40_000), square(41_500, 0, 2)]))),
        "V11",
        "Separate parts below 100 m²: 1, 4.000 m² in all",
    ),
    "hole_small": (
        lambda d: d.add(
            far("V12", outline(box(42_000), [[(42_500, 500), (42_501, 500), (42_501, 501), (42_500, 501)]]))
        ),
        "V12",
        "Holes below 100 m²: 1, 1.000 m² in all",
    ),
    "feature_tiny": (
        lambda d: d.add(far("V6", square(30_000, 0, 0.5))),
        "V6",
        "only 0.250 m², at north 2,466,000.25 m, east 466,000.25 m",
    ),
    "vertices_dense": (
        lambda d: d.add(far("V7", streamed(32_000))),
        "V7",
        "4,000 vertices, 0.010 m apart",
    ),
    "feature_duplicate": (
        lambda d: d.add(zone("V8", square(), name_vi="Khu KCN_A", name_en="Zone KCN_A")),
        "V8",
        "same geometry as KCN_A of layer zones",
    ),
    "feature_duplicate_differs": (
        lambda d: d.add(zone("V8", square())),
        "V8",
        "same geometry as KCN_A of layer zones, but differs in name_vi, name_en",
    ),
    "geometry_unclear": (
        lambda d: d.add(far("V9", outline(box(38_000), [[(39_200, 0), (39_300, 0), (39_300, 100)]]))),
        "V9",
        "A hole lies outside its polygon, at north 2,466,000.00 m, east 475,200.00 m",
    ),
    "context_duplicate": (
        lambda d: background(d, line(34_000), line(34_000).reverse()),
        "R_2",
        "same geometry as R_1 of layer roads",
    ),
    "types_mixed": (
        lambda d: background(d, point(36_000), line(36_000), line(37_000)),
        "",
        "The layer has points: 1, lines: 2.",
    ),
}


def communes_as_others_draw_them(draft: Draft) -> None:
    """Repeats every vertex and leaves a crumb, as lines joined by another office do."""
    twice = shapely.Polygon(np.repeat(shapely.get_coordinates(square(38_000)), 2, axis=0))
    draft.add(
        place("C_Z", shapely.MultiPolygon([twice, square(39_500, 0, 0.1)]), position="outline"),
        place("C_W", square(41_000), position="outline"),
        layer="communes",
    )
    draft.layers["communes"] = draft.layers["communes"][2:]
    draft.drop("C_X").drop("C_Y")
    for shapes in draft.layers.values():
        for shape in shapes:
            shape.props.pop("commune", None)


HARMLESS: dict[str, Change] = {
    "vertices 3 mm apart": lambda d: d.add(
        far("W1", outline([*box(16_000)[:3], (17_000 - 0.003, 1000), box(16_000)[3]]))
    ),
    "sharp corner of 2 degrees": lambda d: d.add(
        far("W2", outline([(20_000, 0), (21_000, 0), (20_000, 34.9)]))
    ),
    "low spike": lambda d: d.add(far("W3", spiked(0.4, 0.004))),
    "narrow tower": lambda d: d.add(far("W4", spiked(300, 8))),
    "lane 2 m wide": lambda d: d.add(far("W5", shapely.box(EAST + 24_000, NORTH, EAST + 24_500, NORTH + 2))),
    "part of 100 m²": lambda d: d.add(
        far("W6", shapely.MultiPolygon([square(26_000), square(27_500, 0, 10)]))
    ),
    "small parcel of many vertices": lambda d: d.add(far("W7", point(30_000).buffer(5, quad_segs=16))),
    "sites on one commune centroid": lambda d: d.add(
        place("HP_9", point(0, 8000), status="planned", name_vi="Thủy điện khác"), layer="hydropower"
    ),
    "people leave and arrive in one area": lambda d: d.add(
        place("RL_8", square(7000), role="origin", cause="disaster", position="outline"),
        place("RL_9", square(7000), role="destination", cause="disaster", position="outline"),
        layer="relocations",
    ),
    "zone and the entry that plans it": lambda d: d.add(
        zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030")
    ).row("KCN_A", "planned_area_2030_ha", 100),
    "communes joined from lines by another office": communes_as_others_draw_them,
    "roads of several parts": lambda d: background(
        d, line(34_000), shapely.MultiLineString([line(35_000), line(36_000)])
    ),
}

EXCLUSIVE: set[str] = {"context_duplicate", "types_mixed"}
"""Both need the layer of background for themselves."""

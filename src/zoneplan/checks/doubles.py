"""Features that stand twice, and layers that mix what cannot be compared."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import shapely

from zoneplan.checks.registry import check
from zoneplan.plan.doubles import same_places
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text

FEATURE_DUPLICATE = Rule(
    "feature_duplicate",
    Severity.ERROR,
    Text("Đối tượng trùng", "Duplicate feature"),
    Text(
        "Cùng hình với {first} của lớp {layer_of_first}.",
        "It has the same geometry as {first} of layer {layer_of_first}.",
    ),
    Text(
        "Một nơi được đếm hai lần: diện tích, số khu và tổng đều lớn hơn thật.",
        "One place counts twice: areas, numbers of zones and totals come out too large.",
    ),
    Text(
        "Xóa một trong hai; nếu là hai dòng về một khu thì ghi same_as hoặc part_of. "
        "zoneplan check --fix THƯ_MỤC_MỚI bỏ bản trùng mọi trường và không có số liệu.",
        "Delete one of them; if both entries speak of one zone, give same_as or part_of. "
        "zoneplan check --fix NEW_FOLDER drops one that agrees in every field and has no figures.",
    ),
    example=Text(
        "Một cụm được dán hai lần vào lớp, với hai mã.",
        "A cluster was pasted twice into a layer, under two ids.",
    ),
)
DRAWN_TWICE = Rule(
    "context_duplicate",
    Severity.NOTE,
    Text("Nền vẽ hai lần", "Background drawn twice"),
    Text(
        "Cùng hình với {first} của lớp {layer_of_first}.",
        "It has the same geometry as {first} of layer {layer_of_first}.",
    ),
    Text(
        "Số đo không đổi; nét vẽ đậm lên và tệp nặng thêm.",
        "No measure changes; lines look bolder, files grow.",
    ),
    Text(
        "Xóa một trong hai, hoặc chạy zoneplan check --fix THƯ_MỤC_MỚI.",
        "Delete one of them, or run zoneplan check --fix NEW_FOLDER.",
    ),
    example=Text(
        "Quốc lộ 70 có hai lần trong lớp đường.", "National road 70 stands twice in the layer of roads."
    ),
)
TYPES_MIXED = Rule(
    "types_mixed",
    Severity.NOTE,
    Text("Lớp trộn nhiều loại hình", "Layer mixes geometry types"),
    Text("Lớp có {counts}.", "The layer has {counts}."),
    Text(
        "Xã chỉ có điểm thì không kiểm tra được chồng lấn, hở và diện tích; shapefile và QGIS tách loại hình thành "
        "các lớp riêng.",
        "Communes that are points escape the checks for overlaps, gaps and areas; shapefiles and QGIS keep each "
        "type in a layer of its own.",
    ),
    Text(
        "Thay điểm bằng ranh giới, hoặc tách lớp theo loại hình trong zoneplan.toml.",
        "Replace points by outlines, or split the layer by type in zoneplan.toml.",
    ),
    example=Text("Lớp xã có 40 vùng và 8 điểm.", "A layer of communes has 40 polygons and 8 points."),
)

_COUNTED = (
    Text("điểm: {count}", "points: {count}"),
    Text("đường: {count}", "lines: {count}"),
    Text("vùng: {count}", "polygons: {count}"),
)
"""How many geometries of dimension 0, 1 and 2 there are."""
_UNMIXED = frozenset({"communes", "context"})
"""Kinds whose features should be of one type; a zone may be a point until its outline is published."""


@check(FEATURE_DUPLICATE, DRAWN_TWICE)
def duplicate_features(plan: Plan) -> Iterator[Finding]:
    """Finds features whose geometry another of the same kind has."""
    for first, *others in same_places(plan):
        rule = DRAWN_TWICE if first.kind == "context" else FEATURE_DUPLICATE
        for other in others:
            yield rule.found(
                layer=other.layer,
                feature=other.id,
                geometry=other.geometry,
                first=first.id,
                layer_of_first=first.layer,
            )


@check(TYPES_MIXED)
def mixed_types(plan: Plan) -> Iterator[Finding]:
    """Finds layers of communes or background in which points, lines and polygons stand together."""
    for layer in plan.layers.values():
        if layer.kind.id not in _UNMIXED:
            continue
        dimension = shapely.get_dimensions(layer.geometries)
        counts = Counter(dimension.tolist())
        if len(counts) > 1:
            rarest = min(counts, key=lambda key: (counts[key], key))
            few = layer.geometries[np.flatnonzero(dimension == rarest)]
            yield TYPES_MIXED.found(
                layer=layer.id,
                geometry=shapely.MultiPoint(shapely.get_coordinates(shapely.point_on_surface(few))),
                counts=[Message.of(_COUNTED[key], count=counts[key]) for key in sorted(counts)],
            )

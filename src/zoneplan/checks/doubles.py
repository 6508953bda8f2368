"""Features that stand twice, and layers that mix what cannot be compared."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import shapely

from zoneplan.checks.registry import check
from zoneplan.plan.doubles import adds_nothing, needed_ids, own_values, same_places
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
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
        "zoneplan check --fix THƯ_MỤC_MỚI tự bỏ bản này.",
        "Delete one of them; if both entries speak of one zone, give same_as or part_of. "
        "zoneplan check --fix NEW_FOLDER drops this one by itself.",
    ),
    example=Text(
        "Một cụm được dán hai lần vào lớp, với hai mã.",
        "A cluster was pasted twice into a layer, under two ids.",
    ),
)
DUPLICATE_DIFFERS = Rule(
    "feature_duplicate_differs",
    Severity.ERROR,
    Text("Đối tượng trùng hình, khác nội dung", "Duplicate feature with other values"),
    Text(
        "Cùng hình với {first} của lớp {layer_of_first}, nhưng {but}.",
        "It has the same geometry as {first} of layer {layer_of_first}, but {but}.",
    ),
    FEATURE_DUPLICATE.why,
    Text(
        "Đối chiếu nguồn rồi xóa một trong hai, chuyển số liệu và tham chiếu sang dòng giữ lại; nếu là hai dòng về "
        "một khu thì ghi same_as hoặc part_of. Chương trình không tự chọn được.",
        "Compare the sources, delete one of them and move figures and references to the one that stays; if both "
        "entries speak of one zone, give same_as or part_of. The program cannot choose by itself.",
    ),
    example=Text(
        "Hai khu khác tên có cùng một ranh giới.",
        "Two zones of different names have the same outline.",
    ),
)
DRAWN_TWICE = Rule(
    "context_duplicate",
    Severity.NOTE,
    Text("Nền vẽ hai lần", "Background drawn twice"),
    Text(
        "Cùng hình với {first} của lớp {layer_of_first}{but}.",
        "It has the same geometry as {first} of layer {layer_of_first}{but}.",
    ),
    Text(
        "Số đo không đổi; nét vẽ đậm lên và tệp nặng thêm.",
        "No measure changes; lines look bolder, files grow.",
    ),
    Text(
        "Xóa một trong hai trong QGIS; bản trùng mọi trường thì zoneplan check --fix THƯ_MỤC_MỚI tự bỏ.",
        "Delete one of them in QGIS; one that agrees in every field is dropped by zoneplan check --fix NEW_FOLDER.",
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

_FIELDS = Text("khác ở {fields}", "differs in {fields}")
_NEEDED = Text("sổ số liệu hoặc đối tượng khác dùng cả hai mã", "figures or other features use both ids")
_BUT = Text(", nhưng {but}", ", but {but}")
_COUNTED = (
    Text("điểm: {count}", "points: {count}"),
    Text("đường: {count}", "lines: {count}"),
    Text("vùng: {count}", "polygons: {count}"),
)
"""How many geometries of dimension 0, 1 and 2 there are."""
_UNMIXED = frozenset({"communes", "context"})
"""Kinds whose features should be of one type; a zone may be a point until its outline is published."""


@check(FEATURE_DUPLICATE, DUPLICATE_DIFFERS, DRAWN_TWICE)
def duplicate_features(plan: Plan) -> Iterator[Finding]:
    """Finds features whose geometry another of the same kind has."""
    needed = needed_ids(plan)
    for first, *others in same_places(plan):
        for other in others:
            at = {"layer": other.layer, "feature": other.id, "geometry": other.geometry}
            same = {"first": first.id, "layer_of_first": first.layer}
            but = None if adds_nothing(other, first, needed) else _but(other, first)
            if first.kind == "context":
                yield DRAWN_TWICE.found(**at, **same, but=Message.of(_BUT, but=but) if but else "")
            elif but is None:
                yield FEATURE_DUPLICATE.found(**at, **same)
            else:
                yield DUPLICATE_DIFFERS.found(**at, **same, but=but)


def _but(other: Feature, first: Feature) -> Message | Text:
    """Gives why a duplicate cannot simply be dropped."""
    fields = own_values(other, first)
    return Message.of(_FIELDS, fields=", ".join(fields)) if fields else _NEEDED


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

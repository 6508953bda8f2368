"""Slips of drawing: spikes, slivers, crumbs, repeated and too many vertices."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.checks.registry import check
from zoneplan.checks.where import gathered, where
from zoneplan.kernels import shapes as kernel
from zoneplan.kernels.shapes import Indices, Shapes
from zoneplan.plan import tolerance
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Layer
from zoneplan.plan.plan import Plan
from zoneplan.text import Number, Text

_FIX = Text(
    "Xóa trong QGIS, hoặc chạy zoneplan check --fix THƯ_MỤC_MỚI: bản sao trong đó đã sửa, tệp gốc giữ nguyên.",
    "Remove it in QGIS, or run zoneplan check --fix NEW_FOLDER: the copy in it is mended, the original stays.",
)

VERTICES_REPEATED = Rule(
    "vertices_repeated",
    Severity.NOTE,
    Text("Đỉnh lặp", "Repeated vertices"),
    Text(
        "{count} đỉnh trùng đỉnh liền trước (cách không quá 2 mm), {place}.",
        "{count} vertices repeat the one before (within 2 mm), {place}.",
    ),
    Text(
        "Bảng tọa độ góc ranh lập từ hình này sẽ có góc trùng; số thứ tự góc lệch so với quyết định.",
        "A table of corners made from it would list corners twice, out of step with the decision.",
    ),
    _FIX,
    example=Text("Góc số 7 của một khu có hai lần liền nhau.", "Corner 7 of a zone stands twice in a row."),
)
SPIKE = Rule(
    "spike",
    Severity.WARNING,
    Text("Gai nhọn", "Spike"),
    Text(
        "Ranh giới chạy ra {height} m rồi quay lại trên chính nó, chân rộng {width} m; {place}.",
        "The outline runs {height} m and back over itself, {width} m wide at its foot; {place}.",
    ),
    Text(
        "Diện tích gần như không đổi nhưng chu vi, khoảng cách và chồng lấn với khu khác thì sai.",
        "The area hardly changes, but perimeter, distances and overlaps with other zones come out wrong.",
    ),
    _FIX,
    example=Text(
        "Một đỉnh nhập nhầm kéo ranh giới ra 300 m rồi quay về, thành một gai rộng 10 cm.",
        "A mistyped corner draws the outline out by 300 m and back, a spike 10 cm wide.",
    ),
)
SLIVER = Rule(
    "sliver",
    Severity.WARNING,
    Text("Mảnh quá hẹp", "Sliver"),
    Text(
        "Mảnh rộng trung bình {width} m, dài {length} m, {area} m²; {place}.",
        "A piece {width} m wide on average and {length} m long, {area} m²; {place}.",
    ),
    Text(
        "Thường là phần thừa giữa hai lần vẽ cùng một ranh giới, không phải một thửa đất.",
        "It is mostly what remains between two drawings of one boundary, not a piece of land.",
    ),
    Text(
        "Nhập mảnh vào vùng bên cạnh hoặc xóa nó; nếu đúng là dải đất hẹp thì để nguyên.",
        "Merge it into its neighbour or delete it; if it really is a narrow strip of land, leave it.",
    ),
    example=Text(
        "Một thửa dài 200 m nhưng chỉ rộng 20 cm, sót lại sau khi cắt lớp.",
        "A parcel 200 m long and 20 cm wide, left over when layers were cut.",
    ),
)
TINY_PART = Rule(
    "part_tiny",
    Severity.NOTE,
    Text("Phần quá nhỏ", "Tiny part"),
    Text(
        "{count} phần rời nhỏ hơn 1 m², cộng {area} m²; {place}.",
        "{count} separate parts below 1 m², {area} m² in all; {place}.",
    ),
    Text(
        "Khu trông như có nhiều mảnh; số mảnh và phạm vi vẽ bản đồ sai.",
        "The zone looks as if it had several pieces; their count and the extent of the map come out wrong.",
    ),
    _FIX,
    example=Text(
        "Cạnh một cụm còn một mảnh rời 0,3 m² sót lại khi sửa ranh giới.",
        "Beside a cluster lies a separate crumb of 0.3 m², left when its outline was edited.",
    ),
)
TINY_HOLE = Rule(
    "hole_tiny",
    Severity.NOTE,
    Text("Lỗ quá nhỏ", "Tiny hole"),
    Text(
        "{count} lỗ nhỏ hơn 1 m², cộng {area} m²; {place}.",
        "{count} holes below 1 m², {area} m² in all; {place}.",
    ),
    Text(
        "Không ai chừa một khoảnh nhỏ như thế; lỗ do ghép vùng không khít.",
        "Nobody leaves out so little land; the hole comes from joining polygons that do not meet.",
    ),
    _FIX,
    example=Text(
        "Ghép hai thửa thành một khu để lại lỗ 0,2 m² giữa chúng.",
        "Joining two parcels into a zone left a hole of 0.2 m² between them.",
    ),
)
TINY_FEATURE = Rule(
    "feature_tiny",
    Severity.WARNING,
    Text("Đối tượng quá nhỏ", "Tiny feature"),
    Text("Cả đối tượng chỉ rộng {area} m², {place}.", "The whole feature is only {area} m², {place}."),
    Text(
        "Không có khu hay thửa nào nhỏ như thế: mảnh sót lại, hoặc tọa độ sai đơn vị.",
        "No zone or parcel is so small: it is a crumb, or its coordinates are in another unit.",
    ),
    Text(
        "Xóa đối tượng nếu là mảnh sót; nếu không, kiểm tra đơn vị và hệ tọa độ.",
        "Delete the feature if it is a crumb; if not, check the unit and system of its coordinates.",
    ),
    example=Text("Một thửa đất 0,5 m².", "A parcel of 0.5 m²."),
)
VERTICES_DENSE = Rule(
    "vertices_dense",
    Severity.NOTE,
    Text("Quá nhiều đỉnh", "More vertices than sense"),
    Text(
        "{count} đỉnh, trung bình cách nhau {spacing} m.", "{count} vertices, {spacing} m apart on average."
    ),
    Text(
        "Góc ranh chỉ đo chính xác đến vài cm; đỉnh dày hơn chỉ làm tệp nặng và bản đồ chậm.",
        "Corners are surveyed to some centimetres; closer vertices only make files and maps heavy.",
    ),
    Text(
        "Đơn giản hóa trong QGIS (Simplify, dung sai 0,05 m) và so lại diện tích.",
        "Simplify it in QGIS (tolerance 0.05 m) and compare the area.",
    ),
    example=Text(
        "Ranh giới số hóa theo luồng chuột: 20.000 đỉnh trên 600 m.",
        "An outline digitised in stream mode: 20,000 vertices on 600 m.",
    ),
)


def _drawn(plan: Plan) -> Iterator[tuple[Layer, Indices, Shapes]]:
    """Gives the layers whose outlines are this plan's own, with their valid geometries and their places."""
    for layer in plan.layers.values():
        if layer.kind.id not in tolerance.OUTLINED_BY_OTHERS:
            yield layer, *_valid(layer)


def _valid(layer: Layer) -> tuple[Indices, Shapes]:
    shapes = layer.geometries
    valid = np.flatnonzero(shapely.is_valid(shapes))
    return valid, shapes[valid]


def _groups(owner: Indices) -> Iterator[tuple[int, Indices]]:
    """Gives each owner with the positions that it has in an array of owners."""
    if len(owner):
        order = np.argsort(owner, kind="stable")
        starts = np.flatnonzero(np.diff(owner[order])) + 1
        for group in np.split(order, starts):
            yield int(owner[group[0]]), group


@check(VERTICES_REPEATED, SPIKE, VERTICES_DENSE)
def outlines(plan: Plan) -> Iterator[Finding]:
    """Finds repeated vertices, spikes and outlines too dense to mean anything; in others' layers spikes only."""
    for layer in plan.layers.values():
        at, shapes = _valid(layer)
        corners = kernel.vertices(shapes)
        again = kernel.repeated(corners, tolerance.REPEATED_M)
        if layer.kind.id not in tolerance.OUTLINED_BY_OTHERS:
            yield from _repeated(layer, at, corners, again)
            yield from _dense(layer, at, shapes, corners)
        yield from _spikes(layer, at, corners.without(again) if again.any() else corners)


def _repeated(
    layer: Layer, at: Indices, corners: kernel.Vertices, again: NDArray[np.bool_]
) -> Iterator[Finding]:
    rows = np.flatnonzero(again)
    for owner, group in _groups(corners.geometry[rows]):
        places = np.asarray(shapely.points(corners.xy[rows[group]]), dtype=object)
        yield VERTICES_REPEATED.found(
            layer=layer.id,
            feature=layer.features[at[owner]].id,
            geometry=gathered(places),
            count=len(group),
            place=where(places),
        )


def _dense(layer: Layer, at: Indices, shapes: Shapes, corners: kernel.Vertices) -> Iterator[Finding]:
    count, spacing = kernel.spacing(shapes, corners)
    for i in np.flatnonzero((count > tolerance.DENSE_COUNT) & (spacing < tolerance.DENSE_M)).tolist():
        yield VERTICES_DENSE.found(
            layer=layer.id,
            feature=layer.features[at[i]].id,
            geometry=shapes[i],
            count=int(count[i]),
            spacing=Number(float(spacing[i]), 3),
        )


def _spikes(layer: Layer, at: Indices, corners: kernel.Vertices) -> Iterator[Finding]:
    found = kernel.spikes(corners, tolerance.SPIKE_HEIGHT_M, tolerance.SPIKE_WIDTH_M, tolerance.SPIKE_SLOPE)
    for owner, group in _groups(found.geometry):
        highest = group[np.argsort(-found.height_m[group], kind="stable")]
        apex = np.asarray(shapely.points(corners.xy[found.vertex[highest]]), dtype=object)
        yield SPIKE.found(
            layer=layer.id,
            feature=layer.features[at[owner]].id,
            geometry=gathered(found.triangle[highest]),
            height=Number(float(found.height_m[highest[0]]), 2),
            width=Number(float(found.width_m[highest[0]]), 3),
            place=where(apex),
        )


@check(SLIVER)
def slivers(plan: Plan) -> Iterator[Finding]:
    """Finds features and parts that are long and very narrow."""
    for layer, at, shapes in _drawn(plan):
        pieces = kernel.parts(shapes)
        (width, length), area = kernel.strips(pieces.shape), shapely.area(pieces.shape)
        thin = (width < tolerance.SLIVER_WIDTH_M) & (length >= tolerance.SLIVER_SHAPE * width)
        thin &= area >= tolerance.TINY_M2
        for i in np.flatnonzero(thin).tolist():
            yield SLIVER.found(
                layer=layer.id,
                feature=layer.features[at[pieces.geometry[i]]].id,
                geometry=pieces.shape[i],
                width=Number(float(width[i]), 2),
                length=Number(float(length[i]), 1),
                area=Number(float(area[i]), 2),
                place=where(pieces.shape[[i]]),
            )


@check(TINY_PART, TINY_HOLE, TINY_FEATURE)
def tiny(plan: Plan) -> Iterator[Finding]:
    """Finds parts, holes and whole features smaller than any land."""
    for layer, at, shapes in _drawn(plan):
        whole = shapely.area(shapes)
        for rule, pieces in ((TINY_PART, kernel.parts(shapes)), (TINY_HOLE, kernel.holes(shapes))):
            area = shapely.area(pieces.shape)
            small = (area < tolerance.TINY_M2) & (whole[pieces.geometry] >= tolerance.TINY_M2)
            for owner, group in _groups(pieces.geometry[small]):
                crumbs = pieces.shape[small][group]
                yield rule.found(
                    layer=layer.id,
                    feature=layer.features[at[owner]].id,
                    geometry=gathered(crumbs),
                    count=len(group),
                    area=Number(float(area[small][group].sum()), 3),
                    place=where(crumbs),
                )
        areal = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - the dimension of areas
        for i in np.flatnonzero(areal & (whole < tolerance.TINY_M2)).tolist():
            yield TINY_FEATURE.found(
                layer=layer.id,
                feature=layer.features[at[i]].id,
                geometry=shapes[i],
                area=Number(float(whole[i]), 3),
                place=where(shapes[[i]]),
            )

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
    "Xóa trong QGIS, hoặc chạy zoneplan check --fix THƯ_MỤC_MỚI: bản sao trong đó đã sửa, tệp gốc giữ nguyên; "
    "chỗ nào bản sao vẫn còn thì sửa tay.",
    "Remove it in QGIS, or run zoneplan check --fix NEW_FOLDER: the copy in it is mended, the original stays; "
    "what the copy still shows must be mended by hand.",
)

VERTICES_REPEATED = Rule(
    "vertices_repeated",
    Severity.NOTE,
    Text("Đỉnh lặp", "Repeated vertices"),
    Text(
        "Số đỉnh trùng đỉnh liền trước (cách không quá 2 mm): {count}, {place}.",
        "Vertices that repeat the one before (within 2 mm): {count}, {place}.",
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
        "Phần rời nhỏ hơn 1 m²: {count}, cộng {area} m²; {place}.",
        "Separate parts below 1 m²: {count}, {area} m² in all; {place}.",
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
        "Lỗ nhỏ hơn 1 m²: {count}, cộng {area} m²; {place}.",
        "Holes below 1 m²: {count}, {area} m² in all; {place}.",
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
_SMALL_WHY = Text(
    "Không khu nào có hay chừa một khoảnh chưa bằng một lô nhà; thường là mảnh sót lại khi sửa ranh giới.",
    "No zone has or leaves out less than a house lot; it is mostly a crumb left when an outline was edited.",
)
_SMALL_REMEDY = Text(
    "Đối chiếu quyết định: mảnh thừa thì xóa trong QGIS, đúng là đất thì để nguyên. --fix không động đến vì có thể "
    "là đất.",
    "Compare the decision: delete a crumb in QGIS, leave what is land. --fix does not touch it, since it may be land.",
)
SMALL_PART = Rule(
    "part_small",
    Severity.NOTE,
    Text("Phần rời quá nhỏ so với khu", "Part too small for a zone"),
    Text(
        "Phần rời nhỏ hơn 100 m²: {count}, cộng {area} m²; {place}.",
        "Separate parts below 100 m²: {count}, {area} m² in all; {place}.",
    ),
    _SMALL_WHY,
    _SMALL_REMEDY,
    example=Text(
        "Cạnh một khu 100 ha còn một mảnh rời 2 × 2 m.",
        "Beside a zone of 100 ha lies a separate part of 2 × 2 m.",
    ),
)
SMALL_HOLE = Rule(
    "hole_small",
    Severity.NOTE,
    Text("Lỗ quá nhỏ so với khu", "Hole too small for a zone"),
    Text(
        "Lỗ nhỏ hơn 100 m²: {count}, cộng {area} m²; {place}.",
        "Holes below 100 m²: {count}, {area} m² in all; {place}.",
    ),
    _SMALL_WHY,
    _SMALL_REMEDY,
    example=Text(
        "Giữa một khu công nghiệp có một lỗ 1 m².",
        "In the middle of an industrial zone there is a hole of 1 m².",
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
        for i in np.flatnonzero(_thin(layer, width, length) & (area >= tolerance.TINY_M2)).tolist():
            yield SLIVER.found(
                layer=layer.id,
                feature=layer.features[at[pieces.geometry[i]]].id,
                geometry=pieces.shape[i],
                width=Number(float(width[i]), 2),
                length=Number(float(length[i]), 1),
                area=Number(float(area[i]), 2),
                place=where(pieces.shape[[i]]),
            )


def _thin(layer: Layer, width: kernel.Metres, length: kernel.Metres) -> NDArray[np.bool_]:
    """Tells which strips are slivers in a layer."""
    zones = layer.kind.id in tolerance.ZONES
    widest = tolerance.ZONE_SLIVER_WIDTH_M if zones else tolerance.SLIVER_WIDTH_M
    return np.asarray((width < widest) & (length >= tolerance.SLIVER_SHAPE * width))


@check(SMALL_PART, SMALL_HOLE)
def small(plan: Plan) -> Iterator[Finding]:
    """Finds parts and holes of zones that are larger than a slip of the pen and yet no land to speak of."""
    for layer, at, shapes in _drawn(plan):
        if layer.kind.id not in tolerance.ZONES:
            continue
        whole = shapely.area(shapes)
        for rule, pieces in ((SMALL_PART, kernel.parts(shapes)), (SMALL_HOLE, kernel.holes(shapes))):
            area = shapely.area(pieces.shape)
            most = np.minimum(tolerance.SMALL_M2, tolerance.SMALL_SHARE * whole[pieces.geometry])
            crumbs = (area >= tolerance.TINY_M2) & (area < most)
            if rule is SMALL_PART:
                crumbs &= ~_thin(layer, *kernel.strips(pieces.shape))
            yield from _crumbs(rule, layer, at, pieces, crumbs)


def _crumbs(
    rule: Rule, layer: Layer, at: Indices, pieces: kernel.Pieces, wanted: NDArray[np.bool_]
) -> Iterator[Finding]:
    """Tells some parts or holes, those of one feature together."""
    area = shapely.area(pieces.shape[wanted])
    for owner, group in _groups(pieces.geometry[wanted]):
        crumbs = pieces.shape[wanted][group]
        yield rule.found(
            layer=layer.id,
            feature=layer.features[at[owner]].id,
            geometry=gathered(crumbs),
            count=len(group),
            area=Number(float(area[group].sum()), 3),
            place=where(crumbs),
        )


@check(TINY_PART, TINY_HOLE, TINY_FEATURE)
def tiny(plan: Plan) -> Iterator[Finding]:
    """Finds parts, holes and whole features smaller than any land."""
    for layer, at, shapes in _drawn(plan):
        whole = shapely.area(shapes)
        for rule, pieces in ((TINY_PART, kernel.parts(shapes)), (TINY_HOLE, kernel.holes(shapes))):
            area = shapely.area(pieces.shape)
            crumbs = (area < tolerance.TINY_M2) & (whole[pieces.geometry] >= tolerance.TINY_M2)
            yield from _crumbs(rule, layer, at, pieces, crumbs)
        areal = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - the dimension of areas
        for i in np.flatnonzero(areal & (whole < tolerance.TINY_M2)).tolist():
            yield TINY_FEATURE.found(
                layer=layer.id,
                feature=layer.features[at[i]].id,
                geometry=shapes[i],
                area=Number(float(whole[i]), 3),
                place=where(shapes[[i]]),
            )

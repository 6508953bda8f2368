"""Outlines that are none: what is wrong with them in plain words, and every place where it is."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.checks.registry import check
from zoneplan.checks.where import gathered, where
from zoneplan.kernels.shapes import crossings, rebuilt
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

GEOMETRY_INVALID = Rule(
    "geometry_invalid",
    Severity.ERROR,
    Text("Hình không hợp lệ", "Geometry is invalid"),
    Text("{problem}, {place}.", "{problem}, {place}."),
    Text(
        "Phần nào là trong, phần nào là ngoài không rõ nên diện tích không có nghĩa.",
        "What is inside and what is outside is not clear, so its area means nothing.",
    ),
    Text(
        "Sửa đỉnh ở chỗ đó trong QGIS, hoặc chạy zoneplan check --fix THƯ_MỤC_MỚI rồi xem nhật ký mended.csv.",
        "Mend the vertices there in QGIS, or run zoneplan check --fix NEW_FOLDER and look at its log mended.csv.",
    ),
    example=Text(
        "Hai cạnh ranh giới của một khu cắt nhau thành hình số 8.",
        "Two edges of a zone's outline cross, so that it looks like an 8.",
    ),
)
GEOMETRY_UNCLEAR = Rule(
    "geometry_unclear",
    Severity.ERROR,
    Text("Hình không hợp lệ, không rõ ý người vẽ", "Geometry is invalid and its meaning unclear"),
    GEOMETRY_INVALID.what,
    Text(
        "Có hơn một cách hiểu, hoặc hình không bao vùng nào, nên diện tích không có nghĩa.",
        "It can be understood in more than one way, or encloses nothing, so its area means nothing.",
    ),
    Text(
        "Vẽ lại trong QGIS theo hồ sơ gốc; lỗ nằm ngoài thì xóa, dời vào trong, hoặc vẽ thành một phần riêng. "
        "Chương trình không tự sửa được.",
        "Redraw it in QGIS from the original documents; delete a hole that lies outside, move it inside, or draw it "
        "as a part of its own. The program cannot mend it by itself.",
    ),
    example=Text(
        "Lỗ của một khu nằm cách ranh giới khu 200 m: có thể là đất của khu, hoặc vẽ nhầm.",
        "The hole of a zone lies 200 m outside its outline: it may be land of the zone, or a slip.",
    ),
)

_CROSSES = Text("Ranh giới tự cắt", "The outline crosses itself")
_TOUCHES = Text("Ranh giới tự chạm vào nó", "The outline touches itself")
_PROBLEMS = {
    "Self-intersection": _CROSSES,
    "Ring Self-intersection": _TOUCHES,
    "Hole lies outside shell": Text("Lỗ nằm ngoài vùng chứa nó", "A hole lies outside its polygon"),
    "Holes are nested": Text("Lỗ nằm trong một lỗ khác", "A hole lies inside another hole"),
    "Nested shells": Text("Một phần nằm trong phần khác", "One part lies inside another"),
    "Duplicate Rings": Text("Một vòng được vẽ hai lần", "A ring is drawn twice"),
    "Interior is disconnected": Text(
        "Lỗ cắt rời vùng thành nhiều mảnh", "Holes cut the polygon into separate pieces"
    ),
    "Too few points in geometry component": Text(
        "Quá ít đỉnh khác nhau: vùng cần ba, đường cần hai",
        "Too few different vertices: a polygon needs three, a line two",
    ),
    "Invalid Coordinate": Text("Tọa độ không phải là số", "A coordinate is no number"),
    "Ring is not closed": Text("Vòng không khép kín", "A ring is not closed"),
}
"""What GEOS calls each fault, and how a planner would."""


@check(GEOMETRY_INVALID, GEOMETRY_UNCLEAR)
def invalid(plan: Plan) -> Iterator[Finding]:
    """Finds shapes that cross or touch themselves or have no inside, with all places."""
    for layer in plan.layers.values():
        shapes = layer.geometries
        for i in np.flatnonzero(~shapely.is_valid(shapes)).tolist():
            problem, places = _fault(shapes[i])
            rule = GEOMETRY_UNCLEAR if rebuilt(shapes[i]) is None else GEOMETRY_INVALID
            yield rule.found(
                layer=layer.id,
                feature=layer.features[i].id,
                geometry=gathered(places),
                problem=problem,
                place=where(places),
            )


def _fault(shape: BaseGeometry) -> tuple[Text, NDArray[np.object_]]:
    """Gives what is wrong with a shape and the points where it is, those that GEOS does not name included."""
    reason, _, place = shapely.is_valid_reason(shape).partition("[")
    problem = _PROBLEMS.get(reason, Text(reason, reason))
    if problem in {_CROSSES, _TOUCHES} and len(found := crossings(shape)):
        return problem, found
    named = [float(number) for number in place.rstrip("]").split()[:2]]
    return problem, np.array([shapely.Point(named or shapely.get_coordinates(shape)[0])], dtype=object)

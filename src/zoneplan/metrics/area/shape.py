"""How compact the outline of a zone is: four ratios between 0 and 1."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.compactness import convex_hull_ratio, polsby_popper, reock, schwartzberg
from zoneplan.kernels.outline import (
    Bounds,
    convex_hull_bounds,
    polsby_popper_bounds,
    reock_bounds,
)
from zoneplan.kernels.shapes import Shapes
from zoneplan.metrics.area.outlines import (
    LAYERS,
    drawn_outline,
    outline_remarks,
    outlined,
    reach,
    without_outline,
)
from zoneplan.metrics.build import no_value
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.text import Message, Number, Text

_ALIKE = Text(
    "Chu vi dài thêm khi vẽ kỹ hơn, nên chỉ so các ranh giới vẽ cùng tỷ lệ và cùng cách; ranh giới này có {corners} đỉnh.",
    "A perimeter grows with the detail of the drawing, so only outlines drawn at one scale and in one way compare; this "
    "one has {corners} corners.",
)
_SAME_CORNERS = Text(
    "Khoảng giá trị: các ranh giới có cùng số đỉnh, mỗi đỉnh lệch không quá {metres} m. Không có điều kiện đó thì chu vi "
    "không có cận trên.",
    "Range: outlines with the same number of corners, each no more than {metres} m off. Without that condition a "
    "perimeter has no upper bound.",
)
_ANY_SHAPE = Text(
    "Khoảng giá trị: mọi ranh giới lệch không quá {metres} m so với ranh giới vẽ.",
    "Range: every outline that is no more than {metres} m off the drawn one.",
)
_NO_FIGURE = Text("Ranh giới không có chu vi hoặc diện tích.", "The outline has no perimeter or no area.")


def schwartzberg_bounds(polygons: Shapes, metres: ArrayLike) -> Bounds:
    """Gives the square roots of the bounds of the Polsby-Popper figure."""
    found = polsby_popper_bounds(polygons, metres)
    return Bounds(np.sqrt(found.low), np.sqrt(found.high))


def _perimeter(outline: BaseGeometry) -> float:
    return float(outline.length)


def _diameter(outline: BaseGeometry) -> float:
    return 2 * float(shapely.minimum_bounding_radius(outline))


def _hull(outline: BaseGeometry) -> float:
    return float(outline.convex_hull.area) / M2_PER_HA


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A ratio of compactness: its kernel, its bounds, and what is put into its formula beside the area."""

    id: str
    name: Text
    formula: Text
    working: Text
    source: str
    compute: Callable[[Shapes], NDArray[np.float64]]
    bounds: Callable[[Shapes, ArrayLike], Bounds]
    beside: Callable[[BaseGeometry], float]
    why_at_most_1: Text
    of_perimeter: bool
    caveat: Text | None = None


_DISC = Text(
    "trong các hình cùng diện tích, hình tròn có chu vi ngắn nhất",
    "of all shapes of one area a disc has the shortest perimeter",
)
_RATIOS = (
    _Ratio(
        "polsby_popper",
        Text("Chỉ số gọn Polsby-Popper", "Polsby-Popper compactness"),
        Text(
            "4π × diện tích ÷ chu vi²; hình tròn 1, hình vuông 0,785",
            "4π × area ÷ perimeter²; a disc has 1, a square 0.785",
        ),
        Text("4π × {area} m² ÷ ({beside} m)² = {value}", "4π × {area} m² ÷ ({beside} m)² = {value}"),
        "Polsby & Popper (1991), Yale Law & Policy Review 9(2), 301–353",
        polsby_popper,
        polsby_popper_bounds,
        _perimeter,
        _DISC,
        of_perimeter=True,
    ),
    _Ratio(
        "schwartzberg",
        Text("Chỉ số gọn Schwartzberg", "Schwartzberg compactness"),
        Text(
            "2 × √(π × diện tích) ÷ chu vi; bằng căn bậc hai của Polsby-Popper",
            "2 × √(π × area) ÷ perimeter; the square root of Polsby-Popper",
        ),
        Text("2 × √(π × {area} m²) ÷ {beside} m = {value}", "2 × √(π × {area} m²) ÷ {beside} m = {value}"),
        "Schwartzberg (1966), Minnesota Law Review 50, 443–452",
        schwartzberg,
        schwartzberg_bounds,
        _perimeter,
        _DISC,
        of_perimeter=True,
    ),
    _Ratio(
        "reock",
        Text("Chỉ số gọn Reock", "Reock compactness"),
        Text(
            "4 × diện tích ÷ (π × đường kính²) của vòng tròn nhỏ nhất bao quanh; hình vuông 0,637",
            "4 × area ÷ (π × diameter²) of the smallest circle around it; a square has 0.637",
        ),
        Text(
            "4 × {area} m² ÷ (π × ({beside} m)²) = {value}", "4 × {area} m² ÷ (π × ({beside} m)²) = {value}"
        ),
        "Reock (1961), doi:10.2307/2109043",
        reock,
        reock_bounds,
        _diameter,
        Text("hình nằm trong vòng tròn bao quanh nó", "a shape lies within the circle around it"),
        of_perimeter=False,
    ),
    _Ratio(
        "convex_hull_ratio",
        Text("Tỷ số bao lồi", "Convex hull ratio"),
        Text(
            "diện tích ÷ diện tích bao lồi; 1: không có chỗ lõm",
            "area ÷ area of the convex hull; 1: nowhere indented",
        ),
        Text("{hectares} ha ÷ {beside} ha = {value}", "{hectares} ha ÷ {beside} ha = {value}"),
        "Niemi, Grofman, Carlucci & Hofeller (1990), Journal of Politics 52(4), 1155–1181",
        convex_hull_ratio,
        convex_hull_bounds,
        _hull,
        Text("hình nằm trong bao lồi của nó", "a shape lies within its convex hull"),
        of_perimeter=False,
        caveat=Text(
            "dẫn theo thư viện PySAL esda, chưa đọc bài gốc",
            "as cited by the PySAL esda library; the article itself was not read",
        ),
    ),
)


def _measure(view: View, spec: MetricSpec, subject: Subject, ratio: _Ratio) -> Measure:
    found = outlined(view, subject)
    if not found.features:
        return without_outline(view, spec, subject, found)
    feature = found.features[0]
    outline, metres = drawn_outline(view, feature) or feature.geometry, reach(feature)
    shape = np.array([outline], dtype=object)
    value, bounds = float(ratio.compute(shape)[0]), ratio.bounds(shape, metres)
    if not np.isfinite(value):
        return no_value(spec, subject, _NO_FIGURE)
    measure = Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=float(bounds.low[0]),
        high=float(bounds.high[0]),
        features=(feature.id,),
        working=Message.of(
            ratio.working,
            area=Number(outline.area, 0),
            hectares=Number(outline.area / M2_PER_HA, 2),
            beside=Number(ratio.beside(outline), 2 if ratio.beside is _hull else 0),
            value=Number(value, spec.decimals),
        ),
    )
    return replace(measure, remarks=(*_remarks(outline, metres, ratio), *outline_remarks(found)))


def _remarks(outline: BaseGeometry, metres: float, ratio: _Ratio) -> list[Message]:
    corners = int(shapely.get_num_coordinates(outline)) - len(shapely.get_rings(outline))
    remarks = [Message.of(_ALIKE, corners=corners)] if ratio.of_perimeter else []
    if metres:
        remarks.append(Message.of(_SAME_CORNERS if ratio.of_perimeter else _ANY_SHAPE, metres=metres))
    return remarks


def _declare(ratio: _Ratio) -> None:
    spec = MetricSpec(
        id=ratio.id,
        name=ratio.name,
        formula=ratio.formula,
        unit="ratio",
        base=Text("ranh giới khu trên lưới của quy hoạch", "outline of the zone in the plan's grid"),
        roles=frozenset({Role.ZONE}),
        source=ratio.source,
        direction=Direction.MORE,
        layers=LAYERS,
        decimals=3,
        at_most=Ceiling(1.0, ratio.why_at_most_1),
        caveat=ratio.caveat,
    )

    def compute(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        return _measure(view, spec, subject, ratio)

    metric(spec)(compute)


for _one in _RATIOS:
    _declare(_one)

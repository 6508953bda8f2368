"""Layers that cover land once and without gaps: communes, and the land use of one year.

All layers of such a kind are one coverage, so that neighbours in two files are compared too. What two features
share is a warning and no error, since boundaries as they are published overlap and a planner cannot redraw them.
An overlap or gap no wider than two surveys of one corner differ (``HAIRLINE_M``) is no land. Such an overlap is
noted, because sums count it twice and cutting along it leaves slivers; such a gap only where a side is surveyed
or the gap is more than ``HAIRLINE_M2``, for elsewhere it is the rounding of published coordinates. A position uncertainty does not matter here:
neighbours of one drawing are shifted together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from zoneplan.checks.bounded import SHOWN, more
from zoneplan.checks.registry import check
from zoneplan.checks.where import where
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import Position
from zoneplan.kernels.shapes import Indices, Shapes, as_array, doubles
from zoneplan.kernels.topology import Flags, Pairs, coverage_faults, wider_than
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.plan.tolerance import HAIRLINE_M, HAIRLINE_M2, NARROW_M
from zoneplan.text import Message, Number, Text

COVERAGE_OVERLAP = Rule(
    "coverage_overlap",
    Severity.WARNING,
    Text("Chồng lấn", "Overlap"),
    Text("Chồng lên {other}: {area}, {place}.", "It overlaps {other} by {area}, {place}."),
    Text(
        "Phần chung được cộng hai lần, và không biết đất đó thuộc bên nào.",
        "What they share is added up twice, and it is not known whose land it is.",
    ),
    Text(
        "Đối chiếu hai ranh giới với hồ sơ gốc rồi cắt phần thừa trong QGIS; ranh giới do cơ quan khác công bố "
        "thì báo cho họ, đừng tự vẽ lại.",
        "Compare both outlines with the original documents and cut off the excess in QGIS; where another office "
        "published them, tell that office rather than redraw them.",
    ),
    example=Text(
        "Ranh giới xã Cốc San và phường Lào Cai cùng chứa một vùng 349 ha.",
        "The outlines of Cốc San commune and Lào Cai ward both contain the same 349 ha.",
    ),
)
COVERAGE_MISMATCH = Rule(
    "coverage_mismatch",
    Severity.NOTE,
    Text("Ranh chung không khớp", "Shared boundary does not match"),
    Text("Ranh chung với {other} {how}, {place}.", "The boundary shared with {other} {how}, {place}."),
    Text(
        "Hai bên vẽ một ranh giới bằng những đỉnh khác nhau; gộp hoặc cắt theo nó sẽ sinh mảnh vụn.",
        "The two sides draw one boundary with different vertices; dissolving or cutting along it leaves slivers.",
    ),
    Text(
        "Chạy zoneplan check --fix THƯ_MỤC_MỚI; chỗ nào bản sao vẫn còn thì bắt dính đỉnh hai bên trong QGIS (Snap "
        "geometries to layer, dung sai 0,1 m).",
        "Run zoneplan check --fix NEW_FOLDER; what the copy still shows, mend by snapping the vertices of both sides "
        "together in QGIS (Snap geometries to layer, tolerance 0.1 m).",
    ),
    example=Text(
        "Trên ranh chung, một xã có thêm một đỉnh lệch 3 cm mà xã bên cạnh không có.",
        "On a shared boundary one commune has an extra vertex, 3 cm off the line, that its neighbour lacks.",
    ),
)
COVERAGE_GAP = Rule(
    "coverage_gap",
    Severity.WARNING,
    Text("Khe hở", "Gap"),
    Text(
        "Khe hở {area}, rộng trung bình {width} m, giữa {sides}; {place}.",
        "A gap of {area}, {width} m wide on average, between {sides}; {place}.",
    ),
    Text(
        "Dải hẹp giữa hai lần vẽ một ranh giới không thuộc bên nào, nên tổng diện tích bị hụt.",
        "A strip between two drawings of one boundary belongs to neither side, so totals fall short.",
    ),
    Text(
        "Kéo đỉnh của một bên tới ranh giới của bên kia trong QGIS; nếu là đường, kênh thì vẽ thành vùng.",
        "Move one side's vertices to the other's boundary in QGIS; if it is a road or canal, draw it as a polygon.",
    ),
    example=Text(
        "Giữa hai thửa đất còn một dải rộng 40 cm không thuộc thửa nào.",
        "Between two parcels a strip 40 cm wide belongs to neither.",
    ),
)
COVERAGE_HOLE = Rule(
    "coverage_hole",
    Severity.NOTE,
    Text("Khoảng trống", "Hole"),
    Text(
        "Khoảng trống {area} được bao kín bởi {sides}; {place}.",
        "A hole of {area}, enclosed by {sides}; {place}.",
    ),
    Text(
        "Đất ở đó không thuộc vùng nào: có thể là hồ, hoặc thiếu một vùng.",
        "Its land belongs to no polygon: it may be a lake, or a polygon may be missing.",
    ),
    Text(
        "Nếu thiếu thì bổ sung vùng; nếu cố ý chừa ra thì không cần làm gì.",
        "Add the polygon if one is missing; if it is left out on purpose, nothing need be done.",
    ),
    example=Text(
        "Lớp xã thiếu một phường, nên giữa các xã chung quanh có khoảng trống 3.000 ha.",
        "The layer of communes lacks a ward, which leaves a hole of 3,000 ha amid its neighbours.",
    ),
)
COVERAGE_APART = Rule(
    "coverage_apart",
    Severity.NOTE,
    Text("Các vùng vẽ rời nhau", "Polygons stand apart"),
    Text(
        "{count} vùng cách vùng bên cạnh không quá {width} m mà không giáp nhau.",
        "{count} polygons stand within {width} m of a neighbour without meeting it.",
    ),
    Text(
        "Đất giữa chúng không thuộc vùng nào; nhiều đến thế là do cách vẽ lớp, nên từng khe không được liệt kê.",
        "The land between them belongs to no polygon; so many are due to how the layer is drawn, so single gaps "
        "are not listed.",
    ),
    Text(
        "Nếu khe là đường, mương thì vẽ chúng thành vùng; nếu không, vẽ các vùng chung ranh giới.",
        "Draw roads and ditches as polygons if that is what the gaps are; if not, let polygons share boundaries.",
    ),
    example=Text(
        "Lớp thửa đất không vẽ đường nội đồng rộng 3 m nên mọi thửa đều rời nhau.",
        "A layer of parcels leaves out farm roads 3 m wide, so that every parcel stands alone.",
    ),
)

_HECTARES = Text("{value} ha", "{value} ha")
_METRES = Text("{value} m²", "{value} m²")
_NEXT_TO_NOTHING = Text("dưới 0,01 m²", "less than 0.01 m²")
_LEAST_M2 = 0.01
_OVERLAPS = Text("chồng nhau {area}", "overlaps by {area}")
_GAPES = Text("hở {area}", "gapes by {area}")
_VERTICES = Text("có đỉnh khác nhau trên {length} m", "has different vertices over {length} m")
_NAMED = Text("{name} ({id})", "{name} ({id})")
_OTHERS = Text("{count} vùng khác", "{count} more")
_NAMED_SIDES = 3
_SIDE_M = 0.01
"""A side of a gap comes as near as this to it."""


@dataclass(frozen=True, slots=True)
class _Coverage:
    """Features that should fit together, their shapes, and what is known of places without an outline."""

    features: tuple[Feature, ...]
    shapes: Shapes
    unoutlined: Shapes


@check(COVERAGE_OVERLAP, COVERAGE_MISMATCH, COVERAGE_GAP, COVERAGE_HOLE, COVERAGE_APART)
def coverages(plan: Plan) -> Iterator[Finding]:
    """Finds where communes, or the land use of a year, overlap, gape or do not match."""
    for cover in _coverages(plan):
        faults = coverage_faults(cover.shapes, NARROW_M)
        wide = wider_than(faults.overlaps.shape, HAIRLINE_M)
        yield from _paired(COVERAGE_OVERLAP, cover, _some(faults.overlaps, wide), _OVERLAPS)
        yield from _paired(COVERAGE_MISMATCH, cover, _some(faults.overlaps, ~wide), _OVERLAPS)
        yield from _paired(COVERAGE_MISMATCH, cover, faults.mismatches, _VERTICES)
        yield from _gaps(cover, faults.gaps)
        if len(faults.apart):
            yield COVERAGE_APART.found(
                layer=cover.features[0].layer,
                geometry=shapely.GeometryCollection(list(faults.apart[:SHOWN])),
                count=len(faults.apart),
                width=NARROW_M,
            )


def _coverages(plan: Plan) -> Iterator[_Coverage]:
    groups: dict[tuple[str, str], list[Feature]] = {}
    for kind, apart in (("communes", ""), ("land_use", "year")):
        for feature in plan.of_kind(kind):
            groups.setdefault((kind, feature.text(apart) if apart else ""), []).append(feature)
    for features in groups.values():
        shapes = as_array([feature.geometry for feature in features])
        outlined = (shapely.get_dimensions(shapes) == 2) & shapely.is_valid(shapes)  # noqa: PLR2004 - areas
        outlined &= ~shapely.is_empty(shapes)
        known = shapes[outlined]
        once = np.flatnonzero(outlined)[doubles(known) == np.arange(len(known))]
        if len(once):
            yield _Coverage(tuple(features[i] for i in once.tolist()), shapes[once], shapes[~outlined])


def _some(pairs: Pairs, wanted: Flags) -> Pairs:
    return Pairs(pairs.first[wanted], pairs.second[wanted], pairs.shape[wanted])


def _paired(rule: Rule, cover: _Coverage, pairs: Pairs, how: Text) -> Iterator[Finding]:
    """Tells the largest of the pairs one by one, and of the others how many there are in each layer."""
    for one, two, shape in zip(
        pairs.first[:SHOWN].tolist(), pairs.second[:SHOWN].tolist(), pairs.shape[:SHOWN], strict=True
    ):
        feature, other = sorted((cover.features[one], cover.features[two]), key=lambda f: (f.layer, f.id))
        pieces = shapely.get_parts(shape)
        area = area_of(float(shape.area))
        yield rule.found(
            layer=feature.layer,
            feature=feature.id,
            geometry=shape,
            other=named(other),
            area=area,
            how=Message.of(how, area=area, length=float(shape.length)),
            place=where(pieces[[int(np.argmax(shapely.area(pieces)))]]),
        )
    yield from _left(rule, cover, pairs.first[SHOWN:])


def _left(rule: Rule, cover: _Coverage, features: Indices) -> Iterator[Finding]:
    layers = [cover.features[i].layer for i in features.tolist()]
    for layer in dict.fromkeys(layers):
        yield more(rule, layer, layers.count(layer))


def _gaps(cover: _Coverage, gaps: Shapes) -> Iterator[Finding]:
    """Tells the gaps that neither a shape without a usable outline nor the rounding of coordinates explains."""
    explained, _ = shapely.STRtree(shapely.make_valid(cover.unoutlined)).query(gaps, predicate="intersects")
    gaps = np.delete(gaps, np.unique(explained))
    gap, side = shapely.STRtree(cover.shapes).query(gaps, predicate="dwithin", distance=_SIDE_M)
    hair, narrow = ~wider_than(gaps, HAIRLINE_M), ~wider_than(gaps, NARROW_M)
    surveyed = np.array([f.text("position") == Position.SURVEYED for f in cover.features])
    strict = np.bincount(gap, weights=surveyed[side], minlength=len(gaps)) > 0
    starts = np.searchsorted(gap, np.arange(len(gaps) + 1))
    for rule, chosen in (
        (COVERAGE_MISMATCH, hair & (strict | (shapely.area(gaps) > HAIRLINE_M2))),
        (COVERAGE_GAP, narrow & ~hair),
        (COVERAGE_HOLE, ~narrow),
    ):
        told = np.flatnonzero(chosen)
        for i in told[:SHOWN].tolist():
            sides = [cover.features[j] for j in side[starts[i] : starts[i + 1]].tolist()]
            yield _gap(rule, gaps[[i]], sorted(sides, key=lambda f: (f.layer, f.id)))
        yield from _left(rule, cover, side[starts[told[SHOWN:]]])


def _gap(rule: Rule, gap: Shapes, sides: list[Feature]) -> Finding:
    names: list[object] = [named(f) for f in sides[:_NAMED_SIDES]]
    if len(sides) > _NAMED_SIDES:
        names.append(Message.of(_OTHERS, count=len(sides) - _NAMED_SIDES))
    area = area_of(float(shapely.area(gap[0])))
    return rule.found(
        layer=sides[0].layer,
        feature=sides[0].id,
        geometry=gap[0],
        area=area,
        width=Number(2 * gap[0].area / gap[0].length, 2),
        sides=names,
        other=names[1:],
        how=Message.of(_GAPES, area=area),
        place=where(gap),
    )


def area_of(square_metres: float) -> Message:
    """Gives an area in words: hectares from one hectare on, else square metres."""
    if square_metres >= M2_PER_HA:
        return Message.of(_HECTARES, value=square_metres / M2_PER_HA)
    if square_metres >= _LEAST_M2:
        return Message.of(_METRES, value=square_metres)
    return Message(_NEXT_TO_NOTHING)


def named(feature: Feature) -> Message:
    """Gives the name of a feature with its id."""
    return Message.of(_NAMED, name=feature.name, id=feature.id)

"""The gaps between the three areas of a zone: measured to declared, planar to geodesic."""

import math

from zoneplan.metrics.area.areas import declared_base, measured
from zoneplan.metrics.area.outlines import (
    LAYERS,
    outline_areas,
    outline_remarks,
    outlined,
    without_outline,
)
from zoneplan.metrics.build import quiet
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.plan.declared import DECLARED, gap_pct
from zoneplan.text import Message, Number, Text

_GAP = Text(
    "({planar} − {declared}) ÷ {declared} × 100 = {value} %",
    "({planar} − {declared}) ÷ {declared} × 100 = {value} %",
)
_GEODESIC = Text(
    "({planar} − {geodesic}) ÷ {geodesic} × 100 = {value} %",
    "({planar} − {geodesic}) ÷ {geodesic} × 100 = {value} %",
)
_SAME_OUTLINE = Text(
    "Hai diện tích đo trên cùng một ranh giới, nên sai số của ranh giới gần như triệt tiêu; khoảng giá trị có được khi "
    "thu vào, mở ra và dời ranh giới về bốn phía đúng bằng sai số.",
    "Both areas are of one outline, so its uncertainty nearly cancels; the range comes from the outline shrunk, grown "
    "and moved to four sides by its uncertainty.",
)


@metric(
    MetricSpec(
        id="area_gap_pct",
        name=Text("Chênh lệch diện tích đo và công bố", "Gap of measured to declared area"),
        formula=Text(
            "(diện tích đo − diện tích theo quyết định) ÷ diện tích theo quyết định × 100",
            "(planar area − declared area) ÷ declared area × 100",
        ),
        unit="pct",
        base=Text("toàn khu", "whole zone"),
        roles=frozenset({Role.ZONE}),
        source="zoneplan",
        needs=DECLARED,
        layers=LAYERS,
    )
)
def area_gap(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the gap between outline and decision, as far as both are known."""
    planar = measured(view, spec, subject, geodesic=False)
    declared = declared_base(spec, view, subject)
    if planar.value is None or declared.value is None:
        return Measure(spec=spec, subject=subject, reason=planar.reason or declared.reason)
    low, high = _bounds(planar, declared)
    value = quiet(gap_pct(planar.value, declared.value), 100)
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=declared.as_of,
        figures=declared.figures,
        others=declared.others,
        features=planar.features,
        working=Message.of(
            _GAP, planar=planar.value, declared=declared.value, value=Number(value, spec.decimals)
        ),
        remarks=(*declared.remarks, *planar.remarks),
    )


def _bounds(planar: Measure, declared: Measure) -> tuple[float, float]:
    """Gives the least and the largest gap that the bounds of both areas allow."""
    least = gap_pct(planar.low or 0.0, declared.high or math.inf)
    most = gap_pct(planar.high or 0.0, declared.low) if declared.low else math.inf
    return (-100.0 if math.isnan(least) else least), most


@metric(
    MetricSpec(
        id="area_geodesic_gap_pct",
        name=Text("Chênh lệch diện tích phẳng và trắc địa", "Gap of planar to geodesic area"),
        formula=Text(
            "(diện tích phẳng − diện tích trắc địa) ÷ diện tích trắc địa × 100",
            "(planar area − geodesic area) ÷ geodesic area × 100",
        ),
        unit="pct",
        base=Text(
            "khu có ranh giới; cho biết lưới chiếu có hợp với nơi đó không",
            "zones with an outline; tells whether the grid suits the place",
        ),
        roles=frozenset({Role.ZONE}),
        source="Karney (2013), doi:10.1007/s00190-012-0578-z; TT 25/2014/TT-BTNMT",
        layers=LAYERS,
        decimals=4,
    )
)
def area_geodesic_gap(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives by how much the plane of the grid distorts the area of a zone."""
    found = outlined(view, subject)
    if not found.features:
        return without_outline(view, spec, subject, found)
    areas = outline_areas(view, found.features[0])
    gap = areas.gap_pct
    return Measure(
        spec=spec,
        subject=subject,
        value=gap.value,
        low=gap.low,
        high=gap.high,
        features=(subject.id,),
        working=Message.of(
            _GEODESIC,
            planar=Number(areas.planar.value, 4),
            geodesic=Number(areas.geodesic.value, 4),
            value=Number(gap.value, spec.decimals),
        ),
        remarks=(*outline_remarks(found), *((Message.of(_SAME_OUTLINE),) if gap.low < gap.high else ())),
    )

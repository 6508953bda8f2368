"""The three areas of a zone, never mixed: declared, measured in the plane, measured on the ellipsoid."""

from math import fsum

from zoneplan.metrics.area.outlines import (
    LAYERS,
    Interval,
    OutlineAreas,
    outline_areas,
    outline_remarks,
    outlined,
    reach,
    without_outline,
)
from zoneplan.metrics.build import from_amount, missing_members, missing_row, sum_members
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View, amount_of
from zoneplan.plan.declared import DECLARED, FOUNDED, declared_area
from zoneplan.text import Message, Text

_MEASURED = Text("đo trên ranh giới, {crs}", "measured on the outline, {crs}")
_ELLIPSOID = Text("đo trên ranh giới, ellipsoid WGS 84", "measured on the outline, WGS 84 ellipsoid")
_RANGE = Text(
    "Khoảng giá trị: diện tích khi ranh giới thu vào và khi mở ra đúng bằng sai số; ranh giới nào lệch không quá "
    "sai số đó đều có diện tích trong khoảng này.",
    "Range: the area of the outline shrunk and grown by its uncertainty; every outline that is no farther off has "
    "an area within it.",
)
_BASE_OF = Text("Diện tích ghi ở: {indicator}.", "The declared area stands under: {indicator}.")
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})


def declared_base(spec: MetricSpec, view: View, subject: Subject) -> Measure:
    """Gives the declared area of one zone, from the decision nearest to what its outline shows."""
    found = declared_area(view.plan, subject.id, view.on)
    if found is None:
        return missing_row(spec, subject, DECLARED)
    name = found.chosen.indicator
    remarks = (
        [Message.of(_BASE_OF, indicator=view.plan.ledger.indicators[name].name)] if name != FOUNDED else []
    )
    return from_amount(spec, subject, amount_of(found, subject.id), *remarks)


@metric(
    MetricSpec(
        id="area_declared_ha",
        name=Text("Diện tích theo quyết định", "Declared area"),
        formula=Text(
            "số ghi trong quyết định; nhóm: tổng các khu hiện có",
            "as printed in the decision; groups: sum of the existing zones",
        ),
        unit="ha",
        base=Text("toàn khu", "whole zone"),
        roles=_ZONES,
        source="zoneplan",
        needs=DECLARED,
    )
)
def area_declared(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives what the decision says."""
    if not subject.members:
        return declared_base(spec, view, subject)
    amount = sum_members(view, subject, FOUNDED, view.stands)
    return from_amount(spec, subject, amount) if amount else missing_members(spec, subject, (FOUNDED,))


def measured(view: View, spec: MetricSpec, subject: Subject, *, geodesic: bool) -> Measure:
    """Gives the measured area of a zone, or the sum over the existing zones of a group, with its bounds."""
    found = outlined(view, subject)
    if not found.features:
        return without_outline(view, spec, subject, found)
    parts = [_of(outline_areas(view, f), geodesic=geodesic) for f in found.features]
    uncertain = any(reach(f) for f in found.features)
    return Measure(
        spec=spec,
        subject=subject,
        value=fsum(p.value for p in parts),
        low=fsum(p.low for p in parts),
        high=fsum(p.high for p in parts),
        features=tuple(f.id for f in found.features),
        working=Message.of(_ELLIPSOID) if geodesic else Message.of(_MEASURED, crs=view.plan.crs),
        remarks=(*outline_remarks(found), *((Message.of(_RANGE),) if uncertain else ())),
    )


def _of(areas: OutlineAreas, *, geodesic: bool) -> Interval:
    return areas.geodesic if geodesic else areas.planar


@metric(
    MetricSpec(
        id="area_planar_ha",
        name=Text("Diện tích đo trên lưới VN-2000", "Planar area (VN-2000)"),
        formula=Text(
            "diện tích ranh giới trên hệ tọa độ của quy hoạch ÷ 10.000",
            "area of the outline in the plan's grid ÷ 10,000",
        ),
        unit="ha",
        base=Text("khu có ranh giới; nhóm: các khu hiện có", "zones with an outline; groups: existing ones"),
        roles=_ZONES,
        source="TT 25/2014/TT-BTNMT",
        layers=LAYERS,
    )
)
def area_planar(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the official way of measuring: in the plane of the province's grid."""
    return measured(view, spec, subject, geodesic=False)


@metric(
    MetricSpec(
        id="area_geodesic_ha",
        name=Text("Diện tích trắc địa", "Geodesic area"),
        formula=Text(
            "diện tích ranh giới trên ellipsoid WGS 84 ÷ 10.000",
            "area of the outline on the WGS 84 ellipsoid ÷ 10,000",
        ),
        unit="ha",
        base=Text("khu có ranh giới; nhóm: các khu hiện có", "zones with an outline; groups: existing ones"),
        roles=_ZONES,
        source="Karney (2013), doi:10.1007/s00190-012-0578-z",
        layers=LAYERS,
    )
)
def area_geodesic(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the area on the ellipsoid, the check on the planar one."""
    return measured(view, spec, subject, geodesic=True)

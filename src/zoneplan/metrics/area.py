"""The three areas of a zone, never mixed, and the gap between what is declared and what is measured."""

from zoneplan.geo.areas import geodesic_ha, planar_ha
from zoneplan.geo.position import POSITION_NAMES, Position, is_areal
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.build import from_amount, leaves, missing_members, missing_row, sum_members
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View, amount_of
from zoneplan.plan.declared import DECLARED, FOUNDED, declared_area, gap_pct
from zoneplan.plan.layer import Feature
from zoneplan.text import Message, Text

_NO_OUTLINE = Text(
    "Chưa công bố ranh giới ({position}), nên không đo được diện tích.",
    "No outline is published ({position}), so no area can be measured.",
)
_NO_OUTLINES = Text(
    "Không khu hiện có nào trong nhóm có ranh giới đã công bố.",
    "No existing zone of the group has a published outline.",
)
_PARTIAL = Text(
    "Chỉ cộng {known} khu có ranh giới trong {all} khu hiện có.",
    "Only the {known} of {all} zones that exist and have an outline are added up.",
)
_MEASURED = Text("đo trên ranh giới, {crs}", "measured on the outline, {crs}")
_ELLIPSOID = Text("đo trên ranh giới, ellipsoid WGS 84", "measured on the outline, WGS 84 ellipsoid")
_OUTLINE = Text(
    "Ranh giới tạm thời, lệch tới {metres} m; không phải ranh giới pháp lý.",
    "The outline is provisional, up to {metres} m off; it is no legal limit.",
)
_GAP = Text("({planar} − {declared}) ÷ {declared} × 100", "({planar} − {declared}) ÷ {declared} × 100")
_BASE_OF = Text("Diện tích ghi ở: {indicator}.", "The declared area stands under: {indicator}.")
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_LAYERS = ("industrial_zones",)


def declared_base(spec: MetricSpec, view: View, subject: Subject) -> Measure:
    """Gives the declared area of one zone, from the decision nearest to what its outline shows."""
    found = declared_area(view.plan, subject.id)
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
        source="design: the declared area is never overwritten",
        needs=DECLARED,
    )
)
def area_declared(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives what the decision says."""
    if not subject.members:
        return declared_base(spec, view, subject)
    amount = sum_members(view, subject, FOUNDED, view.stands)
    return from_amount(spec, subject, amount) if amount else missing_members(spec, subject, (FOUNDED,))


def _outlined(view: View, subject: Subject) -> tuple[list[Feature], int]:
    members = [leaf for leaf in leaves(subject) if view.stands(leaf)] if subject.members else [subject]
    features = [f for leaf in members if (f := view.feature(leaf)) is not None]
    return [f for f in features if is_areal(f.geometry)], len(features)


def _position_name(feature: Feature) -> Text:
    code = feature.text("position")
    return POSITION_NAMES[Position(code)] if code in set(Position) else Text(code, code)


def _measured(view: View, spec: MetricSpec, subject: Subject, *, geodesic: bool) -> Measure:
    shapes, count = _outlined(view, subject)
    if not shapes:
        feature = view.feature(subject)
        reason = (
            Message.of(_NO_OUTLINES)
            if subject.members or feature is None
            else Message.of(_NO_OUTLINE, position=_position_name(feature))
        )
        return Measure(spec=spec, subject=subject, reason=reason)
    if geodesic:
        value = sum(geodesic_ha(f.lonlat) for f in shapes)
    else:
        value = float(planar_ha(as_array([f.geometry for f in shapes])).sum())
    remarks = [Message.of(_OUTLINE, metres=max(f.uncertainty_m for f in shapes))]
    if len(shapes) < count:
        remarks.append(Message.of(_PARTIAL, known=len(shapes), all=count))
    working = Message.of(_ELLIPSOID) if geodesic else Message.of(_MEASURED, crs=view.plan.crs)
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=value,
        high=value,
        features=tuple(f.id for f in shapes),
        working=working,
        remarks=tuple(remarks),
    )


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
        layers=_LAYERS,
    )
)
def area_planar(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the official way of measuring: in the plane of the province's grid."""
    return _measured(view, spec, subject, geodesic=False)


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
        layers=_LAYERS,
    )
)
def area_geodesic(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the area on the ellipsoid, the check on the planar one."""
    return _measured(view, spec, subject, geodesic=True)


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
        layers=_LAYERS,
    )
)
def area_gap(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the gap between outline and decision."""
    planar = _measured(view, spec, subject, geodesic=False)
    declared = declared_base(spec, view, subject)
    if planar.value is None or declared.value is None:
        return Measure(spec=spec, subject=subject, reason=planar.reason or declared.reason)
    value = gap_pct(planar.value, declared.value)
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=value,
        high=value,
        as_of=declared.as_of,
        figures=declared.figures,
        others=declared.others,
        features=planar.features,
        working=Message.of(_GAP, planar=planar.value, declared=declared.value),
        remarks=(*declared.remarks, *planar.remarks),
    )

"""Outlines of the same place that differ by the datum shift: one of them was never brought to VN-2000."""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.checks.registry import check
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import is_areal
from zoneplan.geo.signatures import VN2000
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

COINCIDE = 0.98
"""Outlines that share this much of what they cover together are the same outline."""

SHIFT_SIGNATURE = Rule(
    "shift_signature",
    Severity.WARNING,
    Text("Dấu hiệu quên chuyển VN-2000", "Signature of a forgotten datum shift"),
    Text(
        "Ranh giới trùng {share} % với {twin}; dời đúng bằng phép chuyển WGS 84 – VN-2000 ({metres} m) "
        "thì trùng {after} %.",
        "The outline shares {share} % with {twin}; moved by the shift between WGS 84 and VN-2000 ({metres} m) "
        "it shares {after} %.",
    ),
    Text(
        "Một trong hai ranh giới chưa được chuyển hệ hoặc bị chuyển hai lần.",
        "One of the two outlines was never shifted, or was shifted twice.",
    ),
    Text(
        "Đối chiếu với ảnh vệ tinh: ranh giới lệch là bản sai. Chuyển lại nó từ số gốc.",
        "Compare with imagery: the outline that is off is the wrong one. Convert it again from its numbers.",
    ),
    example=Text(
        "Hai bản ranh giới của một khu lệch nhau 196 m theo hướng đông tây và 107 m theo hướng bắc nam.",
        "Two outlines of one zone lie 196 m apart east to west and 107 m apart south to north.",
    ),
)


@check(SHIFT_SIGNATURE)
def shifted_twins(plan: Plan) -> Iterator[Finding]:
    """Finds outlines that coincide with that of their twin only after the datum shift."""
    for feature in plan.of_kind("industrial_zones"):
        for field in ("same_as", "part_of"):
            twin = plan.by_id.get(feature.text(field))
            if twin is None or twin is feature or not _outlined(feature, twin):
                continue
            share = _share(feature.geometry, twin.geometry)
            if share < COINCIDE:
                yield from _compare(plan, feature, twin, share)


def _outlined(*features: Feature) -> bool:
    return all(is_areal(f.geometry) and f.geometry.is_valid for f in features)


def _share(one: BaseGeometry, other: BaseGeometry) -> float:
    union = float(shapely.area(shapely.union(one, other)))
    return float(shapely.area(shapely.intersection(one, other))) / union if union else 0.0


def _compare(plan: Plan, feature: Feature, twin: Feature, share: float) -> Iterator[Finding]:
    lonlat = np.array([feature.lonlat], dtype=object)
    for source, target in ((VN2000, WGS84), (WGS84, VN2000)):
        moved = reproject(reproject(lonlat, source, target), WGS84, plan.crs)[0]
        after = _share(moved, twin.geometry)
        if after >= COINCIDE:
            yield SHIFT_SIGNATURE.found(
                layer=feature.layer,
                feature=feature.id,
                geometry=moved,
                twin=twin.id,
                metres=round(float(shapely.distance(moved.centroid, feature.geometry.centroid))),
                share=share * 100,
                after=after * 100,
            )

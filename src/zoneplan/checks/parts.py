"""Parts lie inside their wholes."""

from collections.abc import Iterator

import numpy as np

from zoneplan.checks.registry import check
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import Certainty, inside, is_areal
from zoneplan.kernels.overlay import area_outside
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

SLIVER_M = 5.0
"""Two outlines digitised apart differ by some metres along their common edge."""

_WHAT = Text(
    "{part} là một phần của {whole} nhưng {area} ha nằm ngoài.",
    "{part} is part of {whole}, but {area} ha of it lie outside.",
)
_WHY = Text("Phần không thể lớn hơn khu chứa nó.", "A part cannot reach beyond its whole.")
_REMEDY = Text("Đối chiếu hai ranh giới, hoặc bỏ part_of.", "Compare the two outlines, or take part_of away.")

PART_OUTSIDE = Rule(
    "part_outside_whole",
    Severity.ERROR,
    Text("Phần nằm ngoài khu", "Part lies outside its whole"),
    _WHAT,
    _WHY,
    _REMEDY,
)
PART_POSSIBLY_OUTSIDE = Rule(
    "part_possibly_outside",
    Severity.NOTE,
    Text("Phần có thể nằm ngoài khu", "Part may lie outside its whole"),
    Text(
        "{part} là một phần của {whole}; {area} ha nằm ngoài, trong phạm vi sai số vị trí {metres} m.",
        "{part} is part of {whole}; {area} ha lie outside, within the position uncertainty of {metres} m.",
    ),
    _WHY,
    _REMEDY,
)


@check(PART_OUTSIDE, PART_POSSIBLY_OUTSIDE)
def parts(plan: Plan) -> Iterator[Finding]:
    """Finds parts that reach beyond their whole, as far as their positions allow to tell."""
    for part in plan.of_kind("industrial_zones"):
        whole = plan.by_id.get(part.text("part_of"))
        if whole is None or not _comparable(part, whole):
            continue
        metres = part.uncertainty_m + whole.uncertainty_m
        answer = inside(part.geometry, whole.geometry, metres, SLIVER_M)
        if answer is Certainty.CERTAIN:
            continue
        outside = area_outside(np.array([part.geometry]), np.array([whole.geometry]))
        rule = PART_OUTSIDE if answer is Certainty.NO else PART_POSSIBLY_OUTSIDE
        yield rule.found(
            layer=part.layer,
            feature=part.id,
            geometry=part.geometry.difference(whole.geometry),
            part=part.id,
            whole=whole.id,
            area=float(outside[0]) / M2_PER_HA,
            metres=metres,
        )


def _comparable(part: Feature, whole: Feature) -> bool:
    return all(is_areal(f.geometry) and f.geometry.is_valid for f in (part, whole))

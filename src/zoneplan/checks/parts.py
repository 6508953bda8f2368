"""Parts lie inside their wholes."""

from collections.abc import Iterator

import numpy as np

from zoneplan.checks.registry import check
from zoneplan.checks.rounding import span, together
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import Certainty, inside, is_areal
from zoneplan.kernels.overlay import area_outside
from zoneplan.plan.declared import AFTER_2030, FOUNDED, TO_2030
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
    example=Text(
        "Ranh giới giai đoạn 1 vượt ra ngoài ranh giới cả khu 12 ha.",
        "The outline of phase 1 reaches 12 ha beyond that of the whole zone.",
    ),
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
    example=Text(
        "Giai đoạn 1 vượt ra ngoài khu 3 ha, trong khi hai ranh giới có thể lệch 200 m.",
        "Phase 1 reaches 3 ha beyond its zone, while both outlines may be 200 m off.",
    ),
)
PARTS_EXCEED_WHOLE = Rule(
    "parts_exceed_whole",
    Severity.WARNING,
    Text("Các phần cộng lại lớn hơn khu", "Parts add up to more than their zone"),
    Text(
        "{whole}, {indicator}: các phần ({parts}) cộng lại {sum}, cả khu ghi {figure}.",
        "{whole}, {indicator}: its parts ({parts}) add up to {sum}, the zone itself has {figure}.",
    ),
    _WHY,
    Text(
        "Đối chiếu quyết định của khu và của từng giai đoạn; bỏ part_of ở khu không thuộc nó.",
        "Compare the decisions of the zone and of each phase; take part_of away where it is no part.",
    ),
    example=Text(
        "Khu quy hoạch 500 ha, hai giai đoạn của nó 300 ha và 250 ha.",
        "A zone is planned with 500 ha, its two phases with 300 and 250 ha.",
    ),
)
_ADDED_UP = (FOUNDED, TO_2030, AFTER_2030, "industrial_land_ha", "leased_land_ha", "workers", "projects")


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


@check(PARTS_EXCEED_WHOLE)
def parts_exceed_whole(plan: Plan) -> Iterator[Finding]:
    """Finds zones whose parts together have more in the ledger than the zone itself, beyond rounding."""
    wholes: dict[str, list[Feature]] = {}
    for zone in plan.zones:
        if zone.text("part_of") in plan.by_id and zone.text("stage") != "removed":
            wholes.setdefault(zone.text("part_of"), []).append(zone)
    for whole, members in wholes.items():
        for indicator in _ADDED_UP:
            own = plan.ledger.look_up(whole, indicator, plan.as_of)
            found = [(m.id, plan.ledger.look_up(m.id, indicator, plan.as_of)) for m in members]
            known = {part: f.chosen for part, f in found if f is not None}
            if own is None or not known:
                continue
            if together(span(f) for f in known.values())[0] > span(own.chosen)[1]:
                yield PARTS_EXCEED_WHOLE.found(
                    layer=plan.by_id[whole].layer,
                    feature=whole,
                    geometry=plan.by_id[whole].geometry,
                    whole=whole,
                    indicator=plan.ledger.indicators[indicator].name,
                    parts=", ".join(known),
                    sum=sum(f.value for f in known.values()),
                    figure=own.chosen.value,
                )

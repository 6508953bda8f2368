"""Stages against decisions: what a zone is said to be and what the plan gives it."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.declared import AFTER_2030, TO_2030
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

NO_DECISION = Rule(
    "existing_without_decision",
    Severity.WARNING,
    Text("Khu hiện có chưa có quyết định", "Existing zone without a decision"),
    Text("{name}: hiện có nhưng không ghi quyết định.", "{name}: existing, but no decision is recorded."),
    Text("Không biết diện tích lấy theo văn bản nào.", "It is not known which document its area follows."),
    Text("Ghi số, ngày quyết định thành lập.", "Record the number and date of the founding decision."),
    example=Text(
        "Khu Kim Thành có stage = existing mà ô decision trống.",
        "Kim Thành has stage = existing and an empty decision.",
    ),
)
REMOVED_WITH_AREA = Rule(
    "removed_with_area",
    Severity.ERROR,
    Text("Đã đưa ra mà còn diện tích", "Removed but still planned"),
    Text(
        "{name}: đưa ra khỏi quy hoạch nhưng còn {area} ha.",
        "{name}: removed from the plan, yet {area} ha remain.",
    ),
    Text("Diện tích đó sẽ bị cộng vào tổng.", "That area would be added to the totals."),
    Text("Ghi 0 hoặc sửa stage.", "Write 0 or correct stage."),
    example=Text(
        "Một khu có stage = removed mà sổ vẫn ghi 120 ha đến 2030.",
        "A zone has stage = removed, yet the ledger plans 120 ha to 2030.",
    ),
)
PLANNED_WITHOUT_AREA = Rule(
    "planned_without_area",
    Severity.WARNING,
    Text("Quy hoạch mà không có diện tích", "Planned without an area"),
    Text(
        "{name}: {stage} nhưng sổ chưa có số liệu “{indicator}”.",
        "{name}: {stage}, but the ledger has no figure “{indicator}”.",
    ),
    Text("Tổng quy hoạch sẽ thiếu khu này.", "The plan total would miss this zone."),
    Text("Thêm dòng số liệu kèm quyết định.", "Add the row with its decision."),
    example=Text(
        "Một khu có stage = 2026-2030 mà sổ không có diện tích quy hoạch đến 2030.",
        "A zone has stage = 2026-2030, and the ledger has no planned area to 2030.",
    ),
)
EARLY_AREA = Rule(
    "area_before_its_stage",
    Severity.ERROR,
    Text("Có diện tích trước giai đoạn của nó", "Area before its stage"),
    Text(
        "{name}: sau 2030 nhưng đến 2030 đã có {area} ha.",
        "{name}: after 2030, yet {area} ha are planned to 2030.",
    ),
    Text("Tổng đến 2030 sẽ thừa.", "The total to 2030 would be too large."),
    Text("Sửa stage hoặc diện tích.", "Correct stage or area."),
    example=Text(
        "Một khu có stage = after-2030 mà sổ đã ghi 80 ha đến 2030.",
        "A zone has stage = after-2030, yet the ledger plans 80 ha to 2030.",
    ),
)


def _canonical(zone: Feature) -> str:
    return zone.text("same_as") or zone.id


@check(NO_DECISION)
def decisions(plan: Plan) -> Iterator[Finding]:
    """Finds existing zones for which no decision is recorded."""
    for zone in plan.zones:
        if zone.text("stage") == "existing" and not zone.text("decision"):
            yield NO_DECISION.found(layer=zone.layer, feature=zone.id, geometry=zone.geometry, name=zone.name)


@check(REMOVED_WITH_AREA, PLANNED_WITHOUT_AREA, EARLY_AREA)
def planned_areas(plan: Plan) -> Iterator[Finding]:
    """Finds plan entries whose stage and planned area do not agree."""
    names = plan.ledger.indicators
    for zone in plan.of_kind("industrial_zones"):
        stage, subject = zone.text("stage"), _canonical(zone)
        at = {"layer": zone.layer, "feature": zone.id}
        now, later = (plan.ledger.look_up(subject, i, plan.as_of) for i in (TO_2030, AFTER_2030))
        planned = max((f.chosen.value for f in (now, later) if f), default=0.0)
        if stage == "removed" and planned > 0:
            yield REMOVED_WITH_AREA.found(**at, name=zone.name, area=planned)
        if stage == "after-2030" and now and now.chosen.value > 0:
            yield EARLY_AREA.found(**at, name=zone.name, area=now.chosen.value)
        if stage in {"2021-2030", "2026-2030"} and now is None:
            yield PLANNED_WITHOUT_AREA.found(**at, name=zone.name, stage=stage, indicator=names[TO_2030].name)
        if stage == "after-2030" and later is None:
            yield PLANNED_WITHOUT_AREA.found(
                **at, name=zone.name, stage=stage, indicator=names[AFTER_2030].name
            )

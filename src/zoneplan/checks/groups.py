"""Groups: what their zones add up to against what the ledger says of the group itself."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text, When

PARTS_EXCEED = Rule(
    "parts_exceed_group",
    Severity.WARNING,
    Text("Các khu cộng lại lớn hơn nhóm", "Zones add up to more than their group"),
    Text(
        "{group}, {indicator}: các khu cộng lại {parts} ({parts_date}), cả nhóm ghi {whole} ({whole_date}).",
        "{group}, {indicator}: its zones add up to {parts} ({parts_date}), the group says {whole} ({whole_date}).",
    ),
    Text(
        "Hai số khác thời điểm hoặc khác cách tính: tỷ lệ của khu và của nhóm không so được với nhau.",
        "The two differ in date or in definition: rates of the zones and of the group do not compare.",
    ),
    Text(
        "Tìm số của nhóm và của các khu cùng thời điểm; giữ các dòng cũ.",
        "Find figures of the group and of its zones for the same date; keep the old rows.",
    ),
    example=Text(
        "Các khu cộng lại có 984 ha đất công nghiệp (06/2026), dòng của nhóm KCN ghi 868,68 ha (09/2024).",
        "The zones add up to 984 ha of industrial land (06/2026), the row of the group KCN says 868.68 ha (09/2024).",
    ),
)
_ADDED_UP = (
    "area_declared_ha",
    "industrial_land_ha",
    "leased_land_ha",
    "workers",
    "projects",
    "capital_registered_bn_vnd",
    "tax_bn_vnd",
    "industrial_output_bn_vnd",
)
_ROUNDING = 0.001
"""Printed totals are rounded: one in a thousand more is no contradiction."""


@check(PARTS_EXCEED)
def parts_exceed_group(plan: Plan) -> Iterator[Finding]:
    """Finds groups whose existing zones together have more than the group's own row says."""
    for group, members in plan.group_members.items():
        existing = [m for m in members if plan.by_id[m].text("stage") == "existing"]
        for indicator in _ADDED_UP:
            whole = plan.ledger.look_up(group, indicator, plan.as_of)
            parts = [f for m in existing if (f := plan.ledger.look_up(m, indicator, plan.as_of)) is not None]
            summed = sum(p.chosen.value for p in parts)
            if whole is None or not parts or summed <= whole.chosen.value * (1 + _ROUNDING):
                continue
            newest = max((p.chosen.as_of for p in parts), key=lambda period: period.end)
            yield PARTS_EXCEED.found(
                layer="ledger",
                feature=group,
                group=group,
                indicator=plan.ledger.indicators[indicator].name,
                parts=summed,
                parts_date=When(newest.text),
                whole=whole.chosen.value,
                whole_date=When(whole.chosen.as_of.text),
            )

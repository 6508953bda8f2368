"""Hydropower: what the ledger says of the province against the plants of the layer."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.checks.rounding import meet, span, together
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.text import Text, When

_TOTALS = {
    "operating": ("hydropower_operating_sites", "hydropower_operating_mw"),
    "construction": ("hydropower_construction_sites", "hydropower_construction_mw"),
    "planned": ("hydropower_planned_sites", "hydropower_planned_mw"),
}
_POWER = "installed_mw"

COUNT_OFF = Rule(
    "plant_count",
    Severity.WARNING,
    Text("Số nhà máy trong lớp khác sổ số liệu", "Number of plants differs from the ledger"),
    Text(
        "{indicator}: sổ ghi {printed} ({date}, dòng {line}), lớp thủy điện có {count}.",
        "{indicator}: the ledger says {printed} ({date}, line {line}), the hydropower layer has {count}.",
    ),
    Text(
        "Bản đồ thiếu nhà máy, hoặc status của một nhà máy chưa cập nhật.",
        "The map misses plants, or the status of a plant is out of date.",
    ),
    Text(
        "Thêm nhà máy còn thiếu hoặc sửa status; sổ cũ hơn lớp thì thêm dòng mới.",
        "Add the missing plants or correct status; if the ledger is older than the layer, add a newer row.",
    ),
    example=Text(
        "Sổ ghi 72 nhà máy đang vận hành, lớp có 71.", "The ledger has 72 operating plants, the layer 71."
    ),
)
POWER_OFF = Rule(
    "plant_power",
    Severity.WARNING,
    Text("Tổng công suất không khớp các nhà máy", "Total capacity does not fit the plants"),
    Text(
        "{indicator}: sổ ghi {printed} MW ({date}, dòng {line}), {count} nhà máy cộng lại {sum} MW.",
        "{indicator}: the ledger says {printed} MW ({date}, line {line}), the {count} plants add up to {sum} MW.",
    ),
    Text(
        "Công suất của một nhà máy sai, hoặc tổng tính trên danh sách khác.",
        "The capacity of a plant is wrong, or the total counts another list.",
    ),
    Text(
        "Đối chiếu từng nhà máy với bảng của nguồn; giữ các số, ghi chỗ lệch vào note.",
        "Compare the plants with the table of the source; keep the figures, say in a note how they differ.",
    ),
    example=Text(
        "Sổ ghi tổng 82,8 MW, 8 nhà máy cộng lại 92,8 MW.",
        "The ledger has 82.8 MW in all, the 8 plants add up to 92.8 MW.",
    ),
)


@check(COUNT_OFF, POWER_OFF)
def plants(plan: Plan) -> Iterator[Finding]:
    """Finds totals of plants by status that the hydropower layer does not bear out."""
    sites = plan.of_kind("hydropower_sites")
    for status, (count, power) in _TOTALS.items():
        of_status = [site for site in sites if site.text("status") == status]
        if of_status:
            yield from _count(plan, count, len(of_status))
            yield from _power(plan, power, of_status)


def _newest(plan: Plan, indicator: str) -> list[Figure]:
    """Gives the province's figure of now and its rivals of the same time."""
    found = plan.ledger.look_up(plan.id, indicator, plan.as_of)
    if found is None:
        return []
    return [found.chosen, *(f for f in found.others if f.as_of.overlaps(found.chosen.as_of))]


def _count(plan: Plan, indicator: str, count: int) -> Iterator[Finding]:
    printed = _newest(plan, indicator)
    if printed and not any(meet(span(f), (count, count)) for f in printed):
        yield COUNT_OFF.found(
            layer="ledger",
            feature=plan.id,
            indicator=plan.ledger.indicators[indicator].name,
            printed=printed[0].value,
            date=When(printed[0].as_of.text),
            line=str(printed[0].line),
            count=count,
        )


def _power(plan: Plan, indicator: str, sites: list[Feature]) -> Iterator[Finding]:
    printed = _newest(plan, indicator)
    known = [plan.ledger.look_up(site.id, _POWER, plan.as_of) for site in sites]
    parts = [found.chosen for found in known if found is not None]
    if not printed or not parts or any(not p.as_of.overlaps(printed[0].as_of) for p in parts):
        return
    low, high = together(span(p) for p in parts)
    whole = high if len(parts) == len(sites) else float("inf")
    if not any(meet(span(f), (low, whole)) for f in printed):
        yield POWER_OFF.found(
            layer="ledger",
            feature=plan.id,
            indicator=plan.ledger.indicators[indicator].name,
            printed=printed[0].value,
            date=When(printed[0].as_of.text),
            line=str(printed[0].line),
            count=len(parts),
            sum=sum(p.value for p in parts),
        )

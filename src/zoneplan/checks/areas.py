"""Declared against measured areas, and sizes against what the law allows."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import is_areal
from zoneplan.plan.declared import declared_area, gap_pct
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

_WHAT = Text(
    "Đo trên ranh giới {measured} ha, quyết định ghi {declared} ha ({indicator}): lệch {gap} %.",
    "The outline measures {measured} ha, the decision says {declared} ha ({indicator}): {gap} % apart.",
)
_WHY = Text(
    "Ranh giới vẽ sai, sai hệ tọa độ, hoặc quyết định đã đổi.",
    "The outline is wrong, in the wrong grid, or the decision has changed.",
)
_REMEDY = Text(
    "Xem lại bảng tọa độ góc ranh; ghi cả hai số, không sửa số này cho khớp số kia.",
    "Look at the table of corners again; keep both numbers, do not bend one to fit the other.",
)

AREA_GAP_ERROR = Rule(
    "area_gap_large",
    Severity.ERROR,
    Text("Diện tích lệch nhiều", "Areas are far apart"),
    _WHAT,
    _WHY,
    _REMEDY,
    legal="area_gap_error_pct",
)
AREA_GAP_NOTE = Rule(
    "area_gap",
    Severity.NOTE,
    Text("Diện tích lệch", "Areas differ"),
    _WHAT,
    _WHY,
    _REMEDY,
    legal="area_gap_note_pct",
)


@check(AREA_GAP_ERROR, AREA_GAP_NOTE)
def gaps(plan: Plan) -> Iterator[Finding]:
    """Finds zones whose outline and decision give different areas."""
    thresholds = plan.regulations.thresholds
    note, error = thresholds["area_gap_note_pct"].value, thresholds["area_gap_error_pct"].value
    for zone in plan.zones:
        found = declared_area(plan, zone.id) if is_areal(zone.geometry) and zone.geometry.is_valid else None
        if found is None:
            continue
        figure, measured = found.chosen, zone.geometry.area / M2_PER_HA
        gap = gap_pct(measured, figure.value)
        if abs(gap) > note:
            rule = AREA_GAP_ERROR if abs(gap) > error else AREA_GAP_NOTE
            yield rule.found(
                layer=zone.layer,
                feature=zone.id,
                geometry=zone.geometry,
                measured=measured,
                declared=figure.value,
                indicator=plan.ledger.indicators[figure.indicator].name,
                gap=gap,
            )

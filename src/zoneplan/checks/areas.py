"""Declared against measured areas, and sizes against what the law allows."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.geo.areas import HA_PER_KM2, M2_PER_HA
from zoneplan.geo.position import is_areal
from zoneplan.plan.declared import declared_area, gap_pct
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.text import Text

_WHAT = Text(
    "Đo trên ranh giới {measured} {unit}, công bố {declared} {unit} ({indicator}): lệch {gap} %.",
    "The outline measures {measured} {unit}, the declared area is {declared} {unit} ({indicator}): {gap} % apart.",
)
_WHY = Text(
    "Ranh giới vẽ sai, sai hệ tọa độ, hoặc quyết định đã đổi; mật độ tính trên diện tích nào cũng sai theo.",
    "The outline is wrong, in the wrong grid, or the decision has changed; densities are off by as much.",
)
_REMEDY = Text(
    "Xem lại bảng tọa độ góc ranh, hoặc số hiệu, ngày của quyết định; ghi cả hai số, không sửa số này cho khớp "
    "số kia.",
    "Look at the table of corners again, or at the number and date of the decision; keep both numbers, do not "
    "bend one to fit the other.",
)

AREA_GAP_ERROR = Rule(
    "area_gap_large",
    Severity.ERROR,
    Text("Diện tích lệch nhiều", "Areas are far apart"),
    _WHAT,
    _WHY,
    _REMEDY,
    legal="area_gap_error_pct",
    example=Text(
        "Quyết định ghi khu rộng 1.100 ha, ranh giới đo được 550 ha.",
        "The decision gives the zone 1,100 ha, its outline measures 550 ha.",
    ),
)
AREA_GAP_NOTE = Rule(
    "area_gap",
    Severity.NOTE,
    Text("Diện tích lệch", "Areas differ"),
    _WHAT,
    _WHY,
    _REMEDY,
    legal="area_gap_note_pct",
    example=Text(
        "Quyết định ghi CCN Bát Xát 57 ha, ranh giới đo được 54,62 ha.",
        "The decision gives Bát Xát 57 ha, its outline measures 54.62 ha.",
    ),
)


KM2 = "area_km2"
"""Where the declared area of a commune stands."""
_SQUARE_METRES = {"ha": M2_PER_HA, "km2": M2_PER_HA * HA_PER_KM2}


@check(AREA_GAP_ERROR, AREA_GAP_NOTE)
def gaps(plan: Plan) -> Iterator[Finding]:
    """Finds features of any kind whose outline and declared area do not agree."""
    thresholds = plan.regulations.thresholds
    note, error = thresholds["area_gap_note_pct"].value, thresholds["area_gap_error_pct"].value
    for feature, figure in _declared(plan):
        indicator = plan.ledger.indicators[figure.indicator]
        measured = feature.geometry.area / _SQUARE_METRES[indicator.unit]
        gap = gap_pct(measured, figure.value)
        if abs(gap) > note:
            rule = AREA_GAP_ERROR if abs(gap) > error else AREA_GAP_NOTE
            yield rule.found(
                layer=feature.layer,
                feature=feature.id,
                geometry=feature.geometry,
                measured=measured,
                declared=figure.value,
                unit=UNITS[indicator.unit].sign,
                indicator=indicator.name,
                gap=gap,
            )


def _declared(plan: Plan) -> Iterator[tuple[Feature, Figure]]:
    """Gives the features with a usable outline whose declared area the ledger has, an entry of the plan apart."""
    subjects = {figure.subject for figure in plan.ledger.figures}
    for feature in plan.features:
        if feature.id not in subjects or feature.text("same_as"):
            continue
        if not (is_areal(feature.geometry) and feature.geometry.is_valid):
            continue
        found = declared_area(plan, feature.id) or plan.ledger.look_up(feature.id, KM2, plan.as_of)
        if found is not None and found.chosen.value > 0:
            yield feature, found.chosen

"""Figures that cannot be: shares above the whole, land above land, negative amounts."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

SHARE_BOUNDS = Rule(
    "share_out_of_bounds",
    Severity.ERROR,
    Text("Tỷ lệ ngoài 0–100 %", "Share outside 0–100 %"),
    Text(
        "Dòng {line}: {subject}, {indicator} = {value} %.", "Line {line}: {subject}, {indicator} = {value} %."
    ),
    Text("Không thể cho thuê hơn số đất có.", "More land than there is cannot be leased."),
    Text(
        "Xem lại nguồn; giữ số liệu nhưng không chọn nó.",
        "Look at the source again; do not prefer the figure.",
    ),
)
RATIO_BOUNDS = Rule(
    "ratio_out_of_bounds",
    Severity.WARNING,
    Text("Hệ số ngoài 0–1", "Ratio outside 0–1"),
    Text("Dòng {line}: {subject}, {indicator} = {value}.", "Line {line}: {subject}, {indicator} = {value}."),
    Text(
        "Một nhà máy không thể phát nhiều hơn công suất của nó.",
        "A plant cannot generate more than its capacity.",
    ),
    Text(
        "Sản lượng hoặc công suất sai: đối chiếu nguồn.", "Output or capacity is wrong: compare the sources."
    ),
)
NEGATIVE = Rule(
    "figure_negative",
    Severity.ERROR,
    Text("Số âm", "Negative figure"),
    Text("Dòng {line}: {subject}, {indicator} = {value}.", "Line {line}: {subject}, {indicator} = {value}."),
    Text("Diện tích, hộ, MW không thể âm.", "Areas, households and MW cannot be negative."),
    Text("Sửa dấu.", "Correct the sign."),
)
LAND_ORDER = Rule(
    "land_order",
    Severity.ERROR,
    Text("Đất nhỏ lớn hơn đất to", "Part of the land exceeds the whole"),
    Text(
        "{subject}: {small_name} {small} ha lớn hơn {large_name} {large} ha.",
        "{subject}: {small_name} {small} ha exceeds {large_name} {large} ha.",
    ),
    Text(
        "Đất đã cho thuê ≤ đất công nghiệp ≤ diện tích khu.",
        "Leased land ≤ industrial land ≤ area of the zone.",
    ),
    Text(
        "Một trong hai số thuộc thời điểm hoặc khu khác.", "One of the two belongs to another date or zone."
    ),
)

_SIGNED = frozenset({"pct_per_year"})
_ORDER = (("leased_land_ha", "industrial_land_ha"), ("industrial_land_ha", "area_declared_ha"))


def _at(figure: Figure) -> dict[str, str]:
    return {"line": str(figure.line), "subject": figure.subject, "indicator": figure.indicator}


@check(SHARE_BOUNDS, RATIO_BOUNDS, NEGATIVE)
def figures(plan: Plan) -> Iterator[Finding]:
    """Finds shares above 100 %, ratios above 1 and amounts below 0."""
    for figure in plan.ledger.figures:
        at = {"layer": "ledger", "feature": figure.subject}
        indicator = plan.ledger.indicators.get(figure.indicator)
        limit = float("inf") if indicator and indicator.open_ended else 100.0
        if figure.unit == "pct" and not 0 <= figure.value <= limit:
            yield SHARE_BOUNDS.found(**at, value=figure.value, **_at(figure))
        elif figure.unit == "ratio" and not 0 <= figure.value <= 1:
            yield RATIO_BOUNDS.found(**at, value=figure.value, **_at(figure))
        elif figure.value < 0 and figure.unit not in _SIGNED:
            yield NEGATIVE.found(**at, value=figure.value, **_at(figure))


@check(LAND_ORDER)
def land_order(plan: Plan) -> Iterator[Finding]:
    """Finds leased land above industrial land, and industrial land above the zone's area."""
    for subject in plan.subjects:
        for small_name, large_name in _ORDER:
            small = plan.ledger.look_up(subject, small_name, plan.as_of)
            large = plan.ledger.look_up(subject, large_name, plan.as_of)
            if small and large and small.chosen.value > large.chosen.value:
                feature = plan.by_id.get(subject)
                yield LAND_ORDER.found(
                    layer=feature.layer if feature else "ledger",
                    feature=subject,
                    geometry=feature.geometry if feature else None,
                    subject=subject,
                    small=small.chosen.value,
                    large=large.chosen.value,
                    small_name=plan.ledger.indicators[small_name].name,
                    large_name=plan.ledger.indicators[large_name].name,
                )

"""Figures that cannot be: shares above the whole, land above land, negative amounts."""

import math
from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.checks.series import Series
from zoneplan.plan.figure import figure_bounds
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.text import Text, When

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
    example=Text("Tỷ lệ lấp đầy của một khu ghi 107 %.", "The occupancy of a zone is given as 107 %."),
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
    example=Text(
        "Hệ số công suất của một nhà máy thủy điện ghi 1,06.",
        "The capacity factor of a hydropower plant is given as 1.06.",
    ),
)
NEGATIVE = Rule(
    "figure_negative",
    Severity.ERROR,
    Text("Số âm", "Negative figure"),
    Text("Dòng {line}: {subject}, {indicator} = {value}.", "Line {line}: {subject}, {indicator} = {value}."),
    Text("Diện tích, hộ, MW không thể âm.", "Areas, households and MW cannot be negative."),
    Text("Sửa dấu.", "Correct the sign."),
    example=Text("Số hộ phải di dời ghi -12.", "The number of households to relocate is given as -12."),
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
    example=Text(
        "Khu có 60 ha đất công nghiệp nhưng đã cho thuê 75 ha.",
        "A zone has 60 ha of industrial land, yet 75 ha are leased.",
    ),
)
LAND_ORDER_DATES = Rule(
    "land_order_dates",
    Severity.WARNING,
    Text("Đất nhỏ lớn hơn đất to, ở hai thời điểm", "Part of the land exceeds the whole of another date"),
    Text(
        "{subject}: {small_name} {small} ha ({small_date}) lớn hơn {large_name} {large} ha ({large_date}).",
        "{subject}: {small_name} {small} ha ({small_date}) exceeds {large_name} {large} ha ({large_date}).",
    ),
    Text(
        "Hai số không cùng thời điểm: tỷ lệ tính từ chúng sẽ vượt 100 %.",
        "The two are of different dates: a rate computed from them would exceed 100 %.",
    ),
    Text(
        "Tìm số mới hơn cho số cũ trong hai số.", "Look for a newer figure in place of the older of the two."
    ),
    example=Text(
        "Đã cho thuê 75 ha (2025), đất công nghiệp 60 ha (2016).",
        "75 ha are leased (2025), industrial land has 60 ha (2016).",
    ),
)

_SIGNED = frozenset({"pct_per_year"})
_ORDER = (
    ("leased_land_ha", "industrial_land_ha"),
    ("leased_land_ha", "area_declared_ha"),
    ("land_unallocated_ha", "industrial_land_ha"),
    ("industrial_land_ha", "area_declared_ha"),
    ("cleared_area_ha", "area_declared_ha"),
)


def _told(rule: Rule, plan: Plan, figure: Figure) -> Finding:
    declared = plan.ledger.indicators.get(figure.indicator)
    return rule.found(
        layer="ledger",
        feature=figure.subject,
        line=str(figure.line),
        subject=figure.subject,
        indicator=declared.name if declared else figure.indicator,
        value=figure.value,
    )


def _share_limits(plan: Plan, figure: Figure) -> tuple[float, float]:
    indicator = plan.ledger.indicators.get(figure.indicator)
    if indicator is None:
        return 0.0, 100.0
    return indicator.plausible() or (0.0, math.inf if indicator.open_ended else 100.0)


@check(SHARE_BOUNDS, RATIO_BOUNDS, NEGATIVE)
def figures(plan: Plan) -> Iterator[Finding]:
    """Finds shares above 100 %, ratios above 1 and amounts below 0."""
    for figure in plan.ledger.figures:
        if figure.unit == "pct":
            low, high = _share_limits(plan, figure)
            if not low <= figure.value <= high:
                yield _told(SHARE_BOUNDS, plan, figure)
        elif figure.unit == "ratio" and not 0 <= figure.value <= 1:
            yield _told(RATIO_BOUNDS, plan, figure)
        elif figure.value < 0 and figure.unit not in _SIGNED:
            yield _told(NEGATIVE, plan, figure)


@check(LAND_ORDER, LAND_ORDER_DATES)
def land_order(plan: Plan) -> Iterator[Finding]:
    """Finds leased land above industrial land, and industrial land above the area, of zones and of groups."""
    series = Series(plan)
    found = [
        (small, large)
        for small_name, large_name in _ORDER
        for subject in series.subjects(small_name)
        for small, large in _pairs(plan, series, subject, small_name, large_name)
        if figure_bounds(small)[0] > figure_bounds(large)[1]
    ]
    for small, large in _one_per_cause(found):
        yield _order(plan, small, large)


def _one_per_cause(found: list[tuple[Figure, Figure]]) -> list[tuple[Figure, Figure]]:
    """Gives of pairs that share figures the one that is furthest off, those of one time before others.

    One wrong figure is at odds with several others.
    """
    root: dict[int, int] = {}

    def top(line: int) -> int:
        while root.setdefault(line, line) != line:
            root[line] = line = root[root[line]]
        return line

    for small, large in found:
        root[top(small.line)] = top(large.line)
    worst: dict[int, tuple[Figure, Figure]] = {}
    for small, large in sorted(
        found, key=lambda p: (not p[0].as_of.overlaps(p[1].as_of), p[1].value - p[0].value)
    ):
        worst.setdefault(top(small.line), (small, large))
    return list(worst.values())


def _pairs(plan: Plan, series: Series, subject: str, small: str, large: str) -> list[tuple[Figure, Figure]]:
    """Gives the two figures wherever they are of one time, and those that count now."""
    pairs = [(one, series.at(subject, large, one.as_of)) for one in series.times(subject, small)]
    found = [(one, other) for one, other in pairs if other is not None]
    now = [plan.ledger.look_up(subject, name, plan.as_of) for name in (small, large)]
    if now[0] and now[1]:
        found.append((now[0].chosen, now[1].chosen))
    return list(dict.fromkeys(found))


def _order(plan: Plan, small: Figure, large: Figure) -> Finding:
    rule = LAND_ORDER if small.as_of.overlaps(large.as_of) else LAND_ORDER_DATES
    feature = plan.by_id.get(small.subject)
    return rule.found(
        layer=feature.layer if feature else "ledger",
        feature=small.subject,
        geometry=feature.geometry if feature else None,
        subject=small.subject,
        small=small.value,
        large=large.value,
        small_name=plan.ledger.indicators[small.indicator].name,
        large_name=plan.ledger.indicators[large.indicator].name,
        small_date=When(small.as_of.text),
        large_date=When(large.as_of.text),
    )

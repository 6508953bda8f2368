"""Hydropower: what the ledger says of the province against the plants of the layer."""

from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.checks.rounding import meet, span, together
from zoneplan.checks.series import Series
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import HOURS_PER_YEAR
from zoneplan.text import Text, When

_TOTALS = {
    "operating": ("hydropower_operating_sites", "hydropower_operating_mw"),
    "construction": ("hydropower_construction_sites", "hydropower_construction_mw"),
    "planned": ("hydropower_planned_sites", "hydropower_planned_mw"),
}
_POWER = "installed_mw"
_ENERGY = ("annual_gwh", "annual_plan_gwh")
_FACTOR = "capacity_factor"

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

TOO_MUCH_ENERGY = Rule(
    "plant_energy_impossible",
    Severity.WARNING,
    Text("Sản lượng lớn hơn mức công suất cho phép", "More energy than the capacity allows"),
    Text(
        "Dòng {line}: {indicator} {energy} GWh ({date}); {power} MW (dòng {power_line}) chạy cả năm chỉ được {most} GWh.",
        "Line {line}: {indicator} {energy} GWh ({date}); {power} MW (line {power_line}) all year make only {most} GWh.",
    ),
    Text(
        "Hệ số công suất lớn hơn 1 là không thể, nên không tính được từ các số này.",
        "A capacity factor above 1 cannot be, so none is computed from these figures.",
    ),
    Text(
        "Đối chiếu sản lượng và công suất với nguồn; nhà máy mở rộng thì ghi công suất của chính năm đó.",
        "Compare energy and capacity with their sources; of a plant that was extended, add the capacity of that year.",
    ),
    example=Text(
        "Nhà máy 8 MW ghi sản lượng 75 GWh; chạy cả năm chỉ được 70,08 GWh.",
        "A plant of 8 MW is given 75 GWh a year; all year at full load it makes 70.08 GWh.",
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


@check(TOO_MUCH_ENERGY)
def energy(plan: Plan) -> Iterator[Finding]:
    """Finds plants with more energy in a year than their capacity allows.

    The capacity is that of the same year where the ledger has it, else the newest. Where the ledger itself says a
    capacity factor above 1 at that time, that figure is found already.
    """
    series = Series(plan)
    for site in plan.of_kind("hydropower_sites"):
        rows = [f for name in _ENERGY for f in series.times(site.id, name) if f.as_of.is_year]
        for row in rows:
            capacity = _capacity(plan, site.id, row.as_of.start.year)
            if capacity is None or _factor_told(series, row):
                continue
            most = capacity.value * HOURS_PER_YEAR / 1_000
            if row.value > most:
                yield _too_much(plan, site, row, capacity, most)


def _capacity(plan: Plan, site: str, year: int) -> Figure | None:
    same = plan.ledger.of_year(site, _POWER, year, plan.as_of)
    found = same or plan.ledger.look_up(site, _POWER, plan.as_of)
    return found.chosen if found else None


def _factor_told(series: Series, row: Figure) -> bool:
    return any(f.value > 1 and f.as_of.overlaps(row.as_of) for f in series.times(row.subject, _FACTOR))


def _too_much(plan: Plan, site: Feature, row: Figure, capacity: Figure, most: float) -> Finding:
    return TOO_MUCH_ENERGY.found(
        layer="ledger",
        feature=site.id,
        geometry=site.geometry,
        line=str(row.line),
        indicator=plan.ledger.indicators[row.indicator].name,
        energy=row.value,
        date=When(row.as_of.text),
        power=capacity.value,
        power_line=str(capacity.line),
        most=most,
    )

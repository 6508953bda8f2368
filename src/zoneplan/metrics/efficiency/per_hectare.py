"""What a hectare yields: output, workers, capital, tax, revenue, projects, and what its infrastructure costs.

Each measure names the land it divides by; land of the whole zone, industrial land and leased land are never mixed.
"""

from dataclasses import dataclass, replace

from zoneplan.metrics.build import Pair, missing_members, pair, rate, unknown
from zoneplan.metrics.efficiency.leased import LAND, LEASED, LEASED_ROWS, by_rate, leased_land, leased_remarks
from zoneplan.metrics.efficiency.yearly import earlier, nearest, reading, years_of
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.plan.declared import FOUNDED
from zoneplan.text import Message, Text

INFRASTRUCTURE = "infrastructure_cost_bn_vnd"
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_SOURCE = "TD/T 1029; UNIDO (2019)"


@dataclass(frozen=True, slots=True)
class _Yield:
    """What is counted on a hectare: its part of the measures' ids, its indicator and its names."""

    key: str
    indicator: str
    name: Text
    amount: Text
    unit: str
    decimals: int = 2


_OUTPUT = _Yield(
    "output{}_bn_vnd",
    "industrial_output_bn_vnd",
    Text("Giá trị sản xuất", "Output"),
    Text("giá trị sản xuất công nghiệp một năm", "industrial output of a year"),
    "bn_vnd_per_ha",
)
_WORKERS = _Yield(
    "workers{}", "workers", Text("Lao động", "Workers"), Text("số lao động", "workers"), "persons_per_ha"
)
_CAPITAL = _Yield(
    "capital{}_bn_vnd",
    "capital_registered_bn_vnd",
    Text("Vốn đăng ký", "Registered capital"),
    Text("vốn đăng ký", "registered capital"),
    "bn_vnd_per_ha",
)
_TAX = _Yield(
    "tax{}_bn_vnd",
    "tax_bn_vnd",
    Text("Nộp ngân sách", "Tax"),
    Text("nộp ngân sách một năm", "budget payments of a year"),
    "bn_vnd_per_ha",
)
_REVENUE = _Yield(
    "revenue{}_bn_vnd",
    "revenue_bn_vnd",
    Text("Doanh thu", "Revenue"),
    Text("doanh thu một năm", "revenue of a year"),
    "bn_vnd_per_ha",
)
_PROJECTS = _Yield(
    "projects{}",
    "projects",
    Text("Số dự án", "Projects"),
    Text("số dự án", "projects"),
    "projects_per_ha",
    3,
)
_ON_INDUSTRIAL = (_OUTPUT, _WORKERS, _CAPITAL, _TAX, _REVENUE, _PROJECTS)
_ON_LEASED = (_OUTPUT, _WORKERS, _CAPITAL, _TAX, _REVENUE)


def _spec(what: _Yield, key: str, base: Text, needs: tuple[str, ...]) -> MetricSpec:
    return MetricSpec(
        id=what.key.format(key),
        name=Text(f"{what.name.vi} trên ha {base.vi}", f"{what.name.en} per ha of {base.en}"),
        formula=Text(f"{what.amount.vi} ÷ {base.vi}", f"{what.amount.en} ÷ {base.en}"),
        unit=what.unit,
        base=base,
        roles=_ZONES,
        source=_SOURCE,
        direction=Direction.MORE,
        needs=(what.indicator, *needs),
        decimals=what.decimals,
    )


def _on_industrial_land(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives an amount over the industrial land of the same zones, and what it was in earlier years."""
    top = spec.needs[0]
    both = pair(view, subject, top, LAND)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, top, LAND))
    measure = rate(spec, subject, *both)
    past = earlier(view, subject, spec, both[0].as_of)
    return replace(measure, remarks=(*measure.remarks, *past)) if measure.value is not None else measure


def _on_leased_land(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives an amount over the leased land of the same zones."""
    top = spec.needs[0]
    both = pair(view, subject, top, LEASED, _with_leased)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, top, LEASED))
    measure = rate(spec, subject, *both)
    rows = both[1].figures
    noted = leased_remarks(rows) if by_rate(rows) else ()
    return replace(measure, remarks=(*measure.remarks, *noted)) if measure.value is not None else measure


def _with_leased(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    upper = view.own(subject, top)
    lower = leased_land(view, subject) if bottom == LEASED else view.own(subject, bottom)
    return (upper, lower) if upper is not None and lower is not None else None


INDUSTRIAL = {
    what.indicator: _spec(what, "_per_ha", Text("đất công nghiệp", "industrial land"), (LAND,))
    for what in _ON_INDUSTRIAL
}
"""The measures on industrial land by the indicator of what they count."""
for _declared in INDUSTRIAL.values():
    metric(_declared)(_on_industrial_land)
for _what in _ON_LEASED:
    _leased = Text("đất đã cho thuê", "leased land")
    metric(_spec(_what, "_per_leased_ha", _leased, LEASED_ROWS))(_on_leased_land)


@metric(
    MetricSpec(
        id="infrastructure_cost_per_ha_bn_vnd",
        name=Text("Chi hạ tầng trên ha toàn khu", "Infrastructure spending per ha of the zone"),
        formula=Text(
            "chi cho hạ tầng đến nay ÷ diện tích theo quyết định",
            "infrastructure spending so far ÷ declared area",
        ),
        unit="bn_vnd_per_ha",
        base=Text("diện tích toàn khu theo quyết định", "declared area of the whole zone"),
        roles=_ZONES,
        source="NĐ 32/2024/NĐ-CP",
        needs=(INFRASTRUCTURE, FOUNDED),
        decimals=3,
    )
)
def infrastructure_cost(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the infrastructure spending over the area of the same zones."""
    both = pair(view, subject, INFRASTRUCTURE, FOUNDED)
    return (
        rate(spec, subject, *both)
        if both
        else missing_members(spec, subject, unknown(view, subject, *spec.needs))
    )


_NO_YEARS = Text(
    "Sổ chưa có số liệu theo năm của khu, nhóm nào: {indicators}.",
    "The ledger has no figures by year of any zone or group: {indicators}.",
)
_COUNTED = tuple(INDUSTRIAL)


@table(
    TableSpec(
        id="land_yield_by_year",
        name=Text("Hiệu quả sử dụng đất công nghiệp theo năm", "What industrial land yields by year"),
        about=Text(
            "Số của từng năm chia cho đất công nghiệp ở thời điểm gần năm đó nhất; thời điểm của đất ghi bên cạnh.",
            "Figures of each year over the industrial land of the nearest date, which stands beside it.",
        ),
        columns=(
            Column("subject", Text("Mã", "Id")),
            Column("name", Text("Khu, nhóm", "Zone or group")),
            Column("year", Text("Năm", "Year")),
            Column("industrial_land_ha", Text("Đất công nghiệp", "Industrial land"), "ha"),
            Column("land_as_of", Text("Thời điểm của đất", "Date of the land")),
            *(Column(s.id, s.name, s.unit, s.decimals) for s in INDUSTRIAL.values()),
        ),
        source=_SOURCE,
        needs=(*_COUNTED, LAND),
    )
)
def land_yield_by_year(view: View, spec: TableSpec) -> Table:
    """Gives what a hectare of each zone and group yielded in each year, groups first and the latest year first."""
    zones = tuple(s for s in view.subjects if s.role is Role.ZONE and view.stands(s))
    rows = tuple(
        row
        for subject in (*view.groups, *zones)
        for year in years_of(view, subject, _COUNTED)
        if (row := _year_row(view, subject, year))
    )
    reason = None if rows else Message.of(_NO_YEARS, indicators=spec.needs)
    return Table(spec=spec, rows=rows, reason=reason)


def _year_row(view: View, subject: Subject, year: int) -> tuple[Cell, ...]:
    """Gives the row of a year; nothing where no land is known to divide by."""
    read = reading(year)
    found = [pair(view, subject, indicator, LAND, read) for indicator in INDUSTRIAL]
    known = [both for both in found if both is not None]
    if not known:
        return ()
    measures = [
        None if both is None else rate(spec, subject, *both)
        for spec, both in zip(INDUSTRIAL.values(), found, strict=True)
    ]
    own = nearest(view, subject, LAND, year)
    land, date = (own.value, own.as_of) if own else (None, None)
    return (subject.id, subject.name, year, land, date, *measures)

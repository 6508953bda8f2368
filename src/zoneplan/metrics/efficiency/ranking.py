"""Zones in the order of what they are behind a benchmark, and what reaching it would free or yield.

Benchmarks are the ratio of the group that a zone belongs to and the comparison values of the regulations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zoneplan.metrics.build import NO_ROW, difference, named
from zoneplan.metrics.efficiency.leased import LAND, leased_or_published
from zoneplan.metrics.measure import Measure, Subject
from zoneplan.metrics.registry import METRICS, evaluate
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import View
from zoneplan.text import Message, Text, When

_OCCUPANCY, _OUTPUT, _WORKERS = "occupancy_pct", "output_per_ha_bn_vnd", "workers_per_ha"
_OPERATING = "occupancy_operating_pct"
_OF_GROUP = Text("Bình quân {group} ({date})", "Average of {group} ({date})")
_OF_OPERATING = Text(
    "Bình quân các khu đang hoạt động của {group} ({date})",
    "Average of the operating zones of {group} ({date})",
)
_OF_RULE = Text("{name} ({document})", "{name} ({document})")
_BEHIND = Text("thấp hơn", "behind")
_MAYBE = Text("có thể thấp hơn", "possibly behind")
_NOT_BEHIND = Text("không thấp hơn", "not behind")
_NO_BENCHMARK = Text(
    "Không có mức so sánh: nhóm chưa có giá trị và quy định không nêu mức nào.",
    "No benchmark: the group has no value and the regulations state none.",
)
_NO_LAND = Text(
    "Chưa có số liệu đất ({indicator}) để quy ra ha.",
    "No figure of land ({indicator}) to turn it into hectares.",
)
_NO_ZONES = Text(
    "Không có khu, cụm hiện có nào trong các nhóm.", "There are no existing zones in the groups."
)
_NONE_RANKED = Text(
    "Chưa xếp hạng được khu nào. Sổ cần số của riêng từng khu: {needed}.",
    "No zone can be ranked yet. The ledger needs figures of each zone alone: {needed}.",
)
_OF_ZONES = Text("{indicator} ({zones})", "{indicator} ({zones})")
_WHOLE = Text(
    "{none} Chỉ có số chung của cả nhóm: {groups} (xem {metric}).",
    "{none} There are only figures of whole groups: {groups} (see {metric}).",
)
_ABOUT = Text(
    "Các khu hiện có của mỗi nhóm, so với bình quân của nhóm và với các mức tham khảo trong quy định; khu thiếu số liệu "
    "ở cuối, kèm lý do. Phần giải phóng, phần tăng thêm là phép tính so sánh, không phải dự báo.",
    "The existing zones of each group against the average of the group and the comparison values of the regulations; "
    "zones without figures come last, with the reason. What would be freed or gained compares and forecasts nothing.",
)


_FREED = Column("land_freed_ha", Text("Đất dôi ra nếu đạt mức so sánh", "Land freed at the benchmark"), "ha")
_SOURCE = "NĐ 35/2022/NĐ-CP; NĐ 32/2024/NĐ-CP; TD/T 1029"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What a zone is compared with; ``id`` is the group or the rule it is of."""

    id: str
    name: Message
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gap:
    """How a zone stands to a benchmark.

    Attributes:
        short: What each unit of land lacks; below 0 where the zone is better than the benchmark.
        sure: Whether it is behind, wherever its figures and those of the benchmark may lie.
        freed: The hectares that would be left if all that the zone yields came at the benchmark.
        gained: What the zone would yield more at the benchmark.
    """

    short: float
    sure: Text
    freed: float
    gained: float


def gap(measure: Measure, land_ha: float, benchmark: Benchmark) -> Gap | None:
    """Gives how a measured zone stands to a benchmark; nothing where either has no value or the benchmark is 0."""
    if measure.value is None or measure.low is None or measure.high is None or not benchmark.value > 0:
        return None
    short = difference(benchmark.value, measure.value)
    sure = _NOT_BEHIND if measure.low >= benchmark.high else _MAYBE
    if measure.high < benchmark.low:
        sure = _BEHIND
    behind = max(short, 0.0)
    scale = 100.0 if measure.spec.unit == "pct" else 1.0
    return Gap(short, sure, land_ha * behind / benchmark.value, land_ha * behind / scale)


def _of_group(view: View, metric_id: str, group: Subject) -> Iterator[Benchmark]:
    """Gives what every zone of a group is compared with: the group, and its zones that operate."""
    whole = evaluate(view, metric_id, group)
    if whole.value is not None and whole.low is not None and whole.high is not None:
        name = Message.of(_OF_GROUP, group=group.name, date=When(whole.as_of))
        yield Benchmark(group.id, name, whole.value, whole.low, whole.high)
    at_work = evaluate(view, _OPERATING, group) if metric_id == _OCCUPANCY else whole
    if at_work.value != whole.value and at_work.low is not None and at_work.high is not None:
        name = Message.of(_OF_OPERATING, group=group.name, date=When(at_work.as_of))
        yield Benchmark(_OPERATING, name, at_work.value or 0.0, at_work.low, at_work.high)


def _of_rules(view: View, metric_id: str, zone: Subject) -> Iterator[Benchmark]:
    """Gives the comparison values of the regulations for a zone."""
    for rule in view.plan.regulations.judging(metric_id, view.tags(zone), view.on):
        if rule.comparison == "info":
            name = Message.of(_OF_RULE, name=rule.name, document=rule.document)
            yield Benchmark(rule.id, name, rule.value, rule.value, rule.value)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A zone beside a benchmark, or without one and the reason for it."""

    zone: Subject
    measure: Measure
    benchmark: Benchmark | None = None
    gap: Gap | None = None
    unleased: Measure | None = None
    reason: Message | None = None


def _beside(view: View, metric_id: str, shared: Sequence[Benchmark], zone: Subject) -> Iterator[_Ranked]:
    """Gives a zone beside what its group shares with it, then beside what rules say of it."""
    measure = evaluate(view, metric_id, zone)
    if measure.value is None:
        yield _Ranked(zone, measure, reason=measure.reason)
        return
    land = _land(view, metric_id, zone)
    if land is None:
        yield _Ranked(zone, measure, reason=Message.of(_NO_LAND, indicator=LAND))
        return
    left = evaluate(view, "land_unleased_ha", zone) if metric_id == _OCCUPANCY else None
    found = [(b, gap(measure, land, b)) for b in (*shared, *_of_rules(view, metric_id, zone))]
    known = [(b, g) for b, g in found if g is not None]
    if not known:
        yield _Ranked(zone, measure, unleased=left, reason=Message.of(_NO_BENCHMARK))
    yield from (_Ranked(zone, measure, b, g, left) for b, g in known)


def _land(view: View, metric_id: str, zone: Subject) -> float | None:
    """Gives the land that a measure of a zone is on: all that can be leased, or the industrial land."""
    if metric_id == _OCCUPANCY:
        both = leased_or_published(view, zone)
        return both[1].value if both else None
    land = view.own(zone, LAND)
    return land.value if land else None


def ranked(view: View, metric_id: str, group: Subject) -> tuple[tuple[int | None, _Ranked], ...]:
    """Gives the existing zones of a group beside each benchmark, the one that would gain most first, with its place.

    Benchmarks come one after the other; zones without a value or a benchmark come last, without a place.
    """
    zones = [zone for zone in group.members if view.stands(zone)]
    shared = tuple(_of_group(view, metric_id, group)) if zones else ()
    found = [entry for zone in zones for entry in _beside(view, metric_id, shared, zone)]
    sections: dict[str, list[_Ranked]] = {}
    for entry in found:
        sections.setdefault(entry.benchmark.id if entry.benchmark else "", []).append(entry)
    without = sections.pop("", [])
    placed = [
        (place, entry)
        for entries in sections.values()
        for place, entry in enumerate(sorted(entries, key=_order), start=1)
    ]
    return (*placed, *((None, entry) for entry in without))


def _order(entry: _Ranked) -> tuple[float, float, float, str]:
    gap_, left = entry.gap, entry.unleased.value if entry.unleased else None
    gained, short = (gap_.gained, gap_.short) if gap_ else (0.0, 0.0)
    return -(left or 0.0), -gained, -short, entry.zone.id


def _tabulate(view: View, spec: TableSpec, metric_id: str) -> Table:
    found = [(group, *each) for group in view.groups for each in ranked(view, metric_id, group)]
    if not found:
        return Table(spec=spec, reason=Message.of(_NO_ZONES))
    reason = _none_ranked(view, metric_id, [entry for _, _, entry in found])
    if reason is not None:
        return Table(spec=spec, reason=reason)
    return Table(spec=spec, rows=tuple(_row(*each) for each in found))


def _none_ranked(view: View, metric_id: str, entries: Sequence[_Ranked]) -> Message | None:
    """Gives what all zones lack, said once; nothing where a zone has a value, or none for some other reason."""
    needed: dict[object, list[str]] = {}
    for entry in entries:
        reason = entry.measure.reason
        lacking = reason.params["indicators"] if reason is not None and reason.text == NO_ROW else None
        if not isinstance(lacking, tuple):
            return None
        for indicator in lacking:
            needed.setdefault(indicator, []).append(entry.zone.id)
    told = tuple(Message.of(_OF_ZONES, indicator=i, zones=named(zones)) for i, zones in needed.items())
    groups = tuple(g.name for g in view.groups if evaluate(view, metric_id, g).value is not None)
    none = Message.of(_NONE_RANKED, needed=told)
    return Message.of(_WHOLE, none=none, metric=metric_id, groups=groups) if groups else none


def _row(group: Subject, place: int | None, entry: _Ranked) -> tuple[Cell, ...]:
    gap_ = entry.gap
    filling = entry.measure.spec.id == _OCCUPANCY
    numbers: tuple[Cell, ...] = (gap_.short, gap_.sure) if gap_ else (None, None)
    freed = () if filling else (gap_.freed if gap_ else None,)
    beside: tuple[Cell, ...] = (
        (entry.benchmark.name, entry.benchmark.value) if entry.benchmark else (None, None)
    )
    left = (entry.unleased,) if filling else ()
    return (
        group.id,
        place,
        entry.zone.id,
        entry.zone.name,
        entry.measure,
        *left,
        *beside,
        *numbers,
        *freed,
        gap_.gained if gap_ else None,
        entry.reason,
    )


def _columns(metric_id: str, gained: Column) -> tuple[Column, ...]:
    spec, _ = METRICS[metric_id]
    unleased, _ = METRICS["land_unleased_ha"]
    left = (Column(unleased.id, unleased.name, "ha"),) if metric_id == _OCCUPANCY else ()
    return (
        Column("group", Text("Nhóm", "Group")),
        Column("place", Text("Hạng", "Place")),
        Column("zone", Text("Mã khu", "Zone")),
        Column("name", Text("Khu, cụm", "Name")),
        Column(spec.id, spec.name, spec.unit, spec.decimals),
        *left,
        Column("benchmark_name", Text("So với", "Compared with")),
        Column("benchmark", Text("Mức so sánh", "Benchmark"), spec.unit, spec.decimals),
        Column("gap", Text("Còn thiếu", "Short by"), spec.unit, spec.decimals),
        Column("behind", Text("Kết luận", "Stands")),
        *(() if left else (_FREED,)),
        gained,
        Column("reason", Text("Vì sao chưa xếp hạng", "Why not ranked")),
    )


@table(
    TableSpec(
        id="ranking_occupancy",
        name=Text("Xếp hạng theo tỷ lệ lấp đầy", "Ranking by occupancy"),
        about=_ABOUT,
        columns=_columns(
            _OCCUPANCY,
            Column(
                "land_to_lease_ha", Text("Cần cho thuê thêm để đạt mức", "To be leased to reach it"), "ha"
            ),
        ),
        source=_SOURCE,
        needs=METRICS[_OCCUPANCY][0].needs,
    )
)
def ranking_occupancy(view: View, spec: TableSpec) -> Table:
    """Gives the zones with the most land left to lease first."""
    return _tabulate(view, spec, _OCCUPANCY)


@table(
    TableSpec(
        id="ranking_output",
        name=Text("Xếp hạng theo giá trị sản xuất trên ha", "Ranking by output per hectare"),
        about=_ABOUT,
        columns=_columns(
            _OUTPUT,
            Column("output_gained_bn_vnd", Text("Giá trị tăng thêm", "Output gained"), "bn_vnd", 0),
        ),
        source=_SOURCE,
        needs=METRICS[_OUTPUT][0].needs,
    )
)
def ranking_output(view: View, spec: TableSpec) -> Table:
    """Gives the zones that would yield most more first."""
    return _tabulate(view, spec, _OUTPUT)


@table(
    TableSpec(
        id="ranking_workers",
        name=Text("Xếp hạng theo lao động trên ha", "Ranking by workers per hectare"),
        about=_ABOUT,
        columns=_columns(
            _WORKERS,
            Column("workers_gained", Text("Lao động tăng thêm", "Workers gained"), "persons", 0),
        ),
        source=_SOURCE,
        needs=METRICS[_WORKERS][0].needs,
    )
)
def ranking_workers(view: View, spec: TableSpec) -> Table:
    """Gives the zones that would give work to most more people first."""
    return _tabulate(view, spec, _WORKERS)

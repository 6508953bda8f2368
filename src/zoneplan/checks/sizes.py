"""Sizes that the decrees allow: clusters between their limits, large zones in phases."""

from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.checks.registry import check
from zoneplan.plan.declared import AFTER_2030, FOUNDED, TO_2030
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import LookUp
from zoneplan.plan.period import parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Threshold
from zoneplan.text import Text

_SIZE = Text(
    "{name}: {indicator} {area} ha, cụm công nghiệp phải từ {low} đến {high} ha.",
    "{name}: {indicator} {area} ha; an industrial cluster has {low} to {high} ha.",
)
_SIZE_WHY = Text(
    "Cụm ngoài giới hạn này không được thành lập hay mở rộng.",
    "A cluster outside these limits cannot be founded or enlarged.",
)
_MOUNTAIN = Text(
    "Ở huyện miền núi hoặc làng nghề mức dưới là 5 ha: nếu đúng vậy, ghi value = 5 ở [regulations.ccn_size] của "
    "zoneplan.toml kèm document và article.",
    "In a mountain district or a craft village the lower limit is 5 ha: if that is so here, write value = 5 under "
    "[regulations.ccn_size] in zoneplan.toml with its document and article.",
)
CLUSTER_SIZE = Rule(
    "cluster_size",
    Severity.WARNING,
    Text("Cụm công nghiệp ngoài giới hạn diện tích", "Cluster outside the size limits"),
    _SIZE,
    _SIZE_WHY,
    Text(
        "Đối chiếu quyết định; sửa số nếu nhầm, nếu đúng thì tách, gộp hoặc chuyển thành khu công nghiệp.",
        "Compare the decision; correct a slip, otherwise split it, merge it, or plan it as an industrial zone.",
    ),
    legal="ccn_size",
    example=Text("Một cụm quy hoạch 80 ha.", "A cluster is planned with 80 ha."),
)
CLUSTER_MOUNTAIN = Rule(
    "cluster_size_mountain_only",
    Severity.NOTE,
    Text(
        "Diện tích cụm chỉ hợp ở miền núi, làng nghề", "Cluster size fits only mountains and craft villages"
    ),
    _SIZE,
    _SIZE_WHY,
    _MOUNTAIN,
    legal="ccn_size_mountain",
    example=Text(
        "Một cụm 7,5 ha, mà quy hoạch không khai báo là miền núi.",
        "A cluster has 7.5 ha, and the plan is not declared as mountainous.",
    ),
)
CLUSTER_FOUNDED = Rule(
    "cluster_size_founded",
    Severity.NOTE,
    Text("Cụm lập trước nghị định ngoài giới hạn diện tích", "Older cluster outside the size limits"),
    _SIZE,
    Text(
        "Cụm vẫn hoạt động, nhưng không thể mở rộng mà vẫn ngoài giới hạn.",
        "The cluster may go on, but cannot be enlarged and stay outside the limits.",
    ),
    Text(
        "Không cần sửa số đúng; xem khi điều chỉnh hoặc di dời cụm.",
        "A right figure needs no change; mind it when the cluster is altered or moved.",
    ),
    legal="ccn_size",
    example=Text("Một cụm lập năm 2016 có 3,5 ha.", "A cluster founded in 2016 has 3.5 ha."),
)
_PHASES = Text(
    "{name}: {total} ha, giai đoạn lớn nhất có trong dữ liệu là {phase} ha; mỗi giai đoạn không quá {limit} ha.",
    "{name}: {total} ha, the largest phase in the data has {phase} ha; a phase has no more than {limit} ha.",
)
_PHASES_REMEDY = Text(
    "Thêm mỗi giai đoạn thành một đối tượng có part_of và diện tích trong sổ, hoặc ghi phần sau 2030 ở "
    "planned_area_after_2030_ha.",
    "Add each phase as a feature with part_of and its area in the ledger, or write what comes after 2030 under "
    "planned_area_after_2030_ha.",
)
UNPHASED = Rule(
    "zone_without_phases",
    Severity.WARNING,
    Text("Khu công nghiệp lớn chưa phân kỳ", "Large industrial zone without phases"),
    _PHASES,
    Text(
        "Khu trên 500 ha phải chia giai đoạn, mỗi giai đoạn không quá 500 ha.",
        "A zone above 500 ha must be divided into phases of no more than 500 ha.",
    ),
    _PHASES_REMEDY,
    legal="kcn_phasing_trigger",
    example=Text(
        "Một khu quy hoạch 800 ha đến 2030, không có giai đoạn nào trong dữ liệu.",
        "A zone is planned with 800 ha to 2030, and the data have no phase of it.",
    ),
)
UNPHASED_FOUNDED = Rule(
    "zone_without_phases_founded",
    Severity.NOTE,
    Text("Khu lớn lập trước nghị định, chưa phân kỳ", "Older large zone without phases"),
    _PHASES,
    Text(
        "Quy định áp dụng khi điều chỉnh, mở rộng; không có giai đoạn thì không biết phần nào còn phải làm.",
        "The rule binds when the zone is altered or enlarged; without phases it is unknown what is still to be built.",
    ),
    _PHASES_REMEDY,
    legal="kcn_phasing_trigger",
    example=Text(
        "Một khu lập năm 2011 có 1.100 ha, không có giai đoạn nào trong dữ liệu.",
        "A zone founded in 2011 has 1,100 ha, and the data have no phase of it.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Areas:
    """The areas of a zone that count for its stage, in hectares."""

    founded: LookUp | None
    to_2030: LookUp | None
    after_2030: LookUp | None

    @property
    def known(self) -> list[LookUp]:
        return [found for found in (self.founded, self.to_2030, self.after_2030) if found and _ha(found) > 0]

    @property
    def steps(self) -> list[float]:
        """What is added at each horizon: each is a phase in time."""
        steps, reached = [], 0.0
        for found in self.known:
            steps.append(max(_ha(found) - reached, 0.0))
            reached = max(reached, _ha(found))
        return steps


def _ha(found: LookUp) -> float:
    return found.chosen.value


def _areas(plan: Plan, zone: Feature) -> _Areas:
    def read(indicator: str) -> LookUp | None:
        return plan.ledger.look_up(zone.id, indicator, plan.as_of)

    stands = zone.text("stage") == "existing"
    return _Areas(read(FOUNDED) if stands else None, read(TO_2030), read(AFTER_2030))


def _older(zone: Feature, limit: Threshold) -> bool:
    """Tells whether a zone was established before a rule came into force; one that stands undated may have been."""
    if zone.text("stage") != "existing":
        return False
    try:
        established = parse_period(zone.text("established"))
    except ValueError:
        return True
    return limit.in_force_from is None or established.end < limit.in_force_from


def _zones(plan: Plan, category: str) -> Iterator[Feature]:
    return (z for z in plan.zones if z.text("category") == category and z.text("stage") != "removed")


@check(CLUSTER_SIZE, CLUSTER_MOUNTAIN, CLUSTER_FOUNDED)
def cluster_sizes(plan: Plan) -> Iterator[Finding]:
    """Finds clusters below or above what the decree allows, now or as planned."""
    thresholds = plan.regulations.thresholds
    limit, mountain = thresholds["ccn_size"], thresholds["ccn_size_mountain"]
    for zone in _zones(plan, "CCN"):
        off = [found for found in _areas(plan, zone).known if _off(found, limit)]
        if not off or zone.text("part_of"):
            continue
        figure = off[-1].chosen
        rule = CLUSTER_SIZE
        if not _off(off[-1], mountain):
            rule = CLUSTER_MOUNTAIN
        elif figure.indicator == FOUNDED and _older(zone, limit):
            rule = CLUSTER_FOUNDED
        yield rule.found(
            layer=zone.layer,
            feature=zone.id,
            geometry=zone.geometry,
            name=zone.name,
            indicator=plan.ledger.indicators[figure.indicator].name,
            area=figure.value,
            low=limit.value,
            high=limit.value_high,
        )


def _off(found: LookUp, limit: Threshold) -> bool:
    return not limit.value <= _ha(found) <= (limit.value_high or float("inf"))


@check(UNPHASED, UNPHASED_FOUNDED)
def phases(plan: Plan) -> Iterator[Finding]:
    """Finds zones of which a phase is larger than the decree allows.

    Phases are what the data tell apart: features that are ``part_of`` the zone, with the rest of the zone as
    one more; and what is added after 2030.
    """
    trigger = plan.regulations.thresholds["kcn_phasing_trigger"]
    most = plan.regulations.thresholds["kcn_phase_size"].value
    for zone in _zones(plan, "KCN"):
        areas = _areas(plan, zone)
        total = max((_ha(found) for found in areas.known), default=0.0)
        if zone.text("part_of") or total <= trigger.value:
            continue
        largest = max(_phases(plan, zone, areas))
        if largest > most:
            stands = areas.founded is not None and largest <= _ha(areas.founded)
            rule = UNPHASED_FOUNDED if stands and _older(zone, trigger) else UNPHASED
            yield rule.found(
                layer=zone.layer,
                feature=zone.id,
                geometry=zone.geometry,
                name=zone.name,
                total=total,
                phase=largest,
                limit=most,
            )


def _phases(plan: Plan, zone: Feature, areas: _Areas) -> list[float]:
    steps = areas.steps
    parts = [max((_ha(f) for f in _areas(plan, part).known), default=0.0) for part in parts_of(plan, zone.id)]
    first = max(steps)
    steps[steps.index(first)] = max(first - sum(parts), 0.0)
    return steps + parts


def parts_of(plan: Plan, whole: str) -> list[Feature]:
    """Gives the zones that are parts of another and still in the plan."""
    return [z for z in plan.zones if z.text("part_of") == whole and z.text("stage") != "removed"]

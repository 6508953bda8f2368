"""What the plan adds up to: existing, to 2030, after 2030; nothing counted twice."""

from zoneplan.metrics.build import coverage, from_amount, missing_members, no_value, sum_members
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.declared import AFTER_2030, FOUNDED, TO_2030
from zoneplan.text import Message, Text

_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_BASE = Text(
    "mỗi khu một lần; phần của khu khác không cộng", "each zone once; parts of another zone are not added"
)
_NOT_EXISTING = Text("Khu này chưa có hoặc không còn.", "This zone does not exist yet or any more.")
_COUNT = Text("{count} khu có diện tích lớn hơn 0", "{count} zones with an area above 0")


def _area(view: View, subject: Subject, indicator: str, *, existing: bool) -> Amount | None:
    if not subject.members:
        return view.own(subject, indicator)
    if existing:
        return sum_members(view, subject, indicator, view.stands)
    return _planned(view, subject, indicator)


def _in_plan(view: View, subject: Subject) -> bool:
    """Whether the plan speaks of the zone at all; existing zones outside it are not missing from it."""
    feature = view.feature(subject)
    if feature is None:
        return False
    return feature.text("stage") not in {"existing", "removed"} or subject.id in view.plan.plan_entry


def _planned(view: View, subject: Subject, indicator: str) -> Amount | None:
    return sum_members(view, subject, indicator, lambda leaf: _in_plan(view, leaf))


_HORIZONS = (
    ("existing", FOUNDED, Text("hiện có", "existing")),
    ("2030", TO_2030, Text("quy hoạch đến 2030", "planned to 2030")),
    ("after_2030", AFTER_2030, Text("quy hoạch sau 2030", "planned after 2030")),
)


def _declare(horizon: str, indicator: str, name: Text) -> None:
    area = MetricSpec(
        id=f"plan_area_{horizon}_ha",
        name=Text(f"Diện tích {name.vi}", f"Area {name.en}"),
        formula=Text("tổng diện tích các khu", "sum of the areas of zones"),
        unit="ha",
        base=_BASE,
        roles=_ZONES,
        source="QĐ 525/QĐ-UBND",
        needs=(indicator,),
    )
    count = MetricSpec(
        id=f"plan_zones_{horizon}",
        name=Text(f"Số khu {name.vi}", f"Zones {name.en}"),
        formula=Text("đếm các khu có diện tích lớn hơn 0", "number of zones with an area above 0"),
        unit="zones",
        base=_BASE,
        roles=frozenset({Role.GROUP, Role.PLAN}),
        source="QĐ 525/QĐ-UBND",
        needs=(indicator,),
        decimals=0,
    )
    existing = horizon == "existing"

    def hectares(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        if existing and not subject.members and not view.stands(subject):
            return no_value(spec, subject, _NOT_EXISTING)
        amount = _area(view, subject, indicator, existing=existing)
        return from_amount(spec, subject, amount) if amount else missing_members(spec, subject, spec.needs)

    def number(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        amount = _area(view, subject, indicator, existing=existing)
        if amount is None:
            return missing_members(spec, subject, spec.needs)
        rows = tuple(f for f in amount.figures if f.value > 0)
        return Measure(
            spec=spec,
            subject=subject,
            value=float(len(rows)),
            low=float(len(rows)),
            high=float(len(rows)),
            as_of=amount.as_of,
            figures=rows,
            features=tuple(f.subject for f in rows),
            working=Message.of(_COUNT, count=len(rows)),
            remarks=coverage(amount),
        )

    metric(area)(hectares)
    metric(count)(number)


for _horizon in _HORIZONS:
    _declare(*_horizon)

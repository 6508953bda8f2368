"""How far the province is on the way to what it set itself."""

from zoneplan.metrics.build import from_amount, missing_row, rate
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.text import Text

OUTPUT = "industrial_output_bn_vnd"
TARGET = "industrial_output_target_bn_vnd"
_PROVINCE = Text("toàn ngành công nghiệp của tỉnh", "all industry of the province")


@metric(
    MetricSpec(
        id="industrial_output_bn_vnd",
        name=Text("Giá trị sản xuất công nghiệp", "Industrial output"),
        formula=Text("số của năm đủ 12 tháng gần nhất", "figure of the latest whole year"),
        unit="bn_vnd",
        base=_PROVINCE,
        roles=frozenset({Role.PLAN, Role.GROUP, Role.ZONE}),
        source="zoneplan",
        direction=Direction.MORE,
        needs=(OUTPUT,),
        decimals=0,
    )
)
def output(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the output of the latest whole year; part years never count as years."""
    own = view.own(subject, OUTPUT)
    return from_amount(spec, subject, own) if own else missing_row(spec, subject, spec.needs)


@metric(
    MetricSpec(
        id="output_target_progress_pct",
        name=Text(
            "Mức đạt mục tiêu giá trị sản xuất công nghiệp", "Progress to the industrial output target"
        ),
        formula=Text(
            "giá trị sản xuất công nghiệp năm gần nhất ÷ mục tiêu × 100",
            "industrial output of the latest whole year ÷ target × 100",
        ),
        unit="pct",
        base=_PROVINCE,
        roles=frozenset({Role.PLAN}),
        source="zoneplan",
        direction=Direction.MORE,
        needs=(OUTPUT, TARGET),
        decimals=1,
    )
)
def target_progress(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the output of the latest whole year as a share of the latest target."""
    own, target = view.own(subject, OUTPUT), view.own(subject, TARGET)
    if own is None or target is None:
        return missing_row(spec, subject, spec.needs)
    return rate(spec, subject, own, target, scale=100)

"""What a hectare of industrial land yields: output, workers, capital, tax."""

from zoneplan.metrics.build import missing_members, pair, rate
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.text import Text

LAND = "industrial_land_ha"
_BASE = Text("đất công nghiệp", "industrial land")


def _per_hectare(metric_id: str, name: Text, top: str, top_name: Text, unit: str) -> MetricSpec:
    return MetricSpec(
        id=metric_id,
        name=name,
        formula=Text(f"{top_name.vi} ÷ đất công nghiệp", f"{top_name.en} ÷ industrial land"),
        unit=unit,
        base=_BASE,
        roles=frozenset({Role.ZONE, Role.GROUP, Role.PLAN}),
        source="TD/T 1029; UNIDO (2019)",
        direction=Direction.MORE,
        needs=(top, LAND),
    )


def _compute(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives an amount over the industrial land of the same zones."""
    both = pair(view, subject, spec.needs[0], LAND)
    return rate(spec, subject, *both) if both else missing_members(spec, subject, spec.needs)


for _spec in (
    _per_hectare(
        "output_per_ha_bn_vnd",
        Text("Giá trị sản xuất trên ha đất công nghiệp", "Output per ha of industrial land"),
        "industrial_output_bn_vnd",
        Text("giá trị sản xuất công nghiệp một năm", "industrial output of a year"),
        "bn_vnd_per_ha",
    ),
    _per_hectare(
        "workers_per_ha",
        Text("Lao động trên ha đất công nghiệp", "Workers per ha of industrial land"),
        "workers",
        Text("số lao động", "workers"),
        "persons_per_ha",
    ),
    _per_hectare(
        "capital_per_ha_bn_vnd",
        Text("Vốn đăng ký trên ha đất công nghiệp", "Registered capital per ha of industrial land"),
        "capital_registered_bn_vnd",
        Text("vốn đăng ký", "registered capital"),
        "bn_vnd_per_ha",
    ),
    _per_hectare(
        "tax_per_ha_bn_vnd",
        Text("Nộp ngân sách trên ha đất công nghiệp", "Tax per ha of industrial land"),
        "tax_bn_vnd",
        Text("nộp ngân sách một năm", "budget payments of a year"),
        "bn_vnd_per_ha",
    ),
):
    metric(_spec)(_compute)

"""The land that the output still missing to the target would take."""

from dataclasses import replace

from zoneplan.kernels.rates import ratio_bounds
from zoneplan.metrics.build import ZERO_BASE, missing_row, no_value
from zoneplan.metrics.growth.targets import AIMING, OUTPUT, TARGET, target_over, towards
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Subject
from zoneplan.metrics.registry import METRICS, evaluate, metric
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.regulations import Threshold
from zoneplan.text import Message, Number, Text

DENSITY = "output_per_ha_bn_vnd"
"""The measure that says how much output a hectare of industrial land gives."""
_BASE = Text("đất công nghiệp", "industrial land")
_WORKING = Text(
    "({target} − {current}) ÷ {density} = {value} ha", "({target} − {current}) ÷ {density} = {value} ha"
)
_ON_ZONES = Text(
    "Giả định phần còn thiếu làm ra trên đất công nghiệp trong khu, cụm; đất cho hạ tầng chưa tính.",
    "It assumes that what is missing comes from industrial land in zones; land for infrastructure is not counted.",
)
_REACHED = Text("Đã đạt mục tiêu, không cần thêm đất.", "The target is reached, no more land is needed.")
_BENCHMARK = Text(
    "Mức chuẩn: {name} ({document}).",
    "Benchmark: {name} ({document}).",
)
_HIGHEST = Text(
    "Có {count} mức chuẩn áp dụng; lấy mức cao nhất.", "{count} benchmarks apply; the highest is taken."
)
_UNVERIFIED = Text(
    "Mức chuẩn này chưa kiểm chứng với văn bản.", "This benchmark is not verified in its document."
)
_NO_BENCHMARK = Text(
    "Quy định không có mức chuẩn nào áp dụng cho {metric}.",
    "The regulations have no benchmark that applies to {metric}.",
)


def _missing(own: Amount, goal: Amount) -> tuple[float, float, float]:
    """Gives the output missing to the target, at least and at most; nothing is missing once it is reached."""
    value = max(0.0, goal.value - own.value)
    low = max(0.0, goal.low - own.high) if own.high != float("inf") else 0.0
    return value, low, max(value, goal.high - own.low)


def _land(
    view: View,
    spec: MetricSpec,
    subject: Subject,
    density: tuple[float, float, float],
    remarks: tuple[Message, ...],
) -> Measure:
    both = towards(view, subject)
    if both is None:
        return missing_row(spec, subject, (OUTPUT, TARGET))
    own, goal = both
    figures = (*own.figures, *goal.figures)
    if density[0] <= 0:
        return Measure(spec=spec, subject=subject, figures=figures, reason=Message.of(ZERO_BASE))
    value, low, high = _missing(own, goal)
    least, most = ratio_bounds((low, high), density[1:])
    needed = value / density[0]
    over = target_over(view, both)
    return Measure(
        spec=spec,
        subject=subject,
        value=needed,
        low=least,
        high=most,
        as_of=own.as_of,
        figures=figures,
        others=(*own.others, *goal.others),
        features=own.counted,
        working=Message.of(
            _WORKING,
            target=goal.value,
            current=own.value,
            density=Number(density[0], 2),
            value=Number(needed, spec.decimals),
        ),
        remarks=(
            Message.of(_ON_ZONES),
            *([over] if over else []),
            *([] if value else [Message.of(_REACHED)]),
            *remarks,
        ),
    )


@metric(
    MetricSpec(
        id="land_needed_ha",
        name=Text(
            "Đất cần thêm để đạt mục tiêu, theo năng suất hiện nay",
            "Land needed at today's output per hectare",
        ),
        formula=Text(
            "(mục tiêu − giá trị năm gần nhất) ÷ giá trị sản xuất trên ha đất công nghiệp hiện nay",
            "(target − output of the latest whole year) ÷ today's output per hectare of industrial land",
        ),
        unit="ha",
        base=_BASE,
        roles=AIMING,
        source="zoneplan",
        direction=Direction.LESS,
        needs=(OUTPUT, TARGET, "industrial_land_ha"),
        decimals=1,
    )
)
def land_needed(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the industrial land that the missing output would take at today's output per hectare."""
    density = evaluate(view, DENSITY, subject)
    if density.value is None or density.low is None or density.high is None:
        return Measure(spec=spec, subject=subject, figures=density.figures, reason=density.reason)
    measure = _land(view, spec, subject, (density.value, density.low, density.high), density.remarks)
    return replace(
        measure,
        figures=tuple(dict.fromkeys((*measure.figures, *density.figures))),
        others=tuple(dict.fromkeys((*measure.others, *density.others))),
        features=tuple(dict.fromkeys((*measure.features, *density.features))),
    )


def benchmarks(view: View, subject: Subject) -> tuple[Threshold, ...]:
    """Gives the benchmarks of output per hectare that apply to a subject, else to its members, the highest first."""
    tags = view.tags(subject)
    found = _info(view, tags) or _info(view, frozenset().union(*(view.tags(m) for m in subject.members)))
    return tuple(sorted(found, key=lambda t: (-t.value, t.id)))


def _info(view: View, tags: frozenset[str]) -> list[Threshold]:
    judging = view.plan.regulations.judging(DENSITY, tags, view.on)
    return [t for t in judging if t.comparison == "info" and t.value > 0]


@metric(
    MetricSpec(
        id="land_needed_at_benchmark_ha",
        name=Text(
            "Đất cần thêm để đạt mục tiêu, theo mức chuẩn", "Land needed at a benchmark output per hectare"
        ),
        formula=Text(
            "(mục tiêu − giá trị năm gần nhất) ÷ mức chuẩn giá trị sản xuất trên ha cao nhất",
            "(target − output of the latest whole year) ÷ the highest benchmark of output per hectare",
        ),
        unit="ha",
        base=_BASE,
        roles=AIMING,
        source="zoneplan",
        direction=Direction.LESS,
        needs=(OUTPUT, TARGET),
        decimals=1,
    )
)
def land_at_benchmark(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the industrial land that the missing output would take at the highest benchmark that applies."""
    found = benchmarks(view, subject)
    if not found:
        name = METRICS[DENSITY][0].name
        return no_value(spec, subject, _NO_BENCHMARK, metric=name)
    best = found[0]
    told = [Message.of(_BENCHMARK, name=best.name, document=best.document)]
    if len(found) > 1:
        told.append(Message.of(_HIGHEST, count=len(found)))
    if not best.verified:
        told.append(Message.of(_UNVERIFIED))
    return _land(view, spec, subject, (best.value,) * 3, tuple(told))

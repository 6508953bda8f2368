"""How far the province is on the way to what it set itself, and what is still to be done."""

import math
from dataclasses import replace

from zoneplan.kernels.growth import growth_needed, growth_needed_bounds
from zoneplan.metrics.build import ZERO_BASE, from_amount, missing_row, rate
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View
from zoneplan.text import Message, Number, Text

OUTPUT = "industrial_output_bn_vnd"
TARGET = "industrial_output_target_bn_vnd"
AIMING = frozenset({Role.PLAN, Role.GROUP})
"""Who has a target of industrial output."""
_PROVINCE = Text("toàn ngành công nghiệp của tỉnh", "all industry of the province")
_NO_YEAR = Text(
    "Chưa có năm nào vừa có giá trị sản xuất cả năm vừa có mục tiêu của chính năm đó. "
    "Cần các dòng cùng năm của {subject}: {indicators}.",
    "No year has both an output of the whole year and a target of its own. "
    "It needs ledger rows of one year: {subject}, {indicators}.",
)
_OVER = Text("Năm mục tiêu {year} đã qua: {result}.", "The target year {year} is over: {result}.")
_RESULT = Text("đạt {share} % mục tiêu", "{share} % of the target was reached")
_RESULT_BEFORE = Text(
    "chưa có số cả năm {year}; năm {latest} đạt {share} % mục tiêu",
    "the whole of {year} is not on record; {latest} reached {share} % of the target",
)
_REACHED = Text("Giá trị năm {year} đã đạt mục tiêu.", "The output of {year} has reached the target.")
_POWER = Text(
    "(({target} ÷ {current})^(1/{years}) − 1) × 100 = {value} %/năm",
    "(({target} ÷ {current})^(1/{years}) − 1) × 100 = {value} %/year",
)


@metric(
    MetricSpec(
        id="industrial_output_bn_vnd",
        name=Text("Giá trị sản xuất công nghiệp", "Industrial output"),
        formula=Text("số của năm đủ 12 tháng gần nhất", "figure of the latest whole year"),
        unit="bn_vnd",
        base=_PROVINCE,
        roles=AIMING | {Role.ZONE},
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


def target(view: View, subject: Subject) -> Amount | None:
    """Gives the target of the first year that is not over; where all are over, of the last."""
    years = view.plan.ledger.years(subject.id, TARGET, view.on)
    if not years:
        return view.own(subject, TARGET)
    return view.of_year(subject, TARGET, next((y for y in years if y >= view.on.year), years[-1]))


def target_year(amount: Amount) -> int:
    """Gives the year by which a target is to be reached."""
    return amount.figures[0].as_of.end.year


def year_of(amount: Amount) -> int:
    """Gives the year of the output of a whole year."""
    return amount.figures[0].as_of.start.year


def towards(view: View, subject: Subject) -> tuple[Amount, Amount] | None:
    """Gives the output to compare with the target, of the target's own year where it is known, and the target."""
    goal = target(view, subject)
    if goal is None:
        return None
    own = view.of_year(subject, OUTPUT, target_year(goal)) or view.own(subject, OUTPUT)
    return (own, goal) if own is not None else None


def _of_target(metric_id: str, name: Text, formula: Text) -> MetricSpec:
    """Gives the declaration of an output as a share of a target, which may be more than all of it."""
    return MetricSpec(
        id=metric_id,
        name=name,
        formula=formula,
        unit="pct",
        base=_PROVINCE,
        roles=AIMING,
        source="zoneplan",
        direction=Direction.MORE,
        needs=(OUTPUT, TARGET),
        decimals=1,
    )


@metric(
    _of_target(
        "output_target_progress_pct",
        Text("Mức đạt mục tiêu giá trị sản xuất công nghiệp", "Progress to the industrial output target"),
        Text(
            "giá trị sản xuất công nghiệp năm gần nhất ÷ mục tiêu × 100",
            "industrial output of the latest whole year ÷ target × 100",
        ),
    )
)
def target_progress(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the output of the latest whole year, or of the target's year, as a share of the target."""
    both = towards(view, subject)
    return rate(spec, subject, *both, scale=100) if both else missing_row(spec, subject, spec.needs)


@metric(
    _of_target(
        "output_target_met_pct",
        Text("Mức thực hiện mục tiêu của năm", "Fulfilment of the target of the year"),
        Text(
            "giá trị sản xuất công nghiệp cả năm ÷ mục tiêu của chính năm đó × 100",
            "industrial output of a whole year ÷ target of that year × 100",
        ),
    )
)
def target_met(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the output of the latest year that has a target of its own as a share of that target."""
    ledger = view.plan.ledger
    years = set(ledger.years(subject.id, OUTPUT, view.on)) & set(ledger.years(subject.id, TARGET, view.on))
    if not years:
        reason = Message.of(_NO_YEAR, subject=subject.id, indicators=spec.needs)
        return Measure(spec=spec, subject=subject, reason=reason)
    return met_in(view, spec, subject, max(years))


def met_in(view: View, spec: MetricSpec, subject: Subject, year: int) -> Measure:
    """Gives the output of a year as a share of the target of that year."""
    own, goal = view.of_year(subject, OUTPUT, year), view.of_year(subject, TARGET, year)
    if own is None or goal is None:
        return missing_row(spec, subject, spec.needs)
    return rate(spec, subject, own, goal, scale=100)


@metric(
    MetricSpec(
        id="output_growth_needed_pct_per_year",
        name=Text("Tốc độ tăng cần có để đạt mục tiêu", "Growth needed to reach the target"),
        formula=Text(
            "((mục tiêu ÷ giá trị năm gần nhất)^(1 ÷ số năm còn lại) − 1) × 100",
            "((target ÷ output of the latest whole year)^(1 ÷ years left) − 1) × 100",
        ),
        unit="pct_per_year",
        base=_PROVINCE,
        roles=AIMING,
        source="zoneplan",
        direction=Direction.LESS,
        needs=(OUTPUT, TARGET),
    )
)
def needed_growth(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the constant yearly growth from the latest whole year to the target; none when its year is over."""
    both = towards(view, subject)
    if both is None:
        return missing_row(spec, subject, spec.needs)
    own, goal = both
    over = target_over(view, both)
    if over is not None:
        return Measure(spec=spec, subject=subject, figures=(*own.figures, *goal.figures), reason=over)
    years = target_year(goal) - year_of(own)
    measure = rate(spec, subject, own, goal)
    value = 100 * float(growth_needed(own.value, goal.value, years))
    if measure.value is None or math.isnan(value):
        return Measure(spec=spec, subject=subject, figures=measure.figures, reason=Message.of(ZERO_BASE))
    low, high = growth_needed_bounds((own.low, own.high), (goal.low, goal.high), (years, years))
    shown = Message.of(
        _POWER, target=goal.value, current=own.value, years=years, value=Number(value, spec.decimals)
    )
    reached = (Message.of(_REACHED, year=str(year_of(own))),) if own.value >= goal.value else ()
    return replace(
        measure, value=value, low=100 * float(low), high=100 * float(high), working=shown, remarks=reached
    )


def target_over(view: View, both: tuple[Amount, Amount]) -> Message | None:
    """Gives what came of a target whose year is over; nothing where it is still ahead."""
    own, goal = both
    year, latest = target_year(goal), year_of(own)
    if year >= view.on.year and latest < year:
        return None
    share = Number(100 * own.value / goal.value, 1) if goal.value > 0 else "–"
    text = _RESULT if latest == year else _RESULT_BEFORE
    result = Message.of(text, share=share, year=str(year), latest=str(latest))
    return Message.of(_OVER, year=str(year), result=result)

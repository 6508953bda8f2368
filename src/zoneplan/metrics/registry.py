"""The list of measures, and how one is evaluated."""

from collections.abc import Callable
from dataclasses import replace
from math import isfinite, isnan
from typing import TypeAlias

from zoneplan.metrics.ceiling import held
from zoneplan.metrics.measure import Measure, MetricSpec, Subject, Verdict
from zoneplan.metrics.view import View
from zoneplan.text import Message, Text

Compute: TypeAlias = Callable[[View, MetricSpec, Subject], Measure]

METRICS: dict[str, tuple[MetricSpec, Compute]] = {}
"""Every measure by its id, in the order in which reports show them."""


_BEYOND = Text(
    "Số liệu quá lớn hoặc quá nhỏ để tính; hãy kiểm tra các dòng đã dùng.",
    "The figures are too large or too small to compute with; check the rows used.",
)


def metric(spec: MetricSpec) -> Callable[[Compute], Compute]:
    """Registers a function as the computation of a declared measure."""

    def register(compute: Compute) -> Compute:
        if spec.id in METRICS:
            raise ValueError(spec.id)
        METRICS[spec.id] = (spec, compute)
        return compute

    return register


def _judged(view: View, measure: Measure) -> Measure:
    if measure.low is None or measure.high is None:
        return measure
    found = view.plan.regulations.judging(measure.spec.id, view.tags(measure.subject), view.on)
    if not (found or measure.verdicts or measure.benchmarks):
        return measure
    judged = [(threshold, threshold.outcome(measure.low, measure.high)) for threshold in found]
    return replace(
        measure,
        verdicts=tuple(Verdict(outcome, threshold) for threshold, outcome in judged if outcome),
        benchmarks=tuple(threshold for threshold, outcome in judged if not outcome),
    )


def _sound(measure: Measure) -> Measure:
    """Gives a measure whose value is a number between its bounds; figures beyond all measure give none."""
    if measure.value is None:
        return measure
    if not isfinite(measure.value):
        return Measure(
            spec=measure.spec,
            subject=measure.subject,
            figures=measure.figures,
            others=measure.others,
            reason=Message.of(_BEYOND),
        )
    low = measure.value if measure.low is None or isnan(measure.low) else measure.low
    high = measure.value if measure.high is None or isnan(measure.high) else measure.high
    if low <= measure.value <= high:
        return measure if (measure.low, measure.high) == (low, high) else replace(measure, low=low, high=high)
    return replace(measure, low=min(low, high, measure.value), high=max(low, high, measure.value))


def evaluate(view: View, metric_id: str, subject: Subject) -> Measure:
    """Gives one measure of one subject, judged by the regulations in force on the date of the view.

    Raises:
        KeyError: There is no such measure.
    """
    spec, compute = METRICS[metric_id]
    return _judged(view, held(_sound(compute(view, spec, subject))))


def subjects_of(view: View, metric_id: str) -> tuple[Subject, ...]:
    """Gives the subjects that a measure applies to."""
    spec, _ = METRICS[metric_id]
    return tuple(s for s in view.subjects if s.role in spec.roles)


def measure_all(view: View) -> tuple[Measure, ...]:
    """Gives every measure of every subject it applies to, also those without a value."""
    return tuple(evaluate(view, metric_id, s) for metric_id in METRICS for s in subjects_of(view, metric_id))

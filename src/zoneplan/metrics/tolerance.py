"""Why a measure is only known between its bounds: rounding, vague figures, contradictions, uncertain places."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from zoneplan.geo.position import is_areal
from zoneplan.metrics.measure import Measure
from zoneplan.metrics.view import View
from zoneplan.plan.figure import Bound, figure_bounds
from zoneplan.plan.ledger import Figure


class CauseKind(StrEnum):
    """What leaves a value open."""

    MARK = "mark"
    ROUNDING = "rounding"
    CONTRADICTION = "contradiction"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that leaves a value open.

    Attributes:
        kind: What it is.
        low: The least that the figure may be, in its base unit; of a position 0.
        high: The most that it may be, ``inf`` where a source only says "more than"; of a position its metres.
        figure: The ledger row, of a position none.
        rivals: The rows that contradict it at its own time.
        feature: The id of the place that is only known to some metres.
    """

    kind: CauseKind
    low: float
    high: float
    figure: Figure | None = None
    rivals: tuple[Figure, ...] = ()
    feature: str = ""


def causes(view: View, measure: Measure) -> tuple[Cause, ...]:
    """Gives what leaves a measure open, in the order of its ledger rows and features."""
    if measure.value is None:
        return ()
    figures = {figure.line: figure for figure in measure.figures}
    found = [cause for figure in figures.values() for cause in _of_figure(view, figure)]
    return (*found, *_of_places(view, measure))


def _of_figure(view: View, figure: Figure) -> Iterator[Cause]:
    least, most = figure_bounds(figure, view.plan.ledger.indicators.get(figure.indicator))
    if figure.bound is not Bound.EXACT:
        yield Cause(CauseKind.MARK, least, most, figure)
    elif least < most:
        yield Cause(CauseKind.ROUNDING, least, most, figure)
    found = view.figure(figure.subject, figure.indicator)
    if found is None or found.chosen != figure or (found.low >= least and found.high <= most):
        return
    same_time = (rival for rival in found.others if rival.as_of.overlaps(figure.as_of))
    rivals = tuple(rival for rival in same_time if not least <= rival.value <= most)
    if rivals:
        yield Cause(CauseKind.CONTRADICTION, found.low, found.high, figure, rivals)


def _of_places(view: View, measure: Measure) -> Iterator[Cause]:
    """Gives the places whose geometry a measure uses and which may lie elsewhere by some metres.

    Of a measure made of figures a point is only what they are figures of, so where it lies does not matter.
    """
    for key in dict.fromkeys(measure.features):
        feature = view.plan.by_id.get(key)
        if feature is None or feature.kind not in measure.spec.layers or feature.uncertainty_m <= 0:
            continue
        if is_areal(feature.geometry) or not measure.figures:
            yield Cause(CauseKind.POSITION, 0.0, feature.uncertainty_m, feature=key)

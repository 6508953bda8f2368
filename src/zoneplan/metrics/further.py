"""Measures of what only a table speaks of: plots, and places beside the province that have a balance of land."""

from zoneplan.metrics.building.plot_table import plot_measure
from zoneplan.metrics.building.sites import is_sound
from zoneplan.metrics.land_use.lines import land_subjects
from zoneplan.metrics.land_use.province import OF_BALANCES
from zoneplan.metrics.measure import Measure, Role, Subject
from zoneplan.metrics.registry import METRICS, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.layer import Feature

_PLOT_TABLES, _LAND_TABLES = ("plots",), ("land_ledger", "province_land")


def further_measure(view: View, metric: str, subject: str) -> Measure | None:
    """Gives a measure of a subject that is none of those of the view, as its table has it; nothing where none does."""
    if metric not in further_metrics(view, subject):
        return None
    plot, place = _plot(view, subject), _place(view, subject)
    if plot is not None:
        return plot_measure(view, metric, plot)
    return evaluate(view, metric, place) if place is not None else None


def further_metrics(view: View, subject: str) -> tuple[str, ...]:
    """Gives the measures of a subject that is none of those of the view."""
    if _plot(view, subject) is not None:
        return tuple(key for key, (spec, _) in METRICS.items() if Role.PLOT in spec.roles)
    return tuple(key for key in METRICS if key in OF_BALANCES) if _place(view, subject) is not None else ()


def tables_of(view: View, subject: str) -> tuple[str, ...]:
    """Gives the tables that speak of a subject which is none of those of the view."""
    plot, place = _plot(view, subject), _place(view, subject)
    return (*(_PLOT_TABLES if plot else ()), *(_LAND_TABLES if place else ()))


def _plot(view: View, subject: str) -> Feature | None:
    feature = view.plan.by_id.get(subject)
    return feature if feature is not None and feature.kind == "plots" and is_sound(feature) else None


def _place(view: View, subject: str) -> Subject | None:
    own = {each.id for each in view.subjects}
    return next((place for place in land_subjects(view) if place.id == subject and subject not in own), None)

"""Measures: each declared once, computed by a pure function, explained down to its sources.

Importing the package registers every measure.
"""

from zoneplan.metrics import area, density, efficiency, horizon, hydropower, occupancy, relocation, targets
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import METRICS, evaluate, measure_all, subjects_of
from zoneplan.metrics.table import TABLES, Table, tabulate_all

__all__ = [
    "METRICS",
    "TABLES",
    "Measure",
    "MetricSpec",
    "Role",
    "Subject",
    "Table",
    "area",
    "density",
    "efficiency",
    "evaluate",
    "horizon",
    "hydropower",
    "measure_all",
    "occupancy",
    "relocation",
    "subjects_of",
    "tabulate_all",
    "targets",
]

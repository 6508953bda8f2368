"""Measures: each declared once, computed by a pure function, explained down to its sources.

Each package below is a family of measures and tables; importing this one registers them all.
"""

from zoneplan.metrics import (
    area,
    building,
    density,
    efficiency,
    growth,
    hydropower,
    land_use,
    relocation,
    size,
)
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
    "building",
    "density",
    "efficiency",
    "evaluate",
    "growth",
    "hydropower",
    "land_use",
    "measure_all",
    "relocation",
    "size",
    "subjects_of",
    "tabulate_all",
]

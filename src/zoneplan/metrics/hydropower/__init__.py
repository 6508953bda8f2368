"""Hydropower: importing the package registers its measures and tables."""

from zoneplan.metrics.hydropower import capacity, cascade, yields

__all__ = ["capacity", "cascade", "yields"]

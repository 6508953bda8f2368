"""Density and people: importing the package registers its measures and tables."""

from zoneplan.metrics.density import densities, people

__all__ = ["densities", "people"]

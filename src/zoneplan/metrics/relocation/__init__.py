"""Relocation: importing the package registers its measures and tables."""

from zoneplan.metrics.relocation import cost, distance_bands, exposure, households, phases

__all__ = ["cost", "distance_bands", "exposure", "households", "phases"]

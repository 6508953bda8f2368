"""Size of the plan: importing the package registers its measures and tables."""

from zoneplan.metrics.size import horizon

__all__ = ["horizon"]

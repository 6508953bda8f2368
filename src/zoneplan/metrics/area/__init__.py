"""Area and shape: importing the package registers its measures and tables."""

from zoneplan.metrics.area import areas, gaps, shape

__all__ = ["areas", "gaps", "shape"]

"""Land efficiency: importing the package registers its measures and tables."""

from zoneplan.metrics.efficiency import clearance, occupancy, per_hectare, ranking

__all__ = ["clearance", "occupancy", "per_hectare", "ranking"]

"""Growth and targets: importing the package registers its measures and tables."""

from zoneplan.metrics.growth import (
    consumption,
    growth_table,
    output_land,
    output_shares,
    series,
    targets,
    trends,
)

__all__ = ["consumption", "growth_table", "output_land", "output_shares", "series", "targets", "trends"]

"""Building and intensity of use: importing the package registers its measures and tables."""

from zoneplan.metrics.building import built_land, builtup, intensity, plot_table, plots

__all__ = ["built_land", "builtup", "intensity", "plot_table", "plots"]

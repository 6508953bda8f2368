"""GeoTIFF rasters: tried out in a process of their own, judged, and read window by window."""

from zoneplan.io.rasters.read import read_rasters, unknown_sources

__all__ = ["read_rasters", "unknown_sources"]

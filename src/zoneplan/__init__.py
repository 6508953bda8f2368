"""Land-use and zoning plans: checked, measured, mapped, reported and exported."""

__version__ = "0.1.0"

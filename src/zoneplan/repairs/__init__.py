"""Repairs: shapes mended, with what changed and by how much. Pure functions; nothing is mended in place."""

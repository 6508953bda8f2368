"""Coordinates, areas and positions: VN-2000 done right, uncertainty admitted."""

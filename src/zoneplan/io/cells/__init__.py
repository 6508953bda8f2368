"""Tables of strangers' files as plain grids of cells."""

from zoneplan.io.cells.read import SUFFIXES, read_cells, text_cells

__all__ = ["SUFFIXES", "read_cells", "text_cells"]

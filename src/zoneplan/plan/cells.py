"""Tables as files have them: plain grids of cells, before anyone says what a column means."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: What it shows; every cell of a merged range shows what its first cell holds.
        number: Its value where the file itself keeps a number, so that no decimal sign has to be guessed.
        origin: Row and column of the first cell of the merged range it belongs to, if it belongs to one.
    """

    text: str = ""
    number: float | None = None
    origin: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` counts from 1 within its table or text, as a reader would find it."""

    line: int
    cells: tuple[Cell, ...]

    def shown(self) -> Iterator[tuple[int, Cell]]:
        """Gives the column and the cell of everything that is shown, each merged range once."""
        seen: set[tuple[int, int]] = set()
        for column, cell in enumerate(self.cells):
            if not cell.text or cell.origin in seen:
                continue
            if cell.origin is not None:
                seen.add(cell.origin)
            yield column, cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, or the running text between its tables (``is_text``), in the file's order."""

    name: str
    rows: tuple[Row, ...]
    is_text: bool = False

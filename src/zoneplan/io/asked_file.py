"""Tables that a user asks for by a file name: they never take the place of anything else."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
from pyarrow import parquet

from zoneplan.errors import FileError, UsageError
from zoneplan.io.atomic import write_all
from zoneplan.text import Text

Value: TypeAlias = str | float | int | None
CSV, PARQUET = ".csv", ".parquet"
_ENDING = Text(
    "Tên tệp phải kết thúc bằng {ending}, không phải “{path}”.",
    "The file name must end in {ending}, not “{path}”.",
)
_TAKEN = Text(
    "{path} đã có và không phải bảng này do zoneplan ghi; không ghi đè. Đặt tên khác.",
    "{path} exists and is not this table written by zoneplan; it was not replaced. Give another name.",
)
_UNREADABLE = Text("Không đọc được {path}: {problem}.", "Could not read {path}: {problem}.")


def check_ending(path: Path, ending: str) -> None:
    """Makes sure that a file is named for what it will hold.

    Raises:
        UsageError: The name does not end so.
    """
    if path.suffix.lower() != ending:
        raise UsageError(_ENDING, path=str(path), ending=ending)


def write_table(path: Path, data: bytes, columns: Sequence[str]) -> None:
    """Writes a CSV or Parquet table whole or not at all; an older one with the same columns is replaced.

    Args:
        path: Where, its ending says which of the two.
        data: The file.
        columns: The names of its columns, by which an older one is known.

    Raises:
        UsageError: Something else has that name.
        FileError: What has that name cannot be read, or the file could not be written.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(_TAKEN, path=str(path))
    if path.exists() and _columns(path) != list(columns):
        raise UsageError(_TAKEN, path=str(path))
    write_all(path.parent, {path.name: data})


def _columns(path: Path) -> list[str] | None:
    try:
        if path.suffix.lower() == PARQUET:
            return list(parquet.read_schema(path).names)
        with path.open("rb") as stream:
            head = stream.readline(100_000)
        return head.decode("utf-8-sig").strip().split(",")
    except (pa.ArrowInvalid, UnicodeDecodeError):
        return None
    except OSError as error:
        raise FileError(_UNREADABLE, path=str(path), problem=error.strerror or "") from error


def parquet_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> bytes:
    """Gives rows as a Parquet file: whole numbers as integers, other numbers as doubles, anything else as text.

    Args:
        columns: The names of the columns in their order.
        rows: The rows by column; what a row lacks is null.
    """
    arrays = [_array([row.get(column) for row in rows]) for column in columns]
    stream = BytesIO()
    parquet.write_table(pa.table(arrays, names=list(columns)), stream, compression="zstd")
    return stream.getvalue()


def _array(values: Sequence[Value]) -> pa.Array:
    known = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in known):
        return pa.array([None if value is None else _words(value) for value in values], pa.string())
    if known and all(isinstance(value, int) for value in known):
        return pa.array(values, pa.int64())
    return pa.array([None if value is None else float(value) for value in values], pa.float64())


def _words(value: str | float) -> str:
    """Gives a value as text that UTF-8 can hold: of a character that is half of a pair stands a ?."""
    return str(value).encode("utf-8", "replace").decode("utf-8")

"""A layer's file on its way to a reader: where it lies, what it may need beside it, how much it may cost."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from zoneplan.io.formats.known import BY_SUFFIX
from zoneplan.io.paths import MEGABYTE, find_input, inside_folder
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE, PATH_REFUSED
from zoneplan.plan.config import LayerTable, Limits
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Text

GEODATABASE = ".gdb"
_NO_SIDE = Text(
    "thiếu tệp đi kèm {suffixes} bên cạnh nó.", "the files {suffixes} that belong beside it are missing."
)
_MEGABYTES = Text("MB", "MB")


@dataclass(frozen=True, slots=True)
class Source:
    """A layer's file: the folder it may not leave, its real path, its configuration and its limits."""

    folder: Path
    path: Path
    table: LayerTable
    layer: str
    limits: Limits


def located(folder: Path, table: LayerTable, layer: str, limits: Limits) -> Source | Finding:
    """Gives the source of a layer, or the finding that says why its file is not read."""
    root = folder.resolve()
    path = inside_folder(root, table.path)
    if path is not None and path.suffix.lower() == GEODATABASE and path.is_dir():
        return Source(root, path, table, layer, limits)
    found = find_input(root, table.path, layer, limits.file_mb)
    return found if isinstance(found, Finding) else Source(root, found, table, layer, limits)


def staged(source: Source, into: Path, needed: tuple[str, ...] = ()) -> Path:
    """Copies a file and the files that belong beside it into a folder, under a name of our own.

    Raises:
        Refused: A side file leads out of the plan's folder, or all are too large together.
        Unreadable: A needed side file is missing.
    """
    beside = {suffix: _beside(source.path, suffix) for suffix in _sides(source.path)}
    found = {suffix: _real(source, side) for suffix, side in beside.items() if side is not None}
    missing = [suffix for suffix in needed if suffix not in found]
    if missing:
        raise Unreadable(Message.of(_NO_SIDE, suffixes=", ".join(missing)))
    main = source.path.suffix.lower()
    _copied(source, {f"input{main}": source.path} | {f"input{s}": p for s, p in found.items()}, into)
    return into / f"input{main}"


def staged_folder(source: Source, into: Path) -> Path:
    """Copies the files of a folder such as a geodatabase, each looked at, into a folder of our own.

    Raises:
        Refused: An entry leads out of the plan's folder, or all are too large together.
    """
    entries = {entry.name: _real(source, entry) for entry in sorted(source.path.iterdir())}
    target = into / f"input{source.path.suffix.lower()}"
    target.mkdir()
    _copied(source, {name: path for name, path in entries.items() if path.is_file()}, target)
    return target


def _sides(path: Path) -> tuple[str, ...]:
    format_ = BY_SUFFIX.get(path.suffix.lower())
    return format_.sides if format_ else ()


def _beside(path: Path, suffix: str) -> Path | None:
    """Gives the side file of a suffix, whatever its case; names that match exactly come first."""
    wanted = f"{path.stem}{suffix}"
    same = [entry for entry in path.parent.iterdir() if entry.name.lower() == wanted.lower()]
    return min(same, key=lambda entry: (entry.name != wanted, entry.name), default=None)


def belonging(folder: Path, written: str) -> tuple[str, ...]:
    """Gives the files that a layer's path stands for, relative to the plan's folder.

    These are the file itself and its side files, or the entries of a geodatabase. Side files that are not
    there are named too, so that it can be noticed when they come.
    """
    path = inside_folder(folder, written)
    if path is None:
        return (written,)
    if path.is_dir():
        return tuple(f"{written}/{entry.name}" for entry in sorted(path.iterdir()) if entry.is_file())
    parent, _, name = written.rpartition("/")
    stem = name[: -len(path.suffix)] if path.suffix else name
    found = [_beside(path, suffix) if path.parent.is_dir() else None for suffix in _sides(path)]
    names = [
        side.name if side else f"{stem}{suffix}" for side, suffix in zip(found, _sides(path), strict=True)
    ]
    return (written, *(f"{parent}/{side}" if parent else side for side in names))


def _real(source: Source, entry: Path) -> Path:
    """Gives where an entry really lies; one that leads out of the plan's folder is refused."""
    try:
        real = entry.resolve()
    except (OSError, RuntimeError):
        real = None
    if real is None or not real.is_relative_to(source.folder):
        raise Refused(PATH_REFUSED, path=entry.relative_to(source.folder).as_posix())
    return real


def _copied(source: Source, files: dict[str, Path], into: Path) -> None:
    size = sum(path.stat().st_size for path in files.values()) / MEGABYTE
    if size > source.limits.file_mb:
        raise Refused(FILE_TOO_LARGE, found=size, limit=source.limits.file_mb, what=_MEGABYTES)
    for name, path in files.items():
        shutil.copyfile(path, into / name)

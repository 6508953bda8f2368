"""Copies of a plan: a new folder that appears whole or not at all, and the files that a layer consists of."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from zoneplan.errors import FileError, UsageError
from zoneplan.io.paths import inside_folder
from zoneplan.text import Text

_SIDES = frozenset({
    ".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".cst", ".shp.xml",
    ".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid", ".csvt",
    ".gpkg", ".gpkg-wal", ".gpkg-shm",
})  # fmt: skip
"""How the files end that belong to a shapefile, a MapInfo table, a table of coordinates, a GeoPackage in use."""

_TAKEN = Text(
    "{path} đã có và không trống; không ghi gì. Chọn một thư mục mới.",
    "{path} exists and is not empty; nothing was written. Choose a new folder.",
)
_AMONG_INPUTS = Text(
    "{path} nằm trong thư mục dữ liệu của chính quy hoạch; không ghi gì. Chọn một thư mục khác.",
    "{path} lies among the plan's own files; nothing was written. Choose another folder.",
)
_NOT_WRITTEN = Text(
    "Không ghi được {path}: {problem}. Không có gì thay đổi.",
    "Could not write {path}: {problem}. Nothing has changed.",
)


def check_new_folder(target: Path, folder: Path, inputs: Iterator[str]) -> Path:
    """Gives the real path of a folder to be made, in which nothing stands yet.

    Raises:
        UsageError: Something stands there, or it would lie among the files that the plan is read from.
        FileError: The place cannot be looked at.
    """
    try:
        real, root = target.resolve(), folder.resolve()
        if (target.exists() or target.is_symlink()) and not (real.is_dir() and not any(real.iterdir())):
            raise UsageError(_TAKEN, path=str(target))
        own = {(root / name).parent.resolve() for name in inputs if inside_folder(folder, name)} - {root}
    except (OSError, RuntimeError) as error:
        raise FileError(_NOT_WRITTEN, path=str(target), problem=str(error)) from error
    if real == root or any(real.is_relative_to(place) for place in own):
        raise UsageError(_AMONG_INPUTS, path=str(target))
    return real


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Gives a folder to fill that takes the name ``target`` when all went well; else nothing remains of it.

    Raises:
        FileError: It could not be filled or could not take its name.
    """
    staged: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        staged.chmod(0o755)
        yield staged
        if target.is_dir():
            target.rmdir()
        staged.rename(target)
    except OSError as error:
        raise FileError(
            _NOT_WRITTEN, path=error.filename or str(target), problem=error.strerror or str(error)
        ) from error
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


def copy_files(folder: Path, target: Path, names: Mapping[str, str]) -> None:
    """Copies files byte for byte: ``names`` maps where each stands below ``folder`` to where it will below ``target``.

    What is no regular file inside the folder, or is gone, is left out.
    """
    for name, new in names.items():
        source = inside_folder(folder, name)
        place = inside_folder(target, new)
        if source is None or place is None or not source.is_file():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)


def files_of(folder: Path, written: str) -> tuple[str, ...]:
    """Gives the files that a path of the configuration stands for, relative to the plan's folder.

    They are the file itself, the others of its name that its format consists of, or all files of a
    geodatabase. What does not lie in the folder is left out.
    """
    real = inside_folder(folder, written)
    if real is None:
        return ()
    name = PurePosixPath(os.path.normpath(written)).as_posix()
    if real.is_dir():
        return tuple(sorted(_below(real, name)))
    beside: set[str] = {name} if real.is_file() else set()
    parent = PurePosixPath(name).parent
    stem = PurePosixPath(name).stem.casefold()
    with contextlib.suppress(OSError):
        for other in (folder / parent).iterdir():
            start, ending = other.name[: len(stem)], other.name[len(stem) :]
            if start.casefold() == stem and ending.lower() in _SIDES and other.is_file():
                beside.add((parent / other.name).as_posix())
    return tuple(sorted(one for one in beside if inside_folder(folder, one)))


def _below(real: Path, name: str) -> Iterator[str]:
    for place, _, files in os.walk(real):
        for file in files:
            yield f"{name}/{(Path(place) / file).relative_to(real).as_posix()}"

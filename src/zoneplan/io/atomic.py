"""Files appear whole or not at all."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from zoneplan.errors import FileError
from zoneplan.text import Text

_NOT_WRITTEN = Text(
    "Không ghi được {path}: {problem}. Tệp cũ còn nguyên.",
    "Could not write {path}: {problem}. The old file is untouched.",
)

_LEADS_OUT = Text(
    "{path}: thư mục này là liên kết dẫn ra ngoài thư mục quy hoạch; không ghi gì. Bỏ liên kết đó.",
    "{path}: this folder is a link that leads out of the plan's folder; nothing was written. Remove the link.",
)


def sha256(data: bytes) -> str:
    """Gives the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str | None:
    """Gives the SHA-256 of a regular file, or nothing when there is none to read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below a folder: all are written beside their places first, then renamed into them.

    Raises:
        FileError: A file could not be written, or would lie outside the folder because a link leads
            there; files not yet renamed are as they were.
    """
    staged: list[tuple[Path, Path]] = []
    root = folder.resolve()
    try:
        for name, data in files.items():
            target = folder / name
            if not target.parent.resolve().is_relative_to(root):
                raise FileError(_LEADS_OUT, path=name)
            try:
                staged.append((_beside(target, data), target))
            except OSError as error:
                raise FileError(_NOT_WRITTEN, path=name, problem=error.strerror or str(error)) from error
        for temporary, target in staged:
            try:
                temporary.replace(target)
            except OSError as error:
                raise FileError(
                    _NOT_WRITTEN, path=str(target.name), problem=error.strerror or str(error)
                ) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _beside(target: Path, data: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def remove_all(folder: Path, names: Iterable[str]) -> None:
    """Removes files that are no longer published; one that cannot be removed stays."""
    for name in names:
        with contextlib.suppress(OSError):
            (folder / name).unlink()

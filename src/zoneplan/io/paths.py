"""Paths that stay inside the plan's folder."""

import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from zoneplan.io.near import folded
from zoneplan.io.rules import FILE_MISNAMED, FILE_MISSING, FILE_TOO_LARGE, PATH_REFUSED
from zoneplan.plan.finding import Finding
from zoneplan.text import Text

_REMOTE = re.compile(r"^/vsi|^[A-Za-z][A-Za-z0-9+.-]*:|[\x00-\x1f\\]")
MEGABYTE = 1_000_000
_MOST_NEAR = 3
_NEARNESS = 0.8


def inside_folder(folder: Path, written: str) -> Path | None:
    """Gives the real path of a file named in the configuration, or nothing when it may not be read.

    Refused are absolute paths, ``..`` and links that leave the folder, URLs, drive letters and the
    virtual paths of GDAL, which could reach the network.
    """
    if not written or _REMOTE.search(written) or PurePosixPath(written).is_absolute():
        return None
    try:
        root = folder.resolve()
        real = (root / written).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    return real if real.is_relative_to(root) else None


def find_input(folder: Path, written: str, layer: str, limit_mb: float) -> Path | Finding:
    """Gives the real path of an input file, or the finding that says why it is not read."""
    path = inside_folder(folder, written)
    if path is None:
        return PATH_REFUSED.found(layer=layer, path=written)
    size = _size_mb(path)
    if size is None:
        near = _near(path)
        if near:
            return FILE_MISNAMED.found(layer=layer, path=written, near=near)
        return FILE_MISSING.found(layer=layer, path=written)
    if size > limit_mb:
        return FILE_TOO_LARGE.found(
            layer=layer, path=written, found=size, limit=limit_mb, what=Text("MB", "MB")
        )
    return path


def _near(path: Path) -> list[str]:
    """Gives the files beside a missing one whose names are nearly its own."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix)
    except OSError:
        return []
    stems = {name: folded(PurePosixPath(name).stem) for name in names}
    close = get_close_matches(folded(path.stem), set(stems.values()), _MOST_NEAR, _NEARNESS)
    return [name for word in close for name in names if stems[name] == word]


def _size_mb(path: Path) -> float | None:
    """Gives the size of a regular file; nothing where there is none or its name is too long for the disk."""
    try:
        return path.stat().st_size / MEGABYTE if path.is_file() else None
    except OSError:
        return None

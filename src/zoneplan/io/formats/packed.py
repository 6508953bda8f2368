"""Archives: looked through, unpacked into a folder of their own, and read as what they hold."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from zoneplan.io.apart import workspace
from zoneplan.io.archive import unpack
from zoneplan.io.format_rules import SUBLAYER_UNCLEAR, asked_for
from zoneplan.io.formats.source import GEODATABASE, Source
from zoneplan.io.formats.vector import read_kml
from zoneplan.io.raw import RawLayer, Refused, Unreadable
from zoneplan.plan.config import LayerTable
from zoneplan.text import Message, Text

Reader = Callable[[Source], RawLayer]
_NOTHING = Text(
    "tệp nén không chứa tệp nào đọc được.", "the archive holds no file that can be read as a layer."
)
_NO_KML = Text("tệp KMZ không chứa KML.", "the KMZ holds no KML.")
_UNPACKED = Text("đọc “{name}” trong tệp nén", "“{name}” of the archive was read")
_SYSTEM_FOLDER = "__MACOSX"
_OFTEN_BESIDE = frozenset({".json", ".js", ".csv", ".tsv", ".xlsx"})
"""What archives often hold beside a layer, as notes on it; such a file is a layer where there is no other."""


def read_kmz(source: Source) -> RawLayer:
    """Gives the placemarks of the main document of a KMZ: ``doc.kml``, else the first KML in it."""
    with workspace() as folder:
        files = unpack(source.path, folder, source.limits.unpacked_mb)
        found = [file for file in files if file.suffix.lower() == ".kml"]
        if not found:
            raise Unreadable(Message.of(_NO_KML))
        first = min(found, key=lambda file: (len(file.parts), file.name.lower() != "doc.kml", file.name))
        return read_kml(replace(source, folder=folder, path=first))


def read_zip(source: Source, readers: Mapping[str, Reader]) -> RawLayer:
    """Gives the one layer that an archive holds, or the one that ``sublayer`` names.

    Args:
        source: The archive.
        readers: How the files within are read, by suffix.
    """
    with workspace() as folder:
        unpack(source.path, folder, source.limits.unpacked_mb)
        found = _layers(folder, readers)
        if not found:
            raise Unreadable(Message.of(_NOTHING))
        path, table = _meant(found, source)
        raw = readers[path.suffix.lower()](replace(source, folder=folder, path=path, table=table))
        name = path.relative_to(folder).as_posix()
    return replace(raw, tolerated=(Message.of(_UNPACKED, name=name), *raw.tolerated))


def _layers(folder: Path, readers: Mapping[str, Reader]) -> list[Path]:
    bases = sorted(path for path in folder.rglob(f"*{GEODATABASE}") if path.is_dir())
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in readers
        and not (_SYSTEM_FOLDER in path.parts or path.name.startswith("."))
        and not any(path.is_relative_to(base) for base in bases)
    ]
    maps = [path for path in files if path.suffix.lower() not in _OFTEN_BESIDE]
    return [*bases, *maps] or files


def _meant(found: list[Path], source: Source) -> tuple[Path, LayerTable]:
    """Gives the file that is meant, and the configuration as it holds within that file."""
    asked = source.table.sublayer
    if len(found) == 1:
        only = found[0]
        inner = None if asked in {only.stem, only.name} else asked
        return only, source.table.model_copy(update={"sublayer": inner})
    same = [path for path in found if asked in {path.stem, path.name}]
    if len(same) != 1:
        names = [path.stem for path in found]
        raise Refused(SUBLAYER_UNCLEAR, names=names, asked=asked_for(asked))
    return same[0], source.table.model_copy(update={"sublayer": None})

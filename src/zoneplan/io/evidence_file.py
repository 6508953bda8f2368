"""The file of findings that a user asks for: it never takes the place of anything else."""

from pathlib import Path

from zoneplan.errors import FileError, UsageError
from zoneplan.io.atomic import write_all
from zoneplan.text import Text

EVIDENCE_NAME = "zoneplan_findings"
"""The ``name`` member of the GeoJSON, by which a file of findings is known."""
_HEAD = f'{{\n"type": "FeatureCollection",\n"name": "{EVIDENCE_NAME}",'.encode()
_ENDING = ".geojson"

_SUFFIX = Text(
    "--evidence cần tên tệp kết thúc bằng .geojson, không phải “{path}”.",
    "--evidence takes a file name that ends in .geojson, not “{path}”.",
)
_TAKEN = Text(
    "{path} đã có và không phải tệp kết quả kiểm tra do zoneplan ghi; không ghi đè. Đặt tên khác.",
    "{path} exists and is no file of findings written by zoneplan; it was not replaced. Give another name.",
)
_UNREADABLE = Text("Không đọc được {path}: {problem}.", "Could not read {path}: {problem}.")


def check_evidence_path(path: Path) -> None:
    """Makes sure that a file of findings may be written there.

    Raises:
        UsageError: The name does not end in ``.geojson``, or something else has that name.
        FileError: What has that name cannot be read.
    """
    if path.suffix.lower() != _ENDING:
        raise UsageError(_SUFFIX, path=str(path))
    if not path.exists() and not path.is_symlink():
        return
    if not path.is_file() or path.is_symlink():
        raise UsageError(_TAKEN, path=str(path))
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_HEAD))
    except OSError as error:
        raise FileError(_UNREADABLE, path=str(path), problem=error.strerror or "") from error
    if head != _HEAD:
        raise UsageError(_TAKEN, path=str(path))


def write_evidence(path: Path, data: bytes) -> None:
    """Writes a file of findings whole or not at all; an older one of the same name is replaced.

    Raises:
        UsageError: Something else has that name.
        FileError: It could not be written.
    """
    check_evidence_path(path)
    write_all(path.parent, {path.name: data})

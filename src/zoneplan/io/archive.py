"""ZIP files from strangers: looked through before anything is unpacked, and unpacked only where meant."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.text import Message, Text

MEGABYTE = 1_000_000
MOST_ENTRIES = 10_000
"""How many files an archive may hold; a geodatabase of a province has some hundreds."""
_CHUNK = 1 << 20

_NOT_ZIP = Text("không phải tệp ZIP nguyên vẹn: {detail}", "this is not a whole ZIP file: {detail}")
_LEADS_OUT = Text(
    "mục “{entry}” trong tệp nén dẫn ra ngoài.", "entry “{entry}” of the archive would land outside."
)
_LINK = Text("mục “{entry}” trong tệp nén là liên kết.", "entry “{entry}” of the archive is a link.")
_LOCKED = Text("tệp nén có mật khẩu; hãy giải nén trước.", "the archive has a password; unpack it first.")
_UNPACKED = Text("MB khi giải nén (limits.unpacked_mb)", "MB when unpacked (limits.unpacked_mb)")
_MORE = Text("hơn {limit}", "more than {limit}")
_MANY = Text("tệp nén có hơn {limit} mục.", "the archive has more than {limit} entries.")


def too_large(unpacked_mb: float) -> Refused:
    """Gives the refusal of a file that unpacks to more than the limit."""
    return Refused(
        FILE_TOO_LARGE, found=Message.of(_MORE, limit=unpacked_mb), limit=unpacked_mb, what=_UNPACKED
    )


@contextmanager
def opened(path: Path, unpacked_mb: float) -> Iterator[zipfile.ZipFile]:
    """Opens an archive that has been looked through.

    Refused are entries that would land elsewhere, links, passwords, and more than ``unpacked_mb`` of
    stated content. What an archive states may be a lie: ``unpack`` and ``guarded`` count for themselves.

    Raises:
        Refused: It unpacks to more than the limit.
        Unreadable: The file is no ZIP, is damaged, or is refused.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _looked_through(archive, unpacked_mb)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable(Message.of(_NOT_ZIP, detail=str(error)[:120])) from error


def _looked_through(archive: zipfile.ZipFile, unpacked_mb: float) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(Message.of(_MANY, limit=MOST_ENTRIES))
    if sum(entry.file_size for entry in entries) > unpacked_mb * MEGABYTE:
        raise too_large(unpacked_mb)
    for entry in entries:
        name = entry.filename
        if _leads_out(name):
            raise Unreadable(Message.of(_LEADS_OUT, entry=name[:120]))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unreadable(Message.of(_LINK, entry=name[:120]))
        if entry.flag_bits & 0x1:
            raise Unreadable(Message.of(_LOCKED))


def _leads_out(name: str) -> bool:
    parts = PurePosixPath(name)
    return (
        not name
        or parts.is_absolute()
        or ".." in parts.parts
        or "\\" in name
        or ":" in name
        or not name.isprintable()
    )


def unpack(path: Path, into: Path, unpacked_mb: float) -> tuple[Path, ...]:
    """Unpacks an archive into an empty folder and gives the files in the order of their names.

    Raises:
        Refused: It unpacks to more than the limit.
        Unreadable: The file is no ZIP, is damaged, or is refused; see ``opened``.
    """
    left = int(unpacked_mb * MEGABYTE)
    files = []
    with opened(path, unpacked_mb) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            target = into / entry.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            left -= _copied(archive, entry, target, left, unpacked_mb)
            files.append(target)
    return tuple(sorted(files))


def _copied(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, unpacked_mb: float
) -> int:
    """Copies an entry and gives its true size; stops where that exceeds what is left of the limit."""
    with archive.open(entry) as source, target.open("wb") as sink:
        size = 0
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise too_large(unpacked_mb)
            sink.write(chunk)
    return size


def guarded(path: Path, unpacked_mb: float) -> None:
    """Proves by unpacking into nothing that an archive is whole and as small as it states.

    Raises:
        Refused: It unpacks to more than the limit.
        Unreadable: The file is no ZIP, is damaged, or is refused; see ``opened``.
    """
    left = int(unpacked_mb * MEGABYTE)
    with opened(path, unpacked_mb) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as source:
                while chunk := source.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise too_large(unpacked_mb)

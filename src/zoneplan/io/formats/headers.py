"""A file's content must be what its name says: GDAL would open whatever the content asks for."""

import re
from pathlib import Path

from zoneplan.io.raw import Unreadable
from zoneplan.text import Message, Text

_OTHER = Text("nội dung không phải {name}.", "its content is no {name}.")
_BINARY_DXF = Text(
    "đây là DXF nhị phân; hãy lưu lại thành DXF dạng chữ (ASCII).",
    "this is binary DXF; save it again as DXF of text (ASCII).",
)
_DWG = Text(
    "đây là bản vẽ DWG; hãy lưu lại thành DXF (ASCII) bằng chương trình CAD.",
    "this is a DWG drawing; save it as DXF (ASCII) with the CAD program.",
)
_DOCTYPE = Text(
    "có khai báo DOCTYPE, không được phép trong KML.", "it holds a DOCTYPE, which KML may not have."
)
_REFERS = Text(
    "bảng .tab này chỉ trỏ đến bảng khác ({what}); hãy dùng chính bảng đó.",
    "this .tab only refers to other tables ({what}); use the table itself.",
)
_CUT_OFF = Text(
    "bản vẽ bị cắt cụt: thiếu dòng EOF ở cuối.", "the drawing is cut off: it does not end in EOF."
)
_DXF_END = b"EOF"
_TAIL_BYTES = 256
_READ_BYTES = 65_536
_SHAPEFILE = b"\x00\x00\x27\x0a"
_FLATGEOBUF = b"fgb\x03fgb"
_PARQUET = b"PAR1"
_SQLITE = b"SQLite format 3\x00"
_APPLICATION_ID = slice(68, 72)
_APPLICATIONS = frozenset({b"GPKG", b"GP10", b"GP11"})
_CATALOGUE = "a00000001.gdbtable"
_DXF = re.compile(rb"\s*(?:999[ \t]*\r?\n[^\r\n]*\r?\n\s*)*0[ \t]*\r?\n[ \t]*SECTION\b")
_KML = re.compile(rb"<(?:\w+:)?kml\b")
_TAB_TYPE = re.compile(rb"^\s*type\s+(\w+)", re.IGNORECASE | re.MULTILINE)
_TAB_ELSEWHERE = (b"create view", b"open table", b"isseamless")
_TAB_TYPES = frozenset({b"native", b"dbf"})


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_READ_BYTES).removeprefix(b"\xef\xbb\xbf")


def _must(holds: object, name: str) -> None:
    if not holds:
        raise Unreadable(Message.of(_OTHER, name=name))


def must_be_shapefile(path: Path) -> None:
    """Refuses what is no main file of a shapefile."""
    _must(_head(path).startswith(_SHAPEFILE), "shapefile")


def must_be_geopackage(path: Path) -> None:
    """Refuses what is no SQLite database with the mark of a GeoPackage."""
    head = _head(path)
    _must(head.startswith(_SQLITE) and head[_APPLICATION_ID] in _APPLICATIONS, "GeoPackage")


def must_be_flatgeobuf(path: Path) -> None:
    """Refuses what is no FlatGeobuf."""
    _must(_head(path).startswith(_FLATGEOBUF), "FlatGeobuf")


def must_be_parquet(path: Path) -> None:
    """Refuses what is no Parquet."""
    _must(_head(path).startswith(_PARQUET), "GeoParquet")


def must_be_geodatabase(path: Path) -> None:
    """Refuses a folder without the catalogue of a File Geodatabase."""
    _must(path.is_dir() and (path / _CATALOGUE).is_file(), "File Geodatabase")


def must_be_dxf(path: Path) -> None:
    """Refuses what is no drawing in text; a binary or DWG one with how to get there."""
    head = _head(path)
    if head.startswith(b"AutoCAD Binary DXF"):
        raise Unreadable(Message.of(_BINARY_DXF))
    if head.startswith(b"AC10"):
        raise Unreadable(Message.of(_DWG))
    _must(_DXF.match(head), "DXF")
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        if _DXF_END not in stream.read():
            raise Unreadable(Message.of(_CUT_OFF))


def must_be_kml(path: Path) -> None:
    """Refuses what is no KML, and KML that declares entities."""
    head = _head(path)
    _must(head.lstrip().startswith(b"<") and _KML.search(head), "KML")
    if b"<!doctype" in path.read_bytes().lower():
        raise Unreadable(Message.of(_DOCTYPE))


def must_be_mif(path: Path) -> None:
    """Refuses what is no MapInfo interchange file."""
    _must(_head(path).lstrip().lower().startswith(b"version"), "MIF")


def must_be_tab(path: Path) -> None:
    """Refuses what is no MapInfo table of its own, such as views, seamless tables and registered rasters."""
    head = _head(path).lower()
    _must(head.lstrip().startswith(b"!table"), "MapInfo TAB")
    refers = next((word for word in _TAB_ELSEWHERE if word in head), None)
    if refers is not None:
        raise Unreadable(Message.of(_REFERS, what=refers.decode()))
    match = _TAB_TYPE.search(head)
    if match is None or match.group(1) not in _TAB_TYPES:
        what = match.group(1).decode("ascii", "replace") if match else "?"
        raise Unreadable(Message.of(_REFERS, what=what))


def tab_is_dbf(path: Path) -> bool:
    """Tells whether the values of a MapInfo table stand in a dBASE file."""
    match = _TAB_TYPE.search(_head(path).lower())
    return match is not None and match.group(1) == b"dbf"

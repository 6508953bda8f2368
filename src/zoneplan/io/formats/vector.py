"""Formats that GDAL reads, each with the one driver it may use and with what its content must begin with."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from zoneplan.io.apart import workspace
from zoneplan.io.format_rules import SUBLAYER_UNCLEAR, asked_for
from zoneplan.io.formats import headers
from zoneplan.io.formats.drawing import LAYER_COLUMN, TEXT_COLUMN, drawn
from zoneplan.io.formats.encodings import configured, dbf_language, named
from zoneplan.io.formats.known import DRIVERS
from zoneplan.io.formats.process import KML_ID, run
from zoneplan.io.formats.source import Source, staged, staged_folder
from zoneplan.io.formats.table import Table, table_of
from zoneplan.io.raw import RawLayer, Refused, Unreadable
from zoneplan.text import Message, Text

_NO_TABLE = Text("thiếu tệp .dbf nên không có thuộc tính", "without its .dbf it has no attributes")
_NO_INDEX = Text(
    "thiếu tệp .shx (chỉ mục đã được dựng lại)", "its .shx is missing (the index was made again)"
)
_NOT_TEXT = Text("nội dung hỏng: {detail}", "its content is damaged: {detail}")
_CUT_OFF = Text(
    "chỉ có {found} đối tượng trong khi tệp .mid có {rows} dòng; tệp bị cắt cụt.",
    "it has only {found} objects while its .mid has {rows} rows; the file is cut off.",
)
_CURVED = Text(
    "có cung tròn (đọc thành chuỗi đoạn thẳng ngắn)", "it holds arcs of circles (read as short lines)"
)
_KML_PARTS = frozenset(
    {
        "timestamp",
        "begin",
        "end",
        "altitudeMode",
        "tessellate",
        "extrude",
        "visibility",
        "drawOrder",
        "icon",
        "snippet",
    }
)
"""Columns that the KML driver adds to every file, about drawing and not about the place."""
_CHARSET = re.compile(rb'(charset\s+"?)([A-Za-z0-9_-]+)("?)', re.IGNORECASE)
_CHARSETS = {
    "neutral": None,
    "windowslatin1": "cp1252",
    "windowslatin2": "cp1250",
    "windowsvietnamese": "cp1258",
    "utf-8": "utf-8",
}
"""What MapInfo calls encodings; neutral means whatever the machine used."""
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+(\S+)", re.IGNORECASE)
_CAD_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d+)", re.IGNORECASE)
_UNICODE_CAD = 1021
_HEADER_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked to be read in a process of its own.

    Attributes:
        path: The staged file.
        driver: The GDAL driver that reads it.
        encoding: The encoding of its text, where it is known.
        bytes_text: Whether GDAL hands its text on as bytes.
        inner: Whether it is one layer as GDAL sees it, whatever ``sublayer`` says.
        notes: What was found in staging it.
    """

    path: Path
    driver: str
    encoding: str | None = None
    bytes_text: bool = False
    inner: bool = False
    notes: tuple[Message, ...] = ()


def _read(source: Source, ask: Callable[[Path], _Asked]) -> RawLayer:
    """Gives the layer of a staged file, with its coordinate system as GDAL words it."""
    with workspace() as folder:
        asked = ask(folder)
        job = {
            "kind": "vector",
            "path": str(asked.path),
            "sublayer": source.table.sublayer,
            "inner": asked.inner,
            "geopackage": asked.driver == DRIVERS["geopackage"],
        }
        try:
            answer, table = _table(job, folder, source, asked)
            curved: tuple[Message, ...] = ()
        except NotImplementedError:
            answer, table = _table(job | {"linear": True}, folder, source, asked)
            curved = (Message.of(_CURVED),)
    notes = (*asked.notes, *curved, *table.notes)
    return RawLayer(table.columns, table.geometries, answer["crs"] or None, table.flaws, notes)


def _table(job: dict[str, Any], folder: Path, source: Source, asked: _Asked) -> tuple[dict[str, Any], Table]:
    """Gives what ``task`` says of a file, and the table it leaves.

    Raises:
        NotImplementedError: The file holds arcs of circles, which ``task`` is to break into short lines.
    """
    answer = run(job, folder, source.limits, asked.driver)
    path = folder / "table.arrow"
    try:
        return answer, table_of(path, answer["geometry"], asked.encoding, bytes_text=asked.bytes_text)
    except ValueError as error:
        raise Unreadable(Message.of(_NOT_TEXT, detail=str(error)[:160])) from error


def read_geopackage(source: Source) -> RawLayer:
    """Gives a layer of a GeoPackage; its system as ``gpkg_spatial_ref_sys`` says it."""
    headers.must_be_geopackage(source.path)
    return _read(source, lambda folder: _Asked(staged(source, folder), DRIVERS["geopackage"]))


def read_flatgeobuf(source: Source) -> RawLayer:
    """Gives the features of a FlatGeobuf file in its own order, which is that of its index."""
    headers.must_be_flatgeobuf(source.path)
    return _read(source, lambda folder: _Asked(staged(source, folder), DRIVERS["flatgeobuf"], inner=True))


def read_geodatabase(source: Source) -> RawLayer:
    """Gives a feature class of a File Geodatabase."""
    headers.must_be_geodatabase(source.path)
    return _read(source, lambda folder: _Asked(staged_folder(source, folder), DRIVERS["file_geodatabase"]))


def read_kml(source: Source) -> RawLayer:
    """Gives the placemarks of a KML file; KML is longitude and latitude by definition."""
    headers.must_be_kml(source.path)
    raw = _read(source, lambda folder: _Asked(staged(source, folder), DRIVERS["kml"]))
    columns = {name: values for name, values in raw.columns.items() if name not in _KML_PARTS}
    own = columns.pop(KML_ID, None)
    if own is not None:
        columns.setdefault("id", own)
    return replace(raw, columns=columns, crs="OGC:CRS84")


def read_shapefile(source: Source) -> RawLayer:
    """Gives the features of a shapefile; its system is the text of its ``.prj`` and nothing else."""
    headers.must_be_shapefile(source.path)
    prj: list[str] = []

    def ask(folder: Path) -> _Asked:
        path = staged(source, folder)
        prj.append(_text(path.with_suffix(".prj")))
        path.with_suffix(".prj").unlink(missing_ok=True)
        notes = [Message.of(_NO_TABLE)] if not path.with_suffix(".dbf").exists() else []
        notes += [Message.of(_NO_INDEX)] if not path.with_suffix(".shx").exists() else []
        return _Asked(
            path,
            DRIVERS["shapefile"],
            _dbf_encoding(source, path),
            bytes_text=True,
            inner=True,
            notes=tuple(notes),
        )

    raw = _read(source, ask)
    return replace(raw, crs=prj[0] or None)


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    return path.read_bytes().decode("utf-8-sig", "replace").strip("\x00 \t\r\n")


def _dbf_encoding(source: Source, path: Path) -> str | None:
    """Gives the encoding of a shapefile's text: as configured, as its .cpg says, as its .dbf says, or unknown.

    The .cpg is taken away, so that GDAL hands on the bytes as they are.
    """
    page = _text(path.with_suffix(".cpg"))
    path.with_suffix(".cpg").unlink(missing_ok=True)
    table = path.with_suffix(".dbf")
    header = table.read_bytes()[:_HEADER_BYTES] if table.exists() else b""
    return configured(source.table.encoding) or named(page) or dbf_language(header)


def read_tab(source: Source) -> RawLayer:
    """Gives the features of a MapInfo table; its system as GDAL words it."""
    headers.must_be_tab(source.path)

    def ask(folder: Path) -> _Asked:
        dbf = headers.tab_is_dbf(source.path)
        needed = (".dbf",) if dbf else (".dat",)
        path = staged(source, folder, needed)
        return _Asked(
            path, DRIVERS["mapinfo_tab"], _mapinfo_encoding(source, path), bytes_text=True, inner=True
        )

    return _read(source, ask)


def read_mif(source: Source) -> RawLayer:
    """Gives the features of a MapInfo interchange file; its system as GDAL words it."""
    headers.must_be_mif(source.path)
    rows: list[int] = []

    def ask(folder: Path) -> _Asked:
        path = staged(source, folder)
        if not path.with_suffix(".mid").exists():
            path.with_suffix(".mid").write_bytes(b"")
        rows.append(sum(1 for line in path.with_suffix(".mid").read_bytes().splitlines() if line.strip()))
        return _Asked(
            path, DRIVERS["mapinfo_tab"], _mapinfo_encoding(source, path), bytes_text=True, inner=True
        )

    raw = _read(source, ask)
    if len(raw) < rows[0]:
        raise Unreadable(Message.of(_CUT_OFF, found=len(raw), rows=rows[0]))
    return raw


def _mapinfo_encoding(source: Source, path: Path) -> str | None:
    """Gives the encoding that the head of a MapInfo file names, and makes GDAL hand on the bytes as they are."""
    data = path.read_bytes()
    head, rest = data[:_HEADER_BYTES], data[_HEADER_BYTES:]
    match = _CHARSET.search(head)
    path.write_bytes(_CHARSET.sub(rb"\1Neutral\3", head) + rest)
    stated = match.group(2).decode("ascii").lower() if match else "neutral"
    return configured(source.table.encoding) or _CHARSETS.get(stated)


def read_dxf(source: Source) -> RawLayer:
    """Gives the entities of a drawing, of one CAD layer where the configuration names one."""
    headers.must_be_dxf(source.path)

    def ask(folder: Path) -> _Asked:
        path = staged(source, folder)
        return _Asked(path, DRIVERS["dxf"], _dxf_encoding(source, path), bytes_text=True, inner=True)

    raw = _of_cad_layer(_read(source, ask), source.table.sublayer)
    return drawn(raw, texts=TEXT_COLUMN in source.table.fields)


def _dxf_encoding(source: Source, path: Path) -> str | None:
    with path.open("rb") as stream:
        head = stream.read(_HEADER_BYTES)
    version, page = _CAD_VERSION.search(head), _CODE_PAGE.search(head)
    asked = configured(source.table.encoding)
    if asked is not None:
        return asked
    if version is not None and int(version.group(1)) >= _UNICODE_CAD:
        return "utf-8"
    stated = page.group(1).decode("ascii", "replace").replace("_", " ") if page else ""
    return None if stated.lower() == "ansi 1252" else named(stated)


def _of_cad_layer(raw: RawLayer, asked: str | None) -> RawLayer:
    if asked is None:
        return raw
    layers = np.asarray([str(name) for name in raw.columns.get(LAYER_COLUMN, ())], dtype=object)
    kept = np.flatnonzero(layers == asked)
    if len(kept) == 0:
        raise Refused(SUBLAYER_UNCLEAR, names=sorted(set(layers.tolist())), asked=asked_for(asked))
    return raw.only(kept)

"""How each format is read."""

from collections.abc import Callable

from zoneplan.io.formats.geojson import read_geojson
from zoneplan.io.formats.known import FORMATS
from zoneplan.io.formats.packed import read_kmz, read_zip
from zoneplan.io.formats.parquet import read_geoparquet
from zoneplan.io.formats.points import read_csv, read_xlsx
from zoneplan.io.formats.source import Source
from zoneplan.io.formats.vector import (
    read_dxf,
    read_flatgeobuf,
    read_geodatabase,
    read_geopackage,
    read_kml,
    read_mif,
    read_shapefile,
    read_tab,
)
from zoneplan.io.raw import RawLayer


def _read_zip(source: Source) -> RawLayer:
    return read_zip(source, _INSIDE)


READERS: dict[str, Callable[[Source], RawLayer]] = {
    "geojson": read_geojson,
    "geopackage": read_geopackage,
    "shapefile": read_shapefile,
    "file_geodatabase": read_geodatabase,
    "mapinfo_tab": read_tab,
    "mapinfo_mif": read_mif,
    "dxf": read_dxf,
    "kml": read_kml,
    "kmz": read_kmz,
    "flatgeobuf": read_flatgeobuf,
    "geoparquet": read_geoparquet,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "zip": _read_zip,
}
"""The reader of each format, by its id."""
_INSIDE = {
    suffix: READERS[format_.id] for format_ in FORMATS if format_.id != "zip" for suffix in format_.suffixes
}

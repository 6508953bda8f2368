"""The formats a layer may come in, declared once: for reading, for messages and for documentation."""

from dataclasses import dataclass

from zoneplan.text import Text


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the suffixes it is known by, and by what it is read.

    Attributes:
        id: Its id; ``readers`` holds the function of each.
        name: What messages call it.
        suffixes: In lower case, with their dot.
        driver: The GDAL driver that reads it in a process of its own; empty where another library does.
        sides: Suffixes of the files that belong beside it.
    """

    id: str
    name: Text
    suffixes: tuple[str, ...]
    driver: str = ""
    sides: tuple[str, ...] = ()


def _same(name: str) -> Text:
    return Text(name, name)


FORMATS = (
    Format("geojson", _same("GeoJSON"), (".geojson", ".json", ".js", ".geojsonl", ".geojsons", ".ndjson")),
    Format("geopackage", _same("GeoPackage"), (".gpkg",), "GPKG", (".gpkg-wal",)),
    Format("shapefile", _same("shapefile"), (".shp",), "ESRI Shapefile", (".shx", ".dbf", ".prj", ".cpg")),
    Format("file_geodatabase", _same("File Geodatabase"), (".gdb",), "OpenFileGDB"),
    Format(
        "mapinfo_tab",
        _same("MapInfo TAB"),
        (".tab",),
        "MapInfo File",
        (".dat", ".dbf", ".map", ".id", ".ind"),
    ),
    Format("mapinfo_mif", _same("MapInfo MIF"), (".mif",), "MapInfo File", (".mid",)),
    Format("dxf", _same("DXF"), (".dxf",), "DXF"),
    Format("kml", _same("KML"), (".kml",), "LIBKML"),
    Format("kmz", _same("KMZ"), (".kmz",), "LIBKML"),
    Format("flatgeobuf", _same("FlatGeobuf"), (".fgb",), "FlatGeobuf"),
    Format("geoparquet", _same("GeoParquet"), (".parquet", ".geoparquet")),
    Format("csv", Text("CSV có tọa độ", "CSV with coordinates"), (".csv", ".tsv")),
    Format("xlsx", Text("XLSX có tọa độ", "XLSX with coordinates"), (".xlsx",)),
    Format("zip", Text("ZIP chứa một trong các loại trên", "ZIP of one of these"), (".zip",)),
)
"""Every format, in the order in which messages name them."""
BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
"""The format of each suffix, in lower case."""
DRIVERS = {format_.id: format_.driver for format_ in FORMATS}
"""The GDAL driver of each format, by its id."""
LISTED = Text(
    ", ".join(format_.name.vi for format_ in FORMATS), ", ".join(format_.name.en for format_ in FORMATS)
)
"""All names in one line."""

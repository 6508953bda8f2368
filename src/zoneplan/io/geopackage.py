"""GeoPackage in and out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError

from zoneplan.io.raw import RawFeature, RawLayer, Unreadable
from zoneplan.text import Message, Text

_BROKEN = Text("GDAL không mở được: {detail}", "GDAL cannot open it: {detail}")
_MANY = Text(
    "có {count} lớp ({names}); cần đúng một.", "it has {count} layers ({names}); exactly one is needed."
)
_OTHER = Text("nội dung không phải GeoPackage.", "its content is no GeoPackage.")
_SQLITE = b"SQLite format 3\x00"
_APPLICATION_ID = slice(68, 72)
_APPLICATIONS = frozenset({b"GPKG", b"GP10", b"GP11"})
_HEADER_BYTES = 100
FIXED_DATE = "2000-01-01T00:00:00.000Z"
"""The date written into GeoPackages, so that the same content gives the same bytes."""


def read_geopackage(path: Path) -> RawLayer:
    """Gives the features of a GeoPackage that holds one layer.

    Raises:
        Unreadable: The file is no GeoPackage or holds several layers.
    """
    if not _is_geopackage(path):
        raise Unreadable(Message.of(_OTHER))
    try:
        layers = pyogrio.list_layers(path)
        if len(layers) != 1:
            names = ", ".join(str(name) for name in layers[:, 0])
            raise Unreadable(Message.of(_MANY, count=len(layers), names=names))
        frame = pyogrio.read_dataframe(path, use_arrow=False)
    except (DataSourceError, ValueError, UnicodeDecodeError) as error:
        raise Unreadable(Message.of(_BROKEN, detail=str(error)[:160])) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        frame = gpd.GeoDataFrame(frame, geometry=[None] * len(frame))
    columns = [name for name in frame.columns if name != frame.geometry.name]
    features = tuple(
        RawFeature(
            {name: _plain(value) for name, value in zip(columns, row, strict=True)},
            geometry,
        )
        for row, geometry in zip(
            frame[columns].itertuples(index=False, name=None), frame.geometry, strict=True
        )
    )
    return RawLayer(features, _authority(frame))


def _is_geopackage(path: Path) -> bool:
    """Looks at the file header, because GDAL would open whatever format the content names."""
    with path.open("rb") as stream:
        header = stream.read(_HEADER_BYTES)
    return header.startswith(_SQLITE) and header[_APPLICATION_ID] in _APPLICATIONS


def _plain(value: object) -> object:
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def _authority(frame: gpd.GeoDataFrame) -> str | None:
    if frame.crs is None:
        return None
    code = frame.crs.to_authority()
    return ":".join(code) if code else None


def write_geopackage(layers: Sequence[tuple[str, gpd.GeoDataFrame]]) -> bytes:
    """Gives a GeoPackage with the layers in their order; the same frames give the same bytes."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_DATE})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.gpkg"
            for name, frame in layers:
                pyogrio.write_dataframe(
                    frame,
                    path,
                    layer=name,
                    driver="GPKG",
                    append=path.exists(),
                    geometry_type="Unknown" if len(set(frame.geom_type)) > 1 else None,
                )
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})

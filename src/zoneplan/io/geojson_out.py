"""GeoJSON as RFC 7946 wants it."""

import io

import geopandas as gpd
import pyogrio

DECIMALS = 7
"""Decimals of a degree: 7 keep a boundary within 6 mm."""


def write_geojson(frame: gpd.GeoDataFrame) -> bytes:
    """Gives a frame in WGS 84 as RFC 7946 GeoJSON: right-handed rings, no ``crs`` member, 7 decimals."""
    stream = io.BytesIO()
    pyogrio.write_dataframe(
        frame,
        stream,
        driver="GeoJSON",
        RFC7946="YES",
        COORDINATE_PRECISION=str(DECIMALS),
        WRITE_NAME="NO",
        promote_to_multi=False,
    )
    return stream.getvalue()

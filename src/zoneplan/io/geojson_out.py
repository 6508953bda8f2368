"""GeoJSON as RFC 7946 wants it."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

DECIMALS = 7
"""Decimals of a degree: 7 keep a boundary within 6 mm."""


def write_geojson(frame: "GeoDataFrame", name: str = "", decimals: int = DECIMALS) -> bytes:
    """Gives a frame in WGS 84 as RFC 7946 GeoJSON: right-handed rings, no ``crs`` member.

    Args:
        frame: The features; one without geometry stays one with ``null``.
        name: The member ``name`` of the collection; without it there is none.
        decimals: Decimals of a degree.
    """
    import pyogrio  # noqa: PLC0415 - heavy, and those who only look for places need no file

    stream = io.BytesIO()
    pyogrio.write_dataframe(
        frame,
        stream,
        layer=name or None,
        driver="GeoJSON",
        geometry_type="Unknown" if frame.geometry.isna().all() else None,
        RFC7946="YES",
        COORDINATE_PRECISION=str(decimals),
        WRITE_NAME="YES" if name else "NO",
        promote_to_multi=False,
    )
    return stream.getvalue()

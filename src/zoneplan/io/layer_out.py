"""A layer of a plan as a file that can be read again as it is: GeoPackage, in the plan's grid, exact numbers."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from zoneplan.io.geopackage import write_geopackage
from zoneplan.plan.kind import Form
from zoneplan.plan.layer import Feature, Layer, Value
from zoneplan.text import slug

_DTYPES = {Form.NUMBER: "Float64", Form.INTEGER: "Int64"}


def layer_bytes(layer: Layer, crs: str, unread: Mapping[tuple[str, str], str]) -> bytes:
    """Gives a layer as a GeoPackage with the fields that it uses.

    Args:
        layer: The layer.
        crs: The plan's grid.
        unread: By feature and field, texts that were no numbers; they are written as they stood, and their
            column becomes one of text, so that no fault vanishes.
    """
    columns: dict[str, pd.Series] = {}
    for field in layer.kind.fields:
        values = [unread.get((f.id, field.id), _value(f, field.id)) for f in layer.features]
        if any(value is not None for value in values):
            texts = any((f.id, field.id) in unread for f in layer.features)
            dtype = "string" if texts else _DTYPES.get(field.form, "string")
            columns[field.id] = pd.Series([_text(v) for v in values] if texts else values, dtype=dtype)
    frame = gpd.GeoDataFrame(columns, geometry=list(layer.geometries), crs=crs)
    return write_geopackage([(slug(layer.id), frame)])


def _value(feature: Feature, field: str) -> Value:
    return feature.values.get(field)  # noqa: PD011 - fields of a feature, no table


def _text(value: Value) -> str | None:
    return None if value is None else str(value)

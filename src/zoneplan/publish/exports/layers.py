"""The layers of a plan as files: GeoJSON in degrees, GeoPackage in the plan's grid."""

import geopandas as gpd
import pandas as pd

from zoneplan.geo.crs import WGS84
from zoneplan.io.geojson_out import write_geojson
from zoneplan.io.geopackage import write_geopackage
from zoneplan.plan.kind import Form
from zoneplan.plan.layer import Layer
from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.exports.columns import NOTE, columns_of, rows_of
from zoneplan.publish.exports.findings import findings_frame, findings_id, findings_model
from zoneplan.text import slug

_DTYPES = {Form.NUMBER: "Float64", Form.INTEGER: "Int64"}


def _frame(dossier: Dossier, layer: Layer, *, degrees: bool) -> gpd.GeoDataFrame:
    columns = columns_of(layer.kind)
    dtypes = {field.id: _DTYPES.get(field.form, "string") for field in columns.fields}
    dtypes |= {spec.id: "Float64" for spec in columns.metrics}
    dtypes |= {NOTE: "string"} if columns.metrics else {}
    table = pd.DataFrame(rows_of(dossier, layer), columns=list(columns.names)).astype(dtypes)
    shapes = layer.lonlats if degrees else layer.geometries
    return gpd.GeoDataFrame(table, geometry=list(shapes), crs=WGS84 if degrees else dossier.plan.crs)


def _model(dossier: Dossier, layer: Layer) -> object:
    shapes = [feature.lonlat.wkt for feature in layer.features]
    return [layer.id, dossier.plan.crs, rows_of(dossier, layer), shapes]


def geojson(dossier: Dossier, layer: Layer) -> Artefact:
    """Gives the RFC 7946 file of one layer."""
    return Artefact(
        f"exports/{layer.id}.geojson",
        _model(dossier, layer),
        lambda: write_geojson(_frame(dossier, layer, degrees=True)),
    )


def geopackage(dossier: Dossier) -> Artefact:
    """Gives the GeoPackage of all layers and of the findings, in the plan's grid."""
    layers = tuple(dossier.plan.layers.values())
    return Artefact(
        f"exports/{slug(dossier.plan.id)}.gpkg",
        [*(_model(dossier, layer) for layer in layers), findings_model(dossier)],
        lambda: write_geopackage(
            [
                *((layer.id, _frame(dossier, layer, degrees=False)) for layer in layers),
                (findings_id(dossier.plan), findings_frame(dossier)),
            ]
        ),
    )

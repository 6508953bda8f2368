"""Layers and results for QGIS and others."""

from zoneplan.publish.dossier import Artefact, Dossier

__all__ = ["artefacts"]


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives one GeoJSON a layer and one of the findings, a GeoPackage of them all, density surfaces and the data dictionary."""
    from zoneplan.publish.exports.dictionary import dictionary  # noqa: PLC0415 - heavy, only when exporting
    from zoneplan.publish.exports.findings import findings_geojson  # noqa: PLC0415
    from zoneplan.publish.exports.layers import geojson, geopackage  # noqa: PLC0415
    from zoneplan.publish.exports.surfaces import surface_files  # noqa: PLC0415

    layers = dossier.plan.layers.values()
    return (
        *(geojson(dossier, layer) for layer in layers),
        findings_geojson(dossier),
        geopackage(dossier),
        *surface_files(dossier),
        dictionary(dossier),
    )

"""Findings as a layer: each with its evidence, for looking at them in QGIS."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from zoneplan.geo.crs import WGS84
from zoneplan.io.evidence_file import EVIDENCE_NAME
from zoneplan.io.geojson_out import write_geojson
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.evidence import EVIDENCE_COLUMNS, Located, Row, evidence_row, locate

_NAMES = [column.id for column in EVIDENCE_COLUMNS]


def findings_id(plan: Plan) -> str:
    """Gives the name of the layer of findings; another one where the plan has a layer of that name."""
    return EVIDENCE_NAME if "findings" in map(str.lower, plan.layers) else "findings"


def findings_frame(dossier: Dossier) -> gpd.GeoDataFrame:
    """Gives the findings with their places in the plan's grid; those without a place have no geometry."""
    located = locate(dossier.plan, dossier.findings)
    return _frame(
        _rows(located, dossier.plan.regulations.thresholds), [at.grid for at in located], dossier.plan.crs
    )


def findings_model(dossier: Dossier) -> object:
    """Gives everything that the files of the findings are made from."""
    located = locate(dossier.plan, dossier.findings)
    shapes = [at.grid.wkt if at.grid else None for at in located]
    return [
        findings_id(dossier.plan),
        dossier.plan.crs,
        _rows(located, dossier.plan.regulations.thresholds),
        shapes,
    ]


def findings_geojson(dossier: Dossier) -> Artefact:
    """Gives the RFC 7946 file of the findings."""
    return Artefact(
        f"exports/{findings_id(dossier.plan)}.geojson",
        findings_model(dossier),
        lambda: evidence_geojson(locate(dossier.plan, dossier.findings), dossier.plan),
    )


def evidence_geojson(located: Sequence[Located], plan: Plan | None) -> bytes:
    """Gives findings as RFC 7946 GeoJSON, in degrees; those without a place have a null geometry.

    Args:
        located: The findings with their places, errors among them.
        plan: The plan, as far as it could be read; its regulations name the legal sources.
    """
    rows = _rows(located, plan.regulations.thresholds if plan else None)
    return write_geojson(_frame(rows, [at.lonlat for at in located], WGS84), EVIDENCE_NAME)


def _rows(located: Sequence[Located], thresholds: Mapping[str, Threshold] | None) -> list[Row]:
    return [evidence_row(at, thresholds) for at in located]


def _frame(rows: list[Row], shapes: Sequence[object], crs: str) -> gpd.GeoDataFrame:
    table = pd.DataFrame(rows, columns=_NAMES).astype("string")
    return gpd.GeoDataFrame(table, geometry=list(shapes), crs=crs)

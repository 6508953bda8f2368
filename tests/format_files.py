"""Small files of every format, and what a layer of the configuration makes of them."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from support import GRID, square
from zoneplan.io.formats.read import read_file
from zoneplan.io.formats.source import located
from zoneplan.io.raw import RawLayer
from zoneplan.plan.config import LayerTable, Limits
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import KINDS
from zoneplan.text import render

NAMES = ["Tằng Loỏng", "Đông Phố Mới", "Khu “C”"]
SIDES = {".shp": (".shp", ".shx", ".dbf", ".prj", ".cpg"), ".tab": (".tab", ".dat", ".map", ".id")}
DRIVERS = {
    ".shp": "ESRI Shapefile",
    ".gpkg": "GPKG",
    ".gdb": "OpenFileGDB",
    ".tab": "MapInfo File",
    ".mif": "MapInfo File",
    ".dxf": "DXF",
    ".kml": "LIBKML",
    ".fgb": "FlatGeobuf",
}


def zones() -> gpd.GeoDataFrame:
    """Gives three zones in the grid with a text, a number and a whole number each."""
    return gpd.GeoDataFrame(
        {
            "id": ["KCN_1", "KCN_2", "KCN_3"],
            "ten": NAMES,
            "ha": [100.5, 25.25, 9.0],
            "nam": np.array([2003, 2011, 2024], dtype=np.int32),
        },
        geometry=[square(), square(3000, 0, 500), square(0, 3000, 300)],
        crs=GRID,
    )


def write(folder: Path, suffix: str, frame: gpd.GeoDataFrame | None = None, stem: str = "zones") -> Path:
    """Writes zones in the format of a suffix and gives the path."""
    frame = zones() if frame is None else frame
    path = folder / f"{stem}{suffix}"
    if suffix in {".parquet", ".geoparquet"}:
        frame.to_parquet(path)
        return path
    if suffix == ".dxf":
        frame = frame[["geometry"]]
    if suffix == ".kml":
        frame = frame.to_crs("EPSG:4326")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path, driver=DRIVERS[suffix])
    return path


def zipped(path: Path, *files: Path, base: Path | None = None) -> Path:
    """Packs files, folders with all that is in them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            for inner in sorted(file.rglob("*")) if file.is_dir() else [file]:
                archive.write(inner, inner.relative_to(base or file.parent))
    return path


def read(
    folder: Path, name: str, kind: str = "industrial_zones", limits: Limits | None = None, **table: Any
) -> tuple[RawLayer | None, list[Finding]]:
    """Reads a file of a folder as a layer of the configuration would."""
    entry = LayerTable(kind=kind, path=name, name_vi="x", **table)
    source = located(folder, entry, "zones", limits or Limits())
    return (None, [source]) if isinstance(source, Finding) else read_file(source, KINDS[kind])


def layer(folder: Path, name: str, kind: str = "industrial_zones", **table: Any) -> RawLayer:
    """Reads a file that must be readable."""
    raw, findings = read(folder, name, kind, **table)
    assert raw is not None, [told(f) for f in findings]
    assert findings == []
    return raw


def fault(folder: Path, name: str, kind: str = "industrial_zones", **table: Any) -> Finding:
    """Reads a file that must be refused with one finding."""
    raw, findings = read(folder, name, kind, **table)
    assert raw is None
    (finding,) = findings
    return finding


def told(finding: Finding) -> str:
    """Gives the English message, after proving that there is a Vietnamese one."""
    assert render(finding.message, "vi")
    return render(finding.message, "en")


def notes(raw: RawLayer) -> str:
    """Gives what was tolerated, in English."""
    return "; ".join(render(note, "en") for note in raw.tolerated)


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Proves that nothing of a folder is written, made or removed."""

    def seen() -> dict[str, bytes | None]:
        return {
            str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")
        }

    before = seen()
    yield
    assert seen() == before


def boxes(raw: RawLayer) -> list[tuple[float, ...]]:
    """Gives the bounds of each geometry, rounded to centimetres."""
    return [tuple(round(v, 2) for v in shapely.bounds(g).tolist()) for g in raw.geometries]

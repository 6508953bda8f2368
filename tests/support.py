"""Small plans for tests: one clean plan written out by hand, changed in a line or two by each test.

A ``Draft`` becomes a plan in memory (``plan()``) or a folder of files (``write()``, ``load()``). Its shapes
are squares in the metric grid of Lào Cai, so that every area can be told by hand.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from zoneplan.io.load import Loaded, load
from zoneplan.io.packaged import packaged_indicators, packaged_regulations
from zoneplan.metrics import METRICS, Measure, Subject, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.plan.indicators import indicators_from
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature, Layer
from zoneplan.plan.ledger import Figure, Ledger, Source
from zoneplan.plan.period import begun, parse_period
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Regulations, overridden
from zoneplan.text import Text

GRID = "EPSG:9208"
GRID_URN = "urn:ogc:def:crs:EPSG::9208"
EAST, NORTH = 436_000.0, 2_466_000.0
"""A point near Tằng Loỏng from which the coordinates of the small plans are counted, in metres of the grid."""

TO_DEGREES = Transformer.from_crs(GRID, "OGC:CRS84", always_xy=True, only_best=True, allow_ballpark=False)

LEDGER_HEADER = (
    "subject",
    "indicator",
    "value",
    "unit",
    "as_of",
    "source",
    "confidence",
    "preferred",
    "note",
)
SOURCE_HEADER = ("source", "title", "publisher", "date", "url", "note")


def square(east: float = 0.0, north: float = 0.0, side: float = 1000.0) -> shapely.Polygon:
    """Gives a square in the grid; a side of 1,000 m makes 100 ha."""
    return shapely.box(EAST + east, NORTH + north, EAST + east + side, NORTH + north + side)


def point(east: float = 0.0, north: float = 0.0) -> shapely.Point:
    """Gives a point in the grid."""
    return shapely.Point(EAST + east, NORTH + north)


def degrees(geometry: Any, transformer: Transformer = TO_DEGREES) -> Any:
    """Gives a geometry in longitude and latitude by a transformer of the test's own."""

    def moved(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return shapely.transform(geometry, moved)


@dataclass
class Shape:
    """A feature to be: its fields and its geometry in the grid."""

    props: dict[str, Any]
    geometry: Any


@dataclass
class Row:
    """A row of the ledger to be; values stand as they are written in the file."""

    subject: str
    indicator: str
    value: float | str
    as_of: str = "2025"
    unit: str = ""
    source: str = "S1"
    confidence: str = "published"
    preferred: str = ""
    note: str = ""

    def cells(self) -> list[str]:
        """Gives the cells in the order of the header."""
        unit = self.unit or packaged_indicators()[self.indicator].unit
        return [
            self.subject,
            self.indicator,
            str(self.value),
            unit,
            self.as_of,
            self.source,
            self.confidence,
            self.preferred,
            self.note,
        ]

    def figure(self, line: int) -> Figure:
        """Gives the figure that stands on a line."""
        cells = self.cells()
        sources = tuple(s for s in self.source.split(";") if s)
        return Figure(
            line=line,
            subject=self.subject,
            indicator=self.indicator,
            printed=float(self.value),
            unit=cells[3],
            as_of=parse_period(self.as_of),
            sources=sources,
            confidence=self.confidence,
            preferred=self.preferred == "yes",
            note=self.note,
        )


def zone(zone_id: str, geometry: Any, **props: Any) -> Shape:
    """Gives an existing KCN with everything a zone must have, unless said otherwise."""
    areal = geometry.geom_type in {"Polygon", "MultiPolygon"}
    base = {
        "id": zone_id,
        "name_vi": f"Khu {zone_id}",
        "name_en": f"Zone {zone_id}",
        "commune": "Xã X",
        "position": "outline" if areal else "marker",
        "uncertainty_m": 10 if areal else 500,
        "source": "S1",
        "category": "KCN",
        "stage": "existing",
        "decision": "1/QĐ-UBND",
    }
    return Shape(base | props, geometry)


def place(place_id: str, geometry: Any, **props: Any) -> Shape:
    """Gives a feature with the common fields only."""
    base = {
        "id": place_id,
        "name_vi": f"Nơi {place_id}",
        "position": "marker",
        "uncertainty_m": 1000,
        "source": "S1",
    }
    return Shape(base | props, geometry)


def _config() -> dict[str, Any]:
    def layer(kind: str, name: str) -> dict[str, str]:
        return {"kind": kind, "path": f"layers/{name}.geojson", "crs": GRID, "name_vi": name, "name_en": name}

    return {
        "plan": {
            "id": "TEST",
            "name_vi": "Quy hoạch thử",
            "name_en": "Test plan",
            "crs": GRID,
            "as_of": "2026-01-31",
            "extent": [103.3, 21.7, 104.9, 23.0],
        },
        "layers": {
            "zones": layer("industrial_zones", "zones"),
            "relocations": layer("relocation_areas", "relocations"),
            "hydropower": layer("hydropower_sites", "hydropower"),
            "communes": layer("communes", "communes"),
        },
        "ledger": {"indicators": "layers/indicators.csv", "sources": "layers/sources.csv"},
        "groups": {
            "KCN": {"name_vi": "Khu công nghiệp", "name_en": "Zones", "category": "KCN"},
            "CCN": {"name_vi": "Cụm công nghiệp", "name_en": "Clusters", "category": "CCN"},
        },
    }


def _layers() -> dict[str, list[Shape]]:
    return {
        "zones": [
            zone("KCN_A", square()),
            zone("KCN_B", point(5000, 0), commune="Xã Y"),
            zone("CCN_C", point(0, 5000), category="CCN"),
            zone("KCN_D", point(9000, 0), stage="2021-2030", decision=None),
        ],
        "relocations": [
            place("RL_1", point(500, 500), role="origin", cause="industrial_zone", serves="KCN_A"),
            place("RL_2", point(3000, 0), role="destination", cause="disaster"),
        ],
        "hydropower": [
            place("HP_1", point(0, 8000), status="operating", commune="Xã X"),
            place("HP_2", point(0, 9000), status="operating", commune="Xã X; Xã Y"),
            place("HP_3", point(0, 10000), status="planned", stage="2021-2030", commune="Xã Y"),
            place("HP_4", point(0, 11000), status="planned", stage="after-2030", commune="Xã Y"),
        ],
        "communes": [
            place("C_X", point(200, 200), name_vi="Xã X", position="commune_centroid", uncertainty_m=20_000),
            place("C_Y", point(8000, 200), name_vi="Xã Y", position="commune_centroid", uncertainty_m=20_000),
        ],
    }


def _rows() -> list[Row]:
    return [
        Row("TEST", "area_km2", 400),
        Row("TEST", "population", 60_000),
        Row("TEST", "industrial_output_bn_vnd", 900),
        Row("TEST", "industrial_output_target_bn_vnd", 1200),
        Row("C_X", "area_km2", 80),
        Row("C_X", "population", 12_000),
        Row("C_Y", "area_km2", 50),
        Row("KCN_A", "area_declared_ha", 100),
        Row("KCN_A", "industrial_land_ha", 80),
        Row("KCN_A", "leased_land_ha", 60),
        Row("KCN_A", "industrial_output_bn_vnd", 400),
        Row("KCN_A", "workers", 1600),
        Row("KCN_A", "capital_registered_bn_vnd", 800),
        Row("KCN_A", "tax_bn_vnd", 40),
        Row("KCN_A", "households_moved", 30),
        Row("KCN_A", "households_remaining", 10),
        Row("KCN_B", "area_declared_ha", 50),
        Row("KCN_B", "industrial_land_ha", 40),
        Row("KCN_B", "leased_land_ha", 12),
        Row("KCN_B", "industrial_output_bn_vnd", 80),
        Row("KCN_B", "workers", 200),
        Row("KCN_B", "capital_registered_bn_vnd", 100),
        Row("KCN_B", "tax_bn_vnd", 8),
        Row("CCN_C", "area_declared_ha", 20),
        Row("CCN_C", "industrial_land_ha", 16),
        Row("CCN_C", "occupancy_pct", 25),
        Row("KCN_D", "planned_area_2030_ha", 200),
        Row("KCN_D", "planned_area_after_2030_ha", 300),
        Row("RL_1", "households_to_move", 10),
        Row("HP_1", "installed_mw", 10),
        Row("HP_2", "installed_mw", 6),
        Row("HP_3", "installed_mw", 4),
        Row("HP_4", "installed_mw", 5),
    ]


def _regulations(config: Config) -> Regulations:
    packaged = packaged_regulations()
    own = {key: overridden(packaged.thresholds[key], row) for key, row in config.regulations.items()}
    return replace(packaged, thresholds=dict(packaged.thresholds) | own)


@dataclass
class Draft:
    """A clean little plan to change before it is looked at."""

    folder: Path = Path()
    config: dict[str, Any] = field(default_factory=_config)
    layers: dict[str, list[Shape]] = field(default_factory=_layers)
    rows: list[Row] = field(default_factory=_rows)
    sources: list[list[str]] = field(
        default_factory=lambda: [["S1", "Báo cáo", "Sở", "2025", "https://example.org", ""]]
    )

    def set(self, feature_id: str, geometry: Any = None, **props: Any) -> "Draft":
        """Changes a feature's fields, and its geometry where one is given."""
        shape = self.shape(feature_id)
        shape.props.update(props)
        if geometry is not None:
            shape.geometry = geometry
        return self

    def shape(self, feature_id: str) -> Shape:
        """Gives the feature of an id."""
        return next(s for shapes in self.layers.values() for s in shapes if s.props["id"] == feature_id)

    def add(self, *shapes: Shape, layer: str = "zones") -> "Draft":
        """Adds features to a layer."""
        self.layers[layer] += shapes
        return self

    def row(
        self, subject: str, indicator: str, value: float | str, as_of: str = "2025", **cells: str
    ) -> "Draft":
        """Adds a row to the ledger."""
        self.rows.append(Row(subject, indicator, value, as_of, **cells))
        return self

    def drop(self, subject: str, *indicators: str) -> "Draft":
        """Takes rows of a subject out of the ledger; without indicators all of them."""
        self.rows = [
            r for r in self.rows if r.subject != subject or (indicators and r.indicator not in indicators)
        ]
        return self

    def value(self, subject: str, indicator: str, value: float | str, note: str = "") -> "Draft":
        """Puts another value into the rows of a subject and an indicator."""
        changed = [r for r in self.rows if (r.subject, r.indicator) == (subject, indicator)]
        assert changed
        for row in changed:
            row.value, row.note = value, note
        return self

    def plan(self) -> Plan:
        """Gives the plan without any file."""
        config = Config.model_validate(self.config)
        layers = {key: self._layer(key, config) for key in config.layers}
        figures = tuple(row.figure(line) for line, row in enumerate(self.rows, start=2))
        own = {key: table.model_dump() for key, table in config.indicators.items()}
        indicators = packaged_indicators() | indicators_from(own)
        sources = {cells[0]: Source(*cells) for cells in self.sources}
        published = {key: day for key, source in sources.items() if (day := begun(source.date)) is not None}
        ledger = Ledger(figures, indicators, published)
        return Plan(config, layers, ledger, sources, _regulations(config))

    def _layer(self, key: str, config: Config) -> Layer:
        kind = KINDS[config.layers[key].kind]
        features = tuple(
            Feature(
                key, kind.id, {f.id: s.props.get(f.id) for f in kind.fields}, s.geometry, degrees(s.geometry)
            )
            for s in self.layers[key]
        )
        return Layer(key, kind, Text(key, key), config.layers[key].path, features)

    def view(self, on: date | None = None) -> View:
        """Gives the plan as measures see it, on a date or on its own."""
        return View(self.plan(), on)

    def measure(self, metric: str, subject: str, on: date | None = None) -> Measure:
        """Gives one measure of one subject."""
        view = self.view(on)
        return evaluate(view, metric, subject_of(view, metric, subject))

    def write(self) -> Path:
        """Writes the folder."""
        (self.folder / "layers").mkdir(exist_ok=True)
        for key, shapes in self.layers.items():
            self.write_json(f"layers/{key}.geojson", collection(shapes))
        self.write_rows("layers/indicators.csv", [LEDGER_HEADER, *(r.cells() for r in self.rows)])
        self.write_rows("layers/sources.csv", [SOURCE_HEADER, *self.sources])
        self.write_config()
        return self.folder

    def write_config(self) -> None:
        """Writes ``zoneplan.toml`` alone."""
        self.write_text("zoneplan.toml", toml(self.config))

    def write_json(self, name: str, content: Any) -> None:
        """Writes a file of JSON below the folder."""
        self.write_text(name, json.dumps(content, ensure_ascii=False))

    def write_rows(self, name: str, rows: Any) -> None:
        """Writes a table below the folder."""
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(rows)
        self.write_text(name, stream.getvalue())

    def write_text(self, name: str, text: str) -> None:
        """Writes a text below the folder."""
        (self.folder / name).write_bytes(text.encode())

    def load(self) -> Loaded:
        """Reads the folder as it stands."""
        return load(self.folder)

    def findings(self) -> tuple[Finding, ...]:
        """Gives what reading the folder as it stands finds."""
        return self.load().findings


def subject_of(view: View, metric: str, subject: str) -> Subject:
    """Gives the subject of an id that a measure applies to; an id may be that of a zone and its area."""
    return next(s for s in view.subjects if s.id == subject and s.role in METRICS[metric][0].roles)


def collection(shapes: list[Shape], crs: str | None = GRID_URN) -> dict[str, Any]:
    """Gives a GeoJSON collection that names its coordinate system the way QGIS does."""
    features = [
        {
            "type": "Feature",
            "properties": s.props,
            "geometry": None if s.geometry is None else json.loads(shapely.to_geojson(s.geometry)),
        }
        for s in shapes
    ]
    member = {"type": "name", "properties": {"name": crs}} if crs else None
    return {"type": "FeatureCollection", "crs": member, "features": features}


def toml(table: Mapping[str, Any], prefix: str = "") -> str:
    """Gives a table in TOML; of JSON's strings, numbers and lists it is a superset."""
    plain = {k: v for k, v in table.items() if not isinstance(v, dict)}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in plain.items()]
    text = "\n".join([*([f"[{prefix}]"] if prefix else []), *lines, ""])
    inner = ((k, v) for k, v in table.items() if isinstance(v, dict))
    return text + "".join(toml(value, f"{prefix}.{key}" if prefix else key) for key, value in inner)

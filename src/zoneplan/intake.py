"""From a table of corners to a layer: read, shaped, placed, reported, and only then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
import tomlkit
from numpy.typing import NDArray

from zoneplan.corners.communes import Commune, Stated, stated_in
from zoneplan.corners.entries import given_fields, ids_of, ledger_row, missing_fields, only_one
from zoneplan.corners.judge import area_gap, judged
from zoneplan.corners.numbers import Mark
from zoneplan.corners.propose import NOTHING_ASKED, Asked, Ground, Verdict, decide
from zoneplan.corners.report import SITE_COLUMNS, Entry, site_record
from zoneplan.corners.rules import COMMUNE_UNPLACED, FEATURE_KNOWN, NAME_MISSING, OLD_FONT, ROW_WIDE
from zoneplan.corners.shape import shape_sites
from zoneplan.corners.sites import NO_TABLES, Site, Tables
from zoneplan.corners.table import read_tables
from zoneplan.errors import UsageError
from zoneplan.geo.areas import planar_ha
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import Position, is_areal
from zoneplan.io.atomic import write_all
from zoneplan.io.cells import read_cells, text_cells
from zoneplan.io.config_file import CONFIG_NAME
from zoneplan.io.geojson_out import write_geojson
from zoneplan.io.geopackage import write_geopackage
from zoneplan.io.load import load
from zoneplan.io.paths import inside_folder
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_UNREADABLE
from zoneplan.plan.cells import Sheet
from zoneplan.plan.finding import Finding, in_order
from zoneplan.plan.kinds import KINDS, POLYGON, LayerKind
from zoneplan.plan.layer import Value
from zoneplan.plan.plan import Plan
from zoneplan.publish.tables import csv_bytes
from zoneplan.text import Language, Message, Text, fold, render, slug
from zoneplan.text.legacy import ENCODING_NAMES, recognise

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 9
"""Decimals of a degree in an imported layer: they keep a corner within 0.1 mm."""
STANDARD_INPUT = "-"
_ACCURACY_M = 1.0
"""Metres that corners of a decision may be off: the accuracy of the lawful transformation (EPSG:6960)."""
_USUAL_RADIUS_M = 6_000.0
_FONT_SURE = 99

_NO_PLAN = Text(
    "{folder} không có zoneplan.toml. Cho biết thư mục quy hoạch bằng --folder, hoặc tạo mới: zoneplan init THU_MUC.",
    "{folder} has no zoneplan.toml. Name the plan's folder with --folder, or make one: zoneplan init FOLDER.",
)
_NO_KIND = Text(
    "Không có loại lớp “{kind}”; chọn một trong: {known}.",
    "There is no layer kind “{kind}”; choose one of: {known}.",
)
_POINTS = Text(
    "Loại lớp {kind} chỉ nhận điểm, không nhận ranh giới.", "The kind {kind} takes points, not outlines."
)
_NO_SOURCE = Text(
    "Nguồn “{source}” không có trong {path}. Thêm một dòng cho văn bản đó rồi chạy lại. Đã có: {known}.",
    "There is no source “{source}” in {path}. Add a row for that document and run again. There are: {known}.",
)
_OUT = Text(
    "--out phải là tệp .geojson hoặc .gpkg nằm trong thư mục quy hoạch, không phải “{path}”.",
    "--out must be a .geojson or .gpkg file in the plan's folder, not “{path}”.",
)
_EXISTS = Text(
    "{path} đã có; không ghi đè. Dùng --out tên khác, hoặc --force để ghi đè.",
    "{path} exists and was not overwritten. Use --out with another name, or --force to overwrite it.",
)
_LAYER = Text("Ranh giới nhập từ {name}", "Outlines imported from {name}")


@dataclass(frozen=True)
class Wanted:
    """What the user asks of an import."""

    path: str
    kind: str = "industrial_zones"
    asked: Asked = NOTHING_ASKED
    decimal: Mark | None = None
    encoding: str | None = None
    separate: bool = False
    name: str | None = None
    id: str | None = None
    commune: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    out: str | None = None
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of an import; ``missing`` says which fields are needed before anything is written."""

    findings: tuple[Finding, ...]
    tables: Tables = NO_TABLES
    verdict: Verdict | None = None
    ground: Ground | None = None
    entries: tuple[Entry, ...] = ()
    missing: Message | None = None
    written: tuple[str, ...] = ()
    path: str = ""
    layer: str = ""
    snippet: str = ""
    ledger: tuple[Mapping[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether errors kept it from being written."""
        return any(finding.is_error for finding in self.findings)


def bring_in(folder: Path, wanted: Wanted, language: Language, data: bytes | None = None) -> Outcome:
    """Reads a table of corners and, where nothing stands against it, writes it as a layer of the plan.

    Args:
        folder: The plan's folder.
        wanted: What the user asks.
        language: The language of the report that is written beside the layer.
        data: The text itself, where it does not come from a file.

    Raises:
        UsageError: Something that was asked for does not exist or cannot be.
        FileError: A file could not be written.
    """
    kind = _kind(wanted.kind)
    given = given_fields(kind, wanted.fields)
    path = _target(folder, wanted)
    wanted = replace(wanted, out=path)
    if not (folder / CONFIG_NAME).is_file():
        raise UsageError(_NO_PLAN, folder=str(folder))
    loaded = load(folder, lenient=True)
    if loaded.plan is None:
        return Outcome(loaded.findings)
    plan = loaded.plan
    _known_sources(plan, given)
    sheets = _sheets(wanted, plan, data)
    if isinstance(sheets, Finding):
        return Outcome((sheets,))
    outcome = _placed(sheets, wanted, plan)
    if outcome.failed or outcome.verdict is None:
        return outcome
    return _finished(folder, outcome, wanted, plan, kind, given, path, language)


def _kind(name: str) -> LayerKind:
    kind = KINDS.get(name)
    if kind is None:
        raise UsageError(_NO_KIND, kind=name, known=list(KINDS))
    if not kind.geometry & POLYGON:
        raise UsageError(_POINTS, kind=name)
    return kind


def _target(folder: Path, wanted: Wanted) -> str:
    """Gives the path of the layer within the plan's folder."""
    stem = "corners" if wanted.path == STANDARD_INPUT else Path(wanted.path).stem
    out = wanted.out or f"layers/{slug(stem)}.geojson"
    real = inside_folder(folder, out)
    if real is None or real.suffix.lower() not in {".geojson", ".gpkg"} or real.is_dir():
        raise UsageError(_OUT, path=out)
    return str(PurePosixPath(out))


def _known_sources(plan: Plan, given: Mapping[str, Value]) -> None:
    for source in str(given.get("source") or "").split(";"):
        if source.strip() and source.strip() not in plan.sources:
            raise UsageError(
                _NO_SOURCE,
                source=source.strip(),
                path=plan.config.ledger.sources,
                known=list(plan.sources)[:20],
            )


def _sheets(wanted: Wanted, plan: Plan, data: bytes | None) -> tuple[Sheet, ...] | Finding:
    name = wanted.path
    try:
        if data is not None:
            return text_cells(data, plan.config.limits, wanted.encoding)
        return read_cells(wanted.path, plan.config.limits, wanted.encoding)
    except Unreadable as error:
        return FILE_UNREADABLE.found(path=name, problem=error.problem)
    except Refused as refusal:
        return replace(refusal.rule.found(), params={"path": name, **refusal.params})
    except OSError as error:
        return FILE_UNREADABLE.found(path=name, problem=error.strerror or "")


def _placed(sheets: Sequence[Sheet], wanted: Wanted, plan: Plan) -> Outcome:
    """Gives the sites with their shapes and the reading of their grid."""
    tables = read_tables(sheets, separate=wanted.separate)
    findings = [*_old_font(sheets, wanted), *tables.findings]
    if not tables.sites or any(f.rule is ROW_WIDE for f in findings):
        return Outcome(in_order(findings), tables)
    is_whole = not any(finding.is_error for finding in tables.findings)
    shaped = shape_sites(tables.sites, wanted.decimal, is_whole=is_whole)
    sites, more = _with_names(shaped.sites, wanted)
    findings += [*shaped.findings, *more]
    if not sites or any(f.is_error for f in findings):
        return Outcome(in_order(findings), tables)
    ground = Ground(plan.crs, plan.config.plan.extent, _communes(plan))
    stated = [_stated(site, wanted, ground) for site in sites]
    if wanted.commune and ground.communes and not stated[0].communes:
        findings.append(COMMUNE_UNPLACED.found(name=wanted.commune))
    verdict = decide(sites, stated, tables.grid, wanted.asked, ground)
    findings += judged(verdict, tables, sites, stated, wanted.asked.code)
    entries = _entries(sites, stated, verdict, wanted, plan) if verdict.winner else ()
    return Outcome(in_order(findings), tables, verdict, ground, entries)


def _old_font(sheets: Sequence[Sheet], wanted: Wanted) -> list[Finding]:
    guess = None if wanted.encoding else recognise(c.text for s in sheets for r in s.rows for c in r.cells)
    if guess is None:
        return []
    return [
        OLD_FONT.found(
            encoding=ENCODING_NAMES[guess.encoding],
            value=guess.encoding.value,
            before=guess.before[:60],
            after=guess.after[:60],
            confidence=min(int(100 * guess.confidence), _FONT_SURE),
        )
    ]


def _with_names(sites: Sequence[Site], wanted: Wanted) -> tuple[tuple[Site, ...], list[Finding]]:
    """Gives the sites, each with a name: that of the table, of the user, or for want of one of the file."""
    if wanted.name is not None:
        only_one([site.name or "–" for site in sites])
        return tuple(replace(site, name=wanted.name) for site in sites), []
    unnamed = sum(not site.name for site in sites)
    stem = "corners" if wanted.path == STANDARD_INPUT else Path(wanted.path).stem
    named, findings, number = [], [], 0
    for site in sites:
        if site.name:
            named.append(site)
            continue
        number += 1
        name = f"{stem} {number}" if unnamed > 1 else stem
        named.append(replace(site, name=name))
        findings.append(NAME_MISSING.found(name=name))
    return tuple(named), findings


def _communes(plan: Plan) -> tuple[Commune, ...]:
    found = []
    for feature in plan.of_kind("communes"):
        former = tuple(
            part.split("(")[0].strip() for part in feature.text("former_units").replace(";", ",").split(",")
        )
        radius = 0.0 if is_areal(feature.lonlat) else feature.uncertainty_m or _USUAL_RADIUS_M
        outline = shapely.make_valid(feature.lonlat)
        found.append(Commune(feature.text("name_vi"), tuple(f for f in former if f), outline, radius))
    return tuple(found)


def _stated(site: Site, wanted: Wanted, ground: Ground) -> Stated:
    if wanted.commune:
        return stated_in([part.strip() for part in wanted.commune.split(";")], ground.communes)
    return stated_in((site.name, *site.words), ground.communes)


def _entries(
    sites: Sequence[Site], stated: Sequence[Stated], verdict: Verdict, wanted: Wanted, plan: Plan
) -> tuple[Entry, ...]:
    """Gives each site with its id and what it measures in the plan's grid."""
    replaced = {f.id for f in plan.features if plan.config.layers[f.layer].path == wanted.out}
    ids = ids_of([site.name for site in sites], wanted.id, set(plan.subjects) - replaced)
    areas = planar_ha(_grid_shapes(verdict, plan))
    return tuple(
        Entry(
            site_id,
            site.name,
            "; ".join(c.name for c in said.now),
            "; ".join(dict.fromkeys(name for name, _ in said.former)),
            site,
            float(area),
        )
        for site_id, site, said, area in zip(ids, sites, stated, areas.tolist(), strict=True)
    )


def _grid_shapes(verdict: Verdict, plan: Plan) -> NDArray[np.object_]:
    """Gives the shapes in the plan's grid."""
    lonlats = verdict.winner.lonlats if verdict.winner else ()
    shapes = np.empty(len(lonlats), dtype=object)
    shapes[:] = lonlats
    return reproject(shapes, WGS84, plan.crs)


def _finished(  # noqa: PLR0913, PLR0917 - everything a layer is made of
    folder: Path,
    outcome: Outcome,
    wanted: Wanted,
    plan: Plan,
    kind: LayerKind,
    given: Mapping[str, Value],
    path: str,
    language: Language,
) -> Outcome:
    """Adds what is to be written and, unless something is missing or only a trial is asked for, writes it."""
    findings = [*outcome.findings, *_known(outcome.entries, plan, kind, path)]
    threshold = plan.regulations.thresholds["area_gap_note_pct"].value
    for entry in outcome.entries:
        findings += area_gap(entry.site, entry.measured_ha, threshold)
    rows = [_row(entry, kind, given, wanted) for entry in outcome.entries]
    layer = slug(PurePosixPath(path).stem)
    outcome = replace(
        outcome,
        findings=in_order(findings),
        missing=missing_fields(kind, rows[0]),
        path=path,
        layer=layer,
        snippet=_snippet(layer, path, kind, wanted, plan),
        ledger=tuple(_ledger(outcome.entries, given, kind, wanted, plan)),
    )
    if wanted.dry_run or outcome.missing is not None or outcome.verdict is None:
        return outcome
    report = str(PurePosixPath(path).with_suffix(".import.csv"))
    for name in (path, report):
        if (folder / name).exists() and not wanted.force:
            raise UsageError(_EXISTS, path=name)
    files = {path: _layer_bytes(outcome.verdict, rows, layer, path, plan), report: _report(outcome, language)}
    write_all(folder, files)
    return replace(outcome, written=tuple(files))


def _known(entries: Sequence[Entry], plan: Plan, kind: LayerKind, path: str) -> list[Finding]:
    """Finds sites whose name a feature of another layer of the plan has already."""
    names = {
        fold(f.text("name_vi")): f for f in plan.of_kind(kind.id) if plan.config.layers[f.layer].path != path
    }
    return [
        FEATURE_KNOWN.found(feature=entry.name, name=entry.name, known=same.id, layer=same.layer)
        for entry in entries
        if (same := names.get(fold(entry.name))) is not None
    ]


def _row(entry: Entry, kind: LayerKind, given: Mapping[str, Value], wanted: Wanted) -> dict[str, Value]:
    """Gives the fields of a feature in the order in which its kind declares them."""
    own: dict[str, Value] = {
        "id": entry.id,
        "name_vi": entry.name,
        "commune": entry.commune or (None if entry.former else wanted.commune),
        "former_unit": entry.former or None,
        "position": Position.SURVEYED.value,
        "uncertainty_m": _ACCURACY_M,
    }
    values = own | dict(given)
    return {f.id: values.get(f.id) for f in kind.fields}


def _layer_bytes(
    verdict: Verdict, rows: Sequence[Mapping[str, Value]], layer: str, path: str, plan: Plan
) -> bytes:
    lonlats: Sequence[BaseGeometry] = verdict.winner.lonlats if verdict.winner else ()
    frame = gpd.GeoDataFrame([dict(row) for row in rows], geometry=list(lonlats), crs=WGS84)
    if path.lower().endswith(".gpkg"):
        frame = frame.set_geometry(list(_grid_shapes(verdict, plan)), crs=plan.crs)
        return write_geopackage([(layer, frame)])
    return write_geojson(frame, decimals=DECIMALS)


def _report(outcome: Outcome, language: Language) -> bytes:
    """Gives the report that stands beside the layer."""
    if outcome.verdict is None or outcome.verdict.winner is None:
        return b""
    winner = outcome.verdict.winner
    rows = [site_record(entry, winner, doubts(outcome, entry, language)) for entry in outcome.entries]
    return csv_bytes(SITE_COLUMNS, rows)


def doubts(outcome: Outcome, entry: Entry, language: Language) -> list[str]:
    """Gives the findings about one site in one language; those about the whole table stand with each."""
    return [
        render(finding.message, language)
        for finding in outcome.findings
        if finding.feature in {"", entry.name}
    ]


def _snippet(layer: str, path: str, kind: LayerKind, wanted: Wanted, plan: Plan) -> str:
    """Gives the table that adds the layer to ``zoneplan.toml``, nothing where the plan has it."""
    if any(table.path == path for table in plan.config.layers.values()):
        return ""
    name = Path(wanted.path).name if wanted.path != STANDARD_INPUT else layer
    title = Message.of(_LAYER, name=name)
    table = tomlkit.table()
    table["kind"] = kind.id
    table["path"] = path
    table["crs"] = plan.crs if path.lower().endswith(".gpkg") else WGS84
    table["name_vi"] = render(title, "vi")
    table["name_en"] = render(title, "en")
    layer_id = layer if layer[0].isalpha() else f"layer_{layer}"
    while layer_id in plan.config.layers:
        layer_id += "_2"
    return tomlkit.dumps({"layers": {layer_id: table}}).replace("[layers]\n", "").strip()


def _ledger(
    entries: Sequence[Entry], given: Mapping[str, Value], kind: LayerKind, wanted: Wanted, plan: Plan
) -> list[dict[str, str]]:
    source = str(given.get("source") or "")
    first = plan.sources.get(source.split(";", maxsplit=1)[0].strip())
    as_of = wanted.as_of or (first.date if first else "")
    return [
        ledger_row(entry.id, entry.site.declared_ha, kind, given, as_of)
        for entry in entries
        if entry.site.declared_ha
    ]

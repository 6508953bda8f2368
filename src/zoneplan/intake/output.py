"""What an import writes and prints: the layer, its report, and what the user pastes into the plan."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import tomlkit

from zoneplan.corners.entries import Entry, category_of, ledger_row
from zoneplan.corners.propose import Verdict
from zoneplan.errors import UsageError
from zoneplan.geo.crs import WGS84
from zoneplan.geo.position import Position
from zoneplan.intake.model import STANDARD_INPUT, Outcome, Target, Wanted
from zoneplan.intake.reading import in_grid
from zoneplan.io.geojson_out import write_geojson
from zoneplan.io.geopackage import write_geopackage
from zoneplan.plan.layer import Value
from zoneplan.publish.importing import SITE_COLUMNS, site_record
from zoneplan.publish.tables import csv_bytes
from zoneplan.text import Language, Message, Text, render

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 9
"""Decimals of a degree in an imported layer: they keep a corner within 0.1 mm."""
_ACCURACY_M = 1.0
"""Metres that corners of a decision may be off: the accuracy of the lawful transformation (EPSG:6960)."""
_DIGEST = "layer_sha256"
_STEM = 55
"""Characters that a layer's name keeps where a number is put behind it."""
_EXISTS = Text(
    "{path} đã có; không ghi đè. Dùng --out tên khác, hoặc --force để ghi đè.",
    "{path} exists and was not overwritten. Use --out with another name, or --force to overwrite it.",
)
_KEPT = Text(
    "{path} là tệp của một lớp trong zoneplan.toml và không còn như lần nhập trước (hoặc không do lệnh nhập tạo ra); không ghi đè, kể cả với --force. Dùng --out tên khác.",
    "{path} is the file of a layer in zoneplan.toml and is not, or no longer, as an import wrote it; it is not overwritten even with --force. Use --out with another name.",
)
_LAYER = Text("Ranh giới nhập từ {name}", "Outlines imported from {name}")


def row_of(entry: Entry, target: Target, wanted: Wanted) -> dict[str, Value]:
    """Gives the fields of a feature in the order in which its kind declares them."""
    own: dict[str, Value] = {
        "id": entry.id,
        "name_vi": entry.name,
        "commune": entry.commune or (None if entry.former else wanted.commune),
        "former_unit": entry.former or None,
        "position": Position.SURVEYED.value,
        "uncertainty_m": _ACCURACY_M,
        "category": category_of(entry.name, target.kind),
    }
    values = own | dict(target.given)
    return {f.id: values.get(f.id) for f in target.kind.fields}


def layer_bytes(verdict: Verdict, rows: Sequence[Mapping[str, Value]], target: Target) -> bytes:
    """Gives the file of the layer."""
    lonlats: Sequence[BaseGeometry] = verdict.winner.lonlats if verdict.winner else ()
    frame = gpd.GeoDataFrame([dict(row) for row in rows], geometry=list(lonlats), crs=WGS84)
    if target.is_geopackage:
        crs = target.plan.crs
        frame = frame.set_geometry(list(in_grid(lonlats, crs)), crs=crs)
        return write_geopackage([(target.layer, frame)])
    return write_geojson(frame, decimals=DECIMALS)


def report_bytes(outcome: Outcome, layer: bytes, language: Language) -> bytes:
    """Gives the report that stands beside the layer; it holds the digest by which an import knows its own file."""
    if outcome.verdict is None or outcome.verdict.winner is None:
        return b""
    communes = outcome.ground.communes if outcome.ground else ()
    winner, digest = outcome.verdict.winner, digest_of(layer)
    rows = [
        site_record(entry, winner, communes, doubts(outcome, entry, language)) | {_DIGEST: digest}
        for entry in outcome.entries
    ]
    return csv_bytes((*SITE_COLUMNS, _DIGEST), rows)


def digest_of(data: bytes) -> str:
    """Gives the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def refuse_overwriting(folder: Path, target: Target, wanted: Wanted) -> None:
    """Refuses to overwrite a file, even with ``--force`` where it may be someone's work.

    With ``--force`` a file is overwritten that no layer of the plan reads, or that is still as an import wrote it.

    Raises:
        UsageError: The layer or its report would be overwritten.
    """
    for name in (target.path, target.report):
        if (folder / name).exists() and not wanted.force:
            raise UsageError(_EXISTS, path=name)
    kept = {(folder / table.path).resolve() for table in target.plan.config.layers.values()}
    for name in (target.path, target.report):
        file = (folder / name).resolve()
        is_kept = file.exists() and any(other.exists() and file.samefile(other) for other in kept)
        if is_kept and not _is_own(file, folder / target.report):
            raise UsageError(_KEPT, path=name)


def _is_own(layer: Path, report: Path) -> bool:
    """Tells whether a layer is still as the import wrote it whose report stands beside it."""
    try:
        rows = csv.DictReader(io.StringIO(report.read_text(encoding="utf-8-sig")))
        return digest_of(layer.read_bytes()) in {row.get(_DIGEST) for row in rows}
    except (OSError, ValueError, csv.Error):
        return False


def doubts(outcome: Outcome, entry: Entry, language: Language) -> list[str]:
    """Gives the findings about one site in one language; those about the whole table stand with each."""
    return [
        render(finding.message, language)
        for finding in outcome.findings
        if finding.feature in {"", entry.name}
    ]


def snippet_of(target: Target, wanted: Wanted) -> str:
    """Gives the table that adds the layer to ``zoneplan.toml``, nothing where the plan has it."""
    plan, layer = target.plan, target.layer
    if any(table.path == target.path for table in plan.config.layers.values()):
        return ""
    name = Path(wanted.path).name if wanted.path != STANDARD_INPUT else layer
    title = Message.of(_LAYER, name=name)
    table = tomlkit.table()
    table["kind"] = target.kind.id
    table["path"] = target.path
    table["crs"] = plan.crs if target.is_geopackage else WGS84
    table["name_vi"] = render(title, "vi")
    table["name_en"] = render(title, "en")
    taken = {key.casefold() for key in (*plan.config.layers, *plan.config.rasters)}
    further = (f"{layer[:_STEM]}_{number}" for number in count(2))
    layer_id = next(name for name in chain([layer], further) if name not in taken)
    return tomlkit.dumps({"layers": {layer_id: table}}).replace("[layers]\n", "").strip()


def ledger_of(entries: Sequence[Entry], target: Target, wanted: Wanted) -> list[dict[str, str]]:
    """Gives the rows that the declared areas make in the ledger."""
    source = str(target.given.get("source") or "")
    first = target.plan.sources.get(source.split(";", maxsplit=1)[0].strip())
    as_of = wanted.as_of or (first.date if first else "")
    return [
        ledger_row(entry.id, entry.site.declared_ha, target.kind, target.given, as_of)
        for entry in entries
        if entry.site.declared_ha
    ]

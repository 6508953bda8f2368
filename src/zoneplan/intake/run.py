"""The whole import: what is asked is checked, the table read, the layer written."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from zoneplan.corners.entries import category_gap, given_fields, missing_fields
from zoneplan.corners.judge import area_gap
from zoneplan.corners.rules import FEATURE_KNOWN
from zoneplan.errors import UsageError
from zoneplan.intake.model import Outcome, Target, Wanted
from zoneplan.intake.output import (
    layer_bytes,
    ledger_of,
    refuse_overwriting,
    report_bytes,
    row_of,
    snippet_of,
)
from zoneplan.intake.reading import placed, sheets_of
from zoneplan.io.atomic import write_all
from zoneplan.io.config_file import CONFIG_NAME
from zoneplan.io.load import load
from zoneplan.io.paths import inside_folder
from zoneplan.plan.finding import Finding, in_order
from zoneplan.plan.kind import POLYGON, LayerKind
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Value
from zoneplan.plan.plan import Plan
from zoneplan.text import Language, Text, fold, slug

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
    sheets = sheets_of(wanted, plan, data)
    if isinstance(sheets, Finding):
        return Outcome((sheets,))
    outcome = placed(sheets, wanted, plan)
    if outcome.failed or outcome.verdict is None:
        return outcome
    return _finished(folder, outcome, wanted, Target(plan, kind, given, path), language)


def _kind(name: str) -> LayerKind:
    kind = KINDS.get(name)
    if kind is None:
        raise UsageError(_NO_KIND, kind=name, known=list(KINDS))
    if not kind.geometry & POLYGON:
        raise UsageError(_POINTS, kind=name)
    return kind


def _target(folder: Path, wanted: Wanted) -> str:
    """Gives the path of the layer within the plan's folder."""
    out = wanted.out or f"layers/{slug(wanted.stem)}.geojson"
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


def _finished(folder: Path, outcome: Outcome, wanted: Wanted, target: Target, language: Language) -> Outcome:
    """Adds what is to be written and, unless something is missing or only a trial is asked for, writes it."""
    rows = [row_of(entry, target, wanted) for entry in outcome.entries]
    missing = (missing_fields(target.kind, row) for row in rows)
    outcome = replace(
        outcome,
        findings=in_order([*outcome.findings, *_of_sites(outcome, target)]),
        missing=next((message for message in missing if message is not None), None),
        path=target.path,
        layer=target.layer,
        snippet=snippet_of(target, wanted),
        ledger=tuple(ledger_of(outcome.entries, target, wanted)),
    )
    if wanted.dry_run or outcome.missing is not None or outcome.verdict is None:
        return outcome
    refuse_overwriting(folder, target, wanted)
    layer = layer_bytes(outcome.verdict, rows, target)
    files = {target.path: layer, target.report: report_bytes(outcome, layer, language)}
    write_all(folder, files)
    return replace(outcome, written=tuple(files))


def _of_sites(outcome: Outcome, target: Target) -> list[Finding]:
    """Finds sites that the plan has already, and those whose area or category is not the declared one."""
    threshold = target.plan.regulations.thresholds["area_gap_note_pct"].value
    findings = _known(outcome, target)
    for entry in outcome.entries:
        findings += area_gap(entry, threshold)
        findings += category_gap(entry.name, target.kind, target.given)
    return findings


def _known(outcome: Outcome, target: Target) -> list[Finding]:
    """Finds sites whose name a feature of another layer of the plan has already."""
    layers = target.plan.config.layers
    names = {
        fold(f.text("name_vi")): f
        for f in target.plan.of_kind(target.kind.id)
        if layers[f.layer].path != target.path
    }
    return [
        FEATURE_KNOWN.found(feature=entry.name, name=entry.name, known=same.id, in_layer=same.layer)
        for entry in outcome.entries
        if (same := names.get(fold(entry.name))) is not None
    ]

"""The command that makes a layer out of a table of corners."""

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from zoneplan.cli import import_options as options
from zoneplan.cli.frame import (
    Manner,
    command,
    print_json,
)
from zoneplan.errors import UsageError
from zoneplan.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zoneplan.corners.propose import Candidate
    from zoneplan.intake import Outcome

_SHOWN = 8
_SHOWN_OUTSIDE = 3
_MEGABYTE = 1_000_000
_MARKS: "dict[str, Literal[',', '.']]" = {"comma": ",", "point": "."}
_DECIMAL = Text("--decimal chỉ nhận comma hoặc point.", "--decimal takes comma or point.")
_SET = Text("--set cần dạng TRUONG=GIA_TRI, không phải “{value}”.", "--set takes FIELD=VALUE, not “{value}”.")
_GRID = Text("Hệ tọa độ", "Grid")
_SITES = Text("Các khu đã đọc", "Sites read")
_CANDIDATES = Text("Các cách đọc có thể", "Possible readings")
_NEAREST = Text("Nơi các góc rơi vào, gần nhất trước", "Where the corners would land, the nearest first")
_MORE = Text("… và {count} cách khác (--json in tất cả).", "… and {count} more (--json prints all).")
_DOUBTS = Text("Lỗi và điều đáng ngờ", "Errors and doubts")
_NOTHING = Text("Không ghi gì.", "Nothing was written.")
_TRIAL = Text(
    "Chạy thử: không ghi gì. Sẽ ghi: {path}", "A trial: nothing was written. It would write: {path}"
)
_WRITTEN = Text("Đã ghi", "Written")
_ADD = Text("Thêm vào zoneplan.toml", "Add to zoneplan.toml")
_PASTE = Text(
    "Diện tích đã công bố: thêm vào {path} (xem lại ngày và nguồn)",
    "Declared areas: add to {path} (check date and source)",
)
_THEN = Text("Rồi chạy: zoneplan check {folder}", "Then run: zoneplan check {folder}")


@command("import")
def import_(
    file: options.File,
    *,
    folder: options.Folder = Path(),
    kind: options.Kind = "industrial_zones",
    cm: options.Meridian = None,
    zone: options.Zone = None,
    crs: options.Code = None,
    order: options.Order = None,
    shifted: options.Shifted = None,
    decimal: options.Decimal = None,
    encoding: options.Encoding = None,
    separate: options.Separate = False,
    name: options.Name = None,
    site_id: options.SiteId = None,
    commune: options.Commune = None,
    source: options.Source = None,
    category: options.Category = None,
    stage: options.Stage = None,
    fields: options.Fields = None,
    position: options.Accuracy = None,
    uncertainty: options.Uncertainty = None,
    as_of: options.AsOf = None,
    out: options.Out = None,
    force: options.Force = False,
    dry_run: options.DryRun = False,
    manner: Manner,
) -> None:
    """Make a layer from a table of corners. / Nhập bảng tọa độ góc thành một lớp."""
    from zoneplan.corners.asked import asked_grid  # noqa: PLC0415
    from zoneplan.intake import STANDARD_INPUT, Wanted, bring_in  # noqa: PLC0415

    named = {"source": source, "category": category, "stage": stage, "position": position}
    wanted = Wanted(
        path=file,
        kind=kind,
        asked=asked_grid(cm, zone, crs, order, is_shifted=shifted),
        decimal=_mark(decimal),
        encoding=encoding,
        separate=separate,
        name=name,
        id=site_id,
        commune=commune,
        fields=_fields(named, uncertainty, fields or []),
        as_of=as_of,
        out=out,
        force=force,
        dry_run=dry_run,
    )
    data = _pasted(folder) if file == STANDARD_INPUT else None
    _end(folder, bring_in(folder, wanted, manner.language, data), wanted.dry_run, manner)


def _mark(decimal: str | None) -> "Literal[',', '.'] | None":
    if decimal is not None and decimal not in _MARKS:
        raise UsageError(_DECIMAL)
    return _MARKS[decimal] if decimal else None


def _pasted(folder: Path) -> bytes:
    """Gives standard input up to one byte more than the plan allows a file to have."""
    from zoneplan.io.config_file import read_config  # noqa: PLC0415
    from zoneplan.plan.config import Limits  # noqa: PLC0415

    config = read_config(folder)
    limits = Limits() if isinstance(config, list) else config.limits
    return sys.stdin.buffer.read(int(limits.file_mb * _MEGABYTE) + 1)


def _fields(named: "Mapping[str, str | None]", uncertainty: float | None, pairs: list[str]) -> dict[str, str]:
    """Gives the fields that options of their own and ``--set`` give."""
    given = {key: value for key, value in named.items() if value is not None}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise UsageError(_SET, value=pair)
        given[key.strip()] = value.strip()
    if uncertainty is not None:
        given["uncertainty_m"] = f"{uncertainty:.10g}"
    return given


def _end(folder: Path, outcome: "Outcome", is_trial: bool, manner: Manner) -> None:
    """Tells what came of it and ends with the code that says so."""
    if manner.as_json:
        print_json(_record(outcome, manner))
    else:
        _tell(folder, outcome, is_trial, manner)
    codes = [finding.rule.exit_code for finding in outcome.findings if finding.is_error]
    if codes:
        raise typer.Exit(max(codes))
    if outcome.missing is not None and not is_trial:
        raise UsageError(outcome.missing.text, **outcome.missing.params)


def _tell(folder: Path, outcome: "Outcome", is_trial: bool, manner: Manner) -> None:
    from zoneplan.text import render  # noqa: PLC0415

    language = manner.language
    _tell_grid(outcome, manner)
    _tell_sites(outcome, manner)
    _tell_findings(outcome, manner)
    if outcome.failed or (outcome.missing is not None and not is_trial):
        typer.echo(_NOTHING.in_(language), err=True)
        return
    if is_trial:
        manner.tell("", _TRIAL.in_(language).format(path=outcome.path))
        if outcome.missing is not None:
            manner.tell(render(outcome.missing, language))
    elif outcome.written:
        manner.tell("", f"{_WRITTEN.in_(language)}:", *(f"  {folder / name}" for name in outcome.written))
    if outcome.snippet:
        manner.tell("", f"{_ADD.in_(language)}:", "", *outcome.snippet.splitlines())
    if outcome.ledger:
        path = _ledger_path(folder)
        manner.tell("", f"{_PASTE.in_(language).format(path=path)}:", "", *_ledger_lines(outcome))
    if outcome.written:
        manner.tell("", _THEN.in_(language).format(folder=folder))


def _ledger_path(folder: Path) -> str:
    from zoneplan.io.config_file import layer_files  # noqa: PLC0415

    return layer_files(folder).get("ledger", "indicators.csv")


def _ledger_lines(outcome: "Outcome") -> list[str]:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(outcome.ledger[0])
    writer.writerows(row.values() for row in outcome.ledger)
    return stream.getvalue().splitlines()


def _tell_grid(outcome: "Outcome", manner: Manner) -> None:
    """Says which grid was used and why, or lists those among which the user must choose."""
    from zoneplan.publish.importing import basis_name, candidate_lines  # noqa: PLC0415
    from zoneplan.text.message import printable  # noqa: PLC0415

    verdict, ground = outcome.verdict, outcome.ground
    if verdict is None or ground is None:
        return
    language = manner.language
    if verdict.winner is not None:
        lines = list(candidate_lines(verdict.winner, None, ground.communes, ground.crs, language))
        manner.tell(f"{_GRID.in_(language)}: {lines[0]}", f"  {basis_name(verdict.basis).in_(language)}")
        place = [f"  {printable(lines[1].strip())}"] if len(verdict.winner.lonlats) == 1 else []
        manner.tell(*place, "")
        return
    shown = _shown(verdict.candidates)
    title = _CANDIDATES if any(c.fits for c in verdict.candidates) else _NEAREST
    manner.tell(f"{title.in_(language)}:")
    most = _SHOWN if shown[0].is_inside else _SHOWN_OUTSIDE
    for number, candidate in enumerate(shown[:most], start=1):
        lines = list(candidate_lines(candidate, number, ground.communes, ground.crs, language))
        manner.tell(*(printable(line) for line in lines))
    if len(shown) > most:
        manner.tell(_MORE.in_(language).format(count=len(shown) - most))
    manner.tell("")


def _shown(candidates: "Sequence[Candidate]") -> "list[Candidate]":
    """Gives the readings worth listing: those that fit; where none does, those inside; else all."""
    fitting = [c for c in candidates if c.fits]
    return fitting or [c for c in candidates if c.is_inside] or list(candidates)


def _tell_sites(outcome: "Outcome", manner: Manner) -> None:
    from zoneplan.publish.importing import site_lines  # noqa: PLC0415
    from zoneplan.text.message import printable  # noqa: PLC0415

    if not outcome.entries:
        return
    manner.tell(f"{_SITES.in_(manner.language)}: {len(outcome.entries)}")
    communes = outcome.ground.communes if outcome.ground and len(outcome.entries) > 1 else None
    for entry in outcome.entries:
        manner.tell(*(f"  {printable(line)}" for line in site_lines(entry, manner.language, communes)))


def _tell_findings(outcome: "Outcome", manner: Manner) -> None:
    from zoneplan.publish.console import finding_lines  # noqa: PLC0415

    shown = [f for f in outcome.findings if f.is_error or not manner.quiet]
    if not shown:
        return
    manner.tell(*([""] if outcome.entries else []), f"{_DOUBTS.in_(manner.language)}:")
    for line in list(finding_lines(shown, manner.language, {}))[0 if shown[0].layer else 1 :]:
        typer.echo(line, err=manner.quiet)


def _record(outcome: "Outcome", manner: Manner) -> dict[str, object]:
    """Gives everything for machines."""
    from zoneplan.intake import doubts  # noqa: PLC0415
    from zoneplan.publish.importing import candidate_record, site_record  # noqa: PLC0415
    from zoneplan.publish.tables import finding_row  # noqa: PLC0415
    from zoneplan.text import render  # noqa: PLC0415

    verdict, ground = outcome.verdict, outcome.ground
    communes = ground.communes if ground else ()
    winner = verdict.winner if verdict else None
    return {
        "grid": candidate_record(winner, communes) if winner else None,
        "basis": verdict.basis if verdict else "",
        "candidates": [candidate_record(c, communes) for c in verdict.candidates] if verdict else [],
        "sites": [
            site_record(entry, winner, communes, doubts(outcome, entry, manner.language))
            for entry in outcome.entries
            if winner
        ],
        "findings": [finding_row(finding, manner.language) for finding in outcome.findings],
        "missing": render(outcome.missing, manner.language) if outcome.missing else "",
        "written": list(outcome.written),
        "layer_toml": outcome.snippet,
        "ledger_rows": list(outcome.ledger),
    }

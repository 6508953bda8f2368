"""The command that says what is wrong with a plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zoneplan.cli.frame import (
    EXIT_ERRORS,
    Folder,
    Manner,
    command,
    print_json,
    progress_of,
    show_findings,
)
from zoneplan.errors import UsageError
from zoneplan.text import Message, Text, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zoneplan.plan.finding import Finding
    from zoneplan.plan.plan import Plan

Evidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence",
        help="Also write every finding with its place to this GeoJSON, for QGIS. / Ghi vị trí các điều tìm thấy.",
        show_default=False,
    ),
]
Fix = Annotated[
    Path | None,
    typer.Option(
        "--fix",
        metavar="NEW_FOLDER",
        help="Write a mended copy of the plan there, with a log of every change. / Ghi bản sao đã sửa và nhật ký.",
        show_default=False,
    ),
]
Every = Annotated[bool, typer.Option("--all", help="List every finding, none folded. / Liệt kê tất cả.")]
_APART = Text(
    "--fix và --evidence không dùng cùng một lần; chạy hai lần.",
    "Use --fix and --evidence in two separate runs.",
)
_COPY = Text("Bản sao: {folder}. Bản gốc còn nguyên.", "The copy: {folder}. The original is untouched.")
_LEFT = Text(
    "Trong bản sao còn: {counts}; mended.csv ghi {listed} điều về hình, chữ và lỗi, tất cả: zoneplan check {folder}",
    "Left in the copy: {counts}; mended.csv lists {listed}, those about outlines and texts and all errors; "
    "see all: zoneplan check {folder}",
)
_PARTLY = Text(
    "Còn lỗi khi đọc tệp: mới kiểm tra hình của các lớp đọc được trọn vẹn; sửa xong thì chạy lại để kiểm tra phần còn lại.",
    "Files have errors: only the outlines of layers that were read whole are checked so far; mend them and run "
    "this again for all other checks.",
)
_WRITTEN = Text(
    "Đã ghi {path}: {placed} trên {all} điều có vị trí.",
    "Written {path}; findings with a place: {placed} of {all}.",
)


@command()
def check(
    folder: Folder = Path(),
    *,
    evidence: Evidence = None,
    fix: Fix = None,
    every: Every = False,
    manner: Manner,
) -> None:
    """Say what is wrong with the plan; exit 1 on errors. / Kiểm tra quy hoạch."""
    from zoneplan.build import examine_leniently  # noqa: PLC0415
    from zoneplan.io.evidence_file import check_evidence_path  # noqa: PLC0415
    from zoneplan.publish.console import counts  # noqa: PLC0415

    if fix is not None:
        if evidence is not None:
            raise UsageError(_APART)
        _fix(folder, fix, manner, every=every)
        return
    if evidence is not None:
        check_evidence_path(evidence)
    with progress_of(manner) as progress:
        examined = examine_leniently(folder, progress)
    plan, findings = examined.plan, examined.findings
    shown = [f for f in findings if f.is_error] if manner.quiet and not manner.as_json else findings
    show_findings(folder, shown, manner, plan=plan, every=every)
    manner.tell(counts(findings, manner.language))
    if plan is not None and not examined.whole:
        manner.tell(_PARTLY.in_(manner.language))
    if evidence is not None:
        _write_evidence(plan, findings, evidence, manner)
    codes = [finding.rule.exit_code for finding in findings if finding.is_error]
    if codes:
        raise typer.Exit(max(codes))


def _write_evidence(plan: "Plan | None", findings: "Sequence[Finding]", path: Path, manner: Manner) -> None:
    """Writes the findings with their places; of a plan with errors in its files, as far as it can be read."""
    from zoneplan.io.evidence_file import write_evidence  # noqa: PLC0415
    from zoneplan.publish.evidence import locate  # noqa: PLC0415
    from zoneplan.publish.exports.findings import evidence_geojson  # noqa: PLC0415

    located = locate(plan, findings)
    write_evidence(path, evidence_geojson(located, plan))
    placed = sum(at.lonlat is not None for at in located)
    manner.tell(
        render(Message.of(_WRITTEN, path=str(path), placed=placed, all=len(located)), manner.language)
    )


def _fix(folder: Path, target: Path, manner: Manner, *, every: bool) -> None:
    """Writes the mended copy and says what was done and what is left."""
    from zoneplan.mend import mend  # noqa: PLC0415
    from zoneplan.publish.console import counts  # noqa: PLC0415
    from zoneplan.publish.mending import change_row, mending_lines  # noqa: PLC0415
    from zoneplan.publish.tables import finding_row  # noqa: PLC0415

    with progress_of(manner) as progress:
        done = mend(folder, target, manner.language, progress)
    log, language = done.log, manner.language
    errors = [finding for finding in log.left if finding.is_error]
    if manner.as_json:
        print_json(
            {
                "folder": str(target) if done.files else None,
                "written": done.files,
                "mended": [change_row(change, language) for change in log.changes],
                "left_out": [finding_row(finding, language) for finding in log.left_out],
                "spare_columns": {layer: list(columns) for layer, columns in log.spare},
                "left": [finding_row(finding, language) for finding in log.left],
            }
        )
    elif done.files:
        manner.tell(*mending_lines(log, language), render(Message.of(_COPY, folder=str(target)), language))
        show_findings(target, errors, manner, every=every)
        manner.tell(
            render(
                Message.of(
                    _LEFT,
                    counts=counts(log.left, language),
                    listed=len(log.for_a_person),
                    folder=str(target),
                ),
                language,
            )
        )
    else:
        show_findings(folder, errors, manner, err=True, every=every)
    if not done.files:
        raise typer.Exit(max(finding.rule.exit_code for finding in errors))
    if done.needs_person:
        raise typer.Exit(EXIT_ERRORS)

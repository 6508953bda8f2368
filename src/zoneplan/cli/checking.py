"""The command that says what is wrong with a plan."""

from pathlib import Path

import typer

from zoneplan.cli.frame import (
    Debug,
    Folder,
    Json,
    Lang,
    Manner,
    Quiet,
    app,
    guarded,
    language_of,
    progress_of,
    show_findings,
)


@app.command()
@guarded
def check(
    folder: Folder = Path(),
    *,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say what is wrong with the plan; exit 1 on errors. / Kiểm tra quy hoạch."""
    from zoneplan.build import examine  # noqa: PLC0415
    from zoneplan.publish.console import counts  # noqa: PLC0415

    manner = Manner(language_of(lang, folder), as_json, quiet)
    with progress_of(manner) as progress:
        _, findings = examine(folder, progress)
    shown = [f for f in findings if f.is_error] if quiet and not as_json else findings
    show_findings(folder, shown, manner)
    manner.tell(counts(findings, manner.language))
    codes = [finding.rule.exit_code for finding in findings if finding.is_error]
    if codes:
        raise typer.Exit(max(codes))

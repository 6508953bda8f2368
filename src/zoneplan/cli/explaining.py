"""Commands that explain a number and list what is declared."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from zoneplan.cli.asked import AsOf, day_of, measured, metric_of, subject_of
from zoneplan.cli.frame import (
    Folder,
    Manner,
    columns,
    command,
    print_json,
    readable,
)


@command()
def explain(
    metric: Annotated[str, typer.Argument(help="Metric id, see: zoneplan metrics. / Mã chỉ số.")],
    subject: Annotated[str, typer.Argument(help="Feature, group or plan id. / Mã khu, nhóm hoặc quy hoạch.")],
    folder: Folder = Path(),
    *,
    as_of: AsOf = None,
    manner: Manner,
) -> None:
    """Explain a number down to its ledger rows and sources. / Giải thích một con số."""
    from zoneplan.metrics.view import View  # noqa: PLC0415
    from zoneplan.publish.explanation import explanation_lines, explanation_record, tell  # noqa: PLC0415

    wanted, day = metric_of(metric), day_of(as_of)
    plan = readable(folder, manner)
    view = View(plan, day)
    told = tell(view, measured(view, wanted, subject_of(plan, subject)), manner.language)
    if manner.as_json:
        print_json(explanation_record(told, manner.language))
        return
    width = columns() if sys.stdout.isatty() else None
    typer.echo("\n".join(explanation_lines(told, manner.language, width)))


def _declared(name: str, about: str) -> None:
    @command(name, about)
    def listing(*, manner: Manner) -> None:
        from zoneplan.publish import declared  # noqa: PLC0415

        records = declared.RECORDS[name]()
        if manner.as_json:
            print_json(records)
        else:
            typer.echo("\n".join(declared.lines(name, records, manner.language)))


_declared("kinds", "List the layer kinds and their fields. / Các loại lớp.")
_declared("metrics", "List the metrics. / Các chỉ số.")
_declared("tables", "List the tables of measures. / Các bảng.")
_declared("rules", "List the checks and the regulations. / Các quy tắc.")

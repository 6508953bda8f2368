"""Commands that explain a number and list what is declared."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from zoneplan.cli.frame import (
    Folder,
    Manner,
    assembled,
    command,
    print_json,
)
from zoneplan.errors import UsageError
from zoneplan.text import Text

_NO_METRIC = Text(
    "Không có chỉ số “{metric}”. Xem: zoneplan metrics. {near}",
    "There is no metric “{metric}”. See: zoneplan metrics. {near}",
)
_NO_SUBJECT = Text(
    "“{metric}” không tính cho “{subject}”. {near}", "“{metric}” does not apply to “{subject}”. {near}"
)
_UNKNOWN = Text(
    "Không có khu, nhóm hay chủ thể nào là “{subject}”. {near}",
    "There is no feature, group or subject “{subject}”. {near}",
)
_NEAR = Text("Gần giống: {names}.", "Near: {names}.")


def _near(name: str, known: Sequence[str]) -> Any:
    from difflib import get_close_matches  # noqa: PLC0415

    from zoneplan.text import Message  # noqa: PLC0415

    names = get_close_matches(name, known, n=3)
    return Message.of(_NEAR, names=names) if names else ""


@command()
def explain(
    metric: Annotated[str, typer.Argument(help="Metric id, see: zoneplan metrics. / Mã chỉ số.")],
    subject: Annotated[str, typer.Argument(help="Feature, group or plan id. / Mã khu, nhóm hoặc quy hoạch.")],
    folder: Folder = Path(),
    *,
    manner: Manner,
) -> None:
    """Explain a number down to its ledger rows and sources. / Giải thích một con số."""
    from zoneplan.metrics import METRICS  # noqa: PLC0415
    from zoneplan.publish.console import explanation_lines, explanation_record  # noqa: PLC0415
    from zoneplan.publish.explain import explain as told  # noqa: PLC0415

    if metric not in METRICS:
        raise UsageError(_NO_METRIC, metric=metric, near=_near(metric, list(METRICS)))
    dossier = assembled(folder, manner)
    named = {known.casefold(): known for known in dossier.plan.subjects}.get(subject.casefold())
    if named is None:
        near = _near(subject, list(dossier.plan.subjects))
        raise UsageError(_UNKNOWN, subject=subject, near=near)
    feature = dossier.plan.by_id.get(named)
    subject = (feature.text("same_as") if feature else "") or named
    found = dossier.measure(metric, subject)
    if found is None:
        known = [m.subject.id for m in dossier.measures if m.spec.id == metric]
        raise UsageError(_NO_SUBJECT, metric=metric, subject=subject, near=_near(subject, known))
    words = told(dossier.plan, found, manner.language)
    if manner.as_json:
        print_json(explanation_record(found, words))
    else:
        typer.echo("\n".join(explanation_lines(words, manner.language)))


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
_declared("rules", "List the checks and the regulations. / Các quy tắc.")

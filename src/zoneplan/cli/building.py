"""Commands that make the dossier or parts of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zoneplan.cli.frame import (
    Folder,
    Manner,
    command,
    print_json,
    progress_of,
    stop_on_errors,
)
from zoneplan.text import Text

if TYPE_CHECKING:
    from zoneplan.build import Outcome, Step

_NOTHING = Text("Không có gì thay đổi.", "Nothing has changed.")
_WRITTEN = Text("Đã ghi", "Written")
_KEPT = Text("Giữ nguyên", "Unchanged")
_OPEN = Text("Mở", "Open")


def _report(folder: Path, outcome: "Outcome", manner: Manner) -> None:
    if manner.as_json:
        print_json({"written": outcome.written, "kept": outcome.kept, "unchanged": outcome.unchanged})
        return
    language = manner.language
    if outcome.findings:
        from zoneplan.publish.console import counts  # noqa: PLC0415

        manner.tell(counts(outcome.findings, language) + "  (zoneplan check)")
    if outcome.unchanged:
        manner.tell(_NOTHING.in_(language))
    for words, names in ((_WRITTEN, outcome.written), (_KEPT, () if outcome.unchanged else outcome.kept)):
        if names:
            manner.tell(f"{words.in_(language)}:", *(f"  {name}" for name in names))
    to_open = [n for n in (*outcome.written, *outcome.kept) if n.endswith((".html", ".xlsx", ".gpkg"))]
    manner.tell(f"{_OPEN.in_(language)}:", *(f"  {folder / name}" for name in sorted(to_open)))


def _build(folder: Path, steps: "tuple[Step, ...]", manner: Manner) -> None:
    from zoneplan.build import build as run  # noqa: PLC0415

    with progress_of(manner) as progress:
        outcome = run(folder, manner.language, steps, progress)
    stop_on_errors(folder, outcome.findings, manner)
    _report(folder, outcome, manner)


@command()
def build(
    folder: Folder = Path(),
    *,
    manner: Manner,
) -> None:
    """Make the whole dossier; only what changed is made again. / Lập toàn bộ hồ sơ."""
    from zoneplan.build import ALL_STEPS  # noqa: PLC0415

    _build(folder, ALL_STEPS, manner)


def _part(name: str, about: str) -> None:
    @command(name, about)
    def part(
        folder: Folder = Path(),
        *,
        manner: Manner,
    ) -> None:
        from zoneplan.build import Step  # noqa: PLC0415

        _build(folder, (Step(name),), manner)


@command("map")
def map_(
    folder: Folder = Path(),
    *,
    compare: Annotated[
        Path | None,
        typer.Option(
            help="Another plan's folder, to be laid over this one in maps/compare.html. / Thư mục quy hoạch khác để đặt chồng.",
            metavar="FOLDER",
        ),
    ] = None,
    manner: Manner,
) -> None:
    """Make the interactive map. / Lập bản đồ."""
    from zoneplan.build import Step  # noqa: PLC0415

    if compare is None:
        _build(folder, (Step.MAP,), manner)
    else:
        _compare(folder, compare, manner)


def _compare(folder: Path, other: Path, manner: Manner) -> None:
    from zoneplan.build import compare as run  # noqa: PLC0415

    with progress_of(manner) as progress:
        told_of, outcome = run(folder, other, manner.language, progress)
    if outcome.failed:
        manner.tell(f"{told_of}:")
    stop_on_errors(told_of, outcome.findings, manner)
    _report(folder, outcome, manner)


_part("report", "Make the land-efficiency reports. / Lập báo cáo.")
_part("export", "Export layers and results. / Xuất dữ liệu.")

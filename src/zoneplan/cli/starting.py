"""The command that starts a new plan."""

from pathlib import Path
from typing import Annotated

import typer

from zoneplan.cli.frame import Manner, command, print_json
from zoneplan.text import Text

_STARTED = Text("Đã tạo quy hoạch mẫu trong {folder}.", "A small plan was made in {folder}.")
_NEXT = Text("Tiếp theo: zoneplan build {folder}", "Next: zoneplan build {folder}")


@command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder. / Thư mục mới.")],
    *,
    manner: Manner,
) -> None:
    """Start a plan for another province. / Bắt đầu một quy hoạch mới."""
    from zoneplan.io.starter import start  # noqa: PLC0415

    files = start(folder, manner.language)
    if manner.as_json:
        print_json({"written": list(files)})
    manner.tell(
        _STARTED.in_(manner.language).format(folder=folder),
        *(f"  {name}" for name in files),
        _NEXT.in_(manner.language).format(folder=folder),
    )

"""The command line: words to calls, nothing else. Heavy modules are imported by the commands that need them."""

import sys
from typing import Annotated

import typer

from zoneplan import __version__
from zoneplan.cli import building, checking, explaining, importing, measuring, starting
from zoneplan.cli.frame import app

__all__ = ["app", "building", "checking", "explaining", "importing", "main", "measuring", "starting"]


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    """Answers to --version."""
    if show:
        typer.echo(f"zoneplan {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line with UTF-8 output whatever the terminal's locale."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    app()

"""What all commands share: their options, their language, how they fail, how they show findings."""

import inspect
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from zoneplan.errors import UsageError, ZoneplanError
from zoneplan.text import Language, Text, render

if TYPE_CHECKING:
    from zoneplan.build import Progress
    from zoneplan.plan.finding import Finding
    from zoneplan.plan.plan import Plan

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Zoning plans: checked, measured, mapped, reported, exported. / Quy hoạch công nghiệp: kiểm tra, đo tính, bản đồ, báo cáo, xuất dữ liệu.",
)

Folder = Annotated[Path, typer.Argument(help="The plan's folder, with zoneplan.toml. / Thư mục quy hoạch.")]

EXIT_ERRORS = 1
MOST_ALIKE = 5
"""How many findings of one rule in one layer are listed unless all are asked for."""
EXIT_CRASH = 3

_CRASH = Text(
    "Lỗi của chương trình: {kind}: {detail}. Chạy lại với --debug và gửi kết quả cho nhóm phát triển.",
    "The program failed: {kind}: {detail}. Run again with --debug and send the result to the developers.",
)
_BAD_LANGUAGE = Text(
    "--lang chỉ nhận vi hoặc en, không phải “{value}”.", "--lang takes vi or en, not “{value}”."
)
_STOPPED = Text(
    "Quy hoạch có lỗi nên không ghi gì; các tệp cũ còn nguyên.",
    "The plan has errors, so nothing was written; the old files are untouched.",
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command speaks."""

    language: Language
    as_json: bool
    quiet: bool

    def tell(self, *lines: str) -> None:
        """Prints lines unless asked to be quiet or to speak to a machine."""
        if not self.quiet and not self.as_json:
            for line in lines:
                typer.echo(line)


def plan_language(folder: Path) -> Language:
    """Gives the language that a plan is written in; Vietnamese where that cannot be read."""
    from zoneplan.io.config_file import stated_language  # noqa: PLC0415

    return "en" if stated_language(folder) == "en" else "vi"


def _language(asked: str | None, folder: Path) -> Language:
    if asked is None:
        return plan_language(folder)
    if asked not in {"vi", "en"}:
        raise UsageError(_BAD_LANGUAGE, value=asked)
    return cast("Language", asked)


def _fail(words: str, code: int) -> typer.Exit:
    typer.echo(words, err=True)
    return typer.Exit(code)


def command(name: str | None = None, about: str | None = None) -> Callable[[Callable[..., None]], None]:
    """Registers a function as a command.

    The function takes its own arguments and a ``manner``; the options that all commands share are added
    here. A failure becomes one clear line and an exit code; only ``--debug`` shows a traceback.
    """

    def register(function: Callable[..., None]) -> None:
        @wraps(function)
        def run(*, lang: str | None, as_json: bool, quiet: bool, debug: bool, **own: Any) -> None:
            folder = own.get("folder") or Path()
            try:
                function(**own, manner=Manner(_language(lang, folder), as_json, quiet))
            except (typer.Exit, typer.Abort, KeyboardInterrupt):
                raise
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise typer.Exit from None
            except Exception as error:
                if debug:
                    raise
                spoken = cast("Language", lang) if lang in {"vi", "en"} else plan_language(folder)
                raise _failure(error, spoken) from None

        _take_options(run, function)
        app.command(name, help=about)(run)

    return register


def _failure(error: Exception, language: Language) -> typer.Exit:
    if isinstance(error, ZoneplanError):
        return _fail(render(error.message, language), error.exit_code)
    words = _CRASH.in_(language).format(kind=type(error).__name__, detail=str(error)[:200])
    return _fail(words, EXIT_CRASH)


def _shared(name: str, kind: Any, option: Any) -> inspect.Parameter:
    default = False if kind is bool else None
    annotation = Annotated[kind, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_SHARED = (
    _shared("lang", str | None, typer.Option("--lang", help="vi or en; without it the plan's language.")),
    _shared("as_json", bool, typer.Option("--json", help="Print JSON for machines.")),
    _shared("quiet", bool, typer.Option("-q", "--quiet", help="Print errors only.")),
    _shared("debug", bool, typer.Option("--debug", help="Show the traceback of an error.")),
)


def _take_options(run: Callable[..., None], function: Callable[..., None]) -> None:
    """Lets a command have the arguments of its function, without ``manner``, and the shared options."""
    own = [p for p in inspect.signature(function).parameters.values() if p.name != "manner"]
    parameters = [*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *_SHARED]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}


@contextmanager
def progress_of(manner: Manner) -> "Iterator[Progress]":
    """Gives a way to say what is being done: a live line on a terminal, nothing in a pipe."""
    if manner.quiet or manner.as_json or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("…") as status:
        yield lambda words: status.update(f"{words.in_(manner.language)} …")


def print_json(value: object) -> None:
    """Prints a value for machines."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_findings(
    folder: Path,
    findings: "Sequence[Finding]",
    manner: Manner,
    *,
    plan: "Plan | None" = None,
    err: bool = False,
    every: bool = False,
) -> None:
    """Prints findings as a list for people or as JSON; legal sources are those of the plan, if it is given.

    Long lists of one kind are folded unless ``every`` is asked for; lines are broken on a terminal only.
    """
    from zoneplan.io.config_file import layer_files  # noqa: PLC0415
    from zoneplan.publish.console import finding_lines, wrapped  # noqa: PLC0415
    from zoneplan.publish.evidence import json_row, locate  # noqa: PLC0415

    if manner.as_json:
        rows = locate(plan, findings) if plan else findings
        print_json([json_row(row, manner.language) for row in rows])
        return
    files = layer_files(folder) if findings else {}
    thresholds = plan.regulations.thresholds if plan else None
    width = _terminal_width(err=err)
    for line in finding_lines(findings, manner.language, files, thresholds, None if every else MOST_ALIKE):
        typer.echo(wrapped(line, width) if width else line, err=err)


def columns(*, otherwise: int = 100, least: int = 60) -> int:
    """Gives the columns of the terminal, or of a page where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return otherwise
    return max(shutil.get_terminal_size((otherwise, 24)).columns, least)


def _terminal_width(*, err: bool) -> int | None:
    """Gives the columns of the terminal, at most 100, or nothing where the output goes elsewhere."""
    if not (sys.stderr if err else sys.stdout).isatty():
        return None
    return min(shutil.get_terminal_size().columns, 100)


def stop_on_errors(folder: Path, findings: "Sequence[Finding]", manner: Manner) -> None:
    """Prints the errors among the findings and ends the command; without errors does nothing."""
    errors = [finding for finding in findings if finding.is_error]
    if not errors:
        return
    show_findings(folder, errors, manner, err=True)
    typer.echo(_STOPPED.in_(manner.language), err=True)
    raise typer.Exit(max(finding.rule.exit_code for finding in errors))


def readable(folder: Path, manner: Manner) -> "Plan":
    """Gives a plan without errors, or ends the command."""
    from zoneplan.build import examine  # noqa: PLC0415

    with progress_of(manner) as progress:
        plan, findings = examine(folder, progress)
    stop_on_errors(folder, findings, manner)
    if plan is None:
        raise typer.Exit(EXIT_ERRORS)
    return plan

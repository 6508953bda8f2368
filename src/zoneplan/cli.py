"""The command line: words to calls, nothing else. Heavy modules are imported by the commands that need them."""

import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, cast

import typer

from zoneplan import __version__
from zoneplan.errors import UsageError, ZoneplanError
from zoneplan.text import Language, Text, render

if TYPE_CHECKING:
    from zoneplan.build import Outcome, Progress, Step
    from zoneplan.plan.finding import Finding
    from zoneplan.publish.dossier import Dossier

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Zoning plans: checked, measured, mapped, reported, exported. / Quy hoạch công nghiệp: kiểm tra, đo tính, bản đồ, báo cáo, xuất dữ liệu.",
)

Folder = Annotated[Path, typer.Argument(help="The plan's folder, with zoneplan.toml. / Thư mục quy hoạch.")]
Lang = Annotated[str | None, typer.Option("--lang", help="vi or en; without it the plan's language.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]

P = ParamSpec("P")
EXIT_ERRORS = 1
EXIT_CRASH = 3

_CRASH = Text(
    "Lỗi của chương trình: {kind}: {detail}. Chạy lại với --debug và gửi kết quả cho nhóm phát triển.",
    "The program failed: {kind}: {detail}. Run again with --debug and send the result to the developers.",
)
_BAD_LANGUAGE = Text(
    "--lang chỉ nhận vi hoặc en, không phải “{value}”.", "--lang takes vi or en, not “{value}”."
)
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
_STOPPED = Text(
    "Quy hoạch có lỗi nên không ghi gì; các tệp cũ còn nguyên.",
    "The plan has errors, so nothing was written; the old files are untouched.",
)
_NOTHING = Text("Không có gì thay đổi.", "Nothing has changed.")
_WRITTEN = Text("Đã ghi", "Written")
_KEPT = Text("Giữ nguyên", "Unchanged")
_OPEN = Text("Mở", "Open")
_STARTED = Text("Đã tạo quy hoạch mẫu trong {folder}.", "A small plan was made in {folder}.")
_NEXT = Text("Tiếp theo: zoneplan build {folder}", "Next: zoneplan build {folder}")


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


def _plan_language(folder: Path) -> Language:
    try:
        table = tomllib.loads((folder / "zoneplan.toml").read_text(encoding="utf-8-sig"))
        return "en" if table["plan"]["language"] == "en" else "vi"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "vi"


def _language(asked: str | None, folder: Path) -> Language:
    if asked is None:
        return _plan_language(folder)
    if asked not in {"vi", "en"}:
        raise UsageError(_BAD_LANGUAGE, value=asked)
    return cast("Language", asked)


def _fail(words: str, code: int) -> typer.Exit:
    typer.echo(words, err=True)
    return typer.Exit(code)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turns failures into one clear line and an exit code; only ``--debug`` shows a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        values: dict[str, Any] = dict(kwargs)
        asked = values.get("lang")
        language: Language = "en" if asked == "en" else _plan_language(values.get("folder") or Path())
        if asked == "vi":
            language = "vi"
        try:
            command(*args, **kwargs)
        except ZoneplanError as error:
            if values.get("debug"):
                raise
            raise _fail(render(error.message, language), error.exit_code) from None
        except (typer.Exit, typer.Abort, KeyboardInterrupt):
            raise
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from None
        except Exception as error:
            if values.get("debug"):
                raise
            words = _CRASH.in_(language).format(kind=type(error).__name__, detail=str(error)[:200])
            raise _fail(words, EXIT_CRASH) from None

    return run


@contextmanager
def _progress(manner: Manner) -> "Iterator[Progress]":
    """Gives a way to say what is being done: a live line on a terminal, nothing in a pipe."""
    if manner.quiet or manner.as_json or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("…") as status:
        yield lambda words: status.update(f"{words.in_(manner.language)} …")


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _show_findings(folder: Path, findings: "Sequence[Finding]", manner: Manner, *, err: bool = False) -> None:
    from zoneplan.io.config_file import layer_files  # noqa: PLC0415
    from zoneplan.publish.console import finding_lines  # noqa: PLC0415
    from zoneplan.publish.tables import finding_row  # noqa: PLC0415

    if manner.as_json:
        _print_json([finding_row(finding, manner.language) for finding in findings])
        return
    for line in finding_lines(findings, manner.language, layer_files(folder) if findings else {}):
        typer.echo(line, err=err)


def _stop_on_errors(folder: Path, findings: "Sequence[Finding]", manner: Manner) -> None:
    errors = [finding for finding in findings if finding.is_error]
    if not errors:
        return
    _show_findings(folder, errors, manner, err=True)
    typer.echo(_STOPPED.in_(manner.language), err=True)
    raise typer.Exit(max(finding.rule.exit_code for finding in errors))


def _assembled(folder: Path, manner: Manner) -> "Dossier":
    from zoneplan.build import assemble, examine  # noqa: PLC0415

    with _progress(manner) as progress:
        plan, findings = examine(folder, progress)
        _stop_on_errors(folder, findings, manner)
        if plan is None:
            raise typer.Exit(EXIT_ERRORS)
        return assemble(plan, findings, manner.language, progress)


def _report(folder: Path, outcome: "Outcome", manner: Manner) -> None:
    if manner.as_json:
        _print_json({"written": outcome.written, "kept": outcome.kept, "unchanged": outcome.unchanged})
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

    with _progress(manner) as progress:
        outcome = run(folder, manner.language, steps, progress)
    _stop_on_errors(folder, outcome.findings, manner)
    _report(folder, outcome, manner)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    """Answers to --version."""
    if show:
        typer.echo(f"zoneplan {__version__}")
        raise typer.Exit


@app.command()
@guarded
def build(
    folder: Folder = Path(),
    *,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Make the whole dossier; only what changed is made again. / Lập toàn bộ hồ sơ."""
    from zoneplan.build import ALL_STEPS  # noqa: PLC0415

    _build(folder, ALL_STEPS, Manner(_language(lang, folder), as_json, quiet))


def _part(name: str, about: str) -> None:
    @guarded
    def part(
        folder: Folder = Path(),
        *,
        lang: Lang = None,
        as_json: Json = False,
        quiet: Quiet = False,
        debug: Debug = False,
    ) -> None:
        from zoneplan.build import Step  # noqa: PLC0415

        _build(folder, (Step(name),), Manner(_language(lang, folder), as_json, quiet))

    app.command(name, help=about)(part)


_part("map", "Make the interactive map. / Lập bản đồ.")
_part("report", "Make the land-efficiency reports. / Lập báo cáo.")
_part("export", "Export layers and results. / Xuất dữ liệu.")


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

    manner = Manner(_language(lang, folder), as_json, quiet)
    with _progress(manner) as progress:
        _, findings = examine(folder, progress)
    shown = [f for f in findings if f.is_error] if quiet and not as_json else findings
    _show_findings(folder, shown, manner)
    manner.tell(counts(findings, manner.language))
    codes = [finding.rule.exit_code for finding in findings if finding.is_error]
    if codes:
        raise typer.Exit(max(codes))


@app.command()
@guarded
def measure(
    folder: Folder = Path(),
    *,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Print all measures. / In các chỉ số."""
    from zoneplan.publish.console import measure_lines  # noqa: PLC0415
    from zoneplan.publish.tables import measure_row  # noqa: PLC0415

    manner = Manner(_language(lang, folder), as_json, quiet)
    dossier = _assembled(folder, manner)
    if as_json:
        _print_json([measure_row(m, manner.language) for m in dossier.measures])
    manner.tell(*measure_lines(dossier.measures, manner.language))


def _near(name: str, known: Sequence[str]) -> Any:
    from difflib import get_close_matches  # noqa: PLC0415

    from zoneplan.text import Message  # noqa: PLC0415

    names = get_close_matches(name, known, n=3)
    return Message.of(_NEAR, names=names) if names else ""


@app.command()
@guarded
def explain(
    metric: Annotated[str, typer.Argument(help="Metric id, see: zoneplan metrics. / Mã chỉ số.")],
    subject: Annotated[str, typer.Argument(help="Feature, group or plan id. / Mã khu, nhóm hoặc quy hoạch.")],
    folder: Folder = Path(),
    *,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Explain a number down to its ledger rows and sources. / Giải thích một con số."""
    from zoneplan.metrics import METRICS  # noqa: PLC0415
    from zoneplan.publish.console import explanation_lines, explanation_record  # noqa: PLC0415
    from zoneplan.publish.explain import explain as told  # noqa: PLC0415

    manner = Manner(_language(lang, folder), as_json, quiet)
    if metric not in METRICS:
        raise UsageError(_NO_METRIC, metric=metric, near=_near(metric, list(METRICS)))
    dossier = _assembled(folder, manner)
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
    if as_json:
        _print_json(explanation_record(found, words))
    else:
        typer.echo("\n".join(explanation_lines(words, manner.language)))


def _declared(name: str, about: str) -> None:
    @guarded
    def listing(
        *, lang: Lang = None, as_json: Json = False, quiet: Quiet = False, debug: Debug = False
    ) -> None:
        from zoneplan.publish import declared  # noqa: PLC0415

        language = _language(lang, Path())
        records = declared.RECORDS[name]()
        if as_json:
            _print_json(records)
        else:
            typer.echo("\n".join(declared.lines(name, records, language)))

    app.command(name, help=about)(listing)


_declared("kinds", "List the layer kinds and their fields. / Các loại lớp.")
_declared("metrics", "List the metrics. / Các chỉ số.")
_declared("rules", "List the checks and the regulations. / Các quy tắc.")


@app.command()
@guarded
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder. / Thư mục mới.")],
    *,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Start a plan for another province. / Bắt đầu một quy hoạch mới."""
    from zoneplan.io.starter import start  # noqa: PLC0415

    manner = Manner(_language(lang, Path()), as_json, quiet)
    files = start(folder, manner.language)
    if as_json:
        _print_json({"written": list(files)})
    manner.tell(
        _STARTED.in_(manner.language).format(folder=folder),
        *(f"  {name}" for name in files),
        _NEXT.in_(manner.language).format(folder=folder),
    )


def main() -> None:
    """Runs the command line with UTF-8 output whatever the terminal's locale."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    app()

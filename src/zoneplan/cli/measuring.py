"""The command that measures a plan."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zoneplan.cli.asked import AsOf, day_of, fitting_subject, metric_of, stands_in, subject_of, table_of
from zoneplan.cli.frame import Folder, Manner, columns, command, print_json, progress_of, readable
from zoneplan.errors import UsageError
from zoneplan.text import Message, Text, render

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from zoneplan.metrics import Measure, Table
    from zoneplan.metrics.view import View
    from zoneplan.publish.tables import Cell

Metrics = Annotated[
    list[str] | None,
    typer.Option("--metric", metavar="ID", help="Only this measure; may be given several times. / Chỉ số."),
]
Subjects = Annotated[
    list[str] | None,
    typer.Option(
        "--subject", metavar="ID", help="Only this feature, group or plan; several times too. / Đối tượng."
    ),
]
TableId = Annotated[
    str | None,
    typer.Option(
        "--table", metavar="ID", help="Print one table, see: zoneplan tables. / Một bảng.", show_default=False
    ),
]
Trend = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--trend",
        metavar="METRIC SUBJECT",
        help="A measure over the years. / Diễn biến qua các năm.",
        show_default=False,
    ),
]
Every = Annotated[
    bool,
    typer.Option("--all", help="All of it, also what has no value and why. / Tất cả, kể cả lý do thiếu."),
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="Write the rows to this CSV. / Ghi ra CSV.", show_default=False
    ),
]
Parquet = Annotated[
    Path | None,
    typer.Option(
        "--parquet",
        metavar="FILE",
        help="Write the rows to this Parquet file. / Ghi ra Parquet.",
        show_default=False,
    ),
]
_APART = Text(
    "--table, --trend và --metric/--subject không dùng cùng một lần.",
    "Use --table, --trend and --metric or --subject in separate runs.",
)
_WRITTEN = Text("Đã ghi {path}: {count} dòng.", "Written {path}; rows: {count}.")
_NOTHING = Text(
    "Không có chỉ số nào tính cho “{subject}”. {stands}",
    "No measure applies to “{subject}”. {stands}",
)
_MEASURING = Text("tính toán", "measuring")


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that a user asked for, and the rows that go into them."""

    csv: Path | None
    parquet: Path | None

    def __bool__(self) -> bool:
        return self.csv is not None or self.parquet is not None

    def check(self) -> None:
        """Makes sure before all work that the files are named for what they will hold."""
        if not self:
            return
        from zoneplan.io.asked_file import CSV, PARQUET, check_ending  # noqa: PLC0415

        for path, ending in ((self.csv, CSV), (self.parquet, PARQUET)):
            if path is not None:
                check_ending(path, ending)

    def write(self, names: "Sequence[str]", rows: "Sequence[Mapping[str, Cell]]", manner: Manner) -> None:
        """Writes the rows and says so."""
        from zoneplan.io.asked_file import parquet_bytes, write_table  # noqa: PLC0415
        from zoneplan.publish.tables import csv_bytes  # noqa: PLC0415

        for path, made in ((self.csv, csv_bytes), (self.parquet, parquet_bytes)):
            if path is not None:
                write_table(path, made(names, rows), names)
                said = Message.of(_WRITTEN, path=str(path), count=len(rows))
                manner.tell(render(said, manner.language))


@command()
def measure(
    folder: Folder = Path(),
    *,
    metrics: Metrics = None,
    subjects: Subjects = None,
    as_of: AsOf = None,
    table: TableId = None,
    trend: Trend = None,
    every: Every = False,
    csv: Csv = None,
    parquet: Parquet = None,
    manner: Manner,
) -> None:
    """Print measures: a summary, some of them, or a table. / Tính và in các chỉ số."""
    from zoneplan.metrics.view import View  # noqa: PLC0415

    if sum((table is not None, trend is not None, bool(metrics or subjects))) > 1:
        raise UsageError(_APART)
    wanted = [metric_of(metric) for metric in (*(metrics or ()), *(trend or ())[:1])]
    tables = [table_of(table)] if table is not None else []
    files = _Files(csv, parquet)
    files.check()
    day = day_of(as_of)
    view = View(readable(folder, manner), day)
    if table is not None:
        _show_table(view, _tabulated(view, tables[0], manner), files, manner)
    elif trend is not None:
        _show_trend(view, wanted[0], trend[1], files, manner)
    else:
        whom = [subject_of(view.plan, subject) for subject in subjects or ()]
        _show_measures(view, wanted, whom, files, manner, every=every)


def _tabulated(view: "View", table: str, manner: Manner) -> "Table":
    from zoneplan.metrics import TABLES  # noqa: PLC0415

    spec, tabulate = TABLES[table]
    with progress_of(manner) as progress:
        progress(_MEASURING)
        return tabulate(view, spec)


def _show_trend(view: "View", metric: str, subject: str, files: _Files, manner: Manner) -> None:
    from zoneplan.metrics.growth.trends import trend  # noqa: PLC0415
    from zoneplan.publish.measured import trend_lines  # noqa: PLC0415
    from zoneplan.publish.tables import MEASURE_COLUMNS, measure_row  # noqa: PLC0415

    whom = fitting_subject(view, metric, subject_of(view.plan, subject))
    with progress_of(manner) as progress:
        progress(_MEASURING)
        known = trend(view, metric, whom)
    rows: list[Mapping[str, Cell]] = [
        {"known_from": state.since.isoformat(), **measure_row(state.measure, manner.language)}
        for state in known
    ]
    files.write(("known_from", *MEASURE_COLUMNS), rows, manner)
    if manner.as_json:
        print_json(rows)
    elif not known:
        _list(_chosen(view, [metric], [whom.id]), manner, every=True)
    elif not files:
        manner.tell(*trend_lines(known, manner.language, columns()))


def _show_table(view: "View", found: "Table", files: _Files, manner: Manner) -> None:
    from zoneplan.publish.measured import table_lines  # noqa: PLC0415
    from zoneplan.publish.tabled import plain_rows, table_record  # noqa: PLC0415

    if files:
        names = [column.id for column in found.spec.columns]
        files.write(names, plain_rows(found, manner.language), manner)
    if manner.as_json:
        print_json(table_record(view.plan, found, manner.language))
    elif not files:
        manner.tell(*table_lines(view.plan, found, manner.language, columns()))


def _show_measures(
    view: "View",
    metrics: "Sequence[str]",
    subjects: "Sequence[str]",
    files: _Files,
    manner: Manner,
    *,
    every: bool,
) -> None:
    from zoneplan.publish.tables import MEASURE_COLUMNS, measure_row  # noqa: PLC0415

    summed_up = not (metrics or subjects or every or files or manner.as_json)
    totals = [subject.id for subject in (view.province, *view.groups)]
    with progress_of(manner) as progress:
        progress(_MEASURING)
        found = _chosen(view, metrics, totals if summed_up else subjects)
    if files or manner.as_json:
        rows = [measure_row(m, manner.language) for m in found]
        files.write(MEASURE_COLUMNS, rows, manner)
        if manner.as_json:
            print_json(rows)
    elif summed_up:
        _summarise(view, found, manner)
    else:
        _list(found, manner, every=every)


def _chosen(view: "View", metrics: "Sequence[str]", subjects: "Sequence[str]") -> "list[Measure]":
    """Gives the measures asked for, in the order of their declaration; all of those that nothing was said of.

    Raises:
        UsageError: A measure and a subject were asked for that do not fit.
    """
    from zoneplan.metrics import METRICS, evaluate, subjects_of  # noqa: PLC0415

    asked, whom = set(metrics), set(subjects)
    found = [
        evaluate(view, metric, subject)
        for metric in METRICS
        if not asked or metric in asked
        for subject in subjects_of(view, metric)
        if not whom or subject.id in whom
    ]
    reached = {measure.subject.id for measure in found}
    found += [one for subject in subjects if subject not in reached for one in _further(view, asked, subject)]
    measured = {measure.spec.id for measure in found}
    for metric in metrics:
        if metric not in measured and subjects:
            fitting_subject(view, metric, subjects[0])
    reached = {measure.subject.id for measure in found}
    for subject in subjects:
        if subject not in reached:
            raise UsageError(_NOTHING, subject=subject, stands=stands_in(view, subject))
    return found


def _further(view: "View", metrics: "Collection[str]", subject: str) -> "list[Measure]":
    """Gives the measures of what only a table speaks of."""
    from zoneplan.metrics.further import further_measure, further_metrics  # noqa: PLC0415

    wanted = [key for key in further_metrics(view, subject) if not metrics or key in metrics]
    return [one for key in wanted if (one := further_measure(view, key, subject)) is not None]


def _summarise(view: "View", found: "Sequence[Measure]", manner: Manner) -> None:
    from zoneplan.publish.measured import more_lines, summary_lines, title_line  # noqa: PLC0415

    totals = (view.province, *view.groups)
    manner.tell(title_line(view, manner.language), "")
    manner.tell(*summary_lines(found, totals, manner.language, columns()))
    manner.tell("", *more_lines(found, manner.language))


def _list(found: "Sequence[Measure]", manner: Manner, *, every: bool) -> None:
    from zoneplan.publish.measured import listing_lines  # noqa: PLC0415

    none = all(measure.value is None for measure in found)
    manner.tell(*listing_lines(found, manner.language, columns(), every=every or none))

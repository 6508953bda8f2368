"""Measures and tables as lines of a terminal: a summary, a list, one table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf

from zoneplan.metrics import METRICS, Measure, Role, Subject
from zoneplan.metrics.growth.trends import Known
from zoneplan.metrics.measure import ROLE_NAMES
from zoneplan.metrics.table import Table
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.explain import bound_sign, range_text, source_text, unit_sign
from zoneplan.publish.families import families, family_of
from zoneplan.publish.grid import Line, Track, fitted, folded, shortened, stacked
from zoneplan.publish.tabled import NO_NUMBER, SIGNS, cell_text, heads, mark_of, number_text, table_sources
from zoneplan.text import Language, Message, Text, When, format_date, render
from zoneplan.text.message import printable

_MORE = Text("Xem thêm:", "To see more:")
_WAYS: tuple[tuple[str, Text], ...] = (
    (
        "measure --subject {subject}",
        Text("mọi chỉ số của một khu, nhóm, xã, nhà máy", "all measures of one subject"),
    ),
    ("measure --metric {metric}", Text("một chỉ số của mọi đối tượng", "one measure of all subjects")),
    (
        "measure --table {table}",
        Text("một bảng; danh sách: zoneplan tables", "one table; for the list: zoneplan tables"),
    ),
    ("explain {metric} {subject}", Text("con số đó tính từ đâu", "where that number comes from")),
    (
        "measure --as-of 2024",
        Text("tính theo số liệu biết đến hết 2024", "with what was known at the end of 2024"),
    ),
    (
        "measure --all",
        Text("tất cả, kể cả chỗ còn thiếu và vì sao", "all of it, also what is missing and why"),
    ),
)
_AS_OF = Text("{plan}, số liệu biết đến ngày {date}", "{plan}, as known on {date}")
_NONE = Text(
    "Chưa có giá trị: {count} (lý do: thêm --all)", "Without a value: {count} (for the reasons add --all)"
)
_HOW = Text(
    "Con số từ đâu ra: zoneplan explain {metric} {subject}; mã chỉ số: zoneplan metrics",
    "Where a number comes from: zoneplan explain {metric} {subject}; ids: zoneplan metrics",
)
_MEASURE = Text("Chỉ số", "Measure")
_DATE = Text("Thời điểm", "As of")
_VALUE = Text("Giá trị", "Value")
_RANGE = Text("Khoảng", "Range")
_SUBJECT = Text("Đối tượng", "Subject")
_SINCE = Text("Biết từ ngày", "Known from")
_ID = Text("Mã", "Id")
_SOURCES = Text("Nguồn", "Sources")
_METHOD = Text("Căn cứ", "Basis")
_REASON = Text("Không lập được bảng: {reason}", "There are no rows: {reason}")
_LONGEST_NAME = 60
_WORDS = 18
"""How narrow a column of words of a table may become."""
_WHOLE = 99
"""The width of columns that are never broken."""


def title_line(view: View, language: Language) -> str:
    """Gives the plan and the date it is measured at."""
    said = Message.of(_AS_OF, plan=view.plan.name, date=When(view.on.isoformat()))
    return render(said, language)


def more_lines(found: Iterable[Measure], language: Language) -> Iterator[str]:
    """Gives how to see what a summary leaves out, with names that this plan has."""
    valued = [m for m in found if m.value is not None]
    if not valued:
        return
    judged = _example(valued)
    names = {"subject": judged.subject.id, "metric": judged.spec.id, "table": _shown_table()}
    ways = [
        (f"zoneplan {way.format(**names)}", about)
        for way, about in _WAYS
        if names["table"] or "--table" not in way
    ]
    across = max(len(way) for way, _ in ways)
    yield _MORE.in_(language)
    yield from (f"  {way:<{across}}  {about.in_(language)}" for way, about in ways)


def summary_lines(
    measures: Sequence[Measure], totals: Sequence[Subject], language: Language, width: int
) -> Iterator[str]:
    """Gives the measures of the plan and its groups side by side, those with a value, by family."""
    found = {(m.spec.id, m.subject.id): m for m in measures if m.value is not None}
    tracks = (
        Track(_MEASURE.in_(language), cut=True, least=30),
        *(track for total in totals for track in _value_tracks(_name(total, language))),
        Track(_DATE.in_(language), drop=1, least=_WHOLE),
    )
    rows: list[Line] = []
    for family, metrics, _ in families():
        known = [key for key in metrics if any((key, total.id) in found for total in totals)]
        if known:
            rows += ["", family.title.in_(language)] if rows else [family.title.in_(language)]
            rows += [_side_by_side(key, [found.get((key, t.id)) for t in totals], language) for key in known]
    yield from fitted(tracks, rows, width)
    yield from _signs(found.values(), language, width)


def _shown_table() -> str:
    """Gives a table to show others by: the first of the last family that has one."""
    tables = [found for _, _, found in families() if found]
    return tables[-1][0] if tables else ""


def _name(subject: Subject, language: Language) -> str:
    """Gives the name of a group, and for the plan the words for the whole province."""
    if subject.role is not Role.PLAN:
        return subject.name.in_(language)
    words = ROLE_NAMES[Role.PLAN].in_(language)
    return words[:1].upper() + words[1:]


def _value_tracks(heading: str) -> tuple[Track, Track]:
    return Track(heading, numeric=True), Track(gap=1, least=_WHOLE)


def _side_by_side(metric: str, found: Sequence[Measure | None], language: Language) -> tuple[str, ...]:
    spec = METRICS[metric][0]
    unit = unit_sign(spec.unit, language)
    name = spec.name.in_(language)
    values = [
        text
        for measure in found
        for text in ((number_text(measure, language), mark_of(measure)) if measure else ("", ""))
    ]
    return (f"  {name} ({unit})" if unit else f"  {name}", *values, _dates(found, language))


def _dates(found: Iterable[Measure | None], language: Language) -> str:
    """Gives the date of values, or the span of their years where they differ."""
    dates = sorted({m.as_of for m in found if m is not None and m.as_of})
    if len(dates) < 2:  # noqa: PLR2004 - one date needs no span
        return format_date(dates[0], language) if dates else ""
    years = sorted({part[:4] for date in dates for part in date.split("/")})
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def listing_lines(
    measures: Sequence[Measure], language: Language, width: int, *, every: bool = False
) -> Iterator[str]:
    """Gives measures by family: of one subject a row a measure, of several a row a subject below each measure.

    Args:
        measures: The measures, in the order of their declaration.
        language: The language to tell them in.
        width: The columns of the terminal.
        every: Whether those without a value are told too, with the reason.
    """
    shown = [m for m in measures if every or m.value is not None]
    subjects = list(dict.fromkeys(m.subject for m in shown))
    rows = list(_of_one(shown, language) if len(subjects) == 1 else _of_many(shown, language))
    lines = [part for row in rows for part in ([row] if isinstance(row, tuple) else _words(row, width))]
    if len(subjects) == 1:
        yield f"{printable(subjects[0].name.in_(language))} ({printable(subjects[0].id)})"
    tracks = _listing_tracks(language, one=len(subjects) == 1, ranges=any(_range(m, language) for m in shown))
    if shown:
        yield from fitted(tracks, lines, width)
        yield from _signs(shown, language, width)
    hidden = sum(m.value is None for m in measures) if not every else 0
    if hidden:
        yield from folded(render(Message.of(_NONE, count=hidden), language), width)
    if shown:
        example = _example(shown)
        said = Message.of(_HOW, metric=example.spec.id, subject=example.subject.id)
        yield from folded(render(said, language), width)


def _example(measures: Sequence[Measure]) -> Measure:
    """Gives a measure to show others by: one that is judged, if there is any."""
    return next((m for m in measures if m.verdicts), measures[0])


def _words(row: str, width: int) -> list[str]:
    """Gives a line that stands across all columns, set in as it was, broken if it is too long."""
    lead = " " * (len(row) - len(row.lstrip()))
    return list(folded(row.strip(), width, lead)) if row else [""]


def _range(measure: Measure, language: Language) -> str:
    """Gives the bounds where they leave more open than rounding, and more than the sign of a bound says."""
    if not bound_sign(measure) or measure.high == inf:
        return ""
    return range_text(measure, language, unit=False)


def _listing_tracks(language: Language, *, one: bool, ranges: bool) -> tuple[Track, ...]:
    return (
        Track((_MEASURE if one else _SUBJECT).in_(language), cut=True, least=26),
        Track(_ID.in_(language), drop=2, least=_WHOLE),
        Track(_VALUE.in_(language), numeric=True),
        Track(gap=1, least=_WHOLE),
        Track(gap=1, least=_WHOLE),
        Track(_RANGE.in_(language) if ranges else "", least=_WHOLE, gap=2 if ranges else 0, drop=1),
        Track(_DATE.in_(language), least=_WHOLE),
    )


def _cells(measure: Measure, name: str, key: str, language: Language) -> tuple[str, ...]:
    unit = unit_sign(measure.spec.unit, language) if measure.value is not None else ""
    return (
        name,
        key,
        number_text(measure, language),
        unit,
        mark_of(measure),
        _range(measure, language),
        format_date(measure.as_of, language) if measure.as_of else "",
    )


def _reason(measure: Measure, language: Language) -> Iterator[str]:
    if measure.value is None and measure.reason is not None:
        yield f"      {render(measure.reason, language)}"


def _of_one(measures: Iterable[Measure], language: Language) -> Iterator[Line]:
    for number, (family, group) in enumerate(
        groupby(_by_family(measures), key=lambda m: family_of(m.spec.id))
    ):
        yield from ([""] if number else [])
        yield family.title.in_(language)
        for measure in group:
            yield _cells(measure, f"  {measure.spec.name.in_(language)}", measure.spec.id, language)
            yield from _reason(measure, language)


def _of_many(measures: Iterable[Measure], language: Language) -> Iterator[Line]:
    for number, (key, group) in enumerate(groupby(_by_family(measures), key=lambda m: m.spec.id)):
        spec = METRICS[key][0]
        yield from ([""] if number else [])
        yield f"{spec.name.in_(language)} ({key}) · {family_of(key).title.in_(language)}"
        for measure in group:
            yield _cells(measure, f"  {_name(measure.subject, language)}", measure.subject.id, language)
            yield from _reason(measure, language)


def _by_family(measures: Iterable[Measure]) -> list[Measure]:
    order = {key: place for place, key in enumerate(key for _, metrics, _ in families() for key in metrics)}
    return sorted(measures, key=lambda m: order[m.spec.id])


def _signs(measures: Iterable[Measure], language: Language, width: int) -> Iterator[str]:
    if any(mark_of(measure) for measure in measures):
        yield from ("", *folded(SIGNS.in_(language), width))


def trend_lines(known: Sequence[Known], language: Language, width: int) -> Iterator[str]:
    """Gives a measure over time: a row for each day from which on it was known otherwise."""
    first = known[0].measure
    yield f"{first.spec.name.in_(language)} – {printable(_name(first.subject, language))} ({first.spec.id})"
    yield ""
    rows: list[Line] = []
    for state in known:
        cells = _cells(state.measure, format_date(state.since.isoformat(), language), "", language)
        rows.append((cells[0], *cells[2:]))
        rows += [part for reason in _reason(state.measure, language) for part in _words(reason, width)]
    since, _, *rest = _listing_tracks(
        language, one=True, ranges=any(_range(k.measure, language) for k in known)
    )
    yield from fitted((replace(since, heading=_SINCE.in_(language), least=_WHOLE), *rest), rows, width)
    yield from _signs((state.measure for state in known), language, width)


def table_lines(plan: Plan, table: Table, language: Language, width: int) -> Iterator[str]:
    """Gives a table with what a reader must know about it; without rows why there are none.

    A column in which nothing is known is left out.
    """
    spec = table.spec
    yield from folded(f"{spec.name.in_(language)} ({spec.id})", width)
    yield from folded(spec.about.in_(language), width)
    yield ""
    if table.rows:
        found = heads(table, language)
        tracks = [Track(shortened(h.label, _LONGEST_NAME), numeric=h.numeric, least=_WORDS) for h in found]
        rows = [
            tuple(cell_text(*three, language) for three in zip(row, spec.columns, found, strict=True))
            for row in table.rows
        ]
        told = [i for i in range(len(tracks)) if any(row[i] not in {"", NO_NUMBER} for row in rows)]
        yield from stacked([tracks[i] for i in told], [tuple(row[i] for i in told) for row in rows], width)
        yield from _signs((c for row in table.rows for c in row if isinstance(c, Measure)), language, width)
        yield ""
    elif table.reason:
        yield from folded(render(Message.of(_REASON, reason=table.reason), language), width)
    for remark in table.remarks:
        yield from folded(f"• {render(remark, language)}", width)
    yield from folded(f"{_METHOD.in_(language)}: {source_text(spec.source, language)}", width)
    sources = table_sources(plan, table)
    if sources:
        yield from folded(f"{_SOURCES.in_(language)}: {', '.join(sources)}", width)

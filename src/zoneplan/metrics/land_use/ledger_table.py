"""The official land balance of a province as the ledger has it: by group and code, over the years and as planned."""

from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.metrics.land_use.lines import Balance, Gap, all_lines, balances, gap_of, land_subjects, shares
from zoneplan.metrics.measure import Subject
from zoneplan.metrics.table import Cell, Column, Table, TableSpec, table
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.land import NOW, OF_WHICH, PARTS, PLANNED_2030, TOTAL, land_indicator
from zoneplan.text import Message, Text

_NONE = Text(
    "Sổ chưa có tổng diện tích đất của nơi nào. Cần các dòng {indicators}.",
    "The ledger has the total area of land of no place. It needs rows of {indicators}.",
)
_REST_NAME = Text("Phần chênh: nhóm trừ tổng các mục con", "Difference: the group less its parts")
_OF_WHICH = Text("trong đó: {name}", "of which: {name}")
_ROUNDED = Text(
    "Tỷ lệ làm tròn theo số dư lớn nhất: các mục con và phần chênh cộng đúng bằng nhóm, các nhóm cộng đúng 100,00 %.",
    "Shares are rounded by largest remainder: parts and difference add up exactly to their group, groups to 100.00 %.",
)
_RESIDUAL = Text(
    "{subject}, {year}: các mục con của {group} cộng lại {sum} ha, dòng {group} ghi {whole} ha, lệch {gap} ha – nhiều hơn "
    "sai số làm tròn.",
    "{subject}, {year}: the parts of {group} add up to {sum} ha, the row of {group} says {whole} ha, {gap} ha apart – more "
    "than rounding.",
)
_EXCHANGED = Text(
    "{subject}: số của {part} năm {one} ({first} ha) và {other} ({second} ha) có vẻ bị đổi chỗ cho nhau: đổi lại thì cả hai "
    "năm đều khớp. Bảng giữ nguyên số đã công bố.",
    "{subject}: the figures of {part} for {one} ({first} ha) and {other} ({second} ha) look exchanged: put the other way "
    "round, both years add up. The table keeps the figures as published.",
)


@table(
    TableSpec(
        id="land_ledger",
        name=Text(
            "Cân bằng đất của tỉnh theo thống kê và quy hoạch", "Official land balance of the province"
        ),
        about=Text(
            "Diện tích từng nhóm, từng loại đất theo các năm thống kê và quy hoạch đến 2030, tỷ lệ và biến động.",
            "The area of each group and kind of land by year of the statistics and as planned to 2030, its share and change.",
        ),
        columns=(
            Column("subject", Text("Nơi", "Place")),
            Column("subject_name", Text("Tên nơi", "Name of the place")),
            Column("when", Text("Năm", "Year")),
            Column("as_of", Text("Thời điểm số liệu", "Date of the figures")),
            Column("level", Text("Bậc", "Level"), "", 0),
            Column("code", Text("Mã", "Code")),
            Column("name", Text("Loại đất", "Land use")),
            Column("area_ha", Text("Diện tích (ha)", "Area (ha)"), "ha", 0),
            Column("share_pct", Text("Tỷ lệ (%)", "Share (%)"), "pct"),
            Column(
                "change_ha",
                Text("Tăng, giảm so với kỳ trước (ha)", "Change since the date before (ha)"),
                "ha",
                0,
            ),
            Column("change_pct", Text("Tăng, giảm (%)", "Change (%)"), "pct"),
        ),
        source="TT 08/2024/TT-BTNMT; Balinski & Young (2001), Fair Representation",
        needs=tuple(land_indicator(line, tail) for tail in (NOW, PLANNED_2030) for line in all_lines()),
    )
)
def land_ledger(view: View, spec: TableSpec) -> Table:
    """Gives the balance of every subject whose total area of land the ledger has."""
    subjects = land_subjects(view)
    known = {subject.id: balances(view, subject.id) for subject in subjects}
    dated = [_dated(s, balance, before) for s in subjects for before, balance in _pairs(known[s.id])]
    rows = tuple(row for one in dated for row in _rows(view, one, TOTAL, 0))
    if not rows:
        wanted = (land_indicator(TOTAL), land_indicator(TOTAL, PLANNED_2030))
        return Table(spec=spec, reason=Message.of(_NONE, indicators=wanted))
    amounts = [a for found in known.values() for balance in found for a in balance.lines.values()]
    doubts = [doubt for subject in subjects for doubt in _doubts(view, subject, known[subject.id])]
    figures = tuple(figure for amount in amounts for figure in amount.figures)
    return Table(spec=spec, rows=rows, figures=figures, remarks=(Message.of(_ROUNDED), *doubts))


def _pairs(known: tuple[Balance, ...]) -> Iterator[tuple[Balance | None, Balance]]:
    """Gives each balance with the one before it."""
    yield from zip((None, *known), known, strict=False)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A balance with its shares, the one before it, and the cells that open each of its rows."""

    head: tuple[Cell, ...]
    balance: Balance
    share: dict[str, int]
    before: Balance | None


def _dated(subject: Subject, balance: Balance, before: Balance | None) -> _Dated:
    head = (subject.id, subject.name, balance.when, balance.as_of)
    return _Dated(head, balance, shares(balance), before)


def _rows(
    view: View, dated: _Dated, line: str, depth: int, *, summed: bool = True
) -> Iterator[tuple[Cell, ...]]:
    """Gives the row of a line, those of its parts, and what the line has more or less than they."""
    amount = dated.balance.lines.get(line)
    if amount is not None:
        old = dated.before.lines.get(line) if dated.before is not None else None
        words = (_code(line), _name(view, line, summed=summed))
        yield (*dated.head, depth, *words, amount.value, _per_cent(dated, line), *_change(amount, old))
    for part in PARTS.get(line, ()):
        yield from _rows(view, dated, part, depth + 1)
    for part in OF_WHICH.get(line, ()):
        yield from _rows(view, dated, part, depth + 1, summed=False)
    gap = gap_of(dated.balance, line) if line in PARTS else None
    if gap is not None and gap.value:
        yield (*dated.head, depth + 1, "", _REST_NAME, gap.value, _per_cent(dated, f"-{line}"), None, None)


def _per_cent(dated: _Dated, line: str) -> float | None:
    return dated.share[line] / 100 if line in dated.share else None


def _code(line: str) -> str:
    """Gives the official code of a line; empty where it has none of its own."""
    return line.upper() if line.isalpha() and line != TOTAL else ""


def _name(view: View, line: str, *, summed: bool = True) -> Text | Message:
    name = view.plan.ledger.indicators[land_indicator(line)].name
    return name if summed else Message.of(_OF_WHICH, name=name)


def _change(amount: Amount, old: Amount | None) -> tuple[float | None, float | None]:
    if old is None:
        return None, None
    change = amount.value - old.value
    return change, change / old.value * 100 if old.value > 0 else None


def _doubts(view: View, subject: Subject, known: tuple[Balance, ...]) -> Iterator[Message]:
    """Gives where parts and group are farther apart than rounding, and which figures look exchanged."""
    open_gaps = [
        (balance, gap)
        for balance in known
        for group in PARTS
        if (gap := gap_of(balance, group)) is not None and not gap.rounding
    ]
    for balance, gap in open_gaps:
        yield Message.of(
            _RESIDUAL,
            subject=subject.name,
            year=balance.when,
            group=_name(view, gap.group),
            sum=gap.whole.value - gap.value,
            whole=gap.whole.value,
            gap=gap.value,
        )
    for i, (first, one) in enumerate(open_gaps):
        for second, other in open_gaps[i + 1 :]:
            if one.group == other.group:
                yield from _exchanged(view, subject, (first, one), (second, other))


def _exchanged(
    view: View, subject: Subject, one: tuple[Balance, Gap], other: tuple[Balance, Gap]
) -> Iterator[Message]:
    """Gives the parts whose figures of two dates, put the other way round, would close both gaps."""
    for part in PARTS[one[1].group]:
        first, second = one[0].lines[part], other[0].lines[part]
        step = second.value - first.value
        if _closes(one[1], -step) and _closes(other[1], step):
            yield Message.of(
                _EXCHANGED,
                subject=subject.name,
                part=_name(view, part),
                one=one[0].when,
                other=other[0].when,
                first=first.value,
                second=second.value,
            )


def _closes(gap: Gap, moved: float) -> bool:
    """Tells whether rounding explains a gap once its parts have so much less."""
    return gap.low + moved <= 0 <= gap.high + moved

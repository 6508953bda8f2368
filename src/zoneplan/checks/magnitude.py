"""Magnitudes: figures that no such thing can have, a thousand times too much or too little, and jumps."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from zoneplan.checks.plausible import Amount, amounts
from zoneplan.checks.registry import check
from zoneplan.checks.series import Series
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.indicators import Nature
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.text import Text, When

JUMP = 3.0
"""Between two years a figure of one thing may grow or shrink threefold before it is pointed at."""
FEW = 20.0
"""Counts that differ by less are no jump: one project may become four."""
_NEIGHBOURS = timedelta(days=731)
_THOUSANDS = (1e3, 1e6)
_NEAR = 1.5
_LIKE = 10.0
_MANY = 200
_COUNTS = frozenset({"persons", "households", "projects", "zones", "sites", "lots"})
_AREAS = (
    "area_declared_ha",
    "planned_area_2030_ha",
    "planned_area_after_2030_ha",
    "previous_area_ha",
    "approved_area_ha",
    "outline_area_ha",
    "clearance_area_ha",
    "industrial_land_ha",
)
"""Areas of one zone that are of one order of magnitude."""

_SEPARATOR = Text(
    "Xem nguồn: dấu ngăn nghìn bị đọc thành dấu thập phân (1.097 ha là 1097), hoặc nhầm đơn vị nghìn, triệu, tỷ.",
    "Look at the source: a thousands separator read as a decimal point (1.097 for 1097 ha), or thousand, million and billion mixed up.",
)
OUT_OF_RANGE = Rule(
    "figure_magnitude",
    Severity.WARNING,
    Text("Độ lớn khó tin", "Magnitude is not plausible"),
    Text(
        "Dòng {line}: {subject}, {indicator} = {value} {unit}; bình thường từ {low} đến {high}.",
        "Line {line}: {subject}, {indicator} = {value} {unit}; plausible are {low} to {high}.",
    ),
    Text(
        "Một số sai đơn vị làm sai mọi tỷ lệ và tổng tính từ nó.",
        "A figure in the wrong unit spoils every rate and sum computed from it.",
    ),
    _SEPARATOR,
    example=Text(
        "Một khu công nghiệp 1.097 ha được ghi là 1,097 ha.",
        "An industrial zone of 1,097 ha is entered as 1.097 ha.",
    ),
)
THOUSANDFOLD = Rule(
    "figure_thousandfold",
    Severity.WARNING,
    Text("Lệch nghìn lần", "A thousand times apart"),
    Text(
        "Dòng {line}: {subject}, {indicator} = {value} {unit}; dòng {other_line} ghi {other_indicator} = {other}, "
        "khoảng {factor} lần chênh nhau.",
        "Line {line}: {subject}, {indicator} = {value} {unit}; line {other_line} has {other_indicator} = {other}, "
        "about {factor} times apart.",
    ),
    OUT_OF_RANGE.why,
    _SEPARATOR,
    example=Text(
        "Thuế một khu năm 2023 ghi 40 tỷ đồng, năm 2024 ghi 41.000 tỷ đồng: số sau tính bằng triệu đồng.",
        "The tax of a zone is 40 billion VND in 2023 and 41,000 in 2024: the latter is in million VND.",
    ),
)
JUMPED = Rule(
    "figure_jump",
    Severity.WARNING,
    Text("Số nhảy giữa hai năm", "Jump between two years"),
    Text(
        "{subject}, {indicator}: {before} ({before_date}, dòng {before_line}) rồi {after} ({after_date}, dòng "
        "{after_line}), {how} {factor} lần.",
        "{subject}, {indicator}: {before} ({before_date}, line {before_line}), then {after} ({after_date}, line "
        "{after_line}): {how} {factor}-fold.",
    ),
    Text(
        "Có thể là số sai, khác phạm vi, hoặc khác gốc giá; nếu đúng thì người đọc cần biết vì sao.",
        "It may be a slip, another extent or another price base; if it is right, readers need to know why.",
    ),
    Text(
        "Xem hai nguồn; khác gốc giá hay phạm vi thì dùng chỉ tiêu riêng, đúng thì ghi lý do vào note của dòng sau.",
        "Look at both sources; another price base or extent needs its own indicator; if right, say why in the note of the later row.",
    ),
    example=Text(
        "Lao động một khu: 1.600 người năm 2024, 200 người năm 2025.",
        "Workers of a zone: 1,600 in 2024, 200 in 2025.",
    ),
)


@check(OUT_OF_RANGE)
def ranges(plan: Plan) -> Iterator[Finding]:
    """Finds amounts outside what is declared as plausible for such an indicator of such a subject."""
    for seen in amounts(plan):
        if not seen.plausible:
            yield OUT_OF_RANGE.found(
                layer="ledger",
                feature=seen.figure.subject,
                line=str(seen.figure.line),
                subject=seen.figure.subject,
                indicator=seen.indicator.name,
                value=seen.figure.value,
                unit=UNITS[seen.indicator.unit].sign,
                low=seen.low,
                high=seen.high,
            )


def _series(plan: Plan) -> list[list[Amount]]:
    """Gives plausible amounts above 0 of each subject by what may be compared: one indicator, or its areas."""
    series: dict[tuple[str, str], list[Amount]] = {}
    for seen in sorted(amounts(plan), key=lambda s: (s.figure.subject, s.figure.line)):
        if seen.plausible and seen.figure.value > 0:
            of = "areas" if seen.indicator.id in _AREAS else seen.indicator.id
            series.setdefault((seen.figure.subject, of), []).append(seen)
    return list(series.values())


def thousands_apart(one: float, other: float) -> float | None:
    """Gives 1,000 or 1,000,000 when one of two positive amounts is about so many times the other."""
    ratio = max(one, other) / min(one, other)
    return next((t for t in _THOUSANDS if t / _NEAR <= ratio <= t * _NEAR), None)


@check(THOUSANDFOLD)
def thousandfold(plan: Plan) -> Iterator[Finding]:
    """Finds amounts that stand alone, a thousand or a million times off what else is said of the same thing."""
    for series in _series(plan):
        for odd in _odd(series):
            value = odd.figure.value
            other = next(s for s in series if thousands_apart(value, s.figure.value))
            yield THOUSANDFOLD.found(
                layer="ledger",
                feature=odd.figure.subject,
                line=str(odd.figure.line),
                subject=odd.figure.subject,
                indicator=odd.indicator.name,
                value=value,
                unit=UNITS[odd.indicator.unit].sign,
                other_line=str(other.figure.line),
                other_indicator=other.indicator.name,
                other=other.figure.value,
                factor=thousands_apart(value, other.figure.value),
            )


def _alike(seen: Amount, series: list[Amount]) -> int:
    value = seen.figure.value
    return sum(1 / _LIKE <= value / other.figure.value <= _LIKE for other in series)


def _odd(series: list[Amount]) -> list[Amount]:
    """Gives those a thousand times off others that have more of their like, or came first; of many, off the middle."""
    if len(series) > _MANY:
        middle = sorted(seen.figure.value for seen in series)[len(series) // 2]
        return [seen for seen in series if thousands_apart(seen.figure.value, middle)]
    found = []
    for seen in series:
        far = [s for s in series if thousands_apart(seen.figure.value, s.figure.value)]
        mine = (_alike(seen, series), -seen.figure.line)
        if any(mine < (_alike(other, series), -other.figure.line) for other in far):
            found.append(seen)
    return found


_ROSE = Text("tăng", "it rose")
_FELL = Text("giảm", "it fell")


@check(JUMPED)
def jumps(plan: Plan) -> Iterator[Finding]:
    """Finds a figure of one thing that grows or shrinks more than threefold between neighbouring years."""
    times = Series(plan)
    for series in _series(plan):
        by_indicator: dict[str, list[Amount]] = {}
        for seen in series:
            if not times.set_aside(seen.figure):
                by_indicator.setdefault(seen.indicator.id, []).append(seen)
        for rows in by_indicator.values():
            if rows[0].indicator.nature is not Nature.PLAN:
                yield from _jumps(rows)


def _jumps(rows: list[Amount]) -> Iterator[Finding]:
    flow = rows[0].indicator.nature is Nature.FLOW
    ordered = sorted(
        (s.figure for s in rows if s.figure.as_of.is_year or not flow),
        key=lambda f: (f.as_of.start, f.as_of.end, f.preferred, -f.line),
    )
    for before, after in pairwise(ordered):
        factor = max(before.value, after.value) / min(before.value, after.value)
        near = timedelta(0) < after.as_of.start - before.as_of.start <= _NEIGHBOURS
        few = rows[0].indicator.unit in _COUNTS and abs(after.value - before.value) < FEW
        explained = bool(after.remark)
        if (
            factor > JUMP
            and near
            and not few
            and not explained
            and thousands_apart(before.value, after.value) is None
        ):
            yield JUMPED.found(
                layer="ledger",
                feature=after.subject,
                subject=after.subject,
                indicator=rows[0].indicator.name,
                before=before.value,
                before_date=When(before.as_of.text),
                before_line=str(before.line),
                after=after.value,
                after_date=When(after.as_of.text),
                after_line=str(after.line),
                how=_ROSE if after.value > before.value else _FELL,
                factor=factor,
            )

"""What leaves a measure open and what would change it, in words and as records."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from math import floor, inf, isfinite, log10

from zoneplan.metrics import Measure
from zoneplan.metrics.sensitivity import Influence, Turn
from zoneplan.metrics.tolerance import Cause, CauseKind
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.publish.explain import OUTCOME_NAMES, figure_text, limit_text, quantity
from zoneplan.publish.tables import Cell, plain
from zoneplan.text import Language, Message, Text, format_number, render

NAMED = 6
"""How many causes of one kind are named before they are only counted."""
_DIGITS = 3
"""Significant digits of a change."""
_CAUSES = {
    CauseKind.MARK: Text(
        "dòng {line}: nguồn chỉ cho cận hoặc số gần đúng ({figure}): {span}",
        "line {line}: the source gives a bound or a round figure ({figure}): {span}",
    ),
    CauseKind.ROUNDING: Text(
        "dòng {line}: làm tròn đến chữ số cuối ({figure}): {span}",
        "line {line}: rounded to its last digit ({figure}): {span}",
    ),
    CauseKind.CONTRADICTION: Text(
        "dòng {line}: nguồn khác cùng thời điểm nói khác (dòng {rivals}): {span}",
        "line {line}: other sources of the same time say otherwise (lines {rivals}): {span}",
    ),
    CauseKind.POSITION: Text(
        "{feature}: vị trí có thể lệch tới {high}", "{feature}: the position may be off by up to {high}"
    ),
}
_SPAN = Text("từ {low} đến {high}", "{low} to {high}")
_UPWARDS = Text("từ {low} trở lên", "{low} or more")
_MORE = {
    CauseKind.MARK: Text(
        "và {count} dòng khác chỉ có cận hoặc số gần đúng", "and {count} more vague figures"
    ),
    CauseKind.ROUNDING: Text("và {count} dòng khác được làm tròn", "and {count} more rounded figures"),
    CauseKind.CONTRADICTION: Text("và {count} dòng khác mâu thuẫn", "and {count} more contradicted figures"),
    CauseKind.POSITION: Text(
        "và {count} nơi khác có vị trí chưa chắc", "and {count} more places of uncertain position"
    ),
}
_EXACT = Text(
    "Không có khoảng: số liệu đếm được hoặc do văn bản quy định.",
    "No range: the figures are counts or laid down by a document.",
)
_AS_DRAWN = Text(
    "Đúng theo ranh giới đã vẽ; sai số vị trí không nằm trong khoảng.",
    "Exact for the outlines as drawn; where they may lie elsewhere is not in the range.",
)
_UNMOVED = Text(
    "Không có khoảng: những điều sau không làm kết quả thay đổi.",
    "No range: the following does not move the result.",
)
_POINTS = Text("{change} điểm %", "{change} percentage points")
_INFLUENCE = Text(
    "dòng {line}, {subject}, {indicator} = {value}: thêm 1 % thì {change}",
    "line {line}, {subject}, {indicator} = {value}: 1 % more gives {change}",
)
_TURN = Text(
    "đến mức {at} ({step} %) thì chuyển sang “{outcome}” ({threshold})",
    "at {at} ({step} %) it turns to “{outcome}” ({threshold})",
)


def tolerance_lines(
    plan: Plan, measure: Measure, causes: Iterable[Cause], language: Language, most: int = NAMED
) -> Iterator[str]:
    """Gives why a value is known no better, a line a cause; of one kind no more than ``most``, then their number."""
    if measure.value is None:
        return
    found = list(causes)
    if measure.low == measure.high:
        drawn = any(cause.kind is CauseKind.POSITION for cause in found)
        yield (_AS_DRAWN if drawn else _UNMOVED if found else _EXACT).in_(language)
    for kind, alike in groupby(
        sorted(found, key=lambda c: tuple(CauseKind).index(c.kind)), key=lambda c: c.kind
    ):
        same = list(alike)
        yield from (cause_text(plan, cause, language) for cause in same[:most])
        if len(same) > most:
            yield render(Message.of(_MORE[kind], count=len(same) - most), language)


def cause_text(plan: Plan, cause: Cause, language: Language) -> str:
    """Gives one cause in words."""
    if cause.figure is None:
        feature = plan.by_id.get(cause.feature)
        name = feature.named(language) if feature else cause.feature
        said = Message.of(_CAUSES[cause.kind], feature=name, high=quantity(cause.high, "m", language))
        return render(said, language)
    figure = cause.figure
    said = Message.of(
        _CAUSES[cause.kind],
        line=str(figure.line),
        figure=figure_text(figure, language),
        rivals=", ".join(str(rival.line) for rival in cause.rivals),
        span=_span(cause, figure, language),
    )
    return render(said, language)


def _span(cause: Cause, figure: Figure, language: Language) -> str:
    low = _end(cause.low, figure, language)
    if cause.high == inf:
        return render(Message.of(_UPWARDS, low=low), language)
    return render(Message.of(_SPAN, low=low, high=_end(cause.high, figure, language)), language)


def _end(value: float, figure: Figure, language: Language) -> str:
    """Gives an end of a figure's range in its base unit, with the decimals that tell it from the figure."""
    unit = UNITS[figure.unit].base if figure.unit in UNITS else figure.unit
    decimals = next((d for d in range(6) if round(value, d) == value), 6)
    return quantity(value, unit, language, decimals)


def influence_lines(
    measure: Measure, found: Iterable[Influence], language: Language
) -> Iterator[tuple[str, ...]]:
    """Gives what each figure does to a measure: the change at one per cent more, then where verdicts turn."""
    for influence in found:
        figure = influence.figure
        said = Message.of(
            _INFLUENCE,
            line=str(figure.line),
            subject=figure.subject,
            indicator=figure.indicator,
            value=figure_text(figure, language),
            change=_change(influence.change, measure.spec.unit, language),
        )
        yield (render(said, language), *(_turn(turn, figure, language) for turn in influence.turns))


def _change(change: float, unit: str, language: Language) -> str:
    number = f"{'-' if change < 0 else '+'}{_digits(abs(change), language)}"
    if unit == "pct":
        return render(Message.of(_POINTS, change=number), language)
    sign = UNITS[unit].sign.in_(language) if unit in UNITS else unit
    return f"{number} {sign}".rstrip()


def _digits(value: float, language: Language) -> str:
    """Gives a number with three significant digits."""
    if not value or not isfinite(value):
        return "0" if not value else "∞"
    decimals = max(0, _DIGITS - 1 - floor(log10(value)))
    return format_number(value, language, min(decimals, 12))


def _turn(turn: Turn, figure: Figure, language: Language) -> str:
    said = Message.of(
        _TURN,
        at=quantity(turn.at, figure.unit, language),
        step=_step(turn.at / figure.printed - 1, language),
        outcome=OUTCOME_NAMES[turn.outcome],
        threshold=limit_text(turn.threshold, language),
    )
    return render(said, language)


def _step(part: float, language: Language) -> str:
    """Gives a change in per cent with its sign."""
    return ("+" if part > 0 else "") + format_number(part * 100, language, 1)


def cause_record(plan: Plan, cause: Cause, language: Language) -> dict[str, object]:
    """Gives a cause for ``explain --json``; ends are in the base unit of the figure, those of a place in metres."""
    return {
        "kind": cause.kind.value,
        "line": cause.figure.line if cause.figure else None,
        "contradicted_by": [rival.line for rival in cause.rivals],
        "feature": cause.feature or None,
        "low": plain(cause.low),
        "high": plain(cause.high),
        "text": cause_text(plan, cause, language),
    }


def influence_record(influence: Influence) -> dict[str, object]:
    """Gives what a figure does to a measure for ``explain --json``."""
    turns: list[dict[str, Cell]] = [
        {"regulation": turn.threshold.id, "at": plain(turn.at), "verdict": turn.outcome.value}
        for turn in influence.turns
    ]
    moved = {"change_of_1_pct": plain(influence.change), "turns": turns}
    return {**figure_record(influence.figure), **moved}


def figure_record(figure: Figure) -> dict[str, Cell]:
    """Gives which ledger row a figure is and what it says, as it is printed."""
    return {
        "line": figure.line,
        "subject": figure.subject,
        "indicator": figure.indicator,
        "value": plain(figure.printed),
        "unit": figure.unit,
    }

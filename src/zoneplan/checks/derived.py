"""Figures that follow from others: whether they still do, and from figures of which time."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from zoneplan.checks.registry import check
from zoneplan.checks.relations import FORMULAS, Formula, Moment, Term, Whose
from zoneplan.checks.rounding import Span, meet, span
from zoneplan.checks.series import Series
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.indicators import Nature
from zoneplan.plan.ledger import Confidence, Figure
from zoneplan.plan.period import Period, parse_period
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text, When

MANY = 400
"""Of more choices of rows than this some always fits by chance: nothing is said."""

_WHAT = Text(
    "Dòng {line}: {subject}, {indicator} = {value} ({date}); theo {formula} với các dòng {lines} thì được {found}.",
    "Line {line}: {subject}, {indicator} = {value} ({date}); {formula} with lines {lines} gives {found}.",
)

DERIVED = Rule(
    "derived_out_of_step",
    Severity.WARNING,
    Text("Số tính ra không còn khớp", "Derived figure no longer follows"),
    _WHAT,
    Text(
        "Một số đầu vào đã được sửa mà số tính từ nó chưa tính lại, hoặc phép tính sai.",
        "An input was corrected and this was not computed again, or the arithmetic is wrong.",
    ),
    Text(
        "Tính lại từ các dòng đã nêu, sửa dòng này và phép tính trong note.",
        "Compute it again from the lines named; correct this row and the arithmetic in its note.",
    ),
    example=Text(
        "Hệ số công suất ghi 0,46 (suy ra), nhưng 42 GWh và 15 MW cho 0,32.",
        "A capacity factor is derived as 0.46, but 42 GWh and 15 MW give 0.32.",
    ),
)
PUBLISHED = Rule(
    "published_out_of_step",
    Severity.WARNING,
    Text("Số công bố không khớp các số cùng thời điểm", "Published figure does not fit those beside it"),
    _WHAT,
    Text(
        "Trong các số cùng thời điểm có ít nhất một số sai, hoặc chúng tính theo cách khác nhau.",
        "Of the figures of one time at least one is wrong, or they are defined differently.",
    ),
    Text(
        "Đối chiếu nguồn của các dòng; giữ tất cả, ghi chỗ khác nhau vào note.",
        "Compare the sources of the lines; keep them all and say in their notes how they differ.",
    ),
    example=Text(
        "Tỷ lệ lấp đầy in 90 %, nhưng cùng ngày ghi đã cho thuê 60 ha trong 80 ha đất công nghiệp.",
        "Occupancy is printed as 90 %, but on the same day 60 of 80 ha of industrial land are leased.",
    ),
)
OTHER_TIME = Rule(
    "derived_from_other_time",
    Severity.NOTE,
    Text("Số tính từ số của thời điểm khác", "Derived from figures of another time"),
    _WHAT,
    Text(
        "Sổ có số của chính thời điểm đó mà phép tính lại dùng số của lúc khác.",
        "The ledger has figures of that very time, but another time's were used.",
    ),
    Text(
        "Thêm dòng tính từ các số cùng thời điểm; dòng cũ giữ lại.",
        "Add a row computed from figures of one time; keep the old one.",
    ),
    example=Text(
        "Hệ số công suất năm 2021 tính với công suất năm 2026, trong khi sổ có cả công suất năm 2021.",
        "A capacity factor of 2021 uses the capacity of 2026, though the ledger has that of 2021 as well.",
    ),
)


@check(DERIVED, PUBLISHED, OTHER_TIME)
def follow(plan: Plan) -> Iterator[Finding]:
    """Finds figures that the formulas declared for them do not give, as far as rounding allows to tell.

    A figure beside which another of its time is preferred is known to be off, and is left alone.
    """
    formulas = {formula.indicator: formula for formula in FORMULAS}
    series = Series(plan)
    for figure in plan.ledger.figures:
        formula = formulas.get(figure.indicator)
        if formula is not None and not series.set_aside(figure):
            yield from _judged(plan, series, figure, formula)


def _judged(plan: Plan, series: Series, figure: Figure, formula: Formula) -> Iterator[Finding]:
    target = span(figure)
    own = _ways([_rows(plan, series, figure, term) for term in formula.terms])
    if any(meet(_result(formula, way), target) for way in own):
        return
    if figure.confidence != Confidence.DERIVED:
        if own:
            yield _told(PUBLISHED, plan, figure, formula, own[0])
        return
    ways = _ways([_rows_of_any_time(plan, series, figure, term) for term in formula.terms])
    if any(meet(_result(formula, way), target) for way in ways):
        if own:
            yield _told(OTHER_TIME, plan, figure, formula, own[0])
    elif ways:
        yield _told(DERIVED, plan, figure, formula, (own or ways)[0])


def _ways(terms: Sequence[Sequence[Figure]]) -> list[tuple[Figure, ...]]:
    """Gives every choice of rows to compute with; none where so many rows rival that anything would fit."""
    return [] if math.prod(len(rows) for rows in terms) > MANY else list(product(*terms))


def _rows(plan: Plan, series: Series, figure: Figure, term: Term) -> Sequence[Figure]:
    period = _period(figure.as_of, term.when)
    return () if period is None else series.rivals(_subject(plan, figure, term), term.indicator, period)


def _rows_of_any_time(plan: Plan, series: Series, figure: Figure, term: Term) -> Sequence[Figure]:
    """Gives the rows a derived figure may have been computed with: of a state those of any time."""
    declared = plan.ledger.indicators.get(term.indicator)
    if term.when is not Moment.SAME or declared is None or declared.nature is Nature.FLOW:
        return _rows(plan, series, figure, term)
    rows = plan.ledger.all_of(_subject(plan, figure, term), term.indicator)
    return sorted(rows, key=lambda f: (not f.preferred, f.line)) if len(rows) <= MANY else rows


def _subject(plan: Plan, figure: Figure, term: Term) -> str:
    return plan.id if term.whose is Whose.PLAN else figure.subject


def _period(wanted: Period, when: Moment) -> Period | None:
    """Gives the time that a term speaks of when its result speaks of another; none where there is no such."""
    year = wanted.start.year
    if when is Moment.SAME:
        return wanted
    if when is Moment.YEAR_BEFORE:
        return parse_period(f"{year - 1:04}") if wanted.is_year and year > 1 else None
    return parse_period(f"{year:04}") if wanted.end.year == year else None


def _result(formula: Formula, rows: Iterable[Figure]) -> Span:
    """Gives the extremes of a formula over what its terms can stand for; they lie at the corners."""
    values = [formula.compute(corner) for corner in product(*(span(f) for f in rows))]
    known = [v for v in values if v == v]  # noqa: PLR0124 - only "not a number" differs from itself
    return (min(known), max(known)) if len(known) == len(values) else (float("-inf"), float("inf"))


def _told(rule: Rule, plan: Plan, figure: Figure, formula: Formula, rows: tuple[Figure, ...]) -> Finding:
    names = [plan.ledger.indicators[term.indicator].name for term in formula.terms]
    return rule.found(
        layer="ledger",
        feature=figure.subject,
        line=str(figure.line),
        subject=figure.subject,
        indicator=plan.ledger.indicators[figure.indicator].name,
        value=figure.value,
        date=When(figure.as_of.text),
        formula=Message(formula.text, dict(zip("ab", names, strict=True))),
        lines=", ".join(str(f.line) for f in rows),
        found=formula.compute([f.value for f in rows]),
    )

"""Totals against their parts: indicators made up of others, shares of 100 %, places made up of places."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from zoneplan.checks.registry import check
from zoneplan.checks.relations import ADDED, SHARES, SUMS
from zoneplan.checks.rounding import Span, meet, span, together
from zoneplan.checks.series import Series
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.indicators import Nature
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.text import Text, When

_REMEDY = Text(
    "Đối chiếu từng dòng với nguồn: sai số in, nhầm cột hoặc nhầm năm. Giữ các dòng, ghi chỗ lệch vào note.",
    "Compare each line with its source: a misprint, a wrong column or year. Keep the rows, say in a note how they differ.",
)
PARTS_OFF = Rule(
    "total_out_of_step",
    Severity.WARNING,
    Text("Tổng không khớp các phần của nó", "Total does not fit its parts"),
    Text(
        "{subject}, {indicator} ({date}): tổng ghi {whole}, các phần cộng lại {sum}, lệch {gap} "
        "(làm tròn chỉ giải thích được {tolerance}); các dòng {lines}.",
        "{subject}, {indicator} ({date}): the total says {whole}, its parts add up to {sum}, {gap} apart "
        "(rounding explains no more than {tolerance}); lines {lines}.",
    ),
    Text("Ít nhất một trong các số này sai.", "At least one of these figures is wrong."),
    _REMEDY,
    example=Text(
        "Đất công cộng ghi 23.344 ha, các loại đất của nó cộng lại 23.444 ha.",
        "Public land is given as 23,344 ha; its land types add up to 23,444 ha.",
    ),
)
SHARES_OFF = Rule(
    "shares_not_100",
    Severity.WARNING,
    Text("Các tỷ lệ không cộng thành 100 %", "Shares do not add up to 100 %"),
    Text(
        "{subject} ({date}): {indicators} cộng lại {sum} %; các dòng {lines}.",
        "{subject} ({date}): {indicators} add up to {sum} %; lines {lines}.",
    ),
    Text("Các phần của một tổng không thể hơn hay kém 100 %.", "Parts of one whole are 100 % together."),
    _REMEDY,
    example=Text(
        "Khai khoáng 7,5 %, chế biến 81,2 %, điện nước 21,3 %: cộng lại 110 %.",
        "Mining 7.5 %, processing 81.2 %, electricity and water 21.3 %: 110 % together.",
    ),
)
PLACES_OFF = Rule(
    "places_out_of_step",
    Severity.WARNING,
    Text("Tổng của một nơi không khớp các nơi trong nó", "Total of a place does not fit the places in it"),
    PARTS_OFF.what,
    Text(
        "Số của nơi lớn và của các nơi trong nó không cùng một cách tính, hoặc có số sai.",
        "The place and those within it were counted differently, or a figure is wrong.",
    ),
    _REMEDY,
    example=Text(
        "Huyện ghi 99.974 người, các xã của huyện cùng ngày cộng lại 98.974 người.",
        "A district has 99,974 people; its communes on the same day have 98,974.",
    ),
)
PART_UNKNOWN = Rule(
    "subject_part_unknown",
    Severity.ERROR,
    Text("Phần của chủ thể không có", "Part of a subject does not exist"),
    Text(
        "[subjects.{subject}] kể {part} trong parts, nhưng không có đối tượng hay chủ thể nào tên như vậy.",
        "[subjects.{subject}] names {part} in parts, but there is no feature or subject of this name.",
    ),
    Text("Tổng của các phần sẽ thiếu mà không ai biết.", "The sum of the parts would silently fall short."),
    Text("Sửa mã trong parts, hoặc khai báo chủ thể đó.", "Correct the id in parts, or declare the subject."),
    example=Text(
        "parts của một huyện kể F_PHO_LU, nhưng mã đúng là F_TT_PHO_LU.",
        "The parts of a district name F_PHO_LU, but the id is F_TT_PHO_LU.",
    ),
)


def _fits(whole: Span, parts: Sequence[Figure], *, complete: bool) -> bool:
    """Tells whether parts make up a whole or, where some are not known, leave it room."""
    low, high = together(span(f) for f in parts)
    return meet(whole, (low, high if complete else inf))


def _told(rule: Rule, plan: Plan, whole: Figure, parts: Sequence[Figure]) -> Finding:
    summed, (low, high) = sum(f.value for f in parts), together(span(f) for f in (whole, *parts))
    return rule.found(
        layer="ledger",
        feature=whole.subject,
        subject=whole.subject,
        indicator=plan.ledger.indicators[whole.indicator].name,
        date=When(whole.as_of.text),
        whole=whole.value,
        sum=summed,
        gap=abs(summed - whole.value),
        tolerance=(high - low) / 2,
        lines=", ".join(str(f.line) for f in (whole, *parts)),
    )


@check(PARTS_OFF)
def sums(plan: Plan) -> Iterator[Finding]:
    """Finds totals that the indicators they are made up of do not give, at one and the same time."""
    series = Series(plan)
    for declared in SUMS:
        for subject in series.subjects(declared.whole):
            for whole in series.times(subject, declared.whole):
                found = [series.at(subject, part, whole.as_of) for part in declared.parts]
                parts = [f for f in found if f is not None]
                complete = declared.complete and len(parts) == len(found)
                if parts and not _fits(span(whole), parts, complete=complete):
                    yield _told(PARTS_OFF, plan, whole, parts)


@check(SHARES_OFF)
def shares(plan: Plan) -> Iterator[Finding]:
    """Finds percentages of one thing that do not add up to 100, or to more."""
    series = Series(plan)
    for declared in SHARES:
        for subject in series.subjects(declared.parts[0]):
            for first in series.times(subject, declared.parts[0]):
                found = [series.at(subject, part, first.as_of) for part in declared.parts]
                parts = [f for f in found if f is not None]
                complete = declared.complete and len(parts) == len(found)
                if not _fits((100.0, 100.0), parts, complete=complete):
                    yield SHARES_OFF.found(
                        layer="ledger",
                        feature=subject,
                        subject=subject,
                        date=When(first.as_of.text),
                        indicators=[plan.ledger.indicators[f.indicator].name for f in parts],
                        sum=sum(f.value for f in parts),
                        lines=", ".join(str(f.line) for f in parts),
                    )


@check(PLACES_OFF, PART_UNKNOWN)
def places(plan: Plan) -> Iterator[Finding]:
    """Finds places whose figures do not fit those of the places declared to make them up."""
    series = Series(plan)
    for subject, table in plan.config.subjects.items():
        for part in table.parts:
            if part not in plan.subjects:
                yield PART_UNKNOWN.found(layer="ledger", feature=subject, subject=subject, part=part)
        if table.parts:
            yield from _against(plan, series, subject, table.parts, complete=True)
    communes = [feature.id for feature in plan.of_kind("communes")]
    if communes:
        yield from _against(plan, series, plan.id, communes, complete=False)


def _against(
    plan: Plan, series: Series, subject: str, members: Sequence[str], *, complete: bool
) -> Iterator[Finding]:
    for indicator in _addable(plan):
        for whole in series.times(subject, indicator):
            found = [series.at(member, indicator, whole.as_of) for member in members]
            parts = [f for f in found if f is not None]
            all_known = complete and len(parts) == len(found)
            if parts and not _fits(span(whole), parts, complete=all_known):
                yield _told(PLACES_OFF, plan, whole, parts)


def _addable(plan: Plan) -> Iterable[str]:
    return (
        key
        for key, indicator in plan.ledger.indicators.items()
        if indicator.unit in ADDED and indicator.nature is not Nature.PLAN
    )

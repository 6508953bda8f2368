"""What part of the output comes from processing, from mining, and from the zones."""

from collections.abc import Callable
from dataclasses import replace

from zoneplan.metrics.build import leaves, missing_row, rate
from zoneplan.metrics.ceiling import held
from zoneplan.metrics.growth.targets import OUTPUT
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.ledger import Confidence, Figure
from zoneplan.text import Message, Number, Text, When

SHARE_OF_PROVINCE = "output_share_of_province_pct"
_ALL = Text("toàn ngành công nghiệp của tỉnh", "all industry of the province")
_PART = Ceiling(
    100.0,
    Text(
        "đó là một phần của giá trị sản xuất công nghiệp toàn tỉnh",
        "it is part of the industrial output of the province",
    ),
)
_SAME_YEAR = Text(
    "Chưa có năm nào có đủ hai số cả năm. Cần các dòng cùng năm: {part} ({part_of}) và {whole} ({whole_of}).",
    "No year has both figures of the whole year. It needs rows of one year: {part} ({part_of}) and {whole} ({whole_of}).",
)
_TOO_LARGE = Text(
    "Năm {year}: phần ({part}) lớn hơn tổng ({whole}), nên một trong hai số sai.",
    "{year}: the part ({part}) is larger than the whole ({whole}), so that one of them is wrong.",
)
_BEFORE = Text(
    "Năm {year} là {share} %. Từ đó giá trị sản xuất của khu, cụm đổi {part} % ({part_before} → {part_now}), "
    "của toàn tỉnh đổi {whole} % ({whole_before} → {whole_now}).",
    "In {year} it was {share} %. Since then the output of the zones changed by {part} % ({part_before} → {part_now}), "
    "that of the province by {whole} % ({whole_before} → {whole_now}).",
)
_OTHER_SOURCES = Text(
    "Hai năm lấy từ nguồn khác nhau ({before}; {now}): phạm vi khu và gốc giá có thể khác.",
    "The two years come from different sources ({before}; {now}): the zones meant and the price base may differ.",
)
_DERIVED = Text(
    "{indicator} năm {year} không phải số công bố mà suy ra: {note}.",
    "{indicator} of {year} is not published but derived: {note}.",
)


def _share(view: View, spec: MetricSpec, subject: Subject, year: int, both: tuple[Amount, Amount]) -> Measure:
    """Gives a part of a whole in per cent; none where the part is larger."""
    part, whole = both
    if part.value > whole.value:
        reason = Message.of(_TOO_LARGE, year=str(year), part=part.value, whole=whole.value)
        figures = (*part.figures, *whole.figures)
        return Measure(spec=spec, subject=subject, figures=figures, reason=reason)
    measure = held(rate(spec, subject, part, whole, scale=100))
    if measure.value is None:
        return measure
    derived = tuple(
        _derived(view, figure) for figure in measure.figures if figure.confidence != Confidence.PUBLISHED
    )
    return replace(measure, remarks=(*measure.remarks, *derived))


def _derived(view: View, figure: Figure) -> Message:
    indicator = view.plan.ledger.indicators[figure.indicator].name
    note = figure.remark or "–"
    return Message.of(_DERIVED, indicator=indicator, year=When(figure.as_of.text), note=note)


def _published(view: View, subjects: tuple[str, ...], indicator: str, year: int) -> tuple[Figure, ...]:
    """Gives what was published of a share of a year, to stand beside the computed one."""
    found = (view.plan.ledger.of_year(subject, indicator, year, view.on) for subject in subjects)
    return tuple(figure for each in found if each is not None for figure in (each.chosen, *each.others))


def _declare(sector: str, name: Text) -> Callable[[View, MetricSpec, Subject], Measure]:
    part, published = f"industrial_output_{sector}_bn_vnd", f"output_share_{sector}_pct"

    def share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        ledger = view.plan.ledger
        years = set(ledger.years(subject.id, part, view.on)) & set(ledger.years(subject.id, OUTPUT, view.on))
        found = view.of_year(subject, part, max(years)) if years else None
        whole = view.of_year(subject, OUTPUT, max(years)) if years else None
        if found is None or whole is None:
            reason = Message.of(_SAME_YEAR, part=part, part_of=subject.id, whole=OUTPUT, whole_of=subject.id)
            return Measure(spec=spec, subject=subject, reason=reason)
        measure = _share(view, spec, subject, max(years), (found, whole))
        return replace(
            measure, others=(*measure.others, *_published(view, (subject.id,), published, max(years)))
        )

    return metric(
        MetricSpec(
            id=published,
            name=Text(
                f"Tỷ trọng {name.vi} trong giá trị sản xuất công nghiệp",
                f"Share of {name.en} in industrial output",
            ),
            formula=Text(
                f"giá trị sản xuất {name.vi} ÷ giá trị sản xuất công nghiệp cùng năm × 100",
                f"output of {name.en} ÷ industrial output of the same year × 100",
            ),
            unit="pct",
            base=_ALL,
            roles=frozenset({Role.PLAN}),
            source="zoneplan",
            needs=(part, OUTPUT, published),
            decimals=1,
            at_most=_PART,
        )
    )(share)


_declare("processing", Text("chế biến, chế tạo", "processing and manufacturing"))
_declare("mining", Text("khai khoáng", "mining"))


def zones_output(view: View, subject: Subject, year: int) -> Amount | None:
    """Gives the output of a group of zones, or of all groups, in a year.

    A group's own row counts before the sum of its existing zones; what is missing is named.
    """
    own = None if any(m.members for m in subject.members) else view.of_year(subject, OUTPUT, year)
    if own is not None:
        return replace(own, counted=tuple(m.id for m in subject.members if view.stands(m)))
    parts = [m for m in subject.members if m.members or view.stands(m)]
    found = [(m, zones_output(view, m, year) if m.members else view.of_year(m, OUTPUT, year)) for m in parts]
    known = [amount for _, amount in found if amount is not None]
    missing = tuple(
        leaf.id for m, amount in found if amount is None for leaf in leaves(m) if view.stands(leaf)
    )
    return total(known, missing) if known else None


def output_in(view: View, subject: Subject, year: int) -> tuple[Amount, Amount] | None:
    """Gives the output of the zones and of the province in a year; nothing where one is not known."""
    part, whole = zones_output(view, subject, year), view.of_year(view.province, OUTPUT, year)
    return (part, whole) if part is not None and whole is not None and whole.value > 0 else None


@metric(
    MetricSpec(
        id="zones_share_of_output_pct",
        name=Text(
            "Tỷ trọng của khu, cụm trong giá trị sản xuất công nghiệp",
            "Share of the zones in industrial output",
        ),
        formula=Text(
            "giá trị sản xuất của khu, cụm ÷ giá trị sản xuất công nghiệp toàn tỉnh cùng năm × 100",
            "output of the zones ÷ industrial output of the province in the same year × 100",
        ),
        unit="pct",
        base=_ALL,
        roles=frozenset({Role.PLAN, Role.GROUP}),
        source="zoneplan",
        needs=(OUTPUT, SHARE_OF_PROVINCE),
        decimals=1,
        at_most=_PART,
    )
)
def zones_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of the zones in the latest year for which both outputs are known, and what changed before."""
    known = [
        (year, both)
        for year in view.plan.ledger.years(view.province.id, OUTPUT, view.on)
        if (both := output_in(view, subject, year)) is not None
    ]
    if not known:
        if not view.plan.ledger.years(view.province.id, OUTPUT, view.on):
            return missing_row(spec, subject, (OUTPUT,), view.province)
        reason = Message.of(
            _SAME_YEAR, part=OUTPUT, part_of=subject.id, whole=OUTPUT, whole_of=view.province.id
        )
        return Measure(spec=spec, subject=subject, reason=reason)
    year, both = known[-1]
    measure = share_in(view, spec, subject, year, both)
    if measure.value is None or len(known) == 1:
        return measure
    before = known[-2]
    return replace(measure, remarks=(*measure.remarks, *_break(view, before, known[-1])))


def share_in(
    view: View, spec: MetricSpec, subject: Subject, year: int, both: tuple[Amount, Amount]
) -> Measure:
    """Gives the share of the zones in one year, the published shares of that year beside it."""
    of = (subject.id, *(m.id for m in subject.members))
    measure = _share(view, spec, subject, year, both)
    return replace(measure, others=(*measure.others, *_published(view, of, SHARE_OF_PROVINCE, year)))


def _break(
    view: View, before: tuple[int, tuple[Amount, Amount]], now: tuple[int, tuple[Amount, Amount]]
) -> list[Message]:
    """Gives what the change of the share since an earlier year is made of, and what makes the two hard to compare."""
    (year, (part0, whole0)), (_, (part1, whole1)) = before, now
    told = []
    if part0.value > 0:
        told.append(
            Message.of(
                _BEFORE,
                year=str(year),
                share=Number(100 * part0.value / whole0.value, 1),
                part=Number(100 * (part1.value / part0.value - 1), 1),
                part_before=part0.value,
                part_now=part1.value,
                whole=Number(100 * (whole1.value / whole0.value - 1), 1),
                whole_before=whole0.value,
                whole_now=whole1.value,
            )
        )
    sources = [tuple(dict.fromkeys(s for f in part.figures for s in f.sources)) for part in (part0, part1)]
    if not set(sources[0]) & set(sources[1]):
        told.append(Message.of(_OTHER_SOURCES, before=sources[0], now=sources[1]))
    earlier = (*part0.figures, *whole0.figures)
    told += [_derived(view, figure) for figure in earlier if figure.confidence != Confidence.PUBLISHED]
    return told

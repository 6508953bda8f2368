"""The few ways in which measures come about: a figure, a sum, a rate."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from zoneplan.kernels.rates import ratio, ratio_bounds
from zoneplan.metrics.measure import Measure, MetricSpec, Subject
from zoneplan.metrics.view import Amount, View, total
from zoneplan.text import Message, Number, Text, When

NO_ROW = Text(
    "Chưa có số liệu. Cần một dòng trong sổ: {subject}, {indicators}.",
    "No figure. It needs a ledger row: {subject}, {indicators}.",
)
NO_MEMBER = Text(
    "Không có khu nào trong nhóm có đủ số liệu: {indicators}.",
    "No zone of the group has the figures: {indicators}.",
)
PARTIAL = Text(
    "Tính trên {known} trong {all} đối tượng; còn thiếu số liệu của: {missing}.",
    "From {known} of {all} features; figures are missing for: {missing}.",
)
AND_MORE = Text("và {count} nơi khác", "and {count} more")
NAMED = 6
"""How many missing members a remark names before it only counts them."""
AS_PUBLISHED = Text("Số công bố, không tính lại.", "As published, not computed again.")
RATE = Text("{top} ÷ {bottom} = {value}", "{top} ÷ {bottom} = {value}")
PERCENT = Text("{top} ÷ {bottom} × {scale} = {value} %", "{top} ÷ {bottom} × {scale} = {value} %")
SCALED = Text("{top} ÷ {bottom} × {scale} = {value}", "{top} ÷ {bottom} × {scale} = {value}")
SUM = Text("tổng của {count} số liệu = {value}", "sum of {count} figures = {value}")
ZERO_BASE = Text("Mẫu số bằng 0 nên không có giá trị.", "The denominator is 0, so there is no value.")
DATES_DIFFER = Text(
    "Tử số ({top}) và mẫu số ({bottom}) khác thời điểm.",
    "Numerator ({top}) and denominator ({bottom}) are of different dates.",
)


_NOISE = 1e-10
"""The part of a number below which a difference of such numbers is only what arithmetic left over."""


def quiet(value: float, beside: float) -> float:
    """Gives a number, 0 where it is no more than the noise of arithmetic with numbers as large as another."""
    return 0.0 if math.isfinite(value) and abs(value) <= _NOISE * abs(beside) else value


def difference(one: float, other: float) -> float:
    """Gives how much more one number is than another, 0 where only arithmetic tells them apart."""
    return quiet(one - other, max(abs(one), abs(other)))


def no_value(spec: MetricSpec, subject: Subject, reason: Text, /, **filled: object) -> Measure:
    """Gives a measure without a value, and why there is none."""
    return Measure(spec=spec, subject=subject, reason=Message.of(reason, **filled))


def missing_row(
    spec: MetricSpec, subject: Subject, indicators: Iterable[str], of: Subject | None = None
) -> Measure:
    """Gives a measure without a value that names the row which would make it computable.

    ``of`` is the subject of that row, where it is not the measured one.
    """
    row = (of or subject).id
    return no_value(spec, subject, NO_ROW, subject=row, indicators=tuple(indicators))


def missing_members(spec: MetricSpec, subject: Subject, indicators: Iterable[str]) -> Measure:
    """Gives a measure of a group none of whose zones has the figures; of a single zone, its missing row."""
    if not subject.members:
        return missing_row(spec, subject, indicators)
    return no_value(spec, subject, NO_MEMBER, indicators=tuple(indicators))


def unknown(view: View, subject: Subject, *indicators: str) -> tuple[str, ...]:
    """Gives those of some indicators of which the ledger has no figure of a zone; of a group all of them."""
    absent = tuple(key for key in indicators if view.own(subject, key) is None)
    return indicators if subject.members else absent or indicators


def named(found: Sequence[object], more: Text = AND_MORE) -> tuple[object, ...]:
    """Gives the first of what a message would name, then how many more there are."""
    rest = (Message.of(more, count=len(found) - NAMED),) if len(found) > NAMED else ()
    return (*found[:NAMED], *rest)


def coverage(amount: Amount) -> tuple[Message, ...]:
    """Gives the remark that a sum does not cover all members, where that is so."""
    if not amount.missing:
        return ()
    known = len(amount.counted)
    told = named(amount.missing)
    return (Message.of(PARTIAL, known=known, all=known + len(amount.missing), missing=told),)


def from_amount(
    spec: MetricSpec, subject: Subject, amount: Amount, *remarks: Message, done: Message | None = None
) -> Measure:
    """Gives a measure that is an amount: one figure or the sum of several, unless told how else it was made."""
    summed = Message.of(SUM, count=len(amount.figures), value=Number(amount.value, spec.decimals))
    published = Message.of(AS_PUBLISHED)
    return Measure(
        spec=spec,
        subject=subject,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        as_of=amount.as_of,
        figures=amount.figures,
        others=amount.others,
        features=amount.counted,
        working=done or (published if len(amount.figures) == 1 else summed),
        remarks=(*remarks, *coverage(amount)),
    )


def working(spec: MetricSpec, top: float, bottom: float, value: float, scale: float) -> Message:
    """Gives the division with its figures filled in and the result as the measure shows it."""
    text = PERCENT if spec.unit == "pct" else RATE if scale == 1 else SCALED
    return Message.of(text, top=top, bottom=bottom, scale=scale, value=Number(value, spec.decimals))


def rate(spec: MetricSpec, subject: Subject, top: Amount, bottom: Amount, *, scale: float = 1.0) -> Measure:
    """Gives ``scale × top ÷ bottom`` with bounds; no value when the denominator is zero."""
    value = float(ratio(scale * top.value, bottom.value))
    figures = (*top.figures, *bottom.figures)
    if math.isnan(value):
        return Measure(spec=spec, subject=subject, figures=figures, reason=Message.of(ZERO_BASE))
    low, high = ratio_bounds((scale * top.low, scale * top.high), (bottom.low, bottom.high))
    remarks = list(coverage(top))
    if top.figures and bottom.figures and top.as_of[:4] != bottom.as_of[:4]:
        remarks.append(Message.of(DATES_DIFFER, top=When(top.as_of), bottom=When(bottom.as_of)))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=top.as_of or bottom.as_of,
        figures=figures,
        others=(*top.others, *bottom.others),
        features=top.counted,
        working=working(spec, top.value, bottom.value, value, scale),
        remarks=tuple(remarks),
    )


def leaves(subject: Subject) -> tuple[Subject, ...]:
    """Gives the single zones below a subject, itself if it is one."""
    if not subject.members:
        return (subject,)
    return tuple(leaf for member in subject.members for leaf in leaves(member))


Pair: TypeAlias = tuple[Amount, Amount]
Read: TypeAlias = Callable[[View, Subject, str, str], Pair | None]


def own_pair(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    """Gives both figures of a rate as the ledger has them for the subject itself."""
    upper, lower = view.own(subject, top), view.own(subject, bottom)
    return (upper, lower) if upper is not None and lower is not None else None


def sum_members(
    view: View, subject: Subject, indicator: str, keep: Callable[[Subject], bool] = lambda _: True
) -> Amount | None:
    """Gives the sum of an indicator over the single zones below a subject; nothing where none has it."""
    wanted = [leaf for leaf in leaves(subject) if keep(leaf)]
    known = [(leaf, view.own(leaf, indicator)) for leaf in wanted]
    amounts = [amount for _, amount in known if amount is not None]
    if not amounts:
        return None
    return total(amounts, tuple(leaf.id for leaf, amount in known if amount is None))


def pair(view: View, subject: Subject, top: str, bottom: str, read: Read = own_pair) -> Pair | None:
    """Gives numerator and denominator of a rate for a subject.

    A zone needs both figures. A group is read from its own two rows where the ledger has them, else
    added up over its existing zones that have both, so that the rate is a ratio of sums over the same
    zones. The plan adds up its groups; what the ledger says of the province as a whole is not zone land.
    ``read`` says how the two are read of a zone and of a group.
    """
    if not subject.members:
        return read(view, subject, top, bottom)
    published = None if any(m.members for m in subject.members) else read(view, subject, top, bottom)
    if published is not None:
        covered = tuple(m.id for m in subject.members if view.stands(m))
        return replace(published[0], counted=covered), replace(published[1], counted=covered)
    members = [m for m in subject.members if m.members or view.stands(m)]
    pairs = {member.id: pair(view, member, top, bottom, read) for member in members}
    known = [found for found in pairs.values() if found is not None]
    if not known:
        return None
    missing = tuple(
        leaf.id for m in members if pairs[m.id] is None for leaf in leaves(m) if view.stands(leaf)
    )
    return total((t for t, _ in known), missing), total(b for _, b in known)

"""Growth of built-up land and of people over an interval: SDG indicator 11.3.1, its secondary ones, that of the JRC."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.kernels.growth import (
    Numbers,
    Reading,
    jrc_land_use_efficiency,
    jrc_land_use_efficiency_bounds,
    land_consumption_rate,
    land_consumption_rate_bounds,
    lcrpgr,
    lcrpgr_bounds,
    population_growth_rate,
    population_growth_rate_bounds,
)
from zoneplan.kernels.rates import ratio, ratio_bounds
from zoneplan.metrics.build import ZERO_BASE
from zoneplan.metrics.density.people import PEOPLE
from zoneplan.metrics.growth.settled import (
    BUILT,
    CODES,
    Inputs,
    Span,
    State,
    built_up,
    span_of,
)
from zoneplan.metrics.measure import Measure, MetricSpec, Subject
from zoneplan.metrics.view import Amount, total
from zoneplan.plan.land import land_indicator
from zoneplan.plan.raster import BUILT_UP, POPULATION
from zoneplan.text import Message, Number, Text

_NO_LAND = Text(
    "Cần đất xây dựng của {count}: dòng {built}, hoặc các dòng {codes} của {subject}, hoặc raster {raster} "
    "và ranh giới.",
    "It needs built-up land of {count}: rows {built}, or rows {codes} of {subject}, or rasters {raster} and an "
    "outline.",
)
_NO_PEOPLE = Text(
    "Cần dân số của {count}: các dòng {people} của {subject}, hoặc raster {raster} và ranh giới.",
    "It needs people of {count}: rows {people} of {subject}, or rasters {raster} and an outline.",
)
_COUNT = {1: Text("một năm", "one year"), 2: Text("hai năm", "two years")}
_STEADY = Text(
    "Dân số gần như không đổi ({pgr} %/năm) nên tỷ số không có nghĩa.",
    "People hardly change ({pgr} % a year), so the ratio has no meaning.",
)
_CAN_BE_STEADY = Text(
    "Trong sai số của số liệu, dân số có thể không đổi ({low} đến {high} %/năm) nên tỷ số không có nghĩa.",
    "Within what the figures leave open people may not change ({low} to {high} % a year), so the ratio has no meaning.",
)
_OPPOSITE = Text(
    "Đất xây dựng và dân số thay đổi ngược chiều: không so tỷ số này với 1.",
    "Built-up land and people change in opposite directions: do not compare the ratio with 1.",
)
_BOTH_SHRINK = Text(
    "Cả đất xây dựng và dân số đều giảm: không so tỷ số này với 1.",
    "Both built-up land and people shrink: do not compare the ratio with 1.",
)
_SPAN = Text(
    "Hai số liệu ghi thời điểm khác kiểu: cách nhau từ {low} đến {high} năm.",
    "The two figures are not dated alike: {low} to {high} years lie between them.",
)
_LCR_WORKING = Text(
    "({last} − {first}) ÷ {first} ÷ {years} × 100 = {value} %/năm",
    "({last} − {first}) ÷ {first} ÷ {years} × 100 = {value} %/year",
)
_PGR_WORKING = Text(
    "ln({last} ÷ {first}) ÷ {years} × 100 = {value} %/năm",
    "ln({last} ÷ {first}) ÷ {years} × 100 = {value} %/year",
)
_RATIO_WORKING = Text("{lcr} ÷ {pgr} = {value}", "{lcr} ÷ {pgr} = {value}")
_JRC_WORKING = Text(
    "({first} − {last}) ÷ {first} × 10 ÷ {years} = {value}",
    "({first} − {last}) ÷ {first} × 10 ÷ {years} = {value}",
)
_CAPITA_WORKING = Text(
    "{land} ha × 10.000 ÷ {people} = {value} m²/người", "{land} ha × 10,000 ÷ {people} = {value} m²/person"
)
_CHANGE_WORKING = Text(
    "({last} − {first}) ÷ {first} × 100 = {value} %", "({last} − {first}) ÷ {first} × 100 = {value} %"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """People and built-up land at the beginning and at the end of some years; either may not be known.

    ``remarks`` are those on all of it, ``on_land`` those on what counts as built up.
    """

    people: tuple[State, State] | None
    land: tuple[State, State] | None
    remarks: tuple[Message, ...]
    on_land: tuple[Message, ...]


Three: TypeAlias = tuple[float, float, float]
"""A value, the least and the most that it can be."""
Compute: TypeAlias = Callable[[MetricSpec, Subject, Interval], Measure]


def interval(inputs: Inputs, first: int, last: int) -> Interval:
    """Gives what is known of a place in two years."""
    known = {first, last}
    people = (inputs.people[first], inputs.people[last]) if known <= inputs.people.keys() else None
    land, told = built_up(inputs.land, (first, last)) if known <= inputs.land.keys() else ((), ())
    return Interval(people, (land[0], land[1]) if land else None, inputs.remarks, told)


def _told(
    spec: MetricSpec, subject: Subject, states: Sequence[State], found: Three, working: Message
) -> Measure:
    """Gives a measure from a value and its bounds, or why there is none."""
    amounts = total([state.amount for state in states])
    value, low, high = found
    if math.isnan(value) or math.isnan(low) or math.isnan(high):
        return Measure(spec=spec, subject=subject, figures=amounts.figures, reason=Message.of(ZERO_BASE))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=_as_of(states),
        figures=amounts.figures,
        others=amounts.others,
        features=tuple(dict.fromkeys(amounts.counted)),
        working=working,
    )


def _noted(measure: Measure, *remarks: Message) -> Measure:
    return measure if measure.value is None else replace(measure, remarks=remarks)


def _as_of(states: Sequence[State]) -> str:
    periods = [state.period for state in states]
    first = min(periods, key=lambda p: (p.start, p.end)).text
    last = max(periods, key=lambda p: (p.end, p.start)).text
    return last if first == last else f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _ends(amount: Amount, scale: float = 1.0) -> tuple[float, float]:
    return amount.low * scale, amount.high * scale


def _floats(value: Numbers, bounds: tuple[Numbers, Numbers], scale: float = 1.0) -> Three:
    return scale * float(value), scale * float(bounds[0]), scale * float(bounds[1])


def _span(pair: tuple[State, State]) -> tuple[Span, tuple[Message, ...]]:
    """Gives the years between two states, and the remark that they are not known exactly."""
    span = span_of(pair[0].period, pair[1].period)
    if span.low == span.high:
        return span, ()
    return span, (Message.of(_SPAN, low=Number(span.low, 1), high=Number(span.high, 1)),)


def _land_rate(pair: tuple[State, State]) -> Three:
    first, last = pair[0].amount, pair[1].amount
    span = span_of(pair[0].period, pair[1].period)
    return _floats(
        land_consumption_rate(first.value, last.value, span.value),
        land_consumption_rate_bounds(_ends(first), _ends(last), (span.low, span.high)),
        100,
    )


def _people_rate(pair: tuple[State, State]) -> Three:
    first, last = pair[0].amount, pair[1].amount
    span = span_of(pair[0].period, pair[1].period)
    return _floats(
        population_growth_rate(first.value, last.value, span.value),
        population_growth_rate_bounds(_ends(first), _ends(last), (span.low, span.high)),
        100,
    )


def _between(spec: MetricSpec, text: Text, pair: tuple[State, State], value: float) -> Message:
    span, _ = _span(pair)
    first, last = pair[0].amount.value, pair[1].amount.value
    shown = Number(value, spec.decimals)
    return Message.of(text, first=first, last=last, years=span.value, value=shown)


def land_consumption(spec: MetricSpec, subject: Subject, years: Interval) -> Measure:
    """Gives the land consumption rate of an interval of which the land is known."""
    if years.land is None:
        return no_land(spec, subject, 2)
    found = _land_rate(years.land)
    shown = _between(spec, _LCR_WORKING, years.land, found[0])
    measure = _told(spec, subject, years.land, found, shown)
    return _noted(measure, *years.remarks, *years.on_land, *_span(years.land)[1])


def population_growth(spec: MetricSpec, subject: Subject, years: Interval) -> Measure:
    """Gives the population growth rate of an interval of which the people are known."""
    if years.people is None:
        return no_people(spec, subject, 2)
    found = _people_rate(years.people)
    shown = _between(spec, _PGR_WORKING, years.people, found[0])
    measure = _told(spec, subject, years.people, found, shown)
    return _noted(measure, *years.remarks, *_span(years.people)[1])


def land_to_people(spec: MetricSpec, subject: Subject, years: Interval) -> Measure:
    """Gives the ratio of land consumption to population growth of an interval, where it has a meaning."""
    if years.land is None or years.people is None:
        return no_land(spec, subject, 2)
    land, people = _land_rate(years.land), _people_rate(years.people)
    states = (*years.land, *years.people)
    ratios = lcrpgr(land[0] / 100, people[0] / 100)
    reading, pgr = Reading(int(ratios.reading)), Number(people[0], 2)
    bounds = lcrpgr_bounds(_fraction(land), _fraction(people))
    found = _floats(ratios.value, bounds)
    reason = None
    if reading is Reading.STEADY:
        reason = Message.of(_STEADY, pgr=pgr)
    elif not math.isnan(found[0]) and math.isnan(found[1]):
        reason = Message.of(_CAN_BE_STEADY, low=Number(people[1], 2), high=Number(people[2], 2))
    if reason is not None:
        figures = total([state.amount for state in states]).figures
        return Measure(spec=spec, subject=subject, figures=figures, reason=reason)
    shown = Message.of(
        _RATIO_WORKING,
        lcr=Number(land[0], 3),
        pgr=Number(people[0], 3),
        value=Number(found[0], spec.decimals),
    )
    odd = {Reading.OPPOSITE: _OPPOSITE, Reading.BOTH_SHRINK: _BOTH_SHRINK}.get(reading)
    told = (*years.remarks, *years.on_land, *([Message.of(odd)] if odd else []))
    return _noted(_told(spec, subject, states, found, shown), *told)


def _fraction(rate: Three) -> tuple[float, float]:
    return rate[1] / 100, rate[2] / 100


def efficiency(spec: MetricSpec, subject: Subject, years: Interval) -> Measure:
    """Gives the land-use efficiency of the JRC over an interval."""
    if years.land is None or years.people is None:
        return no_land(spec, subject, 2)
    per_head = [
        _per_head(land.amount, people.amount) for land, people in zip(years.land, years.people, strict=True)
    ]
    span, told = _span(years.land)
    found = _floats(
        jrc_land_use_efficiency(per_head[0][0], per_head[1][0], span.value),
        jrc_land_use_efficiency_bounds(per_head[0][1:], per_head[1][1:], (span.low, span.high)),
    )
    shown = Message.of(
        _JRC_WORKING,
        first=Number(per_head[0][0], 1),
        last=Number(per_head[1][0], 1),
        years=span.value,
        value=Number(found[0], spec.decimals),
    )
    measure = _told(spec, subject, (*years.land, *years.people), found, shown)
    return _noted(measure, *years.remarks, *years.on_land, *told)


def _per_head(land: Amount, people: Amount) -> Three:
    """Gives square metres of built-up land a person."""
    value = float(ratio(land.value * M2_PER_HA, people.value))
    return value, *ratio_bounds(_ends(land, M2_PER_HA), _ends(people))


def change(spec: MetricSpec, subject: Subject, years: Interval) -> Measure:
    """Gives how much more built-up land there is at the end of an interval."""
    if years.land is None:
        return no_land(spec, subject, 2)
    first, last = (state.amount for state in years.land)
    value = 100 * (float(ratio(last.value, first.value)) - 1)
    low, high = ratio_bounds(_ends(last), _ends(first))
    shown = _between(spec, _CHANGE_WORKING, years.land, value)
    measure = _told(spec, subject, years.land, (value, 100 * low - 100, 100 * high - 100), shown)
    return _noted(measure, *years.remarks, *years.on_land)


def per_capita(spec: MetricSpec, subject: Subject, inputs: Inputs, year: int) -> Measure:
    """Gives the built-up land a person of a year of which both are known."""
    (land,), told = built_up(inputs.land, (year,))
    people = inputs.people[year]
    found = _per_head(land.amount, people.amount)
    shown = Message.of(
        _CAPITA_WORKING,
        land=land.amount.value,
        people=people.amount.value,
        value=Number(found[0], spec.decimals),
    )
    return _noted(_told(spec, subject, (land, people), found, shown), *inputs.remarks, *told)


def no_land(spec: MetricSpec, subject: Subject, count: int) -> Measure:
    """Gives a measure without a value for want of built-up land of so many years."""
    reason = Message.of(
        _NO_LAND,
        count=_COUNT[count],
        built=BUILT,
        codes=tuple(land_indicator(code) for code in CODES),
        subject=subject.id,
        raster=BUILT_UP.id,
    )
    return Measure(spec=spec, subject=subject, reason=reason)


def no_people(spec: MetricSpec, subject: Subject, count: int) -> Measure:
    """Gives a measure without a value for want of people of so many years."""
    reason = Message.of(
        _NO_PEOPLE, count=_COUNT[count], people=PEOPLE, subject=subject.id, raster=POPULATION.id
    )
    return Measure(spec=spec, subject=subject, reason=reason)

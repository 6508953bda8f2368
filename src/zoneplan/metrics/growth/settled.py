"""People and built-up land of a place by the year, from the ledger or from rasters.

Built-up land is what the ledger states as such, else the sum of land-use codes that are built on: residential land,
offices and public services, industry and business, traffic, post. Not counted are codes of land that is mostly
open or water: defence and security, mining, irrigation, energy (reservoirs), waste, cemeteries, parks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.areas import planar_ha
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.density.people import LEAST_COVERED, PEOPLE, Place, least_and_most, place
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.land import land_indicator
from zoneplan.plan.period import Period
from zoneplan.plan.raster import BUILT_UP, POPULATION, Raster, in_zones
from zoneplan.text import Message, Text

BUILT = "builtup_ha"
CODES = ("ont", "odt", "tsc", "dsn", "skk", "skn", "tmd", "skc", "dgt", "dbv")
"""The land-use codes that count as built up, where the ledger does not state built-up land as such."""
_HOMES = frozenset({"ont", "odt"})
_ROADS = "dgt"
_DAYS = 365.2425
FROM_LEDGER = Text("sổ số liệu", "ledger")
FROM_RASTERS = Text("raster", "rasters")
_SUMMED = Text(
    "Đất xây dựng là tổng các mã {codes}; không gồm quốc phòng, an ninh, khoáng sản, thủy lợi, năng lượng.",
    "Built-up land is the sum of the codes {codes}; without defence, security, mining, irrigation and energy.",
)
_LACKING = Text(
    "Các mã {codes} không có số ở cả hai năm nên bỏ ở cả hai.",
    "The codes {codes} are not known for both years and left out of both.",
)
_READ = Text(
    "Theo raster {names} trong ranh giới; nguồn: {sources}.",
    "From the rasters {names} within the outline; sources: {sources}.",
)


@dataclass(frozen=True, slots=True)
class State:
    """How much there was of something at a time."""

    period: Period
    amount: Amount


@dataclass(frozen=True, slots=True)
class Land:
    """Built-up land at a time by the codes it is made of; one part where it is not summed up."""

    period: Period
    parts: Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is known of a place by the year: people and built-up land, and where from."""

    basis: Text
    people: Mapping[int, State]
    land: Mapping[int, Land]
    remarks: tuple[Message, ...] = ()

    @property
    def both(self) -> tuple[int, ...]:
        """The years of which people and built-up land are known."""
        return tuple(sorted(self.people.keys() & self.land.keys()))


@dataclass(frozen=True, slots=True)
class Span:
    """The years between two times, at least and at most where the two are not stated alike."""

    value: float
    low: float
    high: float


def span_of(first: Period, last: Period) -> Span:
    """Gives the years from the end of one period to the end of a later one.

    Figures stated alike, two years or two days, are taken to speak of the same time of their periods. Between others
    lie at least the years between the periods and at most those from the first day to the last.
    """
    ends = first.end, last.end
    whole = last.end.year - first.end.year
    alike_days = (first.end.month, first.end.day) == (last.end.month, last.end.day)
    value = float(whole) if alike_days else (ends[1] - ends[0]).days / _DAYS
    if _form(first) == _form(last):
        return Span(value, value, value)
    low, high = (last.start - first.end).days / _DAYS, (last.end - first.start).days / _DAYS
    return Span(value, min(low, value), max(high, value))


def _form(period: Period) -> tuple[int, bool]:
    return period.text.count("-"), "/" in period.text


def ledger_inputs(view: View, subject: Subject) -> Inputs:
    """Gives what the ledger knows of a subject by the year."""
    people = {
        year: State(amount.figures[0].as_of, amount)
        for year in view.plan.ledger.years(subject.id, PEOPLE, view.on)
        if (amount := view.of_year(subject, PEOPLE, year)) is not None
    }
    return Inputs(FROM_LEDGER, people, _ledger_land(view, subject))


def _ledger_land(view: View, subject: Subject) -> Mapping[int, Land]:
    """Gives built-up land as it is stated, or by its codes where those tell of more years."""
    stated = {
        year: Land(amount.figures[0].as_of, {BUILT: amount})
        for year in view.plan.ledger.years(subject.id, BUILT, view.on)
        if (amount := view.of_year(subject, BUILT, year)) is not None
    }
    by_code = {}
    for year in view.plan.ledger.years(subject.id, land_indicator(_ROADS), view.on):
        found = {code: view.of_year(subject, land_indicator(code), year) for code in CODES}
        parts = {code: amount for code, amount in found.items() if amount is not None}
        if _enough(parts):
            by_code[year] = Land(parts[_ROADS].figures[0].as_of, parts)
    return stated if len(stated) >= len(by_code) else by_code


def _enough(parts: Mapping[str, Amount]) -> bool:
    """Tells whether parts can stand for built-up land: it is stated or read, or has housing and roads."""
    return bool(parts) and (not set(CODES) & set(parts) or (_ROADS in parts and bool(_HOMES & set(parts))))


def built_up(land: Mapping[int, Land], years: Sequence[int]) -> tuple[tuple[State, ...], tuple[Message, ...]]:
    """Gives the built-up land of some years from the codes that are known for all of them, and what to say of it.

    Nothing comes back where those do not make up built-up land.
    """
    common = [code for code in land[years[0]].parts if all(code in land[year].parts for year in years)]
    chosen = {code: land[years[0]].parts[code] for code in common}
    if not _enough(chosen):
        return (), ()
    states = tuple(State(land[y].period, total(land[y].parts[code] for code in common)) for y in years)
    if not set(CODES) & set(common):
        return states, ()
    told = [Message.of(_SUMMED, codes=_codes(common))]
    lacking = [code for code in CODES if code not in common]
    if lacking:
        told.append(Message.of(_LACKING, codes=_codes(lacking)))
    return states, tuple(told)


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


Read: TypeAlias = dict[tuple[str, Role, str], Amount]
"""What rasters hold: by the id of the raster and the role and id of the place."""


def raster_inputs(view: View, subject: Subject) -> Inputs:
    """Gives what rasters of single years know of a place with an outline."""
    read = view.once(_read_all)
    found = {
        kind: {
            raster.as_of.end.year: (raster, amount)
            for raster in reversed(_of_years(view, kind))
            if (amount := read.get((raster.id, subject.role, subject.id))) is not None
        }
        for kind in (POPULATION.id, BUILT_UP.id)
    }
    used = [raster for each in found.values() for raster, _ in each.values()]
    if not used:
        return Inputs(FROM_RASTERS, {}, {})
    sources = dict.fromkeys(source for raster in used for source in raster.source_ids)
    told = Message.of(_READ, names=tuple(raster.name for raster in used), sources=tuple(sources))
    people = {year: State(raster.as_of, amount) for year, (raster, amount) in found[POPULATION.id].items()}
    land = {year: Land(raster.as_of, {raster.kind.id: a}) for year, (raster, a) in found[BUILT_UP.id].items()}
    return Inputs(FROM_RASTERS, people, land, (told,))


def _of_years(view: View, kind: str) -> list[Raster]:
    """Gives the rasters of a kind that speak of one year and of a time up to the date of the view."""
    return [
        raster
        for raster in view.plan.rasters_of(kind)
        if raster.as_of.start <= view.on and raster.as_of.start.year == raster.as_of.end.year
    ]


def _read_all(view: View) -> Read:
    """Gives what each raster holds in the province and in each commune that has an outline."""
    asked = [s for s in view.subjects if s.role in {Role.PLAN, Role.COMMUNE}]
    spots = [(s, spot) for s in asked if (spot := place(view, s)) is not None]
    rasters = [raster for kind in (POPULATION.id, BUILT_UP.id) for raster in _of_years(view, kind)]
    found: Read = {}
    for raster in rasters if spots else ():
        for (subject, _), amount in zip(spots, _in_places(view, raster, [s for _, s in spots]), strict=True):
            if amount is not None:
                found[raster.id, subject.role, subject.id] = amount
    return found


def _in_places(view: View, raster: Raster, spots: Sequence[Place]) -> list[Amount | None]:
    """Gives people or hectares of built-up land in places; nothing of those that a raster hardly covers."""
    sides = [least_and_most(spot) for spot in spots]
    shapes = as_array([*(spot.shape for spot in spots), *(s[0] for s in sides), *(s[1] for s in sides)])
    try:
        held = in_zones(raster, shapes, view.plan.crs)
    except PlanInvalidError:
        return [None] * len(spots)
    size = len(spots)
    ha = planar_ha(shapes) if raster.kind is BUILT_UP else np.ones(len(shapes))
    value = held.value[:size] * ha[:size]
    low = np.fmin(np.nan_to_num(held.low * ha)[size : 2 * size], value)
    high = np.fmax((held.high * ha)[2 * size :], value)
    covered = np.nan_to_num(held.coverage[:size]) >= LEAST_COVERED
    return [
        Amount(float(v), float(lo), float(hi), (), (), spot.features) if known and np.isfinite(v) else None
        for v, lo, hi, known, spot in zip(value, low, high, covered, spots, strict=True)
    ]

"""Leased and leasable land as the ledger has it: industrial, and with it service land where that is stated apart."""

import math
from collections.abc import Iterable
from dataclasses import replace

from zoneplan.metrics.build import Pair, own_pair
from zoneplan.metrics.measure import Subject
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text

LEASED = "leased_land_ha"
LAND = "industrial_land_ha"
LEASED_SERVICE = "leased_service_land_ha"
SERVICE = "service_land_ha"
PUBLISHED = "occupancy_pct"
LEASED_ROWS = (LEASED, LAND, LEASED_SERVICE, SERVICE, PUBLISHED)
"""The indicators from which leased and leasable land are read."""

_BY_RATE = Text(
    "Đất đã cho thuê của {zones} suy ra từ tỷ lệ công bố × đất công nghiệp, dịch vụ.",
    "The leased land of {zones} is the published rate × industrial and service land.",
)
_WITH_SERVICE = Text("Gồm cả đất dịch vụ của {zones}.", "The service land of {zones} is counted.")
_HALF_KNOWN = Text(
    "Chưa tính đất dịch vụ của {zones} vì chỉ có một trong hai dòng {indicators}; "
    "khoảng giá trị đã kể đến phần này.",
    "The service land of {zones} is not counted, as only one of the rows {indicators} is there; "
    "the range allows for it.",
)
_NO_SERVICE = Text(
    "Sổ không ghi riêng đất dịch vụ; dùng số đất công nghiệp như công bố.",
    "The ledger does not state service land apart; industrial land is used as published.",
)


def leased_pair(view: View, subject: Subject, top: str = LEASED, bottom: str = LAND) -> Pair | None:
    """Gives leased and leasable land of a zone or a group from its own rows.

    Service land counts where both its rows are there. Where one is, only industrial land counts, and the bounds
    hold whatever the other row may be.
    """
    both = own_pair(view, subject, top, bottom)
    if both is None:
        return None
    leased, land = both
    leased_service, service = view.own(subject, LEASED_SERVICE), view.own(subject, SERVICE)
    if leased_service and service:
        return _joined(leased, leased_service), _joined(land, service)
    if service:
        return (
            replace(leased, high=leased.high + service.high),
            _noted(replace(land, high=land.high + service.high), service),
        )
    if leased_service:
        return (
            _noted(replace(leased, high=leased.high + leased_service.high), leased_service),
            replace(land, high=math.inf),
        )
    return both


def leased_or_published(view: View, subject: Subject, top: str = LEASED, bottom: str = LAND) -> Pair | None:
    """Gives leased and leasable land; leased land not on record is the published rate of the leasable."""
    both = leased_pair(view, subject, top, bottom)
    published, land = view.own(subject, PUBLISHED), _leasable(view, subject, bottom)
    if both or published is None or land is None:
        return both
    share = replace(
        published,
        value=published.value * land.value / 100,
        low=published.low * land.low / 100,
        high=min(published.high, 100.0) * land.high / 100 if published.high else 0.0,
    )
    return share, land


def leased_land(view: View, subject: Subject) -> Amount | None:
    """Gives the leased land of a zone or a group alone, with every row that it was made of."""
    both = leased_or_published(view, subject)
    if both is None:
        return view.own(subject, LEASED)
    leased, land = both
    return _noted(leased, land) if by_rate(leased.figures) else leased


def is_leased(view: View, zone: Subject) -> bool | None:
    """Tells whether any land of a zone is leased; nothing where the ledger says neither land nor rate."""
    known = [
        amount for key in (LEASED, LEASED_SERVICE, PUBLISHED) if (amount := view.own(zone, key)) is not None
    ]
    return any(amount.value > 0 for amount in known) if known else None


def by_rate(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Gives the subjects whose leased land was taken from a published rate."""
    return tuple(f.subject for f in figures if f.indicator == PUBLISHED)


def leased_remarks(figures: Iterable[Figure]) -> tuple[Message, ...]:
    """Gives the remarks on what leased and leasable land were made of."""
    rows = tuple(figures)
    remarks = [Message.of(_BY_RATE, zones=zones)] if (zones := by_rate(rows)) else []
    rented, stated = (_subjects(rows, indicator) for indicator in (LEASED_SERVICE, SERVICE))
    rated = set(by_rate(rows))
    whole = tuple(s for s in stated if s in rented or s in rated)
    half = tuple(s for s in dict.fromkeys((*stated, *rented)) if s not in whole)
    if whole:
        remarks.append(Message.of(_WITH_SERVICE, zones=whole))
    if half:
        remarks.append(Message.of(_HALF_KNOWN, zones=half, indicators=(LEASED_SERVICE, SERVICE)))
    return tuple(remarks) if stated or rented else (*remarks, Message.of(_NO_SERVICE))


def _leasable(view: View, subject: Subject, bottom: str) -> Amount | None:
    land, service = view.own(subject, bottom), view.own(subject, SERVICE)
    return _joined(land, service) if land and service else land


def _joined(one: Amount, other: Amount) -> Amount:
    return replace(total((one, other)), counted=one.counted)


def _noted(amount: Amount, used: Amount) -> Amount:
    """Gives an amount with the rows of another that its value or bounds rest on."""
    return replace(amount, figures=(*amount.figures, *used.figures), others=(*amount.others, *used.others))


def _subjects(figures: Iterable[Figure], indicator: str) -> tuple[str, ...]:
    return tuple(f.subject for f in figures if f.indicator == indicator)

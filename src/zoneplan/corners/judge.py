"""What is wrong or doubtful about the grid that was chosen, and about where the sites lie in it."""

from collections.abc import Iterator, Sequence

from zoneplan.corners.communes import Stated, distance_m, lies_in
from zoneplan.corners.propose import Candidate, Verdict
from zoneplan.corners.rules import (
    AREA_FAR,
    COMMUNE_FAR,
    GRID_CONTRADICTED,
    GRID_NONE,
    GRID_OPEN,
    ORDER_UNLIKE_HEADING,
    SHIFT_OPEN,
)
from zoneplan.corners.sites import GridWords, Site, Tables
from zoneplan.geo.signatures import meridian_text
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Number, Text

_EXTENT = Text("phạm vi của quy hoạch", "the plan's extent")
_PLACE = Text("phạm vi của quy hoạch hoặc xã đã ghi", "the plan's extent or the stated commune")
_SAYS = Text("Bảng ghi {words}", "The table says {words}")
_CHOSEN = Text("Bạn chọn {grid}", "You chose {grid}")
_MERIDIAN = Text("kinh tuyến trục {meridian}", "central meridian {meridian}")
_WIDTH = Text("múi {width}°", "{width}° zone")
_NORTHINGS = Text("tọa độ bắc", "northings")
_EASTINGS = Text("tọa độ đông", "eastings")
_AXES = Text("X (bắc)", "X (north)"), Text("Y (đông)", "Y (east)")


def judged(
    verdict: Verdict, tables: Tables, sites: Sequence[Site], stated: Sequence[Stated], asked_code: str | None
) -> tuple[Finding, ...]:
    """Gives the findings about a verdict on the grid."""
    if verdict.winner is None:
        return (_undecided(verdict, tables.grid, stated, asked_code),)
    return (*_of_winner(verdict, verdict.winner, tables), *_far(verdict.winner, sites, stated))


def _undecided(
    verdict: Verdict, words: GridWords, stated: Sequence[Stated], asked_code: str | None
) -> Finding:
    where = _PLACE if any(said.communes for said in stated) else _EXTENT
    if verdict.basis == "open":
        return GRID_OPEN.found(count=sum(c.fits for c in verdict.candidates))
    if verdict.basis == "contradicted":
        return GRID_CONTRADICTED.found(stated=_stated(words, asked_code), where=where)
    return GRID_NONE.found(where=where)


def _stated(words: GridWords, asked_code: str | None) -> Message:
    if asked_code is not None:
        return Message.of(_CHOSEN, grid=asked_code)
    parts: list[object] = []
    if words.meridian is not None:
        parts.append(Message.of(_MERIDIAN, meridian=meridian_text(words.meridian)))
    if words.width is not None:
        parts.append(Message.of(_WIDTH, width=words.width))
    return Message.of(_SAYS, words=[*parts, *([words.datum] if words.datum else [])])


def _of_winner(verdict: Verdict, winner: Candidate, tables: Tables) -> Iterator[Finding]:
    lawful = winner.reading.shifted and not winner.reading.in_degrees and winner.shift_m > 0
    if lawful and not verdict.is_shift_confirmed:
        yield SHIFT_OPEN.found(distance=Number(winner.shift_m, 0))
    if tables.order is not None and tables.order != winner.order:
        heading = _AXES[0] if tables.order == "xy" else _AXES[1]
        yield ORDER_UNLIKE_HEADING.found(
            heading=heading, holds=_EASTINGS if tables.order == "xy" else _NORTHINGS
        )


def _far(winner: Candidate, sites: Sequence[Site], stated: Sequence[Stated]) -> Iterator[Finding]:
    for site, shape, said in zip(sites, winner.lonlats, stated, strict=True):
        if said.communes and not any(lies_in(shape, commune) for commune in said.communes):
            nearest = min(said.communes, key=lambda commune: distance_m(shape, commune))
            yield COMMUNE_FAR.found(
                feature=site.name, commune=nearest.name, distance=Number(distance_m(shape, nearest) / 1000, 1)
            )


def area_gap(site: Site, measured_ha: float, note_pct: float) -> list[Finding]:
    """Finds a site whose corners enclose another area than declared.

    Args:
        site: The site.
        measured_ha: What its corners enclose in the plan's grid.
        note_pct: From how many per cent on that is worth saying.
    """
    if not site.declared_ha:
        return []
    gap = (measured_ha - site.declared_ha) / site.declared_ha * 100
    if abs(gap) <= note_pct:
        return []
    found = AREA_FAR.found(
        feature=site.name, measured=Number(measured_ha, 2), declared=site.declared_ha, gap=Number(gap, 2)
    )
    return [found]

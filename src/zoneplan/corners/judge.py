"""What is wrong or doubtful about the grid that was chosen, and about where the sites lie in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zoneplan.corners.asked import options
from zoneplan.corners.communes import Stated, distance_m, lies_in
from zoneplan.corners.entries import Entry
from zoneplan.corners.propose import Candidate, Verdict
from zoneplan.corners.readings import Asked, contradicts, is_foreign
from zoneplan.corners.rules import (
    AREA_FAR,
    COMMUNE_FAR,
    GRID_CONTRADICTED,
    GRID_HN72,
    GRID_NONE,
    GRID_OPEN,
    GRID_UNLIKE_TABLE,
    ORDER_UNLIKE_HEADING,
    SHIFT_OPEN,
)
from zoneplan.corners.sites import GridWords, Site, Tables
from zoneplan.geo.signatures import meridian_text, reading_name
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Number, Text

_EXTENT = Text("phạm vi của quy hoạch", "the plan's extent")
_PLACE = Text("phạm vi của quy hoạch hoặc xã đã ghi", "the plan's extent or the stated commune")
_SAYS = Text("Bảng ghi {words}", "The table says {words}")
_CHOSEN = Text("Bạn chọn {grid}", "You chose {grid}")
_SAY_COMMUNE = Text(
    "Cho biết xã bằng --commune thì có thể đủ rõ.", "The commune, said with --commune, may tell."
)
_ALL_THERE = Text(
    "Tên xã đã ghi không phân biệt được các cách ấy.", "The stated commune does not tell them apart."
)
_SHIFT = Text(
    "Ranh giới xã hợp với cách không chuyển hệ quy chiếu hơn: hỏi nơi lập bảng, rồi thêm --shifted hoặc --unshifted.",
    "The outlines of the communes suit the reading without the datum shift better: ask who made the table, "
    "then add --shifted or --unshifted.",
)
_BETTER = Text("Đọc theo {grids} thì khu rơi vào xã ấy.", "Read with {grids} it falls into that commune.")
_UNPLACED = Text(
    "Xã đã cho không có trong quy hoạch nên không giúp chọn.",
    "The commune given is not in the plan and cannot tell.",
)
_NO_BETTER = Text("Không lưới VN-2000 nào đưa khu vào xã ấy.", "No VN-2000 grid puts it there.")
_MERIDIAN = Text("kinh tuyến trục {meridian}", "central meridian {meridian}")
_WIDTH = Text("múi {width}°", "{width}° zone")
_NORTHINGS = Text("tọa độ bắc", "northings")
_EASTINGS = Text("tọa độ đông", "eastings")
_AXES = Text("X (bắc)", "X (north)"), Text("Y (đông)", "Y (east)")


def judged(
    verdict: Verdict, tables: Tables, sites: Sequence[Site], stated: Sequence[Stated], asked: Asked
) -> tuple[Finding, ...]:
    """Gives the findings about a verdict on the grid."""
    if verdict.winner is None:
        old = [GRID_HN72.found(grid="VN-2000")] if tables.grid.datum == "HN-72" else []
        return (*old, _undecided(verdict, tables.grid, stated, asked.code))
    return (
        *_unlike_table(verdict.winner, tables.grid, asked),
        *_of_winner(verdict, verdict.winner, tables),
        *_far(verdict, verdict.winner, sites, stated),
    )


def _unlike_table(winner: Candidate, words: GridWords, asked: Asked) -> Iterator[Finding]:
    """Finds that the corners are read otherwise than the table says."""
    grid = reading_name(replace(winner.reading, exchanged=False))
    if contradicts(winner.reading, words, asked):
        yield GRID_UNLIKE_TABLE.found(stated=_stated(words, None), grid=grid)
    if words.datum == "HN-72" and not is_foreign(winner.reading.code):
        yield GRID_HN72.found(grid=grid)


def _undecided(
    verdict: Verdict, words: GridWords, stated: Sequence[Stated], asked_code: str | None
) -> Finding:
    where = _PLACE if any(said.communes for said in stated) else _EXTENT
    if verdict.basis == "open":
        hint = _SHIFT if verdict.is_shift_refuted else _commune_hint(stated)
        return GRID_OPEN.found(count=sum(c.fits for c in verdict.candidates), hint=hint)
    if verdict.basis == "contradicted":
        return GRID_CONTRADICTED.found(stated=_stated(words, asked_code), where=where)
    return GRID_NONE.found(where=where)


def _commune_hint(stated: Sequence[Stated]) -> Text:
    """Says whether a commune could still tell the grid."""
    if any(said.communes for said in stated):
        return _ALL_THERE
    return _UNPLACED if any(said.is_asked for said in stated) else _SAY_COMMUNE


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


def _far(
    verdict: Verdict, winner: Candidate, sites: Sequence[Site], stated: Sequence[Stated]
) -> Iterator[Finding]:
    for number, (site, shape, said) in enumerate(zip(sites, winner.lonlats, stated, strict=True)):
        if said.communes and not any(lies_in(shape, commune) for commune in said.communes):
            nearest = min(said.communes, key=lambda commune: distance_m(shape, commune))
            yield COMMUNE_FAR.found(
                feature=site.name,
                commune=nearest.name,
                distance=Number(distance_m(shape, nearest) / 1000, 1),
                hint=_better(verdict.candidates, number, said),
            )


def _better(candidates: Sequence[Candidate], number: int, said: Stated) -> Message | Text:
    """Names the grids that would put a site into the commune it states."""
    fitting = [
        c
        for c in candidates
        if c.is_inside and any(lies_in(c.lonlats[number], commune) for commune in said.communes)
    ]
    if not fitting:
        return _NO_BETTER
    return Message.of(_BETTER, grids=list(dict.fromkeys(options(c) for c in fitting)))


def area_gap(entry: Entry, note_pct: float) -> list[Finding]:
    """Finds a site whose corners enclose another area than declared.

    Args:
        entry: The site with what its corners enclose in the plan's grid.
        note_pct: From how many per cent on that is worth saying.
    """
    gap = entry.gap_pct
    if gap is None or abs(gap) <= note_pct:
        return []
    return [
        AREA_FAR.found(
            feature=entry.name,
            measured=Number(entry.measured_ha, 2),
            declared=entry.site.declared_ha,
            gap=Number(gap, 2),
        )
    ]

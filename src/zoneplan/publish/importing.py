"""What an import tells: each site, and each reading of its grid, as a record and as lines for people."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from zoneplan.corners.asked import options
from zoneplan.corners.communes import Commune, nearest_commune
from zoneplan.corners.entries import Entry
from zoneplan.corners.propose import Candidate
from zoneplan.geo.signatures import meridian_text, reading_name
from zoneplan.publish.tables import Cell
from zoneplan.text import Language, Message, Number, Text, render

SITE_COLUMNS = (
    "id",
    "name",
    "commune",
    "grid",
    "order",
    "shifted",
    "corners",
    "rings",
    "holes",
    "closed_in_table",
    "area_found_ha",
    "area_declared_ha",
    "gap_pct",
    "lon",
    "lat",
    "nearest_commune",
    "doubts",
)
_AREA_DECIMALS = 4
_DEGREE_DECIMALS = 5

_ORDERS = {
    "xy": Text("cột trái X (bắc), cột phải Y (đông)", "left column X (north), right column Y (east)"),
    "yx": Text("cột trái Y (đông), cột phải X (bắc)", "left column Y (east), right column X (north)"),
}
_ORDERS_DEGREES = {
    "xy": Text("cột trái vĩ độ, cột phải kinh độ", "left column latitude, right column longitude"),
    "yx": Text("cột trái kinh độ, cột phải vĩ độ", "left column longitude, right column latitude"),
}
_BASES = {
    "given": Text("bạn chọn", "you chose it"),
    "stated": Text(
        "bảng ghi như vậy, và các góc rơi vào đúng nơi",
        "the table says so, and the corners fall where they belong",
    ),
    "commune": Text(
        "chỉ hệ này đưa các góc vào xã đã ghi", "only this grid puts the corners into the stated commune"
    ),
    "extent": Text(
        "chỉ hệ này đưa mọi góc vào phạm vi của quy hoạch",
        "only this grid puts every corner into the plan's extent",
    ),
}
_CORNERS = Text("{corners} góc", "{corners} corners")
_RINGS = Text("{rings} phần", "parts: {rings}")
_HOLES = Text("{holes} lỗ", "holes: {holes}")
_CLOSED = {
    True: Text("bảng có ghi lại góc khép", "the table repeats the closing corner"),
    False: Text(
        "đã khép vòng giúp (bảng không ghi lại góc đầu)",
        "closed here (the table does not repeat the first corner)",
    ),
}
_AREA = Text("diện tích tính được {found} ha", "area found {found} ha")
_DECLARED = Text("bảng ghi {declared} ha, chênh {gap} %", "declared {declared} ha, gap {gap} %")
_UNDECLARED = Text("bảng không ghi diện tích", "the table declares no area")
_NEAREST = Text("cách {commune} {distance} km", "{distance} km from {commune}")
_AT_CENTRE = Text("cách tâm {commune} {distance} km", "{distance} km from the centre of {commune}")
_WITHIN = Text("trong {commune}", "in {commune}")
_AWAY = Text("cách xã đã ghi {distance} km", "{distance} km from the stated commune")
_WORST_AWAY = Text(
    "khu xa nhất cách xã đã ghi {distance} km", "the farthest site {distance} km from its stated commune"
)
_IN_STATED = Text("trong xã đã ghi", "in the stated commune")
_GAP = Text("diện tích chênh {gap} % so với số ghi", "area {gap} % off the declared one")
_OUTSIDE = Text("ngoài phạm vi quy hoạch", "outside the plan's extent")
_PLAN_GRID = Text("lưới của quy hoạch", "the plan's grid")
_FIRST = Text("khu đầu trong {count} khu: {place}", "the first of {count} sites: {place}")
_NOWHERE = Text("không ra vị trí nào", "lands nowhere")


def order_name(candidate: Candidate) -> Text:
    """Gives which column holds which coordinate."""
    return (_ORDERS_DEGREES if candidate.reading.in_degrees else _ORDERS)[candidate.order]


def basis_name(basis: str) -> Text:
    """Gives why a reading counts."""
    return _BASES[basis]


def site_record(
    entry: Entry, winner: Candidate, communes: Sequence[Commune], doubts: Sequence[str]
) -> dict[str, Cell]:
    """Gives the row of a site in the import's report; ids and numbers are plain."""
    site = entry.site
    lon, lat = middle_of(entry.lonlat)
    nearest = nearest_commune(entry.lonlat, communes)
    return {
        "id": entry.id,
        "name": entry.name,
        "commune": entry.commune or entry.former,
        "grid": winner.reading.code,
        "order": winner.order,
        "shifted": "yes" if winner.reading.shifted else "no",
        "corners": site.corners,
        "rings": site.rings[0],
        "holes": site.rings[1],
        "closed_in_table": site.closing,
        "area_found_ha": round(entry.measured_ha, _AREA_DECIMALS),
        "area_declared_ha": site.declared_ha,
        "gap_pct": None if entry.gap_pct is None else round(entry.gap_pct, _AREA_DECIMALS),
        "lon": round(lon, _DEGREE_DECIMALS),
        "lat": round(lat, _DEGREE_DECIMALS),
        "nearest_commune": nearest[0].name if nearest else None,
        "doubts": " | ".join(doubts),
    }


def site_lines(entry: Entry, language: Language, communes: Sequence[Commune] | None = None) -> Iterator[str]:
    """Gives a site as a planner reads it: its corners, its rings, its area, and its place where communes are given."""
    site = entry.site
    counted = [Message.of(_CORNERS, corners=site.corners)]
    if sum(site.rings) > 1:
        counted.append(Message.of(_RINGS, rings=site.rings[0]))
    if site.rings[1]:
        counted.append(Message.of(_HOLES, holes=site.rings[1]))
    counted.append(Message.of(_CLOSED[site.closing == sum(site.rings)]))
    yield "  ".join(part for part in (entry.name, f"[{entry.id}]", entry.commune or entry.former) if part)
    if communes is not None:
        yield "  " + "; ".join(_spot(entry.lonlat, communes, language))
    yield "  " + "; ".join(render(message, language) for message in counted)
    area = render(Message.of(_AREA, found=Number(entry.measured_ha, 2)), language)
    if entry.gap_pct is None:
        yield f"  {area}; {_UNDECLARED.in_(language)}"
        return
    gap = Number(entry.gap_pct, 2)
    yield f"  {area}; " + render(Message.of(_DECLARED, declared=site.declared_ha, gap=gap), language)


def candidate_record(candidate: Candidate, communes: Sequence[Commune]) -> dict[str, Cell]:
    """Gives one reading of the grid and where it lands, for machines."""
    lon, lat = candidate.centre
    known = math.isfinite(lon) and math.isfinite(lat)
    nearest = nearest_commune(candidate.lonlats[0], communes) if candidate.is_inside else None
    away = candidate.away_m
    return {
        "crs": candidate.reading.code,
        "options": options(candidate),
        "order": candidate.order,
        "shifted": candidate.reading.shifted,
        "fits": candidate.fits,
        "inside_extent": candidate.is_inside,
        "lon": round(lon, _DEGREE_DECIMALS) if known else None,
        "lat": round(lat, _DEGREE_DECIMALS) if known else None,
        "nearest_commune": nearest[0].name if nearest else None,
        "km_to_nearest_commune": round(nearest[1] / 1000, 2) if nearest else None,
        "km_to_stated_commune": None if away is None or not math.isfinite(away) else round(away / 1000, 2),
        "area_gap_pct": None if candidate.gap_pct is None else round(candidate.gap_pct, _AREA_DECIMALS),
    }


def candidate_lines(
    candidate: Candidate, number: int | None, communes: Sequence[Commune], plan_crs: str, language: Language
) -> Iterator[str]:
    """Gives one reading as a planner weighs it: its name, where it lands, how to choose it."""
    mine = f"  ({_PLAN_GRID.in_(language)})" if candidate.reading.code == plan_crs else ""
    name = reading_name(replace(candidate.reading, exchanged=False)).in_(language)
    lead = f"{number:>2}. " if number is not None else ""
    yield f"{lead}{name}; {order_name(candidate).in_(language)}{mine}"
    yield f"    {_landing(candidate, communes, language)}"
    yield f"    {options(candidate)}"


def _landing(candidate: Candidate, communes: Sequence[Commune], language: Language) -> str:
    if not all(math.isfinite(value) for value in candidate.centre):
        return _NOWHERE.in_(language)
    parts = _spot(candidate.lonlats[0], communes if candidate.is_inside else (), language)
    if len(candidate.lonlats) > 1:
        parts[0] = render(Message.of(_FIRST, count=len(candidate.lonlats), place=parts[0]), language)
    if not candidate.is_inside:
        parts.append(_OUTSIDE.in_(language))
    if candidate.away_m is not None:
        away = Number(candidate.away_m / 1000, 1)
        parts.append(
            _IN_STATED.in_(language)
            if candidate.fits and candidate.away_m == 0
            else render(
                Message.of(_AWAY if len(candidate.lonlats) == 1 else _WORST_AWAY, distance=away), language
            )
        )
    if candidate.gap_pct is not None:
        parts.append(render(Message.of(_GAP, gap=Number(candidate.gap_pct, 2)), language))
    return "; ".join(parts)


def middle_of(shape: BaseGeometry) -> tuple[float, float]:
    """Gives longitude and latitude of the middle of a shape in degrees."""
    west, south, east, north = shape.bounds
    return (west + east) / 2, (south + north) / 2


def _spot(shape: BaseGeometry, communes: Sequence[Commune], language: Language) -> list[str]:
    """Says where a shape lies and which commune is nearest."""
    lon, lat = middle_of(shape)
    east, north = ("Đ", "B") if language == "vi" else ("E", "N")
    nearest = nearest_commune(shape, communes)
    place = f"{degrees_text(lon)}{east} {degrees_text(lat)}{north}"
    return [place, *([_near(*nearest, language)] if nearest else [])]


def _near(commune: Commune, metres: float, language: Language) -> str:
    if commune.is_outlined and metres == 0:
        return render(Message.of(_WITHIN, commune=commune.name), language)
    text = _NEAREST if commune.is_outlined else _AT_CENTRE
    return render(Message.of(text, commune=commune.name, distance=Number(metres / 1000, 1)), language)


def degrees_text(degrees: float) -> str:
    """Gives degrees and minutes with their seconds: 104.13 is ``104°07′48″``."""
    seconds = round(abs(degrees) * 3600)
    whole = meridian_text(seconds // 60 / 60)
    return f"{'-' if degrees < 0 else ''}{whole}{seconds % 60:02d}″"

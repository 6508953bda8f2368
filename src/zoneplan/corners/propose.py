"""Which grid the corners are in: every reading weighed by where the sites would lie.

What decides is place. A reading fits when every corner falls inside the plan's extent and every site that
names a commune falls in it. Area cannot decide: the area enclosed by the same numbers is the same in every
grid of one scale, and between a 3° and a 6° grid it differs by 0.06 %, less than most declared areas are
rounded by; it only orders readings that place cannot tell apart. The plan's own grid is listed first among
equals and has no other advantage.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.corners.communes import Commune, Stated, distance_m, lies_in, share_in
from zoneplan.corners.numbers import are_degrees
from zoneplan.corners.readings import Asked, agrees, lawful_readings, left_open, unshifted
from zoneplan.corners.sites import GridWords, Order, Site
from zoneplan.geo.areas import planar_ha
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.signatures import Extent, Reading, to_lonlat
from zoneplan.kernels.shapes import as_array
from zoneplan.plan.declared import gap_pct

_WHOLE, _CLEARLY_LESS = 0.9999, 0.995


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the sites belong: the plan's grid, its extent and its communes."""

    crs: str
    extent: Extent
    communes: tuple[Commune, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading and where it puts the sites.

    Attributes:
        reading: How the numbers are read.
        lonlats: The shapes in degrees, in the order of the sites.
        is_inside: Whether every corner falls inside the extent.
        fits: Whether, besides, every site lies in the commune it names.
        away_m: How far the worst site lies from its commune, nothing where none is named; of a reading that
            falls outside the extent, the first such site.
        gap_pct: How much larger all sites together are than declared, nothing where none is.
        shift_m: How far the twin reading without the datum shift lies away.
        is_shift_open: Whether the choice stands between this reading and its twin, so that the user must name
            the datum shift too.
    """

    reading: Reading
    lonlats: tuple[BaseGeometry, ...]
    is_inside: bool
    fits: bool
    away_m: float | None
    gap_pct: float | None
    shift_m: float = 0.0
    is_shift_open: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of all sites."""
        west, south, east, north = shapely.total_bounds(np.array(self.lonlats, dtype=object)).tolist()
        return (west + east) / 2, (south + north) / 2

    @property
    def order(self) -> Order:
        """Which coordinate stands in the left column."""
        return "xy" if self.reading.exchanged else "yx"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it.

    Attributes:
        winner: The reading that counts, nothing where it is not certain.
        basis: Why it counts: ``given``, ``stated``, ``commune`` or ``extent``; else why none does:
            ``open``, ``none`` or ``contradicted``.
        candidates: The readings in order, the best first; beside a reading the user chose, all others too.
        is_shift_confirmed: Whether outlines of communes tell that the datum shift was applied.
        is_shift_refuted: Whether they tell that it was not.
    """

    winner: Candidate | None
    basis: str
    candidates: tuple[Candidate, ...]
    is_shift_confirmed: bool = False
    is_shift_refuted: bool = False


def moved(sites: Sequence[Site], reading: Reading) -> tuple[BaseGeometry, ...]:
    """Gives the shapes of sites, in the numbers of their table, in degrees."""

    def change(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return to_lonlat(reading, xy)

    return tuple(shapely.transform(as_array([site.shape for site in sites]), change))


def decide(
    sites: Sequence[Site], stated: Sequence[Stated], words: GridWords, asked: Asked, ground: Ground
) -> Verdict:
    """Gives the reading of the corners, or the readings among which the user must choose.

    Args:
        sites: Sites with shapes.
        stated: The communes each names.
        words: What the table says of its grid.
        asked: What the user says of it, which counts before anything else.
        ground: Where the sites belong.
    """
    if words.datum == "WGS 84" and asked.shifted is None:
        asked = replace(asked, shifted=False)
    in_degrees = are_degrees(shapely.get_coordinates([site.shape for site in sites]))
    lawful = lawful_readings(ground.extent, in_degrees=in_degrees)

    def weighed(wish: Asked) -> tuple[Candidate, ...]:
        return ranked((weigh(way, sites, stated, ground) for way in left_open(lawful, wish)), ground)

    if asked.code is None:
        verdict = _verdict(*_by_words(weighed(asked), words), stated, sites)
    else:
        inside = [c for c in weighed(asked) if c.is_inside]
        winner = inside[0] if len(inside) == 1 else None
        basis = "given" if winner else "open" if inside else "contradicted"
        verdict = _verdict(winner, basis, weighed(replace(asked, code=None, order=None)), stated, sites)
    if verdict.winner is None or asked.shifted is not None or not verdict.is_shift_refuted:
        return verdict
    twins = (verdict.winner, weigh(unshifted(verdict.winner.reading), sites, stated, ground))
    return replace(
        verdict, winner=None, basis="open", candidates=tuple(replace(c, is_shift_open=True) for c in twins)
    )


def _by_words(
    weighed: tuple[Candidate, ...], words: GridWords
) -> tuple[Candidate | None, str, tuple[Candidate, ...]]:
    """Gives the one reading that fits and is what the table says, why, and the readings to list."""
    said = tuple(c for c in weighed if agrees(c.reading, words))
    narrows = len(said) < len(weighed)
    fitting = [c for c in said if c.fits]
    if len(fitting) == 1:
        basis = "stated" if narrows else "extent" if fitting[0].away_m is None else "commune"
        return fitting[0], basis, weighed
    if fitting:
        return None, "open", said
    contradicted = not said or words.meridian is not None or (narrows and any(c.fits for c in weighed))
    return None, "contradicted" if contradicted else "none", weighed


def weigh(reading: Reading, sites: Sequence[Site], stated: Sequence[Stated], ground: Ground) -> Candidate:
    """Gives where one reading puts the sites and how that agrees with what is known of them."""
    lonlats = moved(sites, reading)
    is_inside = all(_within(shape, ground.extent) for shape in lonlats)
    placed = [(shape, said.communes) for shape, said in zip(lonlats, stated, strict=True) if said.communes]
    looked_at = placed if is_inside else placed[:1]
    aways = [min(distance_m(shape, commune) for commune in named) for shape, named in looked_at]
    in_communes = is_inside and all(any(lies_in(shape, c) for c in named) for shape, named in placed)
    gap = _gap(lonlats, sites, ground.crs) if is_inside else None
    return Candidate(
        reading,
        lonlats,
        is_inside,
        in_communes,
        max(aways, default=None),
        gap,
        _shift(sites, reading),
    )


def _within(shape: BaseGeometry, extent: Extent) -> bool:
    west, south, east, north = extent
    bounds = shape.bounds
    finite = all(math.isfinite(value) for value in bounds)
    return finite and bounds[0] >= west and bounds[1] >= south and bounds[2] <= east and bounds[3] <= north


def _gap(lonlats: Sequence[BaseGeometry], sites: Sequence[Site], crs: str) -> float | None:
    """Gives how much larger the sites with a declared area are in the plan's grid, in per cent."""
    pairs = [(s, site.declared_ha) for s, site in zip(lonlats, sites, strict=True) if site.declared_ha]
    if not pairs:
        return None
    grid = reproject(np.array([shape for shape, _ in pairs], dtype=object), WGS84, crs)
    declared = sum(ha for _, ha in pairs)
    return gap_pct(float(planar_ha(grid).sum()), declared)


def _shift(sites: Sequence[Site], reading: Reading) -> float:
    """Gives how far the first corner lies from where it is without the datum shift."""
    twin = unshifted(reading)
    shape = sites[0].shape
    if twin == reading or shape is None:
        return 0.0
    corner = shapely.get_coordinates(shape)[:1]
    here, there = (shapely.Point(to_lonlat(way, corner)[0]) for way in (reading, twin))
    return distance_m(here, Commune("", (), there)) if here.is_valid and there.is_valid else 0.0


def ranked(candidates: Iterable[Candidate], ground: Ground) -> tuple[Candidate, ...]:
    """Gives candidates in order: those that fit, the plan's grid among them first, then by distance and area."""
    middle = shapely.box(*ground.extent).centroid

    def key(candidate: Candidate) -> tuple[bool, bool, bool, float, float, float]:
        lon, lat = candidate.centre
        off = math.hypot(lon - middle.x, lat - middle.y)
        return (
            not candidate.fits,
            not candidate.is_inside,
            candidate.fits and candidate.reading.code != ground.crs,
            round(candidate.away_m or 0.0, -2) if candidate.away_m != math.inf else math.inf,
            round(abs(candidate.gap_pct or 0.0), 3),
            off if math.isfinite(off) else math.inf,
        )

    return tuple(sorted(candidates, key=key))


def _verdict(
    winner: Candidate | None,
    basis: str,
    candidates: tuple[Candidate, ...],
    stated: Sequence[Stated],
    sites: Sequence[Site],
) -> Verdict:
    """Gives the verdict, with whether outlined communes confirm or refute the datum shift."""
    if winner is None:
        return Verdict(None, basis, candidates)
    twin = unshifted(winner.reading)
    shares = [
        (share_in(shape, commune), share_in(other, commune))
        for shape, other, said in zip(winner.lonlats, moved(sites, twin), stated, strict=True)
        for commune in said.communes
        if commune.is_outlined and len(said.communes) == 1
    ]
    confirmed = any(here >= _WHOLE and there < _CLEARLY_LESS for here, there in shares)
    crosses = any(here < _CLEARLY_LESS for here, _ in shares)
    refuted = crosses and all(there >= _WHOLE for _, there in shares)
    return Verdict(winner, basis, candidates, confirmed and not crosses, refuted)

"""What a file says of its coordinate system, in whatever language it says it, and what that is worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError, ProjError

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import DEPRECATED_VN2000, VN2000_TM3, WGS84, parse_crs, transformer

SAME_M = 0.05
"""Definitions that land nearer to each other than this are the same."""
LOOSE_M = 5.0
"""Above this a definition is wrong, below it its parameters are only inexact."""

_VN2000 = "EPSG:4756"
_GRIDS = (*VN2000_TM3, "EPSG:3405", "EPSG:3406")
_HANOI_1972 = ("EPSG:2044", "EPSG:2045", "EPSG:4147")
_ON_EARTH_M = 1e7
_LONGEST = 20_000
_INIT = re.compile(r"\+?init=([A-Za-z]+):([A-Za-z0-9]+)(\s.*)?", re.DOTALL)
_OPENS_A_FILE = re.compile(
    r'grids"?\s*[=,]\s*+"?+(?!@null\b)|PARAMETERFILE|\bfile\s*=|\binit\s*=|"value"\s*:\s*"', re.IGNORECASE
)
"""What makes PROJ read a file: grids and their like, and collections of definitions."""
_GEOD = Geod(ellps="WGS84")

Place = tuple[float, float]
"""Longitude and latitude on WGS 84 where the plan lies, in degrees."""


class Fault(StrEnum):
    """What is wrong with a definition."""

    NONE = "none"
    MISSING = "missing"
    UNKNOWN = "unknown"
    DEPRECATED = "deprecated"
    NO_SHIFT = "no_shift"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a definition means.

    Attributes:
        name: Its code, or the name it gives itself.
        code: The system it means; of a withdrawn code the one that took its place; none where it cannot
            be told.
        fault: What is wrong with it.
        metres: How far from its place the plan would land if the definition were taken at its word.
    """

    name: str
    code: str | None
    fault: Fault
    metres: float = 0.0


_NOTHING = Definition("", None, Fault.MISSING)


@lru_cache(maxsize=256)
def read_definition(text: str | None, place: Place) -> Definition:
    """Gives what a definition means.

    Args:
        text: An authority code, WKT of any flavour, PROJJSON or a PROJ string; nothing where the file is
            silent.
        place: Where the plan lies.
    """
    if not text or not text.strip():
        return _NOTHING
    crs = _parse(text)
    if crs is None:
        return Definition(_short(text), None, Fault.UNKNOWN)
    bare = _bare(crs)
    if bare.is_engineering:
        return Definition(bare.name, None, Fault.MISSING)
    return (
        _registered(crs, bare, place)
        or _hanoi(bare, place)
        or _likened(crs, bare, place, text)
        or _withdrawn(bare, place)
        or Definition(_short(bare.name), None, Fault.UNKNOWN)
    )


def landing_gap(text: str, code: str, place: Place) -> float:
    """Gives how far from a place its coordinates in a system land when read by a definition, in metres.

    An approximate transformation counts: it is what other programs would do. Infinite where the definition
    cannot be used at all.
    """
    crs = _parse(text)
    return float("inf") if crs is None else _gap(crs, code, place)


def same_projection(text: str, code: str, place: Place) -> bool:
    """Tells whether a definition projects like a system, whatever either says of its datum."""
    crs = _parse(text)
    return crs is not None and _projects_like(_bare(crs), code, place)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:57]}…"  # noqa: PLR2004 - one line of a message


@lru_cache(maxsize=256)
def _parse(text: str) -> CRS | None:
    """Gives the system a text defines; texts that would make PROJ open a file define none."""
    if len(text) > _LONGEST or "\x00" in text:
        return None
    plain = text.strip()
    if match := _INIT.fullmatch(plain):
        plain = f"{match.group(1)}:{match.group(2)}"
    if _OPENS_A_FILE.search(plain):
        return None
    try:
        return CRS.from_user_input(plain)
    except (CRSError, ValueError):
        return None


def _bare(crs: CRS) -> CRS:
    """Gives the horizontal system without a transformation bound to it and without heights."""
    if crs.is_compound and crs.sub_crs_list:
        return _bare(crs.sub_crs_list[0])
    return _bare(crs.source_crs) if crs.is_bound and crs.source_crs else crs


def _withdrawn(bare: CRS, place: Place) -> Definition | None:
    """Finds the false easting and northing of the withdrawn codes in a definition without a code."""
    for number in sorted(DEPRECATED_VN2000):
        if bare.is_projected and _alike_on_ground(bare, CRS.from_epsg(number), place):
            return Definition(_short(bare.name), successor(f"EPSG:{number}"), Fault.DEPRECATED)
    return None


def _hanoi(bare: CRS, place: Place) -> Definition | None:
    """Finds the older national system, which the register does not know by the names other programs give it."""
    if "hanoi1972" not in re.sub(r"[^a-z0-9]", "", _datum(bare).lower()):
        return None
    kin = (c for c in _HANOI_1972 if parse_crs(c).is_projected == bare.is_projected)
    code = next((c for c in kin if _projects_like(bare, c, place)), None)
    return Definition(code, code, Fault.NONE) if code else None


def successor(code: str) -> str | None:
    """Gives the code that took the place of a withdrawn one."""
    for crs in CRS.from_user_input(code).get_non_deprecated():
        return f"EPSG:{crs.to_epsg()}"
    return None


def _registered(crs: CRS, bare: CRS, place: Place) -> Definition | None:
    """Gives the registered system a definition with a named datum stands for, if it lands like it."""
    authority = bare.to_authority()
    if authority is None or crs.is_bound:
        return None
    code = ":".join(authority)
    if code.removeprefix("EPSG:") in map(str, DEPRECATED_VN2000):
        return Definition(code, successor(code), Fault.DEPRECATED)
    exact = bare.to_authority(min_confidence=100) is not None and _numbered(bare)
    if not exact and (_unnamed(bare) or _gap(crs, code, place) > SAME_M):
        return None
    return Definition(code, code, Fault.NONE)


def _numbered(bare: CRS) -> bool:
    """Tells whether a definition carries its own code."""
    return "id" in bare.to_json_dict()


def _datum(bare: CRS) -> str:
    geodetic = bare.geodetic_crs
    return geodetic.datum.name if geodetic and geodetic.datum else ""


def _unnamed(bare: CRS) -> bool:
    return _datum(bare).lower().startswith(("unknown", "d_unknown")) or not _datum(bare)


def _likened(crs: CRS, bare: CRS, place: Place, text: str) -> Definition | None:
    """Gives the VN-2000 system that a definition projects like, and how far its datum carries it off."""
    for code in _alike(crs, bare, place):
        metres = _gap(crs, code, place)
        name = _own_name(bare, text)
        if metres <= SAME_M:
            return Definition(code, code, Fault.NONE)
        if metres <= LOOSE_M:
            return Definition(name, code, Fault.LOOSE, metres)
        if bare.is_projected and metres < _ON_EARTH_M:
            return Definition(name, code, Fault.NO_SHIFT, metres)
    return None


def _own_name(bare: CRS, text: str) -> str:
    """Gives what a definition calls itself; where it has no name its PROJ text or its datum tells most."""
    if bare.name.lower() not in {"unknown", "unnamed"}:
        return _short(bare.name)
    return _short(text) if text.strip().startswith("+") else _short(f"{bare.name}: {_datum(bare)}")


def _alike(crs: CRS, bare: CRS, place: Place) -> Iterator[str]:
    if bare.is_projected:
        yield from (code for code in _GRIDS if _projects_like(bare, code, place))
    elif bare.is_geographic and crs.is_bound:
        yield from (_VN2000, WGS84)


def _projects_like(bare: CRS, code: str, place: Place) -> bool:
    try:
        return _alike_on_ground(bare, parse_crs(code), place)
    except PlanInvalidError:
        return False


def _alike_on_ground(ours: CRS, theirs: CRS, place: Place) -> bool:
    """Compares what two systems make of the same degrees, each on its own datum."""
    try:
        pairs = zip(_project(ours, place), _project(theirs, place), strict=True)
    except (ProjError, CRSError):
        return False
    return all(abs(a - b) <= SAME_M for a, b in pairs)


def _project(crs: CRS, place: Place) -> tuple[float, float]:
    if not crs.is_projected or crs.geodetic_crs is None:
        return place
    x, y = Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True).transform(*place)
    return float(x), float(y)


def _gap(crs: CRS, code: str, place: Place) -> float:
    try:
        written = transformer(WGS84, code).transform(*place)
        found = Transformer.from_crs(crs, parse_crs(WGS84), always_xy=True).transform(*written)
        metres = float(_GEOD.inv(*place, *found)[2])
    except (ProjError, CRSError, PlanInvalidError, ValueError):
        return float("inf")
    return metres if metres == metres else float("inf")  # noqa: PLR0124 - a distance that is no number

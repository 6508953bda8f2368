"""What the heading of a column means."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zoneplan.corners.numbers import tidy
from zoneplan.text import fold


class Role(StrEnum):
    """What a column of a table of corners holds."""

    NORTH = "north"
    EAST = "east"
    POINT = "point"
    COUNT = "count"
    NAME = "name"
    AREA = "area"
    COMMUNE = "commune"
    SHARED = "shared"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's role; ``is_certain`` where the words name the direction, ``ha`` per unit of an area."""

    role: Role
    is_certain: bool = True
    ha: float = 1.0


_LONGEST = 60
_NORTH = re.compile(r"\b(bac|northing|north|vi do|lat|latitude)\b|^n\b(?!o)")
_EAST = re.compile(r"\b(dong|easting|east|kinh do|lon|long|lng|longitude)\b|^e\b")
_X = re.compile(r"\bx\d*\b")
_Y = re.compile(r"\by\d*\b")
_GRID = re.compile(r"\btruc\b|\bmui\b|\bvn ?2000\b|he toa do")
_POINT = re.compile(
    r"so hieu|\bdiem\b|\bmoc\b|\bdinh\b|ky hieu|\bgoc\b|ten goc|\bpoint\b|\bcorner\b|\bvertex\b"
)
_COUNT = re.compile(r"^(stt|tt|so tt|so thu tu|thu tu|no|id|#)$")
_AREA = re.compile(r"dien tich|\barea\b|^dt\b|quy mo")
_COMMUNE = re.compile(r"^(xa|phuong|xa phuong|phuong xa|thi tran|commune|ward|dia diem|dia danh)\b")
_NAME = re.compile(
    r"^(ten|khu|khu vuc|cum|vi tri|du an|cong trinh|hang muc|name|site|zone|thua|lo)\b"
    r"|ten (khu|cum|du an|vi tri|mo|cong trinh)"
)
_COORDINATE = re.compile(r"toa do|coordinate")
_FIGURE = re.compile(r"\d{3}")
_ROLES = (
    (Role.COUNT, _COUNT),
    (Role.SHARED, _COORDINATE),
    (Role.SHARED, _GRID),
    (Role.COMMUNE, _COMMUNE),
    (Role.POINT, _POINT),
    (Role.NAME, _NAME),
)
"""What a heading may be, the surest first."""
_UNITS = ((re.compile(r"\bkm ?2\b"), 100.0), (re.compile(r"\bm ?2\b"), 1e-4), (re.compile(r"\bha\b"), 1.0))


def bare(text: str) -> str:
    """Gives words without accents and punctuation: ``Tọa độ X (m)`` becomes ``toa do x m``."""
    folded = fold(tidy(text)).replace("²", "2").replace("km^2", "km2").replace("m^2", "m2")
    return " ".join(re.findall(r"[a-z0-9#]+", folded))


def ha_per_unit(text: str) -> float | None:
    """Gives how many hectares the unit named in a text holds, nothing where it names none."""
    return next((ha for pattern, ha in _UNITS if pattern.search(bare(text))), None)


def heading(text: str) -> Heading | None:
    """Gives what the heading of a column means, or nothing when the text is no heading."""
    words = bare(text)
    if not words or len(words) > _LONGEST:
        return None
    axis = _axis(words)
    if axis is not None:
        return axis
    if _AREA.search(words) and not _FIGURE.search(words):
        return Heading(Role.AREA, ha=ha_per_unit(words) or 1.0)
    return next((Heading(role) for role, pattern in _ROLES if pattern.search(words)), None)


def _axis(words: str) -> Heading | None:
    """Gives the direction a heading names; a bare X is northing, as Vietnamese surveys have it."""
    north, east = bool(_NORTH.search(words)), bool(_EAST.search(words))
    if north != east and not _GRID.search(words):
        return Heading(Role.NORTH if north else Role.EAST)
    x, y = bool(_X.search(words)), bool(_Y.search(words))
    if x != y:
        return Heading(Role.NORTH if x else Role.EAST, is_certain=False)
    return None

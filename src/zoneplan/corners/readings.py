"""The readings that a decision may be printed in, and whether one is what its table or the user says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zoneplan.corners.sites import GridWords, Order
from zoneplan.geo.crs import UTM, VN2000_TM3, VN2000_UTM, WGS84
from zoneplan.geo.signatures import VN2000, Extent, Reading, codes

_UNSHIFTED_UTM = {"EPSG:3405": "EPSG:32648", "EPSG:3406": "EPSG:32649"}
_HALF_MINUTE = 1 / 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of the grid; each part may be left open."""

    code: str | None = None
    order: Order | None = None
    shifted: bool | None = None


NOTHING_ASKED = Asked()
"""The user leaves the grid open."""


def lawful_readings(extent: Extent, *, in_degrees: bool) -> tuple[Reading, ...]:
    """Gives the readings a decision may be printed in: VN-2000 grids shifted as the law has it, or degrees."""
    grids = (WGS84, VN2000) if in_degrees else tuple(c for c in codes(extent) if c in VN2000_TM3 | VN2000_UTM)
    return tuple(Reading(code, exchanged) for code in grids for exchanged in (True, False))


def unshifted(reading: Reading) -> Reading:
    """Gives the reading in which the same numbers were computed from WGS 84 without the datum shift.

    A system that is no VN-2000 grid has none and stays as it is.
    """
    if reading.code in _UNSHIFTED_UTM:
        return Reading(_UNSHIFTED_UTM[reading.code], reading.exchanged)
    return replace(reading, shifted=False) if reading.code in VN2000_TM3 else reading


def left_open(ways: Iterable[Reading], asked: Asked) -> list[Reading]:
    """Gives the readings that the user leaves open."""
    if asked.code is not None:
        ways = [Reading(asked.code, exchanged) for exchanged in (True, False)]
    found = [way for way in ways if asked.order is None or way.exchanged == (asked.order == "xy")]
    return [unshifted(way) for way in found] if asked.shifted is False else found


def agrees(reading: Reading, words: GridWords) -> bool:
    """Tells whether a reading is what the table says, as far as it says anything."""
    if reading.in_degrees:
        return words.datum in {None, "HN-72"} or (words.datum == "VN-2000") == (reading.code == VN2000)
    grids = VN2000_TM3 | UTM
    width = 6 if reading.code in UTM else 3
    meridian = grids.get(reading.code)
    same = words.meridian is None or (meridian is not None and abs(meridian - words.meridian) < _HALF_MINUTE)
    return same and words.width in {None, width}


def is_foreign(code: str) -> bool:
    """Tells whether a system is none of the VN-2000 and WGS 84 grids of Việt Nam and no degrees of theirs."""
    return code not in VN2000_TM3 | UTM and code not in {WGS84, VN2000}


def contradicts(reading: Reading, words: GridWords, asked: Asked) -> bool:
    """Tells whether what the user chose is another grid or datum than the table prints.

    ``--unshifted`` under the words VN-2000 is no contradiction: that is how forgotten shifts are printed.
    """
    is_lawful = reading.shifted and reading.code in VN2000_TM3 | VN2000_UTM
    if words.datum == "WGS 84" and is_lawful:
        return True
    if words.datum == "HN-72" and is_foreign(reading.code):
        return False
    foreign = (
        words.datum == "VN-2000" and reading.code in _UNSHIFTED_UTM.values() and asked.code == reading.code
    )
    return foreign or not agrees(reading, words)

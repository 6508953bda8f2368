"""The grid as the options of the command line name it: from options to a grid, and back."""

import re
from typing import TYPE_CHECKING

from zoneplan.corners.propose import Candidate
from zoneplan.corners.readings import Asked
from zoneplan.errors import PlanInvalidError, UsageError
from zoneplan.geo.crs import VN2000_TM3, VN2000_UTM, parse_crs
from zoneplan.geo.signatures import meridian_text
from zoneplan.text import Text

if TYPE_CHECKING:
    from zoneplan.corners.sites import Order

_MERIDIAN = re.compile(
    r"(?P<deg>\d{3})(?:[.,](?P<part>\d+)|\s*[°ºdo:-]\s*(?P<min>[0-5]?\d)\s*['’′]?(?:\s*0{1,2}\s*(?:\"|''|″|”))?|\s*[°º]?)"
)
_WIDTHS = (3, 6)
_HALF_MINUTE = 1 / 120
_BAD_MERIDIAN = Text(
    "“{value}” không phải kinh tuyến trục. Viết 104.75 hoặc 104°45'.",
    "“{value}” is no central meridian. Write 104.75 or 104°45'.",
)
_NO_GRID = Text(
    "Không có lưới VN-2000 múi {width}° với kinh tuyến trục {meridian}. Các kinh tuyến: {known}.",
    "There is no VN-2000 {width}° grid with central meridian {meridian}. There are: {known}.",
)
_BOTH = Text("Dùng --cm hoặc --crs, không dùng cả hai.", "Use --cm or --crs, not both.")
_ONLY_ZONE = Text(
    "--zone cần đi cùng --cm, thí dụ --cm 104.75 --zone 3.",
    "--zone goes with --cm, for instance --cm 104.75 --zone 3.",
)
_ZONE = Text("--zone chỉ nhận 3 hoặc 6.", "--zone takes 3 or 6.")
_ORDER = Text(
    "--order chỉ nhận xy (cột trái là X, bắc) hoặc yx (cột trái là Y, đông).",
    "--order takes xy (the left column is X, north) or yx (the left column is Y, east).",
)


def asked_grid(
    cm: str | None, zone: int | None, crs: str | None, order: str | None, *, is_shifted: bool | None = None
) -> Asked:
    """Gives what the user says of the grid.

    Args:
        cm: Central meridian, ``104.75`` or ``104°45'``.
        zone: Width of the zone in degrees; without it 3.
        crs: A code such as ``EPSG:9208`` in place of the two.
        order: ``xy`` or ``yx``.
        is_shifted: Whether the numbers were computed with the datum shift, nothing where the user leaves it open.

    Raises:
        UsageError: There is no such grid or order.
    """
    if order not in {None, "xy", "yx"}:
        raise UsageError(_ORDER)
    kept: Order | None = "xy" if order == "xy" else "yx" if order == "yx" else None
    if cm and crs:
        raise UsageError(_BOTH)
    if zone is not None and not cm:
        raise UsageError(_ONLY_ZONE)
    if zone is not None and zone not in _WIDTHS:
        raise UsageError(_ZONE)
    code = _grid(cm, zone or 3) if cm else _code(crs)
    return Asked(code, kept, is_shifted)


def options(candidate: Candidate) -> str:
    """Gives the options that choose a reading."""
    code = candidate.reading.code
    if code in VN2000_TM3:
        words = f"--cm {VN2000_TM3[code]:g} --zone 3"
    elif code in VN2000_UTM:
        words = f"--cm {VN2000_UTM[code]:g} --zone 6"
    else:
        return f"--crs {code}"
    if not candidate.reading.shifted:
        return f"{words} --unshifted"
    return f"{words} --shifted" if candidate.is_shift_open else words


def _code(crs: str | None) -> str | None:
    if crs is None:
        return None
    try:
        parse_crs(crs)
    except PlanInvalidError as error:
        raise UsageError(error.message.text, **error.message.params) from error
    return crs


def _grid(cm: str, width: int) -> str:
    match = _MERIDIAN.fullmatch(cm.strip())
    if not match:
        raise UsageError(_BAD_MERIDIAN, value=cm)
    part = float(f"0.{match['part']}") if match["part"] else int(match["min"] or 0) / 60
    meridian = int(match["deg"]) + part
    grids = VN2000_TM3 if width == _WIDTHS[0] else VN2000_UTM
    for code, degrees in grids.items():
        if abs(degrees - meridian) < _HALF_MINUTE:
            return code
    known = [meridian_text(degrees) for degrees in grids.values()]
    raise UsageError(_NO_GRID, width=width, meridian=meridian_text(meridian), known=known)

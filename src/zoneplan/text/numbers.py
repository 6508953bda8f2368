"""Numbers and dates the way people read them; machine files never use these."""

import re
from typing import Literal

from babel.numbers import format_decimal

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_INTERVAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}/[0-9]{4}(-[0-9]{2}){0,2}")
_READABLE = 1e18


def format_number(value: float, language: Literal["vi", "en"], decimals: int | None = None) -> str:
    """Gives ``1.097,75`` in Vietnamese and ``1,097.75`` in English.

    Args:
        value: The number.
        language: ``vi`` or ``en``.
        decimals: Exactly so many decimals; without it, up to two and no trailing zeros.

    A number of more digits than anybody reads, as a slip of the pen makes it, is given as ``1.5e+300``.
    """
    if not abs(value) < _READABLE:
        text = f"{value:.6g}"
        return text.replace(".", ",") if language == "vi" else text
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=language)
    return text if any(char in "123456789" for char in text) else text.removeprefix("-")


def format_date(iso: str, language: Literal["vi", "en"]) -> str:
    """Gives an ISO date, month, year or interval as a Vietnamese or English reader expects it.

    Any other text comes back as it is.
    """
    if _INTERVAL.fullmatch(iso):
        return "–".join(format_date(part, language) for part in iso.split("/"))
    if language == "en":
        return iso
    if match := _DAY.fullmatch(iso):
        return "{2}/{1}/{0}".format(*match.groups())
    if match := _MONTH.fullmatch(iso):
        return "{1}/{0}".format(*match.groups())
    return iso

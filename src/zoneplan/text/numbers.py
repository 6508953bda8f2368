"""Numbers and dates the way people read them; machine files never use these."""

import re
from typing import Literal

from babel.numbers import format_decimal

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def format_number(value: float, language: Literal["vi", "en"], decimals: int | None = None) -> str:
    """Gives ``1.097,75`` in Vietnamese and ``1,097.75`` in English.

    Args:
        value: The number.
        language: ``vi`` or ``en``.
        decimals: Exactly so many decimals; without it, up to two and no trailing zeros.
    """
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=language)


def format_date(iso: str, language: Literal["vi", "en"]) -> str:
    """Gives an ISO date, month, year or interval as a Vietnamese or English reader expects it."""
    if "/" in iso:
        return "–".join(format_date(part, language) for part in iso.split("/"))
    if language == "en":
        return iso
    if match := _DAY.fullmatch(iso):
        return "{2}/{1}/{0}".format(*match.groups())
    if match := _MONTH.fullmatch(iso):
        return "{1}/{0}".format(*match.groups())
    return iso

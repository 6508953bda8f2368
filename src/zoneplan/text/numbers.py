"""Numbers and dates the way people read them; machine files never use these."""

import re
from functools import lru_cache
from math import floor, isfinite, log10
from typing import Literal

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, parse_pattern

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_INTERVAL = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}/[0-9]{4}(-[0-9]{2}){0,2}")
_READABLE = 1e18
_LEAST = 1e-6
"""Below it a number would be mostly zeros, so that it is written with a power of ten."""
_DIGITS = 2
"""Significant digits of a number that would else be written as nothing."""


def decimals_shown(value: float, decimals: int) -> int:
    """Gives so many decimals, or as many more as it takes that a number does not look like nothing."""
    if value == 0 or not isfinite(value) or abs(value) > 0.5 * 10.0**-decimals:
        return decimals
    return _DIGITS - 1 - floor(log10(abs(value)))


def format_number(value: float, language: Literal["vi", "en"], decimals: int | None = None) -> str:
    """Gives ``1.097,75`` in Vietnamese and ``1,097.75`` in English.

    Args:
        value: The number.
        language: ``vi`` or ``en``.
        decimals: Exactly so many decimals; without it, up to two and no trailing zeros.

    A number that is not nothing is never given as 0: one that so many decimals do not show has two significant
    digits. A number of more digits than anybody reads, as a slip of the pen makes it, is given as ``1.5e+300``.
    """
    return _formatted(value, language, decimals)


@lru_cache(maxsize=16384, typed=True)
def _formatted(value: float, language: Literal["vi", "en"], decimals: int | None) -> str:
    if not abs(value) < _READABLE:
        return _powers(value, 6, language)
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    text = _by_pattern(value, pattern, language)
    if any(char in "123456789" for char in text):
        return text
    if value == 0:
        return text.removeprefix("-")
    if abs(value) < _LEAST:
        return _powers(value, _DIGITS, language)
    return _by_pattern(value, "0." + "#" * decimals_shown(value, 0), language)


def _by_pattern(value: float, pattern: str, language: Literal["vi", "en"]) -> str:
    return format_decimal(value, format=_parsed(pattern), locale=_locale(language))


@lru_cache(maxsize=64)
def _parsed(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@lru_cache(maxsize=2)
def _locale(language: Literal["vi", "en"]) -> Locale:
    return Locale.parse(language)


def _powers(value: float, digits: int, language: Literal["vi", "en"]) -> str:
    text = f"{value:.{digits}g}"
    return text.replace(".", ",") if language == "vi" else text


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

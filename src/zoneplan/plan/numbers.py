"""Numbers as machine files write them."""

import math
import re

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

_COMMA = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+")


def has_decimal_comma(text: str) -> bool:
    """Tells whether a text is a number with a decimal comma, grouped by points or not: ``1.097,6``."""
    return _COMMA.fullmatch(text.strip()) is not None


def pointed(value: object) -> object:
    """Gives a text whose numbers have decimal commas with a decimal point; anything else as it is.

    Points before groups of three digits separate those: ``436.001`` is a whole number. A text of any other form
    stays as it is.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if has_decimal_comma(text) or _GROUPED.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return value


def plain_number(text: str) -> float | None:
    """Gives the number, or nothing when the text is not a plain one.

    A decimal comma, grouping and words such as ``nan`` are refused rather than guessed.
    """
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None

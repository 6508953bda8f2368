"""Numbers as machine files write them."""

import math
import re

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def plain_number(text: str) -> float | None:
    """Gives the number, or nothing when the text is not a plain one.

    A decimal comma, grouping and words such as ``nan`` are refused rather than guessed.
    """
    if not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None

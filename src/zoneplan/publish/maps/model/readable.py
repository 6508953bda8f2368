"""Texts of data without characters that a reader cannot see and that could turn, hide or break what stands beside them."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, marks of the reading direction and spaces of no width, lone surrogates."""
_JOINERS = "\u200c\u200d"
"""They tell how the letters beside them are written, and make one picture of several."""
_KEPT = frozenset(f"\n\t{_JOINERS}")
_ESCAPED = "\\u00"
"""How JSON writes control characters."""


def readable(text: str) -> str:
    """Gives a text as people can read it; what turns the reading direction is left out, so that the order stays as written."""
    if text.isprintable():
        return text
    plain = _LINE_ENDS.sub("\n", text)
    return "".join(char for char in plain if char in _KEPT or unicodedata.category(char) not in _UNSEEN)


def all_readable(value: object) -> object:
    """Gives what JSON can hold with every text of it readable, the names of its parts too."""
    written = json.dumps(value, ensure_ascii=False)
    return value if written.isprintable() and _ESCAPED not in written else _walked(value)


def _walked(value: object) -> object:
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, Mapping):
        return {readable(str(key)): _walked(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_walked(item) for item in value]
    return value

"""What JSON can hold, with every text of it readable."""

import json
from collections.abc import Mapping, Sequence

from zoneplan.text import readable

_ESCAPED = "\\u00"
"""How JSON writes control characters."""


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

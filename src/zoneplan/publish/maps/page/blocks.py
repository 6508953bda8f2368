"""Data inside the page: squeezed, in letters that no parser takes for markup, read by the page when it needs them."""

import gzip
import json
import re
from base64 import b64encode

_BEST = 9
_NAME = re.compile(r"[A-Za-z0-9_-]+")


def block(name: str, data: bytes) -> str:
    """Gives the element that holds some bytes; the same bytes always give the same element.

    Args:
        name: What the page asks for: letters, digits, hyphens and underscores.
        data: The bytes.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a block")
    letters = b64encode(gzip.compress(data, compresslevel=_BEST, mtime=0)).decode("ascii")
    return f'<script type="text/plain" id="block-{name}">{letters}</script>'


def json_bytes(value: object) -> bytes:
    """Gives JSON without spaces, in UTF-8; NaN and infinity are an error, as JSON has neither."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def json_block(name: str, value: object) -> str:
    """Gives the element that holds a value as JSON."""
    return block(name, json_bytes(value))

"""Vietnamese without accents, for search and for file names."""

import re
import unicodedata

_KEEP = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Gives the text in lower case without accents: ``Tằng Loỏng`` becomes ``tang loong``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def slug(text: str) -> str:
    """Gives an ASCII name that is safe as a file name; ``plan`` when nothing is left."""
    return _KEEP.sub("_", fold(text)).strip("_") or "plan"

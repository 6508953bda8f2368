"""Vietnamese without accents, for search and for file names."""

import re
import unicodedata

_KEEP = re.compile(r"[^a-z0-9]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def fold(text: str) -> str:
    """Gives the text in lower case without accents: ``Tằng Loỏng`` becomes ``tang loong``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def slug(text: str) -> str:
    """Gives an ASCII name that is safe as a file name; ``plan`` when nothing is left."""
    return _KEEP.sub("_", fold(text)).strip("_") or "plan"


def spelling(text: str) -> str:
    """Gives the text in lower case with the tone of each word behind its letters.

    ``Nậm Khoá`` and ``Nậm Khóa`` are spelt the same, ``Nậm Chảy`` and ``Nậm Chày`` are not.
    """
    words = unicodedata.normalize("NFD", text.lower()).split()
    return " ".join(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)

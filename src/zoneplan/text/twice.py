"""UTF-8 whose bytes were taken for Windows-1252 or Latin-1 and written as UTF-8 again."""

import re

CODES = {
    char: code
    for code in range(0x100)
    for char in (chr(code), bytes([code]).decode("cp1252", "ignore"))
    if char
}
"""The byte that a character stands for when text was decoded as Latin-1 or as Windows-1252."""

_FIRST_LEAD = 0xC0
_TRAILS = "".join(re.escape(char) for char, code in CODES.items() if 0x80 <= code < _FIRST_LEAD)  # noqa: PLR2004 - UTF-8
_PIECE = re.compile(f"[Ã-Æ][{_TRAILS}]|á[º»][{_TRAILS}]")
"""A Vietnamese letter decoded twice, in a text that is broken or right elsewhere."""
_LOST_SPACE = re.compile(r"(?<![A-ZÀ-Ý]{2})Ã (?=[a-z ])|(?<![A-ZÀ-Ý]{2})(?<!^.)Ã$")
"""The letter à decoded twice whose second half, a no-break space, became a plain one or was trimmed."""


def decoded_once(text: str) -> str:
    """Gives text that was decoded twice, or oftener, as it was meant; other text stays as it is.

    What is broken besides, by lost or truncated bytes, is mended letter by letter and by ftfy.
    """
    from ftfy import fix_encoding  # noqa: PLC0415 - slow to import, and rarely needed

    if text.isascii():
        return text
    for attempt in (text, _LOST_SPACE.sub("Ã\u00a0", text)):
        decoded = _whole(attempt)
        if decoded is not None:
            return decoded_once(decoded)
    return fix_encoding(_PIECE.sub(lambda found: _whole(found.group()) or found.group(), text))


def _whole(text: str) -> str | None:
    try:
        return bytes(CODES[char] for char in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None

"""Bytes of older formats become text: by what the file or the configuration says, else by what they can be."""

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zoneplan.io.format_rules import ENCODING_UNKNOWN
from zoneplan.io.raw import Refused
from zoneplan.text import Message, Text
from zoneplan.text.legacy import Encoding

FONTS = {encoding.value: "cp1252" for encoding in Encoding} | {Encoding.UTF8_TWICE.value: "utf-8"}
"""Names that the configuration may give and that are no byte encodings, with the bytes they are written in."""
EXAMPLES = ("utf-8", "cp1252", "cp1258", *FONTS)
_WESTERN = "cp1252"
_KEEP_BYTE = "zoneplan-keep-byte"
_NUMBERED = {"65001": "utf-8", "88591": "latin-1", "20127": "ascii"}
_DBF_LANGUAGES = {
    0x01: "cp437",
    0x02: "cp850",
    0x03: _WESTERN,
    0x58: _WESTERN,
    0x59: _WESTERN,
    0xC8: "cp1250",
    0xC9: "cp1251",
}
"""Language bytes of a dBASE header that name an encoding for sure; 0x57 means whatever the machine used."""

_AS_UTF8 = Text(
    "tệp không nói chữ ghi bằng bảng mã nào (đọc là UTF-8)",
    "the file does not say how its text is encoded (it was read as UTF-8)",
)
_AS_WESTERN = Text(
    "tệp không nói chữ ghi bằng bảng mã nào (đọc là Windows-1252)",
    "the file does not say how its text is encoded (it was read as Windows-1252)",
)
_REPLACED = Text(
    "có chữ không thuộc bảng mã {encoding} (những byte đó thành �)",
    "some text is not in the encoding {encoding} (those bytes became �)",
)


def _keep_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_KEEP_BYTE, _keep_byte)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Columns of text, and what should be said about how they were decoded."""

    columns: dict[str, list[str | None]]
    notes: tuple[Message, ...] = ()


def configured(encoding: str | None) -> str | None:
    """Gives the byte encoding that the configuration means, if it names one.

    Raises:
        Refused: There is no such encoding.
    """
    if encoding is None:
        return None
    name = named(FONTS.get(encoding.lower(), encoding))
    if name is None:
        raise Refused(ENCODING_UNKNOWN, encoding=encoding, known=list(EXAMPLES))
    return name


def named(text: str) -> str | None:
    """Gives the codec of a name as files write it (``UTF-8``, ``ANSI 1252``, ``65001``), or nothing."""
    name = text.strip().lower().removeprefix("ansi").strip(" _-")
    name = _NUMBERED.get(name, f"cp{name}" if name.isdigit() else name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None  # noqa: SLF001 - tells codecs such as zip from encodings of text


def dbf_language(header: bytes) -> str | None:
    """Gives the encoding that a dBASE header names in its language byte, if that is sure."""
    return _DBF_LANGUAGES.get(header[29]) if len(header) > 29 else None  # noqa: PLR2004 - place of the byte


def decoded(columns: dict[str, Sequence[bytes | None]], encoding: str | None) -> Decoded:
    """Gives columns of bytes as text.

    Args:
        columns: The bytes of each column.
        encoding: The encoding that is known; without one text that is valid UTF-8 is UTF-8, and anything
            else Windows-1252 with the bytes it leaves undefined kept by number.
    """
    if encoding is None:
        return _guessed(columns)
    try:
        return Decoded(_all(columns, encoding, "strict"))
    except UnicodeDecodeError:
        if encoding == _WESTERN:
            return Decoded(_all(columns, _WESTERN, _KEEP_BYTE))
        return Decoded(_all(columns, encoding, "replace"), (Message.of(_REPLACED, encoding=encoding),))


def _guessed(columns: dict[str, Sequence[bytes | None]]) -> Decoded:
    if all(_ascii(values) for values in columns.values()):
        return Decoded(_all(columns, "ascii", "strict"))
    try:
        return Decoded(_all(columns, "utf-8", "strict"), (Message.of(_AS_UTF8),))
    except UnicodeDecodeError:
        return Decoded(_all(columns, _WESTERN, _KEEP_BYTE), (Message.of(_AS_WESTERN),))


def _ascii(values: Iterable[bytes | None]) -> bool:
    return all(value is None or value.isascii() for value in values)


def _all(
    columns: dict[str, Sequence[bytes | None]], encoding: str, errors: str
) -> dict[str, list[str | None]]:
    return {
        name: [None if value is None else value.decode(encoding, errors) for value in values]
        for name, values in columns.items()
    }

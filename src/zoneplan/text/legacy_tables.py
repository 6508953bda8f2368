"""Where the letters stand in the Vietnamese writings older than Unicode.

Each table gives letters by the character that a file shows when its bytes are read as Latin-1.
Sources: TCVN 5712:1993, set VN3, as in the ABC fonts; the VNI-Windows fonts; RFC 1456 for VISCII.
"""

import re

_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {chr(start + i): letter for start, run in _TCVN3_RUNS.items() for i, letter in enumerate(run)}
"""The ABC fonts; only Ă Â Ê Ô Ơ Ư Đ have capitals of their own."""

_VISCII_RUNS = {
    0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    0x90: "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    0xA0: "Õắằặấầẩậẽẹếềểễệố",
    0xB0: "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    0xD0: "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    0xE0: "àáâãảăữẫèéêẻìíĩỉ",
    0xF0: "đựòóôõỏọụùúũủýợỮ",
    0x02: "Ẳ",
    0x05: "Ẵ",
    0x06: "Ẫ",
    0x14: "Ỷ",
    0x19: "Ỹ",
    0x1E: "Ỵ",
}
VISCII = {chr(start + i): letter for start, run in _VISCII_RUNS.items() for i, letter in enumerate(run)}
"""RFC 1456, with the six capitals that stand among the control characters."""

_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_BREVES = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}


def _both_cases(table: dict[str, str]) -> dict[str, str]:
    return table | {key.upper(): letter.upper() for key, letter in table.items()}


VNI_ALONE = _both_cases(_VNI_ALONE)
"""VNI letters of one character; ``ô`` and ``ö`` also begin a pair."""
VNI_MARKS = _both_cases(_VNI_TONES) | _both_cases(_VNI_HATS) | _both_cases(_VNI_BREVES)
"""The second character of a VNI pair, and the combining marks it stands for."""


def _pairs(vowels: str, marks: dict[str, str]) -> str:
    second = "".join(_both_cases(marks))
    return f"(?:[{vowels}{vowels.upper()}][{second}])"


VNI_PAIR = re.compile(
    "|".join((_pairs("aeouyôö", _VNI_TONES), _pairs("aeo", _VNI_HATS), _pairs("a", _VNI_BREVES)))
    + f"|[{''.join(VNI_ALONE)}]"
)
"""One VNI letter: a vowel with the character of its marks, or a letter of one character."""

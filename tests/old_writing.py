"""Vietnamese as old software wrote it, from tables of the standards typed by hand for the tests alone."""

from unicodedata import normalize

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Level, grave, hook, tilde, acute, dot: the order of the rows below."""

TCVN3_ROWS = {
    "a": "61 B5 B6 B7 B8 B9",
    "ă": "A8 BB BC BD BE C6",
    "â": "A9 C7 C8 C9 CA CB",
    "e": "65 CC CE CF D0 D1",
    "ê": "AA D2 D3 D4 D5 D6",
    "i": "69 D7 D8 DC DD DE",
    "o": "6F DF E1 E2 E3 E4",
    "ô": "AB E5 E6 E7 E8 E9",
    "ơ": "AC EA EB EC ED EE",
    "u": "75 EF F1 F2 F3 F4",
    "ư": "AD F5 F6 F7 F8 F9",
    "y": "79 FA FB FC FD FE",
}
"""Code of each vowel with each tone, TCVN 5712:1993, set VN3."""
TCVN3_OTHERS = {
    "đ": 0xAE,
    "Ă": 0xA1,
    "Â": 0xA2,
    "Ê": 0xA3,
    "Ô": 0xA4,
    "Ơ": 0xA5,
    "Ư": 0xA6,
    "Đ": 0xA7,
}

VNI_ROWS = {
    "a": "a aø aû aõ aù aï",
    "ă": "aê aè aú aü aé aë",
    "â": "aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï",
    "ê": "eâ eà eå eã eá eä",
    "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï",
    "ô": "oâ oà oå oã oá oä",
    "ơ": "ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï",
    "ư": "ö öø öû öõ öù öï",
    "y": "y yø yû yõ yù î",
}
"""What the VNI-Windows fonts write for each vowel with each tone."""

VOWELS = [normalize("NFC", base + tone) for base in TCVN3_ROWS for tone in TONES]
LETTERS = [*VOWELS, "đ"]
ALPHABET = [*LETTERS, *(letter.upper() for letter in LETTERS)]
"""The 73 vowels and đ in both cases, plain ones too."""

TCVN3_BYTES = {
    letter: bytes.fromhex(code)
    for base, row in TCVN3_ROWS.items()
    for letter, code in zip((normalize("NFC", base + tone) for tone in TONES), row.split(), strict=True)
} | {letter: bytes([code]) for letter, code in TCVN3_OTHERS.items()}
VNI_LETTERS = {
    letter: written
    for base, row in VNI_ROWS.items()
    for letter, written in zip((normalize("NFC", base + tone) for tone in TONES), row.split(), strict=True)
} | {"đ": "ñ"}
VNI_LETTERS |= {letter.upper(): written.upper() for letter, written in VNI_LETTERS.items()}


def in_tcvn3(text: str, decoded: str = "cp1252") -> str:
    """Gives text typed in .VnTime as software shows that reads its bytes in another encoding.

    Capitals that the font has not are typed as small letters.
    """
    codes = [TCVN3_BYTES.get(c, TCVN3_BYTES.get(c.lower(), c.encode("cp1252", "replace"))) for c in text]
    return b"".join(codes).decode(decoded)


def in_vni(text: str) -> str:
    """Gives text typed in a VNI font as software shows that knows no VNI."""
    return "".join(VNI_LETTERS.get(c, c) for c in text)


def twice(text: str, decoded: str = "cp1252") -> str:
    """Gives UTF-8 text that was decoded in another encoding; the five undefined bytes keep their numbers."""
    return "".join(bytes([byte]).decode(decoded, "ignore") or chr(byte) for byte in text.encode("utf-8"))

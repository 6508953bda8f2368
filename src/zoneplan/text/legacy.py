"""Vietnamese text from before Unicode, and Unicode decoded twice: recognised, and converted when told.

Such text arrives as characters that mean nothing: its bytes were read as Latin-1, as Windows-1252 or, on
Vietnamese machines, as Windows-1258. All three are understood. What comes out is NFC.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log
from unicodedata import normalize

from zoneplan.text.legacy_tables import TCVN3, VISCII, VNI_ALONE, VNI_MARKS, VNI_PAIR
from zoneplan.text.message import Text
from zoneplan.text.twice import CODES, decoded_once
from zoneplan.text.words import WORD, words_of


class Encoding(StrEnum):
    """The writings that are recognised and converted.

    ``tcvn3`` is the ABC fonts such as .VnTime, whose accented vowels are lower case but for Ă Â Ê Ô Ơ Ư.
    ``tcvn3-upper`` is the same codes set in a capitals font such as .VnTimeH: a text whose plain letters are
    all capitals is made capital throughout, any other is read as ``tcvn3``.
    """

    TCVN3 = "tcvn3"
    TCVN3_UPPER = "tcvn3-upper"
    VNI = "vni"
    VISCII = "viscii"
    UTF8_TWICE = "utf-8-twice"


ENCODING_NAMES = {
    Encoding.TCVN3: Text("phông TCVN3 (ABC, .VnTime)", "a TCVN3 font (ABC, .VnTime)"),
    Encoding.TCVN3_UPPER: Text("phông TCVN3 chữ hoa (.VnTimeH)", "a TCVN3 capitals font (.VnTimeH)"),
    Encoding.VNI: Text("phông VNI", "a VNI font"),
    Encoding.VISCII: Text("bảng mã VISCII", "the encoding VISCII"),
    Encoding.UTF8_TWICE: Text("UTF-8 bị mã hóa hai lần", "UTF-8 encoded twice"),
}
"""What people call them."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding that texts seem to be in.

    ``confidence``, between 0.8 and 1, is the probability that the texts are in this encoding rather than in
    some other language, by Bayes' rule over their accented words: of old text 9 words in 10 become Vietnamese
    syllables when converted and 1 in 10 is one before; of other text 3 in 10 become one by chance, or 1 in 50
    where what stands there belongs to no language, and 9 in 10 of those that are one before are meant so.
    ``before`` and ``after`` are one of the texts as it is and converted, ``count`` how many different texts
    are concerned, up to 5,000.
    """

    encoding: Encoding
    confidence: float
    before: str
    after: str
    count: int


_HIT, _CHANCE, _CHANCE_IF_STRANGE = 0.9, 0.3, 0.02
_MISS = log((1 - _HIT) / _HIT)
_PRIORS = {Encoding.UTF8_TWICE: 0.25, Encoding.TCVN3: 0.25, Encoding.VNI: 0.25, Encoding.VISCII: 0.05}
_BESIDE_UNICODE = 0.2
"""By how much less an old text is expected among texts in Unicode."""
_REPORTED = 0.8
_SUSPECTS = 5_000
"""How many different texts that do not read well are weighed; more would change nothing."""
_CLEAR = 5.0
"""Evidence enough for a sample; of several such texts the shortest is shown."""

_VISCII = str.maketrans({char: VISCII[chr(code)] for char, code in CODES.items() if chr(code) in VISCII})
_TCVN3 = str.maketrans(TCVN3)
_BYTES = frozenset(CODES)

_NOT_A_WORD = re.compile(r"\b(?:µ[A-Za-z]|[kdcm]?m[²³]|[Nn]º|\d+[ºª])(?!\w)")
"""Units and ordinals."""
_LATIN = re.compile("[À-ÖØ-öø-ÿ]")
_STRANGE = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿ](?:[\x80-\x9f¡-ª¬-º¼-¿×÷†‡‹›Œœ‰ˆ˜ƒ„]|[«»](?=[A-Za-z]))"  # a sign within a word
    r"|[a-z][À-ÖØ-Þ]|[A-Z][À-ÖØ-Þ](?=[a-z])"  # a capital within a word
    r"|(?<![^\s(/-])[¢-¨ª¬-¹»-¾×÷](?=[a-zß-öø-ÿ\xad])"  # a sign before a word
)
_WESTERN_PAIRS = "aï aé aë aú aü où oû oï oá oà eï eù eû eá eà uï uû"
_STRANGE_PAIR = re.compile(
    f"(?i:(?!{'|'.join(_WESTERN_PAIRS.split())})(?:[aeouyôö][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë]))"
)
_CAPITALS = 2
"""How many plain capitals in a word tell that it is not one with an initial."""


def convert(text: str, encoding: Encoding) -> str:
    """Gives a text that is in an old encoding as Unicode, in NFC.

    The encoding is taken as told: proper text that is not in it is damaged, except by ``utf-8-twice``, which
    only touches what decodes. Characters that the encoding does not have stay as they are.
    """
    return normalize("NFC", _CONVERTERS[encoding](text))


def recognise(texts: Iterable[str]) -> Guess | None:
    """Gives the old encoding that some of the texts are in, or nothing when none is likely.

    Texts that read as they stand (plain ASCII, Vietnamese in Unicode of any normal form) tell nothing, so an
    old text among new ones is found too. Words of other languages speak against every encoding.
    """
    suspects: list[str] = []
    unicode_beside = False
    for text in dict.fromkeys(text for text in texts if not text.isascii()):
        if len(suspects) == _SUSPECTS:
            break
        if not reads_well(text):
            suspects.append(text)
        elif any(char not in _BYTES for char in normalize("NFC", text)):
            unicode_beside = True
    factor = _BESIDE_UNICODE if unicode_beside else 1.0
    guesses = [_weighed(suspects, code, prior * factor) for code, prior in _PRIORS.items()]
    best = max(guesses, key=lambda guess: guess.confidence)
    return best if best.confidence >= _REPORTED else None


def reads_well(text: str) -> bool:
    """Tells whether every accented word of a text is a Vietnamese syllable as it stands."""
    return misread(text) == 0


def misread(text: str, encoding: Encoding | None = None) -> int:
    """Gives how many accented words of a text, as it stands or converted, are no Vietnamese syllables."""
    if text.isascii():
        return 0
    proper = normalize("NFC", text) if encoding is None else convert(text, encoding)
    return words_of(proper, any_case=encoding is Encoding.TCVN3).bad


def in_capitals_font(converted: str) -> bool:
    """Tells whether a text converted from ``tcvn3`` has words such as ``LàO``, which a capitals font leaves."""
    return any(
        sum("A" <= char <= "Z" for char in word) >= _CAPITALS
        and not any("a" <= char <= "z" for char in word)
        and not word.isupper()
        for word in WORD.findall(converted)
    )


def is_unicode(text: str, encoding: Encoding) -> bool:
    """Tells whether a text is Vietnamese in Unicode already, so that conversion would only damage it.

    A short text may be Vietnamese both as it stands and converted (``Lê`` or ``Lờ``); such a one is not.
    """
    if text.isascii():
        return False
    proper = normalize("NFC", text)
    if encoding is Encoding.UTF8_TWICE:
        return reads_well(text) and convert(text, encoding) == proper
    words, well = words_of(proper).good, reads_well(text)
    beyond = [char for char in proper if char not in _BYTES]
    if beyond and (well or any(char in beyond for word in words for char in word)):
        return True
    whole = misread(text, encoding) == 0 and not _foreign_letters(text, encoding)
    return bool(words) and well and not whole


def _as_bytes(text: str) -> str:
    """Gives a text whose bytes were read as Windows-1258 as if they had been read as Windows-1252."""
    if all(char in _BYTES for char in text):
        return text
    try:
        return text.encode("cp1258").decode("cp1252")
    except UnicodeError:
        return text


def _from_tcvn3(text: str) -> str:
    return _as_bytes(text).translate(_TCVN3)


def _from_capitals(text: str) -> str:
    converted = _from_tcvn3(text)
    capitals = converted != text and not any(char.isascii() and char.islower() for char in text)
    return converted.upper() if capitals else converted


def _from_vni(text: str) -> str:
    return VNI_PAIR.sub(lambda found: _vni_letter(found.group()), _as_bytes(text))


def _from_viscii(text: str) -> str:
    return _as_bytes(text).translate(_VISCII)


def _vni_letter(found: str) -> str:
    base, marks = (found, "") if found in VNI_ALONE else (found[0], VNI_MARKS[found[1]])
    return VNI_ALONE.get(base, base) + marks


_CONVERTERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: _from_tcvn3,
    Encoding.TCVN3_UPPER: _from_capitals,
    Encoding.VNI: _from_vni,
    Encoding.VISCII: _from_viscii,
    Encoding.UTF8_TWICE: decoded_once,
}


def _strange(text: str, encoding: Encoding) -> bool:
    """Tells whether a text belongs to no language as it stands."""
    if encoding is Encoding.UTF8_TWICE:
        return True
    return bool((_STRANGE_PAIR if encoding is Encoding.VNI else _STRANGE).search(text))


def _foreign_letters(text: str, encoding: Encoding) -> int:
    """Gives how many accented letters of a text the encoding does not have."""
    match encoding:
        case Encoding.TCVN3 | Encoding.TCVN3_UPPER:
            return sum(letter not in TCVN3 for letter in _LATIN.findall(text))
        case Encoding.VNI:
            return len(_LATIN.findall(VNI_PAIR.sub("", text)))
        case _:
            return 0


def _evidence(text: str, encoding: Encoding) -> float:
    """Gives the logarithm of how many times likelier a text is in the encoding than in another language."""
    before = words_of(normalize("NFC", text)).good
    after = words_of(convert(text, encoding), any_case=encoding is Encoding.TCVN3)
    chance = _CHANCE_IF_STRANGE if _strange(text, encoding) else _CHANCE
    gained = sum(word not in before for word in after.good)
    lost = sum(word not in after.good for word in before)
    missed = after.bad + lost + _foreign_letters(text, encoding)
    return gained * log(_HIT / chance) + missed * _MISS


def _concerned(text: str, encoding: Encoding) -> str:
    """Gives what of a text can be weighed for an encoding, with its bytes as Windows-1252 shows them."""
    proper = words_of(normalize("NFC", text)).good
    if any(char not in _BYTES for word in proper for char in word):
        return ""
    bare = _NOT_A_WORD.sub("", _as_bytes(text))
    changed = convert(bare, encoding) != normalize("NFC", bare)
    return bare if changed and all(char in _BYTES for char in bare) else ""


def _weighed(suspects: list[str], encoding: Encoding, prior: float) -> Guess:
    texts = {text: bare for text in suspects if (bare := _concerned(text, encoding))}
    evidence = {text: _evidence(bare, encoding) for text, bare in texts.items()}
    odds = log(prior / (1 - prior)) + sum(evidence.values())
    if not texts or odds <= 0:
        return Guess(encoding, 0.0, "", "", 0)
    if encoding is Encoding.TCVN3 and any(in_capitals_font(convert(text, encoding)) for text in texts):
        encoding = Encoding.TCVN3_UPPER
    before = max(texts, key=lambda text: (min(evidence[text], _CLEAR), -len(text)))
    return Guess(encoding, 1 / (1 + exp(-odds)), before, convert(before, encoding), len(texts))

"""The accented words of a text: which of them are Vietnamese syllables."""

import re
from typing import NamedTuple

from zoneplan.text.syllables import is_syllable

WORD = re.compile(r"(?:[^\s\x00-/:-@\[-`{-~“”‘’–—…•]|(?<=Ã)\xa0)+")
"""A run of letters, digits and signs beyond ASCII: a sign within a word is part of it.

So is a no-break space after Ã, for the two are the letter à decoded twice.
"""
_SIGNS = "°±²³€™₫"
_ABBREVIATION = re.compile(r"[A-ZĐ]{1,6}")


class Words(NamedTuple):
    """The accented words that are syllables, and how many are not."""

    good: list[str]
    bad: int


def words_of(text: str, *, any_case: bool = False) -> Words:
    """Gives the accented words of a text in NFC.

    Abbreviations, single letters and signs that stand alone count for neither. A word is in small letters, in
    capitals or has an initial, unless ``any_case`` allows for capitals fonts.
    """
    good: list[str] = []
    bad = 0
    for word in WORD.findall(text):
        bare = word.strip(_SIGNS)
        if bare.isascii() or len(bare) == 1 or _ABBREVIATION.fullmatch(bare):
            continue
        if is_syllable(bare) and (any_case or bare[1:].islower() or bare.isupper()):
            good.append(bare)
        elif any(char.isalpha() for char in bare):
            bad += 1
    return Words(good, bad)

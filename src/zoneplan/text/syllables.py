"""What a Vietnamese syllable may be: onset, rhyme and tone, as data.

The standard spelling, and the few onsets and rhymes that upland place names add to it.
"""

import re
from functools import lru_cache
from unicodedata import normalize

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x z br bl đr kl kr pl pr"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êng êp êt êu
i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu y ych yn ynh yt ya yêm yên yêng yêt yêu
o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt
ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
uân uâng uât uây uê uêch uên uênh uêt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
_UPLAND_RHYMES = "ak ăk âk ek êk ik ok ôk ơk uk ưk"
"""Rhymes of the Central Highlands, written with or without a tone: Đắk Lắk, Đăk Tô."""
_TONES = {
    "level": "",
    "grave": "\u0300",
    "acute": "\u0301",
    "tilde": "\u0303",
    "hook": "\u0309",
    "dot": "\u0323",
}
_ENTERING = ("acute", "dot")
"""The tones of a rhyme that ends in a stop."""
_STOP = re.compile(r"(?:p|t|c|ch|k)$")
_VOWELS = re.compile(r"^[aăâeêioôơuưy]+")
_MARKED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")
"""Open rhymes whose tone is written on the first letter or, by the newer habit, on the second."""
_TWO_VOWELS, _THREE_VOWELS = 2, 3


def _bearers(rhyme: str) -> tuple[int, ...]:
    """Gives the places of the letters that may carry the tone."""
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    match = _VOWELS.match(rhyme)
    vowels = match.group() if match else ""
    if len(vowels) == _THREE_VOWELS:
        return (1,)
    if len(vowels) == _TWO_VOWELS and vowels != rhyme:
        return (1,)
    return (0, 1) if vowels in _EITHER else (0,)


def _toned(rhyme: str) -> set[str]:
    tones = _ENTERING if _STOP.search(rhyme) else tuple(_TONES)
    return {
        normalize("NFC", rhyme[: place + 1] + _TONES[tone] + rhyme[place + 1 :])
        for place in _bearers(rhyme)
        for tone in tones
    }


@lru_cache(maxsize=1)
def _rhymes() -> frozenset[str]:
    upland = _UPLAND_RHYMES.split()
    return frozenset(upland).union(*(_toned(rhyme) for rhyme in (*_RHYMES.split(), *upland)))


_ONSET = re.compile("|".join(sorted(_ONSETS.split(), key=len, reverse=True)))


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tells whether a word of letters in NFC is one well-formed Vietnamese syllable, in either case.

    Form only: ``nguyễm`` passes, ``Mông`` passes, ``café`` and ``tiéng`` do not. A syllable that ends in a
    stop and carries no tone, such as ``Pac``, is not one.
    """
    lower = word.lower()
    if lower in _rhymes():
        return True
    match = _ONSET.match(lower)
    while match:
        if lower[match.end() :] in _rhymes():
            return True
        match = _ONSET.fullmatch(lower, 0, match.end() - 1)
    return False

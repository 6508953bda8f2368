"""What is a Vietnamese syllable and what is none, from the spelling rules."""

import pytest

from zoneplan.text.syllables import is_syllable

GOOD = (
    "gì giếng gia già quý quí quốc quyển quýt nghiêng Tằng Loỏng hòa hoà thủy thuỷ Nguyễn Huế khuỷu ngoằn ngoèo "
    "yên ĐƯỜNG rượu cửa xưởng uống Mông tủa xoong khuya tuyết huých Ý ở Đắk Lắk Krông Păk Zế"
)
BAD = "bỏt bàc lẻch ứơng tiéng nguỹên qùa café hôtel Straße Ñông Łódź Mường1 bb q ngh aa ươ ưu̱ xin̂ đx ằn̂ Thaï Cafộ"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", BAD.split())
def test_no_syllables(word: str) -> None:
    """A stop takes the acute or the dot alone, and the tone stands on the marked vowel."""
    assert not is_syllable(word)

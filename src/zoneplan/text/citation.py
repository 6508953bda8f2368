"""Vietnamese citations for readers of English: numbers of documents stay, what stands around them is translated."""

import re

from zoneplan.text.message import Text

_NUMBERED = {
    "NĐ": "Decree",
    "NQ": "Resolution",
    "QĐ": "Decision",
    "TT": "Circular",
    "Bảng": "Table",
    "Phụ lục": "Annex",
    "mục": "section",
}
"""What is only translated before a number."""
_WORDS = {
    "Luật Đất đai": "Land Law",
    "Luật Thủy lợi": "Irrigation Law",
    "Luật Điện lực": "Electricity Law",
    "Luật BVMT": "Environmental Protection Law",
    "sửa đổi bởi": "amended by",
    "Trung Quốc": "China",
    "kiểm soát đất dự án công nghiệp": "control of land for industrial projects",
}
_BEFORE_NUMBER = re.compile(rf"(?<!Danh )\b({'|'.join(_NUMBERED)})(?= [\dIVX])")
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b")
_ARTICLE = re.compile(r"\b(?:(?:điểm (?P<point>\w) )?khoản (?P<clause>\d+) )?Điều (?P<article>\d+)\b")


def citation(written: str, english: str = "") -> Text:
    """Gives a citation in both languages: ``khoản 1 Điều 2`` is ``Article 2(1)``.

    Args:
        written: The citation as Vietnamese documents write it.
        english: What it is in English, where somebody said so.
    """
    return Text(written, english or _english(written))


def _english(written: str) -> str:
    text = _ARTICLE.sub(_article, written)
    text = _BEFORE_NUMBER.sub(lambda found: _NUMBERED[found[1]], text)
    return _WORD.sub(lambda found: _WORDS[found[1]], text)


def _article(found: re.Match[str]) -> str:
    parts = (f"({found[part]})" for part in ("clause", "point") if found[part])
    return f"Article {found['article']}{''.join(parts)}"

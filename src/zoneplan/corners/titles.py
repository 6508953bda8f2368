"""What the words around the corners say: names, parts, declared areas, the grid."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zoneplan.corners.headings import bare, ha_per_unit
from zoneplan.corners.numbers import tidy, written
from zoneplan.corners.sites import NO_WORDS, Area, GridWords
from zoneplan.text import fold


class Sense(StrEnum):
    """What a line of words between corners does."""

    SITE = "site"
    NAME = "name"
    PART = "part"
    CUT_OUT = "cut_out"
    DETAIL = "detail"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Title:
    """A line of words and what it says; ``SITE`` names a site beyond doubt, ``NAME`` may name one."""

    sense: Sense
    text: str
    name: str = ""
    area: Area | None = None
    grid: GridWords = NO_WORDS


_AREA = re.compile(
    r"(?P<words>(?:tổng\s+)?(?:diện\s*tích|quy\s*mô|dt\b|s\s*=)[^\d:=]*[:=]?\s*(?:khoảng\s*)?)?"
    r"(?P<number>\d[\d.,\s]*)\s*(?P<unit>ha|hecta|héc\s*ta|km2|km²|m2|m²)(?![\w²])",
    re.IGNORECASE,
)
_AREA_BEFORE = re.compile(
    r"^(?:tổng\s+)?(?:diện\s*tích|quy\s*mô|area)\b[^\d:=]*?(?:\((?P<unit>ha|m2|m²|km2|km²)\))?\s*[:=]\s*"
    r"(?P<number>\d[\d.,\s]*?)\s*\.?$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(
    r"^\s*(?:(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)/]\s*|[-–•+]\s+)", re.IGNORECASE
)
_CONTINUED = re.compile(r"\(\s*(tiếp(\s*theo)?|continued)\s*\)", re.IGNORECASE)
_LABELLED = re.compile(
    r"^(tên\s+(khu|cụm|dự án|vị trí|công trình)[^:]*|tên|khu vực|dự án|công trình|name|site)\s*:\s*",
    re.IGNORECASE,
)
_KIND = r"(?:khu(?!\s*vực\b)|cụm|kcn|ccn|dự án|nhà máy|mỏ|điểm mỏ|site|zone|(?:vị trí|khu vực)(?=\s+(?:số\s+)?(?:\d|[ivx]+\b|[a-hđ]\b)))"
_SITE_IN_CAPTION = re.compile(
    rf"\b(?:của|ranh giới|khép góc|điểm góc|giới hạn)\s+(?P<name>{_KIND}\b.+)$", re.IGNORECASE
)
_SITE = re.compile(rf"^{_KIND}\b", re.IGNORECASE)
_PART = re.compile(
    r"^(vung|thua|lo|manh|phan|khoanh|vong|ring|part|hinh|khu dat so)\s*(so\s*)?(\d{1,3}|[ivx]{1,4}|[a-h])\b"
)
_CUT_OUT = re.compile(
    r"^(phan |vung |dien tich |khu vuc |ranh gioi )?(tru ra|tru|loai tru|tru di|loai ra|khong thuoc|ben trong|phia trong|trong)\b"
    r"|\b(hole|cut out)\b|\btru ra\b|\bloai tru\b"
)
_NOTE = re.compile(
    r"^(ghi chu|chu thich|nguon|note|tong cong|tong so|cong\b|luu y|trang \d|page \d|nguoi lap|kiem tra|nguoi kiem|noi nhan)"
)
_PREAMBLE = re.compile(
    r"^(can cu|kem theo|cong hoa|doc lap|uy ban|ubnd|quyet dinh|so \d|theo de nghi|dieu \d|bang |phu luc|danh sach|toa do|don vi|ty le|he toa|he quy)"
)
_MERIDIAN = re.compile(
    r"(?:kinh\s*tuy[eế]n(?:\s*tr[uụ]c)?|ktt|central\s+meridian|\bcm\b)\D{0,24}?(?P<deg>1\d\d)"
    r"(?:0(?P<lost>[0-5]\d)(?!\d)|\s*(?:[°ºo˚]|độ|d|-)\s*(?P<min>\d{1,2})|[.,](?P<part>\d{1,4}))?",
    re.IGNORECASE,
)
_WIDTH = re.compile(
    r"m[uú]i(?:\s*chi[eế]u)?\s*(?P<width>[36])\b|\btm-?\s*(?P<tm>3)\b|\b(?P<utm>utm)\b|zone\s*(?P<zone>[36])\s*°",
    re.IGNORECASE,
)
_DATUM = re.compile(
    r"(?P<vn>vn\W{0,2}2000)|(?P<wgs>wgs\W{0,2}84)|(?P<hn>\bhn[\s-]{0,2}(?:19)?72|\bh[aà]\s*n[oộ]i[\s-]{0,3}1972)\b",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*\(\s*(?:kèm|ban hành|thuộc|xã|phường|thị trấn|huyện)\b|[,;]?\s+(?:theo|hệ t[oọ][aạ] độ|thuộc|tại)\b|[,;]\s*(?:xã|phường|thị trấn|huyện|tỉnh)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 120


def grid_words(text: str) -> GridWords:
    """Gives what a text says of a grid: central meridian, zone width, datum."""
    text = tidy(text)
    meridian, width = _MERIDIAN.search(text), _WIDTH.search(text)
    named = {match.lastgroup for match in _DATUM.finditer(text)}
    wide = None
    if width:
        wide = 6 if width["utm"] else int(width["width"] or width["tm"] or width["zone"])
    return GridWords(
        _degrees(meridian) if meridian else None,
        wide,
        "VN-2000" if "vn" in named else "WGS 84" if "wgs" in named else "HN-72" if named else None,
    )


def _degrees(match: re.Match[str]) -> float:
    """Gives the degrees of ``104°45'``, ``104,75``, or ``104045'`` whose degree sign was lost to a zero."""
    if match["part"]:
        return float(f"{match['deg']}.{match['part']}")
    return int(match["deg"]) + int(match["min"] or match["lost"] or 0) / 60


def declared(text: str) -> tuple[Area | None, str]:
    """Gives the declared area that a text names, and the text without it."""
    match = _AREA_BEFORE.match(text) or _AREA.search(text)
    number = written(match["number"].rstrip(" .,")) if match else None
    if match is None or number is None:
        return None, text
    factor = ha_per_unit(match["unit"] or "ha") or 1.0
    left = text[: match.start()] + " " + text[match.end() :]
    return Area(number, factor), tidy(re.sub(r"\(\s*\)", " ", left)).strip(" :;,-–.=")


def read_title(text: str) -> Title:
    """Gives what a line of words between corners says."""
    text = tidy(text)
    grid, folded = grid_words(text), bare(_ENUMERATED.sub("", text))
    if _NOTE.match(folded):
        return Title(Sense.NOTE, text, grid=grid)
    area, rest = declared(_CONTINUED.sub("", text))
    numbered = tidy(_ENUMERATED.sub("", rest))
    name = _LABELLED.sub("", numbered).strip(" :;,.-–")
    if not name or bare(name) in {"dien tich", "tong dien tich"}:
        return Title(Sense.DETAIL, text, area=area, grid=grid)
    for sense, pattern in ((Sense.CUT_OUT, _CUT_OUT), (Sense.PART, _PART)):
        if pattern.search(bare(name)):
            return Title(sense, text, name, area, grid)
    caption = _SITE_IN_CAPTION.search(name)
    if caption:
        return Title(Sense.SITE, text, _called(caption["name"]), area, grid)
    if grid != NO_WORDS or _PREAMBLE.match(fold(name).lstrip("( ")):
        return Title(Sense.DETAIL, text, area=area, grid=grid)
    sure = (numbered != name and bool(_LABELLED.match(numbered))) or bool(_SITE.match(name))
    return Title(Sense.SITE if sure else Sense.NAME, text, _called(name), area, grid)


def _called(name: str) -> str:
    """Gives a name without what a caption says of its place and its document."""
    return _AFTER_NAME.split(name, maxsplit=1)[0].strip(" :;,.-–")[:_LONGEST_NAME]

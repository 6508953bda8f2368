"""How land is divided: groups of land-use codes, classes for measures of mix, and the lines of official balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zoneplan.plan.regulations import LandUseCode
from zoneplan.text import Text

Codes = Mapping[str, LandUseCode]

_DEEPEST = 10
"""More steps up than any code has groups above it, so that a loop of a project's own codes ends."""


def lineage(code: str, codes: Codes) -> tuple[str, ...]:
    """Gives a code and the groups above it, the nearest first; nothing for what is no official code."""
    found: list[str] = []
    while code in codes and len(found) < _DEEPEST:
        found.append(code)
        code = codes[code].parent
    return tuple(found)


def group_of(labels: Sequence[str], codes: Codes) -> str:
    """Gives the top group of land with one code or several; nothing where they differ or one is unknown."""
    tops = {(lineage(label, codes) or ("",))[-1] for label in labels}
    return tops.pop() if len(tops) == 1 else ""


@dataclass(frozen=True, slots=True)
class LandClass:
    """A class of land for measures of mix.

    Attributes:
        id: Its id.
        name: Its names.
        codes: The land-use codes that it has; codes below them belong to it, unless another class has them.
        lines: The lines of an official balance that it adds up, by the codes in the indicators' names.
    """

    id: str
    name: Text
    codes: tuple[str, ...]
    lines: tuple[str, ...]


CLASSES = (
    LandClass(
        "agriculture",
        Text("nông nghiệp trừ rừng", "agriculture without forest"),
        ("SXN", "CHN", "CLN", "NTS", "LMU", "CNT", "NKH"),
        ("lua", "cln", "other_agricultural"),
    ),
    LandClass("forest", Text("lâm nghiệp", "forest"), ("LNP",), ("rdd", "rph", "rsx")),
    LandClass("residential", Text("đất ở", "housing"), ("OTC",), ("ont", "odt")),
    LandClass(
        "offices",
        Text("trụ sở – sự nghiệp – quốc phòng – an ninh", "offices – public services – defence"),
        ("TSC", "CTS", "CQA", "DSN"),
        ("tsc", "cqp", "can", "dsn"),
    ),
    LandClass(
        "production",
        Text("sản xuất – kinh doanh phi nông nghiệp", "production and business"),
        ("CSK",),
        ("csk",),
    ),
    LandClass("public", Text("mục đích công cộng", "public purposes"), ("CCC",), ("ccc",)),
    LandClass(
        "other",
        Text("phi nông nghiệp khác", "other non-agricultural"),
        ("TON", "TIN", "TTN", "NTD", "TVC", "SMN", "PNK"),
        ("ton", "ntd", "other_non_agricultural"),
    ),
    LandClass("unused", Text("chưa sử dụng", "unused"), ("CSD",), ("csd",)),
)
"""The classes of land that measures of mix tell apart, the same for all places, so that their values compare.

They are the groups of Luật Đất đai 2024 art 9, small ones taken together where official balances do not tell
them apart.
"""

_CLASS_OF = {code: place for place, one in enumerate(CLASSES) for code in one.codes}


def class_of(labels: Sequence[str], codes: Codes) -> int | None:
    """Gives the place in ``CLASSES`` of land with one code or several; none where its codes do not tell."""
    found = {next((_CLASS_OF[c] for c in lineage(label, codes) if c in _CLASS_OF), None) for label in labels}
    return found.pop() if len(found) == 1 else None


TOTAL = "total"
PARTS: Mapping[str, tuple[str, ...]] = {
    TOTAL: ("nnp", "pnn", "csd"),
    "nnp": ("lua", "cln", "rdd", "rph", "rsx", "other_agricultural"),
    "pnn": (
        "ont",
        "odt",
        "tsc",
        "cqp",
        "can",
        "dsn",
        "csk",
        "ccc",
        "ton",
        "ntd",
        "other_non_agricultural",
    ),
    "dsn": ("dvh", "dyt", "dgd", "dtt", "other_public_service"),
    "csk": ("skk", "skn", "tmd", "skc", "sks"),
    "ccc": ("dgt", "dtl", "ddd", "dra", "dnl", "dbv", "other_public_purpose"),
}
"""The groups of an official balance and the lines that make them up, by the codes in the indicators' names."""

OF_WHICH: Mapping[str, tuple[str, ...]] = {"lua": ("luc",), "rsx": ("rsx_natural",)}
"""Lines of which an official balance names only one part."""

NOW, PLANNED_2030 = "_ha", "_plan_2030_ha"


def land_indicator(line: str, tail: str = NOW) -> str:
    """Gives the indicator of a line of an official balance, as it is or as it is planned."""
    return f"land_{line}{tail}"

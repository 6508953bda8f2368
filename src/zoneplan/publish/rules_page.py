"""The page of the documentation that lists every rule, made from the declarations."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.checks import CHECK_RULES
from zoneplan.checks.registry import CHECKED_IN
from zoneplan.io.crs_rules import CRS_RULES
from zoneplan.io.packaged import packaged_regulations
from zoneplan.plan.finding import SEVERITY_NAMES, Rule
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.explain import unit_sign
from zoneplan.publish.legal import NOT_VERIFIED, legal_text, threshold_of
from zoneplan.publish.rulebook import IMPORTING, RULEBOOK
from zoneplan.text import Language, Text, format_number

PAGES: dict[Language, str] = {"en": "rules.md", "vi": "rules.vi.md"}
"""The file of each language in ``docs/``."""
COMMAND = "python docs/rules_page.py"
"""What makes the pages anew."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of the page: the checks of some modules of ``zoneplan.checks``."""

    title: Text
    modules: frozenset[str] = frozenset()


READING = Topic(Text("Đọc tệp", "Reading files"))
SYSTEMS = Topic(Text("Hệ tọa độ", "Coordinate systems"))
TOPICS = (
    Topic(Text("Mã và liên kết", "Ids and references"), frozenset({"doubles", "identity", "references"})),
    Topic(Text("Hình", "Geometry"), frozenset({"shapes", "validity"})),
    Topic(Text("Vị trí", "Position"), frozenset({"geometry", "places", "shifts"})),
    Topic(Text("Quan hệ giữa các hình", "Topology"), frozenset({"claims", "parts", "topology"})),
    Topic(
        Text("Ý nghĩa", "Meaning"),
        frozenset({"areas", "dates", "relocation", "sizes", "stages"}),
    ),
    Topic(
        Text("Sổ số liệu", "The ledger"),
        frozenset(
            {"arithmetic", "bounds", "derived", "groups", "ledger", "magnitude", "peers", "plants", "totals"}
        ),
    ),
    Topic(Text("Danh sách dài", "Long lists"), frozenset({"bounded"})),
)
"""The chapters of the checks, after those of reading."""
OTHER = Topic(Text("Kiểm tra khác", "Other checks"))
"""Where a check lands whose module no chapter names."""
TABLES = Topic(Text("Nhập bảng tọa độ góc", "Importing tables of corners"))

_TITLE = Text("Các quy tắc kiểm tra", "The rules that are checked")
_LEAD = Text(
    "Trang này lập từ khai báo trong chương trình bằng `{command}`; đừng sửa tay. Xem trong máy: `zoneplan rules`.\n\n"
    "**Lỗi** thì không lập hồ sơ cho tới khi sửa; **cảnh báo** cần xem lại; **lưu ý** chỉ để biết. "
    "Dấu … là chỗ chương trình điền số liệu và tên của chính quy hoạch.",
    "This page is made from the program's declarations with `{command}`; do not edit it. On the terminal: "
    "`zoneplan rules`.\n\n"
    "An **error** stops the build until it is mended; a **warning** wants a look; a **note** is only to be known. "
    "Where … stands, the program puts the figures and names of the plan.",
)
_SAYS = Text("Thông báo", "It says")
_WHY = Text("Vì sao", "Why it matters")
_REMEDY = Text("Nên làm", "What to do")
_EXAMPLE = Text("Thí dụ", "Example")
_LEGAL = Text("Căn cứ", "Legal source")
_RULE = Text("Quy tắc", "Rule")
_SEVERITY = Text("Mức độ", "Severity")
_ABOUT = Text("Nội dung", "What it is")
_THRESHOLDS = Text("Ngưỡng của quy định", "Thresholds of the regulations")
_THRESHOLDS_LEAD = Text(
    "Khai báo trong `plan/regulations.toml`; dự án đổi được ở mục `[regulations]` của zoneplan.toml. "
    "“Chưa kiểm chứng” là chưa đối chiếu với chính văn bản.",
    "Declared in `plan/regulations.toml`; a project can override them under `[regulations]` of zoneplan.toml. "
    "“Not verified” means not compared with the document itself.",
)
_THRESHOLD = Text("Ngưỡng", "Threshold")
_VALUE = Text("Giá trị", "Value")
_VERIFIED = Text("Kiểm chứng", "Verified")
_YES = Text("đã kiểm chứng", "verified")
_REFERENCE = Text("tham khảo", "for reference")
_REPLACED = Text("đã bị thay thế", "replaced")
_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> "}
_MARKDOWN = re.compile(r"([\\`*<>|\[\]~])")


def rules_page(language: Language) -> str:
    """Gives the page as Markdown in one language; the same declarations give the same text."""
    chapters = [(topic, rules) for topic, rules in _chapters() if rules]
    blocks = [f"# {_TITLE.in_(language)}", _LEAD.in_(language).format(command=COMMAND)]
    for topic, rules in chapters:
        blocks.append(f"## {topic.title.in_(language)}")
        blocks.append("\n".join(_index(rules, language)))
        blocks.extend(_entry(rule, language) for rule in rules)
    blocks.append(f"## {_THRESHOLDS.in_(language)}")
    blocks.append(_THRESHOLDS_LEAD.in_(language))
    blocks.append("\n".join(_thresholds(language)))
    return "\n\n".join(blocks) + "\n"


def topic_of(rule: Rule) -> Topic:
    """Gives the chapter in which a rule is told."""
    if rule in IMPORTING:
        return TABLES
    if rule.id not in CHECK_RULES:
        return SYSTEMS if rule in CRS_RULES else READING
    return next((topic for topic in TOPICS if CHECKED_IN[rule.id] in topic.modules), OTHER)


def _chapters() -> Iterator[tuple[Topic, list[Rule]]]:
    for topic in (READING, SYSTEMS, *TOPICS, OTHER, TABLES):
        yield topic, sorted((r for r in RULEBOOK if topic_of(r) is topic), key=lambda r: r.id)


def _plain(text: str) -> str:
    """Gives a text that Markdown shows as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _index(rules: list[Rule], language: Language) -> Iterator[str]:
    heads = (_RULE.in_(language), _SEVERITY.in_(language), _ABOUT.in_(language))
    rows = (
        (f"[{r.id}](#{r.id})", SEVERITY_NAMES[r.severity].in_(language), _plain(r.name.in_(language)))
        for r in rules
    )
    return _table(heads, rows)


def _message(rule: Rule, language: Language) -> str:
    """Gives the message of a rule with … where figures and names come."""
    parts = string.Formatter().parse(rule.what.in_(language))
    return "".join(literal + ("" if name is None else "…") for literal, name, _, _ in parts)


def _entry(rule: Rule, language: Language) -> str:
    threshold = threshold_of(rule)
    told = (
        (_SAYS, _message(rule, language)),
        (_WHY, rule.why.in_(language)),
        (_REMEDY, rule.remedy.in_(language)),
        (_LEGAL, f"{legal_text(threshold, language)} · {threshold.id}" if threshold else ""),
        (_EXAMPLE, rule.example.in_(language) if rule.example else ""),
    )
    head = f"### {rule.id}\n\n**{_plain(rule.name.in_(language))}** · {SEVERITY_NAMES[rule.severity].in_(language)}"
    return "\n".join(
        [head + "\n", *(f"- {name.in_(language)}: {_plain(text)}" for name, text in told if text)]
    )


def _thresholds(language: Language) -> Iterator[str]:
    heads = (
        _THRESHOLD.in_(language),
        _ABOUT.in_(language),
        _VALUE.in_(language),
        _LEGAL.in_(language),
        _VERIFIED.in_(language),
    )
    return _table(heads, (_threshold(t, language) for t in packaged_regulations().thresholds.values()))


def _exact(value: float, language: Language) -> str:
    """Gives a number with all the decimals that were declared."""
    decimals = len(f"{value:.10f}".rstrip("0").partition(".")[2])
    return format_number(value, language, decimals)


def _threshold(threshold: Threshold, language: Language) -> tuple[str, ...]:
    high = "" if threshold.value_high is None else f"–{_exact(threshold.value_high, language)}"
    sign, unit = _SIGNS.get(threshold.comparison, ""), unit_sign(threshold.unit, language)
    value = f"{sign}{_exact(threshold.value, language)}{high} {unit}".rstrip()
    remarks = [_REFERENCE.in_(language)] if threshold.comparison == "info" else []
    remarks += [_REPLACED.in_(language)] if threshold.superseded else []
    verified = (_YES if threshold.verified else NOT_VERIFIED).in_(language)
    return (
        threshold.id,
        _plain(threshold.name.in_(language)),
        _plain("; ".join([value, *remarks])),
        _plain(legal_text(threshold, language).removesuffix(f" ({NOT_VERIFIED.in_(language)})")),
        verified,
    )

"""The page of the documentation that lists every measure and every table, made from the declarations."""

import re
from collections.abc import Iterable, Iterator

from zoneplan.io.packaged import packaged_indicators, packaged_regulations
from zoneplan.metrics import METRICS, TABLES, MetricSpec
from zoneplan.metrics.measure import ROLE_NAMES, Direction, Role
from zoneplan.metrics.table import Column, TableSpec
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.raster import RASTER_KINDS
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.explain import (
    OUTCOME_NAMES,
    limit_text,
    method_text,
    quantity,
    source_text,
    unit_sign,
)
from zoneplan.publish.families import Family, families
from zoneplan.publish.legal import legal_text
from zoneplan.text import Language, Text

PAGES: dict[Language, str] = {"en": "metrics.md", "vi": "metrics.vi.md"}
"""The file of each language in ``docs/``."""
COMMAND = "python docs/metrics_page.py"
"""What makes the pages anew."""

DIRECTION_NAMES = {
    Direction.MORE: Text("càng cao càng tốt", "more is better"),
    Direction.LESS: Text("càng thấp càng tốt", "less is better"),
    Direction.NEUTRAL: Text("không tốt, không xấu", "neither"),
}
_TITLE = Text("Các chỉ số", "The measures")
_LEAD = Text(
    "Trang này lập từ khai báo trong chương trình bằng `{command}`; đừng sửa tay. Xem trong máy: `zoneplan metrics`, "
    "`zoneplan tables`; tính: `zoneplan measure`; một con số từ đâu ra: `zoneplan explain CHỈ_SỐ ĐỐI_TƯỢNG`.\n\n"
    "Giá trị có cận dưới và cận trên: số liệu làm tròn, “khoảng”, “hơn”, nguồn nói khác nhau và vị trí chưa chắc để "
    "ngỏ tới đâu thì ghi tới đó. Tỷ lệ của nhiều khu là tỷ số của các tổng. Giá trị lớn hơn mức cao nhất có thể có thì "
    "mang dấu ! và một lưu ý nêu các dòng cần kiểm tra. Thiếu số liệu thì không có giá trị, và nói thiếu dòng, lớp hay "
    "raster nào. Đối chiếu với quy định: {verdicts}.",
    "This page is made from the declarations in the program by `{command}`; do not edit it. In the terminal: "
    "`zoneplan metrics`, `zoneplan tables`; to measure: `zoneplan measure`; where a number comes from: "
    "`zoneplan explain METRIC SUBJECT`.\n\n"
    "Values have a low and a high end: as far as rounded figures, “about”, “more than”, sources that contradict each "
    "other and uncertain places leave them open. Rates over several zones are ratios of sums. A value above the most "
    "that it can be has the sign ! and a remark that names the rows to check. Where input is missing there is no value, "
    "and the measure says which row, layer or raster it lacks. Verdicts are: {verdicts}.",
)
_TABLE = Text("Bảng", "Table")
_ID = Text("Mã", "Id")
_NAME = Text("Tên", "Name")
_UNIT = Text("Đơn vị", "Unit")
_OF = Text("Tính cho", "Measured for")
_FORMULA = Text("Công thức", "Formula")
_BASE = Text("Tính trên", "Base")
_AS = Text("vì", "as")
_MOST = Text("Mức cao nhất", "At most")
_BETTER = Text("Chiều", "Direction")
_NEEDS = Text("Số liệu trong sổ", "Figures of the ledger")
_LAYERS = Text("Lớp", "Layers")
_RASTERS = Text("Raster", "Rasters")
_RULES = Text("Quy định và mức để so sánh", "Regulations and benchmarks")
_SOURCE = Text("Căn cứ", "Source")
_ABOUT = Text("Nội dung", "About")
_COLUMNS = Text("Cột", "Columns")
_MARKDOWN = re.compile(r"([\\`*<>|\[\]~])")


def metrics_page(language: Language) -> str:
    """Gives the page as Markdown in one language; the same declarations give the same text."""
    verdicts = ", ".join(f"{name.in_(language)} (`{key.value}`)" for key, name in OUTCOME_NAMES.items())
    blocks = [f"# {_TITLE.in_(language)}", _LEAD.in_(language).format(command=COMMAND, verdicts=verdicts)]
    for family, metrics, tables in families():
        blocks.extend(_chapter(family, metrics, tables, language))
    return "\n\n".join(blocks) + "\n"


def _chapter(
    family: Family, metrics: Iterable[str], tables: Iterable[str], language: Language
) -> Iterator[str]:
    yield f"## {family.title.in_(language)}"
    specs = [METRICS[key][0] for key in metrics]
    if specs:
        yield "\n".join(_index(specs, language))
        yield from (_entry(spec, language) for spec in specs)
    yield from (_table(TABLES[key][0], language) for key in tables)


def _plain(text: str) -> str:
    """Gives a text that Markdown shows as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)


def _index(specs: Iterable[MetricSpec], language: Language) -> Iterator[str]:
    heads = [head.in_(language) for head in (_ID, _NAME, _UNIT, _OF)]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for spec in specs:
        name, unit = _plain(spec.name.in_(language)), _plain(unit_sign(spec.unit, language))
        yield f"| [{spec.id}](#{spec.id}) | {name} | {unit} | {_roles(spec, language)} |"


def _roles(spec: MetricSpec, language: Language) -> str:
    return ", ".join(ROLE_NAMES[role].in_(language) for role in Role if role in spec.roles)


def _lines(head: str, told: Iterable[tuple[Text, str]], language: Language) -> str:
    lines = [f"- {name.in_(language)}: {text}" for name, text in told if text]
    return "\n".join([head, "", *lines])


def _entry(spec: MetricSpec, language: Language) -> str:
    unit = unit_sign(spec.unit, language)
    head = f"### {spec.id}\n\n**{_plain(spec.name.in_(language))}**{f' · {_plain(unit)}' if unit else ''}"
    told = (
        (_FORMULA, _plain(spec.formula.in_(language))),
        (_BASE, _plain(spec.base.in_(language))),
        (_OF, _roles(spec, language)),
        (_MOST, _most(spec, language)),
        (_BETTER, DIRECTION_NAMES[spec.direction].in_(language)),
        *_inputs(spec, language),
        (_RULES, _rules(spec, language)),
        (_SOURCE, _plain(method_text(spec, language))),
    )
    return _lines(head, told, language)


def _most(spec: MetricSpec, language: Language) -> str:
    if spec.at_most is None:
        return ""
    most = quantity(spec.at_most.value, spec.unit, language)
    return _plain(f"{most}, {_AS.in_(language)} {spec.at_most.why.in_(language)}")


def _inputs(spec: MetricSpec | TableSpec, language: Language) -> tuple[tuple[Text, str], ...]:
    indicators = packaged_indicators()
    needs = (f"`{key}` ({_plain(indicators[key].name.in_(language))})" for key in spec.needs)
    layers = (f"`{key}` ({_plain(KINDS[key].name.in_(language))})" for key in spec.layers)
    rasters = (f"`{key}` ({_plain(RASTER_KINDS[key].name.in_(language))})" for key in spec.rasters)
    return (_NEEDS, ", ".join(needs)), (_LAYERS, ", ".join(layers)), (_RASTERS, ", ".join(rasters))


def _rules(spec: MetricSpec, language: Language) -> str:
    rules = (
        t for t in packaged_regulations().thresholds.values() if t.metric == spec.id and not t.superseded
    )
    return "; ".join(_rule(threshold, language) for threshold in rules)


def _rule(threshold: Threshold, language: Language) -> str:
    limit, name = limit_text(threshold, language), threshold.name.in_(language)
    return _plain(f"{name}: {limit}, {legal_text(threshold, language)} · {threshold.id}")


def _table(spec: TableSpec, language: Language) -> str:
    head = f"### {spec.id}\n\n**{_TABLE.in_(language)}: {_plain(spec.name.in_(language))}**"
    columns = ", ".join(_column(column, language) for column in spec.columns)
    told = (
        (_ABOUT, _plain(spec.about.in_(language))),
        (_COLUMNS, columns),
        *_inputs(spec, language),
        (_SOURCE, _plain(source_text(spec.source, language))),
    )
    return _lines(head, told, language)


def _column(column: Column, language: Language) -> str:
    unit = unit_sign(column.unit, language)
    name = _plain(column.name.in_(language))
    return f"`{column.id}` ({name}{f', {_plain(unit)}' if unit else ''})"

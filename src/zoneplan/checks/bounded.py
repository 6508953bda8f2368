"""A readable number of findings: of one rule in one layer only the first are told one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator

from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.text import Text

SHOWN = 200
"""How many findings of one rule in one layer are told; nobody mends more by hand from one list."""

MORE = Rule(
    "findings_more",
    Severity.NOTE,
    Text("Còn nhiều phát hiện cùng loại", "More findings of the same kind"),
    Text(
        "“{name}” ({rule}): còn {count} phát hiện nữa không liệt kê.",
        "“{name}” ({rule}): further findings not listed: {count}.",
    ),
    Text(
        "Nhiều đến thế thường do một nguyên nhân chung, không phải từng chỗ vẽ sai.",
        "So many mostly have one cause, rather than a slip at each place.",
    ),
    Text(
        "Tìm nguyên nhân ở các phát hiện đã liệt kê, sửa cả lớp rồi kiểm tra lại.",
        "Find the cause in those listed, mend the layer as a whole, then check again.",
    ),
    example=Text(
        "Một lớp đất ghép từ hai lần đo có 5.000 chỗ chồng lấn: 200 chỗ được liệt kê, 4.800 chỗ chỉ được đếm.",
        "A land-use layer joined from two surveys has 5,000 overlaps: 200 are listed, 4,800 only counted.",
    ),
)


def more(rule: Rule, layer: str, count: int) -> Finding:
    """Gives the finding that says how many findings of a rule in a layer are not told."""
    return MORE.found(layer=layer, rule=rule.id, name=rule.name, count=count)


def bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Gives the first ``SHOWN`` findings of each rule and layer, then how many more there are of it.

    A check that finds very many gives its weightiest first, and may count the others itself by ``more``.
    """
    told: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    names: dict[str, object] = {}
    for finding in findings:
        counted = finding.rule is MORE
        rule, name, count = _counted(finding) if counted else (finding.rule.id, finding.rule.name, 1)
        key, names[rule] = (rule, finding.layer), name
        if counted or told[key] == SHOWN:
            left[key] += count
        else:
            told[key] += 1
            yield finding
    for (rule, layer), count in left.items():
        yield MORE.found(layer=layer, rule=rule, name=names[rule], count=count)


def _counted(finding: Finding) -> tuple[str, object, int]:
    rule, name, count = (finding.params[key] for key in ("rule", "name", "count"))
    return str(rule), name, count if isinstance(count, int) else 0

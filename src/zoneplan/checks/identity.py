"""Ids: present once, and of a form that files and links can carry."""

import re
from collections import Counter
from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

_FORM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

DUPLICATE_ID = Rule(
    "id_duplicate",
    Severity.ERROR,
    Text("Trùng mã", "Duplicate id"),
    Text("Mã {id} có {count} lần: {layers}.", "Id {id} occurs {count} times: {layers}."),
    Text(
        "Số liệu của mã đó không biết thuộc đối tượng nào.",
        "Figures of that id cannot be told to belong to one feature.",
    ),
    Text(
        "Đổi mã của một trong hai; khu hiện có được nhắc lại trong quy hoạch thì dùng same_as.",
        "Rename one; where the plan speaks of an existing zone, give it its own id and same_as.",
    ),
)
ID_FORM = Rule(
    "id_form",
    Severity.ERROR,
    Text("Mã sai dạng", "Id has the wrong form"),
    Text("Mã “{id}” có ký tự không dùng được.", "Id “{id}” has characters that cannot be used."),
    Text("Mã đi vào tên tệp, đường dẫn và sổ số liệu.", "Ids go into file names, links and the ledger."),
    Text(
        "Dùng chữ ASCII, số, _ và -, bắt đầu bằng chữ.",
        "Use ASCII letters, digits, _ and -, beginning with a letter.",
    ),
)
ID_RESERVED = Rule(
    "id_reserved",
    Severity.ERROR,
    Text("Mã đã dành cho việc khác", "Id is taken"),
    Text(
        "Mã {id} đã là tên của quy hoạch, của một nhóm hoặc một chủ thể.",
        "Id {id} is already the name of the plan, of a group or of a subject.",
    ),
    Text("Số liệu sẽ lẫn với nhau.", "Their figures would be mixed up."),
    Text("Đổi mã của đối tượng.", "Rename the feature."),
)


@check(DUPLICATE_ID)
def duplicate_ids(plan: Plan) -> Iterator[Finding]:
    """Finds ids that several features share, within a layer or between layers."""
    counts = Counter(f.id for f in plan.features)
    for feature_id, count in counts.items():
        if count > 1:
            layers = [f.layer for f in plan.features if f.id == feature_id]
            yield DUPLICATE_ID.found(
                layer=layers[-1], feature=feature_id, id=feature_id, count=count, layers=", ".join(layers)
            )


@check(ID_FORM)
def id_forms(plan: Plan) -> Iterator[Finding]:
    """Finds ids that a file name or a link could not carry."""
    for feature in plan.features:
        if not _FORM.fullmatch(feature.id):
            yield ID_FORM.found(layer=feature.layer, feature=feature.id, id=feature.id)


@check(ID_RESERVED)
def reserved_ids(plan: Plan) -> Iterator[Finding]:
    """Finds features named like the plan, a group or a declared subject."""
    taken = {plan.id, *plan.config.groups, *plan.config.subjects}
    for feature in plan.features:
        if feature.id in taken:
            yield ID_RESERVED.found(layer=feature.layer, feature=feature.id, id=feature.id)

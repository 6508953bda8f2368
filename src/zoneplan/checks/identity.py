"""Ids: present once, and of a form that files and links can carry."""

import re
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
    example=Text("Hai khu cùng có id = KCN_VO_LAO.", "Two zones both have id = KCN_VO_LAO."),
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
    example=Text(
        "id = “KCN Võ Lao”: có dấu cách và chữ có dấu.",
        "id = “KCN Võ Lao”: it holds spaces and accented letters.",
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
    example=Text(
        "Một khu có id = KCN, vốn là mã của nhóm khu công nghiệp.",
        "A zone has id = KCN, which is already the id of the group of industrial zones.",
    ),
)


@check(DUPLICATE_ID)
def duplicate_ids(plan: Plan) -> Iterator[Finding]:
    """Finds ids that several features share, within a layer or between layers."""
    layers_of: dict[str, list[str]] = {}
    for feature in plan.features:
        layers_of.setdefault(feature.id, []).append(feature.layer)
    for feature_id, layers in layers_of.items():
        if len(layers) > 1:
            yield DUPLICATE_ID.found(
                layer=layers[-1],
                feature=feature_id,
                id=feature_id,
                count=len(layers),
                layers=", ".join(layers),
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

"""Ids: present once, and of a form that files and links can carry."""

import re
from collections.abc import Iterator

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text

_FORM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ONE_BY_ONE = 10
"""Up to so many ids of a layer are told one by one, unless all of them are wrong."""
_ONE = Text("Mã “{id}”", "Id “{id}”")
_MANY = Text(
    "Mã của {count}/{total} đối tượng (thí dụ “{id}”)",
    "The id of {count} of {total} features (“{id}”, for instance)",
)

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
    Text(
        "{ids} không bắt đầu bằng chữ cái hoặc có ký tự không dùng được.",
        "{ids} does not begin with a letter or has characters that cannot be used.",
    ),
    Text("Mã đi vào tên tệp, đường dẫn và sổ số liệu.", "Ids go into file names, links and the ledger."),
    Text(
        "Mã bắt đầu bằng chữ cái rồi đến chữ ASCII, số, _ và -. Không cần sửa tệp: trong zoneplan.toml, "
        'ghi id_prefix = "XA_" để thêm chữ vào trước mã sẵn có, numbered = "KCN" để đánh mã theo thứ tự, '
        "hoặc nối cột khác với id bằng fields.",
        "An id begins with a letter, then ASCII letters, digits, _ and - follow. The file can stay as it is: "
        'in zoneplan.toml write id_prefix = "XA_" to put letters before the ids there are, numbered = "KCN" '
        "to count new ones, or map another column to id with fields.",
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
    for layer in plan.layers.values():
        wrong = [feature.id for feature in layer.features if not _FORM.fullmatch(feature.id)]
        total = len(layer.features)
        if len(wrong) > 1 and (len(wrong) == total or len(wrong) > _ONE_BY_ONE):
            ids = Message.of(_MANY, count=len(wrong), total=total, id=wrong[0])
            yield ID_FORM.found(layer=layer.id, ids=ids)
            continue
        for feature_id in wrong:
            yield ID_FORM.found(layer=layer.id, feature=feature_id, ids=Message.of(_ONE, id=feature_id))


@check(ID_RESERVED)
def reserved_ids(plan: Plan) -> Iterator[Finding]:
    """Finds features named like the plan, a group or a declared subject."""
    taken = {plan.id, *plan.config.groups, *plan.config.subjects}
    for feature in plan.features:
        if feature.id in taken:
            yield ID_RESERVED.found(layer=feature.layer, feature=feature.id, id=feature.id)

"""References: every id that something points at exists."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.kind import Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

REFERENCE_UNKNOWN = Rule(
    "reference_unknown",
    Severity.ERROR,
    Text("Trỏ tới thứ không có", "Reference does not resolve"),
    Text(
        "{field} trỏ tới “{target}”, không có trong {kind}.",
        "{field} points at “{target}”, which is not in {kind}.",
    ),
    Text("Không nối được với nguồn, khu hoặc xã đó.", "The link to that source, zone or commune is lost."),
    Text("Sửa chữ viết hoặc thêm mục còn thiếu.", "Correct the spelling or add what is missing."),
    example=Text(
        "Khu tái định cư có serves = KCN_TANG_LONG, không có khu nào mang mã đó.",
        "A relocation area has serves = KCN_TANG_LONG, and no zone has that id.",
    ),
)
COMMUNE_UNKNOWN = Rule(
    "commune_unknown",
    Severity.WARNING,
    Text("Xã, phường lạ", "Commune is unknown"),
    Text("Không có “{target}” trong lớp xã, phường.", "There is no “{target}” in the communes layer."),
    Text("Không cộng được theo xã.", "It cannot be counted for a commune."),
    Text("Viết đúng tên trong lớp xã, phường.", "Write the name as in the communes layer."),
    example=Text(
        "commune = “Xã Tằng Loong”, lớp xã ghi “Xã Tằng Loỏng”.",
        "commune = “Xã Tằng Loong”, the communes layer says “Xã Tằng Loỏng”.",
    ),
)
SAME_AS_CHAIN = Rule(
    "same_as_chain",
    Severity.ERROR,
    Text("same_as hoặc part_of vòng quanh", "same_as or part_of goes in circles"),
    Text(
        "{field} của {id} trỏ tới {target}, vốn lại trỏ đi nơi khác.",
        "{field} of {id} points at {target}, which points on.",
    ),
    Text("Không biết khu nào mang số liệu.", "It is unclear which zone carries the figures."),
    Text("Trỏ thẳng tới khu gốc.", "Point straight at the original zone."),
    example=Text(
        "Khu A có same_as = B, còn B lại có same_as = C.", "Zone A has same_as = B, and B has same_as = C."
    ),
)


def _known(plan: Plan) -> dict[str, AbstractSet[str]]:
    known: dict[str, AbstractSet[str]] = {kind: {f.id for f in plan.of_kind(kind)} for kind in KINDS}
    known["communes"] = {f.text("name_vi") for f in plan.of_kind("communes")}
    known["sources"] = set(plan.sources)
    known["land_use_codes"] = set(plan.regulations.land_use_codes)
    return known


@check(REFERENCE_UNKNOWN, COMMUNE_UNKNOWN)
def unresolved(plan: Plan) -> Iterator[Finding]:
    """Finds fields that point at a source, zone, commune or code that does not exist."""
    known = _known(plan)
    for feature in plan.features:
        for field in KINDS[feature.kind].fields:
            if field.form is not Form.REFERENCES:
                continue
            if field.refers_to == "communes" and not known["communes"]:
                continue
            for target in feature.references(field.id):
                if target not in known[field.refers_to]:
                    rule = COMMUNE_UNKNOWN if field.refers_to == "communes" else REFERENCE_UNKNOWN
                    yield rule.found(
                        layer=feature.layer,
                        feature=feature.id,
                        field=field.id,
                        target=target,
                        kind=field.refers_to,
                    )


@check(SAME_AS_CHAIN)
def chains(plan: Plan) -> Iterator[Finding]:
    """Finds ``same_as`` and ``part_of`` that lead to a feature which itself leads on, or to themselves."""
    for field in ("same_as", "part_of"):
        for feature in plan.of_kind("industrial_zones"):
            target = plan.by_id.get(feature.text(field))
            if target is not None and target.text(field):
                yield SAME_AS_CHAIN.found(
                    layer=feature.layer, feature=feature.id, field=field, id=feature.id, target=target.id
                )

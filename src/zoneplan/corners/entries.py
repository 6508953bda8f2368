"""Ids, fields and ledger rows of imported sites."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from zoneplan.corners.rules import CATEGORY_UNLIKE_NAME
from zoneplan.corners.sites import Site
from zoneplan.errors import UsageError
from zoneplan.plan.declared import gap_pct
from zoneplan.plan.finding import Finding
from zoneplan.plan.kind import Form, LayerKind
from zoneplan.plan.layer import Value
from zoneplan.plan.values import NotANumberError, typed
from zoneplan.text import Message, Text, fold, slug

_SHORTENED = (
    ("khu_cong_nghiep", "kcn"),
    ("cum_cong_nghiep", "ccn"),
    ("khu_tai_dinh_cu", "tdc"),
)
_CATEGORY = re.compile(r"\b(?:(?P<KCN>khu cong nghiep|kcn)|(?P<CCN>cum cong nghiep|ccn))\b")
_PREFIX = "SITE"
_LONGEST = 60
_VALID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_STAGE_INDICATORS = {
    "2021-2030": "planned_area_2030_ha",
    "2026-2030": "planned_area_2030_ha",
    "after-2030": "planned_area_after_2030_ha",
}
_NO_FIELD = Text(
    "Loại lớp {kind} không có trường “{field}”. Các trường: {known}.",
    "The kind {kind} has no field “{field}”. Its fields: {known}.",
)
_NO_CHOICE = Text(
    "Trường {field} không nhận “{value}”; chọn một trong: {known}.",
    "Field {field} does not take “{value}”; choose one of: {known}.",
)
_NO_NUMBER = Text(
    "Trường {field} phải là số, không phải “{value}”.", "Field {field} takes a number, not “{value}”."
)
_BAD_ID = Text(
    "Mã “{id}” không dùng được: chỉ dùng chữ ASCII, số, _ và -, bắt đầu bằng chữ.",
    "The id “{id}” cannot be used: ASCII letters, digits, _ and -, beginning with a letter.",
)
_TAKEN = Text(
    "Mã {id} đã có trong quy hoạch; chọn mã khác.", "The plan has the id {id} already; choose another."
)
_ONE_ID = Text(
    "--id và --name chỉ dùng cho một khu; bảng có {count} khu: {names}.",
    "--id and --name are for one site; the table has {count}: {names}.",
)
_MISSING = Text(
    "Còn thiếu trường bắt buộc: {fields}. Thêm {options}.",
    "Required fields are missing: {fields}. Add {options}.",
)
_OPTIONS = {"source": "--source S_…", "category": "--category …", "stage": "--stage …"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A site that was read, as it goes into the layer; ``former`` is its commune by a name before July 2025."""

    id: str
    name: str
    commune: str
    former: str
    site: Site
    measured_ha: float
    lonlat: BaseGeometry

    @property
    def gap_pct(self) -> float | None:
        """How much larger it is than declared, in per cent."""
        declared = self.site.declared_ha
        return gap_pct(self.measured_ha, declared) if declared else None


def new_id(name: str, taken: AbstractSet[str]) -> str:
    """Gives an id from a name: ``Khu công nghiệp Võ Lao`` becomes ``KCN_VO_LAO``, numbered where taken."""
    words = slug(name)
    for long, short in _SHORTENED:
        words = re.sub(rf"^{long}(?=_|$)", short, words)
    words = words[:_LONGEST].strip("_").upper()
    base = words if _VALID.fullmatch(words) else f"{_PREFIX}_{words}"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found


def ids_of(names: Sequence[str], asked: str | None, taken: AbstractSet[str]) -> list[str]:
    """Gives an id for each name, all different and none of those taken.

    Raises:
        UsageError: The id asked for is malformed, taken, or meant for several sites.
    """
    if asked is None:
        used, found = set(taken), []
        for name in names:
            found.append(new_id(name, used))
            used.add(found[-1])
        return found
    only_one(names)
    if not _VALID.fullmatch(asked):
        raise UsageError(_BAD_ID, id=asked)
    if asked in taken:
        raise UsageError(_TAKEN, id=asked)
    return [asked]


def only_one(names: Sequence[str]) -> None:
    """Refuses an option that is meant for one site where there are several.

    Raises:
        UsageError: There are several.
    """
    if len(names) > 1:
        raise UsageError(_ONE_ID, count=len(names), names=list(names))


def given_fields(kind: LayerKind, given: Mapping[str, str]) -> dict[str, Value]:
    """Gives fields as their kind declares them.

    Raises:
        UsageError: A field is not declared, or does not take the value.
    """
    found: dict[str, Value] = {}
    for key, text in given.items():
        field = kind.field(key)
        if field is None:
            raise UsageError(_NO_FIELD, kind=kind.id, field=key, known=[f.id for f in kind.fields])
        try:
            found[key] = typed(field, text)
        except NotANumberError as error:
            raise UsageError(_NO_NUMBER, field=key, value=text) from error
        if field.form is Form.CHOICE and found[key] not in {c.id for c in field.choices}:
            raise UsageError(_NO_CHOICE, field=key, value=text, known=[c.id for c in field.choices])
    return found


def category_of(name: str, kind: LayerKind) -> str | None:
    """Gives the category that a name begins with or speaks of first, where the kind has such categories."""
    field = kind.field("category")
    match = _CATEGORY.search(fold(" ".join(name.split())))
    known = {choice.id for choice in field.choices} if field else set()
    return match.lastgroup if match and match.lastgroup in known else None


def category_gap(name: str, kind: LayerKind, given: Mapping[str, Value]) -> list[Finding]:
    """Finds a site whose name speaks of another category than the user gives."""
    named, chosen = category_of(name, kind), given.get("category")
    if named is None or chosen is None or named == chosen:
        return []
    return [CATEGORY_UNLIKE_NAME.found(feature=name, name=name, named=named, given=str(chosen))]


def missing_fields(kind: LayerKind, values: Mapping[str, Value]) -> Message | None:
    """Gives what to say of required fields without a value, nothing where there are none."""
    lacking = [f for f in kind.fields if f.required and values.get(f.id) is None]
    if not lacking:
        return None
    words = [f.id + (f" ({' | '.join(c.id for c in f.choices)})" if f.choices else "") for f in lacking]
    return Message.of(
        _MISSING, fields=words, options=[_OPTIONS.get(f.id, f"--set {f.id}=…") for f in lacking]
    )


def ledger_row(
    site_id: str, declared_ha: float, kind: LayerKind, given: Mapping[str, Value], as_of: str
) -> dict[str, str]:
    """Gives the row that a declared area makes in the ledger, for the user to paste."""
    planned = _STAGE_INDICATORS.get(str(given.get("stage"))) if kind.id == "industrial_zones" else None
    return {
        "subject": site_id,
        "indicator": planned or "area_declared_ha",
        "value": f"{declared_ha:.10g}",
        "unit": "ha",
        "as_of": as_of,
        "source": str(given.get("source") or ""),
        "confidence": "published",
        "preferred": "",
        "note": "",
    }

"""What a mending did, as the rows of its log and as lines for people."""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.checks.registry import CHECKED_IN
from zoneplan.plan.finding import SEVERITY_NAMES, Finding, Severity
from zoneplan.publish.tables import Cell
from zoneplan.repairs import REPAIRS, Change
from zoneplan.text import Language, Message, Text, format_number, render
from zoneplan.text.message import printable

LOG_COLUMNS = (
    "layer",
    "feature",
    "repair",
    "place",
    "area_before_m2",
    "area_after_m2",
    "change_m2",
    "note",
)
LEFT = "left"
LEFT_OUT = "left_out"
_OUTLINES = frozenset({"validity", "shapes", "doubles", "topology", "claims"})
"""The modules of checks that look at outlines, which repairs are about."""
_MENDABLE = frozenset(rule for repair in REPAIRS.values() for rule in repair.rules)
_DECIMALS = 3
"""Square metres are given to a thousandth: coordinates are exact to a millimetre."""

_PLACES = Text("{name}: {count} chỗ", "{name}: {count} places")
_BECAUSE = Text("{what} ({note})", "{what} ({note})")
_FOR_A_PERSON = Text(
    "cần người xử lý – {severity}: {message} → {remedy}", "for a person – {severity}: {message} → {remedy}"
)
_BY_HAND = Text(
    "Chương trình không sửa được chỗ này; sửa tay trong QGIS.",
    "The program cannot mend this one; mend it by hand in QGIS.",
)
_NOT_IN_IT = Text(
    "không có trong tệp mới; tệp cũ để bên cạnh – {message} → {remedy}",
    "not in the new file; the old one lies beside it – {message} → {remedy}",
)

_SPARE = Text(
    "cột không thuộc loại lớp này, chỉ còn trong tệp cũ để bên cạnh: {columns}",
    "columns that this kind does not have, kept only in the old file beside it: {columns}",
)

_MENDED = Text("{repairs} chỗ sửa ở {features} đối tượng:", "Repairs: {repairs}, features: {features}.")
_NOTHING = Text(
    "Không có gì để sửa tự động; bản sao giống bản gốc.", "Nothing to mend; the copy is as the plan is."
)
_CHANGED = Text("diện tích {change} m²", "area {change} m²")
_OUT = Text(
    "Không đưa được vào tệp mới (tệp cũ để nguyên bên cạnh):",
    "Not brought into the new file (the old one lies beside it unchanged):",
)
_SHOWN = 20
_MORE = Text("… và {count} chỗ nữa, xem mended.csv", "… and {count} more, see mended.csv")


@dataclass(frozen=True)
class Log:
    """The repairs done, what the mended copy still shows, and what its new files do not hold.

    ``left_out`` are errors that the new files no longer show though nobody mended them, ``spare`` the columns of
    changed layers that their kind does not declare, by layer.
    """

    changes: tuple[Change, ...] = ()
    left: tuple[Finding, ...] = ()
    left_out: tuple[Finding, ...] = ()
    spare: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def for_a_person(self) -> tuple[Finding, ...]:
        """What the copy still shows and a person must mend: every error, and warnings about outlines and texts."""
        return tuple(
            f
            for f in self.left
            if f.is_error or (f.rule.severity is Severity.WARNING and _of_outlines_or_texts(f))
        )


def _of_outlines_or_texts(finding: Finding) -> bool:
    """Tells whether a finding is about what repairs may touch: what was read of a layer, or an outline."""
    module = CHECKED_IN.get(finding.rule.id)
    return bool(finding.layer) if module is None else module in _OUTLINES


def log_rows(log: Log, language: Language) -> Iterator[dict[str, Cell]]:
    """Gives the rows of ``mended.csv``: every change, then what a person must do.

    Places are points in the plan's grid as well-known text.
    """
    for change in log.changes:
        yield change_row(change, language)
    for finding in log.left_out:
        yield _finding_row(finding, LEFT_OUT, _NOT_IN_IT, language)
    for layer, columns in log.spare:
        note = render(Message.of(_SPARE, columns=columns), language)
        yield {"layer": layer, "repair": LEFT_OUT, "note": note}
    for finding in log.for_a_person:
        yield _finding_row(finding, LEFT, _FOR_A_PERSON, language)


def change_row(change: Change, language: Language) -> dict[str, Cell]:
    """Gives one change as a row of the log."""
    before = change.before_m2
    return {
        "layer": change.layer,
        "feature": change.feature,
        "repair": change.repair.id,
        "place": _point(change.place),
        "area_before_m2": None if before is None else round(before, _DECIMALS),
        "area_after_m2": round(change.after_m2, _DECIMALS),
        "change_m2": None if before is None else _gain(change),
        "note": render(_note(change), language),
    }


def _gain(change: Change) -> float:
    return round(change.after_m2 - (change.before_m2 or 0.0), _DECIMALS) + 0.0


def _note(change: Change) -> Message:
    what: object = change.repair.name
    if change.count > 1:
        what = Message.of(_PLACES, name=change.repair.name, count=change.count)
    if change.note is not None:
        return Message.of(_BECAUSE, what=what, note=change.note)
    return what if isinstance(what, Message) else Message(change.repair.name)


def _finding_row(finding: Finding, repair: str, words: Text, language: Language) -> dict[str, Cell]:
    note = Message.of(
        words,
        severity=SEVERITY_NAMES[finding.rule.severity],
        message=finding.message,
        remedy=_BY_HAND if repair == LEFT and finding.rule.id in _MENDABLE else finding.rule.remedy,
    )
    place = "" if finding.geometry is None else _point(shapely.point_on_surface(finding.geometry))
    return {
        "layer": finding.layer,
        "feature": finding.feature,
        "repair": repair,
        "place": place,
        "note": render(note, language),
    }


def _point(place: BaseGeometry) -> str:
    return str(shapely.to_wkt(place, rounding_precision=3, trim=True))


def mending_lines(log: Log, language: Language) -> Iterator[str]:
    """Gives what was done, layer by layer, as lines for people."""
    if not log.changes:
        yield _NOTHING.in_(language)
    else:
        features = len({(change.layer, change.feature) for change in log.changes})
        yield render(Message.of(_MENDED, repairs=len(log.changes), features=features), language)
        yield from _changes(log, language)
        yield from _spare(log, language)
    if log.left_out:
        yield _OUT.in_(language)
        for finding in log.left_out[:_SHOWN]:
            yield f"  {printable(f'{finding.layer} {finding.feature}'.strip())}: {render(finding.message, language)}"
        yield from _more(len(log.left_out), language)


def _spare(log: Log, language: Language) -> Iterator[str]:
    for layer, columns in log.spare:
        yield f"  {printable(layer)}: {render(Message.of(_SPARE, columns=columns), language)}"


def _changes(log: Log, language: Language) -> Iterator[str]:
    for change in log.changes[:_SHOWN]:
        words = render(_note(change), language)
        gain = format_number(_gain(change), language, _DECIMALS)
        sign = "+" if _gain(change) > 0 else ""
        moved = (
            f"; {_CHANGED.in_(language).format(change=sign + gain)}" if change.before_m2 is not None else ""
        )
        yield f"  {printable(change.layer)} {printable(change.feature)}: {words}{moved}"
    yield from _more(len(log.changes), language)


def _more(count: int, language: Language) -> Iterator[str]:
    if count > _SHOWN:
        yield "  " + render(Message.of(_MORE, count=count - _SHOWN), language)

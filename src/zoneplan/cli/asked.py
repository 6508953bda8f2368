"""What a user asks for by name: a measure, a subject, a table, a date; a slip of the pen gets a suggestion."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from zoneplan.errors import UsageError
from zoneplan.text import Message, Text

if TYPE_CHECKING:
    from zoneplan.metrics import Measure, Subject
    from zoneplan.metrics.view import View
    from zoneplan.plan.plan import Plan

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Measure with what was known on that day, month or year: 2024-09-30, 30/9/2024, 2024. / Tính tại ngày.",
        show_default=False,
    ),
]
_NO_METRIC = Text(
    "Không có chỉ số “{metric}”. Xem: zoneplan metrics. {near}",
    "There is no metric “{metric}”. See: zoneplan metrics. {near}",
)
_NO_TABLE = Text(
    "Không có bảng “{table}”. Xem: zoneplan tables. {near}",
    "There is no table “{table}”. See: zoneplan tables. {near}",
)
_NO_SUBJECT = Text(
    "“{metric}” không tính cho “{subject}”. {stands}{near}",
    "“{metric}” does not apply to “{subject}”. {stands}{near}",
)
_UNKNOWN = Text(
    "Không có khu, nhóm hay chủ thể nào là “{subject}”. {near}",
    "There is no feature, group or subject “{subject}”. {near}",
)
_NEAR = Text("Gần giống: {names}.", "Near: {names}.")
_NO_DATE = Text(
    "“{asked}” không phải ngày, tháng hay năm; thí dụ 2024-09-30, 30/9/2024, 2024-09 hoặc 2024.",
    "“{asked}” is no day, month or year; for instance 2024-09-30, 30/9/2024, 2024-09 or 2024.",
)
_TURNED = 3
"""The parts of a date written day/month/year."""


def near(name: str, known: Sequence[str]) -> Message | str:
    """Gives the names most like the one asked for."""
    from difflib import get_close_matches  # noqa: PLC0415

    names = get_close_matches(name.casefold(), [key.casefold() for key in known], n=3)
    written = {key.casefold(): key for key in known}
    return Message.of(_NEAR, names=[written[key] for key in names]) if names else ""


def day_of(asked: str | None) -> date | None:
    """Gives the day meant: of a month or a year its last.

    Raises:
        UsageError: It is no date.
    """
    from zoneplan.plan.period import parse_period  # noqa: PLC0415

    if asked is None:
        return None
    parts = asked.strip().split("/")
    turned = len(parts) == _TURNED and all(part.isdecimal() for part in parts)
    iso = f"{parts[2]:0>4}-{parts[1]:0>2}-{parts[0]:0>2}" if turned else asked.strip()
    try:
        return parse_period(iso).end
    except ValueError:
        raise UsageError(_NO_DATE, asked=asked) from None


def metric_of(asked: str) -> str:
    """Gives the id of a measure.

    Raises:
        UsageError: There is none of that id.
    """
    from zoneplan.metrics import METRICS  # noqa: PLC0415

    if asked not in METRICS:
        raise UsageError(_NO_METRIC, metric=asked, near=near(asked, list(METRICS)))
    return asked


def table_of(asked: str) -> str:
    """Gives the id of a table.

    Raises:
        UsageError: There is none of that id.
    """
    from zoneplan.metrics import TABLES  # noqa: PLC0415

    if asked not in TABLES:
        raise UsageError(_NO_TABLE, table=asked, near=near(asked, list(TABLES)))
    return asked


def subject_of(plan: "Plan", asked: str) -> str:
    """Gives the id of a subject, asked for in any case; of an entry that is the same as another zone that zone's.

    Raises:
        UsageError: There is none of that id.
    """
    named = {known.casefold(): known for known in plan.subjects}.get(asked.casefold())
    if named is None:
        raise UsageError(_UNKNOWN, subject=asked, near=near(asked, list(plan.subjects)))
    feature = plan.by_id.get(named)
    return (feature.text("same_as") if feature else "") or named


def fitting_subject(view: "View", metric: str, subject: str) -> "Subject":
    """Gives the subject of an id that a measure applies to.

    Raises:
        UsageError: The measure does not apply to it.
    """
    from zoneplan.metrics import subjects_of  # noqa: PLC0415

    fitting = subjects_of(view, metric)
    found = next((s for s in fitting if s.id == subject), None)
    if found is None:
        stands = stands_in(view, subject)
        beside = "" if stands else near(subject, [s.id for s in fitting])
        raise UsageError(_NO_SUBJECT, metric=metric, subject=subject, stands=stands, near=beside)
    return found


def stands_in(view: "View", subject: str) -> Message | str:
    """Gives where the plan speaks of a subject that has no measures of its own; empty for one that has."""
    from zoneplan.publish.standing import standing  # noqa: PLC0415

    return standing(view, subject) or ""


def measured(view: "View", metric: str, subject: str) -> "Measure":
    """Gives one measure of one subject, also of one that only a table speaks of.

    Raises:
        UsageError: The measure does not apply to it.
    """
    from zoneplan.metrics import evaluate, subjects_of  # noqa: PLC0415
    from zoneplan.metrics.further import further_measure  # noqa: PLC0415

    if all(subject != each.id for each in subjects_of(view, metric)):
        further = further_measure(view, metric, subject)
        if further is not None:
            return further
    return evaluate(view, metric, fitting_subject(view, metric, subject))

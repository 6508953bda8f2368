"""Findings: what is wrong or doubtful, where, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from zoneplan.text import Message, Text


class Severity(StrEnum):
    """How much a finding weighs; an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_NAMES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared rule: what it finds, why it matters, how to mend it, and an example of what triggers it."""

    id: str
    severity: Severity
    name: Text
    what: Text
    why: Text
    remedy: Text
    legal: str = ""
    exit_code: int = 1
    example: Text | None = None

    def found(
        self,
        *,
        layer: str = "",
        feature: str = "",
        geometry: BaseGeometry | None = None,
        **params: object,
    ) -> "Finding":
        """Gives a finding of this rule; ``params`` fill the placeholders of ``what``."""
        return Finding(self, layer, feature, params, geometry)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule does not hold; the geometry, if any, is in the plan's grid."""

    rule: Rule
    layer: str
    feature: str
    params: Mapping[str, object] = field(default_factory=dict)
    geometry: BaseGeometry | None = None

    @property
    def message(self) -> Message:
        """What was found, still without a language."""
        return Message(self.rule.what, self.params)

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.rule.severity is Severity.ERROR


ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Gives findings by weight, then rule, layer and feature, so that lists are the same each time."""
    return tuple(
        sorted(findings, key=lambda f: (ORDER[f.rule.severity], f.layer, f.feature, f.rule.id, str(f.params)))
    )

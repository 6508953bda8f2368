"""The legal source of a rule in words."""

from collections.abc import Mapping

from zoneplan.io.packaged import packaged_regulations
from zoneplan.plan.finding import Rule
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.explain import document_text
from zoneplan.text import Language, Text

NOT_VERIFIED = Text("chưa kiểm chứng", "not verified")
_PROJECT = "project"
"""The mark of a threshold that no document sets."""
_OWN = Text("ngưỡng do dự án chọn, không phải quy định", "a threshold of the project, not of the law")


def threshold_of(rule: Rule, thresholds: Mapping[str, Threshold] | None = None) -> Threshold | None:
    """Gives the threshold that a rule applies, of the plan's regulations or else of the packaged ones."""
    known = packaged_regulations().thresholds if thresholds is None else thresholds
    return known.get(rule.legal)


def legal_text(threshold: Threshold, language: Language) -> str:
    """Gives document and article of a threshold, and says where the document was not seen."""
    if threshold.mark == _PROJECT:
        return _OWN.in_(language)
    unverified = "" if threshold.verified else f" ({NOT_VERIFIED.in_(language)})"
    return document_text(threshold, language) + unverified

"""What a measure says in English, for the tests of measures."""

from zoneplan.metrics import Measure
from zoneplan.text import render


def told(measure: Measure) -> str:
    """Gives the reason why a measure has no value; it then has no bounds either."""
    assert measure.value is None
    assert (measure.low, measure.high) == (None, None)
    assert measure.reason is not None
    return render(measure.reason, "en")


def remarks(measure: Measure) -> str:
    """Gives all that a measure remarks."""
    return " ".join(render(remark, "en") for remark in measure.remarks)

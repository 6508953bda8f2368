"""Figures far from those of every other place of their kind."""

from collections.abc import Iterator
from statistics import median

from zoneplan.checks.plausible import amounts, roles
from zoneplan.checks.registry import check
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.ledger import Figure
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.text import Text

FAR = 30.0
"""So many times the middle of its peers, or so small a part of it, a figure is pointed at."""
ENOUGH = 10
"""With fewer peers the middle says little."""

OUTLIER = Rule(
    "figure_outlier",
    Severity.NOTE,
    Text("Số khác xa các nơi cùng loại", "Far from other places of its kind"),
    Text(
        "Dòng {line}: {subject}, {indicator} = {value} {unit}, trong khi số ở giữa của {count} nơi cùng loại là {middle}.",
        "Line {line}: {subject}, {indicator} = {value} {unit}, while the middle of {count} places of its kind is {middle}.",
    ),
    Text(
        "Thường do mất số 0, nhầm dấu ngăn nghìn hoặc nhầm đơn vị.",
        "Lost zeros, a separator or a unit are the usual reasons.",
    ),
    Text(
        "Đối chiếu nguồn; nếu đúng, ghi vào note vì sao nơi này khác.",
        "Compare the source; if it is right, say in the note why this place differs.",
    ),
    example=Text(
        "Một xã có 328 người, các xã khác khoảng 13.000 người: nguồn mất hai số 0.",
        "A commune has 328 people where others have about 13,000: the source lost two zeros.",
    ),
)


@check(OUTLIER)
def outliers(plan: Plan) -> Iterator[Finding]:
    """Finds amounts thirty times more or less than the middle of at least ten places of their kind."""
    for peers in _peers(plan).values():
        if len(peers) < ENOUGH:
            continue
        middle = median(f.value for f in peers)
        for figure in peers:
            if not middle / FAR <= figure.value <= middle * FAR and not figure.remark:
                indicator = plan.ledger.indicators[figure.indicator]
                yield OUTLIER.found(
                    layer="ledger",
                    feature=figure.subject,
                    geometry=plan.by_id[figure.subject].geometry,
                    line=str(figure.line),
                    subject=figure.subject,
                    indicator=indicator.name,
                    value=figure.value,
                    unit=UNITS[indicator.unit].sign,
                    count=len(peers),
                    middle=middle,
                )


def _peers(plan: Plan) -> dict[tuple[str, str], list[Figure]]:
    """Gives plausible figures that count now, by indicator and by the category or kind of their place.

    Only indicators with a declared range are compared: of the others it is not known that places are alike.
    """
    found: dict[tuple[str, str], list[Figure]] = {}
    places = {(a.figure.subject, a.figure.indicator): a for a in amounts(plan) if a.indicator.ranges}
    for (subject, indicator), amount in sorted(places.items(), key=lambda item: item[0]):
        now = plan.ledger.look_up(subject, indicator, plan.as_of) if subject in plan.by_id else None
        if now is not None and now.chosen.value > 0 and amount.low <= now.chosen.value <= amount.high:
            found.setdefault((indicator, roles(plan, subject)[0]), []).append(now.chosen)
    return found

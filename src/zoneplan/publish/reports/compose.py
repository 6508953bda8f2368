"""A dossier becomes a report model: every chapter in its order, every value with its explanation."""

from zoneplan.geo.crs import VN2000_TM3
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context
from zoneplan.publish.reports.everything import everything
from zoneplan.publish.reports.evidence import findings, sources
from zoneplan.publish.reports.explained import explained
from zoneplan.publish.reports.model import Explained, ReportModel
from zoneplan.publish.reports.places import communes, hydropower, relocation
from zoneplan.publish.reports.summary import highlights, summary
from zoneplan.publish.reports.summary import keys as summary_keys
from zoneplan.publish.reports.tabulated import tabulated
from zoneplan.publish.reports.zones import efficiency, missing, planned, unmeasured
from zoneplan.publish.reports.zones import keys as efficiency_keys
from zoneplan.text import Message, format_date

_MOST_EXPLAINED = 2_000
"""Values that a report explains: as many as a province has, and few enough for a page to open."""


def _grid(dossier: Dossier, plan: Plan) -> str:
    meridian = VN2000_TM3.get(plan.crs)
    if meridian is None:
        return plan.crs
    degrees, minutes = divmod(round(meridian * 60), 60)
    return dossier.say(Message.of(words.MERIDIAN, meridian=f"{degrees}°{minutes:02d}′", crs=plan.crs))


def _explainable(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Gives metric and subject of every value of the summary and of land efficiency."""
    bare = Context(dossier, {})
    shown = dict.fromkeys((*summary_keys(bare), *efficiency_keys(bare)))
    return tuple(key for key in shown if dossier.measure(*key) is not None)


def _explanations(ctx: Context) -> tuple[Explained, ...]:
    found = ((ctx.dossier.measure(*key), number) for key, number in ctx.numbers.items())
    return tuple(explained(ctx, measure, number) for measure, number in found if measure is not None)


def report_model(dossier: Dossier) -> ReportModel:
    """Gives everything that the workbook and the page show of a dossier."""
    known, plan, say = _explainable(dossier), dossier.plan, dossier.say
    ctx = Context(dossier, {key: number for number, key in enumerate(known[:_MOST_EXPLAINED], start=1)})
    facts = (
        (say(words.PLAN), say(plan.name)),
        (say(words.AS_OF), format_date(plan.as_of.isoformat(), dossier.language)),
        (say(words.GRID), _grid(dossier, plan)),
    )
    chapters = (
        summary(ctx),
        efficiency(ctx),
        missing(ctx),
        planned(ctx),
        relocation(ctx),
        hydropower(ctx),
        communes(ctx),
        unmeasured(ctx),
        findings(ctx),
        sources(ctx),
    )
    return ReportModel(
        language=dossier.language,
        title=say(words.TITLE),
        plan=say(plan.name),
        facts=facts,
        ledger=plan.config.ledger.indicators,
        disclaimer=say(words.DISCLAIMER),
        highlights=highlights(ctx),
        sections=chapters,
        explanations=_explanations(ctx),
        unexplained=len(known) - len(ctx.numbers),
        tables=tabulated(ctx),
        everything=everything(ctx),
    )

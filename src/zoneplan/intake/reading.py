"""From the file to sites with their shapes, their names, and a verdict on their grid."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.corners.communes import Commune, Stated, near_names, stated_in
from zoneplan.corners.entries import Entry, ids_of, only_one
from zoneplan.corners.judge import judged
from zoneplan.corners.propose import Ground, Verdict, decide
from zoneplan.corners.rules import COMMUNE_UNPLACED, NAME_MISSING, OLD_FONT, ROW_WIDE
from zoneplan.corners.shape import shape_sites
from zoneplan.corners.sites import Site
from zoneplan.corners.table import read_tables
from zoneplan.geo.areas import planar_ha
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import is_areal
from zoneplan.intake.model import Outcome, Wanted
from zoneplan.io.cells import read_cells, text_cells
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_UNREADABLE
from zoneplan.kernels.shapes import as_array
from zoneplan.plan.cells import Sheet
from zoneplan.plan.finding import Finding, in_order
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text
from zoneplan.text.legacy import ENCODING_NAMES, recognise

_USUAL_RADIUS_M = 6_000.0
_FONT_SURE = 99
_NEAR = Text("Tên gần giống: {names}.", "Names like it: {names}.")
_NONE_NEAR = Text("Cũng không có tên nào gần giống.", "Nor is there a name like it.")


def sheets_of(wanted: Wanted, plan: Plan, data: bytes | None) -> tuple[Sheet, ...] | Finding:
    """Gives the tables of the file, or why it cannot be read."""
    name = wanted.path
    try:
        if data is not None:
            return text_cells(data, plan.config.limits, wanted.encoding)
        return read_cells(wanted.path, plan.config.limits, wanted.encoding)
    except Unreadable as error:
        return FILE_UNREADABLE.found(path=name, problem=error.problem)
    except Refused as refusal:
        return replace(refusal.rule.found(), params={"path": name, **refusal.params})
    except OSError as error:
        return FILE_UNREADABLE.found(path=name, problem=error.strerror or "")


def placed(sheets: Sequence[Sheet], wanted: Wanted, plan: Plan) -> Outcome:
    """Gives the sites with their shapes and the reading of their grid."""
    tables = read_tables(sheets, separate=wanted.separate)
    findings = [*_old_font(sheets, wanted), *tables.findings]
    if not tables.sites or any(f.rule is ROW_WIDE for f in findings):
        return Outcome(in_order(findings), tables)
    is_whole = not any(finding.is_error for finding in tables.findings)
    shaped = shape_sites(tables.sites, wanted.decimal, is_whole=is_whole)
    sites, more = _with_names(shaped.sites, wanted)
    findings += [*shaped.findings, *more]
    if not sites or any(f.is_error for f in findings):
        return Outcome(in_order(findings), tables)
    ground = Ground(plan.crs, plan.config.plan.extent, _communes(plan))
    stated = [_stated(site, wanted, ground) for site in sites]
    if wanted.commune and ground.communes and not stated[0].communes:
        findings.append(_unplaced(wanted.commune, ground.communes))
    verdict = decide(sites, stated, tables.grid, wanted.asked, ground)
    findings += judged(verdict, tables, sites, stated, wanted.asked)
    entries = _entries(sites, stated, verdict, wanted, plan) if verdict.winner else ()
    return Outcome(in_order(findings), tables, verdict, ground, entries)


def _unplaced(name: str, communes: Sequence[Commune]) -> Finding:
    near = near_names(name, communes)
    hint = Message.of(_NEAR, names=near) if near else _NONE_NEAR
    return COMMUNE_UNPLACED.found(name=name, hint=hint)


def _old_font(sheets: Sequence[Sheet], wanted: Wanted) -> list[Finding]:
    guess = None if wanted.encoding else recognise(c.text for s in sheets for r in s.rows for c in r.cells)
    if guess is None:
        return []
    return [
        OLD_FONT.found(
            encoding=ENCODING_NAMES[guess.encoding],
            value=guess.encoding.value,
            before=guess.before[:60],
            after=guess.after[:60],
            confidence=min(int(100 * guess.confidence), _FONT_SURE),
        )
    ]


def _with_names(sites: Sequence[Site], wanted: Wanted) -> tuple[tuple[Site, ...], list[Finding]]:
    """Gives the sites, each with a name: that of the table, of the user, or for want of one of the file."""
    if wanted.name is not None:
        only_one([site.name or "–" for site in sites])
        return tuple(replace(site, name=wanted.name) for site in sites), []
    unnamed = sum(not site.name for site in sites)
    named, findings, number = [], [], 0
    for site in sites:
        if site.name:
            named.append(site)
            continue
        number += 1
        name = f"{wanted.stem} {number}" if unnamed > 1 else wanted.stem
        named.append(replace(site, name=name))
        findings.append(NAME_MISSING.found(name=name))
    return tuple(named), findings


def _communes(plan: Plan) -> tuple[Commune, ...]:
    found = []
    for feature in plan.of_kind("communes"):
        former = tuple(
            part.split("(")[0].strip() for part in feature.text("former_units").replace(";", ",").split(",")
        )
        radius = 0.0 if is_areal(feature.lonlat) else feature.uncertainty_m or _USUAL_RADIUS_M
        outline = shapely.make_valid(feature.lonlat)
        found.append(Commune(feature.text("name_vi"), tuple(f for f in former if f), outline, radius))
    return tuple(found)


def _stated(site: Site, wanted: Wanted, ground: Ground) -> Stated:
    if wanted.commune:
        names = [part.strip() for part in wanted.commune.split(";")]
        return replace(stated_in(names, ground.communes), is_asked=True)
    return stated_in((site.name, *site.words), ground.communes)


def _entries(
    sites: Sequence[Site], stated: Sequence[Stated], verdict: Verdict, wanted: Wanted, plan: Plan
) -> tuple[Entry, ...]:
    """Gives each site with its id and what it measures in the plan's grid."""
    replaced = {f.id for f in plan.features if plan.config.layers[f.layer].path == wanted.out}
    ids = ids_of([site.name for site in sites], wanted.id, set(plan.subjects) - replaced)
    lonlats = verdict.winner.lonlats if verdict.winner else ()
    areas = planar_ha(in_grid(lonlats, plan.crs))
    return tuple(
        Entry(
            site_id,
            site.name,
            "; ".join(c.name for c in said.now),
            "; ".join(dict.fromkeys(name for name, _ in said.former)),
            site,
            float(area),
            lonlat,
        )
        for site_id, site, said, area, lonlat in zip(ids, sites, stated, areas.tolist(), lonlats, strict=True)
    )


def in_grid(lonlats: Sequence[BaseGeometry], crs: str) -> NDArray[np.object_]:
    """Gives shapes in degrees in a grid."""
    return reproject(as_array(lonlats), WGS84, crs)

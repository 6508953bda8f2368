"""What the report tests read: the repository's tables by themselves, workbooks by openpyxl, pages by html.parser."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zoneplan.checks import run_checks
from zoneplan.metrics import measure_all, tabulate_all
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.reports import artefacts
from zoneplan.text import Language

VOID = frozenset({"meta", "br", "img", "hr", "input", "link", "wbr"})
DASH = "–"


_KEPT: dict[tuple[int, Language], tuple[Plan, Dossier, dict[str, bytes]]] = {}
_LARGE = 50
"""Zones beyond which what a plan makes is kept for other tests; the plan is kept with it, so its id stays its own."""


def dossier_of(plan: Plan, language: Language = "vi") -> Dossier:
    """Gives the whole dossier of a plan."""
    kept = _KEPT.get((id(plan), language))
    if kept is not None:
        return kept[1]
    view = View(plan)
    dossier = Dossier(plan, run_checks(plan), measure_all(view), language, tabulate_all(view))
    if len(plan.zones) > _LARGE:
        _KEPT[id(plan), language] = (plan, dossier, {})
    return dossier


def files_of(plan: Plan, language: Language = "vi") -> dict[str, bytes]:
    """Gives every report of a plan by its file name."""
    dossier = dossier_of(plan, language)
    kept = _KEPT.get((id(plan), language))
    if kept is not None and kept[2]:
        return dict(kept[2])
    files = {Path(a.path).name: a.make() for a in artefacts(dossier)}
    if kept is not None:
        kept[2].update(files)
    return files


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Gives the rows of a CSV file with a byte-order mark."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def workbook_of(data: bytes) -> Workbook:
    """Gives the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@dataclass
class Found:
    """A table of a sheet: its headings and its rows by the text of their first cell."""

    head: list[str]
    rows: dict[str, dict[str, Cell | MergedCell]] = field(default_factory=dict)

    def number(self, row: str, heading: str) -> float:
        """Gives the number in a row under a heading."""
        value = self.rows[row][heading].value
        assert isinstance(value, int | float), (row, heading, value)
        return float(value)


def table_at(sheet: Worksheet, heading: str) -> Found:
    """Gives the table whose first heading is this, down to its first row without a second column."""
    top = next(row for row in sheet.iter_rows() if row[0].value == heading and row[1].value)
    head = [str(cell.value) for cell in top if cell.value]
    found = Found(head)
    for row in sheet.iter_rows(min_row=(top[0].row or 0) + 1, max_col=len(head)):
        if isinstance(row[1], MergedCell) or row[0].value is None:
            break
        found.rows.setdefault(str(row[0].value), dict(zip(head, row, strict=True)))
    return found


def all_cells(book: Workbook) -> Iterator[Cell]:
    """Gives every cell of every sheet that holds something."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


class Page(HTMLParser):
    """A page: its ids, its links, what it would load, its texts, and whether its elements close."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            text = value or ""
            self.attributes.append((name, text))
            if name == "id":
                self.ids.append(text)
            if name == "href" and text.startswith("#"):
                self.anchors.append(text[1:])
            elif name in {"href", "src", "action", "data", "poster", "srcset"}:
                self.loads.append(text)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1] == "style"):
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        """All texts in a row."""
        return " ".join(self.texts)


@dataclass(frozen=True)
class Repository:
    """The repository's own tables, read without any of the program's code."""

    root: Path

    def features(self, name: str) -> list[Mapping[str, Any]]:
        """Gives the properties of a layer's features."""
        text = (self.root / "layers" / f"{name}.geojson").read_text(encoding="utf-8")
        return [feature["properties"] for feature in json.loads(text)["features"]]

    def figure(self, subject: str, indicator: str) -> float | None:
        """Gives the figure of a subject: the preferred one, else the one with the latest date."""
        with (self.root / "layers" / "indicators.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = [
                r for r in csv.DictReader(stream) if (r["subject"], r["indicator"]) == (subject, indicator)
            ]
        wanted = [r for r in rows if r["preferred"]] or sorted(rows, key=lambda r: r["as_of"])[-1:]
        return float(wanted[0]["value"]) if wanted else None

    def planned(self, category: str, indicator: str) -> dict[str, float]:
        """Gives the planned areas of a category by zone, each zone once and no parts."""
        found = {}
        for zone in self.features("industrial_zones_proposed"):
            value = self.figure(zone["same_as"] or zone["id"], indicator)
            if zone["category"] == category and not zone["part_of"] and value is not None:
                found[str(zone["same_as"] or zone["id"])] = value
        return found

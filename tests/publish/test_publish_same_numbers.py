"""A measure has one value, whatever shows it: table, workbook, page, popup, JSON, CSV."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from map_pages import cards_of, page_of_dossier
from publish.reports.reading import Page, dossier_of, files_of, rows_of, workbook_of
from support import Draft
from zoneplan.cli import app
from zoneplan.metrics import Measure
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import bound_sign, figure_text, value_text
from zoneplan.publish.tables import plain
from zoneplan.text import Language

Key = tuple[str, str]


@pytest.fixture(scope="module")
def dossier(lao_cai: Plan) -> Dossier:
    return dossier_of(lao_cai)


@pytest.fixture(scope="module")
def files(lao_cai: Plan) -> dict[str, bytes]:
    return files_of(lao_cai)


@pytest.fixture(scope="module")
def valued(dossier: Dossier) -> dict[Key, Measure]:
    found = {(m.spec.id, m.subject.id): m for m in dossier.measures if m.value is not None}
    assert len(found) > 500
    return found


def listed(book: Workbook, sheet: str) -> dict[Key, Mapping[str, Any]]:
    """Gives the rows of a sheet by measure and subject."""
    rows = list(book[sheet].iter_rows())
    head = next(i for i, row in enumerate(rows) if any(cell.value == "Mã chỉ tiêu" for cell in row))
    names = [str(cell.value) for cell in rows[head]]
    found: dict[Key, Mapping[str, Any]] = {}
    for row in rows[head + 1 :]:
        cells = dict(zip(names, row, strict=False))
        if cells["Mã chỉ tiêu"].value and cells["Mã đối tượng"].value:
            found[str(cells["Mã chỉ tiêu"].value), str(cells["Mã đối tượng"].value)] = cells
    return found


def test_the_csv_has_the_value(files: dict[str, bytes], valued: dict[Key, Measure]) -> None:
    rows = {(r["metric"], r["subject"]): r for r in rows_of(files["measures.csv"])}
    for key, measure in valued.items():
        for column, value in (("value", measure.value), ("low", measure.low), ("high", measure.high)):
            expected = plain(value)
            assert (float(rows[key][column]) if rows[key][column] else None) == expected, (key, column)
    assert {key for key, row in rows.items() if row["value"]} == valued.keys()


def test_the_workbook_has_the_value_and_shows_it_alike(
    files: dict[str, bytes], valued: dict[Key, Measure]
) -> None:
    book = workbook_of(files["land_efficiency.xlsx"])
    everything = listed(book, "Mọi giá trị")
    assert everything.keys() == valued.keys()
    for key, measure in valued.items():
        cell = everything[key]["Giá trị"]
        assert cell.value == pytest.approx(measure.value, rel=1e-15), key
        shown = re.match(r'(?:"([≥≤≈] )")?#,##0(\.0+)?', cell.number_format)
        assert shown is not None, key
        assert (shown.group(1) or "") == bound_sign(measure), key
        assert len(shown.group(2) or ".") - 1 == measure.spec.decimals, key
    explained = listed(book, "Giải thích")
    for key, cells in explained.items():
        value = cells["Giá trị"].value
        assert value == (pytest.approx(valued[key].value, rel=1e-15) if key in valued else "–"), key


def test_the_page_shows_the_value_as_it_is_explained(
    files: dict[str, bytes], valued: dict[Key, Measure]
) -> None:
    page = files["land_efficiency.html"].decode("utf-8")
    articles = re.findall(r'<article id="g\d+">(.*?)</article>', page, re.DOTALL)
    assert len(articles) > 150
    for article in articles:
        (about,) = re.findall(r"<code>(\w+) (\w+)</code></dd></div>\n</dl>", article)
        shown = Page(article.encode()).text
        if about in valued:
            assert f": {value_text(valued[about], 'vi')}" in shown, about
        else:
            assert ": chưa có" in shown, about


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_card_of_the_map_shows_the_value(
    dossier: Dossier, valued: dict[Key, Measure], language: Language
) -> None:
    shown, kept = 0, set()
    for card in cards_of(page_of_dossier(dossier), language):
        for row in (row for section in card.get("sections", []) for row in section["rows"]):
            key = row["metric"], card["id"]
            if key not in valued:
                kept.add(row["metric"])
                found = dossier.plan.ledger.look_up(card["id"], row["metric"], dossier.plan.as_of)
                assert found is not None, key
                assert row["value"] == figure_text(found.chosen, language), key
                continue
            assert row["value"] == value_text(valued[key], language), key
            shown += 1
    assert shown > 400
    assert kept == {"industrial_land_ha"}


def test_tables_show_the_measures_as_they_are(dossier: Dossier, files: dict[str, bytes]) -> None:
    checked = 0
    for table in dossier.tables:
        rows = rows_of(files[f"{table.spec.id}.csv"]) if table.rows else []
        for written, row in zip(rows, table.rows, strict=True):
            for column, cell in zip(table.spec.columns, row, strict=True):
                if isinstance(cell, Measure):
                    text = written[column.id]
                    assert (float(text) if text else None) == plain(cell.value), (table.spec.id, column.id)
                    checked += 1
    assert checked > 50


@pytest.mark.parametrize(
    ("metric", "subject"),
    [
        ("occupancy_pct", "KCN_A"),
        ("occupancy_pct", "KCN"),
        ("workers_per_ha", "TEST"),
        ("area_planar_ha", "KCN_A"),
    ],
)
def test_the_commands_print_the_same(plan_folder: Draft, metric: str, subject: str) -> None:
    plan = plan_folder.load().plan
    assert plan is not None
    dossier = dossier_of(plan, "en")
    measure = dossier.measure(metric, subject)
    assert measure is not None

    def printed(*arguments: str) -> str:
        return CliRunner().invoke(app, [*arguments, str(plan_folder.folder), "--lang", "en"]).stdout

    (row,) = json.loads(printed("measure", "--metric", metric, "--subject", subject, "--json"))
    told = json.loads(printed("explain", metric, subject, "--json"))
    assert row["value"] == told["value"] == plain(measure.value)
    assert (
        (row["low"], row["high"]) == (told["low"], told["high"]) == (plain(measure.low), plain(measure.high))
    )
    assert value_text(measure, "en") in printed("explain", metric, subject)
    page = printed("measure", "--metric", metric, "--subject", subject)
    assert value_text(measure, "en") in re.sub(r" +", " ", page)

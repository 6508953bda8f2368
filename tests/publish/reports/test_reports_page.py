"""The page is whole by itself, every value leads to its explanation, and it can be read."""

import re

import pytest

from publish.reports.reading import Page, dossier_of, rows_of
from zoneplan.metrics import METRICS
from zoneplan.plan.plan import Plan
from zoneplan.publish.reports.columns import EFFICIENCY, HIGHLIGHTS, HORIZON, PROVINCE, RATES
from zoneplan.publish.reports.compose import report_model
from zoneplan.publish.reports.model import DASH
from zoneplan.publish.tables import FINDING_COLUMNS, MEASURE_COLUMNS


@pytest.fixture(scope="module", params=["vi", "en"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(request.getfixturevalue(request.param)["land_efficiency.html"])


def test_the_page_is_self_contained(page: Page) -> None:
    assert page.open == []
    assert page.loads == []
    assert "script" not in page.tags
    assert "link" not in page.tags


def test_every_link_has_a_place_to_go(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert set(page.anchors) <= set(page.ids)
    assert len([anchor for anchor in page.anchors if re.fullmatch(r"g\d+", anchor)]) > 150


def test_numbers_and_dates_are_written_as_people_read_them(
    vi: dict[str, bytes], en: dict[str, bytes]
) -> None:
    vietnamese, english = Page(vi["land_efficiency.html"]), Page(en["land_efficiency.html"])
    assert {"1.097,75", "22/11/2026", "76,2"} <= {t for text in vietnamese.texts for t in text.split()}
    assert {"1,097.75", "2026-11-22", "76.2"} <= {t for text in english.texts for t in text.split()}
    assert ("lang", "vi") in vietnamese.attributes
    assert ("lang", "en") in english.attributes
    assert "không phải văn bản pháp lý" in vietnamese.text
    assert "not a legal document" in english.text
    assert "104°45′ (EPSG:9208)" in vietnamese.text


def test_every_empty_cell_leads_to_a_reason(lao_cai: Plan) -> None:
    model = report_model(dossier_of(lao_cai))
    known = {item.number: item for item in model.explanations}
    for section in model.sections:
        for table in section.tables:
            for cell in (cell for row in table.rows for cell in row.cells if cell.text == DASH):
                assert cell.note, (table.id, cell)
                assert not cell.explanation or known[cell.explanation].about.reason, table.id


def test_every_value_of_the_two_first_chapters_is_explained(lao_cai: Plan) -> None:
    model = report_model(dossier_of(lao_cai))
    summary, efficiency = model.sections[:2]
    shown = {c.explanation for s in (summary, efficiency) for t in s.tables for r in t.rows for c in r.cells}
    assert shown - {0} == {item.number for item in model.explanations}
    for table in (*summary.tables[:2], *efficiency.tables):
        for row in table.rows:
            assert all(cell.explanation for cell in row.cells if cell.number is not None), table.id


def test_a_verdict_is_a_sign_and_a_word(vi: dict[str, bytes]) -> None:
    text = vi["land_efficiency.html"].decode("utf-8")
    marks = re.findall(
        r'<span class="mark (\w+)"><span aria-hidden="true">(.)\*?</span><span class="sr">([^<]+)</span>',
        text,
    )
    assert {("met", "✓", "đạt"), ("not_met", "✗", "chưa đạt")} <= set(marks)


def test_every_metric_has_its_place(lao_cai: Plan) -> None:
    """A measure with a value stands in the list of all values; one without any is said once to lack its input."""
    dossier = dossier_of(lao_cai)
    model = report_model(dossier)
    (everything,) = model.everything.tables
    places = [column.id for column in everything.columns]
    metric, subject = places.index("metric"), places.index("subject_id")
    listed = {(row.cells[metric].text, row.cells[subject].text) for row in everything.rows}
    valued = {(m.spec.id, m.subject.id) for m in dossier.measures if m.value is not None}
    assert listed == valued
    assert len(everything.rows) == len([m for m in dossier.measures if m.value is not None])
    tables = {table.id: table for section in model.sections for table in section.tables}
    never = [row.cells[1].text for row in tables["missing-measures"].rows]
    assert set(never) == set(METRICS) - {metric for metric, _ in valued}
    assert len(never) == len(set(never))
    assert all(row.cells[2].text for row in tables["missing-measures"].rows)
    declared = {spec.id for spec in (*HORIZON, *RATES, *EFFICIENCY)} | {metric for metric, _, _ in HIGHLIGHTS}
    assert declared - {"name"} <= set(METRICS)
    assert set(PROVINCE) <= set(METRICS)


def test_every_measure_of_the_province_and_the_groups_stands_in_the_summary(lao_cai: Plan) -> None:
    dossier = dossier_of(lao_cai)
    summary = report_model(dossier).sections[0]
    names = {c.text for t in summary.tables for r in t.rows for c in r.cells[:1]}
    headed = {c.id for t in summary.tables for c in t.columns}
    for measure in dossier.measures:
        if measure.value is not None and measure.subject.id in {"KCN", "CCN", "LAO_CAI"}:
            assert measure.spec.id in headed or measure.spec.name.vi in names, measure.spec.id


def test_every_table_stands_somewhere(lao_cai: Plan, vi: dict[str, bytes]) -> None:
    """With rows as a chapter, a sheet and a file; without rows in one list with the reason."""
    dossier = dossier_of(lao_cai)
    model = report_model(dossier)
    filled = [table.spec.id for table in dossier.tables if table.rows]
    assert {section.tables[0].id for section in model.tables} == {f"table-{key}" for key in filled}
    assert len(model.tables) == len(filled)
    assert {f"{key}.csv" for key in filled} <= set(vi)
    lists = {t.id: t for s in model.sections for t in s.tables}
    empty = [row.cells[1].text for row in lists["missing-tables"].rows] if "missing-tables" in lists else []
    assert empty == [table.spec.id for table in dossier.tables if not table.rows]
    for table in dossier.tables:
        if table.rows:
            rows = rows_of(vi[f"{table.spec.id}.csv"])
            assert list(rows[0]) == [column.id for column in table.spec.columns]
            assert len(rows) == len(table.rows)
        else:
            assert table.reason is not None, table.spec.id


def test_tables_for_machines(vi: dict[str, bytes], lao_cai: Plan) -> None:
    head = vi["measures.csv"].decode("utf-8-sig").splitlines()[0]
    assert head == "metric,subject,value,low,high,unit,as_of,verdict,reason" == ",".join(MEASURE_COLUMNS)
    rows = {(r["metric"], r["subject"]): r for r in rows_of(vi["measures.csv"])}
    assert len(rows) == len(dossier_of(lao_cai).measures)
    assert float(rows["occupancy_pct", "KCN"]["value"]) == pytest.approx(661.94 / 868.68 * 100)
    assert rows["plan_area_2030_ha", "KCN"]["value"] == "3218"
    numbers = [row[key] for row in rows.values() for key in ("value", "low", "high") if row[key]]
    assert all(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", number) for number in numbers)
    head = vi["findings.csv"].decode("utf-8-sig").splitlines()[0]
    assert head == "rule,severity,layer,feature,message,remedy" == ",".join(FINDING_COLUMNS)
    assert len(rows_of(vi["findings.csv"])) == len(dossier_of(lao_cai).findings)


def luminance(colour: str) -> float:
    """Gives the relative luminance of WCAG 2.1."""
    full = "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Gives the contrast ratio of WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read(vi: dict[str, bytes]) -> None:
    style = vi["land_efficiency.html"].decode("utf-8").split("<style>")[1].split("</style>")[0]
    for accent, tint in re.findall(r"--accent: (#\w+); --tint: (#\w+);", style):
        assert contrast(accent, tint) >= 4.5, (accent, tint)
        assert contrast(accent, "#fffdf8") >= 4.5, accent
    for background, colour in re.findall(r"background: (#\w+); color: (#\w+);", style):
        assert contrast(background, colour) >= 4.5, (background, colour)
    for colour in re.findall(r"[{;] ?color: (#\w+)", style):
        assert contrast(colour, "#f5f1e6") >= 4.5, colour
    grey = re.search(r"--grey: (#\w+)", style)
    assert grey is not None
    assert contrast(grey.group(1), "#f7f4ec") >= 4.5
    assert contrast(grey.group(1), "#f5f1e6") >= 4.5

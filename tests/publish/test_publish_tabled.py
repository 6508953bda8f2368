"""Tables in words and for machines: the same values, each as its column says."""

from dataclasses import replace
from datetime import date

from support import Draft, subject_of
from zoneplan.metrics import Measure, evaluate
from zoneplan.metrics.growth.trends import Known
from zoneplan.metrics.table import Cell, Column, Table, TableSpec
from zoneplan.metrics.view import View
from zoneplan.publish.measured import table_lines, trend_lines
from zoneplan.publish.tabled import cell_text, heads, plain_rows, table_record, table_sources
from zoneplan.text import Language, Message, Text

SPEC = TableSpec(
    id="trial",
    name=Text("Bảng thử", "Trial"),
    about=Text("Để thử.", "For trial."),
    columns=(
        Column("zone", Text("Khu", "Zone")),
        Column("year", Text("Năm", "Year")),
        Column("occupancy", Text("Tỷ lệ lấp đầy", "Occupancy")),
        Column("mixed", Text("Giá trị", "Value")),
        Column("area", Text("Diện tích (ha)", "Area (ha)"), "ha", 1),
        Column("note", Text("Ghi chú", "Note")),
    ),
    source="zoneplan",
)


def measured(view: View, metric: str, subject: str) -> Measure:
    return evaluate(view, metric, subject_of(view, metric, subject))


def trial() -> tuple[View, Table]:
    view = Draft().value("KCN_A", "leased_land_ha", 60, "[>=]").view()
    rows: list[tuple[Cell, ...]] = [
        (
            "KCN_A",
            2025,
            measured(view, "occupancy_pct", "KCN_A"),
            measured(view, "workers_per_ha", "KCN_A"),
            1234.56,
            Text("có", "yes"),
        ),
        (
            "KCN_D",
            2026,
            measured(view, "occupancy_pct", "KCN_D"),
            measured(view, "occupancy_pct", "KCN_B"),
            None,
            "2025-06",
        ),
        ("=1+1", 2027, None, 3.5, 7, Message.of(Text("còn {n}", "{n} left"), n=1.5)),
    ]
    return view, Table(spec=SPEC, rows=tuple(rows))


def texts(known: Language) -> list[list[str]]:
    _, table = trial()
    found = heads(table, known)
    return [
        [cell_text(*three, known) for three in zip(row, SPEC.columns, found, strict=True)]
        for row in table.rows
    ]


def test_people_read_numbers_with_their_units_once() -> None:
    _, table = trial()
    assert [head.label for head in heads(table, "vi")] == [
        "Khu",
        "Năm",
        "Tỷ lệ lấp đầy (%)",
        "Giá trị",
        "Diện tích (ha)",
        "Ghi chú",
    ]
    assert texts("vi") == [
        ["KCN_A", "2025", "≥ 75,0 ✓*", "20,00 người/ha", "1.234,6", "có"],
        ["KCN_D", "2026", "–", "≈ 30,0 % ✗*", "", "06/2025"],  # 11.5 to 12.5 of 40 ha
        ["=1+1", "2027", "", "3,50", "7", "còn 1,5"],
    ]
    assert texts("en")[0] == ["KCN_A", "2025", "≥ 75.0 ✓*", "20.00 people/ha", "1,234.6", "yes"]


def test_machines_read_plain_values() -> None:
    _, table = trial()
    assert [list(row.values()) for row in plain_rows(table, "en")] == [
        ["KCN_A", 2025, 75.0, 20.0, 1234.56, "yes"],
        ["KCN_D", 2026, None, 30.0, None, "2025-06"],
        ["=1+1", 2027, None, 3.5, 7, "1.5 left"],
    ]


def test_the_record_of_a_table() -> None:
    view, table = trial()
    record = table_record(view.plan, table, "en")
    assert record["columns"] == [
        {"id": "zone", "name": "Zone", "unit": ""},
        {"id": "year", "name": "Year", "unit": ""},
        {"id": "occupancy", "name": "Occupancy", "unit": "pct"},
        {"id": "mixed", "name": "Value", "unit": ""},
        {"id": "area", "name": "Area", "unit": "ha"},
        {"id": "note", "name": "Note", "unit": ""},
    ]
    assert table_sources(view.plan, table) == ("S1",)


def test_the_terminal_shows_remarks_sources_and_signs() -> None:
    view, table = trial()
    told = replace(table, remarks=(Message.of(Text("Chú ý \x1b[31m.", "Mind \x1b[31m.")),))
    page = "\n".join(table_lines(view.plan, told, "en", 100))
    for words in (
        "Trial (trial)",
        "≥ 75.0 ✓*",
        "• Mind \\x1b[31m.",
        "Basis: defined by zoneplan",
        "Sources: S1",
        "not verified",
    ):
        assert words in page
    reason = Message.of(Text("Thiếu lớp.", "A layer is missing."))
    empty = "\n".join(table_lines(view.plan, Table(spec=SPEC, reason=reason), "en", 100))
    assert "There are no rows: A layer is missing." in empty
    assert "Sources" not in empty


def test_a_trend_tells_since_when_and_why_there_was_nothing() -> None:
    view, _ = trial()
    known = (
        Known(date(2024, 5, 1), measured(view, "occupancy_pct", "KCN_A")),
        Known(date(2025, 6, 30), measured(view, "occupancy_pct", "KCN_D")),
    )
    lines = list(trend_lines(known, "vi", 100))
    assert lines[0] == "Tỷ lệ lấp đầy – Khu KCN_A (occupancy_pct)"
    assert any(line.startswith("01/05/2024") and "≥ 75,0 % ✓*" in line for line in lines)
    assert any("leased_land_ha" in line for line in lines)

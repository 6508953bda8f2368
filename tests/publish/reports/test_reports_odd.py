"""Plans with odd content: figures beyond measure, names without end, more of everything than a page can show."""

import re

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from publish.reports import reading
from publish.reports.reading import DASH, Page, all_cells, files_of, workbook_of
from support import Draft, place, point
from zoneplan.publish.reports import compose, everything, explained, page, workbook
from zoneplan.publish.reports.clean import LONGEST_NAME
from zoneplan.publish.reports.formats import number_format
from zoneplan.publish.reports.model import Cell


def test_a_bound_stands_before_the_sign() -> None:
    assert number_format(Cell("≈ -0,20", -0.204, 2, bound="≈ ", mark="?*")) == (
        '"≈ "#,##0.00" ?*";"≈ "-#,##0.00" ?*"'
    )
    assert number_format(Cell("≈ 0,00", -0.001, 2, bound="≈ ")) == '"≈ "#,##0.00'
    assert number_format(Cell("-0,20", -0.204, 2)) == "#,##0.00"


def test_numbers_too_long_to_read_are_powers_of_ten() -> None:
    assert number_format(Cell("1e+300", 1e300, 2)) == "0.0E+00"
    assert number_format(Cell("999.999.999.999", 999_999_999_999.0, 0)) == "#,##0"


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_is_beyond_measure_is_a_dash_with_the_reason() -> None:
    draft = Draft()
    for subject in ("KCN_A", "KCN_B", "TEST"):
        draft.value(subject, "industrial_output_bn_vnd", 1.7e308)
    book = workbook_of(files_of(draft.plan())["land_efficiency.xlsx"])
    assert {cell.data_type for cell in all_cells(book)} == {"s", "n"}
    dashes = [cell for cell in all_cells(book) if cell.value == DASH and cell.parent.title != "Giải thích"]
    assert all(cell.comment for cell in dashes)
    assert any("quá lớn" in str(cell.comment) for cell in dashes)


def test_a_wide_number_gets_a_wide_column() -> None:
    draft = Draft().value("TEST", "population", 123_456_789_012_345)
    sheet = workbook_of(files_of(draft.plan())["land_efficiency.xlsx"])["Xã, phường"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == 123_456_789_012_345]
    width = sheet.column_dimensions[cell.column_letter].width
    assert width > len("123.456.789.012.345")


def test_a_name_without_end_is_cut() -> None:
    name = "Khu rất dài " * 400
    draft = Draft().set("KCN_A", name_vi=name)
    draft.config["plan"]["name_vi"] = name
    sheet = workbook_of(files_of(draft.plan())["land_efficiency.xlsx"])["Hiệu quả sử dụng đất"]
    names = [str(row[0].value) for row in sheet.iter_rows(min_row=4) if row[0].value]
    assert [len(found) for found in names if found.startswith("Khu rất dài")] == [LONGEST_NAME]
    assert (sheet.row_dimensions[2].height or 0) > 5 * 12, "the name of the plan is wrapped"


def test_a_sheet_is_only_fitted_to_one_page_where_it_can_be_read() -> None:
    draft = Draft()
    draft.add(
        *(place(f"P_{i}", point(100 * i, 9000), name_vi="Nơi " * 25) for i in range(120)), layer="communes"
    )
    book = workbook_of(files_of(draft.plan())["land_efficiency.xlsx"])
    assert book["Xã, phường"].page_setup.fitToHeight == 0
    assert book["Nguồn"].page_setup.fitToHeight in {None, 1}


def test_of_endless_tables_the_page_shows_the_first_rows_and_the_totals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "_MOST_OF_A_CHAPTER", 2)
    monkeypatch.setattr(reading, "_KEPT", {})
    shown = Page(files_of(Draft().plan())["land_efficiency.html"])
    assert "Nơi HP_2" in shown.texts
    assert "Nơi HP_3" not in " ".join(shown.texts[: shown.texts.index("Xã, phường", 30)])
    assert "reports/land_efficiency.xlsx" in shown.text
    assert [anchor for anchor in shown.anchors if anchor not in shown.ids] == []


def test_of_endless_explanations_the_first_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "_MOST_EXPLAINED", 5)
    files = files_of(Draft().plan())
    shown = Page(files["land_efficiency.html"])
    assert len([key for key in shown.ids if re.fullmatch(r"g\d+", key)]) == 5
    assert [anchor for anchor in shown.anchors if anchor not in shown.ids] == []
    assert "5 giá trị đầu" in shown.text
    assert workbook_of(files["land_efficiency.xlsx"])["Giải thích"].max_row == 10


def test_of_endless_values_the_sheet_has_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything, "_MOST", 3)
    sheet = workbook_of(files_of(Draft().plan())["land_efficiency.xlsx"])["Mọi giá trị"]
    texts = [str(row[0].value) for row in sheet.iter_rows() if row[0].value]
    assert any("reports/measures.csv" in text for text in texts)
    assert len(texts[texts.index("Chỉ tiêu") + 1 :]) == 3


def test_of_a_total_of_many_rows_the_explanation_shows_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The occupancy of the group KCN is made of four rows: leased and industrial land of its two zones."""
    monkeypatch.setattr(explained, "_MOST_ROWS", 3)
    files = files_of(Draft().plan())
    shown = Page(files["land_efficiency.html"])
    assert "3 dòng đầu trong 4 dòng; đủ các dòng: zoneplan explain occupancy_pct KCN" in shown.text
    book = workbook_of(files["land_efficiency.xlsx"])
    number = next(
        row[0].value
        for row in book["Giải thích"].iter_rows()
        if (row[-2].value, row[-1].value) == ("occupancy_pct", "KCN")
    )
    ledger = book["Dòng sổ đã dùng"]
    assert sum(row[0].value == number for row in ledger.iter_rows()) == 3
    assert any("hơn 3 dòng sổ" in str(row[0].value) for row in ledger.iter_rows())


def test_an_explanation_of_few_rows_says_nothing_of_further_ones() -> None:
    files = files_of(Draft().plan())
    assert "dòng đầu trong" not in Page(files["land_efficiency.html"]).text
    ledger = workbook_of(files["land_efficiency.xlsx"])["Dòng sổ đã dùng"]
    assert not any("dòng đầu ở đây" in str(row[0].value) for row in ledger.iter_rows())


def test_of_endless_notes_a_sheet_has_the_first_and_those_of_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workbook_of(files_of(Draft().plan())["land_efficiency.xlsx"])["Thủy điện"]
    monkeypatch.setattr(workbook, "_MOST_NOTES", 2)
    short = workbook_of(files_of(Draft().plan())["land_efficiency.xlsx"])["Thủy điện"]
    every, left = _notes(whole), _notes(short)
    totals = [text for bold, text in every if bold]
    assert totals
    assert left == [*every[:2], *((True, text) for text in totals)]
    said = f"{len(every)} ghi chú, chỉ 2 ghi chú đầu"
    assert any(said in str(row[0].value) for row in short.iter_rows())
    assert not any("ghi chú đầu" in str(row[0].value) for row in whole.iter_rows())


def _notes(sheet: Worksheet) -> list[tuple[bool, str]]:
    """Gives the notes of a sheet in the order of its cells, and whether each is that of a total."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.comment is not None)
    return [(bool(cell.font.b), str(cell.comment.text)) for cell in cells if cell.comment is not None]

"""The workbook says what the tables of the repository say, as numbers, in the right cells."""

import math
import re
from typing import Any, cast

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from publish.reports.reading import DASH, Repository, all_cells, files_of, rows_of, table_at, workbook_of
from support import Draft
from zoneplan.plan.plan import Plan

SHEETS = {
    "vi": [
        "Tóm tắt",
        "Hiệu quả sử dụng đất",
        "Số liệu còn thiếu",
        "Quy hoạch",
        "Di dời",
        "Thủy điện",
        "Xã, phường",
        "Chưa đo được",
        "Cảnh báo",
        "Nguồn",
        "Mọi giá trị",
        "Giải thích",
        "Dòng sổ đã dùng",
    ],
    "en": [
        "Summary",
        "Land efficiency",
        "Figures still missing",
        "Plan",
        "Relocation",
        "Hydropower",
        "Communes",
        "Not measured",
        "Findings",
        "Sources",
        "All values",
        "How computed",
        "Ledger rows used",
    ],
}
TABLE_SHEET = re.compile(r"\d+\. ")
TO_2030, AFTER = "planned_area_2030_ha", "planned_area_after_2030_ha"
HEAD_2030, HEAD_AFTER = "Diện tích quy hoạch đến 2030 (ha)", "Diện tích quy hoạch sau 2030 (ha)"


@pytest.fixture(scope="module")
def book(vi: dict[str, bytes]) -> Workbook:
    return workbook_of(vi["land_efficiency.xlsx"])


def sheet_of(book: Workbook, name: str) -> Worksheet:
    return cast("Worksheet", book[name])


def test_both_languages_produce_every_sheet(vi: dict[str, bytes], en: dict[str, bytes]) -> None:
    for language, files in (("vi", vi), ("en", en)):
        book = workbook_of(files["land_efficiency.xlsx"])
        assert [name for name in book.sheetnames if not TABLE_SHEET.match(name)] == SHEETS[language]
        tables = [name for name in book.sheetnames if TABLE_SHEET.match(name)]
        assert len(tables) == len([key for key in files if key.endswith(".csv")]) - 2
        assert all(sheet.max_row > 4 for sheet in book.worksheets)


def test_plan_totals_are_the_sums_of_the_repository(book: Workbook, repository: Repository) -> None:
    table = table_at(sheet_of(book, "Tóm tắt"), "Nhóm")
    names = {"KCN": "Khu công nghiệp", "CCN": "Cụm công nghiệp"}
    for indicator, heading, count in (
        (TO_2030, HEAD_2030, "Số khu quy hoạch đến 2030 (khu, cụm)"),
        (AFTER, HEAD_AFTER, "Số khu quy hoạch sau 2030 (khu, cụm)"),
    ):
        areas = {c: repository.planned(c, indicator) for c in names}
        for category, name in names.items():
            values = areas[category].values()
            assert table.number(name, heading) == pytest.approx(math.fsum(values), abs=1e-9)
            assert table.number(name, count) == sum(value > 0 for value in values)
        everything = math.fsum(value for found in areas.values() for value in found.values())
        assert table.number("Toàn tỉnh", heading) == pytest.approx(everything, abs=1e-9)


def test_published_totals_of_the_plan(book: Workbook) -> None:
    """QĐ 525 as the repository reads it: 3,218 ha of KCN to 2030 and 5,039 ha after."""
    table = table_at(sheet_of(book, "Tóm tắt"), "Nhóm")
    assert table.number("Khu công nghiệp", HEAD_2030) == 3218
    assert table.number("Khu công nghiệp", HEAD_AFTER) == 5039


def test_occupancy_of_the_group_is_the_ratio_of_the_published_sums(book: Workbook) -> None:
    table = table_at(sheet_of(book, "Hiệu quả sử dụng đất"), "Khu, cụm")
    cell = table.rows["Cả nhóm: Khu công nghiệp"]["Tỷ lệ lấp đầy (%)"]
    assert cell.value == pytest.approx(661.94 / 868.68 * 100, rel=1e-12)
    assert "✓" in cell.number_format
    assert cell.comment is not None
    assert "661,94 ÷ 868,68" in cell.comment.text


def test_group_rows_are_ratios_of_sums(book: Workbook, repository: Repository) -> None:
    existing = [z for z in repository.features("industrial_zones_existing") if z["stage"] == "existing"]
    clusters = [str(z["id"]) for z in existing if z["category"] == "CCN"]
    land = {c: repository.figure(c, "industrial_land_ha") for c in clusters}
    rate = {c: repository.figure(c, "occupancy_pct") for c in clusters}
    leased = math.fsum((rate[c] or 0) / 100 * (land[c] or 0) for c in clusters)
    whole = math.fsum(value or 0 for value in land.values())
    table = table_at(sheet_of(book, "Hiệu quả sử dụng đất"), "Khu, cụm")
    row = "Cả nhóm: Cụm công nghiệp"
    assert table.number(row, "Tỷ lệ lấp đầy (%)") == pytest.approx(leased / whole * 100, rel=1e-12)
    # the rule on expanding a cluster judges each cluster, not all of them together
    assert "✗" not in table.rows[row]["Tỷ lệ lấp đầy (%)"].number_format
    assert "✗" in table.rows["Cụm công nghiệp Phố Ràng"]["Tỷ lệ lấp đầy (%)"].number_format
    declared = math.fsum(repository.figure(c, "area_declared_ha") or 0 for c in clusters)
    assert table.number(row, "Diện tích theo quyết định (ha)") == pytest.approx(declared)


def test_small_plan_by_hand(plan_folder: Draft) -> None:
    """Leased 60 + 12 of 80 + 40 ha are 60 %; 1600 + 200 workers on 120 ha are 15; a square km is 100 ha."""
    plan = plan_folder.load().plan
    assert plan is not None
    book = workbook_of(files_of(plan)["land_efficiency.xlsx"])
    table = table_at(sheet_of(book, "Hiệu quả sử dụng đất"), "Khu, cụm")
    group = "Cả nhóm: Khu công nghiệp"
    assert table.number(group, "Tỷ lệ lấp đầy (%)") == pytest.approx(60)
    assert table.number(group, "Lao động trên ha đất công nghiệp (người/ha)") == pytest.approx(15)
    assert table.number("Khu KCN_A", "Diện tích đo trên lưới VN-2000 (ha)") == pytest.approx(100, abs=1e-6)
    assert table.rows["Khu KCN_B"]["Diện tích đo trên lưới VN-2000 (ha)"].value == DASH
    planned = table_at(sheet_of(book, "Quy hoạch"), "Khu, cụm")
    assert planned.number("Khu KCN_D", HEAD_2030) == 200
    assert planned.rows["Khu KCN_D"]["Diện tích hiện có (ha)"].value is None


def test_plan_rows_add_up_to_their_group(book: Workbook) -> None:
    """What stands in a column, without parts of other zones, is what the group's row says."""
    table = table_at(sheet_of(book, "Quy hoạch"), "Khu, cụm")
    for heading in ("Diện tích hiện có (ha)", HEAD_2030, HEAD_AFTER):
        running = 0.0
        for name, row in table.rows.items():
            value = row[heading].value
            if name.startswith("Cả nhóm"):
                assert value == pytest.approx(running, abs=1e-6), (heading, name)
                running = 0.0
            elif isinstance(value, int | float) and "không cộng" not in name:
                running += value


def test_parts_are_marked_and_not_added(book: Workbook) -> None:
    names = table_at(sheet_of(book, "Quy hoạch"), "Khu, cụm").rows
    (part,) = [name for name in names if "không cộng)" in name]
    assert "Võ Lao" in part
    order = list(names)
    assert "Võ Lao" in order[order.index(part) - 1]


def test_every_feature_stands_in_its_table(book: Workbook, repository: Repository) -> None:
    sites = table_at(sheet_of(book, "Thủy điện"), "Tên").rows
    published = repository.features("hydropower_sites")
    assert {str(s["name_vi"]) for s in published} <= set(sites)
    for site in published:
        expected = repository.figure(str(site["id"]), "installed_mw")
        assert sites[str(site["name_vi"])]["Công suất (MW)"].value == pytest.approx(expected)
    communes = table_at(sheet_of(book, "Xã, phường"), "Tên").rows
    assert {str(c["name_vi"]) for c in repository.features("communes")} <= set(communes)
    sources = table_at(sheet_of(book, "Nguồn"), "Mã nguồn").rows
    assert len(sources) == (repository.root / "layers" / "sources.csv").read_text("utf-8").strip().count(
        "\nS_"
    )


def test_operating_hydropower_is_the_sum_of_its_sites(book: Workbook, repository: Repository) -> None:
    operating = [s for s in repository.features("hydropower_sites") if s["status"] == "operating"]
    total = math.fsum(repository.figure(str(s["id"]), "installed_mw") or 0 for s in operating)
    rows = table_at(sheet_of(book, "Thủy điện"), "Tên").rows
    (name,) = [n for n in rows if n.startswith("Công suất lắp máy")]
    assert rows[name]["Công suất (MW)"].value == pytest.approx(total)
    assert str(len(operating)) in name


def test_disaster_resettlement_stands_apart(book: Workbook, repository: Repository) -> None:
    sheet = sheet_of(book, "Di dời")
    (start,) = [r[0].row for r in sheet.iter_rows() if str(r[0].value).startswith("Tái định cư do thiên tai")]
    places = {str(a["name_vi"]): a["cause"] for a in repository.features("relocation_areas")}
    for row in sheet.iter_rows():
        cause = places.get(str(row[0].value))
        if cause:
            assert (cause == "disaster") == ((row[0].row or 0) > (start or 0)), row[0].value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_missing_value_says_why(language: str, request: pytest.FixtureRequest) -> None:
    book = workbook_of(request.getfixturevalue(language)["land_efficiency.xlsx"])
    dashes = [cell for cell in all_cells(book) if cell.value == DASH]
    explained = "Giải thích" if language == "vi" else "How computed"
    assert len(dashes) > 50
    for cell in dashes:
        if cell.parent.title == explained:
            continue
        assert cell.comment is not None, (cell.parent.title, cell.coordinate)
        assert cell.comment.text.strip(), cell.coordinate


def test_missing_values_are_never_zero(book: Workbook, vi: dict[str, bytes]) -> None:
    missing = {(r["metric"], r["subject"]) for r in rows_of(vi["measures.csv"]) if not r["value"]}
    rows = list(sheet_of(book, "Giải thích").iter_rows(values_only=True))
    head = next(list(r) for r in rows if r[0] == "Giải thích số")
    metric, subject, value = (head.index(h) for h in ("Mã chỉ tiêu", "Mã đối tượng", "Giá trị"))
    found = [r for r in rows if (r[metric], r[subject]) in missing]
    assert found
    assert all(row[value] == DASH for row in found)


def test_bounds_and_verdicts_stay_with_the_number(book: Workbook) -> None:
    table = table_at(sheet_of(book, "Di dời"), "Khu, cụm")
    left = table.rows["Khu công nghiệp Tằng Loỏng"]["Số hộ còn phải di dời (hộ)"]
    assert left.value == 400
    assert left.number_format == '"≥ "#,##0'
    progress = table.rows["Khu công nghiệp Tằng Loỏng"]["Tiến độ di dời (%)"]
    assert progress.value == pytest.approx(195 / 595 * 100)
    assert re.fullmatch(r'"≤ "#,##0\.0" ✗\*?"', progress.number_format)


def test_notes_are_short_and_point_at_their_explanation(book: Workbook) -> None:
    numbers = {row[0] for row in sheet_of(book, "Giải thích").iter_rows(values_only=True)}
    for name in ("Tóm tắt", "Hiệu quả sử dụng đất"):
        for row in sheet_of(book, name).iter_rows():
            for cell in row:
                if cell.comment is None:
                    continue
                assert len(cell.comment.text) <= 600
                pointer = re.search(r"Giải thích số (\d+)$", cell.comment.text)
                if isinstance(cell.value, int | float):
                    assert pointer, cell.coordinate
                if pointer:
                    assert int(pointer.group(1)) in numbers


def test_explanations_name_the_lines_of_the_ledger(book: Workbook, repository: Repository) -> None:
    lines = (repository.root / "layers" / "indicators.csv").read_text(encoding="utf-8").splitlines()
    rows = sheet_of(book, "Dòng sổ đã dùng").iter_rows(values_only=True)
    head = next(list(r) for r in rows if r[0] == "Giải thích số")
    line, subject, value = (head.index(h) for h in ("Dòng", "Mã đối tượng", "Giá trị"))
    checked = 0
    for row in rows:
        if not isinstance(row[line], int):
            continue
        written = lines[int(cast("Any", row[line])) - 1].split(",")
        assert written[0] == row[subject]
        assert float(written[2]) == row[value]
        checked += 1
    assert checked > 500


def test_sheets_are_set_up_to_be_used_and_printed(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in {None, 1}
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.left.text
        if sheet.title not in {"Tóm tắt", "Di dời", "Chưa đo được"}:
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows


def test_no_cell_is_a_formula_or_a_link(book: Workbook) -> None:
    for cell in all_cells(book):
        assert cell.data_type != "f"
        assert cell.hyperlink is None


def test_a_plan_without_places_still_has_every_sheet() -> None:
    draft = Draft()
    draft.layers |= {"relocations": [], "hydropower": [], "communes": []}
    draft.rows = [row for row in draft.rows if row.subject[:3] not in {"RL_", "HP_", "C_X", "C_Y"}]
    files = files_of(draft.plan())
    book = workbook_of(files["land_efficiency.xlsx"])
    assert [name for name in book.sheetnames if not TABLE_SHEET.match(name)] == SHEETS["vi"]
    assert sheet_of(book, "Thủy điện").cell(4, 1).value == "Quy hoạch này không có."


def test_sizes(vi: dict[str, bytes], lao_cai: Plan) -> None:
    assert len(vi["land_efficiency.xlsx"]) < 1_000_000
    assert len(vi["land_efficiency.html"]) < 3_000_000
    assert len(lao_cai.zones) > 60

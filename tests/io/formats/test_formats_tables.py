"""Tables with coordinates: text separated in any usual way, workbooks by sheet, columns under other names."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import shapely

from format_files import fault, layer, notes, read, told
from support import EAST, NORTH

ROWS: list[list[Any]] = [
    ["id", "ten", "x", "y"],
    ["HP_1", "Cốc San", EAST, NORTH],
    ["HP_2", "Nậm Hô, 2", EAST + 1.25, NORTH + 1],
]


def csv_file(folder: Path, delimiter: str, rows: list[list[Any]] | None = None, name: str = "p.csv") -> str:
    def cell(value: Any) -> str:
        return f'"{value}"' if delimiter in str(value) else str(value)

    text = "\n".join(delimiter.join(cell(v) for v in row) for row in rows or ROWS)
    (folder / name).write_text(text + "\n", encoding="utf-8")
    return name


def workbook(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "p.xlsx") -> str:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return name


def points(folder: Path, name: str, **table: Any) -> Any:
    return layer(folder, name, kind="hydropower_sites", **({"x": "x", "y": "y"} | table))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_may_be_separated_in_any_usual_way(tmp_path: Path, delimiter: str) -> None:
    raw = points(tmp_path, csv_file(tmp_path, delimiter))
    assert raw.columns == {"id": ["HP_1", "HP_2"], "ten": ["Cốc San", "Nậm Hô, 2"]}
    assert shapely.get_coordinates(raw.geometries).tolist() == [[EAST, NORTH], [EAST + 1.25, NORTH + 1]]
    assert raw.crs is None
    assert bool(raw.tolerated) == (delimiter != ",")


def test_a_workbook_gives_the_same_points(tmp_path: Path) -> None:
    raw = points(tmp_path, workbook(tmp_path, {"Bảng 1": [[], *ROWS, [None, None]]}))
    assert raw.columns == {"id": ["HP_1", "HP_2"], "ten": ["Cốc San", "Nậm Hô, 2"]}
    assert shapely.get_coordinates(raw.geometries).tolist() == [[EAST, NORTH], [EAST + 1.25, NORTH + 1]]


def test_a_sheet_is_named_where_there_are_several(tmp_path: Path) -> None:
    name = workbook(tmp_path, {"KCN": ROWS, "CCN": ROWS[:2]})
    assert len(points(tmp_path, name, sublayer="CCN")) == 1
    found = fault(tmp_path, name, kind="hydropower_sites")
    assert found.rule.id == "sublayer_unclear"
    assert "KCN, CCN" in told(found)
    assert fault(tmp_path, name, sublayer="kcn").rule.id == "sublayer_unclear"


def test_cells_of_a_workbook_become_plain_values(tmp_path: Path) -> None:
    header = [*ROWS[0], "ngay", "co", "nam"]
    row = ["A", "b", EAST, NORTH, datetime(2020, 1, 31), True, 2011.0]  # noqa: DTZ001 - a cell has no zone
    raw = points(tmp_path, workbook(tmp_path, {"s": [header, row]}))
    assert (raw.columns["ngay"], raw.columns["co"], raw.columns["nam"]) == (["2020-01-31"], ["true"], [2011])


@pytest.mark.parametrize("cell", ["2.466.000,5", "2466000,5", "104°45'", "=1+1"])
def test_a_coordinate_that_is_no_plain_number_is_told(tmp_path: Path, cell: str) -> None:
    rows = [ROWS[0], ["HP_1", "x", EAST, cell]]
    raw, findings = read(tmp_path, csv_file(tmp_path, "\t", rows), kind="hydropower_sites", x="x", y="y")
    assert raw is not None
    assert findings == []
    assert [(flaw.rule.id, flaw.params["value"]) for flaw in raw.flaws] == [("field_number", cell)]
    assert raw.geometries[0] is None


def test_a_point_without_coordinates_is_told_once(tmp_path: Path) -> None:
    raw = points(tmp_path, csv_file(tmp_path, ",", [ROWS[0], ["HP_1", "x", "", ""]]))
    assert [flaw.rule.id for flaw in raw.flaws] == ["geometry_missing"]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["id", "kinh_do", "vi_do"], ("lon (it may be kinh_do)", "lat (it may be vi_do)")),
        (["id", "X", "Y"], ('X is the northing and Y the easting: write x = "Y" and y = "X"',)),
        (["id", "a", "b"], ("lon, lat",)),
        (["id", "lon", "lat", "id"], ("columns: id",)),
    ],
)
def test_missing_columns_are_named_with_near_ones(
    tmp_path: Path, header: list[str], words: tuple[str, ...]
) -> None:
    found = fault(tmp_path, csv_file(tmp_path, ",", [header, ["1"] * len(header)]), kind="hydropower_sites")
    assert found.rule.id == "table_columns"
    for word in words:
        assert word in told(found)


def test_a_row_with_too_many_cells_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,x,y\nA,1,2\nB,1.097,6,3\nC,3,4\n", encoding="utf-8")
    raw, findings = read(tmp_path, "p.csv", kind="hydropower_sites", x="x", y="y")
    assert raw is not None
    assert raw.columns["id"] == ["A", "C"]
    assert [f.rule.id for f in raw.findings] == [f.rule.id for f in findings] == ["row_length"]
    assert "line 3" in told(findings[0])


def test_a_table_in_another_encoding_is_read_when_told(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("id,ten,x,y\nA,Đông,1,2\n".encode("cp1258"))
    assert "encoding" in told(fault(tmp_path, "p.csv", x="x", y="y"))
    assert points(tmp_path, "p.csv", encoding="cp1258").columns["ten"] == ["Đông"]


@pytest.mark.parametrize("content", [b"", b"\n", b'a,"b', b"\xff\xfe\x00"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.csv").write_bytes(content)
    assert fault(tmp_path, "p.csv").rule.id in {"file_unreadable", "table_columns"}


def test_notes_name_the_delimiter(tmp_path: Path) -> None:
    assert "“;”" in notes(points(tmp_path, csv_file(tmp_path, ";")))
    assert "tab" in notes(points(tmp_path, csv_file(tmp_path, "\t", name="p.tsv")))

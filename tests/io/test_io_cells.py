"""Cells of strangers' files: what they hold comes out, what could do harm does not come in."""

import os
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from corner_tables import Merge, Table, write_docx, write_xlsx
from zoneplan.io.cells import read_cells, text_cells
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.plan.cells import Sheet
from zoneplan.plan.config import Limits

SMALL = Limits(seconds=20, memory_mb=1500)
MERGED = Table(
    [["Khu A", "", ""], ["STT", "X", "Y"], ["1", "a", "b"], ["2", "", "d"]],
    [Merge(0, 0, 0, 2), Merge(2, 1, 3, 1)],
)
SHOWN = [["Khu A"] * 3, ["STT", "X", "Y"], ["1", "a", "b"], ["2", "a", "d"]]


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def lines(text: str, *, is_csv: bool = False) -> list[list[str]]:
    (sheet,) = text_cells(text.encode(), SMALL, is_csv=is_csv)
    return texts(sheet)


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_every_cell_of_a_merged_range_shows_its_first_and_counts_once(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t.{suffix}"
    (write_xlsx if suffix == "xlsx" else write_docx)(MERGED, path)
    (sheet,) = read_cells(str(path), SMALL)
    assert texts(sheet) == SHOWN
    assert [cell.text for _, cell in sheet.rows[0].shown()] == ["Khu A"]
    assert sheet.rows[2].cells[1].origin == sheet.rows[3].cells[1].origin == (2, 1)


def test_numbers_of_a_workbook_stay_numbers_and_all_sheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first = book.add_worksheet("Một")
        first.write_number(2, 1, 2478419.123456)
        first.write_string(2, 2, "=1+1")
        first.write_boolean(3, 1, boolean=True)
        book.add_worksheet("Hai").write_number(0, 0, 5.0)
    one, two = read_cells(str(path), SMALL)
    assert (one.name, two.name) == ("Một", "Hai")
    assert one.rows[2].line == 3
    assert one.rows[2].cells[1].number == 2478419.123456
    assert (one.rows[2].cells[2].text, one.rows[2].cells[2].number) == ("=1+1", None)
    assert one.rows[3].cells[1].number is None
    assert (two.rows[0].cells[0].text, two.rows[0].cells[0].number) == ("5", 5.0)


def test_a_document_gives_text_and_tables_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    document = docx.Document()
    document.add_paragraph("Khu A")
    document.add_table(rows=1, cols=2).cell(0, 0).text = "x"
    document.add_paragraph("Khu B")
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = "y"
    outer.add_table(rows=1, cols=1).cell(0, 0).text = "trong"
    document.save(str(path))
    sheets = read_cells(str(path), SMALL)
    assert [sheet.is_text for sheet in sheets] == [True, False, True, False]
    assert [texts(sheet)[0][0].split() for sheet in sheets] == [
        ["Khu", "A"],
        ["x"],
        ["Khu", "B"],
        ["y", "trong"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STT;X;Y\n1;2478419,5;436123,2\n", ["1", "2478419,5", "436123,2"]),
        ("STT,X,Y\n1,2478419.5,436123.2\n", ["1", "2478419.5", "436123.2"]),
        ('STT,X,Y\n1,"2478419,5","436123,2"\n', ["1", "2478419,5", "436123,2"]),
        ("STT\tX\tY\n1\t2.478.419,0\t436.123,0\n", ["1", "2.478.419,0", "436.123,0"]),
    ],
)
def test_the_delimiter_of_csv_is_told_from_the_coordinates(text: str, expected: list[str]) -> None:
    assert lines(text, is_csv=True)[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1  2478419,5   436123,2", ["1", "2478419,5", "436123,2"]),
        ("1 2478419,5 436123,2", ["1", "2478419,5", "436123,2"]),
        ("| 1 | 2478419,5 | 436123,2 |", ["1", "2478419,5", "436123,2"]),
        ("1,2478419.5,436123.2", ["1", "2478419.5", "436123.2"]),
        ("Tên điểm Tọa độ X (m) Tọa độ Y (m)", ["Tên điểm", "Tọa độ X (m)", "Tọa độ Y (m)"]),
        ("STT X(m) Y(m) STT X(m) Y(m)", ["STT", "X(m)", "Y(m)", "STT", "X(m)", "Y(m)"]),
        ("Khu công nghiệp A: 12,5 ha", ["Khu công nghiệp A: 12,5 ha"]),
        ("M1 104°07'48,5\" 22°17'24\"", ["M1", "104°07'48,5\"", "22°17'24\""]),
        ("Kinh tuyến trục 104°45', múi 3°", ["Kinh tuyến trục 104°45', múi 3°"]),
    ],
)
def test_lines_of_pasted_text_are_cut_into_cells(text: str, expected: list[str]) -> None:
    assert lines(text) == [expected]


def test_labelled_coordinates_are_cut_at_their_letters() -> None:
    text = "Điểm 1: X = 2478419,5; Y = 436123,2\nĐiểm 2: X = 2478519,5; Y = 436123,2"
    assert lines(text)[0] == ["Điểm 1:", "X = 2478419,5", "Y = 436123,2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 2 478 419,000 436 123,000\n2 2 478 500,5 436 200,5", ["1", "2 478 419,000", "436 123,000"]),
        ("1 436 123,5 2 478 419,0\n2 436 200,5 2 478 500,0", ["1", "436 123,5", "2 478 419,0"]),
        ("2 478 419,000 436 123,000\n2 478 500,500 436 200,500", ["2 478 419,000", "436 123,000"]),
        ("100 2 478 419 436 123\n101 2 478 500 436 200", ["100", "2 478 419", "436 123"]),
    ],
)
def test_spaces_that_set_off_thousands_stay_in_their_number(text: str, expected: list[str]) -> None:
    assert lines(text)[0] == expected


def test_text_of_an_unknown_encoding_is_refused_and_read_when_named() -> None:
    data = "Khu cũ".encode("cp1258", "ignore") + b" \xfd"
    with pytest.raises(Unreadable):
        text_cells(data, SMALL)
    assert text_cells(data, SMALL, "cp1258")[0].rows[0].cells[0].text.startswith("Khu c")
    assert text_cells("Xã".encode("utf-16"), SMALL)[0].rows[0].cells[0].text == "Xã"


@pytest.mark.parametrize(
    "path",
    [
        "/vsicurl/http://example.org/a.csv",
        "/vsizip/a.zip/b.csv",
        "http://example.org/a.csv",
        "https://example.org/a.xlsx",
        "file:///etc/passwd.txt",
        "GPKG:a.csv",
        "a\x00.csv",
        "a\n.csv",
        "/dev/zero",
        "missing.csv",
        "x" * 5000 + ".csv",
        "/etc/passwd",
    ],
)
def test_what_is_no_table_on_this_machine_is_refused(path: str) -> None:
    with pytest.raises(Refused) as error:
        read_cells(path, SMALL)
    assert error.value.rule.id == "import_file_refused"


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    os.mkfifo(tmp_path / "b.csv")
    for name in ("a.csv", "b.csv"):
        with pytest.raises(Refused):
            read_cells(str(tmp_path / name), SMALL)


def test_sizes_have_limits(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1;2\n" * 100, encoding="utf-8")
    with pytest.raises(Refused) as error:
        read_cells(str(path), Limits(file_mb=0.0001))
    assert error.value.rule.id == "file_too_large"
    with pytest.raises(Refused):
        read_cells(str(path), Limits(features=50))
    table = Table([["1", "2"]] * 40)
    for suffix, write in (("xlsx", write_xlsx), ("docx", write_docx)):
        write(table, tmp_path / f"b.{suffix}")
        with pytest.raises(Refused) as error:
            read_cells(str(tmp_path / f"b.{suffix}"), Limits(features=50, seconds=20))
        assert error.value.rule.id == "file_too_large"


def test_a_workbook_with_two_cells_far_apart_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 1)
        sheet.write_number(1_048_575, 16_383, 1)
    with pytest.raises(Refused) as error:
        read_cells(str(path), SMALL)
    assert error.value.rule.id == "file_too_heavy"


def repacked(source: Path, target: Path, name: str, change: bytes) -> Path:
    """Writes a copy of an archive with one entry replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change if entry == name else old.read(entry))
    return target


DOCUMENT = (
    '<?xml version="1.0"?>{doctype}<w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
)


def document(tmp_path: Path, body: str, doctype: str = "") -> Path:
    write_docx(Table([["a"]]), tmp_path / "good.docx")
    content = DOCUMENT.format(doctype=doctype, body=body).encode()
    return repacked(tmp_path / "good.docx", tmp_path / "bad.docx", "word/document.xml", content)


def outcome(path: Path) -> str:
    """Gives all text of a file, or that it was refused."""
    try:
        return "|".join(c.text for s in read_cells(str(path), SMALL) for r in s.rows for c in r.cells)
    except (Unreadable, Refused) as refusal:
        return f"refused {refusal}"


def test_entities_are_neither_multiplied_nor_fetched(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{levels}]>'
    assert len(outcome(document(tmp_path, "<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", bomb))) < 1000
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    fetch = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'
    assert "bí mật" not in outcome(document(tmp_path, "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", fetch))


def test_odd_documents_neither_crash_nor_hang(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'
    before = '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-5"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    orphan = "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    assert outcome(document(tmp_path, deep)).startswith("refused")
    assert len(outcome(document(tmp_path, wide))) < 10_000
    assert outcome(document(tmp_path, before)) == ""
    assert outcome(document(tmp_path, orphan)) == ""


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_broken_archives_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t.{suffix}"
    (write_xlsx if suffix == "xlsx" else write_docx)(MERGED, path)
    whole = path.read_bytes()
    for data in (b"", b"PK", os.urandom(2000), whole[: len(whole) // 2], whole[:-10]):
        path.write_bytes(data)
        assert outcome(path).startswith("refused")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "no office file")
    assert outcome(path).startswith("refused")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\x00" * 3_000_000)
    with pytest.raises(Refused, match="file_too_large"):
        read_cells(str(path), Limits(unpacked_mb=1))


@given(st.text(max_size=400))
def test_any_text_becomes_cells(text: str) -> None:
    for is_csv in (True, False):
        try:
            (sheet,) = text_cells(text.encode("utf-8", "surrogatepass"), SMALL, is_csv=is_csv)
        except Unreadable:
            continue
        assert all(isinstance(cell.text, str) for row in sheet.rows for cell in row.cells)


@given(st.lists(st.text("0123456789 .,", max_size=60), max_size=30))
def test_no_digit_of_a_number_is_lost(rows: list[str]) -> None:
    (sheet,) = text_cells("\n".join(rows).encode(), SMALL)
    kept = "".join(cell.text for row in sheet.rows for cell in row.cells)
    assert [c for c in kept if c.isdigit()] == [c for c in "".join(rows) if c.isdigit()]

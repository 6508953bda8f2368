"""Tables written where a user says: whole, and never in the place of anything else."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from zoneplan.errors import FileError, UsageError
from zoneplan.io.asked_file import CSV, PARQUET, Value, check_ending, parquet_bytes, write_table

COLUMNS = ("metric", "value", "year", "reason")
ROWS: list[dict[str, Value]] = [
    {"metric": "occupancy_pct", "value": 76.2, "year": 2024, "reason": None},
    {"metric": "=1+1", "value": None, "year": 2025, "reason": "thiếu số liệu"},
]
OURS = "\ufeffmetric,value,year,reason\n".encode()


def test_parquet_keeps_numbers_texts_and_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    write_table(path, parquet_bytes(COLUMNS, ROWS), COLUMNS)
    table = pq.read_table(path)
    assert table.to_pylist() == ROWS
    assert [str(field.type) for field in table.schema] == ["string", "double", "int64", "string"]


def test_a_column_of_nothing_is_a_column_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    rows: list[dict[str, Value]] = [{"value": None}]
    write_table(path, parquet_bytes(("value",), rows), ("value",))
    assert str(pq.read_schema(path).field("value").type) == "double"


def test_mixed_numbers_are_doubles_and_mixed_words_are_text(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    rows: list[dict[str, Value]] = [{"a": 1, "b": 1}, {"a": 2.5, "b": "x"}]
    write_table(path, parquet_bytes(("a", "b"), rows), ("a", "b"))
    assert pq.read_table(path).to_pylist() == [{"a": 1.0, "b": "1"}, {"a": 2.5, "b": "x"}]


def test_half_a_character_does_not_break_the_file(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    write_table(path, parquet_bytes(("a",), [{"a": "x\ud800"}]), ("a",))
    assert pq.read_table(path).to_pylist() == [{"a": "x?"}]


def test_the_same_rows_are_the_same_bytes() -> None:
    assert parquet_bytes(COLUMNS, ROWS) == parquet_bytes(COLUMNS, ROWS)


def test_an_older_table_is_replaced(tmp_path: Path) -> None:
    csv, parquet = tmp_path / "m.csv", tmp_path / "m.parquet"
    for _ in range(2):
        write_table(csv, OURS + b"a,1,2024,\n", COLUMNS)
        write_table(parquet, parquet_bytes(COLUMNS, ROWS), COLUMNS)
    assert csv.read_bytes() == OURS + b"a,1,2024,\n"


@pytest.mark.parametrize(
    "content", [b"subject,indicator,value\n", b"", b"\xff\xfe", b"metric,value,year,reason,more\n"]
)
def test_nothing_else_is_replaced(tmp_path: Path, content: bytes) -> None:
    for name in ("indicators.csv", "other.parquet"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UsageError):
            write_table(path, OURS, COLUMNS)
        assert path.read_bytes() == content


def test_a_link_or_a_folder_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "m.csv"
    target.write_bytes(OURS)
    (tmp_path / "link.csv").symlink_to(target)
    (tmp_path / "folder.csv").mkdir()
    for name in ("link.csv", "folder.csv"):
        with pytest.raises(UsageError):
            write_table(tmp_path / name, OURS + b"x", COLUMNS)
    assert target.read_bytes() == OURS


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match=r"m\.csv"):
        write_table(tmp_path / "file" / "m.csv", OURS, COLUMNS)


@pytest.mark.parametrize(("name", "ending"), [("m.txt", CSV), ("m", CSV), ("m.csv", PARQUET)])
def test_the_ending_says_what_it_is(name: str, ending: str) -> None:
    check_ending(Path(f"m{ending.upper()}"), ending)
    with pytest.raises(UsageError):
        check_ending(Path(name), ending)

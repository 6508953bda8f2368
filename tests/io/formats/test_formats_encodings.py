"""Text of older formats: what the file says, what the configuration says, and what bytes can be."""

from pathlib import Path
from typing import Any

import pytest

from format_files import fault, layer, notes, told, write, zones
from zoneplan.io.formats.encodings import configured, decoded, named

TCVN3 = bytes([0x54, 0xBB, 0xCC])
"""A word in bytes of an old font: no UTF-8, and in Windows-1252 “T»Ì”."""


def shapefile(folder: Path, cell: bytes, page: str | None, language: int = 0) -> str:
    """Writes a shapefile whose first name is the given bytes, with the given .cpg and language byte."""
    frame = zones()
    frame["ten"] = ["?" * 20, "b", "c"]
    path = write(folder, ".shp", frame)
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes().replace(b"?" * 20, cell.ljust(20)))
    data[29] = language
    table.write_bytes(bytes(data))
    path.with_suffix(".cpg").unlink()
    if page is not None:
        path.with_suffix(".cpg").write_text(page, encoding="ascii")
    return path.name


def name_of(folder: Path, name: str, **table: Any) -> str:
    return str(layer(folder, name, **table).columns["ten"][0])


@pytest.mark.parametrize(
    ("cell", "page", "language", "text"),
    [
        ("Tằng".encode(), "UTF-8", 0, "Tằng"),
        ("Tằng".encode(), "65001", 0, "Tằng"),
        ("Tằng".encode(), None, 0x57, "Tằng"),
        ("Đông".encode("cp1258"), "1258", 0, "Đông"),
        ("Đông".encode("cp1258"), "ANSI 1258", 0, "Đông"),
        (TCVN3, None, 0x57, "T»Ì"),
        (TCVN3, None, 0x03, "T»Ì"),
        (b"T\x81\x90", None, 0, "T\x81\x90"),
        ("Tằng".encode(), "UTF-8", 0x03, "Tằng"),
        ("Tằng".encode(), "NO SUCH PAGE", 0x57, "Tằng"),
    ],
)
def test_a_shapefile_says_how_its_text_is_written(
    tmp_path: Path, cell: bytes, page: str | None, language: int, text: str
) -> None:
    assert name_of(tmp_path, shapefile(tmp_path, cell, page, language)) == text


@pytest.mark.parametrize(("cell", "word"), [("Tằng".encode(), "UTF-8"), (TCVN3, "Windows-1252")])
def test_a_guess_is_told(tmp_path: Path, cell: bytes, word: str) -> None:
    assert word in notes(layer(tmp_path, shapefile(tmp_path, cell, None, 0x57)))


def test_plain_letters_need_no_note(tmp_path: Path) -> None:
    assert notes(layer(tmp_path, shapefile(tmp_path, b"Khu A", None, 0x57))) == ""


@pytest.mark.parametrize(
    ("encoding", "cell", "text"),
    [
        ("tcvn3", TCVN3, "T»Ì"),
        ("VNI", TCVN3, "T»Ì"),
        ("utf-8-twice", "TÃ¢n".encode(), "TÃ¢n"),
        ("cp1258", "Đông".encode("cp1258"), "Đông"),
        ("utf-8", "Tằng".encode(), "Tằng"),
    ],
)
def test_the_configuration_is_believed_over_the_file(
    tmp_path: Path, encoding: str, cell: bytes, text: str
) -> None:
    name = shapefile(tmp_path, cell, "437", 0x01)
    assert name_of(tmp_path, name, encoding=encoding) == text


@pytest.mark.parametrize("encoding", ["abc", "zip", "hex", ""])
def test_an_unknown_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    found = fault(tmp_path, shapefile(tmp_path, b"x", None), encoding=encoding)
    assert found.rule.id == "encoding_unknown"
    assert "cp1258" in told(found)


@pytest.mark.parametrize(
    ("charset", "cell", "text"),
    [
        ("WindowsLatin1", TCVN3, "T»Ì"),
        ("Neutral", "Tằng".encode(), "Tằng"),
        ("UTF-8", "Tằng".encode(), "Tằng"),
        ("WindowsVietnamese", "Đông".encode("cp1258"), "Đông"),
    ],
)
def test_a_mapinfo_file_says_how_its_text_is_written(
    tmp_path: Path, charset: str, cell: bytes, text: str
) -> None:
    frame = zones()
    frame["ten"] = ["?????", "b", "c"]
    path = write(tmp_path, ".mif", frame)
    head = path.read_text(encoding="utf-8").replace("Neutral", charset)
    path.write_text(head, encoding="utf-8")
    side = path.with_suffix(".mid")
    side.write_bytes(side.read_bytes().replace(b"?????", cell))
    assert name_of(tmp_path, path.name) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("1252", "cp1252"),
        ("ANSI 1258", "cp1258"),
        ("88591", "iso8859-1"),
    ],
)
def test_names_of_encodings_as_files_write_them(text: str, codec: str) -> None:
    assert named(text) == codec


def test_no_word_is_no_encoding() -> None:
    assert configured(None) is None


def test_bytes_outside_a_stated_encoding_are_marked() -> None:
    found = decoded({"a": [b"T\xbb", None]}, "utf-8")
    assert found.columns == {"a": ["T\ufffd", None]}
    assert len(found.notes) == 1


def test_names_of_columns_in_an_old_font_are_kept_by_their_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp", zones().rename(columns={"ten": "AAAA"}))
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"AAAA", b"T\xaan\x00"))
    raw = layer(tmp_path, path.name)
    assert list(raw.columns) == ["id", "T\u00aan", "ha", "nam"]
    assert raw.columns["id"] == ["KCN_1", "KCN_2", "KCN_3"]


def test_names_of_columns_in_unicode_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp", zones().rename(columns={"ten": "AAAA"}))
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"AAAA", "Tên".encode()))
    assert list(layer(tmp_path, path.name).columns) == ["id", "Tên", "ha", "nam"]

"""Archives from strangers: nothing lands elsewhere, nothing swells beyond its limit."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from zoneplan.io.archive import guarded, unpack
from zoneplan.io.raw import Refused, Unreadable


def packed(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_files_are_unpacked_with_their_folders(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", ("b/c.txt", b"2"), ("a.txt", b"1"))
    into = tmp_path / "out"
    files = unpack(path, into, 1)
    assert [(f.relative_to(into).as_posix(), f.read_bytes()) for f in files] == [
        ("a.txt", b"1"),
        ("b/c.txt", b"2"),
    ]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:/x", "a\\..\\x", "a\nb"])
def test_what_leads_out_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    into = tmp_path / "in" / "out"
    into.mkdir(parents=True)
    with pytest.raises(Unreadable, match=r"outside"):
        unpack(packed(tmp_path / "a.zip", ("ok.txt", b"1"), (name, b"2")), into, 1)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["a.zip"]


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(Unreadable, match="link"):
        guarded(path, 1)


@pytest.mark.parametrize("state_less", [False, True])
def test_a_bomb_is_refused_whatever_it_states(tmp_path: Path, state_less: bool) -> None:
    path = packed(tmp_path / "a.zip", ("zeros", bytes(3_000_000)))
    if state_less:
        data = path.read_bytes()
        size = struct.pack("<I", 3_000_000)
        path.write_bytes(data.replace(size, struct.pack("<I", 1000)))
    with pytest.raises((Refused, Unreadable) if state_less else Refused):
        guarded(path, 1)
    into = tmp_path / "out"
    with pytest.raises((Refused, Unreadable) if state_less else Refused):
        unpack(path, into, 1)
    assert sum(p.stat().st_size for p in into.rglob("*") if p.is_file()) <= 1_000_000


@pytest.mark.parametrize("cut", [0, 10, 60, -30])
def test_a_damaged_archive_is_told(tmp_path: Path, cut: int) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", b"some text that is long enough"))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Unreadable):
        guarded(path, 1)


def test_a_password_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", b"1"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable, match="password"):
        guarded(path, 1)

"""Files appear whole or not at all."""

import hashlib
import os
from pathlib import Path

import pytest

from zoneplan.errors import FileError
from zoneplan.io.atomic import file_sha256, sha256, write_all

OLD = {"a.csv": b"old a", "maps/b.html": b"old b", "maps/deep/c.json": b"old c"}
NEW = {"a.csv": b"new a", "maps/b.html": b"new b", "maps/deep/c.json": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_and_their_folders_appear(tmp_path: Path) -> None:
    write_all(tmp_path, NEW)
    assert contents(tmp_path) == NEW


def test_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    write_all(tmp_path, OLD)
    (tmp_path / "maps" / "mine.txt").write_bytes(b"mine")
    write_all(tmp_path, {"a.csv": b"new a"})
    assert contents(tmp_path) == {**OLD, "a.csv": b"new a", "maps/mine.txt": b"mine"}


def test_new_files_can_be_read_by_others(tmp_path: Path) -> None:
    write_all(tmp_path, NEW)
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in NEW} == {0o644}


@pytest.mark.parametrize("failing", range(len(NEW)))
def test_when_one_file_cannot_be_written_all_old_ones_stay(
    tmp_path: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(tmp_path, OLD)
    real, calls = os.fsync, iter(range(99))

    def full(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left on device") as caught:
        write_all(tmp_path, NEW)
    assert list(NEW)[failing] in str(caught.value)
    assert caught.value.exit_code == 3
    assert contents(tmp_path) == OLD


def test_when_a_file_cannot_be_replaced_it_stays_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(tmp_path, OLD)
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "b.html":
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileError, match="Permission denied"):
        write_all(tmp_path, NEW)
    found = contents(tmp_path)
    assert set(found) == set(OLD)
    assert found["maps/b.html"] == b"old b"
    assert found["maps/deep/c.json"] == b"old c"


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, OLD)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, NEW)
    assert contents(tmp_path) == OLD


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileError, match=r"a\.csv"):
        write_all(tmp_path, {"a.csv": b"x"})
    assert contents(tmp_path) == {}


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "maps").write_bytes(b"x")
    with pytest.raises(FileError):
        write_all(tmp_path, NEW)
    assert contents(tmp_path) == {"maps": b"x"}


def test_fingerprints(tmp_path: Path) -> None:
    # FIPS 180-2, appendix B.1: the digest of "abc"
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256(b"abc") == abc
    (tmp_path / "x").write_bytes(b"abc")
    assert file_sha256(tmp_path / "x") == abc
    assert file_sha256(tmp_path / "missing") is None
    assert file_sha256(tmp_path / ("x" * 1000)) is None
    assert sha256(b"") == hashlib.sha256().hexdigest()

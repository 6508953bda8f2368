"""Reading is bounded: time, memory and counts each end in a finding that names the limit and how to raise it."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from format_files import read, told, write, zipped, zones
from zoneplan.io.formats import process
from zoneplan.plan.config import Limits
from zoneplan.text import render

Instead = Callable[[str], None]
SLEEPS = """
import pathlib, subprocess, sys, time

def do(job):
    other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
    pathlib.Path({told!r}).write_text(str(other.pid))
    time.sleep(60)
"""
GROWS = """
def do(job):
    return {"size": len(bytearray(10_000_000_000))}
"""
DIES = """
import os, signal

def do(job):
    os.kill(os.getpid(), signal.{name})
"""
ANSWERS = """
import os

def do(job):
    open("answer.json", "w").write({answer!r})
    os._exit(0)
"""


@pytest.fixture
def instead(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Instead:
    """Has a process of its own do something else than read the file."""

    def put(script: str) -> None:
        task = tmp_path_factory.mktemp("task") / "task.py"
        task.write_text(script, encoding="utf-8")
        monkeypatch.setattr(process, "_TASK", task)

    return put


def test_a_process_that_sleeps_is_ended_with_all_that_it_started(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, instead: Instead
) -> None:
    write(tmp_path, ".gpkg")
    told_pid = tmp_path_factory.mktemp("pid") / "pid"
    instead(SLEEPS.format(told=str(told_pid)))
    raw, (found,) = read(tmp_path, "zones.gpkg", limits=Limits(seconds=2.5))
    assert raw is None
    assert (found.rule.id, found.rule.exit_code) == ("file_too_slow", 3)
    assert "2.5 seconds" in told(found)
    assert "[limits]" in found.rule.remedy.en
    assert _is_gone(int(told_pid.read_text(encoding="ascii")))


def _is_gone(pid: int) -> bool:
    """Tells whether a process has ended, give or take a moment; one that nobody has waited for has ended too."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system knows no limits of memory")
def test_a_process_that_grows_is_ended(tmp_path: Path, instead: Instead) -> None:
    write(tmp_path, ".gpkg")
    instead(GROWS)
    raw, (found,) = read(tmp_path, "zones.gpkg", limits=Limits(memory_mb=500))
    assert raw is None
    assert (found.rule.id, found.rule.exit_code) == ("file_too_heavy", 3)
    assert "500 MB" in told(found)
    assert "memory_mb" in found.rule.remedy.vi


@pytest.mark.parametrize(
    ("name", "rule"),
    [("SIGSEGV", "file_unreadable"), ("SIGABRT", "file_unreadable"), ("SIGKILL", "file_too_heavy")],
)
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no signals")
def test_a_process_that_breaks_down_is_told(tmp_path: Path, instead: Instead, name: str, rule: str) -> None:
    write(tmp_path, ".gpkg")
    instead(DIES.format(name=name))
    raw, (found,) = read(tmp_path, "zones.gpkg")
    assert raw is None
    assert found.rule.id == rule
    assert "broke down" in told(found) or rule != "file_unreadable"


@pytest.mark.parametrize("answer", ["", "[]", "{", "null"])
def test_a_process_that_answers_nonsense_is_told(tmp_path: Path, instead: Instead, answer: str) -> None:
    write(tmp_path, ".gpkg")
    instead(ANSWERS.format(answer=answer))
    _, (found,) = read(tmp_path, "zones.gpkg")
    assert found.rule.id == "file_unreadable"
    assert "broke down" in told(found)


def test_too_little_memory_is_told_with_the_limit(tmp_path: Path) -> None:
    write(tmp_path, ".gpkg")
    _, (found,) = read(tmp_path, "zones.gpkg", limits=Limits(memory_mb=60))
    assert found.rule.id == "file_too_heavy"


def test_a_query_without_end_inside_a_geopackage_is_ended(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg")
    base = sqlite3.connect(path)
    base.execute("drop view if exists endless")
    base.execute(
        "create view endless as with recursive n(fid) as (select 1 union all select fid + 1 from n)"
        " select n.fid as fid, z.geom as geom from n join zones z on z.fid = -n.fid"
    )
    base.execute(
        "insert into gpkg_contents (table_name, data_type, identifier, srs_id)"
        " values ('endless', 'features', 'endless', 9208)"
    )
    base.execute("insert into gpkg_geometry_columns values ('endless', 'geom', 'POLYGON', 9208, 0, 0)")
    base.commit()
    base.close()
    raw, (found,) = read(tmp_path, path.name, limits=Limits(seconds=3), sublayer="endless")
    assert raw is None
    assert found.rule.id == "file_too_slow"


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb", ".parquet", ".kml", ".gdb"])
def test_the_number_of_features_is_limited(tmp_path: Path, suffix: str) -> None:
    write(tmp_path, suffix)
    raw, (found,) = read(tmp_path, f"zones{suffix}", limits=Limits(features=2))
    assert raw is None
    assert found.rule.id == "file_too_large"
    assert "limit is 2" in told(found)


def test_the_number_of_vertices_is_limited(tmp_path: Path) -> None:
    write(tmp_path, ".gpkg")
    _, (found,) = read(tmp_path, "zones.gpkg", limits=Limits(vertices=14))
    assert "15 vertices" in told(found)


def test_side_files_count_towards_the_size(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    with path.with_suffix(".dbf").open("ab") as table:
        table.write(bytes(3_000_000))
    _, (found,) = read(tmp_path, "zones.shp", limits=Limits(file_mb=2))
    assert found.rule.id == "file_too_large"


def test_a_bomb_of_any_kind_is_refused(tmp_path: Path) -> None:
    zeros = tmp_path / "zones.shp"
    zeros.write_bytes(b"\x00\x00\x27\x0a" + bytes(30_000_000))
    for name in ("bomb.zip", "bomb.kmz", "bomb.xlsx"):
        zipped(tmp_path / name, zeros)
        _, (found,) = read(tmp_path, name, limits=Limits(unpacked_mb=5))
        assert found.rule.id == "file_too_large"
        assert "more than 5 MB when unpacked (limits.unpacked_mb)" in told(found)
    zeros.unlink()


def test_the_answer_is_plain_text_whatever_the_layers_are_called(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg")
    zones().to_file(path, layer="x\x1b[2J", driver="GPKG")
    _, (found,) = read(tmp_path, path.name)
    assert found.rule.id == "sublayer_unclear"
    assert "zoneplan.toml names no sublayer." in told(found)
    assert "\x1b" not in render(found.message, "vi")
    assert json.dumps(told(found))

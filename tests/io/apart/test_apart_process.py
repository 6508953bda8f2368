"""What a process of its own may do, and which answers are believed."""

from pathlib import Path
from typing import Any

import pytest

from zoneplan.io.apart import run, workspace
from zoneplan.io.apart.process import judge
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.plan.config import Limits

resource = pytest.importorskip("resource", reason="this system knows no limits of a process")
SMALL = Limits(memory_mb=700, seconds=20, unpacked_mb=50)
TELLS = """
import os, resource, sys

NAMES = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_CORE")
MODULES = sorted(sys.modules)

def do(job):
    return {
        "limits": {name: resource.getrlimit(getattr(resource, name))[0] for name in NAMES},
        "modules": MODULES,
        "isolated": sys.flags.isolated,
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "group": os.getpgrp() == os.getpid(),
    }
"""
FILLS = """
import os

def do(job):
    with open("big", "wb") as file:
        file.write(bytes(job["size"]))
    return {"size": os.path.getsize("big")}
"""
SPINS = """
def do(job):
    while True:
        pass
"""
DIES = """
import os

def do(job):
    os._exit(3)
"""


def told(tmp_path: Path, script: str, limits: Limits = SMALL, **job: Any) -> dict[str, Any]:
    task = tmp_path / "task.py"
    task.write_text(script, encoding="utf-8")
    with workspace() as folder:
        return run(task, {"path": "/none", "written_mb": 2, **job}, folder, limits, {"DXF_ENCODING": "UTF-8"})


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a task sees around it."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_OF_THE_PLANNER", "x")
        patch.setenv("PYTHONPATH", str(folder))
        return told(folder, TELLS)


def test_the_limits_stand_before_a_task_begins(state: dict[str, Any]) -> None:
    assert state["limits"] == {
        "RLIMIT_AS": 700_000_000,
        "RLIMIT_FSIZE": 2_000_000,
        "RLIMIT_CPU": 22,
        "RLIMIT_CORE": 0,
    }


def test_a_process_starts_light(state: dict[str, Any]) -> None:
    loaded = {name.partition(".")[0] for name in state["modules"]}
    assert not loaded & {"zoneplan", "numpy", "pyogrio", "pyarrow", "rasterio", "pydantic", "shapely"}


def test_a_process_knows_its_own_folder_and_nothing_of_the_users_environment(state: dict[str, Any]) -> None:
    environment = state["environment"]
    assert "SECRET_OF_THE_PLANNER" not in environment
    assert "PYTHONPATH" not in environment
    assert environment["HOME"] == environment["TMPDIR"] == state["folder"] != str(Path.cwd())
    assert environment["PROJ_NETWORK"] == "OFF"
    assert environment["DXF_ENCODING"] == "UTF-8"
    assert state["isolated"]
    assert state["group"]


def test_what_is_written_is_limited(tmp_path: Path) -> None:
    assert told(tmp_path, FILLS, size=2_000_000) == {"size": 2_000_000}
    with pytest.raises(Refused) as refusal:
        told(tmp_path, FILLS, size=2_000_001)
    assert refusal.value.rule.id == "file_too_large"
    assert refusal.value.params["limit"] == 50


def test_a_busy_process_is_ended_in_time(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        told(tmp_path, SPINS, Limits(seconds=0.7))
    assert (refusal.value.rule.id, refusal.value.params) == ("file_too_slow", {"seconds": 0.7})


def test_an_answer_from_before_is_not_believed(tmp_path: Path) -> None:
    task = tmp_path / "task.py"
    task.write_text(DIES, encoding="utf-8")
    with workspace() as folder:
        (folder / "answer.json").write_text('{"count": 1}', encoding="utf-8")
        with pytest.raises(Unreadable):
            run(task, {"path": "/none", "written_mb": 2}, folder, SMALL)


def test_a_workspace_is_gone_afterwards() -> None:
    with workspace() as folder:
        assert list(folder.iterdir()) == []
    assert not folder.exists()


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ({"fault": "memory"}, "file_too_heavy"),
        ({"fault": "features", "found": 9}, "file_too_large"),
        ({"fault": "unpacked"}, "file_too_large"),
    ],
)
def test_a_file_that_takes_too_much_is_refused(answer: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge(answer, SMALL)
    assert refusal.value.rule.id == rule


@pytest.mark.parametrize("fault", ["broken", "whatever", 7])
def test_any_other_fault_is_that_of_a_broken_file(fault: object) -> None:
    with pytest.raises(Unreadable):
        judge({"fault": fault, "detail": "no table"}, SMALL)

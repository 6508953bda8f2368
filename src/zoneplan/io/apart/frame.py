"""The program of every process of its own: it sets the limits, has a task done, and writes down what became of it.

Run by path with the paths of a task and of a JSON file that holds the job. A task is a module whose ``do(job)`` gives
what is left as ``answer.json`` in the job's folder. Neither imports anything of this package, so that the start takes
little time, and a task imports heavy libraries only in ``do``, when the limits stand. Whatever happens there (a crash
in a C library, endless reading, memory that a header merely claims) ends this process and not the program that started
it.
"""

import json
import re
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

Job = dict[str, Any]
Answer = dict[str, Any]
_MEMORY = (
    "bad alloc",
    "bad_alloc",
    "out of memory",
    "cannot allocate",
    "unable to allocate",
    "malloc",
    "map segment",
    "new thread",
    "worker thread",
    "without exception",
)
"""What libraries say when they get no memory; the last is what is left of it where they forget to say."""
_DETAIL = 300
_PLACE_IN_GDAL = re.compile(r"(?:Error occurred in )?\S*/\S+\.cpp(?:, \d+:| at line \d+)?")


def main(path: str, job_path: str) -> None:
    """Has the task at a path do the job and writes down what became of it."""
    task = ModuleType("task")
    SourceFileLoader(task.__name__, path).exec_module(task)
    job = json.loads(Path(job_path).read_text(encoding="utf-8"))
    sys.path[:] = [*sys.path, *(p for p in job["libraries"] if p not in sys.path)]
    _limited(job)
    Path(job["folder"], "answer.json").write_text(json.dumps(answered(task.do, job)), encoding="utf-8")


def _limited(job: Job) -> None:
    """Sets the limits of this process, where the system knows any."""
    try:
        import resource  # noqa: PLC0415 - absent on some systems
    except ImportError:
        return
    for kind, limit in (
        (resource.RLIMIT_AS, int(job["memory_mb"] * 1_000_000)),
        (resource.RLIMIT_FSIZE, int(job["written_mb"] * 1_000_000)),
        (resource.RLIMIT_CPU, int(job["seconds"]) + 2),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, hard))


def answered(do: Callable[[Job], Answer], job: Job) -> Answer:
    """Gives the answer of a task, or what is wrong with the file."""
    try:
        return do(job)
    except MemoryError:
        return {"fault": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever a library raises over a broken file is told
        return _fault(error, job)


def _fault(error: Exception, job: Job) -> Answer:
    text = str(error).replace(job["path"], Path(job["path"]).name).partition("; It might help")[0]
    text = _PLACE_IN_GDAL.sub("", text).strip(" ,:") or type(error).__name__
    if "file too large" in text.lower():
        return {"fault": "unpacked"}
    if any(word in text.lower() for word in _MEMORY):
        return {"fault": "memory"}
    return {"fault": "broken", "detail": text[:_DETAIL]}


if __name__ == "__main__":
    main(*sys.argv[1:])

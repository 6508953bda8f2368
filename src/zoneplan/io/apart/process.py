"""Starts a process of its own for a file, ends it when it takes too much, and judges its answer."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from zoneplan.io.archive import too_large
from zoneplan.io.format_rules import FILE_TOO_HEAVY, FILE_TOO_SLOW
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.plan.config import Limits
from zoneplan.text import Message, Text

_BROKE_DOWN = Text(
    "phần đọc tệp bị lỗi giữa chừng (mã {code}); tệp có thể hỏng.",
    "the reader broke down on it (code {code}); the file may be damaged.",
)
_BROKEN = Text("không đọc được: {detail}", "it cannot be read: {detail}")
_FEATURES = Text("đối tượng", "features")
_MEMORY_WORDS = (
    "memoryerror",
    "bad_alloc",
    "memory allocation",
    "out of memory",
    "cannot allocate",
    "map segment",
)
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_LIBRARIES = ("pyogrio", "pyarrow", "numpy", "python_calamine", "docx", "lxml", "rasterio")
_FRAME = Path(__file__).with_name("frame.py")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_TAIL = 4000


@contextmanager
def workspace() -> Iterator[Path]:
    """Gives an empty folder of its own that is gone afterwards."""
    with TemporaryDirectory(prefix="zoneplan-", ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


def command(task: Path, job: Path) -> list[str]:
    """Gives the command line that has a task do a job."""
    return [sys.executable, "-I", str(_FRAME), str(task), str(job)]


@lru_cache(maxsize=1)
def _library_folders() -> list[str]:
    specs = [importlib.util.find_spec(name) for name in _LIBRARIES]
    origins = [spec.origin for spec in specs if spec is not None and spec.origin]
    return list(dict.fromkeys(str(Path(origin).parents[1]) for origin in origins))


def _environment(folder: Path) -> dict[str, str]:
    """Gives an environment in which GDAL writes no side files and reaches no network."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return kept | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "CPL_TMPDIR": str(folder),
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "GDAL_HTTP_PROXY": "127.0.0.1:1",
        "GDAL_HTTP_MAX_RETRY": "0",
        "GDAL_PAM_ENABLED": "NO",
        "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
        "GDAL_NUM_THREADS": "1",
        "OSR_USE_NON_DEPRECATED": "NO",
        "PROJ_NETWORK": "OFF",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }


def run(
    task: Path,
    job: Mapping[str, Any],
    folder: Path,
    limits: Limits,
    environment: Mapping[str, str] = _NOTHING,
) -> dict[str, Any]:
    """Has a task do a job in a process of its own and gives its answer.

    Args:
        task: A module with ``do(job)`` that imports nothing of this package; see ``frame``.
        job: What the task is asked, with the ``path`` of the file and ``written_mb``, how large a file it may write.
        folder: A temporary folder of the job's own.
        limits: How long and how large it may become.
        environment: What its environment holds besides what all tasks need.

    Raises:
        Refused: It took too long or too much.
        Unreadable: The file is broken.
    """
    whole = {**job, **limits.model_dump(), "folder": str(folder), "libraries": _library_folders()}
    job_path = folder / "job.json"
    job_path.write_text(json.dumps(whole), encoding="utf-8")
    (folder / "answer.json").unlink(missing_ok=True)
    code = _waited(command(task, job_path), folder, {**_environment(folder), **environment}, limits.seconds)
    answer = _answer(folder)
    if answer is None:
        raise _broken_down(code, folder, limits)
    judge(answer, limits)
    return answer


def _waited(line: list[str], folder: Path, environment: dict[str, str], seconds: float) -> int:
    with (folder / "messages.txt").open("wb") as messages:
        child = subprocess.Popen(  # noqa: S603 - this interpreter with a script of this package
            line,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            start_new_session=True,
        )
        try:
            return child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Refused(FILE_TOO_SLOW, seconds=seconds) from None
        finally:
            _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Ends the child and whatever it started."""
    if child.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
        child.wait()


def _answer(folder: Path) -> dict[str, Any] | None:
    try:
        answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def _broken_down(code: int, folder: Path, limits: Limits) -> Exception:
    """Gives the fault of a child that died without an answer."""
    said = (folder / "messages.txt").read_bytes()[-_TAIL:].decode("utf-8", "replace").lower()
    if code == -getattr(signal, "SIGXCPU", 0):
        return Refused(FILE_TOO_SLOW, seconds=limits.seconds)
    if code == -getattr(signal, "SIGKILL", 0) or any(word in said for word in _MEMORY_WORDS):
        return Refused(FILE_TOO_HEAVY, memory_mb=limits.memory_mb)
    return Unreadable(Message.of(_BROKE_DOWN, code=str(code)))


def judge(answer: Mapping[str, Any], limits: Limits) -> None:
    """Lets an answer pass in which no fault is told.

    Raises:
        Refused: The file took too much.
        Unreadable: It is broken.
    """
    match answer.get("fault"):
        case None:
            return
        case "memory":
            raise Refused(FILE_TOO_HEAVY, memory_mb=limits.memory_mb)
        case "features":
            raise Refused(FILE_TOO_LARGE, found=answer["found"], limit=limits.features, what=_FEATURES)
        case "unpacked":
            raise too_large(limits.unpacked_mb)
        case _:
            raise Unreadable(Message.of(_BROKEN, detail=str(answer.get("detail"))))

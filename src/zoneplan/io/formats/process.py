"""The child process that opens what strangers made: bounded in time and memory, without network or neighbours."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from zoneplan.io.archive import too_large
from zoneplan.io.format_rules import FILE_TOO_HEAVY, FILE_TOO_SLOW, SUBLAYER_UNCLEAR, asked_for
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.plan.config import Limits
from zoneplan.text import Message, Text

_BROKE_DOWN = Text(
    "phần đọc tệp bị lỗi giữa chừng (mã {code}); tệp có thể hỏng.",
    "the reader broke down on it (code {code}); the file may be damaged.",
)
_BROKEN = Text("không đọc được: {detail}", "it cannot be read: {detail}")
_NO_GEOMETRY = Text(
    "không có mục “geo” của GeoParquet nên không biết cột nào là hình.",
    "it has no “geo” entry of GeoParquet, so it is not known which column holds the geometry.",
)
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
_LIBRARIES = ("pyogrio", "pyarrow", "numpy", "python_calamine", "docx", "lxml")
_CHILD = Path(__file__).with_name("child.py")
_TAIL = 4000
KML_ID = "placemark_id"
"""The column for the ids of placemarks, apart from a column ``id`` that a KML file may have of its own."""


def command(job: Path, script: Path = _CHILD) -> list[str]:
    """Gives the command line that does a job."""
    return [sys.executable, "-I", str(script), str(job)]


@lru_cache(maxsize=1)
def _drivers() -> tuple[str, ...]:
    import pyogrio  # noqa: PLC0415 - heavy

    return tuple(pyogrio.list_drivers())


@lru_cache(maxsize=1)
def _library_folders() -> list[str]:
    specs = [importlib.util.find_spec(name) for name in _LIBRARIES]
    origins = [spec.origin for spec in specs if spec is not None and spec.origin]
    return list(dict.fromkeys(str(Path(origin).parents[1]) for origin in origins))


def _environment(folder: Path, driver: str) -> dict[str, str]:
    """Gives an environment in which GDAL knows one format, writes no side files and reaches no network."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    others = ",".join(name for name in _drivers() if name != driver) if driver else ""
    return kept | {
        "OGR_SKIP": others,
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
        "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "PROJ_NETWORK": "OFF",
        "SHAPE_ENCODING": "",
        "SHAPE_RESTORE_SHX": "YES",
        "DXF_ENCODING": "UTF-8",
        "LIBKML_ID_FIELD": KML_ID,
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }


def run(
    job: dict[str, Any], folder: Path, limits: Limits, driver: str = "", script: Path = _CHILD
) -> dict[str, Any]:
    """Has a child process do a job and gives its answer.

    Args:
        job: What to read; see ``child``.
        folder: A temporary folder of the job's own.
        limits: How long and how large it may become.
        driver: The one GDAL driver that the child may know.
        script: The program of the child, which imports nothing of this package.

    Raises:
        Refused: It took too long or too much, or it is unclear which layer is meant.
        Unreadable: The file is broken.
    """
    whole = job | limits.model_dump() | {"folder": str(folder), "libraries": _library_folders()}
    job_path = folder / "job.json"
    job_path.write_text(json.dumps(whole), encoding="utf-8")
    code = _waited(command(job_path, script), folder, _environment(folder, driver), limits.seconds)
    answer = _answer(folder)
    if answer is None:
        raise _broken_down(code, folder, limits)
    _judge(answer, job, limits)
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


def _judge(answer: dict[str, Any], job: dict[str, Any], limits: Limits) -> None:
    match answer.get("fault"):
        case None:
            return
        case "memory":
            raise Refused(FILE_TOO_HEAVY, memory_mb=limits.memory_mb)
        case "choose":
            raise Refused(SUBLAYER_UNCLEAR, names=answer["names"], asked=asked_for(job.get("sublayer")))
        case "features":
            raise Refused(FILE_TOO_LARGE, found=answer["found"], limit=limits.features, what=_FEATURES)
        case "unpacked":
            raise too_large(limits.unpacked_mb)
        case "no_geometry":
            raise Unreadable(Message.of(_NO_GEOMETRY))
        case _:
            raise Unreadable(Message.of(_BROKEN, detail=str(answer.get("detail"))))

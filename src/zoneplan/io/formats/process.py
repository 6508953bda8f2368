"""Has one file read in a process of its own that knows the one format it is read as."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from zoneplan.io import apart
from zoneplan.io.format_rules import SUBLAYER_UNCLEAR, asked_for
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.plan.config import Limits
from zoneplan.text import Message, Text

_NO_GEOMETRY = Text(
    "không có mục “geo” của GeoParquet nên không biết cột nào là hình.",
    "it has no “geo” entry of GeoParquet, so it is not known which column holds the geometry.",
)
_TASK = Path(__file__).with_name("task.py")
KML_ID = "placemark_id"
"""The column for the ids of placemarks, apart from a column ``id`` that a KML file may have of its own."""


@lru_cache(maxsize=1)
def _drivers() -> tuple[str, ...]:
    import pyogrio  # noqa: PLC0415 - heavy

    return tuple(pyogrio.list_drivers())


def _environment(driver: str) -> dict[str, str]:
    """Gives an environment in which GDAL knows one format and hands on text as the file has it."""
    others = ",".join(name for name in _drivers() if name != driver) if driver else ""
    return {
        "OGR_SKIP": others,
        "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "SHAPE_ENCODING": "",
        "SHAPE_RESTORE_SHX": "YES",
        "DXF_ENCODING": "UTF-8",
        "LIBKML_ID_FIELD": KML_ID,
    }


def run(job: dict[str, Any], folder: Path, limits: Limits, driver: str = "") -> dict[str, Any]:
    """Has a process of its own read a file and gives its answer.

    Args:
        job: What to read; see ``task``.
        folder: A temporary folder of the job's own, which tables with geometry are left in.
        limits: How long and how large it may become.
        driver: The one GDAL driver that may be known.

    Raises:
        Refused: It took too long or too much, or it is unclear which layer is meant.
        Unreadable: The file is broken.
    """
    written = {"written_mb": min(limits.memory_mb, limits.unpacked_mb)}
    answer = apart.run(_TASK, job | written, folder, limits, _environment(driver))
    if "choose" in answer:
        raise Refused(SUBLAYER_UNCLEAR, names=answer["choose"], asked=asked_for(job.get("sublayer")))
    if "no_geometry" in answer:
        raise Unreadable(Message.of(_NO_GEOMETRY))
    return answer

"""The rasters of a plan: each found, tried out in a process of its own, judged, and made a window source."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from zoneplan.io.apart import run, workspace
from zoneplan.io.paths import find_input
from zoneplan.io.raster_rules import (
    RASTER_BAND_MISSING,
    RASTER_BLOCK_TOO_LARGE,
    RASTER_EMPTY,
    RASTER_KIND_UNKNOWN,
    RASTER_NODATA_UNDECLARED,
    RASTER_NOT_NUMBERS,
    RASTER_ROUNDED,
    RASTER_SOURCE_UNKNOWN,
    RASTER_TOO_HIGH,
    RASTER_TOO_LOW,
    RASTER_UNREADABLE,
)
from zoneplan.io.rasters.file import FileSource, Stamp, stamp_of
from zoneplan.io.rasters.place import At, box_of, cover_fault, grid_fault, settled_crs
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.plan.config import Config, Limits, RasterTable
from zoneplan.plan.finding import Finding
from zoneplan.plan.layer import split_references
from zoneplan.plan.period import parse_period
from zoneplan.plan.raster import RASTER_KINDS, Affine, Raster, RasterKind
from zoneplan.text import Message, Number, Text

_TASK = Path(__file__).with_name("task.py")
_MAGIC = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
"""TIFF and BigTIFF, of either byte order."""
_BLOCK_MB = 128.0
_MARK = -99.0
"""One and the same number of so many below zero, over and over, is a mark and no value."""
_EXACT = 1e15
_NOT_TIFF = Text("nội dung không phải GeoTIFF.", "its content is no GeoTIFF.")
_CELLS = Text("ô", "cells")


def read_rasters(folder: Path, config: Config) -> tuple[dict[str, Raster], list[Finding]]:
    """Gives the rasters of a plan that can be used, and everything that is wrong with their files.

    Args:
        folder: The plan's folder, which no file may lie outside of.
        config: The configuration of the plan.
    """
    rasters: dict[str, Raster] = {}
    findings: list[Finding] = []
    for raster_id, table in config.rasters.items():
        raster, faults = read_raster(folder, raster_id, table, config)
        findings += faults
        if raster is not None:
            rasters[raster_id] = raster
    return rasters, findings


def unknown_sources(config: Config, known: Container[str]) -> list[Finding]:
    """Finds rasters that cite a source which is not in the table of sources."""
    return [
        RASTER_SOURCE_UNKNOWN.found(layer=raster_id, target=target)
        for raster_id, table in config.rasters.items()
        for target in split_references(table.source) or ("",)
        if target not in known
    ]


def read_raster(
    folder: Path, raster_id: str, table: RasterTable, config: Config
) -> tuple[Raster | None, list[Finding]]:
    """Gives a raster, none where it cannot be used, and everything that is wrong with it."""
    at = {"layer": raster_id, "path": table.path}
    kind = RASTER_KINDS.get(table.kind)
    if kind is None:
        return None, [RASTER_KIND_UNKNOWN.found(layer=raster_id, kind=table.kind, known=list(RASTER_KINDS))]
    path = find_input(folder, table.path, raster_id, config.limits.raster_mb)
    if isinstance(path, Finding):
        return None, [path]
    try:
        stamp = stamp_of(path)
        answer = _tried(path, table, kind, config.limits)
    except (Refused, Unreadable, OSError) as error:
        return None, [_not_read(error, at)]
    fault = _header_fault(answer, table, config.limits, at)
    if fault is not None:
        return None, [fault]
    return _placed(path, stamp, answer, table, kind, config, at)


def _not_read(error: Refused | Unreadable | OSError, at: At) -> Finding:
    """Gives the finding of a file that could not be tried out."""
    if isinstance(error, Refused):
        return Finding(error.rule, at["layer"], "", {"path": at["path"], **error.params})
    if isinstance(error, Unreadable):
        return RASTER_UNREADABLE.found(**at, problem=error.problem)
    return RASTER_UNREADABLE.found(**at, problem=error.strerror or str(error))


def _tried(path: Path, table: RasterTable, kind: RasterKind, limits: Limits) -> dict[str, Any]:
    """Gives what the task says of a file.

    Raises:
        Refused: Reading took too long or too much.
        Unreadable: The file is broken or no GeoTIFF.
        OSError: It cannot be opened.
    """
    with path.open("rb") as stream:
        if not stream.read(4).startswith(_MAGIC):
            raise Unreadable(Message.of(_NOT_TIFF))
    job = {
        "path": str(path),
        "band": table.band,
        "nodata": table.nodata,
        "scale": table.scale,
        "low": kind.low,
        "high": kind.high,
        "slack": kind.slack,
        "block_mb": _BLOCK_MB,
        "written_mb": 1,
    }
    with workspace() as own:
        return run(_TASK, job, own, limits)


def _header_fault(answer: Mapping[str, Any], table: RasterTable, limits: Limits, at: At) -> Finding | None:
    """Finds what keeps the cells from being read at all."""
    if table.band > answer["count"]:
        return RASTER_BAND_MISSING.found(**at, band=table.band, count=answer["count"])
    if answer["complex"]:
        return RASTER_NOT_NUMBERS.found(**at, band=table.band)
    rows, columns = answer["shape"]
    if rows * columns > limits.cells:
        return FILE_TOO_LARGE.found(**at, found=rows * columns, limit=limits.cells, what=_CELLS)
    if answer["block_mb"] > _BLOCK_MB:
        return RASTER_BLOCK_TOO_LARGE.found(**at, found=round(answer["block_mb"]), limit=_BLOCK_MB)
    return grid_fault(answer, at)


def _placed(  # noqa: PLR0913, PLR0917 - a file and everything it is read by
    path: Path,
    stamp: Stamp,
    answer: Mapping[str, Any],
    table: RasterTable,
    kind: RasterKind,
    config: Config,
    at: At,
) -> tuple[Raster | None, list[Finding]]:
    """Gives the raster of a sound file, if it lies where the plan is and holds what its kind may hold."""
    shape = answer["shape"][0], answer["shape"][1]
    a, b, c, d, e, f = answer["transform"]
    transform: Affine = a, b, c, d, e, f
    box = box_of(transform, shape)
    code, findings = settled_crs(answer["crs"], table.crs, box, config, at)
    if code is None:
        return None, findings
    cover = cover_fault(box, code, config, at)
    findings += [cover] if cover else []
    findings += _value_faults(answer["held"], kind, at)
    if any(finding.is_error for finding in findings):
        return None, findings
    source = FileSource(
        path,
        table.path,
        stamp,
        shape,
        transform,
        code,
        table.nodata if table.nodata is not None else answer["nodata"],
        table.band,
        *((table.scale, 0.0) if table.scale is not None else (answer["scale"], answer["offset"])),
    )
    ids = split_references(table.source)
    raster = Raster(at["layer"], kind, table.name, parse_period(table.as_of), ids, source, table.path)
    return raster, findings


def _value_faults(held: Mapping[str, list[float]], kind: RasterKind, at: At) -> list[Finding]:
    """Finds values that cannot be; of each group of cells their number, extremes, and extremes as stored are known."""
    findings: list[Finding] = []
    beyond = sum(held[group][0] for group in ("below", "above") if group in held)
    if not held or beyond == held["all"][0]:
        findings.append(RASTER_EMPTY.found(**at))
    if "above" in held:
        count, _, highest, *_ = held["above"]
        findings.append(RASTER_TOO_HIGH.found(**at, count=count, limit=kind.high, highest=Number(highest, 2)))
    if "below" in held:
        count, lowest, _, stored, stored_high = held["below"]
        if stored == stored_high <= _MARK:
            findings.append(RASTER_NODATA_UNDECLARED.found(**at, count=count, value=_plain(stored)))
        else:
            low = RASTER_TOO_LOW.found(**at, count=count, limit=kind.low, lowest=Number(lowest, 3))
            findings.append(low)
    rounded = [held[group] for group in ("under", "over") if group in held]
    if rounded:
        findings.append(
            RASTER_ROUNDED.found(
                **at,
                count=sum(group[0] for group in rounded),
                lowest=Number(min(group[1] for group in rounded), 3),
                highest=Number(max(group[2] for group in rounded), 3),
                low=kind.low,
                high=kind.high,
            )
        )
    return findings


def _plain(number: float) -> str:
    """Gives a number as zoneplan.toml takes it."""
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)

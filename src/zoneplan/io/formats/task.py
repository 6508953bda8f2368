"""Reads one file in a process of its own; loaded by path, it imports nothing of this package.

It leaves ``table.arrow`` in the job's folder for tables with geometry. Heavy libraries are imported where they are
used, when the limits stand.
"""

import json
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

_NOT_NEEDED = ("geopandas", "pandas", "shapely", "pyproj")
"""Libraries that pyogrio would load although only its bare reader is used."""
_NO_SYSTEM = frozenset({-1, 0})
_GEOMETRY = "wkb_geometry"
_UNDEFINED = '["undefined'
_AUTHORITIES = frozenset({"EPSG", "ESRI", "OGC", "IGNF"})
_BATCH = 20_000


def do(job: dict[str, Any]) -> dict[str, Any]:
    """Gives what a file holds, or which of its layers or sheets there are to choose from.

    Args:
        job: ``kind``, how the file is read; its ``path``; the ``sublayer`` that is meant, or ``None``; for ``vector``
            whether it is ``inner``, a ``geopackage`` or ``linear``; the limits and the ``folder``.
    """
    readers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "vector": _vector,
        "parquet": _parquet,
        "sheets": _sheets,
    }
    return readers[job["kind"]](job)


def _chosen(names: list[str], asked: str | None) -> str | None:
    """Gives the one layer or sheet that is meant, or nothing."""
    if asked is not None:
        return asked if asked in names else None
    return names[0] if len(names) == 1 else None


def _vector(job: dict[str, Any]) -> dict[str, Any]:
    for name in _NOT_NEEDED:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it then fails at once
    import pyogrio  # noqa: PLC0415 - after what it need not load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        listed = pyogrio.list_layers(job["path"])
        names = [str(name) for name, geometry in listed if geometry is not None] or [
            str(name) for name, _ in listed
        ]
        layer = _chosen(names, None if job["inner"] else job["sublayer"])
        if layer is None:
            return {"choose": names}
        claimed = int(pyogrio.read_info(job["path"], layer=layer)["features"])
        if claimed > job["features"]:
            return {"fault": "features", "found": claimed}
        if job.get("linear"):
            meta, answer = _linear(job, layer)
        else:
            with pyogrio.open_arrow(job["path"], layer=layer, use_pyarrow=True, batch_size=_BATCH) as opened:
                meta, reader = opened
                answer = _written(reader, _readable(reader.schema, meta["fields"]), job)
        if "fault" not in answer and answer["count"] != claimed:
            _read_through(job["path"], layer)
        crs = _geopackage_crs(job["path"], layer) if job["geopackage"] else meta["crs"]
    geometry = str(meta.get("geometry_name") or _GEOMETRY)
    return answer | {"crs": crs, "geometry": geometry, "layer": layer}


def _readable(schema: Any, fields: Any) -> Any:
    """Gives a schema whose names are text; those in bytes of an old font get the letters of Windows-1252."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    try:
        _ = schema.names
    except UnicodeDecodeError:
        names = [_western(str(name)) for name in fields]
        kinds = [schema.field(index).type for index in range(len(schema))]
        return pa.schema(list(zip([*names, _GEOMETRY], kinds, strict=False)))
    return schema


def _western(name: str) -> str:
    try:
        return name.encode("latin-1").decode("cp1252")
    except UnicodeError:
        return name


def _read_through(path: str, layer: str) -> None:
    """Reads a layer again feature by feature, which raises where the fast way of reading just stops."""
    import pyogrio.raw  # noqa: PLC0415 - heavy

    pyogrio.raw.read(path, layer=layer, columns=[], read_geometry=False, return_fids=True)


def _linear(job: dict[str, Any], layer: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Reads a layer with arcs of circles broken into short lines, which only the slower way of reading does."""
    for name in _NOT_NEEDED:
        sys.modules.pop(name, None)
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyogrio.raw  # noqa: PLC0415 - heavy

    meta, _, geometry, values = pyogrio.raw.read(job["path"], layer=layer)
    fields = {str(n): pa.array(v, from_pandas=True) for n, v in zip(meta["fields"], values, strict=True)}
    table = pa.table(fields | {_GEOMETRY: pa.array(geometry, type=pa.large_binary())})
    return meta, _written(table.to_batches(), table.schema, job)


def _written(batches: Any, schema: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Writes record batches as they come, so that the table never stands in memory whole."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    count = 0
    path = str(Path(job["folder"], "table.arrow"))
    with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for batch in batches:
            count += batch.num_rows
            if count > job["features"]:
                return {"fault": "features", "found": count}
            arrays = batch.to_struct_array().flatten()
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return {"count": count}


def _geopackage_crs(path: str, layer: str) -> str | None:
    """Gives what a GeoPackage itself says of its system; GDAL would name a code for a mere likeness."""
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        row = base.execute(
            "select s.srs_id, s.organization, s.organization_coordsys_id, s.definition"
            " from gpkg_geometry_columns g join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id"
            " where g.table_name = ?",
            (layer,),
        ).fetchone()
    finally:
        base.close()
    authority, code, definition = (str(row[1]).upper(), row[2], str(row[3] or "")) if row else ("", 0, "")
    if row is None or row[0] in _NO_SYSTEM or _UNDEFINED in definition.lower():
        return None
    named = authority in _AUTHORITIES and isinstance(code, int) and code > 0
    return f"{authority}:{code}" if named else definition or None


def _parquet(job: dict[str, Any]) -> dict[str, Any]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    with pq.ParquetFile(job["path"], memory_map=False) as file:
        about = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"null"))
        if not isinstance(about, dict):
            return {"no_geometry": True}
        column = str(about["primary_column"])
        described = about["columns"][column]
        rows, size = file.metadata.num_rows, file.metadata
        if rows > job["features"]:
            return {"fault": "features", "found": rows}
        stated = sum(size.row_group(i).total_byte_size for i in range(size.num_row_groups))
        if stated > job["unpacked_mb"] * 1_000_000:
            return {"fault": "unpacked"}
        answer = _written(file.iter_batches(batch_size=_BATCH), file.schema_arrow, job)
    others = [name for name in about["columns"] if name != column]
    return answer | {
        "crs": _parquet_crs(described),
        "geometry": column,
        "encoding": described.get("encoding", "WKB"),
        "others": others,
    }


def _parquet_crs(described: dict[str, Any]) -> str | None:
    """Gives the system of a column: without the key it is longitude and latitude, ``null`` is unknown."""
    if "crs" not in described:
        return "OGC:CRS84"
    crs = described["crs"]
    named = crs.get("id") if isinstance(crs, dict) else None
    if isinstance(named, dict) and "authority" in named and "code" in named:
        return f"{named['authority']}:{named['code']}"
    return crs if crs is None or isinstance(crs, str) else json.dumps(crs, ensure_ascii=False)


def _sheets(job: dict[str, Any]) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only for workbooks

    with CalamineWorkbook.from_path(job["path"]) as book:
        names = list(book.sheet_names)
        sheet = _chosen(names, job["sublayer"])
        if sheet is None:
            return {"choose": names}
        rows = list(_cells(book.get_sheet_by_name(sheet).iter_rows(), job["features"]))
    if len(rows) > job["features"] + 1:
        return {"fault": "features", "found": len(rows) - 1}
    return {"rows": rows}


def _cells(rows: Any, most: int) -> Iterator[list[Any]]:
    for number, row in enumerate(rows):
        yield [_cell(value) for value in row]
        if number > most:
            return


def _cell(value: Any) -> Any:
    """Gives a cell as text or number; dates in ISO form, yes and no in JSON's words."""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004 - beyond it a float is no longer exact

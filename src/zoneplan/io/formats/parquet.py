"""GeoParquet, which GDAL as packaged does not read: the ``geo`` entry says what is geometry and in which system."""

from dataclasses import replace

from zoneplan.io.apart import workspace
from zoneplan.io.formats.headers import must_be_parquet
from zoneplan.io.formats.process import run
from zoneplan.io.formats.source import Source, staged
from zoneplan.io.formats.table import table_of
from zoneplan.io.raw import RawLayer, Unreadable
from zoneplan.text import Message, Text

_DAMAGED = Text("nội dung hỏng: {detail}", "its content is damaged: {detail}")


def read_geoparquet(source: Source) -> RawLayer:
    """Gives the features of a GeoParquet file by its primary geometry column."""
    must_be_parquet(source.path)
    with workspace() as folder:
        job = {"kind": "parquet", "path": str(staged(source, folder)), "sublayer": None}
        answer = run(job, folder, source.limits)
        try:
            table = table_of(folder / "table.arrow", answer["geometry"], None, bytes_text=False)
        except ValueError as error:
            raise Unreadable(Message.of(_DAMAGED, detail=str(error)[:160])) from error
    left = {*answer["others"], "bbox"}
    columns = {name: values for name, values in table.columns.items() if name not in left}
    raw = RawLayer(columns, table.geometries, answer["crs"], table.flaws)
    return replace(raw, tolerated=table.notes)

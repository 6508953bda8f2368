"""Columns of a layer's file that its kind does not declare: a plan does not know them, its files keep them."""

from pathlib import Path

from zoneplan.io.formats.read import read_file
from zoneplan.io.formats.source import located
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.values import is_blank


def spare_columns(folder: Path, layer_id: str, config: Config) -> tuple[str, ...]:
    """Gives the names of the filled columns of a layer's file that no field is read from, in file order."""
    table = config.layers[layer_id]
    kind = KINDS[table.kind]
    source = located(folder, table, layer_id, config.limits)
    raw = None if isinstance(source, Finding) else read_file(source, kind)[0]
    if raw is None:
        return ()
    known = {field.id for field in kind.fields} | set(table.fields)
    return tuple(
        name
        for name, values in raw.columns.items()
        if name not in known and not all(is_blank(value) for value in values)
    )

"""One way in for every format: a layer's file becomes a raw layer, or the finding that says why not."""

from zoneplan.io.formats.known import BY_SUFFIX
from zoneplan.io.formats.readers import READERS
from zoneplan.io.formats.source import Source
from zoneplan.io.raw import RawLayer, Refused, Unreadable
from zoneplan.io.rules import FILE_TOO_LARGE, FILE_UNREADABLE, FORMAT_UNKNOWN
from zoneplan.io.shapes import examined
from zoneplan.plan.finding import Finding
from zoneplan.plan.kind import LayerKind
from zoneplan.text import Text

_FEATURES = Text("đối tượng", "features")
_VERTICES = Text("đỉnh", "vertices")


def read_file(source: Source, kind: LayerKind) -> tuple[RawLayer | None, list[Finding]]:
    """Gives what a layer's file holds, its geometries examined, and everything that is wrong with the file.

    Args:
        source: Where the file is and what it may cost.
        kind: The layer's kind, which says what geometries it takes.
    """
    at = {"layer": source.layer, "path": source.table.path}
    format_ = BY_SUFFIX.get(source.path.suffix.lower())
    if format_ is None:
        return None, [FORMAT_UNKNOWN.found(**at)]
    try:
        raw = READERS[format_.id](source)
    except Refused as error:
        params = {"path": source.table.path, **error.params}
        return None, [Finding(error.rule, source.layer, "", params)]
    except Unreadable as error:
        return None, [FILE_UNREADABLE.found(**at, problem=error.problem)]
    except OSError as error:
        return None, [FILE_UNREADABLE.found(**at, problem=error.strerror or "")]
    large = _too_large(raw, source)
    if large:
        return None, large
    return examined(raw, kind), list(raw.findings)


def _too_large(raw: RawLayer, source: Source) -> list[Finding]:
    limits = source.limits
    counted = (
        (len(raw), limits.features, _FEATURES),
        (raw.vertices, limits.vertices, _VERTICES),
    )
    return [
        FILE_TOO_LARGE.found(layer=source.layer, path=source.table.path, found=found, limit=limit, what=what)
        for found, limit, what in counted
        if found > limit
    ]

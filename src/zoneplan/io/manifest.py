"""The manifest of a plan's outputs: what was made, from what, with what."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Any

from zoneplan import __version__
from zoneplan.io.atomic import file_sha256
from zoneplan.io.paths import find_input, inside_folder
from zoneplan.plan.finding import Finding

PATH = "exports/manifest.json"
_LARGEST_MB = 50.0
LIBRARIES = (
    "exactextract",
    "folium",
    "geopandas",
    "pyogrio",
    "pyproj",
    "rasterio",
    "shapely",
    "xlsxwriter",
)
_SOURCE_SUFFIXES = (".py", ".toml", ".j2", ".css", ".js")


@dataclass(frozen=True, slots=True)
class Output:
    """A published file: its checksum and size, and the fingerprint of what it was made from."""

    sha256: str
    size: int
    made_from: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known about the outputs of a plan."""

    plan: Mapping[str, str] = field(default_factory=dict)
    program: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)


@lru_cache(maxsize=1)
def program() -> dict[str, str]:
    """Gives the versions that shape the outputs, and a checksum of the program itself."""
    digest = hashlib.sha256()
    for name, content in sorted(_sources(resources.files("zoneplan"), "")):
        digest.update(name.encode())
        digest.update(content)
    versions = {name: metadata.version(name) for name in LIBRARIES}
    return {"zoneplan": __version__, "sha256": digest.hexdigest(), **versions}


def _sources(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _sources(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_SOURCE_SUFFIXES):
            yield prefix + item.name, item.read_bytes()


def fingerprint(model: object) -> str:
    """Gives a checksum of plain data, together with the program that would publish it."""
    text = json.dumps([program(), model], sort_keys=True, ensure_ascii=False, default=_fields)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _fields(model: object) -> dict[str, object]:
    kind: type = type(model)
    return {name: getattr(model, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(kind.__name__)
    return tuple(field.name for field in fields(kind))


def read_manifest(folder: Path) -> Manifest:
    """Gives the manifest of a folder; an empty one where there is none or it cannot be trusted.

    A manifest may have come with a stranger's folder: names that lead out of it, or outputs that lead from one
    of its folders into another, make it worthless.
    """
    path = find_input(folder, PATH, "", _LARGEST_MB)
    if isinstance(path, Finding):
        return Manifest()
    try:
        table: Any = json.loads(path.read_text(encoding="utf-8"))
        outputs = {
            name: Output(str(row["sha256"]), int(row["size"]), str(row["made_from"]))
            for name, row in table["outputs"].items()
        }
        about, made_by, inputs = (_words(table[key]) for key in ("plan", "program", "inputs"))
        manifest = Manifest(about, made_by, inputs, outputs)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return Manifest()
    names = (*manifest.inputs, *manifest.outputs)
    astray = any(".." in PurePosixPath(name).parts for name in manifest.outputs)
    return Manifest() if astray or not all(inside_folder(folder, name) for name in names) else manifest


def _words(table: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in table.items()}


def manifest_bytes(manifest: Manifest) -> bytes:
    """Gives the manifest as JSON; the same content gives the same bytes."""
    table = {
        "plan": dict(manifest.plan),
        "program": dict(manifest.program),
        "inputs": dict(sorted(manifest.inputs.items())),
        "outputs": {
            name: {"sha256": row.sha256, "size": row.size, "made_from": row.made_from}
            for name, row in sorted(manifest.outputs.items())
        },
    }
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def is_whole(folder: Path, name: str, output: Output) -> bool:
    """Tells whether a published file still stands as it was written."""
    return file_sha256(folder / name) == output.sha256


def checksums(folder: Path, inputs: Iterable[str]) -> dict[str, str]:
    """Gives the checksums of input files; one that cannot be read has none."""
    return {name: file_sha256(folder / name) or "" for name in inputs}

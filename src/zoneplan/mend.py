"""From a folder with faults to a new one without those that need no decision, with a log of every change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import shapely

from zoneplan.checks import run_checks
from zoneplan.io.atomic import write_all
from zoneplan.io.config_edit import with_files
from zoneplan.io.config_file import CONFIG_NAME, read_config
from zoneplan.io.copies import check_new_folder, copy_files, files_of, new_folder
from zoneplan.io.layer_out import layer_bytes
from zoneplan.io.load import Loaded, load
from zoneplan.io.rules import FIELD_NUMBER
from zoneplan.io.spare_columns import spare_columns
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding, in_order
from zoneplan.plan.plan import Plan
from zoneplan.publish.mending import LOG_COLUMNS, Log, log_rows
from zoneplan.publish.tables import csv_bytes
from zoneplan.repairs import REPAIRS, Change, mended
from zoneplan.text import Language, Text

LOG_NAME = ("mended", ".csv")
READING = Text("đọc các lớp và sổ số liệu", "reading layers and ledger")
MENDING = Text("sửa", "mending")
WRITING = Text("ghi bản sao", "writing the copy")
CHECKING = Text("kiểm tra bản sao", "checking the copy")

_ON_READING = {
    rule: repair for repair in REPAIRS.values() for rule in repair.rules if repair.id == "ring_closed"
}
"""Rules whose faults the readers mend themselves: the geometry comes mended beside the finding."""


@dataclass(frozen=True)
class Outcome:
    """What became of a plan: the log, what the copy still has, and the files written; none if it cannot be read."""

    log: Log
    files: tuple[str, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether errors are left that a person must decide."""
        return any(finding.is_error for finding in (*self.log.left, *self.log.left_out))


@dataclass(frozen=True)
class _Copy:
    """What the new folder will hold: files to copy and to write, and the new file of each changed layer."""

    copied: dict[str, str]
    layers: dict[str, str]
    log: str


def mend(
    folder: Path, target: Path, language: Language, progress: Callable[[Text], None] = lambda _: None
) -> Outcome:
    """Writes a mended copy of a plan into a new folder; the plan itself is only read.

    Layers with repairs become GeoPackages in the plan's grid; everything else the plan is read from is copied
    byte for byte. What could not be read of a changed layer stays out of its new file, and the old file then lies
    unchanged beside it.

    Raises:
        UsageError: The folder is not new, or lies among the plan's own files.
        FileError: It cannot be written.
    """
    config = read_config(folder)
    if isinstance(config, list):
        return Outcome(Log(left=tuple(config)))
    place = check_new_folder(target, folder, _inputs(config))
    progress(READING)
    loaded = load(folder, lenient=True)
    if loaded.plan is None:
        return Outcome(Log(left=loaded.findings))
    progress(MENDING)
    done = mended(loaded.plan)
    closed = _mended_on_reading(loaded, loaded.plan)
    changes = (*(change for change, _ in closed), *done.changes)
    copy = _planned(folder, config, {change.layer for change in changes})
    with new_folder(place) as staged:
        progress(WRITING)
        copy_files(folder, staged, copy.copied)
        unread = _unread_numbers(loaded)
        made = {
            path: layer_bytes(done.plan.layers[layer], config.plan.crs, unread.get(layer, {}))
            for layer, path in copy.layers.items()
        }
        write_all(staged, {**made, CONFIG_NAME: with_files(folder, copy.layers, config.plan.crs)})
        progress(CHECKING)
        left = _examined(staged)
        left_out = _left_out(loaded, left, set(copy.layers), {id(finding) for _, finding in closed})
        spare = _spare(folder, copy.layers, config)
        beside = {finding.layer for finding in left_out} | {layer for layer, _ in spare}
        copy_files(folder, staged, _same_names(folder, [config.layers[layer].path for layer in beside]))
        log = Log(changes, left, left_out, spare)
        write_all(staged, {copy.log: csv_bytes(LOG_COLUMNS, log_rows(log, language))})
        files = sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file())
    return Outcome(log, tuple(files))


def _inputs(config: Config) -> Iterator[str]:
    """Gives every path of the configuration that the plan is read from."""
    yield from (table.path for table in config.layers.values())
    yield from (table.path for table in config.rasters.values())
    yield config.ledger.indicators
    yield config.ledger.sources


def _same_names(folder: Path, written: Iterable[str]) -> dict[str, str]:
    """Gives the files of paths of the configuration, each under its own name; the configuration is no input."""
    names = {name for path in written for name in files_of(folder, path)}
    return {name: name for name in sorted(names) if name.casefold() != CONFIG_NAME}


def _planned(folder: Path, config: Config, changed: set[str]) -> _Copy:
    kept = [table.path for layer, table in config.layers.items() if layer not in changed]
    kept += [table.path for table in config.rasters.values()]
    copied = _same_names(folder, [*kept, config.ledger.indicators, config.ledger.sources])
    inputs = _same_names(folder, [config.layers[layer].path for layer in changed])
    taken = {name.casefold() for name in copied} | {CONFIG_NAME}
    layers: dict[str, str] = {}
    for layer in config.layers:
        if layer in changed:
            others = {name.casefold() for name in inputs} - {config.layers[layer].path.casefold()}
            layers[layer] = _free(f"layers/{layer}", ".gpkg", taken | others)
            taken.add(layers[layer].casefold())
    return _Copy(copied, layers, _free(*LOG_NAME, taken))


def _free(stem: str, ending: str, taken: set[str]) -> str:
    """Gives the first name that no other file has, on disks that know no difference of case too."""
    names = chain([stem + ending], (f"{stem}_{number}{ending}" for number in count(2)))
    return next(name for name in names if name.casefold() not in taken)


def _spare(folder: Path, changed: Iterable[str], config: Config) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Gives the columns that new files do not hold, by layer."""
    found = ((layer, spare_columns(folder, layer, config)) for layer in changed)
    return tuple((layer, columns) for layer, columns in found if columns)


def _examined(folder: Path) -> tuple[Finding, ...]:
    loaded = load(folder, lenient=True)
    found = run_checks(loaded.plan) if loaded.plan else ()
    return in_order([*loaded.findings, *found])


def _mended_on_reading(loaded: Loaded, plan: Plan) -> list[tuple[Change, Finding]]:
    """Gives what the readers mended themselves, each with the finding that says so."""
    done = []
    for finding in loaded.findings:
        repair = _ON_READING.get(finding.rule.id)
        layer = plan.layers.get(finding.layer)
        feature = next((f for f in layer.features if f.id == finding.feature), None) if layer else None
        if repair is not None and feature is not None:
            place = shapely.point_on_surface(finding.geometry or feature.geometry)
            area = float(feature.geometry.area)
            done.append((Change(repair, finding.layer, feature.id, place, 1, None, area), finding))
    return done


def _unread_numbers(loaded: Loaded) -> dict[str, dict[tuple[str, str], str]]:
    """Gives the texts that were no numbers: by layer, then by feature and field."""
    unread: dict[str, dict[tuple[str, str], str]] = {}
    for finding in loaded.findings:
        if finding.rule is FIELD_NUMBER:
            at = finding.feature, str(finding.params["field"])
            unread.setdefault(finding.layer, {})[at] = str(finding.params["value"])
    return unread


def _left_out(
    loaded: Loaded, after: tuple[Finding, ...], changed: set[str], mended_ones: set[int]
) -> tuple[Finding, ...]:
    """Gives the errors in reading changed layers that their new files no longer show, though nobody mended them."""
    shown = {_told(finding) for finding in after}
    return tuple(
        finding
        for finding in loaded.findings
        if finding.is_error
        and finding.layer in changed
        and id(finding) not in mended_ones
        and _told(finding) not in shown
    )


def _told(finding: Finding) -> tuple[object, ...]:
    """Gives what a finding says, whatever file it says it of."""
    params = sorted((key, str(value)) for key, value in finding.params.items() if key != "path")
    return finding.rule.id, finding.layer, finding.feature, tuple(params)

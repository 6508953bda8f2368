"""From a folder to its dossier: which step needs what, what is still fresh, what is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from zoneplan.io.manifest import (
    PATH,
    Manifest,
    Output,
    checksums,
    fingerprint,
    is_whole,
    manifest_bytes,
    program,
    read_manifest,
)
from zoneplan.text import Language, Text

if TYPE_CHECKING:
    from zoneplan.plan.finding import Finding
    from zoneplan.plan.plan import Plan
    from zoneplan.publish.dossier import Artefact, Dossier


class Step(StrEnum):
    """A part of the dossier that can be made on its own."""

    MAP = "map"
    REPORT = "report"
    EXPORT = "export"


ALL_STEPS = tuple(Step)
FOLDERS = {Step.MAP: "maps/", Step.REPORT: "reports/", Step.EXPORT: "exports/"}
_PUBLISHERS = {Step.MAP: "maps", Step.REPORT: "reports", Step.EXPORT: "exports"}
Progress = Callable[[Text], None]

READING = Text("đọc các lớp và sổ số liệu", "reading layers and ledger")
CHECKING = Text("kiểm tra", "checking")
MEASURING = Text("tính toán", "measuring")
WRITING = {
    Step.MAP: Text("vẽ bản đồ", "drawing the map"),
    Step.REPORT: Text("lập báo cáo", "making the reports"),
    Step.EXPORT: Text("xuất dữ liệu", "exporting"),
}


@dataclass(frozen=True)
class Examined:
    """What was found in a folder, and its plan as far as it can be read; ``whole`` if that is all of it."""

    plan: "Plan | None"
    findings: tuple["Finding", ...]
    whole: bool


@dataclass(frozen=True)
class Outcome:
    """What a build did: the findings, the files written and kept, and those no longer published."""

    findings: tuple["Finding", ...] = ()
    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unchanged: bool = False

    @property
    def failed(self) -> bool:
        """Whether an error stopped the build; then nothing was written."""
        return any(finding.is_error for finding in self.findings)


def silent(_: Text) -> None:
    """Takes progress and says nothing."""


def unchanged(folder: Path, language: Language, steps: Iterable[Step]) -> Outcome | None:
    """Gives the outcome of a build that has nothing to do, or nothing when something has changed.

    Nothing has changed when the program, the language, every input and every output of the steps are
    as the manifest says. No geometry is read to know that.
    """
    manifest = read_manifest(folder)
    prefixes = tuple(FOLDERS[step] for step in steps)
    if manifest.plan.get("language") != language or dict(manifest.program) != program():
        return None
    if not manifest.inputs or checksums(folder, manifest.inputs) != dict(manifest.inputs):
        return None
    outputs = {name: row for name, row in manifest.outputs.items() if name.startswith(prefixes)}
    if {prefix for prefix in prefixes if any(name.startswith(prefix) for name in outputs)} != set(prefixes):
        return None
    if not all(is_whole(folder, name, row) for name, row in outputs.items()):
        return None
    return Outcome(kept=tuple(sorted((*outputs, PATH))), unchanged=True)


def examine(folder: Path, progress: Progress = silent) -> tuple["Plan | None", tuple["Finding", ...]]:
    """Gives the plan of a folder, if it can be read, and everything found in it."""
    from zoneplan.checks import run_checks  # noqa: PLC0415 - heavy, not needed when nothing has changed
    from zoneplan.io.load import load  # noqa: PLC0415
    from zoneplan.plan.finding import in_order  # noqa: PLC0415

    progress(READING)
    loaded = load(folder)
    if loaded.plan is None:
        return None, loaded.findings
    progress(CHECKING)
    return loaded.plan, in_order([*loaded.findings, *run_checks(loaded.plan)])


def examine_leniently(folder: Path, progress: Progress = silent) -> Examined:
    """Gives everything that can be found in a folder although some of it cannot be read.

    Of a plan that cannot be read whole only outlines are checked, and only those of kinds of which every layer
    is whole: what is missing can then explain none of the findings.
    """
    from zoneplan.checks import run_checks  # noqa: PLC0415
    from zoneplan.checks.registry import OUTLINES  # noqa: PLC0415
    from zoneplan.io.load import load  # noqa: PLC0415
    from zoneplan.plan.finding import in_order  # noqa: PLC0415

    progress(READING)
    loaded = load(folder, lenient=True)
    if loaded.plan is None:
        return Examined(None, loaded.findings, whole=False)
    progress(CHECKING)
    broken = {finding.layer for finding in loaded.findings if finding.is_error}
    if not broken:
        found = run_checks(loaded.plan)
        return Examined(loaded.plan, in_order([*loaded.findings, *found]), whole=True)
    found = run_checks(_whole_kinds(loaded.plan, broken), OUTLINES)
    return Examined(loaded.plan, in_order([*loaded.findings, *found]), whole=False)


def _whole_kinds(plan: "Plan", broken: set[str]) -> "Plan":
    """Gives a plan without the kinds of which a layer could not be read whole."""
    kinds = {table.kind for layer, table in plan.config.layers.items() if layer in broken}
    return replace(
        plan, layers={key: layer for key, layer in plan.layers.items() if layer.kind.id not in kinds}
    )


def assemble(
    plan: "Plan",
    findings: tuple["Finding", ...],
    language: Language,
    progress: Progress = silent,
    *,
    tables: bool = True,
) -> "Dossier":
    """Gives the dossier of a plan without errors in one language: all its measures, and the tables that reports show."""
    from zoneplan.metrics import measure_all, tabulate_all  # noqa: PLC0415
    from zoneplan.metrics.view import View  # noqa: PLC0415
    from zoneplan.publish.dossier import Dossier  # noqa: PLC0415

    progress(MEASURING)
    view = View(plan)
    measures = measure_all(view)
    return Dossier(plan, findings, measures, language, tabulate_all(view) if tables else ())


def with_surfaces(dossier: "Dossier") -> "Dossier":
    """Gives a dossier with the density surfaces of its plan, which reports do not show."""
    from zoneplan.metrics.density.surface import surfaces  # noqa: PLC0415
    from zoneplan.metrics.view import View  # noqa: PLC0415

    return replace(dossier, surfaces=surfaces(View(dossier.plan)))


def build(
    folder: Path, language: Language, steps: tuple[Step, ...] = ALL_STEPS, progress: Progress = silent
) -> Outcome:
    """Makes the wanted parts of the dossier; only files whose content has changed are written.

    Nothing is written when the plan has errors.

    Raises:
        FileError: An output could not be written; the old files stand.
    """
    fresh = unchanged(folder, language, steps)
    if fresh is not None:
        return fresh
    plan, findings = examine(folder, progress)
    if plan is None or any(finding.is_error for finding in findings):
        return Outcome(findings=findings)
    dossier = assemble(plan, findings, language, progress, tables=Step.REPORT in steps)
    if {Step.EXPORT, Step.MAP} & set(steps):
        dossier = with_surfaces(dossier)
    return _publish(folder, dossier, steps, progress)


def compare(
    folder: Path, other: Path, language: Language, progress: Progress = silent
) -> tuple[Path, Outcome]:
    """Makes a map of a plan with another one to be laid over it, ``maps/compare.html`` in the first one's folder.

    Gives the folder that the findings are of, and the outcome. Nothing is written when either plan has errors; the
    findings are then those of the first that has.

    Raises:
        FileError: The map could not be written; an old one stands.
    """
    from zoneplan.io.atomic import write_all  # noqa: PLC0415
    from zoneplan.publish.maps import comparison  # noqa: PLC0415

    dossiers = []
    for place in (folder, other):
        plan, findings = examine(place, progress)
        if plan is None or any(finding.is_error for finding in findings):
            return place, Outcome(findings=findings)
        dossiers.append(with_surfaces(assemble(plan, findings, language, progress, tables=False)))
    progress(WRITING[Step.MAP])
    made = comparison(*dossiers)
    write_all(folder, {made.path: made.make()})
    return folder, Outcome(dossiers[0].findings, (made.path,))


def _artefacts(dossier: "Dossier", step: Step) -> "tuple[Artefact, ...]":
    publisher = import_module(f"zoneplan.publish.{_PUBLISHERS[step]}")
    made: tuple[Artefact, ...] = publisher.artefacts(dossier)
    return made


def _publish(folder: Path, dossier: "Dossier", steps: tuple[Step, ...], progress: Progress) -> Outcome:
    from zoneplan.io.atomic import remove_all, sha256, write_all  # noqa: PLC0415

    before, after = read_manifest(folder), _manifest(folder, dossier)
    outputs: dict[str, Output] = {}
    files: dict[str, bytes] = {}
    for step in steps:
        progress(WRITING[step])
        for artefact in _artefacts(dossier, step):
            made_from = fingerprint(artefact.model)
            old = before.outputs.get(artefact.path)
            if old is not None and old.made_from == made_from and is_whole(folder, artefact.path, old):
                outputs[artefact.path] = old
                continue
            data = artefact.make()
            outputs[artefact.path] = Output(sha256(data), len(data), made_from)
            if not is_whole(folder, artefact.path, outputs[artefact.path]):
                files[artefact.path] = data
    made = tuple(FOLDERS[step] for step in steps)
    rest = {name: row for name, row in before.outputs.items() if not name.startswith(made)}
    stale = [
        n
        for n, row in before.outputs.items()
        if n.startswith(made) and n not in outputs and is_whole(folder, n, row)
    ]
    still_true = replace(before, outputs={}) == after
    manifest = replace(after, outputs=outputs | rest if still_true else outputs)
    files |= {PATH: manifest_bytes(manifest)} if manifest != before else {}
    write_all(folder, files)
    remove_all(folder, stale)
    kept = {*outputs, PATH} - files.keys()
    return Outcome(dossier.findings, tuple(sorted(files)), tuple(sorted(kept)), unchanged=not files)


def _manifest(folder: Path, dossier: "Dossier") -> Manifest:
    """Gives what the outputs are made from, still without the outputs."""
    from zoneplan.io.config_file import CONFIG_NAME  # noqa: PLC0415
    from zoneplan.io.formats.source import belonging  # noqa: PLC0415

    plan, config = dossier.plan, dossier.plan.config
    inputs = (
        CONFIG_NAME,
        *(name for layer in config.layers.values() for name in belonging(folder, layer.path)),
        *(raster.path for raster in config.rasters.values()),
        config.ledger.indicators,
        config.ledger.sources,
    )
    about = {
        "id": plan.id,
        "name": plan.name.in_(dossier.language),
        "crs": plan.crs,
        "as_of": plan.as_of.isoformat(),
        "language": dossier.language,
    }
    return Manifest(about, program(), checksums(folder, inputs), {})

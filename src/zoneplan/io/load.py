"""A folder becomes a plan, or the whole list of what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import plan_crs
from zoneplan.io.config_file import CONFIG_NAME, read_config
from zoneplan.io.layers import read_layer
from zoneplan.io.packaged import packaged_indicators, packaged_regulations
from zoneplan.io.paths import find_input
from zoneplan.io.rasters import read_rasters, unknown_sources
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.io.rules import CONFIG_INVALID, FILE_UNREADABLE
from zoneplan.io.tables import read_ledger, read_sources
from zoneplan.io.tangled import tangled
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding, in_order
from zoneplan.plan.indicators import Indicator, indicators_from
from zoneplan.plan.ledger import Ledger
from zoneplan.plan.period import begun
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Regulations, overridden, threshold_from
from zoneplan.text import Text

if TYPE_CHECKING:
    from zoneplan.plan.layer import Layer


Row = TypeVar("Row")


@dataclass(frozen=True)
class Loaded:
    """What became of a folder: the plan, unless an error stands in its way, and what was found in reading it."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def load(folder: Path, *, lenient: bool = False) -> Loaded:
    """Gives the plan of a folder; every fault of every file is collected before giving up.

    Args:
        folder: The folder with ``zoneplan.toml``.
        lenient: Whether to give what can be read although there are errors: without the layers and the
            features that cannot be used at all.
    """
    config = read_config(folder)
    if isinstance(config, list):
        return Loaded(None, in_order(config))
    findings = _grid_faults(config)
    if findings:
        return Loaded(None, tuple(findings))
    layers: dict[str, Layer] = {}
    for layer_id in config.layers:
        layer, faults = read_layer(folder, layer_id, config)
        findings += faults
        if layer is not None:
            layers[layer_id] = layer
    too_much = tuple(tangled(tuple(layers.values()), config.limits))
    if too_much:
        return Loaded(None, in_order([*findings, *too_much]))
    figures, faults = _table(folder, config.ledger.indicators, config, read_ledger)
    sources, more = _table(folder, config.ledger.sources, config, read_sources)
    faults = [*faults, *more]
    findings += faults
    rasters, faults = read_rasters(folder, config)
    findings += [*faults, *([] if more else unknown_sources(config, {s.id for s in sources}))]
    rules, faults = _declared(config)
    findings += faults
    blocked = any(finding.is_error for finding in findings) and not lenient
    if blocked or rules is None:
        return Loaded(None, in_order(findings))
    indicators, regulations = rules
    published = {source.id: day for source in sources if (day := begun(source.date)) is not None}
    ledger = Ledger(figures, indicators, published)
    plan = Plan(config, layers, ledger, {s.id: s for s in sources}, regulations, rasters)
    return Loaded(plan, in_order(findings))


def _grid_faults(config: Config) -> list[Finding]:
    try:
        plan_crs(config.plan.crs)
    except PlanInvalidError as error:
        return [CONFIG_INVALID.found(path=CONFIG_NAME, place="plan.crs", problem=error.message)]
    return []


def _table(
    folder: Path,
    written: str,
    config: Config,
    read: Callable[[Path, str, int], tuple[tuple[Row, ...], list[Finding]]],
) -> tuple[tuple[Row, ...], list[Finding]]:
    """Gives the rows of a table of the ledger and everything that is wrong with its file."""
    path = find_input(folder, written, "", config.limits.file_mb)
    if isinstance(path, Finding):
        return (), [path]
    try:
        return read(path, written, config.limits.rows)
    except Refused as error:
        return (), [Finding(error.rule, "", "", {"path": written, **error.params})]
    except Unreadable as error:
        return (), [FILE_UNREADABLE.found(path=written, problem=error.problem)]
    except OSError as error:
        return (), [FILE_UNREADABLE.found(path=written, problem=error.strerror or "")]


def _declared(config: Config) -> tuple[tuple[dict[str, Indicator], Regulations] | None, list[Finding]]:
    """Gives what the program declares together with what this plan adds or overrides."""
    own = {key: table.model_dump() for key, table in config.indicators.items()}
    packaged = packaged_regulations()
    try:
        indicators = packaged_indicators() | indicators_from(own)
        thresholds = dict(packaged.thresholds)
        for key, row in config.regulations.items():
            known = packaged.thresholds.get(key)
            thresholds[key] = overridden(known, row) if known else threshold_from({**row, "id": key})
    except KeyError as error:
        problem = Text(f"thiếu {error.args[0]}", f"{error.args[0]} is missing")
        return None, [CONFIG_INVALID.found(path=CONFIG_NAME, place="regulations", problem=problem)]
    except (ValueError, TypeError) as error:
        return None, [
            CONFIG_INVALID.found(path=CONFIG_NAME, place="indicators, regulations", problem=str(error))
        ]
    return (indicators, replace(packaged, thresholds=thresholds)), []

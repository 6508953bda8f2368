"""A process of its own knows the one format that a file is read as, and says which layer is in question."""

from pathlib import Path
from typing import Any

import pytest

from format_files import write, zones
from zoneplan.io.apart import workspace
from zoneplan.io.formats.known import DRIVERS
from zoneplan.io.formats.process import run
from zoneplan.io.raw import Refused, Unreadable
from zoneplan.plan.config import Limits

VECTOR = {"kind": "vector", "sublayer": None, "inner": True, "geopackage": False}


def told(path: Path, driver: str, limits: Limits | None = None, **job: Any) -> dict[str, Any]:
    with workspace() as folder:
        return run(VECTOR | {"path": str(path)} | job, folder, limits or Limits(), driver)


def test_a_file_is_read_by_the_driver_of_its_suffix_only(tmp_path: Path) -> None:
    path = write(tmp_path, ".kml").rename(tmp_path / "zones.gpkg")
    assert told(path, DRIVERS["kml"])["count"] == 3
    with pytest.raises(Unreadable):
        told(path, DRIVERS["geopackage"])


def test_what_a_file_unpacks_to_is_limited(tmp_path: Path) -> None:
    """Three zones and their names alone are more than 100 bytes, though the memory would do for more."""
    with pytest.raises(Refused) as refusal:
        told(write(tmp_path, ".fgb"), DRIVERS["flatgeobuf"], Limits(unpacked_mb=0.0001))
    assert refusal.value.rule.id == "file_too_large"
    assert refusal.value.params["limit"] == 0.0001


def test_layers_to_choose_from_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, ".gpkg")
    zones().to_file(path, layer="rừng", driver="GPKG")
    with pytest.raises(Refused) as refusal:
        told(path, DRIVERS["geopackage"], inner=False)
    assert refusal.value.rule.id == "sublayer_unclear"
    assert refusal.value.params["names"] == ["zones", "rừng"]

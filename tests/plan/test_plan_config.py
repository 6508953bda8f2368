"""``zoneplan.toml``: what it may say and what is refused."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from support import Draft
from zoneplan.plan.config import Config


def config() -> dict[str, Any]:
    return Draft().config


def put(table: dict[str, Any], path: str, value: object) -> None:
    *parents, last = path.split(".")
    for key in parents:
        table = table.setdefault(key, {})
    table[last] = value


def test_a_whole_configuration() -> None:
    found = Config.model_validate(config())
    assert found.plan.as_of == date(2026, 1, 31)
    assert found.plan.language == "vi"
    assert found.plan.name == ("Quy hoạch thử", "Test plan")
    assert found.limits.file_mb == 200
    assert list(found.layers) == ["zones", "relocations", "hydropower", "communes"]


def test_a_name_without_english_is_the_same_in_both() -> None:
    table = config()
    del table["groups"]["KCN"]["name_en"]
    assert Config.model_validate(table).groups["KCN"].name == ("Khu công nghiệp", "Khu công nghiệp")


@pytest.mark.parametrize(
    "path",
    [
        "plna",
        "plan.epsg",
        "layers.zones.colour",
        "ledger.table",
        "groups.KCN.kind",
        "limits.columns",
        "subjects.X.y",
    ],
)
def test_unknown_keys_are_refused(path: str) -> None:
    table = config()
    table["subjects"] = {"X": {"name_vi": "x"}}
    table["limits"] = {}
    put(table, path, "x")
    with pytest.raises(ValidationError) as caught:
        Config.model_validate(table)
    assert [".".join(map(str, e["loc"])) for e in caught.value.errors()] == [path]
    assert caught.value.errors()[0]["type"] == "extra_forbidden"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("plan.id", "Lào Cai"),
        ("plan.id", ""),
        ("plan.id", "1A"),
        ("plan.id", "a b"),
        ("plan.crs", 9208),
        ("plan.as_of", "hôm nay"),
        ("plan.as_of", "2026-02-30"),
        ("plan.language", "fr"),
        ("plan.extent", [103, 21, 105]),
        ("plan.extent", ["a", 21, 105, 23]),
        ("plan.extent", [105, 21, 103, 23]),
        ("plan.extent", [103, 23, 105, 21]),
        ("plan.extent", [103, 21, 105, 91]),
        ("layers", {}),
        ("layers.zones.path", None),
        ("indicators", {"x": {"vi": "x", "en": "x", "unit": "ha", "nature": "sometimes"}}),
        ("limits", {"features": "many"}),
    ],
)
def test_values_that_mean_nothing_are_refused(path: str, value: object) -> None:
    table = config()
    put(table, path, value)
    with pytest.raises(ValidationError) as caught:
        Config.model_validate(table)
    assert ".".join(map(str, caught.value.errors()[0]["loc"])).startswith(path)


@pytest.mark.parametrize(
    "path", ["plan", "ledger", "plan.id", "plan.crs", "plan.as_of", "plan.extent", "ledger.sources"]
)
def test_what_a_plan_needs_is_asked_for(path: str) -> None:
    table = config()
    *parents, last = path.split(".")
    inner = table
    for key in parents:
        inner = inner[key]
    del inner[last]
    with pytest.raises(ValidationError) as caught:
        Config.model_validate(table)
    assert [".".join(map(str, e["loc"])) for e in caught.value.errors()] == [path]


@pytest.mark.parametrize("table", ["layers", "rasters", "plan"])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../zones", "string_pattern_mismatch"),
        ("a/b", "string_pattern_mismatch"),
        (".zones", "string_pattern_mismatch"),
        ("khu vực", "string_pattern_mismatch"),
        ("", "string_pattern_mismatch"),
        ("NUL", "name_reserved"),
        ("com1", "name_reserved"),
        ("gpkg_contents", "name_reserved"),
        ("sqlite_x", "name_reserved"),
        ("Zoneplan_Findings", "name_reserved"),
        ("z" * 61, "name_too_long"),
    ],
)
def test_a_name_of_files_fits_every_system(table: str, name: str, why: str) -> None:
    found = config()
    if table == "plan":
        found["plan"]["id"] = name
    elif table == "layers":
        found["layers"][name] = dict(found["layers"]["zones"])
    else:
        raster = {"kind": "population", "path": "x.tif", "name_vi": "x", "as_of": 2020, "source": "S"}
        found["rasters"] = {name: raster}
    with pytest.raises(ValidationError) as caught:
        Config.model_validate(found)
    assert [error["type"] for error in caught.value.errors()] == [why]


@pytest.mark.parametrize("name", ["nulls", "com10", "console", "z" * 60, "Findings"])
def test_a_name_that_only_looks_reserved_may_be_used(name: str) -> None:
    found = config()
    found["layers"][name] = dict(found["layers"]["zones"])
    assert name in Config.model_validate(found).layers


def test_layers_differ_by_more_than_capitals() -> None:
    found = config()
    found["layers"]["Zones"] = dict(found["layers"]["zones"])
    with pytest.raises(ValidationError, match="different ids"):
        Config.model_validate(found)


@pytest.mark.parametrize("table", ["groups", "subjects"])
def test_a_name_stands_for_one_thing_only(table: str) -> None:
    found = config()
    inner = {"name_vi": "x", "category": "KCN"} if table == "groups" else {"name_vi": "x"}
    found.setdefault(table, {})[found["plan"]["id"]] = inner
    with pytest.raises(ValidationError, match="different ids"):
        Config.model_validate(found)


def test_a_configuration_cannot_be_changed() -> None:
    found = Config.model_validate(config())
    with pytest.raises(ValidationError):
        found.plan.crs = "EPSG:3857"

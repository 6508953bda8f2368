"""Damaged files of every format and damaged tables: each ends in a plan or in words, never in a failure."""

import random
from pathlib import Path

import pytest

from hostile.corpus import FORMATS, PACKED, damaged, good, repacked, told, unchanged, with_zones
from support import Draft

SEEDS = range(2)
TEXTS = ("zoneplan.toml", "layers/indicators.csv", "layers/sources.csv", "layers/zones.geojson")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A good file of every format, each in a folder of its own."""
    return {suffix: good(tmp_path_factory.mktemp("good"), suffix) for suffix in FORMATS}


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_good_file_of_a_format_is_read(plan_folder: Draft, files: dict[str, Path], suffix: str) -> None:
    with_zones(plan_folder, files[suffix])
    loaded = plan_folder.load()
    if suffix == ".dxf":
        assert [f.rule.id for f in loaded.findings] == ["column_missing"], "a drawing has no attributes"
        return
    assert loaded.plan is not None, [f.rule.id for f in loaded.findings]
    ids = sorted(feature.id for feature in loaded.plan.layers["zones"].features)
    assert ids == sorted(str(shape.props["id"]) for shape in Draft().layers["zones"])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_damaged_file_of_a_format(
    plan_folder: Draft, files: dict[str, Path], suffix: str, seed: int
) -> None:
    chance = random.Random(f"{suffix} {seed}")  # noqa: S311 - damage, not secrets
    with_zones(plan_folder, files[suffix])
    layers = plan_folder.folder / "layers"
    found = [p for p in layers.rglob("*") if p.is_file() and (p.stem == "zones" or p.parent != layers)]
    meant = chance.choice(sorted(p for p in found if p.suffix != ".geojson" or suffix == ".geojson"))
    change = repacked if suffix in {*PACKED, ".xlsx"} and seed else damaged
    meant.write_bytes(change(meant.read_bytes(), chance))
    with unchanged(plan_folder.folder):
        told("check", plan_folder.folder)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_text_of_a_plan(plan_folder: Draft, name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - damage, not secrets
    path = plan_folder.folder / name
    path.write_bytes(damaged(path.read_bytes(), chance))
    with unchanged(plan_folder.folder):
        told("check", plan_folder.folder)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_plan_is_mended_located_and_built_or_refused(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    path = plan_folder.folder / chance.choice(TEXTS[1:])
    path.write_bytes(damaged(path.read_bytes(), chance))
    out = tmp_path_factory.mktemp("out")
    with unchanged(plan_folder.folder):
        told("check", plan_folder.folder, "--fix", out / "mended")
        told("check", plan_folder.folder, "--evidence", out / "found.geojson")
    told("build", plan_folder.folder)

"""A build makes what changed, nothing else, and nothing at all when the plan is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support import Draft
from zoneplan.build import ALL_STEPS, Outcome, Step, build
from zoneplan.errors import FileError
from zoneplan.io import atomic
from zoneplan.metrics import Table, tabulate_all
from zoneplan.metrics.view import View

EVERYTHING = {
    "maps/index.html",
    "reports/land_efficiency.xlsx",
    "reports/land_efficiency.html",
    "reports/measures.csv",
    "reports/findings.csv",
    "exports/zones.geojson",
    "exports/relocations.geojson",
    "exports/hydropower.geojson",
    "exports/communes.geojson",
    "exports/findings.geojson",
    "exports/test.gpkg",
    "exports/density_population.tif",
    "exports/density_zone_land.tif",
    "exports/density_hydropower.tif",
    "exports/density_surfaces.csv",
    "exports/data_dictionary.csv",
    "exports/manifest.json",
    *(f"reports/tables/{table.spec.id}.csv" for table in tabulate_all(Draft().view()) if table.rows),
}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Gives every published file with its content and its time of writing."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for part in ("maps", "reports", "exports")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def built(plan_folder: Draft) -> Draft:
    outcome = build(plan_folder.folder, "vi")
    assert set(outcome.written) == EVERYTHING
    return plan_folder


def test_a_build_writes_the_whole_dossier_and_leaves_nothing_else(built: Draft) -> None:
    assert set(snapshot(built.folder)) == EVERYTHING


def test_a_second_build_rewrites_nothing_and_says_so(built: Draft) -> None:
    before = snapshot(built.folder)
    outcome = build(built.folder, "vi")
    assert outcome.unchanged
    assert outcome.written == ()
    assert snapshot(built.folder) == before


def test_a_changed_row_rebuilds_what_shows_it_and_nothing_else(built: Draft) -> None:
    before = snapshot(built.folder)
    built.value("KCN_A", "workers", 1700).write()
    outcome = build(built.folder, "vi")
    tables = {name for name in outcome.written if name.startswith("reports/tables/")}
    assert set(outcome.written) - tables == {
        "maps/index.html",
        "reports/land_efficiency.xlsx",
        "reports/land_efficiency.html",
        "reports/measures.csv",
        "exports/zones.geojson",
        "exports/test.gpkg",
        "exports/manifest.json",
    }
    assert all(b"workers" in (built.folder / name).read_bytes() for name in tables)
    after = snapshot(built.folder)
    assert {name for name in after if after[name] != before[name]} == set(outcome.written)


def test_a_changed_input_that_shows_nowhere_renews_only_the_manifest(built: Draft) -> None:
    built.write_text(
        "zoneplan.toml", (built.folder / "zoneplan.toml").read_text(encoding="utf-8") + "\n# note\n"
    )
    assert set(build(built.folder, "vi").written) == {"exports/manifest.json"}


def test_a_lost_and_a_damaged_output_are_made_again_alone(built: Draft) -> None:
    before = snapshot(built.folder)
    (built.folder / "exports/communes.geojson").unlink()
    (built.folder / "maps/index.html").write_text("damaged", encoding="utf-8")
    outcome = build(built.folder, "vi")
    assert set(outcome.written) == {"exports/communes.geojson", "maps/index.html"}
    assert {k: v[0] for k, v in snapshot(built.folder).items()} == {k: v[0] for k, v in before.items()}


def test_another_language_is_another_dossier(built: Draft) -> None:
    outcome = build(built.folder, "en")
    assert "reports/land_efficiency.html" in outcome.written
    assert "exports/zones.geojson" in outcome.kept
    assert build(built.folder, "en").unchanged


def test_a_part_made_later_does_not_vouch_for_the_rest(built: Draft) -> None:
    build(built.folder, "en", (Step.MAP,))
    outcome = build(built.folder, "en")
    assert "reports/land_efficiency.html" in outcome.written
    assert "maps/index.html" in outcome.kept


def test_parts_of_the_same_plan_add_up_to_the_whole(plan_folder: Draft) -> None:
    for step in ALL_STEPS:
        build(plan_folder.folder, "vi", (step,))
    assert build(plan_folder.folder, "vi").unchanged
    assert set(snapshot(plan_folder.folder)) == EVERYTHING


def test_tables_are_made_for_reports_alone_and_once(
    plan_folder: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[View] = []

    def counted(view: View) -> tuple[Table, ...]:
        made.append(view)
        return tabulate_all(view)

    monkeypatch.setattr("zoneplan.metrics.tabulate_all", counted)
    build(plan_folder.folder, "vi", (Step.MAP, Step.EXPORT))
    assert not made
    build(plan_folder.folder, "vi")
    assert len(made) == 1


def test_the_same_input_gives_the_same_bytes(built: Draft, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Draft(tmp_path_factory.mktemp("other"))
    other.write()
    build(other.folder, "vi")
    assert {k: v[0] for k, v in snapshot(other.folder).items()} == {
        k: v[0] for k, v in snapshot(built.folder).items()
    }


def test_the_export_of_a_layer_that_is_gone_goes_too(built: Draft) -> None:
    del built.config["layers"]["relocations"]
    del built.layers["relocations"]
    built.drop("RL_1").write()
    build(built.folder, "vi")
    assert not (built.folder / "exports/relocations.geojson").exists()
    assert (built.folder / "exports/zones.geojson").exists()


def _no_file(draft: Draft) -> None:
    (draft.folder / "layers/zones.geojson").unlink()


def _broken_json(draft: Draft) -> None:
    draft.write_text("layers/zones.geojson", '{"type": "FeatureCollection", "features": [')


def _no_crs(draft: Draft) -> None:
    path = draft.folder / "layers/zones.geojson"
    document = json.loads(path.read_text(encoding="utf-8")) | {"crs": None}
    draft.write_json("layers/zones.geojson", document)
    del draft.config["layers"]["zones"]["crs"]
    draft.write_config()


def _unknown_value(draft: Draft) -> None:
    draft.set("KCN_A", stage="someday").write()


def _duplicate_id(draft: Draft) -> None:
    draft.set("KCN_B", id="KCN_A").drop("KCN_B").write()


def _no_source(draft: Draft) -> None:
    draft.row("KCN_A", "projects", 5, source="").write()


def _decimal_comma(draft: Draft) -> None:
    draft.value("KCN_A", "workers", "1.600,5").write()


def _unknown_subject(draft: Draft) -> None:
    draft.row("KCN_NOWHERE", "workers", 5).write()


BAD: list[tuple[Callable[[Draft], None], str, int, str]] = [
    (_no_file, "file_missing", 3, "zones"),
    (_broken_json, "file_unreadable", 3, "zones"),
    (_no_crs, "layer_crs_missing", 1, "zones"),
    (_unknown_value, "field_value_unknown", 1, "KCN_A"),
    (_duplicate_id, "id_duplicate", 1, "KCN_A"),
    (_no_source, "ledger_source_missing", 1, "KCN_A"),
    (_decimal_comma, "ledger_number", 1, "KCN_A"),
    (_unknown_subject, "ledger_subject_unknown", 1, "KCN_NOWHERE"),
]


@pytest.mark.parametrize(("spoil", "rule", "code", "place"), BAD, ids=[rule for _, rule, _, _ in BAD])
def test_a_wrong_plan_leaves_the_old_dossier_untouched(
    built: Draft, spoil: Callable[[Draft], None], rule: str, code: int, place: str
) -> None:
    before = snapshot(built.folder)
    spoil(built)
    outcome: Outcome = build(built.folder, "vi")
    assert outcome.failed
    found = next(f for f in outcome.findings if f.rule.id == rule)
    assert found.rule.exit_code == code
    assert place in (found.layer, found.feature)
    assert snapshot(built.folder) == before


def test_a_file_that_cannot_be_written_leaves_the_old_dossier_untouched(
    built: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(built.folder)
    built.value("KCN_A", "workers", 1700).write()
    beside = atomic._beside

    def full_disk(target: Path, data: bytes) -> Path:
        if target.suffix == ".gpkg":
            raise OSError(28, "No space left on device")
        return beside(target, data)

    monkeypatch.setattr(atomic, "_beside", full_disk)
    with pytest.raises(FileError, match=r"test\.gpkg"):
        build(built.folder, "vi")
    assert snapshot(built.folder) == before


def test_an_output_folder_that_leads_out_is_refused(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (plan_folder.folder / "maps").symlink_to(outside, target_is_directory=True)
    with pytest.raises(FileError, match="leads out"):
        build(plan_folder.folder, "vi")
    assert list(outside.iterdir()) == []


def test_a_hostile_manifest_removes_and_skips_nothing(
    built: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    victim = tmp_path_factory.mktemp("victim") / "letter.txt"
    victim.write_text("mine", encoding="utf-8")
    path = built.folder / "exports/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    climb = "exports/" + "../" * 12 + victim.as_posix().lstrip("/")
    manifest["outputs"][climb] = {"sha256": atomic.file_sha256(victim), "size": 4, "made_from": "x"}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    outcome = build(built.folder, "vi")
    assert not outcome.unchanged
    assert victim.read_text(encoding="utf-8") == "mine"
    assert climb not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outputs": 3}', "\x00", '{"plan": null, "outputs": {}}'])
def test_a_broken_manifest_is_no_manifest(built: Draft, text: str) -> None:
    (built.folder / "exports/manifest.json").write_text(text, encoding="utf-8")
    assert set(build(built.folder, "vi").written) == {"exports/manifest.json"}

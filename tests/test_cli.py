"""The commands: what they print, how they end, and that they never show a traceback unasked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from checks.cases.base import bow_tie
from support import EAST, NORTH, TO_DEGREES, Draft, point, zone
from zoneplan.cli import app

COLUMNS = {"metric", "subject", "value", "low", "high", "unit", "as_of", "verdict", "reason"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed_json(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_check_of_a_clean_plan_is_quiet_about_it(plan_folder: Draft) -> None:
    result = run("check", plan_folder.folder)
    assert result.exit_code == 0
    assert "0 lỗi" in result.stdout


def test_check_collects_all_faults_and_speaks_the_language_asked(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", stage="someday").set("KCN_B", category="???")
    plan_folder.value("KCN_A", "workers", "1,5").write()
    result = run("check", plan_folder.folder, "--lang", "en")
    assert result.exit_code == 1
    for words in ("zones", "KCN_A", "someday", "KCN_B", "???", "“1,5” is not a number", "[ledger_number]"):
        assert words in result.stdout
    assert "“1,5” không phải là số" in run("check", plan_folder.folder).stdout


def test_check_json_has_the_columns_of_findings_csv(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", stage="someday").write()
    result = run("check", plan_folder.folder, "--json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)
    assert list(row)[:6] == ["rule", "severity", "layer", "feature", "message", "remedy"]
    assert list(row)[6:] == ["name", "why", "legal", "exit_code", "shows", "lon", "lat"]
    assert (row["exit_code"], row["shows"]) == (1, "feature")
    lon, lat = TO_DEGREES.transform(EAST + 500, NORTH + 500)
    assert (row["lon"], row["lat"]) == (pytest.approx(lon, abs=0.005), pytest.approx(lat, abs=0.005))
    assert (row["rule"], row["layer"], row["feature"]) == ("field_value_unknown", "zones", "KCN_A")


def test_a_missing_file_ends_with_3(plan_folder: Draft) -> None:
    (plan_folder.folder / "layers/communes.geojson").unlink()
    result = run("build", plan_folder.folder, "--lang", "en")
    assert result.exit_code == 3
    assert "layers/communes.geojson" in result.stderr
    assert "untouched" in result.stderr


def test_a_folder_without_a_plan_ends_with_3(tmp_path: Path) -> None:
    result = run("build", tmp_path)
    assert result.exit_code == 3
    assert "zoneplan.toml" in result.stderr


def test_build_names_the_files_to_open_then_says_that_nothing_changed(plan_folder: Draft) -> None:
    first = run("build", plan_folder.folder, "--lang", "en")
    assert first.exit_code == 0, first.output
    assert str(plan_folder.folder / "maps/index.html") in first.stdout
    second = run("build", plan_folder.folder, "--lang", "en")
    assert "Nothing has changed." in second.stdout
    assert "Written" not in second.stdout


@pytest.mark.parametrize(
    ("command", "made"),
    [("map", "maps/index.html"), ("report", "reports/measures.csv"), ("export", "exports/zones.geojson")],
)
def test_parts_make_their_part_only(plan_folder: Draft, command: str, made: str) -> None:
    written = printed_json(command, plan_folder.folder)["written"]
    assert made in written
    assert {name.split("/")[0] for name in written} <= {made.split("/", maxsplit=1)[0], "exports"}


def test_quiet_says_nothing_when_all_is_well(plan_folder: Draft) -> None:
    result = run("build", plan_folder.folder, "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_measure_json_has_the_columns_of_measures_csv(plan_folder: Draft) -> None:
    rows = printed_json("measure", plan_folder.folder)
    assert all(set(row) == COLUMNS for row in rows)
    found = {(row["metric"], row["subject"]): row for row in rows}
    assert found["occupancy_pct", "KCN_A"]["value"] == pytest.approx(100 * 60 / 80)
    assert found["occupancy_pct", "KCN_D"]["value"] is None
    assert "leased_land_ha" in found["occupancy_pct", "KCN_D"]["reason"]


def test_explain_goes_down_to_rows_and_sources(plan_folder: Draft) -> None:
    told = printed_json("explain", "occupancy_pct", "KCN_A", plan_folder.folder)
    assert set(told) >= COLUMNS | {"formula", "inputs", "sources", "method"}
    rows = {(row["indicator"], row["value"], row["source"]) for row in told["inputs"]["figures"]}
    assert rows == {("leased_land_ha", 60, "S1"), ("industrial_land_ha", 80, "S1")}
    assert [source["id"] for source in told["sources"]] == ["S1"]
    page = run("explain", "occupancy_pct", "KCN_A", plan_folder.folder, "--lang", "en").stdout
    for words in ("75.0 %", "60 ÷ 80 × 100", "leased_land_ha", "S1: Báo cáo"):
        assert words in page


def test_explain_of_what_has_no_value_says_which_row_is_missing(plan_folder: Draft) -> None:
    page = run("explain", "workers_per_ha", "KCN_D", plan_folder.folder, "--lang", "en").stdout
    assert "It needs a ledger row: KCN_D, workers" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "occupancy", "KCN_A"), "occupancy_pct"),
        (("explain", "occupancy_pct", "KCN_AA"), "KCN_A"),
    ],
)
def test_a_near_name_is_suggested(plan_folder: Draft, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments, plan_folder.folder, "--lang", "en")
    assert result.exit_code == 2
    assert words in result.stderr.split("Near:")[1]


def test_a_subject_that_is_nothing_is_not_said_to_be_unfit(plan_folder: Draft) -> None:
    result = run("explain", "occupancy_pct", "NOWHERE", plan_folder.folder, "--lang", "en")
    assert result.exit_code == 2
    assert "There is no feature, group or subject “NOWHERE”" in result.stderr
    fits_not = run("explain", "occupancy_pct", "HP_1", plan_folder.folder, "--lang", "en")
    assert "does not apply to “HP_1”" in fits_not.stderr


def test_a_subject_is_found_in_any_case_and_through_same_as(plan_folder: Draft) -> None:
    plan_folder.add(zone("KCN_A_QH", point(), same_as="KCN_A", stage="2021-2030", decision=None)).write()
    for written in ("kcn_a", "KCN_A_QH"):
        assert printed_json("explain", "occupancy_pct", written, plan_folder.folder)["subject"] == "KCN_A"


@pytest.mark.parametrize("name", ["kinds", "metrics", "rules"])
def test_declarations_are_listed_for_people_and_machines(name: str) -> None:
    records = printed_json(name)
    assert records
    assert all(record["id"] and record["name_vi"] and record["name_en"] for record in records)
    page = run(name, "--lang", "en").stdout
    assert all(str(record["id"]) in page for record in records)


def test_init_makes_a_plan_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("init", folder, "--lang", "en").exit_code == 0
    result = run("build", folder)
    assert result.exit_code == 0, result.output
    assert (folder / "maps/index.html").exists()
    assert printed_json("check", folder) == []


def test_init_overwrites_nothing(plan_folder: Draft) -> None:
    before = (plan_folder.folder / "zoneplan.toml").read_bytes()
    result = run("init", plan_folder.folder)
    assert result.exit_code == 2
    assert (plan_folder.folder / "zoneplan.toml").read_bytes() == before


def test_a_bad_language_is_wrong_use(plan_folder: Draft) -> None:
    assert run("check", plan_folder.folder, "--lang", "fr").exit_code == 2


def test_one_bad_cell_of_the_ledger_hides_no_outline(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", bow_tie()).row("KCN_B", "workers", "nhiều").drop(
        "KCN_D", "planned_area_2030_ha"
    ).write()
    result = run("check", plan_folder.folder, "--lang", "en")
    assert result.exit_code == 1
    assert "crosses itself" in result.stdout
    assert "are checked so far" in result.stdout
    rows = json.loads(run("check", plan_folder.folder, "--json").stdout)
    assert {row["rule"] for row in rows} == {"ledger_number", "geometry_invalid"}
    (row,) = [row for row in rows if row["rule"] == "geometry_invalid"]
    assert row["shows"] == "evidence"


def test_a_kind_of_which_a_layer_cannot_be_read_is_not_judged(plan_folder: Draft) -> None:
    """Without the broken layer its neighbours would seem to leave gaps, and its features to be missing."""
    plan_folder.set("KCN_A", bow_tie(), stage="someday").write()
    rows = json.loads(run("check", plan_folder.folder, "--json").stdout)
    assert {row["rule"] for row in rows} == {"field_value_unknown"}


def test_a_failure_of_the_program_shows_no_traceback_unless_asked(
    plan_folder: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("zoneplan.build.examine_leniently", fail)
    result = run("check", plan_folder.folder, "--lang", "en")
    assert result.exit_code == 3
    assert "boom" in result.stderr
    assert "Traceback" not in result.output
    assert isinstance(run("check", plan_folder.folder, "--debug").exception, RuntimeError)


def test_names_cannot_steer_the_terminal(plan_folder: Draft) -> None:
    plan_folder.add(zone("KCN_E", point(2000, 9000), name_vi="\x1b[31mđỏ", decision=None)).write()
    result = run("check", plan_folder.folder)
    assert "\x1b" not in result.output
    assert "đỏ" in result.output


def test_a_pipe_gets_no_progress(plan_folder: Draft) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zoneplan", "check", str(plan_folder.folder)], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert "lỗi" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "words", [("check",), ("measure",), ("measure", "--table", "trends"), ("explain", "occupancy_pct", "KCN")]
)
def test_what_only_writers_need_is_not_loaded_to_tell_something(
    plan_folder: Draft, words: tuple[str, ...]
) -> None:
    code = (
        "import sys; from zoneplan.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end\n"
        "print([m for m in ('pandas', 'geopandas', 'pyarrow.parquet', 'folium', 'xlsxwriter') if m in sys.modules])"
    )
    asked = [sys.executable, "-c", code, *words, str(plan_folder.folder)]
    done = subprocess.run(asked, capture_output=True, check=True, text=True, encoding="utf-8")
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_help_needs_no_heavy_module() -> None:
    code = "import sys; import zoneplan.cli; print([m for m in ('pandas', 'geopandas', 'folium', 'shapely', 'numpy', 'pydantic', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"

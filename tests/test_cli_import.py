"""``zoneplan import``: what it prints in both languages, how it ends, and what it never does."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import corner_tables as tables
from corner_tables import OUTLINE, Grid, place
from support import Draft
from zoneplan.cli import app

SITE = place("Cụm công nghiệp Thử", 120.0, "xã X", 104.126, 22.291, OUTLINE)
FIELDS = ("--source", "S1", "--category", "CCN", "--stage", "2026-2030")


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["import", *(str(a) for a in arguments)], input=stdin)


@pytest.fixture
def table(plan_folder: Draft) -> Path:
    """A table whose grid only its commune tells; it lies in the commune X of the small plan."""
    plan_folder.set("C_X", uncertainty_m=5000).write()
    path = plan_folder.folder / "bang goc.txt"
    path.write_bytes(tables.as_tabs(tables.titled([SITE], Grid("EPSG:9208"), tables.vietnamese)))
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_planner_is_told_the_grid_the_site_and_what_to_do_next(plan_folder: Draft, table: Path) -> None:
    result = run(table, "--folder", plan_folder.folder, *FIELDS)
    assert result.exit_code == 0, result.output
    for words in (
        "EPSG:9208 (VN-2000, 104°45′)",
        "cột trái X (bắc)",
        "chỉ hệ này đưa các góc vào xã đã ghi",
        "5 góc; bảng có ghi lại góc khép",
        "bảng ghi 120 ha",
        "[CCN_THU]",
        "layers/bang_goc.geojson",
        "layers/bang_goc.import.csv",
        "[layers.bang_goc]",
        "CCN_THU,planned_area_2030_ha,120,ha,2025,S1,published,,",
        "zoneplan check",
    ):
        assert words in result.stdout, words
    english = run(table, "--folder", plan_folder.folder, *FIELDS, "--force", "--lang", "en")
    for words in (
        "only this grid puts the corners",
        "left column X (north)",
        "declared 120 ha",
        "Add to zoneplan",
    ):
        assert words in english.stdout, words


def test_an_ambiguous_grid_lists_its_readings_and_writes_nothing(plan_folder: Draft, table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace(", xã X", ""), encoding="utf-8")
    before = snapshot(plan_folder.folder)
    result = run(table, "--folder", plan_folder.folder, *FIELDS, "--lang", "en")
    assert result.exit_code == 1
    assert "--cm 104.75 --zone 3" in result.stdout
    assert "--cm 105 --zone 6" in result.stdout
    assert "104°07′53″E 22°17′50″N" in result.stdout
    assert "[grid_open]" in result.output
    assert "Nothing was written" in result.output
    assert snapshot(plan_folder.folder) == before
    chosen = run(table, "--folder", plan_folder.folder, *FIELDS, "--cm", "104°45'")
    assert chosen.exit_code == 0
    assert "bạn chọn" in chosen.stdout


def test_a_trial_writes_nothing_and_says_what_is_missing(plan_folder: Draft, table: Path) -> None:
    before = snapshot(plan_folder.folder)
    result = run(table, "--folder", plan_folder.folder, "--dry-run")
    assert result.exit_code == 0
    for words in ("Chạy thử: không ghi gì", "source", "stage (existing", "--stage"):
        assert words in result.stdout
    refused = run(table, "--folder", plan_folder.folder)
    assert refused.exit_code == 2
    assert "Còn thiếu trường bắt buộc" in refused.stderr
    assert snapshot(plan_folder.folder) == before


def test_json_says_everything_for_machines(plan_folder: Draft, table: Path) -> None:
    result = run(table, "--folder", plan_folder.folder, *FIELDS, "--json")
    told = json.loads(result.stdout)
    assert told["grid"]["crs"] == "EPSG:9208"
    assert told["basis"] == "commune"
    assert [s["id"] for s in told["sites"]] == ["CCN_THU"]
    assert told["written"] == ["layers/bang_goc.geojson", "layers/bang_goc.import.csv"]
    assert told["ledger_rows"][0]["value"] == "120"
    assert {f["rule"] for f in told["findings"]} >= {"grid_shift_assumed"}


def test_standard_input_is_read(plan_folder: Draft, table: Path) -> None:
    result = run("-", "--folder", plan_folder.folder, *FIELDS, stdin=table.read_bytes())
    assert result.exit_code == 0, result.output
    assert (plan_folder.folder / "layers/corners.geojson").is_file()


def test_errors_of_the_table_end_with_1_and_say_where(plan_folder: Draft, table: Path) -> None:
    text = table.read_text(encoding="utf-8").replace("3\t2.46", "3\t2.4l", 1)
    table.write_text(text, encoding="utf-8")
    result = run(table, "--folder", plan_folder.folder, *FIELDS, "--lang", "en")
    assert result.exit_code == 1
    assert "Line 5: “2.4l" in result.output
    assert not (plan_folder.folder / "layers/bang_goc.geojson").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("/vsicurl/http://x.org/a.csv",), 3, "network address"),
        (("https://x.org/a.csv",), 3, "network address"),
        (("missing.csv",), 3, "no such regular file"),
        (("-", "--kind", "hydropower_sites"), 2, "takes points"),
        (("-", "--kind", "nothing"), 2, "no layer kind"),
        (("-", "--source", "S_NONE"), 2, "no source"),
        (("-", "--stage", "someday"), 2, "does not take"),
        (("-", "--set", "colour"), 2, "FIELD=VALUE"),
        (("-", "--out", "../x.geojson"), 2, "in the plan's folder"),
        (("-", "--out", "layers/x.shp"), 2, "in the plan's folder"),
        (("-", "--out", "/elsewhere/x.geojson"), 2, "in the plan's folder"),
        (("-", "--cm", "99"), 2, "central meridian"),
        (("-", "--decimal", "dot"), 2, "comma or point"),
        (("-", "--encoding", "klingon"), 1, "klingon"),
    ],
)
def test_wrong_use_says_what_is_wrong(
    plan_folder: Draft, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = snapshot(plan_folder.folder)
    result = run(*arguments, "--folder", plan_folder.folder, "--lang", "en", stdin=b"1 2 3")
    assert result.exit_code == code, result.output
    assert words in result.output
    assert snapshot(plan_folder.folder) == before


def test_without_a_plan_the_way_to_one_is_shown(tmp_path: Path) -> None:
    result = run("-", "--folder", tmp_path, "--lang", "en", stdin=b"x")
    assert result.exit_code == 2
    assert "zoneplan init" in result.stderr


def test_a_link_cannot_lead_the_result_out_of_the_plan(
    plan_folder: Draft, table: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (plan_folder.folder / "link").symlink_to(outside)
    result = run(table, "--folder", plan_folder.folder, *FIELDS, "--out", "link/x.geojson")
    assert result.exit_code == 2
    assert not list(outside.iterdir())


def test_control_characters_of_a_file_do_not_reach_the_terminal(plan_folder: Draft, table: Path) -> None:
    text = table.read_text(encoding="utf-8").replace("Thử", "Th\x1b[31mử")
    table.write_text(text, encoding="utf-8")
    result = run(table, "--folder", plan_folder.folder, *FIELDS)
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output


def test_other_kinds_take_their_own_fields(plan_folder: Draft, table: Path) -> None:
    fields = ("--set", "role=origin", "--set", "cause=industrial_zone", "--source", "S1")
    result = run(table, "--folder", plan_folder.folder, "--kind", "relocation_areas", *fields)
    assert result.exit_code == 0, result.output
    (feature,) = json.loads((plan_folder.folder / "layers/bang_goc.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    properties = feature["properties"]
    assert (properties["role"], properties["cause"], properties["uncertainty_m"]) == (
        "origin",
        "industrial_zone",
        1,
    )
    assert "CCN_THU,area_declared_ha,120" in result.stdout


def test_quiet_prints_errors_only(plan_folder: Draft, table: Path) -> None:
    result = run(table, "--folder", plan_folder.folder, *FIELDS, "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    refused = run(table, "--folder", plan_folder.folder, *FIELDS, "-q", "--cm", "107", "--force")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "[grid_contradicted]" in refused.stderr


def test_standard_input_has_the_limit_of_a_file(plan_folder: Draft) -> None:
    plan_folder.config["limits"] = {"file_mb": 0.001}
    plan_folder.write_config()
    result = run("-", "--folder", plan_folder.folder, "--lang", "en", stdin=b"1 2 3\n" * 1000)
    assert result.exit_code != 0
    assert "[file_too_large]" in result.output

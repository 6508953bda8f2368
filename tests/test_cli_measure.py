"""What `measure`, `explain` and `tables` print, write and refuse."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from support import Draft
from zoneplan.cli import app
from zoneplan.metrics import METRICS, TABLES


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(*arguments: object) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def printed_json(*arguments: object) -> Any:
    return json.loads(printed(*arguments, "--json"))


def test_without_anything_asked_the_plan_and_its_groups_are_summed_up(plan_folder: Draft) -> None:
    page = printed("measure", plan_folder.folder, "--lang", "en")
    assert page.startswith("Test plan, as known on 2026-01-31\n")
    (line,) = [line for line in page.splitlines() if "Occupancy rate (%)" in line]
    assert [part for part in line.split() if part[0].isdigit()][:3] == ["55.9", "60.0", "25.0"]
    assert "KCN_A" not in page
    assert "zoneplan measure --subject" in page
    assert "billion VND" in page
    assert len(page.splitlines()) < 150


def test_the_table_fits_a_page(plan_folder: Draft) -> None:
    for asked in ((), ("--subject", "KCN_A"), ("--metric", "occupancy_pct"), ("--all",)):
        for line in printed("measure", plan_folder.folder, *asked).splitlines():
            assert cell_len(line) <= 100 or "zoneplan" in line, line


def test_vietnamese_by_default(plan_folder: Draft) -> None:
    page = printed("measure", plan_folder.folder, "--subject", "KCN_A")
    assert page.startswith("Khu KCN_A (KCN_A)")
    assert "Tỷ lệ lấp đầy" in page
    assert "75,0 %" in page


def test_one_subject_by_measure(plan_folder: Draft) -> None:
    """60 of 80 ha, 1,600 workers on 80 ha."""
    page = printed("measure", plan_folder.folder, "--subject", "kcn_a", "--lang", "en")
    assert "75.0 %" in page
    assert "20.00 people/ha" in page
    assert re.search(r"zoneplan explain \w+ KCN_A", page)
    assert "KCN_B" not in page


def test_one_measure_by_subject(plan_folder: Draft) -> None:
    page = printed("measure", plan_folder.folder, "--metric", "occupancy_pct", "--lang", "en")
    assert "Occupancy rate (occupancy_pct)" in page
    for subject, value in (("KCN_A", "75.0"), ("KCN_B", "30.0"), ("CCN_C", "25.0"), ("KCN", "60.0")):
        assert any(f" {subject} " in line and value in line for line in page.splitlines()), subject
    assert "KCN_D" not in page
    assert "Without a value: 1" in page


def test_what_is_missing_is_told_with_its_reason_when_asked(plan_folder: Draft) -> None:
    page = printed("measure", plan_folder.folder, "--metric", "occupancy_pct", "--all", "--lang", "en")
    assert "KCN_D" in page
    assert "leased_land_ha" in page
    only = printed(
        "measure", plan_folder.folder, "--metric", "occupancy_pct", "--subject", "KCN_D", "--lang", "en"
    )
    assert "leased_land_ha" in only


def test_filters_hold_for_machines_too(plan_folder: Draft) -> None:
    asked = (
        "--metric",
        "occupancy_pct",
        "--metric",
        "workers_per_ha",
        "--subject",
        "KCN_A",
        "--subject",
        "KCN_D",
    )
    rows = printed_json("measure", plan_folder.folder, *asked)
    assert [(row["metric"], row["subject"]) for row in rows] == sorted(
        ((row["metric"], row["subject"]) for row in rows), key=lambda pair: list(METRICS).index(pair[0])
    )
    assert {(row["metric"], row["subject"]) for row in rows} == {
        (metric, subject) for metric in ("occupancy_pct", "workers_per_ha") for subject in ("KCN_A", "KCN_D")
    }


@pytest.mark.parametrize(
    ("asked", "value", "as_of"),
    [("2024", 50, "2024"), ("2024-12", 50, "2024"), ("31/12/2024", 50, "2024"), ("2026-06-30", 75, "2025")],
)
def test_the_same_plan_at_another_date(plan_folder: Draft, asked: str, value: float, as_of: str) -> None:
    """40 of 80 ha were leased in 2024, 60 in 2025."""
    plan_folder.row("KCN_A", "leased_land_ha", 40, as_of="2024").row(
        "KCN_A", "industrial_land_ha", 80, as_of="2024"
    )
    plan_folder.sources = [["S1", "Báo cáo", "Sở", "", "https://example.org", ""]]
    plan_folder.write()
    (row,) = printed_json(
        "measure", plan_folder.folder, "--as-of", asked, "--metric", "occupancy_pct", "--subject", "KCN_A"
    )
    assert (row["value"], row["as_of"]) == (value, as_of)
    told = printed_json("explain", "occupancy_pct", "KCN_A", plan_folder.folder, "--as-of", asked)
    assert (told["value"], told["as_of"]) == (value, as_of)


def test_files_hold_what_json_prints(plan_folder: Draft, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rows = printed_json("measure", plan_folder.folder, "--lang", "en")
    said = printed(
        "measure", plan_folder.folder, "--csv", out / "m.csv", "--parquet", out / "m.parquet", "--lang", "en"
    )
    assert f"rows: {len(rows)}" in said
    assert pq.read_table(out / "m.parquet").to_pylist() == rows
    with (out / "m.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert list(written[0]) == list(rows[0])
    assert [float(row["value"]) if row["value"] else None for row in written] == [
        row["value"] for row in rows
    ]
    assert not {p.name for p in out.iterdir()} - {"m.csv", "m.parquet"}


def test_files_of_one_measure(plan_folder: Draft, tmp_path: Path) -> None:
    printed("measure", plan_folder.folder, "--metric", "occupancy_pct", "--parquet", tmp_path / "m.parquet")
    assert set(pq.read_table(tmp_path / "m.parquet")["metric"].to_pylist()) == {"occupancy_pct"}


def test_no_input_of_the_plan_is_replaced(plan_folder: Draft) -> None:
    inputs = {p: p.read_bytes() for p in plan_folder.folder.rglob("*") if p.is_file()}
    for name in ("layers/indicators.csv", "layers/sources.csv", "layers/zones.geojson", "zoneplan.toml"):
        result = run("measure", plan_folder.folder, "--csv", plan_folder.folder / name)
        assert result.exit_code == 2, name
    assert {p: p.read_bytes() for p in plan_folder.folder.rglob("*") if p.is_file()} == inputs


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_printed_and_written(plan_folder: Draft, tmp_path: Path, table: str) -> None:
    spec, _ = TABLES[table]
    for language in ("vi", "en"):
        page = printed("measure", plan_folder.folder, "--table", table, "--lang", language)
        assert f"({table})" in page.replace("\n  ", " ")
        assert all(cell_len(line) <= 100 for line in page.splitlines())
    told = printed_json("measure", plan_folder.folder, "--table", table)
    assert set(told) == {
        "table",
        "name",
        "about",
        "method",
        "columns",
        "rows",
        "remarks",
        "reason",
        "sources",
    }
    ids = [column.id for column in spec.columns]
    assert [column["id"] for column in told["columns"]] == ids
    assert all(list(row) == ids for row in told["rows"])
    assert told["rows"] or told["reason"]
    printed("measure", plan_folder.folder, "--table", table, "--csv", tmp_path / "t.csv")
    head = (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[0]
    assert head == ",".join(ids)
    printed("measure", plan_folder.folder, "--table", table, "--parquet", tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").num_rows == len(told["rows"])


def test_tables_are_listed(plan_folder: Draft) -> None:
    page = printed("tables", "--lang", "en")
    assert all(key in page for key in TABLES)
    assert [record["id"] for record in printed_json("tables")] == list(TABLES)
    assert [record["id"] for record in printed_json("metrics")] == list(METRICS)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--metric", "occupancy"), "occupancy_pct"),
        (("--subject", "KCN_AA"), "KCN_A"),
        (("--as-of", "next year"), "2024-09-30"),
        (("--table", "no_such_table"), "zoneplan tables"),
        (("--metric", "occupancy_pct", "--subject", "HP_1"), "does not apply to “HP_1”"),
        (("--metric", "occupancy_pct", "--subject", "HP_1", "--subject", "C_X"), "does not apply to “HP_1”"),
        (
            ("--metric", "occupancy_pct", "--subject", "KCN_A", "--subject", "HP_1"),
            "No measure applies to “HP_1”",
        ),
        (("--subject", "ELSEWHERE"), "No measure applies to “ELSEWHERE”"),
        (("--table", next(iter(TABLES)), "--metric", "occupancy_pct"), "separate runs"),
        (("--trend", "occupancy", "KCN_A"), "occupancy_pct"),
        (("--trend", "occupancy_pct", "KCN_A", "--subject", "KCN_A"), "separate runs"),
        (("--csv", "out.txt"), ".csv"),
    ],
)
def test_what_cannot_be_is_wrong_use(plan_folder: Draft, asked: tuple[str, ...], words: str) -> None:
    plan_folder.config["subjects"] = {"ELSEWHERE": {"name_vi": "Nơi khác", "name_en": "Elsewhere"}}
    plan_folder.write()
    result = run("measure", plan_folder.folder, *asked, "--lang", "en")
    assert result.exit_code == 2, result.output
    assert words in result.stderr


def test_a_plan_with_errors_is_not_measured(plan_folder: Draft, tmp_path: Path) -> None:
    plan_folder.set("KCN_A", stage="someday").write()
    result = run("measure", plan_folder.folder, "--csv", tmp_path / "m.csv")
    assert result.exit_code == 1
    assert not (tmp_path / "m.csv").exists()


def test_quiet_says_nothing(plan_folder: Draft) -> None:
    assert run("measure", plan_folder.folder, "-q").output == ""


def test_names_cannot_steer_the_terminal(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", name_vi="\x1b[31m[bold]đỏ[/]\u202e").write()
    for asked in (("measure", "--metric", "occupancy_pct"), ("measure", "--subject", "KCN_A")):
        page = printed(asked[0], plan_folder.folder, *asked[1:])
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert "[bold]" in page
    page = printed("explain", "occupancy_pct", "KCN_A", plan_folder.folder)
    assert "\x1b" not in page


def test_explain_tells_what_leaves_it_open_and_what_would_change_it(plan_folder: Draft) -> None:
    """Leased 60.4 of 80 ha are 75.5 %; 48 ha would be the 60 % of the decree, 100.667 ha of land too."""
    plan_folder.drop("KCN_A", "leased_land_ha")
    plan_folder.row("KCN_A", "leased_land_ha", 60.4, preferred="yes", note="Sở")
    plan_folder.row("KCN_A", "leased_land_ha", 64).write()
    page = printed("explain", "occupancy_pct", "KCN_A", plan_folder.folder, "--lang", "en")
    for words in (
        "✓ met: Average occupancy before a new zone or an expansion ≥ 60 %",
        "National occupancy, operating zones (Oct 2023): 72.9 %",
        "other sources of the same time say otherwise",
        "1 % more gives +0.755 percentage points",
        "at 48 ha (-20.5 %) it turns to “not met” (≥ 60 %)",
    ):
        assert words in page, words
    told = printed_json("explain", "occupancy_pct", "KCN_A", plan_folder.folder)
    assert {"tolerance", "verdicts", "benchmarks", "influences"} <= set(told)
    assert (told["tolerance"]["low"], told["tolerance"]["high"]) == (told["low"], told["high"])
    kinds = {cause["kind"] for cause in told["tolerance"]["causes"]}
    assert {"rounding", "contradiction"} <= kinds
    (verdict,) = told["verdicts"]
    assert (verdict["regulation"], verdict["verdict"], verdict["value"]) == (
        "occupancy_kcn_new_zone",
        "met",
        60,
    )
    assert {b["value"] for b in told["benchmarks"]} >= {72.9, 57.8}
    leased, land = sorted(told["influences"], key=lambda i: str(i["indicator"]), reverse=True)
    assert leased["change_of_1_pct"] == pytest.approx(0.755)
    assert leased["turns"] == [{"regulation": "occupancy_kcn_new_zone", "at": 48, "verdict": "not_met"}]
    assert land["turns"][0]["at"] == pytest.approx(60.4 / 0.6, rel=1e-5)
    assert set(told["inputs"]) == {"figures", "other_values", "features", "layers", "rasters"}


def test_explain_names_the_layer_that_was_measured(plan_folder: Draft) -> None:
    told = printed_json("explain", "area_planar_ha", "KCN_A", plan_folder.folder)
    assert told["inputs"]["layers"] == [{"id": "zones", "path": "layers/zones.geojson"}]
    page = printed("explain", "area_planar_ha", "KCN_A", plan_folder.folder, "--lang", "en")
    assert "zones (layers/zones.geojson)" in page
    assert "the position may be off by up to 10 m" in page


def test_a_missing_value_is_explained_too(plan_folder: Draft) -> None:
    told = printed_json("explain", "occupancy_pct", "KCN_D", plan_folder.folder)
    assert told["value"] is None
    assert told["verdict"] == ""
    assert told["tolerance"] == {"low": None, "high": None, "text": "", "causes": []}
    assert told["influences"] == told["verdicts"] == []
    assert "leased_land_ha" in told["reason"]


def test_what_only_a_table_speaks_of_is_explained_or_says_where_it_stands(plan_folder: Draft) -> None:
    """Of a province beside that of the plan only its balance of land is measured: 50 of 1,000 ha."""
    plan_folder.config["subjects"] = {"NEXT": {"name_vi": "Tỉnh bên", "name_en": "Next province"}}
    plan_folder.row("NEXT", "land_total_ha", 1000).row("NEXT", "land_skk_ha", 30)
    plan_folder.row("NEXT", "land_skn_ha", 20).write()
    told = printed_json("explain", "province_industrial_land_pct", "NEXT", plan_folder.folder)
    assert told["value"] == 5
    listed = printed("measure", plan_folder.folder, "--subject", "NEXT", "--lang", "en")
    assert listed.startswith("Next province (NEXT)")
    assert "5.000 %" in listed
    refused = run("explain", "population", "NEXT", plan_folder.folder, "--lang", "en")
    assert refused.exit_code == 2
    assert "“population” does not apply to “NEXT”" in refused.stderr
    assert "zoneplan measure --table land_ledger" in refused.stderr

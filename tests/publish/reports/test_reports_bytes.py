"""The same plan makes the same files, and other programs open them."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from publish.reports.reading import dossier_of
from support import Draft
from zoneplan.plan.plan import Plan
from zoneplan.publish import reports
from zoneplan.publish.reports import artefacts
from zoneplan.publish.reports.compose import report_model
from zoneplan.publish.reports.model import ReportModel

_SCRIPT = """
import hashlib, sys
from pathlib import Path
from publish.reports.reading import files_of
from zoneplan.io.load import load
plan = load(Path(sys.argv[1])).plan
for name, data in files_of(plan).items():
    print(name, hashlib.sha256(data).hexdigest())
"""


def test_paths_and_models(lao_cai: Plan) -> None:
    dossier = dossier_of(lao_cai)
    found = artefacts(dossier)
    filled = [table.spec.id for table in dossier.tables if table.rows]
    assert [a.path for a in found] == [
        "reports/land_efficiency.xlsx",
        "reports/land_efficiency.html",
        "reports/measures.csv",
        "reports/findings.csv",
        *(f"reports/tables/{key}.csv" for key in filled),
    ]
    for artefact in found:
        assert json.dumps(artefact.model, allow_nan=False)
    assert json.dumps(asdict(report_model(dossier)), allow_nan=False)


def test_another_figure_makes_another_model() -> None:
    draft = Draft()
    before = {a.path: json.dumps(a.model) for a in artefacts(dossier_of(draft.plan()))}
    draft.value("KCN_A", "workers", 1700)
    after = {a.path: json.dumps(a.model) for a in artefacts(dossier_of(draft.plan()))}
    changed = {path for path, model in after.items() if before[path] != model}
    assert {"reports/land_efficiency.xlsx", "reports/land_efficiency.html", "reports/measures.csv"} <= changed
    assert "reports/findings.csv" not in changed


def test_a_change_in_any_part_of_a_report_makes_another_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint is taken in parts of a few rows; none of them may be left out."""
    monkeypatch.setattr(reports, "_AT_ONCE", 2)
    dossier = dossier_of(Draft().plan())
    made = report_model(dossier)

    def told(model: ReportModel) -> object:
        monkeypatch.setattr(reports, "report_model", lambda _: model)
        return artefacts(dossier)[0].model

    (table,) = made.everything.tables
    last = replace(made.everything, tables=(replace(table, rows=table.rows[:-1]),))
    changed = [
        replace(made, title="x"),
        replace(made, explanations=made.explanations[:-1]),
        replace(made, sections=made.sections[:-1]),
        replace(made, tables=made.tables[1:]),
        replace(made, everything=last),
        replace(made, everything=replace(last, title="x")),
    ]
    found = [json.dumps(told(model)) for model in (made, *changed)]
    assert json.dumps(told(made)) == found[0]
    assert len(set(found)) == len(found)


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(plan_folder: Draft, repo_root: Path) -> None:
    outputs = set()
    for seed, zone in (("0", "UTC"), ("4711", "Asia/Ho_Chi_Minh")):
        run = subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(plan_folder.folder)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(repo_root / "tests")},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        outputs.add(run.stdout)
    (only,) = outputs
    assert only.count("\n") >= 4


def test_twice_is_the_same(lao_cai: Plan) -> None:
    one, other = (
        [hashlib.sha256(a.make()).hexdigest() for a in artefacts(dossier_of(lao_cai))] for _ in range(2)
    )
    assert one == other


@pytest.mark.slow
def test_libreoffice_opens_the_workbook(vi: dict[str, bytes], tmp_path: Path) -> None:
    office = shutil.which("localc")
    if office is None:
        pytest.skip(
            "LibreOffice Calc is missing, so the workbook is not opened: apt-get install libreoffice-calc"
        )
    (tmp_path / "report.xlsx").write_bytes(vi["land_efficiency.xlsx"])
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), "report.xlsx"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=240,
    )
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")

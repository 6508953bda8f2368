"""Reports to look at: those of the repository, and of a small plan full of hostile texts."""

from pathlib import Path

import pytest

from publish.reports.reading import Repository, files_of
from support import Draft
from zoneplan.plan.plan import Plan

FORMULA = '=HYPERLINK("http://evil.example","x")'
MARKUP = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
STRANGE = "@SUM(1)\x07\x1b[31m\u202e\ufeff\x0b-2+3 &P &[File] \ud800"


@pytest.fixture(scope="session")
def repository(repo_root: Path) -> Repository:
    """The repository's own tables."""
    return Repository(repo_root)


@pytest.fixture(scope="session")
def vi(lao_cai: Plan) -> dict[str, bytes]:
    """The reports of Lào Cai in Vietnamese."""
    return files_of(lao_cai)


@pytest.fixture(scope="session")
def en(lao_cai: Plan) -> dict[str, bytes]:
    """The reports of Lào Cai in English."""
    return files_of(lao_cai, "en")


@pytest.fixture
def hostile() -> Plan:
    """A small plan whose every text tries to be a formula, markup or a header code."""
    draft = Draft()
    draft.config["plan"] |= {"name_vi": f"2030 & {FORMULA}{MARKUP}", "name_en": STRANGE.replace("\ud800", "")}
    draft.config["groups"]["KCN"]["name_vi"] = "+1-1|cmd"
    draft.config["groups"]["CCN"]["name_vi"] = "W" * 300
    draft.set("KCN_A", name_vi=FORMULA, name_en=FORMULA, decision=MARKUP, commune=STRANGE)
    draft.set("KCN_B", name_vi=MARKUP, name_en=MARKUP, decision="-1+1")
    draft.set("CCN_C", name_vi=STRANGE, name_en=STRANGE, decision="A" * 40_000)
    draft.set("HP_1", name_vi="@x", owner=MARKUP, river="\t=1")
    draft.set("RL_1", note=FORMULA, phase="=1+1")
    draft.sources = [["S1", FORMULA, MARKUP, "=1", "javascript:alert(1)", STRANGE]]
    draft.value("KCN_A", "workers", 1600, note=f"[~] {FORMULA}")
    return draft.plan()

"""What tests share: the plan of this repository, and a small plan in a folder of its own."""

from pathlib import Path

import pytest
from hypothesis import settings

from support import Draft
from zoneplan.io.load import load
from zoneplan.plan.plan import Plan

settings.register_profile("house", deadline=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The folder of the repository, which is also the Lào Cai project."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def lao_cai(repo_root: Path) -> Plan:
    """The Lào Cai plan as the repository has it."""
    loaded = load(repo_root)
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


@pytest.fixture(scope="session")
def real_data(repo_root: Path) -> Path:
    """The folder of large real layers beside the repository; tests that need it are skipped without it."""
    folder = repo_root.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the large real layers are not here: {folder} does not exist")
    return folder


@pytest.fixture
def plan_folder(tmp_path: Path) -> Draft:
    """A small clean plan, already written; change it, call ``write()`` again, or break its files by hand."""
    draft = Draft(tmp_path)
    draft.write()
    return draft

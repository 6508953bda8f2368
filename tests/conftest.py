"""What tests share: the plan of this repository, and a small plan in a folder of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from support import Draft
from zoneplan.io.load import load
from zoneplan.plan.plan import Plan

settings.register_profile("house", deadline=None, max_examples=60)
settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for all tests of a process, or the reason why there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


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

"""The page as text: self-contained, safe, the same every time."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from support import Draft
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts
from zoneplan.publish.maps.render import json_in_html

Page = Callable[..., str]

MAKE = """
import sys
from hashlib import sha256
from pathlib import Path
from zoneplan.io.load import load
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts
plan = load(Path(sys.argv[1])).plan
(made,) = artefacts(Dossier(plan, (), measure_all(View(plan)), "vi"))
assert "folium" not in sys.modules and "jinja2" not in sys.modules
print(sha256(made.make()).hexdigest())
"""


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes, and the text of its blocks of data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: dict[str, str] = {}
        self._in: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = dict(attrs).get("id") if tag == "script" else None

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    def handle_data(self, data: str) -> None:
        if self._in:
            self.data[self._in] = self.data.get(self._in, "") + data


def test_one_page_in_one_place(lao_cai: Plan) -> None:
    (made,) = artefacts(Dossier(lao_cai, (), (), "vi"))
    assert made.path == "maps/index.html"
    assert json.loads(json.dumps(made.model)) == made.model


def test_two_processes_write_the_same_bytes(plan_folder: Draft) -> None:
    def made(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "error", "-c", MAKE, str(plan_folder.folder)]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    assert made("1") == made("2")


def test_the_page_names_its_language_and_title(page: Page) -> None:
    for language, title in (("vi", "Quy hoạch thử"), ("en", "Test plan")):
        html = page(Draft(), language)
        assert html.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
        assert f"<title>{title}</title>" in html
        assert '<meta charset="utf-8">' in html
        assert 'name="viewport"' in html


def test_nothing_is_fetched(lao_cai_page: str) -> None:
    tags = Tags(lao_cai_page).tags
    fetched = [value for _, attrs in tags for key, value in attrs.items() if key in {"src", "href", "srcset"}]
    assert all(str(value).startswith(("data:", "#")) for value in fetched), fetched
    styles = re.findall(r"<style>(.*?)</style>", lao_cai_page, re.DOTALL)
    assert styles
    assert not any("@import" in style or re.search(r"url\((?!#|data:)", style) for style in styles)
    assert "sourceMappingURL" not in lao_cai_page


def test_the_page_stays_small(lao_cai_page: str) -> None:
    assert len(lao_cai_page.encode()) < 2_000_000


def test_hostile_text_stays_text(page: Page, hostile: Draft) -> None:
    html = page(hostile)
    parsed = Tags(html)
    assert sum(tag == "script" for tag, _ in parsed.tags) == sum(
        tag == "script" for tag, _ in Tags(page(Draft())).tags
    )
    assert not any(tag == "img" or "onerror" in attrs for tag, attrs in parsed.tags)
    model = json.loads(parsed.data["model"])
    card = next(p["html"] for p in model["places"] if p["id"] == "KCN_A")
    assert not {tag for tag, _ in Tags(card).tags} & {"script", "img"}
    assert "&lt;script&gt;" in card
    assert "{{ 7*7 }}" in card


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\u2029", "&amp;", '"\\'])
def test_json_in_a_page_is_only_json(text: str) -> None:
    written = json_in_html({"a": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"a": text}


def test_the_model_decides_the_bytes(page: Page) -> None:
    assert page(Draft()) == page(Draft())
    assert page(Draft()) != page(Draft().set("KCN_A", note="khác"))


def test_vietnamese_and_english_say_the_same_things(page: Page) -> None:
    vi, en = page(Draft(), "vi"), page(Draft(), "en")
    assert "Tính thế nào?" in vi
    assert "How is this computed?" in en
    assert "Tính thế nào?" not in en
    assert [tag for tag, _ in Tags(vi).tags] == [tag for tag, _ in Tags(en).tags]


def test_checkboxes_have_labels(lao_cai_page: str, lao_cai_model: dict[str, Any]) -> None:
    boxes = re.findall(
        r'<label class="layer"><input type="checkbox" data-layer="([a-z0-9_]+)"( checked)?>', lao_cai_page
    )
    assert [(name, bool(on)) for name, on in boxes] == [
        (layer["id"], layer["on"]) for layer in lao_cai_model["layers"]
    ]


def test_packaged_parts_are_ours(repo_root: Path) -> None:
    folder = repo_root / "src" / "zoneplan" / "publish" / "maps"
    for script in folder.glob("*.js"):
        assert "http" not in script.read_text(encoding="utf-8")

"""The page as text: self-contained, safe, the same every time."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from branca.element import JavascriptLink
from folium import Map

from map_models import dossier_of
from map_pages import HOSTILE, Tags, blocks_of, cards_of, page_of
from support import Draft
from zoneplan.errors import FileError
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps import artefacts
from zoneplan.publish.maps.page import assets
from zoneplan.publish.maps.page.policy import policy
from zoneplan.publish.maps.page.render import Page

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
assert "folium" not in sys.modules
print(sha256(made.make()).hexdigest())
"""


def test_one_page_in_one_place(lao_cai: Plan) -> None:
    (made,) = artefacts(dossier_of(lao_cai))
    assert made.path == "maps/index.html"
    assert json.loads(json.dumps(made.model)) == made.model


def test_two_processes_write_the_same_bytes(plan_folder: Draft) -> None:
    def made(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "error", "-c", MAKE, str(plan_folder.folder)]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    assert made("1") == made("2")


def test_the_page_names_its_language_and_title() -> None:
    for language, title in (("vi", "Quy hoạch thử"), ("en", "Test plan")):
        html = page_of(Draft(), language="vi" if language == "vi" else "en")
        assert html.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
        assert f"<title>{title}</title>" in html
        assert '<meta charset="utf-8">' in html
        assert 'name="viewport"' in html


def test_nothing_is_fetched(lao_cai_page: str) -> None:
    parsed = Tags(lao_cai_page)
    fetched = [
        value for _, attrs in parsed.tags for key, value in attrs.items() if key in {"src", "href", "srcset"}
    ]
    assert all(str(value).startswith(("data:", "#")) for value in fetched), fetched
    styles = [text for tag, text in parsed.run if tag == "style"]
    assert styles
    assert not any("@import" in style or re.search(r"url\((?!#|data:)", style) for style in styles)
    assert "sourceMappingURL" not in lao_cai_page


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_no_others(lao_cai_page: str) -> None:
    parsed = Tags(lao_cai_page)
    metas = [attrs for tag, attrs in parsed.tags if tag == "meta"]
    (stated,) = (m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    rules = {rule.split()[0]: rule.split()[1:] for rule in str(stated).split("; ")}
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        wanted = {
            "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
            for kind, text in parsed.run
            if kind == tag
        }
        assert set(rules[rule]) == wanted
    assert rules["default-src"] == ["'none'"]
    assert not any("unsafe" in source or source == "*" for sources in rules.values() for source in sources)
    assert rules["img-src"] == ["data:", "blob:", "https://tile.openstreetmap.org"]
    assert not any("style" in attrs for _, attrs in parsed.tags)
    assert not any(key.startswith("on") for _, attrs in parsed.tags for key in attrs)


def test_without_an_online_picture_no_host_is_named() -> None:
    draft = Draft()
    draft.config["map"] = {"online_tiles": ""}
    html = page_of(draft)
    assert json.loads(blocks_of(html)["model"])["base"] is None
    assert "https://" not in policy(html)
    assert "img-src data: blob:;" in html


def test_the_map_of_lao_cai_stays_small(lao_cai_page: str) -> None:
    assert len(lao_cai_page.encode()) < 3_000_000


def test_hostile_text_stays_in_its_blocks(hostile: Draft) -> None:
    html = page_of(hostile)
    assert [t for t, _ in Tags(html).tags] == [t for t, _ in Tags(page_of(Draft())).tags]
    shown = re.sub(r'<script type="text/plain".*?</script>', "", html, flags=re.DOTALL)
    assert "<script>window" not in shown
    assert "<img" not in shown
    assert "49" not in re.sub(r"<(script|style)>.*?</\1>", "", shown, flags=re.DOTALL)
    model = json.loads(blocks_of(html)["model"])
    assert model["title"] == HOSTILE.replace("\u2028", "\n").replace("\u202e", "")
    assert any("{{ 7*7 }}" in str(value) for value in model["places"]["name"])


def test_the_model_decides_the_bytes() -> None:
    assert page_of(Draft()) == page_of(Draft())
    assert page_of(Draft()) != page_of(Draft().set("KCN_A", note="khác"))


def test_every_place_has_its_card_in_both_languages(lao_cai_page: str) -> None:
    model = json.loads(blocks_of(lao_cai_page)["model"])
    numbers = [number for number in model["places"]["card"] if number >= 0]
    vi, en = cards_of(lao_cai_page, "vi"), cards_of(lao_cai_page, "en")
    assert sorted(numbers) == list(range(len(vi)))
    assert [card["id"] for card in vi] == [card["id"] for card in en]
    assert [model["places"]["id"][place] for place in _by_card(model)] == [card["id"] for card in vi]


def _by_card(model: dict[str, dict[str, list[int]]]) -> list[int]:
    cards = model["places"]["card"]
    return sorted((place for place, card in enumerate(cards) if card >= 0), key=lambda place: cards[place])


def test_what_folium_asks_for_is_carried() -> None:
    asked = dict((*Map.default_js, *Map.default_css))
    assert "1.9." in asked["leaflet"]
    assert "Leaflet 1.9." in assets.carried("leaflet", asked["leaflet"])
    assert "url(" not in assets.carried("leaflet_css", asked["leaflet_css"]).replace("url(data:", "")


def test_an_asset_that_nothing_carries_is_an_error() -> None:
    page = Page("vi", "x")
    page.header.add_child(JavascriptLink("https://cdn.example/heat.js"), name="heat")
    with pytest.raises(FileError, match=r"heat.*cdn\.example"):
        page.render()


def test_another_version_of_an_asset_is_an_error() -> None:
    with pytest.raises(FileError, match=r"2\.0"):
        assets.carried("leaflet", "https://cdn.example/npm/leaflet@2.0.1/dist/leaflet.js")


def test_every_file_of_ours_is_in_the_page(repo_root: Path) -> None:
    folder = repo_root / "src" / "zoneplan" / "publish" / "maps" / "page"
    rooms = {room.name: {path.stem for path in room.iterdir()} for room in (folder / "js").iterdir()}
    assert rooms == {room: set(names) for room, names in assets.ROOMS.items()}
    scripts = [name for names in assets.ROOMS.values() for name in names]
    assert len(scripts) == len(set(scripts))
    assert {path.stem for path in (folder / "css").glob("*.css")} == set(assets.SHEETS)
    assert {path.name.split(".")[0] for path in (folder / "templates").iterdir()} == set(assets.TEMPLATES)


def test_our_scripts_name_no_address_and_write_no_markup(repo_root: Path) -> None:
    folder = repo_root / "src" / "zoneplan" / "publish" / "maps" / "page" / "js"
    for script in folder.glob("*/*.js"):
        text = script.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text, script.name
        assert not re.search(
            r"\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        ), script.name

"""Texts that attack, files that were changed, addresses that lie: nothing runs, nothing is asked for, the page says what is wrong."""

import gzip
import json
import os
import re
import subprocess
import sys
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon
from shapely.geometry.base import BaseGeometry

from map_models import Written, dossier_of
from map_pages import Tags, blocks_of, page_of, page_of_dossiers
from publish.maps.driving import drive
from publish.maps.page.test_page import MAKE
from publish.maps.screens import NARROW, WIDE, Opened
from support import EAST, GRID, NORTH, Draft, Shape, place, point, square, zone
from zoneplan.build import build
from zoneplan.checks import run_checks
from zoneplan.plan.kind import Form
from zoneplan.plan.kinds import KINDS
from zoneplan.publish.maps.model.failure_words import FAILURES
from zoneplan.publish.maps.model.frame_words import FRAME

browser = pytest.mark.browser

RUNS = "window.hacked=1"
SEEN = (
    f"<script>{RUNS}</script></script> <!-- \"'`&amp;&lt; <img src=x onerror={RUNS}> javascript:{RUNS} "
    "{{ 7*7 }}{% raw %}${7*7}{n} ]]> 👩\u200d🌾 " + unicodedata.normalize("NFD", "Đường Lỗi") + " שלום 123"
)
UNSEEN = "\u202e\u202d\u2066\u2067\u2068\u2069\u202c\u200e\u200f\u061c\u200b\u2060\ufeff\x00\x07\x1b\x7f\x9f"
HOSTILE = f"{UNSEEN}{SEEN}{UNSEEN}\u2028\x85"
PAGE_BREAKERS = (
    HOSTILE,
    "x" * 300,
    "Khu dài " * 625,
    "👩\u200d🌾🇻🇳" * 60,
    " ",
    UNSEEN,
    "@@policy@@",
    "{",
    "%(a)s",
)


def geometry(kind: str, number: int) -> BaseGeometry:
    """Gives a geometry of a type, apart from that of other numbers."""
    x = 15_000 + 2500 * number
    made: dict[str, Callable[[], BaseGeometry]] = {
        "Point": lambda: point(x, -4000),
        "MultiPoint": lambda: MultiPoint([point(x, -4000), point(x + 900, -4000)]),
        "LineString": lambda: LineString([point(x, -4000), point(x, -2000)]),
        "MultiLineString": lambda: MultiLineString(
            [[(EAST + x, NORTH + y), (EAST + x + 900, NORTH + y)] for y in (0, 300)]
        ),
        "Polygon": lambda: square(x),
        "MultiPolygon": lambda: MultiPolygon([square(x), square(x, 2000)]),
    }
    return made[kind]()


def told(text: str, field: Any) -> str | float | None:
    """Gives a value for a field: the text wherever a field takes text."""
    match field.form:
        case Form.CHOICE:
            return str(field.choices[0].id)
        case Form.NUMBER | Form.INTEGER:
            return 2025.0
        case Form.REFERENCES if field.id == "source":
            return "S1"
        case Form.REFERENCES if field.id in {"same_as", "part_of", "serves", "zone"}:
            return None
        case _:
            return text


def everywhere(text: str) -> Draft:
    """Gives a plan with features of every kind and type that has a text wherever a text can stand."""
    draft = Draft()
    for kind in KINDS.values():
        names = {"name_vi": text, "name_en": text}
        table = {"kind": kind.id, "path": f"all_{kind.id}.geojson", "crs": GRID}
        draft.config["layers"][f"all_{kind.id}"] = table | names
        draft.layers[f"all_{kind.id}"] = [
            Shape(
                {f.id: told(text, f) for f in kind.fields} | {"id": f"{kind.id}_{type_id}"},
                geometry(type_id, number),
            )
            for number, type_id in enumerate(sorted(kind.geometry))
        ]
    for shape in (
        draft.shape(i) for i in ("KCN_A", "KCN_B", "CCN_C", "KCN_D", "RL_1", "RL_2", "HP_1", "C_X")
    ):
        shape.props.update(
            name_vi=text, name_en=text, note=text, commune=text, decision=text, former_unit=text
        )
    for table in (draft.config["plan"], *draft.config["groups"].values()):
        table.update(name_vi=text, name_en=text)
    for row in draft.rows:
        row.note = text
    draft.sources[0][1:] = [text, text, "2025", f"javascript:{RUNS}", text]
    source = text.replace(";", ",")
    draft.sources.append([source, text, text, "2025", text, text])
    draft.set("KCN_A", source=f"S1; {source}")
    words = {"name_vi": text, "name_en": text, "note_vi": text, "note_en": text}
    draft.config["regulations"] = dict.fromkeys(draft.plan().regulations.thresholds, words)
    draft.config["indicators"] = {"own_ha": {"vi": text, "en": text, "unit": "ha", "nature": "stock"}}
    draft.config["subjects"] = {"PART": {"name_vi": text, "name_en": text}}
    draft.row("KCN_A", "own_ha", 5, unit="ha", note=text).row("PART", "own_ha", 5, unit="ha", note=text)
    draft.config["map"] = {"online_tiles": "", "online_owner": text}
    return draft


@pytest.fixture(scope="module")
def hostile_page() -> str:
    """The page of a plan with a hostile text everywhere, and of what the checks find in it."""
    plan = everywhere(HOSTILE).plan()
    return page_of(plan, *run_checks(plan))


# ---- what the file holds ----


@pytest.mark.parametrize("text", PAGE_BREAKERS)
def test_a_text_changes_neither_the_page_around_it_nor_its_policy(text: str) -> None:
    draft = Draft()
    draft.config["plan"].update(name_vi=text, name_en=text)
    html = page_of(draft)
    assert [tag for tag, _ in Tags(html).tags] == [tag for tag, _ in Tags(page_of(Draft())).tags]
    before, stated = (
        html[: html.index("<title>")],
        re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html),
    )
    assert stated is not None
    assert stated.group(1).startswith("default-src 'none'; script-src 'sha256-")
    assert stated.group(0) in before


def test_what_cannot_be_seen_does_not_come_into_the_page(hostile_page: str) -> None:
    texts = [data.decode("utf-8") for name, data in blocks_of(hostile_page).items() if name != "shapes"]
    kept = {
        char
        for text in texts
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }
    assert kept <= {"\u200d"}
    assert not any(re.search(r"\\u00[01]", text) for text in texts)
    model = json.loads(texts[0])
    assert model["title"] == unicodedata.normalize("NFC", SEEN)


def test_a_name_that_nobody_can_see_is_an_id() -> None:
    assert (
        Written.of(Draft().set("KCN_A", name_vi="\u200b\u202e", name_en=None)).place("KCN_A")["name"]
        == "KCN_A"
    )


def test_half_a_character_in_a_file_stops_no_build(plan_folder: Draft) -> None:
    plan_folder.set("KCN_A", name_vi="X\ud800Y", name_en="X\udfffY", note="\udc00")
    for key, shapes in plan_folder.layers.items():
        features = [
            {
                "type": "Feature",
                "properties": s.props,
                "geometry": json.loads(json.dumps(s.geometry.__geo_interface__)),
            }
            for s in shapes
        ]
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9208"}}
        content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})
        plan_folder.write_text(f"layers/{key}.geojson", content)
    found = plan_folder.load()
    assert found.plan is not None
    assert "X\ufffdY" in json.loads(blocks_of(page_of(found.plan))["model"])["places"]["name"]
    assert not build(plan_folder.folder, "vi").failed


def test_neither_language_nor_time_nor_hash_of_the_machine_changes_the_bytes(plan_folder: Draft) -> None:
    def made(**own: str) -> str:
        command = [sys.executable, "-W", "error", "-c", MAKE, str(plan_folder.folder)]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | own
        ).stdout

    one = made(PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C")
    assert made(PYTHONHASHSEED="8", TZ="America/Adak", LC_ALL="C.UTF-8", LANG="vi_VN.UTF-8") == one


# ---- what the page shows of it ----


@browser
def test_hostile_texts_are_shown_and_none_runs(opened: Opened, hostile_page: str) -> None:
    page = opened(hostile_page)
    assert "<script>window.hacked=1</script></script> <!--" in page.locator("#title").inner_text()
    for i in page.evaluate("[...zoneplan.page.book.columns.id]"):
        page.evaluate(
            "async (i) => { zoneplan.page.goTo(zoneplan.page.find(i)); await zoneplan.page.card.show(); }", i
        )
    expect(page.locator("#card h2")).to_contain_text("<script>")
    page.evaluate("zoneplan.page.state.set({ layers: new Set(zoneplan.page.model.layers.map((l) => l.id)) })")
    for number in range(
        page.evaluate(
            "zoneplan.page.marks.drawn.first.group.getLayers().filter((one) => one.getPopup && one.getPopup()).length"
        )
    ):
        page.evaluate(
            "n => zoneplan.page.marks.drawn.first.group.getLayers().filter((one) => one.getPopup && one.getPopup())[n].openPopup().openTooltip()",
            number,
        )
    expect(page.locator(".finding-word")).to_have_count(1)
    expect(page.locator(".finding-word")).to_contain_text("<script>")
    assert page.evaluate("window.hacked") is None
    assert (
        page.evaluate(
            "document.querySelectorAll('#panel img, #card img, #card script, #card a[href]').length"
        )
        == 0
    )


@browser
@pytest.mark.parametrize(("seed", "size"), [(1, WIDE), (2, NARROW)])
def test_every_control_may_be_used_in_any_order(
    opened: Opened, hostile_page: str, seed: int, size: tuple[int, int]
) -> None:
    page = opened(hostile_page, size)
    drive(page, seed)
    assert page.evaluate("window.hacked") is None


@browser
def test_two_plans_over_each_other_may_be_worked_in_any_order(opened: Opened) -> None:
    other = Draft().set("KCN_A", stage="removed")
    other.config["plan"].update(crs="EPSG:32648", name_vi=HOSTILE)
    first = Draft()
    first.config["map"] = {"online_tiles": ""}
    html = page_of_dossiers(dossier_of(first.plan()), dossier_of(other.plan(), language="en"))
    page = opened(html, at="#compare=other")
    drive(page, 3)
    assert page.evaluate("window.hacked") is None


@browser
def test_the_owner_of_the_online_picture_is_text(looked_at: Callable[..., tuple[Page, list[str]]]) -> None:
    draft = Draft()
    draft.config["map"] = {"online_tiles": "https://example.org/{z}/{x}/{y}.png", "online_owner": SEEN}
    page, loaded = looked_at(page_of(draft))
    page.wait_for_selector("html[data-ready=yes]")
    page.evaluate("zoneplan.page.state.set({ base: true })")
    expect(page.locator(".leaflet-control-attribution")).to_contain_text(
        "<img src=x onerror=window.hacked=1>"
    )
    assert page.evaluate("window.hacked") is None
    assert page.locator(".leaflet-control-attribution img").count() == 0
    assert not any("x.png" in url or url.endswith("/x") for url in loaded)
    page.context.close()


@pytest.mark.parametrize("part", ["{q}", "{constructor}", "{", "}", "{z"])
def test_an_address_of_pictures_asks_for_nothing_that_the_map_does_not_know(part: str) -> None:
    draft = Draft()
    draft.config["map"] = {"online_tiles": f"https://example.org/{{z}}/{{x}}/{{y}}.png?{part}"}
    with pytest.raises(ValueError, match="an https address with"):
        draft.plan()


BESIDE = """([before, name, after]) => {
  const p = zoneplan.el("p", {}, [before, name, after]), say = zoneplan.el("p", {}, zoneplan.fill("{a}{n}{b}", { a: before, n: name, b: after }));
  document.body.replaceChildren(p, say);
  return [p, say].map((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), at = {};
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      [before, name, after].forEach((part) => {
        const found = text.data.indexOf(part.trim());
        if (found < 0) { return; }
        const range = document.createRange();
        range.setStart(text, found);
        range.setEnd(text, found + part.trim().length);
        at[part] = range.getBoundingClientRect().left;
      });
    }
    return [at[before], at[name], at[after]];
  });
}"""


@browser
def test_names_written_from_right_to_left_leave_the_order_around_them(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    for name in ("שלום", "عربي", "שלום 5", "(عربي)"):
        for before, at, after in page.evaluate(BESIDE, ["12 ha ", name, " 34 · 56"]):
            assert before < at < after, name


@browser
def test_a_source_may_be_called_like_what_every_object_has(opened: Opened) -> None:
    draft = Draft()
    draft.sources += [[key, f"Nguồn {key}", "Sở", "2025", "", ""] for key in ("constructor", "valueOf")]
    draft.config["layers"]["land_use"] = {
        "kind": "land_use",
        "path": "x.geojson",
        "crs": GRID,
        "name_vi": "Đất",
    }
    draft.layers["land_use"] = [
        place("LU", square(20_000), code="toString", source="constructor; isPrototypeOf")
    ]
    page = opened(page_of(draft.set("KCN_A", source="valueOf")), at="#place=LU")
    card = page.locator("#card")
    expect(card.locator("dl")).to_contain_text("toString")
    card.locator(".sources summary").click()
    assert card.locator(".sources li").all_inner_texts() == ["Nguồn constructor, Sở, 2025", "isPrototypeOf"]


@browser
def test_a_place_is_never_taken_for_one_of_the_other_plan(opened: Opened) -> None:
    first = Draft().add(zone("other-KCN_A", point(2000, 9000)), zone("other", point(3000, 9000)))
    page = opened(
        page_of_dossiers(dossier_of(first.plan()), dossier_of(Draft().set("KCN_A", name_vi="Bản kia").plan()))
    )
    page.evaluate("zoneplan.page.state.set({ compare: 'other' })")
    page.evaluate(
        "zoneplan.page.choose(zoneplan.page.compared.book.place(zoneplan.page.compared.book.byId.get('KCN_A')))"
    )
    expect(page.locator("#card h2")).to_have_text("Bản kia")
    page.evaluate("zoneplan.page.choose(zoneplan.page.find('other-KCN_A'))")
    expect(page.locator("#card h2")).to_have_text("Khu other-KCN_A")


@browser
def test_names_of_any_length_leave_the_page_usable(opened: Opened) -> None:
    long = "Đ" * 5000
    draft = Draft().set("KCN_A", name_vi=long, commune=long, note=long, decision=long)
    draft.config["plan"]["name_vi"] = long
    for size in (WIDE, NARROW):
        page = opened(page_of(draft), size)
        page.evaluate(
            """() => { const { page } = zoneplan, place = page.find("KCN_A"); page.choose(place, { at: place.at }); page.scene.hint(place, place.at); }"""
        )
        page.fill("#query", "dddd")
        expect(page.locator("#matches li")).to_have_count(1)
        tall = {
            name: page.evaluate(
                "s => Math.max(0, ...[...document.querySelectorAll(s)].map((n) => n.getBoundingClientRect().height))",
                name,
            )
            for name in (
                "#panel header",
                "#matches li",
                ".leaflet-popup",
                ".tip",
                "#card header",
                ".place-label",
            )
        }
        assert all(height <= size[1] / 2 + 30 for height in tall.values()), tall
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


# ---- addresses and messages ----


@browser
@pytest.mark.parametrize(
    "hash_",
    [
        "#place=%3Cimg%20src=x%20onerror=window.hacked=1%3E",
        "#theme=__proto__&time=constructor&surface=toString&compare=99&layers=,,,&lang=xx",
        "#at=1e308/-1e308/99&place=%00",
        "#at=NaN/Infinity/-0",
        "#" + "x" * 5000,
        "#%E0%A4%A&&&===",
        "#compare=other&moves=2&bands=true",
    ],
)
def test_an_address_is_taken_only_as_far_as_the_plan_knows_it(opened: Opened, hash_: str) -> None:
    html = page_of(Draft())
    keys = "JSON.stringify(['lang', 'theme', 'horizon', 'place', 'surface', 'compare', 'bands', 'moves'].map((k) => zoneplan.page.state.get(k)))"
    usual = opened(html).evaluate(keys)
    page = opened(html, at=hash_)
    assert page.evaluate(keys) == usual
    assert page.evaluate("window.hacked") is None
    assert page.locator("#legend .legend-row").count() > 0


@browser
def test_messages_of_other_pages_are_not_listened_to(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    shown = page.locator("#legend-title").inner_text()
    page.evaluate(
        "['<img src=x onerror=window.hacked=1>', { layers: [] }, null].forEach((one) => window.postMessage(one, '*'))"
    )
    page.wait_for_timeout(50)
    assert page.locator("#legend-title").inner_text() == shown
    assert page.evaluate("window.hacked") is None


# ---- files that were changed, browsers that are too old ----


def squeezed(data: bytes) -> str:
    """Gives bytes as a block holds them."""
    return b64encode(gzip.compress(data, mtime=0)).decode()


def put(html: str, name: str, change: Callable[[str], str]) -> str:
    """Gives a page with the letters of one block changed."""
    found, count = re.subn(rf'(id="block-{name}">)([^<]*)', lambda m: m.group(1) + change(m.group(2)), html)
    assert count == 1
    return found


def changed_model(html: str, **own: object) -> str:
    """Gives a page whose model says something else."""
    model = json.loads(blocks_of(html)["model"]) | own
    return put(html, "model", lambda _: squeezed(json.dumps(model).encode()))


@pytest.fixture
def looked_at(chromium: Browser, tmp_path: Path) -> Callable[..., tuple[Page, list[str]]]:
    """Opens a page that need not become ready; gives it with what it loaded from elsewhere."""

    def look(html: str, before: str = "") -> tuple[Page, list[str]]:
        (tmp_path / "x.html").write_text(html, encoding="utf-8")
        page = chromium.new_context(offline=True).new_page()
        loaded: list[str] = []
        page.on("requestfinished", lambda r: loaded.append(r.url))
        page.add_init_script(before)
        page.goto((tmp_path / "x.html").as_uri())
        return page, loaded

    return look


DAMAGES: dict[str, Callable[[str], str]] = {
    "cut off": lambda html: put(html, "model", lambda letters: letters[: len(letters) // 2]),
    "no letters of a block": lambda html: put(html, "model", lambda _: "%%%"),
    "not squeezed": lambda html: put(html, "model", lambda _: b64encode(b"{}").decode()),
    "empty": lambda html: put(html, "model", lambda _: ""),
    "no JSON": lambda html: put(html, "model", lambda _: squeezed(b'{"a":')),
    "another thing": lambda html: put(html, "model", lambda _: squeezed(b"[7]")),
    "nothing": lambda html: put(html, "model", lambda _: squeezed(b"null")),
    "no layers": lambda html: changed_model(html, layers=None),
    "no times": lambda html: changed_model(html, horizons=[]),
    "no words": lambda html: changed_model(html, words=None),
    "nowhere": lambda html: changed_model(html, extent=[None] * 4),
    "shapes cut off": lambda html: put(html, "shapes", lambda letters: letters[:60]),
    "shapes too short": lambda html: put(html, "shapes", lambda _: squeezed(b"abc")),
    "shapes without end": lambda html: put(html, "shapes", lambda _: squeezed(b"\xff" * 40)),
    "no shapes": lambda html: put(html, "shapes", lambda _: squeezed(bytes(16))),
    "a block is missing": lambda html: html.replace('id="block-shapes"', 'id="block-shape"'),
}


@browser
@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_file_says_so_in_both_languages(
    looked_at: Callable[..., tuple[Page, list[str]]], what: str
) -> None:
    page, _ = looked_at(DAMAGES[what](page_of(Draft())))
    shown = page.locator(".failure:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(FAILURES["damaged"].vi)
    expect(shown).to_contain_text(FAILURES["damaged"].en)
    expect(page.locator("#panel, #timeline, .map")).to_have_count(3)
    expect(page.locator(":is(#panel, #timeline, .map):visible")).to_have_count(0)
    page.context.close()


@browser
def test_a_browser_that_cannot_unpack_says_so(looked_at: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = looked_at(page_of(Draft()), "delete window.DecompressionStream")
    expect(page.locator(".failure:visible")).to_have_text(
        re.compile(re.escape(FAILURES["old"].vi) + r"\s*" + re.escape(FAILURES["old"].en))
    )
    page.context.close()


@browser
@pytest.mark.parametrize("data", ["", "%%", squeezed(b"{}"), squeezed(b'[{"sections":5}]')])
def test_figures_that_cannot_be_read_are_not_those_of_another_place(opened: Opened, data: str) -> None:
    html = put(page_of(Draft()), "cards-en-0", lambda _: data)
    first = json.loads(blocks_of(page_of(Draft()))["model"])["places"]["card"].index(0)
    page = opened(html)
    page.evaluate(
        "async (i) => { zoneplan.page.goTo(zoneplan.page.book.place(i)); await zoneplan.page.card.show(); }",
        first,
    )
    expect(page.locator("#card h3").first).to_be_visible()
    page.click('#languages [lang="en"]')
    expect(page.locator("#card .missing")).to_have_text(FRAME["card_broken"].en)
    assert "DIỆN TÍCH" not in page.locator("#card").inner_text()


INJECTED = """<p id="styled" style="position:fixed">x</p><style>#styled { font-size: 77px }</style>
<script>window.hacked = 1</script><script src="https://example.org/a.js"></script><img src="https://example.org/i.png" onerror="window.hacked = 2">
<a id="leap" href="javascript:window.hacked=3">x</a><iframe src="https://example.org/"></iframe><object data="https://example.org/o"></object>
<link rel="stylesheet" href="https://example.org/a.css"><base href="https://example.org/">"""
ASKING = """async () => {
  const asked = await Promise.allSettled([fetch("https://example.org/"), fetch("data:text/plain,x")]);
  const node = document.createElement("script");
  node.textContent = "window.hacked = 4";
  document.body.append(node);
  document.querySelector("#leap").click();
  document.querySelector("#styled").setAttribute("style", "position: fixed");
  navigator.sendBeacon("https://example.org/", "x");
  return asked.map((one) => one.status);
}"""


@browser
def test_what_was_put_into_the_page_neither_runs_nor_loads_nor_applies(
    looked_at: Callable[..., tuple[Page, list[str]]],
) -> None:
    page, loaded = looked_at(page_of(Draft()).replace("<body>", f"<body>{INJECTED}"))
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate(ASKING) == ["rejected", "rejected"]
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('#styled')).fontSize") != "77px"
    assert page.evaluate("document.baseURI").startswith("file:")
    assert [url for url in loaded if not url.startswith(("file:", "data:"))] == []
    page.context.close()

"""Two plans or two times over each other: what both say of a place, the legend, the bar, what names the sides."""

import re

import pytest
from playwright.sync_api import Page, expect

from map_models import dossier_of
from map_pages import page_of, page_of_dossiers
from publish.maps.page.tools.screen import until
from publish.maps.screens import NARROW, WIDE, Opened
from support import Draft, point, zone

pytestmark = pytest.mark.browser

OURS = "Quy hoạch khu công nghiệp của tỉnh thử nghiệm, bản đã phê duyệt năm 2025"
THEIRS = "Quy hoạch khu công nghiệp của tỉnh thử nghiệm, phương án điều chỉnh năm 2027"
DESK = (1024, 768)
HALO = ".leaflet-halo-pane path"
OVER = """([a, b]) => { const [p, q] = [a, b].map((one) => document.querySelector(one).getBoundingClientRect());
  return Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1; }"""


def named(vi: str, en: str) -> Draft:
    draft = Draft()
    draft.config["plan"].update(name_vi=vi, name_en=en)
    return draft


@pytest.fixture(scope="module")
def two_plans() -> str:
    """A plan with another to its left, in which figures, a time, two positions and two places differ."""
    ours = named(OURS, "The plan as approved").add(zone("CCN_OURS", point(2000, 7000), category="CCN"))
    theirs = named(THEIRS, "The plan as proposed").add(zone("CCN_THEIRS", point(2000, 7000), category="CCN"))
    theirs.value("KCN_A", "leased_land_ha", 64).drop("KCN_A", "workers")
    theirs.set("KCN_D", stage="after-2030").drop("KCN_D", "planned_area_2030_ha")
    theirs.set("KCN_B", geometry=point(5600, 0))
    for draft, east in ((ours, 9000), (theirs, 7500)):
        draft.add(zone("CCN_W", point(east, 9000), category="CCN"))
    return page_of_dossiers(dossier_of(ours.plan()), dossier_of(theirs.plan()))


def choose(page: Page, place: str) -> None:
    page.evaluate("id => zoneplan.page.choose(zoneplan.page.find(id))", place)
    expect(page.locator("#card")).to_be_visible()


def rows(page: Page, where: str = ".versus > table") -> dict[str, list[str]]:
    """Gives the cells of the table of differences by the name of the figure."""
    page.locator(".versus details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    found = page.locator(f"{where} tbody tr").evaluate_all(
        "all => all.map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    return {name.replace("khác nhau: ≠ ", ""): cells for name, *cells in found}


def differences(page: Page) -> dict[str, list[str]]:
    return rows(page) | rows(page, ".versus [data-fold=versus-rest]")


def test_what_both_plans_say_of_a_place_stands_side_by_side(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "KCN_A")
    heads = page.locator(".versus > table thead th").all_inner_texts()
    assert [" ".join(text.split()) for text in heads[1:]] == [f"Trái {THEIRS}", f"Phải {OURS}"]
    found = differences(page)
    # 64 and 60 of 80 ha are leased; 1600 workers on 80 ha, of whom the other plan knows nothing
    assert [text.split(" ✓")[0] for text in found["Tỷ lệ lấp đầy"]] == ["80,0 %", "75,0 %"]
    (per_ha,) = (cells for name, cells in found.items() if name == "Lao động trên ha đất công nghiệp")
    assert per_ha[0] == "không có"
    assert per_ha[1].startswith("20,00 người/ha")
    assert "Diện tích theo quyết định" not in found
    same = rows(page, ".versus [data-fold=versus-same]")
    assert [text.split(" ha")[0] for text in same["Diện tích theo quyết định"]] == ["100,00", "100,00"]
    told = page.locator(".versus .rest > summary, .versus caption").all_text_contents()
    assert f"Khác nhau: {len(found)}" in told
    assert f"Giống nhau: {len(same)}" in told
    row = page.get_by_role("row", name="khác nhau: Tỷ lệ lấp đầy")
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row.get_by_role("cell")).to_have_count(2)


def test_the_card_may_be_turned_to_the_other_plan(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "KCN_A")
    before = differences(page)
    expect(page.locator(".versus-of")).to_contain_text(f"theo “{OURS}”")
    page.get_by_role("button", name=f"Xem theo “{THEIRS}”").click()
    expect(page.locator(".versus-of")).to_contain_text(f"Dưới đây theo “{THEIRS}”")
    assert differences(page) == before
    expect(page.locator("#card-name")).to_be_focused()
    page.select_option("#compare-with", "")
    expect(page.locator(".versus")).to_have_count(0)
    expect(page.locator("#card h2")).to_have_text("Khu KCN_A")


@pytest.mark.parametrize(
    ("place", "lacking"), [("CCN_OURS", THEIRS), ("other:CCN_THEIRS", OURS)], ids=["here", "there"]
)
def test_a_place_of_one_plan_only_says_so(opened: Opened, two_plans: str, place: str, lacking: str) -> None:
    page = opened(two_plans)
    choose(page, place)
    expect(page.locator(".versus .missing")).to_have_text(f"≠ Không có nơi này trong “{lacking}”.")
    expect(page.locator(".versus table, .versus button")).to_have_count(0)


def test_the_state_of_both_follows_the_slider(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "KCN_D")
    assert differences(page)["Tình trạng · 2030"] == ["chưa có", "quy hoạch"]
    assert differences(page)["Giai đoạn"] == ["sau 2030", "quy hoạch 2021–2030"]
    page.evaluate("zoneplan.page.state.set({ horizon: 3 })")
    assert rows(page, ".versus [data-fold=versus-same]")["Tình trạng · sau 2030"] == [
        "quy hoạch",
        "quy hoạch",
    ]


def test_how_far_apart_two_plans_put_a_place(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "KCN_B")
    text = page.locator(".versus-apart").inner_text()
    found = re.search(r"khoảng (\d+) m", text)
    assert found
    # 600 m along the grid, on which lengths are those of the ground to a few parts in ten thousand
    assert int(found[1]) == pytest.approx(600, abs=1)
    choose(page, "KCN_A")
    expect(page.locator(".versus-apart")).to_have_count(0)


def test_figures_of_the_other_plan_that_cannot_be_read_are_not_said_to_be_missing(
    opened: Opened, two_plans: str
) -> None:
    broken = re.sub(r'(id="block-other-cards-vi-0">)[^<]*', r"\1AAAA", two_plans)
    assert broken != two_plans
    page = opened(broken)
    choose(page, "KCN_A")
    expect(page.locator(".versus .missing")).to_contain_text("Không đọc được số liệu")
    expect(page.locator(".versus table")).to_have_count(0)
    expect(page.locator("#card details.row").first).to_be_visible()


def test_two_times_say_both_states_of_a_place(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    page.select_option("#compare-with", "0")
    choose(page, "KCN_D")
    expect(page.locator(".versus")).to_have_count(0)
    assert {"2020: chưa có", "2030: quy hoạch"} <= set(page.locator(".badges span").all_inner_texts())
    page.select_option("#compare-with", "")
    expect(page.locator(".badges")).not_to_contain_text("2020")


@pytest.mark.parametrize(("place", "left"), [("KCN_A", True), ("other:KCN_A", True), ("CCN_OURS", False)])
def test_a_chosen_place_is_marked_on_both_sides(
    opened: Opened, two_plans: str, place: str, left: bool
) -> None:
    page = opened(two_plans)
    choose(page, place)
    assert (page.locator(f"#second {HALO}").count() > 0) == left
    assert page.locator(f".map:not(#second) {HALO}").count() > 0


def test_the_legend_names_both_sides_in_full(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    sides = page.locator(".legend-sides")
    assert sides.locator("dt").all_inner_texts() == ["Trái", "Phải"]
    assert sides.locator("dd").all_inner_texts() == [f"{THEIRS}, 2030", f"{OURS}, 2030"]
    assert sides.locator("dd").evaluate_all("all => all.every((n) => n.scrollWidth <= n.clientWidth)")
    expect(page.locator(".legend-drawings span")).to_have_text(["Trái", "Phải"])
    shown = page.evaluate(
        "() => [zoneplan.page.compared.scene, zoneplan.page.scene].map((one) => one.reading.total)"
    )
    # at 2030 the other plan has its KCN_D not yet, all else is alike
    assert shown[0] == shown[1] - 1
    expect(page.locator("#legend-title")).to_contain_text(f"{shown[0]} | {shown[1]}")
    planned = page.locator("#legend .legend-row", has_text="Khu, cụm theo quy hoạch")
    assert planned.locator(".count").all_inner_texts() == ["0", "1"]
    expect(planned.locator(".unseen")).to_have_text("Trái: 0, Phải: 1")
    columns = page.evaluate(
        """() => [".legend-drawings span", ".legend-row .count"].map((one) => [...document.querySelectorAll(`#legend ${one}`)].slice(0, 2).map((n) => Math.round(n.getBoundingClientRect().right)))"""
    )
    assert columns[0] == columns[1]


@pytest.mark.parametrize("size", [WIDE, DESK, NARROW])
def test_what_names_the_sides_stands_free(opened: Opened, two_plans: str, size: tuple[int, int]) -> None:
    page = opened(two_plans, size)
    for place in (None, "KCN_A"):
        page.evaluate(
            "id => (id ? zoneplan.page.goTo(zoneplan.page.find(id)) : null)",
            place,
        )
        expect(page.locator("#card")).to_be_visible(visible=place is not None)
        for side in (".side.left", ".side.right"):
            expect(page.locator(side)).to_be_visible()
            expect(page.locator(side)).to_contain_text("2030")
            assert page.locator(side).evaluate(
                "n => { const r = n.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight; }"
            )
            for box in ("#panel", "#timeline", "#card"):
                if page.locator(box).is_visible():
                    assert not page.evaluate(OVER, [side, box]), (side, box)
        assert not page.evaluate(OVER, [".side.left", ".side.right"])


def test_a_side_without_room_is_not_named(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "KCN_A")
    page.locator("#bar").press("End")
    expect(page.locator(".side.right")).to_be_hidden()
    assert not page.evaluate(OVER, [".side.left", "#card"])
    page.locator("#bar").press("Home")
    expect(page.locator(".side.left")).to_be_hidden()
    assert not page.evaluate(OVER, [".side.right", "#panel"])


def test_the_bar_goes_where_a_place_can_be_compared(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    at = "id => { const { map, find } = zoneplan.page; return map.latLngToContainerPoint(zoneplan.page.find(id).at).x; }"
    bar = "zoneplan.page.compared.divider.x"
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_A'))")
    expect(page.locator("#card-name")).to_be_focused()
    assert page.evaluate(bar) == pytest.approx(page.evaluate(at, "KCN_A"), abs=40)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('CCN_OURS'))")
    expect(page.locator("#card h2")).to_contain_text("CCN_OURS")
    expect(page.locator("#card-name")).to_be_focused()
    assert page.evaluate(bar) < page.evaluate(at, "CCN_OURS") - 100


def test_the_bar_tells_what_it_divides_and_obeys_keys(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    bar = page.get_by_role("slider", name=f"Bên trái: {THEIRS}, 2030. Bên phải: {OURS}, 2030.")
    bar.focus()
    page.evaluate("zoneplan.page.compared.divider.move(0.5)")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    for key, now in (("ArrowRight", 52), ("ArrowLeft", 50), ("PageUp", 60), ("PageDown", 50), ("End", 98)):
        page.keyboard.press(key)
        expect(bar).to_have_attribute("aria-valuenow", str(now))
        expect(bar).to_have_attribute("aria-valuetext", re.compile(rf"\b{now} %"))
    page.keyboard.press("Home")
    expect(bar).to_have_attribute("aria-valuenow", "2")
    page.evaluate("zoneplan.page.state.set({ lang: 'en', horizon: 3 })")
    expect(page.locator("#bar")).to_have_attribute(
        "aria-label",
        "Dividing bar. Left: The plan as proposed, after 2030. Right: The plan as approved, after 2030.",
    )


def test_beginning_and_end_are_announced(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    says = page.locator("#says")
    page.select_option("#compare-with", "0")
    expect(says).to_contain_text("Bên trái: 2020. Bên phải: 2030.")
    page.select_option("#compare-with", "")
    expect(says).to_contain_text("Đã thôi so sánh.")


def listed(page: Page) -> dict[str, list[str]]:
    """Gives the places of the list of differences by their heading."""
    page.locator("#differences").evaluate("node => { node.open = true; }")
    heads = page.locator("#differences .listed").all_inner_texts()
    lists = page.locator("#differences ul")
    return {head: lists.nth(n).locator("button").all_inner_texts() for n, head in enumerate(heads)}


def test_places_that_are_on_one_side_only_are_listed(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    expect(page.locator("#differences summary")).to_have_text("Nơi có tình trạng khác nhau (3)")
    assert listed(page) == {
        "không có → hiện có (1)": ["Khu CCN_OURS"],
        "chưa có → quy hoạch (1)": ["Khu KCN_D"],
        "hiện có → không có (1)": ["Khu CCN_THEIRS"],
    }
    page.get_by_role("button", name="Khu CCN_THEIRS").press("Enter")
    expect(page.locator("#card-name")).to_be_focused()
    expect(page.locator("#card h2")).to_have_text("Khu CCN_THEIRS")
    seen = page.evaluate(
        "() => { const { compared, find } = zoneplan.page; return compared.map.latLngToContainerPoint(zoneplan.page.find('other:CCN_THEIRS').at).x < compared.divider.x - 40; }"
    )
    assert seen
    page.evaluate("zoneplan.page.state.set({ horizon: 3 })")
    assert "chưa có → quy hoạch (1)" not in listed(page)
    page.evaluate("zoneplan.page.state.set({ layers: new Set() })")
    assert listed(page) == {}
    page.select_option("#compare-with", "")
    expect(page.locator("#differences")).to_be_hidden()


def test_what_two_times_differ_in_is_listed(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    expect(page.locator("#differences")).to_be_hidden()
    page.select_option("#compare-with", "0")
    found = listed(page)
    assert found["chưa có → quy hoạch (2)"] == ["Khu KCN_D", "Nơi HP_3"]
    page.select_option("#compare-with", "2")
    expect(page.locator("#differences summary")).to_have_text("Nơi có tình trạng khác nhau (0)")


def test_a_card_of_the_other_plan_leads_to_places_of_that_plan(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "other:RL_1")
    page.locator("#card dl button", has_text="Khu KCN_A").click()
    expect(page.locator("#card h2")).to_have_text("Khu KCN_A")
    assert page.evaluate("zoneplan.page.state.get('place')") == "other:KCN_A"
    expect(page.locator(".versus-of")).to_contain_text(f"Dưới đây theo “{THEIRS}”")


CHOSEN = "zoneplan.page.state.get('place')"


@pytest.mark.parametrize("at", ["", "at=22.30000/104.10000/12&"])
def test_a_link_leads_to_a_place_of_the_other_plan(opened: Opened, two_plans: str, at: str) -> None:
    page = opened(two_plans, at=f"#{at}place=other%3ACCN_THEIRS&compare=other")
    expect(page.locator("#card h2")).to_have_text("Khu CCN_THEIRS")
    page.evaluate("location.hash = 'compare=0'")
    expect(page.locator("#card")).to_be_hidden()
    page.evaluate("at => { location.hash = `${at}place=other%3AKCN_A&compare=other`; }", at)
    expect(page.locator(".versus-of")).to_contain_text(f"Dưới đây theo “{THEIRS}”")
    expect(page.locator(f"#second {HALO}")).not_to_have_count(0)
    page.evaluate("at => { location.hash = `${at}place=other%3ANOWHERE&compare=other`; }", at)
    expect(page.locator("#card")).to_be_hidden()
    assert page.evaluate(CHOSEN) is None


def test_the_address_of_a_place_of_the_other_plan_opens_it_again(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    choose(page, "other:CCN_THEIRS")
    until(page, "location.hash.includes('CCN_THEIRS')")
    page.reload()
    expect(page.locator("#card h2")).to_have_text("Khu CCN_THEIRS")


def test_a_link_to_a_place_of_the_other_plan_brings_that_plan(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans, at="#place=other%3AKCN_A")
    expect(page.locator("#compare-with")).to_have_value("other")
    expect(page.locator(".versus-of")).to_contain_text(f"Dưới đây theo “{THEIRS}”")


def test_a_search_finds_what_only_the_other_plan_has(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    lines = page.locator("#matches li")
    page.fill("#query", "ccn_theirs")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text(f"chỉ có trong “{THEIRS}”")
    page.press("#query", "Enter")
    expect(page.locator("#card h2")).to_have_text("Khu CCN_THEIRS")
    assert page.evaluate(CHOSEN) == "other:CCN_THEIRS"
    page.fill("#query", "kcn_a")
    expect(lines.filter(has_text="Khu KCN_A")).to_have_count(1)
    expect(lines.locator(".only")).to_have_count(0)


@pytest.mark.parametrize("value", ["", "0"])
def test_a_search_knows_the_other_plan_only_while_it_is_compared(
    opened: Opened, two_plans: str, value: str
) -> None:
    page = opened(two_plans)
    page.fill("#query", "ccn_theirs")
    expect(page.locator("#matches li")).to_have_count(1)
    page.select_option("#compare-with", value)
    expect(page.locator("#matches li")).to_have_count(0)
    page.fill("#query", "ccn_their")
    expect(page.locator("#search-says")).to_contain_text("Không có nơi nào")
    page.select_option("#compare-with", "other")
    page.fill("#query", "ccn_theirs")
    expect(page.locator("#matches li")).to_have_count(1)


@pytest.mark.parametrize("value", ["", "0"])
@pytest.mark.parametrize(("place", "twin"), [("other:KCN_A", "KCN_A"), ("other:CCN_THEIRS", None)])
def test_a_card_of_the_other_plan_goes_with_it(
    opened: Opened, two_plans: str, value: str, place: str, twin: str | None
) -> None:
    page = opened(two_plans)
    choose(page, place)
    until(page, "location.hash.includes('place=other')")
    page.select_option("#compare-with", value)
    until(page, "!location.hash.includes('other')")
    assert page.evaluate(CHOSEN) == twin
    assert ("place=KCN_A" in page.url) == (twin is not None)
    expect(page.locator("#card")).to_be_visible(visible=twin is not None)
    if twin:
        expect(page.locator("#card")).not_to_contain_text(THEIRS)


SIDES = """id => { const { page } = zoneplan, place = page.find(id);
  return [["#second", page.compared], [".map:not(#second)", page]].map(([box, { scene, map }]) => {
    const rings = [...document.querySelectorAll(`${box} .leaflet-halo-pane path`)].map((one) => one.getBoundingClientRect()), point = map.latLngToContainerPoint(zoneplan.twin(place, scene.book).at).x;
    return { rings: rings.map((one) => one.x + one.width / 2), point };
  }); }"""
BAR = "zoneplan.page.compared.divider.x"


@pytest.mark.parametrize("place", ["CCN_W", "other:CCN_W"])
def test_a_place_that_lies_elsewhere_is_marked_where_each_plan_has_it(
    opened: Opened, two_plans: str, place: str
) -> None:
    page = opened(two_plans)
    page.evaluate("id => zoneplan.page.goTo(zoneplan.page.find(id))", place)
    expect(page.locator("#card-name")).to_be_focused()
    until(page, f"({SIDES})('{place}')[0].point < {BAR} - 20")
    left, right = page.evaluate(SIDES, place)
    for side in (left, right):
        assert side["rings"]
        assert side["rings"] == pytest.approx([side["point"]] * len(side["rings"]), abs=1)
    # the other plan, which is on the left, has it 1500 m further west: both rings are seen
    assert page.evaluate(BAR) == pytest.approx((left["point"] + right["point"]) / 2, abs=2)


@pytest.mark.parametrize(("place", "side"), [("KCN_B", 1), ("other:KCN_B", 0)])
def test_of_two_points_that_no_bar_can_part_the_one_that_was_asked_for_is_seen(
    opened: Opened, two_plans: str, place: str, side: int
) -> None:
    page = opened(two_plans)
    page.evaluate("id => zoneplan.page.goTo(zoneplan.page.find(id))", place)
    # the other plan, which is on the left, has it further east
    until(page, f"{1 if side else -1} * (({SIDES})('{place}')[{side}].point - {BAR}) > 60")

"""Odd plans: nothing, one thing, everything at one point, too many things, numbers beyond all measure, the edges of the world."""

import json
import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

from map_models import Written, dossier_of
from map_pages import blocks_of, page_of, page_of_dossiers
from publish.maps.screens import Opened
from support import GRID, Draft, Row, Shape, place, point, square, zone
from zoneplan.build import build, compare
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps.model.style import circle_radius_m

browser = pytest.mark.browser


def only(layer: str, *shapes: Shape, kind: str = "") -> Draft:
    """Gives a plan with these features and nothing else."""
    draft = Draft()
    if kind:
        draft.config["layers"][layer] = {
            "kind": kind,
            "path": f"layers/{layer}.geojson",
            "crs": GRID,
            "name_vi": layer,
        }
    draft.layers = {key: [] for key in draft.config["layers"]} | {layer: list(shapes)}
    draft.rows = [row for row in draft.rows if row.subject == "TEST"]
    return draft


def context(*shapes: Shape) -> Draft:
    """Gives a plan with nothing but places of orientation."""
    return only("context", *shapes, kind="context")


def elsewhere(folder: Draft, crs: str, extent: list[float], *shapes: Shape) -> Plan:
    """Gives a plan of zones in degrees somewhere else on the Earth, read from its files."""
    folder.layers = {key: [] for key in folder.layers} | {"zones": list(shapes)}
    folder.rows = []
    folder.config["plan"].update(crs=crs, extent=extent)
    for table in folder.config["layers"].values():
        table["crs"] = "OGC:CRS84"
    folder.write()
    for key, found in folder.layers.items():
        features = [
            {"type": "Feature", "properties": s.props, "geometry": s.geometry.__geo_interface__}
            for s in found
        ]
        folder.write_json(f"layers/{key}.geojson", {"type": "FeatureCollection", "features": features})
    plan = folder.load().plan
    assert plan is not None
    return plan


SIGNS = """() => [...zoneplan.page.scene.signs.drawn].map(([i, sign]) => {
  const at = sign.marker.getElement().firstElementChild.getBoundingClientRect();
  return [zoneplan.page.book.get("id", i), at.left + at.width / 2, at.top + at.height / 2, at.width];
})"""
INKED = """([x, y, reach]) => {
  const found = [...document.querySelectorAll("canvas.zoneplan-areas")].map((canvas) => {
    const at = canvas.getBoundingClientRect(), ratio = canvas.width / at.width, side = 2 * reach * ratio;
    const seen = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
    seen.drawImage(canvas, (x - at.left - reach) * ratio, (y - at.top - reach) * ratio, side, side, 0, 0, side, side);
    return seen.getImageData(0, 0, side, side).data.filter((value, k) => k % 4 === 3 && value > 0).length;
  });
  return Math.max(0, ...found);
}"""


def at(page: Page, place_id: str) -> list[float]:
    """Gives where the point of a place is on the screen."""
    found: list[float] = page.evaluate(
        "i => { const p = zoneplan.page.map.latLngToContainerPoint(zoneplan.page.book.find(i).at); return [p.x, p.y]; }",
        place_id,
    )
    return found


# ---- few, and all at one point ----


@browser
@pytest.mark.parametrize(
    "shapes",
    [[zone("KCN_A", point())], [zone("KCN_A", point()), zone("KCN_B", point())]],
    ids=["one", "two at one point"],
)
def test_zones_at_one_point_have_signs(opened: Opened, shapes: list[Shape]) -> None:
    page = opened(page_of(only("zones", *shapes)))
    signs = page.evaluate(SIGNS)
    assert sorted(sign[0] for sign in signs) == [shape.props["id"] for shape in shapes]
    x, y = at(page, "KCN_A")
    assert all(math.hypot(sx - x, sy - y) < 30 for _, sx, sy, _ in signs)


@browser
def test_two_hundred_at_one_point_stay_together_and_apart(opened: Opened) -> None:
    page = opened(page_of(only("zones", *(zone(f"Z_{i}", point(), name_vi="Trùng tên") for i in range(200)))))
    signs = page.evaluate(SIGNS)
    x, y = at(page, "Z_0")
    assert len(signs) == 200
    assert max(math.hypot(sx - x, sy - y) for _, sx, sy, _ in signs) < 200
    spots = [(sx, sy) for _, sx, sy, _ in signs]
    nearest = min(math.dist(a, b) for k, a in enumerate(spots) for b in spots[k + 1 :])
    assert nearest >= 10  # signs of 11 pixels


@browser
@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        (only("zones"), 0),
        (only("zones", zone("KCN_A", square())), 1),
        (only("hydropower", place("HP", point(), status="operating")), 1),
        (context(place("L", LineString([point(), point(5000, 0)]))), 1),
        (only("zones", *(zone(f"Z_{i}", square(0.002 * i, 0, 0.001)) for i in range(3))), 3),
        (
            only(
                "zones",
                zone(
                    "H",
                    MultiPolygon(
                        [
                            Polygon(square(0, 0, 3000).exterior, [square(1000, 1000, 1000).exterior]),
                            square(1200, 1200, 400),
                        ]
                    ),
                ),
            ),
            1,
        ),
    ],
    ids=["nothing", "one zone", "only hydropower", "only a line", "a millimetre wide", "an island in a hole"],
)
def test_a_plan_of_little_opens_and_can_be_walked_through(opened: Opened, draft: Draft, shown: int) -> None:
    page = opened(page_of(draft))
    assert page.evaluate("zoneplan.page.scene.reading.total") == shown
    for i in page.evaluate("[...Array(zoneplan.page.book.count).keys()]"):
        page.evaluate(
            "async (i) => { zoneplan.page.goTo(zoneplan.page.book.place(i)); await zoneplan.page.card.show(); }",
            i,
        )
    for theme in page.evaluate("zoneplan.page.model.themes.map((t) => t.id)"):
        page.evaluate("theme => zoneplan.page.state.set({ theme, lang: 'en' })", theme)
    expect(page.locator("#legend")).not_to_be_empty()


@browser
def test_each_point_of_several_is_drawn_and_can_be_chosen(opened: Opened) -> None:
    parts = MultiPoint([point(0, 0), point(3000, 0)])
    page = opened(
        page_of(
            context(
                place("MP", parts),
                place(
                    "ML",
                    MultiLineString(
                        [[point(0, 2000), point(3000, 2000)], [point(0, 2500), point(3000, 2500)]]
                    ),
                ),
            )
        )
    )
    spots = page.evaluate(
        """() => { const { map, book } = zoneplan.page; map.fitBounds(book.bounds(book.find("MP")), { padding: [300, 300], animate: false });
        return book.shapes.latLngs(book.find("MP").shape).map(([p]) => { const q = map.latLngToContainerPoint(p); return [q.x, q.y]; }); }"""
    )
    assert len(spots) == 2
    assert all(page.evaluate(INKED, [*spot, 4]) >= 8 for spot in spots)
    page.mouse.click(*spots[1])
    expect(page.locator("#card h2")).to_have_text("Nơi MP")


# ---- too many ----


@browser
def test_a_layer_of_too_many_places_is_dots_until_one_comes_closer(opened: Opened) -> None:
    many = [place(f"D_{i}", point(100 * (i % 40), 100 * (i // 40))) for i in range(1600)]
    draft = only("dwellings", *many, kind="dwellings")
    draft.layers["zones"] = [zone("KCN_A", point(1050, 1050))]
    page = opened(page_of(draft))
    page.evaluate("zoneplan.page.state.set({ layers: new Set(['zones', 'dwellings']) })")
    page.evaluate(
        "zoneplan.page.map.fitBounds(L.latLngBounds(['D_0', 'D_1599'].map((i) => zoneplan.page.book.find(i).at)), { padding: [330, 60], animate: false })"
    )
    assert [sign[0] for sign in page.evaluate(SIGNS)] == ["KCN_A"]
    note = page.locator("#legend .crowded")
    expect(note).to_contain_text("Nhà ở")
    x, y = at(page, "D_820")
    assert page.evaluate(INKED, [x, y, 2]) >= 8
    page.mouse.click(x, y)
    expect(page.locator("#card h2")).to_have_text("Nơi D_820")
    page.click('#languages [lang="en"]')
    expect(note).to_contain_text("dots: Dwellings")
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.book.find('D_820').at, 17, { animate: false })")
    expect(note).to_have_count(0)
    assert "D_820" in [sign[0] for sign in page.evaluate(SIGNS)]
    assert page.evaluate(INKED, [*at(page, "D_820"), 30]) == 0
    page.evaluate("zoneplan.page.state.set({ layers: new Set() })")
    assert page.evaluate(SIGNS) == []


# ---- numbers beyond all measure ----


def test_no_circle_is_larger_than_the_earth() -> None:
    assert circle_radius_m(1e308) == 1e7
    assert circle_radius_m(51_006_562_172) == pytest.approx(1e7)  # more than the Earth's surface: 5.1e8 km²


@browser
@pytest.mark.parametrize("value", [0.0, 1e-300, 1e308])
def test_figures_of_any_size_give_a_page(opened: Opened, value: float) -> None:
    draft = (
        Draft()
        .set("KCN_B", uncertainty_m=value)
        .set("HP_1", uncertainty_m=value)
        .set("KCN_A", uncertainty_m=min(value, 1e6))
    )
    for subject, indicator in (
        ("KCN_A", "industrial_output_bn_vnd"),
        ("KCN_B", "area_declared_ha"),
        ("C_X", "population"),
        ("HP_1", "installed_mw"),
    ):
        draft.value(subject, indicator, value)
    page = opened(page_of(draft))
    for i in ("KCN_A", "KCN_B", "HP_1", "C_X"):
        page.evaluate(
            "async (i) => { zoneplan.page.goTo(zoneplan.page.find(i)); await zoneplan.page.card.show(); }", i
        )
        for zoom in (6, 12, 18):
            page.evaluate("zoom => zoneplan.page.map.setZoom(zoom, { animate: false })", zoom)
    for theme in page.evaluate("zoneplan.page.model.themes.map((t) => t.id)"):
        page.evaluate("theme => zoneplan.page.state.set({ theme })", theme)
    page.evaluate("zoneplan.page.state.set({ bands: true, moves: true, compare: '0' })")
    assert all(0 < width <= 6000 for *_, width in page.evaluate(SIGNS))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_equal_values_are_one_class(count: int) -> None:
    draft = only(
        "hydropower", *(place(f"HP_{i}", point(300 * i, 0), status="operating") for i in range(count))
    )
    draft.rows = [Row(f"HP_{i}", "installed_mw", 4) for i in range(count)]
    theme = Written.of(draft).theme("capacity")
    assert set(theme["codes"]) == {1}  # 3 to 5 MW of the chosen bounds
    zones = only("zones", *(zone(f"Z_{i}", square(3000 * i, 0)) for i in range(count)))
    zones.rows = [Row(f"Z_{i}", name, 50) for i in range(count) for name in ("industrial_land_ha", "workers")]
    workers = Written.of(zones).theme("workers")
    assert [one["name"] for one in workers["classes"]] == [["1 người/ha", "1 workers/ha"]] or len(
        workers["classes"]
    ) == 1
    assert workers["codes"] == [0] * count


@browser
@pytest.mark.parametrize(
    ("as_of", "times", "first"),
    [
        ("2019-06-30", ["today", "2030", "after_2030"], "2030"),
        ("2020-12-31", ["today", "2030", "after_2030"], "2030"),
        ("2030-12-31", ["2020", "today", "after_2030"], "today"),
        ("2035-01-01", ["2020", "today", "after_2030"], "today"),
    ],
)
def test_every_date_has_its_times(opened: Opened, as_of: str, times: list[str], first: str) -> None:
    draft = Draft()
    draft.config["plan"]["as_of"] = as_of
    page = opened(page_of(draft))
    assert page.evaluate("zoneplan.page.model.horizons.map((h) => h.id)") == times
    assert page.evaluate("zoneplan.page.model.horizons[zoneplan.page.state.get('horizon')].id") == first
    for number in range(len(times)):
        page.evaluate("n => zoneplan.page.state.set({ horizon: n, compare: String(n) })", number)
        expect(page.locator("#ticks .now")).to_have_count(1)


@browser
def test_all_land_use_codes_at_once_are_told_apart(opened: Opened) -> None:
    codes = sorted(Draft().plan().regulations.land_use_codes)
    land = [
        place(f"L_{i}", square(600 * (i % 12), 600 * (i // 12), 600), code=code)
        for i, code in enumerate(codes)
    ]
    page = opened(page_of(only("land_use", *land, kind="land_use")))
    page.evaluate("zoneplan.page.state.set({ layers: new Set(['land_use']) })")
    rows = page.locator("#legend .legend-row .name").all_inner_texts()
    assert sorted(row.partition(" – ")[0] for row in rows) == codes
    assert len(codes) > 100


# ---- the edges of the world ----


def jumps(model: dict[str, object]) -> float:
    """Gives the longest step of a grid line in degrees of longitude."""
    lines = model["grid"]
    assert isinstance(lines, list)
    return max((abs(b[1] - a[1]) for line in lines for a, b in pairwise(line["points"])), default=0.0)


@browser
@pytest.mark.parametrize(
    ("crs", "extent", "shapes"),
    [
        (
            "EPSG:32660",
            [170, -20, 180, 0],
            [zone("A", box(179.9, -10.1, 180, -10)), zone("B", Point(179.99, -11))],
        ),
        (
            "EPSG:32601",
            [-180, -20, -170, 0],
            [zone("A", box(-180, -10.1, -179.9, -10)), zone("B", Point(-180, -11))],
        ),
        (
            "EPSG:32648",
            [-180, -80, 180, 80],
            [
                zone("A", box(-179.9, -79, -178, -78)),
                zone("B", Point(179.9, 79)),
                zone("C", box(100, 10, 110, 20)),
            ],
        ),
        (
            "EPSG:9208",
            [103.3, 21.7, 104.9, 23.0],
            [zone("A", box(103.3, 21.7, 103.4, 21.8)), zone("B", Point(104.9, 23.0))],
        ),
    ],
    ids=["180 east", "180 west", "the world", "edges of the extent"],
)
def test_plans_at_the_edges_open_whole(
    opened: Opened, plan_folder: Draft, crs: str, extent: list[float], shapes: list[Shape]
) -> None:
    html = page_of(elsewhere(plan_folder, crs, extent, *shapes))
    model = json.loads(blocks_of(html)["model"])
    assert len(html) < 1_000_000
    assert len(model["grid"]) <= 130
    assert jumps(model) < 180
    page = opened(html)
    seen = "i => zoneplan.page.map.getBounds().pad(0.02).intersects(zoneplan.page.book.bounds(zoneplan.page.book.find(i)))"
    assert all(page.evaluate(seen, shape.props["id"]) for shape in shapes)
    for shape in shapes:
        page.evaluate("i => zoneplan.page.goTo(zoneplan.page.find(i))", shape.props["id"])
        page.evaluate("zoneplan.page.map.setZoom(18, { animate: false })")


@browser
def test_names_keep_clear_of_what_is_seen_of_a_wide_place(opened: Opened) -> None:
    page = opened(page_of(only("zones", zone("A", square(-40_000, -30_000, 80_000)), zone("B", point()))))
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.book.find('B').at, 18, { animate: false })")
    wide = page.evaluate(
        "() => Math.max(...new zoneplan.Naming(zoneplan.page.scene).things(zoneplan.page.book.find('A')).map((one) => Math.max(one.w, one.h)))"
    )
    assert wide <= 2 * 1440


@browser
def test_a_link_leads_to_a_plan_of_one_point(opened: Opened) -> None:
    html = page_of(only("zones", zone("KCN_A", point())))
    centre = opened(html).evaluate(
        "(() => { const { lat, lng } = zoneplan.page.book.place(0).at; return [lat, lng]; })()"
    )
    page = opened(html, at=f"#at={centre[0] + 0.01:.5f}/{centre[1]:.5f}/15")
    assert page.evaluate("zoneplan.page.map.getZoom()") == 15
    assert page.evaluate("zoneplan.page.map.getCenter().lat") == pytest.approx(centre[0] + 0.01, abs=1e-4)


# ---- two plans ----


@browser
@pytest.mark.parametrize(
    "act",
    [
        "map.setZoom(map.getZoom() + 1, { animate: true })",
        "map.getContainer().dispatchEvent(new WheelEvent('wheel', { deltaY: -400, clientX: 500, clientY: 400, bubbles: true }))",
    ],
    ids=["zoom", "wheel"],
)
def test_a_comparison_may_end_while_it_zooms(opened: Opened, act: str) -> None:
    page = opened(page_of(Draft()))
    page.evaluate("zoneplan.page.state.set({ compare: '0' })")
    page.evaluate(
        f"() => {{ const {{ map }} = zoneplan.page.compared; {act}; zoneplan.page.state.set({{ compare: null }}); }}"
    )
    page.wait_for_timeout(500)
    expect(page.locator("#second")).to_have_count(0)


def test_plans_of_one_name_are_told_apart() -> None:
    later = Draft()
    later.config["plan"]["as_of"] = "2026-06-30"
    html = page_of_dossiers(dossier_of(Draft().plan()), dossier_of(later.plan(), language="en"))
    titles = [json.loads(blocks_of(html)[name])["title"] for name in ("model", "other-model")]
    assert titles[0] == ["Quy hoạch thử", "Test plan"]
    assert titles[1] == [
        "Quy hoạch thử (bản kia, số liệu đến 30/06/2026)",
        "Test plan (the other one, figures to 2026-06-30)",
    ]
    assert json.loads(blocks_of(html)["model"])["compare"]["title"] == titles[1]
    assert json.loads(blocks_of(html)["model"])["language"] == "vi"


@browser
@pytest.mark.parametrize(
    "change",
    [
        lambda draft: draft.config["plan"].update(crs="EPSG:32648", language="en"),
        lambda draft: draft.layers.update({key: [] for key in draft.layers}),
        lambda _: None,
    ],
    ids=["another grid and language", "an empty one", "the same"],
)
def test_any_plan_may_be_laid_over_another(opened: Opened, change: Callable[[Draft], object]) -> None:
    other = Draft()
    change(other)
    if not any(other.layers.values()):
        other.rows = []
    page = opened(page_of_dossiers(dossier_of(Draft().plan()), dossier_of(other.plan())), at="#compare=other")
    for state in ({"theme": "occupancy"}, {"horizon": 0}, {"lang": "en"}, {"layers": None}):
        page.evaluate(
            "one => zoneplan.page.state.set(one.layers === null ? { layers: new Set() } : one)", state
        )
    expect(page.locator("#second canvas").first).to_be_attached()


def test_a_comparison_is_no_part_of_the_dossier(plan_folder: Draft) -> None:
    build(plan_folder.folder, "vi")
    manifest = (plan_folder.folder / "exports" / "manifest.json").read_bytes()
    _, outcome = compare(plan_folder.folder, plan_folder.folder, "vi")
    made = plan_folder.folder / "maps" / "compare.html"
    assert outcome.written == ("maps/compare.html",)
    first = made.read_bytes()
    assert (plan_folder.folder / "exports" / "manifest.json").read_bytes() == manifest
    assert build(plan_folder.folder, "vi").unchanged
    assert made.read_bytes() == first
    place_, failed = compare(plan_folder.folder, plan_folder.folder / "nowhere", "vi")
    assert failed.failed
    assert place_.name == "nowhere"
    assert made.read_bytes() == first

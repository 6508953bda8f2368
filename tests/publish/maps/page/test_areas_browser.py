"""The canvas of outlines in a browser: no gap, nothing that vanishes, and the right place under a point."""

import base64
import itertools
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from playwright.sync_api import Page
from pyproj import Geod

from canvas_page import canvas_page, look
from meshes import mesh
from publish.maps.screens import Opened
from support import TO_DEGREES

pytestmark = pytest.mark.browser

LON, LAT = 104.1, 22.3
SIZE = (640, 480)
SOLID = 255
SEAM = 14
"""How far rounding in anti-aliased edges may be off a solid fill, of 255: nobody sees it."""
SPECK = 200
"""What single pixels may come to where several corners meet; plain blending leaves 191 all along an edge."""
READ = """([x, y, w, h]) => {
  const { areas, map } = zoneplan, { left, top, ratio } = areas.view, corner = map.getPixelBounds().min;
  const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  Object.assign(copy.canvas, { width: Math.round(w * ratio), height: Math.round(h * ratio) });
  copy.drawImage(areas.canvas, left - Math.round((corner.x + x) * ratio), top - Math.round((corner.y + y) * ratio));
  const { data } = copy.getImageData(0, 0, copy.canvas.width, copy.canvas.height), letters = [];
  for (let at = 0; at < data.length; at += 8192) { letters.push(String.fromCharCode(...data.subarray(at, at + 8192))); }
  return btoa(letters.join("")); }"""


def pixels(page: Page, box: tuple[float, float, float, float] = (0, 0, *SIZE)) -> NDArray[np.uint8]:
    """What the canvas shows in a box of the map (left, top, width, height), as rows of red, green, blue, alpha."""
    ratio = page.evaluate("zoneplan.areas.view.ratio")
    data = np.frombuffer(base64.b64decode(page.evaluate(READ, list(box))), dtype=np.uint8)
    return data.reshape(round(box[3] * ratio), -1, 4)


def seen(rgba: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Colours as they are seen, those of what is nearly transparent nearly nothing, and the opacity."""
    return np.concatenate([rgba[..., :3] * (rgba[..., 3:] / 255), rgba[..., 3:]], axis=-1)


def go(page: Page, zoom: float, at: tuple[float, float] = (LAT, LON)) -> None:
    """Shows a place at a zoom and waits until all is painted."""
    page.evaluate(
        "([at, zoom]) => { zoneplan.map.setView(at, zoom, { animate: false }); zoneplan.areas.flush(); }",
        [at, zoom],
    )


def at(page: Page, lon: float, lat: float, px: float = 0) -> list[int]:
    """The places under a point."""
    found: list[int] = page.evaluate(
        "([lat, lon, px]) => zoneplan.areas.at(L.latLng(lat, lon), px)", [lat, lon, px]
    )
    return found


def coverage(columns: int, rows: int, cell_m: float = 100.0) -> NDArray[np.object_]:
    """A coverage of irregular polygons around the middle of the map, in degrees."""
    rings = mesh(columns, rows, cell_m=cell_m)
    lon, lat = TO_DEGREES.transform(*rings.reshape(-1, 2).T)
    moved = np.column_stack([lon - np.mean(lon) + LON, lat - np.mean(lat) + LAT])
    return np.asarray(shapely.polygons(moved.reshape(rings.shape)), dtype=object)


def shapes(*geometries: Any) -> NDArray[np.object_]:
    """Geometries as an array."""
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def page_of(geometries: NDArray[np.object_], looks: list[dict[str, Any]], of: Any = 1, **more: Any) -> str:
    """A page of some shapes."""
    return canvas_page(geometries, looks, of, view=((LAT, LON), 14), **more).decode("utf-8")


THREE = [look(fill=fill) for fill in ("#a93226", "#1f5fae", "#9a6200")]


@pytest.mark.parametrize("ratio", [1, 1.25, 2])
def test_no_gap_opens_in_a_coverage_at_any_zoom(opened: Opened, ratio: float) -> None:
    cells = coverage(60, 60)
    page = opened(
        page_of(cells, THREE, [i % 3 + 1 for i in range(len(cells))]), SIZE, device_scale_factor=ratio
    )
    for zoom in (9.25, 11, 12.5, 13.75, 14, 15.25, 16.5, 18):
        go(page, zoom)
        half = 0.45 * 6000 / (156_543 * 0.925 / 2**zoom)
        wide, high = min(half, 300), min(half, 220)
        alpha = pixels(page, (320 - wide, 240 - high, 2 * wide, 2 * high))[..., 3]
        assert alpha.min() > SPECK, zoom
        assert np.count_nonzero(alpha < SOLID - SEAM) <= 3, zoom


def test_translucent_neighbours_neither_gape_nor_overlap(opened: Opened) -> None:
    cells = coverage(60, 60)
    looks = [look(fill="#000000", fill_opacity=0.5), look(fill="#ffffff", fill_opacity=0.5)]
    page = opened(page_of(cells, looks, [i % 2 + 1 for i in range(len(cells))]), SIZE)
    for zoom in (12.25, 14, 16.75):
        go(page, zoom)
        alpha = pixels(page, (250, 170, 140, 140))[..., 3].astype(int)
        assert abs(alpha - 128).max() <= SEAM, zoom


def test_shapes_of_one_look_that_overlap_are_not_filled_twice(opened: Opened) -> None:
    pair = shapes(
        shapely.box(LON - 0.01, LAT - 0.01, LON + 0.004, LAT + 0.01),
        shapely.box(LON - 0.004, LAT - 0.01, LON + 0.01, LAT + 0.01),
    )
    page = opened(page_of(pair, [look(fill_opacity=0.5)]), SIZE)
    assert set(pixels(page, (220, 180, 200, 120))[..., 3].ravel()) == {128}


def test_what_lies_above_covers_what_lies_below(opened: Opened) -> None:
    ground, zone = (
        shapely.box(LON - 0.02, LAT - 0.02, LON + 0.02, LAT + 0.02),
        shapely.box(LON - 0.005, LAT - 0.005, LON + 0.005, LAT + 0.005),
    )
    looks = [look(fill="#00ff00"), look(fill="#ff0000")]
    for of, fits, colour in (
        ([1, 2], [1, 2], [255, 0, 0]),
        ([2, 1], [2, 1], [255, 0, 0]),
        ([1, 2], 0, [255, 0, 0]),
    ):
        order = [ground, zone] if of == [1, 2] else [zone, ground]
        page = opened(page_of(shapes(*order), looks, of, places={"fits": fits}), SIZE)
        assert pixels(page, (318, 238, 4, 4))[0, 0, :3].tolist() == colour
        assert pixels(page, (220, 140, 4, 4))[0, 0, :3].tolist() == [0, 255, 0]


@pytest.mark.parametrize("crowd", [0, 40])
def test_the_smallest_and_the_thinnest_polygon_are_seen(opened: Opened, crowd: int) -> None:
    speck = shapely.box(LON, LAT, LON + 1e-6, LAT + 1e-6)
    needle = shapely.box(LON - 0.5, LAT + 0.2, LON + 0.5, LAT + 0.2 + 1e-6)
    far = shapely.transform(coverage(crowd, crowd), lambda xy: xy + np.array([2, 0])) if crowd else shapes()
    page = opened(page_of(shapes(speck, needle, *far), [look(fill="#0000ff", fill_opacity=0.9)]), SIZE)
    for zoom in (6, 7.25, 8, 10, 13.5, 17):
        go(page, zoom)
        seen = pixels(page, (310, 230, 20, 20))
        assert seen[..., 3].max() >= 200, zoom
        if zoom <= 10:
            metres = 156_543 * 0.925 / 2**zoom
            north = 0.2 * 111_000 / metres
            band = pixels(page, (318, 240 - north - 6, 4, 12)) if north < 230 else None
            assert band is None or band[..., 3].max(axis=0).min() >= 60, zoom


def test_lines_are_drawn_and_hidden_places_are_not(opened: Opened) -> None:
    line = shapely.LineString([(LON - 0.05, LAT), (LON + 0.05, LAT)])
    hidden = shapely.box(LON - 0.05, LAT - 0.05, LON + 0.05, LAT + 0.05)
    page = opened(page_of(shapes(line, hidden), [look(stroke="#00aa00", weight=3)], [1, 0]), SIZE)
    assert pixels(page, (300, 239, 1, 1))[0, 0].tolist() == [0, 0xAA, 0, 255]
    assert pixels(page, (300, 200, 1, 1))[0, 0, 3] == 0
    assert at(page, LON, LAT + 0.01) == []


def test_tiles_join_in_hatches_dashes_and_outlines(opened: Opened) -> None:
    ring = shapely.Polygon(
        [
            (LON - 0.03, LAT - 0.015),
            (LON + 0.03, LAT - 0.014),
            (LON + 0.031, LAT + 0.013),
            (LON - 0.029, LAT + 0.014),
        ]
    )
    looks = [
        look(stroke="#1f5fae", fill="#1f5fae", fill_opacity=0.2, weight=2, dash="9 5", hatch=hatch)
        for hatch in ("lines", "dots")
    ]
    for of, zoom in itertools.product((1, 2), (13.25, 14.25)):
        page = opened(page_of(shapes(ring), looks, of), SIZE)
        go(page, zoom)
        tiled = seen(pixels(page))
        page.evaluate(
            """() => { const { areas } = zoneplan, view = areas.view, side = 2048;
            const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
            context.canvas.width = context.canvas.height = side;
            areas.tiles.painter.paint({ context, left: view.left, top: view.top, side, scale: view.scale });
            areas.context.clearRect(0, 0, view.width, view.height);
            areas.context.drawImage(context.canvas, 0, 0); }"""
        )
        whole = seen(pixels(page))
        assert whole.max() > 200
        assert np.abs(tiled - whole).max() <= SOLID / 4


def test_long_boundaries_are_clipped_without_a_trace(opened: Opened) -> None:
    angle = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    reach = 0.3 * (1 + 0.05 * np.sin(317 * angle))
    star = shapely.Polygon(np.column_stack([LON + 0.29 + reach * np.cos(angle), LAT + reach * np.sin(angle)]))
    page = opened(page_of(shapes(star), [look(fill="#0000ff")]), SIZE)
    for zoom in (9, 12, 15):
        go(page, zoom)
        alpha = pixels(page)[10::20, 10::20, 3].ravel()
        inside = page.evaluate(
            """() => Array.from({ length: 24 * 32 }, (_, k) => zoneplan.areas.at(
            zoneplan.map.containerPointToLatLng([20 * (k % 32) + 10.5, 20 * Math.floor(k / 32) + 10.5]), 0).length)"""
        )
        clear = np.isin(alpha, (0, SOLID))
        assert np.array_equal(alpha[clear] > 0, np.array(inside)[clear] > 0)
        assert 0 < sum(inside) < len(inside) < 1.2 * np.count_nonzero(clear)


PIERCED = shapely.Polygon(
    shapely.box(LON - 0.02, LAT - 0.02, LON + 0.02, LAT + 0.02).exterior,
    [shapely.box(LON - 0.01, LAT - 0.01, LON + 0.01, LAT + 0.01).exterior],
)
ISLAND = shapely.box(LON - 0.002, LAT - 0.002, LON + 0.002, LAT + 0.002)
TWO_PARTS = shapely.MultiPolygon(
    [
        shapely.box(LON + 0.03, LAT, LON + 0.04, LAT + 0.01),
        shapely.box(LON + 0.05, LAT, LON + 0.06, LAT + 0.01),
    ]
)
RIVER = shapely.LineString([(LON - 0.05, LAT + 0.015), (LON + 0.05, LAT + 0.015)])


def test_a_point_finds_its_places_the_smallest_first(opened: Opened) -> None:
    page = opened(
        page_of(
            shapes(PIERCED, shapely.Polygon(), ISLAND, TWO_PARTS, RIVER, PIERCED),
            [look()],
            [1, 1, 1, 1, 1, 0],
        ),
        SIZE,
    )
    assert at(page, LON, LAT) == [2]
    assert at(page, LON + 0.005, LAT) == []
    assert at(page, LON + 0.015, LAT) == [0]
    assert at(page, LON + 0.035, LAT + 0.005) == [3]
    assert at(page, LON + 0.045, LAT + 0.005) == []
    assert at(page, LON + 0.055, LAT + 0.005) == [3]
    go(page, 15)
    assert at(page, LON + 0.015, LAT + 0.01501, 5) == [4, 0]
    assert at(page, LON + 0.015, LAT + 0.0152, 1) == [0]
    go(page, 9)
    assert at(page, LON + 0.0025, LAT, 3) == [2]
    assert at(page, LON + 0.0025, LAT, 30) == [4, 2, 3, 0]


def test_points_are_found_as_by_geos(opened: Opened) -> None:
    cells = coverage(25, 25)
    page = opened(page_of(cells, [look()]), SIZE)
    random = np.random.default_rng(5)
    west, south, east, north = shapely.total_bounds(cells)
    points = np.column_stack([random.uniform(west, east, 300), random.uniform(south, north, 300)])
    found = page.evaluate(
        "all => all.map(([lon, lat]) => zoneplan.areas.at(L.latLng(lat, lon), 0))", points.tolist()
    )
    tree = shapely.STRtree(cells)
    inside = [sorted(tree.query(point, predicate="intersects").tolist()) for point in shapely.points(points)]
    apart = shapely.distance(shapely.points(points), shapely.union_all(shapely.boundary(cells))) > 1e-6
    assert [sorted(f) for f, clear in zip(found, apart, strict=True) if clear] == [
        f for f, clear in zip(inside, apart, strict=True) if clear
    ]
    assert 200 < sum(map(len, found)) <= 300


def test_shapes_come_back_as_rings_of_degrees(opened: Opened) -> None:
    page = opened(page_of(shapes(PIERCED, RIVER, shapely.Polygon()), [look()]), SIZE)
    read = "i => zoneplan.book.shapes.latLngs(i).map((ring) => ring.map((p) => [p.lng, p.lat]))"
    outer, hole = page.evaluate(read, 0)
    assert shapely.Polygon(outer, [hole]).normalize().equals_exact(PIERCED.normalize(), 3e-7)
    assert outer[0] == outer[-1]
    (line,) = page.evaluate(read, 1)
    assert shapely.LineString(line).equals_exact(RIVER, 3e-7)
    assert page.evaluate(read, 2) == []
    box = page.evaluate(
        "(() => { const b = zoneplan.book.shapes.latLngBounds(0); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; })()"
    )
    assert box == pytest.approx(PIERCED.bounds, abs=3e-7)
    assert page.evaluate("zoneplan.book.shapes.latLngBounds(2).isValid()") is False


def test_circles_have_their_radius_on_the_ground(opened: Opened) -> None:
    places = {
        "shape": -1,
        "radius_m": [1000, 5],
        "lat": round(LAT * 1e6),
        "lon": [round(LON * 1e6), round((LON + 0.05) * 1e6)],
    }
    html = page_of(
        shapes(shapely.Polygon(), shapely.Polygon()),
        [look(fill_opacity=0.4, weight=0)],
        places=places,
        areas={"circles": True},
    )
    page = opened(html, SIZE)
    go(page, 13)
    covered = (pixels(page, (120, 40, 400, 400))[..., 3] / (0.4 * 0.75 * 255)).sum()
    lon, lat, _ = Geod(ellps="WGS84").fwd([LON, LON], [LAT, LAT], [0, 90], [1000, 1000])
    half = page.evaluate(
        "([n, e, lat, lon]) => { const p = (a) => zoneplan.map.latLngToContainerPoint(a), c = p([lat, lon]); return [c.y - p(n).y, p(e).x - c.x]; }",
        [[lat[0], lon[0]], [lat[1], lon[1]], LAT, LON],
    )
    assert covered == pytest.approx(np.pi * half[0] * half[1], rel=0.02)
    go(page, 12, (LAT, LON + 0.05))
    assert pixels(page, (318, 238, 4, 4))[..., 3].min() > 60
    assert at(page, LON, LAT, 0) == [0]
    assert at(page, LON + 0.0095, LAT, 0) == [0]
    assert at(page, LON + 0.0099, LAT, 0) == []


def test_a_change_of_looks_is_painted_and_only_where_it_is(opened: Opened) -> None:
    west, east = (
        shapely.box(LON - 0.02, LAT - 0.01, LON - 0.015, LAT + 0.01),
        shapely.box(LON + 0.015, LAT - 0.01, LON + 0.02, LAT + 0.01),
    )
    page = opened(page_of(shapes(west, east), [look(fill="#ff0000"), look(fill="#00ff00")]), SIZE)
    page.evaluate(
        """() => { const { areas } = zoneplan, paint = areas.tiles.painter.paint.bind(areas.tiles.painter);
        areas.tiles.painter.paint = (tile) => { areas.counted = (areas.counted || 0) + 1; paint(tile); };
        areas.look(Uint16Array.of(1, 2), areas.looks); areas.flush(); }"""
    )
    assert pixels(page, (522, 240, 1, 1))[0, 0].tolist() == [0, 255, 0, 255]
    assert pixels(page, (116, 240, 1, 1))[0, 0].tolist() == [255, 0, 0, 255]
    tiles = page.evaluate("zoneplan.areas.tiles.size")
    assert 0 < page.evaluate("zoneplan.areas.counted") < tiles / 2
    page.evaluate("zoneplan.areas.look(Uint16Array.of(0, 0), zoneplan.areas.looks).flush()")
    assert not pixels(page)[..., 3].any()


def test_zooming_and_panning_never_show_an_empty_map(opened: Opened) -> None:
    cells = coverage(60, 60)
    page = opened(page_of(cells, [look(fill="#0000ff")]), SIZE)
    go(page, 14)
    least = page.evaluate(
        """() => new Promise((done) => { const { map, areas } = zoneplan; let least = 255, frames = 0;
        const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const seen = () => { const { canvas } = areas, box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
          const x = Math.round((320 - box.left) * ratio), y = Math.round((240 - box.top) * ratio);
          copy.clearRect(0, 0, 1, 1); copy.drawImage(canvas, -x, -y); frames += 1;
          least = Math.min(least, copy.getImageData(0, 0, 1, 1).data[3]);
          if (frames < 60) { requestAnimationFrame(seen); } else { done(least); } };
        map.setZoom(15); setTimeout(() => map.panBy([120, 80]), 450); setTimeout(() => map.setZoom(13.5), 700);
        requestAnimationFrame(seen); })"""
    )
    assert least >= SOLID - SEAM


def test_the_canvas_is_sharpened_for_print(opened: Opened) -> None:
    page = opened(page_of(coverage(10, 10), [look(fill="#0000ff")]), SIZE)
    plain = page.evaluate("zoneplan.areas.canvas.width")
    page.evaluate("zoneplan.areas.sharpen(3).flush()")
    assert page.evaluate("zoneplan.areas.canvas.width") == pytest.approx(3 * plain, abs=2)
    assert pixels(page, (310, 230, 20, 20))[..., 3].min() >= SOLID - SEAM
    page.evaluate("zoneplan.areas.sharpen(null).flush()")
    assert page.evaluate("zoneplan.areas.canvas.width") == plain


def test_a_block_is_read_once_and_let_go(opened: Opened) -> None:
    page = opened(page_of(coverage(2, 2), [look()]), SIZE)
    assert page.locator("script[id^=block-]").count() == 0
    told = page.evaluate("zoneplan.block('shapes').then(() => 'read', (error) => error.message)")
    assert "shapes" in told
    assert told != "read"


def test_a_map_without_shapes_is_empty(opened: Opened) -> None:
    page = opened(page_of(shapes(), []), SIZE)
    assert not pixels(page)[..., 3].any()
    assert at(page, LON, LAT, 5) == []
    page.evaluate("zoneplan.areas.remove()")
    assert page.locator("canvas").count() == 0

"""Pictures of surfaces: each pixel shows what the surface has at its place, and nothing where it has nothing."""

import hashlib
import subprocess
import sys
import warnings
from collections.abc import Callable

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from pyproj import Transformer
from rasterio.errors import NotGeoreferencedWarning

from support import EAST, GRID, NORTH
from zoneplan.errors import FileError
from zoneplan.io.surface_picture import MOST_PX, Colour, picture_frame, picture_png

Numbers = NDArray[np.float64]
CELL = 500.0
PLACE = (CELL, 0.0, EAST, 0.0, -CELL, NORTH)
TO_GRID = Transformer.from_crs("EPSG:3857", GRID, always_xy=True, only_best=True, allow_ballpark=False)
TO_DEGREES = Transformer.from_crs("EPSG:3857", "OGC:CRS84", always_xy=True)
COLOURS: tuple[Colour, ...] = ((250, 240, 200), (200, 120, 40), (90, 10, 0))


def middles(shape: tuple[int, int]) -> tuple[Numbers, Numbers]:
    """Gives where the middles of the cells lie in the grid."""
    rows, columns = shape
    east = EAST + CELL * (np.arange(columns) + 0.5)
    north = NORTH - CELL * (np.arange(rows) + 0.5)
    return np.meshgrid(east, north)


def surface(shape: tuple[int, int], height: Callable[[Numbers, Numbers], Numbers]) -> Numbers:
    """Gives a surface whose cells hold the height at their middles."""
    return np.asarray(height(*middles(shape)), dtype=np.float64)


def pixels(png: bytes) -> tuple[NDArray[np.uint8], dict[int, tuple[int, int, int, int]]]:
    """Gives the colour numbers of a PNG and its palette."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.MemoryFile(png) as file, file.open(driver="PNG") as read:
            assert (read.count, read.dtypes) == (1, ("uint8",))
            return read.read(1), read.colormap(1)


def cells_of_pixels(shape: tuple[int, int]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Gives for each pixel of a picture where its middle lies: in rows and columns of cells, and in the grid."""
    frame = picture_frame(shape, PLACE, GRID)
    down, across = np.indices(frame.shape) + 0.5
    a, _, west, _, e, top = frame.transform
    east, north = TO_GRID.transform(west + a * across, top + e * down)
    return (NORTH - north) / CELL, (east - EAST) / CELL, east, north


def drawn(
    values: Numbers, breaks: tuple[float, ...], colours: tuple[Colour, ...] = COLOURS
) -> NDArray[np.uint8]:
    return pixels(picture_png(values, PLACE, GRID, breaks, colours))[0]


def test_each_pixel_has_the_class_of_the_surface_at_its_place() -> None:
    def plane(east: Numbers, north: Numbers) -> Numbers:
        return (east - EAST) / 1000 + 0.7 * (NORTH - north) / 1000

    shape, breaks = (60, 90), (10.0, 25.0, 40.0)
    got = drawn(surface(shape, plane), breaks)
    row, column, east, north = cells_of_pixels(shape)
    inside = (row > 0.5) & (row < shape[0] - 0.5) & (column > 0.5) & (column < shape[1] - 0.5)
    truth = plane(east, north)
    clear_cut = np.min([np.abs(truth - edge) for edge in breaks], axis=0) > 0.02
    expected = np.digitize(truth, breaks)
    assert inside.mean() > 0.85
    assert np.array_equal(got[inside & clear_cut], expected[inside & clear_cut])
    assert set(np.unique(got)) == {0, 1, 2, 3}


def test_at_the_middles_of_cells_the_picture_shows_their_values() -> None:
    def hills(east: Numbers, north: Numbers) -> Numbers:
        return 50 + 40 * np.sin((east - EAST) / 6000) * np.cos((north - NORTH) / 5000)

    shape, breaks = (80, 70), (30.0, 50.0, 70.0)
    values = surface(shape, hills)
    got = drawn(values, breaks)
    frame = picture_frame(shape, PLACE, GRID)
    a, _, west, _, e, top = frame.transform
    from_grid = Transformer.from_crs(GRID, "EPSG:3857", always_xy=True, only_best=True, allow_ballpark=False)
    east, north = middles(shape)
    x, y = from_grid.transform(east.ravel(), north.ravel())
    shown = got[((y - top) / e).astype(int), ((x - west) / a).astype(int)]
    flat = values.ravel()
    steep = 40 / 5000 * CELL
    sure = np.min([np.abs(flat - edge) for edge in breaks], axis=0) > steep
    assert sure.mean() > 0.5
    assert np.array_equal(shown[sure], np.digitize(flat, breaks)[sure])


@pytest.mark.parametrize(("shape", "patch", "slack"), [((20, 30), 1, 0.03), ((1200, 1500), 60, 0.5)])
def test_cells_without_data_and_what_lies_beside_the_surface_are_clear(
    shape: tuple[int, int], patch: int, slack: float
) -> None:
    values = np.random.default_rng(5).uniform(1, 9, shape)
    lost = np.random.default_rng(6).uniform(size=(shape[0] // patch, shape[1] // patch)) < 0.3
    values[np.kron(lost, np.ones((patch, patch))) > 0] = np.nan
    values[:patch, :patch] = np.inf
    got = drawn(values, (0.5,), COLOURS[:1])
    row, column, *_ = cells_of_pixels(shape)
    within = (row >= 0) & (row < shape[0]) & (column >= 0) & (column < shape[1])
    off = [np.abs(place - patch * np.round(place / patch)) for place in (row, column)]
    near_side = np.minimum(*off) < slack
    known = np.zeros(row.shape, dtype=bool)
    known[within] = np.isfinite(values[row[within].astype(int), column[within].astype(int)])
    assert 0.2 < known.mean() < 0.9
    assert np.array_equal(got[~near_side] == 1, known[~near_side])


def test_missing_cells_do_not_draw_down_their_neighbours() -> None:
    values = np.full((9, 9), 8.0)
    values[:, 4] = np.nan
    assert set(np.unique(drawn(values, (1.0, 7.9, 8.1)))) == {0, 2}


def test_zero_is_clear_and_a_class_holds_its_lower_break() -> None:
    shape = (4, 4)
    assert set(np.unique(drawn(np.zeros(shape), (5.0, 10.0, 20.0)))) == {0}
    assert set(np.unique(drawn(np.full(shape, 10.0), (5.0, 10.0, 20.0)))) <= {0, 2}
    assert (drawn(np.full(shape, 10.0), (5.0, 10.0, 20.0)) == 2).any()


def test_the_palette_has_the_colours_and_only_the_first_is_clear() -> None:
    _, palette = pixels(picture_png(np.ones((3, 3)), PLACE, GRID, (1.0, 2.0, 3.0), COLOURS))
    assert palette == {0: (0, 0, 0, 0)} | {n: (*colour, 255) for n, colour in enumerate(COLOURS, start=1)}


def test_classes_take_the_share_of_the_picture_that_they_take_of_the_surface() -> None:
    shape = (120, 120)
    values = surface(shape, lambda east, north: np.hypot(east - EAST - 30_000, north - NORTH + 30_000) / 1000)
    breaks = (8.0, 16.0, 24.0)
    got = drawn(values, breaks)
    row, column, *_ = cells_of_pixels(shape)
    inside = (row > 0) & (row < shape[0]) & (column > 0) & (column < shape[1])
    of_cells = np.bincount(np.digitize(values.ravel(), breaks), minlength=4) / values.size
    of_pixels = np.bincount(got[inside], minlength=4) / inside.sum()
    assert of_pixels == pytest.approx(of_cells, abs=0.006)


@pytest.mark.parametrize("shape", [(1, 1), (1, 400), (300, 7), (291, 332), (2000, 1500)])
def test_the_frame_holds_the_surface_in_square_pixels_and_is_small(shape: tuple[int, int]) -> None:
    frame = picture_frame(shape, PLACE, GRID)
    down, across = frame.shape
    a, b, west, d, e, top = frame.transform
    assert max(down, across) <= MOST_PX + 1
    assert (b, d, a) == (0.0, 0.0, -e)
    corners = TO_DEGREES.transform([west, west + a * across], [top + e * down, top])
    assert frame.bounds == pytest.approx(
        (corners[0][0], corners[1][0], corners[0][1], corners[1][1]), abs=1e-9
    )
    edge = np.linspace(0, 1, 30)
    side = np.concatenate(
        [[edge, 0 * edge], [edge, 0 * edge + 1], [0 * edge, edge], [0 * edge + 1, edge]], axis=1
    )
    to_degrees = Transformer.from_crs(GRID, "OGC:CRS84", always_xy=True, only_best=True)
    lon, lat = to_degrees.transform(EAST + side[0] * shape[1] * CELL, NORTH - side[1] * shape[0] * CELL)
    slack = 1e-3 * a / 100_000
    west_deg, south, east_deg, north = frame.bounds
    assert west_deg - slack <= lon.min()
    assert lon.max() <= east_deg + slack
    assert south - slack <= lat.min()
    assert lat.max() <= north + slack
    picture = drawn(np.ones(shape), (0.5,), COLOURS[:1])
    assert picture.shape == frame.shape
    assert picture.mean() > (0.9 if min(shape) > 200 else 0.4)


def test_the_same_surface_gives_the_same_bytes_in_another_process() -> None:
    values = surface((50, 50), lambda east, north: np.sin(east / 900) + np.cos(north / 700))
    png = picture_png(values, PLACE, GRID, (-0.5, 0.0, 0.5), COLOURS)
    code = (
        "import sys, hashlib, numpy as np; from zoneplan.io.surface_picture import picture_png; "
        "v = np.frombuffer(sys.stdin.buffer.read()).reshape(50, 50); "
        f"p = picture_png(v, {PLACE!r}, {GRID!r}, (-0.5, 0.0, 0.5), {COLOURS!r}); "
        "print(hashlib.sha256(p).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=values.tobytes(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == hashlib.sha256(png).hexdigest()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(png) < 6000


@pytest.mark.parametrize(
    ("values", "breaks", "colours"),
    [
        (np.ones((0, 3)), (1.0,), COLOURS[:1]),
        (np.ones(3), (1.0,), COLOURS[:1]),
        (np.ones((2, 2)), (1.0, 1.0), COLOURS[:2]),
        (np.ones((2, 2)), (1.0, 2.0), COLOURS[:1]),
        (np.ones((2, 2)), (np.nan,), COLOURS[:1]),
        (np.ones((2, 2)), tuple(range(256)), COLOURS[:1] * 256),
    ],
)
def test_what_does_not_belong_together_is_refused(
    values: Numbers, breaks: tuple[float, ...], colours: tuple[Colour, ...]
) -> None:
    with pytest.raises(ValueError, match=r"cells|breaks"):
        picture_png(values, PLACE, GRID, breaks, colours)


def test_a_surface_at_the_pole_is_told_not_drawn() -> None:
    with pytest.raises(FileError):
        picture_frame((10, 10), (1.0, 0.0, 0.0, 0.0, -1.0, 90.0), "OGC:CRS84")

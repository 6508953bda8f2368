"""Shapes made to be expensive: they are refused with the limit, or told, before any work explodes."""

from collections.abc import Callable

import numpy as np
import pytest
import shapely

from hostile.corpus import told, unchanged
from support import EAST, NORTH, Draft, Shape, place, square, zone
from zoneplan.build import examine
from zoneplan.text import render

CORNER = np.array([EAST, NORTH])


def _star(draft: Draft) -> None:
    corners = np.random.default_rng(7).uniform(0, 5000, (20_000, 2)) + CORNER
    draft.set("KCN_A", shapely.Polygon(corners))


def _nested_holes(draft: Draft) -> None:
    rings = [square(i * 0.1, i * 0.1, 4000 - i * 0.2).exterior for i in range(5000)]
    draft.set("KCN_A", shapely.Polygon(rings[0], rings[1:]))


def _stacked_parts(draft: Draft) -> None:
    draft.set("KCN_A", shapely.MultiPolygon([square(i * 0.1, i * 0.1, 3000) for i in range(5000)]))


def _stacked_zones(draft: Draft) -> None:
    draft.add(*(zone(f"Z_{i}", square(i * 0.1, i * 0.1, 3000)) for i in range(2000)))


def _stacked_communes(draft: Draft) -> None:
    stack = [_commune(i, square(i * 0.1, i * 0.1, 3000)) for i in range(2000)]
    draft.add(*stack, layer="communes")


def _commune(number: int, outline: shapely.Polygon) -> Shape:
    return place(f"C_{number}", outline, name_vi=f"Xã {number}", position="outline", uncertainty_m=10)


def _combs(draft: Draft) -> None:
    """Puts a comb of 2,000 teeth in one layer across a comb in another: four million crossings of two shapes."""
    x = np.linspace(0, 3000, 4000)
    teeth = np.column_stack([x, np.where(np.arange(4000) % 2, 0, 2999)])
    comb = np.vstack([teeth, [[3000, 3000], [0, 3000]]])
    draft.set("KCN_A", shapely.Polygon(comb + CORNER))
    draft.add(_commune(1, shapely.Polygon(comb[:, ::-1] + CORNER)), layer="communes")


@pytest.mark.parametrize(
    ("made", "limit"),
    [
        (_star, "limits.crossings"),
        (_combs, "limits.crossings"),
        (_nested_holes, "limits.neighbours"),
        (_stacked_parts, "limits.neighbours"),
        (_stacked_zones, "limits.neighbours"),
        (_stacked_communes, "limits.neighbours"),
    ],
)
def test_what_would_never_end_is_refused_with_its_limit(
    plan_folder: Draft, made: Callable[[Draft], None], limit: str
) -> None:
    made(plan_folder)
    folder = plan_folder.write()
    plan, findings = examine(folder)
    assert plan is None
    refused = [f for f in findings if f.rule.id == "file_too_large"]
    assert any(limit in render(f.message, "en") and limit in render(f.message, "vi") for f in refused)
    with unchanged(folder):
        assert told("check", folder, "--fix", folder.parent / "mended").code == 3
        assert told("check", folder, "--evidence", folder.parent / "found.geojson").code == 3
    assert not (folder.parent / "mended").exists()


def test_a_limit_that_is_raised_lets_it_through(plan_folder: Draft) -> None:
    plan_folder.add(*(_commune(i, square(i * 0.1, 0, 3000)) for i in range(220)), layer="communes")
    plan_folder.write()
    assert examine(plan_folder.folder)[0] is None
    plan_folder.config["limits"] = {"neighbours": 300}
    plan_folder.write()
    plan, findings = examine(plan_folder.folder)
    assert plan is not None
    assert "coverage_overlap" in {f.rule.id for f in findings}


def test_many_holes_and_parts_side_by_side_are_no_tangle(plan_folder: Draft) -> None:
    holes = [square(10 + 20 * (i % 100), 10 + 20 * (i // 100), 5).exterior for i in range(10_000)]
    parts = [square(5000 + 20 * (i % 100), 20 * (i // 100), 10) for i in range(10_000)]
    plan_folder.set("KCN_A", shapely.Polygon(square(side=2020).exterior, holes))
    plan_folder.set("KCN_B", shapely.MultiPolygon(parts), position="outline", uncertainty_m=10)
    plan_folder.write()
    plan, _ = examine(plan_folder.folder)
    assert plan is not None


def test_points_in_one_place_and_vertices_in_one_place_are_told(plan_folder: Draft) -> None:
    again = [(EAST, NORTH + 1000)] * 20_000
    corners = [*square().exterior.coords[:-1], *again]
    plan_folder.set("KCN_A", shapely.Polygon([c for c in corners if c != (EAST, NORTH)]))
    stack = [place(f"HP_9{i}", shapely.Point(EAST, NORTH), status="operating") for i in range(2000)]
    plan_folder.add(*stack, layer="hydropower")
    plan_folder.write()
    plan, findings = examine(plan_folder.folder)
    assert plan is not None
    assert "vertices_repeated" in {f.rule.id for f in findings}
    assert len(findings) < 1000

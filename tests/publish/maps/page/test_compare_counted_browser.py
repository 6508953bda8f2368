"""What is counted and coloured while two plans lie over each other: of both, or said to be of one."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from map_models import dossier_of
from map_pages import page_of_dossiers
from publish.maps.screens import Opened
from support import Draft
from zoneplan.metrics.density.surface import surfaces
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan

pytestmark = pytest.mark.browser

ROW = "#legend .legend-theme + .legend-rows .legend-row"


@pytest.fixture(scope="module")
def two_plans() -> str:
    """A plan and another, left of it, in which 8 of 80 ha of a zone are leased instead of 60, and a planned zone is smaller."""
    theirs = Draft().value("KCN_A", "leased_land_ha", 8).value("KCN_D", "planned_area_2030_ha", 30)
    theirs.config["plan"].update(name_vi="Phương án", name_en="Draft plan")
    return page_of_dossiers(dossier_of(Draft().plan()), dossier_of(theirs.plan()))


def test_classes_of_both_plans_are_the_same_and_counted_side_by_side(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    page.click('[data-theme="occupancy"]')
    expect(page.locator(".legend-theme")).to_have_count(1)
    names = page.locator(f"{ROW} .name").all_text_contents()
    # 10, 30 and 25 % on the left, 75, 30 and 25 % on the right, the fourth zone without a figure
    assert len(names) == len(set(names))
    told = dict(zip(names, page.locator(ROW).all_text_contents(), strict=True))
    assert "Trái: 0, Phải: 1" in next(text for name, text in told.items() if "75" in name)
    assert "Trái: 1, Phải: 0" in next(text for name, text in told.items() if name.startswith("10"))
    expect(page.locator("#legend")).to_contain_text("Mốc tính chung cho cả hai quy hoạch.")


def test_what_is_announced_counts_both_sides(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    page.click('[data-theme="occupancy"]')
    expect(page.locator("#says")).to_have_text("Chủ đề: Lấp đầy; số nơi có số liệu: Trái: 3, Phải: 3.")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#says")).to_have_text("")
    page.evaluate("zoneplan.page.state.set({ compare: null, theme: 'density' })")
    expect(page.locator("#says")).to_contain_text("places with figures: 1.")


def test_the_figure_of_a_time_is_told_of_both_plans(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    page.evaluate("zoneplan.page.state.set({ horizon: 2 })")
    figure = page.locator("#time-figure")
    left, right = figure.locator("b").inner_text().split(" | ")
    page.evaluate("zoneplan.page.state.set({ compare: null })")
    assert figure.locator("b").inner_text() == right
    assert left != right


def test_a_surface_is_drawn_on_the_side_of_its_plan(opened: Opened, lao_cai: Plan) -> None:
    ours = replace(dossier_of(lao_cai), surfaces=surfaces(View(lao_cai)))
    page = opened(page_of_dossiers(ours, dossier_of(lao_cai)))
    page.evaluate("zoneplan.page.state.set({ surface: 'hydropower' })")
    picture, note = page.locator("img.surface-picture"), page.locator("#overlays .note")
    expect(picture).to_have_count(1)
    assert picture.evaluate("(node) => zoneplan.page.map.getContainer().contains(node)")
    expect(note).to_contain_text("Chỉ vẽ ở bên phải")
    page.evaluate("zoneplan.page.state.set({ compare: 0 })")
    expect(picture).to_have_count(2)
    expect(note).to_have_count(0)

"""What stands at each horizon, told by hand from stage, year, status and ledger."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import Draft, place, point, zone
from zoneplan.plan.horizons import STATE_NAMES, State, horizons, state_at
from zoneplan.plan.kinds import KINDS, STAGES
from zoneplan.plan.plan import Plan
from zoneplan.text import render

LETTERS = {"-": "absent", "E": "existing", "?": "maybe", "B": "building", "P": "planned", "W": "withdrawn"}


def states(plan: Plan, feature: str) -> str:
    """Gives the states at 2020, today, 2030 and after, a letter each."""
    letters = {name: letter for letter, name in LETTERS.items()}
    return "".join(letters[state_at(plan, plan.by_id[feature], h)] for h in horizons(plan))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"established": "2011"}, "EEEE"),
        ({"established": "2020-12-31"}, "EEEE"),
        ({"established": "2021"}, "-EEE"),
        ({"established": "2016/2022"}, "EEEE"),
        ({"established": None}, "?EEE"),
        ({"established": "khoảng 2010"}, "?EEE"),
        ({"established": "2028"}, "--PP"),
        ({"established": "2035"}, "---P"),
        ({"stage": "2021-2030"}, "--PP"),
        ({"stage": "2026-2030"}, "--PP"),
        ({"stage": "after-2030"}, "---P"),
        ({"stage": "removed"}, "-WWW"),
        ({"stage": "removed", "established": "2016"}, "EWWW"),
        ({"stage": "removed", "established": "2023"}, "-WWW"),
        ({"stage": "removed", "established": "trước đây"}, "?WWW"),
    ],
)
def test_a_zone(fields: dict[str, Any], expected: str) -> None:
    plan = Draft().add(zone("KCN_T", point(20_000, 0), **fields)).plan()
    assert states(plan, "KCN_T") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("occupancy_pct", 0)], "-BPP"),
        ([("leased_land_ha", 0), ("occupancy_pct", 0)], "-BPP"),
        ([("leased_land_ha", 0), ("occupancy_pct", 3)], "-EEE"),
        ([("leased_land_ha", 5)], "-EEE"),
        ([("planned_area_2030_ha", 0)], "-EWW"),
        ([("planned_area_2030_ha", 20), ("planned_area_after_2030_ha", 0)], "-EEW"),
        ([("planned_area_2030_ha", 0), ("planned_area_after_2030_ha", 20)], "-EWE"),
        ([("occupancy_pct", 0), ("planned_area_2030_ha", 0)], "-BWW"),
    ],
)
def test_what_the_ledger_says_of_an_existing_zone(rows: list[tuple[str, float]], expected: str) -> None:
    draft = Draft().add(zone("KCN_T", point(20_000, 0), established="2022"))
    for indicator, value in rows:
        draft.row("KCN_T", indicator, value)
    assert states(draft.plan(), "KCN_T") == expected


def test_a_source_that_still_plans_a_zone_keeps_it() -> None:
    draft = Draft().add(zone("KCN_T", point(20_000, 0), established="2016"))
    draft.row("KCN_T", "planned_area_2030_ha", 0).row("KCN_T", "planned_area_2030_ha", 30)
    assert states(draft.plan(), "KCN_T") == "EEEE"


def test_the_plans_own_entry_gives_up_an_existing_zone() -> None:
    draft = Draft().set("KCN_A", established="2009")
    draft.add(zone("KCN_A_QH", point(), stage="removed", same_as="KCN_A"))
    assert states(draft.plan(), "KCN_A") == "EEWW"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "operating", "year": 2016}, "EEEE"),
        ({"status": "operating", "year": 2023}, "-EEE"),
        ({"status": "operating"}, "?EEE"),
        ({"status": "operating", "year": 2027}, "--PP"),
        ({"status": "construction"}, "-BPP"),
        ({"status": "construction", "year": 2028}, "-BPP"),
        ({"status": "construction", "year": 2032}, "-BBP"),
        ({"status": "planned", "stage": "2021-2030"}, "--PP"),
        ({"status": "planned", "stage": "after-2030"}, "---P"),
        ({"status": "planned"}, "--PP"),
        ({"status": "planned", "year": 2033}, "---P"),
        ({"status": "removed"}, "-WWW"),
        ({"status": "removed", "year": 2012}, "EWWW"),
        ({"status": "planned", "stage": "removed"}, "-WWW"),
    ],
)
def test_a_plant(fields: dict[str, Any], expected: str) -> None:
    plan = Draft().add(place("HP_T", point(), **fields), layer="hydropower").plan()
    assert states(plan, "HP_T") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"role": "origin", "phase": "2026-2030"}, "EEEE"),
        ({"role": "destination", "phase": "2026-2030"}, "--PP"),
        ({"role": "destination", "phase": "2026–2030"}, "--PP"),
        ({"role": "destination", "phase": "after-2030"}, "---P"),
        ({"role": "destination", "phase": "removed"}, "-WWW"),
        ({"role": "destination", "phase": "Khu vực 1"}, "?EEE"),
        ({"role": "destination"}, "?EEE"),
    ],
)
def test_a_relocation_area(fields: dict[str, Any], expected: str) -> None:
    shape = place("RL_T", point(), cause="disaster", **fields)
    assert states(Draft().add(shape, layer="relocations").plan(), "RL_T") == expected


def test_a_commune_is_always_there() -> None:
    assert states(Draft().plan(), "C_X") == "EEEE"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-31", ["2020", "today", "2030", "after_2030"]),
        ("2020-12-31", ["today", "2030", "after_2030"]),
        ("2018-06-30", ["today", "2030", "after_2030"]),
        ("2030-12-31", ["2020", "today", "after_2030"]),
        ("2034-01-01", ["2020", "today", "after_2030"]),
    ],
)
def test_horizons_keep_their_order(as_of: str, expected: list[str]) -> None:
    draft = Draft()
    draft.config["plan"]["as_of"] = as_of
    found = horizons(draft.plan())
    assert [h.id for h in found] == expected
    days = [h.on for h in found if h.on is not None]
    assert days == sorted(set(days))


def test_a_horizon_says_its_day() -> None:
    about = {h.id: render(h.about, "vi") for h in horizons(Draft().plan())}
    assert "31/01/2026" in about["today"]
    assert "31/12/2020" in about["2020"]
    assert "31/12/2030" in about["2030"]


def test_every_state_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State)


_YEARS = st.one_of(st.none(), st.integers(1990, 2045).map(str), st.just("không rõ"))


@given(year=_YEARS, stage=st.sampled_from([stage.id for stage in STAGES]))
def test_what_exists_before_today_is_not_undone_by_a_later_year(year: str | None, stage: str) -> None:
    earlier = Draft().add(zone("KCN_T", point(20_000, 0), stage=stage, established=year)).plan()
    found = states(earlier, "KCN_T")
    if found[0] == "E":
        assert "-" not in found
    assert set(found) <= set(LETTERS)


@pytest.mark.parametrize("status", [c.id for c in KINDS["hydropower_sites"].field("status").choices])  # type: ignore[union-attr]
@given(year=_YEARS)
def test_a_withdrawn_plant_stays_withdrawn(status: str, year: str | None) -> None:
    number = int(year) if year and year.isdigit() else None
    shape = place("HP_T", point(), status=status, year=number)
    found = states(Draft().add(shape, layer="hydropower").plan(), "HP_T")
    assert (found[1:] == "WWW") is (status == "removed")


def test_lao_cai(lao_cai: Plan) -> None:
    expected = {
        "KCN_TANG_LOONG": "EEEE",
        "KCN_DONG_PHO_MOI": "EEWW",
        "CCN_BAC_DUYEN_HAI": "EEEW",
        "CCN_THONG_NHAT_1": "-BPP",
        "KTM_KIM_THANH": "?EEE",
        "CCN_VO_LAO": "-WWW",
        "KCN_BAN_QUA": "--PP",
        "KCN_CAM_CON": "---P",
        "CCN_BAO_HA_W": "-WWW",
    }
    assert {zone_id: states(lao_cai, zone_id) for zone_id in expected} == expected

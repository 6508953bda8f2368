"""The plan as a value: when its features come, and the same layers with another ledger."""

from dataclasses import replace
from datetime import date
from functools import cached_property

import pytest

from support import Draft, point, zone
from zoneplan.plan.plan import Plan


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2021", (date(2021, 1, 1),)),
        ("2021-05", (date(2021, 5, 1),)),
        ("2021-05-20", (date(2021, 5, 20),)),
        ("2018/2020", (date(2018, 1, 1),)),
        (2021, (date(2021, 1, 1),)),
        (2021.5, (date(2022, 1, 1),)),
        (800, (date(800, 1, 1),)),
        ("", ()),
        (None, ()),
        ("unknown", ()),
        (float("nan"), ()),
        (float("inf"), ()),
        (0, ()),
        (-5, ()),
        (12_345, ()),
    ],
)
def test_a_feature_comes_when_its_time_begins(written: str | float | None, days: tuple[date, ...]) -> None:
    assert Draft().set("HP_1", year=written).plan().arrivals["hydropower_sites"] == days
    assert Draft().set("KCN_A", established=written).plan().arrivals["industrial_zones"] == days


def test_the_days_of_a_kind_are_each_there_once_and_in_order() -> None:
    draft = Draft().set("KCN_A", established="2022").set("KCN_B", established="2019-03")
    draft.add(zone("KCN_E", point(2000, 0), established="2022-01-01"))
    found = draft.plan().arrivals
    assert found["industrial_zones"] == (date(2019, 3, 1), date(2022, 1, 1))
    assert found["communes"] == ()


def test_another_ledger_leaves_the_rest_as_it_is() -> None:
    plan, other = Draft().plan(), Draft().row("KCN_A", "workers", 7, "2026").plan()
    kept = [name for name, value in vars(Plan).items() if isinstance(value, cached_property)]
    assert kept
    before = {name: getattr(plan, name) for name in kept}
    told = plan.retold(other.ledger)
    assert told == replace(plan, ledger=other.ledger)
    assert told.ledger is other.ledger
    assert plan.ledger is not other.ledger
    assert all(getattr(told, name) is value for name, value in before.items())
    fresh = replace(plan, ledger=other.ledger)
    assert {name: getattr(fresh, name) for name in kept} == before

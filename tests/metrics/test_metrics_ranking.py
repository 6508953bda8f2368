"""The order of zones behind a benchmark, with what reaching it would free or yield, by hand."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import Draft, point, zone
from zoneplan.metrics import TABLES, Measure, Subject, Table
from zoneplan.metrics.efficiency import ranking
from zoneplan.metrics.efficiency.ranking import Benchmark, gap
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.text import Message, Text, render

OCCUPANCY, OUTPUT, WORKERS = "ranking_occupancy", "ranking_output", "ranking_workers"


def table(draft: Draft, name: str) -> Table:
    spec, tabulate = TABLES[name]
    return tabulate(draft.view(), spec)


def rows(of: Table) -> list[dict[str, Any]]:
    return [dict(zip([c.id for c in of.spec.columns], row, strict=True)) for row in of.rows]


def said(cell: Text | Message | None) -> str:
    if isinstance(cell, Message):
        return render(cell, "en")
    return cell.en if isinstance(cell, Text) else ""


def against(of: Table, benchmark: str) -> list[dict[str, Any]]:
    return [row for row in rows(of) if benchmark in said(row["benchmark_name"])]


def test_output_of_the_zones_against_their_group() -> None:
    """A yields 400 on 80 ha, B 80 on 40: 4 bn VND a hectare together, which B is 2 short of."""
    first, second = against(table(Draft(), OUTPUT), "Average of Zones")
    assert (first["place"], first["zone"], second["place"], second["zone"]) == (1, "KCN_B", 2, "KCN_A")
    assert first["benchmark"] == pytest.approx(480 / 120)
    assert first["output_per_ha_bn_vnd"].value == pytest.approx(2)
    assert first["gap"] == pytest.approx(4 - 2)
    assert first["land_freed_ha"] == pytest.approx(40 - 80 / 4)
    assert first["output_gained_bn_vnd"] == pytest.approx(40 * 4 - 80)
    assert said(first["behind"]) == "behind"
    assert second["gap"] == pytest.approx(4 - 5)
    assert (second["land_freed_ha"], second["output_gained_bn_vnd"]) == (0, 0)
    assert said(second["behind"]) == "not behind"


def test_output_against_the_comparison_value_of_the_regulations() -> None:
    """At 20.3 bn VND a hectare A's 400 need 19.7 of its 80 ha; the gain of A is the larger and comes first."""
    first, second = against(table(Draft(), OUTPUT), "three Lào Cai zones (2023)")
    assert (first["zone"], second["zone"]) == ("KCN_A", "KCN_B")
    assert first["land_freed_ha"] == pytest.approx(80 - 400 / 20.3)
    assert first["output_gained_bn_vnd"] == pytest.approx(80 * 20.3 - 400)
    assert second["output_gained_bn_vnd"] == pytest.approx(40 * 20.3 - 80)


def test_workers_against_every_benchmark() -> None:
    found = table(Draft(), WORKERS)
    names = list(dict.fromkeys(said(r["benchmark_name"]) for r in rows(found) if r["place"]))
    assert len(names) == 3
    assert names[0].startswith("Average of Zones")
    planned = against(found, "Võ Lao")
    assert [r["zone"] for r in planned] == ["KCN_A", "KCN_B"]  # 80 × 30 and 40 × 45 people more
    assert [r["workers_gained"] for r in planned] == pytest.approx([80 * 50 - 1600, 40 * 50 - 200])


def test_occupancy_puts_the_most_unleased_land_first() -> None:
    """A has 20 of 80 ha left, B 28 of 40; together 60 % are leased."""
    first, second = against(table(Draft(), OCCUPANCY), "Average of Zones")
    assert (first["zone"], second["zone"]) == ("KCN_B", "KCN_A")
    assert (first["land_unleased_ha"].value, second["land_unleased_ha"].value) == (28, 20)
    assert first["benchmark"] == pytest.approx(60)
    assert first["gap"] == pytest.approx(60 - 30)
    assert first["land_to_lease_ha"] == pytest.approx(40 * 0.6 - 12)
    assert second["land_to_lease_ha"] == 0
    national = against(table(Draft(), OCCUPANCY), "National occupancy, operating")
    assert [r["benchmark"] for r in national] == [72.9, 72.9]
    assert national[0]["land_to_lease_ha"] == pytest.approx(40 * 0.729 - 12)


def test_occupancy_is_also_held_against_the_operating_zones() -> None:
    draft = Draft().value("KCN_B", "leased_land_ha", 0)
    at_work = against(table(draft, OCCUPANCY), "operating zones of Zones")
    assert [r["benchmark"] for r in at_work] == pytest.approx([75, 75])
    assert not against(table(Draft(), OCCUPANCY), "operating zones of Zones")


def test_zones_without_a_value_come_last_with_the_reason() -> None:
    found = rows(table(Draft().drop("KCN_B", "industrial_output_bn_vnd"), OUTPUT))
    places = [(r["group"], r["zone"], r["place"]) for r in found]
    assert places[:2] == [("KCN", "KCN_A", 1), ("KCN", "KCN_A", 1)]
    assert places[2:] == [("KCN", "KCN_B", None), ("CCN", "CCN_C", None)]
    assert "KCN_B, industrial_output_bn_vnd." in said(found[2]["reason"])
    assert found[2]["output_per_ha_bn_vnd"].value is None
    assert found[2]["benchmark"] is None


def test_a_published_rate_without_land_is_no_hectares() -> None:
    found = rows(table(Draft().drop("CCN_C", "industrial_land_ha"), OCCUPANCY))
    (cluster,) = [r for r in found if r["zone"] == "CCN_C"]
    assert cluster["occupancy_pct"].value == 25
    assert "industrial_land_ha" in said(cluster["reason"])


def test_a_zone_without_anything_to_compare_with_says_so() -> None:
    draft = Draft().value("KCN_A", "workers", 0).value("KCN_B", "workers", 0)
    draft.row("CCN_C", "workers", 0)
    (cluster,) = [r for r in rows(table(draft, WORKERS)) if r["zone"] == "CCN_C"]
    assert cluster["workers_per_ha"].value == 0
    assert "No benchmark" in said(cluster["reason"])


def test_only_existing_zones_are_ranked_and_parts_are_not() -> None:
    draft = Draft().add(zone("PART", point(10, 10), part_of="KCN_A")).row("PART", "workers", 5)
    draft.row("PART", "industrial_land_ha", 5).row("KCN_D", "workers", 5).row(
        "KCN_D", "industrial_land_ha", 5
    )
    assert {r["zone"] for r in rows(table(draft, WORKERS))} == {"KCN_A", "KCN_B", "CCN_C"}


def test_a_plan_without_zones_has_no_ranking() -> None:
    draft = Draft()
    draft.layers["zones"] = []
    for name in (OCCUPANCY, OUTPUT, WORKERS):
        assert table(draft, name).rows == ()
        assert table(draft, name).reason is not None


def test_more_than_so_many_workers_are_only_possibly_behind() -> None:
    draft = Draft().value("KCN_B", "workers", 200, "[>=] hơn")
    first = against(table(draft, WORKERS), "three Lào Cai zones")[0]
    assert first["zone"] == "KCN_B"
    assert said(first["behind"]) == "possibly behind"


def measured(value: float, low: float, high: float) -> Measure:
    (cell,) = [
        r["output_per_ha_bn_vnd"]
        for r in rows(table(Draft(), OUTPUT))
        if r["zone"] == "KCN_A" and r["place"] == 1
    ]
    assert isinstance(cell, Measure)
    return Measure(spec=cell.spec, subject=cell.subject, value=value, low=low, high=high)


NAME = Message.of(Text("", ""))


@pytest.mark.parametrize(
    ("low", "high", "least", "most", "expected"),
    [
        (1, 2, 3, 3, "behind"),
        (1, 4, 3, 3, "possibly behind"),
        (1, 2, 2, 3, "possibly behind"),
        (3, 4, 3, 3, "not behind"),
        (3, 4, 2, 3, "not behind"),
    ],
)
def test_behind_is_certain_only_where_no_figure_leaves_room(
    low: float, high: float, least: float, most: float, expected: str
) -> None:
    found = gap(measured(low, low, high), 10, Benchmark("b", NAME, most, least, most))
    assert found is not None
    assert found.sure.en == expected


def test_a_benchmark_of_nothing_compares_with_nothing() -> None:
    assert gap(measured(1, 1, 1), 10, Benchmark("b", NAME, 0, 0, 0)) is None


@given(st.floats(0.1, 100), st.floats(1, 500), st.floats(0.1, 100))
@settings(max_examples=40)
def test_what_is_freed_carries_at_the_benchmark_what_is_gained(
    value: float, land: float, benchmark: float
) -> None:
    """What is gained is what the freed land would yield, and the land left yields at the benchmark what all does now."""
    found = gap(measured(value, value, value), land, Benchmark("b", NAME, benchmark, benchmark, benchmark))
    assert found is not None
    assert found.gained == pytest.approx(found.freed * benchmark)
    if value < benchmark:
        assert (land - found.freed) * benchmark == pytest.approx(land * value)
    else:
        assert found.freed == 0


@given(st.randoms())
@settings(max_examples=10)
def test_the_order_of_zones_and_rows_does_not_matter(random: Any) -> None:
    draft = Draft()
    random.shuffle(draft.layers["zones"])
    random.shuffle(draft.rows)
    for name in (OCCUPANCY, OUTPUT, WORKERS):
        mixed, plain = (
            [(r["group"], r["zone"], r["place"], r["benchmark"], r["gap"]) for r in rows(table(d, name))]
            for d in (draft, Draft())
        )
        assert sorted(map(str, mixed)) == sorted(map(str, plain))


def test_lao_cai_ranks_its_clusters(lao_cai: Plan) -> None:
    spec, tabulate = TABLES[OCCUPANCY]
    found = rows(tabulate(View(lao_cai), spec))
    average = [r for r in found if "Average of Industrial clusters" in said(r["benchmark_name"])]
    assert [r["zone"] for r in average[:3]] == ["CCN_THONG_NHAT_1", "CCN_PHO_RANG", "CCN_KHANH_YEN_THUONG"]
    assert average[0]["land_unleased_ha"].value == 52
    assert average[1]["land_unleased_ha"].value == pytest.approx(20.27 * (1 - 0.3059))
    (lacking,) = [r for r in found if r["zone"] == "KCN_DONG_PHO_MOI"]
    assert "industrial_land_ha" in said(lacking["reason"])


def test_lao_cai_has_no_output_of_single_zones(lao_cai: Plan) -> None:
    spec, tabulate = TABLES[OUTPUT]
    found = tabulate(View(lao_cai), spec)
    assert not found.rows
    reason = said(found.reason)
    assert "of each zone alone: industrial_output_bn_vnd (KCN_TANG_LOONG, KCN_BAC_DUYEN_HAI" in reason
    assert "industrial_land_ha (KCN_DONG_PHO_MOI)" in reason
    assert reason.endswith("figures of whole groups: Industrial zones (KCN) (see output_per_ha_bn_vnd).")


def test_what_all_zones_lack_is_said_once() -> None:
    draft = Draft().drop("KCN_A", "industrial_output_bn_vnd").drop("KCN_B", "industrial_output_bn_vnd")
    found = table(draft.drop("KCN_B", "industrial_land_ha"), OUTPUT)
    assert not found.rows
    assert said(found.reason) == (
        "No zone can be ranked yet. The ledger needs figures of each zone alone: "
        "industrial_output_bn_vnd (KCN_A, KCN_B, CCN_C), industrial_land_ha (KCN_B)."
    )
    assert found.reason is not None
    assert render(found.reason, "vi").startswith("Chưa xếp hạng được khu nào. Sổ cần số của riêng từng khu: ")


def test_one_zone_with_a_value_is_enough_for_rows() -> None:
    draft = Draft().drop("KCN_A", "industrial_output_bn_vnd")
    assert {r["zone"]: r["reason"] is None for r in rows(table(draft, OUTPUT))} == {
        "KCN_A": False,
        "KCN_B": True,
        "CCN_C": False,
    }


def test_the_average_of_a_group_is_worked_out_once_for_all_its_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(view: View, metric: str, subject: Subject) -> Measure:
        asked.append(subject.id)
        return evaluate(view, metric, subject)

    monkeypatch.setattr(ranking, "evaluate", counting)
    draft = Draft()
    for number in range(5):
        draft.add(zone(f"KCN_N{number}", point(number * 3000, 20_000)))
        draft.row(f"KCN_N{number}", "industrial_land_ha", 10)
        draft.row(f"KCN_N{number}", "workers", 100 + number)
    found = table(draft, WORKERS)
    assert {row["zone"] for row in rows(found)} >= {f"KCN_N{number}" for number in range(5)}
    assert asked.count("KCN") == 1

"""The invented orders: determinism, plausibility, shapes, and that nothing is made in vain."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.order import Scope
from orderviewer.simulator.catalogue import Phase
from orderviewer.simulator.places import TOWNS
from orderviewer.simulator.shelf import Shelf
from orderviewer.simulator.world import World

TODAY = date(2026, 3, 11)
STREAMS = (Scope.CURRENT, Scope.CLOSED)


def world(size: int = 2000, **options: object) -> World:
    return World(size, today=TODAY, **options)  # type: ignore[arg-type]


def test_an_order_depends_on_seed_index_and_day_alone() -> None:
    one, same = world(), world()
    same.rows(range(100), "fr")
    assert [one.order(index) for index in (0, 7, 1999)] == [
        same.order(index) for index in (0, 7, 1999)
    ]
    assert world(seed=2).order(7) != one.order(7)
    assert World(2000, today=TODAY + timedelta(1)).order(7) != one.order(7)


def test_an_order_grows_older_with_the_day_it_is_seen_on() -> None:
    here = world()
    index = here.indexes(Scope.CURRENT, 0, 1, descending=True)[0]
    before = here.life(index)
    after = here.life(index, before.ended)
    assert not before.closed
    assert after.closed
    assert after.phase >= Phase.ACCEPTED
    assert (after.promised, after.milestones) == (before.promised, before.milestones)


@given(size=st.integers(0, 400), seed=st.integers(-5, 10**9))
def test_streams_divide_the_orders(size: int, seed: int) -> None:
    here = World(size, seed=seed, today=TODAY)
    found = {scope: here.indexes(scope, 0, size) for scope in STREAMS}
    assert sorted(found[Scope.CURRENT] + found[Scope.CLOSED]) == list(range(size))
    for scope, indexes in found.items():
        assert indexes == sorted(indexes)
        assert len(indexes) == here.count(scope)
        assert all(here.scope_of(index) is scope for index in indexes)
        assert here.indexes(scope, 3, 7, descending=True) == indexes[::-1][3:10]


def test_three_of_five_orders_are_current() -> None:
    assert world(100_000).count(Scope.CURRENT) == 60_000
    assert world(100_000).count(Scope.CLOSED) == 40_000


def test_ids_are_digits_and_lead_back() -> None:
    here = world()
    ids = here.ids()
    assert len(set(ids)) == here.size
    assert all(id_.isdigit() for id_ in ids)
    assert [here.index_of(id_) for id_ in ids] == list(range(here.size))
    assert here.index_of(str(int(ids[-1]) + 10)) is None


def test_a_million_orders_cost_nothing_until_they_are_asked_for() -> None:
    here = world(1_000_000)
    assert here.count(Scope.CURRENT) == 600_000
    page = here.indexes(Scope.CURRENT, 599_000, 500, descending=True)
    assert here.made == 0
    here.rows(page, "fr")
    assert here.made == 500
    here.rows(page, "fr")
    assert here.made == 500


def test_what_is_kept_stays_within_bounds() -> None:
    shelf = Shelf(10_000)
    for start in range(0, 300, 10):
        rows = shelf.rows("fr", range(start, start + 10), lambda index: b"%04d" % index * 200)
        assert rows == [b"%04d" % index * 200 for index in range(start, start + 10)]
        assert shelf.size <= 10_000
    made: list[int] = []

    def make(index: int) -> bytes:
        made.append(index)
        return b"x"

    assert shelf.rows("fr", [299], make) == [b"0299" * 200]
    assert not made
    assert shelf.rows("en", [299], make) == [b"x"]
    assert made == [299]


@pytest.mark.parametrize("dialect", ["orange", "tmf", "bare"])
def test_every_dialect_has_the_documented_fields(dialect: str) -> None:
    here = world(300, dialect=dialect)
    for index in range(300):
        for full in (False, True):
            order = here.order(index, "fr", full=full)
            assert order["id"] == here.id_of(index)
            assert re.fullmatch(r"3-\d{7}", order["request"]["id"])
            assert isinstance(order["request"]["customerReference"], str)
            assert order["request"]["status"]
            assert " " in order["request"]["orangeContact"]["name"]
        assert here.order(index, full=False).items() != here.order(index).items()


def shape(order: dict[str, object]) -> frozenset[str]:
    return frozenset(order)


def test_dialects_differ_and_mixed_has_them_all() -> None:
    own = {
        dialect: {shape(world(60, dialect=dialect).order(index)) for index in range(60)}
        for dialect in ("orange", "tmf", "bare")
    }
    assert own["orange"].isdisjoint(own["tmf"] | own["bare"])
    assert own["tmf"].isdisjoint(own["bare"])
    mixed = {shape(world(60, dialect="mixed").order(index)) for index in range(60)}
    for shapes in own.values():
        assert mixed & shapes
    assert mixed <= own["orange"] | own["tmf"] | own["bare"]


def test_a_dialect_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no such dialect: klingon; known: orange"):
        world(dialect="klingon")


def test_sizes_are_those_the_figures_are_made_for() -> None:
    rows = world().rows(range(2000), "fr")
    assert 1500 < sum(map(len, rows)) / len(rows) < 2000
    detail = [len(msgspec.json.encode(world().order(index))) for index in range(0, 2000, 50)]
    assert 1800 < sum(detail) / len(detail) < 2600


def test_lives_are_plausible() -> None:
    here, today = world(), TODAY.toordinal()
    for index in range(here.size):
        life = here.life(index)
        assert life.closed == (here.scope_of(index) is Scope.CLOSED) == (life.ended <= today)
        assert list(life.milestones) == sorted(life.milestones)
        assert life.ordered == life.milestones[0] <= today
        assert life.promised > life.ordered
        assert (life.phase >= Phase.ACCEPTED) == life.closed
        for visit in life.visits:
            assert (visit.day - 1) % 7 < 5, "nobody comes on a weekend"
            assert (visit.state in (0, 1)) == (visit.day > today)


def test_the_coming_days_are_busy_and_some_orders_are_late() -> None:
    here, today = world(), TODAY.toordinal()
    current = [here.life(index) for index in here.indexes(Scope.CURRENT, 0, here.size)]
    soon = [life for life in current if any(0 < v.day - today <= 7 for v in life.visits)]
    late = [life for life in current if life.promised < today]
    assert len(soon) > len(current) // 20
    assert len(current) // 10 < len(late) < len(current) // 2
    assert any(life.promised - today > 30 for life in current)
    assert all(life.delay for life in late if life.ended - life.promised > 3)


def test_towns_are_many_and_reach_overseas() -> None:
    assert len(TOWNS) == len(set(TOWNS)) >= 200
    assert all(re.fullmatch(r"(0[1-9]|[1-8]\d|9[0-58]|97)\d{3}", town.postcode) for town in TOWNS)
    assert {town.postcode[:2] for town in TOWNS} >= {"20", "97", "98", "01", "75"}
    assert {town.zone for town in TOWNS} > {"", "+04:00", "-04:00"}
    assert any("œ" in t.name or "É" in t.name or "î" in t.name for t in TOWNS)


def test_references_are_what_people_type() -> None:
    references = {world().life(index).reference for index in range(2000)}
    assert {"", "#DEMO#", "1E5"} <= references
    assert any(reference.startswith("000") for reference in references)


def test_telephones_and_local_hours() -> None:
    here = world()
    for index in range(200):
        order = here.order(index)
        assert re.fullmatch(r"\+33[1-9]\d{8}", order["contacts"][0]["phone"])
        code = order["site"]["address"]["postCode"][:3]
        for visit in order["appointments"]:
            zone = visit["validFor"]["startDateTime"][-6:]
            overseas = {"974": "+04:00", "971": "-04:00", "973": "-03:00"}
            assert zone == overseas.get(code, zone)
            if int(code) < 960:
                assert zone in ("+01:00", "+02:00")


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 3, 28), "+01:00"),
        (date(2026, 3, 29), "+02:00"),
        (date(2026, 10, 24), "+02:00"),
        (date(2026, 10, 25), "+01:00"),
    ],
)
def test_summer_time_in_paris(day: date, offset: str) -> None:
    from orderviewer.simulator.life import offset_in_paris

    assert offset_in_paris(day.toordinal()) == offset

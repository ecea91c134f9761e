"""The world goes on: orders come, change, close and disappear, the same way every time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderviewer.order import Scope
from orderviewer.simulator.world import World

TODAY = date(2026, 3, 11)
STREAMS = (Scope.CURRENT, Scope.CLOSED)


def living(size: int = 600, day: int = 0) -> World:
    return World(size, seed=2, today=TODAY, day=day)


def rows(world: World, scope: Scope = Scope.ALL) -> list[bytes]:
    return world.rows(world.indexes(scope, 0, world.size), "fr")


def test_a_day_is_the_same_however_one_came_there() -> None:
    stepped = living()
    for day in (3, 40, 12, 41, 40):
        stepped.step_to(day)
    assert rows(stepped) == rows(living(day=40))
    stepped.step_to(0)
    assert rows(stepped) == rows(living())
    assert stepped.today == TODAY


def test_there_is_nothing_before_the_first_day() -> None:
    with pytest.raises(ValueError, match="before its first"):
        living().step_to(-1)


@settings(max_examples=30)
@given(size=st.integers(1, 300), day=st.integers(0, 200))
def test_streams_divide_the_orders_on_any_day(size: int, day: int) -> None:
    world = World(size, today=TODAY, day=day)
    found = {scope: world.indexes(scope, 0, world.size) for scope in STREAMS}
    listed = world.indexes(Scope.ALL, 0, world.size)
    assert sorted(found[Scope.CURRENT] + found[Scope.CLOSED]) == listed
    assert len(listed) == world.count()
    for scope, indexes in found.items():
        assert len(indexes) == world.count(scope)
        assert world.indexes(scope, 1, 5, descending=True) == indexes[::-1][1:6]
        for index in indexes:
            assert world.scope_of(index) is scope
            assert world.life(index).closed == (scope is Scope.CLOSED)
            assert world.index_of(world.id_of(index)) == index


def test_who_is_gone_cannot_be_asked_for() -> None:
    world = living(3000, day=90)
    gone = set(range(world.size)) - set(world.indexes(Scope.ALL, 0, world.size))
    assert gone
    assert all(world.index_of(world.id_of(index)) is None for index in gone)


def test_everything_happens_within_three_months() -> None:
    world = living(3000)
    kinds = {one.kind for one in world.events(0, 90)}
    assert kinds >= {
        *("new", "state_changed", "date_moved", "completed", "cancelled", "left_current"),
        *("appointment_set", "appointment_moved", "appointment_cancelled", "vanished"),
        *("address_changed", "contact_changed", "field_changed"),
    }
    back = [
        day
        for index in range(3000)
        for day in range(90)
        if not world.is_listed(index, day) and world.is_listed(index, day + 1)
    ]
    assert "reappeared" in {one.kind for one in world.events(back[0], back[0] + 1)}
    world.step_to(90)
    assert world.count(Scope.CURRENT) > world.count() // 5


def test_nothing_happens_within_a_day() -> None:
    assert living().events(7, 7) == []


def test_what_is_not_told_did_not_change() -> None:
    world = living()
    for day in range(20):
        told = {one.order_id for one in world.events(day, day + 1)}
        before, after = (
            {
                world.id_of(index): world.order(index, day=TODAY.toordinal() + on, full=False)
                for index in range(world.size_on(day))
                if world.is_listed(index, on)
            }
            for on in (day, day + 1)
        )
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert changed <= told
        assert told - changed <= {
            world.id_of(index) for index in range(world.size_on(day), world.size_on(day + 1))
        }


def test_notes_of_a_detail_stay_as_they_are() -> None:
    world = living()
    day = TODAY.toordinal()
    for index in range(0, 600, 20):
        assert world.order(index, day=day)["notes"] == world.order(index, day=day + 50)["notes"]

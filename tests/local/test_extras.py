"""What a table shows beside the roles, and every search and sort, against a plain oracle."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from orderviewer.fields.roles import Role
from orderviewer.fields.values import Figure
from orderviewer.fields.workdays import working_days
from orderviewer.local.packing import pack
from orderviewer.local.query import Query, SortKey
from orderviewer.local.store import Store
from orderviewer.order import Cause, Order, Scope, StoreDamaged
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed, Field, Path
from tests.local.factories import NOON, fill, keys, page

TODAY = date(2026, 3, 12)
PROMISED = date(2026, 3, 2)
EXTRAS: tuple[Field, ...] = (
    *(Computed.LATE, Computed.SLIP, Computed.GAP, Computed.SILENCE, Computed.DEPARTMENT),
    *(Computed.CHANGED, Computed.SCOPE, Path("access.floor"), Path("$.id"), Path("no.where")),
    Computed.UNSEEN,
)


def order(key: int, promised: date | None, **rest: object) -> Order:
    content = {
        "id": str(key),
        "request": {"id": f"3-{key}", "status": "En cours"},
        "expectedDeliveryDate": promised.isoformat() if promised else "",
        "requestedCompletionDate": "2026-02-27",
        "site": {"address": {"city": "Ajaccio", "postCode": "20000"}},
        **rest,
    }
    return Order(str(key), json.dumps(content).encode())


def sync(store: Store, content: list[Order], days: int) -> None:
    now = NOON + timedelta(days=days)
    crawl = store.start_crawl(Scope.CURRENT, now)
    store.put(page(content, about=len(content)), crawl, now)
    store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=now)
    while store.rederive():
        pass


@pytest.fixture
def moved(store: Store) -> Store:
    """Order 1 was promised three times, order 2 once, order 3 never; others never move."""
    others = [order(key, PROMISED) for key in range(4, 40)]
    for days, promised in enumerate((PROMISED, date(2026, 3, 10), date(2026, 3, 6))):
        first = order(1, promised, access={"floor": "3e"})
        sync(store, [first, order(2, PROMISED), order(3, None), *others], days)
    return store


def one(store: Store, key: str) -> int:
    return next(n for n in store.numbers(Query(Scope.ALL)) if keys(store, [n]) == [key])


def test_computed_fields_and_places_are_texts(moved: Store) -> None:
    numbers = [one(moved, "3"), one(moved, "1")]
    found = moved.extras(numbers, EXTRAS, TODAY)
    slip = str(working_days(PROMISED, date(2026, 3, 6)))
    assert slip == "4"
    assert found[numbers[1]] == (
        *("6", slip, "7", "8", "2A", "2026-03-04T12:00:00Z", "Current", "3e", "1", "", "2"),
    )
    assert found[numbers[0]] == (
        *("", "", "", "10", "2A", "2026-03-02T12:00:00Z", "Current", "", "3", "", "0"),
    )
    assert moved.extras([numbers[1]], (Computed.SLIP,), TODAY) == {numbers[1]: (slip,)}
    assert moved.extras([9_999], EXTRAS, TODAY) == {}


def test_numbers_of_the_json_are_told_from_texts_of_digits(store: Store) -> None:
    fill(
        store,
        [
            order(1, PROMISED, lines={"count": 12, "rate": 1.5, "code": "0012", "on": True}),
            order(2, PROMISED, lines=[{"count": None}, {"count": 7}]),
        ],
    )
    fields = tuple(map(Path, ("lines.count", "lines.rate", "lines.code", "lines.on")))
    first, second = (one(store, key) for key in ("1", "2"))
    found = store.extras([first, second], fields, TODAY)
    assert found == {first: ("12", "1.5", "0012", "true"), second: ("7", "", "", "")}
    assert [isinstance(text, Figure) for text in found[first]] == [True, True, False, False]
    assert isinstance(found[second][0], Figure)


def test_slip_is_searched_and_sorted_by(moved: Store) -> None:
    def found(asked: str) -> list[str]:
        return keys(moved, moved.numbers(Query(Scope.ALL, terms=terms_of(asked), today=TODAY)))

    assert found("dérive>0") == ["1"]
    assert found("slip=4") == ["1"]
    assert found("slip:empty") == ["3"]
    assert len(found("slip:0")) == 37
    query = Query(Scope.ALL, (SortKey(Computed.SLIP, descending=True), SortKey(Role.ID)))
    ordered = keys(moved, moved.numbers(query))
    assert (ordered[0], ordered[-1]) == ("1", "3")


def test_unseen_changes_are_searched_and_sorted_by(moved: Store) -> None:
    def found(asked: str) -> list[str]:
        return keys(moved, moved.numbers(Query(Scope.ALL, terms=terms_of(asked), today=TODAY)))

    first = one(moved, "1")
    assert moved.extras([first], (Computed.UNSEEN,), TODAY) == {first: ("2",)}
    for asked in ("unseen>0", "non_vu>=1", "NonVu:1..3", "unseen:2", "-unseen:0", "-unseen<1"):
        assert found(asked) == ["1"], asked
    for asked in ("unseen:0", "unseen<1", "-unseen>0", "non_vu<=0", "unseen>=0 -unseen:2"):
        assert len(found(asked)) == 38, asked
    query = Query(Scope.ALL, (SortKey(Computed.UNSEEN, descending=True),))
    assert keys(moved, moved.numbers(query))[0] == "1"
    moved.history.mark_seen(None, until=moved.history.unseen_counts().latest)
    assert found("unseen>0") == []
    assert len(found("unseen:0")) == 39


def test_slip_and_unseen_changes_of_another_day_are_those_until_then(moved: Store) -> None:
    first, fields = one(moved, "1"), (Computed.SLIP, Computed.UNSEEN)
    slips = [working_days(PROMISED, day) for day in (PROMISED, date(2026, 3, 10), date(2026, 3, 6))]
    for days, slip in enumerate(slips):
        then = moved.table(Query(Scope.ALL, as_of=NOON + timedelta(days=days)))
        assert then.extras([first], fields, TODAY)[first][0] == str(slip)
    assert then.extras([first], fields, TODAY) == moved.extras([first], fields, TODAY)


def test_a_file_has_the_same_texts_in_the_order_of_its_columns(moved: Store) -> None:
    fields = (Path("access.floor"), Role.ID, Computed.SLIP, Role.TOWN, Path("$.id"))
    query = Query(Scope.ALL, (SortKey(Computed.SLIP, descending=True),), today=TODAY)
    lines = [line for chunk in moved.stream_texts(query, fields, chunk=7) for line in chunk]
    assert lines[0] == ("3e", "1", "4", "Ajaccio", "1")
    assert len(lines) == 39
    assert all(line[1] == line[4] for line in lines)
    only = [line for chunk in moved.stream_texts(query, (Computed.SLIP,)) for line in chunk]
    assert only == [(line[2],) for line in lines]


def test_a_value_that_a_damaged_file_changed_is_not_shown(moved: Store) -> None:
    number = one(moved, "1")
    raw = moved._database.value("SELECT unpacked(packed) FROM bodies WHERE number = ?", (number,))
    torn = pack(raw.replace(b"3e", b"4e"), None)
    with moved._database.writing():
        moved._database.run("UPDATE bodies SET packed = ? WHERE number = ?", (torn, number))
    with pytest.raises(StoreDamaged) as raised:
        moved.extras([number], (Path("access.floor"),), TODAY)
    assert raised.value.cause is Cause.DAMAGED


# --- any search with any sort

TOWNS = ["Épinal", "epernay", "Œting", "Lyon", "lyon 3e", "L'Haÿ", "Étampes", "ÉPINAL", ""]
CONDITIONS: dict[str, Callable[[dict[str, str]], bool]] = {
    "epinal": lambda one: one["town"] in {"Épinal", "ÉPINAL"},
    "oe": lambda one: one["town"] == "Œting",
    "-lyon": lambda one: not one["town"].casefold().startswith("lyon"),
    "ville=épinal|lyon": lambda one: one["town"] in {"Épinal", "ÉPINAL", "Lyon"},
    "-ville:vide": lambda one: bool(one["town"]),
    "retard>0": lambda one: bool(one["promised"]) and one["promised"] < TODAY.isoformat(),
    "promise<=+2j": lambda one: bool(one["promised"]) and one["promised"] <= "2026-03-14",
    "promise:2026-03-07|vide": lambda one: one["promised"] in {"2026-03-07", ""},
    "levels.count>=10": lambda one: int(one["count"]) >= 10,
}


def test_what_is_done_or_cancelled_is_not_late(store: Store) -> None:
    done = ("2026-03-05T10:00:00Z", "12/03/2026", "2026-03-13", "soon", "")
    content = [order(key, PROMISED, completionDate=day) for key, day in enumerate(done)]
    content.append(order(5, PROMISED, completionDate="", cancellationDate="2026-03-06"))
    content.append(order(6, TODAY, completionDate="", cancellationDate=""))
    sync(store, content, 0)
    numbers = store.numbers(Query(Scope.CURRENT, today=TODAY))
    found = store.extras(numbers, (Computed.LATE,), TODAY)
    late = dict(zip(keys(store, numbers), (found[n][0] for n in numbers), strict=True))
    assert late == {"0": "", "1": "", "2": "10", "3": "10", "4": "10", "5": "", "6": "0"}

    def asked(text: str, *, indexed: bool) -> set[str]:
        query = Query(Scope.CURRENT, terms=terms_of(text), today=TODAY)
        if indexed:
            store.index_pending(100)
        return set(keys(store, store.numbers(query)))

    for indexed in (False, True):
        assert asked("late>0", indexed=indexed) == {"2", "3", "4"}
        assert asked("late:empty", indexed=indexed) == {"0", "1", "5"}


# As people sort, whatever case and accents: written out, not computed as the program does.
COLLATED = ["epernay", "epinal", "etampes", "l'hay", "lyon", "lyon 3e", "oeting"]
FOLDED = {"Épinal": "epinal", "ÉPINAL": "epinal", "Étampes": "etampes", "L'Haÿ": "l'hay",
          "Œting": "oeting", "Lyon": "lyon"}  # fmt: skip
SORTS: dict[Field, Callable[[dict[str, str]], object]] = {
    Role.TOWN: lambda one: (
        COLLATED.index(FOLDED.get(one["town"], one["town"])) if one["town"] else None
    ),
    Role.PROMISED: lambda one: one["promised"] or None,
    Path("levels.count"): lambda one: int(one["count"]),
    Path("levels.rate"): lambda one: float(one["count"]) - 15.5,
    Path("levels.day"): lambda one: one["promised"] or None,
    Computed.LATE: lambda one: (
        (TODAY - date.fromisoformat(one["promised"])).days if one["promised"] else None
    ),
}


@pytest.fixture
def rows(store: Store) -> dict[int, dict[str, str]]:
    dice = Random(11)
    content, facts = [], {}
    for key in range(120):
        day = dice.choice(["", *(f"2026-03-{n:02}" for n in range(1, 29, 3))])
        facts[str(key)] = fact = {"town": dice.choice(TOWNS), "promised": day,
                                  "count": str(dice.randrange(30))}  # fmt: skip
        made = {
            "id": str(key),
            "site": {"address": {"city": fact["town"]}},
            "expectedDeliveryDate": day,
            "extra": {
                "levels": [
                    {
                        "count": int(fact["count"]),
                        "rate": str(float(fact["count"]) - 15.5).replace(".", ","),
                        "day": "/".join(reversed(day.split("-"))),
                    }
                ]
            },
        }
        content.append(Order(str(key), json.dumps(made).encode()))
    put = fill(store, content)
    store.index_pending(60)  # the rest is searched without the index
    return {number: facts[key] for number, key in
            zip(put.numbers, keys(store, put.numbers), strict=True)}  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    asked=some.lists(some.sampled_from(sorted(CONDITIONS)), max_size=3, unique=True),
    by=some.lists(some.tuples(some.sampled_from(list(SORTS)), some.booleans()), max_size=3),
)
def test_any_search_and_sort_is_what_python_says(
    store: Store, rows: dict[int, dict[str, str]], asked: list[str], by: list[tuple[Field, bool]]
) -> None:
    expected = sorted(n for n, one in rows.items() if all(CONDITIONS[a](one) for a in asked))
    for field, descending in reversed(by):
        value = SORTS[field]
        filled = [n for n in expected if value(rows[n]) is not None]
        filled.sort(key=lambda n: value(rows[n]), reverse=descending)  # type: ignore[arg-type, return-value]
        expected = filled + [n for n in expected if value(rows[n]) is None]
    sort = tuple(SortKey(field, descending) for field, descending in by)
    query = Query(Scope.CURRENT, sort or None, terms=terms_of(" ".join(asked)), today=TODAY)
    assert list(store.numbers(query)) == expected

"""Terms, facets and matches against a plain Python oracle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local import listed
from orderviewer.local.deciding import decision
from orderviewer.local.expressions import shortened
from orderviewer.local.query import Query, SortKey
from orderviewer.local.rows import read_numbers
from orderviewer.local.store import Row, Store
from orderviewer.order import Order, Scope
from orderviewer.search.answers import day_of
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed, Operator, Path, Term
from tests.local.factories import NOON, fill, keys, minutes, order, page

ROLES = list(Role)
TODAY = date(2026, 3, 12)
PARIS = ZoneInfo("Europe/Paris")
TOWNS = ["Épinal", "Lyon", "LYON 3e", "Saint-Étienne", "L'Haÿ-les-Roses", "Œting", "", None]
STATES = ["Livrée", "livré", "En cours", "None", "Annulée"]
CODES = ["75016", "69003", "20000", "20200", "97400", "01000", "8000", "1234567", ""]
DATES = ["2026-03-12", "2026-03-11T23:30:00Z", "2026-03-01", "2026-04-01T08:00:00+02:00",
         "2025-12-31", "bientôt", "2026-02-30", "", None]  # fmt: skip


def odd_order(key: int, dice: Random) -> Order:
    content = {
        "id": str(key),
        "request": {"customerReference": f"PO-{dice.randrange(50)}", "status": dice.choice(STATES)},
        "site": {"name": f"Agence {dice.randrange(9)}",
                 "address": {"city": dice.choice(TOWNS), "postCode": dice.choice(CODES)}},
        "expectedDeliveryDate": dice.choice(DATES),
        "requestedCompletionDate": dice.choice(DATES),
        "completionDate": dice.choice([*DATES, "2026-03-13", *[""] * 20]),
        "cancellationDate": dice.choice([*DATES, *[""] * 40]),
        "extra": {"levels": [{"count": dice.choice([1, 20, 3.5, "7", None])},
                             {"label": dice.choice(["Niveau", "étage 2", "", "2026-03-12"])}]},
    }  # fmt: skip
    return Order(str(key), json.dumps(content).encode())


@pytest.fixture
def mixed(store: Store) -> Store:
    dice = Random(2)
    found = [odd_order(number, dice) for number in range(300)]
    fill(store, found[:200])
    fill(store, found[200:], Scope.CLOSED)
    store.index_pending(150)
    changed = [odd_order(number, dice) for number in range(40)]
    crawl = store.start_crawl(Scope.CURRENT, NOON + timedelta(days=5))
    store.put(page(changed), crawl, NOON + timedelta(days=5))
    while store.rederive():
        pass
    return store


def every_row(store: Store) -> list[Row]:
    return store.rows(store.numbers(Query(Scope.ALL)))


def text(row: Row, role: Role) -> str:
    return row.values[ROLES.index(role)]


def day(row: Row, role: Role) -> date | None:
    try:
        moment = datetime.fromisoformat(text(row, role))
    except ValueError:
        return None
    return (moment.astimezone(PARIS) if moment.tzinfo else moment).date()


class Seen(NamedTuple):
    """An order as Python sees it."""

    row: Row
    count: object
    label: object
    changed_later: bool


def seen(store: Store) -> list[Seen]:
    found = []
    for row in every_row(store):
        stored = store.order(row.number)
        assert stored is not None
        levels = json.loads(stored.list_json)["extra"]["levels"]
        changed = "SELECT changed FROM orders WHERE number = ?"
        later = store._database.value(changed, (row.number,)) > NOON.timestamp() * 1000
        found.append(Seen(row, levels[0]["count"], levels[1]["label"], later))
    return found


def unfinished(row: Row) -> bool:
    ends = (day(row, role) for role in (Role.COMPLETED, Role.CANCELLED))
    return row.stream is Scope.CURRENT and all(end is None or end > TODAY for end in ends)


def late(row: Row) -> int | None:
    promised = day(row, Role.PROMISED)
    return None if promised is None or not unfinished(row) else (TODAY - promised).days


def between(value: date | None, first: str, last: str) -> bool:
    return value is not None and date.fromisoformat(first) <= value <= date.fromisoformat(last)


TERMS: dict[str, Callable[[Seen], bool]] = {
    "ville:lyon": lambda one: text(one.row, Role.TOWN) in {"Lyon", "LYON 3e"},
    "ville=lyon": lambda one: text(one.row, Role.TOWN) == "Lyon",
    'town="lyon 3E"': lambda one: text(one.row, Role.TOWN) == "LYON 3e",
    "-ville:lyon": lambda one: text(one.row, Role.TOWN) not in {"Lyon", "LYON 3e"},
    "ville:oe": lambda one: text(one.row, Role.TOWN) == "Œting",
    "ville:etienne": lambda one: text(one.row, Role.TOWN) == "Saint-Étienne",
    "ville:vide": lambda one: not text(one.row, Role.TOWN),
    'ville=""': lambda one: not text(one.row, Role.TOWN),
    "ville=lyon|vide|Œting": lambda one: text(one.row, Role.TOWN) in {"Lyon", "", "Œting"},
    "-ville:lyon|vide": lambda one: text(one.row, Role.TOWN) not in {"Lyon", "LYON 3e", ""},
    "promise:2026-03-01|2025": lambda one: (
        between(day(one.row, Role.PROMISED), "2026-03-01", "2026-03-01")
        or between(day(one.row, Role.PROMISED), "2025-01-01", "2025-12-31")
    ),
    "-town:empty": lambda one: bool(text(one.row, Role.TOWN)),
    "état:livré": lambda one: text(one.row, Role.STATE) in {"Livrée", "livré"},
    "état=livre": lambda one: text(one.row, Role.STATE) == "livré",
    "état:livré ville:lyon": lambda one: (
        "ivr" in text(one.row, Role.STATE) and text(one.row, Role.TOWN) in {"Lyon", "LYON 3e"}
    ),
    "cp:750": lambda one: text(one.row, Role.POSTCODE).startswith("750"),
    "département:2A": lambda one: text(one.row, Role.POSTCODE) == "20000",
    "département=2b": lambda one: text(one.row, Role.POSTCODE) == "20200",
    "department:974": lambda one: text(one.row, Role.POSTCODE) == "97400",
    "département:vide": lambda one: text(one.row, Role.POSTCODE) in {"8000", "1234567", ""},
    "promise:2026-03-12": lambda one: day(one.row, Role.PROMISED) == TODAY,
    "promise=12/03/2026": lambda one: day(one.row, Role.PROMISED) == TODAY,
    "promise:today": lambda one: day(one.row, Role.PROMISED) == TODAY,
    "promise:12/03": lambda one: day(one.row, Role.PROMISED) == TODAY,
    "promise:2026-03": lambda one: between(day(one.row, Role.PROMISED), "2026-03-01", "2026-03-31"),
    "promise:2026-W11": lambda one: between(
        day(one.row, Role.PROMISED), "2026-03-09", "2026-03-15"
    ),
    "promise<+7j": lambda one: between(day(one.row, Role.PROMISED), "0001-01-01", "2026-03-18"),
    "promise<=2026-03": lambda one: between(
        day(one.row, Role.PROMISED), "0001-01-01", "2026-03-31"
    ),
    "promise>2026-02": lambda one: between(day(one.row, Role.PROMISED), "2026-03-01", "9999-01-01"),
    "promise>=2026": lambda one: between(day(one.row, Role.PROMISED), "2026-01-01", "9999-01-01"),
    "-promise>=2026": lambda one: (
        not between(day(one.row, Role.PROMISED), "2026-01-01", "9999-01-01")
    ),
    "promise:2026-03-02..": lambda one: between(
        day(one.row, Role.PROMISED), "2026-03-02", "9999-01-01"
    ),
    "promise:bientot": lambda one: text(one.row, Role.PROMISED) == "bientôt",
    "promise:vide": lambda one: not text(one.row, Role.PROMISED),
    "promise<": lambda _: True,
    "promise<x": lambda _: True,
    "ville:-": lambda _: True,
    "retard>0": lambda one: (late(one.row) or 0) > 0,
    "retard:0": lambda one: late(one.row) == 0,
    "late<=0": lambda one: late(one.row) is not None and (late(one.row) or 0) <= 0,
    "retard:5..20": lambda one: 5 <= (late(one.row) or 0) <= 20,
    "retard:vide": lambda one: late(one.row) is None,
    "-retard>0": lambda one: not (late(one.row) or 0) > 0,
    "scope:closed": lambda one: one.row.stream is Scope.CLOSED,
    "-portée:close": lambda one: one.row.stream is Scope.CURRENT,
    "scope:all": lambda _: True,
    "scope:unfinished": lambda one: unfinished(one.row),
    "-portée:inachevées": lambda one: not unfinished(one.row),
    "scope:unfinished|closed": lambda one: unfinished(one.row) or one.row.stream is Scope.CLOSED,
    "silence<10": lambda one: one.changed_later and unfinished(one.row),
    "silence>=10": lambda one: not one.changed_later and unfinished(one.row),
    "silence=5": lambda one: one.changed_later and unfinished(one.row),
    "silence:empty": lambda one: not unfinished(one.row),
    "changed:2026-03-07": lambda one: one.changed_later,
    "received<2026-03-07": lambda _: True,
    "changed:x": lambda _: True,
    '-changed=""': lambda _: True,
    "-changed=x|2026-03-07": lambda one: not one.changed_later,
    "-état:livré -ville:lyon": lambda one: (
        "ivr" not in text(one.row, Role.STATE) and "lyon" not in text(one.row, Role.TOWN).lower()
    ),
    "agence retard>0 -ville:lyon": lambda one: (
        (late(one.row) or 0) > 0 and "lyon" not in text(one.row, Role.TOWN).lower()
    ),
    "-lyon état:livré|cours": lambda one: (
        text(one.row, Role.STATE) in {"Livrée", "livré", "En cours"}
        and "lyon" not in text(one.row, Role.TOWN).lower()
    ),
    "extra.levels.count:20": lambda one: one.count == 20,
    "levels.count>3": lambda one: one.count in (20, 3.5, "7"),
    "levels.count:empty": lambda one: one.count is None,
    "levels.label:niv": lambda one: one.label == "Niveau",
    "-levels.label:etage": lambda one: one.label != "étage 2",
    "LEVELS.label=NIVEAU": lambda one: one.label == "Niveau",
    "levels.label:2026-03": lambda one: one.label == "2026-03-12",
    "levels.label<2026-04": lambda one: one.label == "2026-03-12",
    "levels.none:x": lambda _: False,
    "levels.none:vide": lambda _: True,
}


@pytest.mark.parametrize("asked", TERMS)
def test_a_term_finds_what_python_finds(mixed: Store, asked: str) -> None:
    expected = [one.row.number for one in seen(mixed) if TERMS[asked](one)]
    query = Query(Scope.ALL, terms=terms_of(asked), today=TODAY)
    assert list(read_numbers(mixed._database, query)) == expected
    mixed.numbers(replace(query, terms=()))  # from now on columns are asked where they decide
    assert list(mixed.numbers(query)) == expected
    assert expected or "none" in asked


def test_what_columns_decide_is_asked_of_them(
    mixed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns, everything = mixed._listed._columns, Query(Scope.ALL, today=TODAY)
    mixed.numbers(everything)
    monkeypatch.setattr(listed, "_FEW_OF", 1_000)  # what few orders have is asked of the index
    for asked in (
        "ville:lyon",
        "-état:livré",
        "promise<+7j",
        "retard>0",
        "scope:closed",
        "scope:unfinished",
    ):
        terms = terms_of(asked)
        decided = decision(terms[0], TODAY)
        assert decided is not None
        assert not columns.has(decided)
        mixed.numbers(replace(everything, terms=terms))
        assert columns.has(decided)
    for asked in ("lyon", "écart>3", "extra.levels.count:20", "promise<", "ville:-"):
        assert decision(terms_of(asked)[0], TODAY) is None


CLOCKS = ("", "T19:59:59Z", "T20:00:00Z", "T21:59:59Z", "T22:00:00Z", "T23:59:59Z", "T24:00:00Z",
          "T23:60:00Z", "T01:00:00+02:00", "T10")  # fmt: skip
DAYS = ("2026-03-28", "2026-03-29", "2026-10-25", "2026-12-31", "2026-02-30", "1900-01-01",
        "2024-02-29", "0000-00-00")  # fmt: skip


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("day", DAYS)
def test_a_shortened_moment_is_of_the_same_day(store: Store, day: str, clock: str) -> None:
    text = day + clock
    shorter = store._database.value(f"SELECT {shortened('?1')}", (text,))
    assert day_of(shorter) == day_of(text)


def test_the_gap_is_from_the_day_wished_for_to_the_day_promised(mixed: Store) -> None:
    gaps: dict[int, list[int]] = {}
    for row in every_row(mixed):
        promised, wished = day(row, Role.PROMISED), day(row, Role.REQUESTED)
        if promised and wished:
            gaps.setdefault((promised - wished).days, []).append(row.number)
    assert len(gaps) > 4
    for gap, numbers in gaps.items():
        query = Query(Scope.ALL, terms=terms_of(f"écart={gap}"), today=TODAY)
        assert list(mixed.numbers(query)) == numbers


@pytest.mark.parametrize("descending", [False, True])
def test_computed_fields_sort_by_size_and_nothing_comes_last(
    mixed: Store, descending: bool
) -> None:
    query = Query(Scope.ALL, (SortKey(Computed.LATE, descending),), today=TODAY)
    days = [late(row) for row in mixed.rows(mixed.numbers(query))]
    known = [one for one in days if one is not None]
    assert len(set(known)) > 3
    assert days == [*sorted(known, reverse=descending), *[None] * (len(days) - len(known))]
    assert None in days


# --- counts


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("asked", ["", "lyon", "-lyon", "retard>0", "rdv:vide", "silence>9999"])
@pytest.mark.parametrize("missing", [True, False])
def test_a_count_is_how_many_rows_there_are(
    mixed: Store, scope: Scope, asked: str, missing: bool
) -> None:
    query = Query(scope, Role.TOWN, missing=missing, terms=terms_of(asked), today=TODAY)
    assert mixed.count(query) == len(mixed.numbers(query))


# --- facets


@pytest.mark.parametrize("asked", ["", "lyon", "retard>0", "ville:lyon agence"])
def test_facets_count_what_the_query_finds(mixed: Store, asked: str) -> None:
    query = Query(Scope.ALL, terms=terms_of(asked), today=TODAY)
    rows = mixed.rows(mixed.numbers(query))
    for role in (Role.STATE, Role.TOWN, Role.SITE):
        found = mixed.facet(query, role)
        assert dict(found) == Counter(text(row, role) for row in rows)
        assert [count for _, count in found] == sorted((n for _, n in found), reverse=True)
    weeks = Counter(
        "" if one is None else "{:04}-W{:02}".format(*one.isocalendar()[:2])
        for one in (day(row, Role.PROMISED) for row in rows)
    )
    assert dict(mixed.facet(query, Role.PROMISED)) == weeks
    assert dict(mixed.facet(query, Computed.LATE)) == Counter(
        "" if late(row) is None else str(late(row)) for row in rows
    )
    scopes = Counter(row.stream.value.lower() for row in rows)
    assert dict(mixed.facet(query, Computed.SCOPE)) == scopes


FACETS = {Role.STATE: "état", Role.TOWN: "ville", Role.PROMISED: "promise", Computed.SCOPE: "scope",
          Computed.DEPARTMENT: "département", Computed.LATE: "retard"}  # fmt: skip


@pytest.mark.parametrize("field", FACETS)
def test_a_value_of_a_facet_finds_what_it_counted(mixed: Store, field: Role | Computed) -> None:
    found = mixed.facet(Query(Scope.ALL, today=TODAY), field)
    assert len(found) > 1
    for value, count in found:
        if not value and field is Role.PROMISED:
            continue  # also dates that cannot be read
        asked = f'{FACETS[field]}="{value}"' if value else f"{FACETS[field]}:vide"
        query = Query(Scope.ALL, terms=terms_of(asked), today=TODAY)
        same = [
            n
            for v, n in mixed.facet(Query(Scope.ALL, today=TODAY), field)
            if v.lower() == value.lower()
        ]
        assert len(mixed.numbers(query)) == sum(same) >= count


# --- where


def test_it_is_told_in_which_field_a_word_was_found(store: Store) -> None:
    put = fill(store, [order(1, "Livrée", notes=[{"text": "Badge à l'accueil"}], code=12345)])
    store.put_detail(Order("1", b'{"id": "1", "access": {"floor": "3e"}}'), minutes(1))

    def found(asked: str) -> list[tuple[str, Role | None, str]]:
        return [one[1:] for one in store.matched_in(put.new[0], terms_of(asked))]

    assert found("badge") == [("notes[].text", None, "Badge à l'accueil")]
    assert found("livree") == [("request.status", Role.STATE, "Livrée")]
    assert found("3e 234") == [("access.floor", None, "3e"), ("code", None, "12345")]
    assert found("notes.text:accueil") == [("notes[].text", None, "Badge à l'accueil")]
    assert found("-livree nothing état:livré retard>0 -") == []
    assert store.matched_in(99, terms_of("badge")) == []


def test_every_match_of_a_search_can_be_told(mixed: Store) -> None:
    terms = terms_of("agence lyon po-1")
    numbers = mixed.numbers(Query(Scope.ALL, terms=terms))
    assert keys(mixed, numbers)
    for number in numbers:
        found = mixed.matched_in(number, terms)
        assert [one.term for one in found] == list(terms)
        assert [one.role for one in found] == [Role.SITE, Role.TOWN, Role.REFERENCE]


def test_the_places_in_the_json_are_known(mixed: Store) -> None:
    mixed.put_detail(Order("7", b'{"access": [{"floor": "3e"}], "a.b": 1}'), minutes(1))
    known = {place.path: place.texts for place in mixed.places()}
    found = list(known)
    assert {"request.status", "site.address.city", "extra.levels.count", "id"} <= set(found)
    assert found.index("id") < found.index("access.floor")
    assert known["access.floor"] == ("3e",)
    assert {"Livrée", "livré"} <= set(known["request.status"])
    assert "None" not in known["request.status"]
    first = next(n for n in mixed.numbers(Query(Scope.ALL)) if keys(mixed, [n]) == ["7"])
    assert "7" in next(place.texts for place in mixed.places(1, first) if place.path == "id")
    for path in found:
        asked = Query(Scope.ALL, terms=(Term("", Path(path), Operator.EMPTY, negated=True),))
        assert len(mixed.numbers(asked)) > 0, path


def test_an_empty_store_has_no_places(store: Store) -> None:
    assert store.places() == ()

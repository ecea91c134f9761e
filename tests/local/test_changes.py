"""What two versions of an order tell: every edit its own change, another notation none."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.fields.reading import Learner
from orderviewer.fields.roles import Role
from orderviewer.local.changes import Comparer
from orderviewer.local.meaning import MOST_DIFFERENCES, differences
from orderviewer.local.records import Change, EventKind
from orderviewer.simulator.world import World
from tests.fields.samples import learnt

TODAY = date(2026, 3, 11)
DIALECTS = ("orange", "tmf", "bare")
WORLDS = {dialect: World(200, today=TODAY, dialect=dialect) for dialect in DIALECTS}
NOTHINGS = (None, "", "  ", "None", "null", [], {})


def encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def comparer(dialect: str = "orange") -> Comparer:
    learner = Learner()
    for index in range(0, 200, 2):
        learner.observe(encode(WORLDS[dialect].order(index)))
    return Comparer(learner.reading())


COMPARERS = {dialect: comparer(dialect) for dialect in DIALECTS}


def rewritten(value: Any, rng: Random) -> Any:
    """The same meaning in another notation."""
    if isinstance(value, dict):
        members = [(key, rewritten(member, rng)) for key, member in value.items()]
        members += [(f"extra{n}", rng.choice(NOTHINGS)) for n in range(rng.randrange(2))]
        rng.shuffle(members)
        return dict(members)
    if isinstance(value, list):
        items = [rewritten(item, rng) for item in value]
        rng.shuffle(items)
        return items
    if value is None or value == "":
        return rng.choice(NOTHINGS)
    if isinstance(value, str):
        if value.isdigit() and value[0] != "0" and rng.random() < 0.3:
            return int(value)
        return rng.choice([value, f" {value}\n", value.replace(" ", "  ")])
    return str(value) if not isinstance(value, bool) and rng.random() < 0.3 else value


@given(st.sampled_from(DIALECTS), st.integers(0, 199), st.booleans(), st.randoms())
def test_another_notation_is_no_change(dialect: str, index: int, full: bool, rng: Random) -> None:
    one = WORLDS[dialect].order(index, "fr", full=full)
    other = rewritten(one, rng)
    assert differences(encode(one), encode(other)) == ()
    assert COMPARERS[dialect].compare(encode(one), encode(other), today=TODAY) is None


@given(st.sampled_from(DIALECTS), st.integers(0, 199), st.randoms())
def test_every_scalar_counts(dialect: str, index: int, rng: Random) -> None:
    one = WORLDS[dialect].order(index)
    other = copy.deepcopy(one)
    places = list(scalars(other))
    container, key = rng.choice(places)
    container[key] = "something else altogether"
    found = differences(encode(one), encode(rewritten(other, rng)))
    assert found, f"{key} may change unseen"
    assert "something else altogether" in {each.after for each in found}


def scalars(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in pairs:
        if isinstance(member, (dict, list)):
            yield from scalars(member)
        else:
            yield value, key


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=20,
)


@given(JSON, JSON)
def test_any_two_documents_can_be_compared(one: Any, other: Any) -> None:
    there = differences(encode(one), encode(other))
    back = differences(encode(other), encode(one))
    assert bool(there) == bool(back)
    assert differences(encode(one), encode(one)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "2026-03-02T10:00:00Z"}, {"date": "2026-03-02T11:00:00.000+01:00"}),
        ({"date": "02/03/2026"}, {"date": "2026-03-02"}),
        ({"date": 1772445600}, {"date": "2026-03-02T10:00:00Z"}),
        ({"count": 3}, {"count": "3"}),
        ({"count": 3.0}, {"count": 3}),
        ({"price": 2.5}, {"price": "2.50"}),
        ({"flag": True}, {"flag": "True"}),
        ({"site": {"name": "A"}}, {"site": [{"name": "A"}]}),
        ({"tags": ["a", "b", "b"]}, {"tags": ["b", "a", "b"]}),
        ({"rows": [{"a": 1}, {"b": 2}]}, {"rows": [{"b": "2"}, {"a": 1, "c": None}]}),
    ],
)
def test_one_meaning_in_two_notations(one: Any, other: Any) -> None:
    assert differences(encode(one), encode(other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"code": "007"}, {"code": "7"}),
        ({"code": "007"}, {"code": 7}),
        ({"version": "1.10"}, {"version": "1.1"}),
        ({"tags": ["a", "b", "b"]}, {"tags": ["a", "a", "b"]}),
        ({"date": "2026-03-02"}, {"date": "2026-03-02T00:00:00"}),
        ({"date": "2026-03-02T10:00:00"}, {"date": "2026-03-02T10:00:00Z"}),
        ({"flag": False}, {}),
        ({"count": 0}, {"count": None}),
        (["a"], "b"),
        (b"not json", b"not JSON"),
    ],
)
def test_two_meanings(one: Any, other: Any) -> None:
    raws = [each if isinstance(each, bytes) else encode(each) for each in (one, other)]
    assert len(differences(raws[0], raws[1])) >= 1


def test_items_are_told_by_what_names_them() -> None:
    one = {"contacts": [{"role": "site", "tel": "1"}, {"role": "it", "tel": "2"}]}
    other = {"contacts": [{"role": "it", "tel": "3"}, {"role": "site", "tel": "1"}]}
    (found,) = differences(encode(one), encode(other))
    assert found == ("contacts[role=it].tel", "2", "3", "contacts[1].tel", "contacts[0].tel")
    assert found.pattern == "contacts[].tel"


def test_a_renamed_item_is_the_same_item() -> None:
    one = {"steps": [{"name": "Survey", "date": "2026-03-01"}, {"name": "Visit", "date": "b"}]}
    other = {"steps": [{"name": "Étude", "date": "2026-03-01"}, {"name": "Visit", "date": "b"}]}
    (found,) = differences(encode(one), encode(other))
    assert (found.before, found.after) == ("Survey", "Étude")


def test_huge_and_deep_documents_are_bounded() -> None:
    many = differences(b"{}", encode({f"key{n}": n for n in range(5000)}))
    assert len(many) == MOST_DIFFERENCES
    (deep,) = differences(b"[" * 90 + b"1" + b"]" * 90, b"[" * 90 + b"2" + b"]" * 90)
    assert (deep.before, deep.after) == ("1", "2")
    nested = b"[" * 400, b"]" * 400
    assert differences(nested[0] + b"1" + nested[1], nested[0] + b"2" + nested[1])


# --- what an edit is called

Edit = Callable[[dict[str, Any]], Any]
PROMISED, COMPLETED = Role.PROMISED, Role.COMPLETED


def edited(edit: Edit, index: int = 199, dialect: str = "orange") -> list[Change]:
    before = WORLDS[dialect].order(index)
    after = copy.deepcopy(before)
    edit(after)
    found = COMPARERS[dialect].compare(encode(before), encode(after), today=TODAY)
    assert found
    return [change._replace(path="") for change in found.changes]


def visit(start: str, end: str, number: str = "900", state: str = "Confirmed") -> dict[str, Any]:
    return {
        "id": number,
        "status": state,
        "validFor": {"startDateTime": start, "endDateTime": end},
        "description": "Installation",
    }


OLD_VISIT = visit("2026-04-02T08:00:00+02:00", "2026-04-02T10:00:00+02:00")
NEXT_VISIT = visit("2026-04-07T08:00:00+02:00", "2026-04-07T10:00:00+02:00")


def visits_edited(before: list[Any], after: list[Any]) -> list[Change]:
    content = WORLDS["orange"].order(199)
    one, other = {**content, "appointments": before}, {**content, "appointments": after}
    found = COMPARERS["orange"].compare(encode(one), encode(other), today=TODAY)
    assert found
    return [change._replace(path="") for change in found.changes]


def test_state() -> None:
    (change,) = edited(lambda order: order["request"].update(status="Blocked", step="HOLD"))
    before = WORLDS["orange"].order(199)["request"]["status"]
    assert change == Change(EventKind.STATE_CHANGED, "", before, "Blocked", Role.STATE)


def test_a_date_that_moves_is_set_or_taken_back() -> None:
    before = WORLDS["orange"].order(199)["expectedCompletionDate"]
    (moved,) = edited(lambda order: order.update(expectedCompletionDate="2026-12-24"))
    assert moved[:5] == (EventKind.DATE_MOVED, "", before, "2026-12-24", PROMISED)
    assert moved.days is not None
    assert moved.days > 100
    (gone,) = edited(lambda order: order.update(expectedCompletionDate=None))
    assert gone == Change(EventKind.DATE_MOVED, "", before, "", PROMISED)


def test_ends() -> None:
    (done,) = edited(lambda order: order.update(completionDate="2026-03-10T14:30:00Z"))
    assert done == Change(EventKind.COMPLETED, "", "", "2026-03-10T14:30:00Z", COMPLETED)
    (off,) = edited(lambda order: order.update(cancellationDate="2026-03-10"))
    assert off == Change(EventKind.CANCELLED, "", "", "2026-03-10", Role.CANCELLED)


def test_address() -> None:
    def move(order: dict[str, Any]) -> None:
        order["site"]["address"].update(street="2 rue Neuve", postCode="69001", city="Lyon")

    (change,) = edited(move)
    assert change.kind is EventKind.ADDRESS_CHANGED
    assert change.after.endswith(", 2 rue Neuve, 69001 Lyon")


@pytest.mark.parametrize("members", [{"name": "Ada Roy"}, {"phone": "+33612345678"}])
def test_contact(members: dict[str, str]) -> None:
    (site,) = edited(lambda order: order["contacts"][0].update(members))
    (orange,) = edited(lambda order: order["request"]["orangeContact"].update(members))
    assert site.kind is orange.kind is EventKind.CONTACT_CHANGED
    assert [site.after] == [orange.after] == list(members.values())


def test_a_contact_of_another_name_is_one_change() -> None:
    new = {"name": "Ada Roy", "email": "ada@client.example", "phone": "+33612345678"}
    (change,) = edited(lambda order: order["contacts"][0].update(new))
    assert (change.kind, change.after) == (EventKind.CONTACT_CHANGED, "Ada Roy")


def test_other_fields_are_told_one_by_one() -> None:
    def change_two(order: dict[str, Any]) -> None:
        order["request"]["customerReference"] = "PO 77"
        order["somethingNew"] = {"deep": [1]}

    first, second = edited(change_two)
    assert (first.kind, first.after, first.role) == ("field_changed", "PO 77", Role.REFERENCE)
    assert (second.kind, second.before, second.after) == ("field_changed", "", "1")


START = "2026-04-02T08:00:00+02:00"
NEXT = "2026-04-07T08:00:00+02:00"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ([], [OLD_VISIT], (EventKind.APPOINTMENT_SET, "", START)),
        ([OLD_VISIT], [], (EventKind.APPOINTMENT_CANCELLED, START, "")),
        (
            [OLD_VISIT],
            [{**OLD_VISIT, "status": "Cancelled"}],
            (EventKind.APPOINTMENT_CANCELLED, START, "Cancelled"),
        ),
        (
            [{**OLD_VISIT, "status": "Annulé"}],
            [OLD_VISIT],
            (EventKind.APPOINTMENT_SET, "", START),
        ),
        ([OLD_VISIT], [NEXT_VISIT], (EventKind.APPOINTMENT_MOVED, START, NEXT)),
        ([OLD_VISIT], [{**NEXT_VISIT, "id": "901"}], (EventKind.APPOINTMENT_MOVED, START, NEXT)),
        (
            [OLD_VISIT],
            [OLD_VISIT, {**NEXT_VISIT, "id": "901"}],
            (EventKind.APPOINTMENT_SET, "", NEXT),
        ),
    ],
)
def test_appointments(before: list[Any], after: list[Any], change: tuple[Any, ...]) -> None:
    (found,) = visits_edited(before, after)
    assert (found.kind, found.before, found.after) == change
    if found.kind is EventKind.APPOINTMENT_MOVED:
        assert found.days == 2  # Thursday to Tuesday, and a holiday


def test_an_appointment_of_another_length_has_moved() -> None:
    longer = visit(START, "2026-04-02T12:00:00+02:00")
    (found,) = visits_edited([OLD_VISIT], [longer])
    assert found[:4] == (
        EventKind.APPOINTMENT_MOVED,
        "",
        "2026-04-02T10:00:00+02:00",
        "2026-04-02T12:00:00+02:00",
    )


def test_a_visit_that_is_over_may_leave_the_list() -> None:
    over = visit("2026-02-02T08:00:00+01:00", "2026-02-02T10:00:00+01:00")
    assert {found.kind for found in visits_edited([over], [])} == {EventKind.FIELD_CHANGED}


def test_a_visits_other_fields() -> None:
    (found,) = visits_edited([OLD_VISIT], [{**OLD_VISIT, "status": "Done"}])
    assert (found.kind, found.after, found.role) == (
        EventKind.FIELD_CHANGED,
        "Done",
        Role.APPOINTMENT_STATE,
    )


def test_the_dialects_speak_of_the_same() -> None:
    def late(order: dict[str, Any]) -> None:
        name = "dateMiseEnService" if "dateMiseEnService" in order else "expectedCompletionDate"
        order[name] = "2026-12-24"

    assert {edited(late, 150, dialect)[0][:1] for dialect in DIALECTS} == {(EventKind.DATE_MOVED,)}


def test_what_lists_tell_is_not_told_again() -> None:
    before = WORLDS["orange"].order(199)
    after = {**before, "status": "Closed"}
    raws = encode(before), encode(after)
    moved = COMPARERS["orange"].compare(*raws, today=TODAY, moved=True)
    assert moved is not None
    assert moved.changes == ()
    stayed = COMPARERS["orange"].compare(*raws, today=TODAY)
    assert stayed is not None
    assert [change.kind for change in stayed.changes] == [EventKind.FIELD_CHANGED]


# --- milestones

NOVEMBER_5, NOVEMBER_12 = 1793865600000, 1794470400000  # at 08:00 UTC
MOVED = ("2026-11-05T08:00:00Z", "2026-11-12T08:00:00Z", None, 4)


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("plannedDate", NOVEMBER_5, NOVEMBER_12, (EventKind.DATE_MOVED, *MOVED)),
        ("dueAt", str(NOVEMBER_5), NOVEMBER_12, (EventKind.DATE_MOVED, *MOVED)),
        ("planned", NOVEMBER_5, NOVEMBER_12 // 1000, (EventKind.DATE_MOVED, *MOVED)),
        (
            *("datePrevue", "05/11/2026", "12/11/2026"),
            (EventKind.DATE_MOVED, "2026-11-05", "2026-11-12", None, 4),
        ),
        ("actualDate", None, NOVEMBER_5, (EventKind.DATE_MOVED, "", MOVED[0], None, None)),
        ("actualDate", NOVEMBER_5, "", (EventKind.DATE_MOVED, MOVED[0], "", None, None)),
        (
            *("counter", NOVEMBER_5, NOVEMBER_12),
            (EventKind.FIELD_CHANGED, str(NOVEMBER_5), str(NOVEMBER_12), None, None),
        ),
        (
            *("lastUpdate", NOVEMBER_5, NOVEMBER_12),
            (EventKind.FIELD_CHANGED, str(NOVEMBER_5), str(NOVEMBER_12), None, None),
        ),
        (
            *("plannedDate", NOVEMBER_5, "soon"),
            (EventKind.FIELD_CHANGED, str(NOVEMBER_5), "soon", None, None),
        ),
    ],
)
def test_the_date_of_a_milestone_moves_however_it_is_written(
    name: str, before: object, after: object, expected: tuple[Any, ...]
) -> None:
    one, other = (
        encode({"id": "1", "milestones": [{"name": "Delivery", name: value}]})
        for value in (before, after)
    )
    found = COMPARERS["orange"].compare(one, other, today=TODAY)
    assert found is not None
    path = f"milestones[name=Delivery].{name}"
    assert found.changes == (Change(expected[0], path, *expected[1:]),)


def test_such_a_number_anywhere_else_stays_a_number() -> None:
    one, other = (
        encode({"id": "1", "quota": {"at": value}}) for value in (NOVEMBER_5, NOVEMBER_12)
    )
    found = COMPARERS["orange"].compare(one, other, today=TODAY)
    assert found is not None
    assert [change.kind for change in found.changes] == [EventKind.FIELD_CHANGED]


# --- lists of names and values


def told_in_pairs(number: int = 0, **changed: str) -> dict[str, Any]:
    known = {
        "siteCity": "Lyon",
        "promisedDate": f"2026-11-{number % 28 + 1:02}",
        "dateRdv": f"2026-12-{number % 28 + 1:02}T09:00:00",
        "bandwidth": f"{number} Mbit/s",
        **changed,
    }
    pairs = [{"name": name, "value": value} for name, value in known.items() if value]
    return {"id": str(number), "characteristics": pairs}


PAIRED = Comparer(learnt(*(told_in_pairs(number) for number in range(40))))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"siteCity": "Lille"}, (EventKind.ADDRESS_CHANGED, "Lyon", "Lille", None, None)),
        (
            {},
            {"promisedDate": "2026-11-06"},
            (EventKind.DATE_MOVED, "2026-11-05", "2026-11-06", Role.PROMISED, 1),
        ),
        (
            {},
            {"dateRdv": "2026-12-08T09:00:00"},
            (EventKind.APPOINTMENT_MOVED, "2026-12-05T09:00:00", "2026-12-08T09:00:00", None, 2),
        ),
        (
            {"dateRdv": ""},
            {},
            (EventKind.APPOINTMENT_SET, "", "2026-12-05T09:00:00", None, None),
        ),
        (
            {},
            {"dateRdv": ""},
            (EventKind.APPOINTMENT_CANCELLED, "2026-12-05T09:00:00", "", None, None),
        ),
        (
            {"dateRdv": "2026-03-01T09:00:00"},
            {"dateRdv": ""},
            (EventKind.FIELD_CHANGED, "2026-03-01T09:00:00", "", Role.APPOINTMENT, None),
        ),
        (
            {},
            {"bandwidth": "100 Mbit/s"},
            (EventKind.FIELD_CHANGED, "4 Mbit/s", "100 Mbit/s", None, None),
        ),
    ],
)
def test_what_names_and_values_tell(
    before: dict[str, str], after: dict[str, str], expected: tuple[Any, ...]
) -> None:
    one, other = (encode(told_in_pairs(4, **changed)) for changed in (before, after))
    compared = PAIRED.compare(one, other, today=TODAY)
    assert compared is not None
    found = [(c.kind, c.before, c.after, c.role, c.days) for c in compared.changes]
    assert found == [expected]

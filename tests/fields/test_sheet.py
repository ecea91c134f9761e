"""What the detail pane says of an order: facts, milestones, visits, people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from orderviewer.fields.appointments import Appointment, appointments
from orderviewer.fields.contacts import Contact, contacts
from orderviewer.fields.milestones import Milestone, milestones
from orderviewer.fields.reading import Reading
from orderviewer.fields.roles import DOCUMENTED, Role
from orderviewer.fields.sheet import OrderSheet, sheet
from tests.fields.samples import documents, encoded, learnt, orders, wires


def sheet_of(order: Any, reading: Reading | None = None) -> OrderSheet:
    return sheet(encoded(order), None, reading or Reading())


def steps(*found: Milestone) -> list[tuple[str, bool | None, bool]]:
    return [(one.name, one.reached, one.current) for one in found]


# --- the form


@pytest.mark.parametrize("dialect", ["orange", "tmf", "bare"])
def test_the_form_has_what_the_reading_finds(dialect: str) -> None:
    listed, detailed = wires(dialect), wires(dialect, full=True)
    reading = learnt(*listed)
    for raw, full in zip(listed, detailed, strict=True):
        form = {fact.role: fact for fact in sheet(raw, full, reading).form}
        assert set(DOCUMENTED) <= set(form)
        for role, text in zip(Role, reading.values(full), strict=True):
            if text:
                assert form[role].text == text
                assert form[role].path in reading.paths[role]
        assert all(fact.text or fact.role in DOCUMENTED for fact in form.values())


def test_the_detail_shows_fields_that_no_list_had() -> None:
    listed = encoded({"id": "1", "request": {"status": "En cours"}})
    detail = encoded({"id": "1", "contactSite": {"nom": "A B"}, "request": {"status": ""}})
    found = sheet(listed, detail, learnt(listed))
    form = {fact.role: (fact.text, fact.path) for fact in found.form}
    assert form[Role.SITE_CONTACT] == ("A B", "contactSite.nom")
    assert form[Role.STATE] == ("En cours", "request.status")
    assert found.merged == {
        "id": "1",
        "request": {"status": "En cours"},
        "contactSite": {"nom": "A B"},
    }


def test_documented_fields_are_there_even_when_empty() -> None:
    form = sheet_of({"id": "1"}).form
    assert [(fact.role, fact.text) for fact in form] == [
        (Role.ID, "1"),
        (Role.REFERENCE, ""),
        (Role.STATE, ""),
        (Role.REQUEST_ID, ""),
        (Role.ORANGE_CONTACT, ""),
    ]
    assert form[1].path == "request.customerReference"


@given(orders, documents)
@settings(max_examples=60, deadline=None)
def test_any_order_has_a_sheet(listed: object, detail: object) -> None:
    found = sheet(encoded(listed), encoded(detail), learnt(listed))
    assert sum(one.current for one in found.milestones) <= 1
    assert {fact.role for fact in found.form} >= set(DOCUMENTED)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"null", b"[" * 9000, b'"x"', b"[[]]"])
def test_what_is_no_order_has_an_empty_sheet(raw: bytes) -> None:
    found = sheet(raw, raw, Reading())
    assert not any(fact.text for fact in found.form)
    assert (found.milestones, found.appointments, found.contacts) == ((), (), ())


# --- milestones


def test_milestones_in_the_simulators_dialects() -> None:
    for dialect in ("orange", "tmf", "bare"):
        for language in ("en", "fr"):
            for raw in wires(dialect, language=language, full=True):
                found = sheet(raw, None, Reading()).milestones
                assert len(found) == 6
                assert all(one.reached is not None and one.date for one in found)
                reached = [bool(one.reached) for one in found]
                assert reached == sorted(reached, reverse=True)
                current = [number for number, one in enumerate(found) if one.current]
                assert current == ([sum(reached)] if sum(reached) < 6 else [])


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["Terminé", "En cours", "À venir"], [(True, False), (False, True), (False, False)]),
        (["completed", "Yet-To-Reach"], [(True, False), (False, True)]),
        (["Violated", "Completed"], [(False, False), (True, False)]),
        (["Validée", "non réalisé", "pas fait"], [(True, False), (False, True), (False, False)]),
        (["en attente", "planned"], [(False, True), (False, False)]),
        (["zorglub", "zorglub"], [(None, False), (None, False)]),
        (["done", "zorglub"], [(True, False), (None, True)]),
        (["inProgress", "done", "open"], [(False, True), (True, False), (False, False)]),
        (["validation en cours", "livré"], [(False, True), (True, False)]),
        (["Passé", "Livrée", "clôturé"], [(True, False)] * 3),
    ],
)
def test_words_of_states(states: list[str], expected: list[tuple[bool | None, bool]]) -> None:
    order = {"jalons": [{"nom": str(n), "etat": state} for n, state in enumerate(states)]}
    assert [(one.reached, one.current) for one in milestones(order)] == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            {"steps": [{"name": "A", "done": True}, {"name": "B", "done": False}]},
            [("A", True, False), ("B", False, True)],
        ),
        (
            {"tasks": [{"label": "A", "actualDate": "2025-01-01", "plannedDate": "2024-12-01"},
                       {"label": "B", "plannedDate": "2025-02-01"}]},
            [("A", True, False), ("B", None, True)],
        ),
        (
            {"etapes": [{"libelle": "B", "ordre": 2, "etat": "à faire"},
                        {"libelle": "A", "ordre": 1, "etat": "fait"}]},
            [("A", True, False), ("B", False, True)],
        ),
        (
            {"milestones": {"study": {"date": "2025-01-01", "status": "done"},
                            "build": {"status": "pending"}}},
            [("study", True, False), ("build", False, True)],
        ),
        ({"suivi": {"jalons": [{"jalon": "A", "dateJalon": "01/02/2025"}]}}, [("A", None, False)]),
        ({"milestones": ["a", "b"], "steps": [{"name": "A", "status": "done"}]},
         [("A", True, False)]),
        ({"milestones": [{"name": "A"}]}, []),
        ({"milestones": [{"date": "2025-01-01"}]}, []),
        ({"notes": [{"name": "A", "date": "2025-01-01"}]}, []),
        ({"request": {"step": "REQUEST"}}, []),
    ],
)  # fmt: skip
def test_milestones_wherever_they_are(
    order: dict[str, Any], expected: list[tuple[str, bool | None, bool]]
) -> None:
    assert steps(*milestones(order)) == expected


def test_the_date_of_a_milestone_is_the_one_it_happened() -> None:
    item = {"name": "A", "creationDate": "2023-01-01", "plannedDate": "2024-01-01"}
    assert milestones({"milestones": [item]})[0].date == "2024-01-01"
    item["date"] = "16/07/2024"
    assert milestones({"milestones": [item]})[0].date == "2024-07-16"
    item["completedDate"] = "2024-08-01T10:00:00Z"
    assert milestones({"milestones": [item]})[0].date == "2024-08-01T10:00:00Z"


# --- appointments


def test_appointments_in_the_simulators_dialects() -> None:
    for dialect in ("orange", "tmf", "bare"):
        samples = wires(dialect, full=True)
        reading = learnt(*samples)
        for raw in samples:
            found = sheet(raw, None, reading)
            form = {fact.role: fact.text for fact in found.form}
            standing = [one.start for one in found.appointments if not one.called_off]
            assert (standing[-1] if standing else "") == form.get(Role.APPOINTMENT, "")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            {"appointments": [{"id": "21", "status": "confirmed", "description": "Installation",
              "place": "1 rue X", "technician": {"name": "Jean Dupont", "phone": "+33600000000"},
              "validFor": {"startDateTime": "2024-02-15T14:00:00.000Z", "endDateTime": ""}}]},
            [Appointment("2024-02-15T14:00:00Z", "", "confirmed", "Installation", "1 rue X",
                         "Jean Dupont", "", "appointments[0]")],
        ),
        (
            {"intervention": {"dateIntervention": "15/02/2024", "creneau": "8h-12h",
                              "adresse": {"voie": "1 rue X", "codePostal": "54000",
                                          "ville": "Nancy", "pays": "France"}}},
            [Appointment("2024-02-15", place="1 rue X, 54000, Nancy", slot="8h-12h",
                         path="intervention")],
        ),
        (
            {"items": [{"rendezVous": {"debut": "2024-02-15T08:00:00", "fin": "2024-02-15T10:00:00",
                                       "etat": "pris", "motif": "Étude de site"}}]},
            [Appointment("2024-02-15T08:00:00", "2024-02-15T10:00:00", "pris", "Étude de site",
                         path="items[0].rendezVous")],
        ),
        (
            {"appointment": {"status": "booked", "slots": [
                {"start": "2024-02-16", "end": "2024-02-17"}, {"start": "2024-02-15"}]}},
            [Appointment("2024-02-15", "", "booked", path="appointment.slots[1]"),
             Appointment("2024-02-16", "2024-02-17", "booked", path="appointment.slots[0]")],
        ),
        (
            {"dateRdv": "15/02/2024 08:00", "etatRdv": "Annulé"},
            [Appointment("2024-02-15T08:00:00", state="Annulé", path="dateRdv")],
        ),
        (
            {"appointments": [{"status": "à planifier"}]},
            [Appointment("", state="à planifier", path="appointments[0]")],
        ),
        ({"appointments": [{"id": "1"}, "x", None, [[]]]}, []),
        ({"appointmentRequired": True}, []),
        ({"notes": [{"date": "2024-02-15"}]}, []),
    ],
)  # fmt: skip
def test_appointments_wherever_they_are(order: dict[str, Any], expected: list[Appointment]) -> None:
    assert list(appointments(order)) == expected


def test_an_appointment_in_names_and_values_is_one() -> None:
    told = [{"name": "dateRdv", "value": "06/12/2026 09:00"}, {"name": "etatRdv", "value": "pris"}]
    (visit,) = sheet_of({"id": "1", "characteristics": told}).appointments
    assert (visit.start, visit.state) == ("2026-12-06T09:00:00", "pris")
    assert visit.path == "characteristics[name=dateRdv].value"
    told[0]["value"] = "bientôt"
    assert sheet_of({"id": "1", "characteristics": told}).appointments == ()


def test_dates_in_digits_are_dates() -> None:
    order = {
        "appointment": {"start": 1796533200000, "endDate": "202612060900", "status": "confirmed"},
        "milestones": [{"name": "Delivery", "plannedDate": 1796533200, "status": "planned"}],
    }
    (visit,), (step,) = appointments(order), milestones(order)
    assert (visit.start, visit.end) == ("2026-12-06T05:00:00Z", "2026-12-06T09:00:00")
    assert step.date == "2026-12-06T05:00:00Z"


def test_called_off() -> None:
    assert Appointment("", state="Annulée par le client").called_off
    assert not Appointment("", state="confirmed").called_off


# --- people


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            {"request": {"orangeContact": {"name": "A B", "email": "a@b.fr"}}},
            [Contact("A B", "", "", "a@b.fr", "request.orangeContact", Role.ORANGE_CONTACT)],
        ),
        (
            {"contacts": [{"role": "Contact site", "name": "C D", "phone": "01 23 45 67 89"},
                          {"role": "", "nom": "D", "prenom": "E"}]},
            [Contact("C D", "Contact site", "01 23 45 67 89", "", "contacts[0]",
                     Role.SITE_CONTACT),
             Contact("E D", path="contacts[1]")],
        ),
        (
            {"relatedParty": [
                {"role": "customer", "name": "ACME"},
                {"role": "technician", "name": "T", "contactMedium": [
                    {"mediumType": "phone", "characteristic": {"phoneNumber": "+33123456789"}}]}]},
            [Contact("T", "technician", "+33123456789", "", "relatedParty[1]")],
        ),
        (
            {"contactSurSite": "Jean Dupont", "telContactSite": "0612345678",
             "mailContactSite": "j@d.fr"},
            [Contact("Jean Dupont", "", "0612345678", "j@d.fr", "contactSurSite",
                     Role.SITE_CONTACT)],
        ),
        (
            {"manager": {"name": "A B"}, "gestionnaire": {"name": "A B"}},
            [Contact("A B", path="manager")],
        ),
        ({"customer": {"name": "ACME", "id": "33-1"}, "site": {"name": "Nancy"}}, []),
        ({"customer": {"name": "ACME", "phone": "0123456789"}},
         [Contact("ACME", "", "0123456789", "", "customer")]),
        ({"contacts": [{"name": ""}, {"name": None}, {}, "x", 5]}, []),
        ({"appointments": [{"date": "2025-01-01", "technician": "Jean Dupont"}]}, []),
        ({"notes": [{"author": "Jean Dupont", "text": "x"}]}, []),
    ],
)  # fmt: skip
def test_people_wherever_they_are(order: dict[str, Any], expected: list[Contact]) -> None:
    assert list(contacts(order)) == expected


def test_people_are_bounded() -> None:
    order = {"contacts": [{"name": f"Jean {'x' * n}"} for n in range(1, 1000)]}
    assert len(contacts(order)) == 200
    many = {"appointments": [{"date": "2025-01-01"}] * 1000}
    assert len(appointments(many)) == 200

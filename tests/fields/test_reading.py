"""Which fields play which role, learnt from names and values; what a reading gives of an order."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderviewer.fields.document import document
from orderviewer.fields.hints import hints
from orderviewer.fields.lookup import locate
from orderviewer.fields.picking import pick
from orderviewer.fields.reading import DOCUMENTED_PATHS, Learner, Reading
from orderviewer.fields.roles import DOCUMENTED, Role
from orderviewer.fields.shapes import Shape, shape_of
from tests.fields.samples import documents, encoded, learnt, orders, wires

MIXED = wires("mixed", full=True)[5:9]  # every dialect
DIALECTS = ("orange", "tmf", "bare", "mixed")


def texts(reading: Reading, order: Any) -> dict[Role, str]:
    raw = order if isinstance(order, bytes) else encoded(order)
    return dict(zip(Role, reading.values(raw), strict=True))


def surest(reading: Reading, role: Role) -> str | None:
    return next(iter(reading.paths.get(role, ())), None)


# --- which paths


def test_nothing_seen_means_the_documented_fields() -> None:
    reading = Learner().reading()
    assert reading == Reading()
    assert reading.paths == DOCUMENTED_PATHS
    assert reading.version == 0
    assert reading.columns() == DOCUMENTED


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (
            "orange",
            {
                Role.STATE: "request.status",
                Role.SITE: "site.name",
                Role.TOWN: "site.address.city",
                Role.POSTCODE: "site.address.postCode",
                Role.STREET: "site.address.street",
                Role.PRODUCT: "offer.name",
                Role.PROMISED: "expectedCompletionDate",
                Role.REQUESTED: "requestedCompletionDate",
                Role.ORDERED: "orderDate",
                Role.COMPLETED: "completionDate",
                Role.CANCELLED: "cancellationDate",
                Role.APPOINTMENT: "appointments[].validFor.startDateTime",
                Role.APPOINTMENT_STATE: "appointments[].status",
                Role.SITE_CONTACT: "contacts[role=Contact site].name",
                Role.CUSTOMER: "request.customer.name",
                Role.DELAY_REASON: "delayReason",
                Role.STEP: "request.step",
                Role.PRIORITY: "request.priority",
                Role.ORDER_KIND: "type",
            },
        ),
        (
            "tmf",
            {
                Role.STATE: "request.status",
                Role.SITE: "productOrderItem[].product.place[].name",
                Role.TOWN: "productOrderItem[].product.place[].city",
                Role.POSTCODE: "productOrderItem[].product.place[].postcode",
                Role.PRODUCT: "productOrderItem[].productOffering.name",
                Role.PROMISED: "expectedCompletionDate",
                Role.ORDERED: "orderDate",
                Role.APPOINTMENT: "productOrderItem[].appointment.validFor.startDateTime",
                Role.APPOINTMENT_STATE: "productOrderItem[].appointment.status",
                Role.SITE_CONTACT: "relatedParty[role=siteContact].name",
                Role.CUSTOMER: "relatedParty[role=customer].name",
                Role.DELAY_REASON: "jeopardyAlert[].message",
                Role.ORDER_KIND: "category",
                Role.PRIORITY: "priority",
            },
        ),
        (
            "bare",
            {
                Role.STATE: "request.status",
                Role.SITE: "siteClient",
                Role.TOWN: "adresse.commune",
                Role.POSTCODE: "adresse.codePostal",
                Role.STREET: "adresse.voie",
                Role.PRODUCT: "libelleOffre",
                Role.PROMISED: "dateMiseEnService",
                Role.ORDERED: "dateCommande",
                Role.APPOINTMENT: "dateRdv",
                Role.APPOINTMENT_STATE: "etatRdv",
                Role.DELAY_REASON: "motifRetard",
                Role.SITE_CONTACT: "contactSite.nom",
            },
        ),
    ],
)
def test_the_simulators_dialects(dialect: str, expected: dict[Role, str]) -> None:
    reading = learnt(*wires(dialect, full=True))
    assert {role: surest(reading, role) for role in expected} == expected
    assert set(expected) <= set(reading.columns())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_roles_do_not_depend_on_the_data_language(dialect: str, language: str) -> None:
    other = learnt(*wires(dialect, language="en")).columns()
    assert learnt(*wires(dialect, language=language)).columns() == other


@pytest.mark.parametrize(
    ("order", "role", "path"),
    [
        ({"libelleSite": "Agence"}, Role.SITE, "libelleSite"),
        ({"nom_site": "Agence"}, Role.SITE, "nom_site"),
        ({"site": "Agence"}, Role.SITE, "site"),
        ({"code_postal": "06000"}, Role.POSTCODE, "code_postal"),
        ({"codepostal": 75001}, Role.POSTCODE, "codepostal"),
        ({"cp": "97400"}, Role.POSTCODE, "cp"),
        ({"adr": {"ville": "Metz"}}, Role.TOWN, "adr.ville"),
        ({"dateMES": "01/02/2025"}, Role.PROMISED, "dateMES"),
        ({"deliveryContractualDate": "2025-01-01"}, Role.PROMISED, "deliveryContractualDate"),
        ({"dateEngagement": 1721134331}, Role.PROMISED, "dateEngagement"),
        ({"dateLivraisonPrévue": "2025-01-01"}, Role.PROMISED, "dateLivraisonPrévue"),
        ({"dateSouhaitee": "2025-01-01"}, Role.REQUESTED, "dateSouhaitee"),
        ({"creationDate": "2025-01-01T10:00:00Z"}, Role.ORDERED, "creationDate"),
        ({"datecommande": "01/01/2025"}, Role.ORDERED, "datecommande"),
        ({"dateLivraisonEffective": "2025-01-01"}, Role.COMPLETED, "dateLivraisonEffective"),
        ({"closedAt": "2025-01-01"}, Role.COMPLETED, "closedAt"),
        ({"dateAnnulation": "2025-01-01"}, Role.CANCELLED, "dateAnnulation"),
        ({"rendezVous": {"debut": "01/01/2025 08:00"}}, Role.APPOINTMENT, "rendezVous.debut"),
        ({"interventions": [{"date": "2025-01-01"}]}, Role.APPOINTMENT, "interventions[].date"),
        ({"rdv": {"etat": "pris"}}, Role.APPOINTMENT_STATE, "rdv.etat"),
        ({"orangeContact": {"name": "A B"}}, Role.ORANGE_CONTACT, "orangeContact.name"),
        ({"interlocuteurOrange": "A B"}, Role.ORANGE_CONTACT, "interlocuteurOrange"),
        ({"contactSurSite": {"nom": "A B"}}, Role.SITE_CONTACT, "contactSurSite.nom"),
        ({"client": {"raisonSociale": "ACME"}}, Role.CUSTOMER, "client.raisonSociale"),
        ({"state": "En cours"}, Role.STATE, "state"),
        ({"etatCommande": "Livrée"}, Role.STATE, "etatCommande"),
        ({"referenceClient": "PO 1"}, Role.REFERENCE, "referenceClient"),
        ({"externalId": "PO 1"}, Role.REFERENCE, "externalId"),
        ({"orderId": "12"}, Role.ID, "orderId"),
        ({"demande": {"id": "3-1"}}, Role.REQUEST_ID, "demande.id"),
        ({"motif": "Travaux de voirie"}, Role.DELAY_REASON, "motif"),
        ({"etape": "Production"}, Role.STEP, "etape"),
        ({"priorite": "Haute"}, Role.PRIORITY, "priorite"),
        ({"natureCommande": "Résiliation"}, Role.ORDER_KIND, "natureCommande"),
        ({"offre": {"libelle": "Fibre"}}, Role.PRODUCT, "offre.libelle"),
        ({"service": {"name": "Core Ethernet"}}, Role.PRODUCT, "service.name"),
        (
            {"characteristic": [{"name": "codePostal", "value": "54000"}]},
            Role.POSTCODE,
            "characteristic[name=codePostal].value",
        ),
    ],
)  # fmt: skip
def test_names_in_both_languages(order: dict[str, Any], role: Role, path: str) -> None:
    reading = learnt(order)
    assert path in reading.paths.get(role, ())
    assert texts(reading, order)[role]


@pytest.mark.parametrize(
    ("order", "role"),
    [
        ({"status": "Current"}, Role.STATE),  # the scope, not the state
        ({"milestones": [{"date": "2025-01-01", "status": "done"}]}, Role.STATE),
        ({"milestones": [{"orderDate": "2025-01-01"}]}, Role.ORDERED),
        ({"@type": "ProductOrder"}, Role.ORDER_KIND),
        ({"ville": "54000"}, Role.TOWN),
        ({"codePostal": "Nancy"}, Role.POSTCODE),
        ({"orderDate": "soon"}, Role.ORDERED),
        ({"expectedCompletionDate": "2025-01-01"}, Role.COMPLETED),
        ({"requestedStartDate": "2025-01-01"}, Role.PROMISED),
        ({"lastUpdateOrderDate": "2025-01-01"}, Role.ORDERED),
        ({"appointments": [{"creationDate": "2025-01-01"}]}, Role.APPOINTMENT),
        ({"appointments": [{"creationDate": "2025-01-01"}]}, Role.ORDERED),
        ({"siteWeb": "Vitrine"}, Role.SITE),
        ({"emailAddress": "a@b.fr"}, Role.STREET),
        ({"orangeContact": {"name": "A B"}}, Role.SITE_CONTACT),
        ({"customerReference": "X"}, Role.CUSTOMER),
        ({"contractStartDate": "2025-01-01"}, Role.PROMISED),
        ({"items": [{"state": "done"}]}, Role.STATE),
        ({"a": [[{"ville": "Metz"}]]}, Role.TOWN),
    ],
)
def test_what_only_looks_like_it(order: dict[str, Any], role: Role) -> None:
    assert set(learnt(order).paths.get(role, ())) <= set(DOCUMENTED_PATHS.get(role, ()))


def test_the_documented_path_leads_and_the_scope_is_no_state() -> None:
    samples = [
        {"state": "inProgress", "status": scope, "request": {"status": ""}}
        for scope in ("Current", "Closed", "Current")
    ]
    reading = learnt(*samples)
    assert reading.paths[Role.STATE] == ("request.status", "state")
    assert texts(reading, samples[0])[Role.STATE] == "inProgress"
    assert texts(reading, {"request": {"status": "Livrée"}, "state": "x"})[Role.STATE] == "Livrée"


def test_a_role_appears_when_its_first_value_does() -> None:
    learner = Learner()
    assert not learner.consider([encoded({"id": "1", "orderDate": None})])
    assert learner.reading().version == 0
    assert learner.consider([encoded({"id": "2", "orderDate": "2025-01-01"})])
    assert learner.reading().version == 1
    assert Role.ORDERED in learner.reading().columns()
    same = learner.reading()
    assert not learner.consider([encoded({"id": "3", "orderDate": "2025-01-02"})])
    assert learner.reading() is same


def test_sure_names_come_first() -> None:
    reading = learnt(
        {
            "dateMiseEnService": "2025-01-03",
            "plannedDate": "2025-01-02",
            "items": [{"contractualDate": "2025-01-04"}],
            "contractualDate": "2025-01-01",
        }
    )
    assert reading.paths[Role.PROMISED] == (
        "contractualDate",
        "items[].contractualDate",
        "plannedDate",
        "dateMiseEnService",
    )


@given(st.integers(0, 1000), st.sampled_from(DIALECTS))
@settings(max_examples=10)
def test_the_order_of_the_orders_does_not_matter(seed: int, dialect: str) -> None:
    samples = wires(dialect)
    shuffled = Random(seed).sample(samples, len(samples))
    assert learnt(*samples).paths == learnt(*shuffled).paths


def test_later_orders_are_sampled_evenly_whatever_the_page_size() -> None:
    class Counting(Learner):
        seen: list[bytes]

        def observe(self, raw: bytes) -> None:
            self.seen.append(raw)

    raws = [b"%d" % number for number in range(2000)]
    observed = []
    for size in (1, 50, 500):
        learner = Counting()
        learner.seen = []
        for start in range(0, len(raws), size):
            learner.consider(raws[start : start + size])
        observed.append(learner.seen)
    assert observed[0] == observed[1] == observed[2]
    assert observed[0][:200] == raws[:200]
    later = [int(raw) for raw in observed[0][200:]]
    assert 20 <= len(later) <= 40
    assert len({b - a for a, b in pairwise(later)}) == 1


def test_a_world_of_random_keys_is_bounded() -> None:
    learner = Learner()
    for number in range(900):
        learner.observe(encoded({f"x{number}": {"ville": "Metz"}, "id": str(number)}))
    assert len(learner.reading().paths[Role.TOWN]) <= 6
    assert len(learner.to_json()) < 200_000


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("2025-01-01", Shape.DATE), ("16/07/2024 10:00", Shape.DATE), (1721134331, Shape.EPOCH),
        ("1721134331000", Shape.EPOCH), ("06000", Shape.POSTCODE), (75016, Shape.POSTCODE),
        ("99000", Shape.NUMBER), ("0612345678", Shape.PHONE), ("+33 6 12 34 56 78", Shape.PHONE),
        ("a@b.fr", Shape.EMAIL), ("https://x.fr/a", Shape.ADDRESS), ("12,5", Shape.NUMBER),
        (True, Shape.FLAG), ("oui", Shape.FLAG), ("Closed", Shape.SCOPE), ("Nancy", Shape.NAME),
        ("Paris 16", Shape.TEXT), ("—", Shape.OTHER), ("", None), (None, None), ("null", None),
    ],
)  # fmt: skip
def test_shapes(value: object, shape: Shape | None) -> None:
    assert shape_of(value) is shape


def characteristics(number: int) -> dict[str, Any]:
    """An order that tells everything in a list of names and values."""
    pairs = {
        "siteCity": ("Lyon", "Lille", "Brest")[number % 3],
        "offer": ("SD-WAN", "Fibre")[number % 2],
        "bandwidth": f"{number} Mbit/s",
        "promisedDate": f"2026-11-{number % 28 + 1:02}",
        "dateRdv": f"202612{number % 28 + 1:02}0930",
    }
    told = [{"name": name, "value": value} for name, value in pairs.items()]
    return {"id": str(number), "product": {"characteristics": told}}


def test_names_beside_values_are_no_values() -> None:
    orders = [characteristics(number) for number in range(40)]
    found = texts(learnt(*orders), orders[4])
    assert found[Role.TOWN] == "Lille"
    assert found[Role.PRODUCT] == "SD-WAN"
    assert found[Role.PROMISED] == "2026-11-05"
    assert found[Role.APPOINTMENT] == "2026-12-05T09:30:00"


def test_a_list_of_names_and_values_is_no_product_without_one() -> None:
    orders = [characteristics(number) for number in range(40)]
    for order in orders:
        del order["product"]["characteristics"][1]
    assert Role.PRODUCT not in learnt(*orders).paths


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("dtCde", Role.ORDERED), ("dtLivPrev", Role.PROMISED), ("CRD", Role.REQUESTED),
        ("DMES", Role.PROMISED), ("rfsDate", Role.PROMISED), ("focDate", Role.PROMISED),
        ("libOffre", Role.PRODUCT), ("dtRDV", Role.APPOINTMENT),
    ],
)  # fmt: skip
def test_abbreviations_of_the_trade(name: str, role: Role) -> None:
    assert [hint.role for hint in hints(name)] == [role]


@given(st.text(max_size=30))
def test_any_path_has_hints_or_none(path: str) -> None:
    assert len({hint.role for hint in hints(path)}) == len(hints(path))


# --- what a reading gives


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("full", [False, True])
def test_bytes_and_decoded_orders_read_the_same(dialect: str, full: bool) -> None:
    samples = wires(dialect, full=full)
    reading = learnt(*samples)
    for raw in samples:
        decoded = msgspec.json.decode(raw)
        assert reading.values(raw) == reading.values_of(decoded)
        assert reading.values(raw)[0] == decoded["id"]


ODD_DATES = [20240716, "20240716", 1721126520, None, " ", "null", True, ["16/07/2024"], {}, "?"]


def test_orders_read_together_are_read_as_each_alone() -> None:
    reading = learnt(*MIXED, {"orderDate": "2024-07-16"}, {"visit": {"date": "2024-07-16"}})
    odd = [encoded({"id": date, "orderDate": date, "appointments": date}) for date in ODD_DATES]
    raws = [*MIXED, b"NaN", b"[1]", b"", b'{"id":"1"} x', b'{"id":NaN}', *odd]
    together = reading.values_of_each(raws)
    assert together == [reading.values_of(document(raw)) for raw in raws]
    assert together == [reading.values(raw) for raw in raws]
    assert reading.values_of_each([]) == []


@given(st.lists(orders, max_size=4), documents)
@settings(max_examples=100, deadline=None)
def test_any_json_reads_the_same_from_bytes(samples: list[dict[str, Any]], order: object) -> None:
    reading = learnt(*samples, *MIXED)
    for one in (*samples, order):
        raw = encoded(one)
        texts = reading.values(raw)
        assert texts == tuple(
            found.text for found in locate(json.loads(raw), reading.paths).values()
        )
        "".join(texts).encode()


@given(st.lists(orders, min_size=1, max_size=3))
def test_a_found_text_stands_at_its_path(samples: list[dict[str, Any]]) -> None:
    reading = learnt(*samples)
    for sample in samples:
        for role, found in reading.locate(json.loads(encoded(sample))).items():
            assert bool(found.text) == bool(found.path)
            assert not found.path or found.path in reading.paths[role]


@given(st.binary(max_size=60))
def test_any_bytes_read(raw: bytes) -> None:
    learner = Learner()
    learner.observe(raw)
    assert len(learner.reading().values(raw)) == len(Role)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"5",
        b'"id"',
        b"<html></html>",
        b"[" * 100_000,
        b'{"id": ',
        b"\xff\xfe{",
    ],
)
def test_what_is_no_order_has_no_values(raw: bytes) -> None:
    assert Reading().values(raw) == ("",) * len(Role)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"id": "7", "x": 1e999}',
        b'{"id": "7", "x": NaN}',
        b'{"id": "7", "x": "\\ud800"}',
        b'\xef\xbb\xbf{"id": "7"}',
        b'{"id": 7, "request": 3}',
        b'{"id": ["7"], "request": [{"id": {}}]}',
        b'{"id": "6", "id": " 7 "}',
    ],
)
def test_odd_orders_keep_their_id(raw: bytes) -> None:
    assert Reading().values(raw)[0] == "7"


def test_an_object_or_a_list_for_the_same_field() -> None:
    reading = learnt({"contact": {"name": "A B"}, "site": {"name": "S"}})
    found = texts(reading, {"contact": [{"name": ""}, {"name": "C D"}], "site": "S2"})
    assert found[Role.SITE_CONTACT] == "C D"
    assert found[Role.SITE] == ""
    both = learnt({"site": {"name": "S"}}, {"site": "S2"})
    assert texts(both, {"site": "S2"})[Role.SITE] == "S2"
    assert texts(both, {"site": {"name": "S"}})[Role.SITE] == "S"


def visit(start: str, state: str) -> dict[str, Any]:
    return {"status": state, "validFor": {"startDateTime": start}}


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], ("", "")),
        ([("2025-01-01T08:00:00Z", "confirmed")], ("2025-01-01T08:00:00Z", "confirmed")),
        (
            [("2025-01-02T08:00:00Z", "failed"), ("2025-01-01T08:00:00Z", "done")],
            ("2025-01-02T08:00:00Z", "failed"),
        ),
        (
            [("2025-01-01T08:00:00Z", "confirmed"), ("2025-02-01T08:00:00Z", "Annulé")],
            ("2025-01-01T08:00:00Z", "confirmed"),
        ),
        ([("2025-01-01T08:00:00Z", "cancelled")], ("", "cancelled")),
        ([("", "to be booked")], ("", "to be booked")),
        ([("2025-01-01T08:00:00Z", "")], ("2025-01-01T08:00:00Z", "")),
        (  # 23:30 in London is later than half past midnight in Paris
            [("2025-06-01T23:30:00+01:00", "a"), ("2025-06-02T00:15:00+02:00", "b")],
            ("2025-06-01T23:30:00+01:00", "a"),
        ),
    ],
)
def test_the_appointment_that_stands(
    visits: list[tuple[str, str]], expected: tuple[str, str]
) -> None:
    reading = learnt({"appointments": [visit("2025-01-01T08:00:00Z", "confirmed")]})
    order = {"appointments": [visit(*one) for one in visits]}
    found = texts(reading, order)
    assert (found[Role.APPOINTMENT], found[Role.APPOINTMENT_STATE]) == expected
    assert reading.values(encoded(order)) == reading.values_of(order)
    standing = pick([one for one in visits if one[0]])
    assert (standing or ("", ""))[0] == expected[0]


def test_a_flat_appointment_that_was_called_off() -> None:
    reading = learnt({"dateRdv": "01/02/2025 08:00", "etatRdv": "Confirmé"})
    off = texts(reading, {"dateRdv": "01/02/2025 08:00", "etatRdv": "Annulé"})
    assert (off[Role.APPOINTMENT], off[Role.APPOINTMENT_STATE]) == ("", "Annulé")


# --- keeping


@pytest.mark.parametrize("dialect", DIALECTS)
def test_learning_goes_on_where_it_stopped(dialect: str) -> None:
    samples = wires(dialect)
    whole, half = Learner(), Learner()
    whole.consider(samples)
    half.consider(samples[:30])
    again = Learner.from_json(half.to_json())
    assert again.reading() == half.reading()
    again.consider(samples[30:])
    assert again.reading().paths == whole.reading().paths
    assert again.to_json() == Learner.from_json(again.to_json()).to_json()


def test_a_reading_survives() -> None:
    reading = learnt(*wires("mixed"))
    again = Reading.from_json(reading.to_json())
    assert again == reading
    assert again.values(MIXED[0]) == reading.values(MIXED[0])


def test_roles_of_a_newer_program_are_left_out() -> None:
    kept = Reading.from_json('{"version": 4, "paths": {"moon_phase": ["a"], "site": ["b"]}}')
    assert kept.version == 4
    assert kept.paths == {**DOCUMENTED_PATHS, Role.SITE: ("b",)}


@pytest.mark.parametrize(
    "text", ["", "{}", "null", '{"version": "x", "paths": {}}', "[1]", "not json", '{"version": 1}']
)
def test_a_damaged_memory_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Reading.from_json(text)
    with pytest.raises(ValueError, match=r".+"):
        Learner.from_json(text)


@given(
    st.dictionaries(st.sampled_from(Role), st.lists(st.text(max_size=12), max_size=3)), documents
)
@settings(deadline=None)
def test_any_stored_paths_read(paths: dict[Role, list[str]], order: object) -> None:
    stored = json.dumps({"version": 1, "paths": {role.value: p for role, p in paths.items()}})
    reading = Reading.from_json(stored)
    raw = encoded(order)
    assert reading.values(raw) == reading.values_of(json.loads(raw))

"""Three shapes of one order's JSON: nobody outside Orange knows the real one (api.md 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orderviewer.simulator.catalogue import (
    APPOINTMENT_CODES,
    KINDS,
    LANGUAGES,
    PRIORITIES,
    STEPS,
    Phase,
    Words,
)
from orderviewer.simulator.dice import Dice
from orderviewer.simulator.life import Life, Visit, iso_day, offset_in_paris

if TYPE_CHECKING:
    from collections.abc import Callable

    Json = dict[str, Any]
    Dialect = Callable[["Life", str, str, str, bool], Json]

_TMF_STATES = ("acknowledged", "acknowledged", "inProgress", "inProgress", "inProgress",
               "completed", "cancelled", "rejected")  # fmt: skip


def scope_text(life: Life) -> str:
    return "Closed" if life.closed else "Current"


def utc_time(ordinal: int, seconds: int) -> str:
    return f"{iso_day(ordinal)}T{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}Z"


def local_hour(life: Life, ordinal: int, hour: int) -> str:
    zone = life.town.zone or offset_in_paris(ordinal)
    return f"{iso_day(ordinal)}T{hour:02d}:00:00{zone}"


def milestone_state(life: Life, number: int, day: int, words: Words) -> str:
    if number <= min(life.phase, Phase.ACCEPTED) and life.milestones[number] <= day:
        return words.reached
    if number == Phase.ACCEPTED and life.promised < day:
        return words.late
    return words.pending


def describe(life: Life, words: Words) -> str:
    return words.description.format(
        kind=words.kinds[life.kind], offer=life.offer.name, site=life.site_name
    )


def documented_request(life: Life, request_id: str, words: Words) -> Json:
    """The only part of an order that Orange's page shows (api.md 1.5)."""
    return {
        "id": request_id,
        "customerReference": life.reference,
        "status": words.states[life.phase],
        "orangeContact": {"name": life.orange_contact.name},
    }


def orange(life: Life, order_id: str, request_id: str, language: str, day: int, full: bool) -> Json:
    """The schema proposed in api.md 4, with the detail call giving more than the list."""
    words = LANGUAGES[language]
    orange_contact, site_contact = life.orange_contact, life.site_contact
    delivered = life.phase is Phase.ACCEPTED
    stopped = life.phase in (Phase.CANCELLED, Phase.REFUSED)
    order: Json = {
        "id": order_id,
        "request": {
            "id": request_id,
            "customerReference": life.reference,
            "status": words.states[life.phase],
            "orangeContact": {
                "name": orange_contact.name,
                "email": orange_contact.email,
                "phone": orange_contact.phone,
            },
            "step": STEPS[life.phase],
            "priority": PRIORITIES[life.priority],
            "customer": {"id": life.customer[0], "name": life.customer[1]},
        },
        "status": scope_text(life),
        "type": KINDS[life.kind],
        "description": describe(life, words),
        "offer": {"code": life.offer.code, "name": life.offer.name, "access": life.offer.access},
        "site": {
            "id": f"S{life.site_number}",
            "name": life.site_name,
            "address": {
                "street": life.street,
                "postCode": life.town.postcode,
                "city": life.town.name,
                "country": "France",
            },
        },
        "orderDate": utc_time(life.ordered, life.ordered_at),
        "requestedCompletionDate": iso_day(life.requested),
        "expectedCompletionDate": iso_day(life.promised),
        "completionDate": utc_time(life.ended, 52_200) if delivered else None,
        "cancellationDate": iso_day(life.ended) if stopped else None,
        "cancellationReason": words.cancel_reasons[life.cancel] if stopped else None,
        "delayReason": words.delay_reasons[life.delay],
        "contacts": [
            {
                "role": words.roles[0],
                "name": site_contact.name,
                "email": site_contact.email,
                "phone": site_contact.phone,
            }
        ],
        "milestones": [
            {
                "name": name,
                "status": milestone_state(life, number, day, words),
                "date": iso_day(life.milestones[number]),
            }
            for number, name in enumerate(words.milestones)
        ],
        "appointments": [_orange_visit(life, visit, words, full) for visit in life.visits],
    }
    if full:
        order["items"] = [
            {
                "id": "1",
                "action": KINDS[life.kind],
                "product": life.offer.name,
                "state": words.states[life.phase],
            },
            {"id": "2", "action": KINDS[life.kind], "product": life.offer.access, "state": ""},
        ]
        order["notes"] = _notes(life, words)
    return order


def visit_id(life: Life, visit: Visit) -> str:
    return f"{life.index * 4 + visit.number + 21}"


def _orange_visit(life: Life, visit: Visit, words: Words, full: bool) -> Json:
    appointment: Json = {
        "id": visit_id(life, visit),
        "status": words.appointment_states[visit.state],
        "validFor": {
            "startDateTime": local_hour(life, visit.day, visit.begin),
            "endDateTime": local_hour(life, visit.day, visit.end),
        },
    }
    if full:
        appointment["description"] = words.appointment_kinds[visit.kind]
        appointment["place"] = f"{life.street}, {life.town.postcode} {life.town.name}"
        appointment["technician"] = visit.technician
    return appointment


def _notes(life: Life, words: Words) -> list[Json]:
    dice = Dice(life.index, life.ordered, b"notes")
    written = min(max(life.ordered, life.noted - dice.below(20)), life.ended)
    return [
        {
            "date": utc_time(max(life.ordered, written - 5 * back), 32_400 + 60 * dice.below(400)),
            "author": life.noted_by,
            "text": dice.pick(words.notes),
        }
        for back in range(1 + dice.below(3))
    ]


def tmf(life: Life, order_id: str, request_id: str, language: str, day: int, full: bool) -> Json:
    """TMF622 with TMF646 appointments inside the items, and Orange's documented request."""
    words = LANGUAGES[language]
    state = _TMF_STATES[life.phase]
    site_contact = life.site_contact
    item: Json = {
        "id": "100",
        "action": ("add", "modify", "delete", "modify")[life.kind],
        "state": state,
        "productOffering": {"id": life.offer.code, "name": life.offer.name},
        "product": {
            "place": [
                {
                    "role": "installationAddress",
                    "name": life.site_name,
                    "streetNr": life.street.partition(" ")[0],
                    "streetName": life.street.partition(" ")[2],
                    "postcode": life.town.postcode,
                    "city": life.town.name,
                    "country": "FR",
                }
            ]
        },
    }
    if life.visits:
        visit = life.visits[-1]
        item["appointment"] = {
            "id": f"{life.index + 21}",
            "href": f"/appointment/{life.index + 21}",
            "status": APPOINTMENT_CODES[visit.state],
            "description": words.appointment_kinds[visit.kind],
            "validFor": {
                "startDateTime": local_hour(life, visit.day, visit.begin),
                "endDateTime": local_hour(life, visit.day, visit.end) if visit.state else "",
            },
        }
    order: Json = {
        "id": order_id,
        "href": f"/orders/{order_id}",
        "externalId": life.reference,
        "request": documented_request(life, request_id, words),
        "category": KINDS[life.kind],
        "description": describe(life, words),
        "priority": str(life.priority),
        "state": state,
        "orderDate": f"{utc_time(life.ordered, life.ordered_at)[:-1]}.000Z",
        "requestedCompletionDate": f"{iso_day(life.requested)}T00:00:00.000Z",
        "expectedCompletionDate": f"{iso_day(life.promised)}T00:00:00.000Z",
        "relatedParty": [
            {"id": life.customer[0], "name": life.customer[1], "role": "customer"},
            {
                "id": f"C{life.site_number}",
                "name": site_contact.name,
                "role": "siteContact",
                "contactMedium": [{"mediumType": "phone", "phoneNumber": site_contact.phone}],
            },
        ],
        "productOrderItem": [item],
        "milestone": [
            {
                "id": str(number),
                "name": name,
                "milestoneDate": f"{iso_day(life.milestones[number])}T00:00:00.000Z",
                "status": milestone_state(life, number, day, words),
            }
            for number, name in enumerate(words.milestones)
        ],
        "@type": "ProductOrder",
    }
    if life.phase is Phase.ACCEPTED:
        order["completionDate"] = f"{utc_time(life.ended, 52_200)[:-1]}.000Z"
    if life.phase in (Phase.CANCELLED, Phase.REFUSED):
        order["cancellationDate"] = f"{iso_day(life.ended)}T00:00:00.000Z"
        order["cancellationReason"] = words.cancel_reasons[life.cancel]
    if full:
        order["note"] = _notes(life, words)
        order["jeopardyAlert"] = (
            [{"alertDate": iso_day(life.promised), "message": words.delay_reasons[life.delay]}]
            if life.delay
            else []
        )
    return order


def bare(life: Life, order_id: str, request_id: str, language: str, day: int, full: bool) -> Json:
    """The five documented fields among French ones that nobody has described."""
    words = LANGUAGES[language]
    visit = life.visits[-1] if life.visits else None
    order: Json = {
        "id": order_id,
        "request": documented_request(life, request_id, words),
        "codeOffre": life.offer.code,
        "libelleOffre": life.offer.name,
        "siteClient": f"{life.site_name} ({life.site_number})",
        "adresse": {
            "voie": life.street,
            "codePostal": life.town.postcode,
            "commune": life.town.name,
        },
        "dateCommande": _french_day(life.ordered),
        "dateMiseEnService": _french_day(life.promised),
        "dateRdv": f"{_french_day(visit.day)} {visit.begin:02d}:00" if visit else "",
        "etatRdv": words.appointment_states[visit.state] if visit else "",
        "motifRetard": words.delay_reasons[life.delay],
        "prioritaire": "O" if life.priority == 4 else "N",
        "nbLignes": str(1 + life.site_number % 40),
        "montantHT": (life.site_number % 9000) / 4,
        "zz_lot": [life.index % 7, life.index % 11],
    }
    if full:
        order["jalons"] = [
            {"libelle": name, "dateJalon": _french_day(life.milestones[number]),
             "etatJalon": milestone_state(life, number, day, words)}
            for number, name in enumerate(words.milestones)
        ]  # fmt: skip
        order["contactSite"] = {"nom": life.site_contact.name, "tel": life.site_contact.phone}
    return order


def _french_day(ordinal: int) -> str:
    year, month, day = iso_day(ordinal).split("-")
    return f"{day}/{month}/{year}"


SHAPES = {"orange": orange, "tmf": tmf, "bare": bare}
NAMES = (*SHAPES, "mixed")

"""What the rules look for: the names, in French and in English, and the values of each role."""

from __future__ import annotations

from typing import NamedTuple

from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.shapes import Shape

APPOINTMENT_WORDS = frozenset(
    {
        "appointment", "rendezvous", "intervention", "visit", "visite", "slot", "timeslot",
        "creneau",
    }
)  # fmt: skip
MILESTONE_WORDS = frozenset({"milestone", "jalon", "step", "etape", "task", "tache", "phase"})

_ASIDE = frozenset(  # lists beside the order's own life
    {
        "note", "comment", "commentaire", "history", "historique", "event", "evenement", "log",
        "attachment", "document", "alert", "message", "invoice", "billing", "facture",
        "facturation", "payment", "quote", "devis",
    }
)  # fmt: skip


class Rule(NamedTuple):
    """When a name suggests a role.

    `names`: alternatives; all words of one must be among the field's words ("contract*" stands
    for every word that begins so).  `within`: one of these must be somewhere in the path.
    `avoid`: none of these may be among the field's words, `outside`: nor anywhere in the path.
    `own`: only a field of the order or its request, never in a list.  `exact`: no other words.
    """

    role: Role
    tier: int
    names: tuple[tuple[str, ...], ...]
    avoid: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    own: bool = False
    exact: bool = False


def _alternatives(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(names.split()) for names in text.split("|"))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BESIDE = _ASIDE | MILESTONE_WORDS | APPOINTMENT_WORDS
_DONE = _set("actual effective effectif reel reelle delivered livre livree realise realisee done")
_WISHED = _set("requested demande demandee souhaite souhaitee desired wished wanted")
_PLANNED = _set(
    "expected requested planned plan scheduled target estimated estimee due forecast prevu prevue"
    " previsionnelle previsionnel promise promised promis promise contractual contractuelle"
    " committed commitment engagement engagee souhaite souhaitee demandee"
)
_ENDED = _set("cancel cancelled canceled cancellation annule annulee annulation")
_TOUCHED = _set("last update updated modified modification maj derniere change changed")
_NUMBERED = _set("id code number numero nr no ref reference href url uuid siret siren")
_REACHED_BY = _set("email mail courriel phone telephone tel mobile fax role fonction type")
_PERSONAL = _set("contact interlocuteur technicien technician person personne")
_PLACED = _set("address adresse street rue voie city ville commune town postcode postal zip cp")
_NOT_A_TITLE = _NUMBERED | _REACHED_BY | _set("date status state statut etat version")

RULES = (
    Rule(Role.ID, 0, _alternatives("order id|order number|id commande|numero commande"),
         _set("customer client external purchase request demande item parent related product"),
         own=True),
    Rule(Role.REQUEST_ID, 0, _alternatives("request id|request number|id demande|numero demande"),
         _set("customer client contact external"), own=True),
    Rule(Role.REFERENCE, 0,
         _alternatives("customer reference|client reference|reference client|ref client|client ref"
                       "|customer ref|external id|external reference|purchase order"
                       "|customer order number|numero commande client|bon commande"),
         _set("date contact name orange"), outside=_ASIDE),
    Rule(Role.REFERENCE, 1, _alternatives("reference|ref"), own=True, exact=True),
    Rule(Role.STATE, 0,
         _alternatives("state|status|etat|statut|order state|order status|etat commande"
                       "|statut commande|request status|request state|etat demande"
                       "|statut demande|libelle etat|libelle statut|status label|state label"),
         outside=_BESIDE | _PERSONAL | _set("site customer client product offer item"), own=True,
         exact=True),
    Rule(Role.ORANGE_CONTACT, 0,
         _alternatives("orange contact|contact orange|interlocuteur orange"), _NOT_A_TITLE),
    Rule(Role.ORANGE_CONTACT, 1,
         _alternatives("account manager|delivery manager|project manager|chef projet"
                       "|responsable livraison|responsable commande|conseiller|pilote"),
         _NOT_A_TITLE),
    Rule(Role.SITE, 0, _alternatives("site|etablissement|agence|magasin|premises|boutique"),
         _NOT_A_TITLE | _PERSONAL | _PLACED | _set("web"), outside=_BESIDE),
    Rule(Role.SITE, 1, _alternatives("place|location|lieu"),
         _NOT_A_TITLE | _PERSONAL | _set("street city ville commune town"), outside=_BESIDE),
    Rule(Role.SITE, 2, _alternatives("site code|code site|site id|site number|numero site"),
         _PERSONAL | _PLACED | _set("date"), outside=_BESIDE),
    Rule(Role.TOWN, 0,
         _alternatives("town|city|ville|commune|locality|localite|municipality"),
         _NUMBERED | _set("insee"), outside=_BESIDE),
    Rule(Role.POSTCODE, 0,
         _alternatives("post code|postal code|code postal|zip code|zip|cp|postal"),
         outside=_BESIDE),
    Rule(Role.STREET, 0,
         _alternatives("street|rue|voie|street name|address line|ligne adresse|adresse ligne"),
         _NUMBERED | _REACHED_BY | _set("num suffix 2 3 4 complement"), outside=_BESIDE),
    Rule(Role.STREET, 1, _alternatives("address|adresse|numero rue|full address"),
         (_NUMBERED - {"numero"}) | _REACHED_BY | _set("ip mac web name nom 2 3 4 complement"),
         outside=_BESIDE),
    Rule(Role.PRODUCT, 0, _alternatives("product|produit|offer|offre|offering"),
         _NOT_A_TITLE | _set("price prix quantity quantite place description"), outside=_BESIDE),
    Rule(Role.PRODUCT, 1, _alternatives("service|service specification|solution|article|gamme"),
         _NOT_A_TITLE | _set("price prix mise en in customer client description"),
         outside=_BESIDE),
    Rule(Role.PRODUCT, 2, _alternatives("access|acces|technology|technologie|techno"),
         _NUMBERED | _set("date token"), outside=_BESIDE),
    Rule(Role.PROMISED, 0,
         _alternatives("contractual|contractuel*|committed|commitment|promis*|promesse|engagement"
                       "|engagee|ccd|foc"),  # customer committed date, firm order commitment
         _DONE | _WISHED | _ENDED, outside=_BESIDE),
    Rule(Role.PROMISED, 1,
         _alternatives("expected|planned|forecast*|prevue|prevu|previs*|estim*|target|due|echeance"
                       "|scheduled|indicative|attendue"),
         _DONE | _WISHED | _ENDED, outside=_BESIDE),
    Rule(Role.PROMISED, 2,
         _alternatives("mise service|mes|dmes|in service|service date|activation|delivery|livraison"
                       "|rfs|ready service"),
         _DONE | _WISHED | _ENDED | _set("order commande bill"), outside=_BESIDE),
    Rule(Role.ORDERED, 0,
         _alternatives("order date|ordered|order at|date commande|commande le|commandee"),
         _PLANNED | _ENDED | _TOUCHED | _DONE | _set("completion end fin cloture start"),
         outside=_BESIDE),
    Rule(Role.ORDERED, 1,
         _alternatives("created|creation|creee|cree|submitted|submission|soumission|passation"
                       "|placed|saisie|enregistrement|request date|date demande|registered"),
         _PLANNED - _set("demande") | _ENDED | _TOUCHED | _DONE, outside=_BESIDE | _PERSONAL),
    Rule(Role.REQUESTED, 0,
         _alternatives("requested completion|requested delivery|requested end|requested install*"
                       "|souhait*|desired|wished|wanted|demandee|crd"),  # customer requested date
         _ENDED, outside=_BESIDE),
    Rule(Role.REQUESTED, 1, _alternatives("requested"), _ENDED, outside=_BESIDE),
    Rule(Role.COMPLETED, 0,
         _alternatives("completion|completed|delivered|livree|livraison effective|livraison reelle"
                       "|mise service effective|mise service reelle|actual delivery|realisation"
                       "|realisee|achev*|termin*"),
         _PLANNED | _ENDED, outside=_BESIDE),
    Rule(Role.COMPLETED, 1,
         _alternatives("closed|closing|closure|close date|cloture*|recette"),
         _PLANNED | _ENDED, outside=_BESIDE),
    Rule(Role.CANCELLED, 0, _alternatives("cancel*|annul*|abandon*"), _PLANNED, outside=_BESIDE),
    Rule(Role.APPOINTMENT, 0, _alternatives("start*|debut|begin*|from"),
         _TOUCHED | _ENDED | _set("creation created end fin"), within=APPOINTMENT_WORDS,
         outside=_ASIDE),
    Rule(Role.APPOINTMENT, 1,
         _alternatives("date|datetime|day|jour|horaire|heure|appointment|rendezvous|intervention"
                       "|visite|creneau|slot|timeslot"),
         _TOUCHED | _ENDED
         | _set("creation created end fin to until prise book booked booking confirmation limite"
                " limit request demande completion status state statut etat"),
         within=APPOINTMENT_WORDS, outside=_ASIDE),
    Rule(Role.APPOINTMENT_STATE, 0, _alternatives("status|state|etat|statut"),
         _set("date"), within=APPOINTMENT_WORDS, outside=_ASIDE),
    Rule(Role.DELAY_REASON, 0,
         _alternatives("delay reason|delay cause|late reason|motif retard|raison retard"
                       "|cause retard|delay comment"),
         _ENDED | _set("date code"), outside=APPOINTMENT_WORDS),
    Rule(Role.DELAY_REASON, 1, _alternatives("message|reason|description|label|name|libelle"),
         _set("date code"), within=_set("jeopardy delay retard")),
    Rule(Role.DELAY_REASON, 2,
         _alternatives("motif|hold reason|pending reason|motif attente|blocage|state reason"
                       "|status reason|jeopardy"),
         _ENDED | _set("date code rejet refus reject rejection"), outside=_BESIDE),
    Rule(Role.SITE_CONTACT, 0,
         _alternatives("site contact|contact site|contact local|local contact|onsite contact"),
         _NOT_A_TITLE | _set("orange"), outside=_BESIDE | _set("orange")),
    Rule(Role.SITE_CONTACT, 1, _alternatives("contact|interlocuteur"),
         _NOT_A_TITLE | _set("orange technicien technician commercial medium method manager"),
         outside=_BESIDE | _set("orange")),
    Rule(Role.CUSTOMER, 0,
         _alternatives("customer|client|raison sociale|company|societe|entreprise|organisation"
                       "|organization|account"),
         _NOT_A_TITLE | _PERSONAL | _PLACED
         | _set("site commande order segment category manager service"),
         outside=_BESIDE | _PERSONAL),
    Rule(Role.ORDER_KIND, 0,
         _alternatives("order type|type commande|nature commande|order kind|type operation"
                       "|operation type|request type|type demande|order category"),
         _set("date id code"), outside=_BESIDE),
    Rule(Role.ORDER_KIND, 1, _alternatives("type|category|categorie|nature|kind"), own=True,
         exact=True, outside=_BESIDE | _PERSONAL | _set("site customer client product offer")),
    Rule(Role.ORDER_KIND, 2, _alternatives("action"), within=_set("item ligne"), exact=True),
    Rule(Role.STEP, 0, _alternatives("step|etape|phase|stage|current step|etape courante"),
         _set("date number numero"), own=True),
    Rule(Role.PRIORITY, 0, _alternatives("priority|priorite|urgency|urgence"), _set("date"),
         own=True),
)  # fmt: skip

_IDENTIFYING = frozenset(
    {Shape.POSTCODE, Shape.EPOCH, Shape.NUMBER, Shape.NAME, Shape.TEXT, Shape.OTHER, Shape.PHONE}
)
_WORDED = frozenset({Shape.NAME, Shape.TEXT})
_LABELLED = _WORDED | {Shape.SCOPE, Shape.FLAG, Shape.NUMBER}
_FITTING = {
    Role.ID: _IDENTIFYING,
    Role.REQUEST_ID: _IDENTIFYING,
    Role.REFERENCE: _IDENTIFYING | {Shape.DATE},  # people write anything there
    Role.POSTCODE: frozenset({Shape.POSTCODE}),
    Role.TOWN: _WORDED,
    Role.STATE: _LABELLED - {Shape.SCOPE, Shape.FLAG},
    Role.APPOINTMENT_STATE: _LABELLED,
    Role.STEP: _LABELLED,
    Role.PRIORITY: _LABELLED,
    Role.SITE: _WORDED | {Shape.NUMBER},
}
_DATED = frozenset({Shape.DATE, Shape.EPOCH})


def fitting(role: Role) -> frozenset[Shape]:
    """The shapes of values that can play this role."""
    if role.kind is Kind.DATE:
        return _DATED
    return _FITTING.get(role, _WORDED)

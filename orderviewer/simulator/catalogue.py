"""What is ordered and the words of an order's life, in English and in French."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Offer(NamedTuple):
    """A product as a salesperson would name it."""

    code: str
    name: str
    access: str


OFFERS = (
    Offer("BIO", "Business Internet Office", "Fibre FTTH"),
    Offer("BIO-4G", "Business Internet Office 4G", "4G"),
    Offer("BVPN", "Business VPN", "Fibre FTTO"),
    Offer("BVPN-G", "Business VPN Galerie", "Cuivre SDSL"),
    Offer("BVPN-S", "Business VPN Small", "Fibre FTTH"),
    Offer("FTTO", "Fibre dédiée FTTO 100M", "Fibre FTTO"),
    Offer("FTTO-1G", "Fibre dédiée FTTO 1G", "Fibre FTTO"),
    Offer("BTALK", "Business Talk", "SIP"),
    Offer("BTIP", "Business Talk IP", "SIP"),
    Offer("FSDWAN", "Flexible SD-WAN", "Fibre FTTO"),
    Offer("EVPL", "Ethernet VPN", "Fibre FTTO"),
    Offer("CEE", "Core Ethernet Entreprise", "Fibre FTTO"),
    Offer("LANW", "Flexible LAN & Wi-Fi", "LAN"),
    Offer("BEVR", "Business Everywhere", "5G"),
)


class Phase(IntEnum):
    """How far an order has come; the first six are milestones in this order."""

    RECEIVED = 0
    VALIDATED = 1
    STUDIED = 2
    BUILT = 3
    INSTALLED = 4
    ACCEPTED = 5
    CANCELLED = 6
    REFUSED = 7


class Words(NamedTuple):
    """Every text of an order that follows Accept-Language; lists are indexed by code."""

    states: tuple[str, ...]  # by Phase: what request.status says
    milestones: tuple[str, ...]  # the first six phases
    reached: str
    pending: str
    late: str
    kinds: tuple[str, ...]
    appointment_states: tuple[str, ...]
    appointment_kinds: tuple[str, ...]
    delay_reasons: tuple[str, ...]
    cancel_reasons: tuple[str, ...]
    roles: tuple[str, ...]
    notes: tuple[str, ...]
    description: str


# Codes shared by both languages.
KINDS = ("create", "modify", "delete", "move")
APPOINTMENT_CODES = ("proposed", "confirmed", "completed", "cancelled", "failed")
STEPS = ("REQUEST", "VALIDATION", "STUDY", "PRODUCTION", "INSTALLATION", "DELIVERED", "CANCELLED",
         "REFUSED")  # fmt: skip
PRIORITIES = ("MEDIUM", "MEDIUM", "MEDIUM", "LOW", "HIGH")

ENGLISH = Words(
    states=(
        "Received",
        "Validated",
        "Site survey done",
        "In production",
        "Installation planned",
        "Delivered",
        "Cancelled",
        "Refused",
    ),
    milestones=(
        "Order received",
        "Order validated",
        "Site survey",
        "Line built",
        "Installation",
        "Acceptance",
    ),
    reached="Completed",
    pending="Yet to reach",
    late="Violated",
    kinds=("New service", "Change", "Termination", "Site move"),
    appointment_states=("Proposed", "Confirmed", "Done", "Cancelled", "Customer absent"),
    appointment_kinds=("Site survey", "Installation", "Acceptance visit"),
    delay_reasons=(
        "",
        "Waiting for the landlord's agreement",
        "Civil works needed",
        "Duct blocked in the street",
        "Customer asked for a later date",
        "Equipment not in stock",
        "Access to the technical room refused",
    ),
    cancel_reasons=("Site closed", "Ordered twice", "Project postponed", "Not feasible"),
    roles=("Site contact", "Technical contact", "Order owner"),
    notes=(
        "Customer called: badge needed at the reception.",
        "Survey report sent to the customer.",
        "Fibre terminal is in the basement, ask the caretaker.",
        "New date agreed with the customer.",
        "Router shipped to the site.",
        "Waiting for the signed plan.",
    ),
    description="{kind}: {offer} for {site}",
)

FRENCH = Words(
    states=(
        "Reçue",
        "Validée",
        "Étude réalisée",
        "En production",
        "Installation planifiée",
        "Livrée",
        "Annulée",
        "Refusée",
    ),
    milestones=(
        "Commande reçue",
        "Commande validée",
        "Visite technique",
        "Lien construit",
        "Installation",
        "Recette",
    ),
    reached="Réalisé",
    pending="À venir",
    late="Dépassé",
    kinds=("Création", "Modification", "Résiliation", "Déménagement"),
    appointment_states=("Proposé", "Confirmé", "Réalisé", "Annulé", "Client absent"),
    appointment_kinds=("Visite technique", "Installation", "Recette"),
    delay_reasons=(
        "",
        "Attente de l'accord du bailleur",
        "Travaux de génie civil nécessaires",
        "Fourreau bouché sur la voie publique",
        "Report demandé par le client",
        "Équipement en rupture de stock",
        "Accès au local technique refusé",
    ),
    cancel_reasons=("Site fermé", "Commande en double", "Projet reporté", "Non réalisable"),
    roles=("Contact site", "Contact technique", "Donneur d'ordre"),
    notes=(
        "Appel du client : badge à demander à l'accueil.",
        "Compte rendu de visite envoyé au client.",
        "La fibre arrive au sous-sol, voir le gardien.",
        "Nouvelle date convenue avec le client.",
        "Routeur expédié sur site.",
        "En attente du plan signé.",
    ),
    description="{kind} : {offer} pour {site}",
)

LANGUAGES = {"en": ENGLISH, "fr": FRENCH}

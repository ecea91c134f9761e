"""What stands on the screen in each language, as its readers read it; no catalogue is asked."""

from __future__ import annotations

from dataclasses import dataclass

N = "\u202f"  # the narrow space of French typography


@dataclass(frozen=True)
class Screen:
    """The words a user looks for."""

    connect: str
    demo: str
    quit: str
    name: str
    client_id: str
    client_secret: str
    api_key: str
    advanced: str
    base_url: str
    token_url: str
    test: str
    passed: str
    works: str
    save: str
    saved_in_keyring: str
    current: str
    closed: str
    everything: str
    orders: str
    order: str
    all_fields: str
    file: str
    export: str
    every_order: str
    format: str
    french_csv: str
    choose_file: str
    save_file: str
    written: str
    close: str
    nothing_answers: str
    as_of: str
    try_again: str


ENGLISH = Screen(
    connect="Connect to Orange…",
    demo="Try with sample data",
    quit="Quit",
    name="Name of this connection",
    client_id="Client id",
    client_secret="Client secret",
    api_key="API key",
    advanced="Advanced",
    base_url="Base URL",
    token_url="Token URL",
    test="Test the connection",
    passed="passed",
    works="The connection works.",
    save="Save",
    saved_in_keyring="kept in the system keyring",
    current="Current",
    closed="Closed",
    everything="All",
    orders="{} orders",
    order="Order",
    all_fields="Fields",
    file="File",
    export="Export…",
    every_order="Every order of this list ({})",
    format="Format of the file",
    french_csv="CSV for Excel in French (semicolons)",
    choose_file="Choose the file…",
    save_file="Save",
    written="{} orders written.",
    close="Close",
    nothing_answers="Nothing answers at the service's address.",
    as_of="The orders on screen are as of ",
    try_again="Try again",
)
FRENCH = Screen(
    connect="Se connecter à Orange…",
    demo="Essayer avec des données d’exemple",
    quit="Quitter",
    name="Nom de la connexion",
    client_id="Identifiant client",
    client_secret="Secret client",
    api_key="Clé API",
    advanced="Paramètres avancés",
    base_url="URL de base",
    token_url="URL du jeton",
    test="Tester la connexion",
    passed="réussi",
    works="La connexion fonctionne.",
    save="Enregistrer",
    saved_in_keyring="conservées dans le trousseau du système",
    current="En cours",
    closed="Closes",
    everything="Toutes",
    orders="{} commandes",
    order="Commande",
    all_fields="Champs",
    file="Fichier",
    export="Exporter…",
    every_order="Toutes les commandes de cette liste ({})",
    format="Format du fichier",
    french_csv="CSV pour Excel en français (points-virgules)",
    choose_file="Choisir le fichier…",
    save_file="Enregistrer",
    written="{} commandes écrites.",
    close="Fermer",
    nothing_answers="Rien ne répond à l’adresse du service.",
    as_of="Les commandes à l’écran datent du ",
    try_again="Réessayer",
)
SCREENS = {"en": ENGLISH, "fr": FRENCH}

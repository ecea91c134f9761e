"""What every package says of the program: its names, version and texts, in one place."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

NAME = "orderviewer"  # of the program, its folder, its file and its package
APP_ID = "org.orderviewer.orderviewer"  # of the macOS bundle and the AppStream description
PUBLISHER = "orderviewer contributors"
CONTACT = f"{PUBLISHER} <orderviewer@orderviewer.invalid>"  # Debian wants an address
COPYRIGHT = f"© 2026 {PUBLISHER}"
LICENCE = "MIT"
CATEGORY = "public.app-category.business"  # in Apple's words
MINIMUM_MACOS = "13.0"  # set by the wheels of PySide6 6.11

SUMMARY = {
    "en": "Follow the orders your company has with Orange Business",
    "fr": "Suivre les commandes de votre entreprise chez Orange Business",
}
DESCRIPTION = {
    "en": [
        (
            "Shows every order your company has with Orange Business in one window, searched and "
            "sorted as you type, with milestones, appointments, contacts, and what changed "
            "since the last look. The orders are read through Orange's Order tracking API and kept "
            "on your computer; the credentials stay in the system keyring."
        ),
        "An independent program, not a product of Orange.",
    ],
    "fr": [
        (
            "Montre toutes les commandes de votre entreprise chez Orange Business dans une seule "
            "fenêtre\u202f: recherchées, triées et filtrées pendant que vous tapez, avec leurs "
            "jalons, rendez-vous, contacts, et ce qui a changé depuis la dernière fois. Les "
            "commandes sont lues par l’API Order tracking d’Orange et gardées sur votre "
            "ordinateur\u202f; les identifiants restent dans le trousseau du système."
        ),
        "Un programme indépendant, qui n’est pas un produit d’Orange.",
    ],
}
KEYWORDS = {
    "en": ("orders", "Orange", "telecom", "tracking", "delivery"),
    "fr": ("commandes", "Orange", "télécom", "suivi", "livraison"),
}


def version() -> str:
    """The one of the package, read without importing it: "0.1.0"."""
    source = (ROOT / "orderviewer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if found is None:
        raise ValueError("orderviewer/__init__.py does not say which version it is")
    return found[1]


def version_numbers() -> tuple[int, int, int, int]:
    """Four numbers, as Windows wants them; what is no number (rc1) is left out."""
    numbers = [int(part) for part in re.findall(r"\d+", version())[:3]]
    major, minor, patch = (*numbers, 0, 0, 0)[:3]
    return major, minor, patch, 0

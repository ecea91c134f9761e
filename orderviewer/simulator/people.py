"""Invented people and companies."""

from __future__ import annotations

FIRST_NAMES = (
    "Aïcha", "Alain", "Amandine", "Anaïs", "André", "Antoine", "Aurélie", "Benoît", "Camille",
    "Cédric", "Céline", "Chloé", "Christophe", "Clément", "Delphine", "Élodie", "Émile", "Éric",
    "Fatou", "François", "Gaëlle", "Guillaume", "Hélène", "Hugo", "Inès", "Jérôme", "Joël",
    "Karim", "Laëtitia", "Laurent", "Léa", "Loïc", "Magali", "Mathieu", "Mélanie", "Mickaël",
    "Nadia", "Noémie", "Olivier", "Pascal", "Quentin", "Rémi", "Sandrine", "Sébastien", "Sofiane",
    "Solène", "Thérèse", "Valérie", "Yann", "Zoé",
)  # fmt: skip

LAST_NAMES = (
    "Arnaud", "Aubert", "Bénard", "Blanchard", "Boucher", "Bouvier", "Brunet", "Carpentier",
    "Chevalier", "Colin", "D'Almeida", "Da Silva", "Delaunay", "Deschamps", "Diallo", "Dufour",
    "Étienne", "Faure", "Fernandez", "Fontaine", "Gaillard", "Garnier", "Gérard", "Guérin",
    "Haddad", "Hoarau", "Jacquet", "Kerviel", "Lacroix", "Le Goff", "Lefèvre", "Legrand",
    "L'Hostis", "Maillard", "Marchand", "Mariani", "Meunier", "Morel", "Nguyen", "Noël", "Olivier",
    "Payet", "Pérez", "Picard", "Prévost", "Renaud", "Roussel", "Schmitt", "Traoré", "Vidal",
)  # fmt: skip

CUSTOMERS = (
    ("33-01257052", "Groupe Méridional de Distribution"),
    ("33-01257118", "Méridional Logistique"),
    ("33-01260477", "Cabinet Aubert & Fils"),
    ("33-01261903", "Cliniques de l'Ouest"),
    ("33-01300015", "Société Îles et Littoral"),
)

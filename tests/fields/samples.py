"""Orders for the tests: the simulator's dialects, any JSON at all, and JSON with our names."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from orderviewer.fields.reading import Learner, Reading
from orderviewer.simulator.world import World

DAY = date(2025, 3, 3)
_NAMES = (
    "id", "request", "customerReference", "status", "state", "orangeContact", "name", "site",
    "address", "city", "postCode", "appointments", "appointment", "validFor", "startDateTime",
    "contacts", "role", "items", "product", "dateRdv", "etatRdv", "milestones", "date", "step",
    "rendezVous", "debut", "relatedParty", "expectedCompletionDate", "offer", "@type", "a.b", "",
    "[]", "libelleSite", "email", "value", "note",
)  # fmt: skip
_TEXTS = (
    "", " ", "None", "null", "Current", "Closed", "Paris", "75016", "2024-03-12",
    "2024-03-12T17:59:18Z", "2024-03-13T09:00:00+01:00", "16/07/2024 12:52", "cancelled", "Annulé",
    "confirmed", "+33123456789", "a@b.fr", "customer", "siteContact", "É\u202e", "x" * 600,
)  # fmt: skip

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(_TEXTS),
    st.integers(1_600_000_000, 1_800_000_000),
)
names = st.one_of(st.sampled_from(_NAMES), st.text(max_size=3))
documents = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)),
    max_leaves=30,
)
orders = st.dictionaries(st.sampled_from(_NAMES), documents, max_size=10)


def encoded(order: object) -> bytes:
    """As it would come over the wire, unless it holds what UTF-8 cannot."""
    return json.dumps(order, ensure_ascii=False).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def wires(
    dialect: str, count: int = 60, language: str = "fr", *, full: bool = False
) -> tuple[bytes, ...]:
    """Orders spread over the whole life of a world."""
    world = World(600, dialect=dialect, today=DAY)
    step = 600 // count
    return tuple(
        encoded(world.order(index, language, full=full)) for index in range(0, count * step, step)
    )


def learnt(*samples: Any) -> Reading:
    """The reading of some orders, given as JSON bytes or as data."""
    learner = Learner()
    for sample in samples:
        learner.observe(sample if isinstance(sample, bytes) else encoded(sample))
    return learner.reading()

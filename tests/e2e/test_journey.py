"""The main job, end to end: first start, connect, look, export, quit, and again without a net."""

from __future__ import annotations

import base64
import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.order import Scope
from orderviewer.simulator.world import World
from tests.desktop import SecretService
from tests.e2e.conftest import ORDERS, Ended, Service
from tests.secrecy import contents_of, leaks

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("language", "hands"), [("fr", "mouse"), ("en", "mouse"), ("fr", "keyboard")]
)
def test_the_main_job(
    journey: Callable[..., Ended],
    service: Service,
    secret_service: SecretService,
    tmp_path: Path,
    language: str,
    hands: str,
) -> None:
    file = tmp_path / "commandes.csv"
    errand = {
        **{name: service.facts[name] for name in ("base_url", "token_url", "api_key", "orders")},
        "basic": basic(service.facts),
        "name": "Siège",
        "csv": str(file),
    }
    first = journey("first_day", language, hands, **errand)
    first.must_be_well()
    service.stop()
    second = journey("next_day_offline", language, hands, **errand)
    second.must_be_well()

    world = World(ORDERS)
    streams = {scope: {str(one) for one in world.ids(scope)} for scope in Scope}
    assert set(first.seen["current"]) <= streams[Scope.CURRENT]
    assert set(first.seen["closed"]) <= streams[Scope.CLOSED]
    last = world.order(0, language)
    assert first.seen["last"] == second.seen["last"] == last["id"]
    assert first.seen["note"] == second.seen["note"] == last["notes"][0]["text"]
    assert set(second.seen["rows"]) <= streams[Scope.ALL]

    written = file.read_bytes()
    assert written.startswith(BOM)
    header, *rows = csv.reader(written.decode("utf-8-sig").splitlines(), delimiter=";")
    assert header[0] == {"fr": "Commande", "en": "Order"}[language]
    assert {row[0] for row in rows} == streams[Scope.ALL]
    assert len(rows) == ORDERS

    assert " DEBUG " in second.log
    secrets = {name: service.facts[name] for name in ("client_id", "client_secret", "api_key")}
    assert leaks(secrets, contents_of(tmp_path, secret_service.folder)) == []


def basic(facts: dict[str, str]) -> str:
    return base64.b64encode(f"{facts['client_id']}:{facts['client_secret']}".encode()).decode()

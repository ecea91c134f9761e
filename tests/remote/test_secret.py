"""Secrets in memory: shown nowhere, written nowhere, compared by value."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, replace

import pytest

from orderviewer.order import CredentialsUnavailable
from orderviewer.remote.secret import LONGEST, Secret, Secrets, secret_problem

SECRETS = Secrets(Secret("the-id"), Secret("the-secret"), Secret("the-key"))


def test_nothing_shows_it() -> None:
    secret = Secret("S3cr3tCanary")
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", repr([secret])]
    assert not any("S3cr3tCanary" in text for text in shown)
    assert "the-" not in repr(SECRETS)
    assert not hasattr(secret, "__dict__")


@pytest.mark.parametrize("write", [pickle.dumps, copy.copy, copy.deepcopy])
def test_nothing_writes_it(write: object) -> None:
    assert callable(write)
    with pytest.raises(TypeError):
        write(Secret("x"))
    with pytest.raises(TypeError):
        asdict(SECRETS)


def test_equality_and_truth() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("é")}) == 2
    assert Secret("é") == Secret("é")
    assert Secret("a")
    assert not Secret("")


@pytest.mark.parametrize(
    ("value", "problem"),
    [("abc", None), ("!~", None), ("x" * LONGEST, None), ("", "empty"), ("x" * 1001, "too long"),
     (" a", "characters"), ("a b", "characters"), ("a\n", "characters"), ("é", "characters"),
     ("a\x7f", "characters"), ("\u200b", "characters")],
)  # fmt: skip
def test_what_can_be_sent(value: str, problem: str | None) -> None:
    assert secret_problem(Secret(value)) == problem
    changed = replace(SECRETS, api_key=Secret(value))
    assert changed.problems() == ({"api_key": problem} if problem else {})
    if problem:
        with pytest.raises(CredentialsUnavailable, match="api_key"):
            changed.require_usable()


def test_an_id_with_a_colon_would_end_early() -> None:
    assert replace(SECRETS, client_id=Secret("a:b")).problems() == {"client_id": "characters"}
    assert not replace(SECRETS, client_secret=Secret("a:b")).problems()


def test_the_basic_header() -> None:
    assert SECRETS.basic() == "Basic dGhlLWlkOnRoZS1zZWNyZXQ="

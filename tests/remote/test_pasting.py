"""What people paste into the connection dialog."""

from __future__ import annotations

import base64

import pytest

from orderviewer.remote.pasting import Pasted, clean_secret, parse_pasted
from orderviewer.remote.secret import Secret

BASIC = base64.b64encode(b"myId123:mySecret456").decode()


@pytest.mark.parametrize(
    "pasted",
    ["abc123", " abc123 ", "abc123\n", "\r\nabc\r\n123\r\n", "\tabc123", '"abc123"', "'abc123'",
     "«\u00a0abc123\u00a0»", "“abc123”", "abc\u200b123\ufeff", "abc\u00ad123", "`abc123`",
     '"abc123",', "abc123;", "\u2028abc123\u2029", "ab c1\u202f23"],
)  # fmt: skip
def test_a_secret_is_what_is_left(pasted: str) -> None:
    assert clean_secret(pasted) == "abc123"


@pytest.mark.parametrize("kept", ["a=b==", "a+/b-_.~", "#abc!$%&*", "a'b", "(x)", ""])
def test_what_may_belong_to_a_secret_stays(kept: str) -> None:
    assert clean_secret(kept) == kept


def found(text: str) -> tuple[str | None, ...]:
    pasted = parse_pasted(text)
    fields = (pasted.client_id, pasted.client_secret, pasted.api_key)
    return tuple(field.reveal() if field else None for field in fields)


@pytest.mark.parametrize(
    "text",
    [f"Authorization: Basic {BASIC}", f"Basic {BASIC}", f"basic   {BASIC}\n",
     f"  'authorization: BASIC {BASIC}'  ", f"Authorization:\tBasic\t{BASIC.rstrip('=')}",
     f'curl -X POST -H "Authorization: Basic {BASIC}" -d "grant_type=client_credentials"'],
)  # fmt: skip
def test_a_basic_header_holds_two(text: str) -> None:
    assert found(text) == ("myId123", "mySecret456", None)


@pytest.mark.parametrize(
    "text",
    ["client_id: A1\nclient_secret: B2\nX-Api-Key: C3",
     "Client ID = A1\r\nClient secret = B2\r\nAPI key = C3",
     '{"client_id": "A1", "client_secret": "B2", "api_key": "C3"}',
     '{\n  "clientId": "A1",\n  "clientSecret": "B2",\n  "x-api-key": "C3"\n}',
     "Identifiant client : A1\nSecret client : B2\nClé API : C3",
     "identifiant client\tA1\nclé secrète\tB2\nclé d'API\tC3",
     "• Id client → A1\n• Secret → B2\n• Clé de l’API → C3",
     "client_id=A1&client_secret=B2&api_key=C3",
     "CLIENT_ID=A1\nCLIENT_SECRET='B2'\nAPIKEY=\"C3\"",
     'curl -H "X-Api-Key: C3" -H "client_id: A1" --header \'client_secret: B2\''],
)  # fmt: skip
def test_labels_in_both_languages(text: str) -> None:
    assert found(text) == ("A1", "B2", "C3")


def test_a_header_and_a_labelled_key_together() -> None:
    text = f"Authorization header: Basic {BASIC}\nX-API-KEY: C3"
    assert found(text) == ("myId123", "mySecret456", "C3")


@pytest.mark.parametrize(
    "text", ["", "abc123", "Hello: world", "Basic knowledge", "Basic !!!!", "client_id:", "a: b: c",
             "Basic " + base64.b64encode(b"no colon here").decode(),
             "Basic " + base64.b64encode(b"\xff\xfe:x").decode(), "https://api.orange.com/"],
)  # fmt: skip
def test_what_holds_no_secret(text: str) -> None:
    assert parse_pasted(text) == Pasted()
    assert not parse_pasted(text)


def test_what_was_recognised_is_not_shown() -> None:
    pasted = parse_pasted("client_id: A1B2C3")
    assert pasted
    assert pasted == Pasted(client_id=Secret("A1B2C3"))
    assert "A1B2C3" not in repr(pasted)

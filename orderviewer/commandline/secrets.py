"""The three secrets as people and scripts give them: typed unseen, or as lines; never shown."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import WrongUse
from orderviewer.remote.pasting import clean_secret, parse_pasted
from orderviewer.remote.secret import LONGEST, Secret, Secrets

if TYPE_CHECKING:
    from orderviewer.commandline.voice import Voice

_LONGEST_LINE = 8 * LONGEST  # a whole pasted header fits; an endless line does not


def ask_secrets(voice: Voice) -> Secrets:
    """From the terminal without echo, else three lines of standard input; raises WrongUse.

    A whole "Authorization: Basic ..." header in place of the client id gives the first two.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return _from_terminal(voice)
    return _from_lines(voice)


def _from_lines(voice: Voice) -> Secrets:
    lines = [] if sys.stdin is None else [sys.stdin.readline(_LONGEST_LINE) for _ in range(3)]
    given = [clean_secret(line) for line in lines]
    pasted = parse_pasted(lines[0]) if lines else None
    if pasted and pasted.client_id and pasted.client_secret and given[1] and not given[2]:
        return Secrets(pasted.client_id, pasted.client_secret, Secret(given[1]))
    if len([one for one in given if one]) < 3:
        raise WrongUse(
            voice.translate(
                "CommandLine",
                "Three lines are expected on standard input: client id, client secret, API key.",
            )
        )
    return Secrets(*map(Secret, given))


def _from_terminal(voice: Voice) -> Secrets:
    first = _unseen(voice.translate("CommandLine", "Client id (not shown): "))
    pasted = parse_pasted(first)
    client_id, client_secret = pasted.client_id, pasted.client_secret
    if not client_id or not client_secret:
        client_id = Secret(clean_secret(first))
        shown = voice.translate("CommandLine", "Client secret (not shown): ")
        client_secret = Secret(clean_secret(_unseen(shown)))
    api_key = Secret(clean_secret(_unseen(voice.translate("CommandLine", "API key (not shown): "))))
    if not (client_id and client_secret and api_key):
        raise WrongUse(voice.translate("CommandLine", "All three are needed; nothing was stored."))
    return Secrets(client_id, client_secret, api_key)


def _unseen(prompt: str) -> str:
    try:
        return getpass.getpass(prompt, sys.stderr)
    except EOFError:
        return ""

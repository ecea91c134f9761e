"""Which stored connection a command means, and what holds for this run only."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import WrongUse
from orderviewer.profile import DEFAULT_NAME, Endpoint, Profile

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.commandline.options.connection import ConnectionOptions
    from orderviewer.commandline.voice import Voice
    from orderviewer.policy.settings import Policy
    from orderviewer.profile import Home


def stored_profile(home: Home, options: ConnectionOptions, voice: Voice) -> Profile | None:
    """The named profile, else the only one or the one with the default name, else None.

    Raises WrongUse when the name is unknown or several profiles could be meant.
    """
    names = home.names()
    if options.profile is not None:
        profile = home.load(options.profile)
        if profile is None and names:
            raise WrongUse(
                voice.translate(
                    "CommandLine",
                    "There is no connection named “{name}”; there are: {names}.",
                    name=options.profile,
                    names=", ".join(names),
                )
            )
        return profile
    if len(names) > 1 and DEFAULT_NAME not in names:
        raise WrongUse(
            voice.translate(
                "CommandLine",
                "Which connection? Say --profile with one of: {names}.",
                names=", ".join(names),
            )
        )
    return home.load(DEFAULT_NAME if DEFAULT_NAME in names else names[0]) if names else None


def fresh_profile(options: ConnectionOptions) -> Profile:
    return Profile(name=options.profile or DEFAULT_NAME)


def overridden(
    endpoint: Endpoint, options: ConnectionOptions, policy: Policy, voice: Voice
) -> Endpoint:
    """The addresses of the command line in place of the stored ones.

    Raises WrongUse where the policy has set another one.
    """
    for option, wished, fixed in (
        ("--api-url", options.api_url, policy.base_url),
        ("--token-url", options.token_url, policy.token_url),
    ):
        if wished and fixed and wished != fixed:
            raise WrongUse(
                voice.translate(
                    "CommandLine",
                    "{option} cannot be used: your IT department has set this address in {file}.",
                    option=option,
                    file=policy.file,
                )
            )
    return replace(
        endpoint,
        base_url=options.api_url or endpoint.base_url,
        token_url=options.token_url or endpoint.token_url,
    )


def store_file(home: Home, stored: Profile, endpoint: Endpoint) -> Path:
    """The profile's store; another service's orders never mix with it, they have their own."""
    file = home.store_file(stored)
    if endpoint.base_url == stored.endpoint.base_url:
        return file
    return file.with_name(f"orders-{zlib.crc32(endpoint.base_url.encode()):08x}.sqlite")

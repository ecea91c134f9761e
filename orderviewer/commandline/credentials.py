"""`orderviewer credentials`: the three secrets go to the system's keyring, or go away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import Exit, WrongUse
from orderviewer.commandline.profiles import fresh_profile, overridden, stored_profile
from orderviewer.commandline.secrets import ask_secrets
from orderviewer.order import Cause, CredentialsUnavailable, Rejected
from orderviewer.policy.reading import read_policy
from orderviewer.profile import key_expiry
from orderviewer.remote.credentials import CredentialStore

if TYPE_CHECKING:
    from datetime import date

    from orderviewer.commandline.options.credentials import CredentialsOptions
    from orderviewer.commandline.voice import Voice
    from orderviewer.logbook import LogFile
    from orderviewer.profile import Home, Profile


def run(options: CredentialsOptions, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """Raises CredentialsUnavailable and WrongUse."""
    if options.action == "set":
        return _set(options, home, logbook, voice)
    if options.every_connection:
        return _forget_all(home, voice)
    profile = _known_profile(options, home, voice)
    if options.action == "forget":
        return _forget(profile, home, voice)
    return _status(profile, voice)


def _set(options: CredentialsOptions, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """The profile points to new secrets only after they read back (reliability.md S7)."""
    keyring = CredentialStore()
    status = keyring.status()
    if not status.safe:  # said before anybody types
        raise CredentialsUnavailable(Cause.NO_KEYRING, status.name)
    profile = _named_or_fresh(options, home, voice)
    endpoint = overridden(profile.endpoint, options, read_policy(), voice)
    secrets = ask_secrets(voice)
    logbook.redactor.add(secrets)
    profile = replace(profile, endpoint=endpoint)
    if options.key_issued:
        profile = replace(profile, key_issued=options.key_issued)
    profile = replace(profile, secrets_version=keyring.save(profile, secrets))
    _save(home, profile)
    keyring.forget_old(profile)
    voice.say(
        voice.translate(
            "CommandLine",
            "The credentials of “{name}” are stored in: {keyring}.",
            name=profile.name,
            keyring=status.name,
        )
    )
    return Exit.DONE


def _status(profile: Profile, voice: Voice) -> Exit:
    """Says where they are; looks whether they are really there, shows nothing of them."""
    keyring = CredentialStore()
    status = keyring.status()
    voice.say(voice.translate("CommandLine", "Connection: {name}", name=profile.name))
    policy = read_policy()
    address = policy.applied(profile).endpoint.base_url
    voice.say(voice.translate("CommandLine", "Address: {address}", address=address))
    if policy.file:
        voice.say(
            voice.translate(
                "CommandLine", "Settings of your IT department: {file}", file=policy.file
            )
        )
    if status.safe:
        voice.say(voice.translate("CommandLine", "Keyring: {keyring}", keyring=status.name))
    if profile.key_issued:
        voice.say(
            voice.translate(
                "CommandLine",
                "API key issued on {issued}, ends on {ends}",
                issued=_written(profile.key_issued),
                ends=_written(key_expiry(profile.key_issued)),
            )
        )
    if policy.broken:
        raise Rejected(Cause.POLICY_BROKEN, policy.route.broken)
    keyring.load(profile)
    voice.say(voice.translate("CommandLine", "The credentials are stored and readable."))
    return Exit.DONE


def _forget(profile: Profile, home: Home, voice: Voice) -> Exit:
    CredentialStore().forget(profile)
    _save(home, replace(profile, secrets_version=None))
    voice.say(
        voice.translate(
            "CommandLine",
            "The credentials of “{name}” are removed; its orders and settings stay.",
            name=profile.name,
        )
    )
    return Exit.DONE


def _forget_all(home: Home, voice: Voice) -> Exit:
    """Whatever stays, the rest goes; the first thing that went wrong is raised at the end."""
    keyring = CredentialStore()
    failures = []
    for profile in home.profiles():
        try:
            keyring.forget(profile)
            if profile.secrets_version:
                _save(home, replace(profile, secrets_version=None))
        except CredentialsUnavailable as error:
            failures.append(error)
    if failures:
        raise failures[0]
    voice.say(
        voice.translate(
            "CommandLine",
            "The credentials of every connection are removed; orders and settings stay.",
        )
    )
    return Exit.DONE


def _known_profile(options: CredentialsOptions, home: Home, voice: Voice) -> Profile:
    profile = stored_profile(home, options, voice)
    if profile is None:
        raise CredentialsUnavailable(Cause.NOT_CONFIGURED, "no connection is stored")
    return profile


def _named_or_fresh(options: CredentialsOptions, home: Home, voice: Voice) -> Profile:
    """`set` makes a connection of a new name; without a name it means the one that is there."""
    if options.profile is None:
        return stored_profile(home, options, voice) or fresh_profile(options)
    stored = home.load(options.profile)
    if stored and stored.name != options.profile:
        raise WrongUse(
            voice.translate(
                "CommandLine", "The name is too much like that of “{name}”.", name=stored.name
            )
        )
    return stored or fresh_profile(options)


def _save(home: Home, profile: Profile) -> None:
    try:
        home.save(profile)
    except OSError as error:
        detail = f"the profile's folder: {error.strerror}"
        raise CredentialsUnavailable(Cause.NOT_SAVED, detail) from None


def _written(day: date) -> str:
    from orderviewer.ui.words import long_date

    return long_date(day)

"""`orderviewer sync`: everything of a scope from Orange into the profile's own store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.commandline.fetching import Fetcher
from orderviewer.commandline.outcome import Exit, exit_for
from orderviewer.commandline.voice import Progress
from orderviewer.local.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orderviewer.commandline.fetching import Fetched
    from orderviewer.commandline.options.reading import SyncOptions
    from orderviewer.commandline.reading import Extent
    from orderviewer.commandline.voice import Voice
    from orderviewer.local.store import Store
    from orderviewer.logbook import LogFile
    from orderviewer.profile import Home


def run(options: SyncOptions, home: Home, logbook: LogFile, voice: Voice) -> Exit:
    """The whole command; raises OrderviewerError, and WrongUse before anything was read."""
    fetcher = Fetcher(options, home, logbook, voice, Progress())
    listed = Query(options.scope, missing=False)

    def work(store: Store) -> Exit:
        if minutes := fetcher.minutes_too_soon(store):
            voice.say(_too_soon(minutes, voice))
            return Exit.DONE
        before = set(store.numbers(listed))
        fetched = fetcher.fetch(store)
        fetcher.index(store)
        extent = fetched.extent
        reason = voice.failure(extent.error, fetcher.profile.key_issued) if extent.error else ""
        if extent.error and (not extent.received or exit_for(extent.error) is Exit.CREDENTIALS):
            voice.warn(reason)
            return exit_for(extent.error)
        voice.say(_result(fetched, _no_longer(before, store.numbers(listed)), voice))
        if extent.complete:
            return Exit.DONE
        voice.warn(f"{_said_incomplete(extent, voice)} {reason}".rstrip())
        return Exit.INCOMPLETE

    return fetcher.with_store(work)


def _too_soon(minutes: int, voice: Voice) -> str:
    return voice.translate(
        "CommandLine",
        "Nothing was read: your IT department allows the next sync in {minutes} min.",
        minutes=minutes,
    )


def _no_longer(before: set[int], now: Iterable[int]) -> int:
    """How many orders were listed before this reading and are not any more."""
    return len(before.difference(now))


def _result(fetched: Fetched, missing: int, voice: Voice) -> str:
    news, received = fetched.news, fetched.extent.received
    if fetched.extent.complete:
        return voice.translate(
            "CommandLine",
            "Complete: {received} orders; new: {new}, changed: {changed}, no longer listed: "
            "{missing}",
            received=received,
            new=news.new,
            changed=news.changed,
            missing=missing,
        )
    return voice.translate(
        "CommandLine",
        "Orders read: {received}; new: {new}, changed: {changed}",
        received=received,
        new=news.new,
        changed=news.changed,
    )


def _said_incomplete(extent: Extent, voice: Voice) -> str:
    received, about = extent.received, extent.about or 0
    if about > received and extent.drifted:
        return voice.translate(
            "CommandLine",
            "The list is incomplete: {received} of {about}, the list changed while loading.",
            received=received,
            about=about,
        )
    if about > received:
        return voice.translate(
            "CommandLine",
            "The list is incomplete: {received} of {about}.",
            received=received,
            about=about,
        )
    if extent.drifted:
        return voice.translate("CommandLine", "The list is incomplete: it changed while loading.")
    return voice.translate("CommandLine", "The list may be incomplete: its end was not found.")

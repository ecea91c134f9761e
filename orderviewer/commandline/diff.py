"""`orderviewer diff`: what the syncs have noticed since a moment, from the store alone."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from orderviewer.commandline.outcome import Exit, WrongUse
from orderviewer.commandline.profiles import fresh_profile, overridden, store_file, stored_profile
from orderviewer.local.store import Store
from orderviewer.policy.reading import read_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from orderviewer.commandline.options.diff import DiffOptions
    from orderviewer.commandline.voice import Voice
    from orderviewer.local.records import Event
    from orderviewer.profile import Home

PAGE = 1_000  # events read at a time


def run(options: DiffOptions, home: Home, voice: Voice) -> Exit:
    """The whole command; raises StoreDamaged, and WrongUse when nothing was ever read."""
    policy = read_policy()
    profile = policy.applied(stored_profile(home, options, voice) or fresh_profile(options))
    file = store_file(home, profile, overridden(profile.endpoint, options, policy, voice))
    if not file.exists():
        raise WrongUse(
            voice.translate(
                "CommandLine", "Nothing was read yet: orderviewer sync reads the orders."
            )
        )
    events = list(_events(file, options.since))
    for event in reversed(events):
        voice.say(json_line(event) if options.as_json else text_line(event, voice))
    if not events and not options.as_json:
        voice.say(voice.translate("CommandLine", "Nothing has changed."))
    return Exit.DONE


def json_line(event: Event) -> str:
    """The columns of the SQL view bi_events, under the same names (docs/sql-views.md)."""
    change = event.change
    return json.dumps(
        {
            "event": event.event,
            "key": event.key or None,
            "kind": str(change.kind),
            "field": str(change.role) if change.role else None,
            "path": change.path or None,
            "before": change.before or None,
            "after": change.after or None,
            "days": change.days,
            "not_before": _utc(event.not_before),
            "not_after": _utc(event.not_after),
            "seen": int(event.seen),
            "orders": event.orders,
        },
        ensure_ascii=False,
    )


def text_line(event: Event, voice: Voice) -> str:
    """When it was noticed, which order, what, and from what to what: columns apart by tabs."""
    orders = voice.translate("CommandLine", "{count} orders", count=event.orders)
    when, what, how = voice.happening(event.not_after, event.change)
    return "\t".join((when, event.key or orders, what, how)).rstrip("\t")


def _events(file: Path, since: datetime) -> Iterator[Event]:
    """The newest first."""
    with closing(Store.open(file, read_only=True)) as store:
        before: int | None = None
        while page := store.history.events(since, limit=PAGE, before=before):
            yield from page
            before = page[-1].event


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

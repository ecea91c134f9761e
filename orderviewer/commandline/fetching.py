"""What sync and export begin with: a connection, the profile's own store, and all of a scope."""

from __future__ import annotations

import gc
import logging
import math
import sys
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orderviewer.commandline.login import early_login
from orderviewer.commandline.profiles import fresh_profile, overridden, store_file, stored_profile
from orderviewer.commandline.secrets import ask_secrets
from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    OrderviewerError,
    Rejected,
    StoreDamaged,
)
from orderviewer.policy.reading import read_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from orderviewer.commandline.options.reading import ReadingOptions
    from orderviewer.commandline.outcome import Exit
    from orderviewer.commandline.reading import Extent, News
    from orderviewer.commandline.voice import Progress, Voice
    from orderviewer.local.records import Rescued
    from orderviewer.local.store import Store
    from orderviewer.logbook import LogFile
    from orderviewer.profile import Endpoint, Home, Profile
    from orderviewer.remote.api import Connection
    from orderviewer.remote.secret import Secrets

# Seconds.  SQLite hands the interpreter's lock over at every row it writes, and would get it back
# from a thread that decodes a page only after Python's own 5 ms: a fifth of the time.
SWITCH = 0.0002
INDEX_STEP = 200  # orders between which another program may write

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a reading of the scope came to."""

    extent: Extent
    news: News


class Fetcher:
    """Knows which service is asked with which secrets, and where its orders are stored."""

    def __init__(
        self,
        options: ReadingOptions,
        home: Home,
        logbook: LogFile,
        voice: Voice,
        progress: Progress,
    ) -> None:
        """Asks for the secrets; raises CredentialsUnavailable, WrongUse, and POLICY_BROKEN."""
        self._options = options
        self._redactor = logbook.redactor
        self._voice = voice
        self._progress = progress
        stored = stored_profile(home, options, voice)
        policy = self._policy = read_policy()
        if policy.broken:
            raise Rejected(Cause.POLICY_BROKEN, policy.route.broken)
        self.profile: Profile = policy.applied(stored or fresh_profile(options))
        self._endpoint: Endpoint = overridden(self.profile.endpoint, options, policy, voice)
        self._secrets = _secrets(options, stored, voice)
        self._file = store_file(home, self.profile, self._endpoint)

    def with_store(self, work: Callable[[Store], Exit]) -> Exit:
        """Does `work` with the store; a damaged file is set aside, and all is done with a new one.

        Raises what `work` raises.
        """
        gc.disable()  # nothing here makes cycles, and looking for them costs a fifth of the time
        sys.setswitchinterval(SWITCH)
        with closing(self._connect()) as self._connection, self._login():
            try:
                return self._once(work)
            except StoreDamaged as error:
                if error.cause is not Cause.DAMAGED:
                    raise
                log.warning("the store is damaged", exc_info=error)
            from orderviewer.local.rescue import rescue  # late: nearly never needed

            self._tell_rescued(rescue(self._file, datetime.now(UTC)))
            return self._once(work)

    def fetch(self, store: Store) -> Fetched:
        """Reads the whole scope into `store`, within `with_store`; raises StoreDamaged."""
        from orderviewer.commandline.reading import Reader

        progress, voice = self._progress, self._voice
        reader = Reader(
            self._connection,
            store,
            page_size=self._options.page_size or self.profile.page_size,
            parallel=self._policy.at_once(self._options.parallel or self.profile.parallel_requests),
            tell=lambda extent: progress.show(_how_far(extent, voice)),
            tell_wait=lambda error, seconds: progress.show(_waiting(error, seconds, voice)),
        )
        try:
            with reader:
                extent = reader.read(self._options.scope)
        finally:
            progress.clear()
        return Fetched(extent, reader.news)

    def minutes_too_soon(self, store: Store) -> int:
        """How long the policy wants to wait until the scope is read again; 0: not at all."""
        read = [store.progress(stream) for stream in self._options.scope.streams]
        moments = [one.as_of for one in read if one.complete and one.as_of]
        if len(moments) < len(read):  # what was never read to its end may be read at any time
            return 0
        age = (datetime.now(UTC) - min(moments)).total_seconds() / 60
        return max(0, math.ceil(self._policy.least_minutes - age)) if age >= 0 else 0

    def index(self, store: Store) -> None:
        """Brings the search index up to what is stored, in steps."""
        try:
            while left := store.index_pending(INDEX_STEP):
                text = self._voice.translate(
                    "CommandLine", "Preparing the search: {left} to go", left=left
                )
                self._progress.show(text)
        finally:
            self._progress.clear()

    def _connect(self) -> Connection:
        # Imported late: with a wrong option or no secrets nothing of it is needed.
        from orderviewer.remote.api import Connection

        return Connection(
            self._endpoint, self._secrets, redactor=self._redactor, route=self._policy.route
        )

    def _login(self) -> AbstractContextManager[object]:
        """Begins to log in, unless the policy may hold that nothing is asked now."""
        return nullcontext() if self._policy.least_minutes else early_login(self._connection)

    def _once(self, work: Callable[[Store], Exit]) -> Exit:
        from orderviewer.local.store import Store  # late: the login is on its way meanwhile

        with closing(Store.open(self._file)) as store:
            return work(store)

    def _tell_rescued(self, rescued: Rescued) -> None:
        told = self._voice.translate(
            "CommandLine",
            "The local copy of the orders was damaged; it is now {file}, and all orders are "
            "read again.",
            file=rescued.file,
        )
        if rescued.saved.orders:
            saved = self._voice.translate(
                "CommandLine",
                "Saved from it: orders: {orders}, changes in their history: {events}.",
                orders=rescued.saved.orders,
                events=rescued.saved.events,
            )
            told = f"{told} {saved}"
        self._voice.warn(told)


def _secrets(options: ReadingOptions, stored: Profile | None, voice: Voice) -> Secrets:
    if options.credentials_from_stdin:
        return ask_secrets(voice)
    if stored is None:
        raise CredentialsUnavailable(Cause.NOT_CONFIGURED, "no connection is stored")
    from orderviewer.remote.credentials import CredentialStore

    return CredentialStore().load(stored)


def _how_far(extent: Extent, voice: Voice) -> str:
    if extent.about is None:
        return voice.translate("CommandLine", "Reading: {received}", received=extent.received)
    return voice.translate(
        "CommandLine",
        "Reading: {received} of about {about}",
        received=extent.received,
        about=max(extent.about, extent.received),
    )


def _waiting(error: OrderviewerError, seconds: float, voice: Voice) -> str:
    return voice.translate(
        "CommandLine",
        "{failure} Next try in {seconds} s",
        failure=voice.failure(error),
        seconds=round(seconds) or 1,
    )

"""The settings of a policy as plain data, and what they make of a connection's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orderviewer.profile import Profile


@dataclass(frozen=True, slots=True)
class Route:
    """How the network is reached.

    `proxy`: None as the system says, "" straight, else its address.  `ca_file`: certificates that
    are trusted besides the system's; "" for none.  `broken`: why the policy cannot be followed,
    as "FILE: reason"; then nothing leaves this computer.
    """

    proxy: str | None = None
    ca_file: str = ""
    broken: str = ""


OWN_ROUTE = Route()  # as the system says


@dataclass(frozen=True, slots=True)
class Policy:
    """What is set, and in which file; without a file nothing is.

    `update_check`: None leaves the choice to the user.  `least_minutes` lie between two syncs
    that begin by themselves; `most_at_once` requests may be under way, 0 as many as wished for;
    closed orders are kept for `most_months`, 0 as long as wished for.
    """

    file: str = ""
    route: Route = OWN_ROUTE
    base_url: str = ""
    token_url: str = ""
    update_check: bool | None = None
    update_address: str = ""
    least_minutes: int = 0
    most_at_once: int = 0
    most_months: int = 0

    @property
    def broken(self) -> bool:
        return bool(self.route.broken)

    def applied(self, profile: Profile) -> Profile:
        """The profile as it may be used; it is not what is to be kept of it."""
        endpoint = replace(
            profile.endpoint,
            base_url=self.base_url or profile.endpoint.base_url,
            token_url=self.token_url or profile.endpoint.token_url,
        )
        at_once = self.at_once(profile.parallel_requests)
        return replace(profile, endpoint=endpoint, parallel_requests=at_once)

    def kept(self, edited: Profile, before: Profile) -> Profile:
        """What to keep of a profile that was edited under this policy: not what the policy set."""
        shown = self.applied(before)
        endpoint = replace(
            edited.endpoint,
            base_url=(before if self.base_url else edited).endpoint.base_url,
            token_url=(before if self.token_url else edited).endpoint.token_url,
        )
        untouched = edited.parallel_requests == shown.parallel_requests
        at_once = (before if untouched else edited).parallel_requests
        return replace(edited, endpoint=endpoint, parallel_requests=at_once)

    def at_once(self, wished: int) -> int:
        """How many requests may be under way when so many are wished for."""
        return min(wished, self.most_at_once) if self.most_at_once else wished

    def months(self, wished: int) -> int:
        """How long closed orders are kept when this is wished for; 0: for ever."""
        return min(wished or self.most_months, self.most_months) if self.most_months else wished

    def minutes(self, wished: int) -> int:
        """How long to wait between syncs when this is wished for; 0, never, stays 0."""
        return max(wished, self.least_minutes) if wished else 0


NO_POLICY = Policy()

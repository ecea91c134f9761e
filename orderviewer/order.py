"""Orders, pages and scopes as plain data, and the named errors: no I/O, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Scope(StrEnum):
    """What the API's `status` filter selects; ALL is both streams merged by id (api.md 5, Q1)."""

    CURRENT = "Current"
    CLOSED = "Closed"
    ALL = "All"

    @property
    def streams(self) -> tuple[Scope, ...]:
        """The lists the API really has for this scope, in reading order."""
        return (Scope.CURRENT, Scope.CLOSED) if self is Scope.ALL else (self,)


@dataclass(frozen=True, slots=True)
class Order:
    """One order exactly as Orange sent it.

    `key` is its id as text; an element without a usable id has "?" and a digest of its content
    instead, is shown and exported, but cannot be asked for in detail.  `raw` is its own JSON
    in UTF-8, which need not be an object.
    """

    key: str
    raw: bytes
    has_id: bool = True


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One wish for `limit` orders of a stream (never ALL) from index `offset`, zero first."""

    stream: Scope
    offset: int
    limit: int
    sort: str | None = "-id"


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded answer of the list call.

    `about` is the larger of the two count headers, a hint only (api.md 3.4, rule 2).
    `ended` says that the server itself declared the end (416, 204, 404 past the start).
    `sort_refused` says that the page came without the sort that was asked for.
    """

    request: PageRequest
    orders: tuple[Order, ...]
    about: int | None = None
    ended: bool = False
    sort_refused: bool = False
    request_id: str | None = None


class Cause(StrEnum):
    """Why something failed, as finely as the user's next step differs."""

    # Unreachable: trying again can help
    NO_NETWORK = "no_network"  # name not resolved, no route
    REFUSED = "refused"  # nobody listens
    TOO_SLOW = "too_slow"  # a connect, read or total time-out
    BROKEN = "broken"  # reset, cut body
    UNTRUSTED = "untrusted"  # TLS: issuer, name, date, version
    PROXY_LOGIN = "proxy_login"  # 407
    PROXY_DOWN = "proxy_down"
    LOGIN_PAGE = "login_page"  # a captive portal or proxy page answered
    SERVICE = "service"  # 408, 5xx
    BUSY = "busy"  # 429, code 53
    NOT_HTTP = "not_http"  # garbage on the wire
    STOPPED = "stopped"  # we hung up ourselves

    # Unauthorized: new secrets are needed
    CLIENT_REFUSED = "client_refused"  # token endpoint: id or secret
    SCOPE_REFUSED = "scope_refused"  # token endpoint: invalid_scope
    ACCESS_REFUSED = "access_refused"  # 401 again after a renewed token
    KEY_REFUSED = "key_refused"  # 403, or 400 with code 25 or 26

    # Rejected: tell Orange, with the request id
    BAD_REQUEST = "bad_request"  # 400, 405, 409, 410, ...
    ORDER_GONE = "order_gone"  # 404 and friends on the detail call
    WRONG_ADDRESS = "wrong_address"  # 404 on the list
    REDIRECTED = "redirected"  # any 3xx
    NOT_UNDERSTOOD = "not_understood"  # not JSON, wrong shape
    LOGIN_NOT_UNDERSTOOD = "login_not_understood"  # token answer
    TOO_LARGE = "too_large"
    NOT_ACCEPTABLE = "not_acceptable"  # 406
    POLICY_BROKEN = "policy_broken"  # the computer's policy cannot be followed: nothing was sent

    # CredentialsUnavailable: the keyring
    NOT_CONFIGURED = "not_configured"
    VANISHED = "vanished"  # stored once, now gone
    LOCKED = "locked"
    NO_KEYRING = "no_keyring"  # none, or one that would store plain text
    NOT_SAVED = "not_saved"  # write failed or read back differently
    UNUSABLE_SECRET = "unusable_secret"  # noqa: S105  too long, or characters no header can carry

    # StoreDamaged: the local file
    DAMAGED = "damaged"
    NEWER = "newer"  # written by a newer program
    ERASED = "erased"  # by the user
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    STORE_BUSY = "store_busy"
    BACKUP_DAMAGED = "backup_damaged"  # nothing was done with it

    # ExportFailed: the file the user asked for
    EXPORT_DISK_FULL = "export_disk_full"
    EXPORT_TARGET_BUSY = "export_target_busy"  # open in Excel, read-only
    EXPORT_NO_FOLDER = "export_no_folder"
    EXPORT_INCOMPLETE = "export_incomplete"  # pages are missing
    EXPORT_OTHER = "export_other"


class OrderviewerError(Exception):
    """Base of the named errors; carries what the user and Orange's support need, never a secret."""

    causes: ClassVar[frozenset[Cause]] = frozenset()

    def __init__(
        self,
        cause: Cause,
        detail: str = "",
        *,
        request_id: str | None = None,
        http_status: int | None = None,
        code: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        """`detail`: what was seen, in English, safe to show and to log; `retry_after`: seconds."""
        super().__init__(f"{cause}: {detail}" if detail else str(cause))
        self.cause = cause
        self.detail = detail
        self.request_id = request_id
        self.http_status = http_status
        self.code = code
        self.retry_after = retry_after


class Unreachable(OrderviewerError):
    """The service did not answer, or not sensibly: retry."""

    causes = frozenset(
        {
            Cause.NO_NETWORK,
            Cause.REFUSED,
            Cause.TOO_SLOW,
            Cause.BROKEN,
            Cause.UNTRUSTED,
            Cause.PROXY_LOGIN,
            Cause.PROXY_DOWN,
            Cause.LOGIN_PAGE,
            Cause.SERVICE,
            Cause.BUSY,
            Cause.NOT_HTTP,
            Cause.STOPPED,
        }
    )


class Unauthorized(OrderviewerError):
    """Orange refused the secrets: the user must enter new ones; never retried by itself."""

    causes = frozenset(
        {Cause.CLIENT_REFUSED, Cause.SCOPE_REFUSED, Cause.ACCESS_REFUSED, Cause.KEY_REFUSED}
    )


class Rejected(OrderviewerError):
    """Orange refused or garbled this request: report it, with the request id."""

    causes = frozenset(
        {
            Cause.BAD_REQUEST,
            Cause.ORDER_GONE,
            Cause.WRONG_ADDRESS,
            Cause.REDIRECTED,
            Cause.NOT_UNDERSTOOD,
            Cause.LOGIN_NOT_UNDERSTOOD,
            Cause.TOO_LARGE,
            Cause.NOT_ACCEPTABLE,
            Cause.POLICY_BROKEN,
        }
    )


class CredentialsUnavailable(OrderviewerError):
    """The secrets cannot be had from, or given to, the system keyring."""

    causes = frozenset(
        {
            Cause.NOT_CONFIGURED,
            Cause.VANISHED,
            Cause.LOCKED,
            Cause.NO_KEYRING,
            Cause.NOT_SAVED,
            Cause.UNUSABLE_SECRET,
        }
    )


class StoreDamaged(OrderviewerError):
    """The local store cannot be read or written."""

    causes = frozenset(
        {
            *(Cause.DAMAGED, Cause.NEWER, Cause.ERASED),
            *(Cause.DISK_FULL, Cause.NOT_WRITABLE, Cause.STORE_BUSY, Cause.BACKUP_DAMAGED),
        }
    )


class ExportFailed(OrderviewerError):
    """The export's file was not written; whatever stood there before is unchanged."""

    causes = frozenset(
        {
            Cause.EXPORT_DISK_FULL,
            Cause.EXPORT_TARGET_BUSY,
            Cause.EXPORT_NO_FOLDER,
            Cause.EXPORT_INCOMPLETE,
            Cause.EXPORT_OTHER,
        }
    )

"""Every fault on the wire, in the login and in the answers: which named error, or what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orderviewer.order import (
    Cause,
    Order,
    OrderviewerError,
    Page,
    Rejected,
    Unauthorized,
    Unreachable,
)
from orderviewer.remote.api import Connection
from orderviewer.simulator import FAULTS, Simulator
from tests.remote.conftest import FIRST_PAGE, PATIENT, SHORT

WHOLE = 20  # orders on the first page

TOKEN_FAILURES = {
    "token_missing": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_empty": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_null": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_number": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_with_newline": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_not_ascii": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_type=mac": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_huge": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_array": Cause.LOGIN_NOT_UNDERSTOOD,
    "token:not_json": Cause.LOGIN_NOT_UNDERSTOOD,
    "token:truncated_json": Cause.LOGIN_NOT_UNDERSTOOD,
    "token:deep_nesting": Cause.LOGIN_NOT_UNDERSTOOD,
    "token:bad_utf8": Cause.LOGIN_NOT_UNDERSTOOD,
    "token_html": Cause.LOGIN_PAGE,
    "token:html_as_json": Cause.LOGIN_PAGE,
    "token:portal_511": Cause.LOGIN_PAGE,
    "token:html_error=502": Cause.SERVICE,
    "token:status=503": Cause.SERVICE,
    "token:busy": Cause.BUSY,
    "token:proxy_407": Cause.PROXY_LOGIN,
    "token:redirect": Cause.REDIRECTED,
    "token:empty_404": Cause.WRONG_ADDRESS,
    "token:hang": Cause.TOO_SLOW,
    "token:drip_headers": Cause.TOO_SLOW,
    "token:close": Cause.BROKEN,
    "token:garbage": Cause.NOT_HTTP,
    "token:gzip_bomb": Cause.LOGIN_NOT_UNDERSTOOD,
    "invalid_client": Cause.CLIENT_REFUSED,
    "invalid_client=400": Cause.CLIENT_REFUSED,
    "unknown_client": Cause.CLIENT_REFUSED,
    "unauthorized_client": Cause.CLIENT_REFUSED,
    "invalid_scope": Cause.SCOPE_REFUSED,
}
# The list call and the detail call alike, unless DETAIL_DIFFERS says otherwise.
FAILURES = {
    "status=400": Cause.BAD_REQUEST,
    "status=404": Cause.WRONG_ADDRESS,
    "status=405": Cause.BAD_REQUEST,
    "status=406": Cause.NOT_ACCEPTABLE,
    "status=408": Cause.SERVICE,
    "status=409": Cause.BAD_REQUEST,
    "status=410": Cause.BAD_REQUEST,
    "status=418": Cause.BAD_REQUEST,
    "status=451": Cause.BAD_REQUEST,
    "status=500": Cause.SERVICE,
    "status=502": Cause.SERVICE,
    "status=503": Cause.SERVICE,
    "status=504": Cause.SERVICE,
    "code=1": Cause.SERVICE,
    "code=5": Cause.SERVICE,
    "code=6": Cause.SERVICE,
    "code=20": Cause.BAD_REQUEST,
    "code=25": Cause.KEY_REFUSED,
    "code=26": Cause.KEY_REFUSED,
    "code=27": Cause.BAD_REQUEST,
    "code=28": Cause.BAD_REQUEST,
    "code=40": Cause.ACCESS_REFUSED,
    "code=41": Cause.ACCESS_REFUSED,
    "code=42": Cause.ACCESS_REFUSED,
    "code=50": Cause.KEY_REFUSED,
    "code=51": Cause.KEY_REFUSED,
    "code=52": Cause.KEY_REFUSED,
    "code=53": Cause.BUSY,
    "code=60": Cause.WRONG_ADDRESS,
    "code=62": Cause.NOT_ACCEPTABLE,
    "code=63": Cause.SERVICE,
    "code=69": Cause.SERVICE,
    "busy": Cause.BUSY,
    "busy_403": Cause.BUSY,
    "maintenance": Cause.SERVICE,
    "html_200": Cause.LOGIN_PAGE,
    "html_as_json": Cause.LOGIN_PAGE,
    "portal_511": Cause.LOGIN_PAGE,
    "html_error=500": Cause.SERVICE,
    "html_error=502": Cause.SERVICE,
    "proxy_407": Cause.PROXY_LOGIN,
    "redirect=301": Cause.REDIRECTED,
    "redirect=302": Cause.REDIRECTED,
    "redirect=307": Cause.REDIRECTED,
    "redirect_loop": Cause.REDIRECTED,
    "redirect_to": Cause.REDIRECTED,
    "as_status=304": Cause.REDIRECTED,
    "empty_404": Cause.WRONG_ADDRESS,
    "base_moved": Cause.WRONG_ADDRESS,
    "json=null": Cause.NOT_UNDERSTOOD,
    "json=7": Cause.NOT_UNDERSTOOD,
    'json="orders"': Cause.NOT_UNDERSTOOD,
    "json=[1, 2]": Cause.NOT_UNDERSTOOD,
    "json={}": Cause.NOT_UNDERSTOOD,
    'json={"a": [], "b": []}': Cause.NOT_UNDERSTOOD,
    "not_json": Cause.NOT_UNDERSTOOD,
    "latin_1": Cause.NOT_UNDERSTOOD,
    "bad_utf8": Cause.NOT_UNDERSTOOD,
    "truncated_json": Cause.NOT_UNDERSTOOD,
    "trailing_garbage": Cause.NOT_UNDERSTOOD,
    "two_documents": Cause.NOT_UNDERSTOOD,
    "single_quotes": Cause.NOT_UNDERSTOOD,
    "deep_nesting": Cause.NOT_UNDERSTOOD,
    "gzip_cut": Cause.NOT_UNDERSTOOD,
    "cut_unframed": Cause.NOT_UNDERSTOOD,
    "length_short": Cause.NOT_UNDERSTOOD,
    "gzip_label": Cause.BROKEN,
    "gzip_chain": Cause.BROKEN,
    "gzip_bomb": Cause.TOO_LARGE,
    "endless_body": Cause.TOO_LARGE,
    "ten_gigabytes": Cause.TOO_LARGE,
    "hang": Cause.TOO_SLOW,
    "stall": Cause.TOO_SLOW,
    "stall_headers": Cause.TOO_SLOW,
    "stall_body": Cause.TOO_SLOW,
    "drip": Cause.TOO_SLOW,
    "drip_headers": Cause.TOO_SLOW,
    "endless_1xx": Cause.TOO_SLOW,
    "endless_blanks": Cause.TOO_SLOW,
    "close": Cause.BROKEN,
    "cut_headers": Cause.BROKEN,
    "cut": Cause.BROKEN,
    "cut_chunked": Cause.BROKEN,
    "bad_chunk": Cause.BROKEN,
    "reset": Cause.BROKEN,
    "reset_body": Cause.BROKEN,
    "garbage": Cause.NOT_HTTP,
    "ssh_banner": Cause.NOT_HTTP,
    "bad_status_line": Cause.NOT_HTTP,
    "http_2_preface": Cause.NOT_HTTP,
    "length_twice": Cause.NOT_HTTP,
    "huge_headers": Cause.NOT_HTTP,
    "many_headers": Cause.NOT_HTTP,
    "endless_headers": Cause.NOT_HTTP,
}
DETAIL_DIFFERS = {
    "status=404": Cause.ORDER_GONE,
    "status=410": Cause.ORDER_GONE,
    "code=20": Cause.ORDER_GONE,
    "code=60": Cause.ORDER_GONE,
    "empty_404": Cause.ORDER_GONE,
    "base_moved": Cause.ORDER_GONE,
    "no_content": Cause.ORDER_GONE,
    "json=null": Cause.ORDER_GONE,
    "json={}": Cause.ORDER_GONE,
    "json=[]": Cause.ORDER_GONE,
    'json={"code": 60, "message": "Resource not found"}': Cause.ORDER_GONE,
    'json={"code": 1, "message": "Internal error"}': Cause.NOT_UNDERSTOOD,
    'json=[{"id": "1"}, {"id": "2"}]': Cause.NOT_UNDERSTOOD,
    "empty_200": Cause.NOT_UNDERSTOOD,
    "detail_mismatch": Cause.NOT_UNDERSTOOD,
    'json={"a": [], "b": []}': None,
}
# Harmless: the whole first page comes, each order with its id.
TOLERATED = [
    *["token_type_absent", "token_scope", "token_newline", "token_long", "expires_in_absent"],
    *["expires_in_null", "expires_in_text", "expires_in_words", "expires_in_float"],
    *["expires_in=0", "expires_in=-5", "expires_in=99999999999", "token:bom", "token:utf_16"],
    *["status_required", "bom", "leading_newline", "utf_16", "gzip", "chunked", "unframed"],
    *["content_type=text/plain", "content_type=text/html", "no_content_type", "close_after"],
    *["content_encoding=br", "as_status=203", "as_status=206", "length_text", "length_negative"],
    *["no_request_id", "odd_request_id", "envelope=items", "envelope=orders", "envelope=data"],
    *["envelope=results", "envelope=whatever", "nan", "infinity", "overflow_number"],
    *["long_number", "duplicate_keys", "raw_control", "deep_row", "surrogate_texts", "ids_odd"],
    *["ids_number", "ids_spaced", "odd_keys", "wrong_types", "request_null", "long_texts"],
    *["answer_twice", "token_dies_after=1", "values_null", "control_texts"],
]
COUNTS = {
    "counts_106_25": 106,
    "counts_swapped": 36,
    "counts_missing": None,
    "counts_text": None,
    "counts_text=-5": None,
    "counts_text=1e3": None,
    "counts_empty": None,
    "counts_unfiltered": 60,
    "counts_twice": 36,
    "total=3": 20,
}


def name_of(spec: str) -> str:
    return spec.partition("=")[0].rpartition(":")[2]


NAMED = {name_of(spec) for spec in (*TOKEN_FAILURES, *FAILURES, *TOLERATED, *COUNTS)}
ELSEWHERE = {"bad_header"}


def kind_of(cause: Cause) -> type[OrderviewerError]:
    return next(k for k in (Unreachable, Unauthorized, Rejected) if cause in k.causes)


@pytest.fixture
def connect_for(
    connect: Callable[..., Connection], sim: Simulator
) -> Callable[[Cause | None], Connection]:
    """A connection that waits long enough, unless time is what will run out."""
    return lambda cause: connect(sim, limits=SHORT if cause is Cause.TOO_SLOW else PATIENT)


ConnectFor = Callable[[Cause | None], Connection]


def ask(connection: Connection, what: str, order_id: str) -> Page | Order | OrderviewerError:
    api = connection.api()
    try:
        return api.page(FIRST_PAGE) if what == "list" else api.order(order_id)
    except OrderviewerError as error:
        return error


def require_failure(got: object, cause: Cause) -> None:
    assert isinstance(got, kind_of(cause)), got
    assert got.cause is cause
    assert got.detail
    assert "<" not in got.detail, "a page is never quoted"


@pytest.mark.parametrize(("fault", "cause"), TOKEN_FAILURES.items())
def test_a_failing_login(connect_for: ConnectFor, sim: Simulator, fault: str, cause: Cause) -> None:
    sim.faults.set(fault)
    require_failure(ask(connect_for(cause), "list", ""), cause)
    assert not sim.requests.of("/orders")


@pytest.mark.parametrize(("fault", "cause"), FAILURES.items())
def test_a_failing_list(connect_for: ConnectFor, sim: Simulator, fault: str, cause: Cause) -> None:
    sim.faults.set(fault)
    require_failure(ask(connect_for(cause), "list", ""), cause)
    assert len(sim.requests) <= 4, "two tokens and two calls at most"


# How slowness is noticed does not depend on what was asked.
ASKED_OF_DETAIL = [
    (fault, cause)
    for fault, cause in (FAILURES | DETAIL_DIFFERS).items()
    if cause is not Cause.TOO_SLOW or fault == "hang"
]


@pytest.mark.parametrize(("fault", "cause"), ASKED_OF_DETAIL)
def test_a_failing_detail(
    connect_for: ConnectFor, sim: Simulator, fault: str, cause: Cause | None
) -> None:
    sim.faults.set(fault)
    got = ask(connect_for(cause), "detail", sim.world.id_of(0))
    if cause is None:  # strange, but an object: kept under the id it was asked for
        assert isinstance(got, Order)
        assert got.key == sim.world.id_of(0)
        return
    require_failure(got, cause)
    assert len(sim.requests) <= 4


@pytest.mark.parametrize("fault", TOLERATED)
def test_a_tolerated_oddity(connection: Connection, sim: Simulator, fault: str) -> None:
    sim.faults.set(fault)
    got = ask(connection, "list", "")
    assert isinstance(got, Page), got
    assert len(got.orders) == WHOLE
    assert len({order.key for order in got.orders if order.has_id}) == WHOLE


@pytest.mark.parametrize(("fault", "about"), COUNTS.items())
def test_counts_are_a_hint(
    connection: Connection, sim: Simulator, fault: str, about: int | None
) -> None:
    sim.faults.set(fault)
    page = connection.api().page(FIRST_PAGE)
    assert page.about == about
    assert len(page.orders) == WHOLE


@pytest.mark.parametrize(
    ("fault", "nameless"),
    [("ids_null", 20), ("ids_missing", 20), ("ids_empty", 20), ("ids_float", 20),
     ("ids_list", 20), ("ids_object", 20), ("ids_bool", 20), ("ids_control", 20),
     ("ids_long", 1)],
)  # fmt: skip
def test_an_order_without_a_usable_id_is_kept(
    connection: Connection, sim: Simulator, fault: str, nameless: int
) -> None:
    sim.faults.set(fault)
    page = connection.api().page(FIRST_PAGE)
    keys = [order.key for order in page.orders if not order.has_id]
    assert len(page.orders) == WHOLE
    assert len(keys) == len(set(keys)) == nameless
    assert all(key.startswith("?") and len(key) > 10 for key in keys)


def test_odd_elements_among_the_orders_are_kept(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("odd_rows")
    page = connection.api().page(FIRST_PAGE)
    odd = {order.raw for order in page.orders if not order.has_id}
    assert {b"null", b"{}"} <= odd
    assert len(page.orders) - len(odd) == WHOLE


@pytest.mark.expects_log("Failed to parse headers")
def test_a_header_without_a_colon_costs_no_order(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("bad_header")
    assert len(connection.api().page(FIRST_PAGE).orders) == WHOLE


@pytest.mark.parametrize("style", ["text", "padded", "reason", "onap", "exchanged", "oauth"])
def test_every_shape_of_error_body_is_read(
    connection: Connection, sim: Simulator, style: str
) -> None:
    sim.faults.set("code=50", f"error_style={style}")
    got = ask(connection, "list", "")
    require_failure(got, Cause.KEY_REFUSED)
    assert isinstance(got, OrderviewerError)
    assert got.http_status == 403
    assert "denied" in got.detail.lower()


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - NAMED - ELSEWHERE))
def test_what_the_other_faults_leave_is_a_page_and_an_order_or_a_named_error(
    connection: Connection, sim: Simulator, fault: str
) -> None:
    """Those that have no meaning on a first page of their own: paging is the crawl's business."""
    sim.faults.set(fault)
    page = ask(connection, "list", "")
    assert isinstance(page, Page | Unreachable), page
    if isinstance(page, Page):
        assert page.orders or page.ended
    assert isinstance(ask(connection, "detail", sim.world.id_of(0)), Order | OrderviewerError)

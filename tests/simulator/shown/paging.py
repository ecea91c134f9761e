"""What the faults of the list look like."""

from __future__ import annotations

from tests.simulator.asking import Asking
from tests.simulator.shown import known, shows


def ids(asking: Asking, offset: int = 0, limit: int = 10, sort: str = "-id") -> list[str]:
    reply = asking.page(f"status=Current&offset={offset}&limit={limit}&sort={sort}")
    assert reply.status == 200
    assert reply.header("X-Result-Count") == str(len(reply.json()))
    return [row["id"] for row in reply.json()]


@shows("offset_as_page")
def _(asking: Asking) -> None:
    assert ids(asking, 1) == known(asking)[10:20]
    assert ids(asking, 10) == []


@shows("offset_ignored")
def _(asking: Asking) -> None:
    assert ids(asking, 10) == known(asking)[:10]


@shows("cap_limit=4", "limit_ignored=4")
def _(asking: Asking) -> None:
    assert ids(asking, 3) == known(asking)[3:7]


@shows("limit_ignored")
def _(asking: Asking) -> None:
    assert len(ids(asking)) == 30


@shows("cap_limit")
def _(asking: Asking) -> None:
    assert len(ids(asking, 0, 30)) == 20
    assert len(ids(asking, 0, 5)) == 5


@shows("sort_ignored")
def _(asking: Asking) -> None:
    assert ids(asking) == known(asking)[::-1][:10]


@shows("sort_refused")
def _(asking: Asking) -> None:
    assert (asking.page().status, asking.page().code) == (400, 28)
    assert asking.page("status=Current").status == 200


@shows("sort_as_text")
def _(asking: Asking) -> None:
    assert ids(asking, 0, 60) == sorted(known(asking), reverse=True)


@shows("unsorted")
def _(asking: Asking) -> None:
    whole = ids(asking, 0, 60)
    assert whole not in (known(asking), known(asking)[::-1])
    assert sorted(whole, key=int) == known(asking)[::-1]
    assert ids(asking) + ids(asking, 10) == whole[:20]


@shows("unstable_order")
def _(asking: Asking) -> None:
    first, second = ids(asking, 0, 60), ids(asking, 0, 60)
    assert first != second
    assert sorted(first) == sorted(second) == sorted(known(asking))


@shows("drift", "drift=1")
def _(asking: Asking) -> None:
    pages = ids(asking) + ids(asking, 10) + ids(asking, 20)
    assert pages == known(asking)[:10] + known(asking)[9:19] + known(asking)[18:28]


@shows("drift=-1")
def _(asking: Asking) -> None:
    assert ids(asking) + ids(asking, 10) == known(asking)[:10] + known(asking)[11:21]


@shows("past_end", "past_end=416", "past_end=404", "past_end=400", "past_end=204")
def _(asking: Asking) -> None:
    total = len(known(asking))
    assert len(ids(asking, total - 1)) == 1
    reply = asking.page(f"status=Current&offset={total}&limit=10")
    assert reply.status in (416, 404, 400, 204)
    assert reply.header("Content-Range") == (f"items */{total}" if reply.status == 416 else None)


@shows("wrap_around")
def _(asking: Asking) -> None:
    assert ids(asking, len(known(asking))) == known(asking)[:10]


@shows("repeat_page", "repeat_page=2")
def _(asking: Asking) -> None:
    assert ids(asking) == ids(asking, 10) == ids(asking, 20) == known(asking)[:10]


@shows("repeat_page=3")
def _(asking: Asking) -> None:
    assert ids(asking, 10) == ids(asking, 20) == ids(asking, 30) == known(asking)[10:20]


@shows("endless_list")
def _(asking: Asking) -> None:
    pages = [ids(asking, offset) for offset in (0, 10, 1000, 100_000)]
    assert all(len(page) == 10 for page in pages)
    assert len({id_ for page in pages for id_ in page}) == 40


@shows("empty_page", "empty_page=2")
def _(asking: Asking) -> None:
    assert [len(ids(asking, offset)) for offset in (0, 10, 20)] == [10, 0, 10]


@shows("short_page", "short_page=2")
def _(asking: Asking) -> None:
    assert [len(ids(asking, offset)) for offset in (0, 10, 20)] == [10, 5, 10]


@shows("surplus_row")
def _(asking: Asking) -> None:
    assert ids(asking, 10) == [*known(asking)[10:20], known(asking)[10]]


@shows("missing_row")
def _(asking: Asking) -> None:
    assert ids(asking, 10) == [known(asking)[10], *known(asking)[12:20]]


def counts(asking: Asking) -> tuple[str | None, str | None]:
    reply = asking.page()
    assert len(reply.json()) == 10
    return reply.header("X-Result-Count"), reply.header("X-Total-Count")


@shows("counts_106_25")
def _(asking: Asking) -> None:
    assert counts(asking) == ("106", "25")


@shows("counts_swapped")
def _(asking: Asking) -> None:
    assert counts(asking) == (str(len(known(asking))), "10")


@shows("counts_missing")
def _(asking: Asking) -> None:
    assert counts(asking) == (None, None)


@shows("counts_text", "counts_text=many")
def _(asking: Asking) -> None:
    assert counts(asking) == ("many", "many")


@shows("counts_empty")
def _(asking: Asking) -> None:
    assert counts(asking) == ("", "")


@shows("counts_unfiltered")
def _(asking: Asking) -> None:
    assert counts(asking) == ("10", "60")


@shows("counts_twice")
def _(asking: Asking) -> None:
    headers = asking.page().headers
    assert headers["x-result-count"] == ["10", "1"]
    assert headers["x-total-count"] == [str(len(known(asking))), "1"]


@shows("total", "total=0", "total=-5", "total=1000000")
def _(asking: Asking) -> None:
    assert counts(asking)[1] in ("7", "0", "-5", "1000000")


@shows("total_moves")
def _(asking: Asking) -> None:
    total = len(known(asking))
    assert [counts(asking)[1] for _ in range(3)] == [str(total + 3 * use) for use in range(3)]

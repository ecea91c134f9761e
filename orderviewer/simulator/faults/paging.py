"""Faults of the list: offsets, limits, order, pages and counts."""

from __future__ import annotations

from typing import Any

from orderviewer.simulator.faults.registry import (
    LIST,
    Registry,
    Situation,
    Stage,
    from_page,
    this_page,
)
from orderviewer.simulator.gateway import refusal
from orderviewer.simulator.listing import Arrangement, Listing
from orderviewer.simulator.messages import Answer

PAGING = Registry()
fault = PAGING.fault

_RESULT, _TOTAL = "X-Result-Count", "X-Total-Count"


@fault("offset_as_page", "offset is taken for a page number", Stage.LISTING, LIST)
def _offset_as_page(_: Situation, listing: Listing) -> None:
    listing.offset *= listing.limit


@fault("offset_ignored", "every page is the first page", Stage.LISTING, LIST)
def _offset_ignored(_: Situation, listing: Listing) -> None:
    listing.offset = 0


@fault("cap_limit", "no page holds more rows than this", Stage.LISTING, LIST, 20)
def _cap_limit(situation: Situation, listing: Listing) -> None:
    listing.limit = min(listing.limit, situation.number())


@fault("limit_ignored", "every page holds this many rows, whatever was asked", Stage.LISTING, LIST,
       30)  # fmt: skip
def _limit_ignored(situation: Situation, listing: Listing) -> None:
    listing.limit = situation.number()


@fault("sort_ignored", "rows always come with ascending ids", Stage.LISTING, LIST)
def _sort_ignored(_: Situation, listing: Listing) -> None:
    listing.descending = False


@fault("sort_refused", "a list call with sort gets 400 with code 28", Stage.LISTING, LIST,
       concerns=lambda request, _: "sort" in request.query)  # fmt: skip
def _sort_refused(situation: Situation, _: Listing) -> Answer:
    return refusal(28, f"sort: {situation.request.query['sort']!r} is not supported.")


@fault("sort_as_text", "ids are sorted as text: 100 before 99", Stage.LISTING, LIST)
def _sort_as_text(_: Situation, listing: Listing) -> None:
    listing.arrangement = Arrangement.TEXT


@fault("unsorted", "rows come in an order of their own, the same for every call", Stage.LISTING,
       LIST)  # fmt: skip
def _unsorted(_: Situation, listing: Listing) -> None:
    listing.arrangement = Arrangement.SCATTERED


@fault("unstable_order", "rows come in another order at every call", Stage.LISTING, LIST)
def _unstable_order(situation: Situation, listing: Listing) -> None:
    listing.arrangement = Arrangement.SCATTERED
    listing.shift = situation.use * 7


@fault("drift", "between calls this many rows appear (or, negative, vanish) before the page",
       Stage.LISTING, LIST, 1)  # fmt: skip
def _drift(situation: Situation, listing: Listing) -> None:
    if listing.offset:
        listing.offset = max(0, listing.offset - situation.number() * (situation.use - 1))


@fault("past_end", "a page past the end gets this status: 416, 404 (empty body), 400 or 204",
       Stage.LISTING, LIST, 416)  # fmt: skip
def _past_end(situation: Situation, listing: Listing) -> Answer | None:
    total = situation.world.count(listing.scope)
    if listing.offset < total or not listing.offset:
        return None
    status = situation.number()
    if status == 400:
        return refusal(28, "offset: past the end.")
    answer = Answer(status)
    if status == 416:
        answer.headers.append(("Content-Range", f"items */{total}"))
    return answer


@fault("wrap_around", "a page past the end starts again with the first rows", Stage.LISTING, LIST)
def _wrap_around(situation: Situation, listing: Listing) -> None:
    listing.offset %= max(1, situation.world.count(listing.scope))


@fault("repeat_page", "the page of this number and all later ones repeat the one before",
       Stage.LISTING, LIST, 2, from_page)  # fmt: skip
def _repeat_page(situation: Situation, listing: Listing) -> None:
    listing.offset = (situation.number() - 2) * listing.limit


@fault("endless_list", "the list never ends: new ids for ever", Stage.LISTING, LIST)
def _endless_list(situation: Situation, listing: Listing) -> None:
    listing.offset %= max(1, situation.world.count(listing.scope) - listing.limit)


@PAGING.also("endless_list", Stage.ROWS)
def _endless_rows(situation: Situation, rows: list[Any]) -> list[Any]:
    asked = int(situation.request.query.get("offset", "0"))
    return [
        {**row, "id": f"{9_000_000 + asked + place}"} if isinstance(row, dict) else row
        for place, row in enumerate(rows)
    ]


@fault("empty_page", "the page of this number is empty though more rows follow", Stage.ROWS, LIST,
       2, this_page)  # fmt: skip
def _empty_page(_: Situation, __: list[Any]) -> list[Any]:
    return []


@fault("short_page", "the page of this number holds only half its rows", Stage.ROWS, LIST, 2,
       this_page)  # fmt: skip
def _short_page(_: Situation, rows: list[Any]) -> list[Any]:
    return rows[: len(rows) // 2]


@fault("surplus_row", "every page holds its first row once more, at its end", Stage.ROWS, LIST)
def _surplus_row(_: Situation, rows: list[Any]) -> list[Any]:
    return [*rows, *rows[:1]]


@fault("missing_row", "every page lacks its second row", Stage.ROWS, LIST)
def _missing_row(_: Situation, rows: list[Any]) -> list[Any]:
    return rows[:1] + rows[2:]


def _counts(answer: Answer) -> tuple[str, str]:
    known = dict(answer.headers)
    return known.get(_RESULT, "0"), known.get(_TOTAL, "0")


def _set_counts(answer: Answer, result: str, total: str) -> None:
    answer.header(_RESULT, result)
    answer.header(_TOTAL, total)


@fault("counts_106_25", "the count headers are those of the documentation, 106 and 25",
       Stage.ANSWER, LIST)  # fmt: skip
def _counts_106_25(_: Situation, answer: Answer) -> None:
    _set_counts(answer, "106", "25")


@fault("counts_swapped", "each count header has the other's value", Stage.ANSWER, LIST)
def _counts_swapped(_: Situation, answer: Answer) -> None:
    result, total = _counts(answer)
    _set_counts(answer, total, result)


@fault("counts_missing", "no count headers", Stage.ANSWER, LIST)
def _counts_missing(_: Situation, answer: Answer) -> None:
    answer.header(_RESULT)
    answer.header(_TOTAL)


@fault("counts_text", "the count headers are this text, no number", Stage.ANSWER, LIST, "many")
def _counts_text(situation: Situation, answer: Answer) -> None:
    _set_counts(answer, situation.value, situation.value)


@fault("counts_empty", "the count headers are empty", Stage.ANSWER, LIST)
def _counts_empty(_: Situation, answer: Answer) -> None:
    _set_counts(answer, "", "")


@fault("counts_unfiltered", "X-Total-Count counts all orders, whatever the filter", Stage.ANSWER,
       LIST)  # fmt: skip
def _counts_unfiltered(situation: Situation, answer: Answer) -> None:
    answer.header(_TOTAL, str(situation.world.size))


@fault("counts_twice", "each count header comes twice, with different values", Stage.ANSWER, LIST)
def _counts_twice(_: Situation, answer: Answer) -> None:
    result, total = _counts(answer)
    answer.header(_RESULT, result, "1")
    answer.header(_TOTAL, total, "1")


@fault("total", "X-Total-Count is always this", Stage.ANSWER, LIST, 7)
def _total(situation: Situation, answer: Answer) -> None:
    answer.header(_TOTAL, situation.value)


@fault("total_moves", "X-Total-Count grows by this with every call", Stage.ANSWER, LIST, 3)
def _total_moves(situation: Situation, answer: Answer) -> None:
    _, total = _counts(answer)
    answer.header(_TOTAL, str(int(total) + situation.number() * (situation.use - 1)))

"""Orders that are in no list any more are asked for by id before they are called vanished."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orderviewer.order import Cause, OrderviewerError, Rejected, StoreDamaged

if TYPE_CHECKING:
    from orderviewer.feed.session import Session
    from orderviewer.local.store import Store
    from orderviewer.order import Order

MOST_ASKED = 20  # detail calls of one sync; the rest is asked for by the next ones (product.md 0)


async def ask_for_lost(session: Session) -> None:
    """One after the other; raises StoreDamaged, and leaves for later what cannot be asked now."""
    lanes, gone = session.lanes, []
    for number, key in await lanes.writing.run(_lost, session.writer):
        try:
            order = await session.detail(key)
        except Rejected as error:
            if error.cause is not Cause.ORDER_GONE:
                break
            gone.append(number)
        except StoreDamaged:
            raise
        except OrderviewerError:
            break
        else:
            await lanes.writing.run(_keep, session.writer, order)
    await lanes.writing.run(_settle, session.writer, gone)


def _lost(writer: Store) -> list[tuple[int, str]]:
    return writer.lost(MOST_ASKED)


def _keep(writer: Store, order: Order) -> None:
    writer.put_detail(order, datetime.now(UTC))


def _settle(writer: Store, gone: list[int]) -> None:
    now = datetime.now(UTC)
    writer.settle_details(now)
    if gone:
        writer.tell_vanished(gone, now)

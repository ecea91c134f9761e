"""Stores as each version of the program made them, kept for ever in the folder `stores`.

`python -m tests.local.stored` adds the one of the present version: due whenever it counts up.
"""

from __future__ import annotations

import gzip
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orderviewer.local.migrations import VERSION
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from tests.local.factories import order, page

FOLDER = Path(__file__).with_name("stores")
MONDAY = datetime(2026, 2, 2, 8, 0, tzinfo=UTC)


def stores() -> list[Path]:
    return sorted(FOLDER.glob("version-*.db.gz"))


def version_of(file: Path) -> int:
    return int(file.name.split("-")[1].split(".")[0])


def unpack(file: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.decompress(file.read_bytes()))
    return target


def site(number: int, state: str, promised: str) -> Order:
    return order(
        f"OV-{number:04d}",
        state,
        site={"name": f"Agence d’Épinal {number}", "city": "Épinal", "postalCode": "88000"},
        committedDeliveryDate=promised,
        milestones=[{"name": "Étude", "date": "2026-01-12"}],
    )


def current(day: int) -> list[Order]:
    """20 orders, of which one leaves each day; every fifth is planned, and later, from Tuesday."""
    moved = [bool(day) and number % 5 == 0 for number in range(21)]
    return [
        site(
            number,
            "Planifiée" if moved[number] else "En cours",
            f"2026-03-{10 + number % 9 + 3 * moved[number]:02d}",
        )
        for number in range(1 + day, 21)
    ]


def closed(day: int) -> list[Order]:
    """10 orders, one more each day from elsewhere, and those that left Current."""
    numbers = [*range(100 - day, 110), *range(1, 1 + day)]
    return [site(number, "Livrée", f"2026-03-{10 + number % 9:02d}") for number in numbers]


def fill_three_days(store: Store) -> None:
    """Three syncs of both lists, a detail that changed, everything indexed."""
    for day in range(3):
        now = MONDAY + timedelta(days=day)
        for scope, content in ((Scope.CURRENT, current(day)), (Scope.CLOSED, closed(day))):
            crawl = store.start_crawl(scope, now)
            store.put(page(content, stream=scope, about=len(content), ended=True), crawl, now)
            store.finish_crawl(scope, crawl, complete=True, now=now + timedelta(minutes=3))
    evening = MONDAY + timedelta(days=2, hours=9)
    store.put_detail(site(7, "En cours", "2026-03-17"), evening)
    store.put_detail(site(7, "En cours", "2026-03-24"), evening + timedelta(hours=1))
    store.settle_details(evening + timedelta(hours=1))
    while store.rederive() or store.index_pending():
        continue


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.db"
        with closing(Store.open(path)) as store:
            fill_three_days(store)
        packed = gzip.compress(path.read_bytes(), mtime=0)
    (FOLDER / f"version-{VERSION}.db.gz").write_bytes(packed)


if __name__ == "__main__":
    main()

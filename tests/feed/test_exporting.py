"""From the wish to export to the file, through the feed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.export.csv import Dialect
from orderviewer.feed.exporting import ExportPlan
from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.order import Cause, Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from orderviewer.feed.feed import Feed
    from orderviewer.simulator import Simulator

COLUMNS = ((Role.ID, "Commande"), (Role.REFERENCE, "Référence"), (Role.TOWN, "Commune"))


def plan(target: Path, **changes: Any) -> ExportPlan:
    whole: dict[str, Any] = {
        "query": Query(Scope.ALL),
        "numbers": None,
        "fetch_missing": True,
        "columns": COLUMNS,
        "dialect": Dialect.FR,
        "target": target,
    }
    return ExportPlan(**(whole | changes))


def rows_of(file: Path, delimiter: str = ";") -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=delimiter))


def test_missing_pages_are_fetched_first(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path
) -> None:
    service = opened(orders=310)
    seen: list[tuple[int, int | None]] = []
    feed.export.reading.connect(lambda done, about: seen.append((done, about)))
    target = tmp_path / "orders.csv"
    with qtbot.waitSignal(feed.export.finished, timeout=20_000) as finished:
        feed.export.start(plan(target))
    assert finished.args == [target, 310]
    rows = rows_of(target)
    assert rows[0] == ["Commande", "Référence", "Commune"]
    assert {row[0] for row in rows[1:]} == set(service.world.ids())
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@pytest.mark.parametrize("every_field", [False, True])
def test_selected_orders_only_in_their_order(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path, every_field: bool
) -> None:
    opened(orders=60)
    numbers: list[int] = []
    feed.listing.listed.connect(lambda listing: numbers.__setitem__(slice(None), listing.numbers))
    feed.listing.show(Query(Scope.ALL))
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: len(numbers) == 60)
    chosen = (numbers[7], numbers[2], numbers[9])
    target = tmp_path / "orders.tsv"
    wish = plan(
        target,
        numbers=chosen,
        fetch_missing=False,
        dialect=Dialect.TSV,
        columns=None if every_field else COLUMNS,
    )
    with qtbot.waitSignal(feed.export.finished) as finished:
        feed.export.start(wish)
    assert finished.args == [target, 3]
    rows = rows_of(target, "\t")
    assert len(rows) == 4
    assert ("request.id" in rows[0]) is every_field


def test_a_failing_page_leaves_the_earlier_file_alone(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path
) -> None:
    opened(orders=200, faults=["fail_page=2"])
    target = tmp_path / "orders.csv"
    target.write_text("yesterday's", encoding="utf-8")
    with qtbot.waitSignal(feed.export.failed, timeout=30_000) as failed:
        feed.export.start(plan(target))
    assert failed.args is not None
    assert failed.args[0].cause is Cause.SERVICE
    assert target.read_text(encoding="utf-8") == "yesterday's"
    assert [file.name for file in tmp_path.glob("*.csv")] == ["orders.csv"]


def test_stopping_answers_at_once_while_the_service_hangs(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path
) -> None:
    service = opened(orders=200, faults=["hang@3"])
    feed.export.start(plan(tmp_path / "orders.csv"))
    qtbot.waitUntil(
        lambda: sum(request.path.endswith("/orders") for request in service.requests) >= 3
    )
    with qtbot.waitSignal(feed.export.stopped, timeout=1000):
        feed.export.stop()
    qtbot.waitUntil(lambda: not feed.crawl.busy)
    assert not list(tmp_path.glob("*.csv*"))


def test_a_folder_that_is_gone_is_said(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path
) -> None:
    opened(orders=30)
    with qtbot.waitSignal(feed.export.failed, timeout=10_000) as failed:
        feed.export.start(plan(tmp_path / "gone" / "orders.csv"))
    assert failed.args is not None
    assert failed.args[0].cause is Cause.EXPORT_NO_FOLDER


def test_a_list_that_never_holds_still_is_not_exported_as_if_it_were_whole(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, tmp_path: Path
) -> None:
    service = opened(orders=120, faults=["drift=1", "counts_missing"])
    target = tmp_path / "orders.csv"
    with qtbot.waitSignal(feed.export.failed, timeout=30_000) as failed:
        feed.export.start(plan(target))
    assert failed.args is not None
    assert failed.args[0].cause is Cause.EXPORT_INCOMPLETE
    assert not target.exists()
    service.faults.clear()
    with qtbot.waitSignal(feed.export.finished, timeout=30_000):
        feed.export.start(plan(target))
    assert len(rows_of(target)) > 120

"""Two days compared in the window: groups, flow, orders, and the file."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QSplitter

from orderviewer.export.csv import Dialect
from orderviewer.feed.comparing import (
    ComparisonPlan,
    GroupPage,
    Groups,
    TwoMoments,
    write_comparison,
)
from orderviewer.feed.demo import live_through
from orderviewer.fields.roles import Role
from orderviewer.fields.values import DateStyle
from orderviewer.local.records import Compared, Fate, Shift
from orderviewer.local.store import Store
from orderviewer.profile import Endpoint, Profile
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.simulator.world import World
from orderviewer.ui.comparison import ComparisonPane
from orderviewer.ui.comparisonmodel import AFTER, BEFORE, FIELD, ComparisonModel
from orderviewer.ui.exportcomparison import ComparisonDialog
from orderviewer.ui.fatewords import fate_title, flow_sentence
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.modeltest import ModelTester

    from orderviewer.ui.language import Languages
    from tests.ui.windows import Desk

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NAME = "Siège"


def compared(number: int, *shifts: Shift) -> Compared:
    return Compared(number, str(number), Fate.LATER, ("",) * len(Role), shifts)


def test_a_line_shows_what_was_and_what_is(english: object, qtmodeltester: ModelTester) -> None:
    model = ComparisonModel(DateStyle())
    qtmodeltester.check(model)
    moved = Shift(Role.PROMISED, "", "2026-03-12", "2026-03-16")
    other = Shift(None, "note.text", "", "call back")
    moments = TwoMoments(*(2 * [None]))  # type: ignore[list-item]
    model.put(GroupPage(moments, Fate.LATER, 0, (compared(1, moved, other),), last=False))
    shown = [str(model.index(0, column).data()) for column in (FIELD, BEFORE, AFTER)]
    assert shown == ["Promised date · note.text", "12/03/2026 · –", "16/03/2026 · call back"]
    model.put(GroupPage(moments, Fate.LATER, 1, (compared(2, moved),), last=True))
    assert [model.entry(row).number for row in range(model.rowCount())] == [1, 2]


def test_the_flow_counts_every_order_once(spoken: Languages) -> None:
    counts = dict.fromkeys(Fate, 0) | {Fate.CLOSED: 2, Fate.LATER: 1, Fate.UNCHANGED: 5}
    assert flow_sentence(counts, "12 March") == (
        "8 orders on 12 March → 2 closed, 1 postponed, 5 unchanged."
    )
    spoken.switch("fr")
    assert flow_sentence(counts | {Fate.NEW: 1}, "12 mars") == (
        "8 commandes le 12 mars → 2 closes, 1 repoussée, 5 inchangées\u202f; 1 nouvelle."
    )
    assert len({fate_title(fate) for fate in Fate}) == len(Fate)


@pytest.fixture
def followed(tmp_path: Path) -> tuple[Path, TwoMoments]:
    """A store of three months, and two of its moments."""
    file = tmp_path / "orders.sqlite"
    live_through(file, World(200, today=date(2026, 1, 5), day=90), "fr")
    store = Store.open(file)
    try:
        synced = store.history.synced()
    finally:
        store.close()
    return file, TwoMoments(synced[1], synced[-1])


def test_the_file_has_a_line_for_each_field_that_is_otherwise(
    followed: tuple[Path, TwoMoments], tmp_path: Path
) -> None:
    file, moments = followed
    store = Store.open(file)
    try:
        both = store.history.two_days(*moments)
        assert both.groups == store.history.compare(*moments)
        fates = tuple(fate for fate in Fate if fate is not Fate.UNCHANGED)
        expected = [
            (fate.value, one.key)
            for fate in fates
            for one in both.rows(fate, both.groups[fate])
            for _ in one.shifts or (None,)
        ]
        later = both.rows(Fate.LATER, both.groups[Fate.LATER])
        assert later
        assert all(one.shifts[0].before < one.shifts[0].after for one in later)
        assert all(one.shifts for one in both.rows(Fate.CHANGED, both.groups[Fate.CHANGED]))
    finally:
        store.close()
    target = tmp_path / "compared.tsv"
    titles = {fate: fate.value for fate in Fate}
    roles = {role: role.value for role in Role}
    header = ("fate", "order", "reference", "site", "field", "before", "after")
    plan = ComparisonPlan(moments, fates, header, titles, roles, Dialect.TSV, target)
    told: list[tuple[int, int]] = []
    lines_written = write_comparison(file, plan, lambda *now: told.append(now), lambda: False)
    assert lines_written == len(expected)
    assert told == sorted(told)
    assert told[-1] == (len(set(expected)), len(set(expected)))  # orders, however many lines
    lines = [line.split("\t") for line in target.read_text(encoding="utf-8").splitlines()]
    assert tuple(lines[0]) == header
    assert [(line[0], line[1]) for line in lines[1:]] == expected


def opened(desk: Desk, file: Path) -> ComparisonPane:
    """The comparison of two days of this store."""
    desk.show()
    profile = Profile(NAME, Endpoint("http://127.0.0.1:9", "http://127.0.0.1:9"))
    desk.interior.show_orders(profile, demo=False)
    nobody = Secrets(Secret("a" * 8), Secret("b" * 8), Secret("c" * 8))
    desk.feed.open(profile, nobody, file)
    desk.until(desk.page.model.rowCount)
    QTest.keyClick(desk.window, Qt.Key.Key_E, KEYS)
    desk.until(lambda: desk.interior.what_was.comparison)
    place = desk.interior.what_was.comparison
    assert isinstance(place, ComparisonPane)
    desk.until(lambda: place.groups.count() == len(Fate) and place.model.rowCount())
    return place


def test_two_days_are_compared_in_the_window(
    program: Callable[[], Desk], followed: tuple[Path, TwoMoments]
) -> None:
    desk = program()
    place = opened(desk, followed[0])
    assert place.groups.hasFocus()
    assert unnamed_controls(place) == []
    desk.until(lambda: cut_texts(place) == [])
    parts = place.groups.parentWidget()
    assert isinstance(parts, QSplitter)
    parts.setSizes([1, 1_000])
    desk.until(lambda: parts.sizes()[0] > 1 and not place.groups.horizontalScrollBar().maximum())
    before = place.flow.text()
    place.earlier.setCurrentIndex(2)
    place.earlier.activated.emit(2)
    desk.until(lambda: place.groups.count() and place.flow.text() != before)
    place.groups.setCurrentRow(list(Fate).index(Fate.LATER))
    desk.until(lambda: place.model.rowCount() and place.model.entry(0).fate is Fate.LATER)
    empty = next(at for at in range(len(Fate)) if place.groups.item(at).text().endswith("(0)"))
    place.groups.setCurrentRow(empty)
    desk.until(place.nothing.isVisible)
    place.groups.setCurrentRow(list(Fate).index(Fate.LATER))
    desk.until(lambda: place.list.isVisible() and place.model.rowCount())
    place.list.selectRow(0)
    desk.until(lambda: desk.page.detail.header.title.text() == place.model.entry(0).key)
    chosen = place.model.order(0)
    place.table.trigger()
    desk.until_rows(1)
    assert chosen is not None
    assert desk.page.model.row(0).key == chosen[1]  # type: ignore[union-attr]
    QTest.keyClick(desk.window, Qt.Key.Key_E, KEYS)
    desk.until(lambda: place.isVisible() and place.model.rowCount())
    QTest.keyClick(place.groups, Qt.Key.Key_Escape)
    assert desk.page.grid.isVisible()
    assert not desk.interior.what_was.menu.compare.isChecked()


def test_the_groups_that_are_chosen_go_into_the_file(
    program: Callable[[], Desk], followed: tuple[Path, TwoMoments], tmp_path: Path
) -> None:
    desk = program()
    place = opened(desk, followed[0])
    heard: list[Groups] = []
    place.export_wanted.connect(heard.append)
    place.export.click()
    counts = heard[0].counts
    (dialog,) = desk.shown(ComparisonDialog)
    assert unnamed_controls(dialog) == []
    desk.until(lambda: cut_texts(dialog) == [])
    otherwise = tuple(fate for fate in Fate if counts[fate] and fate is not Fate.UNCHANGED)
    assert dialog.fates == otherwise
    assert {fate for fate, box in dialog.boxes.items() if not box.isEnabled()} == {
        fate for fate in Fate if not counts[fate]
    }
    for fate in otherwise:
        dialog.boxes[fate].click()
    assert not desk.button("Choose the file…").isEnabled()
    chosen = (otherwise[0], Fate.UNCHANGED)
    for fate in chosen:
        dialog.boxes[fate].click()
    write(desk, dialog, "Choose the file…", tmp_path / "nowhere" / "two.csv")
    desk.until(lambda: "Choose another file…" in texts(desk))
    write(desk, dialog, "Choose another file…", tmp_path / "two.csv")
    desk.until(lambda: "Open the file" in texts(desk))
    with (tmp_path / "two.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert header[0] == "What became of it"
    told = Counter(title for title, _key in {(line[0], line[1]) for line in lines})
    assert told == {fate_title(fate): counts[fate] for fate in chosen}
    assert desk.reads(f"{len(lines)} lines written.")
    dialog.close()
    desk.until(lambda: not desk.shown(ComparisonDialog))


def texts(desk: Desk) -> list[str]:
    return [one.text() for one in desk.shown(QAbstractButton)]


def write(desk: Desk, dialog: ComparisonDialog, button: str, target: Path) -> None:
    desk.click(button)
    desk.until(lambda: dialog.findChildren(QFileDialog))
    (picker,) = dialog.findChildren(QFileDialog)
    picker.fileSelected.emit(str(target))
    picker.close()
    desk.until(lambda: not dialog.findChildren(QFileDialog))

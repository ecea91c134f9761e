"""The sentences of the status bar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from orderviewer.feed.rows import Coverage
from orderviewer.order import Scope
from orderviewer.ui.statusline import StatusLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.show()
    return made


def told(line: StatusLine) -> list[str]:
    return [label.text() for label in line.findChildren(QLabel) if label.text()]


def test_what_has_nothing_to_say_takes_no_room(line: StatusLine) -> None:
    def room() -> set[str]:
        permanent = line.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return {label.text() for label in permanent if label.isVisible()}

    assert room() == set()
    line.show_profile("Orange")
    line.show_selected(3)
    assert room() == {"Orange", "3 selected"}
    line.show_selected(1)
    assert room() == {"Orange"}


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        (Coverage(Scope.CURRENT, 1240, 1240, 3812), "1,240 of about 3,812"),
        (Coverage(Scope.CURRENT, 3812, 3812, 3812, complete=True), "3,812 orders"),
        (Coverage(Scope.CURRENT, 1, 1, 1, complete=True), "1 order"),
        (
            Coverage(Scope.CURRENT, 137, 137, 140, complete=True, drifted=True),
            "137 of 140, the list changed while loading",
        ),
        (
            Coverage(Scope.CURRENT, 3812, 100, 3815),
            "3,812 stored; 100 of about 3,815 read again",
        ),
        (Coverage(Scope.CURRENT, 3812), "3,812 stored, none read again yet"),
        (Coverage(Scope.CURRENT), "Nothing read yet"),
        (Coverage(Scope.CURRENT, as_of=datetime.now(UTC)), "0 stored, none read again yet"),
        (
            Coverage(Scope.CURRENT, 90, 90, complete=True, drifted=True),
            "90 read; the list may be incomplete",
        ),
    ],
)
def test_how_much_of_how_much_is_always_said(
    line: StatusLine, english: object, coverage: Coverage, sentence: str
) -> None:
    line.show_coverage(coverage, busy=False, everything=False)
    assert sentence in told(line)


def test_a_sorted_part_says_that_it_is_a_part(line: StatusLine, english: object) -> None:
    line.show_sorted(by_user=True)
    line.show_coverage(Coverage(Scope.CURRENT, 10, 10, 30), busy=False, everything=False)
    assert "10 of about 30 (sorted among the orders read so far)" in told(line)
    done = Coverage(Scope.CURRENT, 30, 30, 30, complete=True)
    line.show_coverage(done, busy=False, everything=False)
    assert "30 orders" in told(line)


@pytest.mark.parametrize(
    ("age", "sentence"),
    [
        (timedelta(seconds=5), "Updated just now"),
        (timedelta(minutes=1, seconds=5), "Updated 1 minute ago"),
        (timedelta(minutes=12), "Updated 12 minutes ago"),
        (timedelta(hours=3), "Updated 3 hours ago"),
        (timedelta(days=2), "⚠ Updated 2 days ago"),
    ],
)
def test_the_age_of_the_data(
    line: StatusLine, english: object, age: timedelta, sentence: str
) -> None:
    seen = datetime.now(UTC) - age
    line.show_coverage(Coverage(Scope.ALL, 5, as_of=seen), busy=False, everything=False)
    assert sentence in told(line)


def test_how_old_is_too_old_is_the_users_choice(line: StatusLine, english: object) -> None:
    seen = datetime.now(UTC) - timedelta(hours=3)
    line.set_stale_hours(1)
    line.show_coverage(Coverage(Scope.ALL, 5, as_of=seen), busy=False, everything=False)
    assert "⚠ Updated 3 hours ago" in told(line)
    line.set_stale_hours(4)
    assert "Updated 3 hours ago" in told(line)


def test_stop_and_progress_are_there_while_everything_is_read(line: StatusLine) -> None:
    part = Coverage(Scope.CURRENT, 10, 10, 30)
    line.show_coverage(part, busy=True, everything=True)
    assert line.findChild(QProgressBar).isVisible()
    assert [b.text() for b in line.findChildren(QToolButton) if b.isVisible()] == ["Stop"]
    line.show_coverage(part, busy=False, everything=False)
    assert [b.text() for b in line.findChildren(QToolButton) if b.isVisible()] == ["Load all"]
    whole = Coverage(Scope.CURRENT, 30, 30, 30, complete=True)
    line.show_coverage(whole, busy=False, everything=False)
    assert not [b for b in line.findChildren(QToolButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("age", "sentence"),
    [
        (timedelta(days=400), ""),
        (timedelta(days=2 * 365 + 1 - 40), "⚠ API key expires in"),
        (timedelta(days=3 * 365), "⚠ API key expired"),
    ],
)
def test_a_key_that_ends_soon_is_said(
    line: StatusLine, english: object, age: timedelta, sentence: str
) -> None:
    line.show_key((datetime.now(UTC) - age).date())
    said = [text for text in told(line) if "API key" in text]
    assert [text.startswith(sentence) for text in said] == ([True] if sentence else [])

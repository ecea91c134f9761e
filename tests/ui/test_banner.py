"""The bar over the table: one message at a time, with its sign, its words and its steps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolButton

from orderviewer.order import Cause, Rejected, Unauthorized, Unreachable
from orderviewer.ui.banner import Banner
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import Action, Level, Words
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

SERVICE = Unreachable(Cause.SERVICE, "detail <b>x</b>", http_status=503, request_id="abc-7")
OFFLINE = Unreachable(Cause.NO_NETWORK, "no address")
BUSY = Unreachable(Cause.BUSY, retry_after=42)


@pytest.fixture
def banner(qtbot: QtBot, english: Languages) -> Banner:
    made = Banner()
    made.resize(700, 100)
    qtbot.addWidget(made)
    return made


def shown(banner: Banner) -> str:
    return "\n".join(one.text() for one in banner.findChildren(QLabel) if not one.isHidden())


def button(banner: Banner, text: str) -> QPushButton:
    (found,) = [one for one in banner.findChildren(QPushButton) if one.text() == text]
    return found


def buttons(banner: Banner) -> set[str]:
    return {one.text() for one in banner.findChildren(QPushButton) if not one.isHidden()}


def tool(banner: Banner, name: str) -> QToolButton:
    tools = banner.findChildren(QToolButton)
    (found,) = [one for one in tools if name in (one.text(), one.accessibleName())]
    return found


def test_it_is_not_there_until_something_is_to_be_said(banner: Banner) -> None:
    assert banner.isHidden()
    assert banner.words is None
    banner.show_error(SERVICE)
    assert banner.isVisible()
    banner.dismiss()
    assert banner.isHidden()


def test_a_failure_says_what_why_and_what_stays(banner: Banner) -> None:
    banner.show_error(SERVICE, as_of=datetime(2026, 1, 15, 9, 42, tzinfo=UTC))
    text = shown(banner)
    assert "Orange's service has a problem (HTTP 503)." in text
    assert "as of 15 January 2026, 10:42" in text
    assert "Orange reference: abc-7" in text
    assert "<b>" not in text
    assert buttons(banner) == {"Try again", "Copy for support"}


@pytest.mark.parametrize(
    ("error", "level", "shape"),
    [
        (SERVICE, Level.FAILURE, Shape.FAILURE),
        (OFFLINE, Level.OFFLINE, Shape.OFFLINE),
        (BUSY, Level.NOTICE, Shape.NOTICE),
        (ValueError("never quoted"), Level.FAILURE, Shape.FAILURE),
    ],
)
def test_levels_differ_by_shape_and_word(
    banner: Banner, error: Exception, level: Level, shape: Shape
) -> None:
    banner.show_error(error)
    assert banner.level is level
    assert banner.findChild(Mark).shape is shape
    assert banner.accessibleName().lower() == str(level)
    assert "never quoted" not in shown(banner)


def test_a_new_message_replaces_the_old_one(banner: Banner) -> None:
    banner.show_error(SERVICE)
    tool(banner, "Details").click()
    banner.show_error(OFFLINE)
    assert "503" not in shown(banner)
    assert "abc-7" not in shown(banner)
    assert not banner.findChild(QPlainTextEdit).isVisible()


@pytest.mark.parametrize(
    ("error", "label", "action"),
    [
        (SERVICE, "Try again", Action.RETRY),
        (Unauthorized(Cause.KEY_REFUSED), "Enter new credentials…", Action.CREDENTIALS),
        (Rejected(Cause.WRONG_ADDRESS), "Change the address…", Action.ADDRESS),
        (Rejected(Cause.TOO_LARGE), "Connection settings…", Action.SETTINGS),
    ],
)
def test_its_button_does_what_helps(
    banner: Banner, qtbot: QtBot, error: Exception, label: str, action: Action
) -> None:
    banner.show_error(error)
    with qtbot.waitSignal(banner.acted) as caught:
        qtbot.mouseClick(button(banner, label), Qt.MouseButton.LeftButton)
    assert caught.args == [action]


def test_where_only_support_helps_there_is_only_its_button(banner: Banner) -> None:
    banner.show_error(Rejected(Cause.BAD_REQUEST, "x", request_id="r-1"))
    assert buttons(banner) == {"Copy for support"}


def test_support_gets_the_message_and_the_facts(banner: Banner) -> None:
    banner.show_error(SERVICE)
    button(banner, "Copy for support").click()
    copied = QGuiApplication.clipboard().text()
    assert "Orange's service has a problem (HTTP 503)." in copied
    assert "X-OAPI-Request-Id: abc-7" in copied
    assert "Copied" in buttons(banner)
    banner.show_error(OFFLINE)
    assert "Copied" not in buttons(banner)


def test_details_unfold_as_plain_text(banner: Banner) -> None:
    banner.show_error(SERVICE)
    details = banner.findChild(QPlainTextEdit)
    assert not details.isVisible()
    tool(banner, "Details").click()
    assert details.isVisible()
    assert "detail: detail <b>x</b>" in details.toPlainText()
    assert details.isReadOnly()


def test_the_user_may_close_it(banner: Banner, qtbot: QtBot) -> None:
    banner.show_error(SERVICE)
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(tool(banner, "Close this message"), Qt.MouseButton.LeftButton)
    assert banner.isHidden()
    banner.show_error(SERVICE)
    with qtbot.assertNotEmitted(banner.closed):
        banner.dismiss()


def test_waiting_counts_down_and_asks_nothing(
    banner: Banner, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("orderviewer.ui.banner.time.monotonic", lambda: now)
    banner.show_waiting(BUSY, 42)
    assert "Next attempt in 42 s." in shown(banner)
    assert "Try again" not in shown(banner)
    assert buttons(banner) == {"Copy for support"}
    now += 40.5
    banner._clock.timeout.emit()
    assert "Next attempt in 2 s." in shown(banner)
    now += 2
    banner._clock.timeout.emit()
    assert "Trying again…" in shown(banner)
    assert not banner._clock.isActive()


@pytest.mark.parametrize("end", [Banner.dismiss, lambda banner: banner.show_error(SERVICE)])
def test_nothing_ticks_after_the_wait(banner: Banner, end: object) -> None:
    banner.show_waiting(BUSY, 42)
    assert banner._clock.isActive()
    end(banner)
    assert not banner._clock.isActive()
    assert "Next attempt" not in shown(banner)


def test_a_message_of_ones_own(banner: Banner) -> None:
    banner.show_message(Level.NOTICE, lambda: Words("Two orders are new."))
    assert shown(banner).strip() == "Two orders are new."
    assert buttons(banner) == set()


def test_it_speaks_up_when_it_appears(banner: Banner, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(event.type())
    )
    banner.show_error(SERVICE)
    assert heard == [QAccessible.Event.Alert]
    assert banner.accessibleDescription().startswith("Orange's service has a problem")


def test_it_follows_the_language(banner: Banner, english: Languages, qtbot: QtBot) -> None:
    banner.show_waiting(Unreachable(Cause.BUSY, http_status=429), 42)
    english.switch("fr")
    qtbot.waitUntil(lambda: "Orange demande d’attendre (HTTP 429)." in shown(banner))
    assert "Prochain essai dans" in shown(banner)
    assert "Copier pour le support" in buttons(banner)
    assert banner.accessibleName() == "Information"
    banner.dismiss()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [420, 1200])
def test_no_text_is_cut_and_every_control_has_a_name(
    banner: Banner, english: Languages, qtbot: QtBot, language: str, width: int
) -> None:
    banner.resize(width, 100)
    banner.show_error(Unauthorized(Cause.KEY_REFUSED, "x" * 300, request_id="y" * 36))
    tool(banner, "Details").click()
    english.switch(language)
    word = "Orange reference" if language == "en" else "Référence Orange"
    qtbot.waitUntil(lambda: word in shown(banner))
    assert unnamed_controls(banner) == []
    banner.resize(width, banner.heightForWidth(width))
    qtbot.waitUntil(lambda: cut_texts(banner) == [], timeout=2000)

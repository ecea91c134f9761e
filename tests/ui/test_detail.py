"""The detail pane: every order readable, nothing flickers, nothing is lost of the user's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTranslator
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from orderviewer.feed.detail import DetailState
from orderviewer.fields.values import DateStyle
from orderviewer.order import Cause, Rejected, Unreachable
from orderviewer.ui.detail import DetailPane
from tests.ui.orders import BARE, HOSTILE, NOON, encoded, invented, view_of

CONTROL = Qt.KeyboardModifier.ControlModifier
# All that Qt would read as markup or follow as a link.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def pane(qtbot: QtBot) -> DetailPane:
    made = DetailPane(DateStyle(), now=lambda: NOON)
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.show()
    return made


def settle() -> None:
    """Lets layouts and repaints that are due happen, and those that follow from them."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.processEvents()


def shown_texts(pane: QWidget) -> list[str]:
    """Every text on the screen, and what a screen reader is told besides."""
    texts = []
    for widget in [pane, *pane.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            texts.append(widget.text())
        elif isinstance(widget, (QTextEdit, QPlainTextEdit)):
            texts.append(widget.toPlainText())
    return [text for text in texts if text]


def test_without_an_order_it_says_what_to_do(pane: DetailPane) -> None:
    assert "Select an order to read it here." in shown_texts(pane)
    assert not pane.tabs.isVisible()
    assert not pane.copy()
    pane.begin_search()
    assert not pane.fields.find_bar.isVisible()


def test_an_order_that_comes_at_once_shows_no_waiting(pane: DetailPane) -> None:
    first, second = view_of(invented(1)), view_of(invented(2), number=2)
    pane.show_order(first)
    pane.show_waiting(second.key)
    assert pane.header.title.text() == first.key
    pane.show_order(second)
    assert pane.header.title.text() == second.key
    assert pane.summary.isVisible()


def test_an_order_that_is_slow_to_come_is_waited_for(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_order(view_of(invented(1)))
    pane.show_waiting("4711")
    qtbot.waitUntil(pane.waiting.isVisible)
    assert pane.header.title.text() == "4711"
    assert not pane.tabs.isVisible()
    pane.show_order(view_of(invented(2), number=2))
    assert pane.tabs.isVisible()


def test_leaving_the_selection_ends_the_waiting(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_waiting("4711")
    pane.show_nothing()
    qtbot.wait(0)
    assert not pane._patience.isActive()
    assert pane.empty.isVisible()


@pytest.mark.parametrize("dialect", ["orange", "tmf", "bare"])
def test_every_dialect_is_read(pane: DetailPane, dialect: str) -> None:
    raw = invented(7, dialect)
    pane.show_order(view_of(raw, raw))
    settle()
    assert pane.summary.stepper.sentences()
    summary = pane.summary.form.toPlainText()
    for title in ("Order\t", "Customer reference\t", "State\t", "Site\t", "Contacts"):
        assert title in summary
    assert pane.header.badge.isVisible()
    assert pane.header.badge.accessibleName().startswith("State: ")


def test_the_header_names_the_order(pane: DetailPane) -> None:
    raw = encoded(
        {"id": "118204", "request": {"customerReference": "PO-5521", "status": "in_progress"}}
    )
    pane.show_order(view_of(raw, raw))
    header = pane.header
    assert header.title.text() == "118204"
    assert header.title.accessibleName() == "Order 118204"
    assert header.reference.text() == "PO-5521"
    assert header.badge.word.text() == "In production"
    assert header.own_state.text() == "in_progress"
    assert header.badge.accessibleName() == "State: In production; Orange says “in_progress”"
    assert header.age.text() == (
        "Current · listed on 10/03/2026 12:00 · details of 10/03/2026 12:00"
    )


def test_a_state_no_rule_knows_is_shown_in_oranges_words(pane: DetailPane) -> None:
    pane.show_order(view_of(BARE))
    assert pane.header.badge.word.text() == "K7 special"
    assert not pane.header.own_state.isVisible()
    assert pane.header.badge.accessibleName() == "State: K7 special"


def test_an_order_without_milestones_and_appointments_says_so(pane: DetailPane) -> None:
    pane.show_order(view_of(BARE))
    assert not pane.summary.stepper.isVisible()
    assert pane.summary.lacking.text() == "No milestone and no appointment was found in this order."
    assert not pane.header.reference.isVisible()


def test_an_order_that_left_the_list_is_marked(pane: DetailPane) -> None:
    pane.show_order(view_of(BARE, missing=True))
    assert pane.header.missing.isVisible()
    pane.show_order(view_of(BARE, missing=False))
    assert not pane.header.missing.isVisible()


@pytest.mark.parametrize("raw", [b'"text"', b"7", b"null", b"[]", b"[1, 2]", b"{broken", b"{}"])
def test_elements_that_are_no_orders_are_shown(pane: DetailPane, raw: bytes, qtbot: QtBot) -> None:
    pane.show_order(view_of(raw))
    assert pane.header.title.text() == "Order without a number"
    pane.tabs.setCurrentWidget(pane.fields)
    pane.tabs.setCurrentWidget(pane.raw)
    qtbot.waitUntil(pane.raw.complete)
    assert "".join(pane.raw.text.toPlainText().split()) == "".join(raw.decode().split())


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_hostile_texts_stay_texts(pane: DetailPane, tab: int) -> None:
    pane.show_order(view_of(HOSTILE, HOSTILE))
    pane.tabs.setCurrentIndex(tab)
    settle()
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or label.text() == ""
        assert not label.openExternalLinks()
    for widget in pane.findChildren(QWidget):
        assert "<img" not in widget.toolTip()
        assert "<h1" not in widget.toolTip()
    everything = "\n".join(shown_texts(pane))
    assert not {"\u202e", "\x00"} & set(everything)
    assert "⟨U+202E⟩" in everything


def test_what_orange_wrote_is_copied_not_what_is_shown(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_order(view_of(HOSTILE))
    form = pane.summary.form
    form.setFocus()
    cursor = form.document().find("Customer reference")
    cursor.clearSelection()
    form.setTextCursor(cursor)
    qtbot.keyClick(form, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "PO-" + "0123456789" * 60


@pytest.mark.parametrize("raw", [invented(7), invented(3, "tmf"), HOSTILE, BARE])
def test_a_narrow_pane_cuts_nothing(pane: DetailPane, raw: bytes) -> None:
    pane.resize(260, 900)
    pane.show_order(view_of(raw, raw))
    pane.set_detail_state(DetailState.OFFLINE, Unreachable(Cause.TOO_SLOW))
    settle()
    assert pane.width() == 260
    assert pane.summary.horizontalScrollBar().maximum() == 0
    for part in (pane.summary.form, pane.summary.stepper):
        assert part.width() <= pane.summary.viewport().width()
        assert part.verticalScrollBar().maximum() == 0
    for label in pane.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height()


def test_only_the_tab_that_is_looked_at_is_filled(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_order(view_of(invented(7)))
    assert pane.fields.model.rowCount() == 0
    assert pane.raw.text.toPlainText() == ""
    pane.tabs.setCurrentWidget(pane.fields)
    assert pane.fields.model.rowCount() > 5
    pane.tabs.setCurrentWidget(pane.raw)
    qtbot.waitUntil(pane.raw.complete)
    assert '"id"' in pane.raw.text.toPlainText()


def test_the_tab_stays_when_another_order_is_chosen(pane: DetailPane) -> None:
    pane.show_order(view_of(invented(1)))
    pane.tabs.setCurrentWidget(pane.fields)
    other = view_of(invented(2), number=2)
    pane.show_order(other)
    assert pane.tabs.currentWidget() is pane.fields
    assert pane.fields.model.index(0, 1).data() == other.key
    pane.tabs.setCurrentWidget(pane.summary)
    assert other.key in pane.summary.form.toPlainText()


def test_a_newer_state_of_the_order_keeps_the_place(pane: DetailPane) -> None:
    raw = invented(7)
    pane.resize(300, 260)
    pane.show_order(view_of(raw))
    settle()
    bar = pane.summary.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    pane.show_order(view_of(raw, invented(7)))
    settle()
    assert bar.value() == place
    pane.show_order(view_of(invented(8), number=2))
    settle()
    assert bar.value() == 0


def test_the_same_content_again_keeps_the_selection(pane: DetailPane) -> None:
    view = view_of(invented(7))
    pane.show_order(view)
    pane.summary.form.selectAll()
    pane.show_order(view)
    assert pane.summary.form.textCursor().hasSelection()


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        (DetailState.ASKING, None, "Asking Orange for the details…"),
        (DetailState.OFFLINE, None, "There is no connection to Orange"),
        (
            DetailState.OFFLINE,
            Unreachable(Cause.TOO_SLOW, "slow"),
            "The details could not be read.",
        ),
        (DetailState.GONE, Rejected(Cause.ORDER_GONE), "the last copy is shown"),
        (DetailState.LIST_ONLY, None, "has no number"),
    ],
)
def test_how_the_detail_call_stands_is_a_line_of_words(
    pane: DetailPane, state: DetailState, error: Unreachable | None, words: str
) -> None:
    pane.show_order(view_of(BARE))
    pane.set_detail_state(state, error)
    assert words in pane.note.text.text()
    assert pane.note.isVisible()
    assert pane.note.retry.isVisible() == (state is DetailState.OFFLINE)
    pane.set_detail_state(DetailState.MERGED)
    assert not pane.note.isVisible()


def test_the_states_arrive_as_plain_text_too(pane: DetailPane) -> None:
    pane.show_order(view_of(BARE))
    pane.set_detail_state("offline")  # type: ignore[arg-type]  a signal of str carries them
    assert pane.note.state is DetailState.OFFLINE


def test_retry_is_a_wish(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_order(view_of(BARE))
    pane.set_detail_state(DetailState.OFFLINE)
    with qtbot.waitSignal(pane.retried):
        pane.note.retry.click()


def test_another_order_has_nothing_to_do_with_the_failure_before(pane: DetailPane) -> None:
    pane.show_order(view_of(BARE))
    pane.set_detail_state(DetailState.OFFLINE)
    pane.show_order(view_of(invented(2), number=2))
    assert not pane.note.isVisible()


def test_selecting_never_changes_the_least_size(pane: DetailPane) -> None:
    least = pane.minimumSizeHint()
    for raw in (BARE, HOSTILE, invented(7)):
        pane.show_order(view_of(raw))
        settle()
        assert pane.minimumSizeHint() == least
    assert least.width() <= 260


def test_dates_follow_the_style(pane: DetailPane) -> None:
    raw = encoded({"id": "1", "expectedCompletionDate": "2026-03-14"})
    pane.show_order(view_of(raw))
    assert "14/03/2026" in pane.summary.form.toPlainText()
    pane.restyle(DateStyle(date="%Y-%m-%d"))
    assert "2026-03-14" in pane.summary.form.toPlainText()
    assert "2026-03-10" in pane.header.age.text()


# --- keyboard ------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, pane: DetailPane) -> Iterator[QMainWindow]:
    """A window with actions of its own on the same keys."""
    main = QMainWindow()
    qtbot.addWidget(main)
    main.setCentralWidget(pane)
    for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Find, "Ctrl+Shift+C"):
        action = QAction(main)
        action.setShortcut(QKeySequence(keys))
        main.addAction(action)
    main.resize(500, 700)
    main.show()
    main.activateWindow()
    qtbot.waitUntil(main.isActiveWindow)
    yield main
    main.takeCentralWidget()


def test_its_keys_work_beside_those_of_the_window(
    pane: DetailPane, window: QMainWindow, qtbot: QtBot
) -> None:
    fired: list[bool] = []
    for action in window.actions():
        action.triggered.connect(fired.append)
    pane.show_order(view_of(invented(7)))
    pane.tabs.setCurrentWidget(pane.fields)
    pane.fields.view.setCurrentIndex(pane.fields.model.index(0, 0))
    pane.fields.view.setFocus()
    qtbot.keyClick(pane.fields.view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == pane.header.title.text()
    qtbot.keyClick(pane.fields.view, Qt.Key.Key_F, CONTROL)
    assert pane.fields.find_bar.box.hasFocus()
    assert fired == []


def test_searching_from_the_summary_searches_all_fields(
    pane: DetailPane, window: QMainWindow, qtbot: QtBot
) -> None:
    pane.show_order(view_of(invented(7)))
    pane.summary.form.setFocus()
    qtbot.keyClick(pane.summary.form, Qt.Key.Key_F, CONTROL)
    assert pane.tabs.currentWidget() is pane.fields
    assert pane.fields.find_bar.box.hasFocus()
    pane.tabs.setCurrentWidget(pane.raw)
    pane.begin_search()
    assert pane.raw.find_bar.box.hasFocus()


def test_the_window_can_ask_it_to_copy(pane: DetailPane, window: QMainWindow) -> None:
    pane.show_order(view_of(invented(7)))
    pane.tabs.setFocus()
    assert not pane.copy()
    pane.tabs.setCurrentWidget(pane.fields)
    pane.fields.view.setFocus()
    pane.fields.view.setCurrentIndex(pane.fields.model.index(0, 0))
    assert pane.copy()
    assert QGuiApplication.clipboard().text() == pane.header.title.text()


@pytest.mark.parametrize("tab", [0, 1, 2, 3])
def test_tab_reaches_every_control_and_leaves_again(
    pane: DetailPane, window: QMainWindow, qtbot: QtBot, tab: int
) -> None:
    pane.show_order(view_of(invented(7), invented(7)))
    pane.set_detail_state(DetailState.OFFLINE)
    pane.tabs.setCurrentIndex(tab)
    settle()
    pane.take_focus()
    reached = []
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never comes back")
    wanted = {
        0: [pane.summary.stepper, pane.summary.form],
        1: [],  # an order to which nothing happened
        2: [pane.fields.find_bar.box, pane.fields.view, pane.fields.whole],
        3: [pane.raw.form, pane.raw.copy_all, pane.raw.find_bar.box, pane.raw.text],
    }[tab]
    assert [widget for widget in (*wanted, pane.note.retry) if widget not in reached] == []
    assert pane.tabs.tabBar() in reached


def test_the_caret_is_followed_down_the_page(
    pane: DetailPane, window: QMainWindow, qtbot: QtBot
) -> None:
    window.resize(300, 420)
    pane.show_order(view_of(invented(7), invented(7)))
    settle()
    form = pane.summary.form
    form.setFocus()
    qtbot.keyClick(form, Qt.Key.Key_End, CONTROL)
    bar = pane.summary.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() >= bar.maximum() - 2 * form.fontMetrics().height()
    qtbot.keyClick(form, Qt.Key.Key_Home, CONTROL)
    assert bar.value() < bar.maximum() // 2


# --- everybody can use it ------------------------------------------------------------------


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_every_control_has_an_accessible_name(pane: DetailPane, tab: int) -> None:
    pane.show_order(view_of(invented(7), invented(7)))
    pane.set_detail_state(DetailState.OFFLINE)
    pane.tabs.setCurrentIndex(tab)
    settle()
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QPlainTextEdit)
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisibleTo(pane)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not isinstance(widget.parent(), (QComboBox, QLineEdit, QAbstractItemView))
        and widget.parent() is not pane.tabs.tabBar()
    ]  # fmt: skip
    assert nameless == []


class Shouting(QTranslator):
    """A language in which every text is twice as long."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"«{source}»{source}" if not context.startswith("Q") else ""

    def isEmpty(self) -> bool:  # noqa: N802  Qt's own name
        return False


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[Shouting]:
    translator = Shouting()
    yield translator
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_every_text_changes_with_the_language_at_once(
    pane: DetailPane, shouting: Shouting, tab: int
) -> None:
    raw = encoded({"id": "1", "request": {"status": "delivered"}, "milestones": [
        {"name": "0", "status": "done", "date": "2026-03-01"}]})  # fmt: skip
    pane.resize(260, 900)
    pane.show_order(view_of(raw, raw))
    pane.set_detail_state(DetailState.OFFLINE)
    pane.tabs.setCurrentIndex(tab)
    settle()
    QCoreApplication.installTranslator(shouting)
    settle()
    of_data = {"1", "delivered", "0", "done", "Scroll Left", "Scroll Right"}  # and Qt's own
    unchanged = [
        text
        for text in shown_texts(pane)
        if "«" not in text and text not in of_data and any(sign.isalpha() for sign in text)
        and not text.startswith("{")
    ]  # fmt: skip
    assert unchanged == []
    for label in pane.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height()
    assert all("«" in sentence for sentence in pane.summary.stepper.sentences())


def test_it_can_be_seen_in_both_themes(pane: DetailPane, qtbot: QtBot) -> None:
    from PySide6.QtGui import QColor, QPalette

    pane.show_order(view_of(invented(7)))
    settle()
    centre = QPoint(pane.summary.width() - 40, pane.summary.height() - 10)
    light = pane.summary.grab().toImage().pixelColor(centre)
    dark = QPalette(QColor("#303030"))
    dark.setColor(QPalette.ColorRole.Base, QColor("#101010"))
    pane.setPalette(dark)
    settle()
    assert light.lightness() > 200
    assert pane.summary.grab().toImage().pixelColor(centre).lightness() < 60

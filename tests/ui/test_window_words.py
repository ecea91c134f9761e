"""The whole window in both languages: named, whole, translated live, and never fooled by data."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QStyle, QTabBar, QToolButton, QWidget

from orderviewer.fields.roles import Role
from orderviewer.order import Cause, Unreachable
from orderviewer.simulator import Simulator
from orderviewer.ui.connect import ConnectDialog
from orderviewer.ui.exportdialog import ExportDialog
from orderviewer.ui.language import Languages
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.reading import every_text, left_in_english, left_in_french
from tests.ui.windows import SMALL, Desk

Program = Callable[[], Desk]
Service = Callable[..., Simulator]
LANGUAGES = ["en", "fr"]
MANY = 50  # texts of the window, and more
HORIZONTAL = Qt.Orientation.Horizontal
CTRL = Qt.KeyboardModifier.ControlModifier
# What can turn the reading direction or hide between letters (reliability.md U2).
MISLEADING = set("\u200b\u200d\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def in_use(program: Program, service: Simulator, language: str, data: str = "") -> Desk:
    """Rows, one of them selected with its details, and a bar above them.

    `data`: the language of the orders, the window's when it is not said.
    """
    desk = program()
    desk.show()
    desk.interior.commands.language_wanted.emit(language)
    desk.window.resize(*SMALL)
    desk.open(service, data_language=data or language)
    desk.until(lambda: desk.page.model.rowCount() > 0)
    desk.until_quiet()
    desk.until_rows(desk.page.model.rowCount())
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Down)
    desk.until(lambda: [one for one in service.requests if "/orders/" in one.path and one.status])
    desk.until(desk.page.detail.tabs.isVisible)
    for at in range(desk.page.detail.tabs.count()):
        desk.page.detail.tabs.setCurrentIndex(at)
    error = Unreachable(Cause.SERVICE, "seen", request_id="r-1", http_status=503, code="5")
    desk.page.banner.show_error(error)
    return desk


def connection_dialog(desk: Desk) -> QDialog:
    """Opened from the first page, everything in it unfolded and tried in vain."""
    desk.interior.connections.create()
    dialog = next(one for one in desk.window.findChildren(ConnectDialog) if one.isVisible())
    for button in dialog.findChildren(QToolButton):
        if button.isCheckable():
            button.setChecked(True)
    dialog.begin_check()
    return dialog


def export_dialog(desk: Desk) -> QDialog:
    desk.interior.actions_of_window.export.trigger()
    return next(one for one in desk.window.findChildren(ExportDialog) if one.isVisible())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_a_name(program: Program, simulator: Service, language: str) -> None:
    desk = in_use(program, simulator(orders=40), language)
    dialogs = [connection_dialog(desk), export_dialog(desk)]
    for place in (desk.window, *dialogs):
        assert unnamed_controls(place) == []
    for dialog in dialogs:
        dialog.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut_on_a_small_screen(
    program: Program, simulator: Service, language: str
) -> None:
    desk = in_use(program, simulator(orders=40), language)
    desk.until(lambda: cut_texts(desk.window) == [] and desk.window.width() == SMALL[0])
    for bar in (one for one in desk.shown(QTabBar) if one.parent().isVisible()):
        assert bar.sizeHint().width() <= bar.width()
    more = desk.window.findChild(QToolButton, "qt_toolbar_ext_button")
    assert more is None or not more.isVisible()
    for dialog in (connection_dialog(desk), export_dialog(desk)):
        desk.until(lambda dialog=dialog: cut_texts(dialog) == [])
        dialog.reject()
    first = program()
    first.show(first_start=True)
    first.window.resize(*SMALL)
    first.until(lambda: cut_texts(first.window) == [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_fits_its_column_at_the_first_start(
    program: Program, simulator: Service, language: str
) -> None:
    desk = in_use(program, simulator(orders=40), language)
    header = desk.page.grid.horizontalHeader()
    margins = 2 * header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin)
    titles = {at: str(desk.page.model.headerData(at, HORIZONTAL)) for at in range(header.count())}
    cut = [
        title
        for at, title in titles.items()
        if not header.isSectionHidden(at)
        and header.sectionSize(at) < header.fontMetrics().horizontalAdvance(title) + margins
    ]
    assert cut == []


def test_a_live_switch_leaves_no_english(program: Program, simulator: Service) -> None:
    desk = in_use(program, simulator(orders=40), "en", data="fr")
    assert len(left_in_english(every_text(desk.window))) > MANY, "this finds no English"
    desk.interior.commands.language_wanted.emit("fr")
    desk.until(lambda: not left_in_english(every_text(desk.window)))


def test_a_live_switch_leaves_no_french(program: Program, simulator: Service) -> None:
    desk = in_use(program, simulator(orders=40), "fr", data="en")
    assert len(left_in_french(every_text(desk.window))) > MANY, "this finds no French"
    desk.interior.commands.language_wanted.emit("en")
    desk.until(lambda: not left_in_french(every_text(desk.window)))


@pytest.mark.parametrize("first_start", [True, False])
def test_a_start_in_french_has_no_english(
    program: Program, simulator: Service, spoken: Languages, first_start: bool
) -> None:
    spoken.switch("fr")
    desk = program()
    desk.show(first_start=first_start)
    dialogs = [connection_dialog(desk)]
    if not first_start:
        desk.open(simulator(orders=10), data_language="fr")
        desk.until(lambda: desk.page.model.rowCount() > 0)
        dialogs.append(export_dialog(desk))
    for place in (desk.window, *dialogs):
        assert left_in_english(every_text(place)) == []
    for dialog in dialogs:
        dialog.reject()


@pytest.mark.parametrize("fault", ["html_texts", "bidi_texts"])
def test_what_others_typed_is_only_ever_text(
    program: Program, simulator: Service, fault: str
) -> None:
    desk = in_use(program, simulator(orders=40, faults=[fault]), "en")
    model = desk.page.model
    payload = "<img src=" if fault == "html_texts" else "U+202E"
    assert any(payload in text for text in desk.column(Role.SITE)), "no payload arrived"
    assert any(payload in one.text() for one in desk.window.findChildren(QLabel))
    for one in widgets():
        if isinstance(one, QLabel):
            assert one.textFormat() is Qt.TextFormat.PlainText, one.text()
            assert not MISLEADING & set(one.text())
        must_be_harmless(one.toolTip())
        assert not MISLEADING & set(one.windowTitle() + one.accessibleName())
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            must_be_harmless(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
            assert not MISLEADING & set(str(index.data()))


def widgets() -> list[QWidget]:
    return [one for one in QApplication.allWidgets() if one.metaObject().className() != "QTipLabel"]


def must_be_harmless(tip: str) -> None:
    """Tool tips are the one place that always guesses: ours are markup with escaped contents."""
    if Gui.mightBeRichText(tip):
        assert tip.startswith("<qt>")
        inside = tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
        assert "<" not in inside
        assert html.unescape(inside)
    assert not (MISLEADING - {"\u200b"}) & set(tip)

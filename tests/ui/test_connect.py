"""The connection dialog: what it takes, what it refuses, what it says; it does no I/O."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    OrderviewerError,
    Unauthorized,
    Unreachable,
)
from orderviewer.profile import BASE_URL, Endpoint, Profile
from orderviewer.remote.checking import CheckStep
from orderviewer.remote.secret import Secret
from orderviewer.ui.banner import Banner
from orderviewer.ui.checklist import STEPS, CheckList
from orderviewer.ui.connect import ConnectDialog
from orderviewer.ui.draft import Draft, Field
from orderviewer.ui.shapes import MarkedLine, Shape
from orderviewer.ui.words import Action, Level, local_today
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

Kind = TypeVar("Kind", bound=QWidget)
CLIENT_ID, SECRET, KEY = "clientIdAbc123", "clientSecretDef456", "apiKeyGhi789"
BASIC = "Basic " + base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
EXISTING = Profile(
    name="ACME Siège",
    endpoint=Endpoint(token_scope="b2b:x", data_language="en"),
    key_issued=date(2025, 3, 3),
    secrets_version=4,
    page_size=50,
    parallel_requests=2,
)


@dataclass
class Hand:
    """Finds the dialog's parts by what the user sees, and works them as a user does."""

    dialog: ConnectDialog
    qtbot: QtBot

    def field(self, name: str) -> QLineEdit:
        return self._one(QLineEdit, lambda edit: edit.accessibleName() == name)

    def button(self, text: str) -> QPushButton:
        return self._one(QPushButton, lambda button: button.text() == text)

    def tool(self, name: str) -> QToolButton:
        return self._one(QToolButton, lambda tool: name in (tool.text(), tool.accessibleName()))

    def type(self, name: str, text: str) -> None:
        edit = self.field(name)
        edit.setFocus()
        edit.selectAll()
        self.qtbot.keyClick(edit, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(edit, text)

    def paste(self, name: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        edit = self.field(name)
        edit.setFocus()
        self.qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def fill_in(self) -> None:
        self.type("Client id", CLIENT_ID)
        self.type("Client secret", SECRET)
        self.type("API key", KEY)

    def click(self, text: str) -> None:
        self.qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    @property
    def hint(self) -> str:
        """The reason under the form why it cannot be saved."""
        lines = [one for one in self.dialog.findChildren(MarkedLine) if type(one) is MarkedLine]
        (line,) = lines
        return line.text if line.isVisible() else ""

    @property
    def banner(self) -> Banner:
        return self._one(Banner, lambda _: True)

    @property
    def shapes(self) -> list[Shape]:
        checks = self._one(CheckList, lambda _: True)
        return list(checks.shapes.values())

    def sees(self, text: str) -> bool:
        labels = self.dialog.findChildren(QLabel)
        return any(text in label.text() and label.isVisible() for label in labels)

    def _one(self, kind: type[Kind], fits: Callable[[Kind], bool]) -> Kind:
        (found,) = [one for one in self.dialog.findChildren(kind) if fits(one)]
        return found


@pytest.fixture
def opened(qtbot: QtBot, english: Languages) -> Callable[..., Hand]:
    def open_one(profile: Profile | None = None, **options: object) -> Hand:
        dialog = ConnectDialog(profile, **options)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return Hand(dialog, qtbot)

    return open_one


def wished(hand: Hand, press: str) -> Draft:
    tests = press in {"Test the connection", "Try again"}
    signal = hand.dialog.test_wanted if tests else hand.dialog.save_wanted
    with hand.qtbot.waitSignal(signal) as caught:
        hand.click(press)
    draft = caught.args[0]
    assert isinstance(draft, Draft)
    return draft


def step(name: str, error: OrderviewerError | None = None) -> CheckStep:
    return CheckStep(name, error is None, 12, f"saw {name}", error)


# --- what it takes -------------------------------------------------------------------------


def test_a_new_connection_is_asked_for_its_three_secrets(opened: Callable[..., Hand]) -> None:
    hand = opened(data_language="en")
    assert hand.dialog.windowTitle() == "New connection"
    for name, text in (("Client id", CLIENT_ID), ("Client secret", SECRET), ("API key", KEY)):
        assert name.lower() in hand.hint.lower()
        assert not hand.button("Save").isEnabled()
        assert not hand.button("Test the connection").isEnabled()
        hand.type(name, text)
    assert hand.hint == ""
    draft = wished(hand, "Save")
    assert [secret.reveal() for secret in draft.secrets if secret] == [CLIENT_ID, SECRET, KEY]
    assert draft.profile == Profile(endpoint=Endpoint(data_language="en"))


def test_every_setting_reaches_the_draft(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.fill_in()
    hand.type("Name of this connection", "")
    hand.paste("Name of this connection", "ACME Siège")
    hand.tool("Advanced").click()
    hand.type("Token scope", " b2b:order-tracking   b2b:other ")
    hand.type("Base URL", " https://sandbox.example.com/v1 ")
    hand.type("Token URL", "http://127.0.0.1:8080/token")
    page_size, at_once = hand.dialog.findChildren(QSpinBox)
    page_size.setValue(250)
    at_once.setValue(4)
    hand.dialog.findChild(QCheckBox).click()
    hand.dialog.findChild(QDateEdit).setDate(QDate(2025, 3, 3))
    languages = hand.dialog.findChild(QComboBox)
    languages.setCurrentIndex(languages.findData("en"))
    assert wished(hand, "Save").profile == Profile(
        name="ACME Siège",
        endpoint=Endpoint(
            base_url="https://sandbox.example.com/v1",
            token_url="http://127.0.0.1:8080/token",
            token_scope="b2b:order-tracking b2b:other",
            data_language="en",
        ),
        key_issued=date(2025, 3, 3),
        page_size=250,
        parallel_requests=4,
    )


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("Name of this connection", "  ", "Give this connection a name."),
        ("Name of this connection", "acmé", "Another connection has this name."),
        ("Client id", "with:colon", "The client id holds characters that cannot be sent"),
        ("Client id", "é", "The client id holds characters that cannot be sent"),
        ("Client secret", "x" * 1001, "The client secret is too long"),
        ("API key", "clé", "The API key holds characters that cannot be sent"),
        ("Base URL", "", "Enter the base URL."),
        ("Base URL", "http://api.orange.com/v1", "The base URL must begin with https://."),
        ("Base URL", "https://", "The base URL names no server."),
        ("Base URL", "https://me@api.orange.com", "The base URL must hold no user name"),
        ("Token URL", "ftp://127.0.0.1/token", "The token URL must begin with https://."),
        ("Token URL", "https://api.orange.com/?a=b", "The token URL must hold no user name"),
    ],
)
def test_the_first_fault_is_told_and_nothing_can_be_saved(
    opened: Callable[..., Hand], name: str, text: str, reason: str
) -> None:
    hand = opened(names=["ACME", "Other"])
    hand.fill_in()
    edit = hand.field(name)
    edit.setText(text)
    edit.textEdited.emit(text)
    assert hand.hint.startswith(reason)
    assert not hand.button("Save").isEnabled()
    assert hand.button("Save").accessibleDescription() == hand.hint


def test_enter_saves_only_what_can_be_saved(opened: Callable[..., Hand]) -> None:
    hand = opened()
    with hand.qtbot.assertNotEmitted(hand.dialog.save_wanted):
        hand.qtbot.keyClick(hand.field("Client id"), Qt.Key.Key_Return)
    hand.fill_in()
    with hand.qtbot.waitSignal(hand.dialog.save_wanted):
        hand.qtbot.keyClick(hand.field("API key"), Qt.Key.Key_Return)


def test_secrets_are_not_readable_on_screen_nor_in_a_draft(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.fill_in()
    assert hand.field("Client secret").echoMode() is QLineEdit.EchoMode.Password
    assert hand.field("API key").echoMode() is QLineEdit.EchoMode.Password
    assert hand.field("Client id").echoMode() is QLineEdit.EchoMode.Normal
    shown = repr(wished(hand, "Save")) + repr(hand.dialog._form.entries())
    for secret in (CLIENT_ID, SECRET, KEY):
        assert secret not in shown


# --- the day of the key --------------------------------------------------------------------


def test_the_day_of_the_key_is_optional_and_says_when_it_ends(
    opened: Callable[..., Hand],
) -> None:
    hand = opened()
    hand.fill_in()
    day = hand.dialog.findChild(QDateEdit)
    assert not day.isEnabled()
    assert hand.sees("Keys live two years.")
    hand.dialog.findChild(QCheckBox).click()
    assert day.isEnabled()
    day.setDate(QDate(2020, 2, 29))
    assert hand.sees("This key has expired on 28 February 2022")
    today = local_today()
    day.setDate(QDate(today.year, today.month, today.day))
    assert hand.sees("This key expires on")
    tomorrow = today + timedelta(days=1)
    day.setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
    assert hand.hint == "The day the API key was issued lies in the future."


# --- pasting -------------------------------------------------------------------------------


@pytest.mark.parametrize("into", ["Client id", "Client secret", "API key", "Base URL"])
def test_a_pasted_header_is_split_wherever_it_lands(opened: Callable[..., Hand], into: str) -> None:
    hand = opened()
    before = hand.field(into).text()
    hand.paste(into, f"Authorization: {BASIC}\n")
    assert hand.field("Client id").text() == CLIENT_ID
    assert hand.field("Client secret").text() == SECRET
    assert hand.field("API key").text() == ""
    if into == "Base URL":
        assert hand.field(into).text() == before
    assert hand.sees("Filled in from the pasted text: client id and client secret.")


def test_a_pasted_block_fills_all_three(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.paste("Client id", f"Client ID: {CLIENT_ID}\nClient secret: {SECRET}\nAPI key = {KEY}\n")
    draft = wished(hand, "Save")
    assert [secret.reveal() for secret in draft.secrets if secret] == [CLIENT_ID, SECRET, KEY]


def test_stray_white_space_goes(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.paste("Client id", f" \t{CLIENT_ID}\n\n")
    assert hand.field("Client id").text() == CLIENT_ID
    assert not hand.sees("Filled in")


def test_pasting_into_a_text_keeps_the_text(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.type("Client id", "abcd")
    hand.paste("Client id", "efgh\n")
    assert hand.field("Client id").text() == "abcdefgh"


def test_a_name_keeps_its_blanks(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.type("Name of this connection", "")
    hand.paste("Name of this connection", "ACME Siège Lyon")
    assert hand.field("Name of this connection").text() == "ACME Siège Lyon"


# --- an existing connection ----------------------------------------------------------------


def test_stored_secrets_stay_unseen_and_are_kept(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    assert "ACME Siège" in hand.dialog.windowTitle()
    assert hand.field("Name of this connection").isReadOnly()
    for name in ("Client id", "Client secret", "API key"):
        assert hand.field(name).text() == ""
        assert "stored in the keyring" in hand.field(name).placeholderText()
    assert wished(hand, "Save") == Draft(EXISTING)


def test_one_secret_alone_can_be_replaced(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    hand.type("API key", KEY)
    client_id, client_secret, api_key = wished(hand, "Save").secrets
    assert client_id is None
    assert client_secret is None
    assert api_key
    assert api_key.reveal() == KEY


def test_nothing_stored_means_everything_is_asked(opened: Callable[..., Hand]) -> None:
    hand = opened(replace(EXISTING, secrets_version=None))
    assert hand.hint == "Enter the client id."
    assert hand.field("Client id").placeholderText() == ""


def test_its_own_name_is_not_taken(opened: Callable[..., Hand]) -> None:
    assert opened(EXISTING, names=["ACME Siège", "Other"]).hint == ""


# --- trying it -----------------------------------------------------------------------------


def test_each_step_is_shown_as_it_ends(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    assert wished(hand, "Test the connection") == Draft(EXISTING)
    waiting = [Shape.WAITING] * 4
    assert hand.shapes == [Shape.RUNNING, *waiting]
    assert not hand.button("Save").isEnabled()
    assert not hand.field("API key").isEnabled()
    hand.dialog.show_step(step("name"))
    assert hand.shapes == [Shape.DONE, Shape.RUNNING, *waiting[:3]]
    assert hand.sees("saw name")
    assert hand.sees("12 ms")
    for name in STEPS[1:]:
        hand.dialog.show_step(step(name))
    assert hand.shapes == [Shape.DONE] * 5
    hand.dialog.end_check()
    assert hand.banner.level is Level.NOTICE
    assert hand.banner.words
    assert hand.banner.words.sentence == "The connection works."
    assert hand.button("Save").isEnabled()
    assert hand.field("API key").isEnabled()


def test_without_a_network_there_is_nothing_to_encrypt(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    hand.dialog.begin_check()
    hand.dialog.show_step(CheckStep("tls", ok=True, milliseconds=0, detail="http"))
    assert hand.sees("not needed: the service is on this computer")


def test_a_failed_step_says_cause_action_and_reference(opened: Callable[..., Hand]) -> None:
    hand = opened(replace(EXISTING, key_issued=date(2020, 3, 3)))
    wished(hand, "Test the connection")
    for name in STEPS[:3]:
        hand.dialog.show_step(step(name))
    refused = Unauthorized(Cause.KEY_REFUSED, "403", request_id="abc-77", http_status=403)
    hand.dialog.show_step(step("key", refused))
    hand.dialog.end_check()
    assert hand.shapes == [Shape.DONE, Shape.DONE, Shape.DONE, Shape.FAILED, Shape.SKIPPED]
    assert hand.sees("saw name")
    assert not hand.sees("saw key"), "in English in every language"
    assert hand.sees("Orange refused the API key (HTTP 403).")
    assert hand.sees("It was issued on 3 March 2020")
    assert hand.sees("abc-77")
    hand.click("Copy for support")
    copied = QGuiApplication.clipboard().text()
    assert "abc-77" in copied
    assert "Orange refused the API key" in copied
    hand.click("Enter new credentials…")
    assert hand.field("Client id").hasFocus()


def test_a_test_can_be_stopped(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    wished(hand, "Test the connection")
    hand.dialog.show_step(step("name"))
    with hand.qtbot.waitSignal(hand.dialog.test_stopped):
        hand.click("Stop the test")
    hand.dialog.end_check()
    assert hand.shapes == [Shape.DONE, *[Shape.SKIPPED] * 4]
    assert hand.sees("The test was stopped.")
    hand.dialog.show_step(step("tls"))  # too late
    assert hand.shapes == [Shape.DONE, *[Shape.SKIPPED] * 4]


def test_escape_closes_and_stops_a_test(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    wished(hand, "Test the connection")
    with hand.qtbot.waitSignals([hand.dialog.test_stopped, hand.dialog.rejected]):
        hand.qtbot.keyClick(hand.dialog, Qt.Key.Key_Escape)
    assert not hand.dialog.isVisible()


def test_what_was_tested_is_forgotten_when_something_changes(
    opened: Callable[..., Hand],
) -> None:
    hand = opened(EXISTING)
    wished(hand, "Test the connection")
    hand.dialog.end_check()
    assert hand.banner.isVisible()
    hand.type("API key", KEY)
    assert not hand.banner.isVisible()
    assert not hand.sees("passed")


def test_trying_again_from_the_message(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    wished(hand, "Test the connection")
    hand.dialog.show_step(step("name", Unreachable(Cause.NO_NETWORK)))
    hand.dialog.end_check()
    assert wished(hand, "Try again") == Draft(EXISTING)
    assert hand.shapes[0] is Shape.RUNNING


# --- keeping it ----------------------------------------------------------------------------


def test_a_save_that_fails_keeps_the_entries(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.fill_in()
    wished(hand, "Save")
    assert not hand.button("Save").isEnabled()
    assert "keyring" in hand.hint
    hand.dialog.show_save_failure(CredentialsUnavailable(Cause.LOCKED))
    assert hand.sees("The system keyring is locked.")
    assert hand.field("API key").text() == KEY
    assert not wished(hand, "Save").session_only


@pytest.mark.parametrize("cause", [Cause.LOCKED, Cause.NOT_SAVED])
def test_a_keyring_that_does_not_take_them_can_be_done_without(
    opened: Callable[..., Hand], cause: Cause
) -> None:
    hand = opened()
    hand.fill_in()
    wished(hand, "Save")
    hand.dialog.show_save_failure(CredentialsUnavailable(cause))
    draft = wished(hand, "Use for this session only")
    assert draft.session_only
    assert draft.api_key == Secret(KEY)


def test_where_the_secrets_go_is_said(opened: Callable[..., Hand]) -> None:
    hand = opened()
    assert hand.sees("Looking for the system keyring…")
    hand.dialog.set_keyring("SecretService", safe=True)
    assert hand.sees("will be kept in the system keyring (SecretService).")
    hand.dialog.set_keyring("fail.Keyring", safe=False)
    assert hand.sees("This computer offers no safe keyring.")
    hand.dialog.show_saved(session_only=True)
    assert hand.sees("Saved, without the credentials.")
    hand.dialog.show_saved(session_only=False)
    assert hand.sees("Saved.")


def test_it_goes_where_an_action_leads(opened: Callable[..., Hand]) -> None:
    hand = opened(EXISTING)
    hand.dialog.focus_for(Action.ADDRESS)
    assert hand.field("Base URL").hasFocus()
    assert hand.field("Base URL").isVisible()
    hand.dialog.focus_for(Action.SETTINGS)
    assert hand.field("Token scope").hasFocus()
    hand.dialog._form.focus_on(Field.KEY_ISSUED)
    assert hand.dialog.findChild(QCheckBox).hasFocus()


# --- for everyone --------------------------------------------------------------------------


def test_help_unfolds_under_its_field(opened: Callable[..., Hand]) -> None:
    hand = opened()
    for name in ("client id", "client secret", "API key"):
        question = hand.tool(f"Where do I find the {name}?")
        question.setFocus()
        hand.qtbot.keyClick(question, Qt.Key.Key_Space)
    assert hand.sees("developer.orange.com")
    assert hand.sees("Your Orange Business representative")


def test_the_tab_key_reaches_everything_in_reading_order(opened: Callable[..., Hand]) -> None:
    hand = opened()
    hand.fill_in()
    hand.tool("Advanced").click()
    first = hand.field("Name of this connection")
    first.setFocus()
    order = [first]
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first or len(order) > 40:
            break
        order.append(now)
    assert {hand.field(n) for n in ("Client id", "Base URL", "Token URL")} <= set(order)
    assert {hand.button(n) for n in ("Save", "Cancel", "Test the connection")} <= set(order)
    assert set(hand.dialog.findChildren(QSpinBox)) <= set(order)
    heights = [one.mapTo(hand.dialog, QPoint()).y() for one in order[:-3]]
    assert heights == sorted(heights, key=lambda y: y // 20)


@pytest.mark.parametrize("profile", [None, EXISTING])
def test_every_control_has_a_name(opened: Callable[..., Hand], profile: Profile | None) -> None:
    assert unnamed_controls(opened(profile).dialog) == []


def test_it_follows_the_language_and_keeps_what_was_typed(
    opened: Callable[..., Hand], english: Languages
) -> None:
    hand = opened()
    hand.fill_in()
    wished(hand, "Test the connection")
    hand.dialog.show_step(step("name", Unreachable(Cause.NO_NETWORK)))
    hand.dialog.end_check()
    english.switch("fr")
    hand.qtbot.waitUntil(lambda: hand.dialog.windowTitle() == "Nouvelle connexion")
    assert hand.field("Clé API").text() == KEY
    assert hand.button("Enregistrer").isEnabled()
    assert hand.sees("Pas de connexion à Orange.")
    assert hand.sees("échec")
    assert hand.field("URL de base").text() == BASE_URL
    assert unnamed_controls(hand.dialog) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_text_is_cut(opened: Callable[..., Hand], english: Languages, language: str) -> None:
    hand = opened(EXISTING)
    wished(hand, "Test the connection")
    hand.dialog.show_step(step("name", Unauthorized(Cause.KEY_REFUSED, request_id="x" * 36)))
    hand.dialog.end_check()
    for tool in hand.dialog.findChildren(QToolButton):
        if tool.isCheckable():
            tool.click()
    english.switch(language)
    hand.qtbot.waitUntil(lambda: cut_texts(hand.dialog) == [], timeout=2000)

"""Opens the connection dialog and carries its wishes to the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from orderviewer.ui.failures.row import Action
from orderviewer.ui.question import ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orderviewer.feed.feed import Feed
    from orderviewer.order import OrderviewerError
    from orderviewer.profile import Profile
    from orderviewer.remote.checking import CheckStep
    from orderviewer.remote.credentials import Secrets
    from orderviewer.ui.connect import ConnectDialog
    from orderviewer.ui.draft import Draft
    from orderviewer.ui.language import Languages


class Connections(QObject):
    """At most one dialog is open; it does no I/O itself."""

    established = Signal(object, object)  # Profile, Secrets
    forgotten = Signal(object)  # Profile

    def __init__(self, window: QWidget, feed: Feed, languages: Languages) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._languages = languages
        self._dialog: ConnectDialog | None = None
        connection = feed.connection
        connection.keyring_known.connect(self._show_keyring)
        connection.step_done.connect(self._show_step)
        connection.checked.connect(self._end_check)
        connection.saved.connect(self._saved)
        connection.save_failed.connect(self._show_failure)
        connection.forgotten.connect(self.forgotten)

    def create(self) -> None:
        """A connection that does not exist yet."""
        self._open(None)

    def edit(self, profile: Profile, part: Action = Action.CREDENTIALS) -> None:
        """An existing connection, at the part that needs the user."""
        self._open(profile)
        if self._dialog:
            self._dialog.focus_for(part)

    def forget(self, profile: Profile) -> None:
        """Asks once, then removes the secrets from the keyring."""
        ask(
            self._window,
            self.tr("Forget the credentials"),
            (
                self.tr("Remove the credentials of this connection from the system keyring?"),
                self.tr("The settings and the stored orders stay."),
            ),
            self.tr("&Remove"),
            lambda: self._feed.connection.forget(profile),
        )

    def _open(self, profile: Profile | None) -> None:
        # Not at the start of the program: few runs open it, and it is a seventh of all imports.
        from orderviewer.ui.connect import ConnectDialog

        if self._dialog:
            self._dialog.raise_()
            return
        dialog = ConnectDialog(
            profile,
            data_language=self._languages.spoken.value,
            names=self._feed.home.names(),
            policy=self._feed.policy,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.test_wanted.connect(self._test)
        dialog.test_stopped.connect(self._feed.connection.stop)
        dialog.save_wanted.connect(self._save)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        self._feed.connection.ask_keyring()
        dialog.open()

    def _test(self, draft: Draft) -> None:
        if self._dialog:
            self._dialog.begin_check()
        self._feed.connection.check(draft.profile, draft.secrets)

    def _save(self, draft: Draft) -> None:
        self._feed.connection.save(draft.profile, draft.secrets, session_only=draft.session_only)

    def _closed(self) -> None:
        self._feed.connection.stop()
        self._dialog = None

    def _show_keyring(self, name: str, safe: bool) -> None:
        if self._dialog:
            self._dialog.set_keyring(name, safe)

    def _show_step(self, step: CheckStep) -> None:
        if self._dialog:
            self._dialog.show_step(step)

    def _end_check(self) -> None:
        if self._dialog:
            self._dialog.end_check()

    def _show_failure(self, error: OrderviewerError) -> None:
        if self._dialog:
            self._dialog.show_save_failure(error)

    def _saved(self, profile: Profile, secrets: Secrets, session_only: bool) -> None:
        if self._dialog:
            self._dialog.show_saved(session_only)
            self._dialog.accept()
        self.established.emit(profile, secrets)

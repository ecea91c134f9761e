"""The connection dialog: takes what Orange gave the user, has it tried, has it kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from orderviewer.order import Cause
from orderviewer.policy.settings import NO_POLICY, Policy
from orderviewer.profile import Endpoint, Profile
from orderviewer.ui.banner import Banner
from orderviewer.ui.checklist import CheckList
from orderviewer.ui.connectform import ConnectForm, KeyringLine
from orderviewer.ui.draft import Draft, Field, Problem, draft_of, first_problem
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import MarkedLine, Shape
from orderviewer.ui.words import (
    Action,
    Level,
    Words,
    describe,
    level_of,
    support_text,
    technical_detail,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orderviewer.order import OrderviewerError
    from orderviewer.ui.checklist import Step

__all__ = ["ConnectDialog", "Draft", "Field"]

_FIELDS = {
    Action.CREDENTIALS: Field.CLIENT_ID,
    Action.ADDRESS: Field.BASE_URL,
    Action.SETTINGS: Field.TOKEN_SCOPE,
}


# The keyring is there, but does not take the secrets: the session can do without it.
_WITHOUT_KEYRING = frozenset({Cause.LOCKED, Cause.NOT_SAVED})


class ConnectDialog(QDialog):
    """Does no I/O: it asks by signals and is told by slots; open it with `open()`."""

    test_wanted = Signal(object)  # Draft
    test_stopped = Signal()
    save_wanted = Signal(object)  # Draft

    def __init__(
        self,
        profile: Profile | None = None,
        *,
        data_language: str = "fr",
        names: Iterable[str] = (),
        policy: Policy = NO_POLICY,
        parent: QWidget | None = None,
    ) -> None:
        """`profile`: an existing one to change; `names`: those of the other connections."""
        super().__init__(parent)
        self._existing = profile is not None
        self._profile = profile or Profile(endpoint=Endpoint(data_language=data_language))
        own = self._profile.slug if self._existing else ""
        self._taken = frozenset(Profile(name=name).slug for name in names) - {own}
        self._session_only = False
        self._checking = False
        self._saving = False
        self._failed = False
        self._policy = policy
        self._build()
        self._form.load(self._profile, existing=self._existing)
        self._form.edited.connect(self._look_again)
        self.retranslate()
        self._form.focus_on(Field.CLIENT_ID)

    def set_keyring(self, name: str, safe: bool) -> None:
        """Where the secrets will be kept: in the keyring `name`, or nowhere beyond this session."""
        self._keyring_line.show_keyring(name, safe=safe)

    def begin_check(self) -> None:
        """The test has begun."""
        self._checking = True
        self._failed = False
        self._banner.dismiss()
        self._checks.begin()
        self._checks.show()
        self._refresh()
        self._scroll.ensureWidgetVisible(self._checks)

    def show_step(self, step: Step) -> None:
        """One step of the test has ended."""
        if not self._checking:
            return
        self._checks.show_step(step)
        if step.error:
            self._show_failure(step.error)

    def end_check(self) -> None:
        """No further step comes."""
        if not self._checking:
            return
        self._checking = False
        self._checks.finish()
        self._form.setEnabled(True)
        self._refresh()
        if not self._failed:
            passed = set(self._checks.shapes.values()) == {Shape.DONE}
            self._banner.show_message(Level.NOTICE, self._passed if passed else self._stopped)
        self._scroll_down()

    def show_save_failure(self, error: OrderviewerError) -> None:
        """What was to be saved was not; the entries stay."""
        self._saving = False
        self._refresh()
        self._show_failure(error)
        self._scroll_down()

    def show_saved(self, session_only: bool) -> None:
        """The connection is kept; the caller closes the dialog."""
        self._saving = False
        self._session_only = session_only
        self._refresh()
        self._banner.show_message(Level.NOTICE, self._saved)

    def focus_for(self, action: Action) -> None:
        """Puts the cursor where `action` has the user type; at the client id if nowhere special."""
        self._form.focus_on(_FIELDS.get(action, Field.CLIENT_ID))

    def done(self, result: int) -> None:
        """Also on Esc: a test under way ends with the dialog."""
        if self._checking:
            self._checking = False
            self.test_stopped.emit()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        title = self.tr("Connection “{name}”") if self._existing else self.tr("New connection")
        self.setWindowTitle(title.format(name=self._profile.name))
        self._about.setText(
            self.tr(
                "Orange Business gives your company three values for order tracking. Enter them "
                "here; orderviewer sends them to the addresses of this connection and nowhere "
                "else."
            )
        )
        self._save.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))
        self._refresh()

    def _build(self) -> None:
        self._about = PlainLabel(self, wraps=True)
        self._form = ConnectForm(self, self._policy)
        self._keyring_line = KeyringLine(self)
        self._checks = CheckList(self)
        self._checks.hide()
        self._banner = Banner(self)
        self._banner.acted.connect(self._act)
        self._hint = MarkedLine(self)
        self._test = QPushButton(self)
        self._test.setAutoDefault(False)
        self._test.clicked.connect(self._toggle_test)
        self._save = QPushButton(self)
        self._save.setDefault(True)
        self._save.clicked.connect(self._ask_to_save)
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._arrange()

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self._about)
        column.addWidget(self._form)
        column.addWidget(self._keyring_line)
        column.addWidget(self._checks)
        column.addWidget(self._banner)
        column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        buttons = QHBoxLayout()
        buttons.addWidget(self._test)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        whole = QVBoxLayout(self)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._hint)
        whole.addLayout(buttons)
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        room = self.screen().availableSize() * 0.9
        self.resize(min(em * 100, room.width()), min(line * 42, room.height()))

    def _refresh(self) -> None:
        """Brings buttons and the reason under the form in line with the entries."""
        problem = self._problem()
        ready = problem is None and not self._saving
        self._save.setEnabled(ready and not self._checking)
        self._test.setEnabled(ready)
        self._test.setText(
            self.tr("Stop the test") if self._checking else self.tr("Test the connection")
        )
        self._form.setEnabled(not self._checking and not self._saving)
        text = problem.sentence.text() if problem else ""
        if self._saving:
            text = self.tr("Saving… The system keyring may ask for its password.")
        self._hint.show_line(Shape.NOTICE, text)
        self._save.setAccessibleDescription(text)

    def _problem(self) -> Problem | None:
        stored = self._existing and self._profile.secrets_version is not None
        return first_problem(self._form.entries(), stored=stored, taken=self._taken)

    def _draft(self) -> Draft:
        draft = draft_of(self._form.entries(), self._profile)
        return replace(draft, profile=self._policy.kept(draft.profile, self._profile))

    def _look_again(self) -> None:
        """What was tested is no longer what stands in the form."""
        self._checks.hide()
        self._banner.dismiss()
        self._refresh()

    def _toggle_test(self) -> None:
        if self._checking:
            self.test_stopped.emit()
        elif not self._problem():
            self.begin_check()
            self.test_wanted.emit(self._draft())

    def _ask_to_save(self) -> None:
        self._save_as(session_only=False)

    def _save_as(self, *, session_only: bool) -> None:
        if not self._checking and not self._saving and not self._problem():
            self._saving = True
            self._banner.dismiss()
            self._refresh()
            self.save_wanted.emit(replace(self._draft(), session_only=session_only))

    def _act(self, action: Action) -> None:
        if action is Action.SESSION_ONLY:
            self._save_as(session_only=True)
        elif action is not Action.RETRY:
            self.focus_for(action)
        elif self._failed:
            self._toggle_test()
        else:
            self._ask_to_save()

    def _show_failure(self, error: OrderviewerError) -> None:
        self._failed = self._checking
        issued = self._form.entries().key_issued

        def compose() -> Words:
            # Nothing of what a failure leaves untouched is on this dialog's screen.
            words = replace(describe(error, key_issued=issued), kept="")
            if error.cause not in _WITHOUT_KEYRING or self._failed:
                return words
            advice = self.tr("Or use them for this session only: they are forgotten at its end.")
            return replace(
                words, advice=f"{words.advice} {advice}".strip(), action=Action.SESSION_ONLY
            )

        self._banner.show_message(
            level_of(error),
            compose,
            details=technical_detail(error),
            support=partial(support_text, error),
        )

    def _passed(self) -> Words:
        return Words(self.tr("The connection works."), advice=self.tr("You can save it now."))

    def _stopped(self) -> Words:
        return Words(self.tr("The test was stopped."))

    def _saved(self) -> Words:
        if self._session_only:
            return Words(
                self.tr("Saved, without the credentials."),
                self.tr("They are kept for this session only, and forgotten when you quit."),
            )
        return Words(self.tr("Saved."))

    def _scroll_down(self) -> None:
        bar = self._scroll.verticalScrollBar()
        self._scroll.ensureWidgetVisible(self._banner)
        bar.rangeChanged.connect(
            lambda _, most: bar.setValue(most), Qt.ConnectionType.SingleShotConnection
        )
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

"""The fields of the connection dialog: what they hold, how pasted text is shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from orderviewer.policy.settings import NO_POLICY, Policy
from orderviewer.remote.pasting import clean_secret, parse_pasted
from orderviewer.ui.draft import Entries, Field
from orderviewer.ui.entries import DayEntry, TextEntry
from orderviewer.ui.locks import PolicyLine, set_by
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import MarkedLine, Shape

if TYPE_CHECKING:
    from orderviewer.profile import Profile

MOST_PER_PAGE = 1000
MOST_AT_ONCE = 8
_SECRET_FIELDS = (Field.CLIENT_ID, Field.CLIENT_SECRET, Field.API_KEY)
_ADVANCED_FIELDS = (Field.TOKEN_SCOPE, Field.BASE_URL, Field.TOKEN_URL)


class ConnectForm(QWidget):
    """Name, three secrets, day of issue, data language, and what is only rarely changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, policy: Policy = NO_POLICY) -> None:
        super().__init__(parent)
        self._policy = policy
        self._stored = False
        self._filled: list[Field] = []
        # Made in reading order, which is the order of the Tab key.
        self._texts = {Field.NAME: TextEntry(self)}
        for field in _SECRET_FIELDS:
            secret = field is not Field.CLIENT_ID
            self._texts[field] = TextEntry(self, secret=secret, explained=True)
        self._note = PlainLabel(self, wraps=True)
        self._note.hide()
        self._issued = DayEntry(self)
        self._language = QComboBox(self)
        for code in ("fr", "en"):
            self._language.addItem("", code)
        self._language_title = PlainLabel()
        self._language_title.setBuddy(self._language)
        self._language_help = PlainLabel(self, wraps=True)
        self._more = QToolButton(self)
        self._advanced = QWidget(self)
        for field in _ADVANCED_FIELDS:
            explained = field is Field.TOKEN_SCOPE
            self._texts[field] = TextEntry(self._advanced, explained=explained)
        self._page_size = QSpinBox(self._advanced)
        self._page_size.setRange(1, MOST_PER_PAGE)
        self._at_once = QSpinBox(self._advanced)
        self._at_once.setRange(1, policy.at_once(MOST_AT_ONCE))
        self._page_title, self._at_once_title = PlainLabel(), PlainLabel()
        self._policy_line = PolicyLine(policy, self._advanced)
        self._page_title.setBuddy(self._page_size)
        self._at_once_title.setBuddy(self._at_once)
        self._arrange()
        self._connect()
        self.retranslate()

    def load(self, profile: Profile, *, existing: bool) -> None:
        """Shows `profile` as the policy allows it; its stored secrets stay in the keyring.

        An existing one keeps its name.
        """
        profile = self._policy.applied(profile)
        self._stored = existing and profile.secrets_version is not None
        for field, text in (
            (Field.NAME, profile.name),
            (Field.TOKEN_SCOPE, profile.endpoint.token_scope),
            (Field.BASE_URL, profile.endpoint.base_url),
            (Field.TOKEN_URL, profile.endpoint.token_url),
        ):
            self._texts[field].fill(text)
        if existing:
            self._texts[Field.NAME].lock()
        self._issued.fill(profile.key_issued)
        index = self._language.findData(profile.endpoint.data_language)
        self._language.setCurrentIndex(max(0, index))
        self._page_size.setValue(profile.page_size)
        self._at_once.setValue(profile.parallel_requests)
        self.retranslate()

    def entries(self) -> Entries:
        texts = {field.value: entry.text for field, entry in self._texts.items()}
        return Entries(
            **texts,
            key_issued=self._issued.day,
            data_language=self._language.currentData(),
            page_size=self._page_size.value(),
            parallel_requests=self._at_once.value(),
        )

    def focus_on(self, field: Field) -> None:
        """Puts the cursor where something is to be entered."""
        if field in _ADVANCED_FIELDS:
            self._more.setChecked(True)
        target = self._issued if field is Field.KEY_ISSUED else self._texts[field]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._write_texts()
        self._write_secrets()
        self._language_title.setText(self.tr("Language of the data:"))
        self._language_help.setText(
            self.tr("In which Orange writes its texts; the window's language is another matter.")
        )
        for position, name in enumerate((self.tr("French"), self.tr("English"))):
            self._language.setItemText(position, name)
        self._more.setText(self.tr("Advanced"))
        self._page_title.setText(self.tr("Orders per page:"))
        self._at_once_title.setText(self.tr("Pages read at once:"))
        self._at_once.setToolTip(self.tr("More is faster, but Orange may then ask to wait."))
        self._at_once.setAccessibleDescription(self._at_once.toolTip())
        self._write_note()

    def _write_texts(self) -> None:
        self._texts[Field.NAME].show_texts(self.tr("Name of this connection:"))
        self._texts[Field.TOKEN_SCOPE].show_texts(
            self.tr("Token scope:"),
            self.tr("What is the token scope?"),
            self.tr("Leave it empty unless Orange gave you one."),
        )
        self._texts[Field.BASE_URL].show_texts(self.tr("Base URL:"))
        self._texts[Field.TOKEN_URL].show_texts(self.tr("Token URL:"))
        for field, fixed in (
            (Field.BASE_URL, self._policy.base_url),
            (Field.TOKEN_URL, self._policy.token_url),
        ):
            if fixed:
                self._texts[field].lock_because(set_by(self._policy))

    def _write_secrets(self) -> None:
        hint = self.tr("stored in the keyring; type to replace") if self._stored else ""
        application = self.tr(
            "On developer.orange.com, with your application. You may also paste its whole "
            "“Authorization: Basic …” line here."
        )
        self._texts[Field.CLIENT_ID].show_texts(
            self.tr("Client id:"), self.tr("Where do I find the client id?"), application, hint
        )
        self._texts[Field.CLIENT_SECRET].show_texts(
            self.tr("Client secret:"),
            self.tr("Where do I find the client secret?"),
            application,
            hint,
        )
        self._texts[Field.API_KEY].show_texts(
            self.tr("API key:"),
            self.tr("Where do I find the API key?"),
            self.tr(
                "Your Orange Business representative sends it to your company, apart from the "
                "two others. After two years Orange Support renews it."
            ),
            hint,
        )

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (Field.NAME, *_SECRET_FIELDS):
            form.addRow(self._texts[field].title, self._texts[field])
        form.addRow(self._note)
        form.addRow(self._issued.title, self._issued)
        form.addRow(self._language_title, self._language)
        form.addRow("", self._language_help)
        rare = QFormLayout(self._advanced)
        rare.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rare.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in _ADVANCED_FIELDS:
            rare.addRow(self._texts[field].title, self._texts[field])
        rare.addRow(self._page_title, self._page_size)
        rare.addRow(self._at_once_title, self._at_once)
        rare.addRow(self._policy_line)
        self._advanced.hide()
        self._more.setCheckable(True)
        self._more.setAutoRaise(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setArrowType(Qt.ArrowType.RightArrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._advanced)

    def _connect(self) -> None:
        for field, entry in self._texts.items():
            entry.pasted.connect(lambda text, into=field: self._share_out(into, text))
            entry.edited.connect(self.edited)
        self._issued.edited.connect(self.edited)
        self._language.currentIndexChanged.connect(self.edited)
        self._page_size.valueChanged.connect(self.edited)
        self._at_once.valueChanged.connect(self.edited)
        self._more.toggled.connect(self._unfold)

    def _unfold(self, unfolded: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self._more.setArrowType(arrow)
        self._advanced.setVisible(unfolded)

    def _share_out(self, into: Field, text: str) -> None:
        """Puts the parts of a pasted header or portal block where they belong."""
        pasted = parse_pasted(text)
        parts = zip(
            _SECRET_FIELDS, (pasted.client_id, pasted.client_secret, pasted.api_key), strict=True
        )
        found = {field: part.reveal() for field, part in parts if part}
        if found:
            self._texts[into].take_back()
            for field, part in found.items():
                self._texts[field].fill(part)
        elif into in _SECRET_FIELDS:
            self._texts[into].fill(clean_secret(self._texts[into].text))
        self._filled = list(found)
        self._write_note()

    def _write_note(self) -> None:
        names = {
            Field.CLIENT_ID: self.tr("client id"),
            Field.CLIENT_SECRET: self.tr("client secret"),
            Field.API_KEY: self.tr("API key"),
        }
        listed = QLocale().createSeparatedList([names[field] for field in self._filled])
        text = self.tr("Filled in from the pasted text: {fields}.").format(fields=listed)
        self._note.show_text(text if self._filled else "")


class KeyringLine(MarkedLine):
    """Says where the secrets will be kept: in the system keyring, or in memory alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[str, bool] | None = None
        self.retranslate()

    def show_keyring(self, name: str, *, safe: bool) -> None:
        self._known = (name, safe)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        name, safe = self._known or ("", True)
        if self._known is None:
            text = self.tr("Looking for the system keyring…")
        elif safe:
            text = self.tr("The three values will be kept in the system keyring ({name}).")
        else:
            text = self.tr(
                "This computer offers no safe keyring. The three values are kept for this "
                "session only, and forgotten when you quit."
            )
        self.show_line(Shape.KEY if safe else Shape.FAILURE, text.format(name=name))

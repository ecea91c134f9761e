"""Which columns the table shows: those the data has, less those the user has hidden."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from orderviewer.feed.rows import ROLES
from orderviewer.fields.roles import DOCUMENTED, Kind, Role
from orderviewer.ui.titles import role_title

RARE = frozenset(
    {
        Role.STREET,
        Role.SITE_CONTACT,
        Role.CUSTOMER,
        Role.ORDER_KIND,
        Role.STEP,
        Role.PRIORITY,
        Role.REQUESTED,
        Role.CANCELLED,
    }
)
WIDTHS = {Kind.DATE: 22, Kind.IDENTIFIER: 14, Kind.STATE: 24, Kind.TEXT: 26}
ODD_WIDTHS = {Role.REFERENCE: 22, Role.PRODUCT: 32, Role.POSTCODE: 14, Role.PROMISED: 17}


# What a manager looks for first stands first; the rest follows in the order of Role.
FIRST = (
    Role.ID,
    Role.REFERENCE,
    Role.STATE,
    Role.SITE,
    Role.TOWN,
    Role.PROMISED,
    Role.APPOINTMENT,
    Role.PRODUCT,
)


class Columns(QObject):
    """Shows, hides and sizes the columns of one table view."""

    hidden_changed = Signal(object)  # frozenset[Role]

    def __init__(self, view: QTableView, hidden: frozenset[Role] | None) -> None:
        super().__init__(view)
        self._view = view
        self._found: frozenset[Role] = frozenset(DOCUMENTED)
        self._hidden = RARE if hidden is None else hidden
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu)

    @property
    def visible(self) -> list[Role]:
        """The columns on the screen, from left to right."""
        header = self._view.horizontalHeader()
        order = [ROLES[header.logicalIndex(visual)] for visual in range(header.count())]
        return [role for role in order if self._shown(role)]

    def size_first(self) -> None:
        """Widths from the font and the first order, for a table that was never arranged."""
        header = self._view.horizontalHeader()
        for place, role in enumerate((*FIRST, *(role for role in ROLES if role not in FIRST))):
            header.moveSection(header.visualIndex(ROLES.index(role)), place)
        em = self._view.fontMetrics().averageCharWidth()
        for column, role in enumerate(ROLES):
            self._view.setColumnWidth(column, em * ODD_WIDTHS.get(role, WIDTHS[role.kind]))

    def show_found(self, found: frozenset[Role]) -> None:
        self._found = found | frozenset(DOCUMENTED)
        self.apply()

    def apply(self) -> None:
        for column, role in enumerate(ROLES):
            self._view.setColumnHidden(column, not self._shown(role))

    def reset(self) -> None:
        self._hidden = RARE
        self.size_first()
        self.apply()

    @property
    def hidden(self) -> frozenset[Role]:
        """What the user does not want to see, whether the data has it or not."""
        return self._hidden

    def hide(self, hidden: frozenset[Role]) -> None:
        """These and no others."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.apply()
            self.hidden_changed.emit(hidden)

    def fill(self, menu: QMenu) -> None:
        """A checkable entry for each column the data has."""
        menu.clear()
        for role in ROLES:
            if role not in self._found:
                continue
            action = QAction(role_title(role), menu)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setCheckable(True)
            action.setChecked(role not in self._hidden)
            action.setEnabled(role is not Role.ID)
            action.setData(str(role))
            action.toggled.connect(self._toggle)
            menu.addAction(action)

    def fill_sorting(self, menu: QMenu) -> None:
        """An entry for each visible column; the one that sorts says so, again turns it round."""
        menu.clear()
        header = self._view.horizontalHeader()
        for role in self.visible:
            action = QAction(role_title(role), menu)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.setCheckable(True)
            action.setChecked(header.sortIndicatorSection() == ROLES.index(role))
            action.setData(str(role))
            action.triggered.connect(self._sort)
            menu.addAction(action)

    def _sort(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        header = self._view.horizontalHeader()
        column = ROLES.index(Role(action.data()))
        ascending = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        turned = header.sortIndicatorSection() == column and ascending
        header.setSortIndicator(
            column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        )

    def _shown(self, role: Role) -> bool:
        return role is Role.ID or (role in self._found and role not in self._hidden)

    def _toggle(self, checked: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            role = Role(action.data())
            self._hidden = self._hidden - {role} if checked else self._hidden | {role}
            self.apply()
            self.hidden_changed.emit(self._hidden)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._view.horizontalHeader().mapToGlobal(at))

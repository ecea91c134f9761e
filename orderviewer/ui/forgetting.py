"""Orders that the user wants gone: some of them, the old ones, or all; each asked for once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from orderviewer.ui.choices import ChoiceMenu, with_limit
from orderviewer.ui.question import ask
from orderviewer.ui.storewords import forgotten_words
from orderviewer.ui.words import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.ui.actions import Actions
    from orderviewer.ui.layout import Layout
    from orderviewer.ui.page import OrdersPage

FOR_EVER = 0
MOST_NAMED = 5  # orders
MONTHS = (FOR_EVER, 6, 12, 24, 36, 60)


class Forgetting(QObject):
    """Two commands and the choice how long closed orders are kept."""

    def __init__(
        self, window: QWidget, actions: Actions, feed: Feed, page: OrdersPage, layout: Layout
    ) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._page = page
        self._layout = layout
        self._policy = feed.policy
        months = with_limit(MONTHS, self._policy.most_months)
        self.menu = ChoiceMenu(lambda: self.tr("&Keep closed orders"), self._time, months, window)
        if self._policy.most_months:
            self.menu.lock(self._policy.months, self._policy)
        self.menu.show_chosen(self.months)
        self.menu.chosen.connect(self._choose)
        actions.forget_orders.triggered.connect(self._ask_to_forget)
        actions.erase.triggered.connect(self._ask_to_erase)
        page.selection.counted.connect(lambda count: actions.forget_orders.setEnabled(count > 0))
        feed.keep.counted.connect(self._ask_to_remove)
        feed.forgot.connect(self._tell)
        feed.set_months(self.months)

    @property
    def months(self) -> int:
        """What was chosen, as the policy allows it; 0: for ever."""
        return self._policy.months(self._layout.keep_months)

    def _time(self, months: int) -> str:
        return self.tr("%n month(s)", "", months) if months else self.tr("For ever")

    def _ask_to_forget(self) -> None:
        numbers = self._page.selection.numbers()
        if not numbers:
            return
        names = self._page.selection.names(MOST_NAMED)
        question = self.tr("Forget %Ln order(s)?", "", len(numbers))
        if len(numbers) == 1 and names:
            question = self.tr("Forget order {order}?").format(order=names[0])
        elif names:
            question += "\n" + self._list_of(names, len(numbers))
        self._ask(
            self.tr("Forget order(s)", "", len(numbers)),
            question,
            self.tr(
                "The order(s), their history and what was stored of them in copies of the file "
                "are removed from this computer; this cannot be undone. They do not come back "
                "with the next update. Nothing changes at Orange.",
                "",
                len(numbers),
            ),
            self.tr("&Forget"),
            lambda: self._feed.forget_orders(numbers),
        )

    def _list_of(self, names: list[str], count: int) -> str:
        """A line for each of a few, and how many more there are."""
        lines = [f"• {name}" for name in names]
        if more := count - len(names):
            lines.append("• " + self.tr("and %Ln more", "", more))
        return "\n".join(lines)

    def _ask_to_erase(self) -> None:
        self._ask(
            self.tr("Erase the local data"),
            self.tr("Erase all orders of this connection from this computer?"),
            self.tr(
                "All orders, their history and every copy of the file are deleted; this cannot be "
                "undone. Your views and the settings stay. The credentials stay in the system "
                "keyring: to remove them too, choose “Forget the stored credentials” in the menu "
                "File. Nothing changes at Orange."
            ),
            self.tr("&Erase"),
            self._feed.erase,
        )

    def _choose(self, months: int) -> None:
        """A shorter time is asked for once more, with how many orders that would remove now."""
        former = self.months
        if months == former:
            return
        if months and (former == FOR_EVER or months < former):
            self.menu.show_chosen(former)  # nothing is chosen yet
            self._feed.keep.count_expired(months)
        else:
            self._keep(months)
            self._feed.keep.let_come_back()

    def _ask_to_remove(self, months: int, count: int) -> None:
        self._ask(
            self.tr("Keep closed orders"),
            self.tr("Keep closed orders for %n month(s) only?", "", months),
            self.tr(
                "%Ln closed order(s) ended longer ago and will be removed now, with their history.",
                "",
                count,
            )
            + " "
            + self.tr(
                "From then on those that get too old are removed whenever this connection is "
                "opened. Nothing changes at Orange."
            ),
            self.tr("&Remove"),
            lambda: self._remove(months),
        )

    def _remove(self, months: int) -> None:
        self._keep(months)
        self._feed.remove_expired()

    def _keep(self, months: int) -> None:
        self._layout.keep_months = months
        self._feed.set_months(months)
        self.menu.show_chosen(self.months)

    def _tell(self, count: int, by_age: bool) -> None:
        if count:
            self._page.selection.clear()
            months = self.months if by_age else 0
            self._page.banner.show_message(Level.NOTICE, lambda: forgotten_words(count, months))

    def _ask(
        self, title: str, question: str, meaning: str, yes: str, then: Callable[[], None]
    ) -> None:
        ask(self._window, title, (question, meaning), yes, then, QMessageBox.Icon.Warning)

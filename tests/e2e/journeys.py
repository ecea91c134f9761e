"""The main job from the first start to the next day without a network, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QRadioButton

from tests.e2e.hands import Hands, Steps, until
from tests.e2e.sight import find, front, on_screen, reads, rows_shown, table, tree_line
from tests.e2e.words import Screen

STEPS_OF_THE_TEST = 5


@dataclass(frozen=True)
class Errand:
    """What the user knows and wants."""

    facts: dict[str, Any]
    words: Screen
    hands: Hands

    @property
    def orders(self) -> int:
        return int(self.facts["orders"])


def first_day(errand: Errand) -> Steps[dict[str, Any]]:
    """Connects, looks around, exports and quits; returns what was seen."""
    words, hands = errand.words, errand.hands
    doors = (words.connect, words.demo, words.quit)
    for door in doors:
        yield from until(f"the door “{door}”", lambda name=door: reads(name))
    yield from connect(errand)
    seen: dict[str, Any] = {}
    seen["current"] = yield from wait_for_rows(errand)
    yield from hands.press(words.closed)
    seen["closed"] = yield from until("other rows", lambda: other_rows(errand, seen["current"]))
    yield from hands.press(words.everything)
    yield from read_to_the_end(errand)
    seen["last"] = yield from select_last(errand)
    seen["note"] = yield from read_note(errand)
    yield from export(errand)
    yield from hands.choose(words.file, words.quit)
    return seen


def next_day_offline(errand: Errand) -> Steps[dict[str, Any]]:
    """The service is gone: what was read is there, and the window says how old it is."""
    words, hands = errand.words, errand.hands
    seen: dict[str, Any] = {"rows": (yield from wait_for_rows(errand))}
    yield from until("why there is nothing new", lambda: reads(words.nothing_answers))
    seen["last"] = yield from select_last(errand)
    seen["note"] = yield from read_note(errand)
    yield from until("how old the orders are", lambda: reads(words.as_of))
    yield from until("a button to try again", lambda: reads(words.try_again))
    yield from hands.choose(words.file, words.quit)
    return seen


def connect(errand: Errand) -> Steps[None]:
    words, hands, facts = errand.words, errand.hands, errand.facts
    yield from hands.press(words.connect)
    yield from until("the keyring's name", lambda: reads(words.saved_in_keyring))
    yield from hands.fill(words.name, facts["name"])
    yield from hands.paste(words.client_id, f"Authorization: Basic {facts['basic']}\n")
    yield from hands.paste(words.api_key, f"  {facts['api_key']}\n")
    yield from hands.press(words.advanced)
    yield from hands.fill(words.base_url, facts["base_url"])
    yield from hands.fill(words.token_url, facts["token_url"])
    yield from hands.press(words.test)
    yield from until("that it works", lambda: reads(words.works))
    passed = [one for one in on_screen(QLabel) if one.text() == words.passed]
    assert len(passed) == STEPS_OF_THE_TEST, f"{len(passed)} steps passed"
    yield from hands.press(words.save)


def wait_for_rows(errand: Errand) -> Steps[list[str]]:
    found: list[str] = yield from until("orders in the table", lambda: orders_on_screen(errand))
    return found


def orders_on_screen(errand: Errand) -> list[str] | None:
    """The numbers of the orders that can be read now, once each row has its text."""
    view = table()
    shown = rows_shown(view, errand.words.order) if view is not None else []
    return shown if shown and all(text.isdecimal() for text in shown) else None


def other_rows(errand: Errand, before: list[str]) -> list[str] | None:
    shown = orders_on_screen(errand)
    return shown if shown and not set(shown) & set(before) else None


def read_to_the_end(errand: Errand) -> Steps[None]:
    """Scrolls until the window says that everything is there."""
    done = errand.words.orders.format(errand.orders)
    view = yield from until("the table", table)
    bar = view.verticalScrollBar()
    while not reads(done):
        yield from until("something below", lambda: bar.value() < bar.maximum() or reads(done))
        yield from errand.hands.scroll_down()
    yield from until(f"“{done}”", lambda: reads(done))


def select_last(errand: Errand) -> Steps[str]:
    yield from errand.hands.select_last_row()
    shown = yield from wait_for_rows(errand)
    heading = f"{errand.words.order} {shown[-1]}"
    yield from until(f"“{heading}” in the detail pane", lambda: reads(heading))
    return shown[-1]


def read_note(errand: Errand) -> Steps[str]:
    """What the first note says, which only the answer about this one order holds."""
    yield from errand.hands.open_tab(errand.words.all_fields)
    for way in (("notes",), ("notes", "[0]")):
        yield from errand.hands.unfold(way)
    text = ("notes", "[0]", "text")
    _, index = yield from until("the first note", lambda: tree_line(text))
    return str(index.siblingAtColumn(1).data())


def export(errand: Errand) -> Steps[None]:
    words, hands = errand.words, errand.hands
    yield from hands.choose(words.file, words.export)
    chosen = words.every_order.format(errand.orders)
    yield from until(f"“{chosen}”", lambda: find(QRadioButton, chosen))
    yield from hands.pick(words.format, words.french_csv)
    yield from hands.press(words.choose_file)
    yield from until("the file dialog", lambda: isinstance(front(), QFileDialog))
    field = yield from until("the caret in the file's name", caret)
    yield from hands.name_file(field, errand.facts["csv"], words.save_file)
    done = words.written.format(errand.orders)
    yield from until(f"“{done}”", lambda: reads(done))
    yield from hands.press(words.close)


def caret() -> QLineEdit | None:
    inside = QApplication.focusWidget()
    return inside if isinstance(inside, QLineEdit) else None


JOURNEYS = {"first_day": first_day, "next_day_offline": next_day_offline}

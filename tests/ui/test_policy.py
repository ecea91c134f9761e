"""What the IT department has set is shown with a padlock and the reason, and cannot be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QToolButton, QWidget

from orderviewer.order import Cause, Rejected
from orderviewer.policy.settings import NO_POLICY, Policy, Route
from orderviewer.profile import BASE_URL, Home, Profile
from orderviewer.ui.connect import ConnectDialog
from orderviewer.ui.forgetting import Forgetting
from orderviewer.ui.layout import Layout
from orderviewer.ui.locks import PolicyLine
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.updating import UpdateMenus
from orderviewer.ui.words import Action, describe, technical_detail
from tests.ui.accessibility import cut_texts, unnamed_controls
from tests.ui.windows import Desk, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from orderviewer.simulator import Simulator
    from orderviewer.ui.language import Languages

FILE = "/etc/orderviewer/policy.json"
POLICY = Policy(
    FILE,
    Route("http://proxy.example:8080", "/etc/ssl/company.pem"),
    base_url="https://orders.example/v1",
    least_minutes=45,
    most_at_once=2,
)
OWN = Profile("Siège", secrets_version=1, parallel_requests=6)


def opened(qtbot: QtBot, policy: Policy, profile: Profile | None = OWN) -> ConnectDialog:
    dialog = ConnectDialog(profile, policy=policy)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    (more,) = [one for one in dialog.findChildren(QToolButton) if one.text() == "Advanced"]
    more.click()
    return dialog


def edit(dialog: ConnectDialog, name: str) -> QLineEdit:
    (found,) = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name]
    return found


def padlocks(dialog: ConnectDialog) -> int:
    marks = dialog.findChildren(Mark)
    return len([one for one in marks if one.shape is Shape.LOCK and one.isVisible()])


def test_the_dialog_shows_what_is_set_and_by_whom(qtbot: QtBot, english: Languages) -> None:
    dialog = opened(qtbot, POLICY)
    address = edit(dialog, "Base URL")
    assert address.isReadOnly()
    assert address.text() == POLICY.base_url
    assert address.accessibleDescription() == f"Set by your IT department in {FILE}."
    assert not edit(dialog, "Token URL").isReadOnly()
    assert padlocks(dialog) == 2
    (line,) = dialog.findChildren(PolicyLine)
    assert line.text.splitlines() == [
        f"Set by your IT department in {FILE}.",
        "Proxy: http://proxy.example:8080",
        "Also trusted: the certificates in /etc/ssl/company.pem",
        "Pages read at once: 2 at most",
    ]
    at_once = dialog.findChildren(QSpinBox)[1]
    assert (at_once.value(), at_once.maximum()) == (2, 2)
    assert not unnamed_controls(dialog)
    qtbot.waitUntil(lambda: not cut_texts(dialog))
    english.switch("fr")
    qtbot.waitUntil(lambda: "service informatique" in address.accessibleDescription())
    qtbot.waitUntil(lambda: "service informatique" in line.text)
    qtbot.waitUntil(lambda: not cut_texts(dialog))


def test_what_is_set_is_used_and_not_kept(qtbot: QtBot, english: Languages) -> None:
    dialog = opened(qtbot, POLICY)
    kept: list[Any] = []
    dialog.save_wanted.connect(kept.append)
    (save,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Save"]
    save.click()
    assert [draft.profile for draft in kept] == [OWN]
    assert POLICY.applied(kept[0].profile).endpoint.base_url == POLICY.base_url


def test_without_a_policy_nothing_is_locked(qtbot: QtBot, english: Languages) -> None:
    dialog = opened(qtbot, NO_POLICY)
    assert padlocks(dialog) == 0
    assert not edit(dialog, "Base URL").isReadOnly()
    assert edit(dialog, "Base URL").text() == BASE_URL
    (line,) = dialog.findChildren(PolicyLine)
    assert not line.isVisible()


def test_straight_is_told(qtbot: QtBot, english: Languages) -> None:
    dialog = opened(qtbot, Policy(FILE, Route(proxy="")))
    (line,) = dialog.findChildren(PolicyLine)
    assert "Proxy: none" in line.text


def test_a_broken_file_is_told_in_the_dialog(qtbot: QtBot, english: Languages) -> None:
    broken = Policy(FILE, Route(broken=f"{FILE}: unknown setting 'proxi'"))
    dialog = opened(qtbot, broken)
    (line,) = dialog.findChildren(PolicyLine)
    assert line.isVisible()
    assert line.text.startswith("Nothing was sent: what your IT department has set")
    assert FILE in line.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_broken_file_is_told_in_a_sentence_with_its_name(
    spoken: Languages, language: str
) -> None:
    spoken.switch(language)
    error = Rejected(Cause.POLICY_BROKEN, f"C:\\ProgramData\\{FILE[5:]}: it is not JSON")
    words = describe(error)
    assert f"C:\\ProgramData\\{FILE[5:]}" in words.reason
    assert words.action is Action.COPY_REFERENCE
    assert "it is not JSON" in technical_detail(error)


def test_shorter_intervals_are_locked_in_the_menu(
    qtbot: QtBot, home: Path, english: Languages
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = Layout(Home(home).layout_file)
    layout.sync_minutes = 5
    menus = UpdateMenus(window, layout, POLICY)
    assert menus.minutes == 45
    shown = {one.text(): one.isEnabled() for one in menus.often.actions() if one.text()}
    assert shown == {
        "Never": True,
        "Every 5 minutes": False,
        "Every 15 minutes": False,
        "Every 30 minutes": False,
        "Every 45 minutes": True,
        "Every hour": True,
        "Every 4 hours": True,
        f"Set by your IT department in {FILE}.": False,
    }
    locked = [one for one in menus.often.actions() if one.text() and not one.isEnabled()]
    assert all(not one.icon().isNull() for one in locked)
    (chosen,) = [one.text() for one in menus.often.actions() if one.isChecked()]
    assert chosen == "Every 45 minutes"
    assert layout.sync_minutes == 5, "the user's own choice comes back without the policy"


def test_closed_orders_are_kept_no_longer_than_the_policy_says(
    program: Callable[[], Desk],
) -> None:
    desk = program()
    desk.layout.keep_months = 0
    desk.feed.policy = Policy(FILE, most_months=18)
    inside = desk.interior
    ours = Forgetting(desk.window, inside.actions_of_window, desk.feed, desk.page, desk.layout)
    assert ours.months == 18
    shown = {one.text(): one.isEnabled() for one in ours.menu.actions() if one.text()}
    assert shown == {
        "For ever": False,
        "6 months": True,
        "12 months": True,
        "18 months": True,
        "24 months": False,
        "36 months": False,
        "60 months": False,
        f"Set by your IT department in {FILE}.": False,
    }
    assert [one.text() for one in ours.menu.actions() if one.isChecked()] == ["18 months"]
    assert desk.layout.keep_months == 0, "the user's own choice comes back without the policy"


def test_a_broken_file_is_told_in_the_window_and_nothing_is_sent(
    program: Callable[[], Desk], simulator: Callable[..., Simulator]
) -> None:
    desk = program()
    policy = Policy(FILE, Route(broken=f"{FILE}: it is not JSON"))
    desk.feed.policy = policy
    desk.show()
    service = simulator(orders=5)
    away = replace(
        Profile("Siège"),
        endpoint=replace(Profile().endpoint, base_url="https://orders.invalid/v1"),
    )
    desk.interior.show_orders(away, demo=False)
    desk.feed.open(away, secrets_of(service))
    desk.until(lambda: desk.reads("Nothing was sent: what your IT department has set"))
    assert desk.reads(FILE)
    assert not service.requests

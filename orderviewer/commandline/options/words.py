"""What a single word of the command line may be, and how a wrong one ends the program."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from orderviewer.profile import address_problem

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG_USE = 2
AGES = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"orderviewer: {message} (see {self.prog} --help)\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class Disagreement(Exception):
    """Each word is right, but not together with the others; says why."""


def number(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed")
        return int(text)

    return whole


def address(text: str) -> str:
    problem = address_problem(text)
    if problem:
        reasons = {
            "scheme": "https is needed (http only on this machine)",
            "extra": "no user name, query or fragment may be in it",
        }
        raise argparse.ArgumentTypeError(reasons.get(problem, "this is no address"))
    return text.strip()


def day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day alone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError("a day such as 2025-03-14 is needed")


def since(text: str) -> datetime:
    """An age before now, or the beginning of a day on this computer's clock."""
    typed = text.strip().lower().replace("j", "d")
    count, unit = typed[:-1], typed[-1:]
    if unit in AGES and count.isascii() and count.isdecimal() and len(count) < 5:
        return datetime.now(UTC) - int(count) * AGES[unit]
    try:
        return datetime.combine(day(text), time()).astimezone()
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(
            "an age such as 7d or a day such as 2026-03-14 is needed"
        ) from None

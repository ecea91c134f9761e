"""The other process: prepares one page after the other until its input ends."""

from __future__ import annotations

import gc
import signal
from functools import lru_cache
from typing import TYPE_CHECKING

from orderviewer.fields.reading import Reading
from orderviewer.local.packing import Dictionary
from orderviewer.local.prepared import prepare
from orderviewer.preparing.messages import Done, Wish, receive, send
from orderviewer.remote.answers import ends_of, usual_page

if TYPE_CHECKING:
    from typing import BinaryIO


def run() -> int:
    """Works from standard input to standard output, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that has a user
    gc.disable()  # nothing here makes cycles
    with open(0, "rb", closefd=False) as wishes, open(1, "wb", closefd=False) as answers:
        return work(wishes, answers)


def work(wishes: BinaryIO, answers: BinaryIO) -> int:
    send(answers, Done())  # all is imported
    try:
        while True:
            send(answers, done(receive(wishes, Wish)))
    except (EOFError, BrokenPipeError):
        return 0


def done(wish: Wish) -> Done:
    found = usual_page(wish.body)
    if found is None:
        return Done(wish.number)
    keys, raws = found
    prepared = prepare(raws, *_known(wish.recipe))
    return Done(
        wish.number,
        keys,
        ends_of(raws, wish.body),
        prepared.version,
        prepared.digests,
        list(prepared.joined),
        list(prepared.packed),
    )


@lru_cache(maxsize=1)
def _known(
    recipe: tuple[str, tuple[int, str] | None] | None,
) -> tuple[Reading | None, Dictionary | None]:
    if recipe is None:
        return None, None
    reading, dictionary = recipe
    return Reading.from_json(reading), Dictionary(*dictionary) if dictionary else None

"""What is read of the open store only when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.order import OrderviewerError

if TYPE_CHECKING:
    from orderviewer.feed.lanes import Tasks
    from orderviewer.feed.session import Session


class AskedFeed(QObject):
    """One question to the store; the answer for a store that is no longer open is dropped."""

    answered = Signal(tuple)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._session: Session | None = None

    def attach(self, session: Session | None) -> None:
        self._session = session

    def read(self) -> None:
        """Answered by `answered`."""
        if self._session:
            self._tasks.start(self._read(self._session))

    async def _read(self, session: Session) -> None:
        try:
            found = await session.lanes.reading.run(self._look, session)
        except OrderviewerError as error:
            self.failed.emit(error)
            return
        if session is self._session:
            self.answered.emit(found)

    @staticmethod
    def _look(session: Session) -> tuple[object, ...]:
        """The answer; called on the reading lane."""
        raise NotImplementedError

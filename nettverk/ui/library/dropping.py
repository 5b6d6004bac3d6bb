"""A sheet's file dropped anywhere in the room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file that may be a sheet, wherever in the widget it is dropped.

    Signals:
        dropped: the file's path.
    """

    dropped = Signal(object)

    def __init__(self, where: QWidget) -> None:
        super().__init__(where)
        where.setAcceptDrops(True)
        where.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and (path := _file(event)) is not None:
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                self.dropped.emit(path)
            return True
        return False


def _file(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.casefold() in {".json", ".toml"} else None

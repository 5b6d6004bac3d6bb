"""The whole window, for tests: with every room there is, on a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSize

from nettverk.ui.common.shell import Shell
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS


@contextmanager
def open_shell(workspace: Workspace, size: tuple[int, int] = (1280, 720), *, rooms: bool = True) -> Iterator[Shell]:
    """The main window, shown and settled; closed afterwards."""
    shell = Shell(workspace, ROOMS if rooms else ())
    shell.finish()
    shell.resize(QSize(*size))
    shell.show()
    shell.files.ready.emit(workspace.gathering is not None)
    settle(workspace)
    try:
        yield shell
    finally:
        settle(workspace)
        workspace.live = False
        shell.close()
        settle(workspace)
        shell.deleteLater()


def settle(workspace: Workspace) -> None:
    """Let everything asked for be answered and painted."""
    for _round in range(4):
        QCoreApplication.processEvents()
        workspace.lane.wait()
        QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()

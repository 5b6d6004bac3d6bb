"""«Anonym nok?» in a form that is filled in: wavy lines in the fields one goes to."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from nettverk.ui.common.anonymity_watch import AnonymityWatch
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing


class AnonymityFields(QObject):
    """Looks after every field of a form, whenever it was made; nothing is read before somebody goes to one."""

    def __init__(self, workspace: Workspace, form: QWidget) -> None:
        super().__init__(form)
        self._workspace, self._form = workspace, form
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._went_to)

    def _went_to(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, Writing) or not isValid(self._form) or not self._form.isAncestorOf(now):
            return
        beside = now.parentWidget()
        if beside is not None:
            AnonymityWatch.of(self._workspace).watch_in(beside)

"""Bare det som er endret: a list of what differs from what was last on paper, and only that saved or printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nettverk.i18n import _
from nettverk.services.handouts.changed import Changed
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton


class ChangedSheet(Sheet):
    """Says what there is before anything is printed.

    Args:
        save, print_: what is done with only the changed pieces.
    """

    def __init__(self, change: Changed, host: QWidget, save: Callable[[], None], print_: Callable[[], None]) -> None:
        super().__init__(_("Bare det som er endret"), host)
        self.body.addWidget(Note(change.sentence, self))
        self.list = QListView(self)
        self.list.setAccessibleName(_("Endret"))
        self.list.setModel(QStringListModel(list(change.titles), self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVisible(bool(change.titles))
        self.body.addWidget(self.list, 1)
        if not change.titles:
            self.body.addStretch(1)
        self.save = QuietButton(_("Lagre disse …"), "file-down", self)
        self.print_button = PrimaryButton(_("Skriv ut disse …"), "printer", self)
        for button, act in ((self.save, save), (self.print_button, print_)):
            button.setEnabled(bool(change.titles))
            button.clicked.connect(self.close_sheet)
            button.clicked.connect(act)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        self.foot.addWidget(self.print_button)
        self.closed.connect(self.deleteLater)

"""Papirkurven: what was removed, when, and a button each that puts it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.trash import DAYS, Trashed, TrashKind, trash_kind_name
from nettverk.i18n import _, _n, clock, short_date
from nettverk.services import trash
from nettverk.ui.common.basics import Label
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.widgets import Note, QuietButton, Sheet, column, row, set_tone
from nettverk.ui.common.workspace import Workspace

_MOST = 100


class TrashSheet(Sheet):
    """The newest first. Emptying it asks once more on the same button."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Papirkurv"), host, width=520)
        belongs_to(self, ManualPage.REMOVED)
        self._workspace = workspace
        self.about = Note(_("Det som er fjernet, ligger her i {days} dager.").format(days=DAYS), self)
        self.body.addWidget(self.about)
        self._lines = QWidget(self)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        self.buttons: list[QuietButton] = []
        self.empty = QuietButton(_("Tøm papirkurven"), "trash-2", self)
        self.empty.clicked.connect(self._empty)
        self.sure = Note(_("Da kan det ikke hentes tilbake. Trykk én gang til for å tømme."), self)
        set_tone(self.sure, "warn")
        self.sure.hide()
        self.body.addWidget(self.sure)
        self.foot.addStretch(1)
        self.foot.addWidget(self.empty)
        workspace.lane.changed.connect(self._changed)
        self.closed.connect(self.deleteLater)
        self.refresh()

    def refresh(self) -> None:
        """Read what lies there."""
        self._workspace.lane.ask(trash.all_, self._show, self)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("trash"):
            self.refresh()

    def _show(self, lying: tuple[Trashed, ...]) -> None:
        self.buttons = []
        lines = QWidget(self)
        widgets: list[QWidget] = [self._line(thing, lines) for thing in lying[:_MOST]]
        if not lying:
            widgets = [Label(_("Papirkurven er tom."), lines)]
        elif len(lying) > _MOST:
            widgets.append(Note(_("og {n} til").format(n=len(lying) - _MOST), lines))
        lines.setLayout(column(*widgets, gap=8))
        self.body.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines
        self.empty.setEnabled(bool(lying))
        if self.buttons:  # Tab comes to what empties it all last
            QWidget.setTabOrder(self.buttons[-1], self.empty)
        if self.buttons and self.cross.hasFocus():  # it was opened before anything was read
            self.buttons[0].setFocus()

    def _line(self, thing: Trashed, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        title = Label(f"{trash_kind_name(thing.kind)}: {thing.title}", line)
        title.setWordWrap(True)
        at = thing.removed_at.astimezone()
        when = _("fjernet {day} kl. {time}").format(day=short_date(at.date()), time=clock(at.time()))
        note = Note(" · ".join(word for word in (when, thing.about) if word), line)
        back = QuietButton(_("Hent tilbake"), "undo-2", line)
        back.setAccessibleName(_("Hent tilbake {what}").format(what=thing.title))
        back.clicked.connect(partial(self._put_back, thing))
        self.buttons.append(back)
        words = column(title, note, gap=0)
        box = row()
        box.addLayout(words, 1)
        box.addWidget(back)
        line.setLayout(box)
        return line

    def _put_back(self, thing: Trashed) -> None:
        workspace = self._workspace

        def done(_changes: Changes) -> None:
            workspace.say(_("{title} er hentet tilbake.").format(title=thing.title), _("Angre"), workspace.lane.undo)

        workspace.lane.change(lambda store: trash.put_back(store, thing.id), done, self, failed=workspace.say)
        if thing.kind is TrashKind.GATHERING:
            workspace.say(_("Samlingen står i lista over samlinger igjen (Ctrl+G)."))

    def _empty(self) -> None:
        if self.sure.isHidden():
            self.sure.show()
            return
        self.sure.hide()
        count = len(self.buttons)
        workspace = self._workspace
        sentence = _n("{n} ting er slettet for godt.", "{n} ting er slettet for godt.", count)
        workspace.lane.change(trash.empty, lambda _changes: workspace.say(sentence), self)

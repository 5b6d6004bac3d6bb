"""Hvem gjorde hva: what has been changed in a gathering, on which machine and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _
from nettverk.services.sharing.who_did import Act, Of
from nettverk.ui.common.contest_card import when
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, SearchField, Segmented, Small, column

if TYPE_CHECKING:
    from nettverk.domain.changes import Changes
    from nettverk.services.database import Store
    from nettverk.ui.common.workspace import Workspace

_MOST = 150


class WhoSheet(Sheet):
    """The plan, the people or the groups; the newest first, and a field that finds a name or a word among them."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Hvem gjorde hva"), host, width=520)
        belongs_to(self, ManualPage.TABLE_LAPTOP)
        self._workspace = workspace
        self.of = Segmented(
            [(Of.PLAN, _("Planen")), (Of.PEOPLE, _("Deltakerne")), (Of.GROUPS, _("Gruppene"))], _("Hva"), self
        )
        self.search = SearchField(_("Søk etter navn eller ord"), self)
        self.body.addWidget(self.of)
        self.body.addWidget(self.search)
        self.words = Note("", self)
        self.body.addWidget(self.words)
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.acts: tuple[Act, ...] = ()
        self.of.chosen.connect(lambda _key: self._read())
        self.search.textChanged.connect(lambda _text: self._fill())
        workspace.lane.changed.connect(self._changed)
        workspace.lane.opened.connect(self.close_sheet)
        workspace.gathering_changed.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)

    def open_fresh(self) -> None:
        """Read what has been done, and show it."""
        self.open(self.of)
        self.of.focus_chosen()
        self._read()

    def _changed(self, changes: Changes) -> None:
        if changes.tables:
            self._read()

    def _read(self) -> None:
        gathering = self._workspace.gathering
        if gathering is not None:
            job = partial(_acts, of=Of(self.of.value()), gathering_id=gathering.id)
            self._workspace.lane.ask(job, self._show, self)

    def _show(self, acts: tuple[Act, ...]) -> None:
        self.acts = acts
        self._fill()

    def _fill(self) -> None:
        wanted = self.search.text().strip().casefold()
        shown = [act for act in self.acts if wanted in "\n".join((act.machine, *act.what)).casefold()]
        if not self.acts:
            self.words.setText(_("Ingenting er endret her siden fila ble delt med noen."))
        elif not shown:
            self.words.setText(_("Fant ingenting med de ordene."))
        self.words.setVisible(not shown)
        page = QWidget(self)
        lines: list[QWidget] = []
        for act in shown[:_MOST]:
            machine = _("denne maskinen") if act.here else act.machine
            about = Small(_("{machine}, {when}").format(machine=machine, when=when(act.at)), page, strong=True)
            about.setWordWrap(True)
            what = Note("\n".join(act.what), page)
            what.setProperty("kind", "")
            box = QWidget(page)
            box.setLayout(column(about, what, gap=2))
            lines.append(box)
        if len(shown) > _MOST:
            lines.append(Note(_("og {n} til").format(n=len(shown) - _MOST), page))
        page.setLayout(column(*lines, gap=12))
        self.body.replaceWidget(self._list, page)
        self._list.hide()
        self._list.deleteLater()
        self._list = page


def _acts(store: Store, *, of: Of, gathering_id: str) -> tuple[Act, ...]:
    from nettverk.services.sharing import who_did

    return who_did.acts(store, of, gathering_id)

"""The sheets of the gathering's list: one for somebody new, and one for whoever the cursor is on."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.participants import Participant
from nettverk.domain.registry import Person, Unit
from nettverk.domain.rooms import RoomKey
from nettverk.services.register import register
from nettverk.services.register.roles import offered
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.list_page import ListPage
from nettverk.ui.people.person_sheet import ParticipantCard, PersonSheet


class ParticipantSheets(QObject):
    """Opens them over the room.

    Attributes:
        sheet: the one opened last.
    """

    def __init__(self, workspace: Workspace, host: QWidget, page: ListPage) -> None:
        super().__init__(host)
        self._workspace, self._host, self._page = workspace, host, page
        self._autosave = Autosave.of(workspace, RoomKey.PEOPLE)
        self._newcomer: PersonSheet | None = None
        self.sheet: PersonSheet | ParticipantCard | None = None

    def add(self) -> None:
        """Ask for somebody new."""
        self._open(None)

    def edit(self, participant: Participant) -> None:
        """Show somebody who is on the list."""
        self._open(participant)

    def _open(self, participant: Participant | None) -> None:
        gathering = self._workspace.gathering
        if gathering is None:
            return

        def show(known: tuple[tuple[Unit, ...], tuple[Person, ...], tuple[str, ...]]) -> None:
            units, people, roles = known
            if self.sheet is not None:
                self.sheet.close_sheet()
                if self.sheet is not self._newcomer:
                    self.sheet.deleteLater()
            self.sheet = (
                self._new_sheet(units, roles, people)
                if participant is None
                else ParticipantCard(self._workspace, self._host, units, roles, participant, self._autosave)
            )
            self.sheet.open()

        self._workspace.lane.ask(
            lambda store: (register.units(store), register.people(store), offered(store, gathering.id)), show, self
        )

    def _new_sheet(self, units: tuple[Unit, ...], roles: tuple[str, ...], people: tuple[Person, ...]) -> PersonSheet:
        """The sheet for somebody new; who is half typed is still there."""
        if self._newcomer is not None and self._newcomer.drafted():
            return self._newcomer
        if self._newcomer is not None:
            self._newcomer.deleteLater()
        here = [participant.person_id for participant in self._page.model.people]
        self._newcomer = PersonSheet(self._workspace, self._host, units, roles, self._page.choose, people, here)
        return self._newcomer

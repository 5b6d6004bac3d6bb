"""Storing what is typed about commitments: answers to those from before, and those made now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nettverk.domain.changes import Changes
from nettverk.domain.follow_up import CommitmentStatus, CommitmentText
from nettverk.domain.typed import TypedAnswer, TypedCommitment
from nettverk.i18n import _
from nettverk.services import follow_up
from nettverk.ui.common.anonymity_fields import AnonymityFields
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.reading import Known
from nettverk.ui.follow_up.unit_page import UnitPage


class CommitmentWriter(QObject):
    """Takes what the unit's page signals, and stores it.

    Attributes:
        known: what the room shows; a commitment is written in its gathering.
    """

    def __init__(self, workspace: Workspace, autosave: Autosave, page: UnitPage) -> None:
        super().__init__(page)
        self._workspace, self._autosave, self._page = workspace, autosave, page
        self.known = Known("", (), {}, ())
        AnonymityFields(workspace, page)
        page.answered.connect(self._answer)
        page.typed.connect(self._write)
        page.removed.connect(self._remove)

    def _answer(self, commitment_id: str, status: CommitmentStatus, learnt: str, sign_now: str) -> None:
        here = self.known.gathering_id
        self._autosave.note(commitment_id, TypedAnswer(commitment_id, here, status, learnt, sign_now))

    def _write(self, commitment_id: str, text: CommitmentText) -> None:
        gathering_id, unit_id = self.known.gathering_id, self._page.unit_id
        said = text.grounds
        typed = TypedCommitment(
            gathering_id, unit_id, commitment_id, text.what, text.who, text.by, text.taken_up_in, said.why,
            ",".join(said.drivers), ",".join(said.together), ",".join(said.heard), said.sign, said.sign_before,
            said.goal,
        )  # fmt: skip
        self._autosave.note(commitment_id, typed)

    def _remove(self, commitment_id: str) -> None:
        self._autosave.flush()  # what was typed last must be stored first, or undo would bring back less
        self._workspace.lane.change(
            lambda store: follow_up.remove(store, commitment_id),
            lambda changes: self._removed(commitment_id, changes),
            self,
        )

    def _removed(self, commitment_id: str, changes: Changes) -> None:
        if changes.tables:
            lane = self._workspace.lane
            self._workspace.say(
                _("Tiltaket er fjernet."),
                _("Angre"),
                lambda: lane.change(lambda store: follow_up.restore(store, commitment_id)),
            )
        self._page.take_new()

"""The tags of commitments: shown on their cards, changed in the sheet, and a filter over units and cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.tags import Carrier, TagOn
from nettverk.domain.threads import UnitThread
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.reading import Known
from nettverk.ui.follow_up.unit_page import UnitPage


class CommitmentTags(QObject):
    """What the room knows of tags.

    Signals:
        filtered: other units are wanted.
    """

    filtered = Signal()

    def __init__(self, workspace: Workspace, page: UnitPage, host: QWidget) -> None:
        super().__init__(host)
        self._page, self._known = page, Known("", (), {}, ())
        self._tagger = Tagger(workspace, host)
        self.filter = TagFilter(host)
        self.filter.changed.connect(self._apply)
        self.filter.changed.connect(self.filtered)
        page.tags_wanted.connect(self._open)
        workspace.gathering_changed.connect(self.filter.clear)

    def show(self, known: Known) -> None:
        """Take what was read; before the units are shown."""
        self._known = known
        commitments = [promise.id for thread in known.threads for promise in (*thread.before, *thread.promised)]
        self.filter.offer(known.tags.get(commitment, ()) for commitment in commitments)
        self._apply()

    def shows(self, thread: UnitThread) -> bool:
        """Whether a unit is wanted: everyone, or those with a commitment that has the tags."""
        if not self.filter.chosen:
            return True
        return any(self.filter.shows(self._of(promise.id)) for promise in (*thread.before, *thread.promised))

    def _apply(self) -> None:
        self._page.show_tags(self._known.tags, self.filter.shows if self.filter.chosen else None)

    def _of(self, commitment_id: str) -> Sequence[str]:
        return self._known.tags.get(commitment_id, ())

    def _open(self, commitment_id: str) -> None:
        for thread in self._known.threads:
            for promise in (*thread.before, *thread.promised):
                if promise.id == commitment_id:
                    self._tagger.open(Carrier(TagOn.COMMITMENT, promise.id, promise.gathering_id), promise.what)
                    return

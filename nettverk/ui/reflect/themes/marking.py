"""What is noted about points beside their words, by a key each: quote, role, tags."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from nettverk.domain.tags import Carrier, TagOn
from nettverk.domain.themes import Point
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.themes.actions import ThemeActions
from nettverk.ui.reflect.themes.role_sheet import RoleSheet


class Mark(Enum):
    """What can be noted."""

    QUOTE = auto()
    ROLE = auto()
    TAGS = auto()


MARK_KEYS = {Qt.Key.Key_Q: Mark.QUOTE, Qt.Key.Key_R: Mark.ROLE, Qt.Key.Key_T: Mark.TAGS}


class Marking(QObject):
    """Marks the points that are chosen; tags belong to the one at hand."""

    def __init__(self, workspace: Workspace, host: QWidget, doing: ThemeActions, role: RoleSheet) -> None:
        super().__init__(host)
        self._doing, self._role = doing, role
        self.tagger = Tagger(workspace, host)

    def mark(self, how: Mark, chosen: Sequence[Point], at_hand: Point | None) -> None:
        """Note it, or ask for it."""
        keys = [point.key for point in chosen]
        match how:
            case Mark.QUOTE:
                self._doing.set_quote(keys, quote=not all(point.mark.quote for point in chosen))
            case Mark.ROLE if chosen:
                self._role.begin(keys, chosen[0].mark.role_words)
            case Mark.TAGS if at_hand is not None:
                self.tagger.open(Carrier(TagOn.POINT, at_hand.key, self._doing.here), at_hand.text)
            case _:
                pass

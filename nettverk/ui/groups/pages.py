"""How the room Grupper is laid out, and what gives way in a short window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nettverk.ui.common.announce import announce
from nettverk.ui.common.widgets import EmptyState, Note, set_tone
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.builder import Builder, BuilderBar
from nettverk.ui.groups.first_groups import FirstGroups
from nettverk.ui.groups.header import GroupsHeader
from nettverk.ui.groups.met.view import MetView
from nettverk.ui.groups.person_panel import PersonPanel
from nettverk.ui.groups.quality_bar import QualityBar

_LEAST_BODY = 110
"""Pixels; not the least height of the tallest page, which would push the panel out of a small window."""
_PANEL_FROM, _WHOLE_PANEL_FROM, _QUALITY_FROM = 300, 560, 240
"""Heights of the room from which there is room for these beside the board."""


class WorkPage(QWidget):
    """The header and what is said of the groups on top, the board (or what stands for it) below, then the panel.

    Attributes:
        header, quality, view, first, met, panel: its parts, from the top down.
        complaint: why there are no new groups.
    """

    def __init__(self, workspace: Workspace, builder: Builder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header, self.quality, self.panel = GroupsHeader(self), QualityBar(self), PersonPanel(self)
        self.complaint = Note("", self)
        set_tone(self.complaint, "warn")
        self.complaint.hide()
        self._panel_wanted = False
        self._body = QStackedWidget(self)
        self._body.setMinimumHeight(_LEAST_BODY)
        self._board_page = QWidget(self._body)
        self.view = BoardView(workspace, self._board_page)
        self.first, self.met = FirstGroups(self._body), MetView(workspace.theme, self._body)
        column = QVBoxLayout(self._board_page)
        column.setContentsMargins(18, 0, 10, 0)
        column.addWidget(self.view)
        for page in (self._board_page, self.first, self.met):
            self._body.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(10)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.setSpacing(10)
        for widget in (self.header, self.complaint, self.quality, BuilderBar(builder, self)):
            top.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.panel)

    @property
    def shows_met(self) -> bool:
        """Whether who has met whom is seen instead of the board."""
        return self._body.currentWidget() is self.met

    def show_board(self) -> None:
        """Show the tables, with the panel where there is room."""
        self._show(self._board_page)

    def show_first(self) -> None:
        """Show the form for the first groups."""
        self._show(self.first)

    def show_met(self) -> None:
        """Show who has met whom, without the panel."""
        self._show(self.met)

    def _show(self, page: QWidget) -> None:
        self._body.setCurrentWidget(page)
        self._panel_wanted = page is self._board_page

    def fit(self, height: float) -> None:
        """In a very short window (or with very large text) the board comes before what is said about it.

        Args:
            height: of the room, in pixels at the usual text size.
        """
        self.panel.setVisible(self._panel_wanted and height >= _PANEL_FROM)
        self.panel.set_rows(3 if height >= _WHOLE_PANEL_FROM else 2)
        self.quality.setMaximumHeight(1000 if height >= _QUALITY_FROM else 0)

    def complain(self, sentence: str) -> None:
        """Say why there are no new groups; empty when nothing is in the way any more."""
        self.complaint.setText(sentence)
        announce(self, sentence)
        self.complaint.setVisible(bool(sentence))


class RoomPages(QStackedWidget):
    """The page one works on, or one that says what there has to be before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._work: QWidget | None = None
        self._empty: QWidget | None = None

    def hold(self, work: QWidget) -> None:
        """The page one works on, made inside this."""
        self._work = work
        self.addWidget(work)

    def show_work(self) -> None:
        """Show the page one works on; nothing is missing any more."""
        if self._work is not None:
            self.setCurrentWidget(self._work)

    def show_empty(self, title: str, text: str, action: str, run: Callable[[], object]) -> None:
        """Say what is missing, with one button that goes there."""
        if self._empty is not None:
            self.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = EmptyState(title, text, action, run, icon="layout-grid")
        self.addWidget(self._empty)
        self.setCurrentWidget(self._empty)

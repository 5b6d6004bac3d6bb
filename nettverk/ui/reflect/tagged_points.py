"""Every point that was said, with its tags: set one by one, and found by them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.domain.tags import Carrier, TagOn
from nettverk.domain.themes import Point, ThemeBoard
from nettverk.i18n import _, _n
from nettverk.services.themes.board import board
from nettverk.ui.common.basics import Label
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.tags.tag_line import TagLine
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.widgets import Card, FlatButton, Note, Small, row
from nettverk.ui.common.workspace import Workspace

MOST = 150
"""So many points are shown at once; with more, one finds them by their tag or in Temaer."""


class PointCard(Card):
    """What was said, by which table, and its tags."""

    def __init__(self, point: Point, voice: str, tag: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent, margin=12, gap=4)
        self.text = Label(point.text, self)
        self.text.setWordWrap(True)
        self.voice = Small(voice, self)
        self.tags = TagLine(self)
        self.tags.wanted.connect(tag)
        self.body.addWidget(self.text)
        line = row(self.tags, self.voice)
        line.setStretch(0, 1)
        self.body.addLayout(line)


class TaggedPoints(Sheet):
    """The points of the gathering one works on, in the order of the questions."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Punktene og merkelappene"), host, width=640)
        self._workspace = workspace
        self._board = ThemeBoard()
        self._tagger = Tagger(workspace, host)
        self.filter = TagFilter(host)
        self.count = Note("", self)
        self.cards: dict[str, PointCard] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        head = row(self.count, self.filter)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.filter.changed.connect(self._tell)
        workspace.gathering_changed.connect(self.close_sheet)
        workspace.gathering_changed.connect(self.filter.clear)
        workspace.lane.changed.connect(self._changed)

    def show_points(self) -> None:
        """Read the points and open."""
        self._read(lambda: self.open(self.cross))

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("entries"):
            self._read(lambda: None)

    def _read(self, then: Callable[[], object]) -> None:
        gathering = self._workspace.gathering
        if gathering is None:
            return
        here = gathering.id

        def arrived(known: ThemeBoard) -> None:
            if self._workspace.gathering is not None and self._workspace.gathering.id == here:
                self._show(known)
                then()

        self._workspace.lane.ask(lambda store: board(store, here), arrived, self)

    def _show(self, known: ThemeBoard) -> None:
        same = [(point.key, point.text) for point in known.points] == [
            (shown_point.key, shown_point.text) for shown_point in self._board.points
        ]
        self._board = known
        self.filter.offer(point.mark.tags for point in known.points)
        if not same:
            for card in self.cards.values():
                card.hide()
                card.deleteLater()
            self.cards = {}
        self._tell()

    def _tell(self) -> None:
        wanted = [point for point in self._board.points if self.filter.shows(point.mark.tags)]
        shown = {point.key: point for point in wanted[:MOST]}
        for point in shown.values():
            if point.key not in self.cards:
                voice = self._board.voices.get(point.voice)
                tag = partial(self._tag, point)
                self.cards[point.key] = PointCard(point, voice.name if voice else "", tag, self)
                self._list.addWidget(self.cards[point.key])
            self.cards[point.key].tags.show_tags(point.mark.tags)
        for key, card in self.cards.items():
            card.setVisible(key in shown)
        if not self._board.points:
            self.count.setText(_("Ingen punkter ennå. Hver linje som skrives fra et bord, blir et punkt."))
        elif len(wanted) > MOST:
            self.count.setText(_("De første {n} av {all} punkter. Velg en merkelapp.").format(n=MOST, all=len(wanted)))
        else:
            self.count.setText(_n("{n} punkt", "{n} punkter", len(wanted)))

    def _tag(self, point: Point) -> None:
        self._tagger.open(Carrier(TagOn.POINT, point.key, self._board.gathering_id), point.text)


class PointsButton(FlatButton):
    """The way to the points and their tags; the sheet is made when somebody first wants it."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__("", "tag", host, tip=_("Punktene og merkelappene"))
        self._workspace, self._host = workspace, host
        self.sheet: TaggedPoints | None = None
        self.clicked.connect(lambda _on=False: self.show_points())

    def show_points(self) -> None:
        """Open the sheet over the room."""
        if self.sheet is None:
            self.sheet = TaggedPoints(self._workspace, self._host)
        self.sheet.show_points()

    def come_and_show(self) -> None:
        """The same from another room; what is typed has been stored by then."""
        self._workspace.go(RoomKey.REFLECT)
        self.show_points()

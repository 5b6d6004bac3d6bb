"""The themes side by side, as many in a row as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from nettverk.domain.themes import Theme, ThemeBoard, spread_words
from nettverk.ui.common.theme import in_force
from nettverk.ui.reflect.themes.card import NewCard, ThemeCard, least_height, whole_height

_LEAST = 212
_GAP = 16
"""Pixels between cards."""
_FEWEST = 3
"""Side by side where there is room for it."""


class ThemeCards(QScrollArea):
    """A card for every theme, and one to begin another.

    Signals:
        opened: the id of the theme whose points are wanted.
        renamed: id and name.
        dropped: keys, and the id of the theme they were put down on; empty for a new one.
        pressed_key: a key, and the id of the theme it was pressed on.
        asked: a new theme is wanted.
    """

    opened = Signal(str)
    renamed = Signal(str, str)
    dropped = Signal(list, str)
    pressed_key = Signal(object, str)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        page = QWidget()
        page.setProperty("kind", "page")
        page.setAutoFillBackground(False)
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 8, 16)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(page)
        self.cards: dict[str, ThemeCard] = {}
        self._columns = 0
        self.new = NewCard(page)
        self.new.asked.connect(self.asked)
        self.new.dropped.connect(lambda keys: self.dropped.emit(keys, ""))

    @property
    def columns(self) -> int:
        """How many stand side by side: as few as let all be seen at once, so that what was said can be read on them."""
        most = max(1, (self.viewport().width() + _GAP) // (round(_LEAST * in_force().growth) + _GAP))
        rows = max(1, (self.viewport().height() + _GAP) // (least_height() + _GAP))
        return min(most, max(_FEWEST, -(-(len(self.cards) + 1) // rows)))

    def show_board(self, board: ThemeBoard) -> None:
        """Show these themes; a card that stays keeps the focus."""
        ids = [theme.id for theme in board.themes]
        if ids != list(self.cards):
            self._rebuild(board.themes)
        inside, everyone = board.in_themes(), board.speaking()
        for number, theme in enumerate(board.themes, start=1):
            points = inside[theme.id]
            heard = {point.voice for point in points}
            dots = tuple(voice.key in heard for voice in everyone)
            self.cards[theme.id].show_theme(theme, number, points, spread_words(board.spread(points)), dots)
        self._lay_out()

    def _rebuild(self, themes: tuple[Theme, ...]) -> None:
        known, self.cards = self.cards, {}
        for theme in themes:
            self.cards[theme.id] = known.pop(theme.id) if theme.id in known else self._made(theme.id)
        for gone in known.values():
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._columns = 0
        self._lay_out()

    def _made(self, theme_id: str) -> ThemeCard:
        card = ThemeCard(self.widget())
        card.opened.connect(lambda: self.opened.emit(theme_id))
        card.renamed.connect(lambda name: self.renamed.emit(theme_id, name))
        card.dropped.connect(lambda keys: self.dropped.emit(keys, theme_id))
        card.pressed_key.connect(lambda event: self.pressed_key.emit(event, theme_id))
        return card

    def _lay_out(self) -> None:
        columns = self.columns
        rows = -(-(len(self.cards) + 1) // columns)
        # All the room there is, as far as there are points to show.
        tall = (self.viewport().height() - self._grid.contentsMargins().bottom() + _GAP) // rows - _GAP
        tall = min(tall, whole_height(max((len(card.points) for card in self.cards.values()), default=0)))
        self.new.give_room(tall)
        for card in self.cards.values():
            card.give_room(tall)
        if columns == self._columns:
            return
        self._columns = columns
        everyone: list[QWidget] = [*self.cards.values(), self.new]
        for widget in everyone:
            self._grid.removeWidget(widget)
        before: QWidget | None = None
        for place, widget in enumerate(everyone):
            self._grid.addWidget(widget, place // columns, place % columns)
            widget.show()
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        for column in range(16):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def mark(self, open_: str, near: str) -> None:
        """Show which theme is open, and which one the point at hand is like."""
        for theme_id, card in self.cards.items():
            card.mark(is_open=theme_id == open_, is_near=theme_id == near)

    def step(self, theme_id: str, key: int) -> None:
        """Go with an arrow from one card to the next."""
        order = list(self.cards)
        ways: Mapping[int, int] = {
            Qt.Key.Key_Right.value: 1, Qt.Key.Key_Left.value: -1,
            Qt.Key.Key_Down.value: self.columns, Qt.Key.Key_Up.value: -self.columns,
        }  # fmt: skip
        place = order.index(theme_id) + ways[key]
        if 0 <= place < len(order):
            self.cards[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.cards[order[place]])

    def dress(self) -> None:
        """Lay out anew for the text size in force."""
        self._columns = 0
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

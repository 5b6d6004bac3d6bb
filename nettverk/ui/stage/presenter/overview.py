"""Oversikt: every picture of the day under its part; arrows and Enter, some letters, or the number of a slide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from nettverk.domain.wall.thumbnails import Place, Thumbnail
from nettverk.domain.wall.walls import Slides, Wall
from nettverk.domain.wall.whole_day import Chapter, search
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, KeyCap, Note, QuietButton, SearchField, Small, row
from nettverk.ui.stage.presenter.thumbnail_list import THUMBNAIL_ROLE, ThumbnailDelegate, ThumbnailModel
from nettverk.ui.stage.wall.thumbnails import Thumbnails

_K = Qt.Key
_CLICKER = frozenset((_K.Key_PageDown, _K.Key_PageUp, _K.Key_F5, _K.Key_Period))
_MOVES = frozenset((_K.Key_Up, _K.Key_Down, _K.Key_Home, _K.Key_End))
HESITATION = 400
"""Milliseconds a B waits for a second letter: alone it is the clicker's, with more it is the beginning of a word."""
_PICTURE_WIDTH = 156
"""Pixels at 100 % text; the pictures are widened a little so that each line is filled."""


class _Grid(QListView):
    """Pictures in lines, headings on lines of their own; only what is in sight is drawn."""

    def __init__(self, thumbs: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailModel(self)
        self.delegate = ThumbnailDelegate(thumbs, self)
        self.delegate.picture_width, self.delegate.lines = _PICTURE_WIDTH, 1
        self.setModel(self.thumbnails)
        self.setItemDelegate(self.delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Alle bildene i dag"))
        thumbs.made.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many side by side as there is room for, and no ragged edge."""
        room = self.viewport().width() - 6
        width = round(_PICTURE_WIDTH * in_force().growth ** 0.5)
        across = max(1, room // (width + 10))
        self.delegate.picture_width = max(40, room // across - 10)
        super().resizeEvent(event)
        self.doItemsLayout()

    def step(self, key: int) -> None:
        """Move with an arrow; Home and End go to the first and the last."""
        rows = [row for row, entry in enumerate(self.thumbnails.shown) if isinstance(entry, Thumbnail)]
        if not rows:
            return
        now = self.currentIndex().row()
        place = rows.index(now) if now in rows else 0
        if key == _K.Key_Home:
            target = rows[0]
        elif key == _K.Key_End:
            target = rows[-1]
        elif key in {_K.Key_Left, _K.Key_Right}:
            target = rows[min(max(place + (1 if key == _K.Key_Right else -1), 0), len(rows) - 1)]
        else:
            target = self._beside(rows, rows[place], -1 if key == _K.Key_Up else 1)
        self.go_to(target)

    def _beside(self, rows: list[int], now: int, way: int) -> int:
        """The picture straight above or below, or the nearest to it in that line."""
        here = self.visualRect(self.thumbnails.index(now))
        ahead = [row for row in rows if (row - now) * way > 0]
        line_top = None
        nearest, shortest = now, 1 << 30
        for other in ahead if way > 0 else reversed(ahead):
            rect = self.visualRect(self.thumbnails.index(other))
            if rect.top() == here.top():
                continue
            if line_top is None:
                line_top = rect.top()
            if rect.top() != line_top:
                break
            distance = abs(rect.center().x() - here.center().x())
            if distance < shortest:
                nearest, shortest = other, distance
        return nearest

    def go_to(self, row: int) -> None:
        """Choose a picture and have it in sight, with the heading over it where it is the first."""
        if not 0 <= row < len(self.thumbnails.shown):
            return
        index = self.thumbnails.index(row)
        self.setCurrentIndex(index)
        if row and isinstance(self.thumbnails.shown[row - 1], Chapter):
            self.scrollTo(self.thumbnails.index(row - 1))
        self.scrollTo(index)
        self.viewport().update()


class Overview(QFrame):
    """The whole day in pictures, over the middle and the right of the presenter.

    Args:
        words: those on a slide.

    Signals:
        chosen: the Thumbnail of the picture that is wanted on the wall.
        dismissed: Escape.
        passed: a key that is the presenter's: a clicker's, or the clock's.
    """

    chosen = Signal(object)
    dismissed = Signal()
    passed = Signal(object)

    def __init__(self, thumbs: Thumbnails, words: Callable[[Wall], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._words = words
        self._day: tuple[Chapter, ...] = ()
        self._slides_on_wall: Slides | None = None
        self._waiting_key: QKeyEvent | None = None
        self.field = SearchField(_("Søk, eller et sidetall"), self)
        self.setFocusProxy(self.field)
        self.field.setAccessibleName(_("Søk i bildene, eller skriv sidetallet i lysbildene"))
        self.hint = Small(_("vis"), self)
        self.grid = _Grid(thumbs, self)
        self.grid.delegate.current = self.grid.currentIndex
        self.empty = Note(_("Ingen bilder med de ordene."), self)
        self._hesitation = QTimer(self)
        self._hesitation.setSingleShot(True)
        self._hesitation.setInterval(HESITATION)
        self._hesitation.timeout.connect(self._pass_waiting)
        close = QuietButton(_("Ferdig") + "   Esc", parent=self)
        close.clicked.connect(self.dismissed)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 24, 0)
        column.setSpacing(10)
        column.addLayout(row(Heading(_("Oversikt"), 2, self), KeyCap("O", self), None, close))
        enter, escape = (KeyCap("Enter", self), self.hint), (KeyCap("Esc", self), Small(_("tilbake"), self))
        column.addLayout(row(self.field, 12, *enter, 8, *escape, None, gap=6))
        column.addWidget(self.empty)
        column.addWidget(self.grid, 1)
        self.field.setMinimumWidth(280)
        self.field.textChanged.connect(lambda _text: self._show())
        self.field.installEventFilter(self)
        self.grid.clicked.connect(self._choose)

    # --- what is shown ---

    def show_day(self, day: Sequence[Chapter], on: Slides | None) -> None:
        """The day's pictures; ``on`` are the slides on show, whose pages can be gone to by number."""
        self._slides_on_wall = on
        if tuple(day) != self._day:
            self._day = tuple(day)
            self._show(keep=True)
        else:
            self._hint()

    def open(self) -> None:
        """Begin anew, at what is on the wall."""
        self.field.clear()
        self._show()
        self.grid.go_to(max(self.grid.thumbnails.place_of(Place.NOW), 0))
        self.field.setFocus()

    def _show(self, *, keep: bool = False) -> None:
        before = self._current()
        typed = self.field.text().strip()
        number = self._number()
        rows: list[Chapter | Thumbnail] = []
        for chapter in self._day if number is not None else search(self._day, typed, self._words):
            rows += [chapter, *chapter.thumbnails]
        self.grid.thumbnails.show(rows)
        self.empty.setVisible(not rows)
        self._hint()
        if number is not None and self._slides_on_wall is not None:
            self.grid.go_to(self._row_of(WallRef.slides(self._slides_on_wall.ref.contribution_id, number)))
        elif keep and before is not None:
            self.grid.go_to(self._row_of(before.wall.ref))
        elif typed:
            self.grid.go_to(next((row for row, entry in enumerate(rows) if isinstance(entry, Thumbnail)), -1))
        self.grid.viewport().update()

    def _hint(self) -> None:
        """Say beside the field what Enter does now."""
        number, words = self._number(), _("vis")
        if number is not None and self._slides_on_wall is not None:
            words = _("vis side {page} av {pages}").format(page=number + 1, pages=self._slides_on_wall.pages)
        elif self._slides_on_wall is not None and self.field.text().strip().isdigit():
            words = _("Lysbildene har {pages} sider").format(pages=self._slides_on_wall.pages)
        if words != self.hint.text():
            self.hint.setText(words)

    def _number(self) -> int | None:
        """The page that is typed, from 0, where slides are on show and have it."""
        typed = self.field.text().strip()
        if self._slides_on_wall is None or not typed.isdigit() or not 1 <= int(typed) <= self._slides_on_wall.pages:
            return None
        return int(typed) - 1

    def _row_of(self, ref: WallRef) -> int:
        shown = self.grid.thumbnails.shown
        return next((i for i, entry in enumerate(shown) if isinstance(entry, Thumbnail) and entry.wall.ref == ref), -1)

    def _current(self) -> Thumbnail | None:
        thumbnail = self.grid.currentIndex().data(THUMBNAIL_ROLE)
        return thumbnail if isinstance(thumbnail, Thumbnail) else None

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move, Enter shows, Escape empties and then leaves; a clicker goes on working."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, empty = event.key(), not self.field.text()
        if key in {_K.Key_Return, _K.Key_Enter}:
            self._choose(self.grid.currentIndex())
        elif key == _K.Key_Escape:
            if empty:
                self.dismissed.emit()
            else:
                self.field.clear()
        elif key in _CLICKER or (key == _K.Key_Space and empty):
            self.passed.emit(event)
        elif key in _MOVES or (key in {_K.Key_Left, _K.Key_Right} and not event.modifiers()):
            self.grid.step(key)
        elif key == _K.Key_B and empty and not event.isAutoRepeat() and self._waiting_key is None:
            # Qt owns the event and reuses it; what waits must be a copy.
            self._waiting_key = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            self._hesitation.start()
        else:
            self._take_waiting(event)
            return False
        return True

    def _take_waiting(self, event: QKeyEvent) -> None:
        """More letters came: the B was the first of a word."""
        if self._waiting_key is not None and event.text().isalpha():
            self._hesitation.stop()
            waiting, self._waiting_key = self._waiting_key, None
            self.field.setText(waiting.text())

    def _pass_waiting(self) -> None:
        waiting, self._waiting_key = self._waiting_key, None
        if waiting is not None:
            self.passed.emit(waiting)

    def hideEvent(self, event: object) -> None:
        """Nothing waits in a panel that is put away."""
        self._hesitation.stop()
        self._waiting_key = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Wherever the focus is here, the keys mean the same."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        thumbnail = index.data(THUMBNAIL_ROLE) if index.isValid() else None
        if isinstance(thumbnail, Thumbnail):
            self.chosen.emit(thumbnail)

"""The film strip: the pictures of where we are, in the lower part of the presenter; the next one is seen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from nettverk.domain.wall.thumbnails import Place, Thumbnail
from nettverk.i18n import _
from nettverk.ui.common.theme import in_force
from nettverk.ui.stage.presenter.drawer import Drawer
from nettverk.ui.stage.presenter.thumbnail_list import GAP, THUMBNAIL_ROLE, ThumbnailDelegate, ThumbnailModel
from nettverk.ui.stage.wall.thumbnails import Thumbnails

HIGH_WINDOW = 900
"""In lower windows the strip gives way to a message that is being written."""
LOWEST_WINDOW = 640
"""In lower windows (at 100 % text) the room is for clocks and notes."""
WIDTHS = (88, 104, 128, 160, 208)
"""Widths of a picture at 100 % text; steps, so that a line more or less above does not make all of them other."""
_GAP_ABOVE = 18
"""Pixels between the notes and the strip."""
_OWN_KEYS = frozenset(
    (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter)
)


class Filmstrip(QListView):
    """A quiet row of pictures. A click or Enter shows one; arrows move here only while it has the focus.

    Signals:
        chosen: the Thumbnail of the picture that is wanted on the wall.
        fitted: it came into sight, or went.
    """

    chosen = Signal(object)
    fitted = Signal()

    def __init__(self, thumbs: Thumbnails, above: Drawer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        above.currentChanged.connect(lambda _page: self.fit())
        above.rearranged.connect(self.fit)
        self.thumbnails = ThumbnailModel(self)
        self.delegate = ThumbnailDelegate(thumbs, self)
        self.setModel(self.thumbnails)
        self.setItemDelegate(self.delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Bildene i delen. Trykk Enter for å vise det valgte på lerretet"))
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        thumbs.made.connect(self.viewport().update)
        above.installEventFilter(self)

    # --- what it shows ---

    def show_thumbnails(self, thumbnails: Sequence[Thumbnail]) -> None:
        """Other pictures, or other marks; it moves only where what is on the wall or comes next is out of sight."""
        before = [entry.wall.ref for entry in self.thumbnails.shown if isinstance(entry, Thumbnail)]
        self.thumbnails.show(thumbnails)
        self._bring_into_sight(anew=before != [thumbnail.wall.ref for thumbnail in thumbnails])

    def _bring_into_sight(self, *, anew: bool = False) -> None:
        """The one on the wall and the next are in sight, and the one before where there is room."""
        now, following = self.thumbnails.place_of(Place.NOW), self.thumbnails.place_of(Place.NEXT)
        # Black, or a message: nothing of the strip is on the wall, and the place where one was is kept.
        if now < 0:
            return
        step, room = self.delegate.cell().width(), self.viewport().width()
        first, last = min(now, following) if following >= 0 else now, max(now, following)
        if (last - first + 1) * step > room:
            first = last = now
        bar = self.horizontalScrollBar()
        seen = bar.value() <= first * step + GAP // 2 and (last + 1) * step - GAP // 2 <= bar.value() + room
        if anew or not seen:
            bar.setRange(0, max(0, len(self.thumbnails.shown) * step - room))
            bar.setValue(max(0, first - 1) * step)

    # --- its room ---

    def fit(self) -> None:
        """As large as there is room for under the notes; away where the notes would be pushed."""
        theme = in_force()
        growth = theme.growth
        window = self.window().height()
        room = self._above.height() + (self.height() + _GAP_ABOVE if self.isVisibleTo(self.window()) else 0)
        notes = round(theme.px(0) * 4.6)  # a heading and two lines
        words = self.delegate.words_height() + 8
        height = room - _GAP_ABOVE - notes - words
        shape = self.delegate.thumbs.shape
        grown = growth**0.5  # pictures grow less than the text: they are looked at, not read
        # Five side by side where that is large enough; never more than a third of what is under the clocks.
        most = min(height / shape, self._above.width() / 3 - GAP)
        ample = min(self._above.width() / 5 - GAP, room * 0.36 / shape)
        width = max((w for w in WIDTHS if w * grown <= max(ample, WIDTHS[0] * grown)), default=WIDTHS[0])
        while width * grown > most and width > WIDTHS[0]:
            width = WIDTHS[WIDTHS.index(width) - 1]
        writing = self._above.is_open and window < HIGH_WINDOW * growth
        away = writing or self._above.notes.first
        fits = window >= LOWEST_WINDOW * growth and width * grown <= most and not away
        if fits and (int(width * grown), self.delegate.cell().height()) != (self.delegate.picture_width, self.height()):
            self.delegate.picture_width = int(width * grown)
            self.setFixedHeight(self.delegate.cell().height())
            self.doItemsLayout()
            self._bring_into_sight()
        if fits != self.isVisibleTo(self.window()):
            self.setVisible(fits)
            self.fitted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the pictures when there is more or less room under the clocks."""
        if watched is self._above and event.type() == QEvent.Type.Resize:
            self.fit()
            QTimer.singleShot(0, self, self.fit)  # once more when all around it has its room
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width other pictures are in sight."""
        super().resizeEvent(event)
        self._bring_into_sight()

    def sizeHint(self) -> QSize:
        """A row of five pictures."""
        return QSize(self.delegate.cell().width() * 5, self.delegate.cell().height())

    # --- keys ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the picture that comes next."""
        super().focusInEvent(event)
        start = max(self.thumbnails.place_of(Place.NEXT), self.thumbnails.place_of(Place.NOW), 0)
        if self.thumbnails.shown and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.setCurrentIndex(self.thumbnails.index(start))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter shows; every other key is the presenter's."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif key in _OWN_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _choose(self, index: QModelIndex) -> None:
        thumbnail = index.data(THUMBNAIL_ROLE)
        if isinstance(thumbnail, Thumbnail):
            self.chosen.emit(thumbnail)

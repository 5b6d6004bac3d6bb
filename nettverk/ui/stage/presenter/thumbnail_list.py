"""Pictures to choose from as a list: what is on the wall is framed, what comes next is marked, names stand under."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nettverk.domain.rundown.state import PartStatus
from nettverk.domain.wall.thumbnails import Place, Thumbnail
from nettverk.domain.wall.walls import Slides
from nettverk.domain.wall.whole_day import Chapter
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force
from nettverk.ui.stage.wall.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole
"""Where the model keeps a ``Thumbnail`` or a ``Chapter``."""
GAP = 10
"""Pixels between two pictures."""


class ThumbnailModel(QAbstractListModel):
    """Thumbnails, and between them the headings of chapters, which cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: tuple[Thumbnail | Chapter, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The list is flat: a heading has no rows of its own."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = 0) -> object:
        """The thumbnail or chapter itself, or its words."""
        entry = self.shown[index.row()]
        if role == THUMBNAIL_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.title if isinstance(entry, Chapter) else spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Thumbnail):
            return as_typed(entry.name)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can be read, but not chosen."""
        if isinstance(self.shown[index.row()], Chapter):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, rows: Sequence[Thumbnail | Chapter]) -> None:
        """Show other rows; where as many stand there, only those that changed are drawn again."""
        before, after = self.shown, tuple(rows)
        if before == after:
            return
        if len(before) != len(after):
            self.beginResetModel()
            self.shown = after
            self.endResetModel()
            return
        self.shown = after
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def place_of(self, place: Place) -> int:
        """The row of the thumbnail that is on the wall, or comes next; −1 for none."""
        for row, entry in enumerate(self.shown):
            if isinstance(entry, Thumbnail) and entry.place == place:
                return row
        return -1


def caption_of(thumbnail: Thumbnail) -> tuple[str, str]:
    """The name under a picture, and the small line under that; slides are told apart by their page alone."""
    if thumbnail.pages < 2:
        return thumbnail.name, ""
    if isinstance(thumbnail.wall, Slides) and thumbnail.place:
        return _("Side {page}").format(page=thumbnail.page + 1), _("av {pages}").format(pages=thumbnail.pages)
    if isinstance(thumbnail.wall, Slides):
        return _("Side {page}").format(page=thumbnail.page + 1), ""
    return thumbnail.name, _("{page} av {pages}").format(page=thumbnail.page + 1, pages=thumbnail.pages)


def spoken(thumbnail: Thumbnail) -> str:
    """What a screen reader says of a thumbnail: name, page, and whether it is on the wall or comes next."""
    page = (
        _("side {page} av {pages}").format(page=thumbnail.page + 1, pages=thumbnail.pages)
        if thumbnail.pages > 1
        else ""
    )
    ahead = _("neste med to trykk på Page Down") if thumbnail.leaves_part else _("neste med Page Down")
    place = {Place.NOW: _("på lerretet nå"), Place.NEXT: ahead}.get(thumbnail.place, "")
    return ", ".join(word for word in (thumbnail.name, page, place) if word)


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws a thumbnail: its picture, its name, and a word on the one on the wall and the one that comes.

    Attributes:
        picture_width: in pixels. lines: of words under a picture, 1 or 2.
        current: the index that shows the focus, where the keyboard is in a field beside the list.
    """

    def __init__(self, thumbs: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self.thumbs = thumbs
        self.picture_width, self.lines = 104, 2
        self.current: Callable[[], QModelIndex] | None = None

    @property
    def picture(self) -> QSize:
        """How large the pictures are, in the wall's proportions."""
        return QSize(self.picture_width, round(self.picture_width * self.thumbs.shape))

    def words_height(self) -> int:
        """Pixels for the name, and for the line under it where there are two."""
        return round(in_force().px(-1) * 1.55 * self.lines) + 4

    def cell(self) -> QSize:
        """A picture with its words and its share of the gaps."""
        size = self.picture
        return QSize(size.width() + GAP, size.height() + 8 + self.words_height())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All thumbnails have one size; a heading takes a line of its own."""
        if isinstance(index.data(THUMBNAIL_ROLE), Chapter):
            view = self.parent()
            width = view.viewport().width() - 4 if isinstance(view, QAbstractItemView) else 400
            return QSize(width, round(in_force().px(0) * 2.4))
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a thumbnail, or the heading of a chapter."""
        entry = index.data(THUMBNAIL_ROLE)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect)
        if isinstance(entry, Chapter):
            self._draw_heading(painter, rect, entry)
        elif isinstance(entry, Thumbnail):
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_HasFocus)
            if self.current is not None:
                chosen = self.current() == index
            self._draw_thumbnail(painter, rect, entry, chosen, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    @staticmethod
    def _draw_heading(painter: QPainter, rect: QRectF, chapter: Chapter) -> None:
        theme = in_force()
        side = theme.px(0)
        middle = rect.bottom() - theme.px(0) * 0.9
        x = rect.x() + 3
        if chapter.number:
            box = QRectF(x, middle - side / 2, side, side)
            shapes.paint(painter, box, shapes.part_shape(chapter.number), theme.part(chapter.number))
            x += side + 8
        painter.setFont(theme.font(0, "bold" if chapter.status == PartStatus.NOW else "semibold"))
        painter.setPen(theme.colour("mute" if chapter.status in {PartStatus.DONE, PartStatus.SKIPPED} else "ink"))
        line = QRectF(x, middle - theme.px(0), rect.right() - x, theme.px(0) * 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chapter.title)
        x += painter.fontMetrics().horizontalAdvance(chapter.title) + 12
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        time = _("nå") if chapter.status == PartStatus.NOW else chapter.time
        line.setLeft(x)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, time)

    def _draw_thumbnail(
        self, painter: QPainter, rect: QRectF, thumbnail: Thumbnail, chosen: bool, *, hovered: bool
    ) -> None:
        theme, size = in_force(), self.picture
        box = QRectF(rect.x() + 3, rect.y() + 4, size.width(), size.height())
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = self.thumbs.of(thumbnail, size, ratio)
        if picture is None:
            painter.fillRect(box, theme.colour("panel"))
        else:
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
        self._draw_edge(painter, box, thumbnail.place, hovered=hovered)
        if chosen:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 0, 5 - GAP, -1), 4, 4)
        self._draw_words(painter, QRectF(box.x(), box.bottom() + 4, box.width(), self.words_height()), thumbnail)

    @staticmethod
    def _draw_edge(painter: QPainter, box: QRectF, place: Place, *, hovered: bool) -> None:
        theme = in_force()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place == Place.NOW:
            pen = QPen(theme.colour("accent"), 3)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5))
            return
        painter.setPen(theme.colour("ink" if hovered else "edge"))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _draw_words(self, painter: QPainter, rect: QRectF, thumbnail: Thumbnail) -> None:
        theme = in_force()
        high = theme.px(-1) * 1.5
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(-1, "semibold" if thumbnail.place else "regular"))
        painter.setPen(theme.colour("ink" if thumbnail.place else "mute"))
        name, note = caption_of(thumbnail)
        if self.lines == 1:
            mark = _("på lerretet") if thumbnail.place == Place.NOW else ""
            self._draw_one_line(painter, QRectF(rect.x(), rect.y(), rect.width() + 2, high), name, mark)
            return
        fits = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(QRectF(rect.x(), rect.y(), rect.width() + 2, high), left | middle, fits)
        line = QRectF(rect.x(), rect.y() + high, rect.width(), high)
        taken = self._draw_mark(painter, line, thumbnail)
        if note and painter.fontMetrics().horizontalAdvance(note) <= line.width() - taken:
            painter.setFont(theme.font(-1))
            painter.setPen(theme.colour("mute"))
            painter.drawText(line.adjusted(taken, 0, 0, 0), left | middle, note)

    @staticmethod
    def _draw_one_line(painter: QPainter, line: QRectF, name: str, mark: str) -> None:
        """The name, and that it is on the wall where there is room for both."""
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        mark_width = painter.fontMetrics().horizontalAdvance(f"  {mark}") if mark else 0
        room = line.width() - mark_width if mark_width < line.width() * 0.6 else line.width()
        fits = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, left | middle, fits)
        if mark and room < line.width():
            painter.setPen(in_force().colour("accent"))
            painter.drawText(
                line.adjusted(painter.fontMetrics().horizontalAdvance(fits + "  "), 0, 0, 0), left | middle, mark
            )

    @staticmethod
    def _draw_mark(painter: QPainter, line: QRectF, thumbnail: Thumbnail) -> float:
        """A word on the one that is on the wall, a key on the one that comes; returns how wide."""
        place = thumbnail.place
        if not place:
            return 0
        theme = in_force()
        key = "2 × Page Down" if thumbnail.leaves_part else "Page Down"  # a part is left by two presses
        text = _("På lerretet") if place == Place.NOW else key
        painter.setFont(theme.font(-1, "semibold" if place == Place.NOW else "regular"))
        width = painter.fontMetrics().horizontalAdvance(text)
        centre = Qt.AlignmentFlag.AlignCenter
        if place == Place.NOW:
            painter.setPen(theme.colour("accent"))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            return width + 8
        cap = QRectF(line.x(), line.y() + 1, width + 10, line.height() - 1)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("ink"))
        painter.drawText(cap, centre, text)
        return cap.width() + 8

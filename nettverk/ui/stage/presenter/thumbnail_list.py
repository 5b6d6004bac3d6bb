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
from nettverk.ui.common.theme import in_force
from nettverk.ui.stage.wall.thumbnails import Thumbnails

_Index = QModelIndex | QPersistentModelIndex
FRAME = Qt.ItemDataRole.UserRole
GAP = 10
"""Pixels between two pictures."""


class ThumbnailModel(QAbstractListModel):
    """Frames, and the headings of chapters between them (which one cannot choose)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: tuple[Thumbnail | Chapter, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = 0) -> object:
        """The frame itself, or its words."""
        one = self.shown[index.row()]
        if role == FRAME:
            return one
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return one.title if isinstance(one, Chapter) else spoken(one)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(one, Thumbnail):
            return one.name
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings are read, not chosen."""
        if isinstance(self.shown[index.row()], Chapter):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, rows: Sequence[Thumbnail | Chapter]) -> None:
        """Other frames; where only marks are new, only those are told of."""
        before, self_rows = self.shown, tuple(rows)
        if before == self_rows:
            return
        if len(before) != len(self_rows):
            self.beginResetModel()
            self.shown = self_rows
            self.endResetModel()
            return
        self.shown = self_rows
        for row, (old, new) in enumerate(zip(before, self_rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def place_of(self, place: Place) -> int:
        """The row that is now or next; −1 for none."""
        return next((i for i, one in enumerate(self.shown) if isinstance(one, Thumbnail) and one.place == place), -1)


def words_of(frame: Thumbnail) -> tuple[str, str]:
    """The name under a picture, and the small line under that; slides are told apart by their page alone."""
    if frame.pages < 2:
        return frame.name, ""
    if isinstance(frame.wall, Slides) and frame.place:
        return _("Side {page}").format(page=frame.page + 1), _("av {pages}").format(pages=frame.pages)
    if isinstance(frame.wall, Slides):
        return _("Side {page}").format(page=frame.page + 1), ""
    return frame.name, _("{page} av {pages}").format(page=frame.page + 1, pages=frame.pages)


def spoken(frame: Thumbnail) -> str:
    """What a screen reader says."""
    page = _("side {page} av {pages}").format(page=frame.page + 1, pages=frame.pages) if frame.pages > 1 else ""
    ahead = _("neste med to trykk på Page Down") if frame.leaves_part else _("neste med Page Down")
    place = {Place.NOW: _("på lerretet nå"), Place.NEXT: ahead}.get(frame.place, "")
    return ", ".join(word for word in (frame.name, page, place) if word)


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws a frame: its picture, its name, and a word on the one that is on the wall and the one that comes."""

    def __init__(self, thumbs: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self.thumbs = thumbs
        self.wide, self.lines = 104, 2
        self.current: Callable[[], QModelIndex] | None = None

    @property
    def picture(self) -> QSize:
        """How large the pictures are."""
        return QSize(self.wide, round(self.wide * self.thumbs.shape))

    def words_height(self) -> int:
        """Room for the name, and the line under where there are two."""
        return round(in_force().px(-1) * 1.55 * self.lines) + 4

    def cell(self) -> QSize:
        """A picture with its words and its share of the gaps."""
        size = self.picture
        return QSize(size.width() + GAP, size.height() + 8 + self.words_height())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All frames are alike; a heading takes a line of its own."""
        if isinstance(index.data(FRAME), Chapter):
            view = self.parent()
            wide = view.viewport().width() - 4 if isinstance(view, QAbstractItemView) else 400
            return QSize(wide, round(in_force().px(0) * 2.4))
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one."""
        one = index.data(FRAME)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect)
        if isinstance(one, Chapter):
            self._heading(painter, rect, one)
        elif isinstance(one, Thumbnail):
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_HasFocus)
            if self.current is not None:  # the keys are elsewhere, as in a field above
                chosen = self.current() == index
            self._frame(painter, rect, one, chosen, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    @staticmethod
    def _heading(painter: QPainter, rect: QRectF, one: Chapter) -> None:
        theme = in_force()
        side = theme.px(0)
        middle = rect.bottom() - theme.px(0) * 0.9
        x = rect.x() + 3
        if one.number:
            box = QRectF(x, middle - side / 2, side, side)
            shapes.paint(painter, box, shapes.part_shape(one.number), theme.part(one.number))
            x += side + 8
        painter.setFont(theme.font(0, "bold" if one.status == PartStatus.NOW else "semibold"))
        painter.setPen(theme.colour("mute" if one.status in {PartStatus.DONE, PartStatus.SKIPPED} else "ink"))
        line = QRectF(x, middle - theme.px(0), rect.right() - x, theme.px(0) * 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, one.title)
        x += painter.fontMetrics().horizontalAdvance(one.title) + 12
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        told = _("nå") if one.status == PartStatus.NOW else one.time
        line.setLeft(x)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)

    def _frame(self, painter: QPainter, rect: QRectF, one: Thumbnail, chosen: bool, *, hovered: bool) -> None:
        theme, size = in_force(), self.picture
        box = QRectF(rect.x() + 3, rect.y() + 4, size.width(), size.height())
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = self.thumbs.of(one, size, ratio)
        if picture is None:
            painter.fillRect(box, theme.colour("panel"))
        else:
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
        self._edge(painter, box, one.place, hovered=hovered)
        if chosen:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 0, 5 - GAP, -1), 4, 4)
        self._words(painter, QRectF(box.x(), box.bottom() + 4, box.width(), self.words_height()), one)

    @staticmethod
    def _edge(painter: QPainter, box: QRectF, place: str, *, hovered: bool) -> None:
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

    def _words(self, painter: QPainter, rect: QRectF, one: Thumbnail) -> None:
        theme = in_force()
        high = theme.px(-1) * 1.5
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(-1, "semibold" if one.place else "regular"))
        painter.setPen(theme.colour("ink" if one.place else "mute"))
        name, note = words_of(one)
        if self.lines == 1:
            told = _("på lerretet") if one.place == Place.NOW else ""
            self._one_line(painter, QRectF(rect.x(), rect.y(), rect.width() + 2, high), name, told)
            return
        fits = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(QRectF(rect.x(), rect.y(), rect.width() + 2, high), left | middle, fits)
        line = QRectF(rect.x(), rect.y() + high, rect.width(), high)
        taken = self._mark(painter, line, one)
        if note and painter.fontMetrics().horizontalAdvance(note) <= line.width() - taken:
            painter.setFont(theme.font(-1))
            painter.setPen(theme.colour("mute"))
            painter.drawText(line.adjusted(taken, 0, 0, 0), left | middle, note)

    @staticmethod
    def _one_line(painter: QPainter, line: QRectF, name: str, told: str) -> None:
        """The name, and that it is on the wall where there is room for both."""
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        mark = painter.fontMetrics().horizontalAdvance(f"  {told}") if told else 0
        room = line.width() - mark if mark < line.width() * 0.6 else line.width()
        fits = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, left | middle, fits)
        if told and room < line.width():
            painter.setPen(in_force().colour("accent"))
            painter.drawText(
                line.adjusted(painter.fontMetrics().horizontalAdvance(fits + "  "), 0, 0, 0), left | middle, told
            )

    @staticmethod
    def _mark(painter: QPainter, line: QRectF, one: Thumbnail) -> float:
        """A word on the one that is on the wall, a key on the one that comes; returns how wide."""
        place = one.place
        if not place:
            return 0
        theme = in_force()
        key = "2 × Page Down" if one.leaves_part else "Page Down"  # a part is left by two presses
        told = _("På lerretet") if place == Place.NOW else key
        painter.setFont(theme.font(-1, "semibold" if place == Place.NOW else "regular"))
        wide = painter.fontMetrics().horizontalAdvance(told)
        centre = Qt.AlignmentFlag.AlignCenter
        if place == Place.NOW:
            painter.setPen(theme.colour("accent"))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
            return wide + 8
        cap = QRectF(line.x(), line.y() + 1, wide + 10, line.height() - 1)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("ink"))
        painter.drawText(cap, centre, told)
        return cap.width() + 8

"""The units at the side: who has answered for last time, and who has promised something now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from nettverk.domain.threads import UnitThread
from nettverk.i18n import _, _n
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
NAME, BEFORE, NOW = range(3)
PART = 4


class UnitsModel(QAbstractTableModel):
    """Units with two signs each: last time, and now."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: tuple[UnitThread, ...] = ()

    def show(self, threads: Sequence[UnitThread]) -> None:
        """Show these; the same units keep their places."""
        # A model that is reset loses the cursor and scrolls to the top, so it is only done for other rows.
        same = [thread.unit_id for thread in threads] == [thread.unit_id for thread in self.threads]
        if not same:
            self.beginResetModel()
        self.threads = tuple(threads)
        if not same:
            self.endResetModel()
        elif threads:
            self.dataChanged.emit(self.index(0, 0), self.index(len(threads) - 1, NOW))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.threads)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name and «1/2» as words; all three in words for screen readers."""
        if not index.isValid():
            return None
        thread = self.threads[index.row()]
        words = (thread.unit_name, before_words(thread), now_words(thread))
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_typed(words[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() != NOW:
            return (thread.unit_name, f"{thread.answered}/{len(thread.before)}" if thread.before else "")[
                index.column()
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == BEFORE:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == BEFORE:
            return in_force().colour("mute" if thread.unanswered == 0 else "ink")
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Enhet"), _("Sist"), _("Nå"))[section]
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            tips = (
                "",
                _("Hvor mange tiltak fra forrige samling som er fulgt opp"),
                _("Om enheten har avtalt noe på denne samlingen"),
            )
            return as_typed(tips[section])
        return None


def before_words(thread: UnitThread) -> str:
    """«1 av 2 fra sist har fått svar»."""
    if not thread.before:
        return _("ingenting fra sist")
    return _("{done} av {all} fra sist er fulgt opp").format(done=thread.answered, all=len(thread.before))


def now_words(thread: UnitThread) -> str:
    """What the unit has taken on now, in words: «2 tiltak»."""
    return _n("{n} tiltak", "{n} tiltak", len(thread.promised)) if thread.promised else _("ikke avtalt noe ennå")


class _Sign(QStyledItemDelegate):
    """The part's arrow: filled with a number when something is promised, an outline when not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, UnitsModel):
            return
        theme = in_force()
        count = len(model.threads[index.row()].promised)
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        side = theme.px(0) * 0.9
        middle = QPointF(rect.center().x() + 0.5, rect.center().y() + 0.5)
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.save()
        if count > 1:
            painter.setFont(theme.font(-1, "semibold"))
            painter.setPen(QPen(theme.part(PART)))
            text = QRectF(box.right() + 3, rect.top(), rect.right() - box.right(), rect.height())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, str(count))
        token = theme.part(PART) if count else theme.colour("edge")
        shapes.paint(painter, box, shapes.part_shape(PART), token, bool(count))
        painter.restore()


class Units(QTableView):
    """The list; arrows choose, Enter goes on to the unit's page.

    Signals:
        chosen: the id of the unit one came to.
        entered: Enter was pressed.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.units = UnitsModel()
        self.setModel(self.units)
        self._sign = _Sign(self)
        self.setItemDelegateForColumn(NOW, self._sign)
        self.setAccessibleName(_("Enheter"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(24)
        self.selectionModel().currentRowChanged.connect(self._came)
        self._quiet = False
        self.dress()

    def dress(self) -> None:
        """Set row height and columns for the text size in force."""
        theme = in_force()
        self.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(1.75))
        head = self.horizontalHeader()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, letters in ((BEFORE, 3.5), (NOW, 2.9)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, round(theme.px(0) * letters))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_threads(self, threads: Sequence[UnitThread], unit_id: str) -> None:
        """Show the units, with one of them chosen."""
        # The cursor moves while the rows come and go; nobody has gone to another unit by that.
        self._quiet = True
        self.units.show(threads)
        self.choose(unit_id)
        self._quiet = False

    def choose(self, unit_id: str) -> None:
        """Put the cursor on a unit, where it is not there already."""
        for line, thread in enumerate(self.units.threads):
            if thread.unit_id == unit_id and line != self.currentIndex().row():
                flags = QItemSelectionModel.SelectionFlag
                place = self.units.index(line, NAME)
                self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
                self.scrollTo(place)

    def filter(self, words: str, wanted: Callable[[UnitThread], bool] = lambda _thread: True) -> None:
        """Hide the units whose names do not hold these words, and those that are not wanted."""
        look = words.strip().casefold()
        for line, thread in enumerate(self.units.threads):
            # People are searched too: one often remembers who came, and not from which unit.
            held = f"{thread.unit_name} {' '.join(thread.people)}".casefold()
            self.setRowHidden(line, look not in held or not wanted(thread))

    def visible_ids(self) -> list[str]:
        """The units that are shown, in order."""
        return [thread.unit_id for line, thread in enumerate(self.units.threads) if not self.isRowHidden(line)]

    def _came(self, place: QModelIndex, _before: QModelIndex) -> None:
        if place.isValid() and not self._quiet:
            self.chosen.emit(self.units.threads[place.row()].unit_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

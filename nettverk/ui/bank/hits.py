"""The list of hits: what was said with the words one looks for marked, and below it who said it, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from nettverk.domain.search import Hit, Marked, kind_name
from nettverk.i18n import _
from nettverk.ui.common.row_list import Index, RowLine, RowList
from nettverk.ui.common.theme import in_force

_ROLE = Qt.ItemDataRole
_NONE = QModelIndex()
_LINES = 2


class HitModel(QAbstractListModel):
    """What was found, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these; the same ones again keep what is chosen."""
        same = [key(hit) for hit in hits] == [key(hit) for hit in self.hits]
        if same:
            self.hits = tuple(hits)
            if hits:
                self.dataChanged.emit(self.index(0), self.index(len(hits) - 1))
            return
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def hit(self, index: Index) -> Hit | None:
        """The hit on a line; None outside the list."""
        return self.hits[index.row()] if index.isValid() and index.row() < len(self.hits) else None

    def row_of(self, wanted: Hit | None) -> int:
        """The line a hit stands on; -1 where it is not among them."""
        if wanted is None:
            return -1
        return next((row for row, hit in enumerate(self.hits) if key(hit) == key(wanted)), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Texts, also for those who do not see them."""
        hit = self.hit(index)
        if hit is None:
            return None
        if role == _ROLE.DisplayRole:
            return shown(hit).text
        if role == _ROLE.AccessibleTextRole:
            return f"{shown(hit).text}. {about(hit)}"
        return None


def key(hit: Hit) -> tuple[str, str, str]:
    """What tells a hit apart from all others."""
    return hit.gathering_id, hit.kind, hit.ref


def shown(hit: Hit) -> Marked:
    """What stands in the list: what was said, and what else was said of it where that is why it was found."""
    if hit.text.spans or not hit.more.spans:
        return hit.text
    lead = f"{hit.text.text} – "
    return Marked(lead + hit.more.text, tuple((at + len(lead), length) for at, length in hit.more.spans))


def about(hit: Hit) -> str:
    """«Tiltak · Lund barnehage · Gode overganger · 0–6 · 24. november 2026»."""
    good = _("God praksis") if hit.good else ""
    return " · ".join(word for word in (good, kind_name(hit.kind), hit.who, hit.where) if word)


class HitList(RowList):
    """The list itself; each hit is shown beside it as one comes to it."""

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(model, _HitLine(model), _("Treff"), parent)


class _HitLine(RowLine):
    """Two lines of what was said, and one of where."""

    def __init__(self, model: HitModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = in_force()
        height = _LINES * QFontMetrics(theme.font(0)).lineSpacing() + QFontMetrics(theme.font(-1)).lineSpacing()
        return QSize(200, height + theme.space(2.5))

    def draw(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        theme, hit = in_force(), self._model.hit(index)
        if hit is None:
            return
        painter.setPen(theme.colour("ink"))
        layout = _laid(shown(hit), rect.width())
        small = theme.font(-1)
        # All rows are as high; what is said in one line stands in the middle, with where it was said close under it.
        words_high = round(layout.boundingRect().height())
        top = rect.top() + max(0, (rect.height() - words_high - QFontMetrics(small).height()) // 2)
        layout.draw(painter, QPointF(rect.left(), top))
        below = QRect(rect.left(), top + words_high, rect.width(), rect.height())
        painter.setFont(small)
        painter.setPen(theme.colour("ink" if chosen else "mute"))
        words = QFontMetrics(small).elidedText(about(hit), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)


def _laid(said: Marked, width: int) -> QTextLayout:
    """The text on its lines; one that has no room for all of it ends with a dot leader."""
    layout = _set(said, width)
    if layout.lineCount() <= _LINES:
        return layout
    last = layout.lineAt(_LINES - 1)
    stop = last.textStart() + last.textLength()
    while stop > 1:
        stop = said.text.rfind(" ", 0, stop - 1)
        cut = Marked(f"{said.text[: max(0, stop)]} …", tuple(span for span in said.spans if sum(span) <= stop))
        layout = _set(cut, width)
        if layout.lineCount() <= _LINES:
            break
    return layout


def _set(said: Marked, width: int) -> QTextLayout:
    theme = in_force()
    layout = QTextLayout(said.text, theme.font(0))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_format(said.text, *span) for span in said.spans])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _format(text: str, start: int, length: int) -> QTextLayout.FormatRange:
    theme = in_force()
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.DemiBold)
    marked.setForeground(theme.colour("accent"))
    marked.setFontUnderline(True)  # never by colour alone
    format_ = QTextLayout.FormatRange()
    # Qt counts in halves of those signs that take two.
    format_.start = len(text[:start].encode("utf-16-le")) // 2
    format_.length = len(text[start : start + length].encode("utf-16-le")) // 2
    format_.format = marked
    return format_

"""The right column of the presenter: the wall as it is, what comes next, who came."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.wall.thumbnails import Thumbnail
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.widgets import Figure, Mark, Note, Small, row
from nettverk.ui.stage.presenter.next_picture import NextPicture
from nettverk.ui.stage.wall.wall_widget import WallView


class SidePanel(QFrame):
    """The right column: the wall as it is, what comes next, who came."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Only until the window fits its columns; a width that followed the words would move the clock.
        self.setFixedWidth(372)
        self.preview = WallView(theme, self)
        self.preview.setMinimumWidth(180)
        self.where = Small("", self)
        self.mark = Mark(0, self, size=20)
        self.next_label = Small(_("Neste"), self)
        self.next_text = Note("", self)
        self.next_text.setProperty("kind", "")
        self.came = Figure("", 4, self)
        self.came_of = Note("", self, wrap=False)
        self.came_note = Note("", self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.next_label)
        words.addWidget(self.next_text)
        following = QHBoxLayout()
        following.setSpacing(12)
        following.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        following.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 4)
        column.setSpacing(8)
        column.addLayout(row(Small(_("På lerretet"), self, strong=True), None, self.where))
        column.addWidget(self.preview)
        column.addSpacing(6)
        column.addLayout(following)
        self.coming = NextPicture(self)
        self.coming.hide()
        self._low = False
        column.addWidget(self.coming)
        column.addSpacing(8)
        self._attendance = QWidget(self)
        came = QVBoxLayout(self._attendance)
        came.setContentsMargins(0, 0, 0, 0)
        came.addWidget(Small(_("Oppmøte"), self, strong=True))
        came.addLayout(row(self.came, self.came_of, None))
        came.addWidget(self.came_note)
        column.addWidget(self._attendance)
        column.addStretch(1)

    def say_where(self, text: str) -> None:
        """What the wall shows, cut with … where there is no room."""
        label = QFontMetrics(in_force().font(-1, "semibold")).horizontalAdvance(_("På lerretet"))
        words = QFontMetrics(in_force().font(-1)).elidedText(
            text, Qt.TextElideMode.ElideRight, self.width() - 64 - label
        )
        if words != self.where.text():
            self.where.setText(words)
            set_tip(self.where, text if words != text else "")

    def show_coming(self, thumbnail: Thumbnail | None, *, low: bool) -> None:
        """What Page Down will show; seen here where the window is too low for the film strip."""
        self.coming.show_thumbnail(thumbnail)
        self._low = low
        self._fit()

    def _fit(self) -> None:
        """What there is room for, after each thing that it depends on: also the wall's proportions, which come last."""
        height = self.coming.heightForWidth(self.width() - 48)
        room = self.height() - self.preview.height() - 82 - in_force().px(0) * 4
        self.coming.setFixedHeight(height)
        self.coming.setVisible(self._low and self.coming.thumbnail is not None and room >= height)
        used = height + 8 if self.coming.isVisibleTo(self) else 0
        self._attendance.setVisible(room - used >= in_force().px(0) * 7.5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What comes next must never be covered; who came can be seen in check-in."""
        super().resizeEvent(event)
        self._fit()

    def resize_preview(self, screen: QSize) -> None:
        """Give the preview the proportions of the projector's screen."""
        self.preview.mirror(screen)
        width = self.width() - 48
        self.preview.setFixedSize(width, round(width * screen.height() / screen.width()))
        self._fit()

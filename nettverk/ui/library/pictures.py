"""The faces of a sheet that are pictures: the wall and the summary drawn here, paper made in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.domain.handouts import Handout
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import _, language
from nettverk.services.pdf_pages import PdfPages
from nettverk.services.sheets import faces
from nettverk.ui.common.pictures import as_image
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.workspace import Workspace

WallPicture = Callable[[SheetDefinition, bool, QSize, bool], QImage]
"""Draws a sheet: (sheet, what was said instead of what is asked, size in pixels, in dark colours) → picture."""

WALL = QSize(1280, 720)
"""What a wall is laid out for before it is made small; the letters keep the proportions of the hall's."""
PAPER_WIDTH = 900
PAUSE_MS = 220
"""Without a change before paper is made: whoever types changes something all the time."""


class Picture(QWidget):
    """A picture as large as there is room for, in the middle of a quiet ground.

    Args:
        name: what it shows, for screen readers.
        shape: width for a height of 1, which the widget asks for.
        framed: a sheet of paper on a ground, with air around it; otherwise the picture fills the widget.
    """

    def __init__(self, name: str, shape: float, parent: QWidget | None = None, *, framed: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._picture, self._small = QImage(), QPixmap()
        self._shape, self._framed = shape, framed
        self.setMinimumSize(160, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QImage) -> None:
        """Show another picture; a null one shows the ground."""
        self._picture, self._small = picture, QPixmap()
        self.update()

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture yet."""
        return self._picture.isNull()

    def sizeHint(self) -> QSize:
        return QSize(360, round(360 / self._shape))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = in_force()
        if self._framed:
            painter.fillRect(self.rect(), theme.colour("panel"))
        if self._picture.isNull():
            painter.end()
            return
        air = 10 if self._framed else 0
        room = self.size() - QSize(2 * air, 2 * air)
        ratio = self.devicePixelRatioF()
        wanted = self._picture.size().scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        if self._small.size() != wanted:
            # Made small once and kept: a picture that is scaled at every paint is both slow and rough.
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._small = QPixmap.fromImage(scaled)
            self._small.setDevicePixelRatio(ratio)
        size = QSize(round(wanted.width() / ratio), round(wanted.height() / ratio))
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        if not self._framed:
            place.moveTopLeft(self.rect().topLeft())
        painter.drawPixmap(place.topLeft(), self._small)
        if self._framed:
            painter.setPen(theme.colour("line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()


class PaperMaker(QObject):
    """Makes the first page of a sheet's paper off the windows' thread; the newest wish wins.

    Signals:
        made: the picture of the first page.
    """

    made = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: SheetDefinition | None = None
        self._busy = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether a picture is wanted that has not been made yet."""
        return self._busy or self._wanted is not None

    def want(self, sheet: SheetDefinition, *, soon: bool) -> None:
        """Make this sheet's paper: at once, or when nothing has changed for a moment."""
        self._wanted = sheet
        self._later.start(0 if soon else PAUSE_MS)

    def _start(self) -> None:
        sheet = self._wanted
        if sheet is None or self._busy:
            return
        self._wanted, self._busy = None, True
        spoken = language()
        work = self._workspace.lane.work(
            lambda _report: _first_page(faces.paper(sheet, spoken)), self.made.emit, self, _("Tegner arket"),
            failed=lambda _sentence: None, quiet=True,
        )  # fmt: skip
        work.ended.connect(self._over)

    def _over(self) -> None:
        self._busy = False
        if self._wanted is not None:
            self._start()


def _first_page(handout: Handout) -> QImage:
    pdf = PdfPages(handout.data)
    try:
        return as_image(pdf.picture(0, PAPER_WIDTH))
    finally:
        pdf.close()

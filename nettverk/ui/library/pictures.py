"""The faces of a sheet that are pictures: the wall, the summary and paper, all made off the windows' thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nettverk.domain.handouts import Handout, Occasion
from nettverk.domain.sheet_papers import NO_OCCASION
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import _, language
from nettverk.services import municipality
from nettverk.services.pdf_pages import PdfPages
from nettverk.services.sheets import faces
from nettverk.ui.common.pictures import as_image
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.workspace import Workspace

WallPicture = Callable[[SheetDefinition, bool, QSize, bool], QImage]
"""Draws a sheet: (sheet, what was said instead of what is asked, size in pixels, in dark colours) → picture."""

DRAWN, PRINTED = (0, 60), (90, 220)
"""Milliseconds without another sheet, and without a letter, before walls are drawn and paper is made."""
WALL = QSize(1280, 720)
"""What a wall is laid out for before it is made small; the letters keep the proportions of the hall's."""
PAPER_WIDTH = 900
_READABLE, _AIR = 330, 10
"""Pixels of width at which a page can be read, and of ground around it."""


class Face(Enum):
    """A face that is a picture, in the order they are made."""

    WALL = auto()
    SUMMARY = auto()
    PAPER = auto()


class Picture(QWidget):
    """A picture as large as there is room for, in the middle of a quiet ground.

    Args:
        name: what it shows, for screen readers.
        shape: width for a height of 1, which the widget asks for.
        framed: a sheet of paper on a ground, as wide as one can read it, its lower part under the edge where there is
            no room for all of it; otherwise the whole picture fills the widget.
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
        size = self._size()
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        if self._small.size() != wanted:
            # Made small once and kept: a picture that is scaled at every paint is both slow and rough.
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._small = QPixmap.fromImage(scaled)
            self._small.setDevicePixelRatio(ratio)
        left = (self.width() - size.width()) // 2 if self._framed else 0
        place = QRect(QPoint(left, _AIR if self._framed else 0), size)
        painter.drawPixmap(place.topLeft(), self._small)
        painter.setPen(theme.colour("line"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0) if self._framed else place.adjusted(0, 0, -1, -1))
        painter.end()

    def _size(self) -> QSize:
        """How large the picture is seen, in pixels of the window."""
        keep = Qt.AspectRatioMode.KeepAspectRatio
        if not self._framed:
            return self._picture.size().scaled(self.size(), keep)
        whole = self._picture.size().scaled(self.size() - QSize(2 * _AIR, 2 * _AIR), keep)
        # As wide as a page that one reads, and no wider than its own pixels; below the edge there is more of the same.
        most = min(self.width() - 4 * _AIR, round(_READABLE * in_force().growth), self._picture.width())
        if whole.width() >= most:
            return whole
        return self._picture.size().scaled(most, 1 << 20, keep)


class FaceMaker(QObject):
    """Makes faces of a sheet that are pictures off the windows' thread, one after the other; the newest wish wins.

    Args:
        order: the faces it makes. Paper is dear, and has a maker of its own: whoever goes from sheet to sheet sees the
            next wall while the paper of the one before is still being made.
        pauses: milliseconds without another wish before it begins, when one looks and when one types.

    Signals:
        made: which face it is, and its picture; a null one where there is nothing to see.
    """

    made = Signal(object, object)

    def __init__(
        self, workspace: Workspace, draw: WallPicture, order: Sequence[Face], pauses: tuple[int, int],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self._draw, self._order = workspace, draw, tuple(order)
        self._look, self._type = pauses
        self._wanted: SheetDefinition | None = None
        self._left: list[Face] = []
        self._busy = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether a picture is wanted that has not been made yet."""
        return self._busy or bool(self._left)

    def want(self, sheet: SheetDefinition, *, typing: bool = False) -> None:
        """Make this sheet's faces as soon as one pauses."""
        self._wanted, self._left = sheet, list(self._order)
        self._later.start(self._type if typing else self._look)

    def _start(self) -> None:
        sheet = self._wanted
        if self._busy or sheet is None or not self._left:
            return
        face = self._left.pop(0)
        self._busy = True
        if face is Face.PAPER:  # as it will be printed, under the municipality's own head
            draw = partial(self._make, face, sheet)
            self._workspace.lane.ask(municipality.head, draw, self, failed=lambda _sentence: self._over())
        else:
            self._make(face, sheet, NO_OCCASION)

    def _make(self, face: Face, sheet: SheetDefinition, head: Occasion) -> None:
        spoken, dark = language(), in_force().dark
        work = self._workspace.lane.work(
            lambda _report: self._picture(face, sheet, head, spoken, dark),
            lambda picture: self._tell(face, sheet, picture),
            self, _("Tegner arket"), failed=lambda _sentence: None, quiet=True,
        )  # fmt: skip
        work.ended.connect(self._over)

    def _picture(self, face: Face, sheet: SheetDefinition, head: Occasion, spoken: str, dark: bool) -> QImage:
        match face:
            case Face.WALL:
                return self._draw(sheet, False, WALL, True)
            case Face.SUMMARY:
                return self._draw(sheet, True, WALL, dark)
            case Face.PAPER:
                return first_page(faces.paper(sheet, spoken, occasion=head))

    def _tell(self, face: Face, sheet: SheetDefinition, picture: QImage) -> None:
        # What has been typed meanwhile is drawn next; another sheet's picture would stand under the wrong title.
        if self._wanted is not None and sheet.id == self._wanted.id:
            self.made.emit(face, picture)

    def _over(self) -> None:
        self._busy = False
        if not self._later.isActive():
            self._start()


def first_page(handout: Handout) -> QImage:
    """The first page of a paper as a picture."""
    pdf = PdfPages(handout.data)
    try:
        return as_image(pdf.picture(0, PAPER_WIDTH))
    finally:
        pdf.close()

"""The fourth face: what was said, summed up, with made-up answers, or for a school year in which it was answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.handouts import Handout
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.i18n import _, language
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.sheets import year
from nettverk.ui.common.save_pdf import ask_and_save
from nettverk.ui.common.widgets import Note, QuietButton, Segmented, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.pictures import Picture, first_page

_MADE_UP = "example"
_MOST_YEARS = 2


class SummaryFace(QWidget):
    """Made-up answers until somebody asks for a year; the year is a page that can be saved."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: SheetDefinition | None = None
        self.picture = Picture(_("Arket i oppsummeringen, med tenkte svar"), 16 / 9)
        self.page = Picture(_("Skoleåret på arket, samlet"), 1.6, framed=True)
        self.nothing = Note("", self)
        self.years = Segmented([(_MADE_UP, _("Tenkte svar"))], _("Hvilke svar"), self)
        self.save_button = QuietButton(_("Som PDF"), "file-down", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self.years, self.save_button, None))
        column.addWidget(self.picture, 1)
        column.addWidget(self.page, 1)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.years.chosen.connect(lambda _key: self._show())
        self.save_button.clicked.connect(self.save)
        self.years.hide()
        self._show()

    def show_sheet(self, sheet: SheetDefinition) -> None:
        """Another sheet, from its made-up answers; the years it was used in come as soon as they are read."""
        other = self._sheet is None or self._sheet.id != sheet.id
        self._sheet = sheet
        if other:
            self.years.choose(_MADE_UP)
            self.years.hide()
            self._show()
        id_ = sheet.id
        self._workspace.lane.ask(
            lambda store: year.school_years(store, id_), lambda found: self._used_in(id_, found), self
        )

    def show_example(self, picture: QImage) -> None:
        """The picture with made-up answers has been drawn; a null one where there is nothing to sum up."""
        self.picture.show_picture(picture)
        self._show()

    def _used_in(self, sheet_id: str, found: tuple[int, ...]) -> None:
        if self._sheet is None or self._sheet.id != sheet_id:
            return
        names = [(str(begins), f"{begins}–{begins + 1}") for begins in found[:_MOST_YEARS]]
        self.years.set_choices([(_MADE_UP, _("Tenkte svar")), *names])
        self.years.setVisible(bool(names))
        self._show()

    @property
    def _year(self) -> int:
        """The school year that is asked for; 0 for the made-up answers."""
        return int(self.years.value()) if self.years.value().isdecimal() and not self.years.isHidden() else 0

    def _show(self) -> None:
        begins = self._year
        self.save_button.setVisible(bool(begins))
        self.save_button.setEnabled(False)
        self.picture.setVisible(not begins and not self.picture.is_empty)
        self.page.setVisible(False)
        self.nothing.setVisible(not begins and self.picture.is_empty)
        if begins:
            self._ask(begins)
        elif self._sheet is not None and all(block.kind is BlockKind.CARD for block in self._sheet.blocks):
            self.nothing.setText(_("Dette arket blir lest og snakket om. Det har ingen svar å samle."))
        else:
            self.nothing.setText(_("Her samles det som blir sagt, når arket er brukt i en del og noen har svart."))

    def _ask(self, begins: int) -> None:
        assert self._sheet is not None
        sheet_id, spoken = self._sheet.id, language()

        def job(report: Report) -> QImage:
            handout: Handout = report.on_lane(lambda store: year.handout(store, sheet_id, begins, spoken))
            return first_page(handout)

        def here() -> bool:
            return self._sheet is not None and self._sheet.id == sheet_id and self._year == begins

        def drawn(page: QImage) -> None:
            if here():
                self.page.show_picture(page)
                self.page.show()
                self.save_button.setEnabled(True)

        def failed(sentence: str) -> None:
            if here():
                self.nothing.setText(sentence)
                self.nothing.show()

        self._workspace.lane.work(job, drawn, self, _("Tegner arket"), failed=failed, quiet=True)

    def save(self) -> None:
        """Ask where the year is to lie as PDF, and save it there."""
        sheet, begins, spoken = self._sheet, self._year, language()
        if sheet is None or not begins:
            return

        def make(store: Store) -> Handout:
            return year.handout(store, sheet.id, begins, spoken)

        ask_and_save(self._workspace, self, f"{sheet.title} {begins}–{begins + 1}", make)

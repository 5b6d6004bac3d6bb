"""Alt om en person: everything that is stored about somebody, to be read, and saved for whoever asked to see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.participants import attendance_name
from nettverk.domain.trash import trash_kind_name
from nettverk.i18n import _, _n, short_date
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.remove_sheet import RemoveSheet
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Sheet
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from nettverk.domain.privacy import About
    from nettverk.services.database import Store

MOST = 60
"""So many rows of one kind are shown; the rest are counted here, and stand in what is saved."""


class AboutSheet(Sheet):
    """Read anew for each person; saved as PDF and JSON in a folder of one's choice."""

    def __init__(self, workspace: Workspace, host: QWidget, person_id: str, name: str) -> None:
        super().__init__(_("Alt om {name}").format(name=name), host, width=560)
        belongs_to(self, ManualPage.PRIVACY)
        self._workspace, self._person_id = workspace, person_id
        self.found: About | None = None
        self.waiting = Note(_("Leter gjennom alt …"), self)
        self.body.addWidget(self.waiting)
        self.save = PrimaryButton(_("Lagre som PDF og JSON …"), "file-down", self)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.choose_folder)
        remove = QuietButton(_("Fjern navnet …"), "trash-2", self)
        remove.clicked.connect(lambda: self._go_on_to(RemoveSheet(workspace, host, person_id, name)))
        self.foot.addWidget(remove)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        workspace.lane.ask(lambda store: _about(store, person_id), self._show_found, self, failed=self.waiting.setText)
        self.closed.connect(self.deleteLater)

    def _show_found(self, found: About) -> None:
        self.found = found
        self.waiting.hide()
        self.save.setEnabled(True)
        person = found.person
        words = (person.name, person.unit_name, person.role, person.email)
        self._section(_("I registeret"), [" · ".join(word for word in words if word)])
        self._section(
            _("Enheter og roller"),
            [_line(place.unit, place.service, place.role, _n("{n} samling", "{n} samlinger", place.gatherings))
             for place in found.belongings],
        )  # fmt: skip
        self._section(
            _("Samlinger"),
            [_line(_day(visit.held_on), visit.gathering, attendance_name(visit.status)) for visit in found.visits],
        )
        self._section(
            _("Grupper"),
            [_line(seat.gathering, seat.part, _("bord {number}").format(number=seat.table),
                   _n("sammen med {n} annen", "sammen med {n} andre", seat.others)) for seat in found.seats],
        )  # fmt: skip
        self._section(
            _("Har sittet i gruppe med"),
            [_line(other.name, other.unit, _n("{n} gang", "{n} ganger", other.times)) for other in found.companions],
        )
        self._section(_("Ønsker og regler for gruppene"), list(found.rules))
        self._section(
            _("Tekster som nevner navnet"),
            [_line(mention.what, mention.text, _versions(mention.versions)) for mention in found.mentions],
        )
        self._section(
            _("I papirkurven"),
            [f"{trash_kind_name(thing.kind)}: {thing.title}" for thing in found.in_trash],
        )
        self._section(_("Filer navnet ligger i"), [str(file.path) for file in found.files])
        self.body.addStretch(1)

    def _section(self, title: str, lines: list[str]) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Heading(title, 1, self, wrap=True))
        for line in lines[:MOST] or [_("Ingenting.")]:
            self.body.addWidget(Note(line.replace("/", "/\u200b").replace("\\", "\\\u200b"), self))
        if len(lines) > MOST:
            self.body.addWidget(Note(_("og {n} til").format(n=len(lines) - MOST), self))

    def _go_on_to(self, sheet: RemoveSheet) -> None:
        self.close_sheet()
        sheet.open()

    def choose_folder(self) -> None:
        """Ask for a folder, and save the PDF and the JSON there."""
        if self._workspace.live:
            self._workspace.say(_("Samlingen er i gang. Gjør dette etterpå."))
            return
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self, _("Velg mappe for {what}").format(what=self.accessibleName()))
        if name:
            self.save_in(Path(name))

    def save_in(self, folder: Path) -> None:
        """Save what is shown in a folder; the line at the bottom says where it lies."""
        about_ = self.found
        if about_ is None:
            return

        def saved(files: tuple[Path, ...]) -> None:
            self._workspace.say(
                _("{file} ligger i {folder}.").format(file=files[0].name, folder=folder.name),
                _("Åpne"), lambda: open_outside(self._workspace, files[0]),
            )  # fmt: skip

        # The day is the database's, as everywhere else.
        self._workspace.lane.work(
            lambda report: _saved(about_, folder, report.on_lane(lambda store: store.today())), saved, self, _("Lagrer")
        )


def _line(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _versions(count: int) -> str:
    return _n("{n} versjon", "{n} versjoner", count) if count > 1 else ""


def _day(day: date | None) -> str:
    return short_date(day) if day else _("uten dato")


def _about(store: Store, person_id: str) -> About:
    from nettverk.services.privacy import about

    return about.about(store, person_id)


def _saved(found: About, folder: Path, today: date) -> tuple[Path, ...]:
    from nettverk.services.privacy import about

    return about.save(found, folder, today)

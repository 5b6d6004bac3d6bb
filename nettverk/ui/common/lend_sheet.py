"""Ta med til bord: which tables a colleague is to type for, and one file for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _, _n, join
from nettverk.ui.common import remembered
from nettverk.ui.common.announce import announce
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Card, LinkButton, Note, PrimaryButton, QuietButton, Small, row

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.services.sharing.lending import Lent
    from nettverk.ui.common.workspace import Workspace

_FOLDER = "lend/folder"
_ACROSS = 4
"""Boxes beside each other."""


class LendSheet(Sheet):
    """The tables of the gathering to tick, what goes along and what does not, and the file when it is made."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Ta med til bord"), host, width=520)
        belongs_to(self, ManualPage.TABLE_LAPTOP)
        self._workspace = workspace
        self._tables: Mapping[int, str] = {}
        self._gathering_id = ""
        self.boxes: dict[int, CheckBox] = {}
        self.body.addWidget(
            Note(_("En kollega kan skrive for noen av bordene på sin egen maskin. Fila har bare arkene til dem."), self)
        )
        self.gathering = Small("", self, strong=True)
        self.gathering.setWordWrap(True)
        self.everybody = LinkButton(_("Velg alle"), parent=self)
        self.everybody.clicked.connect(self._tick_all)
        self.body.addSpacing(8)
        head = row(self.gathering, self.everybody)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self.inside = Note("", self)
        self.body.addSpacing(8)
        self.body.addWidget(self.inside)
        self.done = Card(self)
        self.told = Note("", self.done)
        self.told.setProperty("kind", "")
        self.how = Note("", self.done)
        self.show_folder = QuietButton(_("Vis mappa"), "external-link", self.done)
        self.show_folder.clicked.connect(self._show_folder)
        self.done.body.addWidget(self.told)
        self.done.body.addWidget(self.how)
        self.done.body.addLayout(row(self.show_folder, None))
        self.done.hide()
        self.body.insertWidget(1, self.done)
        self.body.addStretch(1)
        self.save = PrimaryButton(_("Lag fila …"), "file-down", self)
        self.save.clicked.connect(self.make)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        self._made: Path | None = None
        workspace.gathering_changed.connect(self._leave)

    def _leave(self) -> None:
        """Another gathering is open: what was ticked is of the one before."""
        self.close_sheet()

    def open_for(self, gathering_id: str) -> None:
        """Read which tables there are, and show them."""
        self._gathering_id = gathering_id
        self.done.hide()
        self._show({})
        self.open(self.cross)
        self._workspace.lane.ask(partial(_tables, gathering_id=gathering_id), self._arrived, self)

    def _arrived(self, tables: Mapping[int, str]) -> None:
        self._show(tables)
        first = next(iter(self.boxes.values()), None)
        if first is not None and self.cross.hasFocus():
            first.setFocus()

    def _show(self, tables: Mapping[int, str]) -> None:
        self._tables = tables
        gathering = self._workspace.gathering
        self.gathering.setText((gathering.title or gathering.theme) if gathering is not None else "")
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.boxes = {}
        place = 0
        for number, name in sorted(tables.items(), key=lambda item: (bool(item[1]), item[0])):
            box = NamedCheckBox(name, page) if name else CheckBox(_("Bord {number}").format(number=number), page)
            box.toggled.connect(lambda _on: self._chosen_changed())
            self.boxes[number] = box
            # Those that are called by their units need twice the room, and begin on a line of their own.
            wide = 2 if name else 1
            place += (-place) % (_ACROSS if wide == 2 and place and self._is_first_named(name, tables) else wide)
            grid.addWidget(box, place // _ACROSS, place % _ACROSS, 1, wide)
            place += wide
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        self.body.replaceWidget(self._list, page)
        self._list.hide()
        self._list.deleteLater()
        self._list = page
        self._chosen_changed()

    @staticmethod
    def _is_first_named(name: str, tables: Mapping[int, str]) -> bool:
        return name == next(other for _number, other in sorted(tables.items()) if other)

    # --- what is chosen ---

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the tables that are ticked."""
        return tuple(number for number, box in self.boxes.items() if box.isChecked())

    def _tick_all(self) -> None:
        every = len(self.chosen) < len(self.boxes)
        for box in self.boxes.values():
            box.setChecked(every)

    def _chosen_changed(self) -> None:
        chosen = self.chosen
        self.save.setEnabled(bool(chosen))
        self.everybody.setVisible(len(self.boxes) > 1)
        self.everybody.setText(_("Velg ingen") if len(chosen) == len(self.boxes) else _("Velg alle"))
        if not self.boxes:
            self.inside.setText(_("Ingen bord har ark i denne samlingen ennå. Lag gruppene, eller et spørsmål, først."))
        else:
            self.inside.setText(
                _(
                    "I fila: planen for dagen, spørsmålene, og det bordene har skrevet til nå. Navnelista, e-post og"
                    " tidligere versjoner er ikke med."
                )
            )

    # --- the file ---

    def make(self) -> None:
        """Ask where the file is to lie, and write it; while a gathering is live, in the folder of last time."""
        folder = remembered.folder(self._workspace.settings, _FOLDER) or remembered.documents()
        suggested = _free(folder / self._suggested())
        if self._workspace.live:
            self.write_to(suggested)
            return
        pattern = f"{_('Nettverk-filer')} (*.db)"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Ta med til bord"), str(suggested), pattern)
        if chosen:
            path = Path(chosen)
            self.write_to(path if path.suffix else path.with_suffix(".db"))

    def _suggested(self) -> str:
        from nettverk.domain.file_names import safe_name

        gathering = self._workspace.gathering
        title = (gathering.title or gathering.theme) if gathering is not None else ""
        return f"{safe_name(' '.join(word for word in (title, table_words(self.chosen, self._tables)) if word))}.db"

    def write_to(self, path: Path) -> None:
        """Write the file for the tables that are ticked."""
        job = partial(_lend, gathering_id=self._gathering_id, path=path, tables=self.chosen)
        self.save.setEnabled(False)
        self._workspace.lane.ask(job, self._lent, self, failed=self._refused)

    def _refused(self, sentence: str) -> None:
        self.save.setEnabled(bool(self.chosen))
        self._workspace.say(sentence)

    def _lent(self, lent: Lent) -> None:
        self._made = lent.path
        self._workspace.settings.setValue(_FOLDER, str(lent.path.parent))
        self.save.setEnabled(True)
        self.told.setText(told(lent, self._tables))
        self.how.setText(
            _(
                "Ta fila med på en minnepinne. På den andre maskinen åpnes den i Nettverk, og alt lagres i fila mens"
                " det skrives. Etterpå velger du Hent hjem, eller slipper fila på vinduet."
            )
        )
        self.done.show()
        self.scroll_to_top()
        self.show_folder.setFocus()
        announce(self, self.told.text())

    def _show_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))


def table_words(numbers: tuple[int, ...], names: Mapping[int, str]) -> str:
    """«bord 3 og 4», or the names where tables are called by their units."""
    if any(names.get(number) for number in numbers) or not numbers:
        return join([names.get(number) or _("Bord {number}").format(number=number) for number in numbers])
    if len(numbers) == len(names) and len(numbers) > 2:
        return _("alle bord")
    return _("bord {numbers}").format(numbers=join([str(number) for number in numbers]))


def told(lent: Lent, names: Mapping[int, str]) -> str:
    """What is in the file, in one calm sentence."""
    answers = _n("{n} svar", "{n} svar", lent.answers) if lent.answers else _("ingen svar ennå")
    sentence = _("{file} er klar: arkene til {tables}, med {answers}. Ingen e-post og ingen historikk.").format(
        file=lent.path.name, tables=table_words(lent.tables, names), answers=answers
    )
    if lent.open_to_all:
        sentence += " " + _("Fila som er lånt ut, er ikke låst med passord.")
    return sentence


def _free(path: Path) -> Path:
    """A name that nothing has."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free


def _tables(store: Store, *, gathering_id: str) -> Mapping[int, str]:
    from nettverk.services.sharing import lending

    return lending.tables_of(store, gathering_id)


def _lend(store: Store, *, gathering_id: str, path: Path, tables: tuple[int, ...]) -> Lent:
    from nettverk.services.sharing import lending

    return lending.lend(store, gathering_id, path, tables=tables)

"""All groups' own signs together, and those the hall takes on for everybody to judge."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.wall.light_walls import who_names
from nettverk.i18n import _
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, row
from nettverk.ui.reflect.light.reading import LightView
from nettverk.ui.reflect.light.sign_list import SignLine, SignList


class OwnPage(QWidget):
    """Signs in own words.

    Signals:
        sign_wanted: the words of a sign for everybody to judge.
        sign_unwanted: id of one of the hall's that nobody is to judge after all.
        wall_wanted, print_wanted: put them on the wall; make them a paper.
    """

    sign_wanted = Signal(str)
    sign_unwanted = Signal(str)
    wall_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: LightView | None = None
        self.state = Heading("", 1, self, wrap=True)
        self.guide = Note("", self)
        self.signs = SignList(_("Egne tegn"), self)
        self.all_judge = QuietButton(_("La alle vurdere dette"), "check", self)
        self.drop = QuietButton(_("Fjern"), "x", self)
        self.wall = QuietButton(_("På lerretet"), "presentation", self)
        self.paper = QuietButton(_("Som PDF"), "file-down", self)
        self.new = QLineEdit(self)
        self.new.setPlaceholderText(_("Nytt tegn for alle"))
        self.new.setAccessibleName(_("Nytt tegn for alle"))
        self.new.setMaxLength(300)
        self.add = PrimaryButton(_("Legg til"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.guide)
        column.addLayout(row(self.all_judge, self.drop, None, self.wall, self.paper))
        column.addWidget(self.signs, 1)
        line = row(self.new, self.add)
        line.setStretch(0, 1)
        column.addLayout(line)
        self.signs.picked.connect(lambda _id: self._tell())
        self.all_judge.clicked.connect(self._take_on)
        self.drop.clicked.connect(lambda: self.sign_unwanted.emit(self.signs.current()))
        self.add.clicked.connect(self._add)
        self.new.returnPressed.connect(self._add)
        self.wall.clicked.connect(self.wall_wanted)
        self.paper.clicked.connect(self.print_wanted)

    def show_view(self, view: LightView) -> None:
        """Those the hall judges first, then the groups', the same words as one."""
        self._view = view
        counts = {state.sign.id: state.counts for state in view.light.signs}
        shown = view.light.revealed
        lines = []
        for sign in view.own:
            note = _("alle vurderer det") if not sign.by else who_names(sign.by)
            counted = counts.get(sign.id, ())
            lines.append(SignLine(sign.id, sign.text, note, tuple(map(str, counted)) if shown and any(counted) else ()))
        self.signs.show_lines(view.light.block.levels, lines)
        groups = sum(bool(sign.by) for sign in view.own)
        self.state.setText(_("Egne tegn") if lines else _("Ingen egne tegn ennå"))
        if lines:
            self.guide.setText(_("Det samme fra flere står én gang. Velg et, så kan alle vurdere det sammen."))
        else:
            self.guide.setText(
                _("Gruppene skriver dem på arket sitt, eller når PC-en går rundt. Du kan også skrive et her.")
            )  # fmt: skip
        for button in (self.wall, self.paper):
            button.setVisible(bool(groups) and shown)
        self._tell()

    def _tell(self) -> None:
        view, id_ = self._view, self.signs.current()
        sign = next((sign for sign in view.own if sign.id == id_), None) if view is not None else None
        self.all_judge.setVisible(sign is not None and bool(sign.by))
        self.drop.setVisible(sign is not None and not sign.by)

    def _take_on(self) -> None:
        view, id_ = self._view, self.signs.current()
        sign = next((sign for sign in view.own if sign.id == id_), None) if view is not None else None
        if sign is not None:
            self.sign_wanted.emit(sign.text)

    def _add(self) -> None:
        text = self.new.text().strip()
        if text:
            self.sign_wanted.emit(text)
            self.new.clear()

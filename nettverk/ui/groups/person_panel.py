"""The panel under the board: who is in focus, whom they have met here, and where they would sit better."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups import effects
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.effects import Place
from nettverk.services.groups.notes import PersonView
from nettverk.services.groups.roles import role_name
from nettverk.ui.common.basics import Label, PushButton
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.widgets import KeyCap, Rule, Small, row
from nettverk.ui.groups.legend import Legend

_MARGIN = 8
_PLACES = 3


class _Line(Label):
    """One line of plain text that is cut with … where there is no room, and says the whole of it in its tool tip."""

    def __init__(self, parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        if kind:
            self.setProperty("kind", kind)

    def say(self, text: str) -> None:
        """Say something else; nothing takes no room."""
        if text == self._whole and self.isHidden() != bool(text):
            return
        self._whole = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the line anew for another width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        words = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(20, self.width()))
        set_tip(self, self._whole if words != self._whole else "")
        self.setText(words)


class PersonPanel(QFrame):
    """Three columns of a few lines; its height does not change with who is shown.

    Signals:
        place_wanted: one of the best places was chosen, from 0.
    """

    place_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self._hint = _Line(kind="note")
        self.legend = Legend()
        self._name, self._unit = _Line(kind="strong"), _Line(kind="note")
        self._seat, self._past = _Line(kind="note"), _Line(kind="note")
        self._met = [_Line(kind="strong"), *(_Line(kind="note") for _line in range(3))]
        self._better = _Line(kind="strong")
        self._places = [self._place(number) for number in range(_PLACES)]
        self._columns = QWidget()
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.addLayout(_stack(self._name, self._unit, self._seat, self._past), 0, 0)
        grid.addWidget(Rule(upright=True), 0, 1)
        grid.addLayout(_stack(*self._met), 0, 2)
        grid.addWidget(Rule(upright=True), 0, 3)
        places = QVBoxLayout()
        places.setSpacing(0)
        places.addWidget(self._better)
        for box, _key, _text, _note in self._places:
            places.addWidget(box)
        places.addStretch(1)
        grid.addLayout(places, 0, 4)
        for column, stretch in ((0, 6), (2, 7), (4, 8)):
            grid.setColumnStretch(column, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, _MARGIN, 24, _MARGIN)
        layout.setSpacing(6)
        layout.addWidget(self._hint)
        layout.addWidget(self.legend)
        layout.addWidget(self._columns, 1)
        self._known, self._rows = False, _PLACES
        self.show_person(None, None)

    def set_rows(self, rows: int) -> None:
        """How many of the best places there is room for."""
        if rows != self._rows:
            self._rows = rows
            for number, (box, _key, button, _note) in enumerate(self._places):
                box.setVisible(number < rows and bool(button.text()))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: more or fewer lines of signs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Always as high as for a person, so that the board does not jump; what has no room there gives way."""
        line = self._places[0][0].sizeHint().height()
        inner = max(self._name.sizeHint().height(), self._better.sizeHint().height()) + self._rows * line + 2
        inner = max(inner, self._name.sizeHint().height() + 3 * (self._unit.sizeHint().height() + 1))
        # A fixed height: a board that grew and shrank with every person would jump under the mouse.
        self.setFixedHeight(inner + 2 * _MARGIN + 1)
        hint, gap = self._hint.sizeHint().height(), 6
        signs = self.legend.heightForWidth(max(100, self.width() - 2 * 24))
        self.legend.setVisible(not self._known and signs <= inner)
        self._hint.setVisible(not self._known and (signs > inner or hint + gap + signs <= inner))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the room wants: lines are cut, and say the whole in their tool tips."""
        return QSize(320, super().minimumSizeHint().height())

    def _place(self, number: int) -> tuple[QWidget, KeyCap, QPushButton, Small]:
        box = QWidget()
        key, button, note = KeyCap(str(number + 1)), PushButton(), Small("")
        button.setProperty("kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.place_wanted.emit(number))
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = row(key, button, gap=4)
        layout.addWidget(note, 1)
        box.setLayout(layout)
        return box, key, button, note

    def show_person(self, board: Board | None, view: PersonView | None) -> None:
        """Show someone where they sit now; nobody shows what the panel is for."""
        has_person = board is not None and view is not None
        if board is not None and not has_person:
            self.legend.show_board(board)
        self._columns.setVisible(has_person)
        self._known = has_person
        own = board is not None and board.kind == GroupingKind.OWN_UNIT
        self._hint.say(
            _("Dra en person til et annet bord, eller velg flere og høyreklikk.")
            if own
            else _("Velg en person, så ser du tidligere møter og bedre plasser.")
        )
        self._fit()
        if board is None or view is None:
            return
        person, table = board.people[view.person], board.seat[view.person]
        self._name.say(person.name)
        self._unit.say(person.unit_name)
        where = board.tables[table].title if table != NOBODY else _("har ikke bord")
        task = role_name(board.roles[view.person]) if view.person in board.roles else ""
        locked = _("låst") if view.person in board.locked else ""
        if table == NOBODY and not board.here[view.person]:
            where = _("er ikke her da")
        seat = " · ".join(word for word in (where, task, locked, person.hours) if word)
        past = self._history(view)
        lines = (person.role, f"{seat} · {past}") if person.role else (seat, past)
        for label, words in zip((self._seat, self._past), lines, strict=True):
            label.say(words)
        self._show_met(board, view, table)
        self._show_places(board, view)

    def _history(self, view: PersonView) -> str:
        if not view.visits:
            return _("første samling")
        return _n("{n} tidligere samling", "{n} tidligere samlinger", view.visits)

    def _show_met(self, board: Board, view: PersonView, table: int) -> None:
        lines = []
        if table == NOBODY or board.kind == GroupingKind.OWN_UNIT:
            head = ""
        elif view.met_here:
            count = len(view.met_here)
            head = _n("Har møtt {n} av dem ved bordet før", "Har møtt {n} av dem ved bordet før", count)
            lines = [f"{name}, {when}" for name, when in view.met_here]
        else:
            head = _("Har ikke møtt noen ved bordet før")
            acquaintances = len(view.known)
            lines = (
                [
                    _n(
                        "Har møtt {n} som sitter ved andre bord (merket)",
                        "Har møtt {n} som sitter ved andre bord (merket)",
                        acquaintances,
                    )
                ]
                if acquaintances
                else []
            )
        if view.same_unit:
            lines.insert(0, _("{names} er fra samme enhet").format(names=", ".join(view.same_unit)))
        # Four lines with the head; the rest is counted.
        if len(lines) > 3:
            lines = [*lines[:2], _("{line} og {count} til").format(line=lines[2], count=len(lines) - 3)]
        for label, text in zip(self._met, [head, *lines, "", "", ""], strict=False):
            label.say(text)

    def _show_places(self, board: Board, view: PersonView) -> None:
        mixed = board.kind == GroupingKind.MIXED
        if view.person in board.locked:
            head = _("Låst: blir sittende når gruppene lages på nytt")
        elif view.places:
            head = _("Beste bytter") if board.seat[view.person] != NOBODY else _("Beste plasser")
        else:
            head = _("Ingen bytter gjør det bedre") if mixed else ""
        self._better.say(head)
        for number, (box, _key, button, note) in enumerate(self._places):
            box.setVisible(number < min(self._rows, len(view.places)))
            button.setText("")
            if number < len(view.places):
                place = view.places[number]
                button.setText(place_words(board, place))
                note.setText(effects.words(place.effect, place.over))
                button.setAccessibleDescription(effects.words(place.effect, place.over))


def place_words(board: Board, place: Place) -> str:
    """«til bord 5 mot Siv Moen»."""
    title = board.tables[place.table].title
    title = title[0].lower() + title[1:] if not board.tables[place.table].name else title
    if place.swap_with is None:
        return _("til {table}").format(table=title)
    return _("til {table}, bytter med {name}").format(table=title, name=board.people[place.swap_with].name)


def _stack(*labels: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(1)
    for label in labels:
        box.addWidget(label)
    box.addStretch(1)
    return box

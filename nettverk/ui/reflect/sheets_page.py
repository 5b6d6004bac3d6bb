"""Sheets from the library, typed in one after the other: which sheet, who fills it in, and the sheet itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.points import PointMark
from nettverk.domain.reflections import sheet_code
from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.entry import Filled, count_filled, filled
from nettverk.domain.sheets.traffic_light import is_light
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.typed import TypedSheetAnswer
from nettverk.i18n import _, _n
from nettverk.services.sheets.answers import object_of
from nettverk.ui.common import shapes
from nettverk.ui.common.anonymity_watch import AnonymityWatch
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.room_keys import bind_keys, key_hints, side_width
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Segmented, Small, row
from nettverk.ui.reflect.reading import FilledUse
from nettverk.ui.reflect.sheet_field import QUOTE, ROLE, Code

_ID = Qt.ItemDataRole.UserRole
RUNNING = frozenset({Who.ALONE, Who.PAIR})
"""Who are running numbers: nobody knows how many there will be."""
BEHIND_MS = 100
"""How long a sheet that is not seen waits, so that the questions in front of it are drawn first."""


class SheetsPage(QWidget):
    """The sheets in use at a gathering, and the one that is filled in now.

    Attributes:
        use, who: which sheet one is at, and who fills it in; None before anything has been read.

    Signals:
        left: the focus left a field.
        light_wanted: id of a use that is to be run as a traffic light.
        quote_asked, role_asked: what the answer the cursor is at is about, all of its text, and the line of it.
    """

    left = Signal()
    light_wanted = Signal(str)
    quote_asked = Signal(str, str, int)
    role_asked = Signal(str, str, int)

    def __init__(self, autosave: Autosave, watch: AnonymityWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave, self._watch = autosave, watch
        self._uses: tuple[FilledUse, ...] = ()
        self.use: SheetUse | None = None
        self.who: Respondent | None = None
        self._form: SheetForm | None = None
        self._shown: tuple[str, int, str] = ("", 0, "")
        self._waiting: tuple[FilledUse, str] | None = None
        self.uses = QListWidget(self)
        self.uses.setAccessibleName(_("Arkene i samlingen"))
        self.uses.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.uses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rounds = Segmented([("table", _short(Who.TABLE))], _("Runde"))
        self.fillings = QListWidget(self)
        self.fillings.setAccessibleName(_("Hvem som fyller ut"))
        self.fillings.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.fillings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.more = QuietButton("", "plus", self)
        self.state = Note("", self)
        self.title = Heading("", 2, wrap=True)
        self.name = Label("", self)
        self.name.setProperty("kind", "strong")
        self.count = Small("", self)
        self.light = PrimaryButton(_("Kjør trafikklyset"), parent=self)
        self.light_note = Small(_("Send PC-en rundt, tell opp fra papir, vis forskjellen og endringen siden sist."))
        self.light_note.setWordWrap(True)
        self.code_place = QHBoxLayout()
        self._code: Code | None = None
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self._lay_out()
        self.uses.currentItemChanged.connect(lambda now, _before: self._pick_use(now))
        self.fillings.currentItemChanged.connect(lambda now, _before: self._pick(now))
        self.fillings.itemActivated.connect(lambda _item: self.begin())
        self.rounds.chosen.connect(self._pick_round)
        self.more.clicked.connect(self.next_number)
        bind_keys(self, (
            (QUOTE, lambda: self._ask_mark(self.quote_asked)),
            (ROLE, lambda: self._ask_mark(self.role_asked)),
        ))  # fmt: skip

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 8, 0, 16)
        side.setSpacing(8)
        side.addWidget(self.uses, 2)
        side.addWidget(self.rounds)
        side.addWidget(self.state)
        side.addWidget(self.fillings, 3)
        side.addWidget(self.more)
        self._keys = key_hints((
            ("Return", _("nytt punkt")),
            ("Tab", _("neste felt eller kolonne")),
            ("Ctrl+Down", _("neste bord")),
            ("Ctrl+Return", _("neste som mangler")),
            (QUOTE, _("sitat")),
            (ROLE, _("rolle")),
        ))  # fmt: skip
        side.addWidget(self._keys)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.title)
        head = row(self.name, self.count, None)
        head.insertLayout(0, self.code_place)
        right.addLayout(head)
        right.addWidget(self._light_line())
        right.addWidget(self.area, 1)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(24)
        body.addWidget(self._side)
        body.addLayout(right, 1)

    def _light_line(self) -> QWidget:
        self._light_row = QWidget()
        line = row(self.light, self.light_note)
        line.setStretch(1, 1)
        self._light_row.setLayout(line)
        self.light.clicked.connect(lambda: self.light_wanted.emit(self.use.id if self.use else ""))
        return self._light_row

    def fit(self, room: QWidget) -> None:
        """The side takes what it needs, and the sheet the rest."""
        self._side.setFixedWidth(side_width(264, 200, room, in_force().growth))
        self._keys.setVisible(self.height() > 420 * in_force().growth)

    # --- what is shown ---

    def show_uses(self, uses: Sequence[FilledUse]) -> None:
        """The sheets in use as they are stored; what is being typed is left alone."""
        self._uses = tuple(uses)
        with QSignalBlocker(self.uses):
            _fill_list(self.uses, [(use.use.id, use.label, use.label) for use in uses])
        known = {use.use.id: use for use in uses}
        here = known.get(self.use.id if self.use else "") or (uses[0] if uses else None)
        if here is None:
            self.use = self.who = self._waiting = None
            return
        self._show_use(here)

    def _show_use(self, here: FilledUse) -> None:
        other = self.use is None or self.use.id != here.use.id
        self.use = here.use
        self._light_row.setVisible(is_light(here.use.sheet))
        with QSignalBlocker(self.uses):
            _choose(self.uses, here.use.id)
        rounds = here.use.sheet.rounds
        self.rounds.set_choices([(who.value, _short(who)) for who in rounds])
        self.rounds.setVisible(len(rounds) > 1)
        if other or self.who is None or self.who.who not in rounds:
            self.who = None
        self._show_round(here, self.who.who if self.who else Who(self.rounds.value()))

    def _show_round(self, here: FilledUse, who: Who) -> None:
        self.rounds.choose(who.value)
        fillings = here.fillings.get(who, ())
        known = [filling.respondent for filling in fillings]
        if not known and self.who is None and who in {Who.TABLE, Who.UNIT}:
            self._show_nobody(here, who)
            return
        if self.who is None or self.who.who is not who:
            waiting = [filling.respondent for filling in fillings if not filling.written]
            self.who = waiting[0] if waiting else known[0] if known else Respondent(who, 1 if who in RUNNING else 0)
        names = {filling.respondent: filling.name for filling in fillings}
        written = {filling.respondent for filling in fillings if filling.written}
        if self.who not in names and (self.who.number or self.who.unit_id or who is Who.PLENUM):
            names[self.who] = respondent_name(self.who)  # a number nobody has answered as yet
        with QSignalBlocker(self.fillings):
            rows = [(respondent.key, name, _state(name, respondent in written)) for respondent, name in names.items()]
            _fill_list(self.fillings, rows, {respondent.key for respondent in written})
            _choose(self.fillings, self.who.key)
        self.more.setVisible(who in RUNNING)
        self.more.setText(_("Nytt par") if who is Who.PAIR else _("En til"))
        if who in RUNNING:
            self.state.setText(_n("{n} er skrevet inn.", "{n} er skrevet inn.", len(written)))
        else:
            words = _("{count} av {all} er skrevet inn.").format(count=len(written), all=len(names))
            self.state.setText(words)
        self._show_form(here, names.get(self.who, ""))

    def _show_nobody(self, here: FilledUse, who: Who) -> None:
        """Nobody sits anywhere yet: the sheet waits for the groups, or for a code from paper."""
        self._shown, self._form, self._waiting = ("", 0, ""), None, None
        with QSignalBlocker(self.fillings):
            self.fillings.clear()
        self.area.setWidget(QWidget())
        self.more.hide()
        self.title.setText(here.use.sheet.title)
        self.name.setText("")
        self.count.setText("")
        nobody = _("Ingen bord ennå. Lag gruppene først, eller skriv koden fra arket.")
        self.state.setText(nobody if who is Who.TABLE else _("Ingen enheter er påmeldt ennå."))

    def event(self, event: QEvent) -> bool:
        """Whoever turns to the sheets finds the one that waited for it."""
        if event.type() == QEvent.Type.ShowToParent:
            self._make_waiting()
        return super().event(event)

    def _show_form(self, here: FilledUse, name: str) -> None:
        """Show the sheet now; behind the questions it can wait until everybody else has been seen to."""
        # A form of many fields takes as long to make as all the rest of the room, and most come here for the questions.
        waits, self._waiting = self._waiting is not None, (here, name)
        if not self.isHidden():
            self._make_waiting()
        elif not waits:
            QTimer.singleShot(BEHIND_MS, self, self._make_waiting)

    def _make_waiting(self) -> None:
        if self._waiting is not None:
            (here, name), self._waiting = self._waiting, None
            self._make_form(here, name)

    def _make_form(self, here: FilledUse, name: str) -> None:
        assert self.who is not None
        use, who = here.use, self.who
        shown = (use.id, use.sheet.version, who.key)
        said = [filled(answer) for answer in here.answers if answer.respondent == who]
        if shown != self._shown or self._form is None:
            self._autosave.flush()
            self._shown = shown
            form = SheetForm(use.sheet, self.area.viewport())
            form.setProperty("kind", "page")
            form.setAutoFillBackground(False)
            form.setContentsMargins(0, 0, 12, 16)
            form.said.connect(self._typed)
            form.left.connect(self.left)
            self.area.setWidget(form)
            self._form = form
            self._show_code(use, who)
        self.title.setText(use.sheet.title)
        self.name.setText(name or respondent_name(who))
        count = count_filled(use.sheet, said)
        self.count.setText(_n("{n} svar", "{n} svar", count) if count else _("ingen svar ennå"))
        self._form.show_answers(said, self._holds)
        self._form.show_marks(_marked(here, who))
        self._watch.watch_in(self._form)

    def _ask_mark(self, asked: SignalInstance) -> None:
        at = self._form.at() if self._form is not None else None
        if at is not None:
            asked.emit(":".join(self._thing(at.block, at.point)), at.text, at.line)

    def _holds(self, block: str, point: str) -> bool:
        return self._autosave.holds(self._thing(block, point))

    def _thing(self, block: str, point: str) -> tuple[str, str, str, str]:
        assert self.use is not None
        assert self.who is not None
        return self.use.id, self.who.key, block, point

    def _show_code(self, use: SheetUse, who: Respondent) -> None:
        if self._code is not None:
            self.code_place.removeWidget(self._code)
            self._code.hide()
            self._code.deleteLater()
            self._code = None
        if who.who in {Who.TABLE, Who.PAIR}:
            text = sheet_code(who.number, use.number)
            self._code = Code(text if who.who is Who.TABLE else f"P{text[1:]}", 0, self)
            self.code_place.addWidget(self._code)

    # --- typing ---

    def _typed(self, said: Filled) -> None:
        if self.use is None or self.who is None:
            return
        if self._form is not None:
            self._watch.watch_in(self._form)  # a new line has come under the one that is typed in
        number = None if said.number is None else round(said.number)
        typed = TypedSheetAnswer(
            self.use.gathering_id, self.use.id, self.use.sheet.version, self.who.key, said.block, said.point, said.text,
            said.level, int(said.ticked), number,
        )  # fmt: skip
        self._autosave.note(self._thing(said.block, said.point), typed)

    # --- going about ---

    def begin(self) -> None:
        """Put the focus where one begins to type on the sheet that is shown."""
        if self._form is not None:
            self._form.begin()

    def go(self, use_id: str, who: Respondent) -> bool:
        """Go to somebody's copy of a sheet; whether there is such a sheet."""
        here = next((use for use in self._uses if use.use.id == use_id), None)
        if here is None:
            return False
        self._autosave.flush()
        self.use, self.who = here.use, who
        self._show_use(here)
        QTimer.singleShot(0, self, self.begin)
        return True

    def step_table(self, way: int) -> None:
        """The same sheet for the next one (1) or the one before (-1)."""
        place = self.fillings.currentRow() + way
        if 0 <= place < self.fillings.count():
            self.fillings.setCurrentRow(place)
            self.begin()
        elif way > 0 and self.who is not None and self.who.who in RUNNING:
            self.next_number()

    def next_number(self) -> None:
        """The next running number: a pair, or somebody alone, who has not answered yet."""
        if self.use is None or self.who is None:
            return
        here = next(use for use in self._uses if use.use.id == self.use.id)
        numbers = [filling.respondent.number for filling in here.fillings.get(self.who.who, ())]
        self.go(self.use.id, Respondent(self.who.who, max([*numbers, self.who.number]) + 1))

    def next_missing(self) -> bool:
        """Go to the next one whose sheet is not in; whether there is one."""
        here = next((use for use in self._uses if self.use and use.use.id == self.use.id), None)
        if here is None or self.who is None:
            return False
        fillings = list(here.fillings.get(self.who.who, ()))
        order = [filling.respondent for filling in fillings]
        place = order.index(self.who) if self.who in order else -1
        waiting = [fill for fill in (*fillings[place + 1 :], *fillings[: place + 1]) if not fill.written]
        waiting = [fill for fill in waiting if fill.respondent != self.who] or waiting
        return bool(waiting) and self.go(self.use.id, waiting[0].respondent) if self.use else False

    def _pick_use(self, item: QListWidgetItem | None) -> None:
        here = next((use for use in self._uses if item is not None and use.use.id == item.data(_ID)), None)
        if here is not None:
            self._autosave.flush()
            self._show_use(here)

    def _pick_round(self, key: str) -> None:
        here = next((use for use in self._uses if self.use and use.use.id == self.use.id), None)
        if here is not None:
            self._autosave.flush()
            self.who = None
            self._show_round(here, Who(key))

    def _pick(self, item: QListWidgetItem | None) -> None:
        here = next((use for use in self._uses if self.use and use.use.id == self.use.id), None)
        if item is None or here is None or self.who is None:
            return
        self._autosave.flush()
        known = {filling.respondent.key: filling.respondent for filling in here.fillings.get(self.who.who, ())}
        self.who = known.get(str(item.data(_ID)), self.who)
        self._show_round(here, self.who.who)


def _marked(here: FilledUse, who: Respondent) -> dict[tuple[str, str], list[tuple[int, PointMark]]]:
    """What is marked of the answers that are shown, by block and point."""
    found = {}
    for answer in here.answers:
        marked = here.marks.get(object_of(answer)) if answer.respondent == who and answer.text else None
        if marked:
            found[answer.block, answer.point] = [(one.place, one.mark) for one in marked]
    return found


def _short(who: Who) -> str:
    """A round in one word: three of them stand beside one another in a narrow column."""
    return {
        Who.ALONE: _("Alene"),
        Who.PAIR: _("Par"),
        Who.TABLE: _("Bord"),
        Who.UNIT: _("Enhet"),
        Who.PLENUM: _("Plenum"),
    }[who]


def _fill_list(box: QListWidget, rows: Sequence[tuple[str, str, str]], written: set[str] | None = None) -> None:
    """Rows as (id, text, words for screen readers); the same rows only change their words and dots."""
    if [box.item(place).data(_ID) for place in range(box.count())] != [id_ for id_, _text, _words in rows]:
        box.clear()
        for id_, _text, _words in rows:
            item = QListWidgetItem()
            item.setData(_ID, id_)
            box.addItem(item)
    theme = in_force()
    for place, (id_, text, words) in enumerate(rows):
        item = box.item(place)
        item.setText(text)
        set_tip(item, text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        if written is not None:
            done = id_ in written
            item.setIcon(shapes.icon("circle", theme.colour("ok" if done else "edge"), 12, filled=done))


def _choose(box: QListWidget, id_: str) -> None:
    for place in range(box.count()):
        if box.item(place).data(_ID) == id_:
            box.setCurrentRow(place)
            return


def _state(name: str, written: bool) -> str:
    return f"{name}: {_('skrevet inn') if written else _('mangler')}"

"""Refleksjoner: what the groups say, typed in sheet by sheet, stored while one types, found again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Part
from nettverk.domain.reflections import Version
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets import Sheet, missing, read_code
from nettverk.i18n import _, _n, join
from nettverk.services import plan, reflections
from nettverk.services.database import Store
from nettverk.services.groups import groupings
from nettverk.ui.common.arrivals import Arrival, Search, ShowSheet
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.keys import native
from nettverk.ui.common.widgets import (
    EmptyState,
    FlowLayout,
    Heading,
    KeyCap,
    LinkButton,
    Note,
    SearchField,
    Segmented,
    Small,
    row,
)
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.reflect.board import Board
from nettverk.ui.reflect.history import History
from nettverk.ui.reflect.pages import BY_QUESTION, BY_TABLE, Pages
from nettverk.ui.reflect.part_list import PartList

_NO_GATHERING, _NO_QUESTIONS, _WORK = range(3)
MOST_LISTED = 6
HIGHEST_TABLE = 200
CODE_KEY, FIND_KEY, NEXT_MISSING = "Ctrl+L", "Ctrl+F", "Ctrl+Return"


@dataclass(frozen=True, slots=True)
class Known:
    """What the room shows: the parts that ask something, every sheet, and who sat at each table of a part."""

    gathering_id: str
    parts: tuple[Part, ...]
    sheets: tuple[Sheet, ...]
    sitting: Mapping[tuple[str, int], str]


def read(store: Store, gathering_id: str) -> Known:
    """Read it."""
    parts = tuple(part for part in plan.parts(store, gathering_id) if part.questions)
    sitting = {
        (grouping.part_id, table.number): join([seat.participant.name for seat in table.sitting])
        for grouping in groupings.of_gathering(store, gathering_id)
        if grouping.round == 1
        for table in grouping.tables
    }
    return Known(gathering_id, parts, reflections.sheets(store, gathering_id), sitting)


class ReflectRoom(QWidget):
    """The room Refleksjoner."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.known = Known("", (), (), {})
        self.autosave = Autosave(workspace, self)
        self._listed: tuple[str, ...] = ()
        self._stack = QStackedWidget()
        for page in (self._no_gathering(), self._no_questions(), self._page()):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.history = History(self)
        self.history.wanted.connect(self._bring_back)
        self._listen()
        self.refresh()

    # --- building ---

    def _no_gathering(self) -> QWidget:
        return EmptyState(
            _("Hva sa gruppene?"),
            _("Svarene hører til en samling. Lag eller velg samlingen først."),
            _("Til planen"),
            lambda: self.workspace.go(RoomKey.PLAN),
            icon="message-square",
        )

    def _no_questions(self) -> QWidget:
        return EmptyState(
            _("Ingen spørsmål ennå"),
            _("Spørsmålene til gruppene skrives i planen. Da får hvert bord sitt ark, og arkene står klare her."),
            _("Til planen"),
            lambda: self.workspace.go(RoomKey.PLAN),
            icon="message-square",
        )

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addLayout(self._state())
        self.board = Board()
        self.pages = Pages(self.autosave)
        side = QWidget()
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 8, 0, 16)
        inner.setSpacing(8)
        self.parts = PartList()
        inner.addWidget(self.parts)
        inner.addWidget(self.board, 1)
        self._keys_box = self._keys()
        inner.addWidget(self._keys_box)
        inner.addStretch(0)
        self._side = side
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(side)
        self._right = QStackedWidget()
        self._right.addWidget(self.pages)
        self._right.addWidget(
            EmptyState(
                _("Ingen bord ennå"),
                _(
                    "Lag gruppene, så står et ark klart for hvert bord. "
                    "Har dere allerede ark med koder, skriv koden øverst."
                ),
                _("Til gruppene"),
                lambda: self.workspace.go(RoomKey.GROUPS),
                icon="layout-grid",
            )
        )
        body.addWidget(self._right, 1)
        layout.addLayout(body, 1)
        return page

    def _head(self) -> QHBoxLayout:
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("Ark, som G3-2"))
        self.code.setAccessibleName(_("Kode på arket"))
        self.code.setToolTip(_("Skriv koden og trykk Enter ({key})").format(key=native(CODE_KEY)))
        self.code.setMaxLength(12)
        self.code.setMinimumWidth(130)
        self.code.setMaximumWidth(230)
        self.search = SearchField(_("Søk i svarene"))
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(230)
        self.way = Segmented([(BY_TABLE, _("Etter bord")), (BY_QUESTION, _("Etter spørsmål"))], _("Rekkefølge"))
        made = row(Heading(_("Refleksjoner"), 3), 12, None, self.way, self.search, self.code)
        for place, share in ((2, 2), (4, 2), (5, 2)):
            made.setStretch(place, share)
        return made

    def _state(self) -> QHBoxLayout:
        self.state = Note("", wrap=False)
        links = QWidget()
        self._links = FlowLayout(links, gap=2)
        links.setMinimumHeight(
            LinkButton("G1-1").sizeHint().height()
        )  # so that nothing moves when the last one comes in
        made = row(self.state, links, gap=8)
        made.setStretch(1, 1)
        made.setAlignment(self.state, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _keys(self) -> QWidget:
        """The keys that matter while one types, where one can glance at them."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for line, (keys, words) in enumerate((
            ("Tab", _("neste felt")),
            ("Ctrl+Down", _("neste bord")),
            (NEXT_MISSING, _("neste som mangler")),
            (CODE_KEY, _("skriv en kode")),
        )):  # fmt: skip
            grid.addWidget(KeyCap(native(keys)), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Small(words), line, 1)
        return box

    def _listen(self) -> None:
        self.code.returnPressed.connect(lambda: self.go_to(self.code.text()))
        self.search.textChanged.connect(self._search)
        self.search.down.connect(self.pages.first)
        self.way.chosen.connect(self.pages.show_by)
        self.parts.chosen.connect(self._show_part)
        self.board.picked.connect(self.pages.go)
        self.pages.typed.connect(self._typed)
        self.pages.entered.connect(self._entered)
        self.pages.left.connect(self.autosave.flush)
        self.pages.history_asked.connect(self.show_history)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.theme_changed.connect(self._dress)
        self.workspace.lane.changed.connect(self._changed)
        for keys, run in (
            (CODE_KEY, self.ask_code),
            (FIND_KEY, self.search.setFocus),
            (NEXT_MISSING, self.next_missing),
            ("Ctrl+Up", partial(self.pages.step_table, -1)),
            ("Ctrl+Down", partial(self.pages.step_table, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def commands(self) -> list[Command]:
        """What the palette can reach here."""
        go = self.workspace.go
        return [
            Command(
                "reflect.code",
                _("Gå til ark …"),
                lambda: go(RoomKey.REFLECT, ShowSheet()),
                CODE_KEY,
                _("kode G3-2 skriv inn"),
            ),
            Command("reflect.next", _("Neste ark som mangler"), self.next_missing, NEXT_MISSING, _("mangler ark")),
            Command(
                "reflect.find",
                _("Søk i svarene"),
                lambda: go(RoomKey.REFLECT, Search()),
                FIND_KEY,
                _("finn refleksjon"),
            ),
        ]

    def arrive(self, arrival: Arrival) -> None:
        """Go to a sheet by its code, or to what is searched for."""
        match arrival:
            case Search(text=text):
                self.search.setText(text)
                self.search.setFocus()
            case ShowSheet(code=code):
                # Asked through the lane: what is being read must have arrived first.
                self.workspace.lane.ask(
                    lambda _store: None, lambda _read: self.go_to(code) if code else self.ask_code(), self
                )
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here is coming to the sheet one was at, or to the first that is missing."""
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        gathering, page = self.workspace.gathering, self._stack.currentWidget()
        if gathering is not None and gathering.id != self.known.gathering_id:
            return  # it is being read
        if isinstance(page, EmptyState) and page.button is not None:
            page.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.pages.current is not None and self._right.currentIndex() == 0:
            self.pages.go(self.pages.current)

    # --- reading ---

    def refresh(self) -> None:
        """Read the sheets as they are stored."""
        gathering = self.workspace.gathering
        if gathering is None:
            self._stack.setCurrentIndex(_NO_GATHERING)
            return
        self.workspace.lane.ask(lambda store: read(store, gathering.id), self._arrived, self)

    def _arrived(self, known: Known) -> None:
        gathering = self.workspace.gathering
        if gathering is None or gathering.id != known.gathering_id:
            return
        self.known = known
        self._stack.setCurrentIndex(_WORK if known.parts else _NO_QUESTIONS)
        self.parts.show_parts(known.parts, known.sheets)
        hues = {part.id: part.main_number for part in known.parts}
        self.pages.show_sheets(known.sheets, hues, known.sitting, self.parts.value())
        self._tell()
        if self.hasFocus():  # one came here before it was known what there is to type in
            self._begin()

    def _show_part(self, part_id: str) -> None:
        self.pages.show_part(part_id)
        self._tell()

    def _tell(self) -> None:
        here = [sheet for sheet in self.known.sheets if sheet.part_id == self.parts.value()]
        lacking = missing(here)
        self.board.show_sheets(here)
        if self.pages.current is not None:
            self.board.point_out(self.pages.current)
        nothing = not here and (self.pages.current is None or self.pages.current.part_id != self.parts.value())
        self._right.setCurrentIndex(1 if nothing and not self.search.text() else 0)
        self.board.setVisible(bool(here))
        self._keys_box.setVisible(bool(here))
        have = _("{count} av {all} ark er inne.").format(count=len(here) - len(lacking), all=len(here))
        few = 0 < len(lacking) <= MOST_LISTED and len(lacking) < len(here)
        if here and not lacking:
            have = _("Alle {all} arkene er inne.").format(all=len(here))
        elif few:
            have = _("{count} av {all} ark er inne. Mangler:").format(count=len(here) - len(lacking), all=len(here))
        self._say_state(have if here else "", lacking if few else ())

    def _say_state(self, text: str, codes: tuple[str, ...]) -> None:
        self.state.setText(text)
        if codes == self._listed:
            return
        self._listed = codes
        self._links.clear()
        for code in codes:
            link = LinkButton(code)
            link.setAccessibleName(_("Gå til {code}, som mangler").format(code=code))
            link.clicked.connect(partial(self.go_to, code))
            self._links.addWidget(link)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("entries", "questions", "parts", "group_tables", "groupings", "participants"):
            self.refresh()

    def _other_gathering(self) -> None:
        self.autosave.flush()
        self.history.close_sheet()
        self.search.clear()
        self.pages.forget()
        self.refresh()

    def _dress(self) -> None:
        self.board.dress()
        wanted = round(264 * self.workspace.theme.growth)
        self._side.setFixedWidth(max(200, min(wanted, round(self.width() * 0.4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheets get most of the room."""
        super().resizeEvent(event)
        self._dress()

    # --- typing ---

    def _typed(self, sheet: Sheet, text: str) -> None:
        gathering_id = self.known.gathering_id

        def job(store: Store) -> Changes:
            return reflections.write(store, gathering_id, sheet.part_id, sheet.table, sheet.question_id, text)

        self.autosave.note((sheet.table, sheet.question_id), job)

    def _entered(self, sheet: Sheet) -> None:
        self.board.point_out(sheet)

    # --- going about ---

    def ask_code(self) -> None:
        """Put the cursor where the code of a sheet is typed."""
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()

    def go_to(self, code: str) -> None:
        """Go to the sheet with this code; a table that is not in the groups gets a sheet too."""
        found = read_code(code)
        questions = {question.number: (part, question) for part in self.known.parts for question in part.questions}
        if found is None or found[1] not in questions or not 1 <= found[0] <= HIGHEST_TABLE:
            self.workspace.say(
                _("Fant ikke arket {code}. Skriv bord og spørsmål, for eksempel G3-{number}.").format(
                    code=code.strip(), number=min(questions, default=1)
                )
            )
            self.ask_code()
            return
        table, number = found
        part, question = questions[number]
        sheet = next((one for one in self.known.sheets if (one.table, one.number) == found), None)
        if sheet is None:
            sheet = Sheet(part.id, part.title, table, "", question.id, question.text, number)
            self.workspace.say(
                _("Bord {table} er ikke i gruppene. Skriv her om det likevel stemmer.").format(table=table)
            )
        self.code.clear()
        self.search.clear()
        self.parts.choose(part.id)
        self.pages.go(sheet)
        self._tell()

    def next_missing(self) -> None:
        """Go to the next sheet that nobody has typed in."""
        here = self.pages.current
        order = [sheet for sheet in self.pages.in_order(self.known.sheets) if not sheet.written]
        place = self.pages.place_of(here) if here is not None else (-1,)
        after = [sheet for sheet in order if self.pages.place_of(sheet) > place]
        if order:
            self.go_to((after or order)[0].code)
        else:
            self.workspace.say(_("Alle arkene er inne. Godt jobbet."))

    def _search(self, words: str) -> None:
        self.pages.search(words)
        if words.strip():
            self._say_state(_n("Fant {n} svar.", "Fant {n} svar.", self.pages.found), ())
        else:
            self._tell()

    # --- earlier versions ---

    def show_history(self, sheet: Sheet) -> None:
        """Show how a sheet has read before."""
        self.autosave.flush()
        gathering_id = self.known.gathering_id

        def job(store: Store) -> tuple[Version, ...]:
            return reflections.versions(store, gathering_id, sheet.part_id, sheet.table, sheet.question_id)

        def show(versions: tuple[Version, ...]) -> None:
            self.history.tell(sheet, versions)
            self.history.open()

        self.workspace.lane.ask(job, show, self)

    def _bring_back(self, sheet: Sheet, text: str) -> None:
        self._typed(sheet, text)
        self.autosave.flush()
        self.history.close_sheet()
        self.workspace.say(_("{code} er som før.").format(code=sheet.code))

"""Refleksjoner: what the groups say, typed in sheet by sheet, stored while one types, found again."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.written import Sheet, missing, read_code
from nettverk.domain.typed import TypedSheet
from nettverk.i18n import _, _n
from nettverk.ui.common.anonymity_sheet import LOOK_KEY, AnonymityButton
from nettverk.ui.common.anonymity_watch import AnonymityWatch
from nettverk.ui.common.arrivals import Arrival, LookThrough, RunLight, Search, ShowSheet, ShowThemes
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.contests_beside import ContestsButton
from nettverk.ui.common.contests_sheet import Chooser
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.keys import native
from nettverk.ui.common.laid_out_once import laid_out_after
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.room_keys import bind_keys, key_hints, side_width
from nettverk.ui.common.widgets import EmptyState, Heading, SearchField, Segmented, bar, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.reflect.board import Board
from nettverk.ui.reflect.empty_pages import empty_pages
from nettverk.ui.reflect.forms_sheet import FromForms
from nettverk.ui.reflect.history import History
from nettverk.ui.reflect.light.window import LightWindow
from nettverk.ui.reflect.machines import fewer, not_here
from nettverk.ui.reflect.on_wall import OnWallButton
from nettverk.ui.reflect.pages import BY_QUESTION, BY_TABLE, Pages
from nettverk.ui.reflect.part_list import PartList
from nettverk.ui.reflect.point_marks import PointMarks
from nettverk.ui.reflect.reading import Known, read
from nettverk.ui.reflect.returned import take_returned
from nettverk.ui.reflect.returned_files import ReturnedFiles
from nettverk.ui.reflect.sheet_field import QUOTE, ROLE
from nettverk.ui.reflect.sheets_page import SheetsPage
from nettverk.ui.reflect.state_line import StateLine
from nettverk.ui.reflect.tagged_points import PointsButton
from nettverk.ui.reflect.themes.page import ThemesPage

_TABLES = (
    "entries", "sheet_uses", "sheet_versions", "own_methods", "parts", "group_tables", "groupings", "seats",
    "participants", "people", "units", "service_kinds", "districts", "gatherings", "choices",
)  # fmt: skip
_NO_GATHERING, _NO_QUESTIONS, _WORK = range(3)
_QUESTIONS, _SHEETS, _THEMES = "questions", "sheets", "themes"
_MODES = (_QUESTIONS, _SHEETS, _THEMES)
MOST_LISTED = 6
HIGHEST_TABLE, _KEYS_FROM = 200, 460
CODE_KEY, FIND_KEY, NEXT_MISSING = "Ctrl+L", "Ctrl+F", "Ctrl+Return"


class ReflectRoom(QWidget):
    """The parts and a map of their sheets to the left, and the sheets one types on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.known = Known("", (), (), {})
        self.autosave = Autosave.of(workspace, RoomKey.REFLECT)
        self._stack = QStackedWidget(self)
        for page in (*empty_pages(workspace), self._page()):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.history = History(workspace, self)
        self.history.wanted.connect(self._bring_back)
        self.reader = GatheringReader(
            workspace,
            read=read,
            show=laid_out_after(self._right, self._show),
            show_none=lambda: self._stack.setCurrentIndex(_NO_GATHERING),
            tables=_TABLES,
            room=self,
        )
        self.returned = ReturnedFiles(self, self.workspace, self.reader, partial(_to_copy, self))
        self._listen()
        self.reader.refresh()

    # --- building ---

    def _page(self) -> QWidget:
        page = QWidget(self._stack)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        self.state_line = StateLine()
        self.board = Board()
        self.watch = AnonymityWatch.of(self.workspace)
        self._modes = QStackedWidget(page)
        questions = QWidget(self._modes)
        self._right = QStackedWidget(questions)
        chooser = Chooser(self.workspace, self, self.autosave.flush)
        self.pages = Pages(self.autosave, self.watch, chooser, self._right)
        side = QWidget(questions)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 8, 0, 16)
        inner.setSpacing(8)
        self.parts = PartList()
        inner.addWidget(self.parts)
        inner.addWidget(self.board, 1)
        self._keys_box = key_hints((
            ("Tab", _("neste felt")),
            ("Ctrl+Down", _("neste bord")),
            (NEXT_MISSING, _("neste som mangler")),
            ("Alt+Down", _("flytt punktet")),
            (QUOTE, _("sitat")),
            (ROLE, _("rolle")),
            (CODE_KEY, _("skriv en kode")),
        ))  # fmt: skip
        inner.addWidget(self._keys_box)
        inner.addStretch(0)
        self._side = side
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(side)
        self._right.addWidget(self.pages)
        self._right.addWidget(
            EmptyState(
                _("Ingen bord ennå"),
                _("Lag gruppene, så får hvert bord et ark. Har dere allerede ark med koder, skriv koden øverst."),
                _("Gå til Grupper"),
                lambda: self.workspace.go(RoomKey.GROUPS),
                icon="layout-grid",
            )
        )
        body.addWidget(self._right, 1)
        inner_page = QVBoxLayout(questions)
        inner_page.setContentsMargins(0, 0, 0, 0)
        inner_page.setSpacing(8)
        inner_page.addLayout(body, 1)
        self.from_library = SheetsPage(self.autosave, self.watch, self._modes)
        self._modes.addWidget(questions)
        self._modes.addWidget(self.from_library)
        self.anonymity = AnonymityButton(self.workspace, self)
        self._going = GoingOut(self.workspace, self, lambda: self.anonymity.sheet)
        # Beside whatever one types in: questions, sheets or themes.
        self.contests = ContestsButton(self.workspace, self)
        state = row(self.state_line, None, self.contests, self.anonymity)
        state.setStretch(0, 1)
        state.setAlignment(self.state_line, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(state)
        layout.addWidget(self._modes, 1)
        return page

    # Most who come here type what the tables have said: what else there is, is made when somebody first wants it.

    @cached_property
    def light(self) -> LightWindow:
        """The window in which a traffic light is run."""
        return LightWindow(self.workspace, self)

    @cached_property
    def themes(self) -> ThemesPage:
        """Where points become themes."""
        page = ThemesPage(self.workspace, self._going, self._modes)
        self._modes.addWidget(page)
        return page

    def _head(self) -> QLayout:
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("Kode, som G3-2"))
        self.code.setAccessibleName(_("Kode på arket"))
        set_tip(
            self.code, _("Skriv koden og trykk Enter ({key}). G3-2 er bord 3, spørsmål 2.").format(key=native(CODE_KEY))
        )
        self.code.setMaxLength(12)
        self.code.setMinimumWidth(130)
        self.code.setMaximumWidth(260)
        self.search = SearchField(_("Søk i svarene"))
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(230)
        self.way = Segmented([(BY_TABLE, _("Etter bord")), (BY_QUESTION, _("Etter spørsmål"))], _("Rekkefølge"))
        self.mode = Segmented([(_QUESTIONS, _("Spørsmål")), (_THEMES, _("Temaer"))], _("Hva som vises"))
        self.from_forms = FromForms(self, self.workspace)
        self.tagged = PointsButton(self.workspace, self)
        self.on_wall = OnWallButton(
            self.workspace,
            self,
            lambda: self._going,
            lambda: self.pages.current,
            lambda: tuple((sheet, self.pages.text_of(sheet)) for sheet in self.known.sheets),
        )
        tools = (self.on_wall, self.tagged, self.from_forms, self.way, self.search, self.code)
        return bar((Heading(_("Refleksjoner"), 3), self.mode), tools, gap=10)

    def _listen(self) -> None:
        self.code.returnPressed.connect(lambda: self.go_to(self.code.text()))
        self.search.textChanged.connect(self._search)
        self.search.down.connect(self.pages.first)
        self.way.chosen.connect(self.pages.show_by)
        self.mode.chosen.connect(self._show_mode)
        self.from_library.left.connect(self.autosave.flush)
        self.from_library.light_wanted.connect(lambda use_id: self.light.run(self.known.uses, use_id))
        self.parts.chosen.connect(self.pages.show_part)
        self.parts.chosen.connect(lambda _part_id: self._show_state())
        self.board.picked.connect(self.pages.go)
        self.pages.typed.connect(self._typed)
        self.pages.entered.connect(self.board.point_out)
        self.pages.left.connect(self.autosave.flush)
        self.pages.history_asked.connect(self._show_history)
        self.marks = PointMarks(self.workspace, self, self.autosave.flush, self.pages.text_of)
        self.pages.quote_asked.connect(self.marks.quote)
        self.pages.role_asked.connect(self.marks.ask_role)
        self.from_library.quote_asked.connect(self.marks.quote_answer)
        self.from_library.role_asked.connect(self.marks.ask_role_of_answer)
        self.state_line.picked.connect(self.go_to)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.theme_changed.connect(self._dress)

        def step(way: int) -> None:
            (self.from_library if self.on_sheets else self.pages).step_table(way)

        def find() -> None:
            if self.known.parts:
                self._show_mode(_QUESTIONS)
                self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

        bind_keys(self, (
            (CODE_KEY, self.ask_code),
            (FIND_KEY, find),
            (NEXT_MISSING, self.next_missing),
            ("Ctrl+Up", partial(step, -1)),
            ("Ctrl+Down", partial(step, 1)),
        ))  # fmt: skip

    def commands(self) -> list[Command]:
        """What the palette can do with the sheets."""
        go = self.workspace.go

        def next_from_anywhere() -> None:
            """From another room: what is missing must have been read."""
            self.workspace.go(RoomKey.REFLECT)
            self.reader.when_read(self.next_missing)

        return fewer(self.workspace, [
            Command(
                "reflect.code",
                _("Gå til ark …"),
                lambda: go(RoomKey.REFLECT, ShowSheet()),
                CODE_KEY,
                _("kode G3-2 skriv inn"),
            ),
            Command(
                "reflect.next",
                _("Neste ark som mangler"),
                next_from_anywhere,
                NEXT_MISSING,
                _("mangler ark"),
            ),
            Command(
                "reflect.find",
                _("Søk i svarene"),
                lambda: go(RoomKey.REFLECT, Search()),
                FIND_KEY,
                _("finn refleksjon"),
            ),
            Command("reflect.tags", _("Punktene og merkelappene"), self.tagged.come_and_show, keywords=_("tema hjul")),
            Command(
                "reflect.anonymity",
                _("Anonym nok?"),
                lambda: go(RoomKey.REFLECT, LookThrough()),
                LOOK_KEY,
                _("anonym navn personvern sjekk"),
            ),
            Command(
                "reflect.themes",
                _("Samle i temaer"),
                lambda: go(RoomKey.REFLECT, ShowThemes()),
                "",
                _("tema grupper punkter ikke plassert"),
            ),
            self.returned.command(),
            Command("reflect.forms", _("Hent svar fra Forms …"), self.from_forms.begin, keywords=_("forms svar excel")),
            Command(
                "reflect.light",
                _("Trafikklys …"),
                lambda: go(RoomKey.REFLECT, RunLight()),
                keywords=_("trafikklys vurdering send pc rundt vis forskjellen tell opp"),
            ),
        ])  # fmt: skip

    def arrive(self, arrival: Arrival) -> None:
        """Go to a sheet by its code, or to what is searched for."""
        match arrival:
            case LookThrough():
                self.anonymity.begin()
            case Search(text=text):
                self._show_mode(_QUESTIONS)
                self.search.setText(text)
                self.search.setFocus()
            case RunLight(use_id=use_id):
                self.reader.when_read(lambda: self.light.run(self.known.uses, use_id))
            case ShowSheet(code=code):
                self.reader.when_read(partial(self.go_to, code) if code else self.ask_code)
            case ShowThemes():
                self.reader.when_read(partial(self._show_mode, _THEMES))
                self.reader.when_read(self.themes.begin)
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
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
        elif self.on_sheets:
            self.from_library.begin()
        elif self._modes.currentIndex() == _MODES.index(_THEMES):
            self.themes.begin()
        elif self.pages.current is not None and self._right.currentIndex() == 0:
            self.pages.go(self.pages.current)

    # --- reading ---

    def _show(self, known: Known) -> None:
        self.known = known
        self._stack.setCurrentIndex(_WORK if known.parts or known.uses else _NO_QUESTIONS)
        self.from_library.show_uses(known.uses)
        names = {_QUESTIONS: _("Spørsmål"), _SHEETS: _("Ark"), _THEMES: _("Temaer")}
        own = self.workspace.loan is None
        self.tagged.setVisible(own)
        has = {_QUESTIONS: known.parts, _SHEETS: known.uses, _THEMES: own}
        there = [mode for mode in _MODES if has[mode]]
        self.mode.set_choices([(mode, names[mode]) for mode in there])
        self._show_mode(self.mode.value() or _QUESTIONS)
        self.parts.show_parts(known.parts, known.sheets)
        self.pages.known = known
        self.contests.show_count(len(known.contests))
        self.pages.show_sheets(known.sheets, known.parts, known.sitting, self.parts.value())
        self._show_state()
        if self.hasFocus():  # somebody came here before it was known what there is to type in
            self._begin()

    @property
    def on_sheets(self) -> bool:
        """Whether one is at the sheets from the library, and not at the questions."""
        return self._modes.currentIndex() == 1

    def _show_mode(self, mode: str) -> None:
        self.autosave.flush()
        self.mode.choose(mode)
        if mode == _THEMES:
            self._modes.setCurrentWidget(self.themes)
        else:
            self._modes.setCurrentIndex(_MODES.index(mode))
        self.way.setVisible(mode == _QUESTIONS)
        own = self.workspace.loan is None
        self.on_wall.setVisible(mode == _QUESTIONS and own)
        self.search.setVisible(mode == _QUESTIONS)
        self.from_forms.setVisible(mode != _THEMES and own)
        self.code.setVisible(mode != _THEMES)
        self.state_line.setVisible(mode == _QUESTIONS)

    def _show_state(self) -> None:
        here = [sheet for sheet in self.known.sheets if sheet.part_id == self.parts.value()]
        lacking = missing(here)
        self.board.show_sheets(here)
        if self.pages.current is not None:
            self.board.point_out(self.pages.current)
        nothing = not here and (self.pages.current is None or self.pages.current.part_id != self.parts.value())
        self._right.setCurrentIndex(1 if nothing and not self.search.text() else 0)
        self.board.setVisible(bool(here))
        self._keys_box.setVisible(bool(here) and self.height() >= _KEYS_FROM * self.workspace.theme.growth)
        have = _("{count} av {all} ark er skrevet inn.").format(count=len(here) - len(lacking), all=len(here))
        few = 0 < len(lacking) <= MOST_LISTED and len(lacking) < len(here)
        if here and not lacking:
            have = _("Alle {all} arkene er skrevet inn.").format(all=len(here))
        elif few:
            have = _("{count} av {all} ark er skrevet inn. Mangler:").format(
                count=len(here) - len(lacking), all=len(here)
            )
        if self.search.text().strip():
            self.state_line.show_state(_n("Fant {n} svar.", "Fant {n} svar.", self.pages.shown_count), ())
        else:
            self.state_line.show_state(have if here else "", lacking if few else ())

    def _other_gathering(self) -> None:
        self.autosave.flush()
        self.history.close_sheet()
        self.search.clear()
        self.pages.forget()
        self.reader.refresh()

    def _dress(self) -> None:
        self.board.dress()
        self.from_library.fit(self)
        growth = self.workspace.theme.growth
        self._side.setFixedWidth(side_width(264, 200, self, growth))
        self._keys_box.setVisible(not self.board.isHidden() and self.height() >= _KEYS_FROM * growth)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheets get most of the room."""
        super().resizeEvent(event)
        self._dress()

    # --- typing ---

    def _typed(self, sheet: Sheet, text: str) -> None:
        typed = TypedSheet(self.known.gathering_id, sheet.part_id, sheet.table, sheet.question_id, text)
        self.autosave.note((sheet.table, sheet.question_id), typed)

    # --- going about ---

    def ask_code(self) -> None:
        """Put the cursor where the code of a sheet is typed."""
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()

    def go_to(self, code: str) -> None:
        """Go to the sheet with this code; a table that is not in the groups gets a sheet too."""
        wanted = read_code(code)
        if wanted is not None and not_here(self.workspace, wanted[0]):
            return
        if wanted is None and take_returned(self.workspace, self.reader, code, partial(_to_copy, self)):
            return
        questions = {question.number: (part, question) for part in self.known.parts for question in part.questions}
        use = next((use.use for use in self.known.uses if wanted is not None and use.use.number == wanted[1]), None)
        if use is not None and wanted is not None and 1 <= wanted[0] <= HIGHEST_TABLE:
            _to_copy(self, use.id, Respondent(Who.TABLE, wanted[0]))
            return
        if wanted is None or wanted[1] not in questions or not 1 <= wanted[0] <= HIGHEST_TABLE:
            trouble = _("Fant ikke arket {code}. Skriv G, bord og spørsmål: G3-{number} er bord 3, spørsmål {number}.")
            self.workspace.say(trouble.format(code=code.strip(), number=min(questions, default=1)))
            self.ask_code()
            return
        self._show_mode(_QUESTIONS)
        table, number = wanted
        part, question = questions[number]
        sheet = next((sheet for sheet in self.known.sheets if (sheet.table, sheet.number) == wanted), None)
        if sheet is None:  # papers may come from a table that was made on the day and is in no group
            sheet = Sheet(part.id, part.title, table, "", question.id, question.text, number)
            trouble = _("Bord {table} er ikke i gruppene. Skriv her om det likevel stemmer.")
            self.workspace.say(trouble.format(table=table))
        self.code.clear()
        self.search.clear()
        self.parts.choose(part.id)
        self.pages.go(sheet)
        self._show_state()

    def next_missing(self) -> None:
        """Go to the next sheet that nobody has typed in."""
        if self.on_sheets:
            if not self.from_library.next_missing():
                self.workspace.say(_("Alle arkene er skrevet inn. Godt jobbet."))
            return
        here = self.pages.current
        order = [sheet for sheet in self.pages.in_order(self.known.sheets) if not sheet.written]
        place = self.pages.place_of(here) if here is not None else (-1,)
        # From where one is to the end, and then from the beginning.
        after = [sheet for sheet in order if self.pages.place_of(sheet) > place]
        if order:
            self.go_to((after or order)[0].code)
        else:
            self.workspace.say(_("Alle arkene er skrevet inn. Godt jobbet."))

    def _search(self, words: str) -> None:
        self.pages.search(words)
        self._show_state()

    # --- earlier versions ---

    def _show_history(self, sheet: Sheet) -> None:
        self.autosave.flush()
        self.history.open_for(self.known.gathering_id, sheet)

    def _bring_back(self, sheet: Sheet, text: str) -> None:
        self._typed(sheet, text)
        self.autosave.flush()
        self.history.close_sheet()
        self.workspace.say(_("{code} er som før.").format(code=sheet.code))


def _to_copy(room: ReflectRoom, use_id: str, who: Respondent) -> None:
    """Go to somebody's copy of a sheet from the library."""
    room._show_mode(_SHEETS)
    room.code.clear()
    room.from_library.go(use_id, who)

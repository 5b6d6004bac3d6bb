"""Temaer: what is not placed to the left, the themes to the right, and where a theme goes on at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.themes import NAME_LENGTH, Point, Theme, ThemeBoard, count_words
from nettverk.i18n import _, _n, join, quoted
from nettverk.services.database import Store
from nettverk.services.themes.board import board
from nettverk.services.themes.likeness import NOTHING_ALIKE, Likeness, Suggestion, likeness
from nettverk.ui.common.announce import announce
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.room_keys import side_width
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import (
    EmptyState,
    Heading,
    LinkButton,
    Note,
    SearchField,
    Small,
    row,
    suggesting,
)
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.themes.actions import ThemeActions
from nettverk.ui.reflect.themes.cards import ThemeCards
from nettverk.ui.reflect.themes.hint import Hint
from nettverk.ui.reflect.themes.marking import MARK_KEYS, Marking
from nettverk.ui.reflect.themes.onward import Onward
from nettverk.ui.reflect.themes.point_list import PointList
from nettverk.ui.reflect.themes.theme_bar import ThemeBar, ThemeStep

TABLES = (
    "entries", "sheet_uses", "sheet_versions", "parts", "group_tables", "groupings", "seats", "participants", "people",
    "units", "service_kinds", "gatherings",
)  # fmt: skip
_NO_POINTS, _WORK = range(2)


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the view shows, read in one go."""

    board: ThemeBoard
    like: Likeness


def read(store: Store, gathering_id: str) -> Seen:
    """The points and themes of a gathering, and what is like what."""
    theme_board = board(store, gathering_id)
    return Seen(theme_board, likeness(theme_board))


class ThemesPage(QWidget):
    """Points and themes of the gathering one works on.

    Attributes:
        open_theme: id of the theme whose points are at hand; empty for those that are not placed.

    """

    def __init__(self, workspace: Workspace, going: GoingOut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        belongs_to(self, ManualPage.THEMES)
        self._workspace = workspace
        self.seen = Seen(ThemeBoard(), NOTHING_ALIKE)
        self.shown = ThemeBoard()
        self.open_theme = ""
        self._let_be: set[tuple[str, str]] = set()
        self._wanted: list[str] = []  # the points a name is being typed for
        self.doing = ThemeActions(workspace, self)
        self._build()
        self.onward = Onward(self, workspace, self.doing, going)
        self.marking = Marking(workspace, self, self.doing, self.onward.role)
        self._listen()
        self.reader = GatheringReader(
            workspace, read=read, show=self._show, show_none=lambda: None, tables=TABLES, room=self
        )
        self.reader.refresh()

    # --- building ---

    def _build(self) -> None:
        top = self._top()
        self.title, self.how_many = Heading("", 1, wrap=True), Small("")
        self.back = LinkButton(_("Til «Ikke plassert»"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Nytt tema, eller et som finnes"))
        self.name.setAccessibleName(_("Tema for punktene som er valgt"))
        self.name.setMaxLength(NAME_LENGTH)
        self._names = QStringListModel(self)
        self.name.setCompleter(suggesting(QCompleter(self._names, self)))
        self.list = PointList()
        self.hint = Hint()
        self._left = QWidget()
        side = QVBoxLayout(self._left)
        side.setContentsMargins(0, 8, 0, 8)
        side.setSpacing(6)
        head = row(self.title, self.how_many)
        head.setStretch(0, 1)
        side.addLayout(head)
        side.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.name)
        side.addWidget(self.list, 1)
        side.addWidget(self.hint)
        self.cards = ThemeCards()
        self.bar = ThemeBar()
        work = QWidget()
        body = QVBoxLayout(work)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self._left)
        middle.addWidget(self.cards, 1)
        body.addLayout(middle, 1)
        body.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(
            _("Ingen punkter ennå"),
            _("Hver linje som skrives fra et bord, blir et punkt. Her samler dere punktene til noen få temaer."),
            icon="tag",
        ))  # fmt: skip
        self._stack.addWidget(work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._dress()

    def _top(self) -> QHBoxLayout:
        """What is looked at: a question, tags, words."""
        self.question = ComboBox()
        self.question.setAccessibleName(_("Hvilket spørsmål"))
        self.question.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.question.setMinimumContentsLength(12)
        self.count = Note("")
        self.search = SearchField(_("Søk i punktene"))
        self.search.setMaximumWidth(230)
        self.filter = TagFilter(self)
        top = row(self.question, self.count, self.filter, self.search, gap=16)
        for place, share in enumerate((3, 3, 0, 2)):
            top.setStretch(place, share)
        return top

    def _listen(self) -> None:
        self.question.activated.connect(lambda _place: self._refresh())
        self.search.textChanged.connect(lambda _words: self._refresh())
        self.search.down.connect(self.list.setFocus)
        self.filter.changed.connect(self._refresh)
        self.back.clicked.connect(lambda: self.open(""))
        self.name.returnPressed.connect(self._named)
        self.list.pressed_key.connect(self._key_in_list)
        self.list.moved.connect(self._at_hand)
        self.list.dropped.connect(lambda keys: self.doing.place(keys, self.open_theme))
        self.hint.taken.connect(self.accept)
        self.hint.let_be.connect(self.let_be)
        self.hint.near.connect(self._near)
        self.cards.opened.connect(self.open)
        self.cards.renamed.connect(self.doing.rename)
        self.cards.dropped.connect(self._dropped)
        self.cards.pressed_key.connect(self._key_on_card)
        self.cards.asked.connect(lambda: self.ask_name(self.list.chosen() if not self.open_theme else []))
        self.bar.chosen.connect(lambda step: self._go_on(step, self.open_theme))
        self._workspace.theme_changed.connect(self._dress)
        self._workspace.gathering_changed.connect(self._other_gathering)

    def _other_gathering(self) -> None:
        self.open_theme = ""
        self._let_be.clear()
        self.search.clear()
        self.filter.clear()
        self.reader.refresh()

    # --- what is shown ---

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.doing.board = seen.board
        self._names.setStringList([theme.name for theme in seen.board.themes])
        before = self.question.currentData()
        self.question.clear()
        self.question.addItem(_("Alle spørsmål"), "")
        for asked in seen.board.asked:
            self.question.addItem(f"{asked.number} · {asked.text}" if asked.number else asked.text, asked.id)
        self.question.setCurrentIndex(max(0, self.question.findData(before)))
        self.question.setEnabled(len(seen.board.asked) > 1)
        if all(theme.id != self.open_theme for theme in seen.board.themes):
            self.open_theme = ""
        self._stack.setCurrentIndex(_WORK if seen.board.points else _NO_POINTS)
        self._refresh()

    def _refresh(self) -> None:
        self.shown = self.seen.board.of_question(str(self.question.currentData() or ""))
        self.count.setText(count_words(self.shown))
        self.filter.offer(point.mark.tags for point in self.shown.points)
        self.cards.show_board(self.shown)
        look = self.search.text().strip().casefold()
        points = self.shown.in_themes().get(self.open_theme, ()) if self.open_theme else self.shown.unplaced()
        points = tuple(
            point for point in points if look in point.text.casefold() and self.filter.shows(point.mark.tags)
        )
        theme = self.theme(self.open_theme)
        self.title.setText(theme.name if theme else _("Ikke plassert"))
        self.how_many.setText(_n("{n} punkt", "{n} punkter", len(points)))
        self.back.setVisible(theme is not None)
        self.list.setAccessibleName(self.title.text())
        numbers = {theme_.id: str(number) for number, theme_ in enumerate(self.seen.board.themes, start=1)}
        fits = {} if theme else {
            point.key: numbers[near.theme_id] for point in points if (near := self._suggestion(point)) is not None
        }  # fmt: skip
        self.list.show_points(points, self.shown.voices, fits)
        self.bar.show_theme(theme)
        self._at_hand()

    def _at_hand(self) -> None:
        """Another point is at hand: say what it is like."""
        point = self.list.at_hand()
        suggestion = self._suggestion(point) if point is not None and not self.open_theme else None
        self.cards.mark(self.open_theme, suggestion.theme_id if suggestion else "")
        theme = self.theme(suggestion.theme_id) if suggestion else None
        if suggestion is not None and theme is not None:
            words = join([quoted(word) for word in suggestion.words])
            alike = _n("{n} punkt der har samme ord", "{n} punkter der har samme ord", suggestion.alike)
            why = f"{alike}: {words}" if suggestion.alike else _("Temaet heter noe med {words}.").format(words=words)
            self.hint.tell(theme.name, why)
            return
        near = self.seen.like.neighbours.get(point.key, ()) if point is not None and not self.open_theme else ()
        here = {shown_point.key for shown_point in self.list.told.points}
        self.hint.tell_near(len([key for key in near if key in here]))

    def _suggestion(self, point: Point) -> Suggestion | None:
        suggested = self.seen.like.suggestions.get(point.key)
        return suggested if suggested is not None and (point.key, suggested.theme_id) not in self._let_be else None

    def theme(self, theme_id: str) -> Theme | None:
        """A theme by its id."""
        return next((theme for theme in self.seen.board.themes if theme.id == theme_id), None)

    def open(self, theme_id: str) -> None:
        """Have the points of a theme at hand, or (empty) those that are not placed."""
        self.open_theme = theme_id
        self._refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.title.text())

    def begin(self) -> None:
        """Come to the points."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what the keys do ---

    def _key_in_list(self, event: QKeyEvent) -> None:
        if self._key(event, self.open_theme):
            event.accept()

    def _key(self, event: QKeyEvent, theme_id: str) -> bool:
        """Do what a key means at the points; whether it means anything."""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        chosen, key = self.list.chosen(), event.key()
        if event.text().isdecimal() and len(event.text()) == 1:
            self._to_number(int(event.text()), chosen)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        elif key == Qt.Key.Key_Escape:
            self.let_be()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self.open_theme:
                self.doing.place(chosen, "")
        elif key == Qt.Key.Key_N:
            self.ask_name(chosen)
        elif key == Qt.Key.Key_A:
            self._near()
        elif key in MARK_KEYS:
            points = [point for point in self.list.told.points if point.key in chosen]
            self.marking.mark(MARK_KEYS[Qt.Key(key)], points, self.list.at_hand())
        else:
            return self.bar.pressed(event, self.theme(theme_id), lambda step: self._go_on(step, theme_id))
        return True

    def _to_number(self, number: int, chosen: list[str]) -> None:
        themes = self.seen.board.themes
        if number == 0:
            self.doing.place(chosen, "")
        elif number <= len(themes):
            self.doing.place(chosen, themes[number - 1].id)
        else:
            self._workspace.say(_("Det er ikke noe tema {n} ennå. Trykk N for et nytt.").format(n=number))

    def _key_on_card(self, event: QKeyEvent, theme_id: str) -> None:
        key = event.key()
        arrows = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
        if key in arrows and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.doing.move(theme_id, 1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1)
        elif key in arrows:
            self.cards.step(theme_id, key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.open(theme_id)
        elif key == Qt.Key.Key_Delete:
            self.doing.remove(theme_id)
        elif key == Qt.Key.Key_Escape:
            self.begin()
        elif not self.bar.pressed(event, self.theme(theme_id), lambda step: self._go_on(step, theme_id)):
            return
        event.accept()

    def accept(self) -> None:
        """Do what is suggested for the points that are chosen."""
        chosen = set(self.list.chosen()) if not self.open_theme else set()
        suggestions = [self._suggestion(point) for point in self.list.told.points if point.key in chosen]
        self.doing.place_each(
            {suggestion.point: suggestion.theme_id for suggestion in suggestions if suggestion is not None}
        )

    def let_be(self) -> None:
        """Leave the point where it is; the suggestion is not made again today. Else back to what is not placed."""
        point = self.list.at_hand()
        suggestion = self._suggestion(point) if point is not None and not self.open_theme else None
        if suggestion is not None:
            self._let_be.add((suggestion.point, suggestion.theme_id))
            self._refresh()
        elif self.open_theme:
            self.open("")

    def _near(self) -> None:
        """Choose the points that are like the one at hand as well: the beginning of a theme."""
        point = self.list.at_hand()
        near = set(self.seen.like.neighbours.get(point.key, ())) if point is not None else set()
        if near and not self.open_theme:
            self.list.choose_too(near)

    def ask_name(self, keys: list[str]) -> None:
        """Type the name of a theme for these points: one that is there, or a new one."""
        self._wanted = keys
        self.name.clear()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _named(self) -> None:
        name = self.name.text()
        self.name.clear()
        if name.strip():
            self.doing.named(name, self._wanted or (self.list.chosen() if not self.open_theme else []))
        self._wanted = []
        self.begin()

    def _dropped(self, keys: list[str], theme_id: str) -> None:
        if theme_id:
            self.doing.place(keys, theme_id)
        else:
            self.ask_name(keys)

    def _go_on(self, step: ThemeStep, theme_id: str) -> None:
        theme = self.theme(theme_id)
        if theme is not None and step is ThemeStep.RENAME:
            self.cards.cards[theme_id].rename()
        elif theme is not None:
            self.onward.go(step, theme)

    def _dress(self) -> None:
        wide = max(330, min(460, round(self.width() * 0.27)))  # points are sentences, and are read
        self._left.setFixedWidth(side_width(wide, 240, self, in_force().growth))
        self.cards.dress()
        self.list.dress()
        self.bar.fit(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

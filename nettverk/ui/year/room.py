"""Året: what stands in a school year, who steers it, and who came; made in bulk, copied, ticked off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.data_tables import TableKind
from nettverk.domain.now import today
from nettverk.domain.rooms import RoomKey
from nettverk.domain.year.days import year_name
from nettverk.domain.year.items import Entry, EntryOf
from nettverk.i18n import _
from nettverk.services.organisation import meetings
from nettverk.ui.common.arrivals import Arrival
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.room_keys import bind_keys
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import (
    EmptyState,
    FlatButton,
    Heading,
    Note,
    PrimaryButton,
    QuietButton,
    Segmented,
    bar,
    row,
)
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.year.frame_actions import FrameActions
from nettverk.ui.year.frame_page import FramePage
from nettverk.ui.year.goals_page import GoalsPage
from nettverk.ui.year.host import YearHost
from nettverk.ui.year.model import count_words
from nettverk.ui.year.organisation import OrganisationPage
from nettverk.ui.year.organisation_actions import OrganisationActions
from nettverk.ui.year.reading import TABLES, Known, read
from nettverk.ui.year.turnout import TurnoutPage
from nettverk.ui.year.year_actions import YearActions
from nettverk.ui.year.year_page import YearPage

ADD_KEY, BACK_KEY, ON_KEY = "Ctrl+M", "Alt+PgUp", "Alt+PgDown"
_ABOUT_FROM = 200
"""Pixels at 100 % text that a sentence beside the views needs."""
_BEGIN, _YEAR, _PEOPLE, _CAME, _GOALS, _FRAME = range(6)


class View(StrEnum):
    """What one looks at."""

    YEAR = "year"
    PEOPLE = "people"
    CAME = "came"
    GOALS = "goals"
    FRAME = "frame"


_PAGES = {View.YEAR: _YEAR, View.PEOPLE: _PEOPLE, View.CAME: _CAME, View.GOALS: _GOALS, View.FRAME: _FRAME}


class YearRoom(YearHost):
    """The pages of a school year under one heading."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._stale = True
        self.title = Heading(_("Året"), 3, self)
        self.about = Note("", self)
        self._buttons()  # made in the order they stand in, which is the order Tab goes
        self.view = Segmented(
            [
                (View.YEAR, _("Årshjulet")),
                (View.GOALS, _("Målene")),
                (View.PEOPLE, _("Folk og møter")),
                (View.CAME, _("Hvem kom")),
                (View.FRAME, _("Rammer")),
            ],
            _("Vis"),
            self,
        )
        self.acts = YearActions(workspace, self)
        self.organise = OrganisationActions(workspace, self)
        self.page = YearPage(self)
        self.people = OrganisationPage(self)
        self.came = TurnoutPage(self)
        self.frames = FrameActions(workspace, self)
        self.goals, self.frame = GoalsPage(self), FramePage(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.refresh()

    # --- building ---

    def _buttons(self) -> None:
        self.back = FlatButton("", "chevron-left", self, tip=_("Skoleåret før (Alt+PgUp)"))
        self.on = FlatButton("", "chevron-right", self, tip=_("Neste skoleår (Alt+PgDown)"))
        self.reports = FlatButton("", "file-text", self, tip=_("Rapporter fra skoleåret"))
        self.out = FlatButton("", "file-down", self, tip=_("Årshjulet til Excel eller kalender"))
        self.copy = QuietButton(_("Kopier fjoråret"), "copy", self)
        self.bulk = QuietButton(_("Lag en serie"), "calendar-days", self)
        self.holidays = QuietButton(_("Skoleferier"), "clock", self)
        self.add = PrimaryButton(_("Legg til"), "plus", self)

    def _lay_out(self) -> None:
        first = EmptyState(
            _("Et skoleår å planlegge"),
            _("Her står samlinger, frister, møter og saker, fra august til juli. Start med de seks fasene i "
              "partnerskapet, så flytter dere dagene dit de skal være."),
            _("Start med de seks fasene"), self.acts.begin, self, icon="calendar-days",
        )  # fmt: skip
        serie = QuietButton(_("Lag en serie"), "calendar-days", first)
        serie.clicked.connect(self.acts.make_series)
        copied = QuietButton(_("Kopier fjoråret"), "copy", first)
        copied.clicked.connect(self.acts.copy_year)
        for button in (serie, copied):
            first.add_action(button)
        for page in (first, self.page, self.people, self.came, self.goals, self.frame):
            self._pages.addWidget(page)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 16, 24, 12)
        lines.setSpacing(8)
        lines.addLayout(
            bar(
                [self.title, self.back, self.on],
                [self.reports, self.out, self.copy, self.bulk, self.holidays, self.add],
            )
        )  # fmt: skip
        under = row(self.view, self.about)
        under.setStretch(1, 1)
        under.setAlignment(self.view, Qt.AlignmentFlag.AlignLeft)  # also where nothing stands beside it
        lines.addLayout(under)
        lines.addWidget(self._pages, 1)

    def _connect(self) -> None:
        work = self.workspace
        for button, act in (
            (self.back, lambda: self.show_year(self.begins - 1)), (self.on, lambda: self.show_year(self.begins + 1)),
            (self.copy, self.acts.copy_year), (self.bulk, self.acts.make_series),
            (self.holidays, self.acts.edit_holidays), (self.out, self._export),
            (self.reports, work.reports_wanted.emit),
            (self.add, self.acts.add_item),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, act=act: act())
        self.view.chosen.connect(lambda _key: self._turn())
        self.page.opened.connect(self.open_entry)
        self.page.ticked.connect(self.acts.tick)
        self.page.removed.connect(self.acts.remove)
        self.people.team_opened.connect(self.organise.open_team)
        self.people.team_wanted.connect(self.organise.add_team)
        self.people.meeting_opened.connect(self.organise.open_meeting)
        self.people.meeting_wanted.connect(self.organise.add_meeting)
        self.goals.wanted.connect(self.frames.new_goal)
        self.goals.opened.connect(self.frames.open_goal)
        self.goals.removed.connect(self.frames.remove_goal)
        self.came.wanted.connect(lambda: self.workspace.go(RoomKey.STAGE))
        self.frame.wanted.connect(self.frames.open)
        self.frame.opened.connect(self.frames.open)
        self.frame.removed.connect(self.frames.remove)
        work.lane.changed.connect(lambda changes: self.refresh() if changes.touches(*TABLES) else None)
        work.lane.opened.connect(lambda _path: self.refresh())
        work.theme_changed.connect(self.page.dress)
        work.theme_changed.connect(self._fit)
        bind_keys(self, (
            (ADD_KEY, self.acts.add_item), (BACK_KEY, lambda: self.show_year(self.begins - 1)),
            (ON_KEY, lambda: self.show_year(self.begins + 1)),
        ))  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where large text leaves no room for the count beside the views, it is said of the heading instead."""
        words = self.about.text()
        beside = self.width() - self.view.sizeHint().width()
        self.about.setVisible(beside >= _ABOUT_FROM * in_force().growth)
        set_tip(self.title, "" if self.about.isVisibleTo(self) else words)
        self.title.setAccessibleDescription(words)

    # --- reading ---

    def show_year(self, begins: int) -> None:
        """Go to another school year, by the year it begins in."""
        if 1900 < begins < 9000:
            self.begins = begins
            self.refresh()

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the year as it is stored, or when the room is next seen."""
        self._stale = not self.isVisible() and then is None
        if self._stale:
            return
        begins = self.begins

        def arrived(known: Known) -> None:
            if known.year.year == self.begins:
                self._show(known)
            if then is not None:
                then()

        self.workspace.lane.ask(lambda store: read(store, begins), arrived, self)

    def _show(self, known: Known) -> None:
        self.known = known
        day = today()
        self.title.setText(_("Året {year}").format(year=year_name(known.year.year)))
        self.about.setText(count_words(known.year))
        self._fit()
        marks = len(self.page.wheel.buttons)
        self.page.show_year(known.year, day)
        if len(self.page.wheel.buttons) != marks:
            self.page.order_tabs(self.view.findChildren(QAbstractButton)[-1])
        self.people.show_teams(known.teams, known.meetings, day)
        self.came.show_turnout(known.turnout)
        self.goals.show_stories(known.stories)
        self.frame.show_frame(known.training, known.requests, known.costs)
        self._turn()

    def _turn(self) -> None:
        view = View(self.view.value())
        empty = view is View.YEAR and self.known is not None and not self.known.year.entries
        self._pages.setCurrentIndex(_BEGIN if empty else _PAGES[view])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._pages.currentIndex() == _YEAR:
            self.page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the year ---

    def open_entry(self, entry: Entry) -> None:
        """See one entry whole, where it can be changed."""
        match entry.of:
            case EntryOf.ITEM:
                self.acts.open_item(entry.id)
            case EntryOf.GATHERING:
                self.acts.open_gathering(entry)
            case EntryOf.MEETING:
                self.organise.open_meeting(entry.id)
            case EntryOf.FOLLOW_UP:
                self.workspace.lane.ask(
                    lambda store: meetings.point(store, entry.id),
                    lambda point: self.organise.open_meeting(point.meeting_id) if point else None,
                    self,
                )

    # --- from elsewhere ---

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self

    def arrive(self, arrival: Arrival) -> None:
        """Nobody comes here for one thing yet."""

    def commands(self) -> Sequence[Command]:
        """What the palette can reach here."""

        def go(act: Callable[[], object]) -> Callable[[], None]:
            def run() -> None:
                self.workspace.go(RoomKey.YEAR)
                act()

            return run

        return [
            Command("year.add", _("Legg til i året"), go(self.acts.add_item), ADD_KEY, _("frist møte sak årshjul")),
            Command("year.series", _("Lag en serie med samlinger"), go(self.acts.make_series), "", _("datoer bydeler")),
            Command("year.copy", _("Kopier fjoråret"), go(self.acts.copy_year)),
            Command("year.holidays", _("Skoleferier"), go(self.acts.edit_holidays), "", _("helligdager fri")),
            Command(
                "year.people", _("Folk og møter: styringsgruppe, arbeidsgrupper"),
                go(lambda: self._turn_to(View.PEOPLE)), "", _("referat saksliste vedtak"),
            ),
            Command(
                "year.export", _("Årshjulet til Excel eller kalender"), self._export, "", _("eksporter ics outlook"),
            ),
            Command("year.goals", _("Målene til nettverkene"), go(lambda: self._turn_to(View.GOALS)), "",
                    _("mål tegn flyttet")),
            Command("year.frame", _("Rammer: opplæring, universitetet, kostnader"),
                    go(lambda: self._turn_to(View.FRAME)), "", _("bti class penger budsjett partner")),
            Command("year.came", _("Hvem kom: ventet og sett"), go(lambda: self._turn_to(View.CAME)), "", _("oppmøte")),
        ]  # fmt: skip

    def _export(self) -> None:
        self.workspace.export_wanted.emit([TableKind.YEAR])

    def _turn_to(self, view: View) -> None:
        self.view.choose(view)
        self._turn()

"""Every room, page, sheet and panel of the program, opened one after the other on a whole window, for tests that walk.

A sheet that is added to the program has to be opened here: ``tests/gui/common/test_literal.py`` counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from nettverk.domain.handouts import Badges, DocumentKind, Occasion
from nettverk.domain.now import utc_now
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.year.items import EntryOf
from nettverk.services.groups.old_lists import OldGroups
from nettverk.services.handouts.changed import Changed
from nettverk.services.handouts.handouts import Draft
from nettverk.services.returned_files import ReturnedLine, ReturnedLook
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.shell import Shell
from nettverk.ui.handouts.changed_sheet import ChangedSheet
from nettverk.ui.people.answers_sheet import AnswersSheet
from nettverk.ui.people.bring_sheet import BringSheet
from nettverk.ui.people.register_page import RegisterPart
from nettverk.ui.people.room import PeopleRoom, View
from nettverk.ui.plan.side_panel import Form
from nettverk.ui.year.frame_page import FrameOf
from nettverk.ui.year.room import View as YearView
from nettverk.ui.year.room import YearRoom
from tests.helpers.shells import settle

LIST = (
    "Fornavn;Etternavn;E-post;Hvilken barnehage/skole?;Rolle\n"
    "Kari;Moen;kari@eksempel.no;Myra barnehage;Styrer\n"
    "{given};{family};ola@eksempel.no;{unit};{role}\n"
    "Siv;Vik;siv@eksempel.no;Myhra barnehage;Lærer\n"
)


Opened = Iterator[tuple[str, QWidget]]
Sheets = Iterator[tuple[str, Callable[[], object], Callable[[], Any]]]


class Places:
    """Opens every place there is.

    Args:
        folder: for the list that the page for imports reads.
        said: what stands for a name of each kind in that list.
    """

    def __init__(self, shell: Shell, folder: Path, said: str = "Ola") -> None:
        self.shell, self._folder, self._said = shell, folder, said
        self.workspace = shell.workspace

    def settle(self) -> None:
        settle(self.workspace)

    def room(self, key: RoomKey) -> Any:
        """Go to a room."""
        self.shell.go(key)
        self.settle()
        return self.shell.stack.room(key)

    def each(self) -> Opened:
        """The name of each place and the window or sheet that it is in, while it is open."""
        for walk in (self._plan, self._people, self._register, self._groups, self._window, self._written, self._year,
                     self._stage):  # fmt: skip
            yield from walk()

    def _open(self, name: str, opening: Callable[[], object], sheet: Callable[[], object]) -> Opened:
        opening()
        self.settle()
        made = sheet()
        assert isinstance(made, QWidget), name
        assert made.isVisible(), name
        yield name, made
        close = getattr(made, "close_sheet", None)
        if close is not None and made.isVisible():
            close()
        self.settle()

    def _plan(self) -> Opened:
        room = self.room(RoomKey.PLAN)
        for form in Form:
            room.side.show_form(form)
            yield f"plan: {form}", room
        yield from self._open("new gathering", room.gatherings.new, lambda: room.gatherings.sheet)
        yield from self._open("copy gathering", room.gatherings.copy, lambda: room.gatherings.copy_sheet)

    def _people(self) -> Opened:
        room = self.room(RoomKey.PEOPLE)
        assert isinstance(room, PeopleRoom)
        room.list_page.table.selectRow(0)
        yield "people", room
        yield from self._open("new participant", room.add_person, lambda: room.sheets.sheet)
        yield from self._open("participant", room.edit_person, lambda: room.sheets.sheet)
        for name, sheet in (("answers", AnswersSheet), ("bring", BringSheet)):
            show = partial(sheet.show_for, self.workspace, room)
            yield from self._open(name, show, partial(_newest, room, sheet.__name__))
        path = self._folder / "liste.csv"
        text = LIST.format(given=self._said, family=self._said, unit=self._said, role=self._said)
        path.write_text(text, encoding="utf-8")
        yield from self._open("import", lambda: room.open_list(path), lambda: room.import_page)
        room.show_view(View.LIST)
        self.settle()

    def _register(self) -> Opened:
        room = self.room(RoomKey.PEOPLE)
        assert isinstance(room, PeopleRoom)
        room.show_view(View.REGISTER)
        self.settle()
        page = room.register
        for part in RegisterPart:
            page.show_part(part)
            self.settle()
            yield f"register: {part}", room
        assert page.known is not None
        known = page.known
        page.show_part(RegisterPart.PEOPLE)
        yield from self._open("person", lambda: page.open_person(known.people[0].id), lambda: page._sheet)
        person = known.people[0]
        about = partial(AboutSheet, self.workspace, room, person.id, person.name)
        yield from self._open("about", lambda: about().open(), lambda: _newest(room, "AboutSheet"))
        page.people.choose([person.id for person in known.people[:2]])
        yield from self._open("merge", page.merge_chosen, lambda: page._sheet)
        page.show_part(RegisterPart.UNITS)
        yield from self._open("unit", lambda: page.open_unit(known.units[0].id), lambda: page._sheet)
        yield from self._open("ask", page.new_unit, lambda: _newest(room, "Ask"))
        room.show_view(View.LIST)
        self.settle()

    def _groups(self) -> Opened:
        room = self.room(RoomKey.GROUPS)
        sheets = room.sheets
        for view in ("columns", "floor", "met"):
            room.choose_view(view)
            self.settle()
            yield f"groups: {view}", room
        room.choose_view("columns")
        yield from self._open("wish", sheets.open_shape, lambda: sheets.shape)
        yield from self._open("rules", sheets.open_rules, lambda: sheets.rules)
        yield from self._open("repair", sheets.open_repair, lambda: sheets.repair)
        old = OldGroups(f"{self._said}.xlsx", (), (self._said,))
        yield from self._open("old list", lambda: sheets._old_list(old), lambda: sheets.old)

    def _window(self) -> Opened:
        shell = self.shell
        yield from self._open("settings", shell.sheets.open_settings, lambda: shell.sheets.settings)
        yield from self._open("manual", shell.sheets.open_manual, lambda: shell.sheets.manual)
        yield from self._open("help", shell.sheets.open_help, lambda: shell.sheets.help)
        yield from self._open("privacy", shell.sheets.open_privacy, lambda: shell.sheets.privacy)
        yield from self._open("reports", shell.sheets.open_reports, lambda: shell.sheets.reports)
        yield from self._open("export", shell.sheets.open_export, lambda: shell.sheets.export)
        yield from self._open("university", shell.sheets.open_university, lambda: shell.sheets.university)
        yield from self._open("share", shell.sheets.open_share, lambda: shell.sheets.share)
        yield from self._open("share over a server", self._ask_for_server, lambda: shell.sheets.share)
        yield from self._open("trash", shell.sheets.open_trash, lambda: _newest(shell, "TrashSheet"))
        yield from self._open("lend", shell.sheets.sharing.open_lend, lambda: shell.sheets.sharing.lend)
        yield from self._open("contests", shell.sheets.sharing.open_contests, lambda: _newest(shell, "ContestsSheet"))
        yield from self._open("who", shell.sheets.sharing.open_who, lambda: _newest(shell, "WhoSheet"))
        home = shell.sheets.sharing.bring_home
        nowhere = [self._folder / f"{self._said}.db"]
        yield from self._open("home", lambda: home.begin(nowhere), lambda: home.sheet)
        for name, opening in (("palette", shell.finder.search), ("switcher", shell.finder.switch)):
            opening()
            self.settle()
            yield name, shell.palette_
            shell.palette_.hide()
        self.settle()

    def _ask_for_server(self) -> None:
        self.shell.sheets.open_share()
        assert self.shell.sheets.share is not None
        self.shell.sheets.share.to_server.click()

    def _written(self) -> Opened:
        for key in (RoomKey.REFLECT, RoomKey.FOLLOW_UP, RoomKey.HANDOUTS, RoomKey.STAGE):
            yield str(key), self.room(key)
        yield from self._paper()
        reflect = self.room(RoomKey.REFLECT)
        sheet = reflect.known.sheets[0]
        yield from self._open("history", lambda: reflect._show_history(sheet), lambda: reflect.history)
        lines = tuple(ReturnedLine(self._said, self._said, new) for new in (True, False))
        looks = (ReturnedLook(self._said, self._said, lines),)
        yield from self._open(
            "returned", lambda: reflect.returned.ask(looks, (self._said,), list), lambda: reflect.returned.sheet
        )

    def _year(self) -> Opened:
        room = self.room(RoomKey.YEAR)
        assert isinstance(room, YearRoom)
        for view in YearView:
            room.view.choose(view)
            room._turn()
            self.settle()
            yield f"year: {view}", room
        for of in FrameOf:
            room.frame.of.choose(of)
            room.frame._show()
            self.settle()
            yield f"year: frame {of}", room
        room.view.choose(YearView.YEAR)
        room._turn()
        for name, opening, sheet in self.year_sheets():
            yield from self._open(name, opening, sheet)

    def year_sheets(self) -> Sheets:
        """Every sheet of Året, as ``sheets`` has those of the other rooms."""
        room = self.room(RoomKey.YEAR)
        assert isinstance(room, YearRoom)
        assert room.known is not None
        known = room.known
        entries = known.year.entries
        item = next(entry for entry in entries if entry.of is EntryOf.ITEM)
        held = next(entry for entry in entries if entry.of is EntryOf.GATHERING)
        meeting = next(one for listed in known.meetings.values() for one in listed)
        openings: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("new in the year", "ItemSheet", room.acts.add_item),
            ("in the year", "ItemSheet", lambda: room.open_entry(item)),
            ("gathering of the year", "GatheringSheet", lambda: room.open_entry(held)),
            ("series", "SeriesSheet", room.acts.make_series),
            ("copy year", "CopySheet", room.acts.copy_year),
            ("holidays", "HolidaysSheet", room.acts.edit_holidays),
            ("team", "TeamSheet", lambda: room.organise.open_team(known.teams[0].id)),
            ("meeting", "MeetingSheet", lambda: room.organise.open_meeting(meeting.id)),
            ("new training", "TrainingSheet", lambda: room.frames.open(FrameOf.TRAINING)),
            ("training", "TrainingSheet", lambda: room.frames.open(FrameOf.TRAINING, known.training[0].id)),
            ("new request", "RequestSheet", lambda: room.frames.open(FrameOf.PARTNER)),
            ("request", "RequestSheet", lambda: room.frames.open(FrameOf.PARTNER, known.requests[0].id)),
            ("new cost", "CostSheet", lambda: room.frames.open(FrameOf.COSTS)),
            ("cost", "CostSheet", lambda: room.frames.open(FrameOf.COSTS, known.costs[0].id)),
            ("new goal", "NewGoalSheet", room.frames.new_goal),
            ("goal", "GoalSheet", lambda: room.frames.open_goal(known.stories[0].goal.id)),
        )
        for name, kind, opening in openings:
            yield name, opening, partial(_newest, room, kind)

    def _paper(self) -> Opened:
        room = self.room(RoomKey.HANDOUTS)
        sheet = Draft(DocumentKind.BADGES, self._said, "", "nb", Badges(Occasion(self._said), ()))
        change = Changed(sheet, utc_now(), (0,), (self._said,), 12, 1)
        for name, opening in (
            ("LabelsSheet", room.extras.choose_labels),
            ("PrinterSheet", room.extras.fit_printer),
            ("ChangedSheet", lambda: ChangedSheet(change, room, room.update, room.update).open()),
        ):
            yield from self._open(name, opening, partial(_newest, room, name))

    def _stage(self) -> Opened:
        room = self.room(RoomKey.STAGE)
        room.open_stage()
        self.settle()
        controller = room.live.controller
        presenter = controller.presenter
        yield "presenter", presenter
        panels = (
            StageCommand.QUEUE, StageCommand.CHECK_IN, StageCommand.OVERVIEW, StageCommand.MESSAGE,
            StageCommand.TELL_START, StageCommand.KEY_LIST, StageCommand.GROUPS, StageCommand.RECOVER,
        )  # fmt: skip
        for command in panels:
            controller.do(command)
            self.settle()
            yield f"presenter: {command.name}", presenter
            presenter.show_panel(None)
            controller.drawer_commands.show_notes()
        controller.close()
        self.settle()

    def sheets(self) -> Sheets:
        """Every sheet by name: how it is opened, and where it is found when it is open; its room is gone to first."""
        shell = self.shell
        plan = self.room(RoomKey.PLAN)
        yield "new gathering", plan.gatherings.new, lambda: plan.gatherings.sheet
        people = self.room(RoomKey.PEOPLE)
        people.list_page.table.selectRow(0)
        yield "new participant", people.add_person, lambda: people.sheets.sheet
        yield "participant", people.edit_person, lambda: people.sheets.sheet
        people.show_view(View.REGISTER)
        self.settle()
        page = people.register
        known = page.known
        page.show_part(RegisterPart.PEOPLE)
        yield "person", lambda: page.open_person(known.people[0].id), lambda: page._sheet
        page.show_part(RegisterPart.UNITS)
        yield "unit", lambda: page.open_unit(known.units[0].id), lambda: page._sheet
        yield "ask", page.new_unit, lambda: _newest(people, "Ask")
        page.show_part(RegisterPart.NETWORKS)
        district = known.districts[0]
        yield "rename", lambda: page.networks._rename_district(district), lambda: _newest(people, "Ask")
        people.show_view(View.LIST)
        sheets = self.room(RoomKey.GROUPS).sheets
        yield "wish", sheets.open_shape, lambda: sheets.shape
        yield "rules", sheets.open_rules, lambda: sheets.rules
        old = OldGroups("gammel.xlsx", (), ("Ola",))
        yield "old list", lambda: sheets._old_list(old), lambda: sheets.old
        yield "settings", shell.sheets.open_settings, lambda: shell.sheets.settings


def _newest(window: QWidget, kind: str) -> QWidget:
    return [widget for widget in window.findChildren(QWidget) if type(widget).__name__ == kind][-1]

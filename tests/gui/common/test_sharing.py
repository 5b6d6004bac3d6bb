"""Several machines by one window: sheets are taken to a colleague's laptop, and what was typed there comes home."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.services import database, follow_up, gatherings, participants, plan, reflections
from nettverk.services.register import register
from nettverk.services.sharing import lending
from nettverk.storage.store import Store
from nettverk.ui.common.contests_sheet import ContestsSheet
from nettverk.ui.common.home_sheet import HomeSheet
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.lend_sheet import LendSheet
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.who_sheet import WhoSheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.people.model import NAME
from nettverk.ui.people.person_sheet import ParticipantCard
from nettverk.ui.people.register_sheets import PersonCard
from nettverk.ui.people.room import PeopleRoom, View
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.plan.side_panel import Form
from nettverk.ui.reflect.room import ReflectRoom
from nettverk.ui.rooms import ROOMS
from tests.helpers.clock import TestClock
from tests.helpers.shells import settle
from tests.helpers.waiting import turns, until


@pytest.fixture
def shell(dressed: Theme, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """The window on a copy of the sample, as a file."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    monkeypatch.setattr("platform.node", lambda: "leder-pc")
    shutil.copyfile(sample_file, tmp_path / "n.db")
    lane = Lane()
    workspace = Workspace(lane, dressed, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = Shell(workspace, ROOMS)
    made.finish()
    made.resize(1280, 720)
    made.show()
    made.files.open(tmp_path / "n.db")
    settle(workspace)
    yield made
    settle(workspace)
    made.closing._may = True
    made.close()
    lane.close()
    made.deleteLater()
    workspace.deleteLater()
    turns(2)


def lent(shell: Shell, name: str, *tables: int) -> Path:
    """A file lent by the service, for the gathering that is open."""
    gathering = shell.workspace.gathering
    assert gathering is not None
    assert shell.workspace.lane.path is not None
    path = shell.workspace.lane.path.with_name(name)
    shell.workspace.lane.ask(lambda store: lending.lend(store, gathering.id, path, tables=tables), None)
    settle(shell.workspace)
    return path


def write_there(path: Path, machine: str, monkeypatch: pytest.MonkeyPatch, **texts: str) -> None:
    """Write on the first sheet of some tables (``t3="…"``), as on another machine."""
    with monkeypatch.context() as away:
        away.setattr("platform.node", lambda: machine)
        store = database.open_file(path)
        gathering = gatherings.all_(store)[0].id
        for table, text in texts.items():
            sheet = next(s for s in reflections.sheets(store, gathering) if s.table == int(table[1:]))
            reflections.write(store, gathering, sheet.part_id, sheet.table, sheet.question_id, text)
        store.close()


def drop(shell: Shell, *paths: Path) -> None:
    """Let files fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    # As Qt does it: whatever lies under the pointer is asked first, and then what is around it.
    under = shell.page.childAt(500, 400) or shell.page
    at = under.mapFrom(shell.page, QPoint(500, 400))
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, *how)
    QApplication.sendEvent(under, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(at), *how)
    QApplication.sendEvent(under, event)
    assert event.isAccepted()
    settle(shell.workspace)


def came(shell: Shell) -> HomeSheet:
    sheet = shell.sheets.sharing.bring_home.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def said_at(shell: Shell, table: int) -> list[str]:
    """What stands on the sheets of a table, in the database."""
    found: list[str] = []
    gathering = shell.workspace.gathering
    assert gathering is not None

    def job(store: Store) -> None:
        found.extend(said.text for said in reflections.all_(store, gathering.id) if said.table == table)

    shell.workspace.lane.ask(job, None)
    settle(shell.workspace)
    return found


def texts(shell: Shell, kind: type = HomeSheet) -> str:
    """All that is read in the sheet."""
    sheet = shell.sheets.sharing.lend if kind is LendSheet else shell.sheets.sharing.bring_home.sheet
    assert sheet is not None
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_tables_are_taken_along_in_a_file_that_says_what_is_in_it(shell: Shell, tmp_path: Path) -> None:
    shell.workspace.commands.all_()
    shell.actions_.by_key["shell.lend"].trigger()
    settle(shell.workspace)
    sheet = shell.sheets.sharing.lend
    assert sheet is not None
    assert not sheet.save.isEnabled()
    first, second = sorted(sheet.boxes)[:2]
    sheet.boxes[first].click()
    sheet.boxes[second].click()
    assert f"bord {first} og {second}" in sheet._suggested()
    sheet.write_to(tmp_path / "bord.db")
    settle(shell.workspace)
    assert f"bord {first} og {second}" in sheet.told.text()
    assert "Ingen e-post og ingen historikk" in sheet.told.text()
    assert sheet.done.isVisible()
    there = database.open_for_reading(tmp_path / "bord.db")
    assert there.value("SELECT count(*) FROM people") == 0
    there.close()
    sheet.write_to(tmp_path / "bord.db")  # never over a file that is there
    settle(shell.workspace)
    assert "finnes allerede" in shell.status.words.text()


def test_a_borrowed_file_shows_its_sheets_and_nothing_else_until_ones_own_is_opened(shell: Shell) -> None:
    path = lent(shell, "bord.db", 2, 3)
    own = shell.workspace.lane.path
    assert own is not None
    shell.go(RoomKey.PLAN)
    shell.files.open(path)
    settle(shell.workspace)
    assert list(shell.side.buttons) == [RoomKey.REFLECT]
    assert shell.at is RoomKey.REFLECT
    room = shell.stack.room(RoomKey.REFLECT)
    assert isinstance(room, ReflectRoom)
    assert {sheet.table for sheet in room.known.sheets} == {2, 3}
    assert not any(button.isVisible() for button in (room.from_forms, room.on_wall, room.tagged))
    assert "Temaer" not in {button.text() for button in room.mode.findChildren(type(shell.top.undo_button))}
    assert "bord 2 og 3" in shell.borrowed.line.words.text()
    assert "gi fila tilbake" in shell.borrowed.line.words.text()
    shell.go(RoomKey.PEOPLE)
    shell.finder.switch()
    assert shell.at is RoomKey.REFLECT
    assert "har bare arkene" in shell.status.words.text()
    keys = {command.key for command in shell.workspace.commands.all_()}
    assert not keys & {"shell.new", "shell.lend", "shell.home", "shell.stage", "shell.export", "reflect.themes"}
    room.go_to("G9-1")
    assert "Bord 9 er ikke i denne fila" in shell.status.words.text()
    sheet = room.known.sheets[0]
    room.pages.go(sheet)
    room.pages._fields[sheet.table, sheet.question_id].edit.insertPlainText("Skrevet ved bordet. ")
    room.autosave.flush()
    settle(shell.workspace)
    shell.files.open(own)
    settle(shell.workspace)
    assert set(shell.side.buttons) == set(RoomKey)
    assert not shell.borrowed.line.isVisible()
    assert {"shell.new", "shell.lend"} <= {command.key for command in shell.workspace.commands.all_()}
    drop(shell, path)
    assert any("Skrevet ved bordet. " in text for text in said_at(shell, sheet.table))


def test_files_dropped_on_the_window_come_home_in_any_order_and_twice(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = lent(shell, "a.db", 2), lent(shell, "b.db", 3)
    write_there(first, "bord2-pc", monkeypatch, t2="Fra bord to")
    write_there(second, "bord3-pc", monkeypatch, t3="Fra bord tre")
    before = said_at(shell, 2), said_at(shell, 3)
    shell.go(RoomKey.REFLECT)
    drop(shell, second, first)
    sheet = came(shell)
    assert "2 filer" in sheet.words.text()
    assert "bord2-pc" in texts(shell)
    assert "bord 3" in texts(shell)
    assert said_at(shell, 2)[0] == "Fra bord to"
    assert said_at(shell, 3)[0] == "Fra bord tre"
    room = shell.stack.room(RoomKey.REFLECT)
    assert isinstance(room, ReflectRoom)
    room.pages.go(next(each for each in room.known.sheets if each.table == 2))
    assert "bord2-pc: 1 svar" in room.pages._note.text()
    sheet.back.click()
    settle(shell.workspace)
    assert (said_at(shell, 2), said_at(shell, 3)) == before
    drop(shell, first, second)
    came(shell)
    drop(shell, first)
    until(lambda: "Ingenting nytt" in came(shell).words.text(), "the second time to bring nothing")
    assert not came(shell).back.isVisible()
    assert said_at(shell, 2)[0] == "Fra bord to"


def test_what_cannot_come_home_is_a_sentence_and_the_others_come(
    shell: Shell, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = lent(shell, "god.db", 2)
    write_there(good, "bord-pc", monkeypatch, t2="Fra bordet")
    shutil.copyfile(sample_file, tmp_path / "annen.db")
    (tmp_path / "skadet.db").write_bytes(good.read_bytes()[:4000])
    drop(shell, tmp_path / "annen.db", tmp_path / "skadet.db", good)
    words = texts(shell)
    assert "3 filer" not in words
    assert "2 filer er ikke hentet hjem" in words
    assert "annen.db er ikke lånt ut herfra" in words
    assert "skadet.db" in words
    assert said_at(shell, 2)[0] == "Fra bordet"


def test_a_borrowed_file_that_is_dropped_on_somebody_elses_window_can_be_opened(
    shell: Shell, sample_file: Path, tmp_path: Path
) -> None:
    path = lent(shell, "bord.db", 2)
    shutil.copyfile(sample_file, tmp_path / "deres.db")
    shell.files.open(tmp_path / "deres.db")
    settle(shell.workspace)
    lent(shell, "egen.db", 3)  # they share something of their own
    drop(shell, path)
    assert "Skal du skrive i den?" in texts(shell)
    (instead,) = [button for button in came(shell).findChildren(QPushButton) if button.text() == "Åpne fila"]
    instead.click()
    settle(shell.workspace)
    assert shell.workspace.lane.path == path
    assert list(shell.side.buttons) == [RoomKey.REFLECT]


def test_something_done_afterwards_is_not_taken_back_by_the_sheets_button(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lent(shell, "a.db", 2)
    write_there(path, "bord-pc", monkeypatch, t2="Fra bordet")
    drop(shell, path)
    assert came(shell).back.isVisible()
    gathering = shell.workspace.gathering
    assert gathering is not None
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gathering.id, title="Ny tittel"))
    settle(shell.workspace)
    assert not came(shell).back.isVisible()


def both_write(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> ReflectRoom:
    """Table 2 is written differently at the table and here; then it comes home, and one looks at it."""
    path = lent(shell, "a.db", 2)
    write_there(path, "bord-pc", monkeypatch, t2="Fra bordet")
    gathering = shell.workspace.gathering
    assert gathering is not None

    def write(store: Store) -> None:
        sheet = next(s for s in reflections.sheets(store, gathering.id) if s.table == 2)
        reflections.write(store, gathering.id, sheet.part_id, 2, sheet.question_id, "Fra lederen")

    shell.workspace.lane.ask(write, None)
    drop(shell, path)
    came(shell).close_sheet()
    shell.go(RoomKey.REFLECT)
    settle(shell.workspace)
    room = shell.stack.room(RoomKey.REFLECT)
    assert isinstance(room, ReflectRoom)
    room.pages.go(next(each for each in room.known.sheets if each.table == 2))
    settle(shell.workspace)
    return room


def test_what_two_wrote_differently_is_chosen_where_it_stands_and_taken_back(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = both_write(shell, monkeypatch)
    assert room.contests.text() == "1 ting er skrevet ulikt …"
    key = room.known.contests[0].of_answer
    card = room.pages._fields[key].contest
    assert card is not None
    assert [button.text() for button in card.buttons] == ["Behold denne", "Bruk den andre", "Ta med begge"]
    assert said_at(shell, 2)[0] == "Fra lederen"
    card.buttons[1].click()
    settle(shell.workspace)
    assert room.pages._fields[key].edit.text() == "Fra bordet"
    assert room.pages._fields[key].contest is None
    assert not room.contests.isVisible()
    shell.status.action.click()  # «Angre»
    settle(shell.workspace)
    assert room.pages._fields[key].edit.text() == "Fra lederen"
    again = room.pages._fields[key].contest
    assert again is not None
    again.buttons[2].click()
    settle(shell.workspace)
    assert said_at(shell, 2)[0] == "Fra lederen\nFra bordet"


def test_the_sheets_of_what_is_open_and_of_who_did_what(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    room = both_write(shell, monkeypatch)
    room.contests.click()
    settle(shell.workspace)
    sheet = shell.findChildren(ContestsSheet)[-1]
    assert len(sheet.cards) == 1
    sheet.cards[0].buttons[0].click()
    settle(shell.workspace)
    assert sheet.cards == []
    assert "Ingenting" in sheet.words.text()
    gathering = shell.workspace.gathering
    assert gathering is not None
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gathering.id, place="Aulaen"))
    shell.actions_.by_key["shell.who"].trigger()
    settle(shell.workspace)
    who = shell.findChildren(WhoSheet)[-1]
    assert [act.what for act in who.acts] == [("Gode overganger: sted er nå Aulaen",)]
    who.search.setText("finnes ikke")
    assert "Fant ingenting" in who.words.text()


# --- where one looks ---

BothWork = Callable[[Callable[[Store], object], Callable[[Store], object]], None]


@pytest.fixture
def both_work(shell: Shell, monkeypatch: pytest.MonkeyPatch, clock: TestClock) -> BothWork:
    """Somebody works on another machine that has everything, then one works here, and the other's work comes in."""
    return partial(_both_work, shell, monkeypatch, clock)


def _both_work(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    clock: TestClock,
    there: Callable[[Store], object],
    here: Callable[[Store], object],
) -> None:
    assert shell.workspace.lane.path is not None
    path = shell.workspace.lane.path.with_name("alt.db")
    shell.workspace.lane.ask(lambda store: lending.lend_all(store, path), None)
    settle(shell.workspace)
    with monkeypatch.context() as away:
        away.setattr("platform.node", lambda: "skolen-pc")
        store = database.open_file(path)
        there(store)
        store.close()
    clock.forward(timedelta(minutes=1))
    shell.workspace.lane.ask(here, None)
    drop(shell, path)
    came(shell).close_sheet()


def held_here(shell: Shell) -> str:
    assert shell.workspace.gathering is not None
    return shell.workspace.gathering.id


def test_in_the_plan_one_chooses_beside_the_field_and_can_take_it_back(shell: Shell, both_work: BothWork) -> None:
    held = held_here(shell)

    def name(store: Store, word: str) -> None:
        first = plan.parts(store, held)[0]
        plan.edit(store, first.id, title=f"Velkommen {word}")
        gatherings.edit(store, held, place=f"Aulaen {word}")

    both_work(lambda store: name(store, "der"), lambda store: name(store, "her"))
    shell.go(RoomKey.PLAN)
    settle(shell.workspace)
    room = shell.stack.room(RoomKey.PLAN)
    assert isinstance(room, PlanRoom)
    assert room.contests.button.text() == "2 ting er skrevet ulikt …"
    room.table.choose(room.model.parts[0].id)
    title = room.side.part_fields.input("title")
    assert isinstance(title, QLineEdit)
    assert title.text() == "Velkommen her"
    (card,) = room.contests.of_part.cards["title"]
    assert card.isVisible()
    assert [button.text() for button in card.buttons] == ["Behold denne", "Bruk den andre"]
    assert "skolen-pc" in words_of(card)
    card.buttons[1].click()
    settle(shell.workspace)
    assert title.text() == "Velkommen der"
    assert not room.contests.of_part.cards["title"]
    shell.status.action.click()  # «Angre»
    settle(shell.workspace)
    assert title.text() == "Velkommen her"
    assert len(room.contests.of_part.cards["title"]) == 1
    room.table.choose(room.model.parts[1].id)
    assert not room.contests.of_part.cards["title"]
    room.side.show_form(Form.GATHERING)
    beside = room.contests.of_gathering
    assert beside is not None
    beside.cards["place"][0].buttons[0].click()
    settle(shell.workspace)
    assert not beside.cards["place"]
    assert room.contests.button.text() == "1 ting er skrevet ulikt …"


def test_of_a_participant_one_chooses_on_the_card_once_for_what_stands_in_two_places(
    shell: Shell, both_work: BothWork
) -> None:
    held = held_here(shell)

    def write(store: Store, word: str, status: Attendance) -> None:
        first = participants.all_(store, held)[0]
        participants.edit(store, first.id, role=f"Lærer {word}")
        participants.mark(store, first.id, status)

    both_work(
        lambda store: write(store, "der", Attendance.ABSENT), lambda store: write(store, "her", Attendance.PRESENT)
    )
    shell.go(RoomKey.PEOPLE)
    settle(shell.workspace)
    room = shell.stack.room(RoomKey.PEOPLE)
    assert isinstance(room, PeopleRoom)
    assert room.contests.isVisible()
    model = room.list_page.model
    said = [model.data(model.index(row, NAME), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert ["skrevet ulikt" in str(words) for words in said] == [True, False]
    room.sheets.edit(room.list_page.model.people[0])
    settle(shell.workspace)
    card = room.sheets.sheet
    assert isinstance(card, ParticipantCard)
    role = card.fields.input("role")
    assert isinstance(role, QLineEdit)
    (open_,) = card.contests.cards["role"]
    open_.buttons[1].click()
    settle(shell.workspace)
    assert role.text() == "Lærer der"
    assert not card.contests.cards["role"]
    attendance = card.of_attendance.card
    assert attendance is not None
    attendance.buttons[1].click()
    settle(shell.workspace)
    assert card.status.value() == Attendance.ABSENT
    assert card.of_attendance.card is None
    assert not room.contests.isVisible()


def test_in_the_register_one_chooses_on_the_card_too(shell: Shell, both_work: BothWork) -> None:
    person: list[str] = []

    def write(store: Store, word: str) -> None:
        first = register.people(store)[0]
        person.append(first.id)
        register.edit_person(store, first.id, email=f"{word}@havnesund.example")

    both_work(lambda store: write(store, "der"), lambda store: write(store, "her"))
    shell.go(RoomKey.PEOPLE)
    room = shell.stack.room(RoomKey.PEOPLE)
    assert isinstance(room, PeopleRoom)
    room.show_view(View.REGISTER)
    settle(shell.workspace)
    room.register.open_person(person[0])
    settle(shell.workspace)
    card = room.register._sheet
    assert isinstance(card, PersonCard)
    email = card.fields.input("email")
    assert isinstance(email, QLineEdit)
    assert email.text() == "her@havnesund.example"
    card.contests.beside.cards["email"][0].buttons[1].click()
    settle(shell.workspace)
    assert email.text() == "der@havnesund.example"
    assert not card.contests.beside.cards["email"]


def test_of_a_promise_one_chooses_on_its_own_card(shell: Shell, both_work: BothWork) -> None:
    held = held_here(shell)

    def write(store: Store, word: str) -> None:
        thread = next(thread for thread in follow_up.threads(store, held) if thread.before)
        promise = thread.before[0]
        follow_up.answer(store, promise.id, held, CommitmentStatus.TRIED, f"Vi lærte {word}")

    both_work(lambda store: write(store, "der"), lambda store: write(store, "her"))
    shell.go(RoomKey.FOLLOW_UP)
    settle(shell.workspace)
    room = shell.stack.room(RoomKey.FOLLOW_UP)
    assert isinstance(room, FollowUpRoom)
    assert room.contests.button.text() == "1 ting er skrevet ulikt …"
    (promise,) = room.known.contests
    room.show_unit(next(t.unit_id for t in room.known.threads if promise in {each.id for each in t.before}))
    below = room.contests.of(promise)
    assert below is not None
    assert below.card is not None
    assert "Vi lærte der" in words_of(below.card)
    below.card.buttons[1].click()
    settle(shell.workspace)
    assert room.unit_page.before[promise].learnt.text() == "Vi lærte der"
    assert below.card is None
    assert not room.contests.button.isVisible()


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))

"""Check-in and the queue of contributions, in the middle of a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from nettverk.domain.plan import PartKind
from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.events import Jump
from nettverk.domain.wall.walls import Slides, Speaker
from nettverk.services import contributions, participants
from nettverk.services import plan as plans
from nettverk.services.register import register
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.check_in.list_view import CHOICES, FoundPerson, targets
from tests.gui.stage.conftest import Stage
from tests.helpers.quick import every, every_case
from tests.helpers.slides import pdf

K = Qt.Key
NAMES = ("Ingrid Berg", "Ola Dahl", "Máret Eira", "Tone Fjeldstad", "Niillas Gaup", "Kari Nordmann")


def fill(on: Stage) -> dict[str, str]:
    unit = register.add_unit(on.store, "Furulia barnehage", service_id="kindergarten").made
    ids = {}
    for name in NAMES:
        given, family = name.split()
        person = register.add_person(on.store, given_name=given, family_name=family, unit_id=unit).made
        ids[name] = participants.add(on.store, on.gathering_id, person).made
    register.add_person(on.store, given_name="Unni", family_name="Utsi", unit_id=unit)
    on.controller.lookups.read()
    on.settle()
    return ids


def send(
    widget: QWidget, key: Qt.Key, text: str = "", mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QCoreApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, key, mods, text))


def status(on: Stage) -> dict[str, str]:
    on.settle()
    return {person.name: person.attendance for person in participants.all_(on.store, on.gathering_id)}


def test_three_letters_and_enter_and_the_person_is_here(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    assert on.presenter.panel is panel
    panel.field.setText("kno")
    send(panel.field, K.Key_Return, "\r")
    assert status(on)["Kari Nordmann"] == "present"
    assert panel.field.selectedText() == "kno", "the next name can be typed at once"
    assert panel.figure.text() == "1"
    send(panel.field, K.Key_Return, "\r")
    assert status(on)["Kari Nordmann"] == "present", "Enter twice takes nothing back"
    panel.field.setText("oda")
    send(panel.field, K.Key_Return, "\r", Qt.KeyboardModifier.ShiftModifier)
    panel.field.setText("tfj")
    send(panel.field, K.Key_Return, "\r", Qt.KeyboardModifier.ControlModifier)
    assert (status(on)["Ola Dahl"], status(on)["Tone Fjeldstad"]) == ("late", "absent")
    assert on.presenter.side.came.text() == "1"
    send(panel.field, K.Key_Escape)
    assert on.presenter.panel is None, "who was ticked last is no name that is being typed"
    on.key(K.Key_I, "i")
    assert panel.field.text() == ""
    panel.field.setText("od")
    send(panel.field, K.Key_Escape)
    assert on.presenter.panel is panel, "what is typed goes first"
    send(panel.field, K.Key_Escape)
    assert on.presenter.panel is None


def test_a_finger_marks_and_takes_back(on: Stage) -> None:
    fill(on)
    panel = on.controller.check_in.panel
    row = next(row for row in panel.rows.rows if row.name == "Máret Eira")
    panel.list.marked.emit(row, "absent")
    assert status(on)["Máret Eira"] == "absent"
    row = next(row for row in panel.rows.rows if row.name == "Máret Eira")
    panel.list.marked.emit(row, "absent")
    assert status(on)["Máret Eira"] == "registered"


def test_touch_targets_are_large_enough(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    on.settle()
    panel = on.controller.check_in.panel
    boxes = targets(panel.list.visualRect(panel.rows.index(0)), panel.rows.rows[0])
    assert [name for name, _box in boxes] == list(CHOICES)
    assert all(box.width() >= 88 and box.height() >= 44 for _name, box in boxes)
    assert targets(panel.list.visualRect(panel.rows.index(0)), FoundPerson())[0][0] is None


def test_a_newcomer_by_keyboard_alone_some_letters_of_the_unit_are_enough(on: Stage) -> None:
    register.add_unit(on.store, "Bamselia barnehage", service_id="kindergarten")
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Kari Kvelland")
    send(panel.field, K.Key_Return, "\r")
    assert panel.new.unit.hasFocus() or panel.new.unit.lineEdit().hasFocus()
    box = panel.new.unit.lineEdit()
    send(box, K.Key_Down)
    assert not panel.new.add_button.hasFocus(), "an arrow looks through the units and leaves the box alone"
    panel.new.unit.clearEditText()
    for letter in "furu":
        send(box, getattr(K, f"Key_{letter.upper()}"), letter)
    assert panel.new.add_button.isEnabled()
    send(box, K.Key_Return, "\r")
    assert status(on)["Kari Kvelland"] == "present"
    newcomer = next(p for p in participants.all_(on.store, on.gathering_id) if p.name == "Kari Kvelland")
    assert newcomer.unit_name == "Furulia barnehage"
    assert panel.field.text() == ""


def test_escape_leaves_the_unit_one_has_written(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Kari Kvelland")
    send(panel.field, K.Key_Return, "\r")
    box = panel.new.unit.lineEdit()
    box.setText("Fjernskolen")
    send(box, K.Key_Escape)
    assert panel.field.hasFocus()
    assert box.text() == "Fjernskolen"
    send(panel.field, K.Key_Return, "\r")
    assert box.text() == "Fjernskolen"
    panel.field.setText("Ole Kvelland")
    assert box.text() == "", "another name begins without a unit"


def test_what_is_typed_in_check_in_is_a_name_and_never_a_command(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.new.add_button.setFocus()
    for key, letter in ((K.Key_P, "p"), (K.Key_A, "a"), (K.Key_Space, " ")):
        send(panel, key, letter)
    assert on.presenter.panel is panel
    assert on.pressed() == []
    assert panel.field.text()
    send(panel, K.Key_Escape)
    assert on.presenter.panel is None


def test_somebody_who_just_walks_in(on: Stage) -> None:
    fill(on)
    panel = on.controller.check_in.panel
    panel.field.setText("utsi")
    assert [row.name for row in panel.rows.rows] == ["Unni Utsi"], "the register knows her"
    send(panel.field, K.Key_Return, "\r")
    assert status(on)["Unni Utsi"] == "present"
    panel.field.setText("Sverre Solbakken")
    assert not panel.new.isHidden()
    assert not panel.new.add_button.isEnabled(), "nobody is put in a unit by accident"
    panel.new.unit.setCurrentIndex(panel.new.unit.findText("Furulia barnehage"))
    panel.new.add_button.click()
    found = status(on)
    assert found["Sverre Solbakken"] == "present"
    walked = {p.name for p in participants.all_(on.store, on.gathering_id) if p.walk_in}
    assert walked == {"Unni Utsi", "Sverre Solbakken"}


def test_a_unit_nobody_knows_is_asked_about_once_and_then_made(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Kari Kvelland")
    send(panel.field, K.Key_Return, "\r")
    box = panel.new.unit.lineEdit()
    send(on.presenter.focusWidget(), K.Key_Return, "\r")
    assert panel.new.message.isVisible(), "Enter that does nothing says so"
    send(on.presenter.focusWidget(), K.Key_Escape)
    assert panel.field.hasFocus()
    assert on.presenter.panel is panel, "back to the name, not out of check-in"
    send(panel.field, K.Key_Return, "\r")
    assert box.text() == ""
    box.setText("Statsforvalteren")
    send(on.presenter.focusWidget(), K.Key_Return, "\r")
    assert "Statsforvalteren" in panel.new.message.text()
    assert "Kari Kvelland" not in status(on)
    send(on.presenter.focusWidget(), K.Key_Return, "\r")
    assert status(on)["Kari Kvelland"] == "present"
    assert "Statsforvalteren" in {unit.name for unit in register.units(on.store)}


def test_one_enter_too_many_marks_nobody(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    send(panel.field, K.Key_Return, "\r")
    assert set(status(on).values()) == {"registered"}
    send(panel.field, K.Key_Down)
    send(panel.field, K.Key_Return, "\r")
    assert list(status(on).values()).count("present") == 1, "whom an arrow has chosen is meant"


def test_a_unit_for_one_newcomer_is_not_left_for_the_next(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Per Nylund")
    panel.new.unit.setCurrentIndex(panel.new.unit.findText("Furulia barnehage"))
    panel.field.setText("Nina Ukjent")
    assert panel.new.unit.currentText() == ""
    assert not panel.new.add_button.isEnabled()
    panel.new.unit.setEditText("Fjernskolen")
    panel.new.add_button.click()  # by mouse as by Enter: asked about once
    assert "Fjernskolen" in panel.new.message.text()
    assert "Nina Ukjent" not in status(on)
    panel.new.add_button.click()
    assert status(on)["Nina Ukjent"] == "present"


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_the_list_of_units_can_be_read(on: Stage, look: str) -> None:
    fill(on)
    theme = Theme.load(look)
    looks.apply(theme)
    on.key(K.Key_I, "i")
    completer = on.controller.check_in.panel.new.unit.completer()
    assert completer is not None
    completer.setCompletionPrefix("furu")
    popup = completer.popup()
    popup.resize(200, 120)
    popup.ensurePolished()
    ground = popup.grab().toImage().pixelColor(150, 100)
    assert ground.rgb() == theme.colour("card").rgb(), "a window of its own has a ground of its own"


def test_names_typed_on_from_paper_are_names_though_one_was_not_found(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Olla Dhal")
    send(panel.field, K.Key_Return, "\r")
    box = panel.new.unit.lineEdit()
    box.setText("tone")
    send(on.presenter.focusWidget(), K.Key_Return, "\r")
    assert status(on)["Tone Fjeldstad"] == "present"
    assert panel.field.hasFocus()
    assert "Olla Dhal" in panel.missed.text()
    assert panel.missed.isVisible()
    panel.field.clear()
    send(panel.field, K.Key_Escape)
    on.key(K.Key_I, "i")
    assert not panel.missed.isVisible()


def test_the_clicker_turns_the_wall_with_check_in_open(on: Stage) -> None:
    fill(on)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_I, "i")
    before = on.wall
    send(on.controller.check_in.panel.field, K.Key_PageDown)
    on.settle()
    assert on.wall != before


def test_a_message_is_written_where_it_is_seen(on: Stage) -> None:
    fill(on)
    contributions.add(on.store, sharing(on), speaker="Hege Lund", minutes=15)
    on.controller.session.load()
    on.settle()
    drawer = on.presenter.drawer
    for key, text, field in ((K.Key_M, "m", drawer.message.field), (K.Key_T, "t", drawer.started.field)):
        on.key(K.Key_P, "p")
        assert on.presenter.panel is on.controller.queue.panel
        send(on.controller.queue.panel.list, key, text)
        assert on.presenter.panel is None
        assert on.presenter.focusWidget() is field
        on.key(K.Key_Escape)
    on.key(K.Key_I, "i")
    on.presenter.buttons[StageCommand.MESSAGE].click()
    assert on.presenter.panel is None
    assert on.presenter.focusWidget() is drawer.message.field
    on.presenter.buttons[StageCommand.CHECK_IN].click()
    assert drawer.currentWidget() is not drawer.message, "nothing to write in stays open behind"
    assert on.pressed() == []


def test_the_queue_closes_with_its_own_key(on: Stage) -> None:
    fill(on)
    contributions.add(on.store, sharing(on), speaker="Hege Lund", minutes=15)
    on.controller.session.load()
    on.settle()
    on.key(K.Key_P, "p")
    send(on.controller.queue.panel.list, K.Key_P, "p")
    assert on.presenter.panel is None


def test_back_from_another_window_letters_are_still_names(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    on.controller.open(on.gathering_id)
    assert on.presenter.focusWidget() is panel.field
    panel.by.focus_chosen()
    on.controller.open(on.gathering_id)
    assert on.presenter.focusWidget() is panel.field, "the first Enter after coming back must not close anything"
    on.presenter.setFocus()  # a click beside everything
    on.key(K.Key_B, "b")
    on.key(K.Key_Space, " ")
    assert panel.field.text() == "b"
    assert on.pressed() == []


def test_over_check_in_the_clock_is_seen_and_what_is_told_can_be_read(on: Stage) -> None:
    fill(on)
    on.key(K.Key_Space, " ")
    on.later(1)
    on.key(K.Key_I, "i")
    panel, presenter = on.controller.check_in.panel, on.presenter
    seen = presenter.small_clock
    assert seen.isVisible()
    assert seen.text().startswith(presenter.now_panel.left_dial.text)
    presenter.say("Skjermen er borte.", stays=True)
    on.settle()
    assert panel.geometry().bottom() <= presenter.calm.y()
    presenter.say("")
    on.settle()
    assert panel.geometry().bottom() > presenter.calm.room.y() - 2, "the line has room of its own; nothing jumps"
    send(panel.field, K.Key_Escape)
    assert not seen.isVisible()


def test_tab_stops_only_at_what_is_seen(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel, presenter = on.controller.check_in.panel, on.presenter
    behind = (presenter.now_panel, presenter.drawer, presenter.side)
    at: QWidget = panel.field
    for _stop in range(40):
        presenter.focusNextChild()
        at = presenter.focusWidget()
        assert not any(one.isAncestorOf(at) for one in behind), at.accessibleName()
    send(panel.field, K.Key_Escape)
    assert all(one.isEnabled() for one in behind)


def test_who_is_found_stays_in_place_while_the_name_is_written(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("da")
    on.settle()
    place = panel.list.y()
    panel.field.setText("dah")
    on.settle()
    assert panel.new.isVisible()
    assert panel.list.y() == place
    assert panel.new.y() > place


def sharing(on: Stage) -> str:
    return next(part.id for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")


def test_contributions_have_slides_and_clocks_of_their_own(on: Stage, tmp_path: Path) -> None:
    part = sharing(on)
    first = contributions.add(on.store, part, speaker="Hege Lund", title="Lekegrupper ute", minutes=15).made
    second = contributions.add(on.store, part, speaker="Trond Skår", minutes=10).made
    file = tmp_path / "lek.pdf"
    file.write_bytes(pdf(3))
    on.later(10)
    on.controller.session.press(Jump(part))
    on.settle()
    on.controller.queue.attach_slides(first, str(file))
    on.settle()
    on.controller.session.load()
    on.settle()
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    assert queue.list.count() == 2
    queue.list.setCurrentRow(0)
    queue.begin.click()
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    assert (wall.page, wall.pages) == (0, 3)
    on.later(4)
    wall = on.controller.session.wall()
    assert wall is not None
    assert wall.face is not None
    assert wall.face.text == "11.00"
    assert "11.00" in queue.list.item(0).text()
    on.presenter.show_panel(None)
    on.key(K.Key_PageDown)
    on.key(K.Key_PageDown)
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    assert wall.page == 2
    picture = on.controller.queue.tray.shelf.page(wall.document, 2, QSize(640, 360), patience=10)
    assert picture is not None
    assert (picture.width(), picture.height()) == (640, 360)
    on.key(K.Key_PageDown)
    assert on.wall == f"part:{part}"
    queue.list.setCurrentRow(1)
    queue.begin.click()
    assert isinstance(on.controller.session.wall(), Speaker)
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.contribution == second
    assert rundown.contributions[first].total_seconds() == 4 * 60


def test_the_order_is_changed_while_it_runs(on: Stage) -> None:
    part = sharing(on)
    for name in ("Hege", "Trond", "Liv"):
        contributions.add(on.store, part, speaker=name)
    on.controller.session.load()
    on.settle()
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    queue.list.setCurrentRow(2)
    send(queue.list, K.Key_Up, "", Qt.KeyboardModifier.ControlModifier)
    on.settle()
    assert [row.speaker for row in contributions.queue(on.store, on.gathering_id)] == ["Hege", "Liv", "Trond"]


def test_a_file_that_is_no_pdf_is_said_in_words(on: Stage, tmp_path: Path) -> None:
    made = contributions.add(on.store, sharing(on), speaker="Hege").made
    file = tmp_path / "lysbilder.pptx"
    file.write_bytes(b"PK\x03\x04 not a pdf")
    on.controller.queue.attach_slides(made, str(file))
    on.settle()
    assert "PDF" in on.presenter.calm.text.text()
    on.controller.queue.attach_slides(made, str(tmp_path / "borte.pdf"))
    on.settle()
    assert "borte.pdf" in on.presenter.calm.text.text()


def test_the_clicker_works_while_the_queue_is_open(on: Stage, tmp_path: Path) -> None:
    part = sharing(on)
    made = contributions.add(on.store, part, speaker="Hege Lund", minutes=15).made
    contributions.attach(on.store, made, name="lek.pdf", data=pdf(3), pages=3)
    on.later(10)
    on.controller.session.press(Jump(part))
    on.controller.session.load()
    on.settle()
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    queue.begun.emit(made)
    send(queue.list, K.Key_PageDown)
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    assert wall.page == 1
    send(queue.list, K.Key_Space, " ")
    assert on.controller.session.rundown.phase == "paused"  # type: ignore[union-attr]


def test_over_the_clock_stands_what_runs_whatever_the_wall_shows(on: Stage) -> None:
    on.later(10)
    on.controller.session.press(Jump(sharing(on)))
    on.settle()
    running = on.presenter.now_panel.title.text()
    assert "Erfaringsdeling" in running
    on.key(K.Key_A, "a")
    assert on.presenter.now_panel.title.text() == running
    assert on.presenter.side.where.text() == "Dagen"


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1024, 640)), (1.5, (1024, 640))]), ids=str
)
def test_check_in_keeps_room_for_the_names(on: Stage, scale: float, size: tuple[int, int]) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    on.key(Qt.Key.Key_I, "i")
    on.settle()
    panel = on.controller.check_in.panel
    row = QRect(0, 0, panel.list.viewport().width(), 54)
    first = targets(row, FoundPerson(participant=object()))[0][1]  # type: ignore[arg-type]
    assert first.left() >= 200 * scale


def test_in_a_break_the_queue_is_that_of_the_part_that_comes_and_tabs_tell_parts_apart(on: Stage) -> None:
    parts = plans.parts(on.store, on.gathering_id)
    plans.add(on.store, on.gathering_id, PartKind.THEORY, title="Faglig påfyll 2")
    on.controller.session.load()
    on.settle()
    theory = next(part for part in parts if part.kind == "theory")
    after = parts[[part.id for part in parts].index(theory.id) + 1]
    on.later(10)
    on.key(K.Key_Space, " ")
    on.controller.clock_commands.jump(after.id)
    on.key(K.Key_P, "p")
    on.settle()
    panel = on.controller.queue.panel
    assert panel is not None
    coming = [part for part in plans.parts(on.store, on.gathering_id) if part.position >= after.position]
    held = [part for part in coming if part.main_number and part.organising == "plenum"]
    assert panel.parts.value() == held[0].id
    names = [button.text() for button in panel.parts.findChildren(QAbstractButton)]
    assert "Faglig påfyll 2" in names
    assert len(set(names)) == len(names), "two parts of one kind are told apart by their titles"


def test_a_tick_and_somebody_who_walked_in_are_taken_back_on_the_stage_also_while_names_are_typed(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("kno")
    send(panel.field, K.Key_Return, "\r")
    assert status(on)["Kari Nordmann"] == "present"
    panel.field.setText("utsi")
    send(panel.field, K.Key_Return, "\r")
    assert status(on)["Unni Utsi"] == "present"
    control = Qt.KeyboardModifier.ControlModifier
    panel.field.clear()
    send(panel, K.Key_Z, "\x1a", control)
    assert "Unni Utsi" not in status(on)
    send(panel, K.Key_Z, "\x1a", control)
    assert status(on)["Kari Nordmann"] != "present"
    send(panel, K.Key_Y, "\x19", control)
    assert status(on)["Kari Nordmann"] == "present"


def test_slides_that_were_put_under_somebody_are_taken_back_on_the_stage(on: Stage, tmp_path: Path) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    made = contributions.add(on.store, part.id, speaker="Hege Lund").made
    on.controller.session.load()
    on.settle()
    file = tmp_path / "lysbilder.pdf"
    file.write_bytes(pdf(2))
    on.controller.queue.attach_slides(made, str(file))
    on.settle()
    assert contributions.queue(on.store, on.gathering_id)[0].pages == 2
    on.controller.do(StageCommand.UNDO)
    on.settle()
    assert contributions.queue(on.store, on.gathering_id)[0].pages == 0
    on.controller.do(StageCommand.REDO)
    on.settle()
    assert contributions.queue(on.store, on.gathering_id)[0].pages == 2


def test_tab_goes_from_a_name_nobody_has_to_the_unit(on: Stage) -> None:
    fill(on)
    on.key(K.Key_I, "i")
    panel = on.controller.check_in.panel
    panel.field.setText("Kari Kvelland")
    after = panel.field.nextInFocusChain()
    while not (after.isVisible() and after.focusPolicy() & Qt.FocusPolicy.TabFocus and after.focusProxy() is None):
        after = after.nextInFocusChain()
    assert after in {panel.new.unit, panel.new.unit.lineEdit()}

"""Notes first: as large as one likes, scrolled by key, written on the stage and taken back there; nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.services import contributions, participants, picture_notes
from nettverk.services import plan as plans
from tests.gui.stage.conftest import Stage

K, M = Qt.Key, Qt.KeyboardModifier
LINES = "\n".join(f"{number}. Husk å spørre om dette, og la dem svare." for number in range(1, 31))


def write(on: Stage, text: str) -> None:
    """Type into whatever has the keys in the presenter."""
    focused = on.presenter.focusWidget()
    assert focused is not None
    for letter in text:
        QCoreApplication.sendEvent(focused, QKeyEvent(QKeyEvent.Type.KeyPress, 0, M.NoModifier, letter))


def press(on: Stage, key: Qt.Key) -> None:
    focused = on.presenter.focusWidget()
    assert focused is not None
    QCoreApplication.sendEvent(focused, QKeyEvent(QKeyEvent.Type.KeyPress, key, M.NoModifier))


def now(on: Stage) -> str:
    rundown = on.controller.session.rundown
    assert rundown is not None
    return rundown.parts[rundown.index].slot.part_id


def test_size_and_place_are_kept_and_keys_scroll(on: Stage) -> None:
    on.presenter.setGeometry(QRect(0, 0, 1280, 800))
    plans.edit(on.store, now(on), notes=LINES)
    on.controller.session.load()
    on.settle()
    notes = on.presenter.drawer.notes
    before = notes.part.text.fontInfo().pixelSize()
    on.key(K.Key_N, "n")
    on.key(K.Key_Right, mods=M.ShiftModifier)
    on.key(K.Key_Right, mods=M.ShiftModifier)
    QCoreApplication.processEvents()
    assert notes.part.text.fontInfo().pixelSize() >= before * 1.4
    wall = on.wall
    bar = notes.area.verticalScrollBar()
    on.key(K.Key_Down, mods=M.ShiftModifier)
    assert 0 < bar.value() < notes.area.viewport().height(), "a line or two of what was seen stays in sight"
    on.key(K.Key_Up, mods=M.ShiftModifier)
    assert bar.value() == 0
    assert on.wall == wall, "the notes are scrolled, and not the wall"
    high = notes.height()
    on.controller.close()
    on.controller.open(on.gathering_id)
    on.presenter.setGeometry(QRect(0, 0, 1280, 800))
    on.settle()
    again = on.presenter.drawer.notes
    assert (again.step, again.first) == (2, True)
    assert abs(again.height() - high) < 40


def test_what_is_written_on_the_stage_is_stored_and_taken_back_there(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    part = now(on)
    on.key(K.Key_E, "e")
    write(on, "BK. si hei")
    assert on.wall == on.wall.replace("black", ""), "letters are text, and no commands"
    assert "black" not in on.pressed()
    press(on, K.Key_Escape)
    on.settle()
    notes = {one.id: one.notes for one in plans.parts(on.store, on.gathering_id)}
    assert notes[part].endswith("BK. si hei")
    on.controller.session.load()
    on.settle()
    on.key(K.Key_Z, "z", M.ControlModifier)
    on.settle()
    assert not next(one for one in plans.parts(on.store, on.gathering_id) if one.id == part).notes.endswith("si hei")
    on.key(K.Key_Y, "y", M.ControlModifier)
    on.settle()
    assert next(one for one in plans.parts(on.store, on.gathering_id) if one.id == part).notes.endswith("si hei")
    on.key(K.Key_Z, "z", M.ControlModifier)
    on.key(K.Key_Z, "z", M.ControlModifier)
    on.settle()
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert not rundown.live, "the start came before the note, and is taken back after it"


def test_each_picture_has_a_note_of_its_own(on: Stage) -> None:
    on.key(K.Key_E, "E", M.ShiftModifier)
    write(on, "Vent til alle sitter.")
    press(on, K.Key_Escape)
    on.settle()
    assert dict(picture_notes.all_(on.store, on.gathering_id)) == {"welcome": "Vent til alle sitter."}
    on.controller.session.load()
    on.settle()
    notes = on.presenter.drawer.notes
    assert notes.picture.text.text() == "Vent til alle sitter."
    assert notes.picture.isVisible()
    on.key(K.Key_A, "a")
    assert not notes.picture.isVisible(), "another picture is up"
    on.key(K.Key_A, "a")
    assert notes.picture.isVisible()


def test_what_is_being_written_stays_when_the_clicker_goes_on(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    part = now(on)
    on.key(K.Key_E, "e")
    write(on, "Takk til ")
    on.controller.clock_commands.next_part()
    write(on, "kjøkkenet")
    press(on, K.Key_Escape)
    on.settle()
    assert now(on) != part
    notes = {one.id: one.notes for one in plans.parts(on.store, on.gathering_id)}
    assert notes[part].endswith("Takk til kjøkkenet")
    assert "kjøkkenet" not in notes[now(on)]


def test_nothing_moves_when_something_is_said(on: Stage) -> None:
    on.presenter.setGeometry(QRect(0, 0, 1366, 768))
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    assert on.controller.chooser.strip is not None
    watched: tuple[QWidget, ...] = (on.presenter.drawer, on.presenter.now_panel, on.controller.chooser.strip)
    places = [widget.geometry() for widget in watched]
    on.presenter.say("Nå: Velkommen.", "Angre", lambda: None)
    on.settle()
    assert on.presenter.calm.isVisible()
    assert [widget.geometry() for widget in watched] == places
    lowest = max(widget.mapTo(on.presenter, widget.rect().bottomLeft()).y() for widget in watched if widget.isVisible())
    assert lowest < on.presenter.calm.y(), "the line has room of its own, and covers nothing"
    on.presenter.say("")
    assert [widget.geometry() for widget in watched] == places


def test_who_is_next_and_who_is_away_is_seen(on: Stage) -> None:
    sharing = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    contributions.add(on.store, sharing.id, speaker="Unni Aas, PPT", minutes=10)
    second = contributions.add(on.store, sharing.id, speaker="Eva Bo", minutes=10).made
    came = participants.walk_in_new(on.store, on.gathering_id, "Unni", "Aas", new_unit="PPT").made
    on.controller.session.load()
    on.controller.lookups.read()
    on.later(10)
    on.controller.clock_commands.start_pause()
    on.controller.clock_commands.jump(sharing.id)
    on.settle()
    on.later(0)
    assert on.presenter.side.next_text.text().startswith("Unni Aas, PPT, så ")
    participants.mark(on.store, came, Attendance.ABSENT)
    on.controller.lookups.read()
    on.settle()
    on.later(0)
    assert "(borte)" in on.presenter.side.next_text.text()
    first = next(row.id for row in contributions.queue(on.store, on.gathering_id) if row.id != second)
    on.controller.queue.begin(first)
    on.settle()
    assert on.presenter.side.next_text.text().startswith("Eva Bo")


def test_a_long_day_is_seen_at_a_glance_with_what_comes_next(on: Stage) -> None:
    on.presenter.setGeometry(QRect(0, 0, 1366, 768))
    while len(plans.parts(on.store, on.gathering_id)) < 14:
        plans.add(
            on.store, on.gathering_id, PartKind.OTHER, title="En del med et langt navn, som ellers tar tre linjer"
        )
    on.controller.session.load()
    on.settle()
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    parts = on.presenter.parts
    assert parts.verticalScrollBar().maximum() == 0, "14 parts stand on one screen"
    for _step in range(10):
        on.controller.clock_commands.next_part()
        on.settle()
    place = on.controller.session.rundown.index if on.controller.session.rundown else 0
    below = parts.visualRect(parts.rows.index(min(place + 2, 13)))
    assert below.bottom() <= parts.viewport().height()


def test_half_a_screen_is_enough(on: Stage) -> None:
    on.presenter.setGeometry(QRect(0, 0, 640, 720))
    on.settle()
    assert on.presenter.width() == 640
    assert not on.presenter.parts.isVisible()
    assert on.presenter.side.preview.isVisible()
    for button in on.presenter.buttons.values():
        assert not button.isVisible() or button.geometry().right() < 640
    on.presenter.setGeometry(QRect(0, 0, 1280, 720))
    on.settle()
    assert on.presenter.parts.isVisible()

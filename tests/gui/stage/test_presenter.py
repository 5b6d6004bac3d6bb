"""The facilitator's hands on the keys: what shows, and what is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QScrollArea, QWidget

from nettverk.domain.rundown.commands import AdjustClock, StageCommand
from nettverk.domain.rundown.events import Jump
from nettverk.services import contributions
from nettverk.services import plan as plans
from nettverk.services import stage as stages
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.presenter.key_button import KeyButton
from tests.gui.stage.conftest import Stage
from tests.helpers.quick import every_case
from tests.helpers.waiting import turns, until

K = Qt.Key


def dial(on: Stage) -> str:
    return on.presenter.now_panel.left_dial.text


def test_before_the_start_it_counts_down_and_welcomes(on: Stage) -> None:
    assert dial(on) == "40.00", "to what people came for, as on the wall: coffee is not counted"
    wall = on.controller.session.wall()
    assert wall is not None
    assert wall.face is not None
    assert (wall.face.text, wall.face.word) == (dial(on), on.presenter.now_panel.left_dial.word)
    assert on.presenter.now_panel.left_dial.word == "til vi starter"
    assert on.wall == "welcome"


def test_space_starts_pauses_and_goes_on(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    first = on.controller.session.rundown
    assert first is not None
    whole = first.parts[0].minutes
    assert dial(on) == f"{whole}.00"
    on.later(1)
    on.key(K.Key_Space, " ")
    on.later(5)
    assert dial(on) == f"{whole - 1}.00"
    assert on.presenter.buttons[StageCommand.START_PAUSE].words == "Fortsett"
    on.key(K.Key_Space, " ")
    on.later(1)
    assert dial(on) == f"{whole - 2}.00"
    assert on.pressed() == ["start", "pause", "resume"]


def test_minutes_by_key_and_by_button(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    whole = int(dial(on).split(".")[0])
    on.key(K.Key_Plus, "+")
    on.key(K.Key_Plus, "+", Qt.KeyboardModifier.ControlModifier)
    on.key(K.Key_Minus, "-")
    assert dial(on) == f"{whole + 5}.00"
    on.presenter.buttons[AdjustClock(-1)].click()
    assert dial(on) == f"{whole + 4}.00"


def test_next_back_and_undo(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.later(3)
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.index == 1
    on.key(K.Key_Left, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown.index == 0  # type: ignore[union-attr]
    on.key(K.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown.index == 1  # type: ignore[union-attr]
    assert on.presenter.calm.text.text() == "Angret: forrige del"


def test_a_clicker_walks_through_walls_pages_and_parts(on: Stage) -> None:
    on.later(10)
    seen = [on.wall]
    for _press in range(60):
        on.page_down()
        if on.wall == "thanks":
            break
        if on.wall != seen[-1]:
            seen.append(on.wall)
    assert on.wall == "thanks"
    assert any(key.startswith("question:") for key in seen)
    assert seen[:2] == ["welcome", "agenda"]
    session, sentence = on.controller.session, on.presenter.calm.text
    assert session.rundown is not None
    while session.rundown.live:
        on.later(0.1)
        on.page_down()
    on.key(K.Key_PageUp)
    assert session.rundown.current is None, "whoever stopped too early is asked first"
    last = session.rundown.parts[-1].slot.title
    assert sentence.text() == f"Første bilde. Trykk én gang til for å gå tilbake til {last}."
    on.later(0.1)
    on.key(K.Key_PageUp)
    assert session.rundown.current is not None
    assert session.rundown.current.slot.title == last, "the day goes on where it ended"
    assert sentence.text() == f"Nå: {last}."


def test_the_clicker_goes_back_to_the_part_before_as_it_goes_on_to_the_next(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    session = on.controller.session
    on.later(0.1)
    on.key(K.Key_PageUp)
    assert session.rundown is not None
    assert session.rundown.index == 1, "one press too many leaves no part"
    on.later(0.1)
    on.key(K.Key_PageUp)
    assert session.rundown.index == 0
    on.later(0.1)
    on.key(K.Key_PageUp)
    on.later(0.1)
    on.key(K.Key_PageUp)
    assert session.rundown.index == 0, "nothing comes before the first part"


def test_a_question_goes_when_a_step_leads_elsewhere(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.later(0.1)
    sentence = on.presenter.calm.text
    while "én gang til" not in sentence.text():
        on.later(0.1)
        on.key(K.Key_PageDown)
    on.later(0.1)
    on.key(K.Key_PageUp)
    assert not sentence.text(), "the next press would not do what it says"


def test_a_step_on_and_a_step_back_are_not_two_that_are_meant(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    session = on.controller.session
    while "én gang til" not in on.presenter.calm.text.text():
        on.later(0.1)
        on.key(K.Key_PageDown)
    assert session.rundown is not None
    asked = session.rundown.index
    for key in (K.Key_PageUp, K.Key_PageDown, K.Key_PageUp):
        on.later(0.1)
        on.key(key)
    assert session.rundown.index == asked


def test_one_press_too_many_never_leaves_the_part(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.key(K.Key_PageDown)
    assert on.wall == "agenda"
    for _press in range(3):
        on.later(0.2 / 60)
        on.key(K.Key_PageDown)
    assert on.pressed().count("next") == 0, "a trembling hand"
    assert on.presenter.calm.text.text() == "Siste bilde. Trykk én gang til for å gå til Velkommen."
    on.key(K.Key_PageUp)
    on.later(0.1)
    on.key(K.Key_PageDown)
    assert on.wall == "agenda", "asked anew after something else was shown"
    on.later(0.1)
    on.key(K.Key_PageDown)
    on.later(0.1)
    on.key(K.Key_PageDown)
    assert on.pressed().count("next") == 1


def test_the_clicker_asks_whoever_speaks_before_it_goes_on_and_never_stops_dead(on: Stage) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    first = contributions.add(on.store, part.id, speaker="Hege Lund").made
    second = contributions.add(on.store, part.id, speaker="Trond Skår").made
    on.controller.session.load()
    on.settle()
    on.controller.session.press(Jump(part.id))
    session = on.controller.session
    on.key(K.Key_PageDown)
    assert (on.wall, session.rundown.contribution) == (f"speaker:{first}", "")
    on.later(0.1)
    on.key(K.Key_Right)
    assert session.rundown.contribution == first, "without slides the turn begins with a step of its own"
    on.later(0.1)
    on.key(K.Key_Right)
    assert "Trykk én gang til for å gå til Trond Skår" in on.presenter.calm.text.text()
    assert session.rundown.contribution == first, "one press too many"
    on.later(0.1)
    on.key(K.Key_Right)
    assert (on.wall, session.rundown.contribution) == (f"speaker:{second}", "")
    assert not on.presenter.calm.text.text(), "the question is answered, and gone"
    on.later(0.1)
    on.key(K.Key_PageDown)
    assert session.rundown.contribution == second
    for _press in range(12):
        on.later(0.1)
        on.key(K.Key_PageDown)
    assert session.rundown.current is None or session.rundown.current.slot.part_id != part.id


def test_black_and_message_never_stop_the_clock(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_B, "b")
    assert on.wall == "black"
    on.later(2)
    left = dial(on)
    on.key(K.Key_B, "b")
    assert on.wall == "welcome"
    on.key(K.Key_M, "m")
    field = on.presenter.drawer.message.field
    assert QApplication.focusWidget() is field or field.isVisible()
    field.setText("Bil AB 12345 må flyttes")
    field.returnPressed.emit()
    assert on.wall == "message"
    assert dial(on) == left
    on.key(K.Key_M, "m")
    assert on.wall == "welcome"


def test_the_extra_timer_comes_and_goes(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    part = dial(on)
    on.key(K.Key_K, "k")
    on.later(0.5)
    shown = on.presenter.now_panel
    assert (shown.left_dial.text, shown.left_dial.word) == ("1.30", "igjen av nedtellingen")
    assert shown.about.text() == "Snakk to og to"
    assert shown.second_dial.word == "igjen av delen"
    on.later(1.6)
    assert (shown.left_dial.text, shown.left_dial.word) == ("0.00", "■ tida er ute")
    on.key(K.Key_K, "k")
    assert shown.left_dial.word == "igjen av delen"
    assert int(dial(on).split(".")[0]) < int(part.split(".")[0])


def test_hent_inn_tid_previews_accepts_and_can_be_taken_back(on: Stage) -> None:
    on.later(45)
    on.key(K.Key_Space, " ")
    suggestion = on.presenter.now_panel.suggestion
    assert suggestion.title.text() == "5 minutter forsinket", "coffee was over when it was announced"
    before = on.controller.session.rundown
    assert before is not None
    on.key(K.Key_H, "h")
    assert suggestion.title.text() == "Hente inn tid?"
    assert any("→" in row.note for row in on.presenter.parts.rows.shown)
    on.key(K.Key_Escape)
    assert on.controller.session.rundown.late_end == before.late_end  # type: ignore[union-attr]
    on.key(K.Key_H, "h")
    on.key(K.Key_Return)
    after = on.controller.session.rundown
    assert after is not None
    assert after.late_end < before.late_end
    on.key(K.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown.late_end == before.late_end  # type: ignore[union-attr]


def test_question_mark_shows_the_keys_and_escape_takes_them_away(on: Stage) -> None:
    on.key(K.Key_Plus, "?", Qt.KeyboardModifier.ShiftModifier)
    assert on.presenter.keys_open
    on.key(K.Key_Escape)
    assert not on.presenter.keys_open


def test_we_forgot_to_press_start(on: Stage) -> None:
    on.later(15)
    on.key(K.Key_T, "t")
    drawer = on.presenter.drawer
    assert drawer.currentWidget() is drawer.started
    drawer.started.set_button.click()
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.phase == "running"
    assert rundown.spent.total_seconds() == 5 * 60


def press_enter(field: QWidget) -> None:
    QCoreApplication.sendEvent(
        field, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    )


def test_a_start_that_has_not_been_is_refused_in_words_and_the_field_stays(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_T, "t")
    drawer = on.presenter.drawer
    assert drawer.started.field.selectedText() == "08.30", "one types over what the log says"
    drawer.started.field.setText("kvart på")
    press_enter(drawer.started.field)
    assert "Skriv klokkeslettet slik" in on.presenter.calm.text.text()
    drawer.started.field.setText("2350")
    drawer.started.set_button.click()
    assert on.presenter.calm.text.text().endswith("Skriv et klokkeslett som har vært.")
    assert drawer.currentWidget() is drawer.started
    assert on.pressed() == ["start"]


def test_we_forgot_start_and_next_and_say_when_it_really_began(on: Stage) -> None:
    on.later(50)
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.key(K.Key_T, "t")
    began = on.controller.session.rundown.parts[1].planned_start.astimezone()  # type: ignore[union-attr]
    on.presenter.drawer.started.field.setText(f"{began:%H%M}")
    press_enter(on.presenter.drawer.started.field)
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.parts[1].start == began
    assert "startet kl." in on.presenter.calm.text.text()
    assert on.presenter.calm.action.text() == "Angre"


def test_a_rehearsal_says_that_it_is_one(on: Stage) -> None:
    assert "Øving" not in on.presenter.under.text()
    on.clock.pass_(-60 * 24 * 10)
    on.controller.session.load()
    on.settle()
    assert on.presenter.under.text() == "Øving. Samlingen er 24. november"


def test_yesterdays_rehearsal_is_not_the_day(on: Stage, stage_of: Callable[..., Stage]) -> None:
    starts = on.clock.moment + timedelta(minutes=10)
    on.clock.moment = starts - timedelta(hours=13)
    on.controller.session.load()
    on.settle()
    on.key(K.Key_Space, " ")
    for _part in range(4):
        on.later(1)
        on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.settle()
    on.controller.close()
    morning = stage_of(starts - timedelta(minutes=20))
    session = morning.controller.session
    until(lambda: session.rundown is not None and session.rundown.plan.starts == starts)
    assert session.rundown is not None
    assert session.rundown.phase == "waiting"
    assert morning.presenter.calm.text.text().startswith("Øvingen 23. november teller ikke")
    assert morning.presenter.calm.action.text() == "Angre"
    morning.later(20)
    morning.key(K.Key_Space, " ")
    morning.later(1)
    assert (session.rundown.index, session.rundown.behind) == (0, timedelta())
    morning.settle()
    crashed = stage_of(morning.clock.moment + timedelta(minutes=2))
    assert crashed.pressed().count("restart") == 1, "what was pressed today counts"


def test_a_day_tried_the_same_morning_begins_anew_and_can_be_taken_back(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.later(1)
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.key(K.Key_Home, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown is not None
    assert on.controller.session.rundown.phase == "waiting"
    assert on.presenter.calm.text.text() == "Dagen er nullstilt."
    on.presenter.calm.action.click()
    assert on.controller.session.rundown.phase == "running"
    assert on.controller.session.rundown.index == 1


def test_the_day_can_end_before_the_plan_does(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.later(30)
    on.key(K.Key_End, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown is not None
    assert on.controller.session.rundown.phase == "done"
    assert on.wall == "thanks"
    assert on.presenter.calm.text.text().startswith("Ferdig kl. 08.50, ")
    assert on.presenter.calm.text.text().endswith(" foran planen.")
    went: list[str] = []
    on.workspace.went.connect(lambda room, _where: went.append(room))
    on.presenter.calm.action.click()
    assert went == ["handouts"], "the next thing is what people take home"
    on.key(K.Key_Z, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.controller.session.rundown.phase == "running"


def test_undo_beside_a_line_takes_back_what_the_line_says(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.later(60)
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.key(K.Key_H, "h")
    on.key(K.Key_Return, "\r")
    assert on.presenter.calm.text.text().startswith("Hentet inn")
    cut = on.controller.session.rundown
    on.key(K.Key_Plus, "+")
    on.presenter.calm.action.click()
    after = on.controller.session.rundown
    assert cut is not None
    assert after is not None
    assert after.parts[1].minutes == after.parts[1].slot.minutes + 1, "the minute that was added stays"
    assert after.late_end > cut.late_end
    assert not on.presenter.calm.isVisible()


def test_a_line_that_only_told_goes_with_the_next_part_and_by_itself(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.key(K.Key_Plus, "+")
    on.key(K.Key_Z, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.presenter.calm.text.text().startswith("Angret")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    assert on.presenter.calm.text.text().startswith("Nå:"), "where we are, with the way back beside it"
    on.presenter.calm._over.setInterval(20)
    on.presenter.say("Lagt ved.")
    until(lambda: not on.presenter.calm.isVisible())
    on.presenter.say("Disken er full.", stays=True)
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    assert not on.presenter.calm._over.isActive(), "nothing will take it away"
    turns()
    assert on.presenter.calm.text.text() == "Disken er full."
    on.key(K.Key_Escape)
    assert not on.presenter.calm.isVisible()


def test_a_timer_of_as_many_minutes_as_the_key_says(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.key(K.Key_7, "7")
    assert dial(on) == "7.00"
    on.later(6.5)
    assert dial(on) == "0.30"
    on.key(K.Key_Plus, "+")
    assert dial(on) == "1.30", "one minute more is meant for the clock everybody looks at"
    assert on.controller.session.rundown is not None
    assert on.controller.session.rundown.parts[0].minutes == on.controller.session.rundown.parts[0].slot.minutes
    on.key(K.Key_Z, mods=Qt.KeyboardModifier.ControlModifier)
    assert dial(on) == "0.30"
    on.key(K.Key_K, "k")
    assert on.controller.session.rundown is not None
    assert on.controller.session.rundown.timer is None


def test_the_bell_rings_when_asked_and_by_itself_only_when_wanted(on: Stage) -> None:
    rung: list[float] = []

    class Deaf:
        def ring(self) -> bool:
            rung.append(1)
            return True

    on.controller.bell._bell = Deaf()  # type: ignore[assignment]
    on.key(K.Key_Space, " ")
    on.key(K.Key_R, "r")
    assert len(rung) == 1
    on.key(K.Key_3, "3")
    on.later(1)
    on.later(2.1)
    assert len(rung) == 1, "nobody asked for it"
    on.key(K.Key_R, "R", mods=Qt.KeyboardModifier.ShiftModifier)
    assert len(rung) == 2, "one hears at once that it can"
    on.key(K.Key_3, "3")
    on.later(1)
    on.later(2.1)
    on.later(0.1)
    assert len(rung) == 3, "once"


def test_nobody_undoes_themselves_back_into_yesterdays_rehearsal(on: Stage, stage_of: Callable[..., Stage]) -> None:
    starts = on.clock.moment + timedelta(minutes=10)
    on.clock.moment = starts - timedelta(hours=13)
    on.key(K.Key_Space, " ")
    on.settle()
    on.controller.close()
    morning = stage_of(starts)
    morning.key(K.Key_Space, " ")
    for _press in range(3):
        morning.key(K.Key_Z, mods=Qt.KeyboardModifier.ControlModifier)
    assert morning.controller.session.rundown is not None
    assert morning.controller.session.rundown.phase == "waiting"
    assert morning.presenter.calm.text.text() == "Det er ingenting å angre."


def test_a_clock_set_back_while_we_were_off_does_not_stop_the_day(on: Stage, stage_of: Callable[..., Stage]) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.later(20)
    on.key(K.Key_Plus, "+")
    left = dial(on)
    moment = on.clock.moment
    on.settle()
    on.controller.close()
    again = stage_of(moment - timedelta(hours=1))
    assert dial(again) == left
    again.later(2)
    assert again.controller.session.rundown is not None
    assert again.controller.session.rundown.spent == timedelta(minutes=22)
    assert again.pressed()[-1] == "clock"


def test_closing_and_opening_shows_the_same_day(on: Stage, stage_of: Callable[..., Stage]) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
    on.key(K.Key_A, "a")
    on.settle()
    moment = on.clock.moment
    on.controller.close()
    again = stage_of(moment)
    again.later(7)
    rundown = again.controller.session.rundown
    assert rundown is not None
    assert rundown.index == 1
    assert rundown.spent.total_seconds() == 7 * 60
    assert again.wall == "agenda"


def test_a_clock_set_back_while_it_runs_moves_the_day_along(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.later(5)
    left = dial(on)
    on.clock.pass_(-60)
    on.clock.shift -= on.clock.shift
    on.clock.shift = timedelta(hours=-1)
    on.controller.session.tick()
    assert dial(on) == left
    assert on.pressed()[-1] == "clock"


def test_nothing_modal_and_everything_has_a_name(on: Stage) -> None:
    on.later(10)
    for key in "spkhbgmatil?xn0c":
        on.key(Qt.Key(ord(key.upper())), key)
        on.key(K.Key_Escape)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert QApplication.activeModalWidget() is None
    for widget in on.presenter.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_")
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(widget, KeyButton | QLineEdit) and not inner:
            assert widget.accessibleName(), widget


def test_a_press_that_cannot_be_stored_is_said_calmly_and_the_clock_goes_on(on: Stage) -> None:
    on.later(10)
    on.settle()
    on.store.connection.execute("PRAGMA query_only = ON")
    on.key(K.Key_Space, " ")
    on.settle()
    assert on.presenter.calm.text.text()
    on.later(1)
    assert on.controller.session.rundown.phase == "running"  # type: ignore[union-attr]
    on.settle()
    on.store.connection.execute("PRAGMA query_only = OFF")
    on.later(1)
    assert on.pressed() == ["start"], "it is stored as soon as that is possible"


def test_plan_changes_while_running_show_at_once(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    first = plans.parts(on.store, on.gathering_id)[0]
    on.workspace.lane.change(lambda store: plans.edit(store, first.id, title="Kaffe og prat", minutes=40))
    on.settle()
    on.controller.session.load()
    on.settle()
    QCoreApplication.processEvents()
    assert on.presenter.parts.rows.shown[0].title == "Kaffe og prat"
    assert dial(on) == "40.00"
    assert stages.state(on.store, on.gathering_id, on.clock.moment).parts[0].minutes == 40


def test_a_dialogue_cafe_turns_from_talk_to_change_and_shows_the_next_tables(on: Stage) -> None:
    from nettverk.services import participants
    from nettverk.services.groups import groupings
    from nettverk.services.register import register

    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "across")
    plans.edit(on.store, part.id, method="dialogue_cafe")
    unit = register.add_unit(on.store, "Furulia barnehage", service_id="kindergarten").made
    for number in range(12):
        person = register.add_person(on.store, given_name=f"Navn{number}", family_name="Aas", unit_id=unit).made
        participants.add(on.store, on.gathering_id, person)
    groupings.build(on.store, part.id, size=4, rounds=3)
    on.controller.session.load()
    on.settle()
    on.later(10)
    on.controller.session.press(Jump(part.id))
    on.settle()
    on.key(K.Key_S, "s")
    assert on.wall == f"method:{part.id}"
    on.later(12)
    on.key(K.Key_S, "s")
    assert on.wall == f"names:{part.id}:2", "where everyone sits next"
    on.later(2)
    on.key(K.Key_S, "s")
    assert on.wall == f"method:{part.id}"
    wall = on.controller.session.wall()
    assert [step.now for step in wall.steps] == [False, False, True, False, False]  # type: ignore[union-attr]
    assert wall.face.text.endswith(".00")  # type: ignore[union-attr]


def test_a_long_question_is_read_by_the_facilitator_too(on: Stage) -> None:
    from nettverk.ui.common.theme import in_force
    from tests.helpers.access import clipped
    from tests.helpers.stage_day import LONG_QUESTION, QUESTION

    on.presenter.resize(1366, 768)
    on.settle()
    on.controller.session._timer.stop()  # on a busy machine a tick would show the day's own part again in between
    instrument = on.presenter.now_panel
    instrument.show_part(3, "På tvers", LONG_QUESTION[:200])
    on.settle()
    assert instrument.title.text() == LONG_QUESTION[:200], "smaller, but whole"
    instrument.show_part(3, "På tvers", LONG_QUESTION)
    assert instrument.title.text().endswith("…")
    assert instrument.title.toolTip() == LONG_QUESTION
    instrument.show_part(3, "På tvers", QUESTION)
    on.settle()
    assert instrument.title.fontInfo().pixelSize() == in_force().px(3)
    assert clipped(instrument) == []


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1024, 640)), (1.5, (1024, 640))]), ids=str
)
def test_large_text_on_a_small_screen_hides_no_button_and_no_figure(
    on: Stage, scale: float, size: tuple[int, int]
) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    presenter = on.presenter
    assert presenter.width() == size[0], "the window is no wider than the screen"
    for button in presenter.buttons.values():
        assert button.isVisible()
        assert button.geometry().right() < size[0]
        assert button.width() >= button.sizeHint().width()
    dials = (presenter.now_panel.left_dial, presenter.now_panel.second_dial, presenter.now_panel.clock_dial)
    for left, right in pairwise(dials):
        assert left.geometry().right() < right.geometry().left()
    assert all(dial.width() >= dial.sizeHint().width() for dial in dials), "no figure is cut"
    assert dials[-1].geometry().right() <= presenter.now_panel.width()
    on.key(K.Key_Plus, "?", Qt.KeyboardModifier.ShiftModifier)
    on.settle()
    keys = presenter.keys.findChild(QScrollArea)
    assert keys is not None
    assert keys.horizontalScrollBar().maximum() == 0, "one must never scroll sideways for a key"
    figures = presenter.now_panel.left_dial
    assert presenter.keys.y() >= figures.mapTo(presenter, figures.rect().bottomLeft()).y(), "the clock is in sight"


def test_s_has_a_button_that_says_what_it_would_do(on: Stage) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "across")
    plans.edit(on.store, part.id, method="igp")
    on.controller.session.load()
    on.presenter.resize(1366, 768)
    on.settle()
    button = on.presenter.now_panel.step_button
    assert not button.isVisible(), "before the day there is no step"
    on.later(10)
    on.controller.session.press(Jump(part.id))
    on.settle()
    said = []
    while button.isVisible():
        said.append(button.accessibleName())
        button.click()
        on.settle()
        on.later(1)
    assert said == ["Start steget", "Neste steg", "Neste steg"]
    assert "S" in button.text().split()
    on.key(K.Key_A, "a")
    on.settle()
    assert button.accessibleName() == "Vis steget"


@pytest.mark.parametrize(
    ("command", "page"), [(StageCommand.TELL_START, "started"), (StageCommand.MESSAGE, "message")], ids=str
)
def test_a_drawer_keeps_to_its_own_room_with_large_text_on_a_small_screen(
    on: Stage, command: StageCommand, page: str
) -> None:
    looks.apply(Theme.load("light", 2.0))
    on.presenter.resize(1280, 720)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.controller.do(command)
    on.settle()
    drawer = on.presenter.drawer
    shown = {"started": drawer.started, "message": drawer.message}[page]
    assert drawer.currentWidget() is shown
    inside = [widget for widget in shown.findChildren(QWidget) if widget.isVisible() and widget.parent() is shown]
    for widget in inside:
        assert shown.rect().contains(widget.geometry()), f"{widget} lies outside"
        if isinstance(widget, QLineEdit | QPushButton):
            assert widget.height() >= widget.minimumSizeHint().height()
            assert widget.width() >= widget.minimumSizeHint().width()
    for one, other in combinations(inside, 2):
        assert not one.geometry().intersects(other.geometry()), f"{one} lies over {other}"


def test_what_would_be_done_about_the_time_is_read_whole_with_large_text_on_a_small_screen(on: Stage) -> None:
    looks.apply(Theme.load("light", 2.0))
    on.presenter.resize(1280, 720)
    on.later(16)
    on.key(K.Key_Space, " ")
    on.key(K.Key_H, "h")
    on.settle()
    offered = on.presenter.now_panel.suggestion
    assert offered.is_open
    assert offered.text.height() >= offered.text.heightForWidth(offered.text.width())
    assert not on.presenter.now_panel.about.isVisible(), "that it is open takes this line"
    on.key(K.Key_Escape)
    on.settle()
    assert on.presenter.now_panel.about.isVisible()


def test_when_the_day_is_over_no_part_has_its_mark_over_the_thanks(on: Stage) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "across")
    on.presenter.resize(1366, 768)
    on.later(10)
    on.controller.session.press(Jump(part.id))
    on.settle()
    assert on.presenter.now_panel.mark.isVisible()
    on.controller.do(StageCommand.STOP)
    on.settle()
    assert not on.presenter.now_panel.mark.isVisible()


def test_what_is_told_goes_with_its_room_and_stands_over_an_open_panel(on: Stage) -> None:
    presenter, calm = on.presenter, on.presenter.calm
    presenter.resize(760, 700)
    presenter.say("Maskinen kan slå av skjermen av seg selv. " * 4, stays=True)
    on.settle()
    for size in ((900, 640), (700, 470)):
        presenter.resize(*size)
        on.settle()
        assert calm.geometry().bottom() == calm.room.geometry().bottom(), size
    on.key(K.Key_I, "i")
    on.settle()
    assert presenter.panel is not None
    assert presenter.panel.geometry().intersects(calm.geometry()), "in a low window a panel needs every line"
    top = presenter.childAt(calm.geometry().center())
    assert top is calm or calm.isAncestorOf(top)

"""What a tired facilitator reads at a glance: the clock that matters, the queue, the list of parts, the keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from nettverk.domain.rundown.commands import key_groups
from nettverk.domain.rundown.events import Jump
from nettverk.i18n import clock
from nettverk.services import contributions
from nettverk.services import plan as plans
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import KeyCap
from nettverk.ui.stage.presenter.part_row import step_boxes
from tests.gui.stage.conftest import Stage
from tests.helpers.access import clipped
from tests.helpers.quick import every, every_case

K, K_NONE = Qt.Key, Qt.KeyboardModifier.NoModifier


def dial(on: Stage) -> str:
    return on.presenter.now_panel.left_dial.text


def _begin_contribution(on: Stage, minutes: int) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    made = contributions.add(on.store, part.id, speaker="Magnhild Olsen", minutes=minutes).made
    on.controller.session.load()
    on.settle()
    on.later(10)
    on.controller.session.press(Jump(part.id))
    on.controller.queue.begin(made)


def test_the_contribution_is_the_figure_everyone_waits_for_and_over_time_is_said(on: Stage) -> None:
    _begin_contribution(on, 15)
    on.later(0.5)
    shown = on.presenter.now_panel
    assert (shown.left_dial.text, shown.left_dial.word, shown.left_dial.tone) == ("14.30", "igjen av innlegget", "")
    assert shown.about.text() == "Magnhild Olsen"
    assert shown.second_dial.word == "igjen av delen"
    on.key(K.Key_K, "k")
    on.later(1)
    assert shown.left_dial.word == "igjen av nedtellingen"
    assert shown.about.text() == "Snakk to og to · innlegget 13.30 igjen"
    on.later(10.5)
    assert (shown.left_dial.text, shown.left_dial.tone) == ("3.00", "warn")
    assert shown.left_dial.word == "▲ igjen av innlegget", "never colour alone"
    on.later(4.2)
    assert (shown.left_dial.text, shown.left_dial.tone) == ("+1.12", "stop")
    assert shown.left_dial.word == "■ innlegget er over tida"


def test_a_contribution_without_minutes_counts_up(on: Stage) -> None:
    _begin_contribution(on, 0)
    on.later(3)
    shown = on.presenter.now_panel
    assert (shown.left_dial.text, shown.left_dial.word, shown.left_dial.tone) == ("3.00", "brukt av innlegget", "")


def _begin_first_step(on: Stage) -> None:
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "across")
    plans.edit(on.store, part.id, method="igp")
    on.controller.session.load()
    on.settle()
    on.later(10)
    on.controller.session.press(Jump(part.id))
    on.key(K.Key_S, "s")


def test_the_step_has_the_large_figure_and_stands_still_in_a_pause(on: Stage) -> None:
    _begin_first_step(on)
    shown = on.presenter.now_panel
    before = shown.left_dial.text
    assert shown.left_dial.word == "igjen av steget"
    assert shown.about.text().startswith("Steg 1 av 3: Tenk alene")
    on.key(K.Key_Space, " ")
    on.later(5)
    assert shown.left_dial.text == before
    assert shown.left_dial.word == "av steget, på pause"


def test_a_step_begins_again_goes_back_and_is_given_a_minute_of_its_own(on: Stage) -> None:
    _begin_first_step(on)
    shown = on.presenter.now_panel

    def step() -> tuple[int, str]:
        rundown = on.controller.session.rundown
        assert rundown is not None
        return rundown.step, shown.left_dial.text

    def again() -> None:
        on.key(K.Key_S, "S", Qt.KeyboardModifier.ShiftModifier)

    first = step()
    on.later(2)
    assert step() != first
    again()
    assert step() == first, "it begins from nothing"
    on.later(2)
    on.key(K.Key_S, "s")
    second = step()
    assert second[0] == 1
    on.later(1)
    again()
    assert step() == second
    again()
    assert step()[0] == 0, "once more at once is the one before"
    rundown = on.controller.session.rundown
    assert rundown is not None
    part_left, step_left = rundown.remaining, step()[1]
    on.key(K.Key_Plus, "+")
    after = on.controller.session.rundown
    assert after is not None
    minutes = [int(text.partition(".")[0]) for text in (step_left, step()[1])]
    assert minutes[1] == minutes[0] + 1
    assert after.remaining == part_left, "the part is as long as it was"
    on.key(K.Key_Z, "z", Qt.KeyboardModifier.ControlModifier)
    assert step()[1] == step_left


def test_whoever_has_forgotten_to_start_is_reminded_quietly(on: Stage) -> None:
    shown = on.presenter.now_panel
    assert "Mellomrom" not in shown.about.text()
    on.later(12)
    assert shown.about.text().endswith("Mellomrom starter dagen."), "two minutes after the coffee should have begun"
    assert on.presenter.calm.text.text() == ""
    on.key(K.Key_Space, " ")
    on.settle()
    assert "Mellomrom" not in shown.about.text()


@pytest.mark.parametrize("size", every(2, [(1000, 620), (1024, 768), (1366, 768), (1920, 1080)]), ids=str)
def test_no_figure_moves_when_another_clock_starts(on: Stage, size: tuple[int, int]) -> None:
    on.presenter.resize(*size)
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    shown = on.presenter.now_panel
    dials = (shown.left_dial, shown.second_dial, shown.clock_dial)
    before = [dial.geometry() for dial in dials]
    on.key(K.Key_K, "k")
    on.settle()
    assert [dial.geometry() for dial in dials] == before
    on.later(200)
    on.settle()
    assert shown.left_dial.text.startswith("+")
    assert [dial.geometry() for dial in dials] == before


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1366, 768)), (1.0, (1024, 640))]), ids=str
)
def test_the_queue_reads_whole_and_the_one_that_is_on_is_marked_and_chosen(
    on: Stage, scale: float, size: tuple[int, int]
) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    part = next(part for part in plans.parts(on.store, on.gathering_id) if part.kind == "sharing")
    contributions.add(on.store, part.id, speaker="Liv Hagen", title="Først ut", minutes=10)
    _begin_contribution(on, 15)
    on.later(2)
    on.key(K.Key_P, "p")
    on.settle()
    panel = on.controller.queue.panel
    assert panel.list.count() == 2
    assert panel.list.currentRow() == 0, "whose turn it is next"
    panel.list.setCurrentRow(1)
    on.later(0)
    on.settle()
    told = panel.list.item(1).text()
    assert "13.00 igjen" in told
    assert "nå" in told
    assert panel.begin.accessibleName() == "Avslutt innlegg"
    assert panel.list.height() >= panel.height() * 0.3, "the list keeps its height"
    assert panel.list.height() >= panel.list.sizeHintForRow(0)
    assert clipped(panel) == []
    for field in (panel.speaker, panel.subject, panel.unit, panel.minutes):
        assert field.height() >= field.sizeHint().height(), "no field is squeezed"


def test_a_coming_part_is_made_shorter_from_the_list_by_key_and_by_click(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    on.settle()
    parts = on.presenter.parts
    place = next(i for i, row in enumerate(parts.rows.shown) if row.status == "ahead" and row.minutes >= 30)
    before = parts.rows.shown[place]
    left = dial(on)
    parts.setCurrentIndex(parts.rows.index(place))
    for key, text, mods in (
        (K.Key_Minus, "-", K_NONE),
        (K.Key_Minus, "-", Qt.KeyboardModifier.ControlModifier),
        (K.Key_Plus, "+", K_NONE),
    ):
        QCoreApplication.sendEvent(parts, QKeyEvent(QKeyEvent.Type.KeyPress, key, mods, text))
    row = parts.rows.shown[place]
    assert row.minutes == before.minutes - 5
    assert dial(on) == left, "the part we are in is as it was"
    assert on.presenter.calm.text.text().startswith(f"{before.title}: {before.minutes - 5} min, til kl. ")
    less, more = step_boxes(QRectF(parts.visualRect(parts.rows.index(place))))
    QTest.mouseClick(parts.viewport(), Qt.MouseButton.LeftButton, K_NONE, more.center().toPoint())
    assert parts.rows.shown[place].minutes == before.minutes - 4
    for _press in range(before.minutes):
        QTest.mouseClick(parts.viewport(), Qt.MouseButton.LeftButton, K_NONE, less.center().toPoint())
    assert parts.rows.shown[place].minutes == 0
    assert "Kortest mulig er" in on.presenter.calm.text.text(), "said, not forbidden"
    for _press in range(before.minutes + 4):
        on.key(K.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert parts.rows.shown[place] == before, "undo is exact"


def test_the_clicker_works_while_the_list_of_parts_has_the_keys(on: Stage) -> None:
    on.later(10)
    on.key(K.Key_Space, " ")
    QTest.keyClick(on.presenter, K.Key_Tab)
    assert on.presenter.focusWidget() is on.presenter.parts
    assert on.presenter.parts.currentIndex().row() == 0, "the part that runs"
    QCoreApplication.sendEvent(on.presenter.parts, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_PageDown, K_NONE, ""))
    assert on.wall == "agenda"
    QCoreApplication.sendEvent(on.presenter.parts, QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Space, K_NONE, " "))
    assert on.controller.session.rundown.phase == "paused"  # type: ignore[union-attr]


def test_a_start_half_a_day_late_is_told_in_hours(on: Stage) -> None:
    from nettverk.ui.stage.presenter import phrases

    on.later(10)
    on.key(K.Key_Space, " ")
    rundown = on.controller.session.rundown
    assert rundown is not None
    late = replace(rundown, behind=timedelta(minutes=754))
    assert phrases.behind(late) == ("12 t 34 min forsinket", "warn")
    assert phrases.behind(replace(rundown, behind=timedelta(minutes=6)))[0] == "6 minutter forsinket"


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1000, 620)), (1.0, (1024, 768))]), ids=str
)
def test_every_button_shows_its_key(on: Stage, scale: float, size: tuple[int, int]) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    on.settle()
    buttons = on.presenter.buttons
    alone = [key for key, button in buttons.items() if button.shown == "key"]
    assert {button.shown for button in buttons.values()} <= {"both", "stacked", "snug", "key"}, "never without its key"
    assert not {"start_pause", "next"} & set(alone)
    assert not alone or scale > 1


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1366, 768)), (1.0, (1024, 640))]), ids=str
)
def test_every_key_on_the_list_can_be_read_without_a_mouse(on: Stage, scale: float, size: tuple[int, int]) -> None:
    looks.apply(Theme.load("light", scale))
    on.presenter.resize(*size)
    on.settle()
    seen: set[str] = set()
    for _press in range(9):
        on.key(K.Key_Plus, "?", Qt.KeyboardModifier.ShiftModifier)
        on.settle()
        if not on.presenter.keys_open:
            break
        area = on.presenter.keys.area
        for cap in on.presenter.keys.findChildren(KeyCap):
            at = cap.mapTo(area.viewport(), cap.rect().center())
            if area.viewport().rect().contains(at):
                seen.add(cap.text())
    assert not on.presenter.keys_open, "the last press takes it away"
    wanted = {cap for _title, lines in key_groups() for line in lines for cap in line.caps}
    assert seen == wanted


def test_in_a_low_window_what_one_writes_has_the_room(on: Stage) -> None:
    looks.apply(Theme.load("light", 2.0))
    on.presenter.resize(1366, 768)
    on.later(45)
    on.key(K.Key_Space, " ")
    on.settle()
    suggestion = on.presenter.now_panel.suggestion
    assert suggestion.isVisible()
    on.key(K.Key_M, "m")
    on.settle()
    field = on.presenter.drawer.message.field
    assert not suggestion.isVisible()
    assert field.height() >= field.sizeHint().height()
    on.key(K.Key_Escape)
    on.settle()
    assert suggestion.isVisible()


@pytest.mark.parametrize("size", every(2, [(1024, 640), (1366, 768), (1920, 1080)]), ids=str)
@pytest.mark.parametrize("key", ["m", "t"])
def test_what_one_writes_is_never_squeezed(on: Stage, size: tuple[int, int], key: str) -> None:
    on.presenter.resize(*size)
    on.later(20)
    on.key(K.Key_Space, " ")
    on.settle()
    figures = on.presenter.now_panel.left_dial.geometry()
    on.key(K(ord(key.upper())), key)
    on.settle()
    page = on.presenter.drawer.message if key == "m" else on.presenter.drawer.started
    assert page.isVisible()
    assert page.field.height() >= page.field.sizeHint().height()
    assert clipped(page) == []
    assert on.presenter.now_panel.left_dial.geometry() == figures, "no figure moves"


@pytest.mark.parametrize(
    ("scale", "size"), every_case(3, [(2.0, (1366, 768)), (1.0, (1000, 620)), (1.5, (1366, 768))]), ids=str
)
def test_trouble_with_the_wall_is_told_whole_before_the_title(on: Stage, scale: float, size: tuple[int, int]) -> None:
    presenter = on.presenter
    looks.apply(Theme.load("light", scale))
    presenter.resize(*size)
    presenter.headline.setText("Nettverkssamling om overganger mellom barnehage og skole i hele kommunen")
    presenter.show_state("PROJ er borte. Klokka går; bildet kommer tilbake av seg selv", "warn", "triangle")
    on.key(K.Key_I, "i")
    on.settle()
    assert presenter.state.width() >= presenter.state.sizeHint().width()
    title = presenter.headline
    assert title.width() < title.sizeHint().width(), "the title gives way …"
    assert title.toolTip() == title.text(), "… and can be read all the same"
    right = presenter.state.mapTo(presenter, presenter.state.rect().topRight()).x()
    assert right < presenter.width()
    assert presenter.small_clock.isVisible()
    on.controller.check_in.panel.show_repair(6)
    on.settle()
    seen = on.controller.check_in.panel.repair_button
    assert seen.isVisible(), "within reach also where there is no room for the counts"
    assert presenter.rect().contains(seen.mapTo(presenter, seen.rect().bottomRight()))


def test_a_pause_is_seen_also_when_the_time_was_out_and_says_since_when(on: Stage) -> None:
    on.key(K.Key_Space, " ")
    on.later(120)
    now = on.presenter.now_panel
    assert now.left_dial.tone == "stop"
    on.key(K.Key_Space, " ")
    since = on.controller.session.rundown.now.astimezone()  # type: ignore[union-attr]
    on.later(7)
    assert (now.left_dial.word, now.left_dial.tone) == ("over tida, på pause", "warn"), "red is for time that goes"
    assert now.about.text() == f"På pause siden kl. {clock(since)}. Trykk Mellomrom for å fortsette."
    on.key(K.Key_Space, " ")
    assert now.left_dial.tone == "stop"

"""One wall fades calmly into the next, and never when the system asks for less movement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QColor, QImage

from nettverk.domain import wall_reference as reference
from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.ui.common.motion import ASK_AGAIN, Motion
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.fade import Fade
from nettverk.ui.stage.wall.wall_widget import WallView
from tests.helpers.waiting import turns, until

pytestmark = pytest.mark.drawn
SIZE = QSize(320, 180)
BLACK = walls.Black(ref=reference.BLACK, name="Svart")
NAMES = walls.Names(ref=WallRef.names("p"), name="Navn", title="Navn", entries=())
FACE = walls.Face("9.59", "igjen")


def message(text: str) -> Wall:
    return walls.Message(ref=reference.MESSAGE, name="Melding", text=text)


def rest(title: str) -> Wall:
    return walls.Rest(ref=WallRef.of_part(title), name=title, title=title, back="kl. 10", face=FACE)


class Hand:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def view(dressed: Theme, hand: Hand) -> Iterator[WallView]:
    made = WallView(Theme.load("dark"))
    made.moves = lambda: True
    made._fade = Fade(made, hand.now)
    made.resize(SIZE)
    made.show_wall(message("HEI"))
    made.show()
    QCoreApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def seen(view: WallView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def alone(wall: Wall) -> QImage:
    """The wall as it is when nothing moves."""
    still = WallView(Theme.load("dark"))
    still.resize(SIZE)
    still.show_wall(wall)
    picture = seen(still)
    still.deleteLater()
    return picture


def brightness(picture: QImage) -> float:
    """How light the picture is altogether."""
    spots = [QColor(picture.pixel(x, y)).lightnessF() for x in range(0, 320, 4) for y in range(0, 180, 4)]
    return sum(spots)


def test_the_first_frame_shows_the_new_wall_beginning_and_the_last_nothing_of_the_old(
    view: WallView, hand: Hand
) -> None:
    before = seen(view)
    view.show_wall(BLACK)
    levels = [brightness(before)]
    for _frame in range(4):
        levels.append(brightness(seen(view)))
        hand.at += 0.045
    assert levels == sorted(levels, reverse=True), levels
    assert levels[1] < levels[0] * 0.9, "the first frame begins"
    assert levels[1] > levels[0] * 0.4, "and is a beginning"
    hand.at += 0.1
    assert seen(view) == alone(BLACK)
    assert not view.fading


def test_the_same_wall_is_reached_as_without_a_fade(view: WallView, hand: Hand) -> None:
    for wall in (rest("Pause"), NAMES, message("HALLO"), rest("Lunsj")):
        view.show_wall(wall)
        seen(view)
        hand.at += 0.05
        assert seen(view) != alone(wall)
        hand.at += 0.3
        assert seen(view) == alone(wall), wall.ref


def test_nothing_fades_where_the_system_asks_for_less_movement(view: WallView) -> None:
    view.moves = Motion(lambda: True, threaded=False).allowed
    view.show_wall(BLACK)
    assert seen(view) == alone(BLACK)
    assert not view.fading


def test_a_clock_in_the_same_place_stands_steady(view: WallView, hand: Hand) -> None:
    view.moves = lambda: False
    view.show_wall(rest("Pause"))
    view.moves = lambda: True
    seen(view)
    area = view._picture.clock_rect(view.wall).toAlignedRect().intersected(QRect(0, 0, 320, 180))
    figures = seen(view).copy(area)
    view.show_wall(rest("Mandag morgen"))
    assert seen(view).copy(area) == figures
    hand.at += 0.1
    assert view.fading
    assert seen(view).copy(area) == figures
    # A tick in the middle of the change is seen at once, and leaves nothing behind.
    ticked = replace(rest("Mandag morgen"), face=walls.Face("9.58", "igjen"))
    view.show_wall(ticked)
    assert seen(view).copy(area) != figures
    hand.at += 0.3
    assert seen(view) == alone(ticked)


def test_a_second_change_goes_on_from_what_is_seen(view: WallView, hand: Hand) -> None:
    view.show_wall(BLACK)
    seen(view)
    hand.at += 0.06
    half = seen(view)
    other = message("DA")
    view.show_wall(other)
    first = seen(view)
    light = brightness(half)
    assert brightness(first) >= light * 0.7, "what was seen has not jumped"
    assert first != alone(other)
    hand.at += 0.3
    assert seen(view) == alone(other)


def test_a_wall_that_nobody_saw_is_passed_over(view: WallView, hand: Hand) -> None:
    view.show_wall(BLACK)
    view.show_wall(message("DA"))
    assert view.fading
    seen(view)
    hand.at += 0.3
    assert seen(view) == alone(message("DA"))


def test_the_pages_of_somebodys_slides_turn_at_once(view: WallView, hand: Hand) -> None:
    def page(number: int) -> Wall:
        return walls.Slides(ref=WallRef.slides("c", number), name="Lek", document="d", page=number, pages=9)

    view.show_wall(page(0))
    assert view.fading, "into the slides one fades"
    seen(view)
    hand.at += 0.3
    seen(view)
    view.show_wall(page(1))
    assert not view.fading


@pytest.mark.parametrize(
    "disturb",
    [
        lambda view: view.resize(400, 225),
        lambda view: view.set_theme(Theme.load("light")),
        lambda view: view.mirror(QSize(1024, 768)),
    ],
    ids=["size", "theme", "layout"],
)
def test_another_size_or_look_ends_the_change(view: WallView, disturb: Callable[[WallView], None]) -> None:
    view.show_wall(BLACK)
    seen(view)
    disturb(view)
    assert not view.fading


def test_no_timer_is_left_when_it_is_over_and_hiding_it_leaves_nothing_half(dressed: Theme, hand: Hand) -> None:
    view = WallView(Theme.load("dark"))
    view._fade = Fade(view, hand.now)
    view.moves = lambda: True
    view.resize(SIZE)
    view.show_wall(message("HEI"))
    view.show()
    QCoreApplication.processEvents()
    view.show_wall(BLACK)
    QCoreApplication.processEvents()
    assert view._fade.ticking
    turns()
    view.hide()
    until(lambda: not view._fade.ticking)
    hand.at += 0.4
    view.show()
    QCoreApplication.processEvents()
    assert seen(view) == alone(BLACK)
    assert not view.fading
    assert not view._fade.ticking
    view._fade = Fade(view)
    view.show_wall(message("IGJEN"))
    until(lambda: not view.fading, "it comes to its end by itself")
    assert not view._fade.ticking
    view.close()
    view.deleteLater()


def stutter(view: WallView, wall: Wall) -> None:
    view.show_wall(wall)
    view._fade.share()
    view._fade.drawn(40.0)
    assert not view.fading, "this one ends at once"
    assert seen(view) == alone(wall)


def test_a_screen_that_cannot_be_drawn_fast_enough_has_no_fades(view: WallView) -> None:
    for wall in (BLACK, message("DA"), BLACK):
        stutter(view, wall)
    view.show_wall(message("HEI"))
    assert not view.fading
    assert seen(view) == alone(message("HEI"))
    view.resize(300, 200)
    seen(view)
    view.show_wall(BLACK)
    assert view.fading, "a smaller screen is tried anew"


def test_one_slow_frame_now_and_then_is_not_the_screens_fault(view: WallView, hand: Hand) -> None:
    for _hour in range(6):
        stutter(view, BLACK)
        view.show_wall(message("HEI"))
        assert view.fading
        seen(view)
        hand.at += 0.3
        seen(view)
        assert not view.fading


def test_the_answer_is_asked_for_again_after_a_while() -> None:
    hand, answers = Hand(), [False, True]
    motion = Motion(lambda: answers.pop(0), threaded=False, now=hand.now)
    assert motion.allowed()
    hand.at += ASK_AGAIN / 2
    assert motion.allowed()
    hand.at += ASK_AGAIN
    assert not motion.allowed()


def test_nothing_moves_before_the_answer_is_there() -> None:
    import threading

    hold = threading.Event()

    def slow() -> bool:
        hold.wait()
        return False

    motion = Motion(slow, threaded=True)
    assert not motion.allowed()
    hold.set()
    motion.wait()
    assert motion.allowed()

"""What the stage looks like: every projected screen at five sizes, and the presenter at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.services import gatherings, participants, stage
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.painting import pages
from nettverk.ui.stage.pictures import render
from nettverk.ui.stage.room import Room
from nettverk.ui.stage.stagehand import Stagehand
from tests.helpers.shells import settle
from tests.helpers.strip import draw_all
from tests.helpers.wall_show import every_wall
from tests.visual.compare import check

SIZES = ((1024, 768), (1280, 720), (1920, 1080), (2560, 1080), (3840, 2160))
# Wide enough that the smallest text on a wall (1/30 of its height) still can be read on the sheet.
THUMB, COLUMNS, GAP = 480, 6, 6


def sheet(size: tuple[int, int], theme: Theme) -> tuple[QImage, tuple[int, int]]:
    """Every screen at its size, then made small side by side, the first and last page of what has many; with the size
    of a cell."""
    pictures = []
    high = round(THUMB * size[1] / size[0])
    smooth = Qt.TransformationMode.SmoothTransformation
    for shown in every_wall():
        count = pages(shown.wall, *size, theme)
        for page in sorted({0, count - 1}):
            picture = render(shown.wall, size, theme, page, shown.slide() if shown.slide else None)
            pictures.append(picture.scaled(THUMB, high, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    rows = -(-len(pictures) // COLUMNS)
    cell = THUMB + GAP, high + GAP
    made = QImage(COLUMNS * cell[0], rows * cell[1], QImage.Format.Format_RGB32)
    made.fill(0xFF808080)
    painter = QPainter(made)
    for i, picture in enumerate(pictures):
        painter.drawImage((i % COLUMNS) * cell[0], (i // COLUMNS) * cell[1], picture)
    painter.end()
    return made, cell


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.usefixtures("dressed")
def test_every_wall(size: tuple[int, int], look: str) -> None:
    picture, cell = sheet(size, Theme.load(look))
    check(f"walls-{size[0]}x{size[1]}-{look}", picture, share=0.0008, cell=cell)


# --- the presenter ---


class _Clock:
    """A clock that stands where it is put."""

    def __init__(self, moment: object) -> None:
        self.moment = moment

    def now(self) -> object:
        return self.moment

    def take_shift(self) -> timedelta:
        return timedelta()


@pytest.fixture
def play(sample_workspace: Workspace, store_of_sample: Store) -> Iterator[Callable[..., Stagehand]]:
    """Open the sample's day on the stage, twenty minutes into the mixed groups, six minutes late."""
    opened: list[Stagehand] = []

    def open_(look: str, scale: float = 1.0, size: tuple[int, int] = (1366, 768)) -> Stagehand:
        theme = Theme.load(look, scale)
        looks.apply(theme)
        sample_workspace.set_theme(theme)
        held = next(one for one in gatherings.all_(store_of_sample) if one.participants)
        deck = stage.deck(store_of_sample, held.id)
        clock = _Clock(deck.plan.starts)
        stagehand = Stagehand(sample_workspace, None, clock)  # type: ignore[arg-type]
        opened.append(stagehand)
        sample_workspace.open_gathering(held.id)
        settle(sample_workspace)
        stagehand.open(held.id)
        settle(sample_workspace)
        assert stagehand.presenter is not None
        stagehand.presenter.setGeometry(QRect(0, 0, *size))
        stagehand.presenter.side.resize_preview(QSize(1920, 1080))
        clock.moment = deck.plan.starts + timedelta(minutes=6)
        stagehand.do("start_pause")
        for part in deck.parts:
            if part.organising == "mixed":
                break
            clock.moment = clock.moment + timedelta(minutes=part.minutes)  # type: ignore[operator]
            stagehand.conductor.tick()
            stagehand.do("next")
        clock.moment = clock.moment + timedelta(minutes=20, seconds=12)  # type: ignore[operator]
        stagehand.conductor.tick()
        settle(sample_workspace)
        return stagehand

    yield open_
    for stagehand in opened:
        stagehand.close()
        stagehand.deleteLater()
    QCoreApplication.processEvents()


@pytest.fixture
def store_of_sample(sample_workspace: Workspace) -> Store:
    """The database behind the sample's workspace."""
    found: list[Store] = []
    sample_workspace.lane.ask(lambda store: store, found.append)
    sample_workspace.lane.wait()
    return found[0]


def _picture(stagehand: Stagehand, name: str) -> None:
    settle(stagehand.workspace)
    presenter = stagehand.presenter
    assert presenter is not None
    focused = presenter.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(stagehand.workspace)
    draw_all(stagehand)
    check(name, presenter.grab().toImage())


@pytest.mark.parametrize("look", ["light", "dark"])
def test_presenter(play: Callable[..., Stagehand], look: str) -> None:
    stagehand = play(look)
    stagehand.do("recover")
    _picture(stagehand, f"presenter-{look}")


def test_presenter_at_150_percent(play: Callable[..., Stagehand]) -> None:
    _picture(play("light", 1.5, (1920, 1080)), "presenter-150")


@pytest.mark.parametrize("size", [(1280, 720), (1000, 620)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_presenter_on_a_small_screen(play: Callable[..., Stagehand], size: tuple[int, int]) -> None:
    _picture(play("light", 1.0, size), f"presenter-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("look", "scale", "size"), [("light", 1.0, (1366, 768)), ("dark", 2.0, (1366, 768)), ("dark", 1.0, (1920, 1080))]
)
def test_a_contribution_is_the_largest_figure(
    play: Callable[..., Stagehand], look: str, scale: float, size: tuple[int, int]
) -> None:
    stagehand = play(look, scale, size)
    stagehand.backstage.begin(stagehand.conductor.deck.contributions[0].id)  # type: ignore[union-attr]
    clock = stagehand.conductor.clock
    clock.moment += timedelta(minutes=4, seconds=1)  # type: ignore[attr-defined]
    stagehand.conductor.tick()
    _picture(stagehand, f"presenter-contribution-{size[0]}-{round(100 * scale)}")


def test_check_in(play: Callable[..., Stagehand], store_of_sample: Store) -> None:
    stagehand = play("light")
    for place, person in enumerate(participants.all_(store_of_sample, stagehand.conductor.gathering_id)):
        participants.mark(store_of_sample, person.id, ("present", "present", "absent", "present", "late")[place % 5])
    stagehand.backstage.know()
    settle(stagehand.workspace)
    stagehand.do("check_in")
    assert stagehand.presenter is not None
    stagehand.presenter.check_in.field.setText("ha")
    _picture(stagehand, "presenter-check-in")


def test_queue_and_keys(play: Callable[..., Stagehand]) -> None:
    stagehand = play("dark")
    stagehand.do("queue")
    _picture(stagehand, "presenter-queue")
    stagehand.do("leave")
    stagehand.do("keys")
    _picture(stagehand, "presenter-keys")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_room(sample_workspace: Workspace, store_of_sample: Store, look: str) -> None:
    theme = Theme.load(look)
    looks.apply(theme)
    sample_workspace.set_theme(theme)
    sample_workspace.open_gathering(next(one.id for one in gatherings.all_(store_of_sample) if one.participants))
    settle(sample_workspace)
    room = Room(sample_workspace)
    room.resize(1100, 680)
    room.show()
    settle(sample_workspace)
    room.setFocus()
    picture = room.grab().toImage()
    room.close()
    room.deleteLater()
    check(f"stage-room-{look}", picture)

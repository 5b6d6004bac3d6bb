"""What the stage looks like: every projected screen at five sizes, and the presenter at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.domain.rundown.commands import StageCommand
from nettverk.services import gatherings, participants, stage
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.run_controller import RunController
from nettverk.ui.stage.preparation.room import PreparationRoom
from nettverk.ui.stage.wall.export import render
from nettverk.ui.stage.wall.painting import pages
from tests.helpers.quick import every, every_case
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


# Each theme at one size; the others, and the largest, are dear to draw, and in the long run only.
_LONG_ONLY = {
    ((1024, 768), "light"),
    ((1280, 720), "light"),
    ((1280, 720), "dark"),
    ((2560, 1080), "light"),
    ((1920, 1080), "dark"),
    ((2560, 1080), "dark"),
    ((3840, 2160), "dark"),
    ((3840, 2160), "light"),
}
WALLS = [
    pytest.param(
        size,
        look,
        id=f"{size[0]}x{size[1]}-{look}",
        marks=[pytest.mark.slow] if (size, look) in _LONG_ONLY else [],
    )
    for size in SIZES
    for look in ("dark", "light")
]


@pytest.mark.parametrize(("size", "look"), WALLS)
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
def play(sample_workspace: Workspace, store_of_sample: Store) -> Iterator[Callable[..., RunController]]:
    """Open the sample's day on the stage, twenty minutes into the mixed groups, six minutes late."""
    opened: list[RunController] = []

    def open_(look: str, scale: float = 1.0, size: tuple[int, int] = (1366, 768)) -> RunController:
        theme = Theme.load(look, scale)
        looks.apply(theme)
        sample_workspace.set_theme(theme)
        held = next(one for one in gatherings.all_(store_of_sample) if one.participants)
        context = stage.context(store_of_sample, held.id)
        clock = _Clock(context.plan.starts)
        controller = RunController(sample_workspace, None, clock)  # type: ignore[arg-type]
        opened.append(controller)
        sample_workspace.open_gathering(held.id)
        settle(sample_workspace)
        controller.open(held.id)
        settle(sample_workspace)
        assert controller.presenter is not None
        controller.presenter.setGeometry(QRect(0, 0, *size))
        controller.presenter.side.resize_preview(QSize(1920, 1080))
        clock.moment = context.plan.starts + timedelta(minutes=6)
        controller.do(StageCommand.START_PAUSE)
        for part in context.parts:
            if part.organising == "mixed":
                break
            clock.moment = clock.moment + timedelta(minutes=part.minutes)  # type: ignore[operator]
            controller.session.tick()
            controller.do(StageCommand.NEXT)
        clock.moment = clock.moment + timedelta(minutes=20, seconds=12)  # type: ignore[operator]
        controller.session.tick()
        settle(sample_workspace)
        return controller

    yield open_
    for controller in opened:
        controller.close()
        controller.deleteLater()
    QCoreApplication.processEvents()


@pytest.fixture
def store_of_sample(sample_workspace: Workspace) -> Store:
    """The database behind the sample's workspace."""
    found: list[Store] = []
    sample_workspace.lane.ask(lambda store: store, found.append)
    sample_workspace.lane.wait()
    return found[0]


def _picture(controller: RunController, name: str) -> None:
    settle(controller.workspace)
    presenter = controller.presenter
    assert presenter is not None
    focused = presenter.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(controller.workspace)
    draw_all(controller)
    check(name, presenter.grab().toImage())


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_presenter(play: Callable[..., RunController], look: str) -> None:
    controller = play(look)
    controller.do(StageCommand.RECOVER)
    _picture(controller, f"presenter-{look}")


def test_presenter_at_150_percent(play: Callable[..., RunController]) -> None:
    _picture(play("light", 1.5, (1920, 1080)), "presenter-150")


@pytest.mark.parametrize("size", [(1280, 720), (1000, 620)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_presenter_on_a_small_screen(play: Callable[..., RunController], size: tuple[int, int]) -> None:
    _picture(play("light", 1.0, size), f"presenter-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("look", "scale", "size"),
    every_case(3, [("dark", 2.0, (1366, 768)), ("light", 1.0, (1366, 768)), ("dark", 1.0, (1920, 1080))]),
)
def test_a_contribution_is_the_largest_figure(
    play: Callable[..., RunController], look: str, scale: float, size: tuple[int, int]
) -> None:
    controller = play(look, scale, size)
    controller.queue.begin(controller.session.context.contributions[0].id)  # type: ignore[union-attr]
    clock = controller.session.clock
    clock.moment += timedelta(minutes=4, seconds=1)  # type: ignore[attr-defined]
    controller.session.tick()
    _picture(controller, f"presenter-contribution-{size[0]}-{round(100 * scale)}")


def test_check_in(play: Callable[..., RunController], store_of_sample: Store) -> None:
    controller = play("light")
    for place, person in enumerate(participants.all_(store_of_sample, controller.session.gathering_id)):
        participants.mark(store_of_sample, person.id, ("present", "present", "absent", "present", "late")[place % 5])
    controller.lookups.read()
    settle(controller.workspace)
    controller.do(StageCommand.CHECK_IN)
    assert controller.presenter is not None
    controller.check_in.panel.field.setText("ha")
    _picture(controller, "presenter-check-in")


def test_queue_and_keys(play: Callable[..., RunController]) -> None:
    controller = play("dark")
    controller.do(StageCommand.QUEUE)
    _picture(controller, "presenter-queue")
    controller.do(StageCommand.LEAVE)
    controller.do(StageCommand.KEY_LIST)
    _picture(controller, "presenter-keys")


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_room(sample_workspace: Workspace, store_of_sample: Store, look: str) -> None:
    theme = Theme.load(look)
    looks.apply(theme)
    sample_workspace.set_theme(theme)
    sample_workspace.open_gathering(next(one.id for one in gatherings.all_(store_of_sample) if one.participants))
    settle(sample_workspace)
    room = PreparationRoom(sample_workspace)
    room.resize(1100, 680)
    room.show()
    settle(sample_workspace)
    room.setFocus()
    picture = room.grab().toImage()
    room.close()
    room.deleteLater()
    check(f"stage-room-{look}", picture)

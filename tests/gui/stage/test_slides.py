"""Slides from whatever people bring: taken in calmly, kept ready, and never in the way of a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from nettverk.domain.errors import BadInput
from nettverk.domain.rundown.events import Jump
from nettverk.domain.wall.walls import Plenary, Slides
from nettverk.domain.wall_reference import WallRef
from nettverk.services import contributions
from nettverk.services import plan as plans
from nettverk.services.slides import counted
from nettverk.services.slides import read_file as read_slides
from nettverk.ui.stage.wall import slide_pages
from nettverk.ui.stage.wall.slide_pages import SMALL, SlideShelf
from tests.gui.stage.conftest import Stage
from tests.helpers.slides import half_broken_pdf, locked_pdf, odd_pdf, pdf
from tests.helpers.waiting import PATIENCE_S, until

K = Qt.Key
FULL = QSize(640, 360)


@pytest.fixture
def shelf(qapp: object) -> Iterator[SlideShelf]:
    made = SlideShelf()
    yield made
    made.clear()


def part_of(on: Stage, kind: str) -> str:
    return next(part.id for part in plans.parts(on.store, on.gathering_id) if part.kind == kind)


def in_part(on: Stage, kind: str) -> str:
    part = part_of(on, kind)
    on.later(10)
    on.controller.session.press(Jump(part))
    on.settle()
    return part


@pytest.fixture
def talk(on: Stage) -> Callable[[bytes, int], str]:
    """Somebody with slides, in the middle of sharing."""

    def begin(data: bytes, pages: int) -> str:
        part = in_part(on, "sharing")
        made = contributions.add(on.store, part, speaker="Hege Lund", minutes=15).made
        contributions.attach(on.store, made, name="lek.pdf", data=data, pages=pages)
        on.controller.session.load()
        on.settle()
        on.controller.queue.begin(made)
        on.settle()
        return made

    return begin


# --- the shelf ---


def test_every_kind_of_page_is_fitted_whole(shelf: SlideShelf) -> None:
    shelf.put("a", odd_pdf())
    for page, (wide, high) in enumerate(((960, 540), (595, 842), (540, 720), (30, 20), (2384, 3370))):
        image = shelf.page("a", page, FULL, patience=10)
        assert image is not None
        assert image.width() <= FULL.width()
        assert image.height() <= FULL.height() + 1
        assert image.width() == FULL.width() or image.height() >= FULL.height() - 1
        assert image.width() / image.height() == pytest.approx(wide / high, rel=0.02)
    turned = shelf.page("a", 2, FULL, patience=10)
    assert turned is not None
    middle = turned.height() // 2
    assert turned.pixelColor(4, middle).green() < 100, "turned a quarter to the right, the bottom is at the left"
    assert turned.pixelColor(turned.width() - 4, middle).green() > 200


def test_pages_around_are_ready_before_they_are_asked_for(shelf: SlideShelf) -> None:
    shelf.put("a", pdf(8))
    shelf.near([("a", page, FULL) for page in (3, 4, 2)])
    assert shelf.wait()
    for page in (2, 3, 4):
        assert shelf.is_ready("a", page, FULL)
        assert shelf.page("a", page, FULL, patience=0) is not None
    assert not shelf.is_ready("a", 6, FULL), "nobody has asked for it"


def test_a_page_that_comes_too_late_is_told_of(shelf: SlideShelf, qtbot: object) -> None:
    shelf.put("a", pdf(8))
    with qtbot.waitSignal(shelf.sharp, timeout=round(PATIENCE_S * 1000)) as told:  # type: ignore[attr-defined]
        shelf.page("a", 6, FULL, patience=0)
    assert told.args == ["a", 6]
    assert shelf.is_ready("a", 6, FULL)


def test_small_pictures_come_too_and_follow_from_the_large(shelf: SlideShelf) -> None:
    shelf.put("a", pdf(3))
    assert shelf.small("a", 1) is None
    assert shelf.wait()
    found = shelf.small("a", 1)
    assert isinstance(found, QImage)
    assert found.width() == SMALL.width()
    shelf.near([("a", 2, QSize(1280, 720)), ("a", 2, QSize(320, 180))])
    assert shelf.wait()
    assert shelf.small("a", 2) is not None
    assert shelf.is_ready("a", 2, QSize(320, 180))


def test_old_pages_are_let_go_those_near_are_kept(shelf: SlideShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slide_pages, "MOST_BYTES", FULL.width() * FULL.height() * 4 * 3)
    shelf.put("a", pdf(6))
    shelf.near([("a", 0, FULL)])
    for page in range(6):
        assert shelf.page("a", page, FULL, patience=10) is not None
    assert shelf.is_ready("a", 0, FULL)
    assert [page for page in range(6) if shelf.is_ready("a", page, FULL)] == [0, 4, 5]


def test_a_page_that_cannot_be_drawn_is_told_of_once_and_stops_nothing(shelf: SlideShelf) -> None:
    told: list[str] = []
    shelf.trouble.connect(told.append)
    shelf.put("a", half_broken_pdf(), "lek.pdf")
    for _turn in range(2):
        # A sentence on a quiet ground stands where the page would.
        instead = shelf.page("a", 1, FULL, patience=10)
        assert instead is not None
        assert instead.size() == FULL
        assert instead.pixelColor(2, 2).lightness() < 80
    assert not shelf.is_ready("a", 1, FULL)
    assert shelf.page("a", 2, FULL, patience=10) is not None
    until(lambda: bool(told))
    assert told == ["Side 2 i lek.pdf kan ikke vises. Bla videre."]


def test_a_pdf_that_was_damaged_in_the_file_is_told_of_once(shelf: SlideShelf) -> None:
    told: list[str] = []
    shelf.trouble.connect(told.append)
    shelf.put("a", b"%PDF-1.7 and then nothing", "lek.pdf")
    for page in (0, 1):
        assert shelf.page("a", page, FULL, patience=10) is not None
        assert not shelf.is_ready("a", page, FULL)
    until(lambda: bool(told))
    assert told == ["lek.pdf kan ikke vises. Legg ved PDF-en på nytt."]


# --- what people bring ---


def test_three_hundred_pages_are_counted() -> None:
    assert counted(pdf(300), "lang.pdf").pages == 300


def test_a_pdf_that_may_only_be_looked_at_can_be_shown(shelf: SlideShelf) -> None:
    data = locked_pdf(to_open="")
    assert counted(data, "vernet.pdf").pages == 2
    shelf.put("a", data)
    assert shelf.page("a", 1, FULL, patience=10) is not None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("halv.pdf", lambda: pdf(3)[:4000], "er ikke en PDF vi kan vise"),
        ("tom.pdf", bytes, "er ikke en PDF vi kan vise"),
        ("lek.pptx", lambda: b"PK\x03\x04", "må lagres som PDF først"),
        ("lek.odp", lambda: b"PK\x03\x04", "må lagres som PDF først"),
    ],
)
def test_what_cannot_be_shown_is_said_with_the_way_out(
    tmp_path: Path, name: str, data: Callable[[], bytes], said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data())
    with pytest.raises(BadInput) as fault:
        read_slides(file)
    assert said in fault.value.sentence
    assert name in fault.value.sentence


def test_two_hundred_megabytes_are_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "film.pdf"
    with file.open("wb") as out:
        out.truncate(200_000_000)
    monkeypatch.setattr(Path, "open", lambda *_args: pytest.fail("it was read"))
    with pytest.raises(BadInput) as fault:
        read_slides(file)
    assert "over 60 MB" in fault.value.sentence


# --- passwords ---


def test_a_password_is_asked_for_and_a_wrong_one_said(shelf: SlideShelf) -> None:
    asked: list[str] = []
    shelf.locked.connect(asked.append)
    shelf.put("a", locked_pdf(), "last.pdf")
    until(lambda: asked == ["a"])
    assert shelf.page("a", 0, FULL, patience=10) is not None
    assert not shelf.is_ready("a", 0, FULL)
    shelf.unlock("a", "feil")
    until(lambda: asked == ["a", "a"])
    shelf.unlock("a", "hemmelig")
    shelf.page("a", 0, FULL, patience=10)
    assert shelf.is_ready("a", 0, FULL)


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_is_kept_and_shown_as_slides_are(on: Stage, tmp_path: Path, ending: str) -> None:
    in_part(on, "sharing")
    file = tmp_path / f"tavle.{ending}"
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert QImageWriter(str(file)).write(picture)
    queue = on.controller.queue
    queue.attach_slides("", str(file))
    until(lambda: on.workspace.lane.wait() or bool(contributions.queue(on.store, on.gathering_id)))
    assert on.presenter.calm.text.text() == f"tavle.{ending} er lagt ved: 1 side."
    on.controller.session.load()
    on.settle()
    row = contributions.queue(on.store, on.gathering_id)[0]
    queue.show_slides(row.id)
    on.settle()
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    shown = queue.tray.shelf.page(wall.document, 0, FULL, patience=PATIENCE_S)
    assert shown is not None
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    assert (middle.red() > 240, middle.green() < 20) == (True, True)


def test_the_next_file_is_looked_for_where_the_last_one_lay(on: Stage, tmp_path: Path) -> None:
    in_part(on, "sharing")
    queue = on.controller.queue
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "lek.pdf").write_bytes(pdf(pages=1))
    queue.attach_slides("", str(stick / "lek.pdf"))
    queue.toggle()
    on.settle()
    assert queue.panel is not None
    queue.panel._pick()
    dialog = queue.panel.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == stick
    dialog.close()


def test_a_locked_file_is_taken_in_when_its_password_is_typed(on: Stage, tmp_path: Path) -> None:
    in_part(on, "sharing")
    file = tmp_path / "last.pdf"
    file.write_bytes(locked_pdf())
    queue = on.controller.queue
    queue.toggle()
    on.settle()
    assert queue.panel is not None
    ask = queue.panel.password
    queue.attach_slides("", str(file))
    until(lambda: not ask.isHidden())
    assert "last.pdf" in ask.words.text()
    assert ask.field.echoMode() == ask.field.EchoMode.Password
    ask.field.setText("feil")
    ask.button.click()
    until(lambda: not ask.wrong.isHidden())
    assert not contributions.queue(on.store, on.gathering_id)
    ask.field.setText("hemmelig")
    ask.button.click()
    until(lambda: on.workspace.lane.wait() or bool(contributions.queue(on.store, on.gathering_id)))
    until(ask.isHidden)
    row = contributions.queue(on.store, on.gathering_id)[0]
    assert row.pages == 2
    on.settle()
    document = row.slides_id
    until(lambda: queue.tray.shelf.holds(document))
    queue.tray.shelf.page(document, 0, FULL, patience=10)
    assert queue.tray.shelf.is_ready(document, 0, FULL)
    assert ask.isHidden()
    # What lies in the file is the PDF as it was given, with its lock; the password is nowhere.
    assert contributions.slides(on.store, document) == file.read_bytes()
    assert "hemmelig" not in "\n".join(on.store.connection.iterdump())


def test_a_locked_pdf_in_the_queue_is_asked_for_when_the_stage_opens(
    on: Stage, talk: Callable[[bytes, int], str]
) -> None:
    talk(locked_pdf(), 2)
    queue = on.controller.queue
    assert queue.panel is not None
    ask = queue.panel.password
    until(lambda: not ask.isHidden())
    ask.field.setText("feil")
    ask.button.click()
    until(lambda: not ask.wrong.isHidden())
    ask.field.setText("hemmelig")
    ask.button.click()
    until(ask.isHidden)


# --- on the stage ---


def test_a_page_turn_finds_its_page_ready(on: Stage, talk: Callable[[bytes, int], str]) -> None:
    talk(pdf(6), 6)
    shelf = on.controller.queue.tray.shelf
    preview = on.presenter.side.preview
    size = preview.size()
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    document = wall.document
    until(lambda: all(shelf.is_ready(document, page, size) for page in (0, 1, 2)))
    on.key(K.Key_PageDown)
    until(lambda: shelf.is_ready(document, 4, size))
    assert on.presenter.side.where.text().startswith("Side 2 av 6")


def test_a_jump_far_ahead_is_soft_for_a_moment_and_then_sharp(on: Stage, talk: Callable[[bytes, int], str]) -> None:
    made = talk(pdf(300), 300)
    shelf = on.controller.queue.tray.shelf
    on.controller.wall_commands.show(WallRef.slides(made, 250))
    on.settle()
    preview = on.presenter.side.preview
    assert shelf.wait()
    low = round(preview.height() * 0.7)
    until(lambda: preview.grab().toImage().pixelColor(5, low).lightness() > 200)
    assert on.controller.session.last_slide() == 250


def test_a_broken_page_is_black_with_a_calm_line_and_the_next_key_goes_on(
    on: Stage, talk: Callable[[bytes, int], str]
) -> None:
    talk(half_broken_pdf(), 3)
    on.key(K.Key_PageDown)
    on.presenter.side.preview.grab()
    until(lambda: "Side 2 i lek.pdf" in on.presenter.calm.text.text())
    on.key(K.Key_PageDown)
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides)
    assert wall.page == 2


def test_the_theory_gets_its_slides_with_one_drop(on: Stage, tmp_path: Path) -> None:
    part = in_part(on, "theory")
    plans.edit(on.store, part, speaker="Marit Holm")
    on.controller.session.load()
    on.settle()
    file = tmp_path / "teori.pdf"
    file.write_bytes(pdf(4))
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    queue.attached.emit("", str(file))
    on.settle()
    on.controller.session.load()
    on.settle()
    (row,) = contributions.queue(on.store, on.gathering_id)
    assert (row.part_id, row.speaker, row.pages) == (part, "Marit Holm", 4)
    assert on.presenter.calm.text.text() == "teori.pdf er lagt ved: 4 sider."
    on.presenter.show_panel(None)
    assert isinstance(on.controller.session.wall(), Plenary)
    on.key(K.Key_PageDown)
    wall = on.controller.session.wall()
    assert isinstance(wall, Slides), "Page Down goes from the title straight to the slides"
    rundown = on.controller.session.rundown
    assert rundown is not None
    assert rundown.contribution == row.id
    for _page in range(4):
        on.key(K.Key_PageDown)
    assert on.wall == f"part:{part}", "one step too many is safe"


def test_slides_left_by_another_wall_are_taken_up_where_they_were(on: Stage, talk: Callable[[bytes, int], str]) -> None:
    made = talk(pdf(6), 6)
    for _page in range(3):
        on.key(K.Key_PageDown)
    on.key(K.Key_0, "0")
    assert not isinstance(on.controller.session.wall(), Slides)
    on.key(K.Key_PageDown)
    assert on.wall == f"slides:{made}:3"


def test_slides_for_the_theory_can_be_put_in_before_the_day_begins(on: Stage, tmp_path: Path) -> None:
    theory, sharing = part_of(on, "theory"), part_of(on, "sharing")
    file = tmp_path / "teori.pdf"
    file.write_bytes(pdf(4))
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    assert queue.parts.isVisibleTo(queue)
    assert queue.parts.value() == sharing
    assert queue.first.isVisibleTo(queue), "it is plain where slides are put in"
    queue.turned.emit(theory)
    assert queue.parts.value() == theory
    queue.attached.emit(queue.chosen, str(file))
    on.settle()
    on.controller.session.load()
    on.settle()
    (row,) = contributions.queue(on.store, on.gathering_id)
    assert (row.part_id, row.pages) == (theory, 4)
    assert queue.chosen == row.id
    assert not queue.first.isVisibleTo(queue)


def test_powerpoint_dropped_is_told_to_be_saved_as_pdf(on: Stage, tmp_path: Path) -> None:
    file = tmp_path / "lek.pptx"
    file.write_bytes(b"PK\x03\x04")
    on.key(K.Key_P, "p")
    queue = on.controller.queue.panel
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(60, 60), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    queue.dropEvent(drop)
    on.settle()
    assert contributions.queue(on.store, on.gathering_id) == ()
    assert "PowerPoint" in on.presenter.calm.text.text()

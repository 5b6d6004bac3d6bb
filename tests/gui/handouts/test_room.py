"""Utskrifter as the organiser meets it: choose, look, save, print, everything at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QPushButton

from nettverk.domain.errors import Expected
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.services import gatherings, plan, reflections
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.handouts import LaidOut
from nettverk.services.handouts.registry import PACK, kind_name, kinds
from nettverk.services.pdf_pages import PagePicture
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import ShowHandout
from nettverk.ui.common.lane import Work
from nettverk.ui.common.printer import send, true_size_printer
from nettverk.ui.common.widgets import EmptyState
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.page_drawer import Spot
from nettverk.ui.handouts.page_view import PageView
from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers.documents_room import (
    drawn_whole,
    every_document_laid,
    pages_in_sight_drawn,
)
from tests.helpers.waiting import turns, until

pytestmark = pytest.mark.drawn  # pages are made when they are first seen


def test_every_document_shows_its_pages(room: HandoutsRoom) -> None:
    for kind in PACK:
        room.choose(kind)
        assert room.header.title.text() == kind_name(kind)
        assert room.preview.view.count == room.maker.laid[kind].count
        assert room.preview.where.text() == f"Side 1 av {room.preview.view.count}"
        assert room.model.count_text(kind).startswith(str(room.preview.view.count))
    assert not room.preview.view.viewport().grab().toImage().isNull()


def test_pages_are_really_drawn(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.TABLE_SIGNS)
    pages_in_sight_drawn(room)
    picture = room.preview.view.viewport().grab().toImage()
    dark = sum(
        1
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
        if picture.pixelColor(x, y).lightness() < 60
    )
    assert dark > 100, "the large numbers should be seen"


def test_keys_turn_pages_and_change_their_size(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.QUESTION_SHEETS)
    view = room.preview.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page > 30
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    before = view._size().width()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view._size().width() > before
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view._size().width() < before
    for _turn in range(9):
        view.zoom_in()
    assert view.horizontalScrollBar().maximum() > 0


def test_arrows_go_from_document_to_document_past_the_headings(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.SINCE_LAST)
    room.side.list.setFocus()
    QTest.keyClick(room.side.list, Qt.Key.Key_Down)
    assert room.kind is DocumentKind.UNIT_PAGES
    QTest.keyClick(room.side.list, Qt.Key.Key_Up)
    assert room.kind is DocumentKind.SINCE_LAST


def test_saving_writes_the_pdf_and_says_so(room: HandoutsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "Skilt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_rest: said.append(text))
    room.choose(DocumentKind.TABLE_SIGNS)
    QTest.mouseClick(room.header.save_button, Qt.MouseButton.LeftButton)
    room.workspace.lane.wait()
    assert target.with_suffix(".pdf").read_bytes() == room.maker.handouts[DocumentKind.TABLE_SIGNS].data
    assert said == ["Lagret Skilt.pdf."]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    room.actions_.open_outside()
    room.workspace.lane.wait()
    assert opened[0].toLocalFile().endswith(".pdf")


def test_the_pack_lies_in_a_folder_of_its_own(
    room: HandoutsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    QTest.mouseClick(room.side.pack_button, Qt.MouseButton.LeftButton)
    every_document_laid(room)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())  # beside the settings
    assert folder.name.startswith("Bordpakke ")
    assert len(list(folder.glob("*.pdf"))) == len(kinds(Moment.BEFORE))


@pytest.mark.slow
def test_one_unit_at_a_time_or_a_file_for_each(
    room: HandoutsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.choose(DocumentKind.UNIT_PAGES)
    assert room.header.units.isVisible()
    all_pages = room.preview.view.count
    room.header.units.setCurrentIndex(1)
    room.header.units.activated.emit(1)
    every_document_laid(room)
    assert 0 < room.preview.view.count < all_pages
    assert room.header.units.currentText() == room.maker.units[0][1]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    QTest.mouseClick(room.header.each_unit_button, Qt.MouseButton.LeftButton)
    every_document_laid(room)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())  # beside the settings
    assert len(list(folder.glob("*.pdf"))) == len(room.maker.units)
    QTest.mouseClick(room.side.home_kit_button, Qt.MouseButton.LeftButton)
    until(lambda: len(list(tmp_path.glob("Hjemmepakke*/*/*.pdf"))) == 3, "the kit of the unit that is chosen")
    room.choose(DocumentKind.AGENDA)
    assert not room.header.units.isVisible()


@pytest.mark.slow
def test_another_language_on_paper(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.AGENDA)
    before = drawn_whole(room, DocumentKind.AGENDA).data
    room.header.languages.setCurrentIndex(room.header.languages.findData("en"))
    room.header.languages.activated.emit(room.header.languages.currentIndex())
    every_document_laid(room)
    assert room.maker.drafts[DocumentKind.AGENDA].language == "en"
    assert drawn_whole(room, DocumentKind.AGENDA).data != before


def test_a_change_elsewhere_makes_the_documents_anew(room: HandoutsRoom, held: str) -> None:
    untouched = drawn_whole(room, DocumentKind.BADGES)
    part = room.maker.drafts[DocumentKind.AGENDA].document.rows[0].title  # type: ignore[union-attr]
    room.workspace.lane.change(lambda store: plan.edit(store, plan.parts(store, held)[0].id, title=f"{part} og kaffe"))
    every_document_laid(room)
    assert room.maker.drafts[DocumentKind.AGENDA].document.rows[0].title == f"{part} og kaffe"  # type: ignore[union-attr]
    assert room.maker.handouts[DocumentKind.BADGES] is untouched, "what reads the same is not drawn again"


def test_no_dialog_while_the_hall_is_watching(
    room: HandoutsRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: pytest.fail("a dialog was opened"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: pytest.fail("a dialog was opened"))
    monkeypatch.setattr(QPrintDialog, "exec", lambda *_a, **_k: pytest.fail("a dialog was opened"))
    room.workspace.settings.setValue("handouts/folder", str(tmp_path))
    room.workspace.live = True
    room.header.save_button.click()
    every_document_laid(room)
    room.side.pack_button.click()
    every_document_laid(room)
    room.header.each_unit_button.click()
    room.header.print_button.click()
    every_document_laid(room)
    room.workspace.live = False
    assert len(list(tmp_path.glob("*.pdf"))) == 1, "the paper is made all the same: the bus does not wait"
    assert len(list(tmp_path.glob("Bordpakke*/*.pdf"))) > 3


def test_what_was_stopped_is_drawn_when_it_is_wanted(room: HandoutsRoom) -> None:
    room.maker.laid.clear()
    room.maker.want(DocumentKind.BADGES)
    works = room.workspace.lane.findChildren(Work)
    assert works
    for work in works:
        work.cancel()
    for _turn in range(2):
        turns()
        room.workspace.lane.wait()
    assert DocumentKind.BADGES not in room.maker.laid
    room.choose(DocumentKind.AGENDA)
    room.choose(DocumentKind.BADGES)
    every_document_laid(room)
    assert room.preview.view.count == drawn_whole(room, DocumentKind.BADGES).pages


def test_printing_sends_every_page_at_its_true_size(room: HandoutsRoom, tmp_path: Path) -> None:
    made = drawn_whole(room, DocumentKind.BADGES)
    printer = true_size_printer(made.title, made.pages)
    assert printer.fullPage()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    printer.setFromTo(2, 3)
    assert send(made.data, printer) == 2
    from pypdf import PdfReader

    reader = PdfReader(tmp_path / "ut.pdf")
    assert len(reader.pages) == 2
    assert round(float(reader.pages[0].mediabox.width)) == 595


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said(tmp_path: Path, room: HandoutsRoom) -> None:
    made = drawn_whole(room, DocumentKind.AGENDA)
    printer = true_size_printer(made.title, made.pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "finnes" / "ikke" / "ut.pdf"))
    with pytest.raises(Expected, match="skriveren"):
        send(made.data, printer)


def test_the_first_step_is_one_click_away(workspace: Workspace, store: Store) -> None:
    network = register.add_network(store, "0–6").made
    fresh = gatherings.make(store, template("short"), network_id=network, held_on=date(2026, 11, 24)).made
    empty = HandoutsRoom(workspace)
    empty.resize(1180, 700)
    empty.show()
    assert empty._stack.currentIndex() == 1
    workspace.open_gathering(fresh)
    workspace.lane.wait()
    every_document_laid(empty)
    went: list[str] = []
    workspace.went.connect(lambda key, _where: went.append(key))
    empty.choose(DocumentKind.BADGES)
    state = empty.preview.currentWidget()
    assert isinstance(state, EmptyState)
    assert state.title.text() == "Ingen deltakere ennå"
    assert state.button is not None
    state.button.click()
    assert went == [RoomKey.PEOPLE]
    assert not empty.header.save_button.isEnabled()
    empty.choose(DocumentKind.AGENDA)
    assert isinstance(empty.preview.currentWidget().findChild(PageView), PageView)
    workspace.lane.wait()
    empty.close()
    empty.deleteLater()


def test_everything_one_can_reach_has_a_name(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.UNIT_PAGES)
    for widget in (
        *room.findChildren(QAbstractButton),
        *room.findChildren(QComboBox),
        room.side.list,
        room.preview.view,
    ):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
            assert named, widget
    index = room.model.index(room.model.row_of(DocumentKind.TABLE_SIGNS))
    assert "12 sider" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_arriving_from_elsewhere(room: HandoutsRoom) -> None:
    room.arrive(ShowHandout(DocumentKind.BADGES))
    assert room.kind is DocumentKind.BADGES
    unit_id, name = room.maker.units[2]
    room.arrive(ShowHandout(DocumentKind.UNIT_PAGES, unit_id))
    every_document_laid(room)
    assert room.kind is DocumentKind.UNIT_PAGES
    assert room.header.units.currentText() == name
    keys = [command.key for command in room.commands()]
    assert "handouts.pack" in keys
    assert "handouts.table_signs" in keys


def test_only_what_is_looked_at_is_drawn_and_nothing_for_an_empty_room(workspace: Workspace, held: str) -> None:
    workspace.open_gathering(held)
    workspace.lane.wait()
    room = HandoutsRoom(workspace)
    room.resize(1180, 700)
    drawn: list[Spot] = []
    room.preview.view._pictures._drawer.drawn.connect(lambda spot, _picture: drawn.append(spot))
    turns(4)
    workspace.lane.wait()
    assert not room.maker.laid, "nobody is here yet"
    room.show()
    until(lambda: workspace.lane.wait() or len(room.maker.laid) == len(room.maker.drafts) > 5)
    pages_in_sight_drawn(room)
    assert {spot.laid.draft.kind for spot in drawn} == {DocumentKind.AGENDA}
    assert not room.maker.handouts, "no document is drawn whole before it is saved or printed"
    room.choose(DocumentKind.QUESTION_SHEETS)
    pages_in_sight_drawn(room)
    assert 0 < sum(spot.laid.draft.kind is DocumentKind.QUESTION_SHEETS for spot in drawn) < 8
    before = len(drawn)
    room.hide()
    workspace.lane.change(lambda store: gatherings.edit(store, held, title="Noe annet"))
    turns(30)
    workspace.lane.wait()
    assert len(drawn) == before
    assert not workspace.lane.findChildren(Work)
    room.show()
    until(lambda: workspace.lane.wait() or any("Noe annet" in laid.draft.title for laid in room.maker.laid.values()))
    room.hide()
    workspace.lane.wait()
    room.close()
    room.deleteLater()


def test_a_room_that_is_left_while_the_pages_are_counted_goes_on_when_one_comes_back(
    workspace: Workspace, held: str
) -> None:
    workspace.open_gathering(held)
    workspace.lane.wait()
    room = HandoutsRoom(workspace)
    room.resize(1180, 700)
    room.show()
    until(lambda: workspace.lane.wait() or bool(room.maker.laid))
    room.hide()
    turns(30)
    workspace.lane.wait()
    assert not room.maker.busy
    had = len(room.maker.laid)
    turns(30)
    assert len(room.maker.laid) == had
    room.show()
    every_document_laid(room)
    workspace.lane.wait()
    room.close()
    room.deleteLater()


@pytest.mark.slow
def test_more_pages_than_are_kept_are_each_drawn_once(room: HandoutsRoom) -> None:
    """With small pages on a large screen there are more in sight than are kept out of sight: none is drawn again."""
    drawn: list[Spot] = []
    room.preview.view._pictures._drawer.drawn.connect(lambda spot, _picture: drawn.append(spot))
    room.resize(5200, 1100)
    room.choose(DocumentKind.UNIT_PAGES)
    assert room.preview.view.count > 24
    for _turn in range(9):
        room.preview.view.zoom_out()
    pages_in_sight_drawn(room)
    turns(40)
    room.workspace.lane.wait()
    assert not room.preview.view.missing()
    assert len(set(drawn)) > 24
    assert len(drawn) == len(set(drawn))


class Torn(LaidOut):
    """Pages of which the first cannot be drawn."""

    def picture(self, page: int, width: int) -> PagePicture:
        """Drawn, where it can be."""
        if page == 0:
            raise Expected("Sida lot seg ikke tegne.")
        return super().picture(page, width)


def test_a_page_that_cannot_be_drawn_is_told_of_once_and_holds_up_no_other(room: HandoutsRoom) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, *_rest: said.append(text))
    room.choose(DocumentKind.QUESTION_SHEETS)
    view = room.preview.view
    view.zoom_out()
    pages_in_sight_drawn(room)
    view.show_document(Torn(room.maker.drafts[DocumentKind.QUESTION_SHEETS]))
    assert len(view.missing()) > 1
    view.viewport().grab()
    until(lambda: {spot.page for spot in view.missing()} == {0})
    for _paint in range(3):
        view.viewport().grab()
        turns()
        room.workspace.lane.wait()
    assert said == ["Sida lot seg ikke tegne."]


def test_what_may_tell_who_somebody_is_is_told_before_it_is_saved(
    room: HandoutsRoom, store: Store, held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = reflections.sheets(store, held)[0]
    reflections.write(store, held, sheet.part_id, sheet.table, sheet.question_id, "Torkjell sa at ro hjelper.")
    room.maker.refresh()
    room.workspace.lane.wait()
    room.choose(DocumentKind.SUMMARY)
    until(lambda: "Torkjell" in str(room.maker.drafts[DocumentKind.SUMMARY].document), "read anew")
    target = tmp_path / "Oppsummering.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    QTest.mouseClick(room.header.save_button, Qt.MouseButton.LeftButton)
    look = room.anonymity.sheet
    until(look.isVisible, "told of")
    assert not target.exists()
    look.use()
    until(lambda: not look.found, "a neutral wording")
    drawn: list[str] = []
    monkeypatch.setattr(room.maker, "draw", lambda draft, _then: drawn.append(str(draft.document)))
    look.go_on()
    room.workspace.lane.wait()
    # What goes out is what it reads now, not what was on the screen when one began.
    assert len(drawn) == 1
    assert "Torkjell" not in drawn[0]
    assert "En medarbeider sa at ro hjelper." in drawn[0]


def test_a_narrow_preview_says_with_a_tip_what_its_button_has_no_room_for(room: HandoutsRoom) -> None:
    button = room.preview.open_button
    room.preview.resize(700, 500)
    assert button.text() == "Åpne i PDF-leseren"
    room.preview.resize(330, 500)
    assert (button.text(), button.toolTip(), button.accessibleName()) == (
        "",
        "Åpne i PDF-leseren",
        "Åpne i PDF-leseren",
    )

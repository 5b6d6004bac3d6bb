"""Bibliotek as a coordinator meets it: found by a word, seen with four faces, used, made one's own, shared."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from nettverk.domain.methods import Method
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, Who
from nettverk.services import gatherings, methods, plan
from nettverk.services.register import register
from nettverk.services.sheets import answers, library, own, shared, uses, year
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.choose import Choose
from nettverk.ui.common.save_pdf import save_to
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.widgets import Heading
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.block_editor import BlockEditor
from nettverk.ui.library.dragging import Grip
from nettverk.ui.library.offers import menu_of
from nettverk.ui.library.room import LibraryRoom
from nettverk.ui.library.use_sheet import UseSheet
from nettverk.ui.library.versions import VersionsSheet
from tests.helpers.typing import type_text
from tests.helpers.waiting import until

pytestmark = pytest.mark.drawn  # the faces of a sheet are made when they are first seen

SHEET = "fremmer-hemmer-pavirke"


def grey(_sheet: SheetDefinition, result: bool, size: QSize, dark: bool) -> QImage:
    """Stands for the stage's drawing, which has tests of its own."""
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGray if dark or result else Qt.GlobalColor.lightGray)
    return picture


def grey_method(_method: Method, _minutes: int, size: QSize, dark: bool) -> QImage:
    return grey(SHEET, False, size, dark)  # type: ignore[arg-type]


@pytest.fixture
def held(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[LibraryRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = LibraryRoom(workspace, grey, grey_method)
    shown.resize(1092, 740)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    shown.autosave.flush()
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: LibraryRoom) -> None:
    for _turn in range(4):
        room.workspace.lane.wait()
        QApplication.processEvents()


def test_the_title_is_there_before_any_face_is_drawn(qtbot: QtBot, workspace: Workspace) -> None:
    drawn: list[str] = []

    def slow(sheet: SheetDefinition, result: bool, size: QSize, dark: bool) -> QImage:
        drawn.append(threading.current_thread().name)
        return grey(sheet, result, size, dark)

    shown = LibraryRoom(workspace, slow, grey_method)
    shown.resize(1092, 740)
    seen: list[int] = []
    title = shown.head.title
    title.paintEvent = lambda event: (
        seen.append(len(drawn)) if title.text() else None,
        Heading.paintEvent(title, event),
    )  # type: ignore[assignment, method-assign]
    shown.show()
    qtbot.waitExposed(shown)
    until(lambda: workspace.lane.wait() or (bool(drawn) and not shown.faces.busy))
    assert seen[0] == 0
    assert threading.current_thread().name not in drawn
    shown.close()
    shown.deleteLater()


def at(room: LibraryRoom, sheet_id: str) -> None:
    room.shelf.choose(sheet_id)
    settled(room)


def look(room: LibraryRoom, text: str) -> list[str]:
    """What is found for some words."""
    room.shelf.search.setText(text)
    until(lambda: not room.shelf._later.isActive())
    settled(room)
    return [sheet.title for sheet in room.shelf.model.sheets]


def everything() -> int:
    """How much stands on the shelf where nothing is one's own."""
    return len(library.all_(None)) + len(methods.shipped())


def mine(store: Store, title: str = "Vår egen") -> str:
    return own.duplicate(store, SHEET, title=title).made


def test_every_sheet_is_there_and_the_first_is_seen(room: LibraryRoom) -> None:
    assert room.shelf.model.rowCount() == everything()
    assert room.sheet is not None
    assert room.head.title.text() == room.sheet.title
    until(lambda: not room.faces.wall.is_empty and not room.faces.paper.is_empty)
    assert isinstance(room.faces.entry._form, SheetForm)


def test_one_finds_by_a_word_and_by_minutes_and_the_way_back_is_named(room: LibraryRoom) -> None:
    assert "Fremmer – hemmer – kan påvirke" in look(room, "hemmer 20 min")
    assert look(room, "finnes ikke noe sted") == []
    assert room.sheet is None
    assert "finnes ikke noe sted" in room.shelf.nothing.words.text()
    room.shelf.nothing.all_button.click()
    settled(room)
    assert room.shelf.model.rowCount() == everything()
    assert room.sheet is not None


def test_a_kind_is_one_press_and_arrow_keys_go_between_them(room: LibraryRoom) -> None:
    chips = room.shelf.chips.buttons
    columns = next(place for place, button in enumerate(chips) if button.text() == "Kolonner")
    chips[columns - 1].setFocus()
    QTest.keyClick(chips[columns - 1], Qt.Key.Key_Right)
    settled(room)
    assert chips[columns].isChecked()
    assert all(BlockKind.COLUMNS in sheet.kinds for sheet in room.shelf.model.sheets)
    assert 0 < room.shelf.model.rowCount() < everything()
    assert "av" in room.shelf.count.text()


def test_a_theme_is_chosen_from_those_there_are(room: LibraryRoom) -> None:
    room.shelf.tags.open()
    assert room.shelf.tags.sheet is not None
    box = room.shelf.tags.sheet.chooser.boxes["relasjoner"]
    expected = [sheet.id for sheet in library.all_(None) if "relasjoner" in sheet.tags]
    assert box.text().endswith(f"  {len(expected)}")
    box.click()
    settled(room)
    assert sorted(sheet.id for sheet in room.shelf.model.sheets) == sorted(expected)
    room.shelf.forget_wanted()
    settled(room)
    assert room.shelf.model.rowCount() == everything()


def test_an_own_sheet_is_tagged_and_one_that_ships_only_shows_its_tags(room: LibraryRoom, store: Store) -> None:
    at(room, "temahjulet")
    assert room.foot.tags.button.isHidden()
    assert [label.text() for label in room.foot.tags.labels][:2] == ["Relasjoner", "Forventninger"]
    mine = own.duplicate(store, "temahjulet").made
    room.show_made(mine)
    settled(room)
    room.foot.tags.button.click()
    settled(room)
    tagging = room.foot._tagger.sheet
    assert tagging is not None
    tagging.chooser.boxes["bti"].click()
    settled(room)
    kept = library.sheet(store, mine)
    assert kept is not None
    assert "bti" in kept.tags
    assert "BTI" in [label.text() for label in room.foot.tags.labels]


def test_the_sources_of_a_sheet_stand_first_with_their_whole_reference(room: LibraryRoom) -> None:
    at(room, "smtte")
    shown = room.foot.show_sources()
    assert shown is not None
    said = [label.text() for label in shown.findChildren(QLabel)]
    first = next(place for place, text in enumerate(said) if text.startswith("Andersen, F. B. (2000)"))
    assert first < next(place for place, text in enumerate(said) if text == "Alle kilder")


def test_enter_uses_the_sheet_in_the_part_one_chooses_and_undo_takes_it_back(room: LibraryRoom, held: str) -> None:
    at(room, SHEET)
    room.shelf.take_focus()
    QTest.keyClick(room.shelf.list, Qt.Key.Key_Return)
    settled(room)
    asked = room.findChild(UseSheet)
    assert asked is not None
    likely = asked.list.currentItem().text()
    asked.keep()
    settled(room)
    used = ask(room, lambda store: [use for part in plan.parts(store, held) for use in part.sheets if not use.simple])
    assert [use.sheet.id for use in used] == [SHEET]
    assert likely.split(" · ")[0] in ask(room, lambda store: [part.title for part in plan.parts(store, held)])
    assert "brukt i 1 samling" in room.head.used.text()
    room.workspace.lane.undo()
    settled(room)
    assert "ikke brukt" in room.head.used.text()


def test_without_a_gathering_one_is_told_what_to_do_first(room: LibraryRoom) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    room.workspace.open_gathering(None)
    settled(room)
    room.head.use_button.click()
    settled(room)
    assert room.findChild(UseSheet) is None
    assert "samling først" in said[-1]


def test_ones_own_is_edited_with_the_faces_following_and_kept_as_one_types(room: LibraryRoom) -> None:
    at(room, SHEET)
    room.head.copy_button.click()
    settled(room)
    assert room.is_editing
    assert room.sheet is not None
    made = room.sheet.id
    title = room.editor.fields.input("title")
    title.selectAll()  # type: ignore[attr-defined]
    type_text("Ute og inne", title)
    room.editor.flush()
    room.autosave.flush()
    settled(room)
    assert room.head.title.text() == "Ute og inne"
    block = room.editor._blocks[0]
    label = block._fields[f"label:{room.sheet.blocks[0].items[0].id}"]
    label.setFocus()
    label.selectAll()
    type_text("Hjelper", label)
    room.autosave.flush()
    settled(room)
    assert ask(room, lambda store: library.sheet(store, made)).blocks[0].items[0].label == "Hjelper"  # type: ignore[union-attr]
    assert room.faces.sheet is not None
    assert room.faces.sheet.blocks[0].items[0].label == "Hjelper"
    QTest.keyClick(label, Qt.Key.Key_Return)
    room.autosave.flush()
    settled(room)
    assert len(ask(room, lambda store: library.sheet(store, made)).blocks[0].items) == 4  # type: ignore[union-attr]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    room.autosave.flush()
    settled(room)
    labels = [item.label for item in ask(room, lambda store: library.sheet(store, made)).blocks[0].items]  # type: ignore[union-attr]
    assert labels[:2] == ["Nytt punkt 4", "Hjelper"]
    QTest.keyClick(room, Qt.Key.Key_Escape)
    settled(room)
    assert not room.is_editing
    assert room.shelf.chosen_id == made


def test_what_is_no_sheet_yet_is_said_and_stays_in_the_field(room: LibraryRoom) -> None:
    made = ask(room, mine)
    room.show_made(made, edit=True)
    settled(room)
    title = room.editor.fields.input("title")
    title.clear()  # type: ignore[attr-defined]
    room.editor.flush()
    room.autosave.flush()
    settled(room)
    assert "trenger en tittel" in room.editor.fault.text()
    assert ask(room, lambda store: library.sheet(store, made)).title == "Vår egen"  # type: ignore[union-attr]
    type_text("Ny", title)
    room.editor.flush()
    room.autosave.flush()
    settled(room)
    assert not room.editor.fault.isVisible()
    assert ask(room, lambda store: library.sheet(store, made)).title == "Ny"  # type: ignore[union-attr]


def test_undo_is_seen_in_the_editor(room: LibraryRoom) -> None:
    made = ask(room, mine)
    room.show_made(made, edit=True)
    settled(room)
    title = room.editor.fields.input("title")
    title.setText("Noe helt annet")  # type: ignore[attr-defined]
    room.editor.flush()
    room.autosave.flush()
    settled(room)
    room.workspace.lane.undo()
    settled(room)
    assert title.text() == "Vår egen"  # type: ignore[attr-defined]


def test_delete_takes_an_own_sheet_away_and_undo_brings_it_back(room: LibraryRoom) -> None:
    made = ask(room, mine)
    room.show_made(made)
    settled(room)
    room.shelf.take_focus()
    QTest.keyClick(room.shelf.list, Qt.Key.Key_Delete)
    settled(room)
    assert made not in {sheet.id for sheet in room.shelf.model.sheets}
    room.workspace.lane.undo()
    settled(room)
    assert made in {sheet.id for sheet in room.shelf.model.sheets}


def test_two_versions_stand_side_by_side_with_what_differs(room: LibraryRoom, held: str) -> None:
    made = ask(room, mine)
    ask(room, lambda store: uses.use_outside(store, made, held))
    text = ask(room, lambda store: json.loads(shared.content(store, made)))
    ask(room, lambda store: own.save_text(store, made, json.dumps(text | {"title": "Nyere"})))
    room.show_made(made)
    settled(room)
    room.actions_.show_versions(room.sheet)  # type: ignore[arg-type]
    settled(room)
    shown = room.findChild(VersionsSheet)
    assert shown is not None
    assert "1 linje" in shown.count.text()
    shown._take_up(lambda version: room.actions_.take_up(room.sheet, version))  # type: ignore[arg-type]
    settled(room)
    assert ask(room, lambda store: library.sheet(store, made)).title == "Vår egen"  # type: ignore[union-attr]


def test_a_file_with_other_words_is_asked_about(room: LibraryRoom, tmp_path: Path) -> None:
    made = ask(room, mine)
    ask(room, lambda store: shared.to_file(store, made, tmp_path / "ark.json"))
    changed = json.loads((tmp_path / "ark.json").read_text(encoding="utf-8")) | {"title": "Deres"}
    (tmp_path / "ark.json").write_text(json.dumps(changed), encoding="utf-8")
    room.actions_.bring_in_file(tmp_path / "ark.json")
    settled(room)
    asked = room.findChild(Choose)
    assert asked is not None
    asked.buttons[1].click()
    settled(room)
    assert sorted(sheet.title for sheet in room.shelf.model.sheets if sheet.own) == ["Deres", "Vår egen"]
    assert room.sheet is not None
    assert room.sheet.title == "Deres"


def test_a_damaged_file_is_a_sentence(room: LibraryRoom, tmp_path: Path) -> None:
    said: list[str] = []
    room.workspace.said.connect(lambda text, _action, _run: said.append(text))
    (tmp_path / "ark.json").write_text("{", encoding="utf-8")
    room.actions_.bring_in_file(tmp_path / "ark.json")
    settled(room)
    assert "ark.json" in said[-1]


def test_the_menu_says_everything_one_can_do(room: LibraryRoom) -> None:
    assert room.sheet is not None
    shipped = [action.text() for action in menu_of(room.actions_, room.sheet, room.edit, room).actions()]
    made = ask(room, mine)
    room.show_made(made)
    settled(room)
    assert room.sheet is not None
    whole = [action.text() for action in menu_of(room.actions_, room.sheet, room.edit, room).actions()]
    assert set(shipped) < set(whole)
    assert any("Fjern fra biblioteket" in text for text in whole)


def ask(room: LibraryRoom, job):  # type: ignore[no-untyped-def]
    """What the database says."""
    found: list[object] = []
    room.workspace.lane.ask(job, found.append)
    settled(room)
    return found[0]


def test_a_line_is_dragged_where_the_mark_shows_and_the_keys_do_the_same(room: LibraryRoom) -> None:
    made = ask(room, mine)
    room.show_made(made, edit=True)
    settled(room)
    assert labels(room) == ["Fremmer", "Hemmer", "Kan påvirke"]
    drag(room.editor._blocks[0], 0, 2, part_of_row=0.9)
    settled(room)
    assert labels(room) == ["Hemmer", "Kan påvirke", "Fremmer"]
    room.autosave.flush()
    settled(room)
    assert [i.label for i in ask(room, lambda store: library.sheet(store, made)).blocks[0].items] == labels(room)  # type: ignore[union-attr]
    grip = room.editor._blocks[0]._items[2].findChild(Grip)
    assert grip is not None
    QTest.keyClick(grip, Qt.Key.Key_Up)
    settled(room)
    assert labels(room) == ["Hemmer", "Fremmer", "Kan påvirke"]
    drag(room.editor._blocks[0], 1, 1)  # where it stands already
    settled(room)
    assert labels(room) == ["Hemmer", "Fremmer", "Kan påvirke"]
    room.autosave.flush()
    settled(room)
    room.workspace.lane.undo()
    settled(room)
    assert labels(room) == ["Hemmer", "Kan påvirke", "Fremmer"]


def labels(room: LibraryRoom) -> list[str]:
    assert room.editor.sheet is not None
    return [item.label for item in room.editor.sheet.blocks[0].items]


def drag(block: BlockEditor, from_: int, to: int, part_of_row: float = 0.5) -> None:
    """Take hold of a line and let it go over another."""
    grip = block._items[from_].findChild(Grip)
    assert grip is not None
    start = grip.rect().center()
    there = block._items[to]
    end = grip.mapFromGlobal(there.mapToGlobal(QPoint(10, round(there.height() * part_of_row))))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(grip, start + QPoint(0, round((end - start).y() * part)))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=end)


def test_a_section_is_moved_by_its_handle_and_from_its_question(room: LibraryRoom) -> None:
    made = ask(room, lambda store: own.duplicate(store, "avtale-som-baerer").made)
    room.show_made(made, edit=True)
    settled(room)
    QTest.keyClick(room.editor._blocks[0].grip, Qt.Key.Key_Down)
    settled(room)
    assert room.editor.sheet is not None
    assert [block.id for block in room.editor.sheet.blocks] == ["hindring", "avtale"]
    question = room.editor._blocks[1]._fields["prompt"]
    QTest.keyClick(question, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(room)
    assert [block.id for block in room.editor.sheet.blocks] == ["avtale", "hindring"]


def test_all_that_a_sign_says_is_edited(room: LibraryRoom) -> None:
    made = ask(room, lambda store: own.duplicate(store, "trafikklys-a").made)
    room.show_made(made, edit=True)
    settled(room)
    assert room.editor.sheet is not None
    block = room.editor.sheet.blocks[0]
    form = room.editor._blocks[0]
    first = block.items[0]
    for name, text in (
        (f"details:{first.id}", "Vi hilser\n\n  Vi spør  "), (f"level:{block.levels[0].id}", "Godt nok"),
        (f"area:{block.areas[0].id}", "Møtet"), ("questions", "Hva ser vi?\nHva gjør vi?"),
    ):  # fmt: skip
        form._fields[name].selectAll()
        form._fields[name].insertPlainText(text)
    room.autosave.flush()
    settled(room)
    kept = ask(room, lambda store: library.sheet(store, made)).blocks[0]  # type: ignore[union-attr]
    assert kept.items[0].details == ("Vi hilser", "Vi spør")
    assert (kept.levels[0].label, kept.areas[0].label) == ("Godt nok", "Møtet")
    assert kept.questions == ("Hva ser vi?", "Hva gjør vi?")
    assert kept.items[1:] == block.items[1:]
    form._fields[f"area:{block.areas[0].id}"].clear()
    assert "tomt" in room.editor.fault.text()


def test_ways_of_working_are_found_used_and_made_ones_own(room: LibraryRoom, held: str) -> None:
    chips = room.shelf.chips.buttons
    next(chip for chip in chips if chip.text() == "Arbeidsmåter").click()
    settled(room)
    assert room.shelf.model.rowCount() == len(methods.shipped())
    at(room, "igp")
    desk = room.methods
    assert desk.method is not None
    assert desk.page.title.text() == desk.method.name.here
    assert room.sheet is None
    until(lambda: not desk.page.picture.is_empty)
    room.shelf.take_focus()
    QTest.keyClick(room.shelf.list, Qt.Key.Key_Return)
    settled(room)
    asked = room.findChild(UseSheet)
    assert asked is not None
    asked.keep()
    settled(room)
    used = ask(room, lambda store: [p.id for p in plan.parts(store, held) if p.method and p.method.id == "igp"])
    assert len(used) >= 1
    room.workspace.lane.undo()
    settled(room)
    desk.page.copy_button.click()
    settled(room)
    assert desk.method.own
    assert room.shelf.chosen_id == desk.method.id
    name = desk.page.fields.input("name")
    name.setText("Vår måte")  # type: ignore[attr-defined]
    desk.page.fields.flush()
    settled(room)
    assert desk.page.title.text() == "Vår måte"
    assert "Vår måte" in [sheet.title for sheet in room.shelf.model.sheets]
    room.shelf.take_focus()
    QTest.keyClick(room.shelf.list, Qt.Key.Key_Delete)
    settled(room)
    assert "Vår måte" not in [sheet.title for sheet in room.shelf.model.sheets]
    room.workspace.lane.undo()
    settled(room)
    assert "Vår måte" in [sheet.title for sheet in room.shelf.model.sheets]


def test_a_search_finds_ways_of_working_beside_the_sheets(room: LibraryRoom) -> None:
    known = next(iter(methods.shipped().values()))
    assert known.name.here in look(room, known.name.here)


def test_a_sheets_file_is_dropped_in_the_room(room: LibraryRoom, tmp_path: Path) -> None:
    made = ask(room, mine)
    path = tmp_path / "ark.json"
    ask(room, lambda store: shared.to_file(store, made, path))
    ask(room, lambda store: own.remove(store, made))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        where = QPointF(20, 20) if kind is QDropEvent else QPoint(20, 20)
        event = kind(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(room, event)
        assert event.isAccepted()
    settled(room)
    assert made in {sheet.id for sheet in room.shelf.model.sheets}


# --- the school year ---


def test_a_sheet_that_was_answered_shows_its_school_year_and_saves_it(
    room: LibraryRoom, store: Store, held: str, tmp_path: Path
) -> None:
    use = str(uses.use_outside(store, SHEET, held).made)
    who = Respondent(Who.TABLE, 1)
    answers.write(store, SheetAnswer(use, 1, who, "kolonner", "fremmer-1", "Faste møter"))
    at(room, SHEET)
    face = room.faces.summary
    until(lambda: not face.years.isHidden())
    assert not face.save_button.isVisible()
    face.years.choose("2026")
    face.years.chosen.emit("2026")
    until(lambda: face.save_button.isEnabled() or face.nothing.isVisible())
    assert face.page.isVisible()
    assert not face.picture.isVisible()
    path = tmp_path / "året.pdf"
    save_to(room.workspace, room, path, lambda opened: year.handout(opened, SHEET, 2026))
    until(path.exists)
    at(room, "temahjulet")
    assert face.years.isHidden()
    assert not face.page.isVisible()


def test_the_editor_shows_the_rounds_that_a_sheet_has(room: LibraryRoom, store: Store) -> None:
    """Pairs and then the table is nobody's usual choice, and it is not shown as another."""
    mine = str(own.duplicate(store, "tre-til-en").made)
    room.show_made(mine, edit=True)
    until(lambda: room.is_editing)
    box = room.editor.fields.input("rounds")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "I par → Ved bordet"
    assert box.currentData() == "pair>table"

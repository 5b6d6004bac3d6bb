"""The window: going about in it by keyboard, the gathering on top, undo, what it says, and leaving it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QDateEdit, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nettverk import i18n
from nettverk.domain.rooms import RoomKey
from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.confirm_sheet import ConfirmSheet
from nettverk.ui.common.start_page import WayButton
from nettverk.ui.common.synced import synced_by
from nettverk.ui.common.trash_sheet import TrashSheet
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle
from tests.helpers.typing import press, type_text


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def _open_id(workspace: Workspace) -> str:
    return workspace.gathering.id if workspace.gathering else ""


def test_the_gathering_one_works_on_is_always_on_top(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        for number in range(1, min(9, len(shell.entries)) + 1):  # the tenth has no key of its own
            press(f"Ctrl+{number}", shell)
            settle(sample_workspace)
            assert "Gode overganger" in _texts(shell.top)
            assert "0–6" in _texts(shell.top)
            assert "30. november 2026" in _texts(shell.top)
        assert list(shell.stack.made)[:9] == list(shell.entries)[:9]


def test_arrow_keys_walk_between_the_rooms(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("plan")
        shell.side.buttons["plan"].setFocus()
        press("Down")
        assert shell.at == list(shell.entries)[1]
        press("Up")
        press("Up")
        assert shell.at == list(shell.entries)[-1]


def test_the_palette_finds_a_room_a_person_and_a_gathering(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("plan")
        press("Ctrl+K", shell)
        settle(sample_workspace)
        assert shell.palette_.isVisible()
        type_text("delt", shell.palette_.field)
        press("Return", shell.palette_.field)
        settle(sample_workspace)
        assert shell.at == "people"
        press("Ctrl+K", shell)
        settle(sample_workspace)
        type_text("uro til", shell.palette_.field)
        press("Return", shell.palette_.field)
        settle(sample_workspace)
        assert sample_workspace.gathering is not None
        assert sample_workspace.gathering.title == "Fra uro til handling"
        press("Ctrl+K", shell)
        settle(sample_workspace)
        type_text("Astrid", shell.palette_.field)
        found = shell.palette_.model.rows[0]
        assert (found.kind, found.text) == ("person", "Astrid Andersen")


def test_the_palette_finds_the_languages_and_no_noise(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("plan")

        def found(words: str) -> list[str]:
            press("Ctrl+K", shell)
            settle(sample_workspace)
            type_text(words, shell.palette_.field)
            rows = [entry.text for entry in shell.palette_.model.rows]
            press("Escape", shell.palette_.field)
            return rows

        assert found("nynorsk")[0] == "Språk: Nynorsk"
        assert len([row for row in found("mørkt") if "i alt som er sagt" not in row]) == 1
        assert "Gjennomfør" in found("gjnmf")
        press("Ctrl+K", shell)
        settle(sample_workspace)
        type_text("språk nynorsk", shell.palette_.field)
        press("Return", shell.palette_.field)
        settle(sample_workspace)
        try:
            assert i18n.language() == "nn"
        finally:
            shell.appearance.choose_language("nb")
            settle(sample_workspace)


def test_escape_gives_the_focus_back(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.side.buttons["plan"].setFocus()
        press("Ctrl+K", shell)
        settle(sample_workspace)
        type_text("delt", shell.palette_.field)
        press("Esc", shell.palette_.field)
        assert not shell.palette_.isVisible()
        # A caret that moves when it is opened next comes before the focus, and Orca then says nothing.
        assert shell.palette_.field.text() == ""
        assert shell.side.buttons["plan"].hasFocus()


def test_the_menu_of_a_room_help_and_the_trash_are_found_where_one_looks(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("plan")
        settle(sample_workspace)
        at = shell.stack.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, shell.stack.mapToGlobal(at))
        shell.stack.contextMenuEvent(event)
        menu = shell.stack.findChildren(QMenu)[-1]
        offered = [action.text().split("\t")[0] for action in menu.actions()]
        menu.close()
        assert {"Ny samling", "Kopier samlingen …", "Papirkurv …", "Angre"} <= {*offered}
        assert "Håndboka" in offered
        before = _open_id(sample_workspace)
        shell.stack.room(RoomKey.PLAN).gatherings.remove()  # type: ignore[attr-defined]
        settle(sample_workspace)
        (sheet,) = shell.findChildren(ConfirmSheet)
        assert "svar" in sheet.told.text()
        assert not sheet.remove.hasFocus(), "nothing goes because somebody pressed Enter once more"
        sheet.remove.click()
        settle(sample_workspace)
        assert _open_id(sample_workspace) not in {"", before}, "one goes on with another, and not with an empty page"
        shell.sheets.open_trash()
        settle(sample_workspace)
        (trash,) = shell.findChildren(TrashSheet)
        assert len(trash.buttons) == 1
        trash.buttons[0].click()
        settle(sample_workspace)
        found: list[str] = []
        sample_workspace.lane.ask(
            lambda store: [gathering.id for gathering in gatherings.all_(store)], found.extend, shell
        )
        settle(sample_workspace)
        assert before in found


def test_a_search_that_finds_nothing_says_so(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.finder.search()
        settle(sample_workspace)
        type_text("čđ", shell.palette_.field)
        assert "čđ" in shell.palette_.nothing.text()
        press("Return", shell.palette_.field)
        assert shell.palette_.isVisible()


def test_what_was_said_is_looked_for_from_the_same_field(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.finder.search()
        settle(sample_workspace)
        type_text("garderoben", shell.palette_.field)
        (line,) = [entry for entry in shell.palette_.model.rows if "i alt som er sagt" in entry.text]
        assert line is shell.palette_.model.rows[-1], "what one can go to at once stands first"
        assert "«garderoben»" in line.text
        shell.palette_.list.setCurrentIndex(shell.palette_.model.index(len(shell.palette_.model.rows) - 1, 0))
        press("Return", shell.palette_.field)
        settle(sample_workspace)
        assert shell.at == RoomKey.BANK
        assert shell.stack.room(RoomKey.BANK).filters.wanted().text == "garderoben"  # type: ignore[attr-defined]


def test_the_switcher_has_the_gatherings_and_a_new_one(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        press("Ctrl+G", shell)
        settle(sample_workspace)
        names = [entry.text for entry in shell.palette_.model.rows]
        assert "Alle har noen å være sammen med" in names
        assert names[-1] == "Ny samling"


def test_undo_says_what_it_takes_back(sample_workspace: Workspace, sample_store: Store) -> None:
    with open_shell(sample_workspace) as shell:
        assert not shell.top.undo_button.isEnabled()
        sample_workspace.lane.change(lambda store: register.add_district(store, "Lund"))
        settle(sample_workspace)
        assert "Ny bydel" in shell.top.undo_button.toolTip()
        assert "Ny bydel" in shell.actions_.by_key["shell.undo"].text()
        assert shell.status.stored.text() == "Lagret"
        press("Ctrl+Z", shell)
        settle(sample_workspace)
        assert "Lund" not in [row.name for row in register.districts(sample_store)]
        press("Ctrl+Y", shell)
        settle(sample_workspace)
        assert "Lund" in [row.name for row in register.districts(sample_store)]


def test_undo_in_a_field_takes_back_the_typing_first(sample_workspace: Workspace, sample_store: Store) -> None:
    with open_shell(sample_workspace) as shell:
        sample_workspace.lane.change(lambda store: register.add_district(store, "Lund"))
        settle(sample_workspace)
        field = QLineEdit(shell.page)
        field.show()
        field.setFocus()
        type_text("š", field)
        press("Ctrl+Z", field)
        settle(sample_workspace)
        assert field.text() == ""
        assert "Lund" in [row.name for row in register.districts(sample_store)]
        press("Ctrl+Z", field)
        settle(sample_workspace)
        assert "Lund" not in [row.name for row in register.districts(sample_store)]


def test_the_calm_line_says_something_with_one_thing_to_do(sample_workspace: Workspace, qtbot: QtBot) -> None:
    done: list[str] = []
    with open_shell(sample_workspace) as shell:
        sample_workspace.say("Flyttet Kari til bord 5.", "Angre", lambda: done.append("undone"))
        assert shell.status.words.text() == "Flyttet Kari til bord 5."
        shell.status.action.click()
        assert done == ["undone"]
        assert not shell.status.words.isVisible()


def test_long_work_shows_how_far_and_can_be_stopped(sample_workspace: Workspace) -> None:
    import threading

    go_on = threading.Event()
    with open_shell(sample_workspace) as shell:

        def job(report: object) -> bool:
            report.progress(0.4, "halvveis")  # type: ignore[attr-defined]
            go_on.wait(5)
            while not report.cancelled():  # type: ignore[attr-defined]
                threading.Event().wait(0.002)
            return True

        sample_workspace.lane.work(job, None, shell, "Lager grupper")
        assert shell.status.bar.isVisible()
        for _turn in range(50):
            QApplication.processEvents()
            threading.Event().wait(0.005)
            if shell.status.bar.value() == 400:
                break
        assert shell.status.work_words.text() == "Lager grupper: halvveis"
        go_on.set()
        shell.status.stop.click()
        settle(sample_workspace)
        assert not shell.status.bar.isVisible()


def test_an_empty_database_offers_three_ways_in(workspace: Workspace) -> None:
    with open_shell(workspace) as shell:
        ways = [way.accessibleName() for way in shell.start.findChildren(WayButton)]
        assert ways == ["Prøv et eksempel", "Ny samling", "Åpne en Nettverk-fil"]
        assert shell.start.ways[0].hasFocus()


def test_the_sample_opens_in_a_file_of_its_own(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    with open_shell(workspace) as shell:
        shell.start.ways[0].click()
        settle(workspace)
        workspace.lane.wait()
        settle(workspace)
        assert workspace.lane.path == tmp_path / "hjem" / "eksempel.db"
        assert workspace.gathering is not None
        assert shell.at == "plan"


def test_a_file_that_cannot_be_opened_has_a_page_with_ways_on(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, good = tmp_path / "ødelagt.db", tmp_path / "kopi.db"
    broken.write_bytes(b"dette er ikke en database, men lang nok til at noen ser etter" * 50)
    before = broken.read_bytes()
    made = Store.open(good)
    made.close()
    with open_shell(workspace) as shell:
        shell.files.open(broken)
        settle(workspace)
        assert "ødelagt.db" in _texts(shell.start)
        names = [way.accessibleName() for way in shell.start.ways]
        assert names == ["Prøv igjen", "Hent tilbake …", "Åpne en annen Nettverk-fil", "Lag en ny"]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(good), ""))
        shell.start.ways[1].click()
        settle(workspace)
        assert shell.sheets.restore is not None
        shell.sheets.restore.other.click()
        settle(workspace)
        workspace.lane.wait()
        settle(workspace)
        assert workspace.lane.path == tmp_path / "kopi gjenopprettet.db"
        assert broken.read_bytes() == before


def test_a_new_file_never_takes_the_place_of_another(
    sample_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "der.db"
    there.write_bytes(b"noe")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(there), ""))
    with open_shell(sample_workspace) as shell:
        shell.files.make()
        settle(sample_workspace)
        assert "der.db" in shell.status.words.text()
    assert there.read_bytes() == b"noe"


def test_a_backup_can_be_opened(sample_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "kopi.db"), ""))
    with open_shell(sample_workspace) as shell:
        sample_workspace.lane.path = tmp_path / "min.db"
        shell.files.back_up()
        settle(sample_workspace)
        assert "kopi.db" in shell.status.words.text()
    copy = Store.open(tmp_path / "kopi.db", read_only=True)
    assert copy.value("SELECT count(*) FROM gatherings") == 9
    copy.close()


def test_nothing_asks_for_a_file_while_a_gathering_is_live(
    sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: pytest.fail("a dialog before ninety people"))
    with open_shell(sample_workspace) as shell:
        sample_workspace.live = True
        shell.actions_.by_key["shell.open"].trigger()
        assert "Gjør dette etterpå" in shell.status.words.text()


def test_closing_while_live_asks_calmly_and_stores_first(sample_workspace: Workspace) -> None:
    closing: list[bool] = []
    sample_workspace.closing.connect(lambda: closing.append(True))
    with open_shell(sample_workspace) as shell:
        sample_workspace.live = True
        shell.close()
        assert shell.isVisible()
        assert closing == []
        assert shell.status.action.text() == "Avslutt likevel"
        shell.status.action.click()
        assert not shell.isVisible()
        assert closing == [True]


def test_the_window_comes_back_where_it_was(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, (800, 610)) as shell:
        shell.move(0, 30)
        shell.go("people")
    with open_shell(sample_workspace) as shell:
        shell.hide()
        shell.restore_place()
        shell.show()
        assert (shell.width(), shell.height()) == (800, 610)
        assert shell.at == "people"


def test_another_language_sets_every_word_anew(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("people")
        settle(sample_workspace)
        before = shell.stack.made["people"]
        shell.sheets.open_settings()
        shell.appearance.choose_language("en")
        settle(sample_workspace)
        assert i18n.language() == "en"
        assert shell.at == "people"
        assert shell.stack.made["people"] is not before
        assert shell.findChild(QPushButton) is not None
        press("Ctrl+1", shell)
        settle(sample_workspace)
        assert shell.at == "plan"
        shell.appearance.choose_language("nb")
        settle(sample_workspace)


def test_text_size_and_look_are_remembered(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        before = shell.top.search_button.font().pixelSize()
        press("Ctrl++", shell)
        press("Ctrl++", shell)
        assert sample_workspace.theme.scale == 1.25
        assert shell.top.search_button.font().pixelSize() > before
        press("Ctrl+0", shell)
        assert sample_workspace.theme.scale == 1.0
        shell.appearance.choose_look("dark")
        assert sample_workspace.theme.dark
        assert sample_workspace.settings.value("look") == "dark"
        shell.appearance.choose_look("light")
        assert not sample_workspace.theme.dark


def test_the_look_follows_the_system_while_it_runs(
    sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QGuiApplication.styleHints()
    with open_shell(sample_workspace) as shell:
        monkeypatch.setattr(looks, "system_scheme", lambda: "dark")  # offscreen has no system to follow
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert sample_workspace.theme.dark
        shell.appearance.choose_look("light")
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert not sample_workspace.theme.dark


def test_the_municipality_is_stored_as_one_types(sample_workspace: Workspace, sample_store: Store) -> None:
    with open_shell(sample_workspace) as shell:
        press("Ctrl+,", shell)
        settle(sample_workspace)
        sheet = shell.sheets.settings
        assert sheet is not None
        sheet.municipality.setFocus()  # type: ignore[attr-defined]
        sheet.municipality.clear()  # type: ignore[attr-defined]
        type_text("Guovdageainnu suohkan", sheet.municipality)  # type: ignore[attr-defined]
        press("Return", sheet.municipality)  # type: ignore[attr-defined]
        settle(sample_workspace)
        assert sample_store.value("SELECT value FROM settings WHERE key = 'municipality'") == "Guovdageainnu suohkan"
        press("Esc", sheet)
        assert not sheet.isVisible()


def test_help_lists_the_keys_and_the_licences(sample_workspace: Workspace) -> None:
    from nettverk.ui.common.help_sheet import licences

    with open_shell(sample_workspace) as shell:
        shell.sheets.open_help()
        settle(sample_workspace)
        said = _texts(shell.page)
        assert "Ctrl+K" in said
        assert "Versjon 0.1.0" in said
    assert "SIL OPEN FONT LICENSE" in licences().upper()
    assert "PySide6" in licences()


def test_a_room_may_have_its_own_meaning_of_a_key(sample_workspace: Workspace) -> None:
    heard: list[str] = []
    with open_shell(sample_workspace) as shell:
        shell.go("people")
        QShortcut("Ctrl+G", shell.stack.made["people"]).activated.connect(lambda: heard.append("room"))
        shell.go("people")
        press("Ctrl+G", shell)
        assert heard == ["room"]
        assert not shell.palette_.isVisible()
        shell.go("plan")
        press("Ctrl+G", shell)
        settle(sample_workspace)
        assert shell.palette_.isVisible()
        assert heard == ["room"]


def test_no_two_meanings_of_a_key_anywhere(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        for key in shell.entries:
            shell.go(key)
            settle(sample_workspace)
            own = [shortcut.key().toString() for shortcut in shell.stack.made[key].findChildren(QShortcut)]
            shells = [keys.toString() for action in shell.actions_.by_key.values() for keys in action.shortcuts()]
            assert not set(own) & set(shells), key


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/kari/OneDrive - Havnesund kommune/nettverk.db", "OneDrive"),
        ("/Users/kari/Library/CloudStorage/Dropbox/nettverk.db", "Dropbox"),
        ("/Users/kari/Library/CloudStorage/GoogleDrive-kari@havnesund.no/Min disk/nettverk.db", "Google Drive"),
        ("/Users/kari/Library/Mobile Documents/com~apple~CloudDocs/nettverk.db", "iCloud"),
        ("/home/kari/SynologyDrive/nettverk.db", "SynologyDrive"),
        ("/home/kari/pCloudDrive/nettverk.db", "pCloud"),
        ("/home/kari/kDrive/Havnesund/nettverk.db", "kDrive"),
        ("/home/kari/Box/nettverk.db", "Box"),
        ("/home/kari/Box Sync/nettverk.db", "Box"),
        ("/home/kari/Nextcloud/nettverk.db", "Nextcloud"),
        ("/home/kari/Havnesund kommune/Teams/nettverk.db", "Teams"),
        ("/home/kari/SharePoint - Oppvekst/nettverk.db", "SharePoint"),
        ("/home/kari/Dropbox/OneDrive - Havnesund/nettverk.db", "OneDrive"),
        ("/home/kari/Dokumenter/nettverk.db", ""),
        ("/home/kari/Boksen/nettverk.db", ""),
        ("/home/kari/Boxers/nettverk.db", ""),
        ("/home/kari/Teamsamlinger/nettverk.db", ""),
        ("/home/kari/Dokumenter/Box.db", ""),
    ],
)
def test_a_synced_folder_is_known(path: str, name: str) -> None:
    assert synced_by(Path(path)) == name


def test_a_narrow_window_has_the_names_under_the_icons(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, (1280, 700)) as shell:
        wide = shell.side.width()
        shell.resize(1024, 640)
        settle(sample_workspace)
        assert shell.side.width() < wide * 0.6
        assert all(button.width() >= button.sizeHint().width() for button in shell.side.buttons.values())
        shell.side.buttons["plan"].setFocus()
        press("Down")
        assert shell.at == "people"


def test_every_room_is_entered_where_one_works(sample_workspace: Workspace) -> None:
    """A page that goes away must not hand the focus to whatever stands first in the next one."""
    with open_shell(sample_workspace) as shell:
        found = {}
        for _round in range(2):
            for key in shell.entries:
                shell.go(key)
                settle(sample_workspace)
                focused = QApplication.focusWidget()
                assert focused is not None
                assert shell.stack.made[key].isAncestorOf(focused) or shell.stack.made[key] is focused
                found[key] = type(focused).__name__
        assert "_Segment" not in found.values()
        assert found["plan"] == "PlanTable"
        assert found["reflect"] == "Writing"
        shell.side.buttons["plan"].setFocus()
        shell.go("people")
        assert shell.side.buttons["plan"].hasFocus()


def test_what_is_offered_goes_away_with_the_next_step(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        lane = sample_workspace.lane
        lane.change(
            lambda store: register.add_district(store, "Nes"),
            lambda _changes: sample_workspace.say("Nes er lagt til.", "Angre", lane.undo),
        )
        settle(sample_workspace)
        assert shell.status.action.isVisible()
        lane.change(lambda store: register.add_district(store, "Vågen"))
        settle(sample_workspace)
        assert not shell.status.action.isVisible()
        assert not shell.status.words.isVisible()


def test_a_gathering_that_is_taken_back_closes_and_comes_back(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        for key in shell.entries:
            shell.go(key)
            settle(sample_workspace)
        here = sample_workspace.gathering
        assert here is not None
        made: list[str] = []
        sample_workspace.lane.change(
            lambda store: gatherings.make(store, template("kristiansand"), network_id=here.network_id),
            lambda changes: made.append(changes.made),
        )
        settle(sample_workspace)
        sample_workspace.open_gathering(made[0])
        settle(sample_workspace)
        sample_workspace.lane.undo()
        settle(sample_workspace)
        assert _open_id(sample_workspace) == ""
        assert made[0] not in _texts(shell)
        sample_workspace.lane.redo()
        settle(sample_workspace)
        assert _open_id(sample_workspace) == made[0]


def test_the_settings_stay_in_place_when_the_language_changes(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("plan")
        shell.sheets.open_settings()
        settle(sample_workspace)
        try:
            shell.appearance.choose_language("nn")
            settle(sample_workspace)
            sheet = shell.sheets.settings
            assert sheet is not None
            assert sheet.isVisible()
            assert sheet.geometry().right() == shell.page.rect().right()
            assert sheet.height() == shell.page.height()
            focused = QApplication.focusWidget()
            assert isinstance(focused, QPushButton)
            assert focused.text() == "Nynorsk"
        finally:
            shell.appearance.choose_language("nb")
            settle(sample_workspace)


def test_what_qt_says_itself_is_in_our_language_too(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        try:
            for code, paste, month in (("nb", "&Lim inn", "mai"), ("nn", "&Lim inn", "mai"), ("en", "&Paste", "May")):
                shell.appearance.choose_language(code)
                settle(sample_workspace)
                field = QLineEdit("tekst", shell)
                menu = field.createStandardContextMenu()
                assert paste in [action.text().partition("\t")[0] for action in menu.actions()]
                assert QDateEdit(shell).locale().monthName(5) == month
                menu.deleteLater()
        finally:
            shell.appearance.choose_language("nb")
            settle(sample_workspace)


def test_one_place_says_whether_what_is_typed_is_stored(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("reflect")
        settle(sample_workspace)
        type_text("Noe")
        assert [label.text() for label in shell.findChildren(QLabel) if label.text().startswith("Lagre")] == [
            "Lagrer …"
        ]
        sample_workspace.closing.emit()
        settle(sample_workspace)
        assert [label.text() for label in shell.findChildren(QLabel) if label.text().startswith("Lagre")] == ["Lagret"]

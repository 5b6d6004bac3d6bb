"""Håndboka in the window: F1 opens the page of what one is doing, it is searched and read by key; and the tour."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser

from nettverk.domain.manual.pages import ManualPage, page_of_room
from nettverk.domain.manual.tour import steps
from nettverk.domain.rooms import RoomKey
from nettverk.services.manual import manual
from nettverk.ui.common import theme as looks
from nettverk.ui.common.manual_sheet import ManualSheet
from nettverk.ui.common.save_pdf import save_to
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.tour import TourLine
from nettverk.ui.common.workspace import Workspace
from tests.helpers.paper import text_of
from tests.helpers.shells import open_shell, settle
from tests.helpers.typing import press, type_text

A_SPACE = 6
"""Pixels. The space a line is broken at hangs outside the text, and is counted as a part of it."""


def opened(shell: Shell) -> ManualSheet:
    press("F1", shell)
    settle(shell.workspace)
    assert shell.sheets.manual is not None
    assert shell.sheets.manual.isVisible()
    return shell.sheets.manual


def test_f1_opens_the_page_of_the_room_one_is_in(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        for room in RoomKey:
            shell.go(room)
            settle(sample_workspace)
            sheet = opened(shell)
            assert sheet.title_shown == manual.title(page_of_room(room))
            assert sheet.text.hasFocus(), "what is read has the focus, so that it is read aloud"
            press("Esc", sheet)
            assert not sheet.isVisible()


def test_f1_in_a_sheet_opens_the_page_of_what_one_does_there(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go(RoomKey.GROUPS)
        settle(sample_workspace)
        for opening, page in (
            (shell.sheets.open_settings, ManualPage.READABLE),
            (shell.sheets.open_privacy, ManualPage.PRIVACY),
            (shell.sheets.open_trash, ManualPage.REMOVED),
            (shell.sheets.open_reports, ManualPage.REPORTS),
            (shell.stack.room(RoomKey.GROUPS).sheets.open_rules, ManualPage.RULES),  # type: ignore[attr-defined]
            (shell.stack.room(RoomKey.GROUPS).sheets.open_repair, ManualPage.ABSENT),  # type: ignore[attr-defined]
        ):
            opening()
            settle(sample_workspace)
            sheet = opened(shell)
            assert sheet.title_shown == manual.title(page)
            press("Esc", sheet)
            settle(sample_workspace)
            press("Esc", shell.window().focusWidget())
            settle(sample_workspace)


def test_a_page_is_searched_for_and_read_with_keys_alone(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go(RoomKey.STAGE)
        sheet = opened(shell)
        sheet.search.setFocus()
        type_text("lerretet svart", sheet.search)
        assert manual.title(ManualPage.BLACK_SCREEN) in sheet.text.toPlainText()
        press("Return", sheet.search)
        assert sheet.title_shown == manual.title(ManualPage.BLACK_SCREEN)
        assert sheet.text.hasFocus()
        assert "Klokka går videre imens" in sheet.text.toPlainText()
        press("Alt+Left", sheet.text)
        assert sheet.title_shown == manual.title(ManualPage.REHEARSE)
        sheet.contents.click()
        assert "Etter samlingen" in sheet.text.toPlainText()
        press("Tab", sheet.text)  # the first link of the contents
        press("Return", sheet.text)
        assert sheet.title_shown == manual.title(ManualPage.JOB)
        sheet.search.setFocus()
        type_text("kvantefysikk", sheet.search)
        assert sheet.title_shown == "Ingen sider har de ordene. Prøv færre ord."


def test_every_page_is_shown_whole_at_any_text_size(sample_workspace: Workspace) -> None:
    try:
        for look, scale in (("light", 1.0), ("dark", 2.0)):
            theme = Theme.load(look, scale)
            looks.apply(theme)
            sample_workspace.set_theme(theme)
            with open_shell(sample_workspace, (1024, 700), rooms=False) as shell:
                for page in ManualPage:
                    shell.sheets.open_manual(page)
                    settle(sample_workspace)
                    sheet = shell.sheets.manual
                    assert sheet is not None
                    assert sheet.text.horizontalScrollBar().maximum() <= A_SPACE * scale, (look, scale, page)
    finally:
        looks.apply(Theme.load("light"))


def test_the_manual_follows_the_language(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go(RoomKey.PLAN)
        try:
            shell.appearance.choose_language("en")
            settle(sample_workspace)
            assert opened(shell).title_shown == "How do I make the day?"
        finally:
            shell.appearance.choose_language("nb")
            settle(sample_workspace)


def test_the_manual_is_saved_from_the_window(sample_workspace: Workspace, tmp_path: Path) -> None:
    from nettverk.services.manual.files import pdf

    with open_shell(sample_workspace, rooms=False) as shell:
        sheet = opened(shell)
        save_to(sample_workspace, sheet, tmp_path / "handbok.pdf", lambda _store: pdf("nb"))
        settle(sample_workspace)
    assert "Lerretet er svart" in text_of(tmp_path / "handbok.pdf")


def test_pictures_of_the_page_are_drawn_and_fit_the_text(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_manual(ManualPage.GROUPS)
        settle(sample_workspace)
        (browser,) = shell.findChildren(QTextBrowser)
        html = browser.toHtml()
        assert "groups.png" in html
        assert browser.document().size().width() <= browser.viewport().width() + A_SPACE


# --- the tour ---


def line_of(shell: Shell) -> TourLine:
    (line,) = shell.findChildren(TourLine)
    return line


def test_the_tour_goes_through_five_rooms_with_enter_alone(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        assert shell.findChildren(TourLine) == []
        shell.sheets.tour.start()
        settle(sample_workspace)
        line = line_of(shell)
        assert len(steps()) == 5
        for number, step in enumerate(steps(), start=1):
            assert shell.at is step.room
            assert line.isVisible()
            assert line.on.hasFocus(), number
            press("Space", line.on)
            settle(sample_workspace)
        assert not line.isVisible()
        assert sample_workspace.settings.value("tour/seen") is not None


def test_the_tour_is_left_at_once_and_started_again_from_the_menu(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.sheets.tour.start()
        settle(sample_workspace)
        line = line_of(shell)
        press("Esc", line.on)
        assert not line.isVisible()
        shell.sheets.tour.want()
        shell.files.ready.emit(True)
        settle(sample_workspace)
        assert not line.isVisible(), "who has left it is not shown it again"
        shell.actions_.by_key["shell.tour"].trigger()
        settle(sample_workspace)
        assert line.isVisible()
        assert shell.at is RoomKey.PLAN
        line.read.click()
        settle(sample_workspace)
        assert shell.sheets.manual is not None
        assert shell.sheets.manual.title_shown == manual.title(ManualPage.PLAN)
        press("Esc", shell.sheets.manual)
        line.leave.click()
        assert not line.isVisible()


def test_the_first_sample_begins_with_the_tour_and_no_other_file_does(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.files.ready.emit(True)
        assert shell.findChildren(TourLine) == []
        shell.sheets.tour.want()
        shell.files.ready.emit(True)
        settle(sample_workspace)
        assert line_of(shell).isVisible()
        press("Esc", line_of(shell).on)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_tour_has_room_for_its_words(sample_workspace: Workspace, scale: float) -> None:
    theme = Theme.load("light", scale)
    looks.apply(theme)
    sample_workspace.set_theme(theme)
    try:
        with open_shell(sample_workspace, (1024, 720)) as shell:
            shell.sheets.tour.start()
            settle(sample_workspace)
            line = line_of(shell)
            for button in (line.on, line.before, line.leave, line.read):
                assert button.width() >= button.sizeHint().width() - 1
                assert line.rect().contains(button.geometry())
            shell.sheets.tour.leave()
    finally:
        looks.apply(Theme.load("light"))


def test_keys_and_about_are_reached_from_the_manual(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        sheet = opened(shell)
        sheet.keys.click()
        settle(sample_workspace)
        assert not sheet.isVisible()
        assert shell.sheets.help is not None
        assert shell.sheets.help.isVisible()
        assert shell.sheets.help.cross.focusPolicy() & Qt.FocusPolicy.TabFocus

"""A municipality that says virksomhet sees virksomhet, everywhere, at once, and Ctrl+Z goes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton

from nettverk import i18n
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle


@pytest.fixture(autouse=True)
def usual_words() -> Iterator[None]:
    yield
    i18n.set_field_words({})


def words(shell: Shell) -> str:
    people = shell.stack.room("people")
    return " ".join(button.text() for button in people.findChildren(QPushButton))


def test_units_are_called_what_the_municipality_calls_them(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("people")
        shell.sheets.open_settings()
        settle(sample_workspace)
        assert "Enheter" in words(shell)
        sheet = shell.sheets.settings
        assert sheet is not None
        next(button for button in sheet.findChildren(QPushButton) if button.text() == "virksomhet").setFocus()
        sheet.words["unit"].chosen.emit("virksomhet")
        settle(sample_workspace)
        here = shell.focusWidget()
        assert isinstance(here, QPushButton)
        # One goes on where one chose, though every room is made anew.
        assert here.parentWidget().accessibleName() == "enhet/virksomhet"
        assert "Virksomheter" in words(shell)
        assert "Enheter" not in words(shell)
        sample_workspace.lane.undo()
        settle(sample_workspace)
        assert "Enheter" in words(shell)

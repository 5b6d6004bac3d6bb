"""Escape, the cross and «Lukk» never drop what was typed: it is stored, or it stands there again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from nettverk.storage.store import Store
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.typed_moments import ClockField, DayField
from nettverk.ui.common.workspace import Workspace
from tests.helpers.every_place import Places, Sheets
from tests.helpers.shells import open_shell, settle
from tests.helpers.typing import type_text

Way = Callable[[Sheet], None]


def escape(sheet: Sheet) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    if sheet.isVisible():  # a list of suggestions was open
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def cross(sheet: Sheet) -> None:
    sheet.cross.click()


WAYS: dict[str, Way] = {"escape": escape, "cross": cross}


def inputs(sheet: QWidget) -> list[QWidget]:
    """The fields of a sheet that one types in."""
    kinds = (QLineEdit, QPlainTextEdit, QSpinBox)
    return [
        widget for widget in sheet.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()
        and not (isinstance(widget, QPlainTextEdit) and widget.isReadOnly())
        and not isinstance(widget.parentWidget(), QSpinBox)
    ]  # fmt: skip


def type_in(field: QWidget, number: int) -> str:
    """Type something of one's own into a field; returns what is looked for afterwards."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QSpinBox):
        value = field.minimum() + 1 if field.value() != field.minimum() + 1 else field.minimum() + 2
        field.selectAll()
        type_text(str(value), field)
        return str(value)
    text = f"Zq{number}ø"
    if isinstance(field, QLineEdit):
        if field.accessibleName() == "Dato" or isinstance(field.parentWidget(), DayField):
            text = "11.11.2026"  # a day that is likely for both a coming gathering and an old list
        if isinstance(field.parentWidget(), ClockField):
            text = "10.15"
        field.selectAll()
    type_text(text, field)
    return "11. november 2026" if text == "11.11.2026" else text


def dump(store: Store) -> str:
    """All that lies in the database, as text."""
    connection = store.connection
    assert isinstance(connection, sqlite3.Connection)
    return "\n".join(connection.iterdump())


def values(sheet: QWidget) -> str:
    """All that stands in a sheet."""
    words = [field.text() for field in sheet.findChildren(QLineEdit)]
    words += [field.toPlainText() for field in sheet.findChildren(QPlainTextEdit)]
    words += [str(field.value()) for field in sheet.findChildren(QSpinBox)]
    words += [box.currentText() for box in sheet.findChildren(QComboBox)]
    return "\n".join(words)


def leave_every(
    places: Places, sheets: Sheets, store: Store, ways: tuple[str, ...], most: int = 99
) -> tuple[list[str], set[str]]:
    """Type in each field of these sheets, one at a time, and leave it by these ways in turn.

    Args:
        most: fields of a sheet; the rows of a long list are all alike.

    Returns:
        What is neither stored nor stands there again, and which sheets were left.
    """
    leaving = cycle(ways)
    lost: list[str] = []
    visited: set[str] = set()
    for name, opening, sheet_of in sheets:
        opening()
        places.settle()
        made = sheet_of()
        assert isinstance(made, Sheet), name
        for number in range(min(most, len(inputs(made)))):
            if not made.isVisible():
                opening()
                places.settle()
                made = sheet_of()
            fields = inputs(made)
            if number >= len(fields):
                break
            who = fields[number].accessibleName()
            looked_for = type_in(fields[number], number)
            WAYS[next(leaving)](made)
            places.settle()
            assert not made.isVisible(), name
            visited.add(name)
            if looked_for in dump(store):
                continue
            opening()
            places.settle()
            made = sheet_of()
            assert isinstance(made, Sheet), name
            if looked_for not in values(made):
                lost.append(f"{name}: {who}: {looked_for}")
        if made.isVisible():
            made.close_sheet()
        places.settle()
    return lost, visited


@pytest.mark.slow
def test_what_is_typed_in_any_field_of_the_year_is_stored_or_comes_back(
    sample_workspace: Workspace, sample_store: Store, tmp_path: Path
) -> None:
    with open_shell(sample_workspace) as shell:
        places = Places(shell, tmp_path)
        lost, visited = leave_every(places, places.year_sheets(), sample_store, ("escape", "cross"), most=12)
    assert lost == []
    assert {"series", "holidays", "team", "meeting", "goal", "cost"} <= visited


@pytest.mark.parametrize(
    "ways",
    [("escape", "cross"), *(pytest.param((way,), marks=pytest.mark.slow) for way in WAYS)],
    ids="-and-".join,
)
def test_what_is_typed_in_any_field_of_any_sheet_is_stored_or_comes_back(
    sample_workspace: Workspace, sample_store: Store, tmp_path: Path, ways: tuple[str, ...]
) -> None:
    with open_shell(sample_workspace) as shell:
        places = Places(shell, tmp_path)
        lost, visited = leave_every(places, places.sheets(), sample_store, ways)
    assert lost == []
    assert {"new gathering", "new participant", "participant", "person", "unit", "ask", "rules", "wish"} <= visited


def test_a_participant_put_right_and_left_by_escape_is_taken_back_by_undo(
    sample_workspace: Workspace, sample_store: Store, tmp_path: Path
) -> None:
    with open_shell(sample_workspace) as shell:
        room = shell.stack.room("people")  # type: ignore[arg-type]
        shell.go("people")  # type: ignore[arg-type]
        settle(sample_workspace)
        room.list_page.table.selectRow(0)  # type: ignore[attr-defined]
        room.edit_person()  # type: ignore[attr-defined]
        settle(sample_workspace)
        card = room.sheets.sheet  # type: ignore[attr-defined]
        role = card.fields.input("role")
        before = role.text()
        role.setFocus()
        role.selectAll()
        type_text("prøver", role)
        escape(card)
        settle(sample_workspace)
        assert "prøver" in dump(sample_store)
        sample_workspace.lane.undo()
        settle(sample_workspace)
        assert "prøver" not in dump(sample_store)
        room.edit_person()  # type: ignore[attr-defined]
        settle(sample_workspace)
        assert room.sheets.sheet.fields.input("role").text() == before  # type: ignore[attr-defined]


def test_half_a_unit_is_not_made_while_it_is_typed(sample_workspace: Workspace, sample_store: Store) -> None:
    with open_shell(sample_workspace) as shell:
        shell.go("people")  # type: ignore[arg-type]
        settle(sample_workspace)
        room = shell.stack.room("people")  # type: ignore[arg-type]
        room.list_page.table.selectRow(0)  # type: ignore[attr-defined]
        room.edit_person()  # type: ignore[attr-defined]
        settle(sample_workspace)
        card = room.sheets.sheet  # type: ignore[attr-defined]
        unit = card.fields.input("unit_name")
        unit.setFocus()
        unit.selectAll()
        type_text("Zq", unit)
        settle(sample_workspace)
        assert "Zq" not in dump(sample_store)
        type_text(" barnehage", unit)
        card.cross.click()
        settle(sample_workspace)
        assert "Zq barnehage" in dump(sample_store)


def test_the_draft_of_a_gathering_is_offered_again(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        sheet = _new_gathering(shell)
        sheet.theme_line.setFocus()  # type: ignore[attr-defined]
        type_text("Lek for alle", sheet.theme_line)  # type: ignore[attr-defined]
        sheet.day.line.selectAll()  # type: ignore[attr-defined]
        type_text("9.2.2027", sheet.day.line)  # type: ignore[attr-defined]
        escape(sheet)
        settle(sample_workspace)
        assert not sheet.isVisible()
        assert shell.status.action.text() == "Fram igjen"
        shell.status.action.click()
        assert sheet.isVisible()
        assert sheet.day.day() == date(2027, 2, 9)  # type: ignore[attr-defined]
        sheet.close_sheet()
        again = _new_gathering(shell)
        assert again.theme_line.text() == "Lek for alle"  # type: ignore[attr-defined]
        again._make()  # type: ignore[attr-defined]
        settle(sample_workspace)
        assert sample_workspace.gathering is not None
        assert sample_workspace.gathering.theme == "Lek for alle"
        assert _new_gathering(shell).theme_line.text() == ""  # type: ignore[attr-defined]


def _new_gathering(shell: Shell) -> Sheet:
    shell.new_gathering()
    settle(shell.workspace)
    sheet = shell.stack.room("plan").gatherings.sheet  # type: ignore[arg-type, attr-defined]
    assert isinstance(sheet, Sheet)
    return sheet

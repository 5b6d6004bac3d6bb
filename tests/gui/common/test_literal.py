"""Markup in every field of the database, and every place of the program looked through: nothing reads it as markup."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QMenu, QWidget

from nettverk.storage.store import Store
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.frame_sheets import LineSheet
from tests.helpers.every_place import Places
from tests.helpers.shells import open_shell, settle

MARK = "<b>Q&D</b><img src='file:///etc/hostname'>&amp;"
FIXED = {
    "id", "made_at", "at", "kind", "ownership", "held_on", "next_on", "starts_at", "ends_at", "next_starts_at",
    "fixed_start", "organising", "method", "language", "solved", "group_role", "by", "mode", "installation", "key",
    "shape", "object", "data", "replaces", "definition", "first_day", "last_day", "due_on", "phase", "party",
    "training", "state", "paid_by", "wanted_on", "spent_on", "counted_on",
}  # fmt: skip
"""Columns of text in which nobody types."""


def mark_everything(store: Store) -> list[str]:
    """Put markup at the front of every text a user can type; returns the columns it was put in."""
    marked = []
    store.connection.execute("DROP TRIGGER entries_are_never_changed")
    for (table,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith(("sqlite_", "_")):
            continue
        for column in store.connection.execute(f"PRAGMA table_info({table})").fetchall():
            name, kind = column[1], column[2]
            if kind == "TEXT" and name not in FIXED and not name.endswith("_id"):
                store.connection.execute(f"UPDATE {table} SET {name} = ? || ' ' || {name} WHERE {name} <> ''", (MARK,))
                marked.append(f"{table}.{name}")
    # What is said on the day lies in JSON.
    for field in ("text", "what", "who", "taken_up_in", "learnt"):
        store.connection.execute(
            f"UPDATE entries SET data = json_set(data, '$.{field}', ? || ' ' || (data ->> '{field}'))"
            f" WHERE coalesce(data ->> '{field}', '') <> ''",
            (MARK,),
        )
    named = "json_set(definition, '$.title', ? || ' ' || (definition ->> 'title'))"
    store.connection.execute(f"UPDATE sheet_versions SET definition = {named}", (MARK,))
    store.connection.execute("INSERT OR REPLACE INTO settings VALUES ('municipality', ?)", (MARK,))
    return marked


@pytest.fixture
def marked(sample_store: Store) -> Store:
    """The sample with markup everywhere."""
    assert {"people.given_name", "units.name", "parts.title", "group_tables.name"} <= set(mark_everything(sample_store))
    return sample_store


def faults(where: str, window: QWidget) -> Iterator[str]:
    """Everything in a window that would be read as markup or as the mark of a key."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from _in_widget(f"{where}: {type(widget).__name__}", widget)
    for action in window.findChildren(QAction):
        if GuiQt.mightBeRichText(action.toolTip()) or GuiQt.mightBeRichText(action.statusTip()):
            yield f"{where}: action's tip {action.toolTip()!r}"
        if _has_key(action.text()):
            yield f"{where}: action has a key {action.text()!r}"


def _in_widget(what: str, widget: QWidget) -> Iterator[str]:
    for tip in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
        if GuiQt.mightBeRichText(tip):
            yield f"{what} tip {tip!r}"
    yield from _in_words(what, widget)
    if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
        yield from _in_model(what, widget.model())


def _in_words(what: str, widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{what} is no plain text: {widget.text()!r}"
    if isinstance(widget, QLabel) and widget.buddy() is not None and _has_key(widget.text()):
        yield f"{what} has a key: {widget.text()!r}"
    if isinstance(widget, QAbstractButton) and _has_key(widget.text()):
        yield f"{what} has a key: {widget.text()!r}"
    if isinstance(widget, QMenu) and _has_key(widget.title()):
        yield f"{what} has a key: {widget.title()!r}"


def _has_key(text: str) -> bool:
    return "&" in text.replace("&&", "")


def _columns(model: QAbstractItemModel, row: int) -> list[int]:
    """The columns of a row; a list has one, and does not tell how many."""
    return [column for column in range(20) if column == 0 or model.hasIndex(row, column)]


def _in_model(what: str, model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.StatusTipRole)
    columns = _columns(model, 0)
    for row in range(min(model.rowCount(QModelIndex()), 60)):
        for column in columns:
            cell = model.index(row, column)
            for role in roles:
                if GuiQt.mightBeRichText(str(cell.data(role) or "")):
                    yield f"{what} {row},{column}: {cell.data(role)!r}"
    for section in columns:
        for role in roles:
            text = str(model.headerData(section, Qt.Orientation.Horizontal, role) or "")
            if GuiQt.mightBeRichText(text):
                yield f"{what} header {section}: {text!r}"


def said(window: QWidget) -> str:
    """All that a window says, as one reads and hears it."""
    words = []
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel):
            words.append(widget.text())
        if isinstance(widget, QAbstractButton):
            words.append(widget.text().replace("&&", "&"))
        found = QAccessible.queryAccessibleInterface(widget)
        if found is not None:
            words.append(found.text(QAccessible.Text.Name))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = _columns(model, 0)
            for row in range(min(model.rowCount(QModelIndex()), 30)):
                words += [str(model.index(row, column).data() or "") for column in columns]
    return "\n".join(words)


@pytest.mark.drawn
def test_markup_in_every_field_is_shown_letter_for_letter_everywhere(
    marked: Store, sample_workspace: Workspace, tmp_path: Path
) -> None:
    found: list[str] = []
    visited: set[type] = set()
    seen: dict[str, str] = {}
    with open_shell(sample_workspace) as shell:
        places = Places(shell, tmp_path, MARK)
        for name, window in places.each():
            found += faults(name, window)
            found += [fault for part in (shell.top, shell.side, shell.status) for fault in faults(name, part)]
            visited.add(type(window))
            seen[name] = said(window)
        menu = shell.stack.room("groups").board_actions.menu(shell)  # type: ignore[attr-defined]
        found += faults("board menu", menu)
        menu.deleteLater()
        settle(sample_workspace)
        found += faults("window", shell)  # every room is in it by now
    assert sorted(set(found)) == []
    for name in ("people", "register: units", "groups: columns", "person", "rules", "presenter", "follow_up"):
        assert MARK in seen[name], name
    # Those that are shown only when something has gone wrong have tests of their own.
    rare = {"RescuedSheet", "ClosingSheet", "ChoiceSheet", "RemoveSheet"}
    sheets = {kind for kind in _kinds(Sheet) if kind.__module__.startswith("nettverk") and kind.__name__ not in rare}
    assert len(sheets & visited) >= 15, {kind.__name__ for kind in sheets - visited}
    of_year = {kind for kind in sheets if kind.__module__.startswith("nettverk.ui.year.") and kind is not LineSheet}
    assert of_year - visited == set()


def _kinds(base: type) -> set[type]:
    return {kind for below in base.__subclasses__() for kind in (below, *_kinds(below))}


def test_an_undone_step_names_the_part_letter_for_letter(marked: Store, sample_workspace: Workspace) -> None:
    from nettverk.services import plan

    with open_shell(sample_workspace) as shell:
        gathering = sample_workspace.gathering
        assert gathering is not None
        part = plan.parts(marked, gathering.id)[1]
        sample_workspace.lane.change(lambda store: plan.move(store, part.id, 3))
        settle(sample_workspace)
        assert not list(faults("window", shell))
        assert MARK in re.sub("\u2060", "", shell.top.undo_button.toolTip())
        assert MARK in shell.top.undo_button.accessibleName()
        assert MARK in shell.actions_.by_key["shell.undo"].text().replace("&&", "&")


def test_a_connection_is_not_left_marked(sample_store: Store) -> None:
    """The sample that other tests get is their own."""
    assert isinstance(sample_store.connection, sqlite3.Connection)
    assert not sample_store.value("SELECT count(*) FROM people WHERE given_name LIKE '<b>%'")

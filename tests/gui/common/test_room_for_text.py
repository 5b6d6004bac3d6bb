"""Every place has room for its words in text of 200 %, on the screen of a small laptop, and names what one uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QScrollArea, QWidget

from nettverk.domain.changes import Changes
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from tests.helpers.access import clipped, nameless
from tests.helpers.every_place import Places
from tests.helpers.shells import open_shell, settle

pytestmark = pytest.mark.slow


def cut_off(place: QWidget) -> Iterator[str]:
    """Buttons and fields that go out of what they stand in, and hints that do not fit their field."""
    for widget in place.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLineEdit):
            continue
        said = f"«{(widget.text() or widget.accessibleName())[:40]}»"
        shown = widget.visibleRegion().boundingRect()
        if _scrolls(widget, place):
            if 0 < shown.width() < widget.width() - 1:
                yield f"{said} shows {shown.width()} of {widget.width()} wide"
        elif shown.width() < widget.width() - 1 or shown.height() < widget.height() - 1:
            yield f"{said} shows {shown.width()}×{shown.height()} of {widget.width()}×{widget.height()}"
        if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
            needed = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
            if needed > widget.width() - 14:
                yield f"the hint «{widget.placeholderText()}» has {widget.width()}, needs {needed + 14}"


def _scrolls(widget: QWidget, place: QWidget) -> bool:
    owner = widget.parentWidget()
    while owner is not None and owner is not place:
        if isinstance(owner, QAbstractScrollArea):
            return True
        owner = owner.parentWidget()
    return False


def beside_its_frame(place: QWidget) -> Iterator[str]:
    """Pages that are wider than the area they are looked at through, where nobody can move them sideways."""
    for area in place.findChildren(QScrollArea):
        page, never = area.widget(), area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.isVisible() and never and page is not None and page.width() > area.viewport().width():
            yield f"{type(page.parent()).__name__}: {page.width()} wide, seen {area.viewport().width()}"


def long_names(store: Store) -> Changes:
    """Everybody and every unit called as long as somebody is, once."""
    with store.change() as step:
        for unit in store.rows("SELECT id, name FROM units"):
            store.update("units", unit["id"], name=f"{unit['name']} barnehage og oppvekstsenter")
        for number, person in enumerate(store.rows("SELECT id FROM people")):
            name = f"Brekke-Sørensen Nordahl {number}"
            store.update("people", person["id"], given_name="Anne-Karin Margrethe", family_name=name)
    return step.changes


def test_long_names_push_nothing_out(sample_workspace: Workspace, tmp_path: Path) -> None:
    found: dict[str, str] = {}
    sample_workspace.lane.change(long_names)
    with open_shell(sample_workspace, (1280, 720)) as shell:
        for name, place in Places(shell, tmp_path).each():
            for wrong in (*cut_off(place), *beside_its_frame(place)):
                found.setdefault(wrong, name)
    # The drawers of the presenter lay themselves out by the rules of the stage.
    assert {wrong: name for wrong, name in found.items() if not name.startswith("presenter")} == {}


def test_nothing_is_cut_anywhere(sample_workspace: Workspace, tmp_path: Path) -> None:
    found: dict[str, str] = {}
    with open_shell(sample_workspace, (1280, 720)) as shell:
        shell.appearance.choose_scale(2.0)
        settle(sample_workspace)
        for name, place in Places(shell, tmp_path).each():
            for wrong in (*clipped(place), *nameless(place), *cut_off(place), *beside_its_frame(place)):
                found.setdefault(wrong, name)
        shell.appearance.choose_scale(1.0)
    # The drawers of the presenter lay themselves out by the rules of the stage.
    assert {wrong: name for wrong, name in found.items() if not name.startswith("presenter")} == {}

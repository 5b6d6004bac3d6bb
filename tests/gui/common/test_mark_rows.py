"""Logo and colour among the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.services import municipality, settings
from nettverk.ui.common.mark_rows import MarkRows
from nettverk.ui.common.workspace import Workspace
from tests.helpers.logo import SVG
from tests.helpers.waiting import until
from tests.unit.services.test_municipality import heavy


@pytest.fixture
def rows(workspace: Workspace) -> MarkRows:
    made = MarkRows(workspace, None)  # type: ignore[arg-type]
    made.read()
    workspace.lane.wait()
    return made


def test_a_logo_and_a_colour_are_chosen_and_shown(rows: MarkRows, workspace: Workspace, tmp_path: Path) -> None:
    assert rows.picture.isHidden()
    (tmp_path / "logo.svg").write_bytes(SVG)
    rows.take(tmp_path / "logo.svg")
    rows.colour.setText("15a")
    rows.colour.editingFinished.emit()
    workspace.lane.wait()
    assert not rows.picture.isHidden()
    assert not rows.alt.isHidden()
    found: list[object] = []
    workspace.lane.ask(municipality.mark, found.append)
    workspace.lane.wait()
    (mark,) = found
    assert mark.colour == "#1155aa"  # type: ignore[attr-defined]
    assert mark.logo.data == SVG  # type: ignore[attr-defined]


def test_what_is_no_logo_is_said_and_nothing_is_chosen(rows: MarkRows, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(b"GIF89a")
    rows.take(tmp_path / "logo.svg")
    workspace.lane.wait()
    assert "PNG" in rows.note.text()
    assert rows.picture.isHidden()
    rows.colour.setText("grønn")
    rows.colour.editingFinished.emit()
    assert "grønn" in rows.note.text()


@pytest.mark.slow
def test_a_logo_that_takes_its_time_holds_nobodys_words_up(
    rows: MarkRows, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_bytes(heavy("uses"))
    rows.take(tmp_path / "logo.svg")
    stored: list[object] = []
    workspace.lane.change(lambda store: settings.put(store, "municipality", "Elvestad"), stored.append)
    until(lambda: bool(stored), "what is stored does not wait for the logo")
    workspace.lane.wait()
    assert "PNG" in rows.note.text()

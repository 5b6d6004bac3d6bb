"""One autosave for everything that is typed: forms are kept and tried again as sheets are, and refusals are let go."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput, Expected
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.workspace import Workspace
from tests.helpers.waiting import PATIENCE_S, until


def test_a_form_keeps_what_a_full_disk_did_not_take_and_stores_it_later(qtbot: QtBot, workspace: Workspace) -> None:
    autosave = Autosave(workspace, workspace)
    form = Fields(autosave)
    qtbot.addWidget(form)
    line = form.line("title", "Tittel")
    form.show_values("a", {"title": "Før"})
    stored: list[str] = []
    full = [True]

    def keep(name: str, value: object) -> None:
        def job(_store: Store) -> Changes:
            if full[0]:
                raise Expected("Disken er full.")
            stored.append(str(value))
            return NOTHING

        autosave.store((form.subject, name), job)

    form.typed.connect(keep)
    line.setText("Etter")
    with qtbot.waitSignal(workspace.said, timeout=round(PATIENCE_S * 1000)) as said:
        form.flush()
    assert said.args is not None
    assert said.args[0] == "Disken er full."
    form.show_values("a", {"title": "Før"})  # what is stored is read again, as after any change
    assert line.text() == "Etter", "what is not stored yet is not overwritten"
    full[0] = False
    until(lambda: stored == ["Etter"])
    workspace.lane.wait()
    assert not autosave.holds(("a", "title"))


def test_what_is_refused_is_said_once_and_let_go(workspace: Workspace) -> None:
    autosave = Autosave(workspace, workspace)
    refused: list[str] = []

    def job(_store: Store) -> Changes:
        raise BadInput("Delen trenger et navn.")

    autosave.store(("a", "title"), job, refused.append)
    workspace.lane.wait()
    assert refused == ["Delen trenger et navn."]
    assert not autosave.holds(("a", "title"))
    autosave.flush()
    workspace.lane.wait()
    assert refused == ["Delen trenger et navn."]

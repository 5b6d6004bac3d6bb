"""The lane: order, answers in the UI thread, errors in words, work that can be stopped."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nettverk.domain.changes import Changes, Undoable
from nettverk.domain.errors import Expected
from nettverk.services.lane import Report
from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace


def _names(store: Store) -> list[str]:
    return [district.name for district in register.districts(store)]


def test_answers_come_in_order_and_in_the_ui_thread(workspace: Workspace) -> None:
    heard: list[object] = []
    here = threading.current_thread()
    workspace.lane.change(lambda store: register.add_district(store, "Lund"))
    workspace.lane.ask(lambda _store: threading.current_thread(), heard.append, workspace)
    workspace.lane.ask(_names, lambda names: heard.append((names, threading.current_thread())), workspace)
    workspace.lane.wait()
    assert heard[0] is not here
    assert heard[1] == (["Lund"], here)


def test_a_change_is_told_once_and_can_be_undone(workspace: Workspace) -> None:
    told: list[Changes] = []
    steps: list[Undoable] = []
    workspace.lane.changed.connect(told.append)
    workspace.lane.undoable.connect(steps.append)
    workspace.lane.change(lambda store: register.add_district(store, "Lund"))
    workspace.lane.wait()
    assert [change.touches("districts") for change in told] == [True]
    assert steps[-1].undo
    workspace.lane.undo()
    found: list[str] = []
    workspace.lane.ask(_names, found.extend, workspace)
    workspace.lane.wait()
    assert found == []
    assert not steps[-1].undo
    assert steps[-1].redo
    workspace.lane.redo()
    workspace.lane.ask(_names, found.extend, workspace)
    workspace.lane.wait()
    assert found == ["Lund"]


def test_what_the_world_does_becomes_a_sentence(workspace: Workspace) -> None:
    def job(store: Store) -> Changes:
        raise Expected("Disken er full.")

    said: list[str] = []
    workspace.said.connect(lambda text, _action, _run: said.append(text))
    workspace.lane.change(job)
    workspace.lane.wait()
    assert said == ["Disken er full."]


def test_our_own_bugs_reach_the_crash_reporter(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.capture_exceptions() as caught:
        workspace.lane.ask(lambda _store: 1 // 0, lambda _answer: None, workspace)
        workspace.lane.wait()
    assert [kind for kind, _value, _trace in caught] == [ZeroDivisionError]


def test_no_answer_to_someone_who_is_gone(workspace: Workspace) -> None:
    heard: list[object] = []
    owner = QObject()
    workspace.lane.ask(lambda _store: 1, heard.append, owner)
    owner.deleteLater()
    del owner
    import shiboken6

    other = QObject()
    workspace.lane.ask(lambda _store: 2, heard.append, other)
    shiboken6.delete(other)
    workspace.lane.wait()
    assert 2 not in heard


def test_long_work_tells_how_far_and_reaches_the_database(workspace: Workspace) -> None:
    told: list[tuple[float, str]] = []
    heard: list[Changes] = []
    changed: list[Changes] = []
    workspace.lane.changed.connect(changed.append)

    def job(report: Report) -> Changes:
        report.progress(0.5, "halvveis")
        return report.on_lane(lambda store: register.add_district(store, "Lund"))

    work = workspace.lane.work(job, heard.append, workspace, "Lager grupper")
    threads: list[threading.Thread] = []
    work.told.connect(lambda done, text: (told.append((done, text)), threads.append(threading.current_thread())))
    workspace.lane.wait()
    assert threads == [threading.current_thread()]
    assert told == [(0.5, "halvveis")]
    assert heard[0].touches("districts")
    assert any(change.touches("districts") for change in changed)


def test_long_work_can_be_cancelled_and_leaves_nothing_behind(workspace: Workspace) -> None:
    started = threading.Event()

    def job(store: Store, report: Report) -> Changes:
        with store.change("Lag mye") as step:
            store.insert("districts", name="Lund")
            started.set()
            while True:
                report.check()
                threading.Event().wait(0.001)
        return step.changes

    heard: list[Changes] = []
    work = workspace.lane.long_change(job, heard.append, workspace, "Lager mye")
    assert started.wait(5)
    work.cancel()
    workspace.lane.wait()
    found: list[str] = ["?"]
    workspace.lane.ask(_names, lambda names: found.__setitem__(slice(None), names), workspace)
    workspace.lane.wait()
    assert heard == []
    assert found == []


def test_a_file_that_cannot_be_opened_leaves_the_open_one_open(workspace: Workspace, tmp_path: object) -> None:
    from pathlib import Path

    bad = Path(str(tmp_path)) / "bilde.db"
    bad.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    said: list[str] = []
    workspace.lane.open(bad, failed=said.append)
    found: list[str] = ["?"]
    workspace.lane.ask(_names, lambda names: found.__setitem__(slice(None), names), workspace)
    workspace.lane.wait()
    assert len(said) == 1
    assert "bilde.db" in said[0]
    assert found == []


def test_waiting_gives_up(workspace: Workspace) -> None:
    hold = threading.Event()
    workspace.lane.ask(lambda _store: hold.wait(), None)
    with pytest.raises(TimeoutError):
        workspace.lane.wait(20)
    hold.set()


def test_whoever_asks_when_it_is_over_gets_no_answer_and_wakes_nobody(workspace: Workspace) -> None:
    told: list[int] = []
    workspace.lane.close()
    workspace.lane.ask(lambda _store: 1, told.append)
    workspace.lane.wait()
    assert told == []
    assert not [thread for thread in threading.enumerate() if thread.name == "nettverk-lane"]

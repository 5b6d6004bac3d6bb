"""What we did wrong: a report one can copy, a log, and nothing modal while a gathering is live."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nettverk.domain import now
from nettverk.ui.common import crash
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle


@pytest.fixture
def hooks() -> Iterator[None]:
    """The hooks as they were, afterwards."""
    before, threads = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before, threads
    qInstallMessageHandler(None)
    crash.close_log()


def _seat() -> None:
    raise ValueError("bord 7 finnes ikke")


def _fail(watch: crash.Watch, seat: Callable[[], object] = _seat) -> None:
    try:
        seat()
    except (ValueError, ZeroDivisionError, KeyError, TypeError, IndexError) as fault:
        watch.caught(type(fault), fault, fault.__traceback__)


def test_a_fault_of_ours_shows_a_report_one_can_copy(
    hooks: None, sample_workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_shell(sample_workspace):
        watch = crash.Watch()
        log = crash.open_log(tmp_path)
        reporter = crash.Reporter(watch, lambda: sample_workspace.live, sample_workspace.say, lambda: log)
        _fail(watch)
        _fail(watch, lambda: 1 // 0)
        assert reporter.window is not None
        assert not reporter.window.isModal()
        text = reporter.window.text.toPlainText()
        assert "ValueError: bord 7 finnes ikke" in text
        assert "ZeroDivisionError" in text
        assert "Nettverk 0.1.0" in text
        reporter.window.findChild(crash.PrimaryButton).click()
        assert "bord 7" in QGuiApplication.clipboard().text()
        reporter.window.close()
        assert "bord 7 finnes ikke" in log.read_text(encoding="utf-8")


def test_the_same_fault_is_told_once_whatever_its_words_say(hooks: None, sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace):
        watch = crash.Watch()
        reporter = crash.Reporter(watch, lambda: False, sample_workspace.say, lambda: None)
        for number in range(20):
            _fail(watch, lambda number=number: int(f"bord {number}\nfinnes\nikke"))  # type: ignore[misc]
        assert reporter.window is not None
        assert reporter.window.text.toPlainText().count("Traceback") == 1
        reporter.window.close()


def test_a_fault_that_comes_back_raises_no_window_again(hooks: None, sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace):
        watch = crash.Watch()
        reporter = crash.Reporter(watch, lambda: False, sample_workspace.say, lambda: None)
        _fail(watch)
        assert reporter.window is not None
        reporter.window.close()
        for _turn in range(36):
            _fail(watch)
        assert not reporter.window.isVisible()


def test_many_faults_in_a_minute_become_a_calm_line(
    hooks: None, sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, n = [0.0], 3
    monkeypatch.setattr(now, "_steady", lambda: clock[0])
    faults: list[Callable[[], object]] = [_seat, lambda: 1 // 0, lambda: {}["x"], lambda: [1][n], lambda: int(None)]  # type: ignore[arg-type, index, list-item]
    with open_shell(sample_workspace) as shell:
        watch = crash.Watch()
        reporter = crash.Reporter(watch, lambda: False, sample_workspace.say, lambda: None)
        for fault in faults[:4]:
            _fail(watch, fault)
            assert reporter.window is not None
            if fault is not faults[3]:
                assert reporter.window.isVisible()
                reporter.window.close()
        assert not reporter.window.isVisible()
        assert "Flere ting gikk galt" in shell.status.words.text()
        shell.status.action.click()
        assert "IndexError" in reporter.window.text.toPlainText()
        reporter.window.close()
        clock[0] = 61.0
        _fail(watch, faults[4])
        assert reporter.window.isVisible()
        reporter.window.close()


def test_a_report_of_a_fault_with_a_whole_file_in_its_words_is_short() -> None:
    fault = ValueError("x" * 50_000_000)
    assert len(crash.report(ValueError, fault, None)) < crash.MOST_LETTERS + 500


def test_while_live_it_is_only_a_calm_line(hooks: None, sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        sample_workspace.live = True
        watch = crash.Watch()
        reporter = crash.Reporter(watch, lambda: sample_workspace.live, sample_workspace.say, lambda: None)
        _fail(watch)
        assert reporter.window is None
        assert "går videre" in shell.status.words.text()
        shell.status.action.click()
        assert reporter.window is not None
        assert reporter.window.isVisible()
        reporter.window.close()


def test_a_fault_on_the_lane_reaches_the_report(hooks: None, sample_workspace: Workspace) -> None:
    reports: list[str] = []
    watch = crash.Watch()
    watch.happened.connect(reports.append)
    watch.install()
    sample_workspace.lane.ask(lambda _store: 1 // 0, None)
    settle(sample_workspace)
    assert len(reports) == 1
    assert "ZeroDivisionError" in reports[0]


def test_what_qt_says_goes_to_the_log(hooks: None, dressed: Theme, tmp_path: Path) -> None:
    log = crash.open_log(tmp_path)
    crash.Watch().install()
    qWarning("something Qt wonders about")
    crash.close_log()
    assert "something Qt wonders about" in log.read_text(encoding="utf-8")

"""Progress is for those who watch: a line on a terminal, nothing in a file."""

from __future__ import annotations

import io

import pytest

from nettverk.cli import talk


class Terminal(io.StringIO):
    """A stderr that somebody is looking at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_has_come_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr(talk.sys, "stderr", seen)
    monkeypatch.setattr(talk, "EVERY_S", 0.0)
    with talk.Progress() as progress:
        progress(0.25, "Leser lista")
        progress(None, "Tegner")
        progress(1.0, "Ferdig")
    shown = seen.getvalue()
    assert "25 % Leser lista" in shown
    assert "Tegner" in shown
    assert shown.endswith("\r")
    assert shown.rsplit("\r", 2)[-2].strip() == ""


def test_a_file_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = io.StringIO()
    monkeypatch.setattr(talk.sys, "stderr", seen)
    with talk.Progress() as progress:
        progress(0.5, "Halvveis")
    assert seen.getvalue() == ""


def test_columns_stand_in_line(capsys: pytest.CaptureFixture[str]) -> None:
    talk.columns([("a", "bb"), ("aaa", "b")])
    assert capsys.readouterr().out == "a    bb\naaa  b\n"

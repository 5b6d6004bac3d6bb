"""A presentation clicker on the real program with two screens: none of its keys takes the wall away by surprise."""

from __future__ import annotations

from pathlib import Path

from tests.end2end.test_stage import Day, database, running, start, wait_for
from tests.helpers.program import Program

__all__ = ["database", "running"]  # fixtures

# What common clickers send (see the registry of commands): Logitech's start key alternates F5 and Escape, others send
# Shift F5; the black key is B or a full stop.
START_KEY = ("F5", "Escape", "F5", "Escape")


def test_a_clickers_start_key_never_takes_the_wall_away(running: list[Program], database: Day, tmp_path: Path) -> None:
    program = start(running, database, tmp_path)
    shown = wait_for(program, lambda seen: bool(seen["projector"]))
    for key in START_KEY:
        program.do("key", key=key)
        seen = program.do("look")
        assert seen["projector"] == shown["projector"], key
        assert seen["wall"] == shown["wall"], key
    for key, text in (("Period", "."), ("B", "b")):
        program.do("key", key=key, text=text)
        assert program.do("look")["wall"] == "black"
        assert program.do("look")["projector"] == shown["projector"]
        program.do("key", key=key, text=text)
        assert program.do("look")["wall"] == shown["wall"]
    for panel in ("OVERVIEW", "QUEUE", "CHECK_IN", "MESSAGE"):
        program.do("command", name=panel)
        for key in START_KEY:
            program.do("key", key=key)
        assert program.do("look")["projector"] == shown["projector"], panel
    program.close()

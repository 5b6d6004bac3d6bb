"""What a screen reader is told, as a process of its own: the system's Python has the bindings, ours has not.

``/usr/bin/python3 -I atspi_reader.py`` reads commands from stdin, one JSON value a line, and answers in the same way:
``"read"`` gives everything that shows in the program (depth, role, name, description, states, text), ``"heard"`` what
has been announced. Imported by nobody.
"""

# mypy: ignore-errors

from __future__ import annotations

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PROGRAM = "Nettverk"
STATES = ("SHOWING", "FOCUSED", "CHECKED", "SELECTED", "ENABLED", "FOCUSABLE", "ACTIVE", "MODAL")
MOST = 3000
ROWS = 12  # of a table: enough to tell how its cells read
heard: list[str] = []


def states_of(thing):
    """The states a thing has, of those that somebody asks for."""
    has = thing.get_state_set()
    return [name for name in STATES if has.contains(getattr(Atspi.StateType, name))]


def read():
    """Everything that shows, from the outside in."""
    desktop = Atspi.get_desktop(0)
    found = []

    def walk(thing, depth):
        if thing is None or len(found) >= MOST:
            return
        role, states = thing.get_role_name(), states_of(thing)
        if depth > 1 and "SHOWING" not in states:
            return
        text = ""
        if role in ("text", "entry", "password text") and thing.get_text_iface() is not None:
            text = Atspi.Text.get_text(thing, 0, -1)
        found.append(
            {
                "depth": depth,
                "role": role,
                "name": thing.get_name() or "",
                "description": thing.get_description() or "",
                "states": states,
                "text": text,
            }
        )
        count = thing.get_child_count()
        most = ROWS * 10 if role in ("table", "list", "tree table", "tree") else count
        for place in range(min(count, most)):
            walk(thing.get_child_at_index(place), depth + 1)

    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None and PROGRAM in (program.get_name() or ""):
            # The bindings remember what they were told; what counts is what is told now.
            program.set_cache_mask(Atspi.Cache.NONE)
            walk(program, 0)
    return found


def asked(channel, condition):
    """One command from stdin; the end of it ends the process."""
    line = sys.stdin.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        answer = read() if json.loads(line) == "read" else heard
    except GLib.Error:  # what was there a moment ago is gone: nothing to read yet
        answer = []
    print(json.dumps(answer), flush=True)
    return True


def announced(event):
    """Keep what the program says aloud: a notification that shows is what every version of Orca speaks."""
    if event.detail1 and event.source.get_role() == Atspi.Role.NOTIFICATION:
        heard.append(event.source.get_name() or "")


if __name__ == "__main__":
    Atspi.init()
    Atspi.set_timeout(5_000, 20_000)  # milliseconds that one answer may take, and that of a program that starts
    listener = Atspi.EventListener.new(announced)
    listener.register("object:state-changed:showing")
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
    Atspi.event_main()

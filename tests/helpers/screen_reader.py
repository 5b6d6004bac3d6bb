"""A screen reader for tests: it asks the real program over AT-SPI what is there, and listens to what it says.

``with accessibility_bus(display) as bus:`` starts a session bus of the test's own, on which the program finds the
accessibility bus; ``ScreenReader(bus)`` reads. Needs at-spi2-core, dbus-daemon and jeepney; ``missing()`` says what is
not there.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.helpers.waiting import PATIENCE_S, until

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


def missing() -> str:
    """What this machine lacks to be read from; empty where all is there."""
    lacks = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    lacks += [] if any(map(os.path.exists, LAUNCHERS)) else ["at-spi2-core"]
    lacks += [] if importlib.util.find_spec("jeepney") else ["jeepney"]
    return ", ".join(lacks)


@contextmanager
def accessibility_bus(display: str) -> Iterator[str]:
    """The address of a session bus that starts an accessibility bus for whoever asks."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "DISPLAY": display}, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait()


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be read: whose it is, where it lies, and what it is called and is."""

    owner: str
    path: str
    name: str
    role: str
    description: str
    depth: int = 0


@dataclass(slots=True)
class ScreenReader:
    """Reads what programs on the bus show, and hears what they announce.

    Args:
        session: the address of the session bus.
    """

    session: str
    said: list[str] = field(default_factory=list)
    _bus: Any = None

    def __post_init__(self) -> None:
        from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        at = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        with open_dbus_connection(self.session) as session:
            address = session.send_and_get_reply(new_method_call(at, "GetAddress"), timeout=PATIENCE_S).body[0]
            status = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            session.send_and_get_reply(Properties(status).set("IsEnabled", "b", True), timeout=PATIENCE_S)
        self._bus = open_dbus_connection(address)
        for member in ("Announcement",):
            rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member=member)
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE_S)
        register = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
        call = new_method_call(register, "RegisterEvent", "s", ("object:announcement",))
        self._bus.send_and_get_reply(call, timeout=PATIENCE_S)
        self._bus.filter(rule, queue=deque())

    def close(self) -> None:
        """Stop listening."""
        self._bus.close()

    def programs(self) -> list[Thing]:
        """The programs that can be read now."""
        return [self._thing(owner, path) for owner, path in self._children(*_REGISTRY)]

    def things(self, program: str, most: int = 4000) -> list[Thing]:
        """Everything a program with this name shows, from the outside in."""
        found: list[Thing] = []
        todo = [(row.owner, row.path, 0) for row in self.programs() if program in row.name]
        while todo and len(found) < most:
            owner, path, depth = todo.pop(0)
            found.append(self._thing(owner, path, depth))
            if found[-1].role not in {"table", "list", "tree table"}:
                todo += [(kin, at, depth + 1) for kin, at in self._children(owner, path)]
        return found

    def find(self, program: str, role: str, name: str) -> Thing:
        """The thing with this role whose name begins so, as soon as it is there.

        Raises:
            AssertionError: it does not come.
        """
        seen: list[Thing] = []

        def there() -> Thing | None:
            seen[:] = self.things(program)
            return next((thing for thing in seen if thing.role == role and thing.name.startswith(name)), None)

        until(there)
        found = there()
        assert found is not None
        return found

    def hear(self, words: str) -> None:
        """Wait until the program says this aloud."""
        until(lambda: self._listen() or any(words in text for text in self.said))

    def focused(self, thing: Thing) -> bool:
        """Whether the keys go to this thing."""
        low, _high = self._call(thing.owner, thing.path, "GetState")
        return bool(low & 1 << 12)

    def again(self, thing: Thing) -> Thing:
        """The same thing as it reads now."""
        return self._thing(thing.owner, thing.path, thing.depth)

    def _listen(self) -> None:
        deadline = time.monotonic() + 0.05
        while time.monotonic() < deadline:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                return
            if message.header.fields.get(3) == "Announcement":
                _kind, value = message.body[3]
                self.said.append(str(value))

    def _thing(self, owner: str, path: str, depth: int = 0) -> Thing:
        name, about = (self._get(owner, path, what) for what in ("Name", "Description"))
        return Thing(owner, path, name, str(self._call(owner, path, "GetRoleName")), about, depth)

    def _children(self, owner: str, path: str) -> list[tuple[str, str]]:
        return [(owner, at) for owner, at in self._call(owner, path, "GetChildren") or ()]

    def _get(self, owner: str, path: str, what: str) -> str:
        from jeepney import DBusAddress, Properties

        reply = self._ask(Properties(DBusAddress(path, owner, _ACCESSIBLE)).get(what))
        return str(reply[0][1]) if reply else ""

    def _call(self, owner: str, path: str, method: str) -> Any:
        from jeepney import DBusAddress, new_method_call

        reply = self._ask(new_method_call(DBusAddress(path, owner, _ACCESSIBLE), method))
        return reply[0] if reply else None

    def _ask(self, call: Any) -> Any:
        from jeepney import MessageType

        # What was seen a moment ago may be gone now: then there is nothing to read.
        reply = self._bus.send_and_get_reply(call, timeout=PATIENCE_S)
        return reply.body if reply.header.message_type is MessageType.method_return else None


def x_server(size: str = "1366x900x24") -> tuple[subprocess.Popen[bytes], str]:
    """An X server of the test's own, and its display."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as file:
        return server, f":{file.readline().strip()}"


def home_of(folder: Path) -> Path:
    """Where the program of a test lives."""
    return folder / "home"

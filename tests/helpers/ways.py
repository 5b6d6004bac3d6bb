"""The ways that machines tell each other what they have written, each with all that can go wrong with it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from nettverk.services.sharing import bringing_home, exchange, joining, lending
from nettverk.storage.sharing.folder import FOLDER
from nettverk.storage.sharing.server import set_up
from tests.helpers import stores
from tests.helpers.machines import Machine
from tests.helpers.postgres import Postgres

_MEMBERS = ("kari", "ola")
"""Roles that are let in and own nothing."""


class Way(Protocol):
    """One of them."""

    def join(self, machine: Machine) -> None:
        """Let a machine share from now on."""

    def home(self, machine: Machine) -> AbstractContextManager[None]:
        """Be on it: with its own settings."""

    def exchange(self, machine: Machine) -> None:
        """Let it tell what it has and hear what there is, as far as the world lets it."""

    def mischief(self) -> None:
        """Let something happen that nobody wanted."""

    def settle(self) -> None:
        """Let the world come to rest: what is under way arrives."""


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Be on another machine: with its own settings."""
    before = os.environ.get("NETTVERK_HOME")
    os.environ["NETTVERK_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["NETTVERK_HOME"]
        else:
            os.environ["NETTVERK_HOME"] = before


class Stick:
    """Files on a stick: each machine lays its own there, and brings home the others'."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._folder = folder
        self._dice = random.Random(f"stick {seed}")
        self._names: dict[int, str] = {}
        (folder / "stick").mkdir(parents=True)

    def join(self, machine: Machine) -> None:
        self._names[id(machine)] = f"{len(self._names)}"

    def home(self, machine: Machine) -> AbstractContextManager[None]:
        return at_home(self._folder / self._names[id(machine)])

    def exchange(self, machine: Machine) -> None:
        name = self._names[id(machine)]
        with at_home(self._folder / name):
            files = sorted(path for path in (self._folder / "stick").iterdir() if not path.name.startswith(name))
            self._dice.shuffle(files)
            for path in files:
                bringing_home.bring_home(machine.store, path)
            own = self._folder / "stick" / f"{name}.db"
            own.unlink(missing_ok=True)
            lending.lend_all(machine.store, own)

    def mischief(self) -> None:
        """An older copy stays beside the newer one."""
        files = sorted((self._folder / "stick").glob("?.db"))
        if files:
            path = self._dice.choice(files)
            shutil.copyfile(path, path.with_name(f"{path.stem} ({self._dice.randrange(3)}).db"))

    def settle(self) -> None:
        """A stick is always where it is."""


class Synchronised:
    """A folder on each machine, and a synchroniser between them that means no good."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._folder = folder
        self._dice = random.Random(f"folder {seed}")
        self._names: dict[int, str] = {}
        self._cloud: dict[str, bytes] = {}
        self._seen: dict[str, dict[str, bytes]] = {}

    def _place(self, name: str) -> Path:
        return self._folder / name / "OneDrive" / FOLDER

    def join(self, machine: Machine) -> None:
        name = f"{len(self._names)}"
        self._names[id(machine)] = name
        self._seen[name] = {}
        self._carry(name)
        with at_home(self._folder / name):
            joining.begin(stores.on(machine.store), str(self._place(name).parent))

    def home(self, machine: Machine) -> AbstractContextManager[None]:
        return at_home(self._folder / self._names[id(machine)])

    def exchange(self, machine: Machine) -> None:
        name = self._names[id(machine)]
        with at_home(self._folder / name):
            exchange.sync(lambda job: job(machine.store), resume=True)
        self._carry(name, share=0.5)

    def _carry(self, name: str, share: float = 1.0) -> None:
        """Carry up what has been written or removed in a machine's folder, and down some of what others have."""
        place = self._place(name)
        place.mkdir(parents=True, exist_ok=True)
        seen = self._seen[name]
        here = {path.name: path.read_bytes() for path in place.iterdir() if not path.name.startswith(".")}
        for file, content in here.items():
            if seen.get(file) != content:
                seen[file] = self._cloud[file] = content
        for file in seen.keys() - here.keys():
            del seen[file]
            self._cloud.pop(file, None)
        for file in sorted(self._cloud):
            if seen.get(file) != self._cloud[file] and self._dice.random() < share:
                seen[file] = self._cloud[file]
                (place / file).write_bytes(self._cloud[file])
        for file in sorted(seen.keys() - self._cloud.keys()):
            if self._dice.random() < share:
                del seen[file]
                (place / file).unlink(missing_ok=True)

    def mischief(self) -> None:
        """A file arrives half, twice, under another name, or vanishes and comes back; somebody lays another there."""
        name = self._dice.choice(sorted(self._names.values()))
        place = self._place(name)
        files = sorted(path for path in place.iterdir() if path.suffix.startswith(".nettverk"))
        if not files:
            return
        path = self._dice.choice(files)
        content = path.read_bytes()
        odd = path.with_name(f"{path.stem}{self._dice.choice((' (1)', '-Maskin-A konflikt', ' - kopi'))}{path.suffix}")
        mine = {own.name for own in files if self._seen[name].get(own.name) != self._cloud.get(own.name)}
        what = self._dice.randrange(6)
        if what == 0 and path.name not in mine:  # it has come half, and the rest comes later
            path.write_bytes(content[: self._dice.randrange(len(content))])
            self._seen[name][path.name] = path.read_bytes()
        elif what == 1:
            odd.write_bytes(content)
        elif what == 2:  # only under another name
            path.rename(odd)
        elif what == 3:
            odd.write_bytes(content[: self._dice.randrange(len(content))])
        elif what == 4:  # for good, until whoever wrote it sees it
            path.write_bytes(content[: self._dice.randrange(len(content))])
        else:
            (place / "Møtebok.docx").write_bytes(b"PK")

    def settle(self) -> None:
        for _again in range(2):
            for name in sorted(self._names.values()):
                for file, content in self._seen[name].items():
                    if self._cloud.get(file) != content and (self._place(name) / file).exists():
                        self._seen[name][file] = b""
                        (self._place(name) / file).write_bytes(b"")
                self._carry(name)


class OverServer:
    """A PostgreSQL server, whose connections are cut and which is now and then away."""

    def __init__(self, folder: Path, seed: str, server: Postgres) -> None:
        self._folder = folder
        self._server = server
        self._dice = random.Random(f"server {seed}")
        self._names: dict[int, str] = {}
        server.new_database()
        set_up(server.address(), "Havnesund", [])
        for role in _MEMBERS:
            server.new_member(role, "Havnesund")

    def join(self, machine: Machine) -> None:
        number = len(self._names)
        self._names[id(machine)] = f"{number}"
        with at_home(self._folder / self._names[id(machine)]):
            # As coordinators do: whom the rows are guarded against. The owner, whom nothing is, comes last of all.
            role = (*_MEMBERS, "eier")[number % (len(_MEMBERS) + 1)]
            joining.begin(stores.on(machine.store), self._server.address(role))

    def home(self, machine: Machine) -> AbstractContextManager[None]:
        return at_home(self._folder / self._names[id(machine)])

    def exchange(self, machine: Machine) -> None:
        with at_home(self._folder / self._names[id(machine)]):
            exchange.sync(lambda job: job(machine.store), resume=True)

    def mischief(self) -> None:
        """Every connection is cut; nobody has one open just then that matters."""
        self._server.cut()

    def settle(self) -> None:
        """A server is where it is."""

"""A day run from a file with a passphrase, and killed: it asks again, and is then where it was; nothing lies plain."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from nettverk.services import gatherings, passphrase, stage
from nettverk.services import participants as enrolled
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import passphrase as keys
from nettverk.storage.passphrase import Ring
from nettverk.storage.store import Store
from tests.helpers.clock import GoingClock
from tests.helpers.faults import Battery
from tests.helpers.program import Program
from tests.helpers.sealed import WORDS, lying_in, ring
from tests.helpers.waiting import pause, until

__all__ = ["ring"]

ASKED = "shell.sheets.unlocker.sheet is not None and shell.sheets.unlocker.sheet.field.line.hasFocus()"
ON_STAGE = "getattr(shell.stack.room('stage'), 'controller', None) is not None"
TRIES = "[key for key in shell.workspace.settings.allKeys() if key.startswith('stage/tries/')]"
# A stage that falls again and again is not brought back the third time: here it is killed as often as one likes.
SOON_STABLE = "import nettverk.ui.stage.preparation.live_stage as live; live.STABLE_AFTER_MS = 50"
ON_PROJECTOR = [1366, 0, 1920, 1080]
PLAIN = ("Kvernberg", "Furulia")


class SealedDay:
    """A gathering that starts now, in a file only its passphrase opens, and the program that runs it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.home, self.clock = folder / "samling.db", folder / "home", GoingClock()
        store = Store.open(self.path, now=self.clock)
        network = register.add_network(store, "0–6").made
        unit = register.add_unit(store, "Furulia barnehage", service_id="kindergarten").made
        now = self.clock().astimezone()
        self.gathering = gatherings.make(store, templates()[0], network_id=network, held_on=now.date()).made
        gatherings.edit(
            store, self.gathering, starts_at=now.replace(second=0).time(), ends_at=(now + timedelta(hours=5)).time()
        )
        person = register.add_person(store, given_name="Ingunn", family_name="Kvernberg", unit_id=unit).made
        enrolled.add(store, self.gathering, person)
        store.close()
        passphrase.change(self.path, keys.new_key(WORDS))

    def started(self) -> Program:
        """The program, which asks for the passphrase and shows nothing of the day."""
        program = Program(self.home, "--db", str(self.path), env=self.clock.environment(), first=SOON_STABLE)
        program.until(ASKED)
        return program

    def events(self) -> int:
        """How many presses are stored."""
        store = Store.open(self.path, read_only=True)
        try:
            return len(stage.events(store, self.gathering))
        finally:
            store.close()


@pytest.fixture
def day(tmp_path: Path, ring: Ring) -> SealedDay:
    return SealedDay(tmp_path)


def unlock(program: Program) -> None:
    """Type the passphrase and press Enter, as one does."""
    program.type(WORDS)
    program.press("Return")
    program.until("shell.workspace.gathering is not None and shell.finished")


def test_after_a_kill_it_asks_and_then_the_wall_is_where_it_was(
    day: SealedDay, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    dice = random.Random(31)
    program = day.started()
    unlock(program)
    program.do("open", gathering=day.gathering)
    program.do("stage")
    program.do("key", key="Space", text=" ")
    program.do("command", name="NEXT")
    program.do("key", key="A", text="a")
    until(lambda: program.do("look")["wall"] == "agenda", "the agenda on the wall")
    with battery("kill -9 of the stage, the file locked with a passphrase") as row:
        for _round in range(scale(1, 20)):
            for _press in range(dice.randint(1, 3)):
                program.do("key", key=dice.choice(("Plus", "Minus")))
            program.do("stored")
            before, stored = program.do("look"), day.events()
            program.send("key", key="Plus", text="+")
            pause(dice.random() * 0.05)  # killed at any moment
            program.kill()
            plain = lying_in([day.path.parent], PLAIN)
            program = day.started()
            program.type("feil passord")
            program.press("Return")
            program.until("shell.sheets.unlocker.sheet.wrong.isVisible()")
            assert not program.ask(ON_STAGE), "nothing of the day before one has the passphrase"
            unlock(program)
            program.until(ON_STAGE)
            until(lambda: program.do("look")["projector"] == ON_PROJECTOR, "the wall on the projector")  # noqa: B023
            after = program.do("look")
            same = all(before[what] == after[what] for what in ("part", "phase", "wall"))
            program.until(f"not {TRIES}")
            row.once(int(not same or bool(plain) or day.events() < stored))
    program.kill()

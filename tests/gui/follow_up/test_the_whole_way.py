"""From words typed for a table to the right unit's page, and from that page to the next gathering's wall; by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.handouts import DocumentKind
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.domain.wall.since_walls import since_last
from nettverk.domain.wall.walls import SinceLast
from nettverk.services import follow_up, gatherings, participants, plan
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers import paper
from tests.helpers.typing import press, type_text

UNITS = ("Fjæra barnehage", "Lund barnehage", "PPT")
SAID = "Ringe hjem mens det er lite"
PROMISED = "Ringe hjem innen to dager"
LEARNT = "Foreldrene takker for det"


@pytest.fixture
def days(store: Store) -> tuple[str, str]:
    """Two gatherings of a network, with three units at mixed tables at the first."""
    network = register.add_network(store, "0–6").made
    made = [
        gatherings.make(store, template("kristiansand"), network_id=network, held_on=day).made
        for day in (date(2026, 11, 24), date(2027, 2, 9))
    ]
    for name in UNITS:
        unit = register.add_unit(store, name).made
        for number in range(4):
            person = participants.add_new(store, made[0], f"Navn{number}", f"Fra {name}", unit).made
            participants.mark(store, person, Attendance.PRESENT)
    across = next(part for part in plan.parts(store, made[0]) if part.kind is PartKind.ACROSS)
    groupings.build(store, across.id, size=6, seed=1, iterations=200)
    return made[0], made[1]


Show = Callable[[QWidget], None]


@pytest.fixture
def show(qtbot: QtBot, workspace: Workspace) -> Iterator[Show]:
    shown: list[QWidget] = []

    def open_(room: QWidget) -> None:
        room.resize(1100, 760)
        room.show()
        room.activateWindow()
        qtbot.waitExposed(room)
        settled(workspace)
        shown.append(room)

    yield open_
    for room in shown:
        room.close()
        room.deleteLater()


def settled(workspace: Workspace) -> None:
    for _turn in range(4):
        workspace.lane.wait()
        QApplication.processEvents()


def pages_by_unit(store: Store, gathering_id: str) -> dict[str, str]:
    """What stands on each unit's own page."""
    found = {}
    for unit in register.units(store):
        read = handouts.draft(store, gathering_id, DocumentKind.UNIT_PAGES, unit_id=unit.id)
        found[unit.name] = " ".join(paper.text_of(handouts.draw(read).data).split())
    return found


def test_what_is_said_comes_back(store: Store, workspace: Workspace, days: tuple[str, str], show: Show) -> None:
    now, after = days
    workspace.open_gathering(now)
    settled(workspace)
    reflect = ReflectRoom(workspace)
    show(reflect)
    press("Ctrl+L", reflect)
    type_text("G1-1\n", reflect.code)
    settled(workspace)
    type_text(SAID)
    reflect.autosave.flush()
    settled(workspace)

    follow = FollowUpRoom(workspace)
    show(follow)
    lund = next(unit for unit in register.units(store) if unit.name == "Lund barnehage")
    follow.show_unit(lund.id)
    settled(workspace)
    press("Ctrl+T", follow)
    type_text(f"{PROMISED}\n")
    follow.autosave.flush()
    settled(workspace)

    pages = pages_by_unit(store, now)
    assert PROMISED in pages["Lund barnehage"], "its own plan goes home with it"
    assert SAID in pages["Lund barnehage"], "and what the tables said"
    assert PROMISED not in pages["Fjæra barnehage"] + pages["PPT"], "and with no other"

    (promise,) = follow_up.comes_back(store, after)
    assert (promise.what, promise.unit_name) == (PROMISED, "Lund barnehage")
    workspace.open_gathering(after)
    settled(workspace)
    later = FollowUpRoom(workspace)
    show(later)
    later.show_unit(lund.id)
    settled(workspace)
    card = later.unit_page.before[promise.id]
    card.choice.buttons["done"].setFocus()
    press("Space")
    settled(workspace)
    assert card.learnt.hasFocus(), "whoever has said how it went is asked what was learnt"
    type_text(LEARNT)
    later.autosave.flush()
    settled(workspace)

    (wall,) = since_last(follow_up.since_last(store, after), "nb")
    assert isinstance(wall, SinceLast)
    assert [(tally.count, tally.word) for tally in wall.counts] == [(1, "Gjort")]
    assert wall.learnt == (LEARNT,)
    assert "Lund" not in f"{wall.title} {wall.learnt} {wall.note} {wall.mark}", "nobody is named on the wall"

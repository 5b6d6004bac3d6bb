"""One table's answer, or everybody's, put on the wall from Refleksjoner: past «Anonym nok?», and nothing by itself."""

from __future__ import annotations

from nettverk.domain.rooms import RoomKey
from nettverk.services import reflections
from nettverk.storage.store import Store
from nettverk.ui.common.arrivals import ShowWall
from nettverk.ui.reflect.room import ReflectRoom
from tests.gui.reflect.test_room import across, held, room, settled  # noqa: F401 - fixtures
from tests.helpers.waiting import until


def went(room: ReflectRoom) -> list[object]:  # noqa: F811
    found: list[object] = []
    room.workspace.went.connect(lambda key, arrival: found.append((key, arrival)))
    return found


def choose(room: ReflectRoom, place: int) -> None:  # noqa: F811
    menu = room.on_wall.menu_now()
    assert menu is not None
    menu.actions()[place].trigger()


def answer(store: Store, room: ReflectRoom, text: str) -> str:  # noqa: F811
    sheet = room.known.sheets[0]
    reflections.write(store, room.known.gathering_id, sheet.part_id, sheet.table, sheet.question_id, text)
    room.reader.refresh()
    settled(room)
    return sheet.question_id


def test_one_answer_and_all_of_them_are_offered_where_there_are_any(store: Store, room: ReflectRoom) -> None:  # noqa: F811
    assert room.on_wall.menu_now() is None
    question = answer(store, room, "Vi ringer før møtet")
    found = went(room)
    choose(room, 0)
    until(lambda: len(found) >= 2)
    assert found[-1] == (RoomKey.STAGE, ShowWall(f"answers:{question}:1"))
    found.clear()
    choose(room, 1)
    until(lambda: len(found) >= 2)
    assert found[-1] == (RoomKey.STAGE, ShowWall(f"answers:{question}"))


def test_what_could_tell_who_somebody_is_is_looked_at_first(store: Store, room: ReflectRoom) -> None:  # noqa: F811
    answer(store, room, "Navn3 Etternavn sa at mor til Ola (7 år, med ADHD) gråt")
    found = went(room)
    choose(room, 0)
    until(room.anonymity.sheet.isVisible)
    assert not found, "nothing is on the wall before somebody has looked"

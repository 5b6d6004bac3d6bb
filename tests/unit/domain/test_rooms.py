"""Where the rows of a database table are seen, so that nobody takes back what they do not see."""

from __future__ import annotations

import pytest

from nettverk.domain.rooms import RoomKey, rooms_of
from nettverk.storage.store import Store


@pytest.mark.parametrize(
    ("tables", "rooms"),
    [
        ({"parts", "sheet_uses"}, (RoomKey.PLAN,)),
        ({"seats", "group_tables"}, (RoomKey.GROUPS,)),
        ({"participants", "seats"}, (RoomKey.PEOPLE, RoomKey.GROUPS)),
        ({"districts"}, (RoomKey.PEOPLE, RoomKey.PLAN)),
        ({"gatherings", "networks", "parts"}, (RoomKey.PLAN, RoomKey.PEOPLE)),
        ({"contributions"}, (RoomKey.STAGE,)),
        ({"settings"}, ()),
        (set(), ()),
    ],
)
def test_rooms_of_tables(tables: set[str], rooms: tuple[RoomKey, ...]) -> None:
    assert rooms_of(tables) == rooms


def test_every_table_that_can_be_taken_back_is_seen_somewhere(store: Store) -> None:
    nowhere = {
        "settings",
        "municipality_logo",
        "machines",
        "entries",
        "removed_people",
        "_sqlite_migrations",
        "sqlite_sequence",
    }
    names = {row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names - nowhere if not name.startswith(("sqlite_", "_")) and not rooms_of({name})} == set()

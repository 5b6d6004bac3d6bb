"""Who is meant by a name: the people of the register as patterns, with how common each name is."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress

from nettverk.domain.mentions import Name, Others, Searcher, Spelled, spelled
from nettverk.storage import journal, journal_text
from nettverk.storage.store import Store

_TOLD_BEFORE = "SELECT vals FROM _journal_bases WHERE tbl = 'people' AND key = ?"
_TOLD = "SELECT vals FROM _journal WHERE tbl = 'people' AND key = ? ORDER BY tx"


def names(connection: sqlite3.Connection) -> dict[str, Name]:
    """Everybody's name in a database, of whatever version, by person id."""
    rows = connection.execute("SELECT id, given_name, family_name, email FROM people")
    return {row[0]: Name(row[1], row[2], row[3]) for row in rows}


def twins(connection: sqlite3.Connection, person_ids: Iterable[str]) -> dict[str, str]:
    """Rows that are the same person once more (same name, same e-mail address), each with the id of the one meant."""
    known = names(connection)
    wanted = {
        (known[id_].key, known[id_].email.strip().casefold()): id_
        for id_ in person_ids
        if id_ in known and known[id_].email.strip()
    }
    same = {id_: wanted.get((name.key, name.email.strip().casefold()), id_) for id_, name in known.items()}
    return {id_: stays for id_, stays in same.items() if stays != id_}


def others(connection: sqlite3.Connection, known: Iterable[Name]) -> Others:
    """How common the names are, and the words that are names of places as well."""
    words = [
        row[0]
        for table in ("units", "districts", "networks", "service_kinds")
        for row in connection.execute(f"SELECT name FROM {table}")
    ]
    return Others.among(known, words)


def patterns(connection: sqlite3.Connection, person_ids: Iterable[str]) -> dict[str, Spelled]:
    """How each of these people may be written in a text; those who are not there are left out."""
    known = names(connection)
    wanted = [id_ for id_ in person_ids if id_ in known]
    mine = {*wanted, *twins(connection, wanted)}
    # Somebody who stands there twice is still one: the second row does not make the name another's.
    once = {(known[id_].key, known[id_].email.casefold()): known[id_] for id_ in mine}
    common = others(connection, [*once.values(), *(name for id_, name in known.items() if id_ not in mine)])
    return {id_: spelled(known[id_], common) for id_ in wanted}


def former(connection: sqlite3.Connection, person_ids: Iterable[str], labels: Collection[str]) -> dict[str, Spelled]:
    """How these people may be written by names they have had in a file that is shared, as its journal has it.

    Args:
        labels: what those are called who have no name any more.
    """
    has = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    if not has.issuperset(journal.TABLES):
        return {}
    now = names(connection)
    common = others(connection, now.values())
    by_person: dict[str, Spelled] = {}
    for id_ in person_ids:
        former_names = [row[0] for row in connection.execute(_TOLD_BEFORE, (id_,))]
        former_names += [row[0] for row in connection.execute(_TOLD, (id_,))]
        known: dict[str, str] = {}
        for text in former_names:
            with suppress(ValueError):  # what cannot be read is let go when the name is taken out of the journal
                known |= {name: str(value) for name, value in journal_text.decoded(text)[0].items()}
            name = Name(known.get("given_name", ""), known.get("family_name", ""), known.get("email", ""))
            if name != now.get(id_) and name.key.strip() and name.given not in labels:
                by_person[f"{id_} was {len(by_person)}"] = spelled(name, common)
    return by_person


def searcher(store: Store, person_ids: Iterable[str]) -> Searcher:
    """Looks for these people in texts."""
    return Searcher(patterns(store.connection, person_ids))

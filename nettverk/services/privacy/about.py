"""Alt om en person: everything that is stored about one person, as values, as JSON and as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.domain.file_names import safe_name
from nettverk.domain.names import name_key
from nettverk.domain.participants import Attendance
from nettverk.domain.privacy import About, Belonging, Companion, Marked, Seat, Visited
from nettverk.domain.registry import Person, service_name
from nettverk.i18n import _, join, language
from nettverk.services import trash
from nettverk.services.privacy import copies, mentions
from nettverk.services.privacy.names import searcher
from nettverk.services.register import history, register

if TYPE_CHECKING:
    from nettverk.storage.store import Row, Store


def named(store: Store, text: str) -> Person:
    """The one person that a name, an e-mail address or an id means.

    Raises:
        BadInput: nobody is, or several are; the sentence then says who, with the ids to choose by.
    """
    people = register.people(store)
    wanted = name_key(text)
    same = [person for person in people if person.id == text.strip()]
    same = same or [person for person in people if person.email and person.email.casefold() == text.strip().casefold()]
    same = same or [person for person in people if wanted in {name_key(person.name), _turned(person)}]
    if not same and trash.holding(store, lambda text: wanted in name_key(text)):
        raise BadInput(
            _("{name} er fjernet og ligger i papirkurven. Hent tilbake derfra, eller tøm papirkurven.").format(
                name=text
            )
        )
    if not same:
        raise BadInput(
            _("Fant ingen som heter {name} i registeret. Skriv hele navnet, e-posten eller id-en.").format(name=text)
        )
    if len(same) > 1:
        which = join([_("{unit} ({id})").format(unit=person.unit_name, id=person.id) for person in same])
        raise BadInput(_("{name} er flere: {which}. Skriv id-en til den du mener.").format(name=text, which=which))
    return same[0]


def _turned(person: Person) -> str:
    return name_key(person.family_name, person.given_name)


def about(store: Store, person_id: str) -> About:
    """Everything that is stored about a person, and the files it lies in.

    Raises:
        BadInput: the person is gone.
    """
    person = next((person for person in register.people(store) if person.id == person_id), None)
    if person is None:
        raise BadInput(_("Personen finnes ikke lenger."))
    looking = searcher(store, (person_id,))
    visits = _visits(store, person_id)
    met = history.of_person(store, person_id).met
    return About(
        person=person,
        made_at=str(store.value("SELECT made_at FROM people WHERE id = ?", person_id)),
        belongings=_belongings(store, person),
        visits=visits,
        seats=_seats(store, person_id),
        companions=tuple(Companion(other.name, other.unit, other.times) for other in met),
        rules=_rules(store, person_id),
        mentions=mentions.find(store, looking),
        files=copies.files(store, person_id, looking),
        in_trash=trash.holding(store, lambda text: bool(looking.find(text, own_field=False))),
    )


def plain(found: About) -> dict[str, object]:
    """The same as JSON can hold it; days and moments in ISO 8601."""
    said = asdict(found)
    said["earlier_versions"] = found.earlier_versions
    result = _plain(said)
    assert isinstance(result, dict)
    return result


def _plain(value: object) -> object:
    match value:
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Path():
            return str(value)
        case _:
            return value


def pdf(found: About, today: date) -> bytes:
    """The page that is given to the person, as a tagged PDF in the language in force."""
    from nettverk.printing import about_person
    from nettverk.printing.make import make

    title = _("Alt om {name}").format(name=found.person.name)
    return make(about_person.pages(found, today), title, language())


def save(found: About, folder: Path, today: date) -> tuple[Path, ...]:
    """Write the PDF and the JSON to a folder; returns the two files.

    Raises:
        Expected: they cannot be written.
    """
    import json

    from nettverk.services.handouts import handouts

    name = safe_name(_("Alt om {name}").format(name=found.person.name))
    files = (folder / f"{name}.pdf", folder / f"{name}.json")
    handouts.save(pdf(found, today), files[0])
    handouts.save(json.dumps(plain(found), ensure_ascii=False, indent=2).encode(), files[1])
    return files


# --- reading ---


def _visits(store: Store, person_id: str) -> tuple[Visited, ...]:
    rows = store.rows(
        "SELECT p.id, p.role, p.walk_in, p.present_from, p.present_to, p.presents,"
        " g.title, g.held_on, u.name AS unit, coalesce(a.status, 'registered') AS"
        " status"
        " FROM participants AS p JOIN gatherings AS g ON g.id = p.gathering_id JOIN units AS u ON u.id = p.unit_id"
        " LEFT JOIN attendance AS a ON a.participant_id = p.id AND a.gathering_id = p.gathering_id"
        " WHERE p.person_id = ? ORDER BY g.held_on, g.id",
        person_id,
    )
    return tuple(
        Visited(
            row["title"], _day(row["held_on"]), row["unit"], row["role"], Attendance(row["status"]),
            bool(row["walk_in"]), _marked(store, row["id"]),
            " – ".join(filter(None, (row["present_from"], row["present_to"]))), row["presents"],
        )
        for row in rows
    )  # fmt: skip


def _marked(store: Store, participant_id: str) -> tuple[Marked, ...]:
    rows = store.rows(
        "SELECT at, data ->> 'status' AS status FROM entries WHERE kind = 'attendance' AND object = ? ORDER BY at, id",
        participant_id,
    )
    return tuple(Marked(row["at"], Attendance(row["status"])) for row in rows)


def _belongings(store: Store, person: Person) -> tuple[Belonging, ...]:
    rows = store.rows(
        "SELECT u.name AS unit, s.name AS service, p.role, count(*) AS n, min(g.held_on) AS first,"
        " max(g.held_on) AS last"
        " FROM participants AS p JOIN gatherings AS g ON g.id = p.gathering_id JOIN units AS u ON u.id = p.unit_id"
        " JOIN service_kinds AS s ON s.id = u.service_kind_id WHERE p.person_id = ?"
        " GROUP BY u.id, p.role ORDER BY max(g.held_on), u.name",
        person.id,
    )
    return tuple(
        Belonging(
            row["unit"], service_name(row["service"]), row["role"], row["n"], _day(row["first"]), _day(row["last"])
        )
        for row in rows
    )


def _seats(store: Store, person_id: str) -> tuple[Seat, ...]:
    rows = store.rows(
        "SELECT g.title, g.held_on, p.title AS part, gr.round, t.number, s.group_role,"
        " (SELECT count(*) FROM seats AS o WHERE o.table_id = s.table_id AND o.id <> s.id) AS others"
        " FROM seats AS s JOIN participants AS pa ON pa.id = s.participant_id JOIN group_tables AS t ON t.id ="
        " s.table_id"
        " JOIN groupings AS gr ON gr.id = s.grouping_id JOIN gatherings AS g ON g.id = gr.gathering_id"
        " JOIN parts AS p ON p.id = gr.part_id WHERE pa.person_id = ? ORDER BY g.held_on, p.position, gr.round",
        person_id,
    )
    return tuple(
        Seat(
            row["title"], _day(row["held_on"]), row["part"], row["round"], row["number"], row["group_role"],
            row["others"],
        )
        for row in rows
    )  # fmt: skip


def _rules(store: Store, person_id: str) -> tuple[str, ...]:
    """The wishes and rules for groups that name the person, as they are shown where they are made."""
    from nettverk.domain.group_rules import RuleKind, rule_name

    rows = store.rows(
        "SELECT r.id, r.kind, g.title FROM group_rules AS r JOIN group_rule_people AS p ON p.rule_id = r.id"
        " LEFT JOIN gatherings AS g ON g.id = r.gathering_id WHERE p.person_id = ? ORDER BY r.made_at, r.id",
        person_id,
    )
    return tuple(" · ".join(_rule_words(store, row, person_id, rule_name(RuleKind(row["kind"])))) for row in rows)


def _rule_words(store: Store, row: Row, person_id: str, words: str) -> Sequence[str]:
    from nettverk.domain.registry import full_name

    others = [
        full_name(other["given_name"], other["family_name"])
        for other in store.rows(
            "SELECT pe.given_name, pe.family_name FROM group_rule_people AS p JOIN people AS pe ON pe.id ="
            " p.person_id"
            " WHERE p.rule_id = ? AND pe.id <> ?",
            row["id"], person_id,
        )
    ]  # fmt: skip
    return [word for word in (words, join(others), row["title"] or _("alle samlinger")) if word]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

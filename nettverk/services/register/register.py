"""The register: services, districts, units with their spellings, people and networks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from unicodedata import normalize

from nettverk.domain.changes import UNCHANGED, Changes, Unchanged, given
from nettverk.domain.errors import BadInput
from nettverk.domain.registry import District, Network, Ownership, Person, ServiceKind, Unit, full_name, service_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.trash import TrashKind, told
from nettverk.domain.unit_names import service_of, unit_key
from nettverk.i18n import _, _n
from nettverk.services import trash
from nettverk.storage.store import Row, Store

# --- reading ---


def services(store: Store) -> tuple[ServiceKind, ...]:
    """Every service the municipality has, in the order it has chosen."""
    rows = store.rows("SELECT * FROM service_kinds ORDER BY position, name")
    return tuple(ServiceKind(row["id"], service_name(row["name"]), row["shape"], row["position"]) for row in rows)


def districts(store: Store) -> tuple[District, ...]:
    """Every district, sorted as a Norwegian list."""
    rows = store.rows("SELECT * FROM districts")
    return tuple(sorted((District(row["id"], row["name"]) for row in rows), key=lambda row: sort_key(row.name)))


def networks(store: Store) -> tuple[Network, ...]:
    """All networks with the services that belong in them."""
    known = []
    for row in store.rows("SELECT * FROM networks ORDER BY name"):
        members = store.rows("SELECT * FROM network_services WHERE network_id = ?", row["id"])
        central = tuple(member["service_kind_id"] for member in members if member["central"])
        other = tuple(member["service_kind_id"] for member in members if not member["central"])
        known.append(
            Network(row["id"], row["name"], row["age_span"], row["purpose"], row["coordinator"], central, other)
        )
    return tuple(known)


def units(store: Store) -> tuple[Unit, ...]:
    """All units with service, district and how many people they have, sorted by name."""
    rows = store.rows(
        "SELECT u.*, s.name AS service_name, coalesce(d.name, '') AS district_name,"
        " (SELECT count(*) FROM people AS p WHERE p.unit_id = u.id) AS people"
        " FROM units AS u JOIN service_kinds AS s ON s.id = u.service_kind_id"
        " LEFT JOIN districts AS d ON d.id = u.district_id"
    )
    return tuple(sorted((_unit(row) for row in rows), key=lambda unit: sort_key(unit.name)))


def _unit(row: Row) -> Unit:
    return Unit(
        row["id"], row["name"], row["service_kind_id"], row["district_id"], Ownership(row["ownership"]),
        service_name(row["service_name"]), row["district_name"], row["people"],
    )  # fmt: skip


def people(store: Store) -> tuple[Person, ...]:
    """Everyone in the register, sorted by family name."""
    rows = store.rows("SELECT p.*, u.name AS unit_name FROM people AS p JOIN units AS u ON u.id = p.unit_id")
    known = (
        Person(
            row["id"],
            row["given_name"],
            row["family_name"],
            row["unit_id"],
            row["role"],
            row["email"],
            row["unit_name"],
        )
        for row in rows
    )
    return tuple(sorted(known, key=lambda person: sort_key(f"{person.family_name}, {person.given_name}")))


def spellings(store: Store) -> dict[str, str]:
    """Every known way to write a unit's name, folded, with the unit's id."""
    # Names last: a unit's own name means that unit, whatever it was once remembered as a spelling of.
    known = {row["spelling"]: row["unit_id"] for row in store.rows("SELECT * FROM unit_spellings")}
    for row in store.rows("SELECT id, name FROM units"):
        known[unit_key(row["name"])] = row["id"]
    return known


# --- changing ---


def _taken(store: Store, table: str, name: str, *, but: str = "") -> bool:
    """Whether another of these has the name, in any case; SQLite itself knows that of A to Z only."""
    look = normalize("NFC", name).casefold()
    rows = store.rows(f"SELECT id, name FROM {table}")
    return any(row["id"] != but and normalize("NFC", row["name"]).casefold() == look for row in rows)


def add_district(store: Store, name: str) -> Changes:
    """A new district; ``made`` is its id.

    Raises:
        BadInput: no name, or one that is taken.
    """
    name = _named(name, _("Bydelen trenger et navn."))
    if _taken(store, "districts", name):
        raise BadInput(_("Det finnes allerede en bydel som heter {name}.").format(name=name))
    with store.change(_("Ny bydel")) as step:
        step.made = store.insert("districts", name=name)
    return step.changes


def edit_district(store: Store, district_id: str, name: str) -> Changes:
    """Give a district another name, everywhere it is named.

    Raises:
        BadInput: no name, or one that is taken; nothing is changed.
    """
    name = _named(name, _("Bydelen trenger et navn."))
    if _taken(store, "districts", name, but=district_id):
        raise BadInput(_("Det finnes allerede en bydel som heter {name}.").format(name=name))
    with store.change(_("Endre bydel")) as step:
        store.update("districts", district_id, name=name)
    return step.changes


def remove_district(store: Store, district_id: str) -> Changes:
    """Remove a district; units and gatherings in it stand without one."""
    name = store.value("SELECT name FROM districts WHERE id = ?", district_id)
    with store.change(_("Fjern bydel")) as step:
        if name is not None:
            trash.keep(store, TrashKind.DISTRICT, str(name), [("districts", district_id)])
        store.delete("districts", district_id)
    return step.changes


def add_network(store: Store, name: str, *, age_span: str = "", purpose: str = "", coordinator: str = "") -> Changes:
    """A new network, as yet without services; ``made`` is its id.

    Raises:
        BadInput: no name, or one that is taken.
    """
    name = _named(name, _("Nettverket trenger et navn."))
    if _taken(store, "networks", name):
        raise BadInput(_("Det finnes allerede et nettverk som heter {name}.").format(name=name))
    with store.change(_("Nytt nettverk")) as step:
        step.made = store.insert("networks", name=name, age_span=age_span, purpose=purpose, coordinator=coordinator)
    return step.changes


def edit_network(
    store: Store,
    network_id: str,
    *,
    name: str | Unchanged = UNCHANGED,
    age_span: str | Unchanged = UNCHANGED,
    purpose: str | Unchanged = UNCHANGED,
    coordinator: str | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of a network; typing on in the same fields is one step to undo.

    Raises:
        BadInput: no name, or one that is taken; nothing is changed.
    """
    if not isinstance(name, Unchanged):
        name = _named(name, _("Nettverket trenger et navn."))
        if _taken(store, "networks", name, but=network_id):
            raise BadInput(_("Det finnes allerede et nettverk som heter {name}.").format(name=name))
    columns = given(name=name, age_span=age_span, purpose=purpose, coordinator=coordinator)
    with store.change(_("Endre nettverk"), merge=f"networks:{network_id}:{'+'.join(columns)}") as step:
        store.update("networks", network_id, **columns)
    return step.changes


def set_network_services(store: Store, network_id: str, central: tuple[str, ...], other: tuple[str, ...]) -> Changes:
    """Which services belong in a network: those one misses when they are absent, and those that may come."""
    with store.change(_("Endre tjenester i nettverket")) as step:
        store.connection.execute("DELETE FROM network_services WHERE network_id = ?", (network_id,))
        # A service cannot be both: it is then central, the stronger of the two.
        for ids, is_central in ((central, 1), (tuple(id for id in other if id not in central), 0)):
            for service in ids:
                store.connection.execute(
                    "INSERT INTO network_services (network_id, service_kind_id, central) VALUES (?, ?, ?)",
                    (network_id, service, is_central),
                )
    return step.changes


def add_unit(
    store: Store, name: str, *, service_id: str = "", district_id: str | None = None, ownership: str = ""
) -> Changes:
    """A new unit; its service is guessed from the name where left out.

    Raises:
        BadInput: no name, or a unit already goes by it.
    """
    name = _named(name, _("Enheten trenger et navn."))
    # «Lund bhg» and «Lund barnehage» are one unit: two would split its people, history and promises.
    taken = spellings(store).get(unit_key(name))
    if taken:
        other = store.value("SELECT name FROM units WHERE id = ?", taken)
        raise BadInput(_("{name} finnes allerede som {other}.").format(name=name, other=other))
    with store.change(_("Ny enhet")) as step:
        step.made = store.insert(
            "units",
            name=name,
            service_kind_id=service_id or service_of(name),
            district_id=district_id or None,
            ownership=ownership,
        )
    return step.changes


def edit_unit(
    store: Store,
    unit_id: str,
    *,
    name: str | Unchanged = UNCHANGED,
    service_id: str | Unchanged = UNCHANGED,
    district_id: str | Unchanged | None = UNCHANGED,
    ownership: Ownership | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of a unit; typing on in the same fields is one step to undo.

    Args:
        district_id: empty or None for a unit of the whole municipality.

    Raises:
        BadInput: an empty name; nothing is changed.
    """
    if name is not UNCHANGED:
        name = _named(name, _("Enheten trenger et navn."))
    columns = given(name=name, service_kind_id=service_id, district_id=district_id or None, ownership=ownership)
    with store.change(_("Endre enhet"), merge=f"units:{unit_id}:{'+'.join(columns)}") as step:
        store.update("units", unit_id, **columns)
    return step.changes


def rename_unit(store: Store, unit_id: str, name: str, *, known_as: str) -> Changes:
    """Give a unit another name; the one it was ``known_as`` goes on meaning it in lists.

    Raises:
        BadInput: an empty name; nothing is changed.
    """
    # The merge key is the one of edit_unit for a name, so that this and what is typed next are one step to undo.
    with store.change(_("Endre enhet"), merge=f"units:{unit_id}:name") as step:
        edit_unit(store, unit_id, name=name)
        add_spelling(store, unit_id, known_as)
    return step.changes


def unit_named(store: Store, name: str) -> str:
    """Id of the unit that goes by a name or one of its spellings; made where nobody knows it. Part of a larger step."""
    return spellings(store).get(unit_key(name)) or add_unit(store, name).made


def add_spelling(store: Store, unit_id: str, text: str) -> Changes:
    """Remember that this unit is also written like this."""
    with store.change(_("Ny skrivemåte")) as step:
        store.connection.execute(
            "INSERT INTO unit_spellings (spelling, unit_id) VALUES (?, ?)"
            " ON CONFLICT (spelling) DO UPDATE SET unit_id = excluded.unit_id",
            (unit_key(text), unit_id),
        )
    return step.changes


def remove_unit(store: Store, unit_id: str) -> Changes:
    """Remove a unit nobody belongs to.

    Raises:
        BadInput: people belong to it, or took part for it.
    """
    # Also those who only took part for it once: their gatherings would lose where they came from.
    count = store.value("SELECT count(*) FROM people WHERE unit_id = ?", unit_id)
    count += store.value("SELECT count(*) FROM participants WHERE unit_id = ?", unit_id)
    if count:
        raise BadInput(
            _n(
                "{n} person eller påmelding hører til enheten. Slå den heller sammen med en annen.",
                "{n} personer eller påmeldinger hører til enheten. Slå den heller sammen med en annen.",
                count,
            )
        )
    with store.change(_("Fjern enhet")) as step:
        name = store.value("SELECT name FROM units WHERE id = ?", unit_id)
        if name is not None:
            trash.keep(store, TrashKind.UNITS, name, [("units", unit_id)])
        store.delete("units", unit_id)
    return step.changes


def remove_units(store: Store, unit_ids: Sequence[str]) -> Changes:
    """Remove several units nobody belongs to, in one step.

    Raises:
        BadInput: people belong to one of them, or took part for it; none is removed.
    """
    with store.change(_("Fjern enheter")) as step:
        for unit_id in unit_ids:
            remove_unit(store, unit_id)
    return step.changes


def add_person(
    store: Store, given_name: str, family_name: str, unit_id: str, *, role: str = "", email: str = ""
) -> Changes:
    """A new person in the register; ``made`` is their id.

    Raises:
        BadInput: neither a given nor a family name.
    """
    _named(given_name + family_name, _("Personen trenger et navn."))
    with store.change(_("Ny person")) as step:
        step.made = store.insert(
            "people",
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            unit_id=unit_id,
            role=role.strip(),
            email=email.strip(),
            made_at=store.stamp(),
        )
    return step.changes


def edit_person(
    store: Store,
    person_id: str,
    *,
    given_name: str | Unchanged = UNCHANGED,
    family_name: str | Unchanged = UNCHANGED,
    unit_id: str | Unchanged = UNCHANGED,
    role: str | Unchanged = UNCHANGED,
    email: str | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of a person, everywhere they are named; typing on in the same fields is one step to undo.

    Raises:
        BadInput: the person is gone, would have no name, or has had it taken away for good; nothing is changed.
    """
    row = store.one("SELECT given_name, family_name FROM people WHERE id = ?", person_id)
    if row is None:
        raise BadInput(_("Personen finnes ikke lenger."))
    given_then = row["given_name"] if given_name is UNCHANGED else given_name
    family_then = row["family_name"] if family_name is UNCHANGED else family_name
    _named(given_then + family_then, _("Personen trenger et navn."))
    if given(given_name=given_name, family_name=family_name, role=role, email=email):
        refuse_nameless(store, person_id)
    columns = given(given_name=given_name, family_name=family_name, unit_id=unit_id, role=role, email=email)
    with store.change(_("Endre person"), merge=f"people:{person_id}:{'+'.join(columns)}") as step:
        store.update("people", person_id, **columns)
    return step.changes


def has_no_name(store: Store, person_id: str) -> bool:
    """Whether somebody's name has been taken away for good, so that only a number stands for them."""
    return bool(store.value("SELECT 1 FROM removed_people WHERE person_id = ?", person_id))


def refuse_nameless(store: Store, person_id: str) -> None:
    """Let nobody who has had their name taken away be given one again.

    Raises:
        BadInput: it has been.
    """
    if has_no_name(store, person_id):
        raise BadInput(_("Navnet er fjernet for godt. Kommer personen igjen, legg til en ny deltaker."))


def remove_person(store: Store, person_id: str) -> Changes:
    """Remove a person and every gathering, table and attendance that names them."""
    return remove_people(store, [person_id])


def remove_people(store: Store, person_ids: Sequence[str]) -> Changes:
    """Remove several people from the register and from everything that names them, in one step."""
    rows = store.rows(
        "SELECT given_name, family_name FROM people WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        json.dumps(list(person_ids)),
    )
    with store.change(_("Fjern person") if len(person_ids) == 1 else _("Fjern personer")) as step:
        if rows:
            title = told(full_name(row["given_name"], row["family_name"]) for row in rows)
            about = trash.of_people(store, person_ids).sentence
            trash.keep(store, TrashKind.PEOPLE, title, [("people", id_) for id_ in person_ids], about=about)
        for person_id in person_ids:
            store.delete("people", person_id)
    return step.changes


def _named(text: str, sentence: str) -> str:
    # Spaces that nobody sees must not make two names of one.
    text = " ".join(text.split())
    if not text:
        raise BadInput(sentence)
    return text

"""The roles of each network: the municipality's own list, offered where a role is typed and renamed everywhere.

A role is still a text beside a person, so that a list from Microsoft Forms may say what it likes. What is in the list
is how the municipality spells it.
"""

from __future__ import annotations

from collections import Counter

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.registry import NetworkRole, NetworkRoles
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _
from nettverk.storage.store import Store

MOST_SUGGESTED = 8
_LONGEST = 100
_USED = (
    "SELECT pa.role, count(DISTINCT pa.person_id) AS n FROM participants AS pa"
    " JOIN gatherings AS g ON g.id = pa.gathering_id WHERE g.network_id = ? AND pa.role <> '' GROUP BY pa.role"
)


def of_network(store: Store, network_id: str) -> NetworkRoles:
    """The roles of a network in their order, with how many have each; and others that may belong there."""
    used: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for row in store.rows(_USED, network_id):
        key = row["role"].strip().casefold()
        used[key] += row["n"]
        spelled.setdefault(key, row["role"].strip())
    listed = tuple(
        NetworkRole(row["id"], row["name"], used[row["name"].casefold()])
        for row in store.rows(
            "SELECT id, name FROM network_roles WHERE network_id = ? ORDER BY position, name", network_id
        )
    )
    here = {role.name.casefold() for role in listed}
    others = sorted((key for key in spelled if key not in here), key=lambda key: (-used[key], sort_key(spelled[key])))
    suggested = [NetworkRole("", spelled[key], used[key]) for key in others]
    suggested += [
        NetworkRole("", name, 0) for name in _usual(store, network_id) if name.casefold() not in {*here, *others}
    ]
    return NetworkRoles(listed, tuple(suggested[:MOST_SUGGESTED]))


def offered(store: Store, gathering_id: str = "") -> tuple[str, ...]:
    """What is offered where a role is typed: the network's own first, then what people have been called.

    Args:
        gathering_id: empty for the register, with the roles of every network.
    """
    rows = store.rows(
        "SELECT name FROM network_roles AS r WHERE ?1 = '' OR network_id = (SELECT network_id FROM gatherings"
        " WHERE id = ?1) ORDER BY position, name",
        gathering_id,
    )
    used = store.rows(
        "SELECT DISTINCT role FROM participants WHERE role <> '' AND gathering_id = ?1"
        " UNION SELECT DISTINCT role FROM people WHERE role <> '' AND ?1 = ''",
        gathering_id,
    )
    by_name = {row["name"].casefold(): row["name"] for row in rows}
    for role in sorted((row["role"].strip() for row in used), key=sort_key):
        by_name.setdefault(role.casefold(), role)
    return tuple(by_name.values())


def add(store: Store, network_id: str, name: str) -> Changes:
    """A role more in a network; ``made`` is its id. Those who are called that in other letters are called it so.

    Raises:
        BadInput: no name, or one that is there already.
    """
    name = _named(name)
    if _in_list(store, network_id, name):
        raise BadInput(_("{role} står i lista fra før.").format(role=name))
    with store.change(_("Ny rolle")) as step:
        step.made = _insert(store, network_id, name, _last(store, network_id) + 1)
        _call(store, name, name)
    return step.changes


def rename(store: Store, role_id: str, name: str) -> Changes:
    """Let a role be called something else everywhere: in every list, by everybody who has it, in what is expected.

    Raises:
        BadInput: no name, or the role is gone.
    """
    row = store.one("SELECT name FROM network_roles WHERE id = ?", role_id)
    if row is None:
        raise BadInput(_("Rollen er fjernet."))
    before, name = row["name"], _named(name)
    if before == name:
        return NOTHING
    with store.change(_("Gi rollen nytt navn")) as step:
        for there in store.rows("SELECT id, network_id, name, position FROM network_roles"):
            if there["name"].casefold() != before.casefold():
                continue
            store.delete("network_roles", there["id"])
            if not _in_list(store, there["network_id"], name):
                _insert(store, there["network_id"], name, there["position"])
        _call(store, before, name)
    return step.changes


def remove(store: Store, role_id: str) -> Changes:
    """Take a role out of a network's list; those who have it keep it."""
    with store.change(_("Fjern rolle")) as step:
        store.delete("network_roles", role_id)
    return step.changes


def _call(store: Store, before: str, name: str) -> None:
    """Everybody who has a role, in whatever letters, has it by this name."""
    wanted = before.casefold()
    for table in ("people", "participants", "quotas"):
        # SQLite knows small letters of English alone: what is alike is found here.
        spelled = [row["role"] for row in store.rows(f"SELECT DISTINCT role FROM {table} WHERE role <> ''")]
        for role in spelled:
            if role.strip().casefold() == wanted and role != name:
                store.connection.execute(f"UPDATE {table} SET role = ? WHERE role = ?", (name, role))


def _insert(store: Store, network_id: str, name: str, position: int) -> str:
    id_ = f"{network_id}.{name.casefold()}"
    return store.insert("network_roles", id=id_, network_id=network_id, name=name, position=position)


def _in_list(store: Store, network_id: str, name: str) -> bool:
    return store.one("SELECT 1 FROM network_roles WHERE id = ?", f"{network_id}.{name.casefold()}") is not None


def _last(store: Store, network_id: str) -> int:
    return int(store.value("SELECT coalesce(max(position), 0) FROM network_roles WHERE network_id = ?", network_id))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("Rollen trenger et navn."))
    if len(name) > _LONGEST:
        raise BadInput(_("Navnet på rollen er for langt."))
    return name


def _usual(store: Store, network_id: str) -> list[str]:
    """What people in the services of a network usually are."""
    rows = store.rows("SELECT service_kind_id AS id FROM network_services WHERE network_id = ?", network_id)
    here = {row["id"] for row in rows}
    by_service = {
        "kindergarten": (_("Styrer"), _("Pedagogisk leder"), _("Barnehagelærer")),
        "school": (_("Rektor"), _("Avdelingsleder"), _("Spesialpedagogisk koordinator"), _("Sosiallærer")),
        "special_ed": (_("Spesialpedagog"),),
        "ppt": (_("PP-rådgiver"),),
        "health": (_("Helsesykepleier"),),
        "child_welfare": (_("Barnevernspedagog"),),
    }
    roles = [name for service, names in by_service.items() if service in here for name in names]
    return [*roles, _("Tillitsvalgt")] if roles else []

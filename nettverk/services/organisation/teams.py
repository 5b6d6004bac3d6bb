"""Steering group, working groups, coordinators and partner: who is in them, and whom reports are sent to."""

from __future__ import annotations

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.errors import BadInput
from nettverk.domain.organisation import Member, Party, Recipient, Team, TeamKind, team_kind_name
from nettverk.i18n import _
from nettverk.storage.store import Row, Store

_ORDER = "CASE t.kind WHEN 'steering' THEN 1 WHEN 'working' THEN 2 WHEN 'coordinator' THEN 3 ELSE 4 END"


def all_(store: Store) -> tuple[Team, ...]:
    """Every team with its members: those that steer first, then by name."""
    members: dict[str, list[Member]] = {}
    for row in store.rows("SELECT * FROM team_members ORDER BY position, id"):
        members.setdefault(row["team_id"], []).append(_member(row))
    rows = store.rows(
        "SELECT t.*, coalesce(n.name, '') AS network FROM teams AS t LEFT JOIN networks AS n ON n.id = t.network_id"
        f" ORDER BY {_ORDER}, t.name, t.id"
    )
    return tuple(
        Team(
            row["id"], TeamKind(row["kind"]), row["name"], row["network_id"], row["network"],
            tuple(members.get(row["id"], ())),
        )
        for row in rows
    )  # fmt: skip


def recipients(store: Store, network_id: str = "") -> tuple[Recipient, ...]:
    """Those whom reports are sent to: of every network, and of this one where it is given; each once."""
    by_address: dict[tuple[str, str], Recipient] = {}
    for team in all_(store):
        if team.network_id is None or not network_id or team.network_id == network_id:
            for member in team.members:
                if member.gets_reports:
                    key = member.name.casefold(), member.email.casefold()
                    by_address.setdefault(key, Recipient(member.name, member.role, team.name, member.email))
    return tuple(by_address.values())


def add(store: Store, kind: TeamKind, name: str = "", network_id: str | None = None) -> Changes:
    """A new team, called by what it is where no name is given; ``made`` is its id."""
    with store.change(_("Ny gruppe i organisasjonen")) as step:
        step.made = store.insert(
            "teams", kind=kind, name=_plain(name) or team_kind_name(kind), network_id=network_id or None,
            made_at=store.stamp(),
        )  # fmt: skip
    return step.changes


def edit(
    store: Store, team_id: str, *, name: str | Unchanged = UNCHANGED, network_id: str | Unchanged | None = UNCHANGED
) -> Changes:  # fmt: skip
    """Let a team be called otherwise, or be another network's.

    Raises:
        BadInput: it would have no name.
    """
    if name is not UNCHANGED and not _plain(name):
        raise BadInput(_("Hva heter gruppa?"))
    columns = given(name=name if name is UNCHANGED else _plain(name), network_id=network_id or None)
    return _update(store, "teams", team_id, columns, _("Endre gruppa"))


def remove(store: Store, team_id: str) -> Changes:
    """Take a team away with its members and meetings; undo brings it back."""
    with store.change(_("Fjern gruppa")) as step:
        store.delete("teams", team_id)
    return step.changes


def add_member(
    store: Store, team_id: str, name: str, *, role: str = "", party: Party = Party.NONE, email: str = "",
    gets_reports: bool = False,
) -> Changes:  # fmt: skip
    """Somebody new in a team; ``made`` is their id.

    Raises:
        BadInput: no name, or the team is gone.
    """
    if not _plain(name):
        raise BadInput(_("Hvem er det? Skriv navnet."))
    if store.value("SELECT 1 FROM teams WHERE id = ?", team_id) is None:
        raise BadInput(_("Gruppa finnes ikke lenger."))
    with store.change(_("Nytt medlem")) as step:
        place = store.value("SELECT coalesce(max(position), 0) + 1 FROM team_members WHERE team_id = ?", team_id)
        step.made = store.insert(
            "team_members", team_id=team_id, position=place, name=_plain(name), role=_plain(role), party=party,
            email=email.strip(), gets_reports=int(gets_reports),
        )  # fmt: skip
    return step.changes


def edit_member(
    store: Store,
    member_id: str,
    *,
    name: str | Unchanged = UNCHANGED,
    role: str | Unchanged = UNCHANGED,
    party: Party | Unchanged = UNCHANGED,
    email: str | Unchanged = UNCHANGED,
    gets_reports: bool | Unchanged = UNCHANGED,
) -> Changes:
    """Change what is known of somebody in a team.

    Raises:
        BadInput: they would have no name.
    """
    if name is not UNCHANGED and not _plain(name):
        raise BadInput(_("Hvem er det? Skriv navnet."))
    columns = given(
        name=name if name is UNCHANGED else _plain(name), role=role if role is UNCHANGED else _plain(role),
        party=party, email=email, gets_reports=gets_reports if gets_reports is UNCHANGED else int(gets_reports),
    )  # fmt: skip
    return _update(store, "team_members", member_id, columns, _("Endre medlemmet"))


def remove_member(store: Store, member_id: str) -> Changes:
    """Take somebody out of a team; undo brings them back."""
    with store.change(_("Fjern medlemmet")) as step:
        store.delete("team_members", member_id)
    return step.changes


def _update(store: Store, table: str, id_: str, columns: dict[str, object], label: str) -> Changes:
    row = store.one(f"SELECT * FROM {table} WHERE id = ?", id_)
    if row is None or all(row[name] == value for name, value in columns.items()):
        return NOTHING
    with store.change(label, merge=f"{table}:{id_}:{'+'.join(columns)}") as step:
        store.update(table, id_, **columns)
    return step.changes


def _plain(text: str) -> str:
    return " ".join(text.split())


def _member(row: Row) -> Member:
    return Member(
        row["id"], row["team_id"], row["name"], row["role"], Party(row["party"]), row["email"],
        bool(row["gets_reports"]),
    )  # fmt: skip

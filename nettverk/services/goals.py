"""Goals of a unit and of a network: set, edited, let rest, taken up again; every version kept, every step undone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from nettverk.domain import goals as domain
from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import Commitment
from nettverk.domain.goals import Goal, GoalOf, GoalOwner, GoalState, GoalVersion, Origin
from nettverk.i18n import _
from nettverk.services import lasting
from nettverk.services.reflections import clean
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.GOAL
_ALL = (
    "SELECT object, gathering_id, at, data FROM current_entries WHERE kind = 'goal'"
    " AND coalesce(data ->> 'removed', 0) = 0"
)


@dataclass(frozen=True, slots=True)
class GoalsHere:
    """The goals that a gathering's units and network have, all states, the active first.

    Attributes:
        of_unit: by the unit's id; units without a goal are not there.
    """

    network: GoalOwner
    network_name: str
    of_network: tuple[Goal, ...]
    of_unit: Mapping[str, tuple[Goal, ...]]


# --- read ---


def all_(store: Store) -> tuple[Goal, ...]:
    """Every goal in the file."""
    return tuple(_goal(row) for row in store.rows(_ALL))


def get(store: Store, goal_id: str) -> Goal | None:
    """One goal; None where it is gone."""
    row = store.one(f"{_ALL} AND object = ?", goal_id)
    return None if row is None else _goal(row)


def of_owner(store: Store, owner: GoalOwner) -> tuple[Goal, ...]:
    """The goals of a unit or a network over the years: active, resting, reached."""
    rows = store.rows(f"{_ALL} AND data ->> 'of' = ? AND data ->> 'owner' = ?", owner.of, owner.id)
    return domain.in_order(_goal(row) for row in rows)


def at_gathering(store: Store, gathering_id: str) -> GoalsHere:
    """The goals of a gathering's network and of every unit."""
    network = store.one(
        "SELECT n.id, n.name FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id WHERE g.id = ?",
        gathering_id,
    )
    owner = GoalOwner(GoalOf.NETWORK, network["id"] if network else "")
    of_unit: dict[str, list[Goal]] = {}
    of_network: list[Goal] = []
    for goal in all_(store):
        if goal.owner.of is GoalOf.UNIT:
            of_unit.setdefault(goal.owner.id, []).append(goal)
        elif goal.owner == owner:
            of_network.append(goal)
    return GoalsHere(
        owner, network["name"] if network else "", domain.in_order(of_network),
        {unit_id: domain.in_order(goals_) for unit_id, goals_ in of_unit.items()},
    )  # fmt: skip


def linked(store: Store, promised: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The same commitments, each with the goal it works towards as that reads now."""
    all_of_them = tuple(promised)
    wanted = {commitment.grounds.goal for commitment in all_of_them} - {""}
    if not wanted:
        return all_of_them
    rows = store.rows(f"{_ALL} AND object IN (SELECT value FROM json_each(?))", json.dumps(sorted(wanted)))
    known = {row["object"]: _goal(row) for row in rows}
    return tuple(replace(commitment, goal=known.get(commitment.grounds.goal)) for commitment in all_of_them)


def history(store: Store, goal_id: str) -> tuple[GoalVersion, ...]:
    """How a goal has read, the newest first."""
    gathering_id = store.value("SELECT gathering_id FROM entries WHERE kind = 'goal' AND object = ?", goal_id)
    versions_: list[GoalVersion] = []
    for said in entries.history(store, KIND, gathering_id, goal_id) if gathering_id else ():
        data = json.loads(said.data)
        versions_.append(
            GoalVersion(
                datetime.fromisoformat(said.at), said.machine, data["text"], _state(data), data.get("sign_now", "")
            )
        )
    return tuple(versions_)


# --- write ---


def set_goal(
    store: Store,
    gathering_id: str,
    owner: GoalOwner,
    text: str,
    *,
    sign: str = "",
    sign_before: str = "",
    origin: Origin | None = None,
    rests: str = "",
    at: datetime | None = None,
) -> Changes:
    """A new active goal, said at a gathering; ``made`` is its id.

    Args:
        rests: id of one that is to rest instead, where three are active.

    Raises:
        BadInput: nothing is said, whoever it is for is gone, or three are active and none of them is to rest.
    """
    cleaned = clean(text).strip()
    if not cleaned:
        raise BadInput(_("Skriv målet først."))
    _there(store, gathering_id, owner)
    goal_id = store.new_id()
    with store.change(_("Nytt mål")) as step:
        _make_room(store, owner, rests)
        there = of_owner(store, owner)
        data: dict[str, object] = {
            "of": owner.of,
            "owner": owner.id,
            "text": cleaned,
            "state": GoalState.ACTIVE,
            "sign": clean(sign).strip(),
            "sign_before": clean(sign_before).strip(),
            "sign_now": "",
            "position": 1 + max((goal.position for goal in there), default=0),
        }
        if origin is not None:
            on = origin.on.isoformat() if origin.on else ""
            data["origin"] = {"where": origin.where, "what": origin.what, "on": on}
        entries.append(store, KIND, gathering_id, goal_id, data, at=at)
        step.made = goal_id
    return step.changes


def edit(
    store: Store,
    goal_id: str,
    *,
    text: str | Unchanged = UNCHANGED,
    sign: str | Unchanged = UNCHANGED,
    sign_before: str | Unchanged = UNCHANGED,
    sign_now: str | Unchanged = UNCHANGED,
    at: datetime | None = None,
) -> Changes:
    """Let a goal read otherwise; typing on in the same goal is one step to undo.

    Raises:
        BadInput: its text is emptied.
        Expected: it is gone.
    """
    fields = given(text=text, sign=sign, sign_before=sign_before, sign_now=sign_now)
    columns = {name: clean(str(value)).strip() for name, value in fields.items()}
    if not columns.get("text", "-"):
        raise BadInput(_("Skriv målet først."))
    return _write(store, goal_id, columns, _("Mål"), merge=f"goal:{goal_id}", at=at)


def set_state(store: Store, goal_id: str, state: GoalState, *, rests: str = "", at: datetime | None = None) -> Changes:
    """Let a goal rest, be reached, or be taken up again.

    Args:
        rests: id of one that is to rest instead, where it is taken up and three are active.

    Raises:
        BadInput: three are active, and none of them is to rest.
        Expected: the goal is gone.
    """
    label = domain.state_name(state)
    with store.change(_("Mål: {state}").format(state=label)) as step:
        row, data = _stored(store, goal_id)
        if data["state"] == state:
            return NOTHING
        if state is GoalState.ACTIVE:
            _make_room(store, _goal(row).owner, rests)
        _write(store, goal_id, {"state": state}, label, at=at)
    return step.changes


def remove(store: Store, goal_id: str) -> Changes:
    """Take a goal away, as if it had never been set; its history stays, and undo brings it back."""
    return _write(store, goal_id, {"removed": 1}, _("Fjern målet"))


def move_to_unit(store: Store, keep_id: str, drop_id: str) -> None:
    """Let a unit take over the goals of another; inside ``store.change()``. There may then be more than three."""
    for goal in of_owner(store, GoalOwner(GoalOf.UNIT, drop_id)):
        _row, data = _stored(store, goal.id)
        entries.append(store, KIND, goal.gathering_id, goal.id, {**data, "owner": keep_id})


def _make_room(store: Store, owner: GoalOwner, rests: str) -> None:
    active = domain.active(of_owner(store, owner))
    if rests and any(goal.id == rests for goal in active):
        _write(store, rests, {"state": GoalState.RESTING}, "")
        active = tuple(goal for goal in active if goal.id != rests)
    if words := domain.enough_words(active):
        raise BadInput(words)


def _there(store: Store, gathering_id: str, owner: GoalOwner) -> None:
    table = "units" if owner.of is GoalOf.UNIT else "networks"
    if store.value(f"SELECT 1 FROM {table} WHERE id = ?", owner.id) is None:
        raise BadInput(
            _("Enheten finnes ikke lenger.") if owner.of is GoalOf.UNIT else _("Nettverket finnes ikke lenger.")
        )
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))


def reword_origin(store: Store, goal_id: str, what: str) -> Changes:
    """Let what made somebody choose a goal read otherwise; the rest of where it came from stays.

    Raises:
        Expected: it is gone.
    """
    _row, data = _stored(store, goal_id)
    origin = {**(data.get("origin") or {}), "what": clean(what).strip()}
    return _write(store, goal_id, {"origin": origin}, _("Mål"))


def _write(
    store: Store, goal_id: str, columns: Mapping[str, object], label: str, *, merge: str = "",
    at: datetime | None = None,
) -> Changes:  # fmt: skip
    return lasting.write(store, KIND, goal_id, columns, label, _gone(), merge=merge, at=at)


def _stored(store: Store, goal_id: str) -> tuple[Row, dict[str, Any]]:
    return lasting.stored(store, KIND, goal_id, _gone())


def _gone() -> str:
    return _("Målet er borte. Noen kan ha fjernet samlingen der det ble satt.")


def _goal(row: Row) -> Goal:
    data = json.loads(row["data"])
    origin = data.get("origin")
    return Goal(
        id=row["object"],
        gathering_id=row["gathering_id"],
        owner=GoalOwner(GoalOf(data["of"]), data["owner"]),
        text=data["text"],
        state=_state(data),
        position=data.get("position", 0),
        at=datetime.fromisoformat(row["at"]),
        sign=data.get("sign", ""),
        sign_before=data.get("sign_before", ""),
        sign_now=data.get("sign_now", ""),
        origin=Origin(origin["where"], origin["what"], _day(origin.get("on", ""))) if origin else None,
    )


def _state(data: Mapping[str, Any]) -> GoalState:
    return GoalState(data["state"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

"""Needs: taken in from the sheets that ask for them, written, given dots, carried to the next plan, made a goal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nettverk.domain import needs as domain
from nettverk.domain.changes import UNCHANGED, Changes, Unchanged, given
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.goals import GoalOf, GoalOwner, Origin
from nettverk.domain.names import tidy
from nettverk.domain.needs import MOST_DOTS, Need, Said, asks_for_needs, ranked
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.domain.sheets.sums import point_key
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.source_groups import SourceGroup, source_of_unit
from nettverk.i18n import _, using
from nettverk.services import gatherings, goals, lasting, plan
from nettverk.services.reflections import clean
from nettverk.services.sheets import answers, uses
from nettverk.services.themes import onward
from nettverk.services.themes.board import board
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.NEED
_MOST_EVIDENCE = 3
# The network's gatherings first, whatever SQLite thinks: they are few, and the needs of twenty years are many.
_OF_NETWORK = (
    "SELECT e.object, e.gathering_id, e.data, g.held_on, c.title AS carried_to FROM gatherings AS g"
    " CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'need'"
    " LEFT JOIN sheet_uses AS u ON u.id = e.data -> 'carried' ->> 'use'"
    " LEFT JOIN gatherings AS c ON c.id = u.gathering_id"
    " WHERE g.network_id = ? AND coalesce(e.data ->> 'removed', 0) = 0"
)
_ASKED = (
    "SELECT DISTINCT u.gathering_id FROM sheet_uses AS u JOIN gatherings AS g ON g.id = u.gathering_id"
    " JOIN sheet_versions AS v ON v.id = u.sheet_version_id, json_each(v.definition, '$.rows') AS r"
    " WHERE g.network_id = ? AND r.value = 13"
)


# --- read ---


def of_network(store: Store, gathering_id: str) -> tuple[Need, ...]:
    """Every need of a gathering's network, those that wait first, the one with most dots on top."""
    network_id = gatherings.get(store, gathering_id).network_id
    return ranked(_need(row) for row in store.rows(_OF_NETWORK, network_id))


def carried_here(store: Store, gathering_id: str) -> dict[str, Need]:
    """The needs that questions of a plan came from, by the question's id."""
    return {need.carried: need for need in of_network(store, gathering_id) if need.carried}


def waiting(store: Store, gathering_id: str) -> int:
    """How many needs stand on the network's sheets and are not taken in yet."""
    known = _known(store, gathering_id)
    return sum(said.key not in known for _use, said in _said(store, gathering_id))


def _said(store: Store, gathering_id: str) -> list[tuple[SheetUse, Said]]:
    """What is written on every sheet of the network that asks for needs, each need once a sheet."""
    network_id = gatherings.get(store, gathering_id).network_id
    needs: list[tuple[SheetUse, Said]] = []
    outside = _outside(store)
    for row in store.rows(_ASKED, network_id):
        for use in uses.of_gathering(store, row["gathering_id"]):
            if not use.simple and asks_for_needs(use.sheet):
                needs += ((use, said) for said in _on_sheet(use, answers.of_use(store, use.id), outside))
    return needs


def _outside(store: Store) -> dict[str, SourceGroup]:
    """Units that are none of the services' (FAU, ungdomsrådet …), and the group their people belong to."""
    sources = {row["id"]: source_of_unit(row["name"]) for row in store.rows("SELECT id, name FROM units")}
    return {unit_id: group for unit_id, group in sources.items() if group is not None}


def _on_sheet(use: SheetUse, said: tuple[SheetAnswer, ...], outside: Mapping[str, SourceGroup]) -> list[Said]:
    asked = next(block.id for block in use.sheet.blocks if block.kind is BlockKind.POINTS)
    groups, evidence = _groups(use.sheet, said), _evidence(use.sheet, said)
    for answer in said:
        if (group := outside.get(answer.respondent.unit_id)) is not None:
            groups.setdefault(answer.respondent.key, set()).add(group)
    texts: dict[str, str] = {}
    by: dict[str, list[SheetAnswer]] = {}
    for answer in said:
        if answer.block == asked and (text := tidy(answer.text)):
            key = point_key(text) or text
            texts.setdefault(key, text)
            by.setdefault(key, []).append(answer)
    return [
        Said(
            _id(use.id, key),
            text,
            domain.in_order(group for answer in by[key] for group in groups.get(answer.respondent.key, ())),
            tuple(dict.fromkeys(line for answer in by[key] if (line := evidence.get(answer.respondent.key, "")))),
        )
        for key, text in texts.items()
    ]


def _groups(sheet: SheetDefinition, said: Iterable[SheetAnswer]) -> dict[str, set[str]]:
    """Which groups each respondent has ticked that they are."""
    ticks = {block.id for block in sheet.blocks if block.kind is BlockKind.TICKS}
    groups: dict[str, set[str]] = {}
    for answer in said:
        if answer.block in ticks and (answer.ticked or answer.counts.get("yes")):
            groups.setdefault(answer.respondent.key, set()).add(answer.point)
    return groups


def _evidence(sheet: SheetDefinition, said: Iterable[SheetAnswer]) -> dict[str, str]:
    block = next((block.id for block in sheet.blocks if block.kind is BlockKind.TEXT), "")
    return {answer.respondent.key: answer.text.strip() for answer in said if answer.block == block}


def _id(use_id: str, key: str) -> str:
    """The same on two machines that take the same sheet in."""
    return f"{use_id}.{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"


def _known(store: Store, gathering_id: str) -> set[str]:
    """Also those that were taken away: they are not taken in again."""
    network_id = gatherings.get(store, gathering_id).network_id
    sql = "SELECT DISTINCT e.object FROM entries AS e JOIN gatherings AS g ON g.id = e.gathering_id"
    return {row["object"] for row in store.rows(f"{sql} WHERE e.kind = 'need' AND g.network_id = ?", network_id)}


# --- write ---


def collect(store: Store, gathering_id: str) -> Changes:
    """Take in every need that is written on the network's sheets and is not among them yet."""
    known = _known(store, gathering_id)
    with store.change(_("Hent behovene fra arkene")) as step:
        for use, said in _said(store, gathering_id):
            if said.key not in known:
                data = _data(said.text, said.sources, "\n".join(said.evidence[:_MOST_EVIDENCE]), use.sheet.title)
                entries.append(store, KIND, use.gathering_id, said.key, data)
                known.add(said.key)
    return step.changes


def add(
    store: Store, gathering_id: str, text: str, *, sources: Iterable[SourceGroup] = (), evidence: str = "",
    where: str = "", dots: int = 0,
) -> Changes:  # fmt: skip
    """Write down a need; ``made`` is its id.

    Raises:
        BadInput: nothing is said, or the gathering is gone.
    """
    cleaned = clean(text).strip()
    if not cleaned:
        raise BadInput(_("Skriv behovet først."))
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    need_id = store.new_id()
    with store.change(_("Nytt behov")) as step:
        data = _data(cleaned, sources, evidence, where) | {"dots": _dots(dots)}
        entries.append(store, KIND, gathering_id, need_id, data)
        step.made = need_id
    return step.changes


def from_theme(store: Store, gathering_id: str, theme_id: str) -> Changes:
    """Let a theme be a need, with what was said as its evidence; ``made`` is the need's id.

    Raises:
        BadInput: the theme is gone.
    """
    theme_board = board(store, gathering_id)
    theme = next((theme for theme in theme_board.themes if theme.id == theme_id), None)
    if theme is None:
        raise BadInput(_("Temaet finnes ikke lenger."))
    said = sorted(theme_board.in_themes()[theme_id], key=lambda point: not point.mark.quote)
    lines = list(dict.fromkeys(point.text for point in said))[:_MOST_EVIDENCE]
    with using(theme_board.language):
        where = _("Dette sa bordene")
    outside = _outside(store)
    groups = [domain.source_of_role(point.mark.role) for point in said]
    groups += [outside.get(unit_id) for point in said for unit_id in theme_board.voices[point.voice].units]
    sources = [group for group in groups if group is not None]
    return add(store, gathering_id, theme.name, sources=sources, evidence="\n".join(lines), where=where)


def edit(
    store: Store, need_id: str, *, text: str | Unchanged = UNCHANGED, dots: int | Unchanged = UNCHANGED,
    sources: Iterable[SourceGroup] | Unchanged = UNCHANGED, evidence: str | Unchanged = UNCHANGED,
) -> Changes:  # fmt: skip
    """Let a need read otherwise, or have so many dots.

    Raises:
        BadInput: its text is emptied, or dots below 0.
        Expected: it is gone.
    """
    columns = given(text=text, evidence=evidence)
    columns = {name: clean(str(value)).strip() for name, value in columns.items()}
    if not columns.get("text", "-"):
        raise BadInput(_("Skriv behovet først."))
    if not isinstance(dots, Unchanged):
        columns["dots"] = _dots(dots)
    if not isinstance(sources, Unchanged):
        columns["sources"] = list(domain.in_order(sources))
    return _write(store, need_id, columns, _("Behov"), merge=f"need:{need_id}")


def remove(store: Store, need_id: str) -> Changes:
    """Take a need away; undo brings it back, and it is not taken in from its sheet again."""
    return _write(store, need_id, {"removed": 1}, _("Fjern behovet"))


def question_for(need: Need, language: str) -> str:
    """What one would ask about a need, to be changed as one likes."""
    with using(language):
        return _("Vi trenger: «{need}». Hva skal til hos oss?").format(need=need.text)


def carry(store: Store, need_id: str, part_id: str, text: str) -> Changes:
    """Put a need in a part of a plan as a question, and remember where it came from.

    Raises:
        BadInput: the part is gone, or nothing is asked.
        Expected: the need is gone.
    """
    _stored(store, need_id)
    with store.change(_("Behov til planen")) as step:
        gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
        before = _questions(store, gathering_id, part_id)
        onward.ask_next_time(store, part_id, text)
        new = next(iter(_questions(store, gathering_id, part_id) - before), "")
        _write(store, need_id, {"carried": {"use": new, "gathering": gathering_id}}, "")
        step.made = new
    return step.changes


def to_plan(store: Store, need_id: str, gathering_id: str) -> Changes:
    """Carry a need to a plan in one step: to this gathering's, or to the next one's where it was said here.

    Raises:
        BadInput: there is no plan that it could stand in yet.
        Expected: the need is gone.
    """
    row, _data_of_it = _stored(store, need_id)
    said_here = row["gathering_id"] == gathering_id
    there = onward.coming(store, gathering_id) if said_here else onward.planned(store, gathering_id)
    if there is None or there.usual is None:
        raise BadInput(_("Neste samling er ikke laget ennå. Lag den, så kan behovet stå i planen."))
    need = next(need for need in of_network(store, gathering_id) if need.id == need_id)
    language = gatherings.get(store, there.gathering_id).language
    return carry(store, need_id, there.usual.id, question_for(need, language))


def become_goal(store: Store, need_id: str, *, rests: str = "") -> Changes:
    """Let a need be a goal of its network; ``made`` is the goal's id.

    Args:
        rests: id of the goal that rests instead, where three are active.

    Raises:
        BadInput: three are active, and none of them is to rest.
        Expected: the need is gone.
    """
    row, data = _stored(store, need_id)
    here = gatherings.get(store, row["gathering_id"])
    owner = GoalOwner(GoalOf.NETWORK, here.network_id)
    with using(here.language):
        origin = Origin(data.get("where") or _("Behov"), data["text"], here.held_on)
    return goals.set_goal(store, here.id, owner, data["text"], origin=origin, rests=rests)


def _questions(store: Store, gathering_id: str | None, part_id: str) -> set[str]:
    parts = plan.parts(store, gathering_id) if gathering_id else ()
    return {question.id for part in parts if part.id == part_id for question in part.questions}


def _dots(dots: int) -> int:
    if not 0 <= dots <= MOST_DOTS:
        raise BadInput(_("Prikkene telles fra 0."))
    return dots


def _data(text: str, sources: Iterable[SourceGroup], evidence: str, where: str) -> dict[str, object]:
    return {
        "text": clean(text).strip(),
        "dots": 0,
        "sources": list(domain.in_order(sources)),
        "evidence": clean(evidence).strip(),
        "where": where,
    }


def _write(store: Store, need_id: str, columns: Mapping[str, object], label: str, *, merge: str = "") -> Changes:
    return lasting.write(store, KIND, need_id, columns, label, _gone(), merge=merge)


def _stored(store: Store, need_id: str) -> tuple[Row, dict[str, Any]]:
    return lasting.stored(store, KIND, need_id, _gone())


def _gone() -> str:
    return _("Behovet er borte. Noen kan ha fjernet samlingen der det ble sagt.")


def _need(row: Row) -> Need:
    data = json.loads(row["data"])
    carried = data.get("carried") or {}
    return Need(
        id=row["object"],
        gathering_id=row["gathering_id"],
        text=data["text"],
        dots=data.get("dots", 0),
        sources=domain.in_order(data.get("sources", ())),
        evidence=data.get("evidence", ""),
        where=data.get("where", ""),
        on=date.fromisoformat(row["held_on"]) if row["held_on"] else None,
        # A question that is taken out of the plan leaves the need waiting again.
        carried=carried.get("use", "") if row["carried_to"] else "",
        carried_to=row["carried_to"] or "",
    )

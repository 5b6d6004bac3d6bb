"""Every text of a gathering that people have typed and that goes out on the wall, on paper or as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nettverk.domain.anonymity.review import NeedWords, PairNote, RowOf, RowWords, SpokenText, ThemeName
from nettverk.domain.follow_up import Commitment, CommitmentStatus
from nettverk.domain.sheets.answers import respondent, respondent_name
from nettverk.domain.typed import Owner, TypedAnswer, TypedCommitment, TypedField, TypedSheet, TypedSheetAnswer
from nettverk.i18n import _
from nettverk.services import anonymity_plan, contributions, follow_up, goals, needs, pairings, reflections
from nettverk.services.register import register
from nettverk.services.sheets import uses
from nettverk.services.themes.board import read_themes
from nettverk.storage.store import Store


def texts(store: Store, gathering_id: str, *, before: bool = True) -> tuple[SpokenText, ...]:
    """What was said, gathered and promised at a gathering, in the plan's order.

    Args:
        before: what it takes up from earlier gatherings too.
    """
    all_ = (
        *_answers(store, gathering_id),
        *_sheet_answers(store, gathering_id),
        *_themes(store, gathering_id),
        *_contributions(store, gathering_id),
        *_promised(store, gathering_id),
        *_goals(store, gathering_id, everyone=before),
        *_needs(store, gathering_id, everyone=before),
        *_visits(store, gathering_id),
        *anonymity_plan.of_day(store, gathering_id),
        *(anonymity_plan.of_year(store, gathering_id) if before else ()),
        *(_from_before(store, gathering_id) if before else ()),
    )
    return tuple(spoken for spoken in all_ if spoken.text.strip())


def _answers(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for sheet in reflections.sheets(store, gathering_id):
        if sheet.text.strip():
            typed = TypedSheet(gathering_id, sheet.part_id, sheet.table, sheet.question_id, sheet.text)
            name = sheet.table_name or _("Bord {number}").format(number=sheet.table)
            yield SpokenText(f"{name} · {sheet.code}", "text", typed, sheet.code)


def _sheet_answers(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    titles = {use.id: use.sheet.title for use in uses.of_gathering(store, gathering_id)}
    rows = store.rows(
        "SELECT object, data FROM current_entries WHERE gathering_id = ? AND kind = 'sheet_answer' ORDER BY object",
        gathering_id,
    )
    for row in rows:
        use_id, who, block, point = (row["object"].split(":") + [""] * 4)[:4]
        data = json.loads(row["data"])
        text = str(data.get("text", ""))
        # Tallies and levels with counts are no text; written again they would lose what they hold beside it.
        if not text.strip() or use_id not in titles or data.get("counts"):
            continue
        typed = TypedSheetAnswer(
            gathering_id, use_id, int(data["version"]), who, block, point, text,
            data.get("level", ""), int(data.get("ticked", 0)), data.get("number"),
        )  # fmt: skip
        yield SpokenText(f"{respondent_name(respondent(who))} · {titles[use_id]}", "text", typed)


def _themes(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for theme in read_themes(store, gathering_id)[0]:
        yield SpokenText(_("Temaer"), "name", ThemeName(gathering_id, theme.id, theme.name))


def _contributions(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    """What practice contributions are called: the child who is told of may stand there, and whoever tells may too."""
    for contribution in contributions.queue(store, gathering_id):
        typed = TypedField(Owner.CONTRIBUTION, contribution.id, "title", contribution.title, contribution.title)
        yield SpokenText(
            _headed(_("Praksisinnlegg"), contribution.unit_name or contribution.speaker),
            "value",
            typed,
            named=contribution.speaker,
        )


def _promised(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for promise in follow_up.commitments(store, gathering_id):
        yield from _of_promise(promise, _headed(_("Veien videre"), promise.unit_name))


def _goals(store: Store, gathering_id: str, *, everyone: bool) -> Iterator[SpokenText]:
    """The goals that go out with this gathering, or only those that were set at it."""
    here = goals.at_gathering(store, gathering_id)
    names = {unit.id: unit.name for unit in register.units(store)}
    for goal in (*here.of_network, *(goal for of_one in here.of_unit.values() for goal in of_one)):
        if goal.gathering_id != gathering_id and not (everyone and goal.active):
            continue
        label = _headed(_("Mål"), names.get(goal.owner.id, here.network_name))
        for field in ("text", "sign", "sign_before", "sign_now"):
            said = getattr(goal, field)
            yield SpokenText(label, "value", TypedField(Owner.GOAL, goal.id, field, said, said))
        if goal.origin is not None:
            origin = RowWords(RowOf.GOAL_ORIGIN, goal.id, "what", goal.origin.what)
            yield SpokenText(label, "text", origin)


def _needs(store: Store, gathering_id: str, *, everyone: bool) -> Iterator[SpokenText]:
    for need in needs.of_network(store, gathering_id):
        if everyone or need.gathering_id == gathering_id:
            words = NeedWords(need.gathering_id, need.id, need.text, need.evidence)
            yield SpokenText(_("Behov"), "text", words)
            yield SpokenText(_("Behov"), "evidence", words)


def _visits(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for pair in pairings.of_gathering(store, gathering_id):
        label = _headed(_("Mellom samlingene"), f"{pair.one_name}, {pair.other_name}")
        yield SpokenText(label, "note", PairNote(gathering_id, pair.id, pair.note))


def _from_before(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for promise in follow_up.comes_back(store, gathering_id):
        yield from _of_promise(promise, _headed(_("Siden sist"), promise.unit_name), gathering_id)


def _of_promise(promise: Commitment, label: str, answered_at: str = "") -> Iterator[SpokenText]:
    """What a promise says, and how it went.

    Args:
        answered_at: the gathering where it is taken up again; where it was promised if left out.
    """
    said = promise.grounds
    typed = TypedCommitment(
        promise.gathering_id, promise.unit_id, promise.id, promise.what, promise.who, promise.by, promise.taken_up_in,
        said.why, ",".join(said.drivers), ",".join(said.together), ",".join(said.heard), said.sign,
        said.sign_before, said.goal,
    )  # fmt: skip
    # Who has taken something on is named on the unit's own page, and that is what the field is for.
    for field in ("what", "why", "who", "taken_up_in", "sign", "sign_before"):
        yield SpokenText(label, field, typed, open_names=field == "who")
    if promise.status is not CommitmentStatus.OPEN:
        answer = TypedAnswer(
            promise.id, answered_at or promise.gathering_id, promise.status, promise.learnt, promise.sign_now
        )
        yield SpokenText(label, "learnt", answer)
        yield SpokenText(label, "sign_now", answer)


def _headed(where: str, what: str) -> str:
    """Where a text stands, and whose it is, where that is known."""
    return f"{where} · {what}" if what else where

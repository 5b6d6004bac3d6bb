"""«Anonym nok?» over all that was said at a gathering: what to look at, use a neutral wording, keep it as it is.

What is kept is an entry of its own with a sum of the text in it and not the text, so that no name is written once more,
and a text that is changed is looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.review import SpokenText, ToLookAt
from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.sheets.answers import respondent, respondent_name
from nettverk.domain.typed import TypedAnswer, TypedCommitment, TypedSheet, TypedSheetAnswer
from nettverk.i18n import _
from nettverk.services import anonymity, follow_up, reflections
from nettverk.services.sheets import uses
from nettverk.services.typed import store_typed
from nettverk.storage import entries
from nettverk.storage.store import Store

KIND = EntryKind.KEPT_WORDING


@dataclass(frozen=True, slots=True)
class Material:
    """What is needed to look a gathering through; reading it is quick, and looking takes no database."""

    texts: tuple[SpokenText, ...]
    kept: frozenset[str]
    people: tuple[tuple[str, str], ...]


def material(store: Store, gathering_id: str) -> Material:
    """What was said and promised at a gathering, what of it was kept as it is, and who took part."""
    return Material(texts(store, gathering_id), kept(store, gathering_id), anonymity.people(store, gathering_id))


def found_in(of: Material) -> tuple[ToLookAt, ...]:
    """Everything found, but what was kept as it is; may take a second for a thousand points."""
    if not of.texts:
        return ()
    checker = Checker(anonymity.lexicon().with_people(of.people))
    found = (ToLookAt(spoken, finding) for spoken in of.texts for finding in checker.lines(spoken.text.split("\n")))
    return tuple(one for one in found if one.key not in of.kept)


def to_look_at(store: Store, gathering_id: str) -> tuple[ToLookAt, ...]:
    """Everything found in what was said and promised at a gathering, but what was kept as it is."""
    return found_in(material(store, gathering_id))


def kept(store: Store, gathering_id: str) -> frozenset[str]:
    """The keys of what was kept as it is at a gathering."""
    rows = store.rows(
        "SELECT object FROM current_entries WHERE gathering_id = ? AND kind = 'kept_wording' AND data ->> 'on' = 1",
        gathering_id,
    )
    return frozenset(row["object"] for row in rows)


def texts(store: Store, gathering_id: str) -> tuple[SpokenText, ...]:
    """Every text of a gathering that goes out on the wall, on paper or as a file, in the plan's order."""
    all_ = (*_answers(store, gathering_id), *_sheet_answers(store, gathering_id), *_promised(store, gathering_id))
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


def _promised(store: Store, gathering_id: str) -> Iterator[SpokenText]:
    for promise in follow_up.commitments(store, gathering_id):
        label = f"{_('Veien videre')} · {promise.unit_name}"
        said = promise.grounds
        typed = TypedCommitment(
            gathering_id, promise.unit_id, promise.id, promise.what, promise.who, promise.by, promise.taken_up_in,
            said.why, ",".join(said.drivers), ",".join(said.together), ",".join(said.heard), said.sign,
            said.sign_before,
        )  # fmt: skip
        # Who has taken something on is named on the unit's own page, and that is what the field is for.
        for field in ("what", "why", "sign", "sign_before"):
            yield SpokenText(label, field, typed)
        if promise.status is not CommitmentStatus.OPEN:
            answer = TypedAnswer(promise.id, gathering_id, promise.status, promise.learnt, promise.sign_now)
            yield SpokenText(label, "learnt", answer)
            yield SpokenText(label, "sign_now", answer)


# --- write ---


def accept(store: Store, gathering_id: str, one: ToLookAt) -> Changes:
    """Let the neutral wording stand in the text. Undo takes it back.

    Raises:
        BadInput: the text reads otherwise by now; it is left alone.
    """
    return rewrite(store, gathering_id, one, one.finding.accepted(one.line))


def rewrite(store: Store, gathering_id: str, one: ToLookAt, line: str) -> Changes:
    """Let another line stand in the place of the one something was found in. Undo takes it back.

    Raises:
        BadInput: the text reads otherwise by now; it is left alone.
    """
    if all(one.spoken.typed != spoken.typed for spoken in texts(store, gathering_id)):
        raise BadInput(_("Teksten er endret siden. Den er som den ble skrevet."))
    after = one.spoken.with_line(one.finding.line, line.replace("\n", " "))
    with store.change(_("Nøytral ordlyd")) as step:
        store_typed(store, after.typed)
    return step.changes


def keep(store: Store, gathering_id: str, key: str, *, on: bool = True) -> Changes:
    """Remember that something is to stand as it reads; not ``on`` forgets it again. Undo takes it back."""
    if (key in kept(store, gathering_id)) == on:
        return NOTHING
    if store.one("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    with store.change(_("Behold ordlyden")) as step:
        entries.append(store, KIND, gathering_id, key, {"on": int(on)})
    return step.changes

"""Answers in from Microsoft Forms: a file read, shown as it was understood, and stored in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.participant_lists import Workbook
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition, When, Who
from nettverk.domain.sheets.forms import Choices, FormsPlan
from nettverk.domain.sheets.forms_columns import asked_in, worth_of
from nettverk.domain.sheets.forms_new import sheet_of
from nettverk.domain.sheets.forms_replies import SOURCE, answers_of, understand
from nettverk.domain.sheets.forms_text import has_questions
from nettverk.domain.sheets.uses import SheetUse
from nettverk.exchange import tables
from nettverk.exchange.forms_answers import read_table
from nettverk.i18n import LANGUAGES, _, language
from nettverk.services.register import register
from nettverk.services.sheets import answers, library, own, shipped, stored, uses
from nettverk.storage.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that stands there already in other words, and was not replaced by the file's."""

    respondent: Respondent
    block: str
    point: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What storing a plan does: rows that are new, changed since last time and the same, and what was left standing."""

    new: int
    updated: int
    same: int
    kept: tuple[Kept, ...]
    writes: tuple[SheetAnswer, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored."""

    effect: Effect
    use_id: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a file's answers belong.

    Attributes:
        sheets: the sheet in each of its languages, the one in force first.
        use_of: block → (use id, block) where the sheet's blocks are uses of their own, as a part's questions are.
        use_id: of the sheet in use; empty where it is not used yet.
    """

    sheets: tuple[SheetDefinition, ...]
    use_id: str = ""
    use_of: Mapping[str, tuple[str, str]] | None = None


def read_file(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Workbook:
    """Read a spreadsheet into sheets of text; no database is needed for it.

    Raises:
        BadInput: the file cannot be used.
    """
    return tables.read(path, encoding=encoding, delimiter=delimiter)


# --- where to ---


def destination(store: Store | None, sheet_id: str, gathering_id: str | None = None) -> Destination:
    """The sheet that is meant: one of the library, one in use, or all questions of a part; by its id.

    Raises:
        BadInput: there is none.
    """
    if store is not None:
        used = _in_use(store, sheet_id, gathering_id)
        if used is not None:
            return used
    sheets = in_languages(store, sheet_id)
    if not sheets:
        raise BadInput(_("Fant ikke arket {id}. Se nettverk sheets.").format(id=sheet_id))
    return Destination(sheets)


def in_languages(store: Store | None, sheet_id: str) -> tuple[SheetDefinition, ...]:
    """A sheet's newest version in each language it has, the one in force first; empty where there is no such sheet."""
    codes = sorted(LANGUAGES, key=lambda code: code != language())
    if store is None:
        sheets_ = [shipped.sheet(sheet_id, code) for code in codes]
    else:
        sheets_ = [stored.newest(store, sheet_id, code) for code in codes]
    return tuple(sheet for sheet in sheets_ if sheet is not None)


def _in_use(store: Store, id_: str, gathering_id: str | None) -> Destination | None:
    gathering = gathering_id or store.value(
        "SELECT gathering_id FROM sheet_uses WHERE id = ? OR part_id = ? ORDER BY id LIMIT 1", id_, id_
    )
    if gathering is None:
        return None
    all_uses = uses.of_gathering(store, gathering)
    used = next((use for use in all_uses if id_ in {use.id, use.sheet.id}), None)
    if used is not None:
        if used.simple:
            return _questions(store, [used])
        return Destination(_versions(store, used), used.id)
    asked = [use for use in all_uses if use.part_id == id_ and use.simple]
    return _questions(store, asked) if asked else None


def of_part(store: Store, gathering_id: str, part_id: str) -> Destination | None:
    """All of a part's questions as one sheet, as a Forms file has them; None where the part asks nothing."""
    asked = [use for use in uses.of_gathering(store, gathering_id) if use.part_id == part_id and use.simple]
    return _questions(store, asked) if asked else None


def of_use(store: Store, use: SheetUse) -> Destination:
    """A sheet in use, in the version it is used in."""
    return _questions(store, [use]) if use.simple else Destination(_versions(store, use), use.id)


def _versions(store: Store, use: SheetUse) -> tuple[SheetDefinition, ...]:
    codes = sorted(LANGUAGES, key=lambda code: code != language())
    sheets_ = [stored.definition(store, use.sheet.id, use.sheet.version, code) for code in codes]
    return tuple(sheet for sheet in sheets_ if sheet is not None) or (use.sheet,)


def _questions(store: Store, asked: Sequence[SheetUse]) -> Destination:
    first = asked[0]
    title = store.value("SELECT title FROM parts WHERE id = ?", first.part_id) if first.part_id else ""
    blocks = tuple(Block(use.id, BlockKind.TEXT, use.sheet.title) for use in asked)
    sheet = SheetDefinition(first.part_id, 1, str(title or ""), "", (Who.TABLE,), When.IN_PART, 0, blocks, own=True)
    return Destination((sheet,), first.id, {use.id: (use.id, "text") for use in asked})


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a file's answers may belong, to choose from; ``here`` where the gathering asks it already."""

    id: str
    label: str
    here: bool


def places(store: Store, gathering_id: str) -> tuple[Place, ...]:
    """The gathering's questions by part and its sheets in use, then every sheet of the library that asks something."""
    by_key: dict[str, Place] = {}
    used: set[str] = set()
    for use in uses.of_gathering(store, gathering_id):
        if use.simple and use.part_id:
            title = str(store.value("SELECT title FROM parts WHERE id = ?", use.part_id) or "")
            by_key[use.part_id] = Place(use.part_id, _("Spørsmålene i {part}").format(part=title), here=True)
        elif not use.simple:
            by_key[use.id] = Place(use.id, use.sheet.title, here=True)
            used.add(use.sheet.id)
    rest = [sheet for sheet in library.sheets(store, language()) if sheet.id not in used and has_questions(sheet)]
    return (*by_key.values(), *(Place(sheet.id, sheet.title, here=False) for sheet in rest))


def likeliest(store: Store, workbook: Workbook, gathering_id: str) -> str:
    """The id of the place that the file's titles are most like; those of the gathering first where two are as like."""
    titles = _titles(workbook)
    best, best_id = 0.0, ""
    for place in places(store, gathering_id):
        asked = asked_in(destination(store, place.id, gathering_id).sheets[:1])
        worth = worth_of(asked)
        # What is asked and not answered counts against it a little: three of three is more than three of eleven.
        score = sum(worth(title) for title in titles) - 0.02 * len(asked) + (0.1 if place.here else 0.0)
        if score > best:
            best, best_id = score, place.id
    return best_id


def _titles(workbook: Workbook) -> list[str]:
    rows = [cells for sheet in workbook.sheets[:3] for _row, cells in sheet.rows[:3]]
    return list(dict.fromkeys(text for cells in rows for text in cells[:120] if text.strip()))[:80]


# --- understood ---


def sheet_from(workbook: Workbook) -> SheetDefinition:
    """A sheet that asks a file's questions: a traffic light where they are judged, else each with points.

    Raises:
        BadInput: nobody has answered anything in it.
    """
    table = read_table(workbook, lambda title: 0.5 if title.strip() else 0.0)
    sheet = sheet_of(table)
    if sheet is None:
        raise BadInput(_("Fant ingen spørsmål med svar i fila. Lag arket i biblioteket."))
    return sheet


def make_sheet(store: Store, workbook: Workbook) -> Changes:
    """Make an own sheet from a file's questions; ``made`` is its id.

    Raises:
        BadInput: nobody has answered anything in it.
    """
    return own.make(store, sheet_from(workbook))


def understood(
    store: Store | None, workbook: Workbook, place: Destination, choices: Choices | None = None
) -> FormsPlan:
    """How a file is understood as answers to a sheet; nothing is stored.

    Raises:
        BadInput: its sheet is too large to be read whole.
    """
    chosen = choices or Choices()
    asked = asked_in(place.sheets)
    table = read_table(workbook, worth_of(asked), tab=chosen.tab, header_row=chosen.header_row)
    units = register.spellings(store) if store is not None else {}
    plan = understand(table, place.sheets, units, chosen)
    if plan.trouble and (other := _better(store, workbook, place)):
        return replace(plan, trouble=f"{plan.trouble} {other}")
    return plan


def _better(store: Store | None, workbook: Workbook, place: Destination) -> str:
    """Where another of the shipped sheets is what the file answers, a sentence that says so."""
    titles = _titles(workbook)
    best, best_title = 1.5, ""
    for sheet in shipped.sheets(language()):
        if sheet.id == place.sheets[0].id:
            continue
        worth = worth_of(asked_in((sheet,)))
        score = sum(worth(title) for title in titles)
        if score > best:
            best, best_title = score, sheet.title
    return _("Fila ligner mer på «{sheet}».").format(sheet=best_title) if best_title else ""


# --- stored ---


def effect(store: Store, plan: FormsPlan, place: Destination) -> Effect:
    """What storing a plan would do to what stands there."""
    there = {use_id: answers.of_use(store, use_id) for use_id in _uses(place)}
    known = {
        answer.point: answer.respondent for listed in there.values() for answer in listed if answer.block == SOURCE
    }
    numbers = [a.respondent.number for listed in there.values() for a in listed if a.respondent.who is Who.ALONE]
    new_answers, placed = answers_of(plan, place.use_id, known, max(numbers, default=0) + 1)
    new_answers = [_at_home(answer, place) for answer in new_answers]
    now = {(a.use_id, a.respondent, a.block, a.point): a for listed in there.values() for a in listed}
    writes: list[SheetAnswer] = []
    kept: list[Kept] = []
    touched: set[Respondent] = set()
    again = {placed[mark] for mark in placed if mark in known}
    for answer in new_answers:
        before = now.pop((answer.use_id, answer.respondent, answer.block, answer.point), None)
        if before is not None and _same(before, answer):
            continue
        if before is None or answer.respondent in again:
            writes.append(answer)
            touched.add(answer.respondent)
        else:
            # Typed on the day, at the table: a file never writes over that.
            kept.append(Kept(answer.respondent, answer.block, answer.point))
    writes += _taken_back(now.values(), again, touched)
    fresh = [mark for mark in placed if mark not in known]
    writes += [mark for mark in _marks(plan, place, placed) if mark.point not in known]
    changed = {mark for mark in placed if mark in known and placed[mark] in touched}
    if place.use_of is not None:
        # A table's answers to questions carry no mark of where they came from: what they say is what tells.
        fresh = [mark for mark in placed if placed[mark] in touched]
        changed = set()
    return Effect(len(fresh), len(changed), len(placed) - len(fresh) - len(changed), tuple(kept), tuple(writes))


def _uses(place: Destination) -> list[str]:
    if place.use_of is not None:
        return list(dict.fromkeys(use_id for use_id, _block in place.use_of.values()))
    return [place.use_id] if place.use_id else []


def _at_home(answer: SheetAnswer, place: Destination) -> SheetAnswer:
    if place.use_of is None or answer.block not in place.use_of:
        return answer
    use_id, block = place.use_of[answer.block]
    return replace(answer, use_id=use_id, block=block, version=1)


def _same(before: SheetAnswer, now: SheetAnswer) -> bool:
    def told(answer: SheetAnswer) -> tuple[object, ...]:
        return answer.text.strip(), answer.level, answer.ticked, answer.number

    return told(before) == told(now)


def _taken_back(left: Iterable[SheetAnswer], again: set[Respondent], touched: set[Respondent]) -> list[SheetAnswer]:
    """What one alone said in the file last time, and no longer does: emptied, with its history."""
    back = []
    for answer in left:
        if answer.respondent in again and answer.respondent.who is Who.ALONE and answer.block != SOURCE:
            back.append(replace(answer, text="", level="", ticked=False, number=None, counts={}))
            touched.add(answer.respondent)
    return back


def _marks(plan: FormsPlan, place: Destination, placed: Mapping[str, Respondent]) -> list[SheetAnswer]:
    """That a respondent has given this answer of Forms'; it tells the answer again, and nothing about who gave it."""
    if place.use_of is not None:
        return []
    return [SheetAnswer(place.use_id, plan.version, who, SOURCE, mark, ticked=True) for mark, who in placed.items()]


def store_answers(
    store: Store,
    plan: FormsPlan,
    place: Destination,
    gathering_id: str,
    *,
    part_id: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Stored:
    """Store a plan in one step: the sheet is taken into use where it is not yet, and what is new is added.

    Raises:
        BadInput: the gathering is not there, or there is nothing to store; nothing is changed.
        Cancelled: the user cancelled; nothing is changed.
    """
    if plan.trouble:
        raise BadInput(plan.trouble)
    if store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering_id) is None:
        raise BadInput(_("Fant ikke samlingen {id}.").format(id=gathering_id))

    def go_on(done: int, of: int) -> None:
        # Inside the transaction: whatever was stored so far is rolled back.
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, of)

    with store.change(_("Hent svar fra Forms")) as step:
        use_id = place.use_id or _taken_into_use(store, plan.sheet_id, gathering_id, part_id)
        there = replace(place, use_id=use_id)
        effect_ = effect(store, plan, there)
        for start in range(0, len(effect_.writes), 500):
            go_on(start, len(effect_.writes))
            answers.write_all(store, effect_.writes[start : start + 500])
        go_on(len(effect_.writes), len(effect_.writes))
    return Stored(effect_, use_id, step.changes)


def store_as_new(
    store: Store, workbook: Workbook, gathering_id: str, *, progress: Progress | None = None
) -> tuple[FormsPlan, Destination, Stored]:
    """Make a sheet of a file's questions and store its answers on it, in one step or not at all.

    Raises:
        BadInput: the gathering is not there, or there is nothing to store; nothing is changed.
    """
    with store.change(_("Hent svar fra Forms")):
        place = destination(store, str(make_sheet(store, workbook).made), gathering_id)
        plan = understood(store, workbook, place)
        return plan, place, store_answers(store, plan, place, gathering_id, progress=progress)


def _taken_into_use(store: Store, sheet_id: str, gathering_id: str, part_id: str) -> str:
    if part_id:
        return str(uses.use_in_part(store, sheet_id, part_id).made)
    return str(uses.use_outside(store, sheet_id, gathering_id).made)

"""A sheet on the big screen: what to do, how far the hall has come, and what was said, summed up.

The walls are made from the blocks of any sheet and the sums of its answers. How far is a count, never who is slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nettverk.domain.sheets.agreement import Direction, agreement, agreement_word, dispersion
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.checks import check_words, commitment_fields
from nettverk.domain.sheets.definition import Block, BlockKind, Mark, SheetDefinition, Who, who_name
from nettverk.domain.sheets.results import answered_words, between, label_of, speaker, who_count
from nettverk.domain.sheets.sums import (
    Distribution,
    Nothing,
    Point,
    Points,
    Promises,
    Said,
    Shares,
    Signs,
    Sum,
    Texts,
    TextsByItem,
    Ticks,
    signs_of,
    sum_block,
)  # fmt: skip
from nettverk.domain.sheets.traffic_light import LightPicture
from nettverk.domain.wall.walls import Line, Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _, _n


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level as it is told by shape, word and hue; ``place`` is its order, 0 the best, of ``of``."""

    label: str
    mark: Mark
    place: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPrompt(Wall):
    """What to do: the question, and what to fill in.

    Attributes:
        hint: how to do it.
        columns: named columns, each with its help; drawn beside one another where they go.
        rows: steps, things to tick, signs, lines of a card, one below the other.
        pieces: ids of the pieces of a map, which is drawn first where it is the theme wheel.
        note: who does it and how long, quiet at the foot.
        progress: how far the hall has come, or empty.
    """

    title: str
    hint: str = ""
    columns: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()
    levels: tuple[LevelMark, ...] = ()
    pieces: tuple[str, ...] = ()
    note: str = ""
    progress: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProgress(Wall):
    """How far the hall has come: a count, and nobody is named."""

    title: str
    done: int
    of: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that was said, and by how many or by whom."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SayingGroup:
    """What was said to one column, step or piece; the label is empty where there is only one."""

    label: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSayings(Wall):
    """What was said, a few at a time.

    Attributes:
        beside: the groups are columns that belong together.
        quoted: each is somebody's own words; a point that several wrote is nobody's alone.
        mark: how many it is from, quiet at the right.
    """

    title: str
    groups: tuple[SayingGroup, ...]
    beside: bool = False
    quoted: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A row with a bar: how much of ``of``; ``figure`` says it in figures, ``note`` a little more."""

    label: str
    value: float
    of: float
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAmounts(Wall):
    """Ticks and shares: rows with bars."""

    title: str
    rows: tuple[Amount, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SignRow:
    """One sign: its counts by level, and how much the answers agree, in words."""

    label: str
    note: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSigns(Wall):
    """How the answers to each sign lie on the levels: each mark an answer, by shape, word and hue.

    Attributes:
        opened: the sign that the hall talks about, from 0; −1 for none.
        question: what it talks about, under that sign, with ``question_note`` on how.
        said: what was answered to it, as it is typed on the laptop.
        note: what a mark stands for.
    """

    title: str
    levels: tuple[LevelMark, ...]
    rows: tuple[SignRow, ...]
    mark: str = ""
    note: str = ""
    opened: int = -1
    question: str = ""
    question_note: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One sign then and now.

    Attributes:
        note: how it has gone, in words.
        before, now: where the mean stood, 0 the last level and 1 the best; None where it may not be told.
        direction: None where it may not be told.
    """

    label: str
    note: str
    before: float | None = None
    now: float | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanges(Wall):
    """What has changed since last time, sign by sign: where it stood, and where it stands.

    Attributes:
        best, last: the ends of the scale, best first.
        before_name, now_name: «12. mars 2025», «nå».
    """

    title: str
    rows: tuple[ChangeRow, ...]
    best: LevelMark
    last: LevelMark
    before_name: str
    now_name: str
    mark: str = ""
    note: str = ""


SHEET_WALLS = (SheetPrompt, SheetProgress, SheetSayings, SheetAmounts, SheetSigns, SheetChanges)
"""Every kind of wall that a sheet has."""


@dataclass(frozen=True, slots=True)
class SheetState:
    """How far a sheet has come where it is used, and what was said on it.

    Attributes:
        done, of: how many have filled it in, of how many; ``of`` 0 where nobody knows how many there will be.
        names: of units, by id.
        shown: whether what was said may be seen; hidden until all are done where each is to think for themselves.
        who: whom ``done`` counts, where a sheet is filled in by several in turn; its first where None.
        light: a traffic light as it stands, once it may be seen.
    """

    done: int = 0
    of: int = 0
    answers: tuple[SheetAnswer, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True
    who: Who | None = None
    light: LightPicture | None = None


NOBODY_YET = SheetState()


def walls_of(
    use_id: str, sheet: SheetDefinition, state: SheetState = NOBODY_YET, *, part: int = 0, kicker: str = "",
    language: str = "nb",
) -> tuple[Wall, ...]:  # fmt: skip
    """All walls of a sheet in order: each block's prompt, how far one is, and what was said.

    Args:
        use_id: of the sheet in use, or the sheet's own id where it is only looked at.
        part: main part 1–4, for hue and shape.
        kicker: over the heading; the sheet's title where left out.
    """
    walls: list[Wall] = [prompt(use_id, sheet, number, state) for number in range(1, len(sheet.blocks) + 1)]
    if state.of or state.done:
        walls.append(progress(use_id, sheet, state))
    if state.answers and state.shown:
        walls += results(use_id, sheet, state)
    title = kicker or sheet.title
    return tuple(replace(wall, part=part, kicker=title, language=language) for wall in walls)


# --- what to do ---


def prompt(use_id: str, sheet: SheetDefinition, number: int, state: SheetState = NOBODY_YET) -> SheetPrompt:
    """The prompt of block ``number`` (from 1)."""
    block = sheet.blocks[number - 1]
    columns, rows = _to_fill_in(block)
    minutes = _n("{n} minutt", "{n} minutter", sheet.minutes) if sheet.minutes else ""
    name = sheet.title if len(sheet.blocks) == 1 else f"{sheet.title}: {block.prompt}"
    return SheetPrompt(
        ref=WallRef.sheet(use_id, number), name=name, title=block.prompt, hint=block.help, columns=columns, rows=rows,
        levels=level_marks(block), pieces=_pieces(block),
        note=" · ".join(word for word in (who_name(sheet.who), minutes) if word),
        progress=progress_words(state.who or sheet.who, state) if state.of else "",
    )  # fmt: skip


def _to_fill_in(block: Block) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Columns and rows of a prompt."""
    match block.kind:
        case BlockKind.COLUMNS:
            return tuple(Line("", item.label, item.help) for item in block.items), ()
        case BlockKind.STEPS:
            return (), tuple(Line(str(number), item.label, item.help) for number, item in enumerate(block.items, 1))
        case BlockKind.COMMITMENT:
            columns = tuple(Line("", field) for field in commitment_fields())
            checks = [check_words(check) for check in block.checks]
            return columns, tuple(Line("–", words.question, ", ".join(words.options)) for words in checks)
        case BlockKind.TEXT | BlockKind.POINTS:
            return (), ()
        case BlockKind.TICKS | BlockKind.SCALE | BlockKind.SHARE | BlockKind.PIECES | BlockKind.CARD:
            areas = {area.id: area.label for area in block.areas}
            rows, last = [], ""
            for item in block.items:
                if item.area != last and item.area in areas:
                    rows.append(Line("", areas[item.area]))
                last = item.area
                details = " · ".join(item.details)
                quiet = " ".join(word for word in (item.help, details) if word)
                rows.append(Line("–", item.label, quiet if block.kind is not BlockKind.SCALE else item.help))
            if block.kind is BlockKind.SCALE and not block.items:
                rows = [Line("–", label) for label in areas.values()]
            return (), tuple(rows)


def _pieces(block: Block) -> tuple[str, ...]:
    return tuple(item.id for item in block.items) if block.kind is BlockKind.PIECES else ()


def level_marks(block: Block) -> tuple[LevelMark, ...]:
    """The levels of a scale, as they are told on the wall and on paper."""
    return tuple(
        LevelMark(level.label, level.mark, place, len(block.levels)) for place, level in enumerate(block.levels)
    )


# --- how far ---


def progress(use_id: str, sheet: SheetDefinition, state: SheetState) -> SheetProgress:
    """How far the hall has come with a sheet."""
    words = progress_words(state.who or sheet.who, state)
    note = _("Alle er i mål.") if state.of and state.done >= state.of else ""
    return SheetProgress(
        ref=WallRef.sheet_progress(use_id), name=_("Så langt: {sheet}").format(sheet=sheet.title), title=words,
        done=state.done, of=state.of, note=note,
    )  # fmt: skip


def progress_words(who: Who, state: SheetState) -> str:
    """«9 av 15 bord er i mål»; without a known number of all, only how many have answered."""
    done, of = state.done, state.of
    if not of:
        return _n("{n} har svart", "{n} har svart", done)
    match who:
        case Who.TABLE:
            everyone = _n("{n} bord", "{n} bord", of)
        case Who.PAIR:
            everyone = _n("{n} par", "{n} par", of)
        case Who.UNIT:
            everyone = _n("{n} enhet", "{n} enheter", of)
        case Who.ALONE | Who.PLENUM:
            everyone = str(of)
    return _("{done} av {everyone} er i mål").format(done=done, everyone=everyone)


# --- what was said ---


def results(use_id: str, sheet: SheetDefinition, state: SheetState) -> list[Wall]:
    """What was said to each block that somebody answered."""
    walls_ = (
        result(use_id, block, number, sum_block(block, state.answers), state)
        for number, block in enumerate(sheet.blocks, 1)
        if any(answer.block == block.id for answer in state.answers)
    )
    return [wall for wall in walls_ if wall is not None]


def result(use_id: str, block: Block, number: int, total: Sum, state: SheetState) -> Wall | None:
    """The wall of one block's sum; None where there is nothing to show."""
    ref, title = WallRef.sheet_result(use_id, number), block.prompt
    name = _("Svarene: {question}").format(question=block.prompt)
    mark = answered_words(state.answers, block)
    match total:
        case Texts(said):
            group = SayingGroup("", tuple(_saying(text, state.names) for text in said))
            return SheetSayings(ref=ref, name=name, title=title, groups=(group,), quoted=True, mark=mark)
        case Points(columns):
            groups = tuple(
                SayingGroup(label_of(block, id_), tuple(_point(point) for point in points))
                for id_, points in columns.items()
            )
            return SheetSayings(ref=ref, name=name, title=title, groups=groups, beside=len(groups) > 1, mark=mark)
        case TextsByItem(items):
            groups = tuple(
                SayingGroup(label_of(block, id_), tuple(_saying(text, state.names) for text in said))
                for id_, said in items.items()
                if said
            )
            return SheetSayings(ref=ref, name=name, title=title, groups=groups, quoted=True, mark=mark)
        case Ticks(items=ticked):
            rows = tuple(
                Amount(label_of(block, row.item_id), row.ticked, row.answered,
                       _("{count} av {of}").format(count=row.ticked, of=row.answered))
                for row in ticked
            )  # fmt: skip
            return SheetAmounts(ref=ref, name=name, title=title, rows=rows, mark=mark)
        case Shares(items=spreads):
            rows = tuple(
                Amount(label_of(block, row.item_id), row.mean, 100, f"{row.mean:.0f}", between(row.least, row.most))
                for row in spreads
            )
            return SheetAmounts(ref=ref, name=name, title=title, rows=rows, mark=mark)
        case Signs(signs):
            return signs_wall(ref, name, block, sign_rows(block, signs, state.answers), mark=mark)
        case Promises(made):
            groups = (SayingGroup("", tuple(_promise(promise.respondent, promise.fields, state) for promise in made)),)
            return SheetSayings(ref=ref, name=name, title=title, groups=groups, mark=mark)
        case Nothing():
            return None


def signs_wall(
    ref: WallRef, name: str, block: Block, rows: Sequence[SignRow], *, mark: str = "", opened: int = -1,
    question: str = "", question_note: str = "",
) -> SheetSigns:  # fmt: skip
    """Signs by disagreement, the most different first; one may be opened with the question the hall talks about."""
    return SheetSigns(
        ref=ref, name=name, title=block.prompt, levels=level_marks(block), rows=tuple(rows), mark=mark,
        note=_("Hvert merke er ett svar."), opened=opened, question=question, question_note=question_note,
    )  # fmt: skip


def sign_rows(
    block: Block, signs: Sequence[Distribution], answers: Iterable[SheetAnswer] = ()
) -> tuple[SignRow, ...]:  # fmt: skip
    """Each sign with its word for how much the answers agree, the most different first.

    Args:
        answers: where the hall's own signs (alternative B) have their words.
    """
    labels = {item.id: item.label for item in signs_of(block, answers)}
    rows = [
        SignRow(labels.get(sign.item_id, sign.item_id), agreement_word(agreement(sign.counts)), sign.counts)
        for sign in signs
    ]
    return tuple(sorted(rows, key=lambda row: -dispersion(row.counts)))


def _saying(said: Said, names: Mapping[str, str]) -> Saying:
    return Saying(said.text, speaker(said.respondent, names))


def _point(point: Point) -> Saying:
    return Saying(point.text, who_count(point.by) if len(point.by) > 1 else "")


def _promise(respondent: Respondent, fields: Mapping[str, str], state: SheetState) -> Saying:
    text = next((fields[point] for point in ("what", "", *fields) if fields.get(point)), "")
    return Saying(text, speaker(respondent, state.names))

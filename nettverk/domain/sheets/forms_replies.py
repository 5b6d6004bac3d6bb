"""The rows of a Forms file as answers: what each cell says, who each row counts for, and what was not understood."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import Skipped
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition, Who
from nettverk.domain.sheets.forms import (
    Choices,
    ColumnTaken,
    FormsColumn,
    FormsPlan,
    FormsTable,
    Piece,
    Question,
    Reply,
    Target,
    Unread,
    Use,
)  # fmt: skip
from nettverk.domain.sheets.forms_columns import QUESTION, ColumnReader
from nettverk.domain.sheets.forms_levels import among, chosen, level_labels, level_of, number_of, share_of, yes_or_no
from nettverk.domain.sheets.forms_words import NEARLY, best, text_key, without_email
from nettverk.domain.sheets.sums import OTHER, lines_of
from nettverk.domain.unit_names import near, unit_key
from nettverk.i18n import _, _n

SOURCE = "_forms"
"""The block under which it is remembered which of Forms' answers a respondent has given; no sheet has such a block."""
_LONG_WORDS, _LONG = 8, 60  # more than this is a remark, and no level misspelt


def understand(
    table: FormsTable, sheets: Sequence[SheetDefinition], units: Mapping[str, str], choices: Choices
) -> FormsPlan:
    """What taking in a table would do; nothing is stored.

    Args:
        sheets: the sheet in each of its languages, the one that is spoken first.
        units: spelling → unit id of the units that are known.
    """
    columns = ColumnReader(table, sheets, choices).columns()
    reader = _Rows(table, sheets, columns, choices)
    replies = reader.read()
    who, why = _who(sheets[0], replies, choices)
    replies, unit_questions = _with_units(replies, units, choices)
    replies = [replace(reply, respondent=_respondent(reply, who)) for reply in replies]
    used = {taken.use for taken in columns}
    notes = [
        note
        for note in (_hidden_note(table), _twice_note(replies), _alike_note(reader.alike), _tabs_note(table))
        if note
    ]
    trouble = ""
    if Use.ANSWER not in used:
        trouble = _("Fant ingen av spørsmålene i «{sheet}» i fila. Er det riktig fil, og riktig ark?").format(
            sheet=sheets[0].title
        )
    elif not replies:
        trouble = _("Fant spørsmålene, men ingen svar under dem.")
    skipped = sorted((*table.skipped, *reader.skipped), key=lambda each: each.row)
    return FormsPlan(
        table, sheets[0].id, sheets[0].version, who, why, columns, tuple(replies), tuple(skipped),
        tuple(reader.unread), reader.questions(), unit_questions, tuple(notes), choices,
        {block.id: block.kind for block in sheets[0].blocks}, trouble,
    )  # fmt: skip


class _Rows:
    """Reads the rows of a table, column by column as they were taken."""

    def __init__(
        self,
        table: FormsTable,
        sheets: Sequence[SheetDefinition],
        columns: Sequence[ColumnTaken],
        choices: Choices,
    ) -> None:
        self._table, self._sheets, self._columns, self._choices = table, sheets, columns, choices
        self._labels: dict[str, dict[str, list[str]]] = {}
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}
        self._asked: dict[str, list[tuple[str, str, str]]] = defaultdict(list)  # key → (text, block, hint)
        self.unread: list[Unread] = []
        self.skipped: list[Skipped] = []
        self.alike: list[int] = []

    def read(self) -> list[Reply]:
        """The rows that say something, each once."""
        replies: list[Reply] = []
        rows: dict[str, int] = {}
        for row, cells in self._table.rows:
            fingerprint = self._fingerprint(cells)
            if fingerprint in rows and not self._says_whose(cells):
                # Two who judge alike are two: where nothing in the file tells them apart, both count.
                self.alike.append(row)
                fingerprint = self._next_alike(fingerprint, rows)
            if fingerprint in rows:
                self.skipped.append(Skipped(row, _("Samme svar som rad {row}.").format(row=rows[fingerprint])))
                continue
            pieces, said = self._pieces(row, cells)
            if not pieces:
                reason = _("Svarene i raden er ikke forstått.") if said else _("Ingen spørsmål i arket er besvart.")
                self.skipped.append(Skipped(row, reason))
                continue
            rows[fingerprint] = row
            replies.append(
                Reply(
                    row, fingerprint, tuple(pieces), self._number(row, cells, Use.TABLE),
                    self._number(row, cells, Use.PAIR), self._first(cells, Use.UNIT),
                )
            )  # fmt: skip
        return replies

    def questions(self) -> tuple[Question, ...]:
        """Texts that may be levels, most frequent first."""
        questions_ = []
        for key, asked_for in self._asked.items():
            text, block_id, hint = asked_for[0]
            block = self._sheets[0].block(block_id)
            if block is not None and key not in self._choices.levels:
                levels = sorted(block.levels, key=lambda level: level.id != hint)
                questions_.append(
                    Question(key, text, len(asked_for), tuple((level.id, level.label) for level in levels))
                )
        return tuple(sorted(questions_, key=lambda question: -question.count))

    def _fingerprint(self, cells: tuple[str, ...]) -> str:
        """What tells an answer again: Forms' own id and times where they are there, else all that stands in the row."""
        id_ = self._first(cells, Use.ID)
        times = [self._first(cells, Use.TIME), *self._started(cells)]
        own = [id_, *times] if id_ and any(times) else list(cells)
        return hashlib.blake2b("\0".join(map(tidy, own)).encode(errors="replace"), digest_size=9).hexdigest()

    def _says_whose(self, cells: tuple[str, ...]) -> bool:
        """Whether a row says which answer it is, so that another one like it is the same answer pasted in twice."""
        return any(self._first(cells, use) for use in (Use.ID, Use.TIME, Use.TABLE, Use.PAIR)) or any(
            self._started(cells)
        )

    @staticmethod
    def _next_alike(fingerprint: str, rows: Mapping[str, int]) -> str:
        """The same mark for the same place among those alike, so that the same file again adds nothing."""
        place = 2
        while (mark := f"{fingerprint}.{place}") in rows:
            place += 1
        return mark

    def _started(self, cells: tuple[str, ...]) -> list[str]:
        starts = [title.index for title in self._table.columns if title.kind is FormsColumn.STARTED]
        return [cells[index] for index in starts if index < len(cells)]

    def _first(self, cells: tuple[str, ...], use: Use) -> str:
        for taken in self._columns:
            if taken.use is use and taken.index < len(cells) and (text := tidy(cells[taken.index][:400])):
                return text.rstrip("; ")
        return ""

    def _number(self, row: int, cells: tuple[str, ...], use: Use) -> int:
        text = self._first(cells, use)
        number = number_of(text) if text else None
        if text and number is None:
            letter = next(taken.letter for taken in self._columns if taken.use is use)
            self.unread.append(Unread(row, letter, text[:80], _("Ikke et bordnummer.")))
        return number or 0

    def _pieces(self, row: int, cells: tuple[str, ...]) -> tuple[list[Piece], bool]:
        """What a row says, and whether anything stood in it at all."""
        pieces: list[Piece] = []
        said = False
        for taken in self._columns:
            if taken.use is not Use.ANSWER or taken.index >= len(cells) or not (text := cells[taken.index].strip()):
                continue
            said = True
            target = taken.targets[0]
            block = self._sheets[0].block(target.block)
            if block is None:
                continue
            cell_pieces, reason = self._cell(block, target, without_email(text))
            pieces += cell_pieces
            if reason:
                self.unread.append(Unread(row, taken.letter, without_email(text)[:80], reason))
        return pieces, said

    def _cell(self, block: Block, target: Target, text: str) -> tuple[list[Piece], str]:
        """The answers in a cell, or why it is none."""
        match block.kind:
            case BlockKind.POINTS | BlockKind.COLUMNS:
                lines = lines_of(text.replace(";", "\n")) if text.rstrip().endswith(";") else lines_of(text)
                return [Piece(target, text=line) for line in lines], ""
            case BlockKind.SCALE if not target.point.startswith(QUESTION):
                return self._level(block, target, text)
            case BlockKind.TICKS:
                return self._ticks(block, target, text)
            case BlockKind.SHARE:
                number = share_of(text)
                if number is None:
                    return [], _("Ikke et tall mellom 0 og 100.")
                return [Piece(target, number=number)], ""
            case _:
                return [Piece(target, text=text)], ""

    def _level(self, block: Block, target: Target, text: str) -> tuple[list[Piece], str]:
        key = text_key(text)
        if key in self._choices.levels:
            level = self._choices.levels[key]
            return ([Piece(target, level=level)], "") if level else ([], _("Holdt utenfor, valgt av deg."))
        known = self._levels.get((block.id, text))
        if known is None:
            known = self._levels[block.id, text] = level_of(text.rstrip("; "), self._labels_of(block))
        level, hint = known
        if level:
            return [Piece(target, level=level)], ""
        if len(text) > _LONG or len(text.split()) > _LONG_WORDS:
            return [Piece(target, text=text)], _("Ikke et nivå. Brukt som merknad.")
        self._asked[key or text].append((text, block.id, hint))
        return [], _("Passer ikke sikkert med noe nivå.")

    def _ticks(self, block: Block, target: Target, text: str) -> tuple[list[Piece], str]:
        if target.point:
            answer = yes_or_no(text)
            if answer is not None:
                return [Piece(target, ticked=answer)], ""
            if best(text, {target.point: self._item_labels(block)[target.point]}):
                return [Piece(target, ticked=True)], ""  # a choice that is named when it is ticked
            return [Piece(target, text=text)], _("Verken ja eller nei. Brukt som merknad.")
        pieces, strange = [], []
        for part in chosen(text):
            several = among(part, self._item_labels(block))
            hits = best(part, self._item_labels(block))
            if len(several) < 2 and hits and hits[0].score >= NEARLY:
                pieces.append(Piece(Target(block.id, hits[0].id), ticked=True))
            elif several:
                pieces += [Piece(Target(block.id, id_), ticked=True) for id_ in several]
            else:
                strange.append(part)
        if strange:
            pieces.append(Piece(Target(block.id, OTHER), text="\n".join(strange)))
        return pieces, _("Står ikke i lista. Brukt som «annet».") if strange else ""

    def _item_labels(self, block: Block) -> dict[str, list[str]]:
        if block.id not in self._labels:
            labels: dict[str, list[str]] = {item.id: [] for item in block.items}
            for sheet in self._sheets:
                other = sheet.block(block.id)
                for item in other.items if other else ():
                    labels.setdefault(item.id, []).append(item.label)
            self._labels[block.id] = labels
        return self._labels[block.id]

    def _labels_of(self, block: Block) -> dict[str, list[str]]:
        if block.id not in self._labels:
            others = [other for sheet in self._sheets[1:] if (other := sheet.block(block.id)) is not None]
            self._labels[block.id] = level_labels(block, others)
        return self._labels[block.id]


def _who(sheet: SheetDefinition, replies: Sequence[Reply], choices: Choices) -> tuple[Who, str]:
    """Whether each row is a table, a pair, a unit or somebody alone."""
    if choices.who is not None:
        return choices.who, _("Valgt av deg.")

    def once(keys: Sequence[object]) -> bool:
        known = [key for key in keys if key]
        return bool(known) and len(known) >= 0.5 * len(keys) and len(set(known)) >= 0.9 * len(known)

    tables, pairs = [reply.table for reply in replies], [reply.pair for reply in replies]
    units = [unit_key(reply.unit) for reply in replies]
    if any(tables) and Who.TABLE in sheet.rounds and (once(tables) or sheet.who is Who.TABLE):
        return Who.TABLE, _("Hver rad har et bordnummer.")
    if any(pairs) and Who.PAIR in sheet.rounds and once(pairs):
        return Who.PAIR, _("Hver rad har nummeret på et par.")
    if any(units) and Who.UNIT in sheet.rounds and (once(units) or sheet.who is Who.UNIT):
        return Who.UNIT, _("Hver rad er svaret fra en enhet.")
    if any(units):
        return Who.ALONE, _("Flere rader fra samme enhet: hver rad er én, med et løpenummer.")
    return Who.ALONE, _("Ingen kolonne sier hvem: hver rad er én, med et løpenummer.")


def _respondent(reply: Reply, who: Who) -> Respondent | None:
    """Who a row counts for; None for those alone, who get their running number when they are stored."""
    match who:
        case Who.TABLE if reply.table:
            return Respondent(Who.TABLE, reply.table)
        case Who.PAIR if reply.pair:
            return Respondent(Who.PAIR, reply.pair, reply.unit_id)
        case Who.UNIT if reply.unit_id:
            return Respondent(Who.UNIT, unit_id=reply.unit_id)
        case _:
            return None


def _with_units(
    replies: Sequence[Reply], units: Mapping[str, str], choices: Choices
) -> tuple[list[Reply], tuple[Question, ...]]:
    """The rows with the units they name, and the names that are asked about."""
    keys = {unit_key(spelling): id_ for spelling, id_ in units.items()}
    named = {id_: spelling for spelling, id_ in reversed(list(units.items()))}
    unknown: Counter[str] = Counter()
    texts: dict[str, str] = {}
    placed = []
    for reply in replies:
        key = unit_key(reply.unit)
        id_ = choices.units.get(key, keys.get(key, "")) if key else ""
        if key and not id_ and key not in choices.units:
            unknown[key] += 1
            texts.setdefault(key, reply.unit)
        placed.append(replace(reply, unit_id=id_))
    questions = []
    for key, count in unknown.most_common():
        likely = dict.fromkeys(units[candidate.name] for candidate in near(texts[key], units))
        questions.append(Question(key, texts[key], count, tuple((id_, named[id_]) for id_ in likely)))
    return placed, tuple(questions)


def _hidden_note(table: FormsTable) -> str:
    hidden = sum(row in table.hidden_rows for row, _cells in table.rows)
    if not hidden:
        return ""
    return _n("{n} rad er skjult i regnearket, og er med.", "{n} rader er skjult i regnearket, og er med.", hidden)


def _tabs_note(table: FormsTable) -> str:
    others = [tab for tab in table.tabs if tab != table.tab]
    if not others:
        return ""
    return _("Leste «{tab}». Fila har også {others}.").format(tab=table.tab, others=", ".join(others[:6]))


def _twice_note(replies: Sequence[Reply]) -> str:
    rows: dict[Respondent, list[int]] = defaultdict(list)
    for reply in replies:
        if reply.respondent is not None:
            rows[reply.respondent].append(reply.row)
    twice = [number for numbers in rows.values() if len(numbers) > 1 for number in numbers]
    if not twice:
        return ""
    return _(
        "Noen har svart flere ganger (rad {rows}): det de skrev er satt sammen, og siste avkrysning gjelder."
    ).format(rows=", ".join(map(str, twice[:12])) + (" …" if len(twice) > 12 else ""))


def _alike_note(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    return _("Noen rader er helt like (rad {rows}). Ingenting i fila sier hvem de er fra, så alle teller.").format(
        rows=", ".join(map(str, rows[:12])) + (" …" if len(rows) > 12 else "")
    )


def answers_of(
    plan: FormsPlan, use_id: str, known: Mapping[str, Respondent], first_number: int
) -> tuple[list[SheetAnswer], dict[str, Respondent]]:
    """The answers as they are stored, and who each of Forms' answers counts for.

    Args:
        known: fingerprint → respondent of answers that were taken in before: they keep their number.
        first_number: the running number of the next one alone.
    """
    placed: dict[str, Respondent] = {}
    number = first_number
    for reply in plan.replies:
        if reply.respondent is not None:
            placed[reply.fingerprint] = reply.respondent
        elif reply.fingerprint in known and known[reply.fingerprint].who is Who.ALONE:
            # The unit may have become known since.
            before = known[reply.fingerprint]
            placed[reply.fingerprint] = before
        else:
            placed[reply.fingerprint] = Respondent(Who.ALONE, number, reply.unit_id)
            number += 1
    answers: dict[tuple[Respondent, str, str], SheetAnswer] = {}
    running: Counter[tuple[Respondent, Target]] = Counter()
    for reply in plan.replies:
        who = placed[reply.fingerprint]
        for piece in reply.pieces:
            point = _point(plan, piece, who, running)
            answer = SheetAnswer(
                use_id,
                plan.version,
                who,
                piece.target.block,
                point,
                piece.text,
                piece.level,
                piece.ticked,
                piece.number,
            )
            key = who, piece.target.block, point
            answers[key] = _together(answers[key], answer) if key in answers else answer
    return list(answers.values()), placed


def _point(plan: FormsPlan, piece: Piece, who: Respondent, running: Counter[tuple[Respondent, Target]]) -> str:
    if plan.kinds.get(piece.target.block) not in {BlockKind.POINTS, BlockKind.COLUMNS}:
        return piece.target.point
    running[who, piece.target] += 1
    count = running[who, piece.target]
    return f"{piece.target.point}-{count}" if piece.target.point else str(count)


def _together(first: SheetAnswer, later: SheetAnswer) -> SheetAnswer:
    """Two answers of the same respondent to the same point: nothing written is lost, the last mark stands."""
    texts = dict.fromkeys(text for text in (first.text, later.text) if text)
    return replace(
        later,
        text="\n".join(texts),
        level=later.level or first.level,
        ticked=later.ticked or first.ticked,
        number=first.number if later.number is None else later.number,
    )

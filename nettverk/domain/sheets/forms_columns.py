"""Which column of a Forms file is what: held against the sheet's own words in every language it has.

One column for each thing that is asked, surest first. What is alike without being sure is not used: it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nettverk.domain.names import tidy
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition
from nettverk.domain.sheets.forms import Choices, ColumnTaken, FormsColumn, FormsTable, Target, Title, Use
from nettverk.domain.sheets.forms_levels import level_labels, level_of, number_of
from nettverk.domain.sheets.forms_words import ALIKE, NEARLY, PERHAPS, SURE, likeness, norwegian_key, text_key
from nettverk.i18n import LANGUAGES, _, using

QUESTION = "question-"
"""How the points begin that answer a scale's follow-up questions, «question-3»."""
_TABLE = re.compile(r"(?i)\b(?:bord|gruppe|table|group)(?:et|a|en|nr|nummer(?:et)?|s)?\b")
_PAIR = re.compile(r"(?i)\b(?:par|pair)(?:et|nr|nummer)?\b")
_UNIT = re.compile(
    r"(?i)\b(?:enhet|eining|arbeidss?te?d|arbeidsstad|arbeidsplass|virksomhet|verksemd|barnehage|skole|skule|tjeneste|"
    r"teneste|workplace|unit|school|kindergarten)\w*|\b(?:hvor|kvar) (?:jobber|arbeider|jobbar)\b|"
    r"\b(?:hvor|kvar) (?:kommer|kjem) (?:du|dere|de) fr[aå]\b"
)
_SHORT_QUESTION = 10  # words; «Hvilket bord sitter dere ved? Skriv bare tallet.» has eight
_LONGEST = 600  # characters of a title; Forms itself takes fewer
_NEXT_SENTENCE = re.compile(r"[.?:]\s*(?=\S)")
_ENDS_IN_NUMBER = re.compile(r"(?<=[^\W\d_]|[?.!:»\")])\s?\d$")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something the sheet asks: where its answer belongs, what it is called, and its wordings in every language."""

    target: Target
    label: str
    wordings: tuple[str, ...]


def asks_where_from(title: str) -> bool:
    """Whether a question asks which unit or service somebody comes from."""
    return _UNIT.search(title) is not None


def asks_for_table(title: str) -> bool:
    """Whether a question asks which table or group somebody sits at, and nothing longer about groups."""
    return _TABLE.search(title) is not None and len(text_key(title).split()) <= _SHORT_QUESTION


def asked_in(sheets: Sequence[SheetDefinition]) -> tuple[Asked, ...]:
    """Everything a sheet asks; the first of its languages is the one it is spoken of in."""
    asked: list[Asked] = []
    for place, block in enumerate(sheets[0].blocks):
        others = [sheet.blocks[place] for sheet in sheets if place < len(sheet.blocks)]
        asked += _asked_in_block(block, others)
        if len(sheets[0].blocks) == 1 and block.kind in {BlockKind.TEXT, BlockKind.POINTS}:
            titles = tuple(sheet.title for sheet in sheets)
            asked[-1] = Asked(asked[-1].target, asked[-1].label, (*asked[-1].wordings, *titles))
    return tuple(asked)


def _asked_in_block(block: Block, others: Sequence[Block]) -> list[Asked]:
    prompts = tuple(dict.fromkeys(other.prompt for other in others))
    match block.kind:
        case BlockKind.TEXT | BlockKind.POINTS:
            return [Asked(Target(block.id), block.prompt, prompts)]
        case BlockKind.COLUMNS | BlockKind.STEPS | BlockKind.PIECES | BlockKind.SHARE:
            return _items(block, others)
        case BlockKind.TICKS:
            return [Asked(Target(block.id), block.prompt, prompts), *_items(block, others)]
        case BlockKind.SCALE:
            return [*_items(block, others), *_questions(block, others)]
        case BlockKind.COMMITMENT:
            return [Asked(Target(block.id, point), label, words) for point, label, words in _commitment_fields()]
        case BlockKind.CARD:
            return []


def _items(block: Block, others: Sequence[Block]) -> list[Asked]:
    asked = []
    for item in block.items:
        wordings: list[str] = []
        for other in others:
            areas = {area.id: area.label for area in other.areas}
            same = next((each for each in other.items if each.id == item.id), None)
            if same is not None:
                wordings += [same.label, f"{other.prompt} {same.label}"]
                wordings += [f"{areas[same.area]} {same.label}"] if same.area in areas else []
                wordings += [f"{same.label} {same.help}"] if same.help else []
        asked.append(Asked(Target(block.id, item.id), item.label, tuple(dict.fromkeys(wordings))))
    return asked


def _questions(block: Block, others: Sequence[Block]) -> list[Asked]:
    asked = []
    for place, question in enumerate(block.questions):
        wordings = tuple(dict.fromkeys(other.questions[place] for other in others if place < len(other.questions)))
        asked.append(Asked(Target(block.id, f"{QUESTION}{place + 1}"), question, wordings))
    return asked


def _commitment_fields() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each field's point, what it is called now, and what it may be called in a file."""
    called = dict(zip(_COMMITMENT, (_("Hva"), _("Hvem"), _("Når"), _("Tas opp i")), strict=True))
    return tuple((point, called[point], (*_named()[point], *words)) for point, words in _COMMITMENT.items())


_COMMITMENT: Mapping[str, tuple[str, ...]] = {
    "what": ("hva", "kva", "what", "hva gjør vi", "kva gjer vi", "hva skal vi gjøre", "tiltak"),
    "who": ("hvem", "kven", "who", "ansvarlig", "ansvarleg", "hvem har ansvar"),
    "by": ("når", "when", "frist", "innen når", "innan når", "by when"),
    "taken_up_in": ("tas opp i", "vert teke opp i", "taken up in", "hvor tas det opp"),
}


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    """What the program itself calls each field, in every language: the form may have been made in another."""
    names = []
    for code in LANGUAGES:
        with using(code):
            names.append((_("Hva"), _("Hvem"), _("Når"), _("Tas opp i")))
    return dict(zip(_COMMITMENT, zip(*names, strict=True), strict=True))


def worth_of(asked: Sequence[Asked]) -> Callable[[str], float]:
    """How much a title is one of the sheet's, for finding the row of titles."""

    @lru_cache(maxsize=4_096)
    def worth(title: str) -> float:
        if len(title) > _LONGEST:
            return 0.0
        best = max((_likeness(reading, each) for reading in _readings((title,)) for each in asked), default=0.0)
        if best >= PERHAPS:
            return best
        return 0.3 if len(title) > 4 and (_TABLE.search(title) or _UNIT.search(title)) and title.endswith("?") else 0.0

    return worth


def _readings(readings: Sequence[str]) -> list[str]:
    """A title as it stands, and without the «2» that Forms puts after a title that is there already."""
    spellings: list[str] = []
    for text in readings:
        spellings += [text, _ENDS_IN_NUMBER.sub("", text)]
    return list(dict.fromkeys(spellings))


def _likeness(title: str, asked: Asked) -> float:
    scores = [likeness(title, wording) for wording in asked.wordings]
    # «Hvor er vi?.Vi hilser på alle»: a statement after its question, whatever the question was called there.
    for match in _NEXT_SENTENCE.finditer(title, max(len(title) - _LONGEST, 0)):
        tail = title[match.end() :]
        if tail and len(text_key(tail)) >= 4:
            scores += [0.98 * SURE for wording in asked.wordings if text_key(tail) == text_key(wording)]
            scores += [0.98 * ALIKE for wording in asked.wordings if norwegian_key(tail) == norwegian_key(wording)]
    return max(scores, default=0.0)


class ColumnReader:
    """Takes each column of a table for something, once what the user has chosen is out of the way."""

    def __init__(self, table: FormsTable, sheets: Sequence[SheetDefinition], choices: Choices) -> None:
        self._table, self._sheets, self._choices = table, sheets, choices
        self._asked = asked_in(sheets)
        self._by_target = {asked.target: asked for asked in self._asked}
        self._taken: dict[int, ColumnTaken] = {}
        self._used: dict[Target, list[int]] = {}

    def columns(self) -> tuple[ColumnTaken, ...]:
        """Every column in order, and what it was taken for."""
        for title in self._table.columns:
            self._choose(title)
        self._answers()
        for title in self._table.columns:
            if title.index not in self._taken:
                self._rest(title)
        return tuple(self._taken[title.index] for title in self._table.columns if title.index in self._taken)

    def _take(self, title: Title, use: Use, why: str, targets: Sequence[Target] = (), *, only: bool = True) -> None:
        label = self._by_target[targets[0]].label if only and targets and targets[0] in self._by_target else ""
        self._taken[title.index] = ColumnTaken(title.index, title.letter, title.text, use, why, tuple(targets), label)
        if use is Use.ANSWER:
            self._used.setdefault(targets[0], []).append(title.index)

    def _choose(self, title: Title) -> None:
        """What the user has decided, and what Forms itself writes."""
        if title.index in self._choices.columns:
            target = self._choices.columns[title.index]
            if target is not None and target in self._by_target:
                self._take(title, Use.ANSWER, _("Valgt av deg."), (target,))
            else:
                self._take(title, Use.UNUSED, _("Ikke brukt, valgt av deg."))
            return
        if title.index in self._choices.respondents:
            self._take(title, self._choices.respondents[title.index], _("Valgt av deg."))
            return
        match title.kind:
            # «Hvert barn blir møtt med navn» is no question about names where the sheet itself asks it.
            case FormsColumn.PERSON if len(text_key(title.text).split()) < 5 or not self._is_asked(title):
                self._take(title, Use.NEVER_KEPT, _("Navn og adresser tas aldri med."))
            case FormsColumn.ID if not self._is_asked(title):
                self._take(title, Use.ID, _("Kjenner igjen svaret neste gang fila hentes."))
            case FormsColumn.COMPLETED if not self._is_asked(title):
                self._take(title, Use.TIME, _("Kjenner igjen svaret neste gang fila hentes."))
            case FormsColumn.STARTED | FormsColumn.OTHER if not self._is_asked(title):
                self._take(title, Use.UNUSED, _("Skrives av Forms selv."))
            case _:
                if not title.text and not self._cells(title.index):
                    self._take(title, Use.UNUSED, _("Kolonnen er tom."))

    def _is_asked(self, title: Title) -> bool:
        return any(_likeness(reading, asked) >= SURE for reading in title.readings for asked in self._asked)

    def _answers(self) -> None:
        """Give each column what it is most like, surest first; in the order of the file where two are as like."""
        hits = []
        for title in self._table.columns:
            if title.index in self._taken or not title.text:
                continue
            for place, asked in enumerate(self._asked):
                score = max(_likeness(reading, asked) for reading in _readings(title.readings))
                if score >= NEARLY:
                    hits.append((-round(score, 3), title.index, place, title, asked))
        hits.sort(key=lambda hit: hit[:3])
        for score, index, _place, title, asked in hits:
            if index in self._taken or asked.target in self._used:
                continue
            equal = [other for other in hits if other[1] == index and other[0] == score and other[4] is not asked]
            if any(other[4].target not in self._used for other in equal):
                self._equally_like(title, score, hits)
            else:
                self._take(title, Use.ANSWER, _why(-score), (asked.target,))
        for score, index, _place, title, asked in hits:
            # A form that branches asks the same in each branch, and no row has answered both.
            if index not in self._taken and -score >= ALIKE and self._apart(index, self._used.get(asked.target, ())):
                self._take(title, Use.ANSWER, _("Samme spørsmål i en annen gren av skjemaet."), (asked.target,))

    def _equally_like(self, title: Title, score: float, hits: Sequence[tuple[float, int, int, Title, Asked]]) -> None:
        """One title fits several things: in order where there are as many columns as things, else it is asked about."""
        targets = [hit[4].target for hit in hits if hit[1] == title.index and hit[0] == score]
        columns = sorted({hit[1] for hit in hits if hit[4].target in targets and hit[0] == score})
        if len(columns) == len(targets):
            target = targets[columns.index(title.index)]
            if target not in self._used:
                self._take(
                    title, Use.ANSWER, _("Samme ord står flere steder i arket. De er brukt i rekkefølge."), (target,)
                )
                return
        self._take(title, Use.UNSURE, _("Kan være flere av spørsmålene."), targets, only=False)

    def _rest(self, title: Title) -> None:
        cells = self._cells(title.index)
        if not cells:
            self._take(title, Use.UNUSED, _("Kolonnen er tom."))
            return
        if self._respondent(title, cells):
            return
        scored = sorted(
            (
                (-max((_likeness(reading, asked) for reading in title.readings), default=0.0), place, asked.target)
                for place, asked in enumerate(self._asked)
                if asked.target not in self._used
            )
        )
        likely = [target for score, _place, target in scored if -score >= PERHAPS]
        if likely:
            self._take(title, Use.UNSURE, _("Ligner, men ikke nok til å være sikker."), likely[:5], only=False)
        elif signs := self._signs_by_content(cells):
            why = _("Svarene er nivåer i arket, men overskriften ligner ikke.")
            self._take(title, Use.UNSURE, why, signs, only=False)
        else:
            self._take(title, Use.UNUSED, _("Ligner ikke noe arket spør om."))

    def _respondent(self, title: Title, cells: Sequence[str]) -> bool:
        """Whether a column says who answers: a table's number, a pair's, or the unit."""
        numbers = sum(number_of(cell) is not None for cell in cells)
        numbered = numbers >= 0.6 * len(cells)
        free = not any(taken.use is Use.TABLE for taken in self._taken.values())
        # A short question about the table is one, also where some have written that they do not know.
        asked = numbers >= 0.4 * len(cells) and asks_for_table(title.text)
        if free and (asked or (numbered and _TABLE.search(title.text))):
            self._take(title, Use.TABLE, _("Spør om bord eller gruppe, og svarene er tall."))
            return True
        if numbered and _PAIR.search(title.text):
            self._take(title, Use.PAIR, _("Spør om par, og svarene er tall."))
            return True
        if numbered and free and not title.text.strip().isdigit() and _all_tables(cells):
            self._take(title, Use.TABLE, _("Svarene er bord."))
            return True
        if _UNIT.search(title.text) and max(map(len, cells)) <= 200:
            several = any(
                taken.use is Use.UNIT and not self._apart(title.index, (taken.index,)) for taken in self._taken.values()
            )
            if not several:
                self._take(title, Use.UNIT, _("Spør hvor de kommer fra."))
                return True
        return False

    def _signs_by_content(self, cells: Sequence[str]) -> list[Target]:
        for place, block in enumerate(self._sheets[0].blocks):
            if block.kind is BlockKind.SCALE:
                labels = level_labels(
                    block, [sheet.blocks[place] for sheet in self._sheets[1:] if place < len(sheet.blocks)]
                )
                if sum(bool(level_of(cell, labels)[0]) for cell in cells) >= 0.8 * len(cells):
                    targets = [Target(block.id, item.id) for item in block.items]
                    return [target for target in targets if target not in self._used]
        return []

    def _cells(self, index: int) -> list[str]:
        cells = [tidy(row[index][:300]) for _row, row in self._table.rows[:400] if index < len(row)]
        return [cell for cell in cells if cell]

    def _apart(self, index: int, others: Sequence[int]) -> bool:
        """Whether no row has filled in both this column and one of the others."""
        return bool(others) and not any(
            index < len(row) and row[index].strip() and any(o < len(row) and row[o].strip() for o in others)
            for _number, row in self._table.rows
        )


def _all_tables(cells: Sequence[str]) -> bool:
    return sum(bool(_TABLE.search(cell)) for cell in cells) >= 0.6 * len(cells)


def _why(score: float) -> str:
    if score >= SURE:
        return _("Samme ord som i arket.")
    if score >= ALIKE - 0.03:
        return _("Samme spørsmål, skrevet litt annerledes.")
    return _("Nesten samme ord som i arket.")


def labels_of(sheets: Sequence[SheetDefinition]) -> Mapping[Target, str]:
    """What each target is called, for a list to choose from."""
    return {asked.target: asked.label for asked in asked_in(sheets)}

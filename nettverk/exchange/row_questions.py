"""What a row says beside who it is about, put as questions: hidden, struck out, not coming, half a day, a total."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from nettverk.domain.list_questions import LUNCH, PartOfDay, Question, QuestionKind, Taken, part_of
from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import looks_like_name
from nettverk.exchange.headers import IGNORED, header_key, header_role, is_forms_timestamp
from nettverk.exchange.list_days import Days, days_in, falls_on
from nettverk.exchange.list_hours import LONGEST_REPLY, hour_of, is_hours_alone, part_of_day, says_whole_day
from nettverk.exchange.list_replies import Reply, heading_of, remark_of, reply_of
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from nettverk.domain.list_questions import QuestionKey
    from nettverk.domain.participant_lists import Column, Reading, Sheet

_COMMENTS = re.compile(
    r"\b(?:kommentar|merknad|beskjed|notat|remark|comment|note|annet|anna|info|status|dato|tidspunkt|klokkeslett"
    r"|opplysning)"
)
_OTHERS = re.compile(r"\b(?:ønske|forvent|spørsmål|tema|utbytte|fornøyd|telefon|tlf|mobil|phone|leder|leiar)")
_WORD = (
    r"(?:sum(?:men|mert)?|delsum|total(?:t|e|sum|en)?|i alt|til ?sammen|til ?saman|antall|antal|subtotal|grand total"
    r"|count|number of|no\. of)"
)
_COUNTED = (
    r"(?:delta[kg]er(?:e|ne)?|deltakar(?:ar|ane)?|påmeldt?e?|påmeldingar?|påmeldinger|personer|personar"
    r"|participants?|people"
    r"|registered|attend(?:ees|ing)|stk|stykker|svar|responses?|ansatte|tilsette|navn|namn|enheter|einingar"
    r"|skoler|barnehager|ja|nei|kanskje|yes|no)"
)
# Nothing that was taken is given back: a cell of nothing but figures would be cut in every way there is.
_TOTAL = re.compile(rf"(?:(?>(?:{_WORD}|{_COUNTED})(?![^\W\d_])|[0-9]+(?:[.,][0-9]+)?)[\s:=.()–—-]*+)++", re.IGNORECASE)
_HAS_WORD, _HAS_COUNTED = re.compile(rf"\b{_WORD}\b", re.IGNORECASE), re.compile(rf"\b{_COUNTED}\b", re.IGNORECASE)
_COUNTS = re.compile(rf"\b(?:{_WORD}|(?:gjennom)?snitt|average|mean|prosent|percent|svarprosent)\b", re.IGNORECASE)
_PER = re.compile(rf"(?:{_WORD})(?: {_COUNTED})? (?:per|pr\.?|etter|fordelt på|by) ", re.IGNORECASE)
_OF_WHICH = re.compile(r"(?:herav|derav|hvorav|av disse|av desse|of which|of these)\b.*[0-9]", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9][0-9 .,%]*")
_SIGN_OFF = re.compile(
    r"(?:(?:med )?(?:vennlig |venleg |beste )?(?:hilsen|helsing)|mvh|vh|(?:kind|best) regards)\b[.,! ]*", re.IGNORECASE
)
_SEATS = re.compile(
    r"\b(?:(?:ledige|frie) plass\w*|plass(?:er|ar)? til|kapasitet|maks(?:imum)?|max|room for) ?:? ?[0-9]+\b"
    r"|\b[0-9]+ (?:ledige?|opptatte?|opptekne?|frie?|free|ledige plass\w*|plass(?:er|ar) igjen|seats?)\b",
    re.IGNORECASE,
)
_LONGEST_REMARK = 80  # characters of a cell that nobody asked to hold a remark


def is_total(cells: Sequence[str]) -> str:
    """The text that makes a row one of totals: «Totalt 42», «Sum», «Antall påmeldte»; empty when it is none."""
    filled = [text for cell in cells if (text := tidy(cell[:200]))]
    if not filled or any("@" in text for text in filled):
        return ""
    if _SEATS.search(filled[0]) and all(_NUMBER.fullmatch(text) for text in filled[1:]):
        return " ".join(filled)[:200]
    label = next((text for text in filled if _says_total(text)), "")
    if not label and _sums_up(filled):
        return " ".join(filled)[:200]
    others = [text for text in filled if text != label and not _NUMBER.fullmatch(text) and not _says_total(text)]
    if label and (not others or label == filled[0]):
        return " ".join(filled)[:200]
    return ""


def is_footer(cells: Sequence[str]) -> bool:
    """Whether a row says something of the list, and names nobody: «Oppdatert 30.11.2026», «* = kommer etter lunsj»."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    match = _FOOTER.fullmatch(tidy(filled[0][:200])) if len(filled) == 1 else None
    # «Kari Nordmann 1.2.1980» is somebody whose day of birth stands beside her.
    return match is not None and not (match["before"] and looks_like_name(match["before"].strip(" ,(-")))


def is_sign_off(cells: Sequence[str]) -> bool:
    """Whether a line ends a mail: «Mvh», «Med vennlig hilsen»."""
    return _SIGN_OFF.fullmatch(" ".join(text for cell in cells if (text := tidy(cell[:80])))) is not None


def is_below_total(cells: Sequence[str]) -> bool:
    """Whether a row below one of totals goes on counting: «Nord 4», a word and numbers."""
    filled = [text for cell in cells if (text := tidy(cell[:200]))]
    words = [text for text in filled if not _NUMBER.fullmatch(text)]
    return len(words) == 1 and len(filled) > 1 and (" " not in words[0] or service_of(words[0]) != "other")


def _sums_up(filled: Sequence[str]) -> bool:
    """Whether a row counts some of the list: «Lund skole totalt 12», «Delsum PPT», «Snitt 4,5»."""
    words, *others = [text for text in filled if not _NUMBER.fullmatch(text)] or [""]
    if (_PER.match(words) or _OF_WHICH.match(" ".join(filled)[:_LONGEST_REMARK])) and not others:
        return True
    if others or len(words) > _LONGEST_REMARK or not _COUNTS.search(words):
        return False
    numbers = len(filled) > 1 or words[-1:].isdigit()
    return numbers or service_of(_COUNTS.sub(" ", words)) != "other"


def _says_total(text: str) -> bool:
    if not _TOTAL.fullmatch(text):
        return False
    return (
        _HAS_WORD.search(text) is not None
        or (_HAS_COUNTED.search(text) is not None and text[-1:].isdigit())
        or (text[:1].isdigit() and _HAS_COUNTED.search(text) is not None)
    )


_TICK = re.compile(r"(?:x|[✓✔☑✅]|ja|yes|1|sann|true)", re.IGNORECASE)
_NO_TICK = re.compile(r"(?:nei|no|n|-+|–|0|usann|false|[✗✘✕❌])", re.IGNORECASE)
_CLOCK_TITLE = r"(?: ?(?:kl|klokka|klokken|klokkeslett|tid|tidspunkt|time))*"
_ARRIVES = re.compile(
    rf"(?:kommer|kjem|ankommer|ankomst|ankomsttid|arriv(?:al|es|ing)|start|starter|fra|frå|from|til ?stede fra"
    rf"|in){_CLOCK_TITLE}"
)
_DEPARTS = re.compile(
    rf"(?:går|drar|dreg|reiser|forlater|avreise|avreisetid|hjemreise|heimreise|leav(?:es|ing)|departure|departs"
    rf"|slutt|slutter"
    rf"|til|to|until|til ?stede til|out){_CLOCK_TITLE}"
)
# What stands by itself below a list and is nobody: who printed it, when, and what its marks mean.
_FOOTER = re.compile(
    r"(?:(?:sist )?(?:oppdatert|oppdatera|endret|endra|utskrift|utskrevet|skrevet ut|printed|updated|generert"
    r"|eksportert"
    r"|exported)\b.*|(?:side|page) \d.*|(?:med )?(?:vennlig |venleg |beste )?(?:hilsen|helsing)\b.*|mvh\b.*"
    r"|kind regards.*|(?:hei|hallo|hello|hi|dear|kjære|god (?:dag|morgen|kveld))\b(?:[ ,!].*)?|[^:|]{20,}:"
    r"|(?:nb|obs|ps|merk|note|kilde|kjelde|frist|påmeldingsfrist|husk|forklaring|tegnforklaring|teiknforklaring"
    r"|slutt på lista"
    r"|legend|key)\b ?[:!].*|[*†x✓✗]+ ?[=:–-].*|.*\s=\s.*|(?P<before>.*)\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b.*)",
    re.IGNORECASE,
)
_PARTS = (Taken.WHOLE_DAY, str(PartOfDay(end=LUNCH)), str(PartOfDay(start=LUNCH)))


_WHICH = re.compile(r"\b(?:hvilke[nt]?|kva|which)\b.*\b(?:dag|del|økt|samling|møte|day|part|session)")
_NONE_OF_THEM = re.compile(r"(?:ingen|none|ingen av dem|ingen av dei|-)\.?", re.IGNORECASE)
_ABSENCE = re.compile(
    r"(?:meldt )?(?:fravær|fråvær|fråver|forfall|fråfall|frafall|borte|absence|absent|away)(?: ?/ ?\w+)?(?: dag)?"
)
_NOT_AWAY = re.compile(r"(?:nei|no|n|-+|–|—|0|ingen|none|usann|false)", re.IGNORECASE)


class Asked:
    """The questions of one sheet, with the answers in force: the user's where there is one, else the likely one."""

    def __init__(self, decisions: Mapping[QuestionKey, str]) -> None:
        self._decisions = decisions
        self._questions: list[Question] = []
        self._count = Counter[tuple[QuestionKind, int]]()

    def ask(self, kind: QuestionKind, row: int, text: str, name: str, choices: Sequence[str]) -> str:
        """Put a question, and hand back the answer in force."""
        kept = tuple(dict.fromkeys(str(choice) for choice in choices if choice))
        nth = self._count[kind, row]
        self._count[kind, row] += 1
        chosen = self._decisions.get((kind, row, nth), "")
        answer = chosen if chosen in kept else kept[0]
        self._questions.append(Question(kind, row, tidy(text[:400]), name, answer, kept, nth))
        return answer

    def all(self) -> tuple[Question, ...]:
        """Every question, by row."""
        return tuple(sorted(self._questions, key=lambda question: question.row))


class Remarks:
    """Reads out of a row whether and when somebody comes, and asks where that is not simply yes."""

    def __init__(self, sheet: Sheet, reading: Reading, asked: Asked, day: date | None = None) -> None:
        self._sheet, self._asked = sheet, asked
        self._days = Days(reading, sheet)
        self._date = day
        asks = (each.header for each in reading.columns if each.role is Role.COMES)
        self._asks_which = any(_WHICH.search(header_key(title)) for title in asks)
        self._day = self._which_day(reading, day)
        columns = [column for column in reading.columns if column.index not in self._days.at]
        self._at = {
            role: [column.index for column in columns if column.role == role] for role in (Role.COMES, Role.HOURS)
        }
        self._names = [
            column.index for column in reading.columns if column.role in {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME}
        ]
        self._halves_of_names = any(column.role is Role.GIVEN_NAME for column in reading.columns)
        self._others_asked = {
            each.index for each in columns if each.role is None and each.header.rstrip().endswith("?")
        }
        self._free = [column.index for column in columns if column.role is None and _may_hold_remarks(column.header)]
        # «Kommer», «Kommer ikke» and «Usikker», or «Før lunsj» and «Etter lunsj», with a cross in one of them.
        self._crossed = [column for column in columns if _is_for_crosses(column)]
        self._halves = [each.index for each in self._crossed if part_of_day(each.header, asked=True) is not None]
        self._hours_of = {
            end: next((each.index for each in columns if _tells_hours(each, title)), None)
            for end, title in ((False, _ARRIVES), (True, _DEPARTS))
        }
        # What stands under «Fravær» is why, or when, somebody is not there.
        self._absences = [
            each.index for each in columns if each.role is None and _ABSENCE.fullmatch(header_key(each.header))
        ]
        self._heading: tuple[str, Reply] | None = None
        self._half_struck = {at: text for at, index, text in sheet.crossed if index in self._names}

    def _which_day(self, reading: Reading, day: date | None) -> str:
        """The title of the day this gathering is; empty where the list has no days, or nobody knows."""
        titles = self._days.titles
        if not titles or reading.header_row is None:
            return ""
        likely = self._days.on(day) if day is not None else ""
        choices = (likely, Taken.ANY_DAY, *titles) if likely else (Taken.ANY_DAY, *titles)
        chosen = self._asked.ask(QuestionKind.WHICH_DAY, reading.header_row, " · ".join(titles), "", choices)
        return "" if chosen == Taken.ANY_DAY else chosen

    def begin_sheet(self) -> None:
        """Forget the heading above: another sheet begins."""
        self._heading = None

    def is_heading(self, cells: Sequence[str]) -> bool:
        """Whether a row only says of those below it that they come, or do not: «Avmeldte:»; remembered from here on."""
        if sum(bool(cell) and not cell.isspace() for cell in cells) != 1:
            return False
        filled = [(index, text) for index, cell in enumerate(cells) if (text := tidy(cell[:400]))]
        # An answer whose row has lost its name says nothing of those below.
        answer = filled[0][0] in {*self._at[Role.COMES], *self._at[Role.HOURS]} if filled else True
        said = heading_of(filled[0][1]) if len(filled) == 1 and not answer else None
        if said is not None:
            self._heading = None if said is Reply.YES else (filled[0][1], said)
        return said is not None

    def told_of(self, cells: Sequence[str], given_names: Sequence[str]) -> dict[str, str]:
        """Given name → remark, where a remark names one of several people in a row: «Ola går kl. 12» is his alone."""
        remarks = {}
        for text in self._free_texts(cells):
            words = {word.strip(".,;:!()").casefold() for word in text[:LONGEST_REPLY].split()}
            named = [name for name in given_names if name.casefold() in words]
            if len(named) == 1:
                remarks[named[0]] = text
        return remarks

    def _free_texts(self, cells: Sequence[str]) -> list[str]:
        texts = [(index, tidy(cells[index])) for index in self._free if index < len(cells)]
        # «Kanskje» below a question of something else is no answer to whether they come.
        return [text for index, text in texts if index not in self._others_asked or len(text.split()) > 2]

    def why_not(
        self,
        at: int,
        cells: Sequence[str],
        name: str,
        beside: Sequence[str],
        *,
        struck: bool,
        apart: Sequence[str] = (),
        answer: str = "",
    ) -> str:
        """Why the people of a row are not taken in; empty when they are. Asks what the row is unclear about.

        Args:
            beside: remarks that stood in the cell of the name.
            struck: the name carries its own marks of being struck out.
            apart: remarks that are about one of several people alone.
            answer: what stood behind the unit, and can be nothing but an answer: «Lund skole – nei».
        """
        texts = [*beside, *(text for text in self._free_texts(cells) if text not in apart)]
        text, reply = self._reply(cells, texts)
        if reply is None and answer:
            text, reply = answer, reply_of(answer)
        out = ""
        if at in self._sheet.hidden_rows and not self._enrolled(QuestionKind.HIDDEN_ROW, at, name, name, likely=True):
            out = _("Raden er skjult i arket.")
        if (struck or self._is_struck(at, cells)) and not self._enrolled(
            QuestionKind.STRUCK_OUT, at, name, name, likely=False
        ):
            out = _("Raden er strøket over.")
        # One name struck out and another written beside it: whoever is left comes.
        if (crossed := self._half_struck.get(at)) and not self._enrolled(
            QuestionKind.STRUCK_OUT, at, crossed, name, likely=True
        ):
            out = _("Raden er strøket over.")
        if reply is Reply.NO and not self._enrolled(QuestionKind.ANSWERED_NO, at, text, name, likely=False):
            out = _("Svarer at de ikke kommer.")
        if reply is Reply.MAYBE and not self._enrolled(QuestionKind.ANSWERED_MAYBE, at, text, name, likely=True):
            out = _("Er ikke sikker på om de kommer.")
        if reply in {None, Reply.YES} and not self._comes_that_day(at, cells, name):
            out = _("Kommer en annen dag.")
        # Whoever comes one of several days is a guest of this one until somebody says which it is.
        some = self._days.some(cells) if reply in {None, Reply.YES} and not self._day else ""
        if some and not self._enrolled(QuestionKind.PART_OF_DAY, at, some, name, likely=True):
            out = _("Kommer en annen dag.")
        return out

    def present(
        self, at: int, cells: Sequence[str], name: str, beside: Sequence[str], apart: Sequence[str] = ()
    ) -> PartOfDay | None:
        """Which part of the day the row says; None for all of it."""
        asked = [(text, is_hours_alone(text)) for text in self._cells(cells, Role.COMES)]
        asked += [(text, True) for text in self._cells(cells, Role.HOURS)]
        free = [text for text in self._free_texts(cells) if text not in apart]
        asked += [(text, False) for text in (*beside, *free) if len(text) <= _LONGEST_REMARK]
        if (away := self._absent(cells)) and away[1] is None and (gone := part_of_day(away[0], asked=True)):
            there = PartOfDay(end=gone.start) if gone.start and not gone.end else PartOfDay()
            there = PartOfDay(start=gone.end) if gone.end and not gone.start else there
            return self._part_asked(at, away[0], name, there)
        if clocked := self._clocked(cells):
            asked.insert(0, (clocked, True))
        crossed = [text for column in self._crossed if (text := _crossed(column, cells))]
        parts = [text for text in crossed if part_of_day(text, asked=True) is not None]
        asked += [(text, True) for text in parts if len(parts) == 1]
        asked += [(text, True) for text in self._days.answers(cells, self._day) if part_of_day(text, asked=True)]
        for text, hours in asked:
            part = part_of_day(text, asked=hours)
            if part is None and hours and not says_whole_day(text) and reply_of(text) in {Reply.NO, None}:
                part = PartOfDay()  # «Er du med hele dagen?» «Nei», or something we do not understand
            if part is not None:
                return self._part_asked(at, text, name, part)
        return None

    def said_beside(self, at: int, name: str, remark: str) -> tuple[str, PartOfDay | None]:
        """What stands beside one of several names in a row: why they are not taken in, and when they are there."""
        reply = remark_of(remark) or (reply_of(remark) if reply_of(remark) is Reply.NO else None)
        if reply is Reply.NO and not self._enrolled(QuestionKind.ANSWERED_NO, at, remark, name, likely=False):
            return _("Svarer at de ikke kommer."), None
        if reply is Reply.MAYBE and not self._enrolled(QuestionKind.ANSWERED_MAYBE, at, remark, name, likely=True):
            return _("Er ikke sikker på om de kommer."), None
        part = part_of_day(remark) if reply is not Reply.NO else None
        return "", self._part_asked(at, remark, name, part) if part is not None else None

    def _clocked(self, cells: Sequence[str]) -> str:
        """«09:00-12:00» of a row in which one column says when they come, and another when they go."""
        if self._hours_of[False] is None and self._hours_of[True] is None:
            return ""
        start, end = (
            hour_of(cells[index]) if (index := self._hours_of[end]) is not None and index < len(cells) else ""
            for end in (False, True)
        )
        return str(PartOfDay(start, end)).replace("from", "fra") if start or end else ""

    def _part_asked(self, at: int, text: str, name: str, part: PartOfDay) -> PartOfDay | None:
        answers = (str(part), Taken.WHOLE_DAY) if part != PartOfDay() else _PARTS
        answer = self._asked.ask(QuestionKind.PART_OF_DAY, at, text, name, answers)
        return part_of(answer) if answer != Taken.WHOLE_DAY else None

    def _enrolled(self, kind: QuestionKind, at: int, text: str, name: str, *, likely: bool) -> bool:
        answers = (Taken.ENROLLED, Taken.NOT_ENROLLED) if likely else (Taken.NOT_ENROLLED, Taken.ENROLLED)
        return self._asked.ask(kind, at, text, name, answers) == Taken.ENROLLED

    def _is_struck(self, at: int, cells: Sequence[str]) -> bool:
        filled = [index for index in self._names if index < len(cells) and cells[index].strip()]
        struck = [(at, index) in self._sheet.struck for index in filled]
        # One half of a name struck out is the whole of it; of several people in a row the others stay.
        return any(struck) if self._halves_of_names else bool(struck) and all(struck)

    def _reply(self, cells: Sequence[str], texts: Sequence[str]) -> tuple[str, Reply | None]:
        # What is remarked beside the answer came after it: «Ja», and then «kommer ikke likevel».
        for text in texts:
            if len(text) <= _LONGEST_REMARK and (said := remark_of(text)) is not None:
                return text, said
        for column in self._crossed:
            if (text := _crossed(column, cells)) and (said := heading_of(text)) in {Reply.NO, Reply.MAYBE}:
                return text, said
        if (away := self._absent(cells)) and away[1] is not None:
            return away
        if halves := self._no_half(cells):
            return halves, Reply.NO
        text, said = self._days.reply(cells, self._day)
        if said is not None:
            return text, said
        for text in self._cells(cells, Role.HOURS):
            if remark_of(text) is Reply.NO:  # «Hvilke deler blir du med på?» «Ingen av delene»
                return text, Reply.NO
        for text in self._cells(cells, Role.COMES):
            return text, self._answered(text)
        return self._heading or ("", None)

    def _answered(self, text: str) -> Reply:
        """What an answer to whether somebody comes says; one nobody understands is not a yes: it is asked about."""
        if self._asks_which and _NONE_OF_THEM.fullmatch(text):
            return Reply.NO
        if days_in(text) and reply_of(text) in {None, Reply.MAYBE} and remark_of(text) is None:
            return Reply.YES  # «Kun dag 1»; which one is asked of below
        return Reply.YES if says_whole_day(text) else reply_of(text) or Reply.MAYBE

    def _comes_that_day(self, at: int, cells: Sequence[str], name: str) -> bool:
        """Whether an answer to «Hvilke dager kommer du?» has this day; asked about where it has some of the days."""
        for text in (*self._cells(cells, Role.COMES), *self._cells(cells, Role.HOURS)):
            named = days_in(text)
            if not named or says_whole_day(text) or named >= self._days_named:
                continue
            likely = self._date is None or falls_on(text, self._date)
            return self._enrolled(QuestionKind.PART_OF_DAY, at, text, name, likely=likely)
        return True

    @cached_property
    def _days_named(self) -> frozenset[str]:
        """Every day that somebody names in an answer to which days they come."""
        at = {*self._at[Role.COMES], *self._at[Role.HOURS]}
        return frozenset[str]().union(
            *(days_in(cells[index]) for _at, cells in self._sheet.rows[:600] for index in at if index < len(cells))
        )

    def _absent(self, cells: Sequence[str]) -> tuple[str, Reply | None] | None:
        """What a row says of being away: not coming, perhaps, or (no reply) some of the day; None for nothing."""
        texts = (tidy(cells[index][:400]) for index in self._absences if index < len(cells))
        text = next((each for each in texts if each and not _NOT_AWAY.fullmatch(each)), "")
        if not text or len(text) > _LONGEST_REMARK:
            return None
        if remark_of(text) is Reply.MAYBE:
            return text, Reply.MAYBE
        gone = part_of_day(text, asked=True)
        return text, None if gone is not None and not says_whole_day(text) else Reply.NO

    def _no_half(self, cells: Sequence[str]) -> str:
        """The answers of a row that says no to every part of the day; empty where it does not."""
        halves = self._halves
        if len(halves) < 2:
            return ""
        said = [tidy(cells[index][:40]) if index < len(cells) else "" for index in halves]
        return ", ".join(said) if all(map(_NO_TICK.fullmatch, said)) else ""

    def _cells(self, cells: Sequence[str], role: Role) -> list[str]:
        return [text for index in self._at[role] if index < len(cells) and (text := tidy(cells[index][:400]))]


def _is_for_crosses(column: Column) -> bool:
    title = column.header[:60]
    if column.role not in {None, Role.COMES, Role.HOURS} or not title or "?" in title:
        return False
    answers = heading_of(title) is not None or part_of_day(title, asked=True) is not None
    ticks = [tidy(cell) for cell in column.samples]
    return answers and all(_TICK.fullmatch(cell) or _NO_TICK.fullmatch(cell) for cell in ticks)


def _tells_hours(column: Column, title: re.Pattern[str]) -> bool:
    """Whether a column says when people come, or go: «Ankomst», «Går kl.», with hours below."""
    if column.role is not None and column.role not in {Role.COMES, Role.HOURS}:
        return False
    return title.fullmatch(header_key(column.header[:60])) is not None and any(map(hour_of, column.samples))


def _crossed(column: Column, cells: Sequence[str]) -> str:
    """The title of a column that has a cross in this row; empty where it has none."""
    cell = tidy(cells[column.index][:40]) if column.index < len(cells) else ""
    return column.header if cell and _TICK.fullmatch(cell) else ""


def _may_hold_remarks(title: str) -> bool:
    role, _weight = header_role(title)
    key = header_key(title)
    if is_forms_timestamp(title) or _OTHERS.search(key):
        return False
    return role is None or (role is IGNORED and _COMMENTS.search(key) is not None) or role in {Role.COMES, Role.HOURS}

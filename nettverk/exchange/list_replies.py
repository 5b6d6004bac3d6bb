"""What people answer when a form asks whether they come, and what they write about when: yes, no, maybe, half a day."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from nettverk.domain.list_questions import LUNCH, PartOfDay
from nettverk.domain.names import tidy

_REMEMBERED = 2000  # cells that are read: people answer in much the same words
LONGEST_REPLY = 160  # characters; beyond that it is a letter


class Reply(StrEnum):
    """What somebody has answered to whether they come."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{text})", re.IGNORECASE)


_STARTS_NO = _words(
    r"^(?:nei+|nope|niks|nix|naj|no(?!\w)(?! (?:idea|response|answer|reply))|n$|usann$|false$|0$|-1$|[✗✘✕❌👎])(?!\w)"
)
_STARTS_YES = _words(
    r"^(?:ja+|jo|jepp|jada|japp|javisst|yes|yep|yeah|y$|j$|x$|ok|sann$|true$|1$|selvfølgelig|sjølvsagt|of course|sure"
    r"|[✓✔☑✅👍])(?!\w)"
)
_MAYBE = _words(
    r"\b(?:kanskje|kan ?hende|kan vere|usikker\w*|uviss\w*|uavklar\w*|nja|tja|mulig\w*|mogleg\w*|muligens|trolig"
    r"|truleg|"
    r"sannsynlig\w*|sannsynleg\w*|neppe|foreløpig\w*|førebels|avvent\w*|håper|vonar|maybe|perhaps|possibl[ey]"
    r"|probabl[ey]|"
    r"unsure|uncertain|undecided|tentativ\w*|depends|might|hvis|dersom|viss eg|if i|50 ?/ ?50|ja ?/ ?nei|yes ?/ ?no)\b"
    r"|\b(?:ve(?:t|it)|vett) (?:ik+e|ikkje|eg ikkje|jeg ikke)\b|\b(?:ik+e|ikkje) (?:helt |heilt )?(?:sikker"
    r"|bestemt|avklart|klart)"
    r"|\bnot (?:yet|sure|certain|decided)\b|\b(?:do ?n[o'’]?t|dunno) ?(?:yet )?know\b|\bno (?:idea|response"
    r"|answer|reply)\b"
    r"|\b(?:ik+e|ikkje) (?:svart|besvart)\b|\bing?en svar\b|^(?:none|ingen)$|\b(?:tror|trur)\b|^(?:helst"
    r"|gjerne,? men)\b|\bventeliste\b|\bi think\b|\bgir? beskjed\b|\bgje beskjed\b"
    r"|\b(?:kommer|kjem) tilbake til\b|\blet you know\b|\b(?:to be|tbd|tba)\b|^\?+$"
)
_COME = (
    r"(?:komme|kome|delta|deltake|møte|stille|være med|vere med|bli med|være der|come|attend|join|make it"
    r"|be there|participate)"
)
# Said anywhere, also in a column of comments, these are about coming and nothing else.
_SURE_NO = _words(
    rf"\b(?:kommer|kjem|deltar|deltek|møter|stiller) (?:dessverre |diverre |desverre |likevel |altså )*(?:ik+e"
    rf"|ikkje)\b(?! (?:før|til|for|innan))"
    rf"|\b(?:kan|får|rekker|rekk) (?:dessverre |diverre |desverre )*(?:ik+e|ikkje)(?: (?:likevel|dessverre"
    rf"|allikevel))*(?: {_COME}\b| likevel\b|$)"
    rf"|\b(?:må|meld\w*|har|sender) (?:\w+ ){{0,2}}avbud\b|^avbud\b|\bavbud$|\bav ?meldt\b|\bmeld\w* (?:seg"
    rf"|meg) av\b|\bforhind?r\w*\b"
    rf"|\btrukke[tn]? (?:seg|meg)\b|\btrakk seg\b|\bfrafall\w*\b|\b(?:takk\w*|seier|sier) nei\b|\bavslått\b"
    rf"|\bavvist\b|\bavslag\b|\bdeclin\w+\b"
    rf"|\b(?:can ?n[o'’]?t|can ?not|unable to|won[’']?t(?: be able to)?|will not) (?:be able to )?{_COME}\b"
    rf"|\bnot (?:coming|attending|able to)\b"
    rf"|\b(?:has |have )?(?:cancel+ed|withdrawn)\b|^(?:er )?(?:syk|sjuk|sykmeldt|sjukmeld|sick|ill)(?:meldt)?\.?$"
)
_NO = _words(
    r"\b(?:dessverre|diverre|desverre|unfortunately|sorry|beklager)\b|\b(?:ik+e|ikkje) (?:denne gang\w*|mulighet"
    r"|høve|aktuelt|anledning|med)\b"
    r"|^(?:ik+e|ikkje|not)$|\b(?:passer|går|lar seg) (?:ik+e|ikkje)\b|\b(?:kan|får|skal) (?:ik+e|ikkje)\b"
    r"|\bcan[’'n]?t\b|\bcannot\b|\bhindret\b|\b(?:ik+e|ikkje) i (?:år|dag|denne omgang)\b|\b(?:avlyst|avlys|utgår)\b"
    r"|\b(?:er|blir|vert) (?:borte|bortreist|fraværende|opptatt|oppteken|syk|sjuk)\b"
    r"|^(?:syk|sjuk|permisjon|ferie|fri|borte|fraværende|absent|away)\b|^(?:ik+e|ikkje) (?:påmeldt|til stede|møtt)\b"
)
_YES = _words(
    r"\b(?:kommer|kjem|deltar|deltek|møter|blir med|vert med|stiller|påmeldt|godtatt|godkjent|akseptert|accepted"
    r"|attend(?:ing)?"
    r"|coming|bekreftet|stadfesta|confirmed|går bra|passer fint|med glede|gjerne|i will|i can|til stede|present)\b"
)
_SURE_MAYBE = _words(
    r"^(?:kanskje|usikker|uvisst?|maybe|tentative|foreløpig)\b|\b(?:usikker|ik+e sikker|ikkje sikker|vet ikke"
    r"|veit ikkje|not sure|unsure) (?:på )?(?:om|whether|if)\b"
    r"|\b(?:kommer|kjem|deltar|deltek) kanskje\b|\bkanskje (?:kommer|kjem|med)\b|\bmay(?:be)? (?:come|not come"
    r"|attend)\b"
)


@lru_cache(_REMEMBERED)
def reply_of(text: str) -> Reply | None:
    """What an answer to «Kommer du?» says; None when it says something else."""
    text = _plain(text)
    if not text or len(text) > LONGEST_REPLY:
        return None
    if _STARTS_NO.search(text):
        return Reply.NO
    if _MAYBE.search(text):
        return Reply.MAYBE
    if _STARTS_YES.search(text) or (part_of_day(text) is not None and not _SURE_NO.search(text)):
        return Reply.YES
    if _SURE_NO.search(text) or _NO.search(text):
        return Reply.NO
    return Reply.YES if _YES.search(text) else None


@lru_cache(_REMEMBERED)
def remark_of(text: str) -> Reply | None:
    """What a remark says of whether somebody comes, where nobody asked: only what cannot mean anything else."""
    text = _plain(text)
    if not text or len(text) > LONGEST_REPLY:
        return None
    if _SURE_NO.search(text):
        return Reply.NO
    return Reply.MAYBE if _SURE_MAYBE.search(text) else None


_HEADING = _words(
    r"(?P<no>avmeld(?:te?|ingar|inger)?|meldt avbud|avbud|forfall|fråfall|frafall|(?:kommer|kjem|deltar|deltek"
    r"|møter) (?:ik+e|ikkje)"
    r"|(?:kan|skal) (?:ik+e|ikkje)(?: (?:komme|kome|delta|møte))?|(?:ik+e|ikkje) påmeldte?|fravær(?:ende)?"
    r"|borte|not coming|declined"
    r"|cancelled|absent)"
    r"|(?P<maybe>usikker|usikre|uvisse?|kanskje|venteliste|på venteliste|(?:har )?(?:ik+e|ikkje) svart|uavklarte?"
    r"|avventer|maybe"
    r"|tentative|waiting list|no (?:answer|reply))"
    r"|(?P<yes>påmeldte?|delta[kg]ere?|deltakarar?|deltakere på samlingen|kommer|kjem|deltar|deltek|møter"
    r"|coming|attending|participants)"
)


def heading_of(text: str) -> Reply | None:
    """What a line by itself says of those below it, or a column's title of those with a tick in it: «Avmeldte:»."""
    plain = re.sub(r"[\s:.–—-]*(?:\(?\d+\)?)?[\s:.–—-]*$", "", _plain(text[:80]))
    found = _HEADING.fullmatch(plain)
    if found is None:
        return None
    return {"no": Reply.NO, "maybe": Reply.MAYBE, "yes": Reply.YES}[str(found.lastgroup)]


def _plain(text: str) -> str:
    return tidy(text[: LONGEST_REPLY * 2]).strip(" ;.,!\"'[]()«»").replace("’", "'")


_CLOCK = (
    r"(?:ca\.? ?|rundt |omtrent |about |around )?(?:kl(?:okk[ae]n?)?\.? ?|at )?(?!(?:19"
    r"|20)[0-9][0-9])(?P<{0}h>[0-2]?\d)(?:[.:](?P<{0}m>[0-5]\d)"
    r"|(?P<{0}c>[0-5]\d))?(?: ?(?P<{0}p>[ap])\.?m\b\.?)?(?![\d/%]|[.,:]\d| ?(?:år|aar|stk|pers|barn|min|uker|dager"
    r"|days|deltak|tim(?:e|er|ar)\b|hours?\b))"
)
_AT, _UNTIL = _CLOCK.format("a"), _CLOCK.format("b")
_ONLY = r"(?:(?:ja|yes),? (?:men |but )?)?(?:kun |bare |berre |only |just )?"
_SPAN = _words(
    rf"\b(?:fra|frå|from|mellom|between|kl(?:okka|okken)?\.?)? ?{_AT} ?(?:-|–|—|til|to|until|og|and) ?{_UNTIL}"
)
_LEAVES = (
    r"\b(?:går|drar|dreg|reiser|forlater|slutter|sluttar|må (?:gå|dra|reise|hjem|vidare|videre)|gå fra|dra fra"
    r"|reise fra|"
    r"leav(?:es?|ing)|goes|have to (?:go|leave)|must (?:go|leave))\b"
)
_COMES = (
    r"\b(?:kommer|kjem|ankommer|ankomst|er der|er på plass|kan komme|kan kome|møter|arriv(?:es?|ing|al)"
    r"|com(?:es?|ing)|join(?:s|ing)?|starter)\b"
)
_BETWEEN = r"[^.;\d]{0,24}?"
_LEAVES_AT = _words(rf"{_LEAVES}{_BETWEEN}{_UNTIL}")
_LEAVES_LUNCH = _words(rf"{_LEAVES}{_BETWEEN}\b(?:lunsj\w*|lunch|midt på dagen|midday|noon)")
_COMES_AT = _words(
    rf"{_COMES}{_BETWEEN}\b(?:kl(?:okk[ae]n?)?\.?|at|fra|frå|from|etter|ca\.?|rundt|først|before|før|til)? ?{_AT}"
)
_FROM_AT = _words(
    rf"(?:^|[,;(] ?|\b(?:kun|bare|berre|only|med|til stede|der|deltar|deltek|attend|first|først) ){_ONLY}(?:fra"
    rf"|frå|from|etter|after|først|fom\.?|f\.o\.m\.?)(?: og med)? {_AT}"
)
_UNTIL_AT = _words(
    rf"(?:^|[,;(] ?|\b(?:kun|bare|berre|only|med|til stede|der|deltar|deltek|attend|blir|vert|fram"
    rf"|frem) ){_ONLY}(?:til|fram til|frem til|before|før|until|till?|t\.?o\.?m\.?)(?: og med)? {_UNTIL}"
)
_NOT_AFTER = _words(
    r"\b(?:ik+e|ikkje|not)\b[^.;]{0,20}\b(?:etter|after) (?:lunsj\w*|lunch)|\b(?:ik+e|ikkje"
    r"|not)\b[^.;]{0,20}\b(?:ettermiddag\w*|afternoon)"
)
_NOT_BEFORE = _words(
    r"\b(?:ik+e|ikkje|not)\b[^.;]{0,20}\b(?:før|before|until) (?:lunsj\w*|lunch)|\b(?:ik+e|ikkje"
    r"|not)\b[^.;]{0,20}\b(?:formiddag\w*|føremiddag\w*|morning)"
)
_NOT_BEFORE_AT = _words(rf"\b(?:ik+e|ikkje|not)\b[^.;\d]{{0,20}}\b(?:før|before|until) {_AT}")
_NOT_AFTER_AT = _words(rf"\b(?:ik+e|ikkje|not)\b[^.;\d]{{0,20}}\b(?:etter|after) {_UNTIL}")
_FROM_LUNCH = _words(
    r"\b(?:etter|fra|frå|after|from) (?:lunsj\w*|lunch)|\bettermiddag(?:en)?\b|\bafternoon\b|\b(?:andre|siste"
    r"|second|last) (?:halvdel|del|half|halvparten)\b"
)
_UNTIL_LUNCH = _words(
    r"\b(?:til|før|fram til|frem til|before|until|till|to) (?:og med )?(?:lunsj\w*|lunch)|\b(?:formiddag"
    r"|føremiddag|fyremiddag)(?:en)?\b"
    r"|\bmorning\b|\b(?:første|fyrste|first) (?:halvdel|del|half|halvparten)\b"
)
_SOME = _words(
    r"\b(?:halv|halve|half) (?:a )?(?:dag|dagen|day)\b|\b(?:deler av|del av|part of) (?:the )?(?:dagen|day)\b"
    r"|\bkommer (?:\w+ )?(?:for )?(?:seint?|sent|senere|seinere|forsinket)\b|\bkjem (?:\w+ )?(?:for )?(?:seint?"
    r"|seinare|forseinka)\b"
    r"|\b(?:må )?gå(?:r)? (?:\w+ )?(?:før|tidlig\w*|tidleg\w*)\b|\bleav\w+ early\b|\b(?:arriv|com)\w+ late(?:r)?\b"
)
_WHOLE_DAY = _words(r"\b(?:hele|heile|whole|all|full)\w* (?:dag|day)|^(?:begge(?: deler)?|alt|both|all)$")
_LONGEST_PART = 120
# An answer in words about something else that happens to name an hour or a meal.
_ABOUT_ELSE = _words(r"\b(?:allerg\w*|tåler|mat|buss\w*|tog\w*|parker\w*|hent\w* (?:barn\w*|unger)|ferje\w*)\b")


@lru_cache(_REMEMBERED)
def part_of_day(text: str, *, asked: bool = False) -> PartOfDay | None:
    """Which part of the day an answer or a remark says somebody is there; None when it says nothing of it.

    Args:
        asked: the column asks about time, so that «10–12» alone is hours.
    """
    text = _plain(text)
    if not text or len(text) > _LONGEST_PART or _ABOUT_ELSE.search(text):
        return None
    return _hours(text, asked=asked) or _halves(text)


def says_whole_day(text: str) -> bool:
    """Whether an answer says that somebody is there all day."""
    halves = _UNTIL_LUNCH.search(text) is not None and _FROM_LUNCH.search(text) is not None
    return halves or _WHOLE_DAY.search(text) is not None


def _hours(text: str, *, asked: bool) -> PartOfDay | None:
    if (span := _SPAN.search(text)) and (asked or _says_clock(span)):
        start, end = _time(span, "a"), _time(span, "b")
        if start and end and start < end:
            return PartOfDay(start, end)
    start = end = ""
    for pattern in (_NOT_AFTER_AT, _LEAVES_AT, _UNTIL_AT):
        if found := pattern.search(text):
            end = end or _time(found, "b")
    for pattern in (_NOT_BEFORE_AT, _COMES_AT, _FROM_AT):
        if (found := pattern.search(text)) and not (end and _time(found, "a") == end):
            start = start or _time(found, "a")
    if asked and not (start or end) and (bare := re.fullmatch(_AT, text, re.IGNORECASE)):
        start = _time(bare, "a")
    if start and end and start >= end:
        return None
    return PartOfDay(start, end) if start or end else None


def _halves(text: str) -> PartOfDay | None:
    if _LEAVES_LUNCH.search(text) or _NOT_AFTER.search(text):
        return PartOfDay(end=LUNCH)
    if _NOT_BEFORE.search(text):
        return PartOfDay(start=LUNCH)
    until, later = _UNTIL_LUNCH.search(text), _FROM_LUNCH.search(text)
    if until and later:
        return None  # «formiddag og ettermiddag» is the day
    if until or later:
        return PartOfDay(end=LUNCH) if until else PartOfDay(start=LUNCH)
    return PartOfDay() if _SOME.search(text) else None


def _says_clock(found: re.Match[str]) -> bool:
    """Whether a span of numbers is hours: «10–12» may be anything, «kl. 10–12», «fra 10 til 12» and «9.30–12» not."""
    minutes = any(found.group(name) for name in ("am", "bm", "ap", "bp"))
    return minutes or re.match(r"\s*(?:fra|frå|from|mellom|between|kl)", found.group(), re.IGNORECASE) is not None


def _time(found: re.Match[str], which: str) -> str:
    """«HH:MM» of what was found; empty when it is no hour of a working day."""
    hour, minute = int(found[f"{which}h"]), int(found[f"{which}m"] or found[f"{which}c"] or 0)
    if (found[f"{which}p"] or "").lower() == "p" and hour < 12:
        hour += 12
    if 1 <= hour <= 5:  # nobody's gathering is at night: «går kl. 2»
        hour += 12
    return f"{hour:02}:{minute:02}" if 6 <= hour <= 20 else ""

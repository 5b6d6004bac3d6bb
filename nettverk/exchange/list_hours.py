"""What people write of when they are there: an hour they come or go at, before or after lunch, half a day."""

from __future__ import annotations

import re
from functools import lru_cache

from nettverk.domain.list_questions import LUNCH, PartOfDay
from nettverk.domain.names import tidy

LONGEST_REPLY = 160  # characters; beyond that it is a letter
_LONGEST_PART = 120
_REMEMBERED = 2000  # cells that are read: people answer in much the same words


def words(text: str) -> re.Pattern[str]:
    """A pattern that does not mind the case of letters."""
    return re.compile(rf"(?:{text})", re.IGNORECASE)


def plain(text: str) -> str:
    """An answer without what stands around it."""
    return tidy(text[: LONGEST_REPLY * 2]).strip(" ;.,!\"'[]()«»").replace("’", "'")


# --- an hour ---

_NO_HOUR = (
    r"(?![\d/%]|[.,:]\d| ?(?:år|aar|stk|pers|barn|min|uker|dager|days|deltak|tim(?:e|er|ar)\b|hours?\b"
    r"|ulike|forskjell|ansatt|tilsett|enhet|eining|skole|skule|barnehage|trinn|klasse|avdeling|andre|other))"
)
_CLOCK = (
    r"(?:(?:senest|seinast|tidligst|tidlegast|ca\.?|cirka|rundt|omtrent|about|around|omkring|ved) ?)?"
    r"(?:kl(?:okk[ae]n?)?\.? ?|at )?(?:ca\.? ?|rundt |omtrent )?(?!(?:19|20)[0-9][0-9])"
    r"(?P<{0}h>[0-2]?\d)(?:[.:](?P<{0}m>[0-5]\d)|(?P<{0}c>[0-5]\d))?(?: ?(?P<{0}p>[ap])\.?m\b\.?)?" + _NO_HOUR
)
_AT, _UNTIL = _CLOCK.format("a"), _CLOCK.format("b")
_WORD_HOURS = {
    word: hour
    for hour, names in enumerate(
        ("ett eitt one", "to two", "tre three", "fire four", "fem five", "seks six", "sju syv seven", "åtte eight",
         "ni nine", "ti ten", "elleve eleven", "tolv twelve"), 1
    )
    for word in names.split()
}  # fmt: skip
_HOUR_WORD = "|".join(_WORD_HOURS)
_AHEAD = (
    r"(?:kl\.|klokk[ae]n?|(?:går|drar|dreg|reiser|slutter|sluttar|kommer|kjem|til|fra|frå|etter|før|rundt|ved|at|until"
    r"|from|before|after|by)(?: kl\.?| klokk[ae]n?)?)"
)
_SPOKEN = words(rf"\b(?P<ahead>{_AHEAD}) (?P<word>{_HOUR_WORD})(?=$|[\s,.;)!-]*(?:$|[,.;)!]|og\b|men\b|til\b))")
_PAST = words(
    r"\b(?:(?:kl\.?|klokk[ae]n?) ?)?(?P<how>halv|kvart (?:på|over)|(?:fem|ti) (?:på|over)|half past"
    r"|(?:a )?quarter (?:to|past)) "
    rf"(?P<hour>\d{{1,2}}|{_HOUR_WORD})\b(?! ?(?:dag|stilling))"
)
_MINUTES = {
    "halv": -30, "kvart på": -15, "kvart over": 15, "fem på": -5, "fem over": 5, "ti på": -10, "ti over": 10,
    "half past": 30, "quarter to": -15, "quarter past": 15,
}  # fmt: skip
_SINCE_TEN = re.compile(r"(?<=\d)[- ]?(?:tida|tiden|tia|ish|isj)\b", re.IGNORECASE)


_SECONDS = re.compile(r"(?<=\d:\d\d):\d\d$")
_DAY_SHARE = re.compile(r"0[.,]\d{1,20}")


def _in_figures(text: str) -> str:
    """«klokka tolv», «halv 11», «10-tida» as hours written with figures."""
    text = _PAST.sub(_past, text)
    text = _SPOKEN.sub(lambda found: f"{found['ahead']} {_WORD_HOURS[found['word'].casefold()]}", text)
    return _SINCE_TEN.sub("", text)


def _past(found: re.Match[str]) -> str:
    hour = int(found["hour"]) if found["hour"].isdigit() else _WORD_HOURS[found["hour"].casefold()]
    if not 1 <= hour <= 23:
        return found.group()
    minutes = hour * 60 + _MINUTES[found["how"].casefold().removeprefix("a ")]
    return f"kl. {minutes // 60:02}.{minutes % 60:02}"


def _time(found: re.Match[str], which: str) -> str:
    """«HH:MM» of what was found; empty when it is no hour of a working day."""
    hour, minute = int(found[f"{which}h"]), int(found[f"{which}m"] or found[f"{which}c"] or 0)
    if (found[f"{which}p"] or "").lower() == "p" and hour < 12:
        hour += 12
    if 1 <= hour <= 5:  # nobody's gathering is at night: «går kl. 2»
        hour += 12
    return f"{hour:02}:{minute:02}" if 6 <= hour <= 20 else ""


# --- coming and going ---

_OFF = (
    r"(?:gå|dra|drage|reise|fare|hjem|heim|vidare|videre|stikke|(?:av ?|i ?)?(?:gårde|garde|sted|stad)|avgårde|avgarde"
    r"|springe|løpe|kjøre|køyre|rekke|nå|ta|levere|hente|forlate|avslutte|slutte|tilbake|ut|bort|gi meg|leave|go|run)"
)
_LEAVES = (
    rf"\b(?:går|drar|dreg|fer|reiser|forlater|forlèt|forlet|slutter|sluttar|avslutter|stikker|stikk|forsvinner|forsvinn"
    rf"|kjører|køyrer|springer|spring|rekker toget|henter|hentar|hente(?= (?:i |på |barn|unge))"
    rf"|(?:må|lyt|skal|vil|kan) (?:(?:dessverre|diverre|bare|berre|nok|da|likevel) )*{_OFF}\b"
    rf"|leav(?:es?|ing)|goes|go(?= at)|(?:have|has|need|needs|got) to (?:go|leave|run)|must (?:go|leave|run)|out(?= at)"
    rf"|off(?= at)|head(?:s|ing)? (?:off|out|home))\b"
)
_BEING = (
    r"(?:er|blir|vert|kan|tid|anledning|høve|kan være|kan vere|bli|stay|available|tilgjengelig|tilgjengeleg"
    r"|til ?stede|ledig|fri|der"
    r"|with you"
    r"|deltar|deltek|delta|attend|med|fram|frem|kun|bare|berre|only|just|møter)"
)
_COMES = (
    r"\b(?:kommer|kjem|ankommer|ankomst|ankom|er der|vere der|være der|(?:er )?på plass|kan komme|kan kome"
    r"|kan møte|møter"
    r"|dukker opp"
    r"|dukkar opp|rekker|rekk|starter|startar|begynner|byrjar|ventes|kan (?=først|fyrst|tidligst|tidlegast)"
    r"|arriv(?:es?|e|ing|al)|com(?:es?|e|ing)|join(?:s|ing)?|be there|there by|show(?:s|ing)? up|turn(?:s|ing)? up"
    r"|in(?= at)|(?:blir |vert )?(?:forsinket|forseinka|forsinka|sein|sen|seint|sent)|late)\b"
)
_BETWEEN = r"[^.;\d]{0,28}?"
_NEGATED = r"\b(?:ik+e|ikkje|ikkj|not|n't|can'?t|cannot)\b"
_LUNCH = r"(?:lunsj\w*|lunch(?:time)?|matpaus\w*|midt på dagen|middagstid\w*|midday|noon)"
_LEAVES_AT = words(rf"{_LEAVES}{_BETWEEN}{_UNTIL}")
_RIDES_AT = words(
    rf"\b(?:toget?|buss(?:en)?|ferj?[ae]n?|flyet?|båten)(?: min| mitt| hjem| heim)? (?:går|gjekk|reiser) {_UNTIL}"
)
_LEAVES_LUNCH = words(rf"{_LEAVES}{_BETWEEN}\b(?:{_LUNCH}|middag)")
_COMES_AT = words(
    rf"{_COMES}{_BETWEEN}\b(?:kl(?:okk[ae]n?)?\.?|at|fra|frå|from|etter|ca\.?|rundt|først|fyrst|before|by|før"
    rf"|til)? ?{_AT}"
)
_COMES_LUNCH = words(
    rf"\b(?:kommer|kjem|ankommer|møter|på plass|dukkar? opp|dukker opp|rekker|arriv(?:es?|ing)|com(?:es?|ing)"
    rf"|join(?:s|ing)?|starter|startar|begynner)(?: (?!bare|kun|berre|only|just|og|and|men|but)[^\W\d]+){{0,2}}"
    rf" (?:til|ved|rundt|mot|at|by|for|i|under|in|over) (?:the )?(?:{_LUNCH}|middag)"
    rf"|\b(?:kommer|kjem) (?:midt på dagen)"
)
_ONLY = r"(?:(?:ja|yes),? (?:men |but )?)?(?:kun |bare |berre |only |just )?"
_FROM_AT = words(
    rf"(?:^|[,;(] ?|\b(?:{_BEING}|deltek|first|først|fyrst) ){_ONLY}(?:fra|frå|from|etter|after|først|fyrst|fom\.?"
    rf"|f\.o\.m\.?|since)(?: og med)? {_AT}"
)
_UNTIL_AT = words(
    rf"(?:^|[,;(] ?|\b{_BEING} ){_ONLY}(?:til|fram til|frem til|før|before|until|till?|'til|tom\.?|t\.?o\.?m\.?)"
    rf"(?: og med)? {_UNTIL}"
)
_ALONE = words(_AT)
_SPAN = words(
    rf"\b(?:fra|frå|from|mellom|between|kl(?:okka|okken)?\.?)? ?{_AT} ?(?:-|–|—|til|to|until|till|og|and) ?{_UNTIL}"
)
_THERE = words(
    r"(?:^|\b)(?:ja|jo|yes|kun|bare|berre|only|just|til ?stede|present|der|deltar|deltek|kan|available|kommer|kjem|med"
    r"|attend\w*|here|her)[ ,:(–-]*$"
)
_NOT_BEFORE_AT = words(rf"{_NEGATED}[^.;\d]{{0,28}}\b(?:før|before|until) {_AT}")
_NOT_AFTER_AT = words(rf"{_NEGATED}[^.;\d]{{0,28}}\b(?:etter|after|utover) {_UNTIL}")

# --- halves ---

_FIRST = r"(?:første|fyrste|1\.?|first)"
_LAST = r"(?:andre|siste|2\.?|second|last)"
_HALF = r"(?:halvdel\w*|halve? dag(?:en)?|del(?:en)?|half|halvparten|økt(?:a|en)?|bolk(?:en)?|session|part)"
_MORNING = (
    r"(?:formiddag|føremiddag|fyremiddag|morgen|morgon)(?:en|s?økt\w*|s?del\w*|sprogram\w*)?\b(?!s?møte)|\bmornings?\b"
    r"|^(?:kun |bare |berre |only )?(?:f\.?m|a\.?m)\.?(?: only)?$|\b(?:half day|halv dag"
    r"|halvdag)[ (,:–-]+(?:a\.?m|f\.?m)\b"
)
_AFTERNOON = (
    r"ettermiddag(?:en|s?økt\w*|s?del\w*|sprogram\w*)?\b(?!s?møte)|\bafternoons?\b"
    r"|^(?:kun |bare |berre |only )?(?:e\.?m|p\.?m)\.?(?: only)?$|\b(?:half day|halv dag"
    r"|halvdag)[ (,:–-]+(?:p\.?m|e\.?m)\b"
)
_NOT_AFTER = words(rf"{_NEGATED}[^.;]{{0,24}}\b(?:etter|after) {_LUNCH}|{_NEGATED}[^.;]{{0,24}}\b(?:{_AFTERNOON})")
_NOT_BEFORE = words(
    rf"{_NEGATED}[^.;]{{0,24}}\b(?:før|before|until) (?:etter )?{_LUNCH}|{_NEGATED}[^.;]{{0,24}}\b(?:{_MORNING})"
)
_FROM_LUNCH = words(
    rf"\b(?:etter|fra|frå|after|from|f\.?o\.?m\.?)(?: og med)? (?:the )?{_LUNCH}|\b(?:{_AFTERNOON})|\b{_LAST} {_HALF}\b"
    rf"|\b(?:økt|bolk|session) 2\b"
)
_UNTIL_LUNCH = words(
    rf"\b(?:til|før|fram til|frem til|before|until|till?|to|t/m|t\.?o\.?m\.?)(?: og med)? (?:the )?{_LUNCH}"
    rf"|\b(?:{_MORNING})"
    rf"|\b{_FIRST} {_HALF}\b|\b(?:økt|bolk|session) 1\b"
)
_COMES_BEFORE = words(r"\b(?:kommer|kjem|ankommer|arriv\w+) (?:rett |like |litt )?(?:før|before) (?:lunsj|lunch)")
_LATE = r"(?:for )?(?:seint?|sent?|senere|seinere|seinare|forsinket|forseinka|forsinka|etter start)"
_SOME = words(
    rf"\b(?:halv|halve|half)(?: a)? ?(?:dag|dagen|day)\b|\bhalvdag(?:en)?\b"
    rf"|\b(?:deler?|del|part|parts|litt|noe|noko|bit|some|a bit) (?:av|of) (?:the )?(?:dagen|day|tida|tiden"
    rf"|programmet|samlingen|samlinga)\b"
    rf"|\b(?:kommer|kjem|ankommer|blir|vert) (?:[\w.]+ ){{0,4}}{_LATE}\b|^(?:ja,? (?:men )?)?{_LATE}$"
    rf"|{_LEAVES} ?(?:[\w.]+ ){{0,4}}(?:før|tidlig\w*|tidleg\w*|early|before)\b|\bleav\w+ (?:\w+ )?early\b"
    rf"|\b(?:arriv|com|be|running|bit|little)\w* (?:\w+ ){{0,2}}late(?:r)?\b"
    rf"|^(?:ja,? (?:men )?)?(?:kun |bare |berre )?(?:delvis|partly|partially|partial|deler|litt)\b"
    rf"|\b(?:bare|berre|kun|only) (?:være |vere |bli )?(?:med )?(?:en |ei |ein )?(?:del|deler|litt|stund|bit)\b"
    rf"|\b(?:kan|får) (?:bare|berre|kun|ikke|ikkje) (?:være |vere |bli )?(?:med )?(?:på )?(?:litt|alt|heile|hele)\b"
    rf"|\b(?:tidlig avreise|tidleg avreise|sein ankomst|sen ankomst|late arrival|early departure)\b|(?:^"
    rf"|\s)(?:1/2|½) dag"
    r"|\b(?:inn og ut|in and out|til og fra)\b"
    r"|\b(?:bare|berre|kun|only|just) (?:i |for )?(?:(?:de|dei|the|den|en|ein|et|eit|to|tre|two|three|første|fyrste"
    r"|siste|first|last|\d) ){0,4}(?:tim(?:en|ene|ane|er|ar|e)|hours?)\b"
)
_APPOINTMENT = words(
    rf"\b(?:møte|avtale|tannlege\w*|lege\w*|timeavtale|time|meeting|appointment)\b[^.;\d]{{0,16}}{_AT}"
)
# What somebody is elsewhere for: «i møte fram til 10.15» comes then, «undervisning fra 13» goes then.
_ELSEWHERE = (
    r"\b(?:borte|fravær\w*|fråver\w*|opptatt|oppteken|møte\w*|undervisning\w*|time|avtale|tannlege\w*|lege\w*|vakt|busy"
    r"|away|meeting|appointment|teaching|class)"
)
_ELSEWHERE_UNTIL = words(rf"{_ELSEWHERE} (?:fram |frem )?(?:til|until|till?) (?:og med )?{_AT}")
_ELSEWHERE_FROM = words(rf"{_ELSEWHERE} (?:fra|frå|etter|from|after) {_UNTIL}$")
_NOT_WHOLE = words(
    rf"{_NEGATED}(?: \w+){{0,3}}? (?:hele|heile|whole|all|full|entire)\w* (?:dag|day)|{_NEGATED} (?:hele|heile"
    rf"|the whole|all)$"
)
_WHOLE_DAY = words(
    r"\b(?:hele|heile|whole|all|full|entire)\w* (?:dag|day)|^(?:ja,? |yes,? )?(?:begge(?: deler| dager| dagar"
    r"| dagene| øktene)?"
    r"|alt|both(?: days)?|all)$|^(?:heldag|heildag|full ?day)\w*$"
)
_YET = words(rf"\b(?:men|but|untatt|unntatt|except|bortsett)\b|{_LEAVES}|\b(?:kommer|kjem|coming|arriv\w+)\b")
# An answer in words about something else that happens to name an hour or a meal.
_CLAUSE = re.compile(r"\s*(?:[,;.](?!\d)|\s(?:og|men|samt|and|but)\s)\s*")
_ABOUT_ELSE = words(
    r"\b(?:allerg\w*|tåler|toler\w*|mat|vegetar\w*|vegan\w*|gluten\w*|laktose\w*|halal|kosher|parker\w*)\b"
)
_GOES_OR_COMES = words(
    rf"{_LEAVES}|\b(?:kommer|kjem|ankommer|coming|comes|arriv\w+)\b|\b{_LUNCH}\b|{_MORNING}|{_AFTERNOON}"
)
_RIDE = words(r"\b(?:med|tar|by|bus|train|haiker)\b[^.;]{0,12}\b(?:buss\w*|tog\w*|ferj\w*|bil|bus|train|ferry)\b")


@lru_cache(_REMEMBERED)
def part_of_day(text: str, *, asked: bool = False) -> PartOfDay | None:
    """Which part of the day an answer or a remark says somebody is there; None when it says nothing of it.

    Args:
        asked: the column asks about time, so that «10–12» alone is hours.
    """
    text = plain(text)
    if _ABOUT_ELSE.search(text):
        # «Allergisk mot nøtter, går 14»: what is said beside it may be of when somebody goes.
        clauses = [clause for clause in _CLAUSE.split(text) if not _ABOUT_ELSE.search(clause)]
        text = plain(", ".join(clause for clause in clauses if _GOES_OR_COMES.search(clause)))
    if not text or len(text) > _LONGEST_PART:
        return None
    text = _in_figures(text)
    if says_whole_day(text) and not _YET.search(text):
        return None  # «Hele dagen (8.30–15)», or both halves ticked with their hours
    return _hours(text, asked=asked) or _halves(text)


def _spans(text: str, *, asked: bool) -> PartOfDay | None:
    """From the first to the last hour of the spans in a text; several are boxes that were ticked."""
    hours = []
    for span in _SPAN.finditer(text):
        if asked or _says_clock(span) or _THERE.search(text[: span.start()].rstrip()):
            start, end = _time(span, "a"), _time(span, "b")
            if start and end and start < end:
                hours.append((start, end))
    return PartOfDay(min(hours)[0], max(end for _start, end in hours)) if hours else None


def says_whole_day(text: str) -> bool:
    """Whether an answer says that somebody is there all day."""
    if _NOT_WHOLE.search(text):
        return False
    halves = _UNTIL_LUNCH.search(text) is not None and _FROM_LUNCH.search(text) is not None
    return halves or _WHOLE_DAY.search(text) is not None


def hour_of(text: str) -> str:
    """The hour that stands alone in a cell as «HH:MM», also as a spreadsheet's share of a day; empty for others."""
    bare = _SECONDS.sub("", _in_figures(plain(text)))
    if _DAY_SHARE.fullmatch(bare):
        minutes = round(float(bare.replace(",", ".")) * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" if 6 * 60 <= minutes <= 20 * 60 else ""
    match = _ALONE.fullmatch(bare)
    return _time(match, "a") if match else ""


def is_hours_alone(text: str) -> bool:
    """Whether an answer is nothing but a span of a working day's hours: «9–12»."""
    span = _SPAN.fullmatch(plain(text))
    return span is not None and bool(_time(span, "a")) and bool(_time(span, "b"))


def _hours(text: str, *, asked: bool) -> PartOfDay | None:
    if span := _spans(text, asked=asked):
        return span
    start = end = ""
    if match := _ELSEWHERE_UNTIL.search(text):
        return PartOfDay(start=at) if (at := _time(match, "a")) else None
    if match := _ELSEWHERE_FROM.search(text):
        return PartOfDay(end=at) if (at := _time(match, "b")) else None
    # «Ikke tilgjengelig før kl. 10» says when somebody comes.
    until = () if _NOT_BEFORE_AT.search(text) else (_UNTIL_AT,)
    for pattern in (_NOT_AFTER_AT, _LEAVES_AT, _RIDES_AT, *until):
        if match := pattern.search(text):
            end = end or _time(match, "b")
    if not _RIDE.search(text):
        for pattern in (_NOT_BEFORE_AT, _COMES_AT, _FROM_AT):
            if (match := pattern.search(text)) and not (end and _time(match, "a") == end):
                start = start or _time(match, "a")
    if asked and not (start or end) and (bare := re.fullmatch(_AT, text, re.IGNORECASE)):
        start = _time(bare, "a")
    if start and end and start >= end:
        return None
    return PartOfDay(start, end) if start or end else None


def _halves(text: str) -> PartOfDay | None:
    if _NOT_BEFORE.search(text):
        return PartOfDay(start=LUNCH)
    if _LEAVES_LUNCH.search(text) or _NOT_AFTER.search(text):
        return PartOfDay(end=LUNCH)
    if _COMES_LUNCH.search(text):
        return PartOfDay(start=LUNCH)
    if _COMES_BEFORE.search(text):
        return PartOfDay()
    until, later = _UNTIL_LUNCH.search(text), _FROM_LUNCH.search(text)
    if until and later:
        return None  # «formiddag og ettermiddag» is the day
    if until or later:
        return PartOfDay(end=LUNCH) if until else PartOfDay(start=LUNCH)
    unsure = _SOME.search(text) or _NOT_WHOLE.search(text) or _APPOINTMENT.search(text)
    return PartOfDay() if unsure else None


def _says_clock(found: re.Match[str]) -> bool:
    """Whether a span of numbers is hours: «10–12» may be anything, «kl. 10–12», «fra 10 til 12» and «9.30–12» not."""
    minutes = any(found.group(name) for name in ("am", "bm", "ap", "bp"))
    return minutes or re.match(r"\s*(?:fra|frå|from|mellom|between|kl)", found.group(), re.IGNORECASE) is not None

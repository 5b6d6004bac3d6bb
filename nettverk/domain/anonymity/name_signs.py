"""A name that is an ordinary word too, first in a sentence: what else beside it says that somebody is meant.

``persons.py`` has the verbs and the kin. Here is what notes from schools and kindergartens are full of: the class that
somebody goes in, the case somebody is, what somebody was asked, and lists of who does what.
"""

from __future__ import annotations

import re

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.lexicon import fold
from nettverk.domain.anonymity.name_lookup import NameKind
from nettverk.domain.anonymity.persons import Persons
from nettverk.domain.anonymity.place_words import PLACES


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What has a date and no voice: «Mai: vi planlegger», «Vår: vi går ut».
_TIMES = words.MONTHS | frozenset({"vår", "jul"})
_CLASS = r"(?:\d{1,2}\.? ?[A-Fa-f](?!\w)|\d{1,2}\.? ?(?:trinn|klasse|steg|kl)\w*|vg ?[123](?!\w))"
_GROUP = (
    r"(?:(?:små|stor)barns?\w*|(?:mellom|små|ungdoms)(?:trinnet|steget)|(?:avdeling|avdelinga|basen|"
    r"gruppa) [A-ZÆØÅ]\w*|"
    r"\w{3,}kurset|\w{3,}klassen|\w{3,}avdelinga|\w{3,}avdelingen|\w{3,}gruppa)"
)
# «Stein i 6A …», «Sol på avdeling Rød …»: a capital, the place of one, and something after it.
_OF_CLASS = re.compile(rf"^ (?:i|på) (?:{_CLASS}|{_GROUP})(?: |[.,:)]|$)|^ i \d\. etasje (?:har|kan|vil|skal)\b")
_IN_BRACKETS = re.compile(rf"^ \((?:{_CLASS}|\d{{1,2}} ?(?:år|mnd))")
_TO_SOMEBODY = re.compile(
    r"^, (?:du |har du|kan du|vil du|skal du|hugs|husk|takk|tusen takk|kan de|nå må du|no må du|du,)"
)
_SPEAKS = re.compile(
    r"^: (?:[«\"](?=\w)|(?:vi|me|eg|jeg|du|de|dei|kan|må|skal|trur|tror|synes|synest|ja|nei|"
    r"takk) |[a-zæøå]{3,}e (?!er |var |i |på |som ))|^ – [«\"]"
)
_BY_PHONE = re.compile(r"^ (?:nås|nåast|kan nås|svarer|svarar) på |^,? ?\(?(?:tlf|mob|mobil)?\.?:? ?\+?\d[\d ]{7,}")
_WHO = re.compile(
    r"^, som (?:\w+ ){1,6}?(?:her|oss|vår|vårt|våre|lengst|lenge|ny|nye|ansvar\w*|vikar\w*|vaksen|voksen)\b"
)
_ALONE_IN_BRACKETS = re.compile(
    r"(?:\b(?:jeg|eg|meg|undertegnede|underteikna|hun|han|ho)|\b(?:bord|gruppe|gr\.|"
    r"nr\.) ?\d{1,2}) \($",
    re.IGNORECASE,
)
_CALLED_SO = re.compile(
    r"^, som (?:vi|me|de|dei|alle|barna|ungene|ungane) kall(?:er|ar|a|te) (?:han|ham|henne|ho)(?!\w)"
)
# «Liv ho e så flink»: as one speaks in many places.
_SPOKEN_OF = re.compile(
    r"^,? (?:ho|han|hu|hun) (?:e|er|va|var|har|hi|he|sku|skulle|kan|vil|må|kjem|kom|ska|skal)(?!\w)"
)
_FROM = re.compile(r"^ (?:fr[aå]|på|i) [A-ZÆØÅ][\wæøå]+ ([a-zæøå]+)(?: ([a-zæøå]+))?")
_FROM_OFFICE = re.compile(r"^ fr[aå] \w{3,}(?:tjenesten|tenesta|kontoret|stasjonen|senteret|teamet)(?: |[.,)]|$)")
_OF_CLASS_TOO = re.compile(rf"^, {_CLASS}(?:[ .,:)]|$)")
_ROLE_OF = re.compile(r"(\w+) for \w+: $")
_GOES_ON = re.compile(
    r"^ ([a-zæøå]+)(?: \w+){0,4}, (?:men|og) (?:\w+ )?(?:sier|seier|vil|tør|liker|likar|trenger|treng|snakker|"
    r"snakkar|tegner|teiknar|"
    r"spør|svarer|svarar|leker|leikar|gråter|græt|strever)(?: |[.]|$)"
)


_IS = _set("e va er var blir vert ble vart blei")
_HAS = _set("hi he ha hadd har hadde fikk får fekk hev")
# What is decided about somebody, and what somebody is sent to.
_CASE = _set(
    """
    henvist tilvist tilmeldt tilmeld utredet utgreidd utreda vedtak vedtaket enkeltvedtak skolevedtak skulevedtak
    bup ppt logoped logopedtimer spesialundervisning iop
    ordenselev elevrådet fadder fadderbarn fadderborn praktikant hospitant ressursperson ressurspersonen kontaktperson
    blyg sjenert trygg trygge tospråklig tospråkleg fleirspråkleg flerspråklig adoptert sykemeldt sjukmeld
    venstrehendt
    sårbar sårbart dyttet dytta slått ertet erta mobbet mobba lugget lugga trøstet trøsta hentet henta
    keivhendt bestevenn bestevenner bestevenninne bestevenninner sysken søsken tvilling tvillinger tvillingar kusiner
    """
)
# What one has in hand or is given, and no season or joy has.
_BELONGS = _set(
    """
    lærar lærer kontaktlærer kontaktlærar     nøkkel nøkkelen nøklene nykel nykelen nyklane vakt vakta
    kveldsvakt gangvakt inspeksjon tolk kofte briller bleie
    jakke votter sekk sekken fødselsdag bursdag geburtsdag permen listene lista tekniske passordet telefonen mobilen
    ven venn venner vener ipad storebror lillebror lillesøster storesøster
    """
)
_DONE = _set(
    """
    sagt fortalt fortald skrevet skrive skrivi teke tatt byttet bytta bytt lånt lånte laga laget laget_til spurt
    lovet lova
    snakket snakka ringt sendt lest lese møtt sluttet slutta flyttet flytta bedt bede hentet henta funnet funne
    prøvd øvd trent trena sett øvet meldt notert utdelt klaget klaga valgt valt tegnet teikna
    """
)
_TAKES = _set("tok tar tek tok_med tar_seg")
_TAKEN = _set(
    """
    telefon telefonen handa hånda hånden handen permisjon oppgåva oppgaven oppgava kontakt ansvar ansvaret ordet
    referat
    vidareutdanning videreutdanning førstehjelpskurs bussen drosje utdanning ferie fri
    """
)
_GOES = re.compile(
    rf"^ (?:går|gikk|gjekk|starter|startar|startet|starta|begynner|byrjar|begynte|byrja|sitter|sit|sat|satt|"
    rf"flytter|flyttar|hospiterer) "
    rf"(?:\w+ )?(?:i|på|hos|til) (?:{_CLASS}|{_GROUP}|ski(?:\W|$)|skolen|skulen|barnehagen|logoped\w*|BUP|PPT|"
    rf"SFO|pulten|fanget|fanga)"
)
# «Sol skal starte på Bekkelaget», «Storm skal begynne i 1B»: a season starts in no school.
_WILL_START = re.compile(
    rf"^ (?:skal|vil|kan|må|får|bør) (?:\w+ )?(?:starte|begynne|byrje|byrja|flytte|gå|over) (?:på|i|hos|til|over til) "
    rf"(?:{_CLASS}|{_GROUP}|[A-ZÆØÅ]\w{{2,}}|skolen|skulen|barnehagen|SFO|logoped\w*)"
)
_LEADS = re.compile(
    r"^ (?:leier|leder|leide|ledet|gjer|gjør|gjorde) (?:arbeidet|gruppa|gruppen|møtet|møta|teamet|plan\w+|"
    r"nettverket|ein|en|leksene|"
    r"leksa|oppgavene|oppgåvene)(?: (?:god|svær|kjempe\w*|flott|viktig)?(?: jobb)?)?"
)
_ENDS = re.compile(
    r"^ (?:slutter|sluttar|slutta|sluttet|begynner|byrjar|kjem|kommer) (?:til|etter|over) (?:påske|jul|sommeren|"
    r"sommaren|nyttår|ferien)"
)
_DARES = _set("tør torde turte tørr våger vågar våget")
_BECOMES = re.compile(
    r"^ (?:vil|ville|skal) (?:gjerne |helst |heller )?(?:bli (?:lege|lærer|lærar|\w+er|\w+ar)\b|(?:vere|være|"
    r"vera) (?:inne|ute|med|åleine|alene))"
)
_CAME = re.compile(r"^ (?:kom|kjem|kommer) (?:gråtende|gråtande|løpende|springande|haltende|for sent|for seint)")


_ALWAYS = (
    _CALLED_SO,
    _SPOKEN_OF,
    _TO_SOMEBODY,
    _BY_PHONE,
    _IN_BRACKETS,
    _OF_CLASS,
    _OF_CLASS_TOO,
    _FROM_OFFICE,
    _GOES,
    _WILL_START,
    _LEADS,
    _ENDS,
    _BECOMES,
    _CAME,
)


def told_of(people: Persons, at: int, key: str) -> bool:
    """Whether the words after it, or the brackets round it, say that the word first in a sentence is somebody.

    Args:
        key: the word as names are compared, without the genitive.
    """
    token = people.tokens[at]
    tail, head = people.line[token.end :], people.line[: token.start]
    if any(form.match(tail) for form in _ALWAYS):
        return True
    labelled = _ROLE_OF.search(head)
    if labelled is not None and words.is_role(labelled.group(1).lower()) and re.match(r"[.,;(]|$", tail):
        return True
    if tail.startswith(")") and _ALONE_IN_BRACKETS.search(head):
        return True
    if _SPEAKS.match(tail) and key not in _TIMES:
        return True
    countable = key in words.COUNTABLE or key in words.MOSTLY_NAMES
    if tail.startswith(", som ") and (countable or _WHO.match(tail)):
        return True
    came = _FROM.match(tail)
    if came is not None and verbs.finite(came.group(1)):
        verb, then = came.groups()
        return verb not in verbs.OF_THINGS or (verb in _HAS and then in _DONE | _BELONGS)
    return _does(people, at, countable=countable)


def _does(people: Persons, at: int, *, countable: bool) -> bool:
    rest = people.clause(at, 6)
    if not rest:
        return False
    tail = people.line[people.tokens[at].end :]
    on = _GOES_ON.match(tail)
    if on is not None and verbs.finite(on.group(1)):
        return True
    if (
        re.search(r"(?:^|\n)\d{1,2}[.)] $", people.line[: people.tokens[at].start])
        and len(rest) == 1
        and verbs.finite(rest[0])
    ):
        return True
    if rest[0] in {"kjem", "kommer"} and rest[1:3] == ["til", "å"] and verbs.only_of_people(["vil", *rest[3:]]):
        return True
    if rest[0] in {"bør", "må", "skal", "burde"} and rest[1:2] == ["få"] and len(rest) > 2:
        return True
    if rest[0] == "la" and set(rest) & {"hodet", "hovudet", "hode", "seg", "merke"}:
        return True
    if (
        countable
        and len(rest) == 1
        and rest[0] in words.DO | words.SAY
        and people.line[people.tokens[at + 1].end :][:1] in {",", "."}
    ):
        return True
    if rest[0] in _DARES or (countable and rest[0] == "la" and len(rest) > 1):
        return True
    if rest[0] in _TAKES and set(rest[1:4]) & _TAKEN:
        return True
    if rest[0] in _HAS and (set(rest[1:4]) & (_BELONGS | _DONE | _CASE) or any(map(words.is_role, rest[1:4]))):
        return True
    if rest[0] in _IS | {"venter", "ventar", "ventet", "venta"} and set(rest[1:]) & _CASE:
        return True
    return rest[0] in _IS and any(words.is_role(word) for word in rest[1:5]) and rest[1] not in words.SUBJECTS


# Whom one thanks, is glad of, has a plan for.
_TO_ONE = re.compile(
    r"(?<!\w)(?:takk til|beskjed til|melding til|hei|hallo|mvh|hilsen|helsing|kjære|enig med|einig med|"
    r"bekymret for|bekymra for|uroleg for|"
    r"glad i|oppfølging av|oppfølginga av|samtalen? med|samtale om|vedtak for|savner|savnet|saknar|sakna|"
    r"trøstet|trøsta|"
    r"støtter|støttar|gjelder|gjeld|lot|lét|lar|lèt|ved siden av|ved sida av|etter det med|mor til|far til|"
    r"møte med|møtet med|"
    r"spør|spurte|spurde|ringte|ringde|han|ho|hun) $",
    re.IGNORECASE,
)
_NOT_SOMEBODY = (
    words.PRODUCTS
    | words.OFFICES
    | words.NOBODY
    | _set(
        "unicef redd husbanken fagforbundet bufetat nubu udir olweus kvello tras vigilo skolelaget tine posten elkjøp"
    )
)
_WHEN = _set("at da då når fordi mens hvis viss før etter_at om")
_IT_WAS = re.compile(r"(?<!\w)(?:det|mest|bare|berre) (?:er|var|ble|vart|blir) (?:mest |bare |berre )?$", re.IGNORECASE)


def stranger(people: Persons, at: int, *, definite: bool) -> bool:
    """Whether a word of no list, with a capital in the middle of a sentence, is somebody by the words beside it.

    Args:
        definite: it ends as definite nouns and plurals do, so that it may be a place or a firm.
    """
    token = people.tokens[at]
    tail, head = people.line[token.end :], people.line[: token.start]
    if (
        len(token.text) < 4
        or token.shouted
        or token.lower in _NOT_SOMEBODY
        or fold(token.text) in PLACES
        or re.match(r" [A-ZÆØÅ]|-", tail)
    ):
        return False
    if _beside_names(people, at):
        return True
    strange = words.STRANGE.search(token.text) is not None
    if definite and not strange:
        return False
    if _TO_ONE.search(head) or people.together_with(at):
        return True
    if tail.startswith(" som ") and _IT_WAS.search(head):
        return True
    rest, before = people.clause(at, 5), people.before(at)
    if before is not None and before.lower in _WHEN and (verbs.only_of_people(rest) or verbs.goes_on_about(tail)):
        return True
    return re.match(r" (?:sin|si|sitt|sine) ", tail) is not None and strange


def _beside_names(people: Persons, at: int) -> bool:
    """One of several, the one right beside it sure: «Emma, Thivyashan og Pia»."""
    return any(
        0 <= there < len(people.tokens)
        and people.tokens[there].capital
        and people.word(there).kind is NameKind.GIVEN
        and people.word(there).key not in words.TOWNS
        and people.line[people.tokens[min(at, there)].end : people.tokens[max(at, there)].start]
        in {", ", "/", " & ", " + "}
        for there in (at - 1, at + 1)
    )


def first_of_names(people: Persons, at: int) -> bool:
    """«Bord 4: Anlaug, Ola og Pia», «Anlaug/Kari tar det»: a word of no list, first, with names right after it."""
    if len(people.tokens[at].text) < 4 or not _sure(people, at + 1):
        return False
    gap = people.line[people.tokens[at].end : people.tokens[at + 1].start]
    if gap in {"/", " & "}:
        return True
    more = at + 2 < len(people.tokens) and people.line[people.tokens[at + 1].end : people.tokens[at + 2].start]
    return gap == ", " and (
        _sure(people, at + 2) if more == ", " else people.next_words(at + 1, 1) == ["og"] and _sure(people, at + 3)
    )


def _sure(people: Persons, at: int) -> bool:
    there = people.tokens[at] if at < len(people.tokens) else None
    return there is not None and there.capital and people.word(at).kind is NameKind.GIVEN

"""Words of no list that look like names (``shapes.py``): what beside them says that somebody is meant.

Such a word may also be a program, a firm or a place («Kikora», «Salaby»). What is done says which: people say, wait,
cry and are fetched; a program works, costs and hangs.
"""

from __future__ import annotations

import re

from nettverk.domain.anonymity import name_words as words
from nettverk.domain.anonymity import verbs
from nettverk.domain.anonymity.lexicon import fold
from nettverk.domain.anonymity.name_lookup import LIKE_A_NAME, SURELY_NAME, NameKind
from nettverk.domain.anonymity.persons import Persons
from nettverk.domain.anonymity.place_words import PLACE_LIKE, PLACES


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What programs, firms and methods do, and not people, or both as often.
_OF_TOOLS = _set(
    """
    fungerer fungerte funker funka virker verkar brukes brukast brukt nyttes nyttast passer passar krasjer krasja
    laster lastes koster kostar kosta erstatter erstattar inneholder inneheld bygger byggjer finnes finst tilbyr
    dekker støtter støttar oppdateres oppdaterast lanserer lanserte lages kjøpes åpner opnar stenger bidrar bidreg
    øker aukar sikrer sikrar
    """
)
# What people do too, and where a word of no list begins the sentence, a firm or a school as often.
_OF_BOTH = _set("gjør gjer gir gjev hjelper hjelp samler samlar deltar deltek deltok har kom")
_TOOL_WORDS = _set(
    """
    nyttig nyttige gratis dyrt lisens lisensar lisenser verktøy program programmet app appen metode metoden opplegg
    opplegget kurs kurset brukes brukast kjøpes kjøpast innføres metodikk nettside plattform system spill spel bok
    film sang song språk by land kommune fjell høytid høgtid
    """
)
_USES = _set(
    """
    bruk bruker brukar brukte brukt bruke bruka prøv prøvde prøver prøve prøvd kjøp kjøpte kjøpt kjøpe lastet laste last
    heter heiter kalt kalla feirer feirar feiret feira spiller spelar spilte spille så leste lese les sang synger dansa
    danset åpnet opna starte startet innfører innførte innføre tester testet teste vis viste anbefaler anbefalte velg
    valgte velger eller via per heretter merket merke såkalte såkalla kjører kjørte snakker snakkar skriver lærer
    avdelinga avdelingen boka boken filmen serien
    """
)
# «tur til Kjerag», «jobber med Zippys»
_TRAVELS = re.compile(
    r"^(?:\w*tur\w*|reis\w+|flytt\w+|dro|drar|dreg|drog|kom|kommer|kjem|skyss|buss\w*|veien|vegen|gikk|gjekk|går)$"
)
_WORKS_WITH = re.compile(
    r"^(?:jobb\w*|arbeid\w*|erfaring\w*|fornøyd|kurs\w*|start\w*|begyn\w*|byrj\w*|hold\w*|held|øv\w*|opplegg\w*|"
    r"prosjekt\w*|fortset\w*|kjent|god|lykkes|samarbeid\w*)$"
)
_ABOUT_ONE = re.compile(r"^(?:bekymr\w+|urolig|uroleg|samtale\w*|møte\w*|sak|saken|saka|henvendelse|melding|glad)$")
_OF_THINGS = (
    "app", "appen", "boka", "boken", "filmen", "metoden", "modellen", "skolen", "skulen", "barnehagen", "programmet",
    "opplegget", "kurset", "prosjektet", "spillet", "spelet", "gruppa", "gruppen", "avdeling", "huset", "rommet",
)  # fmt: skip
_SHORTEST = 3
_MODALS = _set("vil ville kan kunne må måtte skal skulle bør burde får fikk fekk trenger treng")
# What somebody must have or be given: no program must.
_NEEDS = _set(
    """
    mat frokost matpakke klær votter regntøy sko medisin medisiner briller bleie hjelp tolk ro pause pauser pausar
    ros trøst plaster tid voksen vaksen venn venner kontaktlærer kontaktlærar assistent logoped fri permisjon søvn
    sove tett oppfølging oppfølgjing samtale time hente hentes hentast utredes utgreiast henvises tilvisast testes
    vurderes følges følgjast skjermes flyttes pult sete kamerat
    """
)
_CALLED = re.compile(
    r"^,? (?:kaller|kallar|kalla|kalte|kallast|kalles) (?:(?:vi|me|de|dei|alle|barna|borna|ungene|ungane) "
    r"(?:han|ham|ho|hun|henne|hen)|(?:han|hun|ho) seg)(?!\w)"
)
_OWN = re.compile(r" (?:sin|si|sitt|sine) [a-zæøå]")
_GENITIVE_OF_NOUN = ("ens", "ets", "enes", "anes", "as", "ers", "ars")
_WHEN = _set("at da då når hvis viss fordi mens dersom")
_CHECKS_WITH = _set(
    "hørt høyrt høre høyre hør høyr sjekk sjekke sjekka sjekket avtalt avtale avtal avklar avklart møte møtte kontakt"
)
_GIVEN_BY = _set("kurs tips innlegg foredrag råd rettleiing veiledning mobbet mobba slått dyttet dytta ertet erta")
_NOBODY = words.NOBODY | words.STARTS | words.PRODUCTS | words.OFFICES | words.KIN
_BETWEEN = frozenset({", ", " og ", "/", " / ", " & ", " + ", ", og ", " eller "})


def begins_as_name(people: Persons, at: int, liked: float) -> bool:
    """Whether a word of no list, first in a sentence, is somebody.

    Args:
        liked: how much it looks like a name, see ``Shapes.name_like``.
    """
    token = people.tokens[at]
    tail = people.line[token.end :]
    if _CALLED.match(tail) or _beside_sure(people, at):
        return True
    if token.lower in _NOBODY or is_place(token.text):
        return False
    rest = people.clause(at, 6)
    if not rest or liked < 0:
        return False
    if liked < LIKE_A_NAME:
        # «Elevene vil», «Skolene må»: what ends as nouns do must look like a name to be one.
        noun = words.DEFINITE.search(token.text) is not None and words.SHORT_IN_A.search(token.text) is None
        return not noun and rest[0] not in _OF_TOOLS | _OF_BOTH and verbs.only_of_people(rest)
    if _OWN.match(tail):
        return True
    sure = liked >= SURELY_NAME
    if sure and rest[0] in words.SAY:
        return True  # «Ayaanle sier han ikke vil», where «Ofte sier han» is ruled out by its shape
    if not verbs.finite(rest[0]):
        return False
    if verbs.goes_on_about(tail) or (rest[0] in _MODALS and set(rest[1:5]) & _NEEDS):
        return True
    if rest[0] in _OF_TOOLS | _OF_BOTH or set(rest) & _TOOL_WORDS or PLACE_LIKE.search(token.text):
        return False
    if sure:
        return len(rest) > 1 and rest[1] not in words.SUBJECTS
    return verbs.only_of_people(rest)


def owns_kin(people: Persons, at: int, liked: float) -> bool:
    """«Hibaaqs mor», «Tesfits plan»: in the genitive, and what comes is one's kin or one's own.

    Args:
        liked: how much it looks like a name without its last letter.
    """
    token = people.tokens[at]
    if token.lower[-1:] != "s" or not verbs.whose(people.clause(at, 1)):
        return False
    return liked >= (LIKE_A_NAME if token.lower.endswith(_GENITIVE_OF_NOUN) else 0)


def inside_as_name(people: Persons, at: int, liked: float) -> bool:
    """Whether a word of no list with a capital inside a sentence is somebody: nothing makes it a thing or a place."""
    token = people.tokens[at]
    if is_place(token.text) or token.lower in _NOBODY or token.shouted or len(token.text) < _SHORTEST:
        return False
    if token.text[1:] != token.lower[1:]:
        return False  # «UiA», «YouTube»
    if _beside_sure(people, at):
        return True
    rest = people.clause(at, 6)
    if liked < 0 or (rest and rest[0] in _OF_TOOLS) or set(rest) & _TOOL_WORDS or PLACE_LIKE.search(token.text):
        return False
    if _OWN.match(people.line[token.end :]):
        return True
    if rest and verbs.finite(rest[0]) and (verbs.only_of_people(rest) or verbs.goes_on_about(people.line[token.end :])):
        return True
    return liked >= LIKE_A_NAME and _nothing_else(people, at)


def _nothing_else(people: Persons, at: int) -> bool:
    """Whether no word before it says that it is used, visited, read or celebrated."""
    before = people.before(at)
    if before is None:
        return False
    owner = people.tokens[at - 2].lower if at >= 2 else ""
    match before.lower:
        case "til" | "åt":
            return not _TRAVELS.search(owner)
        case "med":
            return not _WORKS_WITH.search(owner)
        case "om":
            return _ABOUT_ONE.search(owner) is not None or bool(
                people.clause(at, 1) and verbs.finite(people.clause(at, 1)[0])
            )
        case "og" | "eller":
            beside = people.tokens[at - 2] if at >= 2 else None
            return beside is None or not (
                beside.capital and (is_place(beside.text) or beside.lower in _NOBODY or beside.shouted)
            )
        case "av" | "som" | "ved":
            return False
        case word:
            return word not in _USES and not (word.endswith(_OF_THINGS) and not words.is_role(word))


def low_stranger(people: Persons, at: int, liked: float) -> bool:
    """«hibaaq gråter», «mora til thivya»: without a capital only where nothing but a person can be meant."""
    token = people.tokens[at]
    if liked < LIKE_A_NAME or token.lower in _NOBODY or is_place(token.text) or words.is_role(token.lower):
        return False
    rest = people.clause(at, 4)
    before, owner = (people.tokens[at - back].lower if at >= back else "" for back in (1, 2))
    beside = people.before(at) is not None
    ends = not rest or rest[0] in words.AFTER_PERSON
    if beside and before in {"til", "åt", "te"} and owner in words.ONE_KIN and (ends or verbs.finite(rest[0])):
        return True
    asked = beside and (before in words.SAYS_BEFORE or before in words.ASKS) and ends
    if asked and words.DEFINITE.search(token.text) is None:
        return True  # «spør ljubisa om hun vil», where whom one asks would have an ending («spør elevene»)
    if liked < SURELY_NAME:
        return False
    if beside and before == "og" and owner in words.WE and (ends or _past(rest[0])):
        return True  # «eg og arnlaug prøvde saman»
    if beside and before == "med" and owner in words.WITH_FRIENDS | {"samtale", "møte"} and ends:
        return True
    if beside and (before in words.SAYS_BEFORE or before in {"han", "ho", "hu"} | words.ASKS) and ends:
        return True
    if beside and _in_between(before, owner, rest, ends=ends):
        return True
    if not (token.begins or at == 0):
        return False
    if rest[:1] and rest[0] in {"sin", "si", "sitt", "sine"}:
        return len(rest) > 1 and (rest[1] in words.KIN or words.is_role(rest[1]))
    if people.feels(at) or people.does(at):
        return True
    return verbs.only_of_people(rest) and rest[0] not in _OF_TOOLS | _OF_BOTH


def _in_between(before: str, owner: str, rest: list[str], *, ends: bool) -> bool:
    """«hørt med kevan om han blir med», «kurs av hikmet», «hvis dzenita hadde fått velge», «det var arjeta som».

    Args:
        before: the word before it, and the one before that.
        rest: what comes after it, as far as the first comma.
        ends: what comes after it lets it be somebody.
    """
    if before == "med" and owner in _CHECKS_WITH:
        return ends
    if before == "av" and owner in _GIVEN_BY:
        return ends
    if not rest:
        return False
    if before in _WHEN:
        rest = rest[1:] if rest[0] in {"ikke", "ikkje"} else rest
        if len(rest) < 2:
            return False
        gets = rest[0] in _MODALS and rest[1:2] == ["få"]
        got = rest[0] in {"har", "hadde"} and rest[1:2] in (["fått"], ["vært"], ["vore"], ["sagt"], ["fortalt"])
        has = rest[:1] in (["har"], ["hadde"]) and rest[1:2] == ["med"]  # «fordi bektas ikke hadde med votter»
        return has or gets or got or (verbs.only_of_people(rest) and rest[0] not in _OF_TOOLS | _OF_BOTH)
    if owner == "det" and before in {"er", "var", "blir", "vert"} and rest[0] == "som":
        return rest[1:2] != [] and (rest[1] in verbs.CLEFT or verbs.only_of_people(rest[1:]))
    return False


def _past(word: str) -> bool:
    """Whether a word may be a verb, those in -de too («prøvde», «bygde»)."""
    return verbs.finite(word) or (word.endswith("de") and not word.endswith(("ende", "ande")))


def is_place(word: str) -> bool:
    """Whether it is a town or a country, also in the genitive."""
    word = fold(word)
    return word in PLACES or word.removesuffix("s") in PLACES


def _beside_sure(people: Persons, at: int) -> bool:
    """One of three and more in a list where another is a sure name: «Dovydas, Milda og Jonas»."""
    token = people.tokens[at]
    if words.is_role(token.lower) or token.shouted or len(token.text) < 3 or token.lower in _NOBODY:
        return False
    listed, sure = 1, False
    for step in (-1, 1):
        here = at
        while (there := _next_in_list(people, here, step)) is not None:
            here, listed = there, listed + 1
            beside = people.word(here)
            name = beside.kind is NameKind.GIVEN and beside.key not in words.TOWNS | words.OFFICES
            sure = sure or (name and people.tokens[here].lower not in words.OFFICES)
    return sure and listed > 2


def _next_in_list(people: Persons, at: int, step: int) -> int | None:
    """The next word with a capital to one side, where only a comma or «og» stands between; none where the list ends."""
    there = at + step
    if not 0 <= there < len(people.tokens):
        return None
    if people.tokens[there].lower in {"og", "eller", "samt"} and people.tokens[there].text.islower():
        there += step
        if not 0 <= there < len(people.tokens):
            return None
    first, last = min(at, there), max(at, there)
    gap = people.line[people.tokens[first].end : people.tokens[last].start]
    token = people.tokens[there]
    return there if gap in _BETWEEN and token.capital and not token.shouted else None

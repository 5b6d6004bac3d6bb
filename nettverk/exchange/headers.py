"""What a column's title says the column holds: bokmål, nynorsk, English, and Microsoft Forms' long questions."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Final

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role


class Unwanted(Enum):
    """The type of ``IGNORED``: a title we know, of a column we do not want."""

    IGNORED = "ignored"


IGNORED: Final = Unwanted.IGNORED
EXACT, LONG, HINT = 1.0, 0.8, 0.5

# «/» stays, as «enhet/tjeneste» says something that «enhet tjeneste» does not.
_MARKS = re.compile(r"[^\w/ ]+|_")
_BOSS = (
    r"\b(?:leder|leiar|styrer|styrar|rektor|kontaktperson|foresatt|føresett|barn|elev|manager)(?:s|en|ens|et|ets)?\b"
)
_NAMED = r"\b(?:navn|namn|name|e ?post|e ?mail)\w*\b"
_PLACE = "barnehage|skole|skule|tjeneste|teneste"

# The whole title.
_EXACT = (
    (Role.GIVEN_NAME, "fornavn|fornamn|førenamn|first ?name|given ?name|forename"),
    (Role.FAMILY_NAME, "etternavn|etternamn|slektsnavn|slektsnamn|last ?name|family ?name|surname"),
    (
        Role.NAME,
        "navn|namn|name|full(?:t|e|stendig)? ?(?:navn|namn|name)|ditt (?:navn|namn)|(?:navnet|namnet) ditt|your name",
    ),
    (
        Role.NAME,
        "deltakere?|deltagere?|deltakar(?:ar)?|participants?|deltaker(?:navn|namn)|visningsnavn|ansatt|tilsett|person",
    ),
    (Role.NAME, "for ?(?:navn|namn)? og etterna[vm]n|etterna[vm]n ?/? ?forna[vm]n|forna[vm]n ?/? ?etterna[vm]n"),
    (
        Role.NAME,
        "hva heter du|kva heiter du|what is your name|hvem|kven|who|navn på delta[kg]er(?:en)?|namn på deltakar(?:en)?",
    ),
    (Role.EMAIL, "(?:din |di )?(?:e ?post|e ?mail|mail) ?(?:adresse|address)?"),
    (
        Role.UNIT,
        "enhet(?:en|snavn)?|eining(?:a|snamn)?|arbeids(?:sted|stad|plass|giver)|virksomhet|verksemd|unit|workplace",
    ),
    (
        Role.UNIT,
        f"organisasjon|institusjon|bedrift|school|kindergarten|barnehage|skole|skule|(?:{_PLACE})sted|tenestestad",
    ),
    (
        Role.UNIT,
        (
            f"(?:enhet|eining|{_PLACE}) ?/ ?(?:enhet|eining|{_PLACE})|hvor jobber du|kvar (?:jobbar|arbeider) du"
            "|hvor|kvar|where|frå|from where|tilhørighet|tilknyt(?:n)?ing|tilhøyrsle"
        ),
    ),
    (
        Role.SERVICE,
        "(?:tjeneste|teneste)(?:område|type)?|service|(?:type|slags) (?:tjeneste|teneste|enhet|eining)|sektor",
    ),
    (
        Role.ROLE,
        "rolle|stilling(?:stittel|sbetegnelse)?|funksjon|tittel|yrke(?:stittel)?|role|position|(?:job )?title",
    ),
    (Role.DISTRICT, "bydel|distrikt|område|district|familiens hus|krets|sone|area|borough|kommunedel|grend"),
    (
        IGNORED,
        "id|nr|nummer|no|løpenr|(?:start|fullførings|sluttførings)tidspunkt|tidspunkt for siste endring|tidsstempel",
    ),
    (
        IGNORED,
        "start time|completion time|last modified time|timestamp|dato|date|språk|language|poeng.*|points?.*|feedback.*",
    ),
    (
        Role.COMES,
        (
            "påmeldt|(?:påmeldings|ordre|bestillings|billett|deltaker)status|oppmøte|frammøte|deltakelse|deltaking"
            "|deltagelse|deltar|deltek|kommer|kjem|svar"
            "|status"
            "|svarte|svara|ok|med|er med|blir med|vert med|bekreftet|bekreftelse|stadfesta|kjem du|kommer du|deltar du"
            "|deltek du"
            "|rsvp|response|attend(?:s|ing|ance)?|ja/nei|kommer ?/ ?kommer ikke|melde?r? (?:meg|deg) på"
        ),
    ),
    (Role.HOURS, "tilstede|til stede|tidsrom|når|tid|tider|hele dagen|heile dagen|del av dagen|hours?|times?"),
    (
        IGNORED,
        "kommentar(?:er)?|merknad(?:er)?|signatur|underskrift|antall|antal|sum|bord|gruppe|ansattnr",
    ),
    (IGNORED, "adresse|postnr|postnummer|poststed|kjønn|alder|fødselsdato|fødselsnummer"),
)
# In order: the first that is found in a long title decides. What we do not want comes before what we want.
_FOUND = (
    (IGNORED, LONG, r"\b(?:telefon|tlf|mobil(?!t team)|phone)\w*"),
    (
        IGNORED,
        LONG,
        (
            r"\b(?:samtykk|kommentar|merknad|transport|presentasjon av)\w*|\bkommentar|\b(?:egen |med )?bil\b"
            r"|\bovernatt\w*|\b(?:buss|tog|ferj[ea]|ferge|sykkel|skyss)\b|\bparker\w*"
        ),
    ),
    (
        Role.FOOD,
        LONG,
        (
            r"\b(?:mat)?(?:allergi|allergen|matønsk|mathensyn|matomsyn|matintol|intoleran|diett|diet|kosthold|kosthald"
            r"|spesialkost)\w*"
            r"|\b(?:spesielle?|særskilte?|noe|noko|any|special)\b.*\b(?:mat(?:en)?|kost(?:en)?|food)\b|\bfood\b"
            r"|^mat(?:en)?$|\bmat ?/|\b(?:vite|veta?|ta hensyn til|ta omsyn til)\b.*\b(?:mat(?:en)?|måltid)"
        ),
    ),
    (IGNORED, LONG, r"\b(?:lunsj|kost|lunch)\w*|\bmat\b"),
    (
        Role.PRESENTS,
        LONG,
        (
            r"\b(?:kan|vil|ønsker|kunne|har|could|can|will|would|do)\b.*\b(?:presenter|praksisinnlegg"
            r"|praksisforteljing|innlegg|practice"
            r"|dele (?:noe|noko|praksis|en|ei|et|eit|erfaring)|present (?:a|your|from|some)|share (?:a|your|some))\w*"
            r"|\b(?:kan|vil|ønsker|kunne|har|could|can|will|would)\b.*\b(?:fortell|fortel|tell)\w* (?:oss |us |litt )?"
            r"(?:om|of|about)\b|^(?:presenter|praksisinnlegg|presentation)\w*"
        ),
    ),
    (
        Role.HOURS,
        LONG,
        (
            r"\b(?:hele|heile|whole|full|all) (?:dag|day)\w*|\bdel(?:er)? av (?:dag|program)\w*|\b(?:når|hvor lenge"
            r"|kor lenge)\b.*\b(?:du|dere|de)\b"
            r"|\b(?:when|how long|which part)\b.*\byou\b|\bpart of the day\b|\b(?:tidsrom|halv dag)\b"
        ),
    ),
    (
        Role.UNIT,
        LONG,
        (
            r"^(?:hvilke[nt]?|kva(?: for ei[nt]?)?|which) (?:(?:enhet|eining|arbeids(?:sted|stad|plass)"
            rf"|virksomhet|verksemd|unit|workplace|school)\w*|(?:{_PLACE})\w*\b(?!$))"
        ),
    ),
    (
        Role.COMES,
        LONG,
        (
            r"\b(?:kommer|kjem|deltar|deltek|møter|blir|vert|stiller|melder) (?:du|dere|de)\b(?!.*\b(?:fra|frå|alene"
            r"|aleine|som|til å)\b)"
            r"|\b(?:kan|vil|skal|har) (?:du|dere|de)\b.*\b(?:komme|kome|delta|deltake|møte|stille|være med|vere med"
            r"|anledning|høve|være til stede)\b"
            r"(?!.*\b(?:fra|frå|som)\b)|^(?:jeg|eg) (?:kommer|kjem|deltar|deltek|melder meg)\b|\bmelde?r? (?:du |deg "
            r"|meg )+på\b"
            r"|\b(?:will|are|can|do|would) you\b.*\b(?:attend|come|coming|join|be there|participat|make it)\w*"
            r"\b(?! from\b)"
            r"|^påmelding(?! frist)"
            r"|^(?:deltar|deltek|kommer|kjem|møter|oppmøte|frammøte|påmeldt|svar|status|attend\w*|coming)"
            r"(?: ?(?:du|de|hun|han|ho))? ?\(?(?:j|ja|y|yes) ?/ ?(?:n|nei|no)\b"
            r"|\b(?:passer|høver) (?:det|datoen|dagen)\b"
        ),
    ),
    (
        Role.NAME,
        LONG,
        r"\b(?:hvem|kven|who)\b.*\b(?:sender|sendar|representerer|er med)\b",
    ),
    (
        Role.NAME,
        LONG,
        r"\b(?:hvem|kven|who)\b.*\b(?:kommer|kjem|deltar|deltek|melder|melde|møter|stiller|coming|attend\w*|join\w*)\b",
    ),
    (IGNORED, LONG, r"\b(?:ønske|forvent|spørsmål til|tema|læringsutbytte|hvor mange|kor mange|how many|fornøyd)\w*"),
    (IGNORED, LONG, r"\b(?:tidspunkt|dato|klokkeslett)\w*"),
    (IGNORED, LONG, f"{_BOSS}.*{_NAMED}|{_NAMED}.*{_BOSS}"),
    (Role.EMAIL, LONG, r"\be ?post\w*|\be ?mail\w*|\bmailadresse"),
    (
        Role.DISTRICT,
        LONG,
        (
            r"\b(?:hvilke[tn]?|kva for (?:ein|eit|ei)|kva|which) (?:oppvekst)?(?:område|sone|krets|area|zone|borough"
            r"|grend|del av kommunen)\b"
        ),
    ),
    (Role.DISTRICT, LONG, r"\bbydel\w*|\bdistrikt\w*|\bfamiliens hus\b|\bdistrict\b|\bkommunedel\w*"),
    (
        Role.ROLE,
        LONG,
        r"\b(?:rolle|stilling|yrke|profesjon|role|job title)\w*|\b(?:jobber|arbeider|jobbar) du som\b",
    ),
    (
        Role.UNIT,
        LONG,
        r"\b(?:enhet|eining|arbeidssted|arbeidsstad|arbeidsplass|virksomhet|verksemd|workplace|unit)\w*",
    ),
    (Role.SERVICE, LONG, r"\b(?:type|slags|hvilken|kva for ei|which) (?:tjeneste|teneste|service)\w*$"),
    (
        Role.UNIT,
        LONG,
        rf"\b(?:{_PLACE}|institusjon|school|kindergarten)\w*|\b(?:hvor|kvar) (?:jobber|arbeider|jobbar)\b",
    ),
    (
        Role.UNIT,
        LONG,
        (
            r"\b(?:hvor|kvar) kommer? (?:du|dere|de|vi) fra\b"
            r"|\bkjem (?:du|de|vi) frå\b|\bwhere do you (?:work|come from)\b"
        ),
    ),
    (
        Role.NAME,
        LONG,
        r"\b(?:for|fornavn|fornamn|first)\b.*\b(?:og|and)\b.*\b(?:etterna[vm]n|surname|last name)\b",
    ),
    (Role.GIVEN_NAME, LONG, r"\b(?:fornavn|fornamn|first name|given name)\w*"),
    (Role.FAMILY_NAME, LONG, r"\b(?:etternavn|etternamn|surname|last name|family name)\w*"),
    (Role.NAME, LONG, r"\b(?:hva|kva) (?:heter|heiter) du\b|\b(?:navn|navnet|navnene|namn|namnet|namna|names?)\b"),
    (Role.UNIT, HINT, r"^avdeling\w*|^firma$"),
    (Role.SERVICE, HINT, r"\b(?:sektor|fagområde)\w*"),
    (Role.DISTRICT, HINT, r"\bområde\w*|\bkrets\w*"),
)
_COMPILED_EXACT = tuple((role, re.compile(words)) for role, words in _EXACT)
_COMPILED = tuple((role, weight, re.compile(pattern)) for role, weight, pattern in _FOUND)

_FORMS_OWN = re.compile("navn|namn|name|e ?post(?: ?adresse)?|e ?mail")
_FORMS_TIME = re.compile("(?:start|fullførings)tidspunkt|(?:start|completion) time|tidsstempel|timestamp")


def header_key(text: str) -> str:
    """A title folded for comparing: lower case, no punctuation but «/», single spaces, no trailing number or «*»."""
    plain = _MARKS.sub(" ", unicodedata.normalize("NFKC", tidy(text[:400])).casefold())
    return re.sub(r"(?<=\w) ?[0-9]$", "", " ".join(plain.split())).strip(" /")


@lru_cache(maxsize=2048)
def header_role(title: str) -> tuple[Role | Unwanted | None, float]:
    """The role a title tells of and how surely (0–1): IGNORED for what we do not want, None for what we do not know."""
    key = header_key(title)
    if not key:
        return None, 0.0
    # A title that is a known word and nothing else is surer than any pattern found inside a sentence.
    for role, pattern in _COMPILED_EXACT:
        if pattern.fullmatch(key):
            return role, EXACT
    for role, weight, pattern in _COMPILED:
        if pattern.search(key):
            # Long texts are more likely an answer or an introduction than a title.
            return role, weight if len(key) < 120 else weight / 2
    return None, 0.0


def is_forms_own(title: str) -> bool:
    """Whether a title is a column that Microsoft Forms adds itself; names and addresses there may be «anonymous».

    An organiser's own question of the same title becomes «Navn2» in the spreadsheet.
    """
    return not tidy(title)[-1:].isdigit() and _FORMS_OWN.fullmatch(header_key(title)) is not None


def is_forms_timestamp(title: str) -> bool:
    """Whether a title is a time that Microsoft Forms adds."""
    return _FORMS_TIME.fullmatch(header_key(title)) is not None

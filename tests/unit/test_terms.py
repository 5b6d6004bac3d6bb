"""One word for one thing, in all three languages: the table of terms, held over every message and every shipped text.

A message that has the bokmål term has the same term in nynorsk and in English; and words that were given up for a term
do not come back. The few messages that say it otherwise stand here by name.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.helpers import words

ROOT = Path(__file__).resolve().parents[2]

TERMS = {
    "samling": (r"\bsamling(en|er|ene)?\b", r"\bsamling(a|ar|ane)?\b", r"\bgathering"),
    "enhet": (r"\benhet(en|er|ene)?\b", r"\beining(a|ar|ane)?\b", r"\bunit"),
    "tjeneste": (r"\btjeneste(n|r|ne)?\b", r"\btenest(e|en|a|er|ene)\b", r"\bservice"),
    "bydel": (r"\bbydel(en|er|ene)?\b", r"\bbydel(en|ar|ane)?\b", r"\bdistrict"),
    "deltaker": (r"\bdeltaker(en|e|ne)?\b", r"\bdeltakar(en|ar|ane)?\b", r"\bparticipant"),
    "person": (r"\bperson(en|er|ene)?\b", r"\bperson(en|ar|ane)?\b", r"\b(person|people|someone)"),
    "bord": (r"\bbord(et|ene)?\b", r"\bbord(et|a)?\b", r"\btable"),
    "gruppe": (r"\bgrupp(e|a|er|ene)\b", r"\bgrupp(e|a|er|ene)\b", r"\b(re)?group"),
    "lerret": (r"\blerret(et)?\b", r"\blerret(et)?\b", r"\bbig[ -]screen"),
    "skjerm": (r"\bskjerm(en|er|ene)?\b", r"\bskjerm(en|ar|ane)?\b", r"\bdisplay"),
    "lysbilde": (r"\blysbilde(t|r|ne)?\b", r"\blysbilet(e|a)?\b", r"\bslide"),
    "innlegg": (r"\binnlegg(et|ene)?\b", r"\binnlegg(et|a)?\b", r"\btalk"),
    "praksisinnlegg": (r"\bpraksisinnlegg", r"\bpraksisinnlegg", r"\bpractice talk"),
    "tiltak": (r"\btiltak(et|ene)?\b", r"\btiltak(et|a)?\b", r"\bcommitment"),
    "arbeidsmåte": (r"\barbeidsmåte(n|r|ne)?\b", r"\barbeidsmåt(e|en|ar|ane)\b", r"\bways? of working"),
    "nedtelling": (r"\bnedtelling", r"\bnedteljing", r"\bcountdown"),
    "øving": (r"\bøving(en)?\b", r"\bøvinga?\b", r"\brehears"),
    "versjon": (r"\bversjon", r"\bversjon", r"\bversion"),
    "Nettverk-fil": (r"\bNettverk-fil", r"\bNettverk-fil", r"\bNettverk file"),
    "kontrollvindu": (r"\bkontrollvindu", r"\bkontrollvindauge?", r"\bcontrol window"),
    "påmeldt": (r"\bpåmeldte?\b", r"\bpåmelde?\b", r"\bsigned up"),
    "behov": (r"\bbehov", r"\bbehov", r"\bneed"),
    "mål": (r"\bmål(et|ene)?\b", r"\bmål(et|a)?\b", r"\bgoal"),
    "tema": (r"\btema(et|er|ene)?\b", r"\btema(et|a)?\b", r"\btheme"),
    "merkelapp": (r"\bmerkelapp", r"\bmerkelapp", r"\btag"),
    "del": (r"\bdel(en|er|ene)\b", r"\bdel(en|ar|ane)\b", r"\bpart"),
    "svar": (r"\bsvar(et|ene)?\b", r"\bsvar(et|a)?\b", r"\banswer"),
    "oppmøte": (r"\boppmøte", r"\boppmøte", r"\battendance"),
    "reparer": (r"\breparer", r"\breparer", r"\brebalanc"),
    "trafikklys": (r"\btrafikklys", r"\btrafikklys", r"\btraffic light"),
    "utskrift": (r"\butskrift(en|er|ene)?\b", r"\butskrift(a|er|ene)?\b", r"\bprintout"),
    "sikkerhetskopi": (r"\bsikkerhetskopi", r"\btryggingskopi", r"\bback(s|ed)? ?up"),
    "passord": (r"\bpassord", r"\bpassord", r"\bpass(phrase|word)"),
    "register": (r"\bregisteret\b", r"\bregisteret\b", r"\bregister\b"),
}
SAID_OTHERWISE = {
    "samling": ("Navnet på en som er med på samlingen.", "Hvor mange tiltak fra forrige samling som er fulgt opp"),
    "tjeneste": ("ansatt i forebyggende tjenester",),
    "bord": ("{who} sitter ikke ved samme bord", "{who} sitter ved samme bord"),
    "skjerm": ("Nettverkssamlinger uten skjerm: de samme jobbene som i vinduene.",),
    "innlegg": ("Forslag til innlegg",),
    "arbeidsmåte": ("en arbeidsmåte i runder har to steg: samtalen og byttet.",),
    # Of a ruler: to measure.
    "mål": (
        "Alle er i mål.",
        "{done} av {everyone} er i mål",
        "Så skjevt skriver ingen skriver. Mål en gang til, i millimeter, på et ark i 100 % størrelse.",
        "1. Mål fra venstre kant av arket til streken A. Den skal være {n} mm.",
        "2. Mål fra øverste kant av arket til streken B. Den skal være {n} mm.",
        "3. Mål hvor lang B er, mellom de to tverrstrekene: {n} mm.",
        "4. Mål hvor lang A er, mellom de to tverrstrekene: {n} mm.",
    ),
    # Of a sheet: its sections and items.
    "del": ("{where} kan ha {fewest}–{most} deler, og har {count}.", "Flytt delen «{kind}»", "Fjern delen"),
}

GIVEN_UP = {
    "nb": (
        r"delklokk",
        r"presentasjonsvindu",
        r"pekepinn",
        r"\bdatabas",
        r"\butgave",
        r"(?<!excel-)arbeidsbok",
        r"snarvei",
        r"\bt(a|ar|as|att|ok) bort\b",
        r"\b(t(ar|as|att|ok) ut)\b(?! fra)(?!\?)",
        r"\bhent(er|es|et|e)? inn\b",
        r"\brom(met|mene)?\b",
        r"\b(etter|før) planen\b",
        r"galt hos oss",
        r"\burørt",
        r"\bbegyn",
        r"fremlegg",
        r"rollekort",
        r"\bprøven\b",
        r"minstetid",
        r"kom(met)? i tillegg",
        r"\bslettes\b",
        r"\bett poeng\b",
        r"\bfrø\b",
        r"\bboka\b",
        # A genitive cannot be changed into the municipality's own word: «navnet på enheten».
        r"\b(enhet|tjeneste|bydel)(en|er|ene|n|ne)?s\b",
        r"\b(enhets|tjeneste|bydels)(leder|navn)",
        # People press keys; keys do not do things.
        r"\b(f5|enter|esc|ctrl\+z|insert|delete|page down|mellomrom|piltast\w*) (viser|går|lager|tar|åpner|angrer)\b",
        r"\b(f5|enter|esc|ctrl\+z|insert|delete|page down|mellomrom|piltast\w*) (lukker|skiller|velger|fjerner)\b",
        r"(?-i:(?<![\w.])[A-Z] (viser|går|lager|tar|åpner|angrer|lukker|spiller|starter)\b)(?<!I går)",
        r"\b(ctrl|shift) [a-zå]\b",
        r"; \w[^\n]*\.$",
    ),
    "nn": (
        r"\bbyrj",
        r"utgåv",
        r"\bdatabas",
        r"tryggleikskopi",
        r"\bsvarer\b",
        r"\bsvarte\b",
        r"\bblei\b",
        r"\bei kolonne\b",
        r"\bframfor\b",
        r"\b(etter|før) planen\b",
        r"\bhent(a|ast)? inn\b",
        r"\b(ikke|hva|fra|jeg|hvordan|uten)\b",
        r"\bkomme\b",
        r"\bhar\b[^.\n]*\bmøttest\b",
        r"\b(her|der)frå\b",
    ),
    "en": (
        r"contribution",
        r"presenter",
        r"short timer",
        r"\beditions?\b",
        r"database",
        r"\b(bring|brought|bringing|brings) (in|back)\b",
        r"\bthe wall\b",
        r"\brepair",
        r"\bfound (no|nothing)\b",
        r"\bour (side|end)\b",
        r"\bgoing on\b",
        r"(?<!excel )workbook",
        r"\w'\w",
        r"\bwon back\b",
        r"\bbegins?\b",
        r"(?<!\{)\bmethods?\b",
        r"presentation",
        r"\bregistered\b(?!\})",
        r"stands? here\b",
        # Things do not lie in English, and nobody arranges what is sent.
        r"\blies? (in|here|there|on|beside|by)\b",
        r"\bl(ay|aid|ays|aying) (it |them |all |everything )?out\b",
        # What has just been done is told as done.
        r"^(the |\{)[^.\n]*\b(is|are) (removed|added|copied|made|merged)\b[^.\n]{0,40}\.$",
    ),
}
STILL_SAID = {
    # Time is caught up, and the hall is a room.
    "nb": (
        r"hent(es|et|e)? inn tid",
        r"\{length\} kan ikke hentes inn",
        r"^hentet inn \{length\}",
        r"tida som ble hentet inn",
        r"i rommet ser den",
        r"^rommet$",
        r"minnepinne som er tatt ut",
    ),
    "nn": (
        r"hente? inn tid",
        r"\{length\} kan ikkje hentast inn",
        r"^henta inn \{length\}",
        r"tida som vart henta inn",
    ),
    "en": (),
}


@cache
def messages() -> tuple[tuple[str, str, str], ...]:
    """Every message as bokmål, nynorsk and English; a singular and its plural are one text."""
    told = []
    nynorsk, english = words.read("nn"), words.read("en")
    for message in words.found():
        if message.id:
            ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
            said = [catalogue.get(ids[0], message.context) for catalogue in (nynorsk, english)]
            strings = [
                one.string if one and isinstance(one.string, (tuple, list)) else [one.string if one else ""]
                for one in said
            ]
            told.append(("\n".join(ids), *("\n".join(map(str, each)) for each in strings)))
    return tuple(told)  # type: ignore[arg-type]


def _one_text(strings: object) -> str:
    return "\n".join(map(str, strings)) if isinstance(strings, (tuple, list)) else str(strings)


def translated_otherwise(term: str, rows: tuple[tuple[str, str, str], ...]) -> list[str]:
    """The messages that have the bokmål term without its nynorsk or its English."""
    bokmal, *others = (re.compile(pattern, re.IGNORECASE) for pattern in TERMS[term])
    return [
        " | ".join(row)
        for row in rows
        if bokmal.search(row[0])
        and row[0].split("\n")[0] not in SAID_OTHERWISE.get(term, ())
        and not all(other.search(text) for other, text in zip(others, row[1:], strict=True))
    ]


def given_up(language: str, text: str) -> list[str]:
    """The words in a text that the table has given up for another."""
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in STILL_SAID[language]):
        return []
    return [
        found[0] for pattern in GIVEN_UP[language] if (found := re.search(pattern, text, re.IGNORECASE | re.MULTILINE))
    ]


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_the_same_word_everywhere(term: str) -> None:
    assert not translated_otherwise(term, messages())
    assert any(re.search(TERMS[term][0], row[0], re.IGNORECASE) for row in messages()), "no message has the term"


@pytest.mark.parametrize(("place", "language"), list(enumerate(("nb", "nn", "en"))))
def test_no_word_that_was_given_up_is_said(place: int, language: str) -> None:
    assert not [(found, row[place]) for row in messages() if (found := given_up(language, row[place]))]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_word_that_was_given_up_is_in_the_manual(language: str) -> None:
    """What is quoted from the program, typed or named is left out: it stands in bokmål in every language."""
    said = {
        path.stem: re.sub(
            r"\*\*.*?\*\*|`.*?`|!\[|\]\(\w*\)|<!--.*?-->|SQLite.database", "", path.read_text(encoding="utf-8")
        )
        for path in (ROOT / "resources" / "manual" / language).glob("*.md")
    }
    assert said
    assert not [(name, found) for name, text in said.items() if (found := given_up(language, text))]


def test_the_table_can_fail() -> None:
    assert translated_otherwise("tiltak", (("Nytt tiltak", "Nytt tiltak", "New measure"),))
    assert translated_otherwise("enhet", (("Ny enhet", "Ny avdeling", "New unit"),))
    assert not translated_otherwise("enhet", (("Ny enhet", "Ny eining", "New unit"),))
    for text in ("Enter går til neste felt.", "med enhetens navn", "Lukk den der først; ingenting er endret."):
        assert given_up("nb", text), text
    assert given_up("en", "the unit's")
    assert not given_up("nb", "Hent inn tid")


def test_exceptions_are_of_messages_that_are_there() -> None:
    there = {row[0].split("\n")[0] for row in messages()}
    assert not [text for texts in SAID_OTHERWISE.values() for text in texts if text not in there]


def test_a_method_or_template_says_no_word_that_was_given_up() -> None:
    patterns = (r"fremlegg", r"\bett poeng\b", r"beina i været", r"rollekort", r"\bbyrj", r"\bframfor\b")
    for folder in ("gatherings", "methods"):
        for path in (ROOT / "resources" / "templates" / folder).glob("*.toml"):
            text = path.read_text(encoding="utf-8")
            assert not [pattern for pattern in patterns if re.search(pattern, text, re.IGNORECASE)], path.name


def test_every_message_in_the_source_is_found() -> None:
    """Inside an f-string the extraction finds none, and it would be bokmål in every language."""
    known = {text for row in messages() for text in row[0].split("\n")} | {row[0] for row in messages()}
    lost = []
    for path in (ROOT / "nettverk").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "{_" not in text:
            continue
        for string in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)):
            for call in ast.walk(string):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in words.KEYWORDS:
                    said = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
                    lost += [f"{path.name}:{call.lineno}" for word in said[-1:] if word not in known]
    assert not lost

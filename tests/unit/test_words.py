"""The words of the program in nynorsk and English: complete, same placeholders, and no half-translated bokmål."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from tests.helpers import words

LANGUAGES = ("nn", "en")
PERCENT = re.compile(r"%(?:\(\w+\))?[srd]|%\d")
# Bokmål that slips through in a hurry and that our nynorsk does without. Words that also stand rightly in nynorsk, in
# any sense, are left out («si», «i gang», «mellom»): the net must not catch what is right.
SLIPS = """
ikke hva hvor hvordan hvem hvilken hvilket hvilke hver hvert hverandre hvis noe noen fra uke uken uker bare også jeg
dere deres hun enhet enheten enheter enhetene deltaker deltakere deltakeren deltakerne samlingen samlinger
samlingene gruppen tjeneste tjenesten tjenester tjenestene navn navnet nå ennå veien veier mye mer flere færrest
være vært blitt gjøre gjør sier sitter sitte kommer trenger velg velger åpne åpner åpen filen mappen klokken tiden
annen annet selv selve egen eget samme allerede mens senere tidligere forrige rekkefølge størrelse utgave bilde
bildet bilder lagret endret fjernet stoppet startet valgt spørsmålene bordene arkene innleggene tiltakene delene
bydeler bydelene personer begynn begynne begynner mulig vanlig riktig alene sammen hjem hjelpen minutter timer
runder plasser regler ganger skadet finnes heter fortsett høst skole gutt rød grønn øyne tenker leser notater
verdier steder sted mangler møtes møttes vises lukkes åpnes lest tatt satt bryter brytes jevnt jevne ujevne tilstede
prøvet
"""
WORD = re.compile(r"[^\W\d_]+")


def strings(value: object) -> tuple[str, ...]:
    """One string or the plural forms, as a tuple."""
    return tuple(str(one) for one in value) if isinstance(value, (tuple, list)) else (str(value),)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every source string beside its translation, plural forms apart; what has none yet is another test's to say."""
    for message in words.read(language):
        if message.id and all(strings(message.string)):
            yield from zip(strings(message.id), strings(message.string), strict=True)


def holes(text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The places in a string that the program fills in."""
    braces = [(name, spec or "", kind or "") for _text, name, spec, kind in Formatter().parse(text) if name is not None]
    return sorted(braces), sorted(PERCENT.findall(text))


def spoken(text: str) -> set[str]:
    """The words of a string, without the names of its placeholders."""
    return {word.casefold() for part, *_rest in Formatter().parse(text) for word in WORD.findall(part)}


def context(message: Message) -> str:
    """What a word of two meanings is told apart by; Babel leaves it as bytes when it reads the compiled catalogue."""
    found: object = message.context or ""
    return found.decode() if isinstance(found, bytes) else str(found)


def contents(catalogue: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the program looks up (the context and the first form of the source), and what it gets."""
    return {
        (context(one), strings(one.id)[0]): strings(one.string)
        for one in catalogue
        if one.id and all(strings(one.string))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    assert words.missing(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_the_program_no_longer_says(language: str) -> None:
    said = {(context(message), strings(message.id)[0]) for message in words.found() if message.id}
    assert set(contents(words.read(language))) - said == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_the_translation(language: str) -> None:
    assert [(ours, theirs) for ours, theirs in pairs(language) if holes(ours) != holes(theirs)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_space_around_a_string_and_its_lines_survive_the_translation(language: str) -> None:
    def shape(text: str) -> tuple[int, int, int, int]:
        return len(text) - len(text.lstrip()), len(text) - len(text.rstrip()), text.count("\n"), text.count("&")

    assert [(ours, theirs) for ours, theirs in pairs(language) if shape(ours) != shape(theirs)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_that_asks_for_more_and_a_sentence_that_ends_still_do(language: str) -> None:
    def end(text: str) -> str:
        # «kl.» ends in a full stop that English has no use for
        return re.sub(r"\bkl\.$", "", text.rstrip())[-1:]

    wrong = [
        (ours, theirs) for ours, theirs in pairs(language) if end(ours) in set(".…?!:") and end(theirs) != end(ours)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_reads_what_the_translator_wrote(language: str) -> None:
    compiled = contents(read_mo(BytesIO(words.po_path(language).with_suffix(".mo").read_bytes())))
    written = contents(words.read(language))
    assert {source: compiled.get(source) for source in written} == written


def test_nynorsk_is_nynorsk_all_the_way() -> None:
    bokmal = set(SLIPS.split())
    slips = [(slip, theirs) for _ours, theirs in pairs("nn") for slip in sorted(spoken(theirs) & bokmal)]
    assert slips == []


def test_english_has_no_norwegian_letters_left() -> None:
    assert [theirs for _ours, theirs in pairs("en") if re.search("[æøåÆØÅ«»]", theirs.replace("Bokmål", ""))] == []

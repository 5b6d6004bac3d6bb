"""What points at one child: two or more of age, sex, condition, place and kin said about the same one.

One of them alone is no more than how one speaks («eleven», «fireåringen»), and what is said of many, or of any, is
general talk («barn med autisme trenger forutsigbarhet»). Only the words of one sentence, and of the next where it goes
on with «han» or «ho», are held together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from nettverk.domain.anonymity import child_words as words
from nettverk.domain.anonymity import name_words
from nettverk.domain.anonymity.findings import Place

_NEAR = 40
"""Letters: how far from a child the words before it can be that say whose or which it is."""


class Marker(Enum):
    """A kind of thing that narrows down who is meant."""

    SEX = "sex"
    AGE = "age"
    CONDITION = "condition"
    SITUATION = "situation"
    PLACE = "place"
    KIN = "kin"


@dataclass(frozen=True, slots=True)
class ChildPlace:
    """Where a child is pointed at.

    Attributes:
        place: from the first to the last word that does.
        markers: what is said, in the order of ``Marker``.
        parent: whether it is one of the child's kin who is spoken of.
        indefinite: «en gutt» and «den ene gutten», and not «gutten».
        tells: the last of it is said with a verb («har ADHD»), and not a part of what the child is called.
        relative: it ends with «som …», so that a comma belongs to it.
    """

    place: Place
    markers: tuple[Marker, ...]
    parent: bool
    indefinite: bool
    tells: bool
    relative: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    marker: Marker
    start: int
    end: int


def children(line: str) -> Iterator[ChildPlace]:
    """Every place in a line that points at one child."""
    for start, end in _stretches(line):
        yield from _in_stretch(line, start, end)


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line, those that go on about the same one held together."""
    cuts = [0, *(match.end() for match in words.SENTENCE_END.finditer(line)), len(line)]
    start = 0
    for begin, end in pairwise(cuts[1:]):
        if not words.GOES_ON.match(line[begin:end]):
            yield start, begin
            start = begin
    yield start, len(line)


def _in_stretch(line: str, start: int, end: int) -> Iterator[ChildPlace]:
    text = line[start:end]
    if not words.HINT.search(text):
        return
    anchors = list(words.ANCHOR.finditer(text))
    parent = words.PARENT.match(text)
    if parent is None and not anchors:
        return
    seen = _seen(text)
    if parent is not None and (spoken := _parent(text, seen)) is not None:
        yield replace(spoken, place=Place(start, start + spoken.place.end))
        return
    done = 0
    for place, anchor in enumerate(anchors):
        if anchor.start() < done or _is_kin_of(text, anchor, anchors[place + 1 :]):
            continue
        until = len(text)
        # The next one spoken of takes what comes after; a brother or «han» of the same sentence is the same story.
        for later in anchors[place + 1 :]:
            if later.group("male") or later.group("female") or later.group("neutral") or later.group("one"):
                if _same(anchor, later):
                    continue
                until = later.start() if not _is_kin(later) else until
                break
        finding = _about(text, anchor, seen, done, until)
        if finding is not None:
            place_ = Place(start + finding.place.start, start + finding.place.end)
            yield ChildPlace(
                place_, finding.markers, finding.parent, finding.indefinite, finding.tells, finding.relative
            )
            done = finding.place.end


def _parent(text: str, seen: list[_Seen]) -> ChildPlace | None:
    """«Moren, som er alene på Tasta, har kreft»: where she is found, and what is the matter."""
    near = [mark for mark in seen if mark.end < 4 * _NEAR]
    marks = {mark.marker for mark in near}
    if Marker.PLACE not in marks or not marks & {Marker.CONDITION, Marker.SITUATION}:
        return None
    ordered = tuple(marker for marker in Marker if marker in marks | {Marker.KIN})
    end = max(mark.end for mark in near)
    return ChildPlace(Place(0, end), ordered, parent=True, indefinite=False, tells=True, relative=False)


def _is_kin_of(text: str, anchor: re.Match[str], later: list[re.Match[str]]) -> bool:
    """«storebroren til den døve jenta»: she is spoken of, and he is her kin."""
    near = bool(later) and later[0].start() - anchor.end() < 30
    return near and _is_kin(anchor) and re.match(r" (?:til|åt|of) ", text[anchor.end() :]) is not None


def _same(first: re.Match[str], second: re.Match[str]) -> bool:
    """«en elev på 9. trinn, gutt, med …»: the second only says more of the first."""
    between = second.string[first.end() : second.start()]
    return (
        len(between) < 30
        and between.rstrip().endswith(",")
        and second.string[second.end() : second.end() + 1] in {",", " "}
    )


def _is_kin(anchor: re.Match[str]) -> bool:
    return bool(words.KIN.fullmatch(anchor.group()))


def _seen(text: str) -> list[_Seen]:
    marks = [_Seen(Marker.AGE, match.start(), match.end()) for match in words.AGE.finditer(text)]
    marks += [_Seen(Marker.CONDITION, match.start(), match.end()) for match in words.CONDITION.finditer(text)]
    marks += [_Seen(Marker.SITUATION, match.start(), match.end()) for match in words.SITUATION.finditer(text)]
    marks += [_Seen(Marker.AGE, match.start(), match.end()) for match in words.AGE_SIGNED.finditer(text)]
    marks += [_Seen(Marker.PLACE, match.start(), match.end()) for match in words.ORIGIN.finditer(text)]
    marks += [_Seen(Marker.KIN, match.start(), match.end()) for match in words.KIN_TIED.finditer(text)]
    for match in words.PLACE.finditer(text):
        name = match.group("name")
        if name is None or (name.lower().split()[0] not in words.NO_PLACE and not (name.isupper() and len(name) > 1)):
            marks.append(_Seen(Marker.PLACE, match.start(), match.end()))
    return sorted(marks, key=lambda one: one.start)


def _about(text: str, anchor: re.Match[str], seen: list[_Seen], done: int, until: int) -> ChildPlace | None:
    from_ = max(done, anchor.start() - _NEAR)
    start = from_ + _where(words.DETERMINER.search(text[from_ : anchor.start()]), anchor.start() - from_)
    markers = _own_markers(anchor)
    pronoun = anchor.group("pronoun") is not None
    end, last = anchor.end(), Marker.SEX
    for mark in seen:
        if mark.start < start or mark.end > until or mark.start > end + 60:
            continue
        if mark.start < anchor.start() and mark.marker is Marker.PLACE and mark.end > anchor.start():
            continue
        markers.add(mark.marker)
        if mark.end > end:
            end, last = mark.end, mark.marker
    parent = False
    kin = _kin_of(text, start)
    if kin is not None and kin >= done:
        markers.add(Marker.KIN)
        start, parent = kin - (4 if text[max(0, kin - 4) : kin].lower() == "the " else 0), True
    elif markers - {Marker.SEX} and words.KIN.search(text, anchor.end(), min(until, anchor.end() + 4 * _NEAR)):
        markers.add(Marker.KIN)
    alone = pronoun and words.IS_ONLY.match(text[anchor.end() :]) is not None and bool(markers - {Marker.SEX})
    if (
        pronoun
        and not alone
        and (_adult(text) or not (len(markers - {Marker.SEX}) > 1 or _named_by(text, anchor, markers)))
    ):
        return None
    if _too_little(text, start, anchor, markers, [mark for mark in seen if start <= mark.start <= end]) or _general(
        text, start, end, anchor, markers, parent=parent
    ):
        return None
    if own_too := re.match(r" (?:sin|si|sine|hans|hennes|hennar)\b", text[end:]):
        end += own_too.end()
    called, own = text[start:end], text[anchor.start() : end]
    indefinite = bool(words.INDEFINITE_ARTICLE.match(called)) or called.lower().startswith(("ene ", "eine "))
    relative = re.search(r"\b(?:som|der|who)\b", own) is not None or "," in own
    # Where nothing is left of the sentence, it was all said with a verb, whatever stands in between.
    ends = not text[end:].strip(" .!?…»\"'") and not text[:start].strip()
    tells = words.VERB.search(own) is not None and (ends or (not relative and last is not Marker.SEX))
    ordered = tuple(marker for marker in Marker if marker in markers)
    return ChildPlace(Place(start, end), ordered, parent, indefinite, tells, relative)


def _too_little(text: str, start: int, anchor: re.Match[str], markers: set[Marker], told: list[_Seen]) -> bool:
    """Whether what is said may be said of many.

    «En gutt på fem år lærte å sykle» is any of them, and «den eneste jenta på fem» is one. «En gutt i gruppa mi» is
    where whoever speaks works.
    """
    only = words.ONLY.search(text[max(0, start - 12) : anchor.end()])
    if only:
        alone = only.group().lower() in {"eneste", "einaste", "only"} and bool(markers - {Marker.SEX})
        return len(markers) < (1 if alone else 2)
    if markers == {Marker.CONDITION} and words.OUR_OWN.match(text[start : anchor.end() + 6]):
        return False  # «Vår blinde elev», «eleven vår med epilepsi»
    if markers == {Marker.SEX, Marker.PLACE} and words.INDEFINITE_ARTICLE.match(text[start : anchor.end()]):
        places = [text[mark.start : mark.end] for mark in told if mark.marker is Marker.PLACE]
        return bool(places) and all(words.OURS.search(place) for place in places)
    return markers == {Marker.SEX, Marker.AGE} or len(markers) < 2


def _where(match: re.Match[str] | None, otherwise: int) -> int:
    return otherwise if match is None else match.start()


def _own_markers(anchor: re.Match[str]) -> set[Marker]:
    """What the word for the child says by itself."""
    text = anchor.group().lower()
    gendered = anchor.group("male") or anchor.group("female")
    own = re.match(r" (?:min|mi|hans|hennes|hennar)(?!\w)", anchor.string[anchor.end() :])
    said = {
        Marker.SEX: gendered
        or anchor.group("childof")
        or (anchor.group("aged") and re.search(r"(?:gutt|gut|jente|gutten|guten|jenta|boy|girl)$", text))
        or (anchor.group("pronoun") and text.split()[0] in {"han", "hun", "ho"})
        or re.search(r"(?:jentene|guttene|gutane)$", text),
        Marker.AGE: anchor.group("aged"),
        # «Downs-gutten», «rullestolbrukeren»
        Marker.CONDITION: ("-" in text and words.CONDITION.fullmatch(text.split("-")[0]))
        or words.AFFLICTED.fullmatch(text),
        Marker.SITUATION: re.search(r"foster(?!h)|flyktning|adoptiv", text),
        # «dattera mi», «lillebroren hans», «tvillingene», «tre søsken»
        Marker.KIN: anchor.group("childof")
        or (gendered and own)
        or words.SIBLINGS.search(text)
        or words.KNOWN_PARENT.match(anchor.string, anchor.end()),  # «jenta til presten»
    }
    return {marker for marker, hits in said.items() if hits}


def _named_by(text: str, anchor: re.Match[str], markers: set[Marker]) -> bool:
    """«han med CP», «ho som er gravid», «den eine på fjerde»: the pronoun is all the name there is."""
    after = text[anchor.end() : anchor.end() + 5].lstrip()
    pointed = after.startswith(("med ", "på ", "som ", "i ", "fr"))
    return pointed and bool(markers & {Marker.CONDITION, Marker.SITUATION, Marker.AGE})


def _adult(text: str) -> bool:
    return bool(name_words.ADULT_ROLES & set(re.findall(r"\w+", text[: 10 * _NEAR].lower())))


def _kin_of(text: str, start: int) -> int | None:
    """Where «mora til» begins, if it stands right before the child."""
    for match in words.KIN_OF.finditer(text, max(0, start - _NEAR), start + 1):
        between = text[match.end() : start].strip()
        if not between or re.fullmatch(r"(?:den|det|han|ho|hun|en|ei|ein|eit|et|the|a|denne)", between, re.IGNORECASE):
            return match.start()
    owner = re.search(
        rf"(?<!\w)(?:guttens|gutens|jentas|jentens|barnets|elevens) {words.KIN_WORD}",
        text[start : start + _NEAR],
        re.IGNORECASE,
    )
    return start if owner and owner.start() == 0 else None


def _general(text: str, start: int, end: int, anchor: re.Match[str], markers: set[Marker], *, parent: bool) -> bool:
    """Whether it is said of any child, or of one in a book."""
    if words.MADE_UP.search(text, max(0, start - 4 * _NEAR), end + 4 * _NEAR):
        return True
    called = text[start:end]
    if anchor.group("aged") and start == anchor.start() and not text[:start].strip(" -–•*"):
        return False  # «6-åring med autisme trenger ny assistent», as one writes in a hurry
    article = (
        re.match(r"(?:en|ein|ei|et|eit|a|an)\b", called, re.IGNORECASE)
        or (anchor.group("one") and re.match(r"(?:elev|barn|ungdom|tenåring)", anchor.group("one"), re.IGNORECASE))
        or (anchor.group("aged") and not re.search(r"åring(?:en|ens)$", anchor.group()))
    )
    if not article or parent:
        return False
    before = text[max(0, start - _NEAR) : start]
    if words.WE_HAVE.search(before) or re.match(r"(?:en|ein|ei|ett|eitt|et|one) (?:av|of) ", called, re.IGNORECASE):
        return False
    if words.GENERIC_BEFORE.search(before) and not words.IN_MIND.search(before):
        return True
    if Marker.PLACE in markers or len(markers) > 2:
        return False
    if words.MAY_BE.match(text[anchor.end() :]):
        return True  # «Ei jente kan ha ADHD»
    said = words.GENERIC_VERB.search(words.ELSE.split(text[end : end + 45])[0])
    # «Et barn på tre år med CP trenger hjelp i garderoben» is one of us; «… bør ha en plan» is any.
    is_general = {Marker.AGE, Marker.CONDITION} <= markers and words.HERE.match(text[end:]) is not None
    starts = Marker.AGE in markers and words.STARTS_SOON.search(text[end : end + 60]) is not None
    return said is not None and not is_general and not starts

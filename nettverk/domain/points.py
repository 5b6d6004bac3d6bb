"""Points: an answer is points, one a line. Each keeps its identity while its words are changed and its line is moved.

What people type is a text, and a text is what is stored; beside it stand the ids of its lines. Whenever the text is
stored anew, ``follow`` says which line is which: the same words, wherever they have gone; else the line in the same
place; else the line that is most alike. Words that were there earlier and come back get the id they had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import count

from nettverk.i18n import _

# A dash, a dot or a number that somebody put before a point is how it was written, and no part of what it says.
_MARKED = re.compile(r"^\s*(?:[-–—•*·▪◦]+|\d{1,2}[.)])\s+")
_SIGN = re.compile(r"[^\W_]|[^\x00-\x7f]")  # a letter, a figure, or what stands in no ASCII (🌱)
# Letters. Shorter lines are being typed; what they were called before is not worth looking for.
_WORTH_FINDING = 3
_ALIKE = 0.5
# Lines compared with each other at most; a page pasted over another is not one line typed over.
_MOST_COMPARED = 400
_LETTERS = 160
ROLE_LENGTH = 40


class SpeakerRole(StrEnum):
    """What whoever said a point does; never who it was. The values are what the database holds."""

    KINDERGARTEN_TEACHER = "kindergarten_teacher"
    TEACHER = "teacher"
    ASSISTANT = "assistant"
    SPECIAL_EDUCATOR = "special_educator"
    LEADER = "leader"
    AFTER_SCHOOL = "after_school"
    PPT = "ppt"
    NURSE = "nurse"
    CHILD_WELFARE = "child_welfare"
    PREVENTION = "prevention"
    PARENT = "parent"
    CHILD = "child"
    UNION = "union"
    POLITICIAN = "politician"
    VOLUNTEER = "volunteer"


def role_name(role: SpeakerRole) -> str:
    """The user's word for a role."""
    return {
        SpeakerRole.KINDERGARTEN_TEACHER: _("barnehagelærer"),
        SpeakerRole.TEACHER: _("lærer"),
        SpeakerRole.ASSISTANT: _("assistent eller fagarbeider"),
        SpeakerRole.SPECIAL_EDUCATOR: _("spesialpedagog"),
        SpeakerRole.LEADER: _("leder"),
        SpeakerRole.AFTER_SCHOOL: _("ansatt i SFO"),
        SpeakerRole.PPT: _("rådgiver i PPT"),
        SpeakerRole.NURSE: _("helsesykepleier"),
        SpeakerRole.CHILD_WELFARE: _("ansatt i barnevernet"),
        SpeakerRole.PREVENTION: _("ansatt i forebyggende tjenester"),
        SpeakerRole.PARENT: _("forelder"),
        SpeakerRole.CHILD: _("barn eller elev"),
        SpeakerRole.UNION: _("tillitsvalgt"),
        SpeakerRole.POLITICIAN: _("politiker"),
        SpeakerRole.VOLUNTEER: _("frivillig"),
    }[role]


@dataclass(frozen=True, slots=True)
class PointMark:
    """What is noted about a point beside its words.

    Attributes:
        quote: it is somebody's own words, to be shown as such.
        role: the value of a ``SpeakerRole``, or the role in own words; empty where nobody has said.
        tags: ids of themes from the wheel.
    """

    quote: bool = False
    role: str = ""
    tags: tuple[str, ...] = ()

    @property
    def role_words(self) -> str:
        """The role in the user's words."""
        try:
            return role_name(SpeakerRole(self.role))
        except ValueError:
            return self.role


NO_MARK = PointMark()


@dataclass(frozen=True, slots=True)
class Line:
    """One point of an answer: its id within the answer, and the line as it was typed, without spaces at its ends."""

    id: str
    text: str

    @property
    def words(self) -> str:
        """What it says, without the dash or number before it."""
        return bare(self.text)


def bare(line: str) -> str:
    """A line without the dash, dot or number it was led in with."""
    return _MARKED.sub("", line).strip()


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an answer that say something; a dash alone says nothing as yet."""
    return tuple(line.strip() for line in text.split("\n") if _says(line))


def _says(line: str) -> bool:
    return _SIGN.search(bare(line + " ")) is not None


def ordinals(number: int) -> tuple[str, ...]:
    """The ids of lines that were stored before lines had ids: their numbers, the same in every copy of the file."""
    return tuple(str(place) for place in range(1, number + 1))


def identified(text: str, ids: Sequence[object] | None) -> tuple[Line, ...]:
    """The lines of a stored text with their ids; those without one (of older programs) have their number.

    No two are the same, whatever stands in the file.
    """
    lines = lines_of(text)
    known = [id_ if isinstance(id_, str) and id_ and ":" not in id_ and "#" not in id_ else "" for id_ in ids or ()]
    if len(known) != len(lines):
        known = list(ordinals(len(lines)))
    taken: set[str] = set()
    numbered: list[Line] = []
    for place, (id_, line) in enumerate(zip(known, lines, strict=True), start=1):
        if not id_ or id_ in taken:
            id_ = next(f"{place}.{number}" for number in count() if f"{place}.{number}" not in taken)
        taken.add(id_)
        numbered.append(Line(id_, line))
    return tuple(numbered)


def follow(
    before: Sequence[Line],
    after: Sequence[str],
    fresh: Callable[[], str],
    earlier: Callable[[], Mapping[str, Sequence[str]]] = dict,
) -> tuple[str, ...]:
    """The ids of the lines of a text that is stored anew, in order; all different.

    Args:
        before: the lines as they were.
        after: the lines as they are.
        fresh: gives a new id.
        earlier: the ids that lines with these words have had in the answer's history; only asked when it matters.
    """
    after = [bare(line) for line in after]  # a dash put before a line, or taken away, makes nobody another
    ids: list[str] = [""] * len(after)
    left = list(range(len(before)))  # places in ``before`` that nobody has taken
    for old, new in _same(before, after):
        ids[new] = before[old].id
        left.remove(old)
    for old, new in _in_place(before, after, ids, left):
        ids[new] = before[old].id
        left.remove(old)
    for old, new in _most_alike(before, after, ids, left):
        ids[new] = before[old].id
        left.remove(old)
    taken = {id_ for id_ in ids if id_}
    known: Mapping[str, Sequence[str]] | None = None
    for place, line in enumerate(after):
        if ids[place]:
            continue
        if known is None and len(line) >= _WORTH_FINDING:
            known = earlier()
        back = next((id_ for id_ in (known or {}).get(line, ()) if id_ not in taken), "")
        ids[place] = back or next(id_ for id_ in iter(fresh, None) if id_ not in taken)
        taken.add(ids[place])
    return tuple(ids)


def _same(before: Sequence[Line], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines with the same words: those at both ends, those in between in order, and then those that were moved."""
    start = 0
    while start < min(len(before), len(after)) and before[start].words == after[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end].words == after[-1 - end]:
        yield len(before) - 1 - end, len(after) - 1 - end
        end += 1
    old = range(start, len(before) - end)
    new = range(start, len(after) - end)
    if not old or not new:
        return
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    matcher = SequenceMatcher(None, [before[place].words for place in old], [after[place] for place in new], False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pair = old[block.a + step], new[block.b + step]
            taken_old.add(pair[0])
            taken_new.add(pair[1])
            yield pair
    moved: dict[str, list[int]] = {}
    for place in old:
        if place not in taken_old:
            moved.setdefault(before[place].words, []).append(place)
    for place in new:
        if place not in taken_new and moved.get(after[place]):
            yield moved[after[place]].pop(0), place


def _in_place(
    before: Sequence[Line], after: Sequence[str], ids: Sequence[str], left: Sequence[int]
) -> list[tuple[int, int]]:
    """Lines between the same neighbours, where there are as many as there were: they were typed over."""
    place_of = {line.id: place for place, line in enumerate(before)}
    free = set(left)
    pairs: list[tuple[int, int]] = []
    new = 0
    while new < len(after):
        if ids[new]:
            new += 1
            continue
        stop = new
        while stop < len(after) and not ids[stop]:
            stop += 1
        first = place_of[ids[new - 1]] + 1 if new else 0
        last = place_of[ids[stop]] if stop < len(after) else len(before)
        gap = list(range(first, last))
        if len(gap) == stop - new and all(place in free for place in gap):
            pairs += zip(gap, range(new, stop), strict=True)
        new = stop
    return pairs


def _most_alike(
    before: Sequence[Line], after: Sequence[str], ids: Sequence[str], left: Sequence[int]
) -> list[tuple[int, int]]:
    """The rest by how alike they are, the most alike first; nearer ones where two are equally so."""
    waiting = [place for place, id_ in enumerate(ids) if not id_]
    if not waiting or not left or len(waiting) * len(left) > _MOST_COMPARED:
        return []
    likenesses = [
        (-_likeness(before[old].words, after[new]), abs(old - new), old, new) for old in left for new in waiting
    ]
    pairs: list[tuple[int, int]] = []
    olds: set[int] = set()
    news: set[int] = set()
    for like, _apart, old, new in sorted(likenesses):
        if -like < _ALIKE:
            break
        if old not in olds and new not in news:
            pairs.append((old, new))
            olds.add(old)
            news.add(new)
    return pairs


def _likeness(before: str, after: str) -> float:
    """How alike two lines are, 0–1; one that only goes on where the other stopped is much the same."""
    old, other = before[:_LETTERS].casefold(), after[:_LETTERS].casefold()
    if old.startswith(other) or other.startswith(old):
        return 0.9
    return SequenceMatcher(None, old, other, False).ratio()

"""What can be found of one gathering, read in a few queries and divided into words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.good_practice import GoodOn
from nettverk.domain.search import HitKind, folded, plain, words_of
from nettverk.domain.sheets.answers import respondent
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.tags import school_year
from nettverk.services import lines
from nettverk.services.themes import stems
from nettverk.storage.search_index import TOKEN_FILTER, TOKEN_STEM, Document
from nettverk.storage.store import Row, Store

_SAID = (
    "SELECT kind, object, data FROM current_entries WHERE gathering_id = ?"
    " AND kind IN ('reflection', 'sheet_answer', 'commitment', 'theme', 'tag', 'good_practice', 'goal', 'need')"
    " ORDER BY at, id"
)
_GATHERING = "SELECT id, network_id, held_on FROM gatherings WHERE id = ?"
_ALONE = (
    "SELECT g.part_id, t.number, min(p.unit_id) AS unit_id FROM groupings AS g"
    " JOIN group_tables AS t ON t.grouping_id = g.id JOIN seats AS s ON s.table_id = t.id"
    " JOIN participants AS p ON p.id = s.participant_id"
    " WHERE g.gathering_id = ? AND g.kind = 'own_unit' AND g.round = 1"
    " GROUP BY g.part_id, t.number HAVING min(p.unit_id) = max(p.unit_id)"
)
_USES = (
    "SELECT u.id, u.part_id, v.definition FROM sheet_uses AS u"
    " LEFT JOIN sheet_versions AS v ON v.id = u.sheet_version_id WHERE u.gathering_id = ?"
)


_LEAST = 3  # letters that a stem has
_MANY_OF_THEM = ("erne", "arne", "ene", "ane", "ne")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without its Norwegian endings, all of them: «lærer», «læreren» and «lærerne» are one."""
    if word.isdecimal():
        return word
    for _time in range(4):
        ending = next((ending_ for ending_ in _MANY_OF_THEM if word.endswith(ending_)), "")
        cut = word[: -len(ending)] if ending and len(word) - len(ending) >= _LEAST else stems.stem(word)
        if cut == word or len(cut) < _LEAST:
            break
        word = cut
    return word


def tag_token(tag: str) -> str:
    """A theme of the wheel as a token."""
    return TOKEN_FILTER + "t" + "".join(sign for sign in folded(tag) if sign.isalnum())


def kind_token(kind: HitKind) -> str:
    """A kind as a token."""
    return f"{TOKEN_FILTER}k{kind}"


def year_token(year: int) -> str:
    """A school year as a token."""
    return f"{TOKEN_FILTER}y{year}"


GOOD_TOKEN = f"{TOKEN_FILTER}g"


def of_gathering(
    store: Store, gathering_id: str, short: Callable[[str], str]
) -> tuple[date | None, list[Document]] | None:
    """The day of a gathering and all that can be found of it, in the order it was said; None where it is gone.

    Args:
        short: gives the few figures that stand for an id.
    """
    row = store.one(_GATHERING, gathering_id)
    if row is None:
        return None
    reading = _Reading.begun(store, row, short)
    return reading.day, list(reading.documents())


@dataclass(slots=True)
class _Reading:
    """One gathering while it is read."""

    store: Store
    id: str
    day: date | None
    short: Callable[[str], str]
    always: str  # the tokens of everything that is said here
    said: list[tuple[str, str, dict[str, Any]]]
    tags: dict[str, set[str]] = field(default_factory=dict)
    good: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)  # the part of a sheet in use
    promising: set[tuple[str, str]] = field(default_factory=set)  # use and block that are promises, and found as these
    alone: dict[tuple[str, int], str] = field(default_factory=dict)

    @classmethod
    def begun(cls, store: Store, row: Row, short: Callable[[str], str]) -> _Reading:
        day = None
        with suppress(ValueError):
            day = date.fromisoformat(row["held_on"]) if row["held_on"] else None
        always = f"{TOKEN_FILTER}n{short(row['network_id'])}"
        if day:
            always += f" {year_token(school_year(day))}"
        said = []
        for entry in store.rows(_SAID, row["id"]):
            # What another program has made unreadable is told of when the file is checked; here it is not found.
            with suppress(ValueError):
                data = json.loads(entry["data"])
                if isinstance(data, dict):
                    said.append((entry["kind"], entry["object"], data))
        reading = cls(store, row["id"], day, short, always, said)
        reading._gather()
        return reading

    def _gather(self) -> None:
        """What stands beside what was said: tags, marks, where a sheet was used, and which tables were one unit's."""
        for kind, object_, data in self.said:
            if kind == EntryKind.TAG and data.get("on"):
                carrier, _colon, tag = object_.rpartition(":")
                self.tags.setdefault(carrier, set()).add(tag)
            elif kind == EntryKind.GOOD_PRACTICE and data.get("on"):
                self.good.add(object_)
        for use in self.store.rows(_USES, self.id):
            self.parts[use["id"]] = use["part_id"] or ""
            self.promising |= {(use["id"], block) for block in _promise_blocks(use["definition"] or "")}
        self.alone = {(row["part_id"], row["number"]): row["unit_id"] for row in self.store.rows(_ALONE, self.id)}

    def documents(self) -> Iterator[Document]:
        yield from self._goals()
        yield from self._contributions()
        for kind, object_, data in self.said:
            # A row that makes no sense keeps nobody from finding the others.
            with suppress(ValueError, TypeError, AttributeError, KeyError):
                match kind:
                    case EntryKind.REFLECTION:
                        yield from self._reflection(object_, data)
                    case EntryKind.SHEET_ANSWER:
                        yield from self._answer(object_, data)
                    case EntryKind.COMMITMENT if not data.get("removed"):
                        yield self._commitment(object_, data)
                    case EntryKind.GOAL if not data.get("removed"):
                        yield self._lasting_goal(object_, data)
                    case EntryKind.NEED if not data.get("removed"):
                        yield self._made(HitKind.NEED, object_, str(data["text"]), str(data.get("evidence") or ""))
                    case EntryKind.THEME if not data.get("into") and not data.get("removed"):
                        yield self._made(HitKind.THEME, object_, str(data["name"]), on=f"{GoodOn.THEME}:{object_}")

    def _goals(self) -> Iterator[Document]:
        for row in self.store.rows("SELECT id, text FROM goals WHERE gathering_id = ? ORDER BY position, id", self.id):
            yield self._made(HitKind.GOAL, row["id"], row["text"])

    def _contributions(self) -> Iterator[Document]:
        # Who holds it is a person, and is found in the register; here it is what it was about.
        rows = self.store.rows(
            "SELECT id, part_id, title, unit_id FROM contributions WHERE gathering_id = ? ORDER BY position, id",
            self.id,
        )
        for row in rows:
            yield self._made(
                HitKind.CONTRIBUTION, row["id"], row["title"], unit=row["unit_id"] or "", part=row["part_id"],
                on=f"{GoodOn.CONTRIBUTION}:{row['id']}",
            )  # fmt: skip

    def _commitment(self, object_: str, data: Mapping[str, Any]) -> Document:
        more = (data.get("learnt"), data.get("why"), data.get("sign"), data.get("sign_before"), data.get("sign_now"))
        return self._made(
            HitKind.COMMITMENT, object_, str(data["what"]), "\n".join(str(text) for text in more if text),
            unit=str(data["unit"]), tagged=f"commitment:{object_}", on=f"{GoodOn.COMMITMENT}:{object_}",
        )  # fmt: skip

    def _lasting_goal(self, object_: str, data: Mapping[str, Any]) -> Document:
        more = (data.get("sign"), data.get("sign_before"), data.get("sign_now"))
        unit = str(data["owner"]) if data.get("of") == "unit" else ""
        return self._made(
            HitKind.GOAL, object_, str(data["text"]), "\n".join(str(text) for text in more if text), unit=unit
        )

    def _reflection(self, object_: str, data: Mapping[str, Any]) -> Iterator[Document]:
        part, _colon, rest = object_.partition(":")
        table = rest.partition(":")[0]
        if "part" in data:  # as older programs wrote it
            part, table = data["part"], str(data["table"])
        yield from self._points(HitKind.POINT, object_, data, self.alone.get((part, int(table)), ""), part)

    def _answer(self, object_: str, data: Mapping[str, Any]) -> Iterator[Document]:
        use, key, block, _point = object_.split(":")
        if (use, block) in self.promising:
            return
        part, who = self.parts.get(use, ""), respondent(key)
        unit = who.unit_id or (self.alone.get((part, who.number), "") if who.who is Who.TABLE else "")
        yield from self._points(HitKind.ANSWER, object_, data, unit, part)

    def _points(
        self, kind: HitKind, object_: str, data: Mapping[str, Any], unit: str, part: str
    ) -> Iterator[Document]:  # fmt: skip
        for line in lines.of_content(data):
            key = f"{object_}#{line.id}"
            yield self._made(kind, key, line.words, unit=unit, part=part, tagged=f"point:{key}")

    def _made(
        self, kind: HitKind, ref: str, text: str, more: str = "", *, unit: str = "", part: str = "", tagged: str = "",
        on: str = "",
    ) -> Document:  # fmt: skip
        text, more = plain(text), plain(more)
        words = dict.fromkeys(words_of(f"{text}\n{more}"))
        tokens = [*words, *dict.fromkeys(TOKEN_STEM + cut for word in words if (cut := stem(word)) != word)]
        tokens += [kind_token(kind), self.always]
        if unit:
            tokens.append(f"{TOKEN_FILTER}u{self.short(unit)}")
        for carrier in (tagged, f"part:{part}", f"gathering:{self.id}") if self.tags else ():
            tokens += [tag_token(tag) for tag in self.tags.get(carrier, ())]
        good = on in self.good
        if good:
            tokens.append(GOOD_TOKEN)
        return Document(kind, ref, unit, text, more, good, " ".join(tokens))


@lru_cache(maxsize=512)
def _promise_blocks(definition: str) -> tuple[str, ...]:
    """The blocks of a stored sheet that are promises: what they say is a promise, and found as that."""
    with suppress(ValueError, TypeError, AttributeError, KeyError):
        return tuple(
            str(block["id"]) for block in json.loads(definition)["blocks"] if block["kind"] == BlockKind.COMMITMENT
        )
    return ()

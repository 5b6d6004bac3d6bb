"""A sheet from a mapping, as a TOML or JSON file holds it: checked whole, with a sentence for what is wrong.

The mapping says everything once, in bokmål (or in the own sheet's only language); ``nn`` and ``en`` beside any text say
the same in another language: ``label = "Fremmer"``, ``nn.label = "Fremjar"``. What a language lacks is said in the
first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import (
    Area,
    Block,
    BlockKind,
    Check,
    Item,
    Level,
    Mark,
    SheetDefinition,
    When,
    Who,
)  # fmt: skip
from nettverk.i18n import LANGUAGES, _

_Kind = TypeVar("_Kind", bound=StrEnum)

FORMAT = 1
"""Of the file; a newer program may write a higher one."""
MOST_BLOCKS = 30
MOST_ITEMS = 60
MOST_TEXT = 2_000
"""Letters in a text that is only read on paper and on screen."""
MOST_ON_WALL = {"title": 100, "prompt": 200, "label": 200, "help": 200}
"""Letters in those that stand on the wall, where there is room for no more."""

_ITEMS = {  # fewest and most items of a kind
    BlockKind.TEXT: (0, 0),
    BlockKind.POINTS: (0, 0),
    BlockKind.COLUMNS: (2, 4),
    BlockKind.STEPS: (2, MOST_ITEMS),
    BlockKind.TICKS: (1, MOST_ITEMS),
    BlockKind.SCALE: (0, MOST_ITEMS),  # B: groups write the signs themselves
    BlockKind.SHARE: (2, MOST_ITEMS),
    BlockKind.PIECES: (2, MOST_ITEMS),
    BlockKind.CARD: (0, MOST_ITEMS),
    BlockKind.COMMITMENT: (0, 0),
}
LEAST_ITEMS = {kind: fewest for kind, (fewest, _most) in _ITEMS.items()}
MOST_ITEMS_OF = {kind: most for kind, (_fewest, most) in _ITEMS.items()}
"""Fewest and most items that a block of a kind can have."""
_MARKS = (Mark.CIRCLE, Mark.TRIANGLE, Mark.SQUARE, Mark.DIAMOND, Mark.RING)


def read_sheet(raw: Mapping[str, Any], language: str = "nb", *, name: str = "", own: bool = False) -> SheetDefinition:
    """The sheet in this language.

    Args:
        name: what the file is called, for the sentence when something is wrong.

    Raises:
        BadInput: it is no sheet, in any of the three languages, or one from a newer program.
    """
    sheets = read_in_all(raw, name=name, own=own)
    return sheets.get(language) or sheets["nb"]


def read_in_all(raw: Mapping[str, Any], *, name: str = "", own: bool = False) -> dict[str, SheetDefinition]:
    """The same in every language there is, by its code."""
    name = name or str(raw.get("id", ""))
    if isinstance(raw.get("format", FORMAT), int) and raw.get("format", FORMAT) > FORMAT:
        newer = _("{name} er laget med en nyere utgave av Nettverk. Oppdater programmet, og hent arket inn på nytt.")
        raise BadInput(newer.format(name=name))
    try:
        return {code: _sheet(raw, code, own) for code in LANGUAGES}
    except _Wrong as wrong:
        raise BadInput(_("{name} kan ikke brukes som ark: {reason}").format(name=name, reason=wrong)) from None


class _Wrong(Exception):
    """What is wrong, as the second half of a sentence."""


def _sheet(raw: Mapping[str, Any], language: str, own: bool) -> SheetDefinition:
    words = _Words(raw, language, _("arket"))
    rounds = raw.get("rounds") or [raw.get("who", "")]
    blocks = _list(raw, "blocks", _("arket"))
    if not 1 <= len(blocks) <= MOST_BLOCKS:
        raise _Wrong(_("det må ha mellom 1 og {most} blokker.").format(most=MOST_BLOCKS))
    read = tuple(_block(block, language, place) for place, block in enumerate(blocks, start=1))
    _unique([block.id for block in read], _("arket"))
    return SheetDefinition(
        id=words.plain("id"),
        version=_number(raw, "version", 1, 1_000_000, 1),
        title=words.needed("title"),
        about=words.text("about"),
        rounds=tuple(_one_of(Who, who, "who") for who in _texts(rounds, "rounds")),
        when=_one_of(When, raw.get("when", When.IN_PART.value), "when"),
        minutes=_number(raw, "minutes", 0, 1_440, 0),
        blocks=read,
        source=words.text("source"),
        tags=_texts(raw.get("tags", []), "tags"),
        rows=tuple(_whole(row, "rows") for row in _sequence(raw.get("rows", []), "rows")),
        audience=words.text("audience"),
        languages=("nb", *(code for code in ("nn", "en") if isinstance(raw.get(code), Mapping))),
        own=own,
    )


def _block(raw: Any, language: str, place: int) -> Block:
    where = _("blokk {place}").format(place=place)
    words = _Words(_mapping(raw, where), language, where)
    kind = _one_of(BlockKind, raw.get("kind", ""), f"{where}: kind")
    areas, items = _areas_and_items(raw, language, where)
    fewest, most = _ITEMS[kind]
    if not fewest <= len(items) <= most:
        raise _Wrong(
            _("{where} kan ha {fewest}–{most} deler, og har {count}.").format(
                where=where, fewest=fewest, most=most, count=len(items)
            )
        )
    _unique([item.id for item in items], where)
    levels = tuple(
        Level(
            level.plain("id"), level.needed("label"), _one_of(Mark, level.raw.get("mark", _MARKS[i % 5].value), "mark")
        )
        for i, level in enumerate(_each(raw, "levels", language, where))
    )
    if kind is BlockKind.SCALE and not 2 <= len(levels) <= len(_MARKS):
        raise _Wrong(_("{where} må ha 2–5 nivåer.").format(where=where))
    _unique([level.id for level in levels], where)
    return Block(
        id=words.plain("id"),
        kind=kind,
        prompt=words.needed("prompt"),
        help=words.text("help"),
        items=items,
        most=_number(raw, "most", 0, 1_000, 0),
        areas=areas,
        levels=levels,
        checks=tuple(_one_of(Check, check, f"{where}: checks") for check in _texts(raw.get("checks", []), where)),
        questions=words.texts("questions"),
    )


def _areas_and_items(raw: Mapping[str, Any], language: str, where: str) -> tuple[tuple[Area, ...], tuple[Item, ...]]:
    items = [_item(words) for words in _each(raw, "items", language, where)]
    areas = []
    for words in _each(raw, "areas", language, where):
        area = Area(words.plain("id"), words.needed("label"))
        areas.append(area)
        items += [_item(sign, area.id) for sign in _each(words.raw, "items", language, where)]
    _unique([area.id for area in areas], where)
    return tuple(areas), tuple(items)


def _item(words: _Words, area: str = "") -> Item:
    return Item(words.plain("id"), words.needed("label"), words.text("help"), words.texts("details"), area)


class _Words:
    """The texts of one table of the file, in one language."""

    def __init__(self, raw: Mapping[str, Any], language: str, where: str) -> None:
        self.raw = raw
        self._where = where
        other = raw.get(language, {})
        if not isinstance(other, Mapping):
            raise _Wrong(_("{where}: «{key}» må være en tabell.").format(where=where, key=language))
        self._said = {**raw, **other}

    def text(self, key: str) -> str:
        """The text, or empty where it is not said."""
        value = self._said.get(key, "")
        if not isinstance(value, str):
            raise _Wrong(_("{where}: «{key}» må være tekst.").format(where=self._where, key=key))
        most = MOST_ON_WALL.get(key, MOST_TEXT)
        if len(value) > most:
            raise _Wrong(_("{where}: «{key}» er lengre enn {most} tegn.").format(where=self._where, key=key, most=most))
        return value.strip()

    def needed(self, key: str) -> str:
        """The text; it must be there."""
        if not (text := self.text(key)):
            raise _Wrong(_("{where} mangler «{key}».").format(where=self._where, key=key))
        return text

    def plain(self, key: str) -> str:
        """A name for the machine: the same in every language, without spaces and colons."""
        value = self.raw.get(key, "")
        if not isinstance(value, str) or not value or len(value) > 100 or any(c.isspace() or c == ":" for c in value):
            raise _Wrong(_("{where} mangler «{key}».").format(where=self._where, key=key))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts, in order."""
        return _texts(self._said.get(key, []), f"{self._where}: {key}")


def _each(raw: Mapping[str, Any], key: str, language: str, where: str) -> list[_Words]:
    return [_Words(_mapping(table, where), language, where) for table in _list(raw, key, where)]


def _list(raw: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    return _sequence(raw.get(key, []), f"{where}: {key}")


def _sequence(value: Any, where: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise _Wrong(_("{where} må være en liste.").format(where=where))
    return value


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _Wrong(_("{where} må være en tabell.").format(where=where))
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    texts = _sequence(value, where)
    if not all(isinstance(text, str) and len(text) <= MOST_TEXT for text in texts):
        raise _Wrong(_("{where} må være en liste av tekster.").format(where=where))
    return tuple(texts)


def _number(raw: Mapping[str, Any], key: str, least: int, most: int, otherwise: int) -> int:
    number = _whole(raw.get(key, otherwise), key)
    if not least <= number <= most:
        raise _Wrong(_("«{key}» må være mellom {least} og {most}.").format(key=key, least=least, most=most))
    return number


def _whole(value: Any, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong(_("«{key}» må være et helt tall.").format(key=key))
    return value


def _one_of(kinds: type[_Kind], value: Any, where: str) -> _Kind:
    try:
        return kinds(value)
    except ValueError:
        words = ", ".join(kind.value for kind in kinds)
        raise _Wrong(_("«{where}» må være én av {words}.").format(where=where, words=words)) from None


def _unique(ids: Sequence[str], where: str) -> None:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            raise _Wrong(_("{where}: «{name}» står to ganger.").format(where=where, name=name))

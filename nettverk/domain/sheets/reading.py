"""A sheet from a mapping, as a TOML or JSON file holds it: checked whole, with a sentence for what is wrong.

The mapping says everything once, in bokmål (or in the own sheet's only language); ``nn`` and ``en`` beside any text say
the same in another language: ``label = "Fremmer"``, ``nn.label = "Fremjar"``. What a language lacks is said in the
first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.domain.raw_values import (
    Wrong,
    in_language,
    is_newer,
    listed,
    mapping,
    missing,
    number,
    one_of,
    plain,
    sequence,
    text,
    texts,
    unique,
    whole,
)  # fmt: skip
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
    if is_newer(raw, FORMAT):
        newer = _("{name} er laget med en nyere versjon av Nettverk. Oppdater programmet, og hent arket på nytt.")
        raise BadInput(newer.format(name=name))
    try:
        return {code: _sheet(raw, code, own) for code in LANGUAGES}
    except Wrong as wrong:
        raise BadInput(_("{name} kan ikke brukes som ark: {reason}").format(name=name, reason=wrong)) from None


def _sheet(raw: Mapping[str, Any], language: str, own: bool) -> SheetDefinition:
    words = _Words(raw, language, _("arket"))
    rounds = raw.get("rounds") or [raw.get("who", "")]
    blocks = listed(raw, "blocks", _("arket"))
    if not 1 <= len(blocks) <= MOST_BLOCKS:
        raise Wrong(_("det må ha mellom 1 og {most} blokker.").format(most=MOST_BLOCKS))
    read = tuple(_block(block, language, place) for place, block in enumerate(blocks, start=1))
    unique([block.id for block in read], _("arket"))
    return SheetDefinition(
        id=words.plain("id"),
        version=number(raw, "version", 1, 1_000_000, 1, _("arket")),
        title=words.needed("title"),
        about=words.text("about"),
        rounds=tuple(one_of(Who, who, "who") for who in texts(rounds, MOST_TEXT, "rounds")),
        when=one_of(When, raw.get("when", When.IN_PART.value), "when"),
        minutes=number(raw, "minutes", 0, 1_440, 0, _("arket")),
        blocks=read,
        source=words.text("source"),
        tags=texts(raw.get("tags", []), MOST_TEXT, "tags"),
        rows=tuple(whole(row, "rows", _("arket")) for row in sequence(raw.get("rows", []), "rows")),
        audience=words.text("audience"),
        languages=("nb", *(code for code in ("nn", "en") if isinstance(raw.get(code), Mapping))),
        own=own,
    )


def _block(raw: Any, language: str, place: int) -> Block:
    where = _("blokk {place}").format(place=place)
    words = _Words(mapping(raw, where), language, where)
    kind = one_of(BlockKind, raw.get("kind", ""), f"{where}: kind")
    areas, items = _areas_and_items(raw, language, where)
    fewest, most = _ITEMS[kind]
    if not fewest <= len(items) <= most:
        raise Wrong(
            _("{where} kan ha {fewest}–{most} deler, og har {count}.").format(
                where=where, fewest=fewest, most=most, count=len(items)
            )
        )
    unique([item.id for item in items], where)
    levels = tuple(
        Level(
            level.plain("id"), level.needed("label"), one_of(Mark, level.raw.get("mark", _MARKS[i % 5].value), "mark")
        )
        for i, level in enumerate(_each(raw, "levels", language, where))
    )
    if kind is BlockKind.SCALE and not 2 <= len(levels) <= len(_MARKS):
        raise Wrong(_("{where} må ha 2–5 nivåer.").format(where=where))
    unique([level.id for level in levels], where)
    return Block(
        id=words.plain("id"),
        kind=kind,
        prompt=words.needed("prompt"),
        help=words.text("help"),
        items=items,
        most=number(raw, "most", 0, 1_000, 0, where),
        areas=areas,
        levels=levels,
        checks=tuple(
            one_of(Check, check, f"{where}: checks") for check in texts(raw.get("checks", []), MOST_TEXT, where)
        ),
        questions=words.texts("questions"),
    )


def _areas_and_items(raw: Mapping[str, Any], language: str, where: str) -> tuple[tuple[Area, ...], tuple[Item, ...]]:
    items = [_item(words) for words in _each(raw, "items", language, where)]
    areas = []
    for words in _each(raw, "areas", language, where):
        area = Area(words.plain("id"), words.needed("label"))
        areas.append(area)
        items += [_item(sign, area.id) for sign in _each(words.raw, "items", language, where)]
    unique([area.id for area in areas], where)
    return tuple(areas), tuple(items)


def _item(words: _Words, area: str = "") -> Item:
    return Item(words.plain("id"), words.needed("label"), words.text("help"), words.texts("details"), area)


class _Words:
    """The texts of one table of the file, in one language."""

    def __init__(self, raw: Mapping[str, Any], language: str, where: str) -> None:
        self.raw, self._where = raw, where
        self._said = in_language(raw, language, where)

    def text(self, key: str) -> str:
        """The text, or empty where it is not said."""
        return text(self._said, key, MOST_ON_WALL.get(key, MOST_TEXT), self._where)

    def needed(self, key: str) -> str:
        """The text; it must be there."""
        if not (said := self.text(key)):
            raise missing(key, self._where)
        return said

    def plain(self, key: str) -> str:
        """A name for the machine: the same in every language, without spaces and colons."""
        return plain(self.raw, key, self._where)

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts, in order."""
        return texts(self._said.get(key, []), MOST_TEXT, f"{self._where}: {key}")


def _each(raw: Mapping[str, Any], key: str, language: str, where: str) -> list[_Words]:
    return [_Words(mapping(table, where), language, where) for table in listed(raw, key, where)]

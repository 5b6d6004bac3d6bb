"""Any sheet on the big screen: large enough, whole, nothing over anything, and nothing said is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Block, BlockKind, Item, SheetDefinition, Who
from nettverk.domain.sheets.sums import Signs, sum_block
from nettverk.domain.wall import walls
from nettverk.domain.wall.sheet_walls import (
    SheetProgress,
    SheetPrompt,
    SheetSigns,
    SheetState,
    SignRow,
    level_marks,
    sign_rows,
    signs_wall,
)
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import WallRef, parse
from nettverk.i18n import LANGUAGES, using
from nettverk.services.sheets import faces, shipped
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas, Drawn
from nettverk.ui.stage.wall.painting import pages
from tests.helpers.made_sheets import COLUMNS, LEVELS, OF_KIND, SCALE, TEXT, sheet
from tests.helpers.wall_show import lines_on

pytestmark = pytest.mark.usefixtures("dressed")

USUAL, NARROW, STANDING = (1920, 1080), (1024, 768), (1080, 1920)
FACE = walls.Face("18.40", "igjen · til kl. 11.30", walls.Mood.CALM, 0.6)
_SEAMS = re.compile(r"[\s\-–—/«»\u00ad]+")


def plain(text: str) -> str:
    return _SEAMS.sub("", text)


def look_at(wall: Wall, size: tuple[int, int], look: str = "dark") -> str:
    """Every page of the wall as it is drawn; fails where something is cut, small or covered. Returns all its text."""
    theme = Theme.load(look)
    if isinstance(wall, SheetPrompt | SheetProgress):
        wall = replace(wall, face=FACE)
    room = Canvas(QPainter(), *size, theme)
    whole = QRectF(-1, -1, room.w + 2, room.h + 2)
    told: list[str] = []
    count = pages(wall, *size, theme)
    assert count < 200
    for page in range(count):
        lines = lines_on(wall, size, theme, page)
        where = f"{wall.name} {page} {size}"
        for line in lines:
            assert whole.contains(line.rect), f"{where}: «{line.text}» is cut"
            assert line.px >= room.h / 30, f"{where}: «{line.text}» is too small"
        for one, other in combinations(lines, 2):
            assert not overlap(one, other), f"{where}: «{one.text}» and «{other.text}»"
        told += [line.text for line in lines]
    return plain("".join(told))


def overlap(one: Drawn, other: Drawn) -> bool:
    shared = one.rect.intersected(other.rect)
    return shared.width() > 1 and shared.height() > min(one.px, other.px) * 0.12


def words_of(known: SheetDefinition) -> list[str]:
    found: list[str] = []
    for block in known.blocks:
        found += [block.prompt, block.help, *(level.label for level in block.levels)]
        found += [item.label for item in block.items]
    return [text for text in found if text]


def everything(shown: Iterable[Wall], size: tuple[int, int], look: str = "dark") -> str:
    return "".join(look_at(wall, size, look) for wall in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_sheet_is_whole_on_the_wall(language: str, scale: Callable[[int, int], int]) -> None:
    turns = scale(len(LANGUAGES), 1)  # in ./check each in one of the languages
    for known in shipped.sheets(language)[list(LANGUAGES).index(language) % turns :: turns]:
        told = everything(faces.walls(known, language, faces.example_state(known, language)), USUAL)
        for text in words_of(known):
            assert plain(text) in told, f"{known.id}: «{text}»"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [NARROW, STANDING, (1280, 720), (2560, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_shipped_sheet_is_whole_at_every_size(language: str, size: tuple[int, int]) -> None:
    for known in shipped.sheets(language):
        everything(faces.walls(known, language, faces.example_state(known, language)), size, "light")


@pytest.mark.parametrize("size", [USUAL, NARROW, STANDING], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", OF_KIND)
def test_every_kind_of_block(name: str, size: tuple[int, int]) -> None:
    made = sheet(*OF_KIND[name])
    told = everything(faces.walls(made, "nb", faces.example_state(made), part=3), size)
    for text in words_of(made):
        assert plain(text) in told, text


def test_how_far_is_a_count_and_nobody_is_named() -> None:
    shown = faces.walls(sheet(TEXT), "nb", SheetState(9, 15))
    assert [type(wall) for wall in shown] == [SheetPrompt, SheetProgress]
    told = everything(shown, USUAL)
    assert "9av15borderimål" in told
    assert "Bord" not in told.replace("Vedbordet", "")


def test_what_was_said_is_hidden_until_it_may_be_shown() -> None:
    made = sheet(SCALE)
    state = faces.example_state(made)
    assert any(isinstance(wall, SheetSigns) for wall in faces.walls(made, "nb", state))
    assert not any(isinstance(wall, SheetSigns) for wall in faces.walls(made, "nb", replace(state, shown=False)))


def test_the_signs_most_different_come_first_and_the_opened_one_has_its_question() -> None:
    made = sheet(SCALE)
    total = sum_block(SCALE, faces.example_state(made).answers)
    assert isinstance(total, Signs)
    with using("nb"):
        rows = sign_rows(SCALE, total.signs)
        wall = signs_wall(
            WallRef.sheet_result("u", 1), "Svarene", SCALE, rows, opened=0, question="Hva har vi sett?",
            question_note="to og to, så hele salen",
        )  # fmt: skip
    assert [row.note for row in rows] == ["delt i to", "svarene spriker", "ganske enige"]
    assert "Hvaharvisett?" in look_at(wall, USUAL)
    assert "Hvaharvisett?" in look_at(wall, NARROW, "light")


def test_ninety_answers_on_five_levels_are_told_in_figures() -> None:
    five = replace(SCALE, levels=tuple(replace(LEVELS[n % 3], id=str(n), label=f"nivå nummer {n}") for n in range(5)))
    wall = SheetSigns(
        ref=WallRef.sheet_result("u", 1), name="Svarene", title="Hvor står vi?", levels=level_marks(five),
        rows=tuple(walls_row(n) for n in range(12)),
    )  # fmt: skip
    for size in (USUAL, NARROW, STANDING):
        assert "40" in look_at(wall, size)


def walls_row(number: int) -> SignRow:
    return SignRow(
        f"Tegn {number} som er langt nok til å gå over to linjer på lerretet", "delt i to", (40, 3, 2, 5, 40)
    )


def test_a_text_of_two_thousand_letters_goes_on_over_pages_and_is_all_there() -> None:
    text = " ".join(f"ord{number}" for number in range(300))
    state = SheetState(1, 1, (SheetAnswer("u", 1, Respondent(Who.TABLE, 3), "tekst", "", text),))
    told = everything(faces.walls(sheet(TEXT), "nb", state), USUAL)
    assert all(f"ord{number}" in told for number in range(300))
    assert "Bord3" in told


def test_one_alone_is_never_told_apart() -> None:
    state = SheetState(2, 2, (SheetAnswer("u", 1, Respondent(Who.ALONE, 7), "tekst", "", "Det var fint."),))
    told = everything(faces.walls(sheet(TEXT, rounds=(Who.ALONE,)), "nb", state), USUAL)
    assert "Detvarfint." in told
    assert "7" not in told


def test_a_reference_to_a_sheet_is_read_back() -> None:
    for ref in (WallRef.sheet("u-1", 2), WallRef.sheet_progress("u-1"), WallRef.sheet_result("u-1", 3)):
        assert parse(str(ref)) == ref
    assert parse("sheet:u-1") is None
    assert parse("sheet_progress") is None


# --- made-up sheets and answers ---

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
    st.sampled_from(["Barnehage" * 10, "👍🏽 bra", "مرحبا بالجميع", "ord " * 45, "Máret Ŋŋ", "<b>fet</b> & {0}"]),
).map(lambda text: text.strip() or "x")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_sheet_is_drawn_whole(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(BlockKind))
    empty = kind in {BlockKind.TEXT, BlockKind.POINTS, BlockKind.COMMITMENT}
    count = 0 if empty else data.draw(st.sampled_from([2, 3, 4] if kind is BlockKind.COLUMNS else [1, 2, 5, 60]))
    label = data.draw(texts)[: 60 if count == 60 else 999]
    made_items = tuple(Item(f"i{n}", f"{n} {label}", data.draw(texts) if n == 0 else "") for n in range(count))
    levels = LEVELS if kind is BlockKind.SCALE else ()
    made = sheet(
        Block("b", kind, data.draw(texts), data.draw(texts), made_items, levels=levels), title=data.draw(texts)[:100]
    )
    shown = faces.walls(made, "nb", faces.example_state(made))
    size = data.draw(st.sampled_from([USUAL, NARROW, STANDING]))
    for wall in shown:
        look_at(wall, size)


def test_columns_turn_their_pages_together() -> None:
    answers = tuple(
        SheetAnswer("u", 1, Respondent(Who.TABLE, table), "kolonner", f"fremmer-{n}", f"Punkt {table} {n} om møtetid")
        for table in range(1, 16)
        for n in range(1, 4)
    )
    shown = faces.walls(sheet(COLUMNS), "nb", SheetState(15, 15, answers))
    told = everything(shown[-1:], USUAL)
    assert all(f"Punkt{table}{n}ommøtetid" in told for table in range(1, 16) for n in range(1, 4))

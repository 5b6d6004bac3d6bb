"""Any sheet on paper: every word is there, nothing stands outside the page, and there is somewhere to write."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.sheet_papers import SheetPaper, SheetPapers
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Area, Block, BlockKind, Check, Item, SheetDefinition, Who
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.wall.sheet_walls import SheetState
from nettverk.i18n import LANGUAGES, using
from nettverk.printing.flow import MARGIN, Letter, lay_out
from nettverk.printing.sheets.pages import pages
from nettverk.printing.sheets.writing import Ruled
from nettverk.printing.styles import A4
from nettverk.services.sheets import faces, shipped
from tests.helpers.made_sheets import CARD, COLUMNS, LEVELS, OF_KIND, SCALE, TEXT, TICKS, sheet
from tests.helpers.paper import OCCASION, page_texts, printed, structure
from tests.helpers.paper import pages as printed_pages
from tests.helpers.quick import every

Scale = Callable[[int, int], int]
_NO_LETTER = re.compile(r"[\s\-‐–—/\u00ad]+")


def plain(text: str) -> str:
    """Letters only: where lines fell and words were divided does not count."""
    return _NO_LETTER.sub("", text)


def words_on(sheet: SheetDefinition, who: Who | None = None) -> list[str]:
    """Every text of a sheet that a reader is to see; ``about`` is for whoever chooses it.

    Who fills it in alone before others do is not asked how the answers differ.
    """
    first_alone = who is Who.ALONE and len(sheet.rounds) > 1
    found = [sheet.title, sheet.source]
    for block in sheet.blocks:
        found += [block.prompt, block.help, *(area.label for area in block.areas)]
        found += () if first_alone else block.questions
        found += [level.label for level in block.levels]
        for item in block.items:
            found += [item.label, item.help, *item.details]
    return [text for text in found if text]


def outside(data: bytes) -> list[str]:
    """What stands outside the margins of its page."""
    found: list[str] = []
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            text = page.get_textpage()
            for place in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(place)
                if not (left >= MARGIN - 4 and right <= A4[0] - MARGIN + 4 and bottom >= 24 and top <= A4[1] - 24):
                    found.append(text.get_text_bounded(left, bottom, right, top))
    return found


def look_through(sheet: SheetDefinition, data: bytes, who: Who | None = None, *, most_pages: int = 99) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    said = page_texts(data)
    there = plain("".join(said))
    for words in words_on(sheet, who):
        assert plain(words) in there, f"{sheet.id}: «{words}» is cut"
    assert outside(data) == [], sheet.id
    for text in said:
        assert "·" not in (text[:1], text.splitlines()[0][-1:]), "a dot beside nothing"
    assert {"H1"} < set(structure(reader)), f"{sheet.id} is not tagged"
    assert len(reader.pages) <= most_pages, f"{sheet.id}: {len(reader.pages)} pages"
    return reader


def some_shipped(language: str, turn: int, scale: Scale) -> list[SheetDefinition]:
    """Every shipped sheet in ``./check --long``; else each of them in one of the languages, another one each turn."""
    here = list(LANGUAGES).index(language) + turn
    return [
        known
        for place, known in enumerate(shipped.sheets(language))
        if (place + here) % scale(len(LANGUAGES), 1) == 0
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_sheet_is_whole_on_paper(language: str, scale: Scale) -> None:
    for known in some_shipped(language, 0, scale):
        for who in known.rounds:
            with using(language):
                look_through(known, faces.paper(known, language, who=who).data, who, most_pages=4)


@pytest.mark.parametrize("name", OF_KIND)
def test_every_kind_of_block_is_whole_with_its_code(name: str) -> None:
    made = sheet(*OF_KIND[name])
    copies = faces.for_everyone(made, 1, [(Respondent(Who.TABLE, 4), "Bord 4")], "På tvers", 3)
    reader = look_through(made, faces.papers(copies, occasion=OCCASION).data)
    first = printed_pages(reader)[0]
    assert "G4-1" in first
    assert "Bord 4" in first


def test_a_set_has_a_copy_for_every_table_pair_and_unit_and_one_blank_for_all_alone() -> None:
    made = sheet(TEXT)
    tables = [(Respondent(Who.TABLE, number), f"Bord {number}") for number in range(1, 16)]
    assert [copy.code for copy in faces.for_everyone(made, 2, tables)] == [f"G{n}-2" for n in range(1, 16)]
    assert faces.for_everyone(made, 1, [(Respondent(Who.PAIR, 7), "Par 7")])[0].code == "P7-1"
    unit = faces.for_everyone(made, 1, [(Respondent(Who.UNIT, unit_id="x"), "Lund barnehage")])[0]
    assert (unit.code, unit.place) == ("", "Lund barnehage")
    alone = faces.for_everyone(made, 1, [(Respondent(Who.ALONE, n), f"Nr. {n}") for n in (1, 2, 3)])
    assert [(copy.code, copy.place) for copy in alone] == [("", "")]
    assert faces.papers(faces.for_everyone(made, 2, tables), occasion=OCCASION).pages == 15


def test_a_staff_meeting_gets_no_code_and_no_gathering() -> None:
    reader = look_through(sheet(COLUMNS), faces.paper(sheet(COLUMNS)).data)
    assert "G1" not in printed_pages(reader)[0]
    assert "Ved bordet" in printed_pages(reader)[0]


def test_lines_fill_what_is_left_of_the_page_and_come_evenly() -> None:
    laid = lay_out(Letter(OCCASION, "Prøve", [Ruled(3, 26.0), Ruled(3, 26.0)]))
    assert len(laid) == 1
    first, second = Ruled(3, 26.0).grown(400, 300), Ruled(3, 26.0)
    assert first.height(400) == 300
    assert second.height(400) == 78


def test_alone_one_only_colours_in_and_the_questions_come_with_the_group() -> None:
    light = sheet(SCALE, rounds=(Who.ALONE, Who.PAIR, Who.TABLE))
    alone = page_texts(faces.paper(light).data)[0]
    together = page_texts(faces.paper(light, who=Who.TABLE).data)[0]
    assert "Hvor er vi enige?" not in alone
    assert "Hvor er vi enige?" in together
    assert "Skriv ikke navnet ditt" in alone


@pytest.mark.parametrize("kind", [BlockKind.SCALE, BlockKind.TICKS, BlockKind.SHARE, BlockKind.CARD])
@pytest.mark.parametrize("lines", every(3, range(1, 5)))
def test_what_a_thing_means_is_read_on_the_page_where_it_stands(kind: BlockKind, lines: int) -> None:
    """However far down the page a sign falls, its details are not parted from it."""
    details = tuple(f"eksempel {letter} for {{n}} slik det ser ut hos oss" for letter in "abcde")
    signs = tuple(
        Item(f"i{n}", " ".join(["Kjennetegn", f"nummer{n}x"] * lines), f"hjelp {n}x",
             tuple(detail.format(n=f"{n}x") for detail in details))
        for n in range(24)
    )  # fmt: skip
    made = sheet(Block("b", kind, "Hvordan er det hos oss?", items=signs, levels=LEVELS), SCALE)
    texts = [" ".join(text.split()) for text in pages_of(faces.paper(made).data)]
    assert len(texts) > 2
    for n in range(24):
        on = [at for at, text in enumerate(texts) if f"nummer{n}x" in text]
        assert [
            at for at, text in enumerate(texts) for letter in "abcde" if f"eksempel {letter} for {n}x" in text
        ] == on * 5


def test_what_can_be_counted_has_a_sheet_to_count_on() -> None:
    for blocks in ((SCALE,), (TICKS,)):
        tally = faces.tally(sheet(*blocks))
        assert tally is not None
        said = plain(page_texts(tally.data)[0])
        assert all(plain(item.label) in said for item in blocks[0].items)
    assert faces.tally(sheet(CARD)) is None
    assert not faces.is_counted(sheet(TEXT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_sheet_that_is_counted_has_its_tally_sheet(language: str) -> None:
    for known in shipped.sheets(language):
        assert (faces.tally(known, language) is not None) == faces.is_counted(known)


# --- made-up sheets ---

texts = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        ["x" * 200, "Barnehage" * 30, "👍🏽 bra", "مرحبا بالجميع", "ord " * 300, "Máret Ŋŋ", "<b>fet</b> & {0}"]
    ),
).map(lambda text: text.strip() or "x")  # fmt: skip


@st.composite
def blocks(draw: Any, number: int) -> Block:
    kind = draw(st.sampled_from(BlockKind))
    areas: tuple[Area, ...] = ()
    count = draw(st.sampled_from([1, 2, 3, 4] if kind is BlockKind.COLUMNS else [1, 2, 5, 60]))
    empty = kind in {BlockKind.TEXT, BlockKind.POINTS, BlockKind.COMMITMENT}
    label = draw(texts)
    made = tuple(
        Item(f"i{n}", f"{n} {label}", draw(texts) if n == 0 else "", (label,) if n == 1 else ())
        for n in range(0 if empty else max(2, count))
    )
    if kind is BlockKind.SCALE and draw(st.booleans()):
        areas, made = (Area("a", draw(texts)),), ()
    return Block(
        f"b{number}", kind, draw(texts), draw(texts) if draw(st.booleans()) else "", made[:60],
        draw(st.integers(0, 30)), areas, LEVELS[: draw(st.integers(2, 3))] if kind is BlockKind.SCALE else (),
        tuple(Check) if kind is BlockKind.COMMITMENT else (),
        (label,) if kind is BlockKind.SCALE else (),
    )  # fmt: skip


@settings(
    max_examples=settings().max_examples // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_any_sheet_that_can_be_read_is_laid_out_within_its_pages(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    made = sheet(*(data.draw(blocks(number)) for number in range(count)), title=data.draw(texts))
    drawn = pages(SheetPapers(OCCASION, (SheetPaper(made, code="G4-1", place=data.draw(texts), main_number=3),)))
    assert 1 <= len(drawn) < 200
    assert outside(faces.paper(made).data) == []


# --- what was said ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_sheet_has_a_summary_made_from_itself(language: str, scale: Scale) -> None:
    for known in some_shipped(language, 1, scale):
        handout = faces.summary_example(known, language)
        if handout is None:
            assert all(block.kind is BlockKind.CARD for block in known.blocks)
            continue
        reader = PdfReader(BytesIO(handout.data))
        there = plain("".join(page_texts(handout.data)))
        for block in known.blocks:
            if block.kind is not BlockKind.CARD and (block.items or block.kind is not BlockKind.SCALE):
                assert plain(block.prompt) in there, f"{known.id}: «{block.prompt}»"
        assert outside(handout.data) == [], known.id
        assert "H2" in structure(reader)


def test_nothing_said_is_lost_in_the_summary() -> None:
    answers = tuple(
        SheetAnswer("u", 1, Respondent(Who.TABLE, table), "kolonner", f"hemmer-{n}", f"Punkt {table}x{n}")
        for table in range(1, 16)
        for n in range(1, 4)
    )
    text = plain("".join(pages_of(faces.summary(sheet(COLUMNS), SheetState(15, 15, answers)).data)))
    assert all(f"Punkt{table}x{n}" in text for table in range(1, 16) for n in range(1, 4))


def test_the_summary_and_the_letter_home_take_the_sheets_in() -> None:
    made = sheet(TICKS)
    result = SheetResult(made, faces.example_state(made).answers, main_number=3)
    told = plain("".join(printed_pages(printed(paper.Summary(OCCASION, (), (), (result,))))))
    assert "13av15" in told
    letter = printed(paper.UnitPages(OCCASION, (paper.UnitPage("Lund barnehage", sheets=(result,)),)))
    told_by_page = printed_pages(letter)
    assert len(told_by_page) == 2, "the letter, and what came of the sheets on a page of its own"
    assert "13 av 15" in told_by_page[1]


def test_one_alone_is_told_by_no_number() -> None:
    state = SheetState(1, 1, (SheetAnswer("u", 1, Respondent(Who.ALONE, 7), "tekst", "", "Det var fint."),))
    text = "".join(pages_of(faces.summary(sheet(TEXT, rounds=(Who.ALONE,)), state).data))
    assert "Det var fint." in text
    assert "7" not in text


def test_small_counts_of_people_are_hidden_on_paper_and_those_of_tables_are_not() -> None:
    def judged(who: Who) -> str:
        levels = ["green"] * 9 + ["red"] * 2
        answers = tuple(
            SheetAnswer("u", 1, Respondent(who, number), "tegn", item.id, level=level)
            for item in SCALE.items
            for number, level in enumerate(levels, 1)
        )
        return " ".join(pages_of(faces.summary(sheet(SCALE, rounds=(who,)), SheetState(11, 11, answers)).data))

    assert "færre enn fem" in judged(Who.ALONE)
    assert not re.search(r"\b2\b", judged(Who.ALONE))
    assert "færre enn fem" not in judged(Who.TABLE)
    assert re.search(r"\b2\b", judged(Who.TABLE))


def pages_of(data: bytes) -> list[str]:
    return page_texts(data)

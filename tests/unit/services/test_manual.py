"""The manual: the same in three languages, true to the program's words and keys, and whole on paper and on the web."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from nettverk import i18n
from nettverk.assets import resource
from nettverk.cli.jobs.registry import JOBS
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.manual.pages import Chapter, ManualPage, page_of_room
from nettverk.domain.manual.text import (
    Block,
    Key,
    Manual,
    OnScreen,
    PageText,
    Paragraph,
    Picture,
    Points,
    See,
    Subheading,
    Typed,
    plain,
)
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.commands import registry
from nettverk.i18n import using
from nettverk.services.manual import files, manual
from nettverk.services.manual.files import ManualFormat
from tests.helpers import words
from tests.helpers.conformance import elements, faults, unheard
from tests.helpers.paper import text_of

LANGUAGES = tuple(i18n.LANGUAGES)
ROOT = Path(__file__).parents[3]
MOST_BYTES = 3_000_000


def book(language: str) -> Manual:
    with using(language):
        return manual.manual()


def pieces(language: str, *kinds: type) -> Iterator[tuple[ManualPage, str]]:
    """Every piece of these kinds with the page it stands on; a word on the screen as its source has it."""
    for page in book(language).pages:
        for line in page.lines:
            for piece in line:
                if isinstance(piece, kinds):
                    yield page.page, piece.source if isinstance(piece, OnScreen) else piece.text


def shape(block: Block) -> tuple[object, ...]:
    """What a block is in any language."""
    match block:
        case Points(items=items, numbered=numbered):
            said = [
                tuple(type(piece).__name__ for piece in item if isinstance(piece, OnScreen | See)) for item in items
            ]
            return "list", numbered, tuple(said)
        case Picture(name=name):
            return "picture", name
        case Subheading():
            return ("subheading",)
        case Paragraph():
            return ("paragraph",)


# --- the texts ---


def test_every_page_is_in_one_chapter_and_has_one_file_in_each_language() -> None:
    assert sorted(page for chapter in Chapter for page in chapter.pages) == sorted(ManualPage)
    for language in LANGUAGES:
        assert {path.stem for path in resource("manual", language).glob("*.md")} == {page.value for page in ManualPage}


@pytest.mark.parametrize("language", ["nn", "en"])
def test_all_languages_have_the_same_headings_lists_and_pictures(language: str) -> None:
    here, there = book("nb"), book(language)
    for ours, theirs in zip(here.pages, there.pages, strict=True):
        assert [shape(block) for block in ours.blocks] == [shape(block) for block in theirs.blocks], ours.page


@pytest.mark.parametrize("language", ["nn", "en"])
def test_all_languages_name_the_same_words_and_keys_of_the_program(language: str) -> None:
    ours = {page: sorted(word for at, word in pieces("nb", OnScreen) if at is page) for page in ManualPage}
    theirs = {page: sorted(word for at, word in pieces(language, OnScreen) if at is page) for page in ManualPage}
    assert theirs == ours
    typed = {code: sorted(pieces(code, Typed)) for code in ("nb", language)}
    assert typed[language] == typed["nb"]
    assert len([*pieces(language, Key)]) == len([*pieces("nb", Key)])


def test_every_word_in_bold_is_said_by_the_program() -> None:
    known = {
        (str(context(message.context)), message.id if isinstance(message.id, str) else message.id[0])
        for message in words.found()
        if message.id
    }

    def key(source: str) -> tuple[str, str]:
        before, bar, word = source.partition("|")
        return (before, word) if bar else ("", source)

    assert {word for _page, word in pieces("nb", OnScreen) if key(word) not in known} == set()


def context(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw or "")


@cache
def keys_of_the_program() -> frozenset[str]:
    """Every key that stands in the source of the windows or in the stage's registry, as Qt writes it."""
    pattern = re.compile(r"^((Ctrl|Shift|Alt)\+)*(F\d{1,2}|\?|[A-Z0-9+,.-]|[A-Z][a-zA-Z]+)$")
    found = {key for info in registry() for key in info.keys}
    for path in (ROOT / "nettverk" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.match(node.value):
                found.add(node.value)
    return frozenset(found)


NAMES = {"Mellomrom": "Space", "Page Down": "PgDown", "Page Up": "PgUp", "Enter": "Return"}
OF_THE_SYSTEM = {"Windows+P", "Tab"}


def test_every_key_is_one_that_the_program_hears() -> None:
    told = {(page, "+".join(NAMES.get(part, part) for part in key.split("+")) if "++" not in key else key)
            for page, key in pieces("nb", Key)}  # fmt: skip
    known = keys_of_the_program() | OF_THE_SYSTEM
    assert {(page, key) for page, key in told if key not in known} == set()


def test_every_command_that_is_typed_is_a_job_with_that_option() -> None:
    jobs = {job.__name__.rsplit(".", 1)[1]: Path(str(job.__file__)).read_text(encoding="utf-8") for job in JOBS}  # type: ignore[attr-defined]
    named = {"import": "import_job", "print": "print_job"}
    for page, typed in pieces("nb", Typed):
        said = typed.split()
        if said[0] != "nettverk" or len(said) == 1 or said[1].startswith("--"):
            continue
        source = jobs[named.get(said[1], said[1])]
        for option in (word for word in said[2:] if word.startswith("--") and word != "--db"):
            assert f'"{option}"' in source, (page, typed)


def test_pictures_are_there_in_every_language_and_all_of_it_weighs_little() -> None:
    for language in LANGUAGES:
        shown = {block.file for page in book(language).pages for block in page.blocks if isinstance(block, Picture)}
        assert len(shown) >= 10
        assert set(resource("manual", language, "pictures").glob("*.png")) == shown
    assert sum(path.stat().st_size for path in resource("manual").rglob("*") if path.is_file()) < MOST_BYTES


def test_a_page_is_short_and_a_link_is_called_as_the_page_it_leads_to() -> None:
    for language in LANGUAGES:
        for page in book(language).pages:
            assert sum(len(plain(line).split()) for line in page.lines) < 330, page.page
            for line in page.lines:
                for piece in line:
                    if isinstance(piece, See):
                        with using(language):
                            assert piece.text == manual.title(piece.page)


# --- finding ---


def test_every_room_has_a_page_of_its_own() -> None:
    pages = [page_of_room(room) for room in RoomKey]
    assert len(set(pages)) == len(RoomKey)
    assert page_of_room(None) is ManualPage.JOB


@pytest.mark.parametrize(
    ("language", "asked", "first"),
    [
        ("nb", "lerretet svart", ManualPage.BLACK_SCREEN),
        ("nb", "uanmeldt", ManualPage.WALK_IN),
        ("nb", "DPIA", ManualPage.PRIVACY),
        ("nn", "forseinka", ManualPage.LATE),
        ("en", "running late", ManualPage.LATE),
        ("en", "walk-in", ManualPage.WALK_IN),
    ],
)
def test_a_page_is_found_by_what_one_would_say(language: str, asked: str, first: ManualPage) -> None:
    with using(language):
        pages = manual.manual().pages
        found = manual.find(asked, pages)
    assert found[0].page is first
    assert manual.find("zzzz", pages) == ()
    assert manual.find("  ", pages) == ()


# --- paper ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_has_every_page_with_its_number_in_the_contents(language: str) -> None:
    made = files.pdf(language)
    assert faults(made.data) == []
    assert unheard(made.data) == []
    levels = [int(kind[1]) for kind, _node in elements(made.data) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    said = text_of(made.data)
    for page in book(language).pages:
        assert page.title in said
    assert sum(kind == "Figure" for kind, _node in elements(made.data)) >= 10


# --- the web ---


class Page(HTMLParser):
    """Reads HTML strictly: what is opened is closed, ids are unique, links lead somewhere."""

    VOID = {"meta", "link", "img", "br"}  # noqa: RUF012

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.language = ""
        self.feed(text)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "html":
            self.language = named.get("lang") or ""
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in named:
            self.ids.append(named["id"] or "")
        if tag == "a":
            self.links.append(named.get("href") or "")
        if tag == "img":
            self.pictures.append(named)
        if tag in {"p", "h1", "h2", "h3", "h4", "ul", "ol", "figure"} and "p" in self.open:
            self.faults.append(f"{tag} inside p")
        if tag == "li" and self.open[-1] not in {"ul", "ol"}:
            self.faults.append("li outside a list")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_is_sound_and_needs_nothing_from_outside(language: str, tmp_path: Path) -> None:
    written = files.write(ManualFormat.HTML, language, tmp_path)
    assert written[0].name == "index.html"
    text = written[0].read_text(encoding="utf-8")
    page = Page(text)
    assert page.faults == []
    assert page.language[:2] == language
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(page.levels))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    for picture in page.pictures:
        assert (picture["alt"] or "").strip()
        assert (tmp_path / str(picture["src"])).exists()
    assert "http" not in text + (tmp_path / "style.css").read_text(encoding="utf-8")


def test_the_words_of_the_municipality_are_the_manuals_too() -> None:
    i18n.set_field_words({"unit": "virksomhet"})
    try:
        page: PageText = book("nb").pages[0]
        assert any("hver virksomhet" in plain(line) for line in page.lines)
    finally:
        i18n.set_field_words({})


def test_the_manual_names_the_crib_that_can_be_printed() -> None:
    from nettverk.services.handouts.registry import kind_name

    assert kind_name(DocumentKind.STAGE_KEYS) in {word for _page, word in pieces("nb", OnScreen)}

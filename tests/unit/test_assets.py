"""The files that ship with the program: letters, icons, licences, and the pinned requirements."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from defusedxml import ElementTree
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from nettverk.assets import migrations, resource

ROOT = Path(__file__).parents[2]
TEXT_FONTS = ("NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold", "NotoSans-Italic")
SAMI = "áčđŋšŧžÁČĐŊŠŦŽâõǥǧǩǯʒÂÕǤǦǨǮƷïÏ"
LETTERS = "æøåÆØÅöäüéèêóòôàÖÄÜÉÈÊÓÒÔÀńśźłąęşğıñçřěůčżŚŁŞİ" + SAMI + "–—«»“”‘’…·×€§°½¼¾•−\u00a0\u00ad\u2009\u202f\u2011ʼ"
CYRILLIC_AND_GREEK = "АБВабвгґєіїйщьюяΑΒΓαβγ"
SIGNS = "→←↑↓↔✓✔✗✘☐☑☒▲▼▶◀●○◆◇■□▯★≤≥≠≈①⑩⚠\ufffd😀"


def face(name: str) -> TTFontFace:
    return TTFont(name, str(resource("fonts", f"{name}.ttf"))).face


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_every_weight_has_every_letter_people_write(name: str) -> None:
    has = face(name).charToGlyph
    assert [letter for letter in LETTERS + CYRILLIC_AND_GREEK if ord(letter) not in has] == []


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_figures_stand_in_columns(name: str) -> None:
    widths = face(name).charWidths
    assert len({widths[ord(figure)] for figure in "0123456789"}) == 1


def test_the_symbol_font_has_what_the_letters_lack() -> None:
    has = face("NettverkSymbols-Regular").charToGlyph
    assert [sign for sign in SIGNS if ord(sign) not in has] == []


def test_fonts_are_few_light_and_licensed() -> None:
    files = sorted(resource("fonts").glob("*.ttf"))
    assert {file.stem for file in files} == {*TEXT_FONTS, "NettverkSymbols-Regular"}
    assert sum(file.stat().st_size for file in files) < 4_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource("fonts", "NotoSans-OFL.txt").read_text("utf-8")
    assert "Bitstream Vera" in resource("fonts", "NettverkSymbols-LICENSE.txt").read_text("utf-8")


ICONS = sorted(resource("icons").glob("*.svg"))


def test_icons_are_one_family() -> None:
    assert len(ICONS) > 60
    assert "ISC License" in resource("icons", "LICENSE.txt").read_text("utf-8")
    for file in ICONS:
        svg = ElementTree.parse(file).getroot()
        assert (svg.get("viewBox"), svg.get("stroke"), svg.get("fill"), svg.get("stroke-width")) == (
            ("0 0 24 24", "currentColor", "none", "2")
        ), file.name


def test_every_icon_the_windows_name_is_there() -> None:
    named = re.compile(r'(?<!shapes\.)\b(?:icon\(\s*|icon=)"([a-z0-9-]+)"')
    used = {
        (file.name, name)
        for file in (ROOT / "nettverk" / "ui").rglob("*.py")
        for name in named.findall(file.read_text("utf-8"))
    }
    known = {file.stem for file in ICONS}
    assert [(where, name) for where, name in sorted(used) if name not in known] == []


def test_migrations_are_found_and_numbered_in_order() -> None:
    names = sorted(file.name for file in migrations().glob("*.sql"))
    assert names
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", name) for name in names)
    assert len({name[:4] for name in names}) == len(names)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_hashed_and_name_no_host(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--(index|extra|find|trusted)|-[if] )", text, re.MULTILINE)
    blocks = [block for block in re.split(r"\n(?=[a-z])", re.sub(r"(?m)^#.*\n", "", text)) if block.strip()]
    assert all(re.match(r"[a-z0-9-]+==\S+", block) and "--hash=sha256:" in block for block in blocks)


def test_requirements_hold_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[><=;\[ ]", line)[0].lower().replace("_", "-") for line in lines}

    def pinned(file: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / file).read_text("utf-8"), re.MULTILINE))

    run, dev = names(project["dependencies"]), names(project["optional-dependencies"]["dev"])
    assert run <= pinned("requirements.txt")
    assert run | dev | pinned("requirements.txt") <= pinned("requirements-dev.txt")

"""The visual language: every pair of colours that is used can be read, and nothing else names a colour."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import nettverk.ui
from nettverk.assets import resource
from nettverk.domain.registry import SHAPES
from nettverk.ui.common import shapes
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import SCALES, Theme
from tests.helpers.access import contrast

BOTH = ("light", "dark")
GROUNDS = ("ground", "panel", "card")
TOUCHED = ("hover", "press", "selection")


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("ground", [*GROUNDS, *TOUCHED])
def test_text_can_be_read_on_every_ground(name: str, ground: str) -> None:
    theme = Theme.load(name)
    for token in ("ink", "mute", "accent", "stop", "ok", "warn"):
        assert contrast(theme.colour(token), theme.colour(ground)) >= 4.5, (token, ground)


@pytest.mark.parametrize("name", BOTH)
def test_the_four_parts_can_be_read_where_they_are_written(name: str) -> None:
    theme = Theme.load(name)
    for number in range(1, 5):
        for ground in (*GROUNDS, "hover", "selection"):
            assert contrast(theme.part(number), theme.colour(ground)) >= 4.5, (number, ground)


@pytest.mark.parametrize("name", BOTH)
def test_filled_buttons_can_be_read_in_every_state(name: str) -> None:
    theme = Theme.load(name)
    for token in ("accent", "accent_hover", "accent_press"):
        assert contrast(theme.colour("on_accent"), theme.colour(token)) >= 4.5
    assert contrast(theme.colour("mute"), theme.colour("line")) >= 4.5, "a button that is off"
    assert contrast(theme.colour("ground"), theme.colour("ink")) >= 4.5, "tooltips"


@pytest.mark.parametrize("name", BOTH)
def test_edges_and_rings_can_be_seen(name: str) -> None:
    theme = Theme.load(name)
    for ground in GROUNDS:
        assert contrast(theme.colour("edge"), theme.colour(ground)) >= 3, ground
    for ground in (*GROUNDS, *TOUCHED):
        assert contrast(theme.colour("focus"), theme.colour(ground)) >= 3, ground
    assert contrast(theme.colour("on_accent"), theme.colour("accent")) >= 3, "the ring inside a filled button"


@pytest.mark.parametrize("name", BOTH)
def test_the_wall_is_read_from_the_back_row(name: str) -> None:
    theme = Theme.load(name)
    ground = theme.colour("wall_ground")
    for token in ("ink", "mute", "accent", "part1", "part2", "part3", "part4", "stop"):
        assert contrast(theme.colour(f"wall_{token}"), ground) >= 7, token


@pytest.mark.parametrize("name", BOTH)
def test_the_theme_file_is_read_as_toml_reads_it(name: str) -> None:
    with resource("themes", f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    wanted = {**data["colours"], **{f"wall_{key}": value for key, value in data["wall"].items()}}
    assert dict(Theme.load(name).tokens) == wanted


def test_both_looks_have_the_same_tokens() -> None:
    assert set(Theme.load("light").tokens) == set(Theme.load("dark").tokens)


@pytest.mark.parametrize("name", BOTH)
def test_the_style_sheet_is_filled_in(name: str) -> None:
    text = Theme.load(name, 1.5).style_sheet()
    assert not re.findall(r"@\w+", text)
    images = re.findall(r'url\("(.*?)"\)', text)
    assert len(images) == text.count("url(") > 5
    for image in images:
        assert Path(image).exists(), image


@pytest.mark.parametrize(
    "home", ["/Users/Bjørn/Nettverk", "C:/Nettverk (1)/på Øya & co", "/home/o'hara/@ink #1;", '/a"b\\c']
)
def test_the_style_sheet_is_whole_wherever_the_program_lies(
    home: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def at_home(*parts: str) -> Path:
        return Path(home, *parts) if parts[-1] in BOTH else resource(*parts)

    monkeypatch.setattr("nettverk.ui.common.theme.resource", at_home)
    text = Theme.load("light").style_sheet()
    button = QPushButton()
    qtbot.addWidget(button)
    button.setStyleSheet(text + " QPushButton { min-width: 777px; }")
    button.ensurePolished()
    assert button.minimumSizeHint().width() >= 777  # the last rule counts: nothing before it broke the sheet


def test_lists_and_menus_have_our_font_where_the_system_has_one_of_its_own_for_them(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    whole = QApplication.setStyleSheet

    def as_on_windows(app: QApplication, sheet: str) -> None:
        whole(app, sheet)
        for name in ("QAbstractItemView", "QMenu", "QTipLabel"):
            QApplication.setFont(QFont("Segoe UI", 9), name)

    theme = looks.in_force()
    whole(qapp, "")
    monkeypatch.setattr(QApplication, "setStyleSheet", as_on_windows)
    looks.apply(theme)
    for name in ("QAbstractItemView", "QMenu", "QTipLabel"):
        assert QApplication.font(name).families()[0] == "Noto Sans"
        assert QApplication.font(name).pixelSize() == theme.px(0)


def test_nothing_else_names_a_colour() -> None:
    home = Path(nettverk.ui.__file__).parent
    named = [
        f"{path.relative_to(home)}: {found}"
        for path in home.rglob("*.py")
        for found in re.findall(r"""["']#[0-9a-fA-F]{3,8}["']""", path.read_text(encoding="utf-8"))
    ]
    named += re.findall(r"#[0-9a-fA-F]{6}", resource("themes", "style.qss").read_text(encoding="utf-8"))
    assert named == []


def test_the_scale_is_a_major_third(dressed: Theme) -> None:
    for step in range(-1, 6):
        assert dressed.px(step + 1) / dressed.px(step) == pytest.approx(1.25, abs=0.05)
    assert dressed.scaled(2.0).px(0) == 2 * dressed.px(0)
    assert SCALES[-1] == 2.0
    assert [dressed.space(n) for n in (1, 2, 3)] == [8, 16, 24]


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_the_bundled_family_writes_every_letter(dressed: Theme, weight: str) -> None:
    assert {"Noto Sans", "Nettverk Symbols"} <= set(looks.load_fonts())
    font = dressed.font(0, weight)  # type: ignore[arg-type]
    assert QFontInfo(font).family() == "Noto Sans"
    raw = QRawFont.fromFont(font)
    missing = [letter for letter in "æøåÆØÅáčđŋšŧžÁČĐŊŠŦŽïöäñ–·«»…" if not raw.supportsCharacter(ord(letter))]
    assert missing == []


def test_figures_stand_in_columns(dressed: Theme) -> None:
    for weight in ("regular", "semibold", "bold"):
        metrics = QFontMetrics(dressed.font(3, weight))  # type: ignore[arg-type]
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_every_shape_is_drawn_inside_its_square_and_differs_from_the_others(dressed: Theme) -> None:
    seen: dict[bytes, str] = {}
    for shape in {*SHAPES, *shapes.PART_SHAPES}:
        for filled in (True, False):
            image = QImage(48, 48, QImage.Format.Format_ARGB32)
            image.fill(0)
            painter = QPainter(image)
            shapes.paint(painter, QRectF(4, 4, 40, 40), shape, dressed.colour("ink"), filled)
            painter.end()
            rim = [image.pixelColor(x, y).alpha() for x in range(48) for y in (0, 1, 46, 47)]
            assert max(rim) == 0, f"{shape} runs over its edge"
            data = bytes(image.constBits())
            assert any(data), shape
            assert data not in seen, f"{shape} looks like {seen.get(data)}"
            seen[data] = shape


def test_an_icon_takes_the_colour_of_its_token(dressed: Theme) -> None:
    image = looks.icon_pixmap("search", dressed.colour("stop").name(), 64).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {dressed.colour("stop").name()}

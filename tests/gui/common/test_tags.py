"""The theme wheel and the filter as one meets them: clicked, gone about in with keys, read aloud, and without room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nettverk.domain.now import today
from nettverk.domain.rooms import RoomKey
from nettverk.domain.tag_wheel import sectors
from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import gatherings, tags
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.contrast import contrast
from nettverk.ui.common.finder import Finder
from nettverk.ui.common.palette import Palette
from nettverk.ui.common.tags.chooser import TagChooser
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.tags.overview import Overview, Span
from nettverk.ui.common.tags.painting import fill_of, ink_of
from nettverk.ui.common.tags.tag_line import TagLine
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import LinkButton
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import settle

WHEEL = tags.wheel()


@pytest.fixture
def chooser(qtbot: QtBot, dressed: Theme) -> Iterator[TagChooser]:
    shown = TagChooser(WHEEL)
    shown.resize(780, 900)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def test_a_click_in_every_sector_is_a_tick_in_the_list(chooser: TagChooser) -> None:
    for sector in sectors(WHEEL):
        at = chooser.picture.mapTo(chooser, chooser.picture.sector_point(sector.tag_id))
        hit = chooser.childAt(at)
        assert hit is chooser.picture.buttons[sector.tag_id]
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, hit.mapFrom(chooser, at))
        assert chooser.boxes[sector.tag_id].isChecked()
        assert sector.tag_id in chooser.chosen
    assert len(chooser.chosen) == len(sectors(WHEEL))
    corner = chooser.picture.childAt(QPoint(2, 2))
    assert corner is None


def test_a_tick_in_the_list_marks_the_sector_and_what_is_unknown_stays(chooser: TagChooser) -> None:
    heard: list[tuple[str, ...]] = []
    chooser.changed.connect(heard.append)
    chooser.show_chosen(["ny-i-2030", "likeverd"])
    chooser.boxes["relasjoner"].click()
    assert chooser.picture.buttons["relasjoner"].isChecked()
    assert heard == [("relasjoner", "likeverd", "ny-i-2030")]
    chooser.boxes["bti"].click()
    assert heard[-1] == ("relasjoner", "likeverd", "bti", "ny-i-2030")


def test_tab_stops_once_in_the_wheel_and_arrows_go_everywhere(chooser: TagChooser) -> None:
    wheel = chooser.picture
    stops = [tag for tag, button in wheel.buttons.items() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["relasjoner"]
    wheel.take_focus()
    for key, there in (
        (Qt.Key.Key_Right, "forventninger"), (Qt.Key.Key_Right, "deltakelse"), (Qt.Key.Key_Right, "relasjoner"),
        (Qt.Key.Key_Left, "deltakelse"), (Qt.Key.Key_Up, "laering"), (Qt.Key.Key_Up, "laerende-fellesskap"),
        (Qt.Key.Key_Down, "laering"), (Qt.Key.Key_Down, "deltakelse"), (Qt.Key.Key_Down, "inkludert"),
        (Qt.Key.Key_Down, "inkludert"), (Qt.Key.Key_Up, "relasjoner"),
    ):  # fmt: skip
        QTest.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is wheel.buttons[there]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chooser.chosen == ("relasjoner", "fellesskap")


def test_every_sector_says_its_name_its_ring_and_its_number(chooser: TagChooser) -> None:
    chooser.show_chosen((), {"relasjoner": 3})
    button = chooser.picture.buttons["relasjoner"]
    assert (button.accessibleName(), button.accessibleDescription()) == ("Relasjoner, 3", "Møtet mellom mennesker")
    assert chooser.boxes["relasjoner"].text() == "Relasjoner  3"
    for tag, button in chooser.picture.buttons.items():
        assert button.accessibleName().startswith(WHEEL.name(tag))
        assert button.isCheckable()


def test_the_list_is_alone_where_the_wheel_has_no_room(chooser: TagChooser, dressed: Theme) -> None:
    assert not chooser.picture.isHidden()
    chooser.resize(420, 900)
    QApplication.processEvents()
    assert chooser.picture.isHidden()
    assert all(box.isVisible() for box in chooser.boxes.values())
    chooser.take_focus()
    assert QApplication.focusWidget() is chooser.boxes["inkludert"]
    chooser.resize(780, 900)
    QApplication.processEvents()
    assert not chooser.picture.isHidden()
    looks.apply(Theme.load("light", 2.0))
    QApplication.processEvents()
    assert chooser.picture.isHidden()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("chosen", [True, False])
def test_every_name_is_read_on_its_sector(look: str, chosen: bool) -> None:
    theme = Theme.load(look)
    for sector in sectors(WHEEL):
        fill = fill_of(sector, theme, chosen=chosen)
        assert contrast(ink_of(fill, theme), fill) >= 4.5
    plain, marked = (fill_of(sectors(WHEEL)[1], theme, chosen=on) for on in (False, True))
    assert contrast(plain, marked) >= 3


def test_the_filter_says_what_it_wants_and_lets_go(qtbot: QtBot, dressed: Theme) -> None:
    host = QWidget()
    host.resize(1000, 800)
    control = TagFilter(host)
    heard: list[int] = []
    control.changed.connect(lambda: heard.append(1))
    assert control.isHidden()
    control.offer([("bti", "relasjoner"), ("bti",), ()])
    assert not control.isHidden()
    host.show()
    qtbot.waitExposed(host)
    control.open()
    assert control.sheet is not None
    assert control.sheet.chooser.boxes["bti"].text() == "BTI  2"
    control.sheet.chooser.boxes["bti"].click()
    assert (control.button.text(), control.chosen) == ("BTI", {"bti"})
    assert [control.shows(of) for of in (("bti", "relasjoner"), ("relasjoner",), ())] == [True, False, False]
    control.sheet.chooser.boxes["relasjoner"].click()
    assert control.button.text() == "2 merkelapper"
    assert "Relasjoner og BTI" in control.button.accessibleName()
    control.clear_button.click()
    assert (control.chosen, control.clear_button.isHidden(), len(heard)) == (frozenset(), True, 3)
    host.close()
    host.deleteLater()


def test_tags_are_stored_at_once_and_undo_is_seen_in_the_sheet(
    qtbot: QtBot, workspace: Workspace, store: Store
) -> None:
    network = register.add_network(store, "0–6").made
    gathering_id = gatherings.make(store, template("kristiansand"), network_id=network).made
    host = QWidget()
    host.resize(1000, 800)
    host.show()
    qtbot.waitExposed(host)
    tagger = Tagger(workspace, host)
    tagger.open(Carrier(TagOn.GATHERING, gathering_id, gathering_id), "Samling")
    settle(workspace)
    assert tagger.sheet is not None
    tagger.sheet.chooser.boxes["bti"].click()
    settle(workspace)
    assert tags.tags_of(store, TagOn.GATHERING, gathering_id) == ("bti",)
    workspace.lane.undo()
    settle(workspace)
    assert tags.tags_of(store, TagOn.GATHERING, gathering_id) == ()
    assert not tagger.sheet.chooser.boxes["bti"].isChecked()
    host.close()
    host.deleteLater()


@pytest.fixture
def held(store: Store, workspace: Workspace) -> str:
    """A gathering of this school year that is about BTI, and one of the last that is not."""
    network = register.add_network(store, "0–6").made
    now, before = (
        gatherings.make(store, template("kristiansand"), network_id=network, title=title, held_on=day).made
        for title, day in (("Uro", today()), ("Lek", today() - timedelta(days=400)))
    )
    tags.set_tags(store, Carrier(TagOn.GATHERING, now, now), ["bti", "relasjoner"])
    tags.set_tags(store, Carrier(TagOn.GATHERING, before, before), ["relasjoner"])
    return now


def test_the_overview_counts_the_year_and_lists_what_has_a_tag(qtbot: QtBot, workspace: Workspace, held: str) -> None:
    host = QWidget()
    host.resize(1040, 760)
    host.show()
    qtbot.waitExposed(host)
    went: list[object] = []
    workspace.went.connect(lambda room, _arrival: went.append(room))
    shown = Overview(workspace, host)
    shown.open_on()
    settle(workspace)
    assert shown.chooser.picture.counts == {"bti": 1, "relasjoner": 1}
    shown.span.choose(Span.ALL)
    shown.span.chosen.emit(Span.ALL)
    counts = shown.chooser.picture.counts
    assert counts is not None
    assert counts["relasjoner"] > 2  # the sheets that ship, and both gatherings
    shown.span.choose(Span.YEAR)
    shown.chooser.boxes["bti"].click()
    settle(workspace)
    links = [link for link in shown.findChildren(LinkButton) if not link.isHidden()]
    assert [link.text() for link in links] == ["Uro"]
    links[0].click()
    settle(workspace)
    assert workspace.gathering is not None
    assert (workspace.gathering.id, went) == (held, [RoomKey.PLAN])
    assert shown.isHidden()
    host.close()
    host.deleteLater()


def test_the_palette_finds_gatherings_by_their_tags_and_the_tag_itself(
    qtbot: QtBot, workspace: Workspace, held: str
) -> None:
    host = QWidget()
    host.resize(900, 700)
    host.show()
    qtbot.waitExposed(host)
    palette, opened = Palette(host), list[str]()
    Finder(workspace, palette, (), lambda: None, opened.append).search()
    settle(workspace)
    palette.field.setText("BTI")
    found = [entry.text for entry in palette.model.rows]
    assert {"Uro", "BTI"} <= set(found)
    assert "Lek" not in found
    next(entry for entry in palette.model.rows if entry.text == "BTI").run()
    assert opened == ["bti"]
    host.close()
    host.deleteLater()


def test_the_line_names_the_tags_in_order_and_reads_them_aloud(dressed: Theme) -> None:
    line = TagLine()
    assert (line.button.text(), line.button.accessibleDescription()) == ("Merkelapper", "ingen ennå")
    line.show_tags(["bti", "relasjoner"])
    assert [label.text() for label in line.labels] == ["Relasjoner", "BTI"]
    assert line.button.accessibleDescription() == "Relasjoner og BTI"
    line.show_tags(())
    assert line.labels == []
    line.deleteLater()

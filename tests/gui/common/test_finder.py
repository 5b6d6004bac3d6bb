"""Bytt samling: the gathering that is nearest stands first, though next year is planned."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.finder import Finder
from nettverk.ui.common.palette import Palette
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import settle


def test_the_nearest_gathering_stands_first(qtbot: QtBot, workspace: Workspace, store: Store) -> None:
    network, today = register.add_network(store, "0–6").made, store.today()
    for days, title in ((400, "Neste år"), (-200, "I fjor"), (9, "Den neste"), (-30, "Den siste"), (None, "En gang")):
        day = None if days is None else today + timedelta(days=days)
        gatherings.make(store, template("short"), network_id=network, held_on=day, title=title)
    host = QWidget()
    host.resize(900, 700)
    host.show()
    qtbot.waitExposed(host)
    palette = Palette(host)
    Finder(workspace, palette, (), lambda: None, lambda _tag: None).switch()
    settle(workspace)
    shown = [entry.text for entry in palette.model.rows]
    assert shown[:5] == ["Den neste", "Den siste", "I fjor", "Neste år", "En gang"]
    host.close()
    host.deleteLater()

"""The theme wheel in a sheet, in both looks and where it has no room, as reference pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from nettverk.domain.tags import Carrier, TagOn
from nettverk.services import gatherings, tags
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.workspace import Workspace
from tests.helpers.quick import every_case
from tests.helpers.shells import settle
from tests.visual.compare import check
from tests.visual.rooms import wear


@pytest.fixture
def host(workspace: Workspace) -> Iterator[QWidget]:
    shown = QWidget()
    shown.resize(1040, 720)
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.mark.parametrize(("look", "scale"), every_case(3, [("dark", 1.0), ("light", 1.0), ("light", 2.0)]))
def test_choosing_tags(host: QWidget, workspace: Workspace, store: Store, look: str, scale: float) -> None:
    network = register.add_network(store, "0–6").made
    gathering_id = gatherings.make(store, template("kristiansand"), network_id=network).made
    carrier = Carrier(TagOn.GATHERING, gathering_id, gathering_id)
    tags.set_tags(store, carrier, ["fellesskap", "relasjoner", "likeverd", "bti"])
    wear(workspace, look, scale)
    host.show()
    tagger = Tagger(workspace, host)
    tagger.open(carrier, "Alle har noen å være sammen med")
    settle(workspace)
    settle(workspace)
    check(f"tags-{look}-{round(scale * 100)}", host.grab().toImage())

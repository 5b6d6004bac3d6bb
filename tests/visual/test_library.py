"""What Bibliotek looks like: the shelf with four faces, a sheet that is edited, and a school year summed up."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.i18n import set_language
from nettverk.services.sheets import own
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.room import LibraryRoom
from nettverk.ui.stage.wall.sheet_picture import method_picture, sheet_picture
from tests.helpers.quick import every
from tests.helpers.shells import settle
from tests.helpers.waiting import until
from tests.visual.rooms import picture, wear

LIGHT = "trafikklys-a"


def shown(workspace: Workspace, sheet_id: str, size: tuple[int, int]) -> LibraryRoom:
    """The room with a sheet chosen, and every face made."""
    room = LibraryRoom(workspace, sheet_picture, method_picture)
    room.resize(*size)
    room.show()
    room.show_made(sheet_id)
    until(lambda: room.sheet is not None and room.sheet.id == sheet_id)
    settle(workspace)
    until(lambda: not room.faces.busy)
    return room


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_a_sheet_with_its_faces(sample_workspace: Workspace, look: str) -> None:
    wear(sample_workspace, look)
    size = (1280, 800)
    picture(sample_workspace, shown(sample_workspace, LIGHT, size), f"library-{look}", size)


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_a_sheet_of_ones_own_is_edited_in_nynorsk(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    wear(sample_workspace, look)
    mine = str(own.duplicate(sample_store, "fremmer-hemmer-pavirke", language="nn").made)
    size = (1280, 800)
    set_language("nn")
    try:
        room = shown(sample_workspace, mine, size)
        room.edit()
        settle(sample_workspace)
        until(lambda: not room.faces.busy)
        picture(sample_workspace, room, f"library-editor-{look}", size)
    finally:
        set_language("nb")


def test_a_school_year_summed_up(sample_workspace: Workspace) -> None:
    wear(sample_workspace, "light")
    size = (1280, 800)
    room = shown(sample_workspace, LIGHT, size)
    face = room.faces.summary
    until(lambda: not face.years.isHidden())
    begins = "2025"
    assert date(2026, 4, 27).year == int(begins) + 1  # the sample's light of last school year
    face.years.choose(begins)
    face.years.chosen.emit(begins)
    until(face.save_button.isEnabled)
    picture(sample_workspace, room, "library-year", size)

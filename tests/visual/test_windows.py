"""What the window itself looks like; the rooms have their own pictures beside their tests."""

from __future__ import annotations

import pytest

from nettverk.domain.manual.pages import ManualPage
from nettverk.services.sharing.joining import Found, Other, Status, Tried
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.share_keeper import keep_sharing
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle
from tests.visual.compare import check

LOOKS = ("light", "dark")


def _wear(workspace: Workspace, look: str, scale: float = 1.0) -> None:
    theme = Theme.load(look, scale)
    looks.apply(theme)
    workspace.set_theme(theme)


def _picture(shell: Shell, name: str) -> None:
    settle(shell.workspace)
    check(name, shell.grab().toImage())


@pytest.mark.parametrize("look", LOOKS)
def test_first_page(workspace: Workspace, look: str) -> None:
    _wear(workspace, look)
    with open_shell(workspace) as shell:
        _picture(shell, f"first-page-{look}")


def test_first_page_at_150_percent_on_a_small_screen(workspace: Workspace) -> None:
    _wear(workspace, "light", 1.5)
    with open_shell(workspace, (1024, 640)) as shell:
        _picture(shell, "first-page-150")


@pytest.mark.parametrize("look", LOOKS)
def test_palette(sample_workspace: Workspace, look: str) -> None:
    _wear(sample_workspace, look)
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.finder.search()
        settle(sample_workspace)
        shell.palette_.field.setText("ann")
        shell.palette_.field.clearFocus()
        _picture(shell, f"palette-{look}")


@pytest.mark.parametrize(("look", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_share(sample_workspace: Workspace, look: str, scale: float, monkeypatch: pytest.MonkeyPatch) -> None:
    _wear(sample_workspace, look, scale)
    others = (Other("skolen-12", "2026-11-24T08:02:00+00:00"), Other("Barnehage-PC", "2026-11-20T13:40:00+00:00"))
    place = "C:\\Users\\kari\\OneDrive – Havnesund kommune\\Lærende nettverk\\Nettverk-deling"
    status = Status(place, others, waiting=2, unfinished=1)
    monkeypatch.setattr("nettverk.services.sharing.joining.status", lambda _on_lane: status)
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_share()
        _picture(shell, f"share-{look}-{scale:g}")
        sheet = shell.sheets.share
        assert sheet is not None
        sheet.to_server.click()
        sheet.server.address.setText("postgresql://kari@db.havnesund.kommune.no/nettverk?sslmode=verify-full")
        tried = Tried(Found(sheet.server.where()), ready=False)
        sheet.server._answered(tried)
        _picture(shell, f"share-server-{look}-{scale:g}")
        keeper = keep_sharing(shell.files, sample_workspace)
        keeper.place = place
        shell.sheets.open_share()
        _picture(shell, f"shared-{look}-{scale:g}")
        keeper.place = ""


@pytest.mark.parametrize("look", LOOKS)
def test_settings(sample_workspace: Workspace, sample_store: Store, look: str) -> None:
    sample_store.machine_name = "kontor-pc"
    _wear(sample_workspace, look)
    sample_workspace.settings.setValue("look", look)
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_settings()
        _picture(shell, f"settings-{look}")


def test_help(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_help()
        _picture(shell, "help-light")


@pytest.mark.parametrize("look", LOOKS)
def test_manual(sample_workspace: Workspace, look: str) -> None:
    _wear(sample_workspace, look)
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_manual(ManualPage.BLACK_SCREEN)
        _picture(shell, f"manual-{look}")


def test_manual_at_200_percent(sample_workspace: Workspace) -> None:
    _wear(sample_workspace, "light", 2.0)
    with open_shell(sample_workspace, rooms=False) as shell:
        shell.sheets.open_manual(ManualPage.RULES)
        _picture(shell, "manual-200")


def test_tour(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace) as shell:
        shell.sheets.tour.start()
        _picture(shell, "tour-light")
        shell.sheets.tour.leave()


def test_words_at_the_bottom(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        sample_workspace.say("Flyttet Ingrid Moen til bord 5.", "Angre", lambda: None)
        _picture(shell, "calm-line-light")

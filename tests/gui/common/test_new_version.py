"""Se etter ny versjon: only where there is a page, and only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QDesktopServices

from nettverk.services import new_version
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle


def test_an_address_is_one_line_and_leads_to_the_web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "new_version.txt"
    monkeypatch.setattr(new_version, "resource", lambda *_parts: file)
    assert new_version.page() == ""
    for text, found in (
        ("# none\n", ""),
        ("# here\nhttps://example.org/nettverk\n", "https://example.org/nettverk"),
        ("file:///etc/passwd\n", ""),
    ):
        file.write_text(text, "utf-8")
        assert new_version.page() == found


def _offered(shell: Shell) -> dict[str, QAction]:
    return {action.text().split("\t")[0]: action for action in shell.findChildren(QAction)}


def test_without_a_page_there_is_no_such_command(sample_workspace: Workspace) -> None:
    with open_shell(sample_workspace, rooms=False) as shell:
        assert "Kilder" in _offered(shell)
        assert "Se etter ny versjon" not in _offered(shell)


def test_the_page_is_opened_when_it_is_asked_for_and_not_before(
    sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(new_version, "page", lambda: "https://example.org/nettverk")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    with open_shell(sample_workspace, rooms=False) as shell:
        assert opened == []
        _offered(shell)["Se etter ny versjon"].trigger()
        settle(sample_workspace)
        assert opened == ["https://example.org/nettverk"]

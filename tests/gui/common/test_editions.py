"""A file that something else has laid hands on: one line, one button, and the same window goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from nettverk.domain.parting import Parting, Verdict
from nettverk.services import gatherings, plan
from nettverk.storage.store import Store
from nettverk.ui.common.editions import advice, sentence
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS
from tests.helpers.waiting import turns, until


@pytest.fixture
def shell(dressed: Theme, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """The window on a copy of the sample in a folder that is synchronised."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    folder = tmp_path / "OneDrive - Havnesund"
    folder.mkdir()
    shutil.copyfile(sample_file, folder / "n.db")
    lane = Lane()
    workspace = Workspace(lane, dressed, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = Shell(workspace, ROOMS)
    made.finish()
    made.show()
    made.files.open(folder / "n.db")
    lane.wait()
    turns(3)
    yield made
    lane.wait()
    made.closing._may = True
    made.close()
    lane.close()
    made.deleteLater()
    workspace.deleteLater()
    turns(2)


def replace(path: Path, other: Path) -> None:
    beside = path.with_name("sync.tmp")
    shutil.copyfile(other, beside)
    beside.replace(path)


def test_a_replaced_file_is_noticed_by_itself_and_mine_takes_its_place(shell: Shell, sample_file: Path) -> None:
    lane = shell.workspace.lane
    path = lane.path
    assert path is not None
    replace(path, sample_file)
    until(lambda: lane.parting is not None, "the other file to be noticed")
    banner = shell.editions._banner
    assert banner.isVisible()
    assert "OneDrive har byttet ut n.db" in banner.words.text()
    lane.change(lambda store: gatherings.edit(store, gatherings.all_(store)[0].id, title="Min tittel"))
    lane.wait()
    banner.button.click()
    sheet = shell.editions.sheet
    assert sheet is not None
    assert sheet.mine.hasFocus()
    assert sheet.theirs.isEnabled()
    sheet.mine.click()
    until(lambda: lane.parting is None)
    lane.wait()
    assert not banner.isVisible()
    assert shell.editions.sheet is None
    assert "annen versjon" in shell.status.words.text()
    replace(path, sample_file)
    until(lambda: lane.parting is not None, "a second time")
    shell.editions.choose()
    sheet = shell.editions.sheet
    assert sheet is not None
    sheet.theirs.click()
    until(lambda: lane.parting is None)
    lane.wait()
    titles: list[str] = []
    lane.ask(lambda store: titles.extend(one.title for one in gatherings.all_(store)), None)
    lane.wait()
    assert "Min tittel" not in titles
    kept = [other for other in path.parent.iterdir() if "min versjon" in other.name]
    assert len(kept) == 1
    mine = Store.open(kept[0])
    assert gatherings.all_(mine)[0].title == "Min tittel"
    mine.close()


def test_what_one_does_oneself_is_not_taken_for_somebody_elses(shell: Shell) -> None:
    lane = shell.workspace.lane
    gathering = shell.workspace.gathering
    assert gathering is not None
    for number in range(20):
        lane.change(lambda store, n=number: gatherings.edit(store, gathering.id, notes=f"notat {n}"))
        turns(3)
    lane.wait()
    lane.ask(lambda store: plan.parts(store, gathering.id), None)
    lane.wait()
    assert lane.parting is None


@pytest.mark.parametrize("verdict", Verdict)
def test_every_way_has_a_sentence_and_advice(verdict: Verdict) -> None:
    for path in ("/home/kari/Dropbox/n.db", "/home/kari/n.db", "//server/felles/n.db"):
        made = Parting(path, "/x/side.db", verdict, readable=False)
        assert "n.db" in sentence(made)
        assert "trygt" in sentence(made)
        assert advice(Path(path))

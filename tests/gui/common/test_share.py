"""Del med andre: two clicks, a calm line when others' work has come in, and a file that lies where it must not."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from nettverk import cli
from nettverk.domain.changes import Changes
from nettverk.domain.errors import Expected
from nettverk.services import database, gatherings
from nettverk.services.sharing import exchange, joining, lending
from nettverk.storage.sharing.folder import FOLDER
from nettverk.storage.store import Store
from nettverk.ui.common.doorbell import Doorbell
from nettverk.ui.common.handed_over import HandedOver
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.share_keeper import keep_sharing
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS
from tests.helpers import postgres, stores
from tests.helpers.postgres import Postgres
from tests.helpers.waiting import turns, until

Open = Callable[[Path], Shell]


@pytest.fixture
def open_at(dressed: Theme, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the window on a copy of the sample that lies in a folder."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    made: list[Shell] = []

    def make(folder: Path) -> Shell:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample_file, folder / "n.db")
        lane = Lane()
        workspace = Workspace(lane, dressed, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        shell = Shell(workspace, ROOMS)
        shell.finish()
        shell.show()
        keep_sharing(shell.files, workspace)
        shell.files.open(folder / "n.db")
        lane.wait()
        turns(3)
        made.append(shell)
        return shell

    yield make
    for shell in made:
        shell.workspace.lane.wait()
        shell.closing._may = True
        shell.close()
        shell.workspace.lane.close()
        shell.deleteLater()
        shell.workspace.deleteLater()
        turns(2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen whenever a folder is asked for."""
    made = tmp_path / "OneDrive - Havnesund"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(made))
    return made


def share(shell: Shell) -> None:
    """The two clicks, and what comes of them."""
    shell.sheets.open_share()
    sheet = shell.sheets.share
    assert sheet is not None
    sheet.choose.click()
    keeper = keep_sharing(shell.files, shell.workspace)
    until(lambda: bool(keeper.place), "the file to be shared")
    settle(shell)


def settle(shell: Shell) -> None:
    shell.workspace.lane.wait()
    turns(3)
    shell.workspace.lane.wait()


INSTALLATION = "01a1f41c-0000-7000-8000-000000000001"
"""The colleague's."""


def colleague(folder: Path, path: Path, work: Callable[[Store], object]) -> None:
    """Somebody on another machine works and shares."""
    if not path.exists():
        joining.fetch(str(folder), path)
    store = database.open_file(path)
    store.sign_as(INSTALLATION)
    store.machine_name = "skolen"
    exchange.sync(lambda job: job(store))
    work(store)
    exchange.sync(lambda job: job(store))
    store.close()


def title(shell: Shell) -> str:
    found: list[str] = []
    shell.workspace.lane.ask(lambda store: gatherings.all_(store)[0].title, found.append)
    settle(shell)
    return found[0]


def rename(store: Store) -> None:
    rename_it(store)


def rename_it(store: Store) -> Changes:
    held = gatherings.all_(store)[0]
    return gatherings.edit(store, held.id, title="Overganger" if held.title != "Overganger" else "Overgangene")


def test_two_clicks_share_the_file_and_a_line_says_what_came_in(open_at: Open, folder: Path, tmp_path: Path) -> None:
    shell = open_at(tmp_path / "mine")
    said: list[str] = []
    shell.workspace.said.connect(lambda text, _action, _run: said.append(text))
    share(shell)
    assert any((folder / FOLDER).glob("*.nettverk-hel"))
    colleague(folder, tmp_path / "skolen.db", rename)
    until(lambda: any("skolen" in text for text in said), "what the colleague wrote to be told")
    assert title(shell) == "Overganger"


def test_what_came_in_is_taken_back_from_the_line_and_comes_when_it_is_asked_for(
    open_at: Open, folder: Path, tmp_path: Path
) -> None:
    shell = open_at(tmp_path / "mine")
    share(shell)
    before = title(shell)
    colleague(folder, tmp_path / "skolen.db", rename)
    line = shell.status
    until(lambda: line.action.text() == "Angre" and "skolen" in line.words.text(), "the line with what came in")
    line.action.click()
    settle(shell)
    assert title(shell) == before
    until(lambda: line.action.text() == "Hent det igjen", "the way to take it in again")
    line.action.click()
    keeper = keep_sharing(shell.files, shell.workspace)
    until(lambda: not keeper.paused, "it to come in again")
    assert title(shell) == "Overganger"


def test_the_sheet_says_who_shares_and_stops(open_at: Open, folder: Path, tmp_path: Path) -> None:
    shell = open_at(tmp_path / "mine")
    share(shell)
    sheet = shell.sheets.share
    assert sheet is not None
    colleague(folder, tmp_path / "skolen.db", rename)
    until(lambda: "skolen" in said_in(sheet.others), "the other machine's name")
    assert str(folder / FOLDER) in sheet.place.text()
    sheet.stop.click()
    settle(shell)
    assert sheet.choose.isVisible()


def said_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_file_in_the_synchronised_folder_is_moved_out_and_shared_from_home(
    open_at: Open, folder: Path, tmp_path: Path
) -> None:
    shell = open_at(folder)
    share(shell)
    home = tmp_path / "hjem" / "nettverk.db"
    until(lambda: shell.workspace.lane.path == home, "the copy at home to be open")
    until(lambda: not (folder / "n.db").exists(), "the old file to have another name")
    assert any((folder / FOLDER).glob("*.nettverk-hel"))


def test_where_others_share_their_file_is_fetched_and_ones_own_is_kept(
    open_at: Open, folder: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "skolen.db"
    store = database.open_file(theirs)
    joining.begin(stores.on(store), str(folder))
    exchange.sync(lambda job: job(store))
    store.close()
    shell = open_at(tmp_path / "mine")
    path = shell.workspace.lane.path
    shell.sheets.open_share()
    sheet = shell.sheets.share
    assert sheet is not None
    sheet.choose.click()
    until(sheet.fetch.isVisible, "the offer to fetch what is shared")
    sheet.fetch.click()
    keeper = keep_sharing(shell.files, shell.workspace)
    until(lambda: bool(keeper.place), "the fetched file to be shared")
    settle(shell)
    assert shell.workspace.lane.path == path
    assert len(list((tmp_path / "mine").glob("n til *.db"))) == 1


# --- the command line beside an open window ---


@pytest.fixture
def beside(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a job of the command line on the file that a window has open; its code, and what it says to whom."""

    def run(shell: Shell, *words: object) -> tuple[int, str, str]:
        if not shell.findChildren(Doorbell):
            bell = Doorbell(shell, shell.workspace.lane)
            bell.job_came.connect(HandedOver(shell.workspace, shell.files).do)
        codes: list[int] = []
        said = [*map(str, words), "--db", str(shell.workspace.lane.path)]
        job = threading.Thread(target=lambda: codes.append(cli.main(said, screens=lambda *_asked: [])))
        capsys.readouterr()
        job.start()
        until(lambda: not job.is_alive(), "the job to be done")
        job.join()
        settle(shell)
        out, err = capsys.readouterr()
        return codes[0], out, err

    return run


Beside = Callable[..., tuple[int, str, str]]


def test_the_command_line_shares_and_exchanges_through_the_open_window(
    open_at: Open, folder: Path, tmp_path: Path, beside: Beside
) -> None:
    shell = open_at(tmp_path / "mine")
    code, out, err = beside(shell, "share", "init", folder)
    assert (code, err) == (0, "")
    assert "Deles fra nå av" in out
    assert keep_sharing(shell.files, shell.workspace).place == str(folder / FOLDER)
    colleague(folder, tmp_path / "skolen.db", rename)
    code, _out, err = beside(shell, "share", "sync")
    assert (code, err) == (0, "")
    assert title(shell) == "Overganger"
    code, out, _err = beside(shell, "share", "status", "--json")
    assert (code, [each["machine"] for each in json.loads(out)["machines"]]) == (0, ["skolen"])
    code, out, _err = beside(shell, "share", "stop")
    assert (code, "Deles ikke lenger" in out) == (0, True)
    assert not keep_sharing(shell.files, shell.workspace).place
    code, _out, err = beside(shell, "share", "sync")
    assert (code, "deles ikke med noen" in err) == (2, True)


def test_the_command_line_lends_from_the_open_file(open_at: Open, tmp_path: Path, beside: Beside) -> None:
    shell = open_at(tmp_path / "mine")
    stick = tmp_path / "pinne.db"
    code, out, err = beside(shell, "lend", "--out", stick, "--table", 2)
    assert (code, err) == (0, "")
    assert "Navnelista er ikke med" in out
    store = database.open_file(stick)
    assert lending.is_lent(store)
    store.close()
    code, _out, err = beside(shell, "lend", "--out", stick, "--all")
    assert (code, "finnes allerede" in err) == (2, True)


# --- the window is closed ---


def test_what_was_written_last_goes_out_with_the_window(open_at: Open, folder: Path, tmp_path: Path) -> None:
    shell = open_at(tmp_path / "mine")
    share(shell)
    keeper = keep_sharing(shell.files, shell.workspace)
    shell.workspace.lane.change(lambda store: gatherings.edit(store, gatherings.all_(store)[0].id, title="Sist sagt"))
    shell.workspace.lane.wait()
    assert keeper.last()
    seen: list[str] = []
    colleague(folder, tmp_path / "skolen.db", lambda store: seen.append(gatherings.all_(store)[0].title))
    assert seen == ["Sist sagt"]


def test_a_place_that_is_away_or_does_not_answer_keeps_no_window_open(
    open_at: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_at(tmp_path / "mine")
    share(shell)
    keeper = keep_sharing(shell.files, shell.workspace)
    answers = threading.Event()

    def hang(_chosen: str, _share: str) -> None:
        answers.wait(60)
        raise Expected("Mappa er borte.")

    monkeypatch.setattr(exchange, "open_place", hang)
    shell.workspace.lane.change(rename_it)
    until(keeper._soon_timer.isActive, "the change to wait for its exchange")
    assert not keeper.last(50)  # still waiting for an answer, and let go of
    answers.set()
    settle(shell)
    shell.workspace.lane.change(rename_it)
    until(keeper._soon_timer.isActive, "the next change to wait")
    monkeypatch.setattr(exchange, "open_place", lambda *_asked: pytest.fail("a place that is away is asked again"))
    assert not keeper.last(50)


def test_who_stays_after_all_goes_on_sharing(open_at: Open, folder: Path, tmp_path: Path) -> None:
    shell = open_at(tmp_path / "mine")
    share(shell)
    shell.workspace.closing.emit()  # and the question is answered with «Bli her»
    assert keep_sharing(shell.files, shell.workspace).place == str(folder / FOLDER)


# --- over a server ---


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A real server; the tests that need it are skipped where there is none."""
    with postgres.running() as running:
        yield running


def test_a_server_is_tried_made_ready_and_shared_over_from_the_window(
    open_at: Open, server: Postgres, tmp_path: Path
) -> None:
    shell = open_at(tmp_path / "mine")
    shell.sheets.open_share()
    sheet = shell.sheets.share
    assert sheet is not None
    sheet.to_server.click()
    assert not sheet.choose.isVisible()
    sheet.server.address.setText(server.address("nobody_at_all"))
    sheet.server.look()
    until(lambda: "finnes ikke på serveren" in sheet.server.told.text(), "it to be said that there is no such role")
    assert not sheet.over.isVisible()
    sheet.server.address.setText(server.address())
    sheet.server.look()
    until(sheet.over.isVisible, "the way on")
    assert sheet.over.text() == "Gjør klar og del"
    sheet.over.click()
    keeper = keep_sharing(shell.files, shell.workspace)
    until(lambda: bool(keeper.place), "the file to be shared")
    settle(shell)
    assert keeper.place == server.address()
    until(lambda: "sin egen rolle" in said_in(sheet.others), "what the others are to do")
    (name,) = server.sql("eier", "SELECT name FROM nettverk.organisations")[0]
    server.new_member("kari", str(name))
    joining.fetch(server.address("kari"), tmp_path / "kari.db")
    store = database.open_file(tmp_path / "kari.db")
    assert gatherings.all_(store)
    store.close()

"""Opening: what is not ours stays untouched, two never write at once, and nothing cut off is taken for whole."""

from __future__ import annotations

import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from nettverk import app
from nettverk.domain.errors import Expected
from nettverk.services import database
from nettverk.services.register import register
from nettverk.storage import hot_journal, identity, migrate
from nettverk.storage.store import Store
from tests.helpers.faults import Battery

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ROOT / "db" / "versions"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, signals and forks are others there")

Scale = Callable[[int, int], int]


def _dump(path: Path) -> list[str]:
    """All that is in a database, whatever its pages look like."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return list(connection.iterdump())


def _state(folder: Path) -> dict[str, bytes]:
    """Every plain file of a folder, byte for byte."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _add(store: Store, *names: str) -> None:
    with store.change():
        for name in names:
            store.insert("districts", name=name)


def _program(text: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process of ours that runs a text, wherever this one stands."""
    return subprocess.Popen(
        [sys.executable, "-c", text, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# --- every released schema ---


def _released(folder: Path, first: int) -> Iterator[Path]:
    """A database of every version there has been, and one stopped after each update from the ``first`` on."""
    for old in sorted(VERSIONS.glob("*.db")):
        yield Path(shutil.copy(old, folder / f"utgave {old.name}"))
    names = [path.stem for path in migrate.known()]
    for count in range(first, len(names) + 1):
        path = folder / f"oppdatert {count}.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript(
                f"CREATE TABLE {migrate.TABLE}"
                " (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT);"
                f"CREATE UNIQUE INDEX m ON {migrate.TABLE} (migration_set, name);"
            )
            for file in migrate.known()[:count]:
                connection.executescript(file.read_text(encoding="utf-8"))
                row = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nettverk', ?, '')"
                connection.execute(row, (file.stem,))
        yield path


def test_every_released_schema_is_known_read_and_brought_up_to_date(
    battery: Battery, scale: Scale, tmp_path: Path
) -> None:
    with battery("an older version's file is read, opened and copied before it is changed") as row:
        for path in _released(tmp_path, scale(len(migrate.known()), 1)):
            before = path.read_bytes()
            store = database.open_for_reading(path)
            assert store.value("SELECT count(*) FROM service_kinds") == 11
            store.close()
            lost = int(path.read_bytes() != before)
            waiting = next(iter(_waiting(path)), "")
            taken = path.with_name(f"{path.stem} før {waiting}.db")
            if waiting:
                taken.write_bytes(b"noe annet som heter det samme")
            Store.open(path).close()
            lost += int(identity.read_header(path)[68:72] != b"NETV" or bool(_waiting(path)))
            if waiting:
                lost += int(taken.read_bytes() != b"noe annet som heter det samme")
                lost += int(_dump(taken.with_stem(f"{taken.stem} 2")) != _dump_of(before, tmp_path))
            row.once(lost)


def _waiting(path: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return migrate.pending(connection)


def _dump_of(content: bytes, folder: Path) -> list[str]:
    path = folder / "før.tmp"
    path.write_bytes(content)
    try:
        return _dump(path)
    finally:
        path.unlink()


# --- files that are not ours ---


def _foreign(folder: Path, rows: int) -> Iterator[tuple[str, Path]]:
    """A path that is no database of ours, again and again; only plain files and what a test may make.

    Args:
        rows: every so-manyth of the updates has its row taken out.
    """
    ours = folder / "vår.db"
    Store.open(ours).close()
    content = ours.read_bytes()
    ours.unlink()
    tables = [line for line in _dump_of(content, folder) if line.startswith("CREATE TABLE")]

    def file(name: str, data: bytes) -> tuple[str, Path]:
        path = folder / "n.db"
        path.write_bytes(data)
        return name, path

    def changed(name: str, *statements: str, data: bytes = content) -> tuple[str, Path]:
        path = folder / "n.db"
        path.unlink(missing_ok=True)
        if data:
            path.write_bytes(data)
        _sql(path, "PRAGMA legacy_alter_table = ON", *statements)
        return name, path

    yield file("empty", b"")
    for size in (1, 15, 16, 99, 100, 511, 512, 4095, 4096, 8192, len(content) - 1, len(content) // 2):
        yield file(f"ours cut to {size}", content[:size])
    yield file("zeros", bytes(len(content)))
    yield file("zeros over the first page", bytes(4096) + content[4096:])
    yield file("a header and zeros", content[:100] + bytes(20_000))
    yield file("text", b"Kari Nordmann;Lund barnehage\n" * 400)
    yield file("a spreadsheet", b"PK\x03\x04" + random.Random(1).randbytes(9000))
    yield file("encrypted", random.Random(2).randbytes(40_960))
    yield changed("SQLite without tables", "PRAGMA user_version = 3", data=b"")
    yield changed("another program's", "CREATE TABLE notes (id, body)", data=b"")
    yield changed(
        "another program's without a key", "CREATE TABLE settings (a)", "INSERT INTO settings VALUES (1)", data=b""
    )
    yield changed("another program's in WAL", "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)", data=b"")
    yield changed("two tables of our names", "CREATE TABLE people (id)", "CREATE TABLE units (id)", data=b"")
    yield changed("our tables and no list of updates", *tables[:12], data=b"")
    yield changed("another set of updates", "UPDATE _sqlite_migrations SET migration_set = 'annet'")
    yield changed("another program's number", "PRAGMA application_id = 1196444487")
    yield changed("no list of updates", "DROP TABLE _sqlite_migrations")
    yield changed("an empty list of updates", "DELETE FROM _sqlite_migrations")
    yield changed("the list has other columns", "ALTER TABLE _sqlite_migrations RENAME COLUMN migration_set TO sett")
    view = "CREATE VIEW _sqlite_migrations AS SELECT 'nettverk' AS migration_set, '0001_start' AS name"
    yield changed("the list is a view", "DROP TABLE _sqlite_migrations", view)
    later = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nettverk', '9999_later', '')"
    yield changed("a newer version's", later)
    for name in [path.stem for path in migrate.known()][::rows]:
        if _makes_something(name):
            yield changed(f"the row of {name} is missing", f"DELETE FROM _sqlite_migrations WHERE name = '{name}'")
    for table in ("entries", "gatherings", "settings", "seats"):
        yield changed(f"without {table}", "PRAGMA foreign_keys = OFF", f"DROP TABLE {table}")
    yield changed("unstamped, without people", "PRAGMA application_id = 0", "DROP TABLE people")
    yield changed("a view less", "DROP VIEW meetings")
    (folder / "n.db").unlink()
    (folder / "n.db").mkdir()
    yield "a folder", folder / "n.db"
    (folder / "n.db").rmdir()
    if sys.platform != "win32":
        os.mkfifo(folder / "n.db")
        yield "a pipe", folder / "n.db"
        (folder / "n.db").unlink()
        yield "a device", Path(os.devnull)
        with closing(socket.socket(socket.AF_UNIX)) as listening:
            listening.bind(os.path.relpath(folder / "n.db"))
            yield "a socket", folder / "n.db"
        (folder / "n.db").unlink()
        (folder / "n.db").symlink_to("n.db")
        yield "a link to itself", folder / "n.db"
        (folder / "n.db").unlink()
    for name in ("", ".", "/", ":memory:", "file:x.db", "file:x.db?mode=ro", "file:///x.db", "x" * 4000, "a\0.db"):
        yield f"--db {name[:20]!r}", Path(name)


def _makes_something(name: str) -> bool:
    """Whether a file shows that it has had an update by anything but its row."""
    names = tuple(path.stem for path in migrate.known())
    without = tuple(other for other in names if other != name)
    try:
        return identity._expected(names) != identity._expected(without)
    except sqlite3.Error:
        return True


def test_what_is_not_ours_is_never_touched_and_gets_a_sentence(
    battery: Battery,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    scale: Callable[[int, int], int],
) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with battery("a file that is not ours is opened, read and checked") as row:
        for name, path in _foreign(folder, scale(8, 1)):
            before = _state(folder)
            lost = 0
            for opened in (Store.open, database.open_file, database.open_for_reading):
                try:
                    opened(path).close()
                    lost += 1
                except Expected as told:
                    lost += int(told.code != 2 or not told.sentence or len(told.sentence) > 400)
            for job in (["check"], ["gatherings"], ["import", str(VERSIONS / "0.1.0.db")]):
                code = app.main([*job, "--db", str(path)])
                said = capsys.readouterr()
                lost += int(code != 2 or len(said.err.splitlines()) != 1 or "i orden" in said.out)
            lost += int(_state(folder) != before)
            assert not lost, name
            row.once(lost)
        assert row.runs >= 30


# --- one at a time ---

HOLDER = """
import sys
from pathlib import Path
from nettverk.storage.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


@contextmanager
def _held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has the database open; killed at the end, if it has not been before."""
    holder = _program(HOLDER, path)
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        yield holder
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()


@POSIX
def test_a_second_writer_is_kept_out_whatever_name_it_comes_by(
    battery: Battery, scale: Scale, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, linked, hard = tmp_path / "n.db", tmp_path / "lenke.db", tmp_path / "hard.db"
    chained, moved, through = tmp_path / "lenke til lenke.db", tmp_path / "nytt navn.db", tmp_path / "mappelenke"
    Store.open(path).close()
    linked.symlink_to(path)
    chained.symlink_to(linked)
    os.link(path, hard)
    through.symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    names = (path, linked, chained, hard, through / "n.db", Path("n.db"))
    with battery("a second writer of the same file, by any name") as row:
        for first in names if scale(0, 1) else names[2:4]:
            with _held(first):
                for second in names:
                    row.once(_gets_in(second))
                for lock in tmp_path.glob("*.lock"):
                    lock.unlink()
                for second in names:
                    row.once(_gets_in(second))
            Store.open(path).close()  # killed: nothing stands in the way
            row.once(len(list(tmp_path.glob("*.lock")) if first == path else []))
        with _held(path):
            path.rename(moved)
            row.once(_gets_in(moved))
            row.once(_gets_in(hard))
            moved.rename(path)


def _gets_in(path: Path) -> int:
    try:
        Store.open(path).close()
    except Expected as told:
        return int("åpen hos" not in told.sentence)
    return 1


def test_an_opening_that_fails_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    _add(store, *(f"Bydel {number} med et langt navn som fyller opp sida" for number in range(400)))
    store.close()
    hurt = bytearray(path.read_bytes())
    hurt[-8192:-4096] = b"\x07" * 4096
    path.write_bytes(hurt)
    with pytest.raises(Expected):
        Store.open(path)
    assert [each.name for each in tmp_path.iterdir()] == ["n.db"]


# --- a write that was cut off, and a copy laid in its place ---


class CutOff:
    """Every state that a file and its journal can be in while one write comes to the disk.

    Args:
        path: the database; ``write`` changes it in one step.
    """

    def __init__(self, path: Path, write: Callable[[Store], None]) -> None:
        self.before = path.read_bytes()
        store = Store.open(path)
        # Somebody who reads holds the write back when its journal is written and nothing is in the database yet.
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM districts").fetchone()
        store.connection.execute("PRAGMA busy_timeout = 0")
        store.connection.execute("BEGIN IMMEDIATE")
        write(store)
        hot_journal.sign(store.connection)
        with suppress(sqlite3.OperationalError):
            store.connection.execute("COMMIT")
        written = hot_journal.name_of(path).read_bytes()
        # The beginning and the count are the last that is written, when all the rest has come to the disk.
        sector, page = (int.from_bytes(written[at : at + 4], "big") for at in (20, 24))
        count = (len(written) - sector) // (page + 8)
        self.journal = hot_journal.MAGIC + count.to_bytes(4, "big") + written[12:]
        reader.execute("COMMIT")
        reader.close()
        store.connection.execute("COMMIT")
        store.close()
        self.after = path.read_bytes()

    def states(self) -> Iterator[bytes]:
        """The database after each page that came to the disk, in the order SQLite writes them."""
        page = int.from_bytes(self.before[16:18], "big")
        now = bytearray(self.before)
        yield bytes(now)
        for at in range(0, len(self.after), page):
            if self.after[at : at + page] != self.before[at : at + page]:
                now[at : at + page] = self.after[at : at + page]
                yield bytes(now)


def _lay(folder: Path, content: bytes, journal: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "n.db").write_bytes(content)
    (folder / "n.db-journal").write_bytes(journal)
    return folder / "n.db"


def _writes(path: Path, choose: random.Random) -> Callable[[Store], None]:
    """A write that changes, adds and removes rows on many pages."""
    count = choose.randint(1, 400)

    def write(store: Store) -> None:
        for number in range(count):
            store.insert("districts", name=f"{choose.random()} {number} {'x' * choose.randint(0, 300)}")
        store.connection.execute("DELETE FROM districts WHERE abs(random()) % 3 = 0 AND name LIKE '0.%'")
        store.connection.execute("UPDATE districts SET name = name || '!' WHERE abs(random()) % 5 = 0")

    return write


def _grown(path: Path, choose: random.Random) -> list[bytes]:
    """A database that is worked in, with a copy of it from each day before."""
    copies = []
    for day in range(4):
        store = Store.open(path)
        _add(store, *(f"dag {day} {choose.random()} {number}" for number in range(choose.randint(5, 120))))
        store.close()
        copies.append(path.read_bytes())
    return copies


def test_a_write_that_was_cut_off_is_taken_back_at_every_point(battery: Battery, scale: Scale, tmp_path: Path) -> None:
    choose = random.Random(3)
    with battery("a write cut off after each page, opened again") as row:
        for turn in range(scale(1, 12)):
            path = tmp_path / f"{turn}.db"
            _grown(path, choose)
            cut = CutOff(path, _writes(path, choose))
            whole = _dump_of(cut.before, tmp_path)
            states = list(cut.states())
            for state in choose.sample(states, min(len(states), scale(8, 200))):
                laid = _lay(tmp_path / "mappe", state, cut.journal)
                reader = database.open_for_reading(laid)
                lost = int(list(reader.connection.iterdump()) != whole)
                reader.close()
                lost += int(laid.read_bytes() != state)
                store = Store.open(laid)
                lost += int(bool(store.notes))
                store.close()
                row.once(lost + int(_dump(laid) != whole))


def test_a_copy_laid_where_a_write_was_cut_off_is_not_mixed_with_it(
    battery: Battery, scale: Scale, tmp_path: Path
) -> None:
    choose = random.Random(4)
    with battery("a copy laid over a file whose write was cut off") as row:
        for turn in range(scale(1, 12)):
            path, branch = tmp_path / f"{turn}.db", tmp_path / f"gren {turn}.db"
            older = _grown(path, choose)
            others = [*older[:-1], *_branches(older, branch, choose)]
            copy = tmp_path / f"kopi {turn}.db"
            store = Store.open(path)
            database.back_up(store, copy)
            store.close()
            cut = CutOff(path, _writes(path, choose))
            for content in [*others, copy.read_bytes()]:
                laid = _lay(tmp_path / "mappe", content, cut.journal)
                whole = _dump_of(content, tmp_path)
                reader = database.open_for_reading(laid)
                lost = int(list(reader.connection.iterdump()) != whole)
                reader.close()
                store = Store.open(laid)
                lost += int(len(store.notes) != 1)
                store.close()
                kept = [each for each in laid.parent.iterdir() if each.suffix == ".journal"]
                lost += int([each.read_bytes() for each in kept] != [cut.journal])
                row.once(lost + int(_dump(laid) != whole))


def _branches(copies: list[bytes], path: Path, choose: random.Random) -> Iterator[bytes]:
    """What has become of earlier copies on another machine: as many writes as here, one fewer and one more."""
    for start in range(len(copies)):
        path.write_bytes(copies[start])
        for _write in range(len(copies) - start + 1):
            store = Store.open(path)
            _add(store, f"på en annen maskin {choose.random()}")
            store.close()
            yield path.read_bytes()
        path.unlink()


# --- killed in the middle ---

KILLER = """
import os, random, select, signal, sys, time
from pathlib import Path
from nettverk.services import database
from nettverk.services.export import whole as export
from nettverk.storage import whole_files
from nettverk.storage.store import Store

what, folder, runs, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
choose = random.Random(seed)
path = folder / "n.db"

def make(): Store.open(folder / "ny.db").close()
def bring_up_to_date(): Store.open(folder / "gammel.db").close()
def export_all(): export.to_file(reader, folder / "ut" / "alt.json")
def back_up(): database.back_up(reader, folder / "ut" / "kopi.db")
def save(): whole_files.write(folder / "ut" / "papir.pdf", paper)
job = globals()[what]
reader = database.open_for_reading(path) if path.exists() else None
paper = b"%PDF" + b"x" * 2_000_000 + b"%%EOF"

def begin():
    pid = os.fork()
    if not pid:
        code = 1
        try:
            job()
            code = 0
        finally:
            os._exit(code)
    return pid

started = time.perf_counter()
os.waitpid(begin(), 0)
takes = time.perf_counter() - started
for run in range(runs):
    print("run", flush=True)
    sys.stdin.readline()
    pid = begin()
    select.select([], [], [], choose.uniform(0, takes))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
print("over", flush=True)
"""


@contextmanager
def _killings(what: str, folder: Path, runs: int) -> Iterator[Iterator[None]]:
    """Each step of the iterator is one run that was killed at a moment nobody chose."""
    killer = _program(KILLER, what, folder, runs, 5)
    killer_in, killer_out = killer.stdin, killer.stdout
    assert killer_in is not None
    assert killer_out is not None

    def each() -> Iterator[None]:
        assert killer_out.readline() == "run\n"
        for _run in range(runs):
            killer_in.write("\n")
            killer_in.flush()
            killer_out.readline()
            yield

    try:
        yield each()
    finally:
        killer.kill()
        killer.wait()
        killer_in.close()
        killer_out.close()


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".nettverk-")]


@POSIX
@pytest.mark.parametrize("what", ["export_all", "back_up", "save"])
def test_a_file_that_was_being_written_is_whole_or_as_it_was(
    battery: Battery, scale: Scale, tmp_path: Path, what: str
) -> None:
    store = Store.open(tmp_path / "n.db")
    _add(store, *(f"bydel {number} {'å' * 90}" for number in range(4000)))
    store.close()
    out = tmp_path / "ut"
    with battery(f"kill -9 while writing a file ({what})") as row, _killings(what, tmp_path, scale(2, 150)) as killings:
        whole = None
        for _killing in killings:
            written = _state(out)
            names = [name for name in written if not name.startswith(".nettverk-")]
            whole = whole or {name: len(written[name]) for name in names}
            lost = int(names != list(whole) or any(len(written[name]) != size for name, size in whole.items()))
            row.once(lost + int(len(_left(out)) > 1))
    from nettverk.storage import whole_files

    whole_files.write(out / "noe annet.txt", b"x")
    assert _left(out) == []


@POSIX
def test_a_database_that_was_being_made_is_whole_or_not_there(battery: Battery, scale: Scale, tmp_path: Path) -> None:
    path = tmp_path / "ny.db"
    with battery("kill -9 while a database is made") as row, _killings("make", tmp_path, scale(3, 60)) as killings:
        for _killing in killings:
            lost = int(path.exists() and identity.look(path).kind is not identity.Kind.OURS)
            Store.open(path).close()
            path.unlink()
            row.once(lost + len(_state(tmp_path)))


@POSIX
def test_an_update_that_was_killed_is_begun_again_with_every_copy_whole(
    battery: Battery, scale: Scale, tmp_path: Path
) -> None:
    path, old = tmp_path / "gammel.db", VERSIONS / "0.1.0.db"
    shutil.copy(old, path)
    was = _dump(old)
    with battery("kill -9 while a database is brought up to date") as row:
        runs = scale(2, 40)
        with _killings("bring_up_to_date", tmp_path, runs) as killings:
            for _killing in killings:
                Store.open(path).close()
                copies = [each for each in tmp_path.glob("gammel før*.db") if "0011" in each.name]
                lost = int(not copies or any(_dump(copy) != was for copy in copies))
                lost += int(bool(_waiting(path))) + len(_left(tmp_path))
                row.once(lost)
                for each in tmp_path.iterdir():
                    each.unlink()
                shutil.copy(old, path)


WRITER = """
import sys
from pathlib import Path
from nettverk.storage.store import Store
store = Store.open(Path(sys.argv[1]))
number = 0
while True:
    with store.change():
        store.insert("districts", name=f"{sys.argv[2]} {number} " + "x" * 3000)
    print(number, flush=True)
    number += 1
"""


@POSIX
def test_nothing_that_was_stored_is_lost_by_a_kill(battery: Battery, scale: Scale, tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    choose = random.Random(6)
    with battery("kill -9 while storing, with the nonce in the header") as row:
        for run in range(scale(2, 20)):
            writer = _program(WRITER, path, run)
            assert writer.stdin is not None
            assert writer.stdout is not None
            last = -1
            for _line in range(choose.randint(1, 60)):
                last = int(writer.stdout.readline())
            writer.kill()
            rest = writer.stdout.read().split()
            last = int(rest[-1]) if rest else last
            writer.wait()
            writer.stdin.close()
            writer.stdout.close()
            store = Store.open(path)
            stored = {
                district.name.split()[1]
                for district in register.districts(store)
                if district.name.startswith(f"{run} ")
            }
            row.once(len({str(number) for number in range(last + 1)} - stored) + len(store.notes))
            store.close()


# --- reading while the program writes ---


def test_a_reading_job_reads_one_moment_while_the_program_writes(
    battery: Battery, scale: Scale, tmp_path: Path
) -> None:
    path = tmp_path / "n.db"
    Store.open(path).close()
    writer = _program(WRITER, path, "r")
    assert writer.stdin is not None
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        with battery("a job reads while the program writes") as row:
            for _turn in range(scale(5, 30)):
                store = database.open_for_reading(path)
                first = store.value("SELECT count(*) FROM districts")
                lost = int(store.value("SELECT max(CAST(substr(name, 3) AS INTEGER)) FROM districts") != first - 1)
                lost += int(store.value("PRAGMA integrity_check(1)") != "ok")
                lost += int(store.value("SELECT count(*) FROM districts") != first)
                store.close()
                row.once(lost)
            assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
        writer.stdin.close()
        writer.stdout.close()

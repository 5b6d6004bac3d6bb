"""Somebody who is removed is gone from every byte: the file and its free pages, its journal, copies, settings and log.

The database has had a life first: texts written over again and again, rows that were removed, corrected names;
with SQLite's own overwriting off, as in builds that do not have it, and on.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import string
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.domain.group_rules import RuleKind
from nettverk.services import contributions, database, follow_up, gatherings, integrity, participants, reflections
from nettverk.services.groups import rules
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import texts
from nettverk.storage.guard import safety_path
from nettverk.storage.places import data_folder, log_folder, settings_file
from tests.helpers.faults import Battery
from tests.helpers.quick import every
from tests.helpers.waiting import pause

GIVEN, FAMILY, EMAIL = "Ćelina Márjá", "Åsværødegård", "celina.asvaerodegard@eksempel.no"
NAMES = (f"{GIVEN} {FAMILY}", f"Ćelina {FAMILY}", FAMILY, EMAIL, FAMILY.upper())
OTHER = "Olai Unterbråten"
"""Somebody who stays, so that a test that looked in the wrong place would be noticed."""


def escaped(text: str) -> str:
    """As older Qt writes it in the settings: a figure or letter that would lengthen an escape is one as well."""
    pieces: list[str] = []
    for letter in text:
        goes_on = bool(pieces) and pieces[-1].startswith("\\x") and letter in string.hexdigits
        pieces.append(letter if letter.isascii() and not goes_on else f"\\x{ord(letter):x}")
    return "".join(pieces)


def forms() -> set[bytes]:
    """The names in every form they may lie in a file: encodings, composed and not, as JSON and settings escape it."""
    found: set[bytes] = set()
    for text in NAMES:
        for composed in {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}:
            found |= {composed.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
            found |= {json.dumps(composed)[1:-1].encode(), escaped(composed).encode()}
    return found | {FAMILY.encode("latin-1")}


def left(*folders: Path) -> Iterator[str]:
    """The places where a form of the name still stands."""
    wanted = forms()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield from (f"{path.name}: {form!r}" for form in wanted if form in data)


def said(path: Path) -> Iterator[str]:
    """The texts that still begin to say the family name, also in versions that are packed together."""
    with closing(sqlite3.connect(path)) as connection:
        yield from (f"{spot}: {text}" for spot, text in texts.read(connection) if FAMILY[:3].lower() in text.lower())


def lived_in(path: Path, *, overwriting: bool) -> str:
    """A database with a past, and somebody in every corner of it; their id."""
    store = database.open_file(path)
    store.connection.execute(f"PRAGMA secure_delete = {'ON' if overwriting else 'OFF'}")
    store.connection.execute("PRAGMA synchronous = OFF")  # the past need not be safe from power cuts
    network = register.add_network(store, "0–6", coordinator=f"Ćelina {FAMILY}").made
    here = gatherings.make(store, templates()[0], network_id=network).made
    unit = register.add_unit(store, "Furulia barnehage").made
    participant = participants.add_new(store, here, "Ćelina", FAMILY.lower(), unit, role="styrer", email=EMAIL).made
    participants.edit(store, participant, given_name=GIVEN, family_name=FAMILY)
    other = participants.add_new(store, here, *OTHER.split(" "), unit).made
    people = {row["id"]: row["person_id"] for row in store.rows("SELECT id, person_id FROM participants")}
    parts = [row["id"] for row in store.rows("SELECT id FROM parts WHERE gathering_id = ? ORDER BY position", here)]
    for table in range(1, 9):  # texts that grow as somebody types, and are then cut down again
        text = f"{OTHER} og {GIVEN} {FAMILY}s tanker om lek og språk, bord {table}"
        for length in range(20, len(text), 3):
            reflections.write(store, here, parts[0], table, "q", text[:length])
        reflections.write(store, here, parts[0], table, "q", f"{FAMILY}: {'lek ' * 400}{table}")
        reflections.write(store, here, parts[0], table, "q", "kort")
    for number in range(20):
        follow_up.promise(store, here, unit, what=f"Spør {GIVEN} {FAMILY} om {number}", who="Ćelina, Olai")
        follow_up.promise(store, here, unit, what=f"Tiltak {number}", who=unicodedata.normalize("NFD", NAMES[0]))
    contributions.add(store, parts[0], speaker=f"{FAMILY}, {GIVEN}", title="Lek", unit_id=unit)
    with store.change():
        store.insert(
            "slides", gathering_id=here, name=f"{NAMES[0]}.pdf", pages=1,
            data=f"%PDF-1.4 /Author ({NAMES[0]}) ".encode() + NAMES[0].encode("utf-16-be") + os.urandom(9000),
        )  # fmt: skip
    rules.add(store, here, RuleKind.APART, people=(people[participant], people[other]))
    for number in range(60):  # rows that come and go leave free pages behind
        gone = register.add_person(store, f"Ćelina {number}", FAMILY, unit, email=EMAIL).made
        register.remove_person(store, gone)
    participants.mark(store, participant, "present")
    store.close()
    return str(people[participant])


def aside() -> None:
    """What lies beside the database on a machine that is used: the settings and the log."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    lines = f"[recent]\nsearch={escaped(NAMES[0])}\nlast={NAMES[0]}\ntheme=dark\n"
    settings_file().write_text(lines, encoding="utf-8")
    rescued = settings_file().with_name("redning") / "ab.redning.json"
    rescued.parent.mkdir(parents=True, exist_ok=True)
    rescued.write_text(json.dumps({"kept": [{"text": f"{OTHER} og {NAMES[0]}s lek"}]}, indent=1), encoding="utf-8")
    log_folder().mkdir(parents=True, exist_ok=True)
    (log_folder() / "nettverk.log").write_text(f"INFO begynner\nERROR KeyError: '{NAMES[0]}'\n", encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "hjemme"
    monkeypatch.setenv("NETTVERK_HOME", str(place))
    return place


@pytest.mark.parametrize("overwriting", every(2, [False, True]))
def test_no_byte_of_a_removed_person_is_left(
    tmp_path: Path, home: Path, battery: Battery, scale: Callable[[int, int], int], overwriting: bool
) -> None:
    with battery(f"person removed, secure_delete {'on' if overwriting else 'off'}") as row:
        for number in range(scale(1, 3)):
            folder = tmp_path / f"data {number}"
            folder.mkdir()
            path = folder / "nettverk.db"
            person = lived_in(path, overwriting=overwriting)
            aside()
            outside = tmp_path / f"minnepinne {number}.db"
            shutil.copy(path, outside)
            store = database.open_file(path)
            database.back_up(store, folder / "nettverk kopi.db")
            kept = data_folder() / "sikkerhetskopier" / "nettverk 1"
            kept.mkdir(parents=True, exist_ok=True)
            database.back_up(store, kept / "2026-11-24T080000Z.db")
            safety_path(path).parent.mkdir(parents=True, exist_ok=True)
            database.back_up(store, safety_path(path))
            assert any(left(folder, home)), "the name was never there"
            store.connection.execute(f"PRAGMA secure_delete = {'ON' if overwriting else 'OFF'}")
            removal.remove(store, [person])
            lost = list(left(folder, home))
            store.close()
            shutil.copy(outside, folder / "gjenopprettet.db")  # a copy from before, put back later
            database.open_file(folder / "gjenopprettet.db").close()
            lost += left(folder, home)
            lost += [text for copy in folder.glob("*.db") for text in said(copy)]
            assert lost == []
            for copy in [*folder.glob("*.db"), *home.rglob("*.db")]:
                opened = database.open_for_reading(copy)
                assert integrity.check(opened).complaints == (), copy.name
                opened.close()
            row.once(len(lost))
            assert OTHER.split(" ")[1].encode() in path.read_bytes()
            assert "theme=dark" in settings_file().read_text(encoding="utf-8")
            assert "lek" in (home / "redning" / "ab.redning.json").read_text(encoding="utf-8")
            shutil.rmtree(kept)
            outside.unlink()
            shutil.rmtree(folder)


_REMOVE = """
import sys
from pathlib import Path
from nettverk.services import database
from nettverk.services.privacy import removal
store = database.open_file(Path(sys.argv[1]))
print("ready", flush=True)
removal.remove(store, [sys.argv[2]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_removing_it_is_gone_on_with(
    tmp_path: Path, home: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    chance = random.Random(7)
    first = tmp_path / "først.db"
    person = lived_in(first, overwriting=False)
    with battery("kill -9 while removing a person") as row:
        for number in range(scale(2, 15)):
            folder = tmp_path / f"{number}"
            folder.mkdir()
            path = folder / "nettverk.db"
            for copy in (path, folder / "nettverk kopi.db"):
                shutil.copy(first, copy)
            shutil.rmtree(home, ignore_errors=True)
            aside()
            child = subprocess.Popen([sys.executable, "-c", _REMOVE, str(path), person], stdout=subprocess.PIPE)
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            pause(chance.uniform(0, 0.2))
            child.send_signal(signal.SIGKILL)
            child.wait()
            child.stdout.close()
            store = database.open_file(path)
            decided = bool(store.value("SELECT 1 FROM removed_people"))
            named = store.value("SELECT family_name FROM people WHERE id = ?", person) == FAMILY
            store.close()
            lost = [*left(folder, home), *said(path)] if decided else []
            row.once(len(lost) + (named is decided))
            shutil.rmtree(folder)

"""A municipality after twenty years, as one database file: ``python -m tests.bench.twenty_years [FILE] [--old]``.

700 gatherings in ten series, 60,000 on their lists, 200,000 points in 40,000 sheets, seats, promises and presses: the
same every time. ``path()`` makes it once for each version of this file and of the schema, in the folder for temporary
files, and gives that copy; whoever writes in it makes a copy of their own with ``copy_to``. ``--old`` leaves every
sheet as an older program did, a row for each time it was stored: 290,000 rows that the upkeep makes 100,000.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from nettverk.assets import migrations, resource
from nettverk.domain.ids import new_id
from nettverk.domain.versions import Stored
from nettverk.services import integrity
from nettverk.services.sample.people import email
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.storage.versions import packed

TODAY = date(2026, 11, 20)
YEARS = 20
SERIES = 10
GATHERINGS = 700
LIST = 86  # 700 lists of 86 are 60,000
TABLE = 6
POINTS = 5  # in each sheet
SHEETS = 57  # of each gathering: 700 × 57 × 5 are 200,000 points
PROMISES = 20
EVENTS = 12
# A person stays six years; then somebody new comes from the same unit.
STAY = 6

INSERT = {
    "entries": "id, machine_id, number, kind, gathering_id, object, replaces, at, data, earlier",
    "participants": "id, gathering_id, person_id, unit_id, role",
    "groupings": "id, gathering_id, part_id, round, kind, made_at",
    "group_tables": "id, grouping_id, number, seats",
    "seats": "id, grouping_id, table_id, participant_id",
    "parts": "id, gathering_id, position, kind, title, minutes, floor_minutes, organising, method",
    "sheet_uses": "id, gathering_id, part_id, position, text",
    "goals": "id, gathering_id, position, text",
    "people": "id, given_name, family_name, unit_id, role, email, made_at",
    "units": "id, name, service_kind_id, district_id, ownership",
    "districts": "id, name",
    "networks": "id, name, age_span, purpose, coordinator",
    "network_services": "network_id, service_kind_id, central",
    "gatherings": "id, network_id, district_id, title, theme, held_on, starts_at, ends_at, place, made_at",
    "contributions": "id, gathering_id, part_id, position, title, speaker, unit_id, minutes",
}


@dataclass(slots=True)
class Series:
    """The gatherings of one network in one district, and those who belong to it: one place for each, held in turn."""

    network_id: str
    district_id: str
    places: list[tuple[str, str]] = field(default_factory=list)  # unit, role
    holders: list[tuple[str, int]] = field(default_factory=list)  # person, the year they leave


class Years:
    """Writes the twenty years into an open connection.

    Args:
        connection: an empty database of the newest schema.
        machine_id: who writes.
        old: whether every version of a sheet is a row.
    """

    def __init__(self, connection: sqlite3.Connection, machine_id: str, *, old: bool = False) -> None:
        self.old = old
        self.connection = connection
        self.machine_id = machine_id
        self.rng = random.Random(20)
        self.moment = datetime.combine(TODAY - timedelta(days=365 * YEARS), clock_time(8), UTC)
        self.number = 0
        self.rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in INSERT}
        self.names = self._names()
        words = tomllib.loads(resource("templates", "sample", "municipality.toml").read_text("utf-8"))
        self.roles, self.words = words["roles"], words
        self.texts = sentences()
        self.plan = template("kristiansand").words("nb")

    def write(self) -> None:
        """All of it, gathering by gathering."""
        series = self._municipality()
        step = timedelta(days=365 * YEARS) / GATHERINGS
        first = TODAY + timedelta(days=14) - step * (GATHERINGS - 1)
        for number in range(GATHERINGS):
            day = first + step * number
            self._gathering(series[number % len(series)], number, day)
            if number % 50 == 49:
                self.flush()
        self.flush()

    def flush(self) -> None:
        """What is gathered so far, in the order that foreign keys want."""
        order = (
            "districts", "units", "people", "networks", "network_services", "gatherings", "goals", "parts",
            "sheet_uses", "participants", "groupings", "group_tables", "seats", "contributions", "entries",
        )  # fmt: skip
        for table in order:
            rows, columns = self.rows[table], INSERT[table]
            marks = ", ".join("?" * (columns.count(",") + 1))
            self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
            rows.clear()

    # --- the municipality ---

    def _municipality(self) -> list[Series]:
        districts = {name: self._add("districts", name) for name in self.words["districts"]}
        networks = [
            self._add("networks", network["name"], network["age_span"], network["purpose"], network["coordinator"])
            for network in self.words["networks"]
        ]
        for network_id, network in zip(networks, self.words["networks"], strict=True):
            for kind, central in (*((k, 1) for k in network["central"]), *((k, 0) for k in network["other"])):
                self.rows["network_services"].append((network_id, kind, central))
        series = [Series(network, district) for district in districts.values() for network in networks]
        for number, (district, district_id) in enumerate(districts.items()):
            for network in range(2):
                here = series[number * 2 + network]
                self._units(here, district, district_id, network)
        return series

    def _units(self, series: Series, district: str, district_id: str, network: int) -> None:
        """Fifteen units of the network's services, with more places than a list has room for."""
        kinds = [("kindergarten", "barnehage"), ("school", "skole")][network]
        stems = ("Solbakken", "Furulia", "Myra", "Haugen", "Lia", "Vika", "Nes", "Elvheim", "Tunet", "Bjørka", "Strand")
        units = [(f"{stem} {kinds[1]}, {district}", kinds[0]) for stem in stems]
        units += [
            (f"{name} {district} {network + 1}", kind)
            for name, kind in (
                ("PPT", "ppt"), ("Helsestasjonen", "health"), ("Barnevernet", "child_welfare"),
                ("Forebyggende", "prevention"),
            )
        ]  # fmt: skip
        for name, kind in units:
            unit_id = self._add("units", name, kind, district_id, "municipal")
            for place in range(8 if kind == kinds[0] else 5):
                role = self.roles[kind][place % len(self.roles[kind])]
                series.places.append((unit_id, role))
                # Not all leave in one year.
                series.holders.append((self._person(unit_id, role), self.rng.randrange(STAY + 1)))

    def _names(self) -> Iterator[tuple[str, str]]:
        """Names without end, drawn as the sample's are; some come twice, as in any municipality."""
        groups = tomllib.loads(resource("templates", "sample", "names.toml").read_text("utf-8"))["groups"]
        shares = [group["share"] for group in groups]
        while True:
            group = self.rng.choices(groups, shares)[0]
            yield self.rng.choice(group["given"]), self.rng.choice(group["family"])

    def _person(self, unit_id: str, role: str) -> str:
        given, family = next(self.names)
        return self._add("people", given, family, unit_id, role, email(given, family), self._stamp())

    # --- one gathering ---

    def _gathering(self, series: Series, number: int, day: date) -> None:
        self.moment = datetime.combine(day - timedelta(days=30), clock_time(9), UTC)
        gathering_id = self._add(
            "gatherings", series.network_id, series.district_id, f"Samling {number // SERIES + 1}", "Fellesskap",
            day.isoformat(), "08:30", "14:30", "Kulturhuset, store sal", self._stamp(),
        )  # fmt: skip
        for position in range(3):
            self._add("goals", gathering_id, position, self._text())
        participants = self._list(series, gathering_id, number * YEARS // GATHERINGS)
        parts = self._plan(gathering_id)
        tables = self._groups(gathering_id, parts["across"], participants)
        for position in range(3):
            talk = (gathering_id, parts["sharing"], position, self._text(), "Ola Vik", participants[position][1], 12)
            self._add("contributions", *talk)
        if day > TODAY:
            return
        self.moment = datetime.combine(day, clock_time(7, 30), UTC)
        for participant_id, _unit in participants:
            status = self.rng.choices(("present", "absent", "late"), (85, 12, 3))[0]
            self._entry("attendance", gathering_id, participant_id, {"status": status})
        for event in range(EVENTS):
            self.moment += timedelta(minutes=4)
            pressed = {"event": "start" if event == 0 else "next", "key": self._id()}
            self._entry("rundown", gathering_id, gathering_id, pressed)
        self._said(gathering_id, tables)
        self._promised(gathering_id, sorted({unit for _participant, unit in participants}))

    def _list(self, series: Series, gathering_id: str, year: int) -> list[tuple[str, str]]:
        """Who is on the list, as participant and unit; whoever has left their place is followed by somebody new."""
        listed = []
        for place in sorted(self.rng.sample(range(len(series.places)), LIST)):
            unit_id, role = series.places[place]
            person_id, leaves = series.holders[place]
            if leaves < year:
                person_id = self._person(unit_id, role)
                series.holders[place] = person_id, year + STAY
            listed.append((self._add("participants", gathering_id, person_id, unit_id, role), unit_id))
        return listed

    def _plan(self, gathering_id: str) -> dict[str, str]:
        parts = {}
        for position, part in enumerate(self.plan):
            part_id = self._add(
                "parts", gathering_id, position, part.kind, part.title, part.minutes, part.floor_minutes,
                part.organising, part.method,
            )  # fmt: skip
            parts[str(part.kind)] = part_id
        return parts

    def _groups(self, gathering_id: str, part_id: str, participants: list[tuple[str, str]]) -> int:
        grouping_id = self._add("groupings", gathering_id, part_id, 1, "mixed", self._stamp())
        seated = [participant_id for participant_id, _unit in participants]
        self.rng.shuffle(seated)
        tables = -(-len(seated) // TABLE)
        ids = [self._add("group_tables", grouping_id, number + 1, TABLE) for number in range(tables)]
        for place, participant_id in enumerate(seated):
            self._add("seats", grouping_id, ids[place % tables], participant_id)
        self.part_id = part_id
        return tables

    def _said(self, gathering_id: str, tables: int) -> None:
        """Every sheet, point by point."""
        self.moment += timedelta(hours=2)
        questions = [
            self._add("sheet_uses", gathering_id, self.part_id, position, self._text()) for position in range(4)
        ]
        sheets = [(table + 1, question) for question in questions for table in range(tables)][:SHEETS]
        for table, question in (*sheets, *((tables + 1, questions[0]),) * (SHEETS - len(sheets))):
            self.moment += timedelta(minutes=1)
            self._sheet(gathering_id, f"{self.part_id}:{table}:{question}")

    def _sheet(self, gathering_id: str, object_: str) -> None:
        replaces, lines, versions = None, [], []
        for point in range(POINTS):
            self.moment += timedelta(seconds=9)
            lines.append(self._text())
            data: dict[str, object] = {"text": "\n".join(lines)}
            if self.old:
                replaces = self._entry("reflection", gathering_id, object_, data, replaces)
                continue
            versions.append(Stored(int(self.moment.timestamp()), _json(data)))
            if point == POINTS - 1:
                self._entry("reflection", gathering_id, object_, data, earlier=packed(versions))

    def _promised(self, gathering_id: str, units: list[str]) -> None:
        for position in range(PROMISES):
            self.moment += timedelta(minutes=1)
            data = {
                "unit": units[position % len(units)], "what": self._text(), "who": "Kari Moen", "by": None,
                "taken_up_in": "personalmøte", "status": "open", "learnt": "", "position": position + 1,
            }  # fmt: skip
            made = self._id()
            promised = self._entry("commitment", gathering_id, made, data)
            if position % 4:
                self.moment += timedelta(minutes=1)
                data |= {"status": "done", "learnt": self._text(), "answered_in": gathering_id}
                self._entry("commitment", gathering_id, made, data, promised)

    # --- rows ---

    def _entry(
        self,
        kind: str,
        gathering_id: str,
        object_: str,
        data: dict[str, object],
        replaces: str | None = None,
        earlier: bytes | None = None,
    ) -> str:
        self.number += 1
        if earlier is None:
            self.moment += timedelta(milliseconds=700)
        stored = (self.machine_id, self.number, kind, gathering_id, object_, replaces, self._stamp(), _json(data))
        return self._add("entries", *stored, earlier)

    def _add(self, table: str, *values: object) -> str:
        made = self._id()
        self.rows[table].append((made, *values))
        return made

    def _id(self) -> str:
        self.moment += timedelta(milliseconds=1)
        return new_id(int(self.moment.timestamp() * 1000), self.rng.getrandbits(74))

    def _stamp(self) -> str:
        return self.moment.isoformat(timespec="milliseconds")

    def _text(self) -> str:
        return self.rng.choice(self.texts)


def _json(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def sentences() -> list[str]:
    """What was really said in the sample, sentence by sentence."""
    said = []
    for number in (1, 2, 3):
        script = tomllib.loads(resource("templates", "sample", f"gathering_{number}.toml").read_text("utf-8"))
        said += [answer for question in script["questions"] for answer in question.get("answers", ())]
    return [f"{sentence.rstrip('.')}." for answer in said for sentence in answer.split(". ") if sentence]


def build(target: Path, *, old: bool = False) -> Path:
    """Make the file at ``target``, where there is none yet; it is whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        path = Path(folder) / "years.db"
        store = Store.open(path, installation="twenty-years")
        with store.change():
            store.ensure_writer()
        machine_id = store.machine_id
        store.close()
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -300000")
        connection.execute("BEGIN")
        Years(connection, machine_id, old=old).write()
        connection.execute("UPDATE machines SET last_number = (SELECT max(number) FROM entries)")
        connection.execute("COMMIT")
        connection.close()
        store = Store.open(path)
        integrity.accept(store)  # written past the program, so its sums over the contents are still those of nothing
        store.close()
        path.replace(target)
    return target


def path() -> Path:
    """The file, made the first time it is asked for; only to be read."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(Path(packed.__code__.co_filename).read_bytes())
    for migration in sorted(migrations().glob("*.sql")):
        digest.update(migration.read_bytes())
    name = f"nettverk-twenty-years-{os.getuid() if hasattr(os, 'getuid') else 0}-{digest.hexdigest()[:12]}.db"
    made = Path(tempfile.gettempdir()) / name
    return made if made.exists() else build(made)


def copy_to(target: Path) -> Path:
    """A copy to work in."""
    shutil.copyfile(path(), target)
    return target


def main() -> int:
    """Make the file and say what is in it."""
    begun = time.perf_counter()
    names = [word for word in sys.argv[1:] if word != "--old"]
    made = build(Path(names[0]), old="--old" in sys.argv) if names else path()
    took = time.perf_counter() - begun
    store = Store.open(made, read_only=True)
    counts = ", ".join(
        f"{store.value(f'SELECT count(*) FROM {table}'):,} {table}"
        for table in ("gatherings", "people", "participants", "seats", "entries")
    )
    store.close()
    print(f"{made} · {made.stat().st_size / 1e6:.0f} MB · {took:.1f} s · {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Bringing back everything that is whole, newest first, from a damaged file and its backups, into a new file.

A bucket of rows that agrees with its sum is proved right, whether it comes from the damaged file or from a backup. Only
where neither does, rows are weighed one by one. Nothing is ever written in the damaged file.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from nettverk.domain.areas import Area, area_of
from nettverk.domain.backups import Backup
from nettverk.domain.errors import Expected
from nettverk.i18n import _
from nettverk.services import backups
from nettverk.storage import backup, content_sums, engine, migrate, passphrase, salvage
from nettverk.storage.content_sums import Sum
from nettverk.storage.engine import Sealed
from nettverk.storage.faults import said
from nettverk.storage.passphrase import MAGIC
from nettverk.storage.salvage import Columns, Key, Row, Salvage
from nettverk.storage.store import Store

MOST_BACKUPS = 30
"""So many backups are looked in, the newest first; older ones would only have what was let go of since."""
_ROUNDS = 20
_SAID = ("at", "data", "machine_id", "number")
_OURS = ("_content_sums", "_file")

Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Recovered:
    """What was brought back, and from where.

    Attributes:
        path: the new file.
        from_file: rows from the damaged file, by area.
        from_backups: rows from each backup that gave any, by area.
        unproved: rows that could be read, but not proved to be as they were written, by area.
        lost: rows or pages that could not be brought back, by area.
    """

    path: Path
    from_file: Counter[Area] = field(default_factory=Counter)
    from_backups: dict[Backup, Counter[Area]] = field(default_factory=dict)
    unproved: Counter[Area] = field(default_factory=Counter)
    lost: Counter[Area] = field(default_factory=Counter)


def restore(path: Path, second: Path | None = None, progress: Progress | None = None) -> Recovered:
    """Write everything that is whole in a damaged file and its backups to «… gjenopprettet.db» beside it.

    Args:
        second: the second folder of backups, if any.

    Raises:
        Expected: nothing at all could be read, or the new file cannot be written.
    """
    tell = progress or (lambda done, text: None)
    with said(path):
        tell(0.0, _("Leser det som kan leses"))
        key = _key_for(path, second)
        known = [sound for sound in backups.all_(path, second) if not sound.doubtful][:MOST_BACKUPS]
        older = _Backups(known, path)
        content = salvage.read(path, older.roots()) if path.is_file() else Salvage({}, None, ())
        if not any(table.rows for name, table in content.tables.items() if name not in _OURS) and not known:
            raise Expected(
                _("Fant ingenting å hente tilbake, verken i {file} eller i sikkerhetskopier.").format(file=path)
            )
        target = _free_name(path)
        recovered = Recovered(target)
        tell(0.4, _("Setter sammen"))
        migrations = content.migrations or older.migrations() or tuple(step.stem for step in migrate.known())
        with backup.new_file(target) as aside, engine.new_file(aside, key) as connection:
            _Assembly(connection, migrations, content, older, recovered).run(tell)
        Store.open(target).close()  # an older one is brought up to date, and anything left over would be refused here
        tell(1.0, _("Ferdig"))
    return recovered


def _key_for(path: Path, second: Path | None) -> passphrase.Key | None:
    """What the new file is to be sealed with: as the damaged one was, or its backups where it no longer says.

    Raises:
        Sealed: the passphrase has not been given.
    """
    if path.is_file() and (key := engine.key_to(path)) is not None:
        return key
    sealed = [kept.path for kept in backups.all_(path, second) if engine.is_sealed(kept.path)]
    header = path.is_file() and path.read_bytes()[:16] == MAGIC
    return engine.key_to(sealed[0]) if sealed and not header else None


class _Backups:
    """The backups of a file, read when somebody asks for the next one and not before."""

    def __init__(self, known: Sequence[Backup], path: Path) -> None:
        self._known = list(known)
        self._read: list[tuple[Backup, Salvage]] = []

    def __iter__(self) -> Iterator[tuple[Backup, Salvage]]:
        place = 0
        while place < len(self._read) or self._read_next():
            yield self._read[place]
            place += 1

    def _read_next(self) -> bool:
        while self._known:
            kept = self._known.pop(0)
            try:
                content = salvage.read(kept.path)
            except (OSError, Sealed):  # away, or from before the passphrase was changed
                continue
            if not any(table.lost for table in content.tables.values()):
                self._read.append((kept, content))
                return True
        return False

    def roots(self) -> dict[str, int]:
        """Where the tables begin, for a file that cannot tell it itself."""
        for kept, _content in self:
            return salvage.roots(kept.path)
        return {}

    def migrations(self) -> tuple[str, ...]:
        """The updates that the newest backup has had."""
        return next((content.migrations for _made, content in self), ())


class _Assembly:
    """One new file in the making."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        migrations: tuple[str, ...],
        content: Salvage,
        older: _Backups,
        recovered: Recovered,
    ) -> None:
        self._connection, self._content, self._older, self._recovered = connection, content, older, recovered
        self._migrations = migrations
        self._lost: Counter[str] = Counter()
        self._buckets: dict[tuple[Path, str], dict[str, dict[Key, Row]]] = {}

    def run(self, tell: Progress) -> None:
        connection = self._connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        migrate.apply_to(connection, self._migrations)
        migrate.record(connection, self._migrations)
        self._columns = Columns(connection)
        tables = [name for name in self._columns.names if name not in _OURS and not name.startswith("_")]
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:  # they guard what the program does, and would be in the way here
            connection.execute(f'DROP TRIGGER "{name}"')
        for number, name in enumerate(tables):
            tell(0.4 + 0.4 * number / len(tables), name)
            connection.execute(f'DELETE FROM "{name}"')
            self._fill(name)
        tell(0.85, _("Kontrollerer koblingene"))
        self._join(tables)
        for _name, sql in triggers:
            connection.execute(sql)
        self._keep_identity()
        if "_content_sums" in self._columns.names:
            content_sums.write(connection, dict(content_sums.counted(connection)))
        connection.execute("COMMIT")
        self._recovered.lost.update({area_of(name): count for name, count in self._lost.items() if count})

    def _keep_identity(self) -> None:
        if "_file" not in self._columns.names:
            return
        sources = [self._content, *(content for _made, content in self._older)][:2]
        for source in sources:
            table = source.tables.get("_file")
            id_ = table.rows.get(("id",)) if table is not None else None
            if id_ is not None:
                self._connection.execute("UPDATE _file SET value = ? WHERE key = 'id'", (id_[1],))
                return

    # --- one table ---

    def _fill(self, name: str) -> None:
        table = self._content.tables.get(name)
        mine = _by_bucket(table.rows, self._columns, name) if table is not None else {}
        said = self._content.sums.get(name, {}) if self._content.sums is not None else None
        lost = table.lost if table is not None else 1
        is_full = said is not None and self._content.all_sums
        # Where every sum is there, a row in a bucket that has none has lost its key: it belongs in one of the others.
        strangers = [mine[bucket] for bucket in mine.keys() - (said or {}).keys()] if is_full else []
        for bucket in sorted((said or {}).keys() if is_full else mine.keys() | (said or {}).keys()):
            self._bucket(name, mine.get(bucket, {}), (said or {}).get(bucket), lost, bucket)
        if strangers and self._lost[name]:  # and nobody else has it as it was
            for rows in strangers:
                self._put(name, rows, None, unproved=True)
                self._lost[name] -= min(len(rows), self._lost[name])
        # Whole buckets may be gone, and nothing tells which there were.
        if lost and not is_full and not self._add_unknown(name, mine.keys() | (said or {}).keys()):
            self._lost[name] += lost

    def _bucket(self, name: str, mine: dict[Key, Row], wanted: Sum | None, lost: int, bucket: str) -> None:
        if wanted is not None and self._sum(name, mine) == wanted:
            self._put(name, mine, None)
            return
        if wanted is None and not lost:
            self._put(name, mine, None, unproved=self._content.sums is not None)
            return
        candidates: list[tuple[Backup, dict[Key, Row]]] = []
        for kept, content in self._older:
            theirs = self._grouped(kept, content, name).get(bucket, {})
            if wanted is not None and self._sum(name, theirs) == wanted:
                same = {key: row for key, row in theirs.items() if mine.get(key) == row}
                self._put(name, same, None)
                self._put(name, {key: row for key, row in theirs.items() if key not in same}, kept)
                return
            if theirs:
                candidates.append((kept, theirs))
        self._weigh(name, mine, wanted, candidates)

    def _weigh(
        self, name: str, mine: dict[Key, Row], wanted: Sum | None, candidates: list[tuple[Backup, dict[Key, Row]]]
    ) -> None:
        """No source has the whole bucket as it was: row by row, the newest that makes sense."""
        taken: dict[Key, tuple[Row, Backup | None]] = {key: (row, None) for key, row in mine.items()}
        for kept, theirs in candidates:
            for key, row in theirs.items():
                # A row that is gone was removed, or lost: the number of rows there should be tells which.
                if (key not in taken and (wanted is None or len(taken) < wanted.rows)) or (
                    name == "entries" and key in mine and self._said(mine[key]) != self._said(row)
                ):
                    taken[key] = (row, kept)
        if wanted is not None and self._sum(name, {key: row for key, (row, _from) in taken.items()}) != wanted:
            self._swap_one(name, taken, wanted, candidates)
        proved = wanted is not None and self._sum(name, {key: row for key, (row, _from) in taken.items()}) == wanted
        for source in {source for _row, source in taken.values()}:
            rows = {key: row for key, (row, origin) in taken.items() if origin == source}
            self._put(name, rows, source, unproved=not proved)
        if wanted is not None and len(taken) < wanted.rows:
            self._lost[name] += wanted.rows - len(taken)

    def _said(self, row: Row) -> Row:
        """What an entry says, without how it read before: that is thinned as time goes."""
        return tuple(
            value for column, value in zip(self._columns.names["entries"], row, strict=True) if column in _SAID
        )

    def _swap_one(
        self,
        name: str,
        taken: dict[Key, tuple[Row, Backup | None]],
        wanted: Sum,
        candidates: list[tuple[Backup, dict[Key, Row]]],
    ) -> None:
        """Where one row is damaged, exactly one of the others in its place makes the sum come right."""
        if wanted.rows != len(taken):
            return
        off = (wanted.sum - self._sum(name, {key: row for key, (row, _from) in taken.items()}).sum) & content_sums.MASK
        for kept, theirs in candidates:
            for key, row in theirs.items():
                if key not in taken:
                    continue
                change = (content_sums.row_hash(*row) - content_sums.row_hash(*taken[key][0])) & content_sums.MASK
                if change == off:
                    taken[key] = (row, kept)
                    return

    def _add_unknown(self, name: str, known: Set[str]) -> bool:
        """Whether there is a backup that tells what else there was."""
        for kept, content in self._older:
            for bucket, rows in self._grouped(kept, content, name).items():
                if bucket not in known:
                    self._put(name, rows, kept)
            return True  # the newest has all that older ones should have
        return False

    def _grouped(self, made: Backup, content: Salvage, name: str) -> dict[str, dict[Key, Row]]:
        """A backup's rows of a table by bucket; sorted once, since many buckets may ask."""
        if (made.path, name) not in self._buckets:
            table = content.tables.get(name)
            self._buckets[made.path, name] = _by_bucket(table.rows, self._columns, name) if table is not None else {}
        return self._buckets[made.path, name]

    def _sum(self, name: str, rows: Mapping[Key, Row]) -> Sum:
        return salvage.sum_of(tuple(rows.values()), self._columns, name)

    def _put(self, name: str, rows: Mapping[Key, Row], source: Backup | None, *, unproved: bool = False) -> None:
        if not rows:
            return
        names = ", ".join(f'"{column}"' for column in self._columns.names[name])
        marks = ", ".join("?" * len(self._columns.names[name]))
        kind = self._columns.names[name].index("kind") if name == "entries" else -1
        for key, row in rows.items():
            done = self._insert(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', row)
            if not done and source is None:
                source_row = self._from_any_backup(name, key)
                if source_row is not None:
                    done = self._insert(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', source_row[1])
                    if done:
                        self._count(source_row[0])[area_of(name, row[kind] if kind >= 0 else "")] += 1
                        continue
            if not done:
                self._lost[name] += 1
                continue
            area = area_of(name, row[kind] if kind >= 0 else "")
            self._count(source)[area] += 1
            if unproved:
                self._recovered.unproved[area] += 1

    def _count(self, source: Backup | None) -> Counter[Area]:
        if source is None:
            return self._recovered.from_file
        return self._recovered.from_backups.setdefault(source, Counter())

    def _insert(self, statement: str, row: Row) -> bool:
        try:
            self._connection.execute(statement, row)
        except (sqlite3.IntegrityError, sqlite3.OperationalError, UnicodeEncodeError, OverflowError):
            return False  # it breaks a rule that every row keeps: it is not what was written
        return True

    def _from_any_backup(self, name: str, key: Key) -> tuple[Backup, Row] | None:
        for kept, content in self._older:
            table = content.tables.get(name)
            if table is not None and key in table.rows:
                return kept, table.rows[key]
        return None

    # --- what points at what ---

    def _join(self, tables: Sequence[str]) -> None:
        """Let nothing point at what is not there: what is missing comes from a backup, or the row that points goes."""
        for _round in range(_ROUNDS):
            # The row numbers that it gives are of no use: some tables have none.
            broken = {(row[0], row[2], row[3]) for row in self._connection.execute("PRAGMA foreign_key_check")}
            if not broken:
                return
            for name, parent, number in sorted(broken):
                self._mend(str(name), str(parent), int(number))

    def _mend(self, name: str, parent: str, number: int) -> None:
        links = [tuple(row) for row in self._connection.execute(f'PRAGMA foreign_key_list("{name}")')]
        column = next(str(link[3]) for link in links if link[0] == number)
        info = [tuple(row) for row in self._connection.execute(f'PRAGMA table_info("{name}")')]
        may_be_empty = next(not row[3] and not row[5] for row in info if row[1] == column)
        missing = self._connection.execute(
            f'SELECT DISTINCT c."{column}" FROM "{name}" AS c WHERE c."{column}" IS NOT NULL'
            f' AND NOT EXISTS (SELECT 1 FROM "{parent}" AS p WHERE p.id = c."{column}")'
        ).fetchall()
        for (value,) in (tuple(row) for row in missing):
            parent_row = self._from_any_backup(parent, (value,))
            before = self._lost[parent]
            if parent_row is not None:
                self._put(parent, {(value,): parent_row[1]}, parent_row[0])
                if self._lost[parent] == before:
                    continue
                self._lost[parent] = before
            if may_be_empty:
                cursor = self._connection.execute(
                    f'UPDATE "{name}" SET "{column}" = NULL WHERE "{column}" = ?', (value,)
                )
                # They are no longer as they were written.
                self._recovered.unproved[area_of(name)] += cursor.rowcount
            else:
                gone = self._connection.execute(f'DELETE FROM "{name}" WHERE "{column}" = ?', (value,))
                self._lost[name] += gone.rowcount


def _by_bucket(rows: Mapping[Key, Row], columns: Columns, name: str) -> dict[str, dict[Key, Row]]:
    place = columns.hashed[name]
    by_bucket: dict[str, dict[Key, Row]] = {}
    for key, row in rows.items():
        by_bucket.setdefault(content_sums.bucket_of(row[place]), {})[key] = row
    return by_bucket


def _free_name(path: Path) -> Path:
    stem = _("{name} gjenopprettet").format(name=path.stem)
    target = path.with_name(f"{stem}{path.suffix or '.db'}")
    number = 2
    while target.exists():
        target = path.with_name(f"{stem} {number}{path.suffix or '.db'}")
        number += 1
    return target

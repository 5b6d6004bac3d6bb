"""A PostgreSQL server of the municipality's own: a register with its own backup, access control and reports.

A parcel is rows of one table, put there with COPY and read in the order they came. Whoever writes holds a lock on the
share until it is stored, so that a lower number never turns up after a higher one has been read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nettverk.assets import server_updates
from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.journal.parcels import Cover, Kind, Label
from nettverk.i18n import _
from nettverk.storage.sharing.carrier import Listing, NotThere
from nettverk.storage.sharing.wrapping import Half, cover_of, labelled, line_of

if TYPE_CHECKING:
    import psycopg

_LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}
_SAFE = {"require", "verify-ca", "verify-full"}
_PIECE = 1 << 20
_WAIT_S = 10
_OLDEST = 150000
_UPSERT = (
    "INSERT INTO nettverk.state (share, tbl, key, network, vals) SELECT %(share)s, tbl, key, network, vals"
    " FROM fresh ON CONFLICT (share, tbl, key) DO UPDATE SET network = excluded.network, vals = excluded.vals"
    " WHERE (nettverk.state.network, nettverk.state.vals) IS DISTINCT FROM (excluded.network, excluded.vals)"
)
_GONE = (
    "DELETE FROM nettverk.state AS s WHERE share = %(share)s"
    " AND NOT EXISTS (SELECT FROM fresh AS f WHERE f.tbl = s.tbl AND f.key = s.key)"
)


class Server:
    """One server.

    Args:
        address: ``postgresql://role@host/database``; the password is read from where PostgreSQL's own programs read it
            (``~/.pgpass``, ``PGPASSWORD``).
        share: whose parcels; empty while nothing is known of it.

    Raises:
        Expected: it cannot be reached, or is newer or older than the program; as all its methods do.
    """

    def __init__(self, address: str, share: str = "") -> None:
        self._share = share
        self._connection = _connect(address)
        try:
            with _said():
                refuse_other_version(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def listing(self) -> Listing:
        """What lies there now, in the order it came."""
        sql = "SELECT stream, number, digest, kind FROM nettverk.parcels WHERE share = %s ORDER BY seq"
        with _said():
            rows = self._connection.execute(sql, (self._share,)).fetchall()
        return Listing(frozenset(Label(stream, number, digest, Kind(kind)) for stream, number, digest, kind in rows))

    def shares(self) -> tuple[str, ...]:
        """What is shared there, of what one may see."""
        with _said():
            rows = self._connection.execute(
                "SELECT DISTINCT share FROM nettverk.organisations WHERE share IS NOT NULL ORDER BY share"
            ).fetchall()
        return tuple(row[0] for row in rows)

    def take(self, share: str) -> None:
        """Share something there from now on, for the municipality that one's role belongs to.

        Raises:
            BadInput: it shares something else, or the role belongs to none or to several.
        """
        with _said(), self._connection.transaction():
            rows = self._connection.execute(
                "SELECT name, share FROM nettverk.organisations ORDER BY name FOR UPDATE"
            ).fetchall()
            if len(rows) != 1:
                raise BadInput(
                    _("Rollen du bruker på serveren, må høre til én kommune. Be IT kjøre: SELECT nettverk.admit(…)")
                )
            name, there = rows[0]
            if there not in (None, share):
                raise BadInput(_("{name} har en annen Nettverk-fil på serveren fra før.").format(name=name))
            self._connection.execute("UPDATE nettverk.organisations SET share = %s WHERE name = %s", (share, name))
        self._share = share

    def look_at(self, share: str) -> None:
        """Be about this share from now on."""
        self._share = share

    def cover(self, label: Label) -> Cover:
        """What stands on the outside."""
        return self._find(label)[1]

    def read(self, label: Label) -> tuple[Cover, bytes]:
        """All of it."""
        seq, cover = self._find(label)
        with _said():
            if label.kind is Kind.WHOLE or cover.sealed:
                sql = "SELECT piece FROM nettverk.pieces WHERE parcel = %s ORDER BY place"
                content = b"".join(bytes(row[0]) for row in self._connection.execute(sql, (seq,)))
            else:
                sql = "SELECT line FROM nettverk.journal WHERE parcel = %s ORDER BY seq"
                lines = [row[0] for row in self._connection.execute(sql, (seq,))]
                content = "\n".join(lines).encode()
        if labelled(cover, content).label != label:
            raise NotThere(label.name)
        return cover, content

    def _find(self, label: Label) -> tuple[int, Cover]:
        sql = (
            "SELECT seq, cover FROM nettverk.parcels"
            " WHERE share = %s AND stream = %s AND number = %s AND digest = %s AND kind = %s"
        )
        with _said():
            row = self._connection.execute(
                sql, (self._share, label.stream, label.number, label.digest, label.kind)
            ).fetchone()
        if row is None:
            raise NotThere(label.name)
        try:
            return row[0], cover_of(row[1].encode(), label.digest)
        except Half as fault:
            raise NotThere(label.name) from fault

    def write(self, cover: Cover, content: bytes) -> None:
        """Put it there in one transaction; what is there already is left as it is."""
        label = cover.label
        with _said(), self._connection.transaction():
            self._lock()
            row = self._connection.execute(
                "INSERT INTO nettverk.parcels (share, stream, number, digest, kind, cover)"
                " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING seq",
                (self._share, label.stream, label.number, label.digest, label.kind, line_of(cover).decode()),
            ).fetchone()
            if row is None:
                return
            if label.kind is Kind.WHOLE or cover.sealed:
                pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]
                self._append("pieces", "piece", "bytea", row[0], pieces)
            elif content:
                self._append("journal", "line", "text", row[0], content.decode().split("\n"))

    def _append(self, table: str, column: str, kind: str, parcel: int, values: Iterable[object]) -> None:
        """Put what a parcel holds in a table, in order."""
        # PostgreSQL copies into no table whose rows are guarded: a table of one's own first.
        self._connection.execute(f"CREATE TEMP TABLE coming (place integer, value {kind}) ON COMMIT DROP")
        self._copy("COPY coming (place, value) FROM STDIN", enumerate(values))
        place = ", place" if table == "pieces" else ""
        self._connection.execute(
            f"INSERT INTO nettverk.{table} (parcel, share{place}, {column})"
            f" SELECT %s, %s{place}, value FROM coming ORDER BY coming.place",
            (parcel, self._share),
        )

    def remove(self, labels: Iterable[Label]) -> None:
        """Take them away."""
        with _said(), self._connection.transaction():
            for label in labels:
                self._connection.execute(
                    "DELETE FROM nettverk.parcels"
                    " WHERE share = %s AND stream = %s AND number = %s AND digest = %s AND kind = %s",
                    (self._share, label.stream, label.number, label.digest, label.kind),
                )

    def forget(self, cover: Cover) -> None:
        """Take away everybody's parcels that a whole file has the content of: a name that is gone may stand in them."""
        with _said(), self._connection.transaction():
            self._lock()
            for stream, number in {**cover.seen, cover.label.stream: cover.label.number}.items():
                self._connection.execute(
                    "DELETE FROM nettverk.parcels WHERE share = %s AND stream = %s AND number <= %s AND digest <> %s",
                    (self._share, stream, number, cover.label.digest),
                )

    def put_state(self, numbers: Mapping[str, int], rows: Iterable[tuple[str, str, str | None, str]]) -> bool:
        """Let the server know how everything stands; whether it was told, as one that has not seen all tells nothing.

        Args:
            numbers: of each stream, up to where everything is known to whoever tells.
            rows: table, key, network and values as JSON, of every row there is.
        """
        with _said(), self._connection.transaction():
            self._lock()
            latest = self._connection.execute(
                "SELECT stream, max(number) FROM nettverk.parcels WHERE share = %s GROUP BY stream", (self._share,)
            ).fetchall()
            if any(number > numbers.get(stream, 0) for stream, number in latest):
                return False
            self._connection.execute(
                "CREATE TEMP TABLE fresh (tbl text, key text, network text, vals jsonb) ON COMMIT DROP"
            )
            self._copy("COPY fresh (tbl, key, network, vals) FROM STDIN", rows)
            self._connection.execute("CREATE INDEX ON fresh (tbl, key)")
            self._connection.execute(_UPSERT, {"share": self._share})
            self._connection.execute(_GONE, {"share": self._share})
            return True

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _lock(self) -> None:
        """Nobody else writes of this share before the transaction is stored."""
        self._connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (self._share,))

    def _copy(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)


def set_up(address: str, organisation: str, views: Iterable[tuple[str, str]]) -> None:
    """Give a server what it is to hold, or bring it up to date; by the role that owns it, or that is to.

    Args:
        organisation: the municipality that the role itself is let into; none where left empty.
        views: names in ``nettverk_report`` and what each selects.

    Raises:
        Expected: the role may not, or the server is too old or newer than the program.
    """
    with _connect(address) as connection, _said():
        if connection.info.server_version < _OLDEST:
            raise Expected(_("Serveren må ha PostgreSQL 15 eller nyere."))
        has = _version(connection)
        if has > newest():
            raise _newer()
        with connection.transaction():
            for version, script in server_updates():
                if version > has:
                    connection.execute(script)
                    connection.execute("INSERT INTO nettverk.versions (version) VALUES (%s)", (version,))
            for name, select in views:
                connection.execute(f'DROP VIEW IF EXISTS nettverk_report."{name}"')
                view = f'CREATE VIEW nettverk_report."{name}" WITH (security_invoker = true) AS {select}'
                connection.execute(view)
            connection.execute(
                "GRANT SELECT ON ALL TABLES IN SCHEMA nettverk_report TO nettverk_member, nettverk_report"
            )
            if organisation:
                connection.execute("SELECT nettverk.admit(session_user, %s)", (organisation,))


def is_set_up(address: str) -> bool:
    """Whether a server has all that this version of the program needs."""
    with _connect(address) as connection, _said():
        return _version(connection) >= newest()


def newest() -> int:
    """The version that this program gives a server."""
    return max(version for version, _script in server_updates())


def refuse_other_version(connection: psycopg.Connection) -> None:
    """Let nobody exchange with a server that holds something else than this program knows of.

    Raises:
        Expected: it is newer, older, or not set up.
    """
    has = _version(connection)
    if has > newest():
        raise _newer()
    if has == 0:
        raise Expected(_("Serveren er ikke satt opp for Nettverk. Be IT kjøre: nettverk share init ADRESSE"))
    if has < newest():
        raise Expected(
            _("Serveren er satt opp av en eldre versjon av Nettverk. Be IT kjøre: nettverk share init ADRESSE")
        )


def _newer() -> Expected:
    return Expected(
        _("Serveren er satt opp av en nyere versjon av Nettverk enn denne. Oppdater programmet her. Ingenting er tapt.")
    )


def _version(connection: psycopg.Connection) -> int:
    there = connection.execute("SELECT to_regclass('nettverk.versions')").fetchone()
    if there is None or there[0] is None:
        return 0
    row = connection.execute("SELECT coalesce(max(version), 0) FROM nettverk.versions").fetchone()
    return int(row[0]) if row is not None else 0


# --- reaching it ---


def without_password(address: str) -> str:
    """An address as it may be written down.

    Raises:
        BadInput: there is a password in it, or it makes no sense.
    """
    try:
        parts = urlsplit(address)
        password = parts.password
        parts.port  # noqa: B018  # read to see that it is a number
    except ValueError:
        raise BadInput(_("{address} er ikke en adresse til en server.").format(address=address)) from None
    if password or "password=" in parts.query:
        raise BadInput(
            _("Skriv adressen uten passord. Legg passordet i fila .pgpass, som PostgreSQL leser, bare for deg.")
        )
    return address


def missing() -> str:
    """What this installation lacks to reach any server, in a sentence; empty where it lacks nothing."""
    return "" if find_spec("psycopg") is not None else _missing()


def _missing() -> str:
    return _('For å bruke PostgreSQL trengs et tillegg til programmet: pip install "nettverk[shared]"')


def _connect(address: str) -> psycopg.Connection:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise Expected(_missing(), code=2) from None
    try:
        settings: dict[str, Any] = dict(conninfo_to_dict(without_password(address)))
    except psycopg.ProgrammingError:
        raise BadInput(_("{address} er ikke en adresse til en server.").format(address=address)) from None
    host = str(settings.get("host") or os.environ.get("PGHOST", ""))
    mode = str(settings.get("sslmode") or "")
    if not _is_loopback(host) and mode not in _SAFE:
        if mode:
            raise BadInput(
                _("Til en server på en annen maskin må forbindelsen være kryptert: sslmode=verify-full eller require.")
            )
        settings["sslmode"] = "require"
    settings.setdefault("connect_timeout", _WAIT_S)
    settings.setdefault("application_name", "nettverk")
    with _said():
        return psycopg.connect(autocommit=True, **settings)


def _is_loopback(host: str) -> bool:
    return all(each in _LOOPBACK or each.startswith(("/", "@")) for each in host.split(","))


@contextmanager
def _said() -> Iterator[None]:
    """What goes wrong on the way, in a sentence."""
    faults = _faults()
    try:
        yield
    except faults as fault:
        raise Expected(_sentence(str(fault).strip() or type(fault).__name__)) from fault


def _sentence(reason: str) -> str:
    """What PostgreSQL says, as somebody reads it who can do something about it or ask IT."""
    # libpq has no numbers for what stops a connection, only these words; they are English wherever it is built in.
    known = (
        ("certificate verify failed", _("Maskinen stoler ikke på sertifikatet til serveren. Be IT om sertifikatet til"
                                        " utstederen (root.crt), og hvor det skal ligge.")),
        ("does not match host name", _("Sertifikatet til serveren gjelder en annen adresse enn den du skrev. Kontroller"
                                       " adressen, eller spør IT.")),
        ("root certificate file", _("Sertifikatet til utstederen (root.crt) ligger ikke på denne maskinen. Be IT om"
                                    " det, og hvor det skal ligge.")),
        ("does not support SSL", _("Serveren tar ikke imot kryptert forbindelse. Be IT slå det på.")),
        ("password authentication failed", _("Serveren kjenner ikke rollen, eller passordet er feil. Se etter i fila"
                                             " .pgpass.")),
        ("no password supplied", _("Serveren vil ha et passord. Legg det i fila .pgpass, som PostgreSQL leser, bare for"
                                   " deg.")),
        ("permission denied", _("Rollen du bruker på serveren, får ikke gjøre dette. Be IT kjøre:"
                                " SELECT nettverk.admit(…)")),
        ('(role|database) ".*" does not exist', _("Rollen eller basen finnes ikke på serveren. Kontroller adressen,"
                                                  " eller spør IT.")),
    )  # fmt: skip
    for words, sentence in known:
        if re.search(words, reason):
            return _("{why} Ingenting er tapt. Det prøves igjen senere.").format(why=sentence)
    return _("Får ikke brukt serveren det deles over: {reason}. Ingenting er tapt. Det prøves igjen senere.").format(
        reason=reason.splitlines()[0].rstrip(".")
    )


@cache
def _faults() -> type[Exception]:
    import psycopg

    error: type[Exception] = psycopg.Error
    return error

"""A real PostgreSQL server for tests: in a folder of its own, on a socket of its own, gone when the tests are over.

It can also be reached with TLS, on a free port of this machine, as ``HOST``; its certificate is from ``certificates``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.certificates import HOST, Certificates

_ROOT_USERS = ("postgres", "nobody")
"""Whom root lets run it, as it refuses to be run by root."""


def missing() -> str:
    """Why there is no server to be had here; empty where there is one."""
    if find_spec("psycopg") is None:
        return 'psycopg is not installed: pip install "nettverk[shared]"'
    if programs() is None:
        return "PostgreSQL is not installed: apt-get install postgresql"
    return ""


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs: the newest that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


class Postgres:
    """One server, with a database called ``nettverk`` that the role ``eier`` owns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self._programs = programs()
        self._user = next((name for name in _ROOT_USERS if _is_user(name)), None) if os.geteuid() == 0 else None
        if self._user is not None:
            shutil.chown(folder, self._user)
        folder.chmod(0o755)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C",
                  "--no-sync")  # fmt: skip
        self.start()
        self.sql("postgres", "CREATE ROLE eier LOGIN CREATEROLE", "postgres")
        self.new_database()

    def start(self) -> None:
        """Start it; waits until it answers."""
        options = f"-c unix_socket_directories={self.folder} -c fsync=off -c max_connections=40"
        options += f" -c listen_addresses={'127.0.0.1' if self.port else ''}"
        if self.port:
            options += f" -c port={self.port}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; «immediate» is as if the power went."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", how, "stop")

    def new_database(self) -> None:
        """An empty database in place of the one there was, and no roles of ours."""
        self.sql("postgres", "DROP DATABASE IF EXISTS nettverk WITH (FORCE)", "postgres")
        for role in ("kari", "ola", "rapport", "nettverk_member", "nettverk_report"):
            self.sql("postgres", f"DROP ROLE IF EXISTS {role}", "postgres")
        self.sql("postgres", "CREATE DATABASE nettverk OWNER eier", "postgres")

    def listen(self, certificates: Certificates) -> None:
        """Be reached with TLS as well, from now on."""
        self.stop()
        for name in ("server.crt", "server.key"):
            copy = Path(shutil.copyfile(certificates.folder / name, self.folder / name))
            copy.chmod(0o600)  # with any other the server does not start
            if self._user is not None:
                shutil.chown(copy, self._user)
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"ssl_cert_file = '{self.folder}/server.crt'\nssl_key_file = '{self.folder}/server.key'\n")
        self.encrypt(on=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def encrypt(self, *, on: bool) -> None:
        """Let it encrypt, or refuse to, when it is next started."""
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"ssl = {'on' if on else 'off'}\n")

    def tls_address(self, root: Path, role: str = "eier", host: str = HOST, mode: str = "verify-full") -> str:
        """The server's address over TLS, as one on another machine has it.

        Args:
            root: the certificate of whoever is believed.
        """
        return (
            f"postgresql://{role}@{host}:{self.port}/nettverk?hostaddr=127.0.0.1&sslmode={mode}"
            f"&sslrootcert={quote(str(root), safe='')}"
        )

    def address(self, role: str = "eier") -> str:
        """The server's address for a role."""
        port = f"&port={self.port}" if self.port else ""
        return f"postgresql://{role}@/nettverk?host={quote(str(self.folder), safe='')}{port}"

    def new_member(self, role: str, organisation: str) -> None:
        """A role that is let into a municipality, once the server is set up."""
        self.sql("postgres", f"CREATE ROLE {role} LOGIN", "postgres")
        self.sql("eier", f"SELECT nettverk.admit('{role}', '{organisation}')")

    def sql(self, role: str, statement: str, database: str = "nettverk") -> list[tuple[object, ...]]:
        """Run a statement as a role; what it gives."""
        import psycopg

        settings: dict[str, Any] = {"host": str(self.folder), "user": role, "dbname": database}
        settings |= {"port": self.port} if self.port else {}
        with psycopg.connect(autocommit=True, **settings) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def cut(self) -> None:
        """Cut every connection to the database, as a network does that goes down."""
        self.sql(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'nettverk'",
            "postgres",
        )

    def _run(self, program: str, *arguments: str) -> None:
        assert self._programs is not None
        subprocess.run(
            [str(self._programs / program), *arguments], check=True, user=self._user, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@contextmanager
def running() -> Iterator[Postgres]:
    """A server while the block lasts; the test is skipped, in words, where none can be had."""
    why = missing()
    if why:
        pytest.skip(why)
    # A socket's path is at most a hundred letters, which pytest's own folders are past.
    folder = Path(tempfile.mkdtemp(prefix="nvpg-", dir="/tmp"))
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)

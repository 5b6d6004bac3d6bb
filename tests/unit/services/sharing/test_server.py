"""Sharing over a municipality's own PostgreSQL: who may see what, what reports read, and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Expected
from nettverk.services import database, gatherings, participants, reflections, settings
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.sharing import exchange, joining
from nettverk.services.sharing.place import open_place
from nettverk.services.templates import templates
from nettverk.storage.sharing.server import set_up
from nettverk.storage.store import Store
from tests.helpers import postgres, stores
from tests.helpers.certificates import Certificates
from tests.helpers.postgres import Postgres

Machine = Callable[[str], None]


@pytest.fixture(scope="module")
def running() -> Iterator[Postgres]:
    """A real server; the tests that need it are skipped where there is none."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def server(running: Postgres) -> Postgres:
    """The same with nothing on it, and roles for two people and a report tool."""
    running.new_database()
    for role in ("kari", "ola", "rapport"):
        running.sql("postgres", f"CREATE ROLE {role} LOGIN", "postgres")
    return running


@pytest.fixture
def first(server: Postgres, tmp_path: Path, at: Machine) -> Iterator[Store]:
    """A municipality's file that is shared over the server, which it has set up."""
    at("kontoret")
    store = database.open_file(tmp_path / "n.db")
    settings.put(store, "municipality", "Havnesund")
    for name in ("0–6", "6–10"):
        network = register.add_network(store, name).made
        held = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    unit = register.add_unit(store, "Furulia barnehage").made
    participants.add_new(store, held, "Kari", "Nordmann", unit)
    joining.set_up_server(stores.on(store), server.address(), "")
    joining.begin(stores.on(store), server.address())
    sync(store)
    yield store
    store.close()


def sync(store: Store) -> exchange.Synced:
    return exchange.sync(lambda job: job(store))


def admit(server: Postgres, role: str, organisation: str = "Havnesund", network: str = "NULL") -> None:
    server.sql("eier", f"SELECT nettverk.admit('{role}', '{organisation}', {network})")


def test_a_colleague_who_is_let_in_fetches_it_and_works_along(
    first: Store, server: Postgres, tmp_path: Path, at: Machine
) -> None:
    admit(server, "kari")
    at("skolen")
    joining.fetch(server.address("kari"), tmp_path / "kari.db")
    with_kari = database.open_file(tmp_path / "kari.db")
    sync(with_kari)
    gatherings.edit(with_kari, gatherings.all_(with_kari)[0].id, title="Overganger")
    assert sync(with_kari).sent == 1
    with_kari.close()
    at("kontoret")
    (sentence,) = exchange.words(sync(first))
    assert "skolen" in sentence
    assert "Overganger" in {gathering.title for gathering in gatherings.all_(first)}


def test_another_municipality_sees_nothing_of_it(first: Store, server: Postgres) -> None:
    del first
    admit(server, "ola", "Nabokommunen")
    assert joining.look(server.address("ola")).share == ""
    for table in ("parcels", "journal", "pieces", "state"):
        assert server.sql("ola", f"SELECT count(*) FROM nettverk.{table}") == [(0,)]
        assert server.sql("postgres", f"SELECT count(*) FROM nettverk.{table}") != [(0,)] or table == "journal"


def test_reports_read_plain_columns_and_one_network_alone_where_that_is_all_one_may(
    first: Store, server: Postgres
) -> None:
    network = first.value("SELECT id FROM networks WHERE name = '0–6'")
    admit(server, "rapport", network=f"'{network}'")
    titles = server.sql("rapport", "SELECT network_id FROM nettverk_report.gatherings")
    assert titles == [(network,)]
    assert server.sql("rapport", "SELECT name FROM nettverk_report.units") == []
    assert len(server.sql("eier", "SELECT title, held_on FROM nettverk_report.gatherings")) == 2
    with pytest.raises(Exception, match="permission denied"):
        server.sql("rapport", "SELECT line FROM nettverk.journal")


def test_reports_read_what_is_so_now(first: Store, server: Postgres) -> None:
    held = gatherings.all_(first)[0].id
    gatherings.edit(first, held, title="Overganger")
    gatherings.remove(first, gatherings.all_(first)[1].id)
    sync(first)
    assert server.sql("eier", "SELECT title FROM nettverk_report.gatherings") == [("Overganger",)]


def test_what_looks_like_no_letter_in_json_is_words_like_any_other(first: Store, server: Postgres) -> None:
    held = gatherings.all_(first)[0].id
    part = first.value("SELECT id FROM parts WHERE gathering_id = ?", held)
    gatherings.edit(first, held, title="C:\\nytt \\\\ «ny»")
    reflections.write(first, held, str(part), 1, "q", "C:\\u0000 og \\\\u0000")
    assert not sync(first).troubles
    assert ("C:\\nytt \\\\ «ny»",) in server.sql("eier", "SELECT title FROM nettverk_report.gatherings")
    assert server.sql("eier", "SELECT text FROM nettverk_report.said") == [("C:\\u0000 og \\\\u0000",)]


def test_a_name_that_is_removed_is_gone_from_the_server_at_the_next_exchange(first: Store, server: Postgres) -> None:
    kari = next(person for person in register.people(first) if person.given_name == "Kari")
    register.edit_person(first, kari.id, email="kari.nordmann@eksempel.no")
    sync(first)
    assert server.sql("eier", "SELECT count(*) FROM nettverk.journal WHERE line LIKE '%kari.nordmann%'") != [(0,)]
    removal.remove(first, [kari.id])
    sync(first)
    assert server.sql("eier", "SELECT count(*) FROM nettverk.journal WHERE line LIKE '%ordmann%'") == [(0,)]
    assert server.sql("eier", "SELECT count(*) FROM nettverk.state WHERE vals::text LIKE '%ordmann%'") == [(0,)]
    pieces = server.sql("eier", "SELECT piece FROM nettverk.pieces")
    assert pieces
    assert not [piece for (piece,) in pieces if b"Nordmann" in bytes(piece)]  # type: ignore[call-overload]


def test_a_server_that_is_newer_than_the_program_is_told(first: Store, server: Postgres) -> None:
    server.sql("eier", "INSERT INTO nettverk.versions (version) VALUES (999)")
    with pytest.raises(Expected, match="nyere versjon"):
        sync(first)


def test_a_server_that_is_away_loses_nothing(first: Store, server: Postgres) -> None:
    held = gatherings.all_(first)[0].id
    gatherings.edit(first, held, title="Uten server")
    server.stop()
    with pytest.raises(Expected, match="Ingenting er tapt"):
        sync(first)
    server.start()
    assert sync(first).sent == 1


# --- TLS, with a certificate ---


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A certificate for the server, and who vouches for it."""
    return Certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def secured(certificates: Certificates) -> Iterator[Postgres]:
    """A real server that is reached over TLS, and is set up."""
    with postgres.running() as server:
        server.listen(certificates)
        set_up(server.tls_address(certificates.root), "Havnesund", [])
        yield server


def test_over_tls_with_the_right_certificate_it_is_shared_and_the_line_is_encrypted(
    secured: Postgres, certificates: Certificates, tmp_path: Path, at: Machine
) -> None:
    at("kontoret")
    secured.new_member("kari", "Havnesund")
    store = database.open_file(tmp_path / "n.db")
    address = secured.tls_address(certificates.root, "kari")
    joining.begin(stores.on(store), address)
    register.add_network(store, "0–6")
    sync(store)
    assert joining.status(lambda job: job(store)).trouble == ""
    with closing(open_place(address, "")):
        sql = (
            "SELECT DISTINCT s.ssl, s.version LIKE 'TLS%' FROM pg_stat_ssl AS s JOIN pg_stat_activity AS a USING (pid)"
            " WHERE a.application_name = 'nettverk' AND a.usename = 'kari'"
        )
        assert secured.sql("postgres", sql) == [(True, True)]
    store.close()


def test_a_certificate_that_nobody_vouches_for_is_refused_in_words(
    secured: Postgres, certificates: Certificates, tmp_path: Path
) -> None:
    with pytest.raises(Expected, match="stoler ikke på sertifikatet"):
        joining.look(secured.tls_address(certificates.other))
    with pytest.raises(Expected, match="en annen adresse"):
        joining.look(secured.tls_address(certificates.root, host="db.nabo.example"))
    with pytest.raises(Expected, match="ligger ikke på denne maskinen"):
        joining.look(secured.tls_address(tmp_path / "root.crt"))


def test_a_server_that_does_not_encrypt_is_not_used_from_another_machine(
    secured: Postgres, certificates: Certificates
) -> None:
    secured.stop()
    secured.encrypt(on=False)
    secured.start()
    with pytest.raises(Expected, match="kryptert forbindelse"):
        joining.look(secured.tls_address(certificates.root, mode="require"))
    secured.stop()
    secured.encrypt(on=True)
    secured.start()


def test_a_role_that_is_not_let_in_is_told_whom_to_ask(first: Store, server: Postgres) -> None:
    del first
    with pytest.raises(Expected, match="Be IT kjøre"):
        joining.look(server.address("ola"))
    with pytest.raises(Expected, match="finnes ikke på serveren"):
        joining.look(server.address("nobody_at_all"))


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_to_another_machine_the_connection_is_encrypted(mode: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadInput, match="kryptert"):
        joining.look(f"postgresql://kari@db.example.invalid/nettverk?sslmode={mode}")


def test_a_password_is_never_part_of_the_address() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadInput, match="pgpass"):
        joining.look("postgresql://kari:hemmelig@localhost/nettverk")

"""nettverk export: tables and calendar on the command line; the JSON of everything is in ``test_jobs``."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from nettverk.services.year import items
from tests.helpers import stores

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


def test_tables_and_calendar_become_files(run: Run, db: Path, tmp_path: Path) -> None:
    before = db.read_bytes()
    said = run("export", "--db", db, "--format", "xlsx", "--year", 2027, "--out", tmp_path / "alt.xlsx", "--json").json
    assert said["files"] == [str(tmp_path / "alt.xlsx")]
    book = load_workbook(tmp_path / "alt.xlsx")
    assert said["rows"]["year"] == book["Årshjul"].max_row - 1
    told = run("export", "--db", db, "--format", "csv", "--out", tmp_path / "csv", "--year", 2026)
    assert told.code == 0
    assert len(told.out.splitlines()) == len(list((tmp_path / "csv").iterdir())) == 6
    run("export", "--db", db, "--format", "csv", "--what", "needs", "--out", tmp_path / "behov.csv")
    assert (tmp_path / "behov.csv").read_bytes().startswith(b"\xef\xbb\xbfSamling;Dato;")
    assert db.read_bytes() == before


def test_a_calendar_calls_off_what_was_removed_since_the_last_one(run: Run, db: Path, tmp_path: Path) -> None:
    def fetched() -> dict[str, str]:
        told = run("export", "--db", db, "--format", "ics", "--out", tmp_path / "år.ics", "--network", "0–6")
        assert (told.code, told.err) == (0, "")
        events = Calendar.from_ical((tmp_path / "år.ics").read_bytes()).walk("VEVENT")
        return {str(event["UID"]): str(event["STATUS"]) for event in events}

    before = fetched()
    with stores.opened(db) as store:
        gone = next(uid for uid in before if uid.startswith("item-"))
        items.remove(store, [gone.removeprefix("item-").partition("@")[0]])
    assert fetched() == {**before, gone: "CANCELLED"}
    with stores.opened(db):  # open in another program, which cannot be asked
        told = run("export", "--db", db, "--format", "ics", "--out", tmp_path / "år.ics")
        assert told.code == 0
        assert "Nettverk-fila kunne ikke endres." in told.err


def test_one_table_goes_straight_on(run: Run, db: Path) -> None:
    said = run("export", "--db", db, "--format", "csv", "--what", "needs", "--out", "-")
    rows = list(csv.reader(io.StringIO(said.out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert (said.code, rows[0][4]) == (0, "Behov")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--format", "xlsx", "--what", "folk"), "Fant ingen tabell som heter folk."),
        (("--format", "xlsx", "--network", "99"), "Fant ikke nettverket 99."),
        (("--format", "ics", "--gathering", "borte"), "Samlingen finnes ikke lenger."),
        (("--format", "ics", "--what", "year"), "En kalender har ingen tabeller."),
        (("--format", "csv", "--year", "26"), "Skriv året med fire sifre"),
        (("--year", "2026"), "JSON er alt som ligger i Nettverk-fila."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(
    run: Run, db: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    said = run("export", "--db", db, *arguments, "--out", tmp_path / "ut")
    assert said.code == 2
    assert sentence in said.err
    assert not (tmp_path / "ut").exists()


def test_several_tables_do_not_fit_in_one_csv(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mitt")
    for out in (tmp_path / "a.csv", tmp_path / "ny.csv", "-"):
        said = run("export", "--db", db, "--format", "csv", "--out", out)
        assert said.code == 2
        assert "Velg en mappe" in said.err
    assert (tmp_path / "a.csv").read_text() == "mitt"
    assert not (tmp_path / "ny.csv").exists(), "no folder that looks like a file"


def test_everything_out_and_in_again(run: Run, db: Path, tmp_path: Path) -> None:
    run("export", "--db", db, "--out", tmp_path / "alt.json")
    tried = run("import", tmp_path / "alt.json", "--db", tmp_path / "ny.db", "--dry-run")
    assert tried.out.rstrip().endswith("kan hentes. Ingenting er lagret.")
    assert not (tmp_path / "ny.db").exists()
    said = run("import", tmp_path / "alt.json", "--db", tmp_path / "ny.db", "--json").json
    assert said["rows"]["people"] == 112
    assert run("gatherings", "--db", tmp_path / "ny.db", "--json").out == run("gatherings", "--db", db, "--json").out
    assert run("check", "--db", tmp_path / "ny.db").code == 0
    again = run("import", tmp_path / "alt.json", "--db", tmp_path / "ny.db")
    assert (again.code, "har innhold fra før" in again.err) == (2, True)
    wrong = run("import", tmp_path / "alt.json", "--db", tmp_path / "x.db", "--gathering", "a")
    assert (wrong.code, "er en hel Nettverk-fil" in wrong.err) == (2, True)
    (tmp_path / "halv.json").write_bytes((tmp_path / "alt.json").read_bytes()[:5000])
    cut = run("import", tmp_path / "halv.json", "--db", tmp_path / "x.db")
    assert (cut.code, "er ikke hel: det stopper på linje" in cut.err) == (2, True)
    assert not (tmp_path / "x.db").exists()


def test_what_goes_to_the_university_is_shown_before_it_is_written(run: Run, db: Path, tmp_path: Path) -> None:
    mine = tmp_path / "min.db"
    mine.write_bytes(db.read_bytes())
    out = tmp_path / "ut"
    args = ("export", "--db", mine, "--format", "university", "--out", out)
    assert run(*args, "--yes").code != 0  # nobody has been asked
    assert not out.exists()
    held = run("consent", "--db", mine, "--json").json
    assert {one["state"] for one in held} == {"not_asked"}
    given = held[0]["gathering"]
    for by, sentence in (("", "Skriv hvem som svarte"), ("Kari Nordmann", "Skriv rollen")):
        said = run("consent", "--db", mine, "--gathering", given, "--yes", "--by", by)
        assert (said.code, sentence in said.err) == (2, True), by
    said = run("consent", "--db", mine, "--gathering", given, "--yes", "--by", "alle som var der")
    assert said.code == 0
    assert "Ja · alle som var der" in said.out
    shown = run(*args)
    assert shown.code == 0
    assert "signs.csv" in shown.out
    assert not out.exists()
    said = run(*args, "--yes", "--json").json
    assert said["gatherings"] == said["rows"]["gatherings"] == 1
    assert len(said["files"]) == len(list(out.iterdir())) == 7
    assert run("export", "--db", mine, "--format", "university", "--out", "-").code != 0
    run("consent", "--db", mine, "--gathering", given, "--withdraw")
    assert run("consent", "--db", mine, "--gathering", given, "--json").json[0]["state"] == "withdrawn"
    assert "ingen sagt ja" in run(*args).out
    assert run(*args, "--json").json["gatherings"] == 0


def test_consent_is_of_one_gathering_that_has_been_held(run: Run, db: Path) -> None:
    before = db.read_bytes()
    for arguments, sentence in (
        (("--yes", "--by", "alle"), "Samtykke gjelder én samling."),
        (("--gathering", "borte", "--asked"), "Samlingen er ikke holdt ennå"),
        (("--by", "alle"), "Hva svarte de?"),
        (("--network", "99"), "Fant ikke nettverket 99."),
    ):
        said = run("consent", "--db", db, *arguments)
        assert (said.code, sentence in said.err) == (2, True), said.err
    assert "uten navn på folk og enheter" in run("consent", "--db", db, "--question").out
    assert run("consent", "--db", db, "--year", 1950).out.strip() == "Ingen samling er holdt ennå."
    assert db.read_bytes() == before


def test_minutes_of_a_meeting_are_printed(run: Run, db: Path, tmp_path: Path) -> None:
    said = run("print", "minutes", "--db", db, "--out", tmp_path, "--json").json
    assert said["pages"] == 1
    again = run("print", "minutes", said["meeting"], "--db", db, "--out", tmp_path)
    assert Path(again.out.strip()).read_bytes().startswith(b"%PDF")
    missing = run("print", "minutes", "borte", "--db", db, "--out", tmp_path)
    assert missing.code != 0
    assert said["meeting"] in missing.err

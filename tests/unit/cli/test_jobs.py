"""Each job does what its name says, through the services, and answers people and programs."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nettverk.assets import migrations
from nettverk.services import gatherings, participants
from nettverk.services.handouts.registry import PACK
from nettverk.services.register import register
from nettverk.services.sample import sample
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.made_lists import made_lists

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run


@pytest.fixture
def coming(db: Path) -> str:
    """The id of the gathering that is ready to run."""
    store = Store.open(db, read_only=True)
    found = next(one.id for one in gatherings.all_(store) if one.participants == 90)
    store.close()
    return found


@pytest.fixture
def sheet(db: Path, tmp_path: Path) -> Path:
    """The participant list from Forms."""
    store = Store.open(db, read_only=True)
    path = tmp_path / "Påmelding.xlsx"
    path.write_bytes(sample.forms_sheet(store))
    store.close()
    return path


# --- gatherings ---


def test_gatherings_for_programs_and_for_people(run: Run, db: Path) -> None:
    found = run("gatherings", "--db", db, "--json").json
    assert [one["participants"] for one in found] == [0, 0, 0, 0, 0, 90, 72, 64, 60]
    assert found[5]["title"] == "Gode overganger"
    shown = run("--db", db, "gatherings").out.splitlines()
    assert len(shown) == 9
    assert "90 deltakere" in shown[5]


def test_gatherings_are_found_by_their_tags(run: Run, db: Path) -> None:
    found = run("gatherings", "--db", db, "--tag", "samhandling", "--json").json
    assert [one["title"] for one in found] == ["Gode overganger", "Fra uro til handling"]
    assert all("samhandling" in one["tags"] for one in found)
    both = run("gatherings", "--db", db, "--tag", "samhandling", "--tag", "bti", "--json").json
    assert [one["title"] for one in both] == ["Fra uro til handling"]
    assert run("gatherings", "--db", db, "--tag", "finnes-ikke", "--json").json == []


def test_search_over_all_years(run: Run, db: Path) -> None:
    found = run("search", "overgangene", "--db", db, "--json").json
    assert found["count"] == len(found["hits"]) > 3
    days = [hit["held_on"] for hit in found["hits"] if hit["held_on"]]
    assert days == sorted(days, reverse=True)
    first = found["hits"][0]
    start, length = (first["marked"] or first["marked_more"])[0]
    said = first["text"] if first["marked"] else first["more"]
    assert said[start : start + length].lower().startswith("overgang")
    network = run("search", "--db", db, "--json", "--network", "Barn 0–6", "--kind", "commitment")
    assert network.code in {0, 2}
    told = run("search", "overgang", "--db", db)
    assert "›" in told.out
    assert "treff" in told.out.splitlines()[-1]
    assert "Prøv et kortere ord" in run("search", "finnesikkenoested", "--db", db).out


def test_search_says_what_it_does_not_know(run: Run, db: Path) -> None:
    for option, value, sentence in (
        ("--network", "99–100", "Fant ikke nettverket «99–100»."),
        ("--unit", "Månen", "Fant ikke enheten «Månen»."),
        ("--tag", "ingen", "Det er ingen merkelapp som heter «ingen»."),
    ):
        said = run("search", "lek", option, value, "--db", db)
        assert (said.code, said.err.strip()) == (2, sentence)


def test_without_a_database_it_says_so(run: Run, tmp_path: Path) -> None:
    said = run("gatherings", "--db", tmp_path / "borte.db")
    assert (said.code, said.out) == (2, "")
    assert "borte.db" in said.err
    assert not (tmp_path / "borte.db").exists()


# --- import ---


def test_a_list_goes_into_a_new_database(run: Run, sheet: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "ny" / "nettverk.db"
    said = run("import", sheet, "--db", fresh, "--json")
    assert said.code == 0
    assert (said.json["new"], said.json["updated"], said.json["same"]) == (90, 0, 0)
    assert len(said.json["units"]) == 28
    assert [set(one) for one in said.json["skipped"]] == [{"row", "reason"}]
    assert said.json["read_as"]["sheet"] == "Sheet1"
    taken = {column["taken_for"] for column in said.json["read_as"]["columns"]}
    assert {"name", "unit", "role", "email"} <= taken
    again = run("import", sheet, "--db", fresh, "--json").json
    assert (again["new"], again["same"]) == (0, 90)


def test_a_list_is_added_to_a_gathering(run: Run, db: Path, sheet: Path) -> None:
    empty = run("gatherings", "--db", db, "--json").json[0]["id"]
    said = run("import", sheet, "--db", db, "--gathering", empty)
    assert said.code == 0
    assert "90 like" in said.out
    store = Store.open(db, read_only=True)
    assert len(participants.all_(store, empty)) == 90
    store.close()


@pytest.mark.parametrize("dry", [True, False])
def test_what_goes_wrong_or_is_only_tried_changes_nothing(run: Run, db: Path, sheet: Path, dry: bool) -> None:
    before = hashlib.sha256(db.read_bytes()).hexdigest()
    said = run("import", sheet, "--db", db, *(["--dry-run"] if dry else ["--gathering", "finnes-ikke"]))
    assert said.code == (0 if dry else 2)
    assert hashlib.sha256(db.read_bytes()).hexdigest() == before


def test_a_file_that_cannot_be_read_makes_no_database(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "tekst.xlsx"
    bad.write_bytes(b"PK\x03\x04 avkuttet")
    said = run("import", bad, "--db", tmp_path / "ny.db")
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "ny.db").exists()


def test_a_list_with_headings_only_says_so(run: Run, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "tom.csv"
    path.write_text("Fornavn;Etternavn;Enhet\n", encoding="utf-8")
    for dry in ([], ["--dry-run"]):
        said = run("import", path, "--db", db, *dry)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("Fant overskriftene, men ingen navn under dem.")


def test_a_list_that_is_not_there_is_named(run: Run, db: Path, tmp_path: Path) -> None:
    said = run("import", tmp_path / "borte.csv", "--db", db)
    assert said.code == 2
    assert said.err.startswith(f"Fant ikke {tmp_path / 'borte.csv'}.")


def test_what_was_decided_is_not_asked_about(run: Run, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(
        "Navn;Enhet;E-post\nAnna Larsen;Lund bhg;anna@k.no\nanna larsen;Lund bhg.;anna.l@priv.no\n", encoding="utf-8"
    )
    said = run("import", path, "--db", db, "--dry-run")
    about = [line for line in said.out.splitlines() if line.startswith("Rad 3")]
    assert len(about) == 1
    assert "er regnet som samme person som Anna Larsen" in about[0]
    assert "Kan det være" not in about[0]
    answer = run("import", path, "--db", db, "--dry-run", "--json").json
    assert [one["taken_as_one"] for one in answer["suggestions"] if one["kind"] == "person"] == [True]


def test_sheets_that_are_one_list_are_read_as_one_and_each_row_is_told_with_its_sheet(run: Run, tmp_path: Path) -> None:
    made = next(made for made in made_lists("others") if made.name == "columns-in-another-order")
    said = run("import", made.write(tmp_path), "--db", tmp_path / "ny.db", "--json").json
    assert said["new"] == 3
    asked = {(each["sheet"], each["row"], each["kind"]) for each in said["questions"]}
    assert ("Øst", 3, "answered_no") in asked
    assert ("Vest", 2, "answered_maybe") in asked
    assert {(each["sheet"], each["row"]) for each in said["skipped"]} == {("Øst", 3), ("Vest", 4)}
    assert said["read_as"]["sheet"] == "Øst, Vest"
    assert said["read_as"]["sheets_not_read"] == []
    told = run("import", tmp_path / f"{made.name}.xlsx", "--db", tmp_path / "ny.db", "--dry-run").out
    assert "Vest, rad 2: Er ikke sikre på om de kommer" in told


def test_a_sheet_of_another_day_is_told_of_and_read_for_the_gathering_of_that_day(run: Run, tmp_path: Path) -> None:
    made = next(made for made in made_lists("others") if made.name == "two-days-as-sheets")
    path, db = made.write(tmp_path), tmp_path / "ny.db"
    said = run("import", path, "--db", db, "--json").json
    assert said["read_as"]["sheets_not_read"] == [{"sheet": "Onsdag 10. februar", "people": 2}]
    store = Store.open(db)
    network = register.add_network(store, "0–6").made
    wednesday = gatherings.make(store, template("short"), network_id=network, held_on=date(2027, 2, 10)).made
    store.close()
    own = run("import", path, "--db", db, "--gathering", wednesday, "--json").json
    assert own["read_as"]["sheet"] == "Onsdag 10. februar"
    assert own["added"] == 2
    assert "Arket Tirsdag 9. februar er ikke lest (2 personer)." in run("import", path, "--db", db, "--dry-run",
        "--gathering", wednesday).out  # fmt: skip


def test_a_hidden_column_is_read_and_told_of(run: Run, tmp_path: Path) -> None:
    made = next(made for made in made_lists("kommune") if made.name == "hidden-answers")
    path = made.write(tmp_path)
    said = run("import", path, "--db", tmp_path / "ny.db", "--json").json
    assert [each["header"] for each in said["read_as"]["columns"] if each["hidden"]] == ["Kommer"]
    told = run("import", path, "--db", tmp_path / "ny.db").out
    assert "Kolonne C Kommer er skjult i arket, og er lest likevel." in told


# --- groups ---


def test_groups_are_built_again_with_another_size(run: Run, db: Path, coming: str) -> None:
    said = run("groups", "build", "--db", db, "--gathering", coming, "--tables", "18", "--seed", "3", "--json")
    assert said.code == 0
    mixed, own = said.json
    assert [len(table["people"]) for table in mixed["tables"]] == [5] * 18
    assert (own["kind"], len(own["tables"]), own["unseated"]) == ("own_unit", 28, [])
    assert mixed["quality"].endswith(".")
    assert (
        run("groups", "build", "--db", db, "--gathering", coming, "--tables", "18", "--seed", "3", "--json").json[0][
            "tables"
        ]
        == mixed["tables"]
    )


def test_groups_without_people_say_the_first_step(run: Run, db: Path) -> None:
    empty = run("gatherings", "--db", db, "--json").json[0]["id"]
    said = run("groups", "build", "--db", db, "--gathering", empty)
    assert said.code == 2
    assert said.err.startswith("Ingen deltakere ennå.")


@pytest.mark.parametrize("size", [("--tables", "46"), ("--tables", "500"), ("--size", "1000")])
def test_silly_sizes_are_refused_and_forgotten(run: Run, db: Path, coming: str, size: tuple[str, str]) -> None:
    before = db.read_bytes()
    said = run("groups", "build", "--db", db, "--gathering", coming, *size)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "øyst" in said.err
    assert db.read_bytes() == before


def test_tables_that_have_answered_are_not_dealt_anew_unasked(run: Run, db: Path) -> None:
    held = run("gatherings", "--db", db, "--json").json[6]["id"]
    before = db.read_bytes()
    said = run("groups", "build", "--db", db, "--gathering", held)
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "svar fra bordene er skrevet inn" in said.err
    assert db.read_bytes() == before
    assert run("groups", "build", "--db", db, "--gathering", held, "--force").code == 0


def test_an_open_database_is_not_written_in(run: Run, db: Path, coming: str) -> None:
    store = Store.open(db)
    said = run("groups", "build", "--db", db, "--gathering", coming)
    looked = run("gatherings", "--db", db)
    store.close()
    assert said.code == 1
    assert "åpen hos" in said.err
    assert looked.code == 0


# --- print, screens ---


def test_one_paper(run: Run, db: Path, coming: str, tmp_path: Path) -> None:
    one = run("print", "agenda", "--db", db, "--gathering", coming, "--out", tmp_path / "ut")
    assert one.code == 0
    assert Path(one.out.strip()).read_bytes().startswith(b"%PDF")


@pytest.mark.slow  # the demo prints them all as well
def test_all_papers(run: Run, db: Path, coming: str, tmp_path: Path) -> None:
    every = run("print", "all", "--db", db, "--gathering", coming, "--out", tmp_path / "alt", "--json").json
    assert len(every["files"]) >= 8
    assert all(Path(path).read_bytes().startswith(b"%PDF") for path in every["files"])


def test_a_page_for_one_unit_is_found_by_any_spelling(run: Run, db: Path, tmp_path: Path) -> None:
    held = run("gatherings", "--db", db, "--json").json[6]["id"]
    said = run("print", "unit_pages", "--unit", "FJÆRA bhg", "--db", db, "--gathering", held, "--out", tmp_path)
    assert "Fjæra barnehage" in said.out
    unknown = run(
        "print", "unit_pages", "--unit", "Fjera barnehage", "--db", db, "--gathering", held, "--out", tmp_path
    )
    assert unknown.code == 2
    assert "Kan det være Fjæra barnehage?" in unknown.err


def test_paper_with_nothing_on_it_yet_says_why(run: Run, db: Path, tmp_path: Path) -> None:
    empty = run("gatherings", "--db", db, "--json").json[0]["id"]
    said = run("print", "badges", "--db", db, "--gathering", empty, "--out", tmp_path / "ut")
    assert said.code in (1, 2)
    assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "ut").exists()


def test_screens_are_drawn_as_asked(run: Run, db: Path, coming: str, tmp_path: Path) -> None:
    said = run(
        "screens", "--db", db, "--gathering", coming, "--out", tmp_path, "--size", "1280×720", "--theme", "light"
    )
    files = said.out.splitlines()
    assert len(files) > 10
    assert Path(files[0]).read_text().endswith("(1280, 720) light")


# --- export, check ---


def test_everything_comes_out(run: Run, db: Path, tmp_path: Path) -> None:
    out = tmp_path / "alt.json"
    said = run("export", "--db", db, "--out", out)
    assert said.code == 0
    assert str(out) in said.out
    assert len(json.loads(out.read_text(encoding="utf-8"))["tables"]["people"]) == 112


def test_everything_comes_out_straight_to_another_program(run: Run, db: Path, tmp_path: Path) -> None:
    said = run("export", "--db", db, "--out", "-", "--json")
    assert len(said.json["tables"]["people"]) == 112
    assert not Path("-").exists()


def test_a_path_that_cannot_be_written_is_bad_input_everywhere(run: Run, db: Path, sheet: Path, tmp_path: Path) -> None:
    way = tmp_path / "fil"
    way.write_text("i veien")
    for words in (
        ("export", "--db", db, "--out", way / "alt.json"),
        ("print", "agenda", "--db", db, "--out", way),
        ("import", sheet, "--db", way / "ny.db"),
        ("demo", "--out", way),
        ("demo", "--out", tmp_path / "ut", "--db", way / "ny.db"),
    ):
        said = run(*words)
        assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1), (words, said)


def test_a_damaged_file_is_one_sentence_and_the_details_are_for_programs(run: Run, db: Path) -> None:
    whole = db.read_bytes()
    db.write_bytes(whole[:40960] + b"\x07" * 50000 + whole[90960:])
    said = run("check", "--db", db)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{db.name} er skadet.")
    assert [line.split(":")[0] for line in said.err.splitlines()[1:]] in (["Skadet"], ["Skadet", "Helt"])
    assert len(run("check", "--db", db, "--json").json["complaints"]) > 1
    out = db.with_name("alt.json")
    said = run("export", "--db", db, "--out", out)
    assert (said.code, said.err.startswith(f"{db.name} er skadet."), out.exists()) == (1, True, False)


def test_a_healthy_database_is_said_to_be_well_and_left_as_it_was(run: Run, db: Path) -> None:
    before = db.read_bytes()
    said = run("check", "--db", db)
    assert (said.code, said.out, said.err) == (0, "Fila er i orden.\n", "")
    assert db.read_bytes() == before


def test_what_is_wrong_is_told_with_exit_code_1(run: Run, db: Path) -> None:
    connection = sqlite3.connect(db)
    connection.execute("DELETE FROM units WHERE name = 'PPT Havnesund'")
    connection.commit()
    connection.close()
    said = run("check", "--db", db)
    assert said.code == 1
    assert "units" in said.err
    assert run("check", "--db", db, "--json").json["well"] is False


def test_a_file_of_something_else_gets_a_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bilde.db"
    path.write_bytes(b"\x89PNG" * 2000)
    said = run("check", "--db", path)
    assert said.code in (1, 2)
    assert len(said.err.splitlines()) == 1


def test_a_file_whose_last_write_was_cut_off_is_put_right_first(run: Run, db: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(db, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")  # so that the file itself is written to before the end
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE people SET given_name = 'Halvveis' || given_name")
    cut = tmp_path / "avbrutt.db"
    for name in ("", "-journal"):
        Path(f"{cut}{name}").write_bytes(Path(f"{db}{name}").read_bytes())
    connection.close()
    assert Path(f"{cut}-journal").stat().st_size > 0
    assert run("check", "--db", cut).code == 0
    assert run("export", "--db", cut, "--out", tmp_path / "alt.json").code == 0
    assert "Halvveis" not in (tmp_path / "alt.json").read_text(encoding="utf-8")


def test_a_file_from_before_is_told_of_and_not_touched(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "gammel.db"
    first = min(migrations().glob("*.sql"))
    connection = sqlite3.connect(path)
    connection.executescript(first.read_text(encoding="utf-8"))
    connection.execute("CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)")
    connection.execute("INSERT INTO _sqlite_migrations VALUES ('nettverk', ?, '')", (first.stem,))
    connection.commit()
    connection.close()
    before = path.read_bytes()
    said = run("check", "--db", path)
    assert said.code == 0
    assert "eldre versjon" in said.out
    assert path.read_bytes() == before


# --- demo ---


@pytest.mark.slow  # once for itself in tests/end2end/test_cli.py, into a database of one's own below
def test_the_demo_writes_a_whole_gathering_again_and_again_and_keeps_what_somebody_worked_in(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    answer = run("demo", "--out", out, "--json").json
    assert (answer["import"]["same"], answer["import"]["added"]) == (90, 90)
    assert answer["missing"] == []
    assert len(answer["handouts"]) == len(PACK)
    assert answer["screens"]
    assert all(Path(path).stat().st_size for path in (*answer["handouts"], *answer["screens"]))
    assert run("check", "--db", answer["database"]).code == 0
    path = out / "eksempel.db"
    store = Store.open(path)  # only looked at: the next demo takes its place
    store.close()
    again = run("demo", "--out", out, "--json").json
    assert again["kept"] is None
    assert again["import"]["same"] == 90
    store = Store.open(path)
    with store.change("Ny bydel") as step:
        store.insert("districts", name="Vågsbygd")
    assert step.changes
    store.close()
    worked_in = path.read_bytes()
    said = run("demo", "--out", out)
    assert said.code == 0
    assert "45 svar fra bordene" in said.out
    assert "Den forrige eksempel.db er tatt vare på som eksempel fra før.db." in said.out
    assert (out / "eksempel fra før.db").read_bytes() == worked_in
    assert sorted(one.name for one in out.glob("eksempel*")) == ["eksempel fra før.db", "eksempel.db"]


def test_the_demo_does_not_pull_the_sample_away_from_under_anyone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eksempel.db"
    store = Store.open(path)
    said = run("demo", "--out", tmp_path)
    store.close()
    assert said.code == 1
    assert "åpen hos" in said.err
    assert path.exists()


def test_a_folder_that_cannot_be_written_gets_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("i veien")
    said = run("demo", "--out", tmp_path / "fil")
    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_answers_come_in_the_language_asked_for(run: Run, db: Path) -> None:
    assert run("check", "--db", db, "--language", "en").out == "The file is sound.\n"


@pytest.mark.parametrize(
    ("system", "word"), [("nn_NO.UTF-8", "Fann"), ("en_US.UTF-8", "Fant"), ("nb_NO.UTF-8", "Fant")]
)
def test_answers_follow_a_machine_in_nynorsk(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert run("check", "--db", tmp_path / "borte.db").err.startswith(word)
    assert run("check", "--db", tmp_path / "borte.db", "--language", "nb").err.startswith("Fant")


@pytest.mark.slow
def test_the_demo_goes_into_the_database_one_names_if_it_is_empty(run: Run, db: Path, tmp_path: Path) -> None:
    said = run("demo", "--out", tmp_path / "ut", "--db", tmp_path / "min.db", "--json")
    assert said.json["database"] == str(tmp_path / "min.db")
    assert (said.json["import"]["same"], said.json["import"]["added"], said.json["missing"]) == (90, 90, [])
    assert len(said.json["handouts"]) == len(PACK)
    assert all(Path(path).stat().st_size for path in (*said.json["handouts"], *said.json["screens"]))
    assert run("check", "--db", tmp_path / "min.db").code == 0
    assert not (tmp_path / "ut" / "eksempel.db").exists()
    assert len(run("gatherings", "--db", tmp_path / "min.db", "--json").json) == 9
    before = db.read_bytes()
    refused = run("demo", "--out", tmp_path / "ut", "--db", db)
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)
    assert db.read_bytes() == before


def test_what_another_program_changed_is_a_note_until_it_is_accepted(run: Run, db: Path) -> None:
    connection = sqlite3.connect(db)
    connection.execute("UPDATE gatherings SET title = 'Nytt navn'")
    connection.commit()
    connection.close()
    said = run("check", "--db", db)
    assert said.code == 1
    assert "Et annet program enn Nettverk" in said.out
    assert "--accept" in said.out
    assert run("check", "--db", db, "--json").json["changed"] == ["gatherings"]
    assert run("check", "--db", db, "--accept").out == "Fila er i orden.\n"
    assert run("check", "--db", db).code == 0


def test_damage_that_only_the_sums_see_is_told_and_mended(run: Run, db: Path) -> None:
    whole = db.read_bytes()
    word = b"Havnesund"
    assert whole.count(word) > 3
    at = whole.index(word)
    db.write_bytes(whole[:at] + b"Havnesunt" + whole[at + len(word) :])
    hurt = db.read_bytes()
    said = run("check", "--db", db)
    assert said.code == 1
    assert "Skadet:" in said.err
    assert "Helt:" in said.err
    said = run("check", "--db", db, "--restore", "--json")
    assert said.code == 0
    assert said.json["from_file"]["people"] > 100
    new = Path(said.json["file"])
    assert new.name == f"{db.stem} gjenopprettet.db"
    assert run("check", "--db", new).code == 0
    assert db.read_bytes() == hurt


# --- sheets ---


def test_sheets_for_programs_and_for_people(run: Run, db: Path) -> None:
    found = run("sheets", "--db", db, "--json").json
    one = next(sheet for sheet in found if sheet["id"] == "fremmer-hemmer-pavirke")
    assert one["languages"] == ["nb", "nn", "en"]
    assert (one["who"], one["when"], one["version"], one["own"]) == ("table", "in_part", 1, False)
    assert [item["id"] for item in one["blocks"][0]["items"]] == ["fremmer", "hemmer", "pavirke"]
    assert one["rows"]
    assert one["source"]
    nynorsk = run("sheets", "--json", "--language", "nn", "--db", db).json
    assert next(sheet for sheet in nynorsk if sheet["id"] == one["id"])["title"] != one["title"]
    lines = run("--db", db, "sheets").out.splitlines()
    assert len(lines) == len(found)
    assert run("sheets", "finnes", "ikke", "noe", "sted", "--db", db, "--json").json == []


def test_sheets_with_the_files_own_and_without_any_file(run: Run, db: Path, tmp_path: Path) -> None:
    from nettverk.services.sheets import own

    store = Store.open(db)
    made = own.duplicate(store, "fremmer-hemmer-pavirke", title="Vår egen").made
    store.close()
    assert made in {sheet["id"] for sheet in run("sheets", "vår", "egen", "--db", db, "--json").json}
    gone = run("sheets", "--db", tmp_path / "borte.db")
    assert gone.code == 2

"""Answers in from Forms: what each column is taken for, what is asked, and nothing stored twice or in silence."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.sheets.forms import Choices, FormsPlan, Target, Use
from nettverk.domain.sheets.forms_replies import SOURCE
from nettverk.domain.sheets.forms_text import forms_text
from nettverk.domain.sheets.reading import read_sheet
from nettverk.domain.sheets.sums import Signs, sum_block
from nettverk.i18n import using
from nettverk.services import gatherings, reflections
from nettverk.services import plan as plans
from nettverk.services.register import register
from nettverk.services.sheets import answers, forms_import, own, shipped, stored, uses
from nettverk.services.sheets.forms_import import Destination
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.forms_files import EN, LEVELS, LIGHT, MIXED, NB, SIGNS, SIGNS_EN, SIGNS_NN, forms_own, xlsx
from tests.helpers.quick import every

UNIT_Q = "Hvilken enhet/tjeneste kommer du fra?"


def place_of(raw: dict[str, object]) -> Destination:
    return Destination(tuple(read_sheet(raw, code) for code in ("nb", "nn", "en")))


def plan_of(path: Path, raw: dict[str, object] = LIGHT, choices: Choices | None = None) -> FormsPlan:
    return forms_import.understood(None, forms_import.read_file(path), place_of(raw), choices)


def taken(plan: FormsPlan) -> dict[str, str]:
    return {column.title: column.targets[0].key for column in plan.columns if column.use is Use.ANSWER}


def levels(plan: FormsPlan) -> Counter[tuple[str, str]]:
    return Counter((piece.target.point, piece.level) for reply in plan.replies for piece in reply.pieces if piece.level)


@pytest.fixture
def light(store: Store) -> str:
    """The traffic light in the library."""
    stored.keep_version(store, {**LIGHT, "version": 1}, own=True)
    return "lys"


ROWS = [
    ["Lund barnehage", LEVELS[0], LEVELS[1], LEVELS[2], LEVELS[0]],
    ["Lund barnehage", LEVELS[1], LEVELS[1], None, LEVELS[0]],
    ["PPT", LEVELS[0], LEVELS[2], LEVELS[2], LEVELS[1]],
]


# --- what each column is taken for ---


def test_a_plain_file(tmp_path: Path) -> None:
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], ROWS))
    assert plan.trouble == ""
    assert taken(plan) == dict(zip(SIGNS, ("tegn/s1", "tegn/s2", "tegn/s3", "tegn/s4"), strict=True))
    assert [column.use for column in plan.columns[:7]] == [
        Use.ID, Use.UNUSED, Use.TIME, Use.NEVER_KEPT, Use.NEVER_KEPT, Use.UNUSED, Use.UNIT,
    ]  # fmt: skip
    assert all(column.why for column in plan.columns)
    assert (plan.who, len(plan.replies), plan.answers) == (Who.ALONE, 3, 11)
    assert levels(plan)["s1", "ok"] == 2
    assert not plan.unread


@pytest.mark.parametrize(
    "titles",
    [
        [f"{number}. {sign}" for number, sign in enumerate(SIGNS, start=1)],
        [f"Hvor er vi?.{sign}" for sign in SIGNS],  # Likert: question.statement
        [f"Noe helt annet her?.{sign}" for sign in SIGNS],
        [f"«{sign.replace(' ', chr(160))}»" for sign in SIGNS],
        [sign.upper() + " " for sign in SIGNS],
        [sign[:34] + "..." for sign in SIGNS],
        [sign.replace("ø", "o").replace("e", "e", 1) if place == 2 else sign for place, sign in enumerate(SIGNS)],
        list(SIGNS_NN),
        list(SIGNS_EN),
        [f"Spørsmål {number}: {sign}" for number, sign in enumerate(SIGNS, start=1)],
        [f"“{sign}”" for sign in SIGNS],
    ],
    ids=["numbered", "likert", "likert-else", "nbsp", "capitals", "cut", "typo", "nn", "en", "named", "curly"],
)  # fmt: skip
def test_titles_are_known_however_they_are_written(tmp_path: Path, titles: list[str]) -> None:
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *titles], ROWS, own=EN))
    assert list(taken(plan).values()) == ["tegn/s1", "tegn/s2", "tegn/s3", "tegn/s4"]


@pytest.mark.parametrize(
    "words",
    [
        ("tilfredsstillende", "må bedres", "MÅ ENDRES "),
        ("Tilfredsstillande", "Må betrast", "Må endrast"),
        ("Satisfactory", "Must improve", "must change"),
        ("Praksis er tilfredsstillende (grønn)", "Praksis må bedres (gul)", "Praksis må endres (rød)"),
        ("🟢", "🟡", "🔴"),
        ("Grønt", "Gult", "Rødt"),
        ("Tilfredstillende", "Må bedres.", "«Må endres»"),
        ("Tilfredsstillende;", "Må bedres;", "Må endres;"),
    ],
)
def test_levels_are_known_in_any_of_the_languages(tmp_path: Path, words: tuple[str, str, str]) -> None:
    rows = [["PPT", *(words[LEVELS.index(cell)] if cell else None for cell in row[1:])] for row in ROWS]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows))
    same = plan_of(xlsx(tmp_path / "like.xlsx", [UNIT_Q, *SIGNS], ROWS))
    assert levels(plan) == levels(same)
    assert not plan.level_questions


def test_another_order_and_columns_of_a_test(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    book = Workbook()
    page = book.active
    assert page is not None
    titles = []
    for sign in reversed(SIGNS):
        titles += [sign, f"Poeng – {sign}", f"Tilbakemelding – {sign}"]
    page.append([*titles, "Totalt antall poeng", *NB])
    for number, row in enumerate(ROWS, start=1):
        cells: list[object] = []
        for cell in reversed(row[1:]):
            cells += [cell, 1, "Fint"]
        page.append([*cells, 4, *forms_own(number)])
    book.save(path)
    plan = plan_of(path)
    assert list(taken(plan).values()) == ["tegn/s4", "tegn/s3", "tegn/s2", "tegn/s1"]
    assert sum(column.use is Use.UNUSED for column in plan.columns) == 11


def test_names_and_addresses_are_never_kept(tmp_path: Path, store: Store, gathering_id: str, light: str) -> None:
    titles = [UNIT_Q, *SIGNS, "Hva heter du?", "E-post2", "Hva er grunnen til at dere vurderer slik?"]
    rows = [[*row, "Kari Nordmann", "kari@lund.no", "Spør kari.nordmann@lund.no"] for row in ROWS]
    path = xlsx(tmp_path / "svar.xlsx", titles, rows)
    place = forms_import.destination(store, light)
    plan = forms_import.understood(store, forms_import.read_file(path), place)
    forms_import.store_answers(store, plan, place, gathering_id)
    dump = "\n".join(store.connection.iterdump())
    for secret in ("Nordmann", "kommune.no", "lund.no"):
        assert secret not in dump
    assert "Spør" in dump


def test_a_form_that_branches(tmp_path: Path) -> None:
    titles = [UNIT_Q, *SIGNS, f"{SIGNS[0]}2"]
    rows = [[*ROWS[0], None], ["PPT", None, LEVELS[1], None, None, LEVELS[2]]]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, rows))
    assert [column.targets[0].point for column in plan.columns if column.use is Use.ANSWER].count("s1") == 2
    assert levels(plan)["s1", "change"] == 1


def test_double_headings_and_a_title_above(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Svar fra høsten"])
    page.append([None, None, "Hvor er vi?", None, None, None])
    page.merge_cells("C2:F2")
    page.append(["ID", UNIT_Q, *SIGNS])
    for number, row in enumerate(ROWS, start=1):
        page.append([number, *row])
    book.save(tmp_path / "svar.xlsx")
    plan = plan_of(tmp_path / "svar.xlsx")
    assert plan.table.header_row == 3
    assert len(taken(plan)) == 4
    assert len(plan.replies) == 3


@pytest.mark.parametrize(("mark", "encoding"), [(";", "cp1252"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_text_files(tmp_path: Path, mark: str, encoding: str) -> None:
    lines = [mark.join([UNIT_Q, *SIGNS]), *(mark.join(cell or "" for cell in row) for row in ROWS)]
    (tmp_path / "svar.csv").write_bytes("\r\n".join(lines).encode(encoding))
    plan = plan_of(tmp_path / "svar.csv")
    assert len(taken(plan)) == 4
    assert levels(plan)["s1", "ok"] == 2


def test_hidden_rows_are_answers_and_it_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], ROWS)
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    plan = plan_of(path)
    assert len(plan.replies) == 3
    assert any("skjult" in note for note in plan.notes)


def test_rows_that_are_no_answers_have_a_reason(tmp_path: Path) -> None:
    rows = [*ROWS, [None, None, None, None, None], ["PPT", None, None, None, None]]
    path = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows)
    book = load_workbook(path)
    page = book.worksheets[0]
    page.append([*NB, UNIT_Q, *SIGNS])
    page.append([*[cell.value for cell in page[2]]])  # the first answer once more
    page.append(["Sum", None, None, None, None, None, 6])
    book.save(path)
    plan = plan_of(path)
    assert len(plan.replies) == 3
    assert [(skipped.row, bool(skipped.reason)) for skipped in plan.skipped] == [(row, True) for row in range(5, 10)]


# --- what is asked ---


def test_an_unknown_level_is_asked_about_and_not_used(tmp_path: Path) -> None:
    rows = [["PPT", "Midt på treet", LEVELS[0], None, None], ["PPT", "midt på treet.", LEVELS[0], None, None]]
    path = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows)
    plan = plan_of(path)
    (question,) = plan.level_questions
    assert (question.text, question.count, len(question.suggestions)) == ("Midt på treet", 2, 3)
    assert levels(plan) == {("s2", "ok"): 2}
    assert {cell.row for cell in plan.unread} == {2, 3}
    decided = plan_of(path, choices=Choices(levels={question.key: "better"}))
    assert levels(decided)["s1", "better"] == 2
    assert not decided.level_questions
    left_out = plan_of(path, choices=Choices(levels={question.key: ""}))
    assert levels(left_out) == levels(plan)
    assert not left_out.level_questions


def test_a_not_makes_another_thing_of_it(tmp_path: Path) -> None:
    rows = [["PPT", "Ikke tilfredsstillende", None, None, None]]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], rows))
    assert not levels(plan)
    assert plan.level_questions


def test_what_is_alike_without_being_sure_is_asked_about(tmp_path: Path) -> None:
    titles = [UNIT_Q, "Barn blir hilst på når de kommer til oss", *SIGNS[1:]]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, ROWS))
    column = plan.columns[7]
    assert column.use is Use.UNSURE
    assert Target("tegn", "s1") in column.targets
    chosen = plan_of(tmp_path / "svar.xlsx", choices=Choices(columns={7: Target("tegn", "s1"), 8: None}))
    assert chosen.columns[7].use is Use.ANSWER
    assert chosen.columns[8].use is Use.UNUSED
    assert levels(chosen)["s1", "ok"] == 2


def test_a_title_changed_altogether_is_offered_by_its_answers(tmp_path: Path) -> None:
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, "Påstand A", *SIGNS[1:]], ROWS))
    assert plan.columns[7].use is Use.UNSURE
    assert plan.columns[7].targets == (Target("tegn", "s1"),)


@pytest.mark.parametrize("titles", [["Hva er din rolle?", "Allergier"], ["Navn2", "Enhet"]])
def test_another_sheets_file_is_told(tmp_path: Path, titles: list[str]) -> None:
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, [["Lærer", "Nei"]]))
    assert "Trafikklys i overgangen" in plan.trouble


def test_the_file_of_a_shipped_sheet_is_pointed_to(tmp_path: Path) -> None:
    from nettverk.services.sheets import shipped

    other = next(sheet for sheet in shipped.sheets() if sheet.blocks[0].kind is BlockKind.COLUMNS)
    titles = [item.label for item in other.blocks[0].items]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, [["a", "b", "c", "d"][: len(titles)]]))
    assert other.title in plan.trouble


# --- other kinds of blocks ---


def test_every_kind_of_block(tmp_path: Path) -> None:
    titles = [
        "Hva tar dere med hjem?", "Hva bør vi ta opp neste gang?", "Hva har dere på plass?", "Vi snakker", "Vi lytter",
        "Fremmer", "Hemmer",
    ]  # fmt: skip
    rows = [
        [
            "Ro",
            "- Møte i mai\n- Ett navn",
            "Plan for overgangen;Fadder til nye;Egen mappe;",
            "60 %",
            40,
            "Tid;",
            "Støy",
        ],
        ["", "1. Møte i mai", "Fadder til nye;", "12,5", "mye", None, None],
    ]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, rows), MIXED)
    pieces = [[(p.target.key, p.text, p.ticked, p.number) for p in reply.pieces] for reply in plan.replies]
    assert pieces[0] == [
        ("tekst", "Ro", False, None),
        ("punkter", "Møte i mai", False, None),
        ("punkter", "Ett navn", False, None),
        ("sjekk/plan", "", True, None),
        ("sjekk/fadder", "", True, None),
        ("sjekk/other", "Egen mappe", False, None),
        ("tid/snakk", "", False, 60.0),
        ("tid/lytt", "", False, 40.0),
        ("kol/fremmer", "Tid", False, None),
        ("kol/hemmer", "Støy", False, None),
    ]
    assert [p[3] for p in pieces[1] if p[0] == "tid/snakk"] == [12.5]
    assert {(cell.row, cell.text) for cell in plan.unread} == {
        (2, "Plan for overgangen;Fadder til nye;Egen mappe;"), (3, "mye"),
    }  # fmt: skip


# --- stored ---


def stored_answers(store: Store, gathering_id: str, path: Path, sheet: str) -> forms_import.Stored:
    place = forms_import.destination(store, sheet, gathering_id)
    plan = forms_import.understood(store, forms_import.read_file(path), place)
    return forms_import.store_answers(store, plan, place, gathering_id)


def test_stored_and_the_same_file_again_adds_nothing(
    tmp_path: Path, store: Store, gathering_id: str, light: str
) -> None:
    unit = register.add_unit(store, "Lund barnehage").made
    path = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], ROWS)
    first = stored_answers(store, gathering_id, path, light)
    assert (first.effect.new, first.effect.updated, first.effect.same) == (3, 0, 0)
    told = [answer for answer in answers.of_use(store, first.use_id) if answer.block != SOURCE]
    assert len(told) == 11
    assert {answer.respondent for answer in told} == {
        Respondent(Who.ALONE, 1, unit), Respondent(Who.ALONE, 2, unit), Respondent(Who.ALONE, 3),
    }  # fmt: skip
    entries = store.value("SELECT count(*) FROM entries")
    again = stored_answers(store, gathering_id, path, light)
    assert (again.use_id, again.effect.new, again.effect.same) == (first.use_id, 0, 3)
    assert store.value("SELECT count(*) FROM entries") == entries
    # More answers have come, and one was changed.
    rows = [["Lund barnehage", LEVELS[2], LEVELS[1], LEVELS[2], None], *ROWS[1:], ["PPT", *LEVELS, LEVELS[0]]]
    third = stored_answers(store, gathering_id, xlsx(tmp_path / "svar2.xlsx", [UNIT_Q, *SIGNS], rows), light)
    assert (third.effect.new, third.effect.updated, third.effect.same) == (1, 1, 2)
    block = read_sheet(LIGHT).blocks[0]
    total = sum_block(block, answers.of_use(store, first.use_id))
    assert isinstance(total, Signs)
    assert [sign.counts for sign in total.signs] == [(2, 1, 1), (0, 3, 1), (0, 0, 3), (2, 1, 0)]


def test_cancel_changes_nothing(tmp_path: Path, gathering_id: str, store: Store, light: str) -> None:
    path = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], ROWS)
    place = forms_import.destination(store, light)
    plan = forms_import.understood(store, forms_import.read_file(path), place)
    before = list(store.connection.iterdump())
    with pytest.raises(Cancelled):
        forms_import.store_answers(store, plan, place, gathering_id, cancelled=lambda: True)
    assert list(store.connection.iterdump()) == before


@pytest.mark.parametrize("at_step", every(3, [2, 1, 3]))
def test_cancel_leaves_the_file_byte_for_byte_as_it_was(tmp_path: Path, at_step: int) -> None:
    """Before anything is written, half-way, and when all is written but not yet kept."""
    path = tmp_path / "nettverk.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    here = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    sheet = own.make(store, replace(read_sheet(LIGHT), id="mine")).made
    answered = xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], [["Lund barnehage", *LEVELS, LEVELS[0]]] * 120)
    place = forms_import.destination(store, sheet, here)
    plan = forms_import.understood(store, forms_import.read_file(answered), place)
    before = path.read_bytes()
    asked = []

    def cancelled() -> bool:
        asked.append(path.read_bytes() == before)
        return len(asked) == at_step

    with pytest.raises(Cancelled):
        forms_import.store_answers(store, plan, place, here, cancelled=cancelled)
    assert len(asked) == at_step
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.glob("nettverk.db-*")] == []
    kept = forms_import.store_answers(store, plan, place, here)  # what was cancelled can still be done
    assert kept.effect.new == 120
    store.close()


def test_tables_answers_to_a_parts_questions(tmp_path: Path, store: Store, gathering_id: str) -> None:
    part = next(part for part in plans.parts(store, gathering_id) if part.main_number == 3)
    uses.set_texts(store, part.id, ["Hva trenger barnet?", "Hvem bør møtes?"])
    titles = ["Hvilket bord sitter dere ved?", "Hvem bør møtes?", "Hva trenger barnet?"]
    rows = [["Bord 1", "SFO", "Ro"], ["gruppe 2", None, "Tid"], ["3", "PPT", "- a\n- b"], ["bord tre", "PPT", "- c"]]
    path = xlsx(tmp_path / "svar.xlsx", titles, rows)
    done = stored_answers(store, gathering_id, path, part.id)
    assert done.effect.new > 0
    asked = {use.id: use.sheet.title for use in uses.of_gathering(store, gathering_id)}
    said = {(each.table, asked[each.question_id]): each.text for each in reflections.all_(store, gathering_id)}
    assert said[1, "Hvem bør møtes?"] == "SFO"
    assert said[2, "Hva trenger barnet?"] == "Tid"
    assert said[3, "Hva trenger barnet?"] == "- a\n- b\n- c"
    again = stored_answers(store, gathering_id, path, part.id)
    assert (again.effect.new, again.effect.writes) == (0, ())


def test_what_was_typed_on_the_day_is_not_written_over(tmp_path: Path, store: Store, gathering_id: str) -> None:
    part = next(part for part in plans.parts(store, gathering_id) if part.main_number == 3)
    uses.set_texts(store, part.id, ["Hva trenger barnet?"])
    use = next(use for use in uses.of_gathering(store, gathering_id) if use.part_id == part.id)
    reflections.write(store, gathering_id, part.id, 1, use.id, "Skrevet ved bordet")
    path = xlsx(tmp_path / "svar.xlsx", ["Bord", "Hva trenger barnet?"], [[1, "Fra Forms"], [2, "Tid"]])
    done = stored_answers(store, gathering_id, path, part.id)
    assert [kept.respondent for kept in done.effect.kept] == [Respondent(Who.TABLE, 1)]
    assert {each.table: each.text for each in reflections.all_(store, gathering_id)}[1] == "Skrevet ved bordet"


def test_five_thousand_answers(tmp_path: Path) -> None:
    rows = [[f"Enhet {n % 40}", *(LEVELS[(n + s) % 3] for s in range(4))] for n in range(5_000)]
    lines = [";".join([UNIT_Q, *SIGNS]), *(f"{';'.join(row)}" for row in rows)]
    # Without Forms' own columns two rows that say the same are one answer; with an id they are two.
    lines = [f"ID;Starttidspunkt;{lines[0]}", *(f"{n};08.0{n % 7};{line}" for n, line in enumerate(lines[1:], start=1))]
    (tmp_path / "svar.csv").write_text("\n".join(lines), encoding="utf-8")
    plan = plan_of(tmp_path / "svar.csv")
    assert len(plan.replies) == 5_000
    assert sum(levels(plan).values()) == 20_000


# --- the way there ---


@pytest.mark.parametrize("raw", [LIGHT, MIXED], ids=["light", "mixed"])
@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_the_way_to_forms_and_back(tmp_path: Path, raw: dict[str, object], code: str) -> None:
    """What is pasted into Forms comes back as titles, and every one of them finds its place."""
    with using(code):
        text = forms_text(read_sheet(raw, code))
    titles = [line.partition(". ")[2] for line in text.splitlines() if line[:1].isdigit()]
    assert len(titles) == len(set(titles))
    rows = [["1" for _title in titles], ["2" for _title in titles]]
    plan = plan_of(xlsx(tmp_path / "svar.xlsx", titles, rows), raw)
    uses_ = [column.use for column in plan.columns[6:]]
    assert set(uses_) <= {Use.ANSWER, Use.UNIT, Use.TABLE}
    assert uses_.count(Use.ANSWER) >= len(titles) - 1


def test_the_json_of_the_command_line_names_nobody(tmp_path: Path) -> None:
    from nettverk.cli.jobs.answers import as_json

    plan = plan_of(xlsx(tmp_path / "svar.xlsx", [UNIT_Q, *SIGNS], ROWS))
    told = json.dumps(as_json(plan, place_of(LIGHT), None, stored=False))
    assert "Nordmann" not in told
    assert "@" not in told
    assert replace(plan, trouble="") == plan


# --- what only others' files have ---


def test_two_who_judge_alike_are_two(tmp_path: Path, store: Store, gathering_id: str, light: str) -> None:
    """Without Forms' own columns nothing tells rows apart: all count, it is said, and the same file adds nothing."""
    rows = [[LEVELS[0]] * 4, [LEVELS[0]] * 4, [LEVELS[1]] * 4, [LEVELS[0]] * 4]
    path = xlsx(tmp_path / "uten.xlsx", SIGNS, rows, own=())
    book = load_workbook(path)
    page = book.active
    assert page is not None
    page.delete_rows(2, page.max_row)
    for row in rows:
        page.append(row)
    book.save(path)
    place = forms_import.destination(store, light, gathering_id)
    plan = forms_import.understood(store, forms_import.read_file(path), place)
    assert len(plan.replies) == 4
    assert "rad 3, 5" in " ".join(plan.notes)
    first = forms_import.store_answers(store, plan, place, gathering_id)
    assert first.effect.new == 4
    place = forms_import.destination(store, light, gathering_id)
    again = forms_import.effect(store, forms_import.understood(store, forms_import.read_file(path), place), place)
    assert (again.new, again.updated, again.same) == (0, 0, 4)


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_a_promise_is_known_by_its_fields_in_every_language(tmp_path: Path, code: str) -> None:
    sheet = shipped.sheet("veien-videre-kort", code)
    assert sheet is not None
    with using(code):
        titles = [line.partition(". ")[2] for line in forms_text(sheet).splitlines() if line[:1].isdigit()]
    path = xlsx(tmp_path / "svar.xlsx", titles, [["Lia" if "?" in title else "noe" for title in titles]])
    plan = forms_import.understood(None, forms_import.read_file(path), forms_import.destination(None, sheet.id))
    assert {column.use for column in plan.columns[6:]} <= {Use.ANSWER, Use.UNIT}


@pytest.mark.parametrize(
    ("title", "cells", "numbers"),
    [
        ("Hvilket bord?", ["bord én", "To", "Table 3"], [1, 2, 3]),
        ("Bord", ["vet ikke", "2", ""], [0, 2, 0]),
    ],
)
def test_a_tables_number_as_people_write_it(tmp_path: Path, title: str, cells: list[str], numbers: list[int]) -> None:
    path = xlsx(tmp_path / "bord.xlsx", [title, "Fremmer"], [[cell, "Tid"] for cell in cells])
    place = forms_import.destination(None, "fremmer-hemmer-pavirke")
    plan = forms_import.understood(None, forms_import.read_file(path), place)
    assert [reply.table for reply in plan.replies] == numbers


def test_a_file_that_no_sheet_asks_becomes_one_with_its_answers(
    tmp_path: Path, store: Store, gathering_id: str
) -> None:
    """Reflections with the table's number become a sheet for tables; nothing stays where there is nothing to keep."""
    path = xlsx(
        tmp_path / "svar.xlsx", ["Hvilket bord sitter dere ved?", "Hva trenger barnet?", "x" * 260],
        [["1", "- Tid\n- Ro", "En"], ["bord 2", "Tid", "To"]],
    )  # fmt: skip
    plan, place, done = forms_import.store_as_new(store, forms_import.read_file(path), gathering_id)
    assert place.sheets[0].who is Who.TABLE
    assert plan.who is Who.TABLE
    assert done.effect.new == 2
    said = answers.of_use(store, done.use_id)
    assert sorted(answer.text for answer in said if answer.text) == ["En", "Ro", "Tid", "Tid", "To"]
    before = store.value("SELECT count(*) FROM sheet_versions")
    empty = xlsx(tmp_path / "tomt.xlsx", ["Hva nå?"], [])
    with pytest.raises(BadInput):
        forms_import.store_as_new(store, forms_import.read_file(empty), gathering_id)
    with pytest.raises(BadInput):
        forms_import.store_as_new(store, forms_import.read_file(path), "ingen")
    assert store.value("SELECT count(*) FROM sheet_versions") == before


TICKED = "foreldresamarbeid"


@pytest.mark.parametrize("how", ["{0};{1};", '["{0}","{1}"]', '[ "{0}", "{1}" ]', "{0}, {1}", "{1} og {0}", "{0}\n{1}"])
def test_several_choices_in_a_cell_however_they_are_parted(tmp_path: Path, how: str) -> None:
    """A choice that has a comma of its own is one choice."""
    sheet = shipped.sheet(TICKED)
    assert sheet is not None
    block = sheet.blocks[0]
    first, second = block.items[0], block.items[1]
    assert "," in second.label
    path = xlsx(tmp_path / "svar.xlsx", [block.prompt], [[how.format(first.label, second.label)]])
    plan = forms_import.understood(None, forms_import.read_file(path), forms_import.destination(None, TICKED))
    (reply,) = plan.replies
    assert {piece.target.point for piece in reply.pieces if piece.ticked} == {first.id, second.id}
    assert not plan.unread


def test_a_choice_with_more_words_than_are_known_is_another(tmp_path: Path) -> None:
    sheet = shipped.sheet(TICKED)
    assert sheet is not None
    block = sheet.blocks[0]
    said = f"{block.items[0].label}, men ikke om sommeren når alle er borte fra byen"
    path = xlsx(tmp_path / "svar.xlsx", [block.prompt], [[said]])
    plan = forms_import.understood(None, forms_import.read_file(path), forms_import.destination(None, TICKED))
    assert [cell.text for cell in plan.unread] == [said[:80]]

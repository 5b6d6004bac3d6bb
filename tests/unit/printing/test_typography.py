"""The rules a typographer would hold a page to, one test each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.file_names import safe_name
from nettverk.domain.groups import GroupingKind
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.municipality import Logo, LogoKind
from nettverk.printing import styles
from nettverk.printing.answers import Said, Under
from nettverk.printing.blocks import Block, Item
from nettverk.printing.fitting import fit
from nettverk.printing.lines import set_lines
from nettverk.printing.tags import Node
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from tests.helpers.conformance import elements, faults
from tests.helpers.hall import hall
from tests.helpers.logo import logo
from tests.helpers.paper import ACROSS, LONG_NAME, OCCASION, QUESTION, every_kind, make, page_texts, structure

_SAID = "Den voksne går inn i leken med en rolle, ikke en regel.\nSamarbeidsrutinene mellom avdelingene er viktige."
_LINE = re.compile(rb"BT 1 0 0 1 ([\d.-]+) ([\d.-]+) Tm.*?/F\d+\+\d+ ([\d.]+) Tf")


def _lines(data: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """Every line of text on a page as (x, baseline from below, type size)."""
    content = PdfReader(BytesIO(data)).pages[page].get_contents().get_data()  # type: ignore[union-attr]
    return [(float(x), float(y), float(size)) for x, y, size in _LINE.findall(content.replace(b"\n", b" "))]


def _letter(tables: int, said: str = _SAID, own: int = 2, questions: int = 3) -> paper.UnitPages:
    """A letter home after some questions at so many tables, of which the unit sat at ``own``."""
    answers = tuple(paper.Answer(f"Bord {n}", said, n) for n in range(1, tables + 1))
    answered = tuple(
        paper.AnsweredQuestion(f"{QUESTION} {n}", "På tvers", 3, answers[:own], answers[own:]) for n in range(questions)
    )
    promised = (paper.CommitmentLine("Faste lekegrupper i uteleken", "Styrer", date(2027, 1, 11), "Personalmøte"),)
    page = paper.UnitPage("Furulia barnehage", promised * 2, promised, answered)
    return paper.UnitPages(OCCASION, (page,))


@pytest.mark.parametrize("width", [150.0, 190.0, 228.0])
def test_never_three_divided_words_below_one_another(width: float) -> None:
    words = "samhandlingskompetanse barnehagelærerutdanning overgangssamtalene spesialpedagogiske foreldremøtene og "
    lines = set_lines(words * 40, styles.BODY, width)
    divided = "".join("-" if line.shown.endswith("-") and not line.source.endswith("-") else "." for line in lines)
    assert "-" in divided
    assert "---" not in divided


@pytest.mark.parametrize("tables", [1, 4, 15, 40])
def test_the_letter_home_is_one_page_with_its_own_words_and_the_cycle(tables: int) -> None:
    made = make(_letter(tables))
    (text,) = page_texts(made.data)
    assert made.pages == 1
    assert text.index("Faste lekegrupper") < text.index("Dette sa gruppene") < text.index("Læringssyklus")
    said = text.count("Den voksne går inn i leken")
    assert said >= 3 * min(2, tables)
    assert ("Alt som ble sagt, står i oppsummeringen." in " ".join(text.split())) is (said < 3 * tables)
    sizes = {size for _x, _y, size in _lines(made.data)}
    assert min(sizes - {styles.NOTE.size}) >= 10.5  # small is what stands at the edges and over columns


def test_answers_in_two_columns_stand_on_one_set_of_lines() -> None:
    lines = [line for line in _lines(make(_letter(15)).data) if line[2] == styles.BODY.size]
    columns = [[y for x, y, _size in lines if left <= x < left + 30] for left in (57.0, 57.0 + (481.28 + 25) / 2)]
    assert len(columns[1]) > 3
    for y in columns[1]:
        assert min(abs(y - other) for other in columns[0]) <= 0.1


def test_a_question_heads_its_answers_and_the_answers_keep_their_points() -> None:
    reader = PdfReader(BytesIO(make(_letter(4)).data))
    kinds = structure(reader)
    assert kinds.count("H3") == 3
    first = kinds.index("H3")
    assert kinds[first + 1 : first + 4] == ["L", "LI", "Lbl"]


def test_whoever_wrote_a_book_does_not_fill_everybodys_letter() -> None:
    made = make(_letter(6, "Barnet må bli sett. " * 1_000))
    assert made.pages == 1
    assert "Alt som ble sagt, står i oppsummeringen." in " ".join(page_texts(made.data)[0].split())


def test_where_there_is_too_much_the_cycle_stays_in_front() -> None:
    made = make(_letter(15, questions=16))
    front, back = page_texts(made.data)[:2]
    assert "Læringssyklus" in front
    assert "Dette sa gruppene" in back


def test_every_table_that_people_are_sent_to_has_its_sign() -> None:
    made = hall(12)
    groupings.build(made.store, made.part_id, size=6, iterations=20)
    groupings.own_units(made.store, made.own_part_id)
    arrangements = groupings.of_gathering(made.store, made.gathering_id)
    assert {grouping.kind for grouping in arrangements} > {GroupingKind.MIXED}
    draft = handouts.draft(made.store, made.gathering_id, DocumentKind.TABLE_SIGNS)
    assert isinstance(draft.document, paper.TableSigns)
    signs = {sign.number: sign.name for sign in draft.document.signs}
    assert set(signs) == {table.number for grouping in arrangements for table in grouping.tables}
    mixed = {t.number for grouping in arrangements if grouping.kind is GroupingKind.MIXED for t in grouping.tables}
    assert all(not signs[number] for number in mixed)
    assert all(name for number, name in signs.items() if number not in mixed)


def test_a_short_name_fills_its_badge_and_a_long_one_is_as_large_as_it_goes() -> None:
    def largest(given: str) -> float:
        badge = paper.Badge(given, "Berg", "Lund", "styrer", "circle", (6, 9))
        return max(size for _x, _y, size in _lines(make(paper.Badges(OCCASION, (badge,))).data))

    assert largest("Kari") >= 42
    assert largest("Kari") > largest("Alexandra-Christine") >= 16


def test_a_named_sign_is_read_from_across_the_room() -> None:
    sizes = [size for _x, _y, size in _lines(make(paper.TableSigns(OCCASION, (paper.TableSign(3, "PPT"),))).data)]
    assert max(sizes) * 0.714 / styles.MM >= 35  # capitals of 35 mm: seven metres by the rule of 1 to 200


def test_each_round_of_changes_is_a_heading_with_air_above_it() -> None:
    people = (paper.MovedPerson("Kari Berg", "Lund", "3", "5"),)
    data = make(paper.GroupChanges(OCCASION, ((ACROSS, people), (ACROSS, people)))).data
    assert [kind for kind, _node in elements(data) if kind[0] == "H"] == ["H1", "H2", "H3", "H2", "H3"]
    assert faults(data) == []


def test_a_question_of_the_day_stays_with_its_part() -> None:
    rows = tuple(
        paper.AgendaRow(time(9), time(10), f"Del {n}", 3, "Plenum", "", "", (QUESTION, QUESTION, "Kort?"))
        for n in range(1, 12)
    )
    for text in page_texts(make(paper.Agenda(OCCASION, rows)).data):
        assert text.count("Plenum") == text.count("Kort?")


def test_logo_and_colour_are_on_every_kind_and_said_once() -> None:
    mark = Logo(LogoKind.PNG, logo(), logo(), "En elv mellom to bakker")
    for document in every_kind("Lek"):
        dressed = replace(document, occasion=replace(document.occasion, logo=mark, colour="#ffe600"))  # type: ignore[type-var]
        data = make(dressed).data
        said = [node for kind, node in elements(data) if kind == "Figure" and node["/Alt"] == mark.alt]
        assert len(said) == 1, type(document).__name__
        assert PdfReader(BytesIO(data)).pages[0].images, type(document).__name__
        if isinstance(document, paper.Badges | paper.TableSigns | paper.Summary):
            assert faults(data) == []


def test_file_names_are_cut_between_words() -> None:
    name = safe_name("Oppsummering – " + "inkluderende lekemiljø " * 8)
    assert len(name) <= 100
    assert name.endswith(("inkluderende", "lekemiljø"))
    assert len(safe_name("x" * 300)) == 100


def test_every_page_on_a_door_says_what_it_is() -> None:
    people = tuple(paper.PersonTables(f"Navn{n:03d}, Kari", "Lund", (n % 9 + 1,)) for n in range(400))
    data = make(paper.GroupsByName(OCCASION, (ACROSS,), people)).data
    count = len(PdfReader(BytesIO(data)).pages)
    assert count > 1
    assert all(max(size for _x, _y, size in _lines(data, page)) >= 20 for page in range(count))


def test_a_place_with_a_long_name_is_not_cut_in_the_foot() -> None:
    place = "Rådhuset, store Havnesalen i tredje etasje, inngang fra Kirkegata ved siden av biblioteket og kinoen"
    text = page_texts(make(paper.Agenda(replace(OCCASION, next_place=place), ())).data)[0]
    assert place in " ".join(text.split()).replace("1 av 1 ", "")


def test_what_goes_on_over_a_page_says_whose_it_is() -> None:
    promised = tuple(
        paper.CommitmentLine("Faste lekegrupper i uteleken, en voksen i hver sone. " * 9) for _n in range(4)
    )
    data = make(paper.Summary(OCCASION, (), tuple((f"Enhet {n}", promised) for n in range(6)))).data
    pages = page_texts(data)
    assert len(pages) > 3
    for text in pages[1:]:
        rows = text[text.index("Frist") + 5 :] if "Frist" in text else text
        assert rows.split()[0] == "Enhet"
    assert faults(data) == []


def test_tables_of_long_names_fill_their_pages() -> None:
    long = f"{LONG_NAME} {LONG_NAME}"

    def sitting(table: int) -> tuple[paper.SeatedPerson, ...]:
        return tuple(
            paper.SeatedPerson(f"{long} {table}{n}", f"{LONG_NAME} barnehage", "circle", "B") for n in range(8)
        )

    tables = tuple(paper.TablePeople(table, "", sitting(table)) for table in range(1, 9))
    made = make(paper.GroupsByTable(OCCASION, ((ACROSS, tables),)))
    assert made.pages <= 5
    for number, text in enumerate(page_texts(made.data)):
        first = text[text.index("24. november 2026") + 17 :] if number else text
        assert "Bord" in first[:60] or not number
    assert faults(made.data) == []


def test_minutes_and_reports_bear_the_municipalitys_mark() -> None:
    from nettverk.domain.municipality import Mark
    from nettverk.domain.organisation import Meeting
    from nettverk.printing import minutes
    from nettverk.printing.make import make as make_pdf

    mark = Mark("Elvestad kommune", "#005f73", Logo(LogoKind.PNG, logo(), logo(), "En elv mellom to bakker"))
    meeting = Meeting("m", "t", "Styringsgruppa", date(2026, 11, 3))
    data = make_pdf(minutes.pages(meeting, mark), "Referat", "", author=mark.name)
    assert [str(node["/Alt"]) for kind, node in elements(data) if kind == "Figure"] == ["En elv mellom to bakker"]
    assert "Elvestad kommune" in page_texts(data)[0]
    information = PdfReader(BytesIO(data)).metadata
    assert information is not None
    assert information.author == "Elvestad kommune"
    assert faults(data) == []


def test_answers_of_any_length_stand_on_one_set_of_lines_in_the_summary_and_the_themes() -> None:
    said = ("Roen kom.", _SAID, "Den voksne går inn i leken. " * 4, "Ja.\nNei.\nKanskje.")
    answers = tuple(paper.Answer(f"Bord {n}", said[n % 4], n) for n in range(1, 14))
    points = tuple(paper.SaidPoint(words, f"Bord {n}") for n, words in enumerate(said * 2))
    for document in (
        paper.Summary(OCCASION, (paper.AnsweredQuestion(QUESTION, "På tvers", 3, (), answers),)),
        paper.ThemePages(OCCASION, "8 punkter", (paper.ThemeOnPaper("Voksne i leken", "Nevnt", points),), ()),
    ):
        lines = [line for line in _lines(make(document).data) if line[2] == styles.BODY.size]
        left, right = ([y for x, y, _size in lines if (x > 300) is far] for far in (False, True))
        assert min(len(left), len(right)) > 8, type(document).__name__
        grid = [(right[0] - y) % styles.BODY.leading for y in (*left, *right) if y <= right[0]]
        assert all(min(off, styles.BODY.leading - off) <= 0.1 for off in grid), type(document).__name__


def test_a_row_is_never_alone_at_the_foot_of_a_page() -> None:
    people = tuple(paper.MovedPerson(f"{LONG_NAME}, Kari", "Lund barnehage", "Bord 3", "Bord 5") for _n in range(12))
    for before in range(1, 14):
        data = make(paper.GroupChanges(OCCASION, ((ACROSS, people[:before]), (ACROSS, people)))).data
        for text in page_texts(data)[:-1]:
            last = text[text.rindex("Navn") :]  # what of a table is on this page
            assert last.count("Bord 3") >= 2, before


def test_lines_to_write_on_are_printed_by_a_tired_printer_too() -> None:
    written = paper.QuestionSheets(OCCASION, (paper.QuestionSheet("G3-2", QUESTION, 2, "På tvers", 3, 3),))
    content = PdfReader(BytesIO(make(written).data)).pages[0].get_contents().get_data()  # type: ignore[union-attr]
    drawn = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) RG\s+([\d.]+) w\s+n [\d.]+ [\d.]+ m [\d.]+ [\d.]+ l S", content)
    wide = [(tuple(map(float, colour)), float(weight)) for *colour, weight in drawn]
    to_write_on = [(colour, weight) for colour, weight in wide if colour == styles.WRITE_ON]
    assert len(to_write_on) > 12
    assert all(weight >= 0.75 for _colour, weight in to_write_on)
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in styles.WRITE_ON]
    assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) >= 3


def test_a_family_name_of_forty_letters_takes_two_lines_before_it_becomes_small() -> None:
    badge = paper.Badge("Kari", "Guttormsgaard-Kristoffersen Solbakkenlien", "Lund barnehage", "styrer", "circle", (6,))
    lines = _lines(make(paper.Badges(OCCASION, (badge,))).data)
    sizes = [size for _x, _y, size in lines]
    assert max(sizes) >= 28
    assert sizes[2] == sizes[3] >= 11  # after the gathering and the given name


def test_every_rule_of_the_sheet_has_its_test() -> None:
    here = Path(__file__).parents[2]
    sheet = (Path(__file__).with_name("typographic_rules.txt")).read_text("utf-8").splitlines()
    rules = [line for line in sheet if line.strip() and not line.startswith("#")]
    assert len(rules) >= 40
    for line in rules:
        rule, _arrow, shown = line.partition(" -> ")
        assert rule.strip()
        for place in shown.split():
            file, _colon, name = place.partition("::")
            assert f"def {name}(" in (here / file).read_text("utf-8"), place


def test_who_said_it_stands_under_two_lines_of_it_wherever_that_is_divided() -> None:
    bullets = Node("L")
    said = Said([Item("Den voksne går inn i leken. " * 30, styles.BODY, bullets), Under("Bord 3")])
    tall = said.height(228)
    for room in range(30, int(tall) + 1):
        rest: Block = said
        for _column in range(40):
            pieces = rest.split(228, room) if rest.height(228) > room else None
            if pieces is None:
                break
            assert pieces[0].height(228) <= room + 0.01
            rest = pieces[1]
            assert isinstance(rest, Said)
            first = rest.blocks[0]
            assert isinstance(first, Item)
            assert len(first.lines(228)) >= 2


def test_a_heading_does_not_divide_a_name_that_there_is_room_for() -> None:
    for title in (
        "Med hjem: Anne-Lise Berg-Hansens familiebarnehage",
        "Siden sist: Fjellheim-Solbakken barnehage og SFO-base",
    ):
        lines = [line.shown for line in set_lines(title, styles.TITLE, 480)]
        assert len(lines) == 2
        assert not lines[0].endswith("-"), lines
    too_long = set_lines(f"Med hjem: {LONG_NAME}", styles.TITLE, 480)
    assert "".join(line.source for line in too_long).replace(" ", "") == f"Medhjem:{LONG_NAME}"


def test_a_named_sign_keeps_its_names_whole_where_they_stay_large() -> None:
    style, lines = fit("Berg-Hansen barnehage", styles.TITLE.but(size=150.0, leading=165.0), 480, 330, least=20)
    assert [line.shown for line in lines] == ["Berg-Hansen", "barnehage"]
    assert style.size > 60


def test_a_last_page_of_a_few_lines_is_taken_back() -> None:
    """A page with one point on it, two rows, or nothing but lines to write on, is not worth its paper."""
    points = tuple(paper.SaidPoint(_SAID.partition("\n")[0], f"Bord {number}") for number in range(1, 4))
    themes = tuple(paper.ThemeOnPaper(name, "Nevnt ved 3 bord", points) for name in ("Leken", "Overganger", "Foreldre"))
    moved = tuple(paper.MovedPerson(f"Berg {number}, Kari", "PPT", "Bord 1", "Bord 2") for number in range(9))
    rounds = (ACROSS, moved), (paper.Round("Dialogkafé", 3), moved)
    assert make(paper.ThemePages(OCCASION, "6 punkter", themes, points[:1])).pages == 1
    assert make(paper.GroupChanges(OCCASION, rounds)).pages == 1
    for people in range(14, 19):
        here = paper.AttendanceList(OCCASION, tuple(paper.Attendee(f"Berg {n}, Kari", "PPT") for n in range(people)))
        pages = [text for text in page_texts(make(here).data) if "Berg" not in text]
        assert not pages, f"with {people} people a page has nothing but empty rows"

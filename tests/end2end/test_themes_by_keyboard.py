"""Forty-five answers become five themes in the program itself, by keyboard alone and in ten minutes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import gatherings, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers.program import Program

SAID = {
    "Ringe tidlig": (
        "Vi ringer hjem før det er blitt stort", "Ring samme dag, og ikke på fredag", "Foreldrene vil høre det tidlig",
        "En kort samtale i døra er bedre enn et skriv", "Ringe også når noe går bra", "Avtal hvem som ringer",
        "Ta telefonen heller enn meldingen", "Ring før møtet, så ingen blir overrasket", "Vi ringer for sjelden",
    ),
    "Spørre barnet": (
        "Spør barnet hva det vil vise fram", "Barna får velge hvem de sitter med", "Barnet viser rundt selv",
        "La barna tegne kartet over plassen", "Vi spør for sjelden de stille barna", "Barna er med på evalueringen",
        "Spør før vi bestemmer", "Barnas egne ord i planen", "La barnet få si nei",
    ),
    "Ro i overgangene": (
        "Garderoben er for trang til tjue på en gang", "Faste voksne i garderoben", "Færre bytter før lunsj",
        "Bilder som viser hva som kommer", "Fem minutter til å avslutte leken", "Ro når vi går fra ute til inne",
        "Små grupper i overgangen", "Samme rekkefølge hver dag", "Én voksen går foran og én bak",
    ),
    "Tid sammen": (
        "Tid til å observere hverandre", "Felles planleggingstid på tvers", "Vi trenger tid til å snakke om praksis",
        "Møtene er fulle av beskjeder", "Ti minutter refleksjon hver uke", "Fast tid med PPT",
        "Sett av tid til veiledning", "Bytt arbeidsplass en dag", "Tid til å lese det vi skriver",
    ),
    "Samme ord": (
        "Barnehagen og skolen bruker ulike ord", "Lag en felles liste over begreper", "Skriv kort og uten forkortelser",
        "Samme skjema i hele bydelen", "Vi mener ulike ting med «inkludering»", "Forklar ordene for foreldrene",
        "Begrepene bør oversettes", "Felles mal for overføring", "Bruk de ordene foreldrene bruker",
    ),
}  # fmt: skip
"""What a hall said, by the theme one would put it under; a table says three of them, from different themes."""
THEME_OF = {text: name for name, texts in SAID.items() for text in texts}
PAGE = "next(one for one in app.allWidgets() if type(one).__name__ == 'ThemesPage')"
MOST_KEYS = 180
"""With a key every other second and five seconds to read each answer this is ten minutes."""


class Fingers:
    """Hands that count what they press; nothing else is ever used."""

    def __init__(self, program: Program) -> None:
        self.program, self.keys = program, 0

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        self.program.press(*keys)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.program.type(text)


@pytest.fixture
def database(tmp_path: Path) -> tuple[Path, str]:
    """A gathering where fifteen tables have said three things each."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    part = next(part for part in plan.parts(store, made) if part.main_number == 3)
    lists = list(SAID.values())
    mixed = [texts[place] for place in range(9) for texts in lists]
    for table in range(15):
        said = "\n".join(mixed[table * 3 : table * 3 + 3])
        reflections.write(store, made, part.id, table + 1, part.questions[0].id, said)
    store.close()
    return path, made


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the program is driven as a process of its own")
def test_forty_five_answers_to_five_themes_by_keyboard_in_ten_minutes(
    database: tuple[Path, str], tmp_path: Path
) -> None:
    with Program(tmp_path / "hjem", "--db", str(database[0])) as program:
        program.do("ready")
        program.do("open", gathering=database[1])
        hands = Fingers(program)
        ways = (("refleksj", "shell.at == 'reflect'"), ("samle i temaer", "not shell.palette_.isVisible()"))
        for words, there in ways:
            hands.press("Ctrl+K")
            program.until("app.focusWidget() is shell.palette_.field")
            hands.type(words)
            hands.press("Return")
            program.until(there)
        program.until("any(type(one).__name__ == 'ThemesPage' and one.isVisible() for one in app.allWidgets())")
        program.until(f"app.focusWidget() is {PAGE}.list")
        program.until(f"len({PAGE}.list.told.points) == 45")
        # The names that are there open as a list of their own. Without a screen that window takes the keys for good.
        program.run(f"{PAGE}.name.setCompleter(None)")
        known: list[str] = []
        for left in range(45, 0, -1):
            seen = program.ask(f"[{PAGE}.list.at_hand().text, {PAGE}.hint.what.text()]")
            text, hint = str(seen[0]), str(seen[1])
            name = THEME_OF[text]
            if name not in known:
                known.append(name)
                hands.press("N")
                hands.type(f"{name}\n")
            elif name in hint:
                hands.press("Return")
            else:
                hands.press(str(1 + known.index(name)))
            program.until(f"len({PAGE}.list.told.points) == {left - 1}")
        assert program.ask(f"{PAGE}.count.text()") == "45 punkter: 45 i 5 temaer. Alt er plassert."
        # One of them was a slip: taken back with the keys one always has, and put right.
        hands.press("Ctrl+Z")
        program.until(f"len({PAGE}.list.told.points) == 1")
        hands.press(str(1 + known.index(THEME_OF[str(program.ask(f"{PAGE}.list.at_hand().text"))])))
        program.until(f"len({PAGE}.list.told.points) == 0")
        program.close()
    assert hands.keys <= MOST_KEYS, hands.keys
    store = Store.open(database[0])
    told = board(store, database[1])
    names = {theme.id: theme.name for theme in told.themes}
    placed = {names[id_]: {point.text for point in points} for id_, points in told.in_themes().items() if id_}
    assert placed == {name: set(texts) for name, texts in SAID.items()}
    store.close()

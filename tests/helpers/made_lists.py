"""Participant lists of the kinds people send, written as text with what a careful reader takes out of each.

`python -m tests.helpers.made_lists FILE …` runs each through `nettverk import --json`, and says how many are read as
they should be.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "unit" / "exchange" / "lists"


@dataclass(slots=True)
class MadeList:
    """One list: how it is written, and what is to be read out of it.

    Attributes:
        people: (name, unit) of everybody who is enrolled.
        asks: (kind, row, answer) that must be asked; the answer is empty where any will do.
        maybe: (kind, row) that may be asked as well.
        skipped: rows that must be named as not taken in, beside those that name nobody.
        food: what the kitchen is told, with how many; presents: (name, what they offer to tell of). Nothing is held
            against either where a list says nothing of it.
        titles: (index in `lines`, title) of each sheet of a workbook with several.
    """

    name: str
    form: str
    lines: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    struck_columns: list[str] = field(default_factory=list)
    struck_cells: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    asks: list[tuple[str, int, str]] = field(default_factory=list)
    maybe: list[tuple[str, int]] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    food: list[tuple[str, int]] | None = None
    presents: list[tuple[str, str]] | None = None

    def told(self, line: str) -> bool:
        """Whether a line says something of the list, and is none of it."""
        word, _colon, rest = line.partition(":")
        items = [item.strip() for item in rest.split(";") if item.strip()]
        rows = {"hidden": self.hidden, "struck": self.struck, "skipped": self.skipped}
        cells = {
            "merged": self.merged,
            "hiddencolumns": self.hidden_columns,
            "struckcolumns": self.struck_columns,
            "struckcells": self.struck_cells,
        }
        if word in rows:
            rows[word] += [int(row) for row in rest.split()]
        elif word in cells:
            cells[word] += rest.split()
        elif word == "hiddensheets":
            self.hidden_sheets = items
        else:
            return self._told_of(word, items)
        return True

    def _told_of(self, word: str, items: list[str]) -> bool:
        """The same of lines that say what is to be read."""
        match word:
            case "food":
                self.food = sorted((need, int(people)) for need, people in (item.rsplit(" ", 1) for item in items))
            case "presents":
                self.presents = [(who, what) for who, what in (item.split(" = ", 1) for item in items)]
            case "people":
                parted = [item.partition(" @ ") for item in items]
                self.people = [(who.strip(), unit.strip()) for who, _at, unit in parted]
            case "asks":
                asked = [item.split(" ", 2) for item in items]
                self.asks = [(kind, int(row), answer[0] if answer else "") for kind, row, *answer in asked]
            case "maybe":
                self.maybe = [(item.split()[0], int(item.split()[1])) for item in items]
            case _:
                return False
        return True

    def write(self, folder: Path) -> Path:
        """The list as a file of its kind."""
        if self.form == "xlsx":
            return self._workbook(folder / f"{self.name}.xlsx")
        path = folder / f"{self.name}{'.txt' if self.form in {'txt', 'utf16'} else '.csv'}"
        encodings = {"utf16": "utf-16", "cp1252": "cp1252", "bom": "utf-8-sig"}
        encoding = next((code for end, code in encodings.items() if self.form.endswith(end)), "utf-8")
        path.write_text("\n".join(self.lines) + "\n", encoding=encoding)
        return path

    def _workbook(self, path: Path) -> Path:
        from openpyxl import Workbook
        from openpyxl.styles import Font

        book = Workbook()
        starts = self.titles or [(0, book.active.title)]
        ends = [start for start, _title in starts[1:]] + [len(self.lines)]
        book.remove(book.active)
        for (start, title), end in zip(starts, ends, strict=True):
            sheet = book.create_sheet(title)
            for at, line in enumerate(self.lines[start:end], 1):
                for column, text in enumerate(line.split("|") if line else [], 1):
                    if cell := text.strip().replace("\\n", "\n"):
                        sheet.cell(at, column, _value(cell))
            if title in self.hidden_sheets:
                sheet.sheet_state = "hidden"
        sheet = book.worksheets[0]
        for area in self.merged:
            sheet.merge_cells(area)
        for at in self.hidden:
            sheet.row_dimensions[at].hidden = True
        for letter in self.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        for cells in [sheet[at] for at in self.struck] + [sheet[letter] for letter in self.struck_columns]:
            for cell in cells:
                cell.font = Font(strike=True)
        for cell in self.struck_cells:
            sheet[cell].font = Font(strike=True)
        book.save(path)
        return path


def _value(cell: str) -> object:
    if cell.endswith("d") and cell[:4].isdigit():
        return dt.date.fromisoformat(cell[:-1])
    if cell.endswith("t") and cell[:2].isdigit():
        return dt.time.fromisoformat(cell[:-1])
    return int(cell) if cell.isdigit() else cell


def made_lists(name: str) -> list[MadeList]:
    """The lists of one text file in `tests/unit/exchange/lists`."""
    made: list[MadeList] = []
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            title, form = line[3:].split()
            made.append(MadeList(title, form))
        elif line.startswith("++ "):
            made[-1].titles.append((len(made[-1].lines), line[3:]))
        elif not made[-1].told(line):
            made[-1].lines.append(line)
    for each in made:
        while each.lines and not each.lines[-1]:
            each.lines.pop()
    return made


def differences(
    made: MadeList,
    people: list[tuple[str, str]],
    questions: list[tuple[str, int, str]],
    skipped: list[int],
    food: list[tuple[str, int]],
) -> list[str]:
    """What was read otherwise than a careful reader would, a line each; none where the list is rightly read."""
    wrong = []
    # What is written in capitals is stored as a name is written.
    wanted, found = ({(who.casefold(), unit.casefold()) for who, unit in each} for each in (made.people, people))
    if missing := sorted(wanted - found):
        wrong.append(f"lacks {missing}")
    if other := sorted(found - wanted):
        wrong.append(f"has {other}")
    asked = {(kind, row) for kind, row, _answer in questions}
    expected = {(kind, row) for kind, row, _answer in made.asks}
    if unasked := sorted(expected - asked):
        wrong.append(f"does not ask {unasked}")
    if more := sorted(asked - expected - set(made.maybe)):
        wrong.append(f"asks {more}")
    for kind, row, answer in made.asks:
        answers = {given for kind_, row_, given in questions if (kind_, row_) == (kind, row)}
        if answer and answers and answer not in answers:
            wrong.append(f"{kind} {row} taken as {sorted(answers)}, not {answer}")
    if untold := sorted(set(made.skipped) - set(skipped)):
        wrong.append(f"does not tell that {untold} is skipped")
    if made.food is not None and sorted(food) != made.food:
        wrong.append(f"tells the kitchen {sorted(food)}, not {made.food}")
    return wrong


def _imported(made: MadeList, folder: Path) -> list[str]:
    from nettverk.cli import main

    database = folder / f"{made.name}.db"
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["import", str(made.write(folder)), "--db", str(database), "--json"], screens=lambda *_pictures: [])
    if code:
        return [said.getvalue().strip()]
    answer = json.loads(said.getvalue()[said.getvalue().index("{") :])
    with contextlib.closing(sqlite3.connect(database)) as base:
        people = base.execute(
            "SELECT trim(p.given_name || ' ' || p.family_name), u.name FROM people p JOIN units u ON u.id = p.unit_id"
        ).fetchall()
    questions = [(each["kind"], each["row"], each["taken_as"]) for each in answer["questions"]]
    told = [(name, "" if unit == "Uten enhet" else unit) for name, unit in people]
    food = [(each["need"], each["people"]) for each in answer["food"]]
    return differences(made, told, questions, [each["row"] for each in answer["skipped"]], food)


def main_(names: list[str]) -> int:
    """Run the lists of each file through the command line, and say what was read otherwise."""
    for name in names:
        lists, right = made_lists(name), 0
        with tempfile.TemporaryDirectory() as folder:
            for made in lists:
                wrong = _imported(made, Path(folder))
                right += not wrong
                if "-q" not in sys.argv:
                    print("ok  " if not wrong else "BAD ", made.name, *[f"\n      {line}" for line in wrong])
        print(f"{name}: {right} of {len(lists)} are read rightly")
    return 0


if __name__ == "__main__":
    sys.exit(main_([name for name in sys.argv[1:] if not name.startswith("-")]))

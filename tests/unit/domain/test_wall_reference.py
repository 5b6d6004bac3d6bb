"""References to walls: their stored form is read by older and newer programs, so it never changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nettverk
from nettverk.domain.wall_reference import (
    AGENDA,
    BLACK,
    CLOCK,
    GOOD_PRACTICE,
    MESSAGE,
    SINCE_LAST,
    THANKS,
    THEMES,
    WELCOME,
    WHEEL,
    WallKind,
    WallRef,
    parse,
)

STORED = {
    "welcome": WELCOME,
    "agenda": AGENDA,
    "since_last": SINCE_LAST,
    "thanks": THANKS,
    "clock": CLOCK,
    "message": MESSAGE,
    "black": BLACK,
    "part:p": WallRef.of_part("p"),
    "questions:p": WallRef.questions("p"),
    "question:p:3": WallRef.question("p", 3),
    "method:p": WallRef.method("p"),
    "moved:p": WallRef.moved("p"),
    "names:p": WallRef.names("p"),
    "names:p:2": WallRef.names("p", 2),
    "tables:p": WallRef.tables("p"),
    "tables:p:2": WallRef.tables("p", 2),
    "speaker:c": WallRef.speaker("c"),
    "slides:c:0": WallRef.slides("c"),
    "slides:c:12": WallRef.slides("c", 12),
    "sheet:u:2": WallRef.sheet("u", 2),
    "sheet_progress:u": WallRef.sheet_progress("u"),
    "themes": THEMES,
    "wheel": WHEEL,
    "good_practice": GOOD_PRACTICE,
    "sheet_result:u:3": WallRef.sheet_result("u", 3),
    "sheet_change:u": WallRef.sheet_change("u"),
    "sheet_own:u": WallRef.sheet_own("u"),
    "sheet_said:u": WallRef.sheet_said("u"),
    "answers:q": WallRef.answers("q"),
    "answers:q:3": WallRef.answers("q", 3),
}


@pytest.mark.parametrize(("text", "ref"), STORED.items())
def test_the_stored_form_stays_as_it_was_and_is_read_back(text: str, ref: WallRef) -> None:
    assert str(ref) == text
    assert parse(text) == ref


def test_every_kind_of_wall_has_its_stored_form_here() -> None:
    assert {ref.kind for ref in STORED.values()} == set(WallKind)


def test_slides_without_a_page_are_the_first_page() -> None:
    assert parse("slides:c") == WallRef.slides("c", 0)


@pytest.mark.parametrize(
    "text",
    ["", "weather", "weather:p:1", "agenda:p", "part", "part:", "part:p:1", "question:p", "question:p:x",
     "slides:c:x", "slides:c:1:2", "names:p:", "speaker:c:1"],
)  # fmt: skip
def test_what_a_newer_program_may_have_stored_is_nothing_special(text: str) -> None:
    assert parse(text) is None


def test_nothing_else_builds_or_takes_apart_the_stored_form() -> None:
    house = Path(nettverk.__file__).parent
    words = "|".join(kind.value for kind in WallKind)
    stored = re.compile(rf'"(?:{words}):')
    found = [
        f"{path.relative_to(house)}:{number}"
        for folder in ("domain", "services/stage.py", "ui/stage", "cli")
        for path in ([house / folder] if folder.endswith(".py") else sorted((house / folder).rglob("*.py")))
        if path.name != "wall_reference.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if stored.search(line)
    ]
    assert found == []

"""A sheet in a part: its walls among the part's, its copies among the question sheets, and what it came to at home."""

from __future__ import annotations

import pytest

from nettverk.domain.handouts import DocumentKind
from nettverk.domain.plan import Organising
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.wall.sheet_walls import SheetProgress, SheetPrompt, SheetSayings
from nettverk.services import gatherings, plan, stage
from nettverk.services.handouts import handouts
from nettverk.services.sheets import answers, respondents, uses
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.paper import text_of

ID = "fremmer-hemmer-pavirke"


@pytest.fixture
def day(store: Store) -> tuple[Store, str, str]:
    """The sample's coming day with a sheet in its mixed part; with the id of the sheet's use."""
    stores.fill_with_sample(store, TODAY)
    held = next(one for one in gatherings.all_(store) if one.participants == 90)
    part = next(part for part in plan.parts(store, held.id) if part.organising is Organising.MIXED)
    use_id = uses.use_in_part(store, ID, part.id).made
    return store, held.id, use_id


def say(store: Store, use_id: str, table: int, text: str) -> None:
    answers.write(store, SheetAnswer(use_id, 1, Respondent(Who.TABLE, table), "kolonner", "hemmer-1", text))


def test_its_walls_stand_in_the_part_and_tell_how_far_the_tables_have_come(day: tuple[Store, str, str]) -> None:
    store, gathering_id, use_id = day
    before = [wall for wall in stage.walls(store, gathering_id) if wall.ref.use_id == use_id]
    assert [type(wall) for wall in before] == [SheetPrompt, SheetProgress]
    assert all(not wall.strip and wall.kicker.startswith("Fremmer") for wall in before)
    say(store, use_id, 1, "Mange skjemaer")
    say(store, use_id, 2, "Mange skjemaer")
    after = [wall for wall in stage.walls(store, gathering_id) if wall.ref.use_id == use_id]
    assert [type(wall) for wall in after] == [SheetPrompt, SheetProgress, SheetSayings]
    progress = after[1]
    assert isinstance(progress, SheetProgress)
    assert progress.done == 2
    assert progress.of > 10
    said = after[2]
    assert isinstance(said, SheetSayings)
    assert said.groups[1].sayings[0].note == "2 bord"


def test_every_table_gets_a_copy_with_its_code(day: tuple[Store, str, str]) -> None:
    store, gathering_id, use_id = day
    use = uses.get(store, use_id)
    assert use is not None
    tables = [one.respondent.number for one in respondents.of_use(store, use)]
    drawn = handouts.draw(handouts.draft(store, gathering_id, DocumentKind.QUESTION_SHEETS))
    text = text_of(drawn.data)
    assert all(f"G{table}-{use.number}" in text for table in tables)


def test_what_was_said_goes_into_the_summary_and_home(day: tuple[Store, str, str]) -> None:
    store, gathering_id, use_id = day
    say(store, use_id, 3, "Ferie midt i overgangen")
    for kind in (DocumentKind.SUMMARY, DocumentKind.UNIT_PAGES):
        drawn = handouts.draw(handouts.draft(store, gathering_id, kind))
        assert "Ferie midt i overgangen" in text_of(drawn.data), kind

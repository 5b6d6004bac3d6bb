"""One long morning in which every service that writes is called, the same in every run, step by step.

With ids, times and the dice given, step ``k`` always leaves the same rows. So a file that was killed, cut or refused
in the middle can be held against what it must be: the rows after the last step that was told of, or those after the
one that was under way, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sqlite3
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from nettverk.domain.between import PairKind
from nettverk.domain.data_tables import ExportFormat, Extent
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import GoalOf, GoalOwner, GoalState, Origin
from nettverk.domain.good_practice import GoodOn
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.ids import new_id
from nettverk.domain.labels import chosen
from nettverk.domain.organisation import Party, TeamKind
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.domain.quotas import QuotaEach
from nettverk.domain.registry import ByIdOrName
from nettverk.domain.reports.model import ReportKind, Scope
from nettverk.domain.rundown import events as ev
from nettverk.domain.sheet_papers import unit_code
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.source_groups import SourceGroup
from nettverk.domain.tags import Carrier, TagOn
from nettverk.domain.wall.look import ClockCorner, WallLook
from nettverk.domain.year.frame import CostKind, PaidBy, RequestState, Training
from nettverk.domain.year.items import ItemKind
from nettverk.services import (
    anonymity_review,
    begin,
    between,
    contributions,
    evaluation,
    follow_up,
    gatherings,
    goal_stories,
    goals,
    good_practice,
    integrity,
    kitchen,
    methods,
    municipality,
    needs,
    own_templates,
    pairings,
    participant_import,
    participants,
    picture_notes,
    plan,
    quotas,
    reflections,
    returned_files,
    returned_sheets,
    settings,
    stage,
    tags,
    told,
    trash,
    wall_look,
)
from nettverk.services.contributions import NewSlides
from nettverk.services.export import files
from nettverk.services.groups import groupings, moves, old_lists, repair, rules
from nettverk.services.groups.board import NOBODY
from nettverk.services.handouts import labels
from nettverk.services.organisation import meetings, teams
from nettverk.services.privacy import anonymise
from nettverk.services.register import merge, register, roles, service_kinds
from nettverk.services.reports import own_texts, stands
from nettverk.services.reports.reading import year_of
from nettverk.services.returned_files import ReturnedFile
from nettverk.services.sheets import answers, forms_import, library, own, shared, uses
from nettverk.services.templates import template
from nettverk.services.themes import marks, onward, themes
from nettverk.services.themes.board import board
from nettverk.services.university import consent
from nettverk.services.year import copying, frame, holidays, items, series
from nettverk.storage.store import Store
from tests.helpers.hall import Hall, hall
from tests.helpers.logo import logo
from tests.helpers.slides import pdf

BEGUN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
INSTALLATION = "01890000-0000-7000-8000-000000000001"
# How long the search took is kept with the groups, and is the one thing that no run has in common with another.
_SECONDS = re.compile(r'"seconds": [0-9.e-]+')
TEXT = "Vi ringer hverandre når noe er lite, før det blir stort."


@dataclass
class Morning:
    """What the steps work on: the open file, the hall it was made with, and ids that one step leaves to the next."""

    store: Store
    hall: Hall
    folder: Path
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def here(self) -> str:
        """The gathering's id."""
        return self.hall.gathering_id


Step = Callable[[Morning], object]


def prepare(path: Path) -> None:
    """The file as it is before the first step."""
    store = opened(path, seed=1)
    hall(24, past=1, store=store)
    with store.change():
        store.ensure_writer()
    store.close()


def opened(path: Path, *, seed: int = 2) -> Store:
    """The file opened with ids and times that are the same in every run."""
    store = Store.open(path, installation=INSTALLATION)
    Steady(store, seed)
    return store


Place = tuple[object, datetime]
"""Where ids and times have come to: the state of the dice, and the moment."""


class Steady:
    """Ids and times that are the same in every run, also for who writes; a step that failed can be given its own again.

    Args:
        store: the open file; its ``now`` and ``new_id`` become these.
    """

    def __init__(self, store: Store, seed: int = 2) -> None:
        self._dice = random.Random(seed)
        self._moment = BEGUN
        store.now, store.new_id = self._now, self._new_id
        known = store.value("SELECT id FROM machines WHERE installation = ?", INSTALLATION)
        store.machine_id = str(known) if known else self._new_id()

    def _now(self) -> datetime:
        self._moment += timedelta(seconds=2)
        return self._moment

    def _new_id(self) -> str:
        return new_id(1_790_000_000_000 + self._dice.getrandbits(30), self._dice.getrandbits(74))

    @property
    def place(self) -> Place:
        """Where ids and times have come to; put there again, the same ones follow."""
        return self._dice.getstate(), self._moment

    @place.setter
    def place(self, place: Place) -> None:
        state, self._moment = place
        self._dice.setstate(state)  # type: ignore[arg-type]


def morning(store: Store, folder: Path) -> Morning:
    """The hall that ``prepare`` made, found again in the open file."""
    row = store.one("SELECT id FROM gatherings WHERE held_on = '2026-11-24'")
    assert row is not None
    found = Hall(store, insert=None, gathering_id=row["id"])  # type: ignore[arg-type]
    parts = plan.parts(store, row["id"])
    found.part_id, found.own_part_id = parts[2].id, parts[3].id
    people = store.rows("SELECT id, person_id FROM participants WHERE gathering_id = ? ORDER BY id", row["id"])
    found.participants = [one["id"] for one in people]
    found.people = [one["person_id"] for one in people]
    found.units = [one["id"] for one in store.rows("SELECT id FROM units ORDER BY id")]
    return Morning(store, found, folder)


def contents(path: Path | sqlite3.Connection) -> str:
    """A short text that is the same for two files when every row of every table of ours is."""
    connection = sqlite3.connect(path) if isinstance(path, Path) else path
    digest = hashlib.blake2b(digest_size=12)
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        if not row[0].startswith("_")  # what the file says of itself: which write it was, and sums of the rows below
    ]
    for table in tables:
        rows = sorted(_SECONDS.sub("", repr(tuple(row))) for row in connection.execute(f"SELECT * FROM {table}"))
        digest.update(f"{table}\n{rows}\n".encode())
    if isinstance(path, Path):
        connection.close()
    return digest.hexdigest()


def steps() -> list[Step]:
    """Every step, in order; a step may be refused as Expected, and then changes nothing."""
    return [*_register(), *_plan(), *_sheets(), *_people(), *_groups(), *_day(), *_themes(), *_after(), *_year()]


def _keep(name: str, act: Callable[[Morning], object]) -> Step:
    def step(at: Morning) -> object:
        changes = act(at)
        at.kept[name] = str(getattr(changes, "made", changes))
        return changes

    return step


def _register() -> list[Step]:
    return [
        _keep("district", lambda at: register.add_district(at.store, "Randesund")),
        lambda at: register.edit_district(at.store, at.kept["district"], "Randesund øst"),
        _keep("network", lambda at: register.add_network(at.store, "6–16", age_span="6–16", purpose="Å lære sammen")),
        lambda at: register.edit_network(at.store, at.kept["network"], coordinator="Kari"),
        lambda at: register.set_network_services(at.store, at.kept["network"], ("ppt",), ("health",)),
        _keep("unit", lambda at: register.add_unit(at.store, "Nye Furulia barnehage")),
        lambda at: register.edit_unit(at.store, at.kept["unit"], district_id=at.kept["district"]),
        lambda at: register.rename_unit(at.store, at.kept["unit"], "Furulia barnehage", known_as="Furulia bhg avd. 2"),
        lambda at: register.add_spelling(at.store, at.kept["unit"], "Furulia II"),
        lambda at: merge.forget_spelling(at.store, "furulia ii"),
        _keep("other", lambda at: register.add_unit(at.store, "Furulia bhg øst")),
        _keep("person", lambda at: register.add_person(at.store, "Ida", "Ås", at.kept["other"], email="ida@x.no")),
        _keep("twin", lambda at: register.add_person(at.store, "Ida", "Aas", at.kept["other"])),
        lambda at: register.edit_person(at.store, at.kept["person"], role="styrer"),
        lambda at: merge.merge_people(at.store, at.kept["person"], at.kept["twin"]),
        lambda at: merge.merge_units(at.store, at.kept["unit"], at.kept["other"]),
        lambda at: merge.merge_all(at.store, at.hall.units[0], (), units=True),
        lambda at: merge.tell_apart(at.store, at.hall.units[:2]),
        _keep("gone", lambda at: register.add_unit(at.store, "Skal bort")),
        lambda at: register.remove_unit(at.store, at.kept["gone"]),
        _keep("gone", lambda at: register.add_unit(at.store, "Skal også bort")),
        lambda at: register.remove_units(at.store, [at.kept["gone"]]),
        _keep("leaves", lambda at: register.add_person(at.store, "Per", "Slutter", at.kept["unit"])),
        lambda at: register.remove_person(at.store, at.kept["leaves"]),
        _keep("leaves", lambda at: register.add_person(at.store, "Pål", "Slutter", at.kept["unit"])),
        lambda at: register.remove_people(at.store, [at.kept["leaves"]]),
        lambda at: register.remove_district(at.store, at.kept["district"]),
        lambda at: settings.put(at.store, "municipality", "Kristiansand"),
        lambda at: settings.choose_word(at.store, "unit", "virksomhet"),
        lambda at: municipality.set_logo(at.store, logo()),
        lambda at: municipality.remove_logo(at.store),
        lambda at: labels.choose(at.store, chosen(labels.by_number("L4785"), 3, 6)),
        lambda at: anonymise.choose(at.store, 24),
        lambda at: anonymise.notice(at.store),
        lambda at: anonymise.postpone(at.store),
        lambda at: integrity.accept(at.store),
    ]


def _plan() -> list[Step]:
    return [
        _keep("made", lambda at: gatherings.make(
            at.store, template("kristiansand"), network_id=at.kept["network"], held_on=date(2027, 2, 9))),
        _keep("made in", lambda at: gatherings.make_in(
            at.store, template("kristiansand"), ByIdOrName(name="16–20"), ByIdOrName(name="Sør"),
            held_on=date(2027, 3, 9), language="nn")),
        lambda at: gatherings.edit(at.store, at.kept["made"], title="Vårsamling", place="Aulaen"),
        lambda at: tags.set_tags(
            at.store, Carrier(TagOn.GATHERING, at.kept["made"], at.kept["made"]), ["relasjoner", "bti"]),
        lambda at: tags.set_tags(at.store, Carrier(TagOn.GATHERING, at.kept["made"], at.kept["made"]), ["bti"]),
        lambda at: gatherings.set_goals(at.store, at.kept["made"], ["Se barnet", "Dele praksis"]),
        _keep("copy", lambda at: gatherings.copy(at.store, at.kept["made"], held_on=date(2027, 5, 4))),
        lambda at: gatherings.remove(at.store, at.kept["copy"]),
        _keep("part", lambda at: plan.add(at.store, at.here, PartKind.BREAK, position=2)),
        lambda at: plan.edit(at.store, at.kept["part"], title="Kaffe", minutes=12),
        lambda at: plan.move(at.store, at.kept["part"], 1),
        lambda at: plan.set_questions(at.store, at.hall.part_id, ["Hva virker?", "Hva tar vi med?"]),
        lambda at: plan.remove(at.store, at.kept["part"]),
        lambda at: anonymity_review.keep(at.store, at.here, "0" * 32),
        lambda at: anonymity_review.keep(at.store, at.here, "0" * 32, on=False),
        lambda at: wall_look.choose(at.store, WallLook(ClockCorner.OFF, caption="Hver sin tur")),
        lambda at: wall_look.keep_messages(at.store, ["Finn bordet ditt"]),
        lambda at: picture_notes.write(at.store, picture_notes.place(at.here, "welcome"), "Vent til alle sitter."),
        _keep("talk", lambda at: contributions.add(at.store, at.hall.part_id, speaker="Ane", title="Lek", minutes=8)),
        lambda at: contributions.edit(at.store, at.kept["talk"], title="Lek ute"),
        _keep("second", lambda at: contributions.add_with_slides(
            at.store, at.hall.part_id, NewSlides("sider.pdf", pdf(3), 3), speaker="Bo")),
        lambda at: contributions.move(at.store, at.kept["second"], 0),
        lambda at: contributions.attach(at.store, at.kept["talk"], name="lek.pdf", data=pdf(4), pages=4),
        lambda at: contributions.remove(at.store, at.kept["second"]),
        _keep("method", lambda at: methods.copy(at.store, "igp")),
        lambda at: methods.edit(at.store, at.kept["method"], name="Vår måte", steps="5 Tenk\n10 Snakk: i ring"),
        lambda at: plan.edit(at.store, at.hall.part_id, method=at.kept["method"]),
        lambda at: methods.remove(at.store, at.kept["method"]),
    ]  # fmt: skip


def _sheets() -> list[Step]:
    def titled(at: Morning, title: str) -> object:
        sheet = library.sheet(at.store, at.kept["own"])
        assert sheet is not None
        return own.save(at.store, replace(sheet, title=title), typing="title")

    def brought(at: Morning) -> object:
        file = json.loads(shared.content(at.store, at.kept["own"]))
        file["title"] = "Fra nabokommunen"
        seen = shared.looked_at(at.store, json.dumps(file).encode(), "ark.json")
        return shared.bring_in(at.store, seen, shared.Keep.VERSION)

    def answered(at: Morning) -> object:
        path = at.folder / "svar.csv"
        lines = ["Bord;Fremmer;Hemmer", *(f"Bord {n};Faste møter {n};Ferie {n}" for n in range(1, 12))]
        path.write_text("\n".join(lines), encoding="utf-8")
        place = forms_import.destination(at.store, at.kept["outside"], at.here)
        plan = forms_import.understood(at.store, forms_import.read_file(path), place)
        return forms_import.store_answers(at.store, plan, place, at.here)

    def answered_anew(at: Morning) -> object:
        path = at.folder / "egne.csv"
        lines = ["Bord;Hva fikk vi til;Hva nå", *(f"Bord {n};Møter {n};Ferie {n}" for n in range(1, 6))]
        path.write_text("\n".join(lines), encoding="utf-8")
        return forms_import.store_as_new(at.store, forms_import.read_file(path), at.here)

    def said(block: str, point: str, **what: object) -> Step:
        who = Respondent(Who.TABLE, 3)
        return lambda at: answers.write(
            at.store,
            SheetAnswer(at.kept["use"], 1, who, block, point, **what),  # type: ignore[arg-type]
        )

    shelf = "fremmer-hemmer-pavirke"
    return [
        _keep("use", lambda at: uses.use_in_part(at.store, shelf, at.hall.part_id, position=0)),
        _keep("outside", lambda at: uses.use_outside(at.store, shelf, at.here)),
        said("kolonner", "fremmer-1", text="Faste møter"),
        said("kolonner", "fremmer-1", text="Faste møtetider"),
        said("kolonner", "hemmer-1", text="Ferie", ticked=True),
        lambda at: answers.write_all(at.store, [
            SheetAnswer(at.kept["use"], 1, Respondent(who, number), "kolonner", "fremmer-1", "Ja", counts={"a": 3})
            for who, number in ((Who.PAIR, 4), (Who.PLENUM, 0))
        ], label="Hent inn svar"),
        _keep("agreed", lambda at: uses.use_outside(at.store, "avtale-som-baerer", at.here)),
        lambda at: answers.write_all(at.store, [
            SheetAnswer(at.kept["agreed"], 1, Respondent(Who.UNIT, unit_id=at.hall.units[0]), "avtale", point, text)
            for point, text in (("what", "Vi ringer før møtet"), ("who", "Ane"), ("by", "før jul"))
        ], label="Hent inn svar"),
        _keep("own", lambda at: own.duplicate(at.store, shelf, title="Vår egen")),
        lambda at: titled(at, "Vår egen: ute"),
        lambda at: titled(at, "Vår egen: ute og inne"),
        answered,
        answered_anew,
        _keep("own use", lambda at: uses.use_in_part(at.store, at.kept["own"], at.hall.own_part_id)),
        lambda at: titled(at, "Vår egen, ny utgave"),
        lambda at: uses.take_newest(at.store, at.kept["own use"]),
        brought,
        lambda at: own.take_up(at.store, at.kept["own"], 1),
        lambda at: uses.move(at.store, at.kept["use"], 1),
        lambda at: uses.move_to_part(at.store, at.kept["own use"], at.hall.part_id),
        lambda at: uses.remove(at.store, at.kept["outside"]),
        _keep("copy", lambda at: gatherings.copy(at.store, at.here, held_on=date(2027, 6, 1))),
        lambda at: gatherings.remove(at.store, at.kept["copy"]),
        lambda at: own.remove(at.store, at.kept["own"]),
        lambda at: at.store.undo(),
    ]  # fmt: skip


def _people() -> list[Step]:
    return [
        _keep("listed", _import),
        lambda at: participants.add(at.store, at.here, at.kept["person"]),
        _keep("new", lambda at: participants.add_new(at.store, at.here, "Liv", "Ny", at.hall.units[0], walk_in=True)),
        lambda at: participants.walk_in_new(at.store, at.here, "Odd", "Innom", new_unit="Kulturskolen"),
        lambda at: participants.add_from(at.store, at.here, "Eli", "Fra", "Kulturskolen", role="rektor"),
        lambda at: participants.edit(at.store, at.kept["new"], role="rådgiver"),
        lambda at: participants.move_to_unit(at.store, at.kept["new"], "Kulturskolen"),
        lambda at: participants.mark(at.store, at.hall.participants[0], Attendance.ABSENT),
        lambda at: participants.remove(at.store, (at.hall.participants[1],)),
        lambda at: participants.walk_in(at.store, at.here, at.hall.people[1]),
        lambda at: participants.set_hours(at.store, (at.kept["new"],), "10:00", "12:00"),
        lambda at: participants.withdraw(at.store, (at.kept["new"],)),
        lambda at: participants.mark_many(at.store, at.hall.participants[2:4], Attendance.PRESENT),
        lambda at: begin.bring(at.store, at.here, at.hall.people[:3]),
        lambda at: begin.copy(at.store, at.here, [begin.Target(None)], contributions=True, people=True),
        lambda at: participants.remove(at.store, (at.hall.participants[5],)),
        lambda at: trash.put_back(at.store, trash.all_(at.store)[0].id),
        lambda at: trash.forget(at.store, date(2027, 1, 1)),
        lambda at: trash.empty(at.store),
        _keep("own template", lambda at: own_templates.keep(at.store, at.here, "Vår dag")),
        lambda at: own_templates.remove(at.store, at.kept["own template"]),
        lambda at: contributions.take_offer(at.store, at.kept["new"]),
        lambda at: participants.settle_offer(at.store, at.kept["new"]),
        _keep("quota", lambda at: quotas.add(at.store, at.here, QuotaEach.DISTRICT, people=5, role="rektor")),
        lambda at: quotas.remove(at.store, at.kept["quota"]),
        lambda at: kitchen.replace(at.store, at.here, (("gluten", 2),)),
        lambda at: kitchen.forget(at.store, date(2099, 1, 1)),
        lambda at: at.store.undo(),
        lambda at: at.store.redo(),
    ]  # fmt: skip


def _import(at: Morning) -> object:
    path = at.folder / "påmelding.csv"
    rows = [f"Fornavn{n};Etternavn{n};Enhet {n % 4};pedagog;navn{n}@eksempel.no" for n in range(20)]
    path.write_text("\n".join(["Fornavn;Etternavn;Enhet;Rolle;E-post", *rows]), encoding="utf-8")
    return participant_import.store_list(at.store, participant_import.read(at.store, path), at.here)


def _groups() -> list[Step]:
    def grouping(at: Morning) -> str:
        found = groupings.of_part(at.store, at.hall.part_id)
        assert found is not None
        return found.id

    def seated(at: Morning, place: int) -> str:
        found = groupings.of_part(at.store, at.hall.part_id)
        assert found is not None
        return sorted(seat.participant.id for table in found.tables for seat in table.sitting)[place]

    def table(at: Morning) -> str:
        found = groupings.of_part(at.store, at.hall.part_id)
        assert found is not None
        return found.tables[0].id

    return [
        lambda at: rules.add(at.store, at.here, RuleKind.APART, people=at.hall.people[2:4]),
        lambda at: rules.switch(at.store, at.here, rules.all_(at.store, at.here)[0], on=False),
        lambda at: groupings.build(at.store, at.hall.part_id, tables=6, rounds=1, iterations=50),
        lambda at: groupings.own_units(at.store, at.hall.own_part_id),
        lambda at: moves.swap(at.store, grouping(at), seated(at, 0), seated(at, 11)),
        lambda at: moves.move(at.store, grouping(at), {seated(at, 3): None}),
        lambda at: moves.lock(at.store, grouping(at), [seated(at, 4)], on=True),
        lambda at: moves.share_roles(at.store, grouping(at)),
        lambda at: moves.set_role(at.store, grouping(at), seated(at, 5), "secretary"),
        lambda at: moves.name_table(at.store, table(at), "Bord ved døra"),
        lambda at: moves.add_table(at.store, at.hall.part_id),
        lambda at: moves.place_table(at.store, at.hall.part_id, 1, 40, 60),
        lambda at: moves.remove_table(at.store, at.hall.part_id, 7),
        lambda at: participants.mark(at.store, seated(at, 6), Attendance.ABSENT),
        _repair,
        lambda at: old_lists.keep(
            at.store, old_lists.OldGroups("i fjor.csv", (tuple(at.hall.people[4:8]), tuple(at.hall.people[8:12])), ()),
            at.kept["network"], None, "Samling i fjor", date(2025, 10, 7)),
        lambda at: groupings.same_as(at.store, plan.parts(at.store, at.here)[1].id, at.hall.part_id),
        lambda at: moves.clear(at.store, at.hall.own_part_id),
        lambda at: rules.remove(at.store, rules.all_(at.store, at.here)[0].id),
        lambda at: at.store.undo(),
    ]  # fmt: skip


def _repair(at: Morning) -> object:
    # What the search would propose takes seconds to find; one who has no table gets the first, as one may by hand.
    task = repair.prepare(at.store, at.hall.part_id)
    return repair.accept(at.store, task, [repair.Change(0, task.board.unseated[0], NOBODY, 0)])


def _day() -> list[Step]:
    def write(place: int, text: str) -> Step:
        def step(at: Morning) -> object:
            question = plan.parts(at.store, at.here)[2].questions[place]
            return reflections.write(at.store, at.here, at.hall.part_id, 1 + place, question.id, text)

        return step

    pressed: list[ev.Event] = [
        ev.Start(),
        ev.Pause(),
        ev.Resume(),
        ev.Next(),
        ev.Adjust(2),
        ev.Message("Fem minutter igjen"),
    ]
    pressed += [ev.Black(True), ev.Black(False), ev.Next(), ev.Stop()]

    def press(number: int) -> Step:
        key = f"01890000-0000-7000-8000-0000000001{number:02}"
        return lambda at: stage.press(at.store, at.here, pressed[number], key=key)

    presses = [press(number) for number in range(len(pressed))]
    typed = [write(n % 2, TEXT[: 8 + n * 6]) for n in range(6)]
    return [step for pair in zip(presses, typed + typed[:4], strict=True) for step in pair]


def _themes() -> list[Step]:
    def points(at: Morning, number: int) -> list[str]:
        return [point.key for point in board(at.store, at.here).points[:number]]

    def coming(at: Morning) -> str:
        found = onward.coming(at.store, at.here)
        assert found is not None
        assert found.usual is not None
        return found.usual.id

    def practice(at: Morning) -> good_practice.Known:
        return good_practice.Known(GoodOn.COMMITMENT, at.kept["practice"], at.here)

    return [
        _keep("theme", lambda at: themes.make(at.store, at.here, "Ring tidlig", points(at, 2))),
        _keep("second theme", lambda at: themes.make(at.store, at.here, "Ro")),
        lambda at: themes.place(at.store, at.here, points(at, 3), at.kept["second theme"]),
        lambda at: themes.place_each(
            at.store, at.here, dict(zip(points(at, 2), (at.kept["theme"], at.kept["second theme"]), strict=False))
        ),
        lambda at: themes.rename(at.store, at.here, at.kept["theme"], "Ring før det er stort"),
        lambda at: themes.move(at.store, at.here, at.kept["second theme"], 0),
        lambda at: themes.show_on_wall(at.store, at.here, [at.kept["theme"]]),
        lambda at: themes.merge(at.store, at.here, at.kept["theme"], at.kept["second theme"]),
        lambda at: at.store.undo(),
        lambda at: themes.remove(at.store, at.here, at.kept["second theme"]),
        lambda at: marks.set_quote(at.store, at.here, points(at, 1)),
        lambda at: marks.set_role(at.store, at.here, points(at, 2), "forelder"),
        _keep("coming", lambda at: gatherings.copy(at.store, at.here, held_on=date(2027, 8, 20))),
        lambda at: onward.ask_next_time(at.store, coming(at), "Hva har vi prøvd?"),
        lambda at: onward.become_sign(at.store, at.here, at.kept["theme"]),
        _keep(
            "practice",
            lambda at: onward.promise(at.store, at.here, at.kept["theme"], at.hall.units[0], "Ringe innen en uke"),
        ),
        lambda at: good_practice.mark(at.store, practice(at)),
        lambda at: good_practice.consent(at.store, practice(at), "styrer", date(2026, 11, 25)),
        lambda at: good_practice.set_on_wall(at.store, practice(at), on_wall=True),
        lambda at: good_practice.withdraw(at.store, practice(at)),
        lambda at: good_practice.unmark(at.store, practice(at)),
    ]


def _after() -> list[Step]:
    def neutral(at: Morning) -> object:
        first = anonymity_review.to_look_at(at.store, at.here)[0]
        return anonymity_review.accept(at.store, at.here, first)

    return [
        _keep("promise", lambda at: follow_up.promise(
            at.store, at.here, at.hall.units[0], what="Prøve lekegrupper", who="Kari", by=date(2027, 1, 15))),
        lambda at: follow_up.edit(at.store, at.kept["promise"], at.here, taken_up_in="personalmøtet"),
        lambda at: follow_up.edit(at.store, at.kept["promise"], at.here, what="Ringe mora på 911 22 333"),
        neutral,
        lambda at: follow_up.write(
            at.store, at.here, at.hall.units[1], "01890000-0000-7000-8000-000000000200", what="Ringe PPT", who="",
            by=None, taken_up_in=""),
        lambda at: follow_up.answer(at.store, at.kept["promise"], at.here, CommitmentStatus.TRIED, "Det tok tid"),
        _keep("need", lambda at: needs.add(at.store, at.here, "Veiledning", sources=[SourceGroup.PARENTS])),
        lambda at: needs.edit(at.store, at.kept["need"], dots=7, evidence="Vi står alene"),
        lambda at: needs.to_plan(at.store, at.kept["need"], at.kept["coming"]),
        lambda at: needs.become_goal(at.store, at.kept["need"]),
        lambda at: goals.remove(at.store, goals.at_gathering(at.store, at.here).of_network[0].id),
        lambda at: onward.become_goal(at.store, at.here, at.kept["theme"]),
        lambda at: needs.from_theme(at.store, at.here, at.kept["theme"]),
        lambda at: uses.use_outside(at.store, "kompetansebehov", at.here),
        lambda at: answers.write(at.store, SheetAnswer(
            uses.of_gathering(at.store, at.here)[-1].id, 3, Respondent(Who.TABLE, 1), "behov", "1", "Lek ute")),
        lambda at: needs.collect(at.store, at.here),
        lambda at: needs.remove(at.store, at.kept["need"]),
        lambda at: returned_sheets.take_in(at.store, at.here),
        lambda at: returned_files.take_files(at.store, at.here, [
            ReturnedFile("svar.pdf", unit_code(at.hall.units[0]), (("Dette prøver vi", "Lek ute før lunsj"),))]),
        lambda at: evaluation.ask_here(at.store, at.here),
        lambda at: pairings.agree(at.store, at.here, pairings.suggest(at.store, at.here).pairs[:1]),
        _keep("guided", lambda at: pairings.add(
            at.store, at.here, PairKind.GUIDE, at.hall.units[1], at.hall.units[0], on=date(2027, 1, 12))),
        lambda at: pairings.edit(at.store, at.kept["guided"], note="Overganger"),
        lambda at: pairings.remove(at.store, at.kept["guided"]),
        lambda at: between.write_step(at.store, at.here, at.hall.units[0], "planla", text="Lek ute", when="uke 4"),
        lambda at: between.ask_for_cycles(at.store, at.kept["coming"]),
        _keep("goal", lambda at: goals.set_goal(
            at.store, at.here, GoalOwner(GoalOf.UNIT, at.hall.units[0]), "Ringe tidlig", sign="Før det er stort",
            origin=Origin("Trafikklys", "Vi ringer", date(2026, 10, 1)))),
        lambda at: goals.edit(at.store, at.kept["goal"], sign_before="Sent", sign_now="Samme dag"),
        lambda at: goals.reword_origin(at.store, at.kept["goal"], "Det mange sa"),
        lambda at: goals.set_state(at.store, at.kept["goal"], GoalState.REACHED),
        lambda at: goals.set_state(at.store, at.kept["goal"], GoalState.ACTIVE),
        lambda at: goals.remove(at.store, at.kept["goal"]),
        lambda at: at.store.undo(),
        lambda at: consent.ask(at.store, at.here, date(2026, 11, 25)),
        lambda at: consent.answer(at.store, at.here, "alle som var der", date(2026, 11, 25), yes=True),
        lambda at: consent.withdraw(at.store, at.here, date(2026, 11, 26)),
        lambda at: own_texts.write(at.store, ReportKind.YEARLY, Scope(2026), "goals", TEXT),
        lambda at: roles.add(at.store, _network(at), "styrer"),
        lambda at: roles.rename(at.store, f"{_network(at)}.styrer", "Enhetsleder"),
        lambda at: roles.remove(at.store, f"{_network(at)}.enhetsleder"),
        _keep("kind", lambda at: service_kinds.add(at.store, "Kulturskolen")),
        lambda at: service_kinds.rename(at.store, at.kept["kind"], "Kultur og fritid"),
        lambda at: service_kinds.remove(at.store, at.kept["kind"]),
        lambda at: stands.note(at.store, year_of(at.store, Scope(2026))),
        lambda at: told.keep(at.store, {"dots:need": (12,)}),
        lambda at: files.keep(at.store, files.read(at.store, ExportFormat.ICS, (), Extent())),
        lambda at: follow_up.remove(at.store, at.kept["promise"]),
        lambda at: follow_up.restore(at.store, at.kept["promise"]),
        lambda at: at.store.undo(),
    ]  # fmt: skip


def _network(at: Morning) -> str:
    return gatherings.get(at.store, at.here).network_id


def _year() -> list[Step]:
    def from_last(at: Morning) -> object:
        kept = copying.preview(at.store, 2027)
        return copying.make(at.store, kept.items, kept.gatherings[:1], kept.meetings)

    def made_in_bulk(at: Morning) -> object:
        known = series.known(at.store, 2026)
        wished = replace(known.usual, districts=(("", ""),), count=2, owner="Prosessleder")
        return series.make(at.store, series.proposed(wished, known), template("udir"))

    return [
        _keep("holiday", lambda at: holidays.add(at.store, "Fri", date(2026, 10, 5), date(2026, 10, 9))),
        lambda at: holidays.add_usual(at.store, 2026),
        lambda at: holidays.edit(at.store, at.kept["holiday"], name="Høstferie"),
        lambda at: holidays.remove(at.store, at.kept["holiday"]),
        lambda at: items.add_skeleton(at.store, 2026),
        _keep("item", lambda at: items.add(
            at.store, ItemKind.DEADLINE, "Svarfrist", date(2027, 1, 14), owner="Koordinator")),
        lambda at: items.edit(at.store, at.kept["item"], title="Svarfrist for alle", done=True),
        made_in_bulk,
        from_last,
        lambda at: items.remove(at.store, [at.kept["item"]]),
        _keep("count", lambda at: frame.count_training(at.store, at.hall.units[0], Training.BTI, 12, 7)),
        lambda at: frame.count_training(at.store, at.hall.units[0], Training.BTI, 12, 9),
        _keep("request", lambda at: frame.ask_partner(at.store, "Overganger", who="forsker")),
        lambda at: frame.edit_request(at.store, at.kept["request"], state=RequestState.AGREED),
        _keep("cost", lambda at: frame.add_cost(
            at.store, CostKind.FOOD, "Lunsj", 9000, PaidBy.MUNICIPALITY, date(2026, 11, 24), gathering_id=at.here)),
        lambda at: frame.edit_cost(at.store, at.kept["cost"], amount=9500),
        _keep("network goal", lambda at: goal_stories.set_goal(at.store, at.kept["network"], "Ro i overgangene")),
        lambda at: goal_stories.link(at.store, at.kept["network goal"], at.here, on=True),
        lambda at: goal_stories.link(at.store, at.kept["network goal"], at.here, on=False),
        lambda at: goals.remove(at.store, at.kept["network goal"]),
        lambda at: frame.remove_training(at.store, at.kept["count"]),
        lambda at: frame.remove_request(at.store, at.kept["request"]),
        lambda at: frame.remove_cost(at.store, at.kept["cost"]),
        _keep("team", lambda at: teams.add(at.store, TeamKind.STEERING)),
        lambda at: teams.edit(at.store, at.kept["team"], name="Styringsgruppa"),
        _keep("member", lambda at: teams.add_member(at.store, at.kept["team"], "Tor Espeland", role="oppvekstsjef")),
        lambda at: teams.edit_member(at.store, at.kept["member"], party=Party.LEADER, gets_reports=True),
        _keep("meeting", lambda at: meetings.add(at.store, at.kept["team"], date(2027, 1, 20))),
        lambda at: meetings.edit(at.store, at.kept["meeting"], place="Rådhuset", present="Alle"),
        _keep("point", lambda at: meetings.add_points(at.store, at.kept["meeting"], ["Mål", "Oppmøte"])),
        lambda at: meetings.edit_point(
            at.store, at.kept["point"], said="Vi savner helsestasjonen", what="Ringe", due_on=date(2027, 2, 1)),
        lambda at: meetings.move_point(at.store, at.kept["point"], 0),
        lambda at: meetings.remove_point(at.store, at.kept["point"]),
        lambda at: meetings.remove(at.store, at.kept["meeting"]),
        lambda at: teams.remove_member(at.store, at.kept["member"]),
        lambda at: teams.remove(at.store, at.kept["team"]),
        lambda at: at.store.undo(),
    ]  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """What there is before the first step, or after one.

    Attributes:
        contents: of the file, as ``contents`` says it.
        kept: the ids that later steps ask for.
        place: where ids and times have come to.
        counts: how many steps could be taken back, and how many of those taken back be done again.
    """

    contents: str
    kept: dict[str, str]
    place: Place
    counts: tuple[int, int]


def course(path: Path, folder: Path) -> list[Reached]:
    """What is reached before the first step and after each, in a file that nothing happens to.

    Args:
        path: a copy of the prepared file; it is written in.
        folder: where the steps may put files of their own.
    """
    store = Store.open(path, installation=INSTALLATION)
    steady = Steady(store)
    at = morning(store, folder)

    def reached() -> Reached:
        return Reached(contents(store.connection), dict(at.kept), steady.place, store.undoable().counts)

    seen = [reached()]
    for step in steps():
        do(step, at)
        seen.append(reached())
    store.close()
    return seen


def can_go_on(course_: list[Reached], after: int) -> bool:
    """Whether another process can go on after so many steps: none takes back, or does again, what was before."""
    depths = [reached.counts[0] for reached in course_[after:]]
    taken_back_already = course_[after].counts[1]
    return not taken_back_already and all(now >= before or before > depths[0] for before, now in pairwise(depths))


def go_on(path: Path, hall_: Hall, reached: Reached, steps_: list[Step], tell: Callable[[], object]) -> None:
    """Take these steps in a file that others were taken in before, each told of once it is stored.

    Args:
        hall_: of ``morning``, before the first step.
        reached: what the steps before have left.
    """
    store = Store.open(path, installation=INSTALLATION)
    Steady(store).place = reached.place
    mine = copy(hall_)
    mine.store = store
    at = Morning(store, mine, path.parent, dict(reached.kept))
    for step in steps_:
        do(step, at)
        tell()
    store.close()


def do(step: Step, at: Morning) -> bool:
    """Take one step; whether it was done, False where the world or a rule refused it in words."""
    try:
        step(at)
    except Expected:
        return False
    return True


def everything(path: Path) -> None:
    """All steps on the file."""
    store = opened(path)
    at = morning(store, path.parent)
    for step in steps():
        do(step, at)
    store.close()

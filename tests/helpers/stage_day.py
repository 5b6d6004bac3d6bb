"""An invented gathering with everything the stage can show: 90 people, long names, long questions, all methods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from dateutil.tz import tzstr

from nettverk.domain.contributions import Contribution
from nettverk.domain.groups import Grouping, GroupTable, Seat
from nettverk.domain.participants import Participant
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown.events import TimedEvent, Unknown
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Rundown, plan_of
from nettverk.domain.rundown.stored_events import event_of, stored_form
from nettverk.domain.sheets.uses import question_use
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import Entry
from nettverk.services.methods import shipped

OSLO = tzstr("CET-1CEST,M3.5.0,M10.5.0/3")
NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

GIVEN_NAMES = """
Ingrid Ola Máret Tone Niillas Per Lars Unni Hege Trond Emma Bjørn Siv Idun Åse Gry Stian Øyvind Liv Grete Solveig
    Kari Roar Mette Jan-Erik Rune Amina Fatima Nguyen Ánte Inga Biret Halvor Sigrid Torstein Mohammed Anne-Lise Čuoppi
    Ellen Eskil"""
GIVEN = GIVEN_NAMES.split()
FAMILY_NAMES = """
Berg Dahl Eira Fjeldstad Gaup Haugen Kvåle Lie Lund Moen Nguyen Olsen Røed Skår Sætre Tveit Vik Ødegård Øvrebø
    Aarsland Åsen Hagen Solbakken Bjørkelund Sørensen Utsi Somby Nilsen Warsame Khan Tråsdahl Ulvestad Ånensen Aasen
    Ytterland Zachariassen"""
FAMILY = FAMILY_NAMES.split()
LONG = (("Solveig", "Guttormsgaard-Kristoffersen"), ("Anne-Margrethe Elisabeth", "Vestergaard-Sørensen"))
UNITS = (
    "Furulia barnehage",
    "Myra barnehage",
    "PPT",
    "Bjørka barnehage",
    "Helsestasjonen Vågsbygd",
    "Barnevernet",
    "Tangen skole",
)

QUESTION = "Hva gjør dere når et barn blir stående utenfor leken?"
LONG_QUESTION = (
    "Tenk på et barn dere kjenner godt og som ofte blir stående utenfor leken: Hva har dere selv prøvd i hverdagen, hva"
    " la dere merke til da dere prøvde, hvem snakket dere med på tvers av avdelinger og tjenester, og hva ville dere"
    " gjort annerledes hvis dere fikk begynne på nytt i dag sammen med foreldrene, helsestasjonen og den"
    " pedagogisk-psykologiske tjenesten?"
)


def gathering(language: str = "nb") -> Gathering:
    return Gathering(
        "g", "n", "d", "Nettverkssamling 2", "Inkluderende lek: alle barn skal ha noen å leke med",
        date(2026, 11, 24), time(9), time(13, 30),
        "Vågsbygd kultursenter", language, date(2027, 2, 9), time(9), "Familiens hus, store sal", "", (),
        "0–6", "Vågsbygd", 90, 7,
    )  # fmt: skip


def part(id_: str, kind: str, title: str, minutes: int, **more: object) -> Part:
    organising = str(more.get("organising", "plenum"))
    fixed = more.get("fixed")
    questions = tuple(
        question_use(f"{id_}{i}", id_, i, str(text), i + 1)
        for i, text in enumerate(more.get("questions", ()))  # type: ignore[call-overload]
    )
    return Part(
        id_, "g", 0, kind, title, minutes, int(str(more.get("floor", minutes // 2))),
        fixed if isinstance(fixed, time) else None,
        organising, shipped().get(str(more.get("method", ""))), str(more.get("speaker", "")),
        str(more.get("notes", "")), questions,
    )  # fmt: skip


def parts() -> tuple[Part, ...]:
    return (
        part("teori", "theory", "Teori", 45, speaker="Førsteamanuensis Marit Holm, Universitetet i Agder"),
        part("deling", "sharing", "Erfaringsdeling", 45),
        part("pause", "break", "Pause", 15),
        part(
            "tvers", "across", "Enheter og tjenester møtes på tvers", 45, organising="mixed", method="one_point_each",
            questions=(QUESTION, "Hva hemmer, og hva kan vi påvirke?"), floor=30,
            notes="Minn om rekkefremlegg: ett poeng hver. Bord 4 og 9 mangler sekretær.\nSi fra når fem min er igjen.",
        ),
        part("lunsj", "lunch", "Lunsj", 50, floor=30),
        part(
            "veien", "way_forward", "Veien videre", 50, organising="own_unit", fixed=time(12, 20),
            questions=("Hva tar vi med oss hjem?", "Hva gjør vi annerledes fra mandag?"),
        ),
        part("takk", "closing", "Takk for i dag", 10),
    )  # fmt: skip


def people(count: int = 90) -> tuple[Participant, ...]:
    rng = Random(7)
    names = [*LONG]
    while len(names) < count:
        pair = (rng.choice(GIVEN), rng.choice(FAMILY))
        if pair not in names:
            names.append(pair)
    return tuple(
        Participant(
            f"p{i}",
            "g",
            f"q{i}",
            given,
            family,
            "",
            "",
            f"u{i % 7}",
            UNITS[i % 7],
            "kindergarten",
            "Barnehage",
            "circle",
            "",
        )
        for i, (given, family) in enumerate(names[:count])
    )


def mixed(part_id: str, count: int = 90, size: int = 6) -> Grouping:
    everyone = people(count)
    tables = -(-count // size)
    return Grouping(
        f"gr-{part_id}", "g", part_id, "", 1, "mixed",
        tuple(
            GroupTable(f"t{n}", n + 1, "", size, tuple(Seat(p) for p in everyone[n::tables])) for n in range(tables)
        ), (), {},
    )  # fmt: skip


def own_units(part_id: str) -> Grouping:
    everyone = people()
    return Grouping(
        f"gr-{part_id}", "g", part_id, "", 1, "own_unit",
        tuple(
            GroupTable(f"o{n}", n + 1, name, 14, tuple(Seat(p) for p in everyone if p.unit_name == name))
            for n, name in enumerate(UNITS)
        ), (), {},
    )  # fmt: skip


def contributions() -> tuple[Contribution, ...]:
    return (
        Contribution(
            "c1", "g", "deling", 0, "Lekegrupper ute hele året", "Hege Lund og Siv Moen", "u0", "Furulia barnehage", 15
        ),
        Contribution(
            "c2", "g", "deling", 1, "Fra observasjon til felles språk", "Trond Skår", "u1", "Myra barnehage", 15
        ),
        Contribution(
            "c3", "g", "deling", 2, "Når PPT er med i leken", "Liv Hagen", "u2", "PPT", 15, "s3", "ppt.pdf", 12
        ),
    )


def context(language: str = "nb", count: int = 90) -> WallContext:
    held, rows = gathering(language), parts()
    moved = (
        Entry("Dahl, Ola", "5", "3"),
        Entry("Eira, Máret", "11", "2"),
        Entry("Guttormsgaard-Kristoffersen, Solveig", "1", "14"),
    )
    return WallContext(
        held, rows, plan_of(held, rows, zone=OSLO), {"tvers": (mixed("tvers", count),), "veien": (own_units("veien"),)},
        {"tvers": moved}, contributions(), OSLO,
    )  # fmt: skip


def day_at(made: WallContext, *events: tuple[str, float, dict[str, object]], now: float) -> Rundown:
    """The day after presses (as they are stored) at minutes past nine, seen at a minute past nine."""
    pressed = [
        TimedEvent(NINE + timedelta(minutes=minute), event_of(kind, data), f"k{i}")
        for i, (kind, minute, data) in enumerate(events)
    ]
    return rundown_at(fold(made.plan, pressed), NINE + timedelta(minutes=now))


def kinds(events: Iterable[TimedEvent]) -> list[str]:
    """What each event is stored as."""
    return [
        timed.event.kind if isinstance(timed.event, Unknown) else str(stored_form(timed.event)[0]) for timed in events
    ]

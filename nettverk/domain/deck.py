"""Which walls a gathering has, and which one stands there now: pure functions of what is planned and where we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from nettverk.domain import walls
from nettverk.domain.contributions import Contribution
from nettverk.domain.groups import Grouping, GroupTable
from nettverk.domain.methods import Step, roles, steps
from nettverk.domain.plan import Gathering, Part, method_name, organising_name, part_kind_name
from nettverk.domain.rundown import ZERO, PartTimes, Plan, Rundown
from nettverk.domain.sorting import sort_key
from nettverk.domain.walls import Entry, Face, Line, Stop, Wall
from nettverk.i18n import _, _n, clock, using

# Together on one wall as long as they can be read together.
LETTERS_TOGETHER = 260


@dataclass(frozen=True, slots=True)
class Deck:
    """All that the walls of a gathering are made of.

    Attributes:
        groupings: for each part its groupings in order of rounds.
        moved: for each part those who changed table in the last repair.
        zone: where clock times are read; the machine's own where None.
        kept: the groups' walls once they are made; sorting ninety names takes longer than a key press should.
    """

    gathering: Gathering
    parts: tuple[Part, ...]
    plan: Plan
    groupings: Mapping[str, tuple[Grouping, ...]] = field(default_factory=dict)
    moved: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    contributions: tuple[Contribution, ...] = ()
    zone: tzinfo | None = None
    kept: dict[str, list[Wall]] = field(default_factory=dict, compare=False, repr=False)

    def local(self, moment: datetime) -> str:
        """A moment as the clock on the wall shows it."""
        return clock(moment.astimezone(self.zone))

    def of_part(self, part_id: str) -> tuple[Contribution, ...]:
        """The contributions of a part, in order."""
        return tuple(row for row in self.contributions if row.part_id == part_id)


def steps_of(deck: Deck, part: Part) -> tuple[Step, ...]:
    """The steps of a part's method; a dialogue café has as many rounds as there are groups for, else three."""
    rounds = len(deck.groupings.get(part.id, ()))
    return steps(part.method, part.minutes, rounds if rounds > 1 else 3)


def wall_of_step(deck: Deck, part: Part, step: int) -> str:
    """Key of the wall for a step: where to sit while a dialogue café changes tables, else the method."""
    rounds = [grouping.round for grouping in deck.groupings.get(part.id, ())]
    coming = step // 2 + 1
    if part.method == "dialogue_cafe" and step % 2 and len(rounds) > coming:
        return f"names:{part.id}:{rounds[coming]}"
    return f"method:{part.id}"


def current(deck: Deck, rundown: Rundown) -> Wall:
    """The wall that stands there now, with its clock."""
    with using(deck.gathering.language):
        return _dressed(deck, rundown, _chosen(deck, rundown))


def _chosen(deck: Deck, rundown: Rundown) -> Wall:
    showing = rundown.showing
    if showing.black:
        return walls.Black(key="black", name=_("Svart skjerm"))
    if showing.message:
        return walls.Message(key="message", name=_("Melding"), text=showing.message)
    own = _sequence(deck, rundown)
    if showing.wall:
        return find(deck, rundown, showing.wall) or own[0]
    return own[0]


def sequence(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    """The walls of where we are, in the order a clicker goes through them; never empty."""
    with using(deck.gathering.language):
        return _sequence(deck, rundown)


def _sequence(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    if rundown.phase == "waiting" or not deck.parts:
        return (_welcome(deck, rundown), _agenda(deck, rundown))
    if rundown.phase == "done":
        return (_thanks(deck),)
    return _of_part(deck, rundown, rundown.index)


def find(deck: Deck, rundown: Rundown, key: str) -> Wall | None:
    """A wall by its key, wherever in the day it belongs."""
    with using(deck.gathering.language):
        if key.startswith("slides:"):
            return _slides(deck, rundown, key)
        if key == "clock":
            return walls.BigClock(key="clock", name=_("Stor klokke"), text="", part=0)
        return next((wall for wall in _all(deck, rundown) if wall.key == key), None)


def all_walls(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    """Every wall of the day in order, each with the clock it would have at the start of its part."""
    with using(deck.gathering.language):
        found: dict[str, Wall] = {}
        for wall in _all(deck, rundown):
            found.setdefault(wall.key, wall)
        return tuple(found.values())


def _all(deck: Deck, rundown: Rundown) -> tuple[Wall, ...]:
    found: list[Wall] = [_welcome(deck, rundown), _agenda(deck, rundown)]
    for index in range(len(deck.parts)):
        found += _of_part(deck, rundown, index)
    return (*found, _thanks(deck))


# --- the walls of a part ---


def _of_part(deck: Deck, rundown: Rundown, index: int) -> tuple[Wall, ...]:
    part, times = deck.parts[index], rundown.parts[index]
    made: list[Wall]
    if part.kind in {"check_in", "welcome"}:
        made = [_welcome(deck, rundown), _agenda(deck, rundown)]
    elif part.kind in {"break", "lunch"}:
        made = [_rest(deck, rundown, index), *_groups_ahead(deck, index)]
    elif part.kind == "closing":
        made = [_thanks(deck)]
    elif part.kind == "way_forward":
        made = [_way_forward(part), *_groups(deck, part), *_questions(part, together=False)]
    elif part.organising == "mixed":
        made = [*_groups(deck, part), *_questions(part), *_method(deck, part, rundown, index)]
    else:
        made = [
            _plenary(deck, part, rundown),
            *_speakers(deck, part),
            *_questions(part),
            *_method(deck, part, rundown, index),
        ]
    made = made or [_plenary(deck, part, rundown)]
    strip = _strip(deck, rundown, index)
    face = _planned_face(deck, times)
    return tuple(_placed(wall, part, strip, face, deck) for wall in made)


def _placed(wall: Wall, part: Part, strip: tuple[Stop, ...], face: Face | None, deck: Deck) -> Wall:
    if isinstance(wall, walls.Thanks | walls.Welcome | walls.Agenda):
        return wall
    bare = isinstance(wall, walls.Names | walls.Tables | walls.Rest)
    kicker = "" if isinstance(wall, walls.Rest | walls.Plenary) else part.title
    return replace(
        wall, part=part.main_number or wall.part, kicker=kicker, strip=() if bare else strip,
        face=None if isinstance(wall, walls.Names | walls.Tables) else face, language=deck.gathering.language,
    )  # fmt: skip


def _welcome(deck: Deck, rundown: Rundown) -> Wall:
    held = deck.gathering
    starts = _first_start(rundown)
    soon = starts is not None and ZERO < starts - rundown.now < timedelta(hours=1)
    face = Face(walls.figures(starts - rundown.now), _("til vi starter")) if starts and soon else None
    return walls.Welcome(
        key="welcome", name=_("Velkommen"), language=held.language, title=held.title, theme=held.theme, face=face,
        where=" · ".join(word for word in (held.headline, held.place) if word), goals=held.goals,
        note=_("Vi starter kl. {time}").format(time=deck.local(starts)) if starts else "",
    )  # fmt: skip


def _first_start(rundown: Rundown) -> datetime | None:
    """When what people came for begins, coffee and check-in not counted; None when it has begun, or should have."""
    first = next((row for row in rundown.parts if row.slot.kind not in {"check_in", "break", "lunch"}), None)
    if first is None:
        return rundown.plan.starts if rundown.phase == "waiting" else None
    if first.status != "ahead":
        return None
    starts = first.planned_start if rundown.phase == "waiting" else max(first.planned_start, first.start)
    return starts if rundown.phase == "waiting" or starts > rundown.now else None


def _agenda(deck: Deck, rundown: Rundown) -> Wall:
    rows = []
    for part, times in zip(deck.parts, rundown.parts, strict=True):
        status = times.status if rundown.phase != "waiting" else "ahead"
        quiet = part.main_number == 0
        detail = (
            "" if quiet else part.speaker or (organising_name(part.organising) if part.organising != "plenum" else "")
        )
        rows.append(walls.AgendaRow(deck.local(times.start), part.main_number, part.title, detail, status, quiet))
    ends = rundown.ends if rundown.phase != "waiting" else max(rundown.ends, deck.plan.starts)
    return walls.Agenda(
        key="agenda", name=_("Dagen"), language=deck.gathering.language, title=_("Dagen i dag"), rows=tuple(rows),
        ends=_("Slutt {time}").format(time=deck.local(ends)),
    )  # fmt: skip


def _plenary(deck: Deck, part: Part, rundown: Rundown) -> Wall:
    rows = tuple(
        Line("", row.speaker or row.unit_name, _about(row), row.id == rundown.contribution)
        for row in deck.of_part(part.id)
    )
    return walls.Plenary(key=f"part:{part.id}", name=part.title, title=part.title, speaker=part.speaker, rows=rows)


def _about(row: Contribution) -> str:
    return " · ".join(word for word in (row.title, row.unit_name if row.speaker else "") if word)


def _rest(deck: Deck, rundown: Rundown, index: int) -> Wall:
    part, times = deck.parts[index], rundown.parts[index]
    following = deck.parts[index + 1] if index + 1 < len(deck.parts) else None
    back = rundown.parts[index + 1].start if following else times.end
    return walls.Rest(
        key=f"part:{part.id}", name=part.title, title=part.title, part=following.main_number if following else 0,
        back=_("Vi starter igjen kl. {time}").format(time=deck.local(back)),
        following=_("Så: {part}").format(part=following.title) if following else "",
    )  # fmt: skip


def _questions(part: Part, *, together: bool = True) -> list[Wall]:
    if not part.questions:
        return []
    how = tuple(_step_line(i, step) for i, step in enumerate(steps(part.method, part.minutes), start=1))
    if part.method == "dialogue_cafe":
        how = ()
    several = tuple((question.number, question.text) for question in part.questions)
    made: list[Wall] = []
    if len(several) > 1 and together and sum(len(text) for _number, text in several) <= LETTERS_TOGETHER:
        made.append(walls.Questions(key=f"questions:{part.id}", name=_("Spørsmålene"), questions=several))
    for number, text in several:
        name = _("Spørsmål {number}").format(number=number) if len(several) > 1 else _("Spørsmålet")
        made.append(
            walls.Questions(key=f"question:{part.id}:{number}", name=name, questions=((number, text),), steps=how)
        )
    return made


def _step_line(number: int, step: Step, *, now: bool = False) -> Line:
    return Line(str(number), step.title, f"{step.hint} · {_n('{n} min', '{n} min', step.minutes)}", now)


def _method(deck: Deck, part: Part, rundown: Rundown, index: int) -> list[Wall]:
    if not part.method:
        return []
    here = rundown.step if index == rundown.index and rundown.phase in {"running", "paused"} else -1
    found = steps_of(deck, part)
    return [
        walls.Method(
            key=f"method:{part.id}", name=_("Slik gjør vi"), title=method_name(part.method),
            steps=tuple(_step_line(i + 1, step, now=i == here) for i, step in enumerate(found)),
            roles=tuple(Line("", role.name, role.task) for role in roles(part.method)),
        )
    ]  # fmt: skip


def _way_forward(part: Part) -> Wall:
    columns = (
        Line("1", _("Hva"), _("skal vi gjøre?")),
        Line("2", _("Hvem"), _("har ansvar?")),
        Line("3", _("Når"), _("er fristen?")),
        Line("4", _("Tas opp i"), _("hvilket møte?")),
    )
    return walls.WayForward(
        key=f"part:{part.id}", name=part.title, title=_("Hva gjør vi hos oss nå?"), columns=columns,
        questions=tuple((question.number, question.text) for question in part.questions),
    )  # fmt: skip


# --- groups ---


def _groups_ahead(deck: Deck, index: int) -> list[Wall]:
    """In a break one finds one's table for what comes next."""
    following = deck.parts[index + 1] if index + 1 < len(deck.parts) else None
    if following is None or following.organising != "mixed":
        return []
    return [replace(wall, part=following.main_number) for wall in _groups(deck, following)[:1]]


def _groups(deck: Deck, part: Part) -> list[Wall]:
    if part.id not in deck.kept:
        deck.kept[part.id] = _made_groups(deck, part)
    return deck.kept[part.id]


def _made_groups(deck: Deck, part: Part) -> list[Wall]:
    made: list[Wall] = []
    many = len(deck.groupings.get(part.id, ())) > 1
    for grouping in deck.groupings.get(part.id, ()):
        tail = f":{grouping.round}" if many else ""
        note = _("{part}, runde {number}").format(part=part.title, number=grouping.round) if many else part.title
        made += _own_units(part, grouping) if grouping.kind == "own_unit" else _mixed(part, grouping, tail, note)
    if deck.moved.get(part.id):
        made.insert(0, walls.Names(
            key=f"moved:{part.id}", name=_("Endringer"), title=_("Nytt bord for noen"), entries=deck.moved[part.id],
            note=_("Alle andre sitter som før"),
        ))  # fmt: skip
    return made


def _here(table: GroupTable) -> list[str]:
    people = [seat.participant for seat in table.sitting if seat.participant.attendance != "absent"]
    return [person.name for person in sorted(people, key=lambda person: sort_key(person.list_name))]


def _mixed(part: Part, grouping: Grouping, tail: str, note: str) -> list[Wall]:
    entries = [
        Entry(seat.participant.list_name, table.name or str(table.number))
        for table in grouping.tables
        for seat in table.sitting
        if seat.participant.attendance != "absent"
    ]
    entries.sort(key=lambda entry: sort_key(entry.name))
    cards = tuple(
        walls.TableCard(table.name or _("Bord {number}").format(number=table.number), tuple(_here(table)))
        for table in sorted(grouping.tables, key=lambda table: table.number)
        if _here(table)
    )
    if not entries:
        return []
    return [
        walls.Names(
            key=f"names:{part.id}{tail}",
            name=_("Finn bordet ditt"),
            title=_("Finn bordet ditt"),
            entries=tuple(entries),
            note=note,
        ),
        walls.Tables(
            key=f"tables:{part.id}{tail}", name=_("Gruppene bord for bord"), title=_("Gruppene"), cards=cards, note=note
        ),
    ]


def _own_units(part: Part, grouping: Grouping) -> list[Wall]:
    """Own-unit groups: the unit is what one looks for. A unit over several tables stands with all of them."""
    places: dict[str, list[str]] = {}
    for table in grouping.tables:
        if _here(table) or not table.sitting:
            name = table.name or table.sitting[0].participant.unit_name if table.sitting else table.name
            places.setdefault(name or str(table.number), []).append(str(table.number))
    entries = tuple(
        Entry(name, ", ".join(sorted(set(numbers), key=sort_key)))
        for name, numbers in sorted(places.items(), key=lambda pair: sort_key(pair[0]))
    )
    if not entries:
        return []
    return [
        walls.Names(
            key=f"names:{part.id}",
            name=_("Hvor vi sitter"),
            title=_("Sett dere enhetsvis"),
            entries=entries,
            note=part.title,
        )
    ]


# --- contributions ---


def _speakers(deck: Deck, part: Part) -> list[Wall]:
    queue = deck.of_part(part.id)
    return [
        walls.Speaker(
            key=f"speaker:{row.id}",
            name=row.title or row.speaker,
            title=row.title,
            who=row.speaker,
            unit=row.unit_name,
            following=_("Så: {who}").format(who=after.speaker or after.unit_name) if after else "",
        )
        for row, after in zip(queue, (*queue[1:], None), strict=False)
    ]


def _slides(deck: Deck, rundown: Rundown, key: str) -> Wall | None:
    """``slides:ID:PAGE``; the page is held within the document."""
    _slides_word, id_, page = (*key.split(":"), "0")[:3]
    row = next((row for row in deck.contributions if row.id == id_ and row.pages), None)
    if row is None:
        return None
    part = next((part for part in deck.parts if part.id == row.part_id), None)
    return walls.Slides(
        key=key,
        name=row.title or row.speaker,
        document=row.slides_id,
        page=min(max(int(page), 0), row.pages - 1),
        pages=row.pages,
        part=part.main_number if part else 0,
        language=deck.gathering.language,
    )


# --- the end, the strip and the clocks ---


def _thanks(deck: Deck) -> Wall:
    held = deck.gathering
    lines = []
    if held.next_on:
        from nettverk.i18n import long_date

        day = long_date(held.next_on)
        lines.append(
            _("{day} kl. {time}").format(day=day, time=clock(held.next_starts_at)) if held.next_starts_at else day
        )
        if held.next_place:
            lines.append(held.next_place)
    return walls.Thanks(
        key="thanks", name=_("Takk for i dag"), language=held.language, part=4, title=_("Takk for i dag"),
        next_title=_("Neste samling") if lines else "", next_lines=tuple(lines),
    )  # fmt: skip


def _strip(deck: Deck, rundown: Rundown, index: int) -> tuple[Stop, ...]:
    stops = []
    for i, (part, times) in enumerate(zip(deck.parts, rundown.parts, strict=True)):
        if part.main_number:
            status = "now" if i == index else "done" if i < index else "ahead"
            stops.append(Stop(part.main_number, part_kind_name(part.kind), deck.local(times.start), status))
    return tuple(stops)


def _planned_face(deck: Deck, times: PartTimes) -> Face | None:
    """The clock as it stands when the part begins."""
    whole = timedelta(minutes=times.minutes)
    return walls.countdown(whole, whole, deck.local(times.end)) if times.minutes else None


def _dressed(deck: Deck, rundown: Rundown, wall: Wall) -> Wall:
    """The wall with the clock of this moment."""
    if isinstance(wall, walls.Black):
        return wall
    wall = replace(wall, language=deck.gathering.language, timer=timer_face(rundown))
    if isinstance(wall, walls.Welcome | walls.Thanks | walls.Message):
        return wall
    now = rundown.current
    paused = rundown.phase == "paused"
    if now is None or isinstance(wall, walls.Names | walls.Tables | walls.Agenda):
        return replace(wall, face=None)
    if isinstance(wall, walls.Speaker | walls.Slides) and rundown.contribution:
        row = next((row for row in deck.contributions if row.id == rundown.contribution), None)
        if row is not None and row.minutes:
            whole = timedelta(minutes=row.minutes)
            return replace(wall, face=walls.countdown(whole - rundown.contribution_spent, whole, "", paused=paused))
    if isinstance(wall, walls.Method):
        step = next(
            (step for i, step in enumerate(steps_of(deck, deck.parts[rundown.index])) if i == rundown.step), None
        )
        if step is not None:
            whole = timedelta(minutes=step.minutes)
            return replace(wall, face=walls.countdown(whole - rundown.step_spent, whole, "", paused=paused))
    whole = timedelta(minutes=now.minutes)
    return replace(wall, face=walls.countdown(rundown.remaining, whole, deck.local(now.end), paused=paused))


def timer_face(rundown: Rundown) -> Face | None:
    """The extra timer, or None where none runs."""
    timer = rundown.timer
    if timer is None:
        return None
    out = timer.remaining <= ZERO
    word = _("tida er ute") if out else timer.text or _("delklokke")
    return Face(walls.figures(timer.remaining), word, "out" if out else "calm", timer.remaining / timer.total)


def on_date(gathering: Gathering, day: date) -> Gathering:
    """The gathering as held on another day."""
    return replace(gathering, held_on=day)

"""The walls of a part: what each kind of part puts on the big screen, and the day around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from nettverk.domain.contributions import Contribution
from nettverk.domain.methods import Method, Step, method_name, roles, steps
from nettverk.domain.plan import (
    Organising,
    Part,
    PartKind,
    organising_name,
    part_kind_name,
)
from nettverk.domain.rundown.log_clocks import BEFORE_THE_START
from nettverk.domain.rundown.said import said
from nettverk.domain.rundown.state import ZERO, PartStatus, Phase, Rundown
from nettverk.domain.wall import light_walls, sheet_walls, since_walls, theme_walls, walls
from nettverk.domain.wall.clock import own_face, planned_face
from nettverk.domain.wall.context import WallContext, as_long, steps_now, steps_of
from nettverk.domain.wall.group_walls import groups, groups_ahead
from nettverk.domain.wall.walls import Face, Line, Stop, Wall
from nettverk.domain.wall_reference import AGENDA, THANKS, WELCOME, WallRef
from nettverk.i18n import _, _n, clock, long_date

# Questions of so many letters in all can be read together on one wall; longer ones only have walls of their own.
LETTERS_TOGETHER = 260


def of_part(context: WallContext, rundown: Rundown, index: int) -> tuple[Wall, ...]:
    """The walls of the part at ``index``, in the order a clicker goes through them; there is always at least one.

    The first is what the part shows by itself.
    """
    times = rundown.parts[index]
    part = as_long(context.parts[index], times)
    own = [*(_by_kind(context, rundown, index, part) or [_plenary(context, part, rundown)]), *_themes(context, index)]
    strip = _strip(context, rundown, index)
    face = planned_face(context, times)
    return tuple(_in_part(wall, part, strip, face, context) for wall in own)


def _by_kind(context: WallContext, rundown: Rundown, index: int, part: Part) -> list[Wall]:
    """What a kind of part puts up; empty for mixed groups that have neither been made nor given a question."""
    match part.kind:
        case PartKind.CHECK_IN:
            return [welcome(context, rundown), agenda(context, rundown)]
        case PartKind.WELCOME:
            return [welcome(context, rundown), agenda(context, rundown), *since_last(context), *_practices(context)]
        case PartKind.BREAK | PartKind.LUNCH:
            return [_rest(context, rundown, index), *groups_ahead(context, index)]
        case PartKind.CLOSING:
            return [thanks(context)]
        case PartKind.WAY_FORWARD:
            asked = [*_questions(part, together=False), *_sheets(context, part)]
            return [_way_forward(part), *groups(context, part), *asked]
        case PartKind.THEORY | PartKind.SHARING | PartKind.ACROSS | PartKind.OTHER:
            work = [*_questions(part), *_sheets(context, part), *_method(context, part, rundown, index)]
            if part.organising == Organising.MIXED:
                return [*groups(context, part), *work]
            return [_plenary(context, part, rundown), *_speakers(context, part), *work]
        case _:
            assert_never(part.kind)


def _themes(context: WallContext, index: int) -> list[Wall]:
    """The themes that were chosen for the wall: in every part from the first that asked something."""
    asked = next((place for place, part in enumerate(context.parts) if part.sheets), 0)
    if not context.themes or index < asked:
        return []
    return [theme_walls.themes_wall(context.themes, context.gathering.language)]


def _practices(context: WallContext) -> list[Wall]:
    """What worked, when the day opens; none where nobody has chosen any for the wall."""
    if not context.practices:
        return []
    return [theme_walls.practice_wall(context.practices, context.gathering.language)]


def _in_part(wall: Wall, part: Part, strip: tuple[Stop, ...], face: Face | None, context: WallContext) -> Wall:
    """A wall with what all walls of the part have: its hue, its title above, the day below and the clock."""
    if isinstance(wall, walls.Thanks | walls.Welcome | walls.Agenda | walls.SinceLast):
        return wall
    # Lists need the whole height, and in a break the only thing that matters is when we start again.
    # A sheet has its own title above its question, and at its foot how far the hall has come.
    sheet = isinstance(wall, sheet_walls.SHEET_WALLS)
    bare = sheet or isinstance(wall, walls.Names | walls.Tables | walls.Rest | theme_walls.Themes)
    kicker = (
        ""
        if isinstance(wall, walls.Rest | walls.Plenary | theme_walls.Themes)
        else wall.kicker
        if sheet
        else part.title
    )
    return replace(
        wall, part=part.main_number or wall.part, kicker=kicker, strip=() if bare else strip,
        face=None if isinstance(wall, walls.Names | walls.Tables | theme_walls.Themes) else wall.face or face,
        language=context.gathering.language,
    )  # fmt: skip


def welcome(context: WallContext, rundown: Rundown) -> Wall:
    """The wall before it begins; during the last hour it counts down."""
    gathering = context.gathering
    starts = first_start(rundown)
    soon = starts is not None and ZERO < starts - rundown.now < timedelta(hours=1)
    face = Face(walls.figures(starts - rundown.now), _("til vi starter")) if starts and soon else None
    return walls.Welcome(
        ref=WELCOME,
        name=_("Velkommen"),
        language=gathering.language,
        title=gathering.title,
        theme=gathering.theme,
        face=face,
        where=" · ".join(word for word in (gathering.headline, gathering.place) if word),
        goals=gathering.goals,
        note=_("Vi starter kl. {time}").format(time=context.local(starts)) if starts else "",
    )


def first_start(rundown: Rundown) -> datetime | None:
    """When what people came for begins, coffee and check-in not counted; None when it has begun, or should have."""
    first = next((times for times in rundown.parts if times.slot.kind not in BEFORE_THE_START), None)
    if first is None:
        return rundown.plan.starts if rundown.phase == Phase.WAITING else None
    if first.status != PartStatus.AHEAD:
        return None
    starts = first.planned_start if rundown.phase == Phase.WAITING else max(first.planned_start, first.start)
    return starts if starts > rundown.now else None


def opening(rundown: Rundown) -> datetime:
    """When what people came for is planned to begin: what both screens count down to."""
    first = next((times for times in rundown.parts if times.slot.kind not in BEFORE_THE_START), None)
    return first.planned_start if first is not None else rundown.plan.starts


def agenda(context: WallContext, rundown: Rundown) -> Wall:
    """The day as it stands: the parts with the time they began or are going to begin, and when it all ends."""
    rows = []
    for part, times in zip(context.parts, rundown.parts, strict=True):
        status = times.status if rundown.phase != Phase.WAITING else PartStatus.AHEAD
        quiet = part.main_number == 0
        organising = organising_name(part.organising) if part.organising != Organising.PLENUM else ""
        detail = "" if quiet else part.speaker or organising
        time = context.said(times.start, times.planned_start)
        if status == PartStatus.SKIPPED:
            time, detail = "", _("hoppet over")
        rows.append(walls.AgendaRow(time, part.main_number, part.title, detail, status, quiet))
    ends = rundown.ends if rundown.phase != Phase.WAITING else max(rundown.ends, context.plan.starts)
    return walls.Agenda(
        ref=AGENDA, name=_("Dagen"), language=context.gathering.language, title=_("Dagen i dag"), rows=tuple(rows),
        ends=_("Slutt {time}").format(time=context.said(ends, context.plan.ends)),
    )  # fmt: skip


def since_last(context: WallContext) -> tuple[Wall, ...]:
    """How it went with what was promised at the gatherings before; none where nothing was."""
    return since_walls.since_last(context.since, context.gathering.language)


def _plenary(context: WallContext, part: Part, rundown: Rundown) -> Wall:
    rows = tuple(
        Line("", row.speaker or row.unit_name, _about(row), row.id == rundown.contribution)
        for row in context.of_part(part.id)
    )
    return walls.Plenary(
        ref=WallRef.of_part(part.id), name=part.title, title=part.title, speaker=part.speaker, rows=rows,
        detail=context.gathering.title,
    )  # fmt: skip


def _about(row: Contribution) -> str:
    return " · ".join(word for word in (row.title, row.unit_name if row.speaker else "") if word)


def _rest(context: WallContext, rundown: Rundown, index: int) -> Wall:
    part, times = context.parts[index], rundown.parts[index]
    following = context.parts[index + 1] if index + 1 < len(context.parts) else None
    ahead = rundown.parts[index + 1] if following else None
    back = said(ahead.start, ahead.planned_start) if ahead else said(times.end, times.planned_end)
    return walls.Rest(
        ref=WallRef.of_part(part.id), name=part.title, title=part.title, part=following.main_number if following else 0,
        back=_("Vi starter igjen kl. {time}").format(time=context.local(back)),
        following=_("Så: {part}").format(part=following.title) if following else "",
    )  # fmt: skip


def _questions(part: Part, *, together: bool = True) -> list[Wall]:
    if not part.questions:
        return []
    how = tuple(_step_line(i, step) for i, step in enumerate(steps(part.method, part.minutes), start=1))
    if part.method and part.method.rounds:
        how = ()  # A café is rounds and moves between tables: more lines than can stand under a question.
    several = tuple((question.number, question.text) for question in part.questions)
    if len(several) > 1:
        # All questions share the part's time: minutes under each of them would be read as time for each.
        how = tuple(
            replace(line, quiet=step.hint) for line, step in zip(how, steps(part.method, part.minutes), strict=False)
        )
    question_walls: list[Wall] = []
    if len(several) > 1 and together and sum(len(text) for _number, text in several) <= LETTERS_TOGETHER:
        question_walls.append(walls.Questions(ref=WallRef.questions(part.id), name=_("Spørsmålene"), questions=several))
    for number, text in several:
        name = _("Spørsmål {number}").format(number=number) if len(several) > 1 else _("Spørsmålet")
        question_walls.append(
            walls.Questions(ref=WallRef.question(part.id, number), name=name, questions=((number, text),), steps=how)
        )
    return question_walls


def _sheets(context: WallContext, part: Part) -> list[Wall]:
    """The walls of the part's sheets from the library; its questions have walls of their own."""
    return [
        wall
        for use in part.sheets
        if not use.simple
        for wall in light_walls.all_walls(use.id, use.sheet, context.sheets.get(use.id, sheet_walls.NOBODY_YET))
    ]


def _step_line(number: int, step: Step, *, now: bool = False) -> Line:
    return Line(str(number), step.title, f"{step.hint} · {_n('{n} min', '{n} min', step.minutes)}", now)


def _method(context: WallContext, part: Part, rundown: Rundown, index: int) -> list[Wall]:
    if not part.method:
        return []
    now = index == rundown.index and rundown.live
    here = rundown.step if now and rundown.step_begun else -1
    return [method_wall(part.id, part.method, steps_now(context, rundown) if now else steps_of(context, part), here)]


def method_wall(id_: str, method: Method, sequence: Sequence[Step], here: int = -1) -> Wall:
    """How one works: the steps, and who does what.

    Args:
        id_: of the part it is used in; the method's own where it is only looked at.
        here: place of the step one is in; -1 for none.
    """
    return walls.Method(
        ref=WallRef.method(id_), name=_("Slik gjør vi"), title=method_name(method),
        steps=tuple(_step_line(i + 1, step, now=i == here) for i, step in enumerate(sequence)),
        roles=tuple(Line("", role.name, role.task) for role in roles(method)),
    )  # fmt: skip


def _way_forward(part: Part) -> Wall:
    columns = (
        Line("1", _("Hva"), _("skal vi gjøre?")),
        Line("2", _("Hvem"), _("har ansvaret?")),
        Line("3", _("Når"), _("er fristen?")),
        Line("4", _("Tas opp i"), _("hvilket møte?")),
    )
    return walls.WayForward(
        ref=WallRef.of_part(part.id), name=part.title, title=_("Hva gjør vi hos oss nå?"), columns=columns,
        questions=tuple((question.number, question.text) for question in part.questions),
    )  # fmt: skip


def _speakers(context: WallContext, part: Part) -> list[Wall]:
    queue = context.of_part(part.id)
    return [
        walls.Speaker(
            face=own_face(row),
            ref=WallRef.speaker(row.id),
            name=row.title or row.speaker,
            title=row.title,
            who=row.speaker,
            unit=row.unit_name,
            following=_("Så: {who}").format(who=after.speaker or after.unit_name) if after else "",
        )
        for row, after in zip(queue, (*queue[1:], None), strict=False)
    ]


def thanks(context: WallContext) -> Wall:
    """The last wall of the day: thanks, and when and where we meet next."""
    gathering = context.gathering
    lines = []
    if gathering.next_on:
        day = long_date(gathering.next_on)
        day = day[:1].upper() + day[1:]
        starts = gathering.next_starts_at
        lines.append(_("{day} kl. {time}").format(day=day, time=clock(starts)) if starts else day)
        if gathering.next_place:
            lines.append(gathering.next_place)
    return walls.Thanks(
        ref=THANKS, name=_("Takk for i dag"), language=gathering.language, part=4, title=_("Takk for i dag"),
        next_title=_("Neste samling") if lines else "", next_lines=tuple(lines),
    )  # fmt: skip


def _strip(context: WallContext, rundown: Rundown, index: int) -> tuple[Stop, ...]:
    """The main parts as they went. Before the day begins a wall of part ``index`` looks as it will when it comes."""
    stops = []
    for i, (part, times) in enumerate(zip(context.parts, rundown.parts, strict=True)):
        if part.main_number:
            status = _planned_status(i, index) if rundown.phase == Phase.WAITING else times.status
            time = context.said(times.start, times.planned_start) if status != PartStatus.SKIPPED else ""
            stops.append(Stop(part.main_number, part_kind_name(part.kind), time, status))
    return tuple(stops)


def _planned_status(place: int, now: int) -> PartStatus:
    """How a part will stand while the part at ``now`` is on, if the day goes as planned."""
    if place == now:
        return PartStatus.NOW
    return PartStatus.DONE if place < now else PartStatus.AHEAD

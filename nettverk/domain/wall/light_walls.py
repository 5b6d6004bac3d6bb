"""The walls of a traffic light: where the answers differ, what was said of it, what has changed, and own signs.

They are there once the answers may be seen; until then a sheet has its prompt and its progress alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nettverk.domain.sheets.agreement import agreement_word, direction_word, mean_level
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import SheetDefinition, Who
from nettverk.domain.sheets.results import who_count
from nettverk.domain.sheets.traffic_light import LightPicture, Round, SignChange, SignState
from nettverk.domain.wall.sheet_walls import (
    NOBODY_YET,
    ChangeRow,
    Saying,
    SayingGroup,
    SheetChanges,
    SheetSayings,
    SheetSigns,
    SheetState,
    SignRow,
    level_marks,
    walls_of,
)  # fmt: skip
from nettverk.domain.wall.walls import Wall
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _, _n, day_month_year

DIFFERENT = 0.4
"""Leik's D from which answers are called different (see ``agreement``)."""


def all_walls(
    use_id: str, sheet: SheetDefinition, state: SheetState = NOBODY_YET, *, part: int = 0, kicker: str = "",
    language: str = "nb",
) -> tuple[Wall, ...]:  # fmt: skip
    """All walls of any sheet in order; of a traffic light that may be seen, those of its own as well."""
    plain = walls_of(use_id, sheet, state, part=part, kicker=kicker, language=language)
    picture = state.light
    if picture is None:
        return plain
    number = next(at for at, block in enumerate(sheet.blocks, 1) if block.id == picture.light.block.id)
    ref = WallRef.sheet_result(use_id, number)
    own: Sequence[Wall | None] = (
        difference(ref, picture), conversation(use_id, picture), changes(use_id, picture), own_signs(use_id, picture),
    )  # fmt: skip
    title = kicker or sheet.title
    walls = [replace(wall, part=part, kicker=title, language=language) for wall in own if wall is not None]
    return (*(wall for wall in plain if wall.ref != ref), *walls)


def judged_rows(picture: LightPicture) -> tuple[SignState, ...]:
    """The signs that all have judged; those a group wrote for itself only where there are no others."""
    answered = [state for state in picture.light.signs if any(state.counts)]
    return tuple(state for state in answered if not state.by) or tuple(answered)


def difference(ref: WallRef, picture: LightPicture) -> SheetSigns | None:
    """«Vis forskjellen»: the signs where the answers differ most first, and the question about one of them."""
    stands = picture.light
    states = judged_rows(picture)
    if not states:
        return None
    differ = states[0].spread >= DIFFERENT
    # The one that is talked about is first, so that it is on the page that is shown.
    states = tuple(sorted(states, key=lambda state: state.sign.id != stands.stage.opened))
    rows = tuple(SignRow(state.sign.label, agreement_word(state.agreement), state.counts) for state in states)
    opened = 0 if states[0].sign.id == stands.stage.opened else -1
    asked = stands.stage.asked if opened >= 0 and stands.stage.asked <= len(stands.block.questions) else 0
    title = _("Her svarte vi ulikt") if differ else _("Slik svarte vi")
    how_many = counted_words(stands.rounds[stands.counted])
    return SheetSigns(
        ref=ref, name=_("Vis forskjellen"), title=title, levels=level_marks(stands.block), rows=rows,
        mark=_("{count} · mest ulikt øverst").format(count=how_many), note=_mark_words(stands.rounds[stands.counted]),
        opened=opened,
        question=stands.block.questions[asked - 1] if asked else "",
        question_note=_question_note(asked, len(stands.block.questions)) if asked else "",
        said=states[opened].said[asked - 1].strip() if asked else "",
    )  # fmt: skip


def _question_note(asked: int, of: int) -> str:
    return _("Spørsmål {number} av {of} · to og to, så hele salen").format(number=asked, of=of)


def counted_words(counted: Round) -> str:
    """«15 bord», «24 svar»: how many the answers of a round are from."""
    match counted.who:
        case Who.TABLE:
            return _n("{n} bord", "{n} bord", counted.begun)
        case Who.PAIR:
            return _n("{n} par", "{n} par", counted.begun)
        case Who.UNIT:
            return _n("{n} enhet", "{n} enheter", counted.begun)
        case Who.ALONE | Who.PLENUM:
            return _n("{n} svar", "{n} svar", counted.begun)


def _mark_words(counted: Round) -> str:
    return {
        Who.TABLE: _("Hvert merke er svaret fra ett bord."),
        Who.PAIR: _("Hvert merke er svaret fra ett par."),
        Who.UNIT: _("Hvert merke er svaret fra én enhet."),
    }.get(counted.who, _("Hvert merke er ett svar."))


def conversation(use_id: str, picture: LightPicture) -> SheetSayings | None:
    """What the hall answered to the questions, by sign; None before anything has been typed."""
    questions = picture.light.block.questions
    groups = tuple(
        SayingGroup(
            state.sign.label,
            tuple(
                Saying(text.strip(), question)
                for question, text in zip(questions, state.said, strict=False) if text.strip()
            ),
        )
        for state in picture.light.signs
    )  # fmt: skip
    groups = tuple(group for group in groups if group.sayings)
    if not groups:
        return None
    return SheetSayings(
        ref=WallRef.sheet_said(use_id), name=_("Det vi sa om forskjellene"), title=_("Det vi sa om forskjellene"),
        groups=groups, quoted=True,
    )  # fmt: skip


def own_signs(use_id: str, picture: LightPicture) -> SheetSayings | None:
    """All the groups' own signs together, the same ones as one; None where nobody has written any."""
    levels = picture.light.block.levels
    sayings = []
    for state in picture.light.signs:
        if state.by:
            lines = [
                _("{count} × {level}").format(count=count, level=level.label.lower())
                for level, count in zip(levels, state.counts, strict=True)
                if count
            ]
            sayings.append(Saying(state.sign.label, " · ".join((who_names(state.by), *lines))))
    if not sayings:
        return None
    mark = who_count({respondent for state in picture.light.signs for respondent in state.by})
    return SheetSayings(
        ref=WallRef.sheet_own(use_id), name=_("Tegnene vi skrev selv"), title=_("Tegnene vi skrev selv"),
        groups=(SayingGroup("", tuple(sayings)),), mark=mark,
    )  # fmt: skip


def who_names(by: Sequence[Respondent]) -> str:
    """How many wrote a sign; nobody is named, as some of them sit alone."""
    return who_count(by)


def changes(use_id: str, picture: LightPicture) -> SheetChanges | None:
    """What has changed since last time, what has moved most first; None where there was no last time."""
    marks = level_marks(picture.light.block)
    if not picture.changes or picture.since is None or len(marks) < 2:
        return None
    rows = [_change_row(sign) for sign in picture.changes]
    order = sorted(
        range(len(rows)),
        key=lambda at: (rows[at].now is None, -abs((rows[at].now or 0.0) - (rows[at].before or 0.0)), at),
    )
    title = (
        _("Endret siden sist: {who}").format(who=picture.slice_name) if picture.slice_name else _("Endret siden sist")
    )
    return SheetChanges(
        ref=WallRef.sheet_change(use_id), name=_("Endret siden sist"), title=title,
        rows=tuple(rows[at] for at in order),
        best=marks[0], last=marks[-1], before_name=day_month_year(picture.since), now_name=_("nå"),
        note=_("Merket står der svarene ligger i snitt."), mark=_("mest endret øverst"),
    )  # fmt: skip


def _change_row(sign: SignChange) -> ChangeRow:
    if sign.change is None:
        return ChangeRow(sign.label, _("for få svar til å vise"))
    then, now = 1 - mean_level(sign.change.before), 1 - mean_level(sign.change.now)
    return ChangeRow(sign.label, direction_word(sign.change.direction), then, now, sign.change.direction)

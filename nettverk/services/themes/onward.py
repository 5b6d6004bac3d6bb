"""Where a theme goes on: a question for next time, a sign in a set of one's own, something a unit will do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.goals import GoalOf, GoalOwner, Origin
from nettverk.domain.plan import Organising, Part, PartKind
from nettverk.domain.sheets import editing
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition, When, Who
from nettverk.domain.themes import Theme
from nettverk.i18n import _, using
from nettverk.services import follow_up, gatherings, goals, plan
from nettverk.services.reflections import clean
from nettverk.services.sheets import library, own, stored
from nettverk.services.themes.board import board, read_themes
from nettverk.storage.store import Store

_MOST_DETAILS = 3
_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Coming:
    """The next gathering of the same network and district, and the parts of it where something can be asked."""

    gathering_id: str
    title: str
    held_on: date | None
    parts: tuple[Part, ...]

    @property
    def usual(self) -> Part | None:
        """The part where one would ask: the groups across, else the first there is."""
        across = next((part for part in self.parts if part.organising is Organising.MIXED), None)
        return across or (self.parts[0] if self.parts else None)


def coming(store: Store, gathering_id: str) -> Coming | None:
    """The next gathering after this one; None where none is made. One without a date comes after those with one."""
    here = gatherings.get(store, gathering_id)
    later = [
        other for other in gatherings.all_(store)
        if (other.network_id, other.district_id) == (here.network_id, here.district_id) and other.id != here.id
        and not other.cancelled
        and (other.held_on is None or here.held_on is None or other.held_on > here.held_on)
    ]  # fmt: skip
    if not later:
        return None
    first = min(later, key=lambda other: (other.held_on is None, other.held_on or date.max, other.id))
    return planned(store, first.id)


def planned(store: Store, gathering_id: str) -> Coming:
    """A gathering and the parts of it where something can be asked."""
    first = gatherings.get(store, gathering_id)
    asking = {PartKind.SHARING, PartKind.ACROSS, PartKind.WAY_FORWARD, PartKind.OTHER, PartKind.THEORY}
    parts = tuple(part for part in plan.parts(store, first.id) if part.kind in asking)
    return Coming(first.id, first.title, first.held_on, parts)


def question_for(theme: str, language: str) -> str:
    """What one would ask next time about a theme, to be changed as one likes."""
    with using(language):
        return _("«{theme}»: Hva har vi prøvd siden sist, og hva lærte vi?").format(theme=theme)


def ask_next_time(store: Store, part_id: str, text: str) -> Changes:
    """Put a question last in a part of the next gathering.

    Raises:
        BadInput: the part is gone, or there is no question.
    """
    asked = clean(text).strip()
    if not asked:
        raise BadInput(_("Skriv hva dere vil spørre om."))
    row = store.one("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    if row is None:
        raise BadInput(_("Delen finnes ikke lenger."))
    part = next(part for part in plan.parts(store, row["gathering_id"]) if part.id == part_id)
    with store.change(_("Spør neste gang")) as step:
        plan.set_questions(store, part_id, [*(question.text for question in part.questions), asked])
    return step.changes


def sign_sets(store: Store, language: str = "nb") -> tuple[tuple[str, str], ...]:
    """The municipality's own sheets that have room for one more sign, as (id, title)."""
    sets: list[tuple[str, str]] = []
    for shelf in library.all_(store, language):
        if shelf.own and BlockKind.SCALE in shelf.kinds:
            sheet = stored.newest(store, shelf.id, language)
            if sheet is not None and _signs(sheet) is not None:
                sets.append((sheet.id, sheet.title))
    return tuple(sets)


def become_sign(store: Store, gathering_id: str, theme_id: str, sheet_id: str = "") -> Changes:
    """Let a theme be a sign in a set of one's own, with what was said as its details; ``made`` is the sheet's id.

    Args:
        sheet_id: the set, a new one where left out.

    Raises:
        BadInput: the theme or the sheet is gone, or the sheet is full.
    """
    theme = _theme(store, gathering_id, theme_id)
    theme_board = board(store, gathering_id)
    said = sorted(theme_board.in_themes()[theme_id], key=lambda point: not point.mark.quote)
    details = tuple(dict.fromkeys(point.text for point in said if len(point.text) <= _LETTERS))[:_MOST_DETAILS]
    with store.change(_("Gjør «{theme}» til et tegn").format(theme=theme.name)) as step:
        if sheet_id:
            sheet = stored.newest(store, sheet_id, theme_board.language)
            if sheet is None or not sheet.own:
                raise BadInput(_("Arket finnes ikke lenger."))
            own.save(store, _with_sign(sheet, theme.name, details))
            step.made = sheet_id
        else:
            with using(theme_board.language):
                new = _with_sign(_new_set(), theme.name, details)
            step.made = own.make(store, new).made
    return step.changes


def _new_set() -> SheetDefinition:
    """A set of signs with none in it yet, with the three levels of a traffic light."""
    bare = SheetDefinition(
        "ny", 1, _("Tegn vi har funnet selv"), _("Tegn på god praksis, bygd av det nettverket selv har sagt."),
        (Who.ALONE, Who.PAIR, Who.TABLE), When.IN_PART, 20, (), own=True,
    )  # fmt: skip
    edited = editing.add_block(bare, BlockKind.SCALE)
    (block,) = edited.blocks
    return replace(edited, blocks=(replace(block, prompt=_("Hvor godt får vi det til i dag?"), items=()),))


def _with_sign(sheet: SheetDefinition, label: str, details: tuple[str, ...]) -> SheetDefinition:
    block = _signs(sheet)
    if block is None:
        raise BadInput(_("{sheet} har ikke plass til flere tegn.").format(sheet=sheet.title))
    edited = editing.add_item(sheet, block.id)
    longer = edited.block(block.id)
    assert longer is not None
    return editing.with_item(edited, block.id, replace(longer.items[-1], label=label, details=details))


def _signs(sheet: SheetDefinition) -> Block | None:
    return next((block for block in sheet.blocks if block.kind is BlockKind.SCALE and editing.can_add(block)), None)


def promise(store: Store, gathering_id: str, theme_id: str, unit_id: str, what: str) -> Changes:
    """Let a unit promise something about a theme; ``made`` is the commitment's id.

    Raises:
        BadInput: the unit or the theme is gone, or nothing is promised.
    """
    theme = _theme(store, gathering_id, theme_id)
    cleaned = " ".join(clean(what).split()) or theme.name
    if store.value("SELECT 1 FROM units WHERE id = ?", unit_id) is None:
        raise BadInput(_("Enheten finnes ikke lenger."))
    with store.change(_("Tiltak fra «{theme}»").format(theme=theme.name)) as step:
        step.made = follow_up.promise(store, gathering_id, unit_id, what=cleaned).made
    return step.changes


def become_goal(store: Store, gathering_id: str, theme_id: str) -> Changes:
    """Let a theme be a goal of the network; ``made`` is the goal's id.

    Raises:
        BadInput: the theme is gone, or the network has three goals already.
    """
    theme, here = _theme(store, gathering_id, theme_id), gatherings.get(store, gathering_id)
    with using(here.language):
        origin = Origin(_("Dette sa bordene"), theme.name, here.held_on)
    owner = GoalOwner(GoalOf.NETWORK, here.network_id)
    return goals.set_goal(store, gathering_id, owner, theme.name, origin=origin)


def _theme(store: Store, gathering_id: str, theme_id: str) -> Theme:
    themes, _into = read_themes(store, gathering_id)
    theme = next((theme_ for theme_ in themes if theme_.id == theme_id), None)
    if theme is None:
        raise BadInput(_("Temaet finnes ikke lenger."))
    return theme

"""Hent hjem: what has been written in a file that was lent, taken into the one it came from.

Twice, and in any order, is as good as once. What two machines have said of the same thing is kept from both. One step:
*Angre* takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput, Cancelled, Expected
from nettverk.domain.journal.model import GROUPINGS, SEATING, Key, Told, Values, What
from nettverk.i18n import _, _n, join
from nettverk.services import database, loans
from nettverk.services.privacy import removal
from nettverk.services.sharing import contest_words, contests
from nettverk.storage import journal, union
from nettverk.storage.faults import damaged
from nettverk.storage.journal import Fact
from nettverk.storage.store import Store
from nettverk.storage.union import TakenIn

_MOST_TOLD = 20
"""Sentences of a kind; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Competing:
    """Something that was said differently on two machines, unseen by each other; both are kept.

    Attributes:
        gathering: where it is seen, the gathering's title first.
        shown: how it reads now, the newest, and whose it is.
        others: the others, as (text, machine).
    """

    gathering: str
    shown: tuple[str, str]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it.

    Attributes:
        said: how many things that were said came in.
        rows: how many rows of what is planned became others.
        names_gone: how many people were removed on the other machine, and are now removed here.
        writers: names of the machines whose work it is.
        latest: when the last of it was written; None where nothing came in.
        told: a sentence on each thing that had to be put in order.
        gathering: title of the gathering it was lent for; empty where the file holds everything.
        tables: numbers of the tables that have said something new.
        has_step: whether *Angre* has something to take back.
    """

    path: Path
    said: int
    rows: int
    names_gone: int
    writers: tuple[str, ...]
    latest: datetime | None
    told: tuple[str, ...]
    competing: tuple[Competing, ...]
    changes: Changes
    gathering: str = ""
    tables: tuple[int, ...] = ()
    has_step: bool = False

    @property
    def is_new(self) -> bool:
        """Whether anything came in at all; also what reads otherwise and does not count for now."""
        return bool(self.said or self.rows or self.names_gone or self.competing)


class NotOurs(BadInput):
    """A file of somebody else's.

    Attributes:
        is_lent: whether it is one with sheets that has been lent out, so that it is to be opened and written in.
    """

    def __init__(self, sentence: str, *, is_lent: bool) -> None:
        super().__init__(sentence)
        self.is_lent = is_lent


@dataclass(frozen=True, slots=True)
class Tried:
    """One of several files: what came of it, or why nothing did."""

    path: Path
    brought: Brought | None = None
    fault: Expected | None = None


@dataclass(frozen=True, slots=True)
class Homecoming:
    """What came of several files, in order.

    Attributes:
        stopped: whether somebody stopped it before the last; the files after that are not in ``tried``.
    """

    tried: tuple[Tried, ...]
    stopped: bool = False

    @property
    def changes(self) -> Changes:
        """All that was changed."""
        all_changes = NOTHING
        for each in self.tried:
            if each.brought is not None:
                all_changes = all_changes | each.brought.changes
        return all_changes


def bring_all_home(
    store: Store, paths: Sequence[Path], progress: Callable[[float, str], None] | None = None
) -> Homecoming:
    """Take in any number of files, each a step of its own; one that cannot be taken in keeps none of the others out.

    Args:
        progress: told how much is done of all, 0–1, and the file's name; may raise Cancelled. What has come in by
            then stays.
    """
    tell = progress or (lambda done, text: None)
    tried: list[Tried] = []
    each_once = tuple(dict.fromkeys(paths))
    for place, path in enumerate(each_once):

        def of_all(done: float, text: str, place: int = place) -> None:
            tell((place + done) / len(each_once), text)

        try:
            tried.append(Tried(path, bring_home(store, path, progress=of_all)))
        except Expected as fault:
            tried.append(Tried(path, fault=fault))
        except Cancelled:
            return Homecoming(tuple(tried), stopped=True)
    return Homecoming(tuple(tried))


def bring_home(
    store: Store,
    path: Path,
    *,
    gathering_id: str = "",
    progress: Callable[[float, str], None] | None = None,
) -> Brought:
    """Take in a file that was lent out, or another copy of this one that has been worked in.

    Args:
        gathering_id: the gathering that it must be of; any where left out.

    Raises:
        BadInput: it is no file of this municipality's, or of another gathering; nothing is changed.
        Expected: it cannot be read, is newer than the program, or damaged; nothing is changed.
        Cancelled: raised by ``progress``; nothing is changed.
    """
    tell = progress or (lambda done, text: None)
    tell(0.0, path.name)
    _refuse_here(store, path)
    other = database.open_for_reading(path)
    try:
        _refuse(store, other, path, gathering_id)
        of = other.value("SELECT title FROM gatherings WHERE id = ?", journal.fact(other.connection, Fact.LENT))
        tell(0.1, path.name)
        names = removal.learn(store, removal.removed_in(other))
        if names is not None:  # rows that are only numbers now must not lie in wait in what can be taken back
            store.seal(forget=True)
        steps = store.undoable().counts
        with store.change(_("Hent hjem {file}").format(file=path.name), taking_in=True) as step:
            try:
                taken = union.take_in(store, other.connection, lambda done: tell(0.1 + 0.8 * done, path.name))
            except ValueError as fault:
                raise Expected(damaged(path.name)) from fault
    finally:
        other.close()
    store.seal()
    tell(1.0, _("Ferdig"))
    came = brought(store, path, taken, names, step.changes)
    return replace(
        came, gathering=str(of or ""), has_step=bool(taken.said or taken.after) or store.undoable().counts != steps
    )


def brought(store: Store, path: Path, taken: TakenIn, names: removal.Removed | None, changes: Changes) -> Brought:
    """What came of something that was taken in.

    Args:
        path: what it came from.
        names: who was removed with it.
        changes: what taking it in changed.
    """
    competing = _competing(store, taken)
    # What came in may change no row, and there is something to choose all the same: whoever shows choices looks again.
    to_choose = Changes(frozenset({"choices"})) if competing else NOTHING
    return Brought(
        path=path,
        said=len(taken.said),
        rows=sum(not key[0].startswith("_") for key in taken.after),
        names_gone=len(names.labels) if names is not None else 0,
        writers=tuple(sorted(taken.writers)),
        latest=datetime.fromisoformat(taken.latest) if taken.latest else None,
        told=_told(store, taken),
        competing=competing,
        changes=changes | (names.changes if names is not None else NOTHING) | to_choose,
        tables=tuple(sorted({number for what in taken.said if (number := loans.table_of(*what[1:])) is not None})),
    )


# --- what is refused ---


def _refuse_here(store: Store, path: Path) -> None:
    if store.is_at(path):
        raise BadInput(_("{file} er den du arbeider i.").format(file=path.name))
    if journal.fact(store.connection, Fact.LENT):
        raise BadInput(_("Denne fila er selv lånt ut. Åpne fila den kom fra, og hent den hjem der."))
    if not database.is_there(path):
        raise BadInput(_("Fant ingen Nettverk-fil: {path}").format(path=path))


def _refuse(store: Store, other: Store, path: Path, gathering_id: str) -> None:
    share = journal.fact(other.connection, Fact.SHARE)
    if not share or not journal.is_on(other.connection):
        raise BadInput(
            _(
                "{file} er ikke lånt ut herfra. Lag en fil med Ta med til bord (nettverk lend), og la den andre skrive"
                " i den."
            ).format(file=path.name)
        )
    if not journal.is_on(store.connection) or share != journal.fact(store.connection, Fact.SHARE):
        raise NotOurs(
            _("{file} kommer fra en annen Nettverk-fil, kanskje fra en annen kommune. Ingenting er endret.").format(
                file=path.name
            ),
            is_lent=bool(journal.fact(other.connection, Fact.LENT)),
        )
    lent = journal.fact(other.connection, Fact.LENT)
    if gathering_id and lent and lent != gathering_id:
        title = other.value("SELECT title FROM gatherings WHERE id = ?", lent)
        raise BadInput(
            _("{file} er fra en annen samling: {title}. Ingenting er endret.").format(
                file=path.name, title=title or _("uten navn")
            )
        )
    if not union.is_whole(store, other.connection):
        raise Expected(damaged(path.name))


# --- what is told ---


def summary(brought: Brought) -> tuple[str, ...]:
    """What came in, from whom, and what had to be put in order, in sentences."""
    if not brought.is_new:
        return (_("Alt i {file} var her fra før.").format(file=brought.path.name),)
    came = what_came(brought)
    sentence = _("Hentet hjem fra {file}: {what}.").format(file=brought.path.name, what=came)
    if brought.writers:
        sentence += " " + _("Skrevet på {machines}.").format(machines=join(brought.writers))
    return (*([sentence] if came else []), *notes(brought))


def notes(brought: Brought) -> tuple[str, ...]:
    """What had to be put in order, and what is now open."""
    both = _n(
        "{n} ting er skrevet ulikt på to maskiner. Begge er tatt vare på, og det nyeste vises.",
        "{n} ting er skrevet ulikt på to maskiner. Begge er tatt vare på, og det nyeste vises.",
        len(brought.competing),
    )
    return (*brought.told, *([both] if brought.competing else []))


def what_came(brought: Brought) -> str:
    """How much of each kind came in, to stand inside a sentence."""
    came = [
        _n("{n} svar eller notat", "{n} svar og notater", brought.said) if brought.said else "",
        _n("{n} endring i planen", "{n} endringer i planen", brought.rows) if brought.rows else "",
        _n("{n} navn fjernet", "{n} navn fjernet", brought.names_gone) if brought.names_gone else "",
    ]
    return join([text for text in came if text])


def _told(store: Store, taken: TakenIn) -> tuple[str, ...]:
    """A sentence on each thing that had to be put in order; what hangs on other things is told with them."""
    sentences_: list[str] = []
    for what in What:
        of_kind = sorted(note.key for note in taken.told if note.what is what and note.key[0] in _NAMED)
        sentences = dict.fromkeys(
            _sentence(what, _name(store, taken, key)) for key in of_kind if _name(store, taken, key)
        )
        sentences_ += list(sentences)[:_MOST_TOLD]
    lost = sum(note.what is What.GROUPS_LOST for note in taken.told)
    if lost:
        sentences_.append(_("Gruppene var laget på nytt på to maskiner. De som ble laget sist, gjelder."))
    without = _without_table(taken.told, taken.after)
    if without:
        sentences_.append(_n("{n} har ikke bord etter dette.", "{n} har ikke bord etter dette.", without))
    return tuple(sentences_)


_NAMED = {
    "gatherings": ("title",),
    "parts": ("title",),
    "people": ("given_name", "family_name"),
    "units": ("name",),
    "districts": ("name",),
    "networks": ("name",),
    "own_templates": ("name",),
    "teams": ("name",),
    "year_items": ("title",),
}
"""What people know by a name, and the columns it stands in."""


def _name(store: Store, taken: TakenIn, key: Key) -> str:
    row: Mapping[str, object] | None = taken.after.get(key) or taken.before.get(key)
    if row is None:
        named = store.one(f"SELECT * FROM {key[0]} WHERE id = ?", key[1])
        row = dict(named) if named is not None else {}
    return " ".join(str(row[column]) for column in _NAMED[key[0]] if row.get(column))


def _sentence(what: What, name: str) -> str:
    match what:
        case What.CAME_BACK:
            return _("{name} var fjernet, men noen har skrevet mer der siden. Det er hentet tilbake.").format(name=name)
        case What.MADE_TWICE:
            return _("{name} var laget på to maskiner, og er blitt én.").format(name=name)
        case What.GROUPS_LOST | What.FELL_OUT:
            return _("{name} er falt ut: det den hørte til, er fjernet.").format(name=name)


def _without_table(told: frozenset[Told], after: Mapping[Key, Values | None]) -> int:
    return sum(
        each.what is What.FELL_OUT and each.key[0] == "seats" and each.other is not None
        and each.other[0] in SEATING and each.other[0] != GROUPINGS and after.get(each.key) is None
        for each in told
    )  # fmt: skip


def _competing(store: Store, taken: TakenIn) -> tuple[Competing, ...]:
    """What is now open of all that the file was about."""
    by_gathering: dict[str, set[tuple[str, str]]] = {}
    for gathering_id, kind, object_ in taken.said:
        by_gathering.setdefault(gathering_id, set()).add((kind, object_))
    contests_ = [
        contest
        for gathering_id, only in sorted(by_gathering.items())
        for contest in contests.of_gathering(store, gathering_id, only)
    ]
    if taken.touched:
        contests_ += contests.of_fields(store, taken.touched)
    return tuple(
        Competing(
            contest_words.told(contest.place),
            (contest.shown.text, contest.shown.machine),
            tuple((other.text, other.machine) for other in contest.others),
        )
        for contest in contests_
    )

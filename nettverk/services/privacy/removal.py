"""Fjern en person: the name goes out of everything, what counted stays under a number. There is no way back.

The order is what makes it safe: the decision is written down first, then copies and what lies beside are gone through,
and at last the database, which says whose names to look for. Whoever is killed on the way goes on from there the next
time the database is opened, and a copy that turns up later has the names taken out when it is opened.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from nettverk.domain import plain_json
from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.mentions import Searcher, Spelled, without
from nettverk.domain.privacy import About, FileKind
from nettverk.i18n import _, _n, join
from nettverk.services.privacy import about, copies, mentions
from nettverk.services.privacy.names import former, names, patterns, twins
from nettverk.storage import compact, removals, rescue
from nettverk.storage.engine import is_sealed
from nettverk.storage.erase import Gone, clean_journal, erase, erase_copy, known_people, overwrite
from nettverk.storage.faults import said
from nettverk.storage.removals import Removal
from nettverk.storage.store import Store
from nettverk.storage.texts import Change, Spot

SECOND = "Nettverk sikkerhetskopier"
"""What the folder with copies is called in the second place that the user has chosen."""


class Reason(StrEnum):
    """Why a name is taken away; the values are what the database holds."""

    ASKED = "asked"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a removal would do, to be shown before it is done.

    Attributes:
        found: all that is stored, which says what goes.
        label: what the person would be called from then on.
        twice: how many other rows of the register are the same person, with the same name and e-mail; they go too.
        namesakes: how many others have the same name; they stay, and so do texts that may mean them.
        slides: names of PDF files from the person's own presentations, whose pages are not looked into.
        all_slides: how many PDF files are stored in all.
        in_trash: how many things lie in the trash, which is emptied: its packed rows are not looked into.
    """

    found: About
    label: str
    twice: int
    namesakes: int
    slides: tuple[str, ...]
    all_slides: int = 0
    in_trash: int = 0


@dataclass(frozen=True, slots=True)
class Removed:
    """What came of it.

    Attributes:
        labels: what those who were removed are called now.
        texts, rules: how many texts (every version counts) and rules were changed or taken away.
        files: copies and other files that the names were taken out of.
        troubles: sentences on what could not be done; it is tried again when the database is opened next.
    """

    labels: tuple[str, ...]
    texts: int
    rules: int
    files: tuple[Path, ...]
    troubles: tuple[str, ...]
    changes: Changes


def preview(store: Store, person_id: str) -> Preview:
    """See what would be removed; nothing is changed.

    Raises:
        BadInput: the person is gone, or has no name already.
    """
    if store.value("SELECT 1 FROM removed_people WHERE person_id = ?", person_id):
        raise BadInput(_("Navnet er allerede fjernet."))
    everything = about.about(store, person_id)
    known = names(store.connection)
    same = twins(store.connection, [person_id])
    slides = store.rows(
        "SELECT DISTINCT s.name FROM contributions AS c JOIN slides AS s ON s.id = c.slides_id WHERE c.id IN"
        f" ({', '.join('?' * len(everything.mentions))})",
        *(mention.key.split("|")[1] for mention in everything.mentions),
    )
    return Preview(
        found=everything,
        label=_label(_next_number(store)),
        twice=len(same),
        namesakes=sum(name.key == known[person_id].key for name in known.values()) - 1 - len(same),
        slides=tuple(row["name"] for row in slides),
        all_slides=int(store.value("SELECT count(*) FROM slides") or 0),
        in_trash=int(store.value("SELECT count(*) FROM trash") or 0),
    )


def remove(
    store: Store,
    person_ids: Sequence[str],
    *,
    kept: Iterable[str] = (),
    reason: Reason = Reason.ASKED,
    second: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> Removed:
    """Take names out of the database, its history, its copies on this machine, and what lies beside it; for good.

    Args:
        kept: keys of texts (``Mention.key``) that are to stay as they are. Texts that may mean somebody else of the
            same name always stay.
        second: the second folder for backups that the user has chosen, if any; told of where it is not there now.

    Raises:
        Expected: it could not be done; then nothing is changed.
    """
    tell = progress or (lambda done, text: None)
    known = known_people(store.connection)
    wanted = [id_ for id_ in dict.fromkeys(person_ids) if id_ in known]
    if not wanted:
        raise BadInput(_("Personen finnes ikke lenger."))
    wanted += twins(store.connection, wanted)
    tell(0.0, _("Leter gjennom alt"))
    number = _next_number(store)
    listed = [
        Removal(id_, number + place, _label(number + place), store.stamp(), reason, tuple(kept))
        for place, id_ in enumerate(wanted)
    ]
    with said(removals.place()):
        removals.put(listed)
    try:
        removed = _carry_out(store, listed, tell)
    except Expected:
        removals.take_back(wanted)
        raise
    if second is not None:
        files, troubles = reach(second)
        removed = replace(removed, files=(*removed.files, *files), troubles=(*removed.troubles, *troubles))
    tell(1.0, _("Ferdig"))
    return removed


def learn(store: Store, gone: Iterable[Removal]) -> Removed | None:
    """Take away the names of people who were removed on another machine; nothing where they have none here."""
    known = removals.all_()
    fresh = [removal for removal in gone if removal.person_id not in known]
    if fresh:
        with said(removals.place()):
            removals.put(fresh)
    return catch_up(store)


def removed_in(store: Store) -> list[Removal]:
    """Who has been removed, as a file has it."""
    return removals_of(dict(row) for row in store.rows("SELECT * FROM removed_people ORDER BY person_id"))


def removals_of(rows: Iterable[Mapping[str, Any]]) -> list[Removal]:
    """The same of rows of ``removed_people``."""
    return [
        Removal(row["person_id"], row["number"], _label(row["number"]), row["removed_at"], row["reason"])
        for row in rows
    ]


def catch_up(store: Store) -> Removed | None:
    """Do again what a database that was just opened does not know of: a copy from before, or a job cut short."""
    listed = removals.all_()
    in_file = {row["person_id"]: row for row in store.rows("SELECT * FROM removed_people")}
    elsewhere = [
        Removal(id_, row["number"], _label(row["number"]), row["removed_at"], row["reason"], done=True)
        for id_, row in in_file.items()
        if id_ not in listed
    ]
    if elsewhere:  # removed on another machine: copies that lie here must not bring the name back
        with said(removals.place()):
            removals.put(elsewhere)
    here = _there(store, listed)
    waiting = [removal for id_, removal in listed.items() if id_ in here and (id_ not in in_file or not removal.done)]
    return _carry_out(store, waiting, lambda done, text: None) if waiting else None


def reach(second: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Take everybody who has been removed out of the copies in the second folder for backups, where it is there.

    Returns:
        The copies that were changed, and a sentence on each thing that could not be done.
    """
    folder = second / SECOND
    listed = tuple(removals.all_().values())
    if not listed:
        return (), ()
    if not second.is_dir():
        away = _("Den andre mappa for sikkerhetskopier er ikke her nå: {folder}. Navnet fjernes når den er tilbake.")
        return (), (away.format(folder=second),)
    looking, files, troubles = _Looking(None, listed), list[Path](), list[str]()
    under = copies.databases_under(folder)
    troubles += _other_passphrase(copies.locked(under))
    for path in under:
        if copies.named(path, [removal.person_id for removal in listed]):
            trouble = _in_copy(path, looking)
            if trouble:
                troubles.append(trouble)
            else:
                files.append(path)
    return tuple(files), tuple(troubles)


def _other_passphrase(paths: Iterable[Path]) -> list[str]:
    closed = _("{file} har et annet passord. Står navnet der, fjernes det når du åpner fila i programmet.")
    return [closed.format(file=path) for path in paths]


def waits(store: Store) -> bool:
    """Whether a database still has names that are to be taken out of it; it is only looked at."""
    listed = removals.all_()
    if not listed or not store.value("SELECT 1 FROM sqlite_master WHERE name = 'people'"):
        return False
    has_list = store.value("SELECT 1 FROM sqlite_master WHERE name = 'removed_people'")
    done = {row["person_id"] for row in store.rows("SELECT person_id FROM removed_people")} if has_list else set()
    return bool(_there(store, listed.keys() - done))


def _there(store: Store, person_ids: Iterable[str]) -> set[str]:
    """Those of these people who are in the register; by their ids alone, so that no name that is damaged is read."""
    return {id_ for id_ in person_ids if store.value("SELECT 1 FROM people WHERE id = ?", id_)}


def told(removed: Removed) -> tuple[str, ...]:
    """What was done, in a sentence for each kind of thing; what was not touched is left out."""
    sentences = [
        _("Navnet er fjernet. Alt som telles, står igjen som {label}.").format(label=join(removed.labels))
        if len(removed.labels) == 1
        else _n(
            "{n} navn er fjernet, og står igjen som tall.",
            "{n} navn er fjernet, og står igjen som tall.",
            len(removed.labels),
        )
    ]
    if removed.texts:
        sentences.append(_n("Rettet {n} tekst.", "Rettet {n} tekster, eldre versjoner medregnet.", removed.texts))
    if removed.rules:
        sentences.append(_n("Fjernet {n} regel for gruppene.", "Fjernet {n} regler for gruppene.", removed.rules))
    if removed.files:
        sentences.append(
            _("Fjernet navnet fra {files} også.").format(files=join([path.name for path in removed.files]))
        )
    return tuple(sentences)


# --- doing it ---


def _carry_out(store: Store, listed: Sequence[Removal], tell: Callable[[float, str], None]) -> Removed:
    """Take the names out of everything; the open database comes last, since only it says which names to look for."""
    looking = _Looking(store.connection, listed)
    _refuse_if_read_only(store)
    troubles: list[str] = []
    tell(0.1, _("Rydder i innstillinger og logg"))
    files = _in_text_files(store.path, looking.searcher)
    if store.path is not None:
        troubles += _other_passphrase(copies.locked(copies.databases(store.path)))
        places = copies.holding(store.path, [removal.person_id for removal in listed])
        for at, path in enumerate(places):
            tell(0.2 + 0.4 * at / len(places), path.name)
            trouble = _in_copy(path, looking)
            if trouble:
                troubles.append(trouble)
            else:
                files.append(path)
    tell(0.6, _("Rydder i fila"))
    with store.change() as step:
        gone = looking.gone(store.connection)
        erased = erase(store.connection, gone, looking.change(), looking.spellings())
        if store.journal is not None:  # how the rows stood before is written down too, and says the name
            store.journal.record(store.machine_id, store.now())
            clean_journal(store.connection, gone, looking.change(), looking.spellings())
    # What could be undone names them too, and would bring them back.
    store.seal(forget=True)
    tell(0.8, _("Rydder i fila"))
    is_clean = True
    try:
        if store.path is not None:
            with said(store.path):
                overwrite(store.connection)
            compact.write_anew(store)
    except Expected as fault:
        is_clean = False
        troubles.append(
            _("Navnet er borte fra alt dere ser, men kan ligge igjen i ledig plass i fila: {why}").format(
                why=fault.sentence
            )
        )
    # A copy that could not be read is told of once; names go out of it when it is opened here.
    if is_clean:
        with said(removals.place()):
            removals.put(replace(removal, done=True) for removal in listed)
    return Removed(
        tuple(removal.label for removal in listed), erased.texts, erased.rules, tuple(files), tuple(troubles),
        step.changes,
    )  # fmt: skip


def _refuse_if_read_only(store: Store) -> None:
    # Found out before the copies are touched: names are not to go out of them alone.
    with said(store.path):
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("ROLLBACK")


class _Looking:
    """Who is looked for, by the names they had in the open database; copies add the names they had there."""

    def __init__(self, connection: sqlite3.Connection | None, listed: Sequence[Removal]) -> None:
        """Where no database is open, only the names in each copy are known."""
        self._listed = listed
        self._ids = [removal.person_id for removal in listed]
        self._labels = {removal.label for removal in listed}
        self._known = dict(self._patterns(connection)) if connection is not None else {}
        self._names = self._spelled(connection) if connection is not None else []
        self.searcher = Searcher(self._known)

    def _patterns(self, connection: sqlite3.Connection) -> list[tuple[str, Spelled]]:
        # Who is a number already has no name to look for, and «Deltaker 17» is to stay.
        numbers = {id_ for id_, called in known_people(connection).items() if called in self._labels}
        now = [(id_, ways) for id_, ways in patterns(connection, self._ids).items() if id_ not in numbers]
        return [*now, *former(connection, self._ids, self._labels).items()]

    def _spelled(self, connection: sqlite3.Connection) -> list[str]:
        spellings: list[str] = []
        for id_, name in names(connection).items():
            if id_ in self._ids and f"{name.given}{name.family}" not in self._labels:
                spellings += [f"{name.given} {name.family}".strip(), f"{name.family}, {name.given}", name.email]
        return [text for text in spellings if text]

    def gone(self, connection: sqlite3.Connection) -> list[Gone]:
        """Those whose rows become numbers; in a copy also rows that have been merged into theirs since."""
        by_id = {r.person_id: Gone(r.person_id, r.label, r.number, r.at, r.reason) for r in self._listed}
        same = twins(connection, self._ids)
        return [
            *by_id.values(),
            *(by_id[stays]._replace(person_id=id_) for id_, stays in same.items() if id_ not in by_id),
        ]

    def change(self) -> Change:
        """What becomes of each text in the open database."""
        return self._rewriting(self.searcher)

    def change_in(self, connection: sqlite3.Connection) -> Change:
        """The same in a copy, where they may have had other names."""
        there = {f"{id_} there": ways for id_, ways in self._patterns(connection)}
        return self._rewriting(Searcher({**self._known, **there}))

    def spellings(self) -> Sequence[str]:
        """Names as they may stand in slides."""
        return self._names

    def spellings_in(self, connection: sqlite3.Connection) -> Sequence[str]:
        """The same in a copy."""
        return [*self._names, *self._spelled(connection)]

    def _rewriting(self, searcher: Searcher) -> Change:
        kept = {key for removal in self._listed for key in removal.kept}
        by_time = all(removal.reason == Reason.TIME for removal in self._listed)

        def change(spot: Spot, text: str) -> str:
            places = searcher.find(text, own_field=mentions.is_own_field(spot))
            # Nobody reads through the list when it happens by itself: then only what is certain goes.
            places = [place for place in places if place.certain or not (by_time or place.shared)]
            if not places or mentions.key(spot) in kept:
                return text
            return without(text, places)

        return change


def _in_copy(path: Path, looking: _Looking) -> str:
    """Take the names out of a copy; returns what was in the way, empty where nothing was."""
    try:
        erase_copy(path, looking.gone, looking.change_in, looking.spellings_in)
    except (sqlite3.Error, OSError, ValueError):
        return _(
            "Fikk ikke fjernet navnet fra kopien {file}. Slett den, eller åpne den i programmet: da blir det gjort."
        ).format(file=path)
    return ""


def _in_text_files(database: Path | None, searcher: Searcher) -> list[Path]:
    """Take the names out of files with text: whole lines of settings and log, words of what somebody has typed."""
    changed = []
    for kind, path in copies.text_files(database):
        text = copies.text_of(path)
        left = _rescued(text, searcher) if kind is FileKind.RESCUE else _lines(text, searcher)
        if left != text:
            try:
                if is_sealed(path):
                    rescue.rewrite(path, left)
                else:
                    # In place: the log is open in the program, which goes on writing at its end.
                    with path.open("r+b") as file:
                        file.write(left.encode())
                        file.truncate()
            except (OSError, sqlite3.Error):
                continue
            changed.append(path)
    return changed


def _lines(text: str, searcher: Searcher) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not searcher.find(copies.plainly(line)))


def _rescued(text: str, searcher: Searcher) -> str:
    """A rescue file with what was typed as it was, but for the names; one that makes no sense loses its lines."""
    try:
        content = plain_json.parse(text)
    except ValueError:
        return _lines(text, searcher)
    new = _reworded(content, searcher)
    return text if new == content else json.dumps(new, ensure_ascii=False, indent=1)


def _reworded(content: object, searcher: Searcher) -> object:
    match content:
        case str():
            return without(content, [place for place in searcher.find(content) if not place.shared])
        case dict():
            return {key: _reworded(value, searcher) for key, value in content.items()}
        case list():
            return [_reworded(value, searcher) for value in content]
        case _:
            return content


def _label(number: int) -> str:
    return _("Deltaker {number}").format(number=number)


def _next_number(store: Store) -> int:
    in_file = store.value("SELECT max(number) FROM removed_people") or 0
    return 1 + max([in_file, *(removal.number for removal in removals.all_().values())])

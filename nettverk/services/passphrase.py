"""A passphrase on the file: given, set, changed and taken off again, with every copy of the file that is within reach.

The file comes first and its copies after it: backups, what lies beside it from before an update or by hand, and rescue
files. What a program that died in the middle has left is put right the next time the file is opened. Copies that cannot
be reached are told of, so that nobody is shut out of them without knowing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.passphrase import refuse_empty
from nettverk.i18n import _, _n
from nettverk.services import backups
from nettverk.services.privacy import copies
from nettverk.storage import content_sums, engine, opening, passphrase, rescue, sealing, whole_files
from nettverk.storage.backup import NotWhole
from nettverk.storage.engine import Sealed
from nettverk.storage.faults import damaged, locked, said
from nettverk.storage.guard import safety_path
from nettverk.storage.lock import DatabaseLock, Held
from nettverk.storage.passphrase import RING, Key, read_header, seal_in
from nettverk.storage.places import data_folder
from nettverk.storage.store import Store

Progress = Callable[[float, str], None]


class WrongPassphrase(BadInput):
    """It is not the one the file was sealed with; nothing is touched, and it can be tried again at once."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the copies.

    Attributes:
        copies: how many are as the file is now.
        older: how many still open with an earlier passphrase alone.
        troubles: sentences on those that could not be written.
    """

    copies: int = 0
    older: int = 0
    troubles: tuple[str, ...] = ()


def is_available() -> bool:
    """Whether this installation has what seals files."""
    return engine.has_sqlcipher()


def missing() -> str:
    """What is to be done where it has not."""
    return _('Denne installasjonen mangler delen som låser filer. Legg den inn med: pip install "nettverk[encryption]"')


def is_sealed(path: Path | None) -> bool:
    """Whether a file is sealed with a passphrase; one in memory is not."""
    return path is not None and engine.is_sealed(path)


def is_locked(path: Path) -> bool:
    """Whether a file is sealed, and its passphrase has not been given."""
    try:
        engine.key_to(opening.usable(path))
    except Sealed:
        return True
    except (OSError, Expected):
        return False
    return False


def unlock(path: Path, words: str) -> None:
    """Give the passphrase of a file; from now on it opens, until the program ends.

    Raises:
        WrongPassphrase: it is another one.
        Expected: the file cannot be read, or this installation cannot open such files.
    """
    real = opening.usable(path)
    with said(real, reading=True):
        seal = seal_in(read_header(real))
    if seal is None:
        return
    if not engine.has_sqlcipher():
        raise locked(real)
    refuse_empty(words)
    key = passphrase.key_for(seal, words)
    if key is None:
        raise WrongPassphrase(
            _("Passordet åpner ikke {file}. Prøv igjen. Det er forskjell på store og små bokstaver.").format(
                file=real.name
            )
        )
    RING.add(key)


def new_key(words: str) -> Key:
    """The key of a new passphrase.

    Raises:
        BadInput: it is empty, or this installation has not what seals files.
    """
    if not is_available():
        raise BadInput(missing())
    refuse_empty(words)
    return passphrase.new_key(words)


def change(
    path: Path,
    key: Key | None,
    second: Path | None = None,
    progress: Progress = lambda _share, _text: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Seal a file, which nobody has open, and its copies with a key; or take the passphrase off where there is none.

    Args:
        key: from ``new_key``.
        second: the second folder for backups that the user has chosen, if any.
        stop: when it says so before the file itself is done, all is as it was. The copies are then always done too.

    Raises:
        Locked: the passphrase it has now has not been given.
        Cancelled: ``stop`` said so.
        Expected: it could not be done; all is as it was.
    """
    real = opening.usable(path)
    lock = DatabaseLock(real)
    with said(real):
        try:
            lock.take(opening.holder())
            _write_record(real, second)
            lock.unbind()
            try:
                sealing.rewrite(real, key, lambda share: progress(0.7 * share, _("Skriver fila på nytt")), stop)
            except BaseException:
                _forget_record(real)
                raise
            lock.bind(opening.holder())
            outcome = _the_rest(real, key, second, progress)
            _forget_record(real)
        except Held as held:
            raise Expected(
                _("{file} er åpen hos {who}. Lukk den der først. Ingenting er endret.").format(
                    file=real.name, who=str(held) or _("noen andre")
                )
            ) from None
        except NotWhole:
            raise Expected(damaged(real.name)) from None
        finally:
            lock.release()
    progress(1.0, _("Ferdig"))
    return outcome


def told(outcome: Outcome, *, sealed: bool) -> tuple[str, ...]:
    """What was done, in sentences."""
    sentences = [_("Fila er låst med passord.") if sealed else _("Fila har ikke passord lenger.")]
    if outcome.copies:
        sentences.append(
            _n("Det gjelder også {n} kopi.", "Det gjelder også {n} kopier.", outcome.copies),
        )
    if outcome.older:
        sentences.append(_older(outcome.older))
    return (*sentences, *outcome.troubles)


def _older(count: int) -> str:
    return _n(
        "{n} sikkerhetskopi åpnes fortsatt bare med det forrige passordet. Ta vare på det.",
        "{n} sikkerhetskopier åpnes fortsatt bare med det forrige passordet. Ta vare på det.",
        count,
    )


# --- what was left by a program that died ---


def put_back(path: Path) -> None:
    """Before a file is opened: give it its name again, if the program died while it had none.

    Raises:
        BadInput: it is no name of a file.
    """
    if _record(opening.usable(path)).exists():
        with suppress(OSError):
            sealing.put_back(path)


def catch_up(store: Store) -> tuple[str, ...]:
    """After a file is opened: go on with its copies where a program died; sentences on what was not done."""
    if store.path is None:
        return ()
    real = opening.usable(store.path)
    if not _record(real).exists():
        if _record(real).parent.is_dir():  # it died while it wrote down where to look
            whole_files.sweep(_record(real).parent)
        return ()
    second = _second_in(_record(real))
    sealing.clear_left(real.parent)
    for folder in _backup_folders(real, second):
        sealing.clear_left(folder)
    outcome = _the_rest(real, engine.key_in(store.connection), second, lambda _share, _text: None)
    _forget_record(real)
    return (*((_older(outcome.older),) if outcome.older else ()), *outcome.troubles)


def _record(path: Path) -> Path:
    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return data_folder() / "passord" / f"{name}.json"


def _write_record(path: Path, second: Path | None) -> None:
    # Where to look, and nothing of the passphrase.
    text = json.dumps({"path": str(path), "second": str(second) if second is not None else ""})
    whole_files.write(_record(path), text.encode())


def _second_in(record: Path) -> Path | None:
    try:
        second = json.loads(record.read_text(encoding="utf-8"))["second"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(second) if isinstance(second, str) and second else None


def _forget_record(path: Path) -> None:
    with suppress(OSError):
        _record(path).unlink()


# --- the copies ---


def _the_rest(path: Path, key: Key | None, second: Path | None, progress: Progress) -> Outcome:
    """Everything but the file itself; never raises what the world does: says it."""
    done, older, troubles = 0, 0, []
    copies = list(_copies(path, second))
    for place, copy in enumerate(copies):
        progress(0.7 + 0.3 * place / len(copies), copy.name)
        try:
            if engine.key_to(copy) != key:
                sealing.rewrite(copy, key)
            done += 1
        except Sealed:
            older += 1
        except (OSError, sqlite3.Error, NotWhole, ValueError, UnicodeError):
            troubles.append(
                _("Kopien {file} lot seg ikke skrive på nytt, og er som den var. Slett den hvis du ikke trenger den.")
                .format(file=copy)
            )  # fmt: skip
    _seal_rescued(path, key)
    _remove_loose_ends(path)
    return Outcome(done, older, tuple(troubles))


def _backup_folders(path: Path, second: Path | None) -> tuple[Path, ...]:
    roots = (backups.home(), *((second / backups.SECOND,) if second is not None else ()))
    return tuple(folder for root in roots if (folder := backups.folder_of(path, root)) is not None)


def _copies(path: Path, second: Path | None) -> Iterator[Path]:
    """Every copy of a database that the program knows of, or that lies beside it."""
    for folder in _backup_folders(path, second):
        with suppress(OSError):
            yield from sorted(folder.glob("*.db"))
    who = _who(path)
    # Editions of one's own whose other half is settled long ago, and whatever lies beside the file.
    for folder in (path.parent, data_folder() / "egen utgave"):
        for copy in copies.beside(path, folder):
            if who & _who(copy):
                yield copy


def _who(path: Path) -> set[str]:
    """What tells a database and its copies from others; nothing where it cannot be read."""
    with suppress(sqlite3.Error, OSError, ValueError), closing(engine.connect(path, mode="ro")) as connection:
        known = {content_sums.fact(connection, "id")}
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "machines" in tables:  # from before files had an id: whoever wrote in it first
            first = connection.execute("SELECT id FROM machines ORDER BY made_at, id LIMIT 1").fetchone()
            known |= {str(first[0])} if first is not None else set()
        return known - {""}
    return set()


def _seal_rescued(path: Path, key: Key | None) -> None:
    """What could not be stored, and waits to be put back."""
    for file in list(rescue.found(path)):
        if file.text is None:
            continue
        with suppress(ValueError, KeyError, TypeError, OSError, sqlite3.Error):
            if os.path.realpath(str(json.loads(file.text)["database"])) == os.path.realpath(path):
                rescue.seal_anew(file.path, file.text, key)


def _remove_loose_ends(path: Path) -> None:
    """Second copies of what the file has, and pages from it that nothing will ever need."""
    safety = safety_path(path)
    loose = [safety, safety.with_suffix(".arbeid"), path.with_name(f"{path.name}-journal")]
    with suppress(OSError):
        # A journal of another copy that was put aside (see ``hot_journal``): pages with people's names.
        loose += path.parent.glob(f"{path.stem} *.journal")
    for file in loose:
        with suppress(OSError):
            engine.overwrite(file)

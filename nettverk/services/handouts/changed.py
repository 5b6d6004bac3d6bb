"""Bare det som er endret: what differs from what was last saved or printed here, after a repair or an edit.

Letters, signs, badges and the like are compared one by one, so that somebody new does not move all the others; lists
are compared page by page. What is kept is a sum of each, with a key of its own: nobody can read a name from it. It
lies in the data folder of this machine, since it is about the paper that came out here.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import Handout
from nettverk.domain.now import utc_now
from nettverk.i18n import _, _n, using
from nettverk.services import whole_files
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft
from nettverk.services.handouts.registry import document_type
from nettverk.services.places import data_folder

FOLDER = "utskrevet"
_MOST_BYTES = 2_000_000
_Items = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """How a document differs from the one that was last on paper.

    Attributes:
        draft: the whole of it, as it is now.
        at: when it was last on paper.
        places: those of its pieces, or pages, that are new or different. titles: what they are called.
        of: how many there are in all.
        gone: how many of the earlier ones are no more.
    """

    draft: Draft
    at: datetime
    places: tuple[int, ...]
    titles: tuple[str, ...]
    of: int
    gone: int

    @property
    def sentence(self) -> str:
        """How much there is to print, in a line."""
        if not self.places and not self.gone:
            return _("Ingenting er endret siden {when}.").format(when=_when(self.at))
        said = _("{n} av {of} er endret siden {when}.")
        words = [said.format(n=len(self.places), of=self.of, when=_when(self.at))]
        if self.gone:
            words.append(_n("{n} gjelder ikke lenger.", "{n} gjelder ikke lenger.", self.gone))
        return " ".join(words)


def remember(gathering_id: str, draft: Draft) -> None:
    """Keep how a document was when it was saved or printed. Where nothing can be kept, nothing is said."""
    kept = _read(gathering_id)
    key = bytes.fromhex(kept["key"])
    kept["printed"][_name(draft)] = {
        "at": utc_now().isoformat(),
        "sums": [_sum(key, words) for words, _title in _said(draft)],
    }
    with suppress(OSError):
        path = _path(gathering_id)
        whole_files.make_folder(path.parent)
        whole_files.write(path, json.dumps(kept).encode())


def changed(gathering_id: str, draft: Draft) -> Changed | None:
    """What differs from when a document was last on paper; None where it never was."""
    kept = _read(gathering_id)
    before = kept["printed"].get(_name(draft))
    if before is None:
        return None
    key = bytes.fromhex(kept["key"])
    left = Counter(before["sums"])
    pieces = _said(draft)
    places: list[int] = []
    for place, (words, _title) in enumerate(pieces):
        sum_ = _sum(key, words)
        if left[sum_] > 0:
            left[sum_] -= 1
        else:
            places.append(place)
    gone = max(0, sum(left.values()) - len(places))  # one that is different takes the place of one that was
    at = datetime.fromisoformat(before["at"])
    return Changed(draft, at, tuple(places), tuple(pieces[place][1] for place in places), len(pieces), gone)


def only(
    change: Changed,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Handout:
    """A PDF of no more than what has changed."""
    from nettverk.printing.make import make

    draft = change.draft
    name = draft.file_name.removesuffix(".pdf")
    with using(draft.language):
        file_name = f"{name} – {_('endret')}.pdf"
    pieces = _pieces(draft.document)
    if pieces is not None:
        some = _with(draft.document, [pieces[place][1] for place in change.places])
        return handouts.draw(replace(draft, document=some, file_name=file_name), progress=progress, cancelled=cancelled)
    with using(draft.language):
        whole = document_type(draft.kind).pages(draft.document)
        pages = [whole[place] for place in change.places]
        occasion = draft.document.occasion
        data = make(
            pages, draft.title, occasion.name, author=occasion.municipality, progress=progress, cancelled=cancelled
        )  # fmt: skip
    return Handout(file_name, draft.title, data, len(pages))


# --- the pieces of a document ---


def _said(draft: Draft) -> list[tuple[str, str]]:
    """Each piece of a document, or each page, as (all that it says, what it is called)."""
    pieces = _pieces(draft.document)
    with using(draft.language):
        if pieces is not None:
            around = repr((draft.document.occasion, _around(draft.document)))
            return [(around + repr(item), title) for title, item in pieces]
        from nettverk.printing.page_words import listen

        heard = listen(document_type(draft.kind).pages(draft.document))
        return [
            (page.words, _("side {n}").format(n=number) + (f": {page.title}" if page.title else ""))
            for number, page in enumerate(heard, 1)
        ]


def _pieces(document: paper.Document) -> _Items | None:
    """What a document is a pile of, each with its name; None where it is one text from first page to last."""
    match document:
        case paper.Badges():
            return tuple(
                (f"{piece.given_name} {piece.family_name}".strip(), piece)
                for piece in document.badges
                if not piece.spare
            )
        case paper.TableSigns():
            return tuple((_("Bord {number}").format(number=piece.number), piece) for piece in document.signs)
        case paper.QuestionSheets():
            return tuple((piece.code, piece) for piece in document.sheets)
        case paper.AttendanceProofs():
            return tuple((piece.name, piece) for piece in document.people)
        case paper.UnitPages():
            return tuple((piece.unit, piece) for piece in document.units)
        case paper.PassageLetters():
            return tuple((piece.unit or piece.title, piece) for piece in document.letters)
        case _:
            return None


def _around(document: paper.Document) -> object:
    """What stands on every piece beside the occasion. Which labels are left says nothing about a badge."""
    match document:
        case paper.Badges():
            return document.labels.sheet
        case paper.TableSigns():
            return document.round
        case paper.AttendanceProofs():
            return document.parts
        case _:
            return None


def _with(document: paper.Document, items: Sequence[Any]) -> paper.Document:
    """The same document with only some of its pieces."""
    some = tuple(items)
    match document:
        case paper.Badges():
            return replace(document, badges=some)
        case paper.TableSigns():
            return replace(document, signs=some)
        case paper.QuestionSheets():
            return replace(document, sheets=some)
        case paper.AttendanceProofs():
            return replace(document, people=some)
        case paper.UnitPages():
            return replace(document, units=some)
        case paper.PassageLetters():
            return replace(document, letters=some)
        case _:
            return document


# --- what is kept ---


def place() -> Path:
    """The folder where it lies."""
    return data_folder() / FOLDER


def _path(gathering_id: str) -> Path:
    return place() / (hashlib.sha256(gathering_id.encode()).hexdigest()[:32] + ".json")


def _name(draft: Draft) -> str:
    return f"{draft.kind}/{draft.language}"


def _sum(key: bytes, words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), key=key, digest_size=12).hexdigest()


def _read(gathering_id: str) -> dict[str, Any]:
    """What is kept of a gathering; a new beginning where there is nothing, or something that others have written."""
    with suppress(OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        path = _path(gathering_id)
        if path.stat().st_size <= _MOST_BYTES:
            kept = json.loads(path.read_bytes())
            if len(bytes.fromhex(kept["key"])) == 16 and all(map(_is_one, kept["printed"].values())):
                return {"key": kept["key"], "printed": dict(kept["printed"])}
    return {"key": secrets.token_hex(16), "printed": {}}


def _is_one(printed: Any) -> bool:
    datetime.fromisoformat(printed["at"])
    return all(isinstance(sum_, str) for sum_ in printed["sums"])


def _when(at: datetime) -> str:
    from nettverk.i18n import clock, short_date

    here = at.astimezone() if at.tzinfo is not None else at
    return _("{day} kl. {time}").format(day=short_date(here.date()), time=clock(here))

"""The papers of a gathering, written where somebody wants them: all, one kind, some pages, or only what has changed."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from nettverk.cli import anonymous, talk, units
from nettverk.cli.database import gathering, reading
from nettverk.domain.anonymity.outlets import outlet_of
from nettverk.domain.labels import CARDS, Labels, chosen
from nettverk.services.handouts import changed, handouts
from nettverk.services.handouts.email_text import email_text
from nettverk.services.handouts.handouts import Draft, Missing
from nettverk.services.handouts.labels import by_number
from nettverk.services.handouts.letters import unprintable
from nettverk.services.handouts.registry import document_kind, kind_name

_ALL = "all"


def write(args: Namespace) -> int:
    """The papers of a gathering: one kind, or all of them."""
    held, ready, missing = _read(args)
    lacking = unprintable(draft.document for draft in ready)
    if lacking is not None:
        print(lacking.sentence, file=sys.stderr)
    with talk.Progress() as progress:
        if args.only_changed or args.pages:
            files = _some(args, held, ready)
        elif args.kind == _ALL:
            files = handouts.pack(ready, args.out, progress=progress)
        else:
            handout = handouts.draw(ready[0], large=args.a3, progress=lambda done: progress(done, ready[0].title))
            files = (args.out / handout.file_name,)
            handouts.save(handout.data, files[0])
    if not (args.pages or args.unit):
        for draft in ready:
            changed.remember(held, draft)
    if args.json:
        reasons = [{"kind": document.kind, "reason": document.sentence} for document in missing]
        talk.answer({"gathering": held, "files": [str(file) for file in files], "missing": reasons})
        return 0
    for line in (*map(str, files), *(email_text(draft) for draft in ready if args.email)):
        talk.say(line)
    for document in missing:
        talk.say(f"{kind_name(document.kind)}: {document.sentence}")
    return 0


def _read(args: Namespace) -> tuple[str, tuple[Draft, ...], tuple[Missing, ...]]:
    """The gathering's id, what can be printed of it, and what cannot yet."""
    with reading(args) as store:
        held = gathering(store, args.gathering)
        missing: tuple[Missing, ...] = ()
        if args.kind == _ALL:
            ready, missing = handouts.drafts(store, held.id, language=args.words)
        else:
            unit_id = units.unit_id(store, args.unit) if args.unit else None
            kind = document_kind(args.kind)
            labels = _labels(args) if args.labels or args.first != 1 or args.spares else None
            ready = (handouts.draft(store, held.id, kind, unit_id=unit_id, language=args.words, labels=labels),)
        anonymous.tell(store, held.id, outlet_of(*(draft.document for draft in ready)))
    return held.id, ready, missing


def _some(args: Namespace, gathering_id: str, ready: Sequence[Draft]) -> tuple[Path, ...]:
    """Only the pages that are asked for, or that differ from what was last on paper; what they are is said."""
    files: list[Path] = []
    for draft in ready:
        change = None if args.pages else changed.changed(gathering_id, draft)
        if change is not None and not args.json:
            for line in (f"{draft.title}: {change.sentence}", *(f"  {title}" for title in change.titles)):
                talk.say(line)
        if change is not None and not change.places:
            continue
        if args.pages:
            handout = handouts.draw_pages(draft, args.pages)
        else:
            handout = handouts.draw(draft) if change is None else changed.only(change)
        files.append(args.out / handout.file_name)
        handouts.save(handout.data, files[-1])
    return tuple(files)


def _labels(args: Namespace) -> Labels:
    return chosen(by_number(args.labels or CARDS), args.first, args.spares)

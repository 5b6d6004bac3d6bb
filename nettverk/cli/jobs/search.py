"""nettverk search: everything said, promised, told of and learnt over all years, by its words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.search import HitKind
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.search import Found, Hit, Marked

_MOST = 200


def register(jobs: Jobs) -> None:
    """Add ``nettverk search`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "search",
        help=_("søk i alt som er sagt, avtalt og lært"),
        description=_(
            "Søk i punkter, svar på ark, praksisinnlegg, tiltak, temaer, mål og behov fra alle år, det nyeste først."
        ),
    )
    job.add_argument("words", nargs="*", metavar=_("ORD"), help=_("ord som alle skal være med; uten ord vises alt"))
    job.add_argument("--network", metavar=_("NAVN"), default="", help=_("bare dette nettverket (navn eller id)"))
    job.add_argument("--unit", metavar=_("NAVN"), default="", help=_("bare denne enheten (navn eller id)"))
    job.add_argument("--tag", metavar="ID", default="", help=_("bare det som har merkelappen, som «bti»"))
    job.add_argument(
        "--year", type=int, metavar=_("ÅR"), help=_("bare dette skoleåret, etter året det starter i: 2025")
    )
    job.add_argument(
        "--kind", action="append", choices=tuple(HitKind), default=[], help=_("bare dette slaget; kan gjentas")
    )
    job.add_argument("--good", action="store_true", help=_("bare det som er merket som god praksis"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.errors import BadInput
    from nettverk.domain.search import Wanted
    from nettverk.services import tags
    from nettverk.services.search import search

    if args.tag and args.tag not in tags.names():
        raise BadInput(_("Det er ingen merkelapp som heter «{tag}».").format(tag=args.tag))
    with reading(args) as store:
        known = search.choices(store)
        wanted = Wanted(
            " ".join(args.words),
            _meant(args.network, known.networks, _("Fant ikke nettverket «{name}».")),
            _meant(args.unit, known.units, _("Fant ikke enheten «{name}».")),
            args.tag, args.year, frozenset(map(HitKind, args.kind)), args.good,
        )  # fmt: skip
        results = search.search(store, wanted, most=_MOST, read=None)
    if args.json:
        talk.answer({
            "count": results.count, "more": results.many, "hits": [_plain(hit) for hit in results.hits],
        })  # fmt: skip
    else:
        _tell(results)
    return 0


def _meant(typed: str, known: Iterable[tuple[str, str]], missing: str) -> str:
    """The id of what somebody typed the name or the id of; empty for nothing typed.

    Raises:
        BadInput: there is none.
    """
    from nettverk.domain.errors import BadInput
    from nettverk.domain.search import words_of

    if not typed.strip():
        return ""
    things = list(known)
    for id_, name in things:
        if typed in {id_, name} or words_of(typed) == words_of(name):
            return id_
    starts = [id_ for id_, name in things if words_of(name)[: len(words_of(typed))] == words_of(typed)]
    if len(starts) == 1:  # «Lund» is Lund barnehage, where no other begins so
        return starts[0]
    raise BadInput(missing.format(name=typed))


def _plain(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind, "id": hit.ref, "text": hit.text.text, "more": hit.more.text, "who": hit.who,
        "where": hit.where, "gathering": hit.gathering_id, "unit": hit.unit_id,
        "held_on": hit.held_on.isoformat() if hit.held_on else None, "good": hit.good,
        "marked": [list(span) for span in hit.text.spans], "marked_more": [list(span) for span in hit.more.spans],
    }  # fmt: skip


def _tell(found: Found) -> None:
    from nettverk.domain.search import kind_name

    if not found.hits:
        talk.say(_("Fant ingenting. Prøv et kortere ord, eller færre ord."))
        return
    for hit in found.hits:
        talk.say(_pointed(hit.text))
        if hit.more.text:
            talk.say(f"  {_pointed(hit.more)}")
        talk.say(f"  {' · '.join(word for word in (kind_name(hit.kind), hit.who, hit.where) if word)}")
    if found.many:
        talk.say(_("Mer enn {n} treff. De nyeste står her.").format(n=found.count))
    else:
        talk.say(_n("{n} treff", "{n} treff", found.count))


def _pointed(said: Marked) -> str:
    """The text with what was looked for between arrows: a terminal may have no bold letters."""
    pieces, at = [], 0
    for start, length in said.spans:
        pieces += [said.text[at:start], "›", said.text[start : start + length], "‹"]
        at = start + length
    return "".join([*pieces, said.text[at:]])

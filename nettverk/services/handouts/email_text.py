"""The words that go with a document by e-mail: to be copied, and sent from one's own program."""

from __future__ import annotations

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _, quoted, using
from nettverk.services.handouts.handouts import Draft
from nettverk.services.handouts.registry import kind_name


def email_text(draft: Draft) -> str:
    """Subject and text for whoever gets a document, in its language."""
    occasion = draft.document.occasion
    with using(draft.language):
        name = kind_name(draft.kind)
        lines = [
            _("Emne: {subject}").format(subject=_subject(draft, name)),
            "",
            _("Hei!"),
            "",
            _what(draft, name),
        ]
        if occasion.when_and_where:
            lines += ["", f"{occasion.title}: {occasion.when_and_where}."]
        if occasion.theme:
            lines += [_("Tema: {theme}").format(theme=quoted(occasion.theme))]
        if occasion.next_time:
            lines += ["", f"{occasion.next_time}."]
        lines += ["", _("Hilsen"), occasion.municipality or occasion.headline or occasion.title]
    return "\n".join(lines) + "\n"


def _subject(draft: Draft, name: str) -> str:
    document = draft.document
    unit = document.units[0].unit if isinstance(document, paper.UnitPages) and len(document.units) == 1 else ""
    return " – ".join(word for word in (name, unit, document.occasion.title) if word)


def _what(draft: Draft, name: str) -> str:
    """What lies in it, and what whoever gets it may do with it."""
    match draft.kind:
        case DocumentKind.UNIT_PAGES:
            return _("Her er det enheten har bestemt, og det gruppene sa. Ta det opp på personalmøtet.")
        case DocumentKind.ABSENT:
            return _("Dere var ikke med sist. Her er det som skjedde, og det dere kan ta med videre.")
        case DocumentKind.NEWCOMER:
            return _("Velkommen i nettverket! Her er det som er gjort til nå.")
        case DocumentKind.SUMMARY:
            return _("Her er oppsummeringen: det alle bord sa, og det enhetene skal gjøre.")
        case DocumentKind.AGENDA:
            return _("Her er programmet for samlingen. Si fra om dere kommer senere eller må gå før.")
        case DocumentKind.GROUPS_BY_NAME | DocumentKind.GROUPS_BY_TABLE:
            return _("Her er gruppene. Dere finner bordet deres ved å se etter navnet.")
        case _:
            return _("Her er {what}, klart til å skrives ut på A4 i 100 % størrelse.").format(what=quoted(name))

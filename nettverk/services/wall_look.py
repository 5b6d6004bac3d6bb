"""How walls look and what is ready to be said on them: the municipality's choices, kept in its database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.wall import look as looks
from nettverk.domain.wall.look import WallLook
from nettverk.i18n import _
from nettverk.services import municipality, settings
from nettverk.storage.store import Store

_LOOK, _MESSAGES = "wall:look", "wall:messages"
MOST_MESSAGES = 9


def look(store: Store) -> WallLook:
    """What has been chosen, the program's own where nothing has; colour and logo are the municipality's."""
    mark = municipality.mark(store)
    logo = mark.logo.picture if mark.logo is not None else b""
    return replace(looks.read(settings.get(store, _LOOK)), colour=mark.colour, logo=logo)


def choose(store: Store, chosen: WallLook) -> Changes:
    """Keep how walls are to look; undo takes it back. The municipality's colour and logo are chosen elsewhere."""
    usual, said = looks.stored(WallLook()), looks.stored(chosen)
    with store.change(_("Slik lerretet ser ut")) as step:
        settings.put(store, _LOOK, "" if said == usual else said)
    return step.changes


def messages(store: Store) -> tuple[str, ...]:
    """Messages that are ready to be shown."""
    value = settings.get(store, _MESSAGES)
    if not value:
        return (_("Vi starter om to minutter"), _("Finn bordet ditt"), _("Vi fortsetter etter pausen"))
    try:
        kept = json.loads(value)
    except ValueError:
        return ()
    return tuple(text for text in kept if isinstance(text, str) and text.strip()) if isinstance(kept, list) else ()


def keep_messages(store: Store, texts: Sequence[str]) -> Changes:
    """Keep messages for another time; undo takes it back.

    Raises:
        BadInput: there are more, or longer ones, than there is room for.
    """
    kept = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    said = json.dumps(kept, ensure_ascii=False)
    if len(kept) > MOST_MESSAGES or len(said) > settings.LONGEST:
        raise BadInput(_("Det er plass til ni korte meldinger. Fjern en først."))
    with store.change(_("Faste meldinger")) as step:
        settings.put(store, _MESSAGES, said)
    return step.changes

"""Which network somebody means, by its id or its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.database import Store


def network_id(store: Store, text: str) -> str:
    """The id of the network that is meant; empty where nothing is written.

    Raises:
        BadInput: there is none; the sentence names those there are.
    """
    from nettverk.services.register import register

    networks = register.networks(store)
    id_ = next((network.id for network in networks if text in {network.id, network.name}), "")
    if text and not id_:
        names = " / ".join(network.name for network in networks)
        raise BadInput(_("Fant ikke nettverket {name}. Velg en av: {names}.").format(name=text, names=names))
    return id_

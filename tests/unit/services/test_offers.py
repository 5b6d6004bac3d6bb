"""«Kan du presentere?»: an answer in the list becomes a proposal in the queue of speakers."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.plan import PartKind
from nettverk.services import contributions, gatherings, participants, plan
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store


@pytest.fixture
def here(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("short"), network_id=network, held_on=date(2027, 2, 9)).made
    for name, offer in (("Kari", "Lek i små grupper"), ("Ola", "Ja, gjerne!"), ("Siv", "")):
        who = participants.add_from(store, made, name, "Moen", "Furulia barnehage").made
        store.update("participants", who, presents=offer)
    return made


def ids(store: Store, here: str) -> dict[str, str]:
    return {one.given_name: one.id for one in participants.all_(store, here)}


def test_an_offer_goes_into_the_queue_with_its_title_and_unit_and_is_not_proposed_again(
    store: Store, here: str
) -> None:
    sharing = next(part for part in plan.parts(store, here) if part.kind is PartKind.SHARING)
    contributions.take_offer(store, ids(store, here)["Kari"])
    contributions.take_offer(store, ids(store, here)["Ola"])
    queue = contributions.queue(store, here)
    assert [(talk.speaker, talk.title, talk.unit_name, talk.part_id) for talk in queue] == [
        ("Kari Moen", "Lek i små grupper", "Furulia barnehage", sharing.id),
        ("Ola Moen", "", "Furulia barnehage", sharing.id),
    ]
    assert not [one for one in participants.all_(store, here) if one.presents]
    store.undo()
    assert [one.presents for one in participants.all_(store, here) if one.presents] == ["Ja, gjerne!"]
    assert len(contributions.queue(store, here)) == 1


def test_an_offer_can_be_declined_and_needs_a_plan(store: Store, here: str) -> None:
    participants.settle_offer(store, ids(store, here)["Kari"])
    assert [one.given_name for one in participants.all_(store, here) if one.presents] == ["Ola"]
    for part in plan.parts(store, here):
        plan.remove(store, part.id)
    with pytest.raises(BadInput):
        contributions.take_offer(store, ids(store, here)["Ola"])
    assert [one.given_name for one in participants.all_(store, here) if one.presents] == ["Ola"]

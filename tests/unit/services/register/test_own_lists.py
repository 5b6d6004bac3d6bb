"""The roles of a network and the services: lists that are the municipality's own to change."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.services import gatherings, participants
from nettverk.services.register import register, roles, service_kinds
from nettverk.services.templates import templates
from nettverk.storage.store import Store


@pytest.fixture
def met(store: Store) -> tuple[Store, str, str]:
    """A network that has met, with three people whose roles are spelled in two ways."""
    network = register.add_network(store, "0–6").made
    register.set_network_services(store, network, ("kindergarten", "ppt"), ())
    unit = register.add_unit(store, "Lia barnehage", service_id="kindergarten").made
    gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 10, 6)).made
    for name, role in (("Anne", "styrer"), ("Berit", "Styrer "), ("Carl", "kokk")):
        participants.add_new(store, gathering, name, "Lie", unit, role=role)
    return store, network, gathering


def names(store: Store, network: str) -> list[str]:
    return [role.name for role in roles.of_network(store, network).listed]


def said(store: Store, gathering: str) -> list[str]:
    return sorted(person.role for person in participants.all_(store, gathering))


def test_what_people_are_called_and_what_is_usual_is_suggested(met: tuple[Store, str, str]) -> None:
    store, network, _gathering = met
    told = roles.of_network(store, network)
    assert told.listed == ()
    assert [(role.name.lower(), role.people) for role in told.suggested[:2]] == [("styrer", 2), ("kokk", 1)]
    assert {"Pedagogisk leder", "PP-rådgiver", "Tillitsvalgt"} <= {role.name for role in told.suggested}
    assert [role.name.lower() for role in told.suggested].count("styrer") == 1


def test_a_role_in_the_list_is_how_it_is_spelled(met: tuple[Store, str, str]) -> None:
    store, network, gathering = met
    roles.add(store, network, "Styrer")
    assert said(store, gathering) == ["Styrer", "Styrer", "kokk"]
    assert [(role.name, role.people) for role in roles.of_network(store, network).listed] == [("Styrer", 2)]
    with pytest.raises(BadInput, match="fra før"):
        roles.add(store, network, "STYRER")
    with pytest.raises(BadInput, match="navn"):
        roles.add(store, network, "  ")
    store.undo()
    assert said(store, gathering) != ["Styrer", "Styrer", "kokk"]


def test_a_role_is_renamed_everywhere_and_back_again(met: tuple[Store, str, str]) -> None:
    store, network, gathering = met
    other = register.add_network(store, "6–16").made
    for where in (network, other):
        roles.add(store, where, "Styrer")
    roles.add(store, network, "kokk")
    (styrer, _cook) = roles.of_network(store, network).listed
    roles.rename(store, styrer.id, "Enhetsleder")
    assert said(store, gathering) == ["Enhetsleder", "Enhetsleder", "kokk"]
    assert {person.role for person in register.people(store)} == {"Enhetsleder", "kokk"}
    assert names(store, network) == ["Enhetsleder", "kokk"], "it keeps its place"
    assert names(store, other) == ["Enhetsleder"]
    store.undo()
    assert said(store, gathering) == ["Styrer", "Styrer", "kokk"]
    assert names(store, network) == ["Styrer", "kokk"]
    assert names(store, other) == ["Styrer"]


def test_two_roles_become_one_by_the_same_name(met: tuple[Store, str, str]) -> None:
    store, network, gathering = met
    roles.add(store, network, "Styrer")
    roles.add(store, network, "Leder")
    (styrer, _leader) = roles.of_network(store, network).listed
    roles.rename(store, styrer.id, "Leder")
    assert names(store, network) == ["Leder"]
    assert said(store, gathering) == ["Leder", "Leder", "kokk"]


def test_who_has_a_role_keeps_it_when_it_leaves_the_list(met: tuple[Store, str, str]) -> None:
    store, network, gathering = met
    roles.add(store, network, "Styrer")
    (styrer,) = roles.of_network(store, network).listed
    roles.remove(store, styrer.id)
    assert names(store, network) == []
    assert said(store, gathering) == ["Styrer", "Styrer", "kokk"]
    with pytest.raises(BadInput, match="fjernet"):
        roles.rename(store, styrer.id, "Leder")


def test_the_networks_own_are_offered_first(met: tuple[Store, str, str]) -> None:
    store, network, gathering = met
    roles.add(store, network, "Tillitsvalgt")
    assert [role.lower() for role in roles.offered(store, gathering)] == ["tillitsvalgt", "kokk", "styrer"]
    assert roles.offered(store)[0] == "Tillitsvalgt"


def test_services_are_the_municipalitys_to_change(store: Store) -> None:
    made = service_kinds.add(store, "Kulturskolen").made
    found = next(one for one in register.services(store) if one.id == made)
    assert found.name == "Kulturskolen"
    assert found == register.services(store)[-1]
    service_kinds.rename(store, made, "Kultur og fritid")
    unit = register.add_unit(store, "Kulturhuset", service_id=made).made
    assert next(one.service_name for one in register.units(store) if one.id == unit) == "Kultur og fritid"
    with pytest.raises(BadInput, match="hører til her"):
        service_kinds.remove(store, made)
    register.remove_unit(store, unit)
    service_kinds.remove(store, made)
    assert made not in {one.id for one in register.services(store)}
    store.undo()
    assert made in {one.id for one in register.services(store)}
    for taken in ("ppt", "Kultur og fritid"):
        with pytest.raises(BadInput, match="finnes allerede"):
            service_kinds.add(store, taken)
    with pytest.raises(BadInput, match="må stå"):
        service_kinds.remove(store, "outside")

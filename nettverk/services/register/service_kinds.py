"""The services of the municipality: what they are called, and which there are."""

from __future__ import annotations

from collections import Counter

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.registry import ServiceKind, service_name
from nettverk.i18n import _, _n
from nettverk.services.register import register
from nettverk.storage.store import Store

KEPT = frozenset({"outside", "other"})
"""What those who come from no service, and units nobody has placed, belong to: renamed, and never removed."""
_SHAPES = ("circle", "pentagon", "diamond", "triangle", "plus", "square", "star", "hexagon", "drop", "ring")


def units_of(store: Store) -> dict[str, int]:
    """How many units each service has, by its id; services without are left out."""
    rows = store.rows("SELECT service_kind_id AS id, count(*) AS n FROM units GROUP BY 1")
    return {row["id"]: row["n"] for row in rows}


def add(store: Store, name: str) -> Changes:
    """A service more, with the mark that fewest others have; ``made`` is its id.

    Raises:
        BadInput: no name, or one that is taken.
    """
    name = _free(store, name)
    known = register.services(store)
    used = Counter(service.shape for service in known)
    shape = min(_SHAPES, key=lambda kind: (used[kind], _SHAPES.index(kind)))
    with store.change(_("Ny tjeneste")) as step:
        step.made = store.insert(
            "service_kinds", name=name, shape=shape, position=max((kind.position for kind in known), default=0) + 1
        )
    return step.changes


def rename(store: Store, service_id: str, name: str) -> Changes:
    """Let a service be called something else everywhere.

    Raises:
        BadInput: no name, one that is taken, or the service is gone; nothing is changed.
    """
    before = _there(store, service_id)
    if name.strip() == before.name:
        return NOTHING
    name = _free(store, name, but=service_id)
    with store.change(_("Gi tjenesten nytt navn")) as step:
        store.update("service_kinds", service_id, name=name)
    return step.changes


def remove(store: Store, service_id: str) -> Changes:
    """Take away a service that no unit belongs to.

    Raises:
        BadInput: units belong to it, or it is one of those that must be there.
    """
    if service_id in KEPT:
        raise BadInput(_("{service} må stå, men kan få et annet navn.").format(service=_there(store, service_id).name))
    units = units_of(store).get(service_id, 0)
    if units:
        raise BadInput(
            _n(
                "{n} enhet hører til her. Flytt den til en annen tjeneste først.",
                "{n} enheter hører til her. Flytt dem til en annen tjeneste først.", units,
            )
        )  # fmt: skip
    with store.change(_("Fjern tjeneste")) as step:
        store.delete("service_kinds", service_id)
    return step.changes


def _there(store: Store, service_id: str) -> ServiceKind:
    kind = next((service for service in register.services(store) if service.id == service_id), None)
    if kind is None:
        raise BadInput(_("Tjenesten er fjernet."))
    return kind


def _free(store: Store, name: str, *, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("Tjenesten trenger et navn."))
    for row in store.rows("SELECT id, name FROM service_kinds"):
        taken = {row["name"].casefold(), service_name(row["name"]).casefold()}
        if row["id"] != but and name.casefold() in taken:
            raise BadInput(_("Det finnes allerede en tjeneste som heter {name}.").format(name=name))
    return name

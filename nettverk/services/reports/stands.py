"""What has been printed of a school year, kept in the file: read when a report is written, and added to when it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from nettverk.domain.changes import Changes
from nettverk.domain.reports.material import YearMaterial
from nettverk.domain.reports.small_counts import NOBODY, Parts
from nettverk.domain.reports.stands import NO_STAND, Stand
from nettverk.services import told
from nettverk.storage.store import Store


def of_year(store: Store, network_id: str, year: int) -> tuple[Stand, ...]:
    """What each report of a network's year had that the one before had not, the first one first."""
    rows = store.rows(
        "SELECT stand FROM report_stands WHERE network_id = ? AND year = ? ORDER BY printed_at, id", network_id, year
    )
    return tuple(_stand(json.loads(row["stand"])) for row in rows)


def note(store: Store, material: YearMaterial) -> Changes:
    """Keep what a report tells for the first time; before it is written, so that nothing goes out that is not kept.

    It is no step of the user's: *Angre* does not take back what is on paper.
    """
    known = (
        {}
        if material.unit is not None
        else {network.id: of_year(store, network.id, material.year) for network in material.networks}
    )
    fresh = [
        network for network in material.networks if network.id in known and _is_new(network.fresh, known[network.id])
    ]
    if not fresh:
        return told.keep(store, material.fresh_numbers)
    with store.change() as step:
        told.keep(store, material.fresh_numbers)
        for network in fresh:
            store.insert(
                "report_stands", network_id=network.id, year=material.year, printed_at=store.now().isoformat(),
                stand=json.dumps(_plain(network.fresh), ensure_ascii=False, sort_keys=True),
            )  # fmt: skip
    return step.changes


def without_new(material: YearMaterial) -> YearMaterial:
    """A year that tells nothing for the first time: for where what is printed cannot be kept."""
    if material.unit is not None:
        return material
    return replace(
        material,
        networks=tuple(
            network if network.fresh.empty else replace(
                network, people=replace(network.people, services=NOBODY, districts=NOBODY), units=0, never=(),
                services_away=(), evaluations=(), lights=(), fresh=NO_STAND,
            )
            for network in material.networks
        ),
    )  # fmt: skip


def _is_new(fresh: Stand, known: tuple[Stand, ...]) -> bool:
    held = {id_ for stand in known for id_ in stand.held}
    told_districts = {id_ for stand in known for id_ in stand.told}
    return not (fresh.held <= held and fresh.told <= told_districts)


def _plain(stand: Stand) -> dict[str, Any]:
    return {
        "held": sorted(stand.held),
        "told": sorted(stand.told),
        "services": [[list(labels), count] for labels, count in stand.services.classes],
        "districts": [[list(labels), count] for labels, count in stand.districts.classes],
    }


def _stand(data: dict[str, Any]) -> Stand:
    services, districts = (
        Parts(tuple((tuple(labels), int(count)) for labels, count in data.get(name, ())))
        for name in ("services", "districts")
    )
    return Stand(frozenset(data.get("held", ())), frozenset(data.get("told", ())), services, districts)

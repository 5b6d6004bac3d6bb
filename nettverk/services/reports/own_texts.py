"""What the coordinator has written into reports: kept by section, and there again when the figures are new."""

from __future__ import annotations

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.reports.model import OwnTexts, ReportKind, Scope
from nettverk.i18n import _
from nettverk.services.reflections import clean
from nettverk.storage.store import Store

LONGEST = 20_000
"""Characters in one section."""
_WHERE = "kind = ? AND year = ? AND coalesce(network_id, '') = ? AND coalesce(unit_id, '') = ?"


def of_report(store: Store, kind: ReportKind, scope: Scope) -> OwnTexts:
    """What is written in a report, by the key of its section."""
    rows = store.rows(
        f"SELECT section, text FROM report_texts WHERE {_WHERE} ORDER BY id",
        kind,
        scope.year,
        scope.network_id,
        scope.unit_id,
    )
    by_subject: dict[str, str] = {}
    for row in rows:  # units that were merged may have written in the same place each
        before = by_subject.get(row["section"])
        by_subject[row["section"]] = f"{before}\n\n{row['text']}" if before else row["text"]
    return OwnTexts(by_subject)


def write(store: Store, kind: ReportKind, scope: Scope, section: str, text: str) -> Changes:
    """Let a section of a report have this text of the coordinator's own; an empty one takes it away.

    Args:
        section: its key, as ``domain.reports.model.Section`` has it.

    Raises:
        BadInput: it is far too long, or its network or unit is gone.
    """
    cleaned = clean(text).strip()
    if len(cleaned) > LONGEST:
        raise BadInput(_("Teksten er for lang til å stå i en rapport. Del den på flere avsnitt."))
    for table, id_ in (("networks", scope.network_id), ("units", scope.unit_id)):
        if id_ and store.one(f"SELECT 1 FROM {table} WHERE id = ?", id_) is None:
            raise BadInput(_("Nettverket eller enheten finnes ikke lenger."))
    if of_report(store, kind, scope).by_section.get(section, "") == cleaned:
        return NOTHING
    row_id = ".".join((kind, str(scope.year), scope.network_id, scope.unit_id, section))
    with store.change(_("Tekst i rapport"), merge=f"report_text:{row_id}") as step:
        store.connection.execute(
            f"DELETE FROM report_texts WHERE {_WHERE} AND section = ?",
            (kind, scope.year, scope.network_id, scope.unit_id, section),
        )
        if cleaned:
            store.connection.execute(
                "INSERT INTO report_texts (id, kind, year, network_id, unit_id, section, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row_id, kind, scope.year, scope.network_id or None, scope.unit_id or None, section, cleaned),
            )
    return step.changes

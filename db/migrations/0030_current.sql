-- What counts is said once, here, and quickly enough for every keystroke: entries that nothing replaces, and of those the
-- newest by at, then by id. Two of them stand side by side only where two machines wrote about the same thing apart.

DROP VIEW current_entries;
DROP INDEX entries_by_object;
CREATE INDEX entries_by_object ON entries (kind, gathering_id, object, at, id);
CREATE INDEX entries_by_gathering ON entries (gathering_id);

-- What was pressed during the day (rundown) is a series, not one thing said again and again: there all of it counts.
CREATE VIEW unreplaced_entries AS
SELECT id, machine_id, number, kind, gathering_id, object, at, data FROM entries AS e
WHERE kind <> 'rundown' AND NOT EXISTS (SELECT 1 FROM entries AS newer WHERE newer.replaces = e.id);

CREATE VIEW current_entries AS
SELECT id, machine_id, number, kind, gathering_id, object, at, data FROM unreplaced_entries AS e
WHERE NOT EXISTS (
  SELECT 1 FROM unreplaced_entries AS later
  WHERE later.kind = e.kind AND later.gathering_id = e.gathering_id AND later.object = e.object
    AND (later.at, later.id) > (e.at, e.id)
);

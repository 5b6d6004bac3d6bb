-- A text that is typed is stored many times a minute. Here a row holds all that one machine has said about one thing without
-- another coming in between: what it says now in data, how it read before in earlier (nettverk/storage/versions.py says how).
-- A correction still names what it replaces; its number stays unique for the machine, which counts for itself.

ALTER TABLE machines ADD COLUMN last_number INTEGER NOT NULL DEFAULT 0;
UPDATE machines SET last_number = (SELECT coalesce(max(number), 0) FROM entries WHERE machine_id = machines.id);

DROP VIEW meetings;
DROP VIEW commitments;
DROP VIEW attendance;
DROP VIEW reflections;
DROP VIEW current_entries;
DROP VIEW unreplaced_entries;

ALTER TABLE entries RENAME TO old_entries;
DROP TRIGGER entries_are_never_changed;
DROP INDEX entries_by_object;
DROP INDEX entries_by_gathering;
DROP INDEX entries_by_replaces;

-- Everything about one thing lies together, and is found without an index beside it.
CREATE TABLE entries (
  id TEXT NOT NULL,
  machine_id TEXT NOT NULL REFERENCES machines (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind <> ''),
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  object TEXT NOT NULL,
  replaces TEXT,
  at TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  earlier BLOB,
  PRIMARY KEY (gathering_id, kind, object, id)
) WITHOUT ROWID, STRICT;
INSERT INTO entries (id, machine_id, number, kind, gathering_id, object, replaces, at, data)
SELECT id, machine_id, number, kind, gathering_id, object, replaces, at, data FROM old_entries
ORDER BY gathering_id, kind, object, id;
DROP TABLE old_entries;

CREATE INDEX entries_of_attendance ON entries (kind, data ->> 'status') WHERE kind = 'attendance';
CREATE INDEX entries_of_commitments ON entries (kind, object) WHERE kind = 'commitment';

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
WHEN (OLD.data IS NOT NEW.data OR OLD.at IS NOT NEW.at OR OLD.object IS NOT NEW.object) AND OLD.earlier IS NEW.earlier
BEGIN
  SELECT RAISE(ABORT, 'entries are append-only');
END;

-- What counts is said once, here: entries that nothing replaces, and of those the newest by at, then by id. What was pressed
-- during the day (rundown) is a series, not one thing said again and again: there all of it counts.
CREATE VIEW unreplaced_entries AS
SELECT id, machine_id, number, kind, gathering_id, object, at, data FROM entries AS e
WHERE kind <> 'rundown' AND NOT EXISTS (
  SELECT 1 FROM entries AS newer WHERE newer.gathering_id = e.gathering_id AND newer.kind = e.kind
    AND newer.object = e.object AND newer.replaces = e.id
);

CREATE VIEW current_entries AS
SELECT id, machine_id, number, kind, gathering_id, object, at, data FROM unreplaced_entries AS e
WHERE NOT EXISTS (
  SELECT 1 FROM unreplaced_entries AS later
  WHERE later.kind = e.kind AND later.gathering_id = e.gathering_id AND later.object = e.object
    AND (later.at, later.id) > (e.at, e.id)
);

-- A sheet's part, table and question stand in what it is about, part:table:question; older rows say them in data as well.
CREATE VIEW reflections AS
SELECT e.entry_id, e.gathering_id, e.part_id, e.table_number, e.question_id, q.text AS question, e.text, e.at
FROM (
  SELECT id AS entry_id, gathering_id, coalesce(data ->> 'part', substr(object, 1, instr(object, ':') - 1)) AS part_id,
    coalesce(data ->> 'table', CAST(substr(object, instr(object, ':') + 1) AS INTEGER)) AS table_number,
    coalesce(data ->> 'question',
      substr(object, instr(object, ':') + 1 + instr(substr(object, instr(object, ':') + 1), ':'))) AS question_id,
    data ->> 'text' AS text, at
  FROM current_entries WHERE kind = 'reflection'
) AS e LEFT JOIN questions AS q ON q.id = e.question_id;

CREATE VIEW attendance AS
SELECT e.object AS participant_id, e.gathering_id, e.data ->> 'status' AS status, e.at
FROM current_entries AS e WHERE e.kind = 'attendance';

CREATE VIEW commitments AS
SELECT e.object AS id, e.gathering_id, e.data ->> 'unit' AS unit_id, u.name AS unit, e.data ->> 'what' AS what,
  e.data ->> 'who' AS who, e.data ->> 'by' AS by, e.data ->> 'taken_up_in' AS taken_up_in,
  e.data ->> 'status' AS status, e.data ->> 'learnt' AS learnt, e.data ->> 'position' AS position, e.at
FROM current_entries AS e LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE e.kind = 'commitment' AND coalesce(e.data ->> 'removed', 0) = 0;

-- Who has sat with whom in mixed groups (those marked absent did not).
CREATE VIEW meetings AS
SELECT min(pa.person_id, pb.person_id) AS person_a, max(pa.person_id, pb.person_id) AS person_b, gr.gathering_id,
  g.held_on, gr.id AS grouping_id, t.number AS table_number
FROM groupings AS gr JOIN gatherings AS g ON g.id = gr.gathering_id JOIN group_tables AS t ON t.grouping_id = gr.id
  JOIN seats AS a ON a.table_id = t.id JOIN seats AS b ON b.table_id = t.id AND b.id > a.id
  JOIN participants AS pa ON pa.id = a.participant_id JOIN participants AS pb ON pb.id = b.participant_id
WHERE gr.kind = 'mixed' AND pa.person_id <> pb.person_id
  AND a.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent')
  AND b.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent');

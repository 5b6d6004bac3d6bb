-- Ways of working are data: those that ship with the program have words as ids, the municipality's own lie here. raw is
-- the method as nettverk/domain/method_reading.py reads it. A part may name any of them, so the list of four goes.

CREATE TABLE own_methods (
  id TEXT PRIMARY KEY,
  raw TEXT NOT NULL CHECK (json_valid(raw))
) STRICT;

DROP VIEW seating;

CREATE TABLE new_parts (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('check_in', 'welcome', 'theory', 'sharing', 'across', 'way_forward', 'break', 'lunch', 'closing', 'other')),
  title TEXT NOT NULL CHECK (title <> ''),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  floor_minutes INTEGER NOT NULL CHECK (floor_minutes BETWEEN 0 AND minutes),
  fixed_start TEXT CHECK (fixed_start IS strftime('%H:%M', fixed_start)),
  organising TEXT NOT NULL CHECK (organising IN ('plenum', 'mixed', 'own_unit', 'pairs', 'alone')),
  method TEXT NOT NULL DEFAULT '',
  speaker TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO new_parts (id, gathering_id, position, kind, title, minutes, floor_minutes, fixed_start, organising, method,
  speaker, notes)
SELECT id, gathering_id, position, kind, title, minutes, floor_minutes, fixed_start, organising, method, speaker, notes
FROM parts;
DROP TABLE parts;
ALTER TABLE new_parts RENAME TO parts;
CREATE INDEX parts_by_gathering ON parts (gathering_id, position);
CREATE VIEW seating AS
SELECT g.title AS gathering, g.held_on, p.title AS part, gr.round, gr.kind, t.number AS table_number, t.name AS table_name,
  pe.given_name, pe.family_name, u.name AS unit, pa.role, s.locked,
  g.id AS gathering_id, gr.id AS grouping_id, pa.id AS participant_id, pe.id AS person_id
FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id JOIN groupings AS gr ON gr.id = s.grouping_id
  JOIN gatherings AS g ON g.id = gr.gathering_id JOIN parts AS p ON p.id = gr.part_id
  JOIN participants AS pa ON pa.id = s.participant_id JOIN people AS pe ON pe.id = pa.person_id
  JOIN units AS u ON u.id = pa.unit_id;

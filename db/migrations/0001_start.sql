-- Nettverk, first schema. Plain SQLite; open it in any SQLite tool and read the views at the end.
-- Ids are UUIDv7 text. Dates are YYYY-MM-DD, times HH:MM (local), moments are ISO 8601 in UTC with milliseconds.

-- The municipality's own words and choices.
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Laptops that have written in this file; entries are numbered per machine so that files can be merged by union.
CREATE TABLE machines (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

-- Services (tjenester): the shape tells them apart without colour.
CREATE TABLE service_kinds (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  shape TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- Districts (bydeler).
CREATE TABLE districts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '')
) STRICT;

-- Units (enheter): kindergartens, schools, PPT …
CREATE TABLE units (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  service_kind_id TEXT NOT NULL REFERENCES service_kinds (id),
  district_id TEXT REFERENCES districts (id) ON DELETE SET NULL,
  ownership TEXT NOT NULL DEFAULT '' CHECK (ownership IN ('', 'municipal', 'private'))
) STRICT;
CREATE INDEX units_by_district ON units (district_id);

-- Every way a unit's name has been written, folded; one spelling belongs to one unit.
CREATE TABLE unit_spellings (
  spelling TEXT PRIMARY KEY CHECK (spelling <> ''),
  unit_id TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX unit_spellings_by_unit ON unit_spellings (unit_id);

-- People: name, unit and role; e-mail is optional, and nothing more is held.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES units (id),
  role TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  made_at TEXT NOT NULL,
  CHECK (given_name || family_name <> '')
) STRICT;
CREATE INDEX people_by_unit ON people (unit_id);

-- Networks (0–6, 6–16) and the services that belong in them.
CREATE TABLE networks (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  age_span TEXT NOT NULL DEFAULT '',
  purpose TEXT NOT NULL DEFAULT '',
  coordinator TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE network_services (
  network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  service_kind_id TEXT NOT NULL REFERENCES service_kinds (id) ON DELETE CASCADE,
  central INTEGER NOT NULL CHECK (central IN (0, 1)),
  PRIMARY KEY (network_id, service_kind_id)
) STRICT;

-- Gatherings (samlinger).
CREATE TABLE gatherings (
  id TEXT PRIMARY KEY,
  network_id TEXT NOT NULL REFERENCES networks (id),
  district_id TEXT REFERENCES districts (id) ON DELETE SET NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  theme TEXT NOT NULL DEFAULT '',
  held_on TEXT CHECK (held_on IS date(held_on)),
  starts_at TEXT NOT NULL CHECK (starts_at IS strftime('%H:%M', starts_at)),
  ends_at TEXT NOT NULL CHECK (ends_at IS strftime('%H:%M', ends_at)),
  place TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT 'nb' CHECK (language IN ('nb', 'nn', 'en')),
  next_on TEXT CHECK (next_on IS date(next_on)),
  next_starts_at TEXT CHECK (next_starts_at IS strftime('%H:%M', next_starts_at)),
  next_place TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX gatherings_by_network ON gatherings (network_id, district_id, held_on);

CREATE TABLE goals (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX goals_by_gathering ON goals (gathering_id, position);

-- The parts of the day, breaks included. floor_minutes is the least a part can be cut to.
CREATE TABLE parts (
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
  method TEXT NOT NULL DEFAULT '' CHECK (method IN ('', 'igp', 'one_two_four_all', 'dialogue_cafe', 'one_point_each')),
  speaker TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX parts_by_gathering ON parts (gathering_id, position);

CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX questions_by_part ON questions (part_id, position);

-- People at a gathering, with the unit and role they had that day.
CREATE TABLE participants (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  unit_id TEXT NOT NULL REFERENCES units (id),
  role TEXT NOT NULL DEFAULT '',
  walk_in INTEGER NOT NULL DEFAULT 0 CHECK (walk_in IN (0, 1)),
  UNIQUE (gathering_id, person_id)
) STRICT;
CREATE INDEX participants_by_person ON participants (person_id);
CREATE INDEX participants_by_unit ON participants (unit_id);

-- Groupings: one arrangement of groups for a part, one or more rounds.
CREATE TABLE groupings (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('mixed', 'own_unit')),
  made_at TEXT NOT NULL,
  solved TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(solved)),
  UNIQUE (part_id, round)
) STRICT;
CREATE INDEX groupings_by_gathering ON groupings (gathering_id);

CREATE TABLE group_tables (
  id TEXT PRIMARY KEY,
  grouping_id TEXT NOT NULL REFERENCES groupings (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  name TEXT NOT NULL DEFAULT '',
  seats INTEGER NOT NULL CHECK (seats >= 0),
  UNIQUE (grouping_id, number)
) STRICT;

CREATE TABLE seats (
  id TEXT PRIMARY KEY,
  grouping_id TEXT NOT NULL REFERENCES groupings (id) ON DELETE CASCADE,
  table_id TEXT NOT NULL REFERENCES group_tables (id) ON DELETE CASCADE,
  participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  group_role TEXT NOT NULL DEFAULT '',
  UNIQUE (grouping_id, participant_id)
) STRICT;
CREATE INDEX seats_by_table ON seats (table_id);
CREATE INDEX seats_by_participant ON seats (participant_id);

-- What is said on the day is never overwritten: a correction is a new entry that names the one it replaces.
--   reflection   object part:table:question   data {"part", "table", "question", "text"}
--   attendance   object participant id         data {"status": present | late | absent | registered}
--   commitment   object commitment id          data {"unit", "what", "who", "by", "taken_up_in", "status", "learnt", "position", "removed"}
--   rundown      object gathering id           data {"event", …}: what was pressed, so that the clock can be folded from it
CREATE TABLE entries (
  id TEXT PRIMARY KEY,
  machine_id TEXT NOT NULL REFERENCES machines (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind <> ''),
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  object TEXT NOT NULL,
  replaces TEXT REFERENCES entries (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  UNIQUE (machine_id, number)
) STRICT;
CREATE INDEX entries_by_object ON entries (gathering_id, kind, object);
CREATE INDEX entries_by_replaces ON entries (replaces);

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
WHEN OLD.data IS NOT NEW.data OR OLD.at IS NOT NEW.at OR OLD.object IS NOT NEW.object
BEGIN
  SELECT RAISE(ABORT, 'entries are append-only');
END;

-- Current: the newest of the entries that nothing replaces.
CREATE VIEW current_entries AS
SELECT id, machine_id, number, kind, gathering_id, object, at, data FROM (
  SELECT e.*, row_number() OVER (PARTITION BY e.gathering_id, e.kind, e.object ORDER BY e.at DESC, e.id DESC) AS place
  FROM entries AS e
  WHERE e.kind <> 'rundown' AND NOT EXISTS (SELECT 1 FROM entries AS newer WHERE newer.replaces = e.id)
) WHERE place = 1;

CREATE VIEW reflections AS
SELECT e.id AS entry_id, e.gathering_id, e.data ->> 'part' AS part_id, e.data ->> 'table' AS table_number,
  e.data ->> 'question' AS question_id, q.text AS question, e.data ->> 'text' AS text, e.at
FROM current_entries AS e LEFT JOIN questions AS q ON q.id = e.data ->> 'question'
WHERE e.kind = 'reflection';

CREATE VIEW attendance AS
SELECT e.object AS participant_id, e.gathering_id, e.data ->> 'status' AS status, e.at
FROM current_entries AS e WHERE e.kind = 'attendance';

CREATE VIEW commitments AS
SELECT e.object AS id, e.gathering_id, e.data ->> 'unit' AS unit_id, u.name AS unit, e.data ->> 'what' AS what,
  e.data ->> 'who' AS who, e.data ->> 'by' AS by, e.data ->> 'taken_up_in' AS taken_up_in,
  e.data ->> 'status' AS status, e.data ->> 'learnt' AS learnt, e.data ->> 'position' AS position, e.at
FROM current_entries AS e LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE e.kind = 'commitment' AND coalesce(e.data ->> 'removed', 0) = 0;

CREATE VIEW seating AS
SELECT g.title AS gathering, g.held_on, p.title AS part, gr.round, gr.kind, t.number AS table_number, t.name AS table_name,
  pe.given_name, pe.family_name, u.name AS unit, pa.role, s.locked,
  g.id AS gathering_id, gr.id AS grouping_id, pa.id AS participant_id, pe.id AS person_id
FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id JOIN groupings AS gr ON gr.id = s.grouping_id
  JOIN gatherings AS g ON g.id = gr.gathering_id JOIN parts AS p ON p.id = gr.part_id
  JOIN participants AS pa ON pa.id = s.participant_id JOIN people AS pe ON pe.id = pa.person_id
  JOIN units AS u ON u.id = pa.unit_id;

-- Who has sat with whom in mixed groups (those marked absent did not).
CREATE VIEW meetings AS
SELECT a.person_id AS person_a, b.person_id AS person_b, a.gathering_id, a.held_on, a.grouping_id, a.table_number
FROM seating AS a JOIN seating AS b ON b.grouping_id = a.grouping_id AND b.table_number = a.table_number
  AND b.person_id > a.person_id
WHERE a.kind = 'mixed'
  AND a.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent')
  AND b.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent');

INSERT INTO service_kinds (id, name, shape, position) VALUES
  ('kindergarten', 'Barnehage', 'circle', 1),
  ('school', 'Skole', 'pentagon', 2),
  ('ppt', 'PPT', 'diamond', 3),
  ('special_ed', 'Spesialpedagogene', 'triangle', 4),
  ('health', 'Helsestasjon og skolehelsetjeneste', 'plus', 5),
  ('child_welfare', 'Barnevern', 'square', 6),
  ('prevention', 'Forebyggende avdeling', 'star', 7),
  ('mobile_team', 'Mobilt team', 'hexagon', 8),
  ('strength_service', 'Styrketjenesten', 'drop', 9),
  ('other', 'Annen tjeneste', 'ring', 10);

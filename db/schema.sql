-- Made from db/migrations by «python -m tests.helpers.schema». Read this to know the database.
-- A new database is made from it, and an older one by the updates it has not had.
-- Has had: 0001_start 0010_groups 0011_access 0020_contributions 0030_current 0031_installations 0050_content_sums 0060_sittings 0061_answered 0070_removed_people 0100_sheets 0110_methods 0125_tags 0150_themes 0180_goals 0181_needs 0182_pairings 0200_good_practice 0210_year 0211_organisation 0212_frame 0213_trepart 0214_goal_links 0230_report_texts 0231_report_stands 0232_network_roles 0260_hours_and_food 0261_not_the_same 0262_quotas 0263_own_templates 0264_trash 0265_choices 0280_outside 0300_municipality_logo 0340_report_numbers 0370_calendar_told

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE machines (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL
, installation TEXT NOT NULL DEFAULT '', last_number INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE service_kinds (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  shape TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE districts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '')
) STRICT;

CREATE TABLE units (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  service_kind_id TEXT NOT NULL REFERENCES service_kinds (id),
  district_id TEXT REFERENCES districts (id) ON DELETE SET NULL,
  ownership TEXT NOT NULL DEFAULT '' CHECK (ownership IN ('', 'municipal', 'private'))
) STRICT;

CREATE TABLE unit_spellings (
  spelling TEXT PRIMARY KEY CHECK (spelling <> ''),
  unit_id TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE
) STRICT;

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
, owner TEXT NOT NULL DEFAULT '', cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1))) STRICT;

CREATE TABLE goals (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;

CREATE TABLE participants (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  unit_id TEXT NOT NULL REFERENCES units (id),
  role TEXT NOT NULL DEFAULT '',
  walk_in INTEGER NOT NULL DEFAULT 0 CHECK (walk_in IN (0, 1)), present_from TEXT CHECK (present_from IS strftime('%H:%M', present_from)), present_to TEXT CHECK (present_to IS strftime('%H:%M', present_to)), presents TEXT NOT NULL DEFAULT '',
  UNIQUE (gathering_id, person_id)
) STRICT;

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

CREATE TABLE group_rule_people (
  rule_id TEXT NOT NULL REFERENCES group_rules (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (rule_id, person_id)
) STRICT;

CREATE TABLE group_wishes (
  part_id TEXT PRIMARY KEY REFERENCES parts (id) ON DELETE CASCADE,
  by TEXT NOT NULL CHECK (by IN ('size', 'tables')),
  amount INTEGER NOT NULL CHECK (amount >= 1),
  rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds BETWEEN 1 AND 12),
  hosts_stay INTEGER NOT NULL DEFAULT 0 CHECK (hosts_stay IN (0, 1)),
  join_singles INTEGER NOT NULL DEFAULT 0 CHECK (join_singles IN (0, 1))
) STRICT;

CREATE TABLE table_places (
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  x INTEGER NOT NULL CHECK (x BETWEEN 0 AND 1000),
  y INTEGER NOT NULL CHECK (y BETWEEN 0 AND 1000),
  PRIMARY KEY (part_id, number)
) STRICT;

CREATE TABLE group_changes (
  id TEXT PRIMARY KEY,
  grouping_id TEXT NOT NULL REFERENCES groupings (id) ON DELETE CASCADE,
  participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
  from_number INTEGER,
  to_number INTEGER,
  at TEXT NOT NULL,
  UNIQUE (grouping_id, participant_id)
) STRICT;

CREATE TABLE "group_rules" (
  id TEXT PRIMARY KEY,
  gathering_id TEXT REFERENCES gatherings (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('apart', 'together', 'at_table', 'access', 'at_least_one', 'host', 'language',
    'leaders', 'mix_services', 'mix_roles', 'mix_districts', 'new_meetings', 'share_roles')),
  is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
  service_kind_id TEXT REFERENCES service_kinds (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  table_number INTEGER CHECK (table_number >= 1),
  mode TEXT NOT NULL DEFAULT '',
  made_at TEXT NOT NULL
, party TEXT NOT NULL DEFAULT '' CHECK (party IN ('', 'leader', 'employee', 'union'))) STRICT;

CREATE TABLE group_rule_tables (
  rule_id TEXT NOT NULL REFERENCES group_rules (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (rule_id, number)
) STRICT;

CREATE TABLE slides (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  pages INTEGER NOT NULL CHECK (pages >= 1),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE contributions (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  speaker TEXT NOT NULL DEFAULT '',
  unit_id TEXT REFERENCES units (id) ON DELETE SET NULL,
  minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
  slides_id TEXT REFERENCES slides (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE _content_sums (
  tbl TEXT NOT NULL,
  bucket TEXT NOT NULL,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (tbl, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE _file (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

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

CREATE TABLE removed_people (
  person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  removed_at TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('asked', 'time')) -- somebody asked for it, or they had not been seen for long
) STRICT;

CREATE TABLE sheet_versions (
  id TEXT PRIMARY KEY, -- sheet_id.version, so that two machines that copy a shipped one have the same row
  sheet_id TEXT NOT NULL CHECK (sheet_id <> '' AND instr(sheet_id, ':') = 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  definition TEXT NOT NULL CHECK (json_valid(definition)), -- as in resources/templates/sheets, as JSON
  made_at TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)), -- no longer in the library; what was answered is still read by it
  UNIQUE (sheet_id, version)
) STRICT;

CREATE TABLE sheet_uses (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  part_id TEXT REFERENCES parts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  sheet_version_id TEXT REFERENCES sheet_versions (id),
  CHECK (text = '' OR sheet_version_id IS NULL)
) STRICT;

CREATE TABLE own_methods (
  id TEXT PRIMARY KEY,
  raw TEXT NOT NULL CHECK (json_valid(raw))
) STRICT;

CREATE TABLE "parts" (
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

CREATE TABLE school_holidays (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day)),
  last_day TEXT NOT NULL CHECK (last_day IS date(last_day) AND last_day >= first_day)
) STRICT;

CREATE TABLE year_items (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('deadline', 'measure', 'parents', 'political', 'conference', 'meeting')),
  title TEXT NOT NULL CHECK (title <> ''),
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
  last_day TEXT CHECK (last_day IS date(last_day) AND (last_day IS NULL OR last_day >= due_on)), -- where it takes several days
  owner TEXT NOT NULL DEFAULT '', -- who sees to it: a role or a name
  network_id TEXT REFERENCES networks (id) ON DELETE SET NULL,
  phase TEXT NOT NULL DEFAULT '' CHECK (phase IN ('', 'needs', 'goals', 'measures', 'plans', 'carried_out', 'attained')),
  note TEXT NOT NULL DEFAULT '',
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('steering', 'working', 'coordinator', 'partner')),
  name TEXT NOT NULL CHECK (name <> ''),
  network_id TEXT REFERENCES networks (id) ON DELETE SET NULL, -- empty: for all of them
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE team_members (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL DEFAULT '',
  party TEXT NOT NULL DEFAULT '' CHECK (party IN ('', 'leader', 'employee', 'union')),
  email TEXT NOT NULL DEFAULT '',
  gets_reports INTEGER NOT NULL DEFAULT 0 CHECK (gets_reports IN (0, 1))
) STRICT;

CREATE TABLE team_meetings (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
  starts_at TEXT CHECK (starts_at IS strftime('%H:%M', starts_at)),
  place TEXT NOT NULL DEFAULT '',
  present TEXT NOT NULL DEFAULT '', -- who was there, as they wrote it
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE meeting_points (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES team_meetings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  said TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL DEFAULT '', -- what is to be done
  who TEXT NOT NULL DEFAULT '',
  due_on TEXT CHECK (due_on IS date(due_on)),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;

CREATE TABLE training_counts (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES units (id) ON DELETE CASCADE,
  training TEXT NOT NULL CHECK (training IN ('bti', 'class_toddler', 'class_pre_k', 'class_ue', 'class_s')),
  people INTEGER NOT NULL CHECK (people BETWEEN 1 AND 10000), -- who should have it
  trained INTEGER NOT NULL DEFAULT 0 CHECK (trained BETWEEN 0 AND people),
  counted_on TEXT NOT NULL CHECK (counted_on IS date(counted_on)),
  UNIQUE (unit_id, training)
) STRICT;

CREATE TABLE partner_requests (
  id TEXT PRIMARY KEY,
  theme TEXT NOT NULL CHECK (theme <> ''),
  wanted_on TEXT CHECK (wanted_on IS date(wanted_on)),
  who TEXT NOT NULL DEFAULT '', -- whom we ask for: a role, a field, or a name
  network_id TEXT REFERENCES networks (id) ON DELETE SET NULL,
  state TEXT NOT NULL DEFAULT 'wished' CHECK (state IN ('wished', 'asked', 'agreed', 'declined')),
  note TEXT NOT NULL DEFAULT '',
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE cost_lines (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('room', 'food', 'speaker', 'travel', 'material', 'other')),
  what TEXT NOT NULL CHECK (what <> ''),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 100000000),
  paid_by TEXT NOT NULL CHECK (paid_by IN ('municipality', 'university')),
  spent_on TEXT NOT NULL CHECK (spent_on IS date(spent_on)),
  gathering_id TEXT REFERENCES gatherings (id) ON DELETE SET NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE goal_gatherings (
  id TEXT PRIMARY KEY, -- goal.gathering, so that two machines that link the same have the same row
  goal_id TEXT NOT NULL CHECK (goal_id <> ''),
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE report_texts (
  id TEXT PRIMARY KEY, -- kind.year.network.unit.section
  kind TEXT NOT NULL CHECK (kind <> ''),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9000), -- that the school year begins in
  network_id TEXT REFERENCES networks (id) ON DELETE CASCADE,
  unit_id TEXT REFERENCES units (id) ON DELETE CASCADE,
  section TEXT NOT NULL CHECK (section <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (kind, year, network_id, unit_id, section)
) STRICT;

CREATE TABLE report_stands (
  id TEXT PRIMARY KEY,
  network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9000), -- that the school year begins in
  printed_at TEXT NOT NULL CHECK (printed_at <> ''),
  stand TEXT NOT NULL CHECK (json_valid(stand)) -- {"held": [gathering], "told": [gathering], "services": [[[id], count]], …}
) STRICT;

CREATE TABLE network_roles (
  id TEXT PRIMARY KEY, -- network.role in small letters
  network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE food_needs (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  need TEXT NOT NULL CHECK (need <> ''),
  people INTEGER NOT NULL CHECK (people > 0),
  UNIQUE (gathering_id, need)
) STRICT;

CREATE TABLE not_same (
  id TEXT PRIMARY KEY,
  one TEXT NOT NULL,
  other TEXT NOT NULL CHECK (one < other),
  UNIQUE (one, other)
) STRICT;

CREATE TABLE quotas (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  each TEXT NOT NULL CHECK (each IN ('unit', 'district', 'together')),
  service_kind_id TEXT REFERENCES service_kinds (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  people INTEGER CHECK (people > 0)
) STRICT;

CREATE TABLE own_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  raw TEXT NOT NULL CHECK (json_valid(raw))
) STRICT;

CREATE TABLE trash (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  title TEXT NOT NULL,
  about TEXT NOT NULL DEFAULT '',
  removed_at TEXT NOT NULL,
  packed BLOB NOT NULL
) STRICT;

CREATE TABLE choices (
  id TEXT PRIMARY KEY,
  about TEXT NOT NULL CHECK (about <> ''), -- said:gathering:kind:object, or field:table:key:column
  over TEXT NOT NULL CHECK (json_valid(over)), -- of entries their ids, of fields the journal's transactions
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE municipality_logo (
  id TEXT PRIMARY KEY CHECK (id = 'logo'),
  kind TEXT NOT NULL CHECK (kind IN ('png', 'svg')),
  data BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 2000000),
  picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 4000000)
) STRICT;

CREATE TABLE report_numbers (
  id TEXT PRIMARY KEY,
  printed_at TEXT NOT NULL CHECK (printed_at <> ''),
  told TEXT NOT NULL CHECK (json_valid(told)) -- {"turnout:GATHERING": [came, absent], "said:USE:BLOCK:ITEM": [count by level], …}
) STRICT;

CREATE TABLE calendar_told (
  id TEXT PRIMARY KEY,
  told_at TEXT NOT NULL CHECK (told_at <> ''), -- what is sent out later has a SEQUENCE of later than this
  events TEXT NOT NULL CHECK (json_valid(events)) -- {"gathering-ID@nettverk": {"title": …, "start": …, "end": …, "category": …, "network": id or ""}, …}
) STRICT;

CREATE INDEX units_by_district ON units (district_id);

CREATE INDEX unit_spellings_by_unit ON unit_spellings (unit_id);

CREATE INDEX people_by_unit ON people (unit_id);

CREATE INDEX gatherings_by_network ON gatherings (network_id, district_id, held_on);

CREATE INDEX goals_by_gathering ON goals (gathering_id, position);

CREATE INDEX participants_by_person ON participants (person_id);

CREATE INDEX participants_by_unit ON participants (unit_id);

CREATE INDEX groupings_by_gathering ON groupings (gathering_id);

CREATE INDEX seats_by_table ON seats (table_id);

CREATE INDEX seats_by_participant ON seats (participant_id);

CREATE INDEX group_rule_people_by_person ON group_rule_people (person_id);

CREATE INDEX group_changes_by_participant ON group_changes (participant_id);

CREATE INDEX group_rules_by_gathering ON group_rules (gathering_id);

CREATE INDEX group_rules_by_service ON group_rules (service_kind_id);

CREATE INDEX slides_by_gathering ON slides (gathering_id);

CREATE INDEX contributions_by_part ON contributions (part_id, position);

CREATE INDEX contributions_by_gathering ON contributions (gathering_id);

CREATE INDEX contributions_by_unit ON contributions (unit_id);

CREATE INDEX contributions_by_slides ON contributions (slides_id);

CREATE UNIQUE INDEX machines_by_installation ON machines (installation, name) WHERE installation <> '';

CREATE INDEX entries_of_attendance ON entries (kind, data ->> 'status') WHERE kind = 'attendance';

CREATE INDEX entries_of_commitments ON entries (kind, object) WHERE kind = 'commitment';

CREATE INDEX entries_answered ON entries (kind, data ->> 'answered_in')
WHERE kind = 'commitment' AND data ->> 'answered_in' IS NOT NULL;

CREATE INDEX sheet_uses_by_part ON sheet_uses (part_id, position);

CREATE INDEX sheet_uses_by_gathering ON sheet_uses (gathering_id);

CREATE INDEX sheet_uses_by_sheet ON sheet_uses (sheet_version_id);

CREATE INDEX parts_by_gathering ON parts (gathering_id, position);

CREATE INDEX entries_of_tags ON entries (kind, object) WHERE kind = 'tag';

CREATE INDEX entries_of_goals ON entries (kind, object) WHERE kind = 'goal';

CREATE INDEX entries_of_needs ON entries (kind, object) WHERE kind = 'need';

CREATE INDEX entries_of_pairings ON entries (kind, object) WHERE kind = 'pairing';

CREATE INDEX entries_of_good_practice ON entries (kind, object) WHERE kind = 'good_practice';

CREATE INDEX year_items_by_day ON year_items (due_on);

CREATE INDEX year_items_by_network ON year_items (network_id);

CREATE INDEX gatherings_by_day ON gatherings (held_on);

CREATE INDEX teams_by_network ON teams (network_id);

CREATE INDEX team_members_by_team ON team_members (team_id, position);

CREATE INDEX team_meetings_by_team ON team_meetings (team_id, held_on);

CREATE INDEX team_meetings_by_day ON team_meetings (held_on);

CREATE INDEX meeting_points_by_meeting ON meeting_points (meeting_id, position);

CREATE INDEX meeting_points_by_day ON meeting_points (due_on);

CREATE INDEX partner_requests_by_day ON partner_requests (wanted_on);

CREATE INDEX partner_requests_by_network ON partner_requests (network_id);

CREATE INDEX cost_lines_by_day ON cost_lines (spent_on);

CREATE INDEX cost_lines_by_gathering ON cost_lines (gathering_id);

CREATE INDEX goal_gatherings_by_goal ON goal_gatherings (goal_id);

CREATE INDEX goal_gatherings_by_gathering ON goal_gatherings (gathering_id);

CREATE INDEX report_texts_by_network ON report_texts (network_id);

CREATE INDEX report_texts_by_unit ON report_texts (unit_id);

CREATE INDEX report_stands_by_network ON report_stands (network_id, year);

CREATE INDEX network_roles_by_network ON network_roles (network_id);

CREATE INDEX quotas_by_gathering ON quotas (gathering_id);

CREATE INDEX quotas_by_service ON quotas (service_kind_id);

CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
WHEN (OLD.data IS NOT NEW.data OR OLD.at IS NOT NEW.at OR OLD.object IS NOT NEW.object) AND OLD.earlier IS NEW.earlier
BEGIN
  SELECT RAISE(ABORT, 'entries are append-only');
END;

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

CREATE VIEW attendance AS
SELECT e.object AS participant_id, e.gathering_id, e.data ->> 'status' AS status, e.at
FROM current_entries AS e WHERE e.kind = 'attendance';

CREATE VIEW commitments AS
SELECT e.object AS id, e.gathering_id, e.data ->> 'unit' AS unit_id, u.name AS unit, e.data ->> 'what' AS what,
  e.data ->> 'who' AS who, e.data ->> 'by' AS by, e.data ->> 'taken_up_in' AS taken_up_in,
  e.data ->> 'status' AS status, e.data ->> 'learnt' AS learnt, e.data ->> 'position' AS position, e.at
FROM current_entries AS e LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE e.kind = 'commitment' AND coalesce(e.data ->> 'removed', 0) = 0;

CREATE VIEW meetings AS
SELECT min(pa.person_id, pb.person_id) AS person_a, max(pa.person_id, pb.person_id) AS person_b, gr.gathering_id,
  g.held_on, gr.id AS grouping_id, t.number AS table_number
FROM groupings AS gr JOIN gatherings AS g ON g.id = gr.gathering_id JOIN group_tables AS t ON t.grouping_id = gr.id
  JOIN seats AS a ON a.table_id = t.id JOIN seats AS b ON b.table_id = t.id AND b.id > a.id
  JOIN participants AS pa ON pa.id = a.participant_id JOIN participants AS pb ON pb.id = b.participant_id
WHERE gr.kind = 'mixed' AND pa.person_id <> pb.person_id
  AND a.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent')
  AND b.participant_id NOT IN (SELECT participant_id FROM attendance WHERE status = 'absent');

CREATE VIEW reflections AS
SELECT e.entry_id, e.gathering_id, e.part_id, e.table_number, e.question_id, u.text AS question, e.text, e.at
FROM (
  SELECT id AS entry_id, gathering_id, coalesce(data ->> 'part', substr(object, 1, instr(object, ':') - 1)) AS part_id,
    coalesce(data ->> 'table', CAST(substr(object, instr(object, ':') + 1) AS INTEGER)) AS table_number,
    coalesce(data ->> 'question',
      substr(object, instr(object, ':') + 1 + instr(substr(object, instr(object, ':') + 1), ':'))) AS question_id,
    data ->> 'text' AS text, at
  FROM current_entries WHERE kind = 'reflection'
) AS e LEFT JOIN sheet_uses AS u ON u.id = e.question_id;

CREATE VIEW sheet_answers AS
SELECT entry_id, gathering_id, use_id, respondent, substr(rest, 1, instr(rest, ':') - 1) AS block,
  substr(rest, instr(rest, ':') + 1) AS point, data ->> 'version' AS version, coalesce(data ->> 'text', '') AS text,
  coalesce(data ->> 'level', '') AS level, coalesce(data ->> 'ticked', 0) AS ticked, data ->> 'number' AS number,
  data ->> 'counts' AS counts, at
FROM (
  SELECT entry_id, gathering_id, use_id, substr(rest, 1, instr(rest, ':') - 1) AS respondent,
    substr(rest, instr(rest, ':') + 1) AS rest, data, at
  FROM (
    SELECT id AS entry_id, gathering_id, substr(object, 1, instr(object, ':') - 1) AS use_id,
      substr(object, instr(object, ':') + 1) AS rest, data, at
    FROM current_entries WHERE kind = 'sheet_answer'
  )
)
UNION ALL
SELECT entry_id, gathering_id, question_id, 'table-' || table_number, 'text', '', 1, text, '', 0, NULL, NULL, at
FROM reflections;

CREATE VIEW seating AS
SELECT g.title AS gathering, g.held_on, p.title AS part, gr.round, gr.kind, t.number AS table_number, t.name AS table_name,
  pe.given_name, pe.family_name, u.name AS unit, pa.role, s.locked,
  g.id AS gathering_id, gr.id AS grouping_id, pa.id AS participant_id, pe.id AS person_id
FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id JOIN groupings AS gr ON gr.id = s.grouping_id
  JOIN gatherings AS g ON g.id = gr.gathering_id JOIN parts AS p ON p.id = gr.part_id
  JOIN participants AS pa ON pa.id = s.participant_id JOIN people AS pe ON pe.id = pa.person_id
  JOIN units AS u ON u.id = pa.unit_id;

CREATE VIEW tags AS
SELECT gathering_id, substr(object, 1, instr(object, ':') - 1) AS on_kind,
  substr(object, instr(object, ':') + 1, length(object) - instr(object, ':') - 1 - length(data ->> 'tag')) AS on_id,
  data ->> 'tag' AS tag, at
FROM current_entries WHERE kind = 'tag' AND data ->> 'on' = 1;

CREATE VIEW themes AS
SELECT object AS id, gathering_id, data ->> 'name' AS name, data ->> 'position' AS position,
  coalesce(data ->> 'on_wall', 0) AS on_wall, at
FROM current_entries WHERE kind = 'theme' AND data ->> 'into' IS NULL AND coalesce(data ->> 'removed', 0) = 0;

CREATE VIEW points_in_themes AS
SELECT p.object AS point, p.gathering_id, coalesce(t.data ->> 'into', p.data ->> 'theme') AS theme_id, p.at
FROM current_entries AS p
LEFT JOIN current_entries AS t ON t.kind = 'theme' AND t.gathering_id = p.gathering_id AND t.object = p.data ->> 'theme'
WHERE p.kind = 'placement' AND p.data ->> 'theme' <> '';

CREATE VIEW lasting_goals AS
SELECT object AS id, gathering_id, data ->> 'of' AS of, data ->> 'owner' AS owner_id, data ->> 'text' AS text,
  data ->> 'state' AS state, data ->> 'sign' AS sign, data ->> 'sign_before' AS sign_before,
  data ->> 'sign_now' AS sign_now, data -> 'origin' ->> 'what' AS came_from, data ->> 'position' AS position, at
FROM current_entries WHERE kind = 'goal' AND coalesce(data ->> 'removed', 0) = 0;

CREATE VIEW needs AS
SELECT e.object AS id, e.gathering_id, g.network_id, e.data ->> 'text' AS text, e.data ->> 'dots' AS dots,
  e.data -> 'sources' AS sources, e.data ->> 'evidence' AS evidence, e.data ->> 'where' AS said_in,
  e.data -> 'carried' ->> 'use' AS question_id, e.at
FROM current_entries AS e JOIN gatherings AS g ON g.id = e.gathering_id
WHERE e.kind = 'need' AND coalesce(e.data ->> 'removed', 0) = 0;

CREATE VIEW pairings AS
SELECT e.object AS id, e.gathering_id, e.data ->> 'kind' AS kind, e.data ->> 'one' AS one_id, a.name AS one,
  e.data ->> 'other' AS other_id, b.name AS other, e.data ->> 'on' AS held_on, e.data ->> 'note' AS note, e.at
FROM current_entries AS e LEFT JOIN units AS a ON a.id = e.data ->> 'one' LEFT JOIN units AS b ON b.id = e.data ->> 'other'
WHERE e.kind = 'pairing' AND coalesce(e.data ->> 'removed', 0) = 0;

CREATE VIEW good_practice AS
SELECT gathering_id, substr(object, 1, instr(object, ':') - 1) AS on_kind, substr(object, instr(object, ':') + 1) AS on_id,
  coalesce(data ->> 'unit', '') AS unit_id, coalesce(data ->> 'consent', '') AS consent,
  data ->> 'consented_on' AS consented_on, coalesce(data ->> 'on_wall', 0) AS on_wall, at
FROM current_entries WHERE kind = 'good_practice' AND data ->> 'on' = 1;

INSERT INTO service_kinds VALUES ('kindergarten', 'Barnehage', 'circle', 1);

INSERT INTO service_kinds VALUES ('school', 'Skole', 'pentagon', 2);

INSERT INTO service_kinds VALUES ('ppt', 'PPT', 'diamond', 3);

INSERT INTO service_kinds VALUES ('special_ed', 'Spesialpedagogene', 'triangle', 4);

INSERT INTO service_kinds VALUES ('health', 'Helsestasjon og skolehelsetjeneste', 'plus', 5);

INSERT INTO service_kinds VALUES ('child_welfare', 'Barnevern', 'square', 6);

INSERT INTO service_kinds VALUES ('prevention', 'Forebyggende avdeling', 'star', 7);

INSERT INTO service_kinds VALUES ('mobile_team', 'Mobilt team', 'hexagon', 8);

INSERT INTO service_kinds VALUES ('strength_service', 'Styrketjenesten', 'drop', 9);

INSERT INTO service_kinds VALUES ('other', 'Annen tjeneste', 'ring', 11);

INSERT INTO service_kinds VALUES ('outside', 'Utenfor tjenestene', 'hourglass', 10);

INSERT INTO _file VALUES ('id', lower(hex(randomblob(16))));

-- Rules for the groups, as sentences one can switch on; how each part is grouped; and what a repair changed.

-- gathering_id is empty for rules that hold at every gathering. Aims (mix_districts …) are rows only where they differ from the usual.
--   apart, together      the people of group_rule_people
--   at_table             those people at table_number (access needs, a table by the door)
--   at_least_one         someone of the service (or with the role) at each table
--   host                 those people, exactly one at each table
--   language             the people share a language: someone of the helpers (is_helper) at the same table
--   leaders              mode 'apart' or 'together': leaders and the staff of their own unit
--   mix_services, mix_roles, mix_districts, new_meetings, share_roles   aims, on or off
CREATE TABLE group_rules (
  id TEXT PRIMARY KEY,
  gathering_id TEXT REFERENCES gatherings (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('apart', 'together', 'at_table', 'at_least_one', 'host', 'language', 'leaders',
    'mix_services', 'mix_roles', 'mix_districts', 'new_meetings', 'share_roles')),
  is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
  service_kind_id TEXT REFERENCES service_kinds (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  table_number INTEGER CHECK (table_number >= 1),
  mode TEXT NOT NULL DEFAULT '',
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX group_rules_by_gathering ON group_rules (gathering_id);
CREATE INDEX group_rules_by_service ON group_rules (service_kind_id);

CREATE TABLE group_rule_people (
  rule_id TEXT NOT NULL REFERENCES group_rules (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (rule_id, person_id)
) STRICT;
CREATE INDEX group_rule_people_by_person ON group_rule_people (person_id);

-- How a part's groups are wanted: so many people at a table, or so many tables, in one or more rounds.
CREATE TABLE group_wishes (
  part_id TEXT PRIMARY KEY REFERENCES parts (id) ON DELETE CASCADE,
  by TEXT NOT NULL CHECK (by IN ('size', 'tables')),
  amount INTEGER NOT NULL CHECK (amount >= 1),
  rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds BETWEEN 1 AND 12),
  hosts_stay INTEGER NOT NULL DEFAULT 0 CHECK (hosts_stay IN (0, 1)),
  join_singles INTEGER NOT NULL DEFAULT 0 CHECK (join_singles IN (0, 1))
) STRICT;

-- Where a table stands on the floor plan, in thousandths of the room's width and height.
CREATE TABLE table_places (
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  x INTEGER NOT NULL CHECK (x BETWEEN 0 AND 1000),
  y INTEGER NOT NULL CHECK (y BETWEEN 0 AND 1000),
  PRIMARY KEY (part_id, number)
) STRICT;

-- What the last repair changed, for the wall and for paper. from_number is empty for those who had no table, to_number for those who left.
CREATE TABLE group_changes (
  id TEXT PRIMARY KEY,
  grouping_id TEXT NOT NULL REFERENCES groupings (id) ON DELETE CASCADE,
  participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
  from_number INTEGER,
  to_number INTEGER,
  at TEXT NOT NULL,
  UNIQUE (grouping_id, participant_id)
) STRICT;
CREATE INDEX group_changes_by_participant ON group_changes (participant_id);

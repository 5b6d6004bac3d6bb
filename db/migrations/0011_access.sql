-- A rule of its own for those who need a table that is easy to reach (access): at one of several tables.

CREATE TABLE group_rules_0011 (
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
) STRICT;
INSERT INTO group_rules_0011 SELECT id, gathering_id, kind, is_on, service_kind_id, role, table_number, mode, made_at FROM group_rules;
DROP TABLE group_rules;
ALTER TABLE group_rules_0011 RENAME TO group_rules;
CREATE INDEX group_rules_by_gathering ON group_rules (gathering_id);
CREATE INDEX group_rules_by_service ON group_rules (service_kind_id);

-- The tables that will do, for a rule of access.
CREATE TABLE group_rule_tables (
  rule_id TEXT NOT NULL REFERENCES group_rules (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (rule_id, number)
) STRICT;

-- Plans that somebody wants to begin from again: a gathering's parts under a name, in the form of the templates that ship.

CREATE TABLE own_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  raw TEXT NOT NULL CHECK (json_valid(raw))
) STRICT;

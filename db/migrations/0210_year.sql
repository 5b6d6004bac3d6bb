-- The school year of a municipality: what is due when beside the gatherings, and when schools and kindergartens are closed.
-- Norwegian public holidays are computed and stand nowhere. network_id empty: every network. phase empty: the one the day
-- falls in (domain/year/phases.py). Days are ISO 8601.
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

CREATE INDEX year_items_by_day ON year_items (due_on);

CREATE INDEX year_items_by_network ON year_items (network_id);

CREATE INDEX gatherings_by_day ON gatherings (held_on);

ALTER TABLE gatherings ADD COLUMN owner TEXT NOT NULL DEFAULT ''; -- who leads it: a role or a name

ALTER TABLE gatherings ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)); -- called off, and kept

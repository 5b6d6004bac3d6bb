-- What frames a school year: who has had which training (people per unit, in counts), what is asked of the university
-- partner, and what it costs. A count names nobody. Amounts are whole kroner. wanted_on, network_id, gathering_id empty: not said.
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

CREATE INDEX partner_requests_by_day ON partner_requests (wanted_on);

CREATE INDEX partner_requests_by_network ON partner_requests (network_id);

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

CREATE INDEX cost_lines_by_day ON cost_lines (spent_on);

CREATE INDEX cost_lines_by_gathering ON cost_lines (gathering_id);

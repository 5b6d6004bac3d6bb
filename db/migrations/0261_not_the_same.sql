-- Two people, or two units, that look alike and are not the same: somebody has said so, and nobody is asked again.

CREATE TABLE not_same (
  id TEXT PRIMARY KEY,
  one TEXT NOT NULL,
  other TEXT NOT NULL CHECK (one < other),
  UNIQUE (one, other)
) STRICT;

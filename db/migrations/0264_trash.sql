-- What was removed, to be taken back later: its rows as they were, packed. Emptied when a name is removed for good, and
-- after ninety days.

CREATE TABLE trash (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  title TEXT NOT NULL,
  about TEXT NOT NULL DEFAULT '',
  removed_at TEXT NOT NULL,
  packed BLOB NOT NULL
) STRICT;

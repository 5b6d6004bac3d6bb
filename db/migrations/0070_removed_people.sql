-- People whose names have been taken away: the row in people stays, so that who met whom and how many came stay true,
-- and is called by its number. Nothing here says who it was.

CREATE TABLE removed_people (
  person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  removed_at TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('asked', 'time')) -- somebody asked for it, or they had not been seen for long
) STRICT;

-- Somebody may be there half a day: present_from and present_to are times of that day, NULL for all of it. presents is
-- what somebody said they would tell of when they signed up, until it is in the queue or declined. What people cannot
-- eat is counted for the kitchen, never by name, and is gone after the day.

ALTER TABLE participants ADD COLUMN present_from TEXT CHECK (present_from IS strftime('%H:%M', present_from));
ALTER TABLE participants ADD COLUMN present_to TEXT CHECK (present_to IS strftime('%H:%M', present_to));
ALTER TABLE participants ADD COLUMN presents TEXT NOT NULL DEFAULT '';

CREATE TABLE food_needs (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  need TEXT NOT NULL CHECK (need <> ''),
  people INTEGER NOT NULL CHECK (people > 0),
  UNIQUE (gathering_id, need)
) STRICT;

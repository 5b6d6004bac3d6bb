-- As an update may be: what was text becomes rows of its own, which others point at.

CREATE TABLE halls (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO halls (id, name) SELECT 'hall.' || place, place FROM gatherings WHERE place <> '' GROUP BY place;
ALTER TABLE gatherings ADD COLUMN hall_id TEXT REFERENCES halls (id) ON DELETE SET NULL;
CREATE INDEX gatherings_by_hall ON gatherings (hall_id);
UPDATE gatherings SET hall_id = 'hall.' || place WHERE place <> '';

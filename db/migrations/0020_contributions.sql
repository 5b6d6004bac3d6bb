-- Innleggskø: practice contributions of a part, in order, each with its own time and perhaps slides.

-- The PDF itself lies in the file, so that one copy to a stick is all that is needed on the day.
CREATE TABLE slides (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  pages INTEGER NOT NULL CHECK (pages >= 1),
  data BLOB NOT NULL
) STRICT;
CREATE INDEX slides_by_gathering ON slides (gathering_id);

CREATE TABLE contributions (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  part_id TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  speaker TEXT NOT NULL DEFAULT '',
  unit_id TEXT REFERENCES units (id) ON DELETE SET NULL,
  minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
  slides_id TEXT REFERENCES slides (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX contributions_by_part ON contributions (part_id, position);
CREATE INDEX contributions_by_gathering ON contributions (gathering_id);
CREATE INDEX contributions_by_unit ON contributions (unit_id);
CREATE INDEX contributions_by_slides ON contributions (slides_id);

-- A part has sheets, and its questions are the simplest one: a text that every table answers. One notion, so one table.

-- Sheets as they were written, every version. The municipality's own are all here; one that ships with the program is copied here
-- as it was when somebody first used it, so that a later program's wording never changes what was answered.
CREATE TABLE sheet_versions (
  id TEXT PRIMARY KEY, -- sheet_id.version, so that two machines that copy a shipped one have the same row
  sheet_id TEXT NOT NULL CHECK (sheet_id <> '' AND instr(sheet_id, ':') = 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  definition TEXT NOT NULL CHECK (json_valid(definition)), -- as in resources/templates/sheets, as JSON
  made_at TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)), -- no longer in the library; what was answered is still read by it
  UNIQUE (sheet_id, version)
) STRICT;

-- A sheet in use: in a part, or (part_id NULL) before, between or after gatherings. Either a question, or a sheet of the library.
CREATE TABLE sheet_uses (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  part_id TEXT REFERENCES parts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  sheet_version_id TEXT REFERENCES sheet_versions (id),
  CHECK (text = '' OR sheet_version_id IS NULL)
) STRICT;

INSERT INTO sheet_uses (id, gathering_id, part_id, position, text)
SELECT q.id, p.gathering_id, q.part_id, q.position, q.text FROM questions AS q JOIN parts AS p ON p.id = q.part_id ORDER BY q.id;

CREATE INDEX sheet_uses_by_part ON sheet_uses (part_id, position);
CREATE INDEX sheet_uses_by_gathering ON sheet_uses (gathering_id);
CREATE INDEX sheet_uses_by_sheet ON sheet_uses (sheet_version_id);

DROP VIEW reflections;
DROP TABLE questions;

-- A sheet's part, table and question stand in what it is about, part:table:question; older rows say them in data as well.
CREATE VIEW reflections AS
SELECT e.entry_id, e.gathering_id, e.part_id, e.table_number, e.question_id, u.text AS question, e.text, e.at
FROM (
  SELECT id AS entry_id, gathering_id, coalesce(data ->> 'part', substr(object, 1, instr(object, ':') - 1)) AS part_id,
    coalesce(data ->> 'table', CAST(substr(object, instr(object, ':') + 1) AS INTEGER)) AS table_number,
    coalesce(data ->> 'question',
      substr(object, instr(object, ':') + 1 + instr(substr(object, instr(object, ':') + 1), ':'))) AS question_id,
    data ->> 'text' AS text, at
  FROM current_entries WHERE kind = 'reflection'
) AS e LEFT JOIN sheet_uses AS u ON u.id = e.question_id;

-- What was said on any sheet: entries of kind sheet_answer, object use:respondent:block:point, and the answers to questions.
CREATE VIEW sheet_answers AS
SELECT entry_id, gathering_id, use_id, respondent, substr(rest, 1, instr(rest, ':') - 1) AS block,
  substr(rest, instr(rest, ':') + 1) AS point, data ->> 'version' AS version, coalesce(data ->> 'text', '') AS text,
  coalesce(data ->> 'level', '') AS level, coalesce(data ->> 'ticked', 0) AS ticked, data ->> 'number' AS number,
  data ->> 'counts' AS counts, at
FROM (
  SELECT entry_id, gathering_id, use_id, substr(rest, 1, instr(rest, ':') - 1) AS respondent,
    substr(rest, instr(rest, ':') + 1) AS rest, data, at
  FROM (
    SELECT id AS entry_id, gathering_id, substr(object, 1, instr(object, ':') - 1) AS use_id,
      substr(object, instr(object, ':') + 1) AS rest, data, at
    FROM current_entries WHERE kind = 'sheet_answer'
  )
)
UNION ALL
SELECT entry_id, gathering_id, question_id, 'table-' || table_number, 'text', '', 1, text, '', 0, NULL, NULL, at
FROM reflections;

-- As an update may be: a column more, a table made anew with another order of its columns, and what stands in a column
-- written in another way.

ALTER TABLE participants ADD COLUMN greeting TEXT NOT NULL DEFAULT 'hei';

CREATE TABLE districts_new (
  id TEXT PRIMARY KEY,
  nickname TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '')
) STRICT;
INSERT INTO districts_new (id, nickname, name) SELECT id, 'Den ' || name, name FROM districts;
DROP TABLE districts;
ALTER TABLE districts_new RENAME TO districts;

UPDATE parts SET notes = notes || '.';

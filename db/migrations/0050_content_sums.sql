-- Damage is noticed also where SQLite calls the file sound: for every table, and for all rows whose key begins with the
-- same eight letters (for most tables: made within the same minute), how many rows there are and the sum of their hashes.
-- The program keeps the sums in step with every change, in the same transaction; «nettverk check» counts them anew.
CREATE TABLE _content_sums (
  tbl TEXT NOT NULL,
  bucket TEXT NOT NULL,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (tbl, bucket)
) STRICT, WITHOUT ROWID;

-- Facts on the file itself: «id» is the same in all copies of it; «counter» is the number that SQLite gave our last
-- change; «other_writer» says that somebody else's program has written here since the sums were last counted.
CREATE TABLE _file (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO _file (key, value) VALUES ('id', lower(hex(randomblob(16))));

-- What was new of a network's school year each time a report of it was printed: so that the next one does not differ from
-- it by the people of a single gathering. Ids and sums of five or more; nobody's name.

CREATE TABLE report_stands (
  id TEXT PRIMARY KEY,
  network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9000), -- that the school year begins in
  printed_at TEXT NOT NULL CHECK (printed_at <> ''),
  stand TEXT NOT NULL CHECK (json_valid(stand)) -- {"held": [gathering], "told": [gathering], "services": [[[id], count]], …}
) STRICT;

CREATE INDEX report_stands_by_network ON report_stands (network_id, year);

-- What the coordinator has written into a report: it comes back whenever the report is made anew. The id is made of what
-- it belongs to, so that two machines that write in the same place have the same row.

CREATE TABLE report_texts (
  id TEXT PRIMARY KEY, -- kind.year.network.unit.section
  kind TEXT NOT NULL CHECK (kind <> ''),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9000), -- that the school year begins in
  network_id TEXT REFERENCES networks (id) ON DELETE CASCADE,
  unit_id TEXT REFERENCES units (id) ON DELETE CASCADE,
  section TEXT NOT NULL CHECK (section <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (kind, year, network_id, unit_id, section)
) STRICT;

CREATE INDEX report_texts_by_network ON report_texts (network_id);

CREATE INDEX report_texts_by_unit ON report_texts (unit_id);

-- The municipality's logo, for documents and walls: as it was handed in, and as a picture that can be printed. Its alternative text
-- and colour are settings beside the municipality's name.

CREATE TABLE municipality_logo (
  id TEXT PRIMARY KEY CHECK (id = 'logo'),
  kind TEXT NOT NULL CHECK (kind IN ('png', 'svg')),
  data BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 2000000),
  picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 4000000)
) STRICT;

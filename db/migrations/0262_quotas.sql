-- Who is expected at a gathering, before anybody has answered: so many from each unit or district, or everybody of a
-- service or role (people NULL).

CREATE TABLE quotas (
  id TEXT PRIMARY KEY,
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE,
  each TEXT NOT NULL CHECK (each IN ('unit', 'district', 'together')),
  service_kind_id TEXT REFERENCES service_kinds (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '',
  people INTEGER CHECK (people > 0)
) STRICT;

CREATE INDEX quotas_by_gathering ON quotas (gathering_id);
CREATE INDEX quotas_by_service ON quotas (service_kind_id);

-- The roles people have in a network, as the municipality calls them: what is offered where a role is typed. The id is made
-- of what it belongs to, so that two machines that write the same role have the same row.

CREATE TABLE network_roles (
  id TEXT PRIMARY KEY, -- network.role in small letters
  network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  position INTEGER NOT NULL
) STRICT;

CREATE INDEX network_roles_by_network ON network_roles (network_id);

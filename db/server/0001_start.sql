-- What a PostgreSQL server (15 or later) holds for those who share over it. Made by «nettverk share init» as the role
-- that is to own it; «nettverk_member» and «nettverk_report» are groups that people's own roles are let into.

CREATE SCHEMA nettverk;

CREATE TABLE nettverk.versions (
  version integer PRIMARY KEY,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- A municipality, and what it shares: the number that stands in every file that can become one with it.
CREATE TABLE nettverk.organisations (
  name text PRIMARY KEY CHECK (name <> ''),
  share text UNIQUE,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- Which role may see what. One without a network sees all of it, and may share; one with a network reads that alone.
CREATE TABLE nettverk.members (
  role name NOT NULL,
  organisation text NOT NULL REFERENCES nettverk.organisations (name) ON UPDATE CASCADE ON DELETE CASCADE,
  network text
);

CREATE UNIQUE INDEX members_once ON nettverk.members (role, organisation, coalesce(network, ''));

-- What machines have laid out. Whoever writes holds a lock, so that the numbers come in the order they can be read in.
CREATE TABLE nettverk.parcels (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  share text NOT NULL,
  stream text NOT NULL,
  number bigint NOT NULL,
  digest text NOT NULL,
  kind text NOT NULL,
  cover text NOT NULL, -- as on a file: who wrote it, when, and what had been seen
  laid_out_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (share, stream, number, digest, kind)
);

CREATE INDEX parcels_in_order ON nettverk.parcels (share, seq);

-- The journal: a row for each thing that was changed or said, as machines tell it.
CREATE TABLE nettverk.journal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parcel bigint NOT NULL REFERENCES nettverk.parcels (seq) ON DELETE CASCADE,
  share text NOT NULL,
  line text NOT NULL
);

CREATE INDEX journal_of_parcel ON nettverk.journal (parcel, seq);

-- What is no text: everything as one file, and what is sealed with a passphrase; in pieces.
CREATE TABLE nettverk.pieces (
  parcel bigint NOT NULL REFERENCES nettverk.parcels (seq) ON DELETE CASCADE,
  place integer NOT NULL,
  share text NOT NULL,
  piece bytea NOT NULL,
  PRIMARY KEY (parcel, place)
);

-- How every row stands now, for reports; the views in nettverk_report read it.
CREATE TABLE nettverk.state (
  share text NOT NULL,
  tbl text NOT NULL,
  key text NOT NULL,
  network text, -- the network a row belongs to; empty for what belongs to all
  vals jsonb NOT NULL,
  PRIMARY KEY (share, tbl, key)
);

CREATE SCHEMA nettverk_report;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nettverk_member') THEN
    CREATE ROLE nettverk_member NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nettverk_report') THEN
    CREATE ROLE nettverk_report NOLOGIN;
  END IF;
END $$;

REVOKE ALL ON SCHEMA nettverk, nettverk_report FROM PUBLIC;
GRANT USAGE ON SCHEMA nettverk TO nettverk_member, nettverk_report;
GRANT USAGE ON SCHEMA nettverk_report TO nettverk_member, nettverk_report;
GRANT SELECT ON nettverk.versions TO nettverk_member, nettverk_report;
GRANT SELECT ON nettverk.organisations TO nettverk_member;
GRANT UPDATE (share) ON nettverk.organisations TO nettverk_member;
GRANT SELECT, INSERT, DELETE ON nettverk.parcels, nettverk.journal, nettverk.pieces TO nettverk_member;
GRANT SELECT, INSERT, UPDATE, DELETE ON nettverk.state TO nettverk_member;
GRANT SELECT ON nettverk.state TO nettverk_report;

-- The functions look in tables that those who call them cannot: they say only what concerns the one who asks.
CREATE FUNCTION nettverk.my_organisations() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
  SELECT DISTINCT organisation FROM nettverk.members WHERE role = session_user AND network IS NULL
$$;

CREATE FUNCTION nettverk.my_shares() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
  SELECT DISTINCT o.share FROM nettverk.members AS m JOIN nettverk.organisations AS o ON o.name = m.organisation
  WHERE m.role = session_user AND m.network IS NULL AND o.share IS NOT NULL
$$;

CREATE FUNCTION nettverk.may_read(of_share text, of_network text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
  SELECT EXISTS (
    SELECT FROM nettverk.members AS m JOIN nettverk.organisations AS o ON o.name = m.organisation
    WHERE m.role = session_user AND o.share = of_share AND (m.network IS NULL OR m.network = of_network)
  )
$$;

ALTER TABLE nettverk.organisations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON nettverk.organisations USING (name IN (SELECT nettverk.my_organisations()));

ALTER TABLE nettverk.members ENABLE ROW LEVEL SECURITY;

ALTER TABLE nettverk.parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON nettverk.parcels USING (share IN (SELECT nettverk.my_shares()));

ALTER TABLE nettverk.journal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON nettverk.journal USING (share IN (SELECT nettverk.my_shares()));

ALTER TABLE nettverk.pieces ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON nettverk.pieces USING (share IN (SELECT nettverk.my_shares()));

ALTER TABLE nettverk.state ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON nettverk.state FOR SELECT USING (nettverk.may_read(share, network));
CREATE POLICY write ON nettverk.state FOR ALL TO nettverk_member USING (share IN (SELECT nettverk.my_shares()));

-- Let a role in: all of a municipality's, or reports on one network alone.
CREATE FUNCTION nettverk.admit(who name, of_organisation text, of_network text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO nettverk.organisations (name) VALUES (of_organisation) ON CONFLICT DO NOTHING;
  INSERT INTO nettverk.members (role, organisation, network) VALUES (who, of_organisation, of_network)
    ON CONFLICT DO NOTHING;
  EXECUTE format('GRANT %I TO %I', CASE WHEN of_network IS NULL THEN 'nettverk_member' ELSE 'nettverk_report' END, who);
END $$;

REVOKE ALL ON FUNCTION nettverk.admit(name, text, text) FROM PUBLIC;

-- People of the organisation: those who steer and run the networks, and their meetings. They need not be in the register.
-- party: the three sides of working life. gets_reports: reports are sent to them.
CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('steering', 'working', 'coordinator', 'partner')),
  name TEXT NOT NULL CHECK (name <> ''),
  network_id TEXT REFERENCES networks (id) ON DELETE SET NULL, -- empty: for all of them
  made_at TEXT NOT NULL
) STRICT;

CREATE INDEX teams_by_network ON teams (network_id);

CREATE TABLE team_members (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL DEFAULT '',
  party TEXT NOT NULL DEFAULT '' CHECK (party IN ('', 'leader', 'employee', 'union')),
  email TEXT NOT NULL DEFAULT '',
  gets_reports INTEGER NOT NULL DEFAULT 0 CHECK (gets_reports IN (0, 1))
) STRICT;

CREATE INDEX team_members_by_team ON team_members (team_id, position);

CREATE TABLE team_meetings (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
  starts_at TEXT CHECK (starts_at IS strftime('%H:%M', starts_at)),
  place TEXT NOT NULL DEFAULT '',
  present TEXT NOT NULL DEFAULT '', -- who was there, as they wrote it
  made_at TEXT NOT NULL
) STRICT;

CREATE INDEX team_meetings_by_team ON team_meetings (team_id, held_on);

CREATE INDEX team_meetings_by_day ON team_meetings (held_on);

-- One point of the agenda: what was said, what was decided, and who does what by when.
CREATE TABLE meeting_points (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES team_meetings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  said TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL DEFAULT '', -- what is to be done
  who TEXT NOT NULL DEFAULT '',
  due_on TEXT CHECK (due_on IS date(due_on)),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;

CREATE INDEX meeting_points_by_meeting ON meeting_points (meeting_id, position);

CREATE INDEX meeting_points_by_day ON meeting_points (due_on);

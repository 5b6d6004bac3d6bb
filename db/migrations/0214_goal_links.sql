-- Which gatherings work towards a goal. goal_id is what the goal's entries are about; a goal that is gone leaves its rows.
CREATE TABLE goal_gatherings (
  id TEXT PRIMARY KEY, -- goal.gathering, so that two machines that link the same have the same row
  goal_id TEXT NOT NULL CHECK (goal_id <> ''),
  gathering_id TEXT NOT NULL REFERENCES gatherings (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX goal_gatherings_by_goal ON goal_gatherings (goal_id);

CREATE INDEX goal_gatherings_by_gathering ON goal_gatherings (gathering_id);

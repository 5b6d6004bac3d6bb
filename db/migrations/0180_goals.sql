-- Goals last longer than a gathering: at most three active ones for a unit, and for a network. Each is an entry of kind
-- goal, object its own id, at the gathering where it was set; data {"of": unit | network, "owner", "text", "state": active |
-- resting | reached, "sign", "sign_before", "sign_now", "origin": {"where", "what", "on"}, "position", "removed"}.
-- A commitment that works towards one names it (data ->> 'goal'). The table goals holds what one gathering is for.
CREATE INDEX entries_of_goals ON entries (kind, object) WHERE kind = 'goal';

CREATE VIEW lasting_goals AS
SELECT object AS id, gathering_id, data ->> 'of' AS of, data ->> 'owner' AS owner_id, data ->> 'text' AS text,
  data ->> 'state' AS state, data ->> 'sign' AS sign, data ->> 'sign_before' AS sign_before,
  data ->> 'sign_now' AS sign_now, data -> 'origin' ->> 'what' AS came_from, data ->> 'position' AS position, at
FROM current_entries WHERE kind = 'goal' AND coalesce(data ->> 'removed', 0) = 0;

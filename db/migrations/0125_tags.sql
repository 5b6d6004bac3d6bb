-- Tags are said like all else that is said: entries of kind tag, object on_kind:on_id:tag, data {"tag", "on": 1 | 0}. One row of the view is
-- one tag that counts. on_kind: gathering, part, commitment, point; a sheet's tags stand in its own definition.
CREATE INDEX entries_of_tags ON entries (kind, object) WHERE kind = 'tag';

CREATE VIEW tags AS
SELECT gathering_id, substr(object, 1, instr(object, ':') - 1) AS on_kind,
  substr(object, instr(object, ':') + 1, length(object) - instr(object, ':') - 1 - length(data ->> 'tag')) AS on_id,
  data ->> 'tag' AS tag, at
FROM current_entries WHERE kind = 'tag' AND data ->> 'on' = 1;

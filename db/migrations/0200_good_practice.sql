-- God praksis: entries of kind good_practice, object on:id (on: commitment, contribution, theme), data {"on": 1 | 0, "unit",
-- "consent", "consented_on", "on_wall"}. The name of the unit may stand where others read it while consent is not
-- empty and unit is the one it is about now. One row of the view is one that is marked.
CREATE INDEX entries_of_good_practice ON entries (kind, object) WHERE kind = 'good_practice';

CREATE VIEW good_practice AS
SELECT gathering_id, substr(object, 1, instr(object, ':') - 1) AS on_kind, substr(object, instr(object, ':') + 1) AS on_id,
  coalesce(data ->> 'unit', '') AS unit_id, coalesce(data ->> 'consent', '') AS consent,
  data ->> 'consented_on' AS consented_on, coalesce(data ->> 'on_wall', 0) AS on_wall, at
FROM current_entries WHERE kind = 'good_practice' AND data ->> 'on' = 1;

-- What those who take part say they need: an entry of kind need, object its own id (taken in from a sheet: the sheet's use
-- and a sum of the words), at the gathering where it was said; data {"text", "dots", "sources": [leaders | staff | parents |
-- youth | politicians | volunteers], "evidence", "where", "carried": {"use", "gathering"}, "removed"}.
CREATE INDEX entries_of_needs ON entries (kind, object) WHERE kind = 'need';

CREATE VIEW needs AS
SELECT e.object AS id, e.gathering_id, g.network_id, e.data ->> 'text' AS text, e.data ->> 'dots' AS dots,
  e.data -> 'sources' AS sources, e.data ->> 'evidence' AS evidence, e.data ->> 'where' AS said_in,
  e.data -> 'carried' ->> 'use' AS question_id, e.at
FROM current_entries AS e JOIN gatherings AS g ON g.id = e.gathering_id
WHERE e.kind = 'need' AND coalesce(e.data ->> 'removed', 0) = 0;

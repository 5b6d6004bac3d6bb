-- Who visits whom, and who guides whom, until the network meets again: an entry of kind pairing, object its own id, at the
-- gathering it was agreed at; data {"kind": observe | guide, "one", "other" (ids of units; one guides other), "on", "note",
-- "removed"}. A unit's own learning cycle is what it answers on the sheet laeringssyklus.
CREATE INDEX entries_of_pairings ON entries (kind, object) WHERE kind = 'pairing';

CREATE VIEW pairings AS
SELECT e.object AS id, e.gathering_id, e.data ->> 'kind' AS kind, e.data ->> 'one' AS one_id, a.name AS one,
  e.data ->> 'other' AS other_id, b.name AS other, e.data ->> 'on' AS held_on, e.data ->> 'note' AS note, e.at
FROM current_entries AS e LEFT JOIN units AS a ON a.id = e.data ->> 'one' LEFT JOIN units AS b ON b.id = e.data ->> 'other'
WHERE e.kind = 'pairing' AND coalesce(e.data ->> 'removed', 0) = 0;

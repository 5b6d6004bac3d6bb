-- What is said is points, one a line, and points are gathered into themes. All of it is entries, so nothing old is
-- changed: an answer's lines have ids beside its text (data ->> 'lines'; without them a line's number is its id), a
-- point is what its answer is about, # and its line. These views are for reading.

CREATE VIEW themes AS
SELECT object AS id, gathering_id, data ->> 'name' AS name, data ->> 'position' AS position,
  coalesce(data ->> 'on_wall', 0) AS on_wall, at
FROM current_entries WHERE kind = 'theme' AND data ->> 'into' IS NULL AND coalesce(data ->> 'removed', 0) = 0;

-- theme_id is where the point was put; a theme that was merged since names the one it went into.
CREATE VIEW points_in_themes AS
SELECT p.object AS point, p.gathering_id, coalesce(t.data ->> 'into', p.data ->> 'theme') AS theme_id, p.at
FROM current_entries AS p
LEFT JOIN current_entries AS t ON t.kind = 'theme' AND t.gathering_id = p.gathering_id AND t.object = p.data ->> 'theme'
WHERE p.kind = 'placement' AND p.data ->> 'theme' <> '';

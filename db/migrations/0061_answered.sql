-- What was answered at a gathering is found without looking through what all others promised.
CREATE INDEX entries_answered ON entries (kind, data ->> 'answered_in')
WHERE kind = 'commitment' AND data ->> 'answered_in' IS NOT NULL;

-- Two machines wrote the same thing differently, unseen by each other; both are kept, and somebody has chosen. A choice is never
-- changed: it names what had been seen when it was made, so that what is written elsewhere later is offered anew.

CREATE TABLE choices (
  id TEXT PRIMARY KEY,
  about TEXT NOT NULL CHECK (about <> ''), -- said:gathering:kind:object, or field:table:key:column
  over TEXT NOT NULL CHECK (json_valid(over)), -- of entries their ids, of fields the journal's transactions
  made_at TEXT NOT NULL
) STRICT;

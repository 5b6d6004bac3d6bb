-- Numbers that have stood in a report or gone to the university, each time one was told otherwise than before: so that the next
-- does not tell of one person by difference. By what they count; nobody's name.

CREATE TABLE report_numbers (
  id TEXT PRIMARY KEY,
  printed_at TEXT NOT NULL CHECK (printed_at <> ''),
  told TEXT NOT NULL CHECK (json_valid(told)) -- {"turnout:GATHERING": [came, absent], "said:USE:BLOCK:ITEM": [count by level], …}
) STRICT;

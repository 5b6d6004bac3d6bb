-- What has gone out to a calendar, each time something did for the first time or otherwise than before: what is gone by then
-- is told of as cancelled the next time, so that it does not stay in the calendars that have it. Let go of a year after its day.

CREATE TABLE calendar_told (
  id TEXT PRIMARY KEY,
  told_at TEXT NOT NULL CHECK (told_at <> ''), -- what is sent out later has a SEQUENCE of later than this
  events TEXT NOT NULL CHECK (json_valid(events)) -- {"gathering-ID@nettverk": {"title": …, "start": …, "end": …, "category": …, "network": id or ""}, …}
) STRICT;

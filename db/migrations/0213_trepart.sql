-- A rule «minst én …» may be about one side of working life: leader, employee or union, read from the role.
ALTER TABLE group_rules ADD COLUMN party TEXT NOT NULL DEFAULT '' CHECK (party IN ('', 'leader', 'employee', 'union'));

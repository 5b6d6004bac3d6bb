-- Who writes is an installation of the program: a random id it keeps outside the file. Two laptops of one name, or a copy of
-- the file on another laptop, are then never taken for one writer, and their numbers can be told apart.

-- Empty for machines from before this; they keep their names, and nobody writes as them again.
ALTER TABLE machines ADD COLUMN installation TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX machines_by_installation ON machines (installation, name) WHERE installation <> '';

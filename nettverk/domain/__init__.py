"""Domain: what things are and the rules they follow, as dataclasses, enums and plain functions.

No files, no SQL, no Qt; everything here can be tried in a shell. A feature's word (plan, groups, sheets …) is a module
or a folder here and on every floor above.
"""

"""Handouts: every document of a gathering, read from the database and printed as PDF.

``registry`` lists the documents, one line each. A document has a module of its own here (its name, and how its content
is read from ``source``) and one of the same name in ``nettverk.printing`` (how its pages look). ``handouts`` makes
one, all, or a folder full.
"""

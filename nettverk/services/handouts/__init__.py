"""Handouts: every document of a gathering, read from the database and printed as PDF.

A document is a line in ``domain.handouts.DocumentKind`` and a module here of the same name: what it is called, how its
content is read from ``source``, and its pages, drawn by a module of ``nettverk.printing`` or put together of what is
there. ``registry`` finds them; ``handouts`` makes one, all, or a folder full.
"""

"""Innleggskø: who shares next, each with slides and a clock of their own.

``panel`` is what control hands the presenter, ``rows`` draws its list, ``edits`` turns what is typed into calls of
services; ``slide_tray`` keeps the slides of the day ready around the page that shows.
"""

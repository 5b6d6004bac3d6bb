"""What every room shares: the window around them, the look, the lane to the database, and fields that save themselves.

``shell`` puts the window together, ``workspace`` is what a room is handed, ``theme`` is the look, ``commands`` and
``palette`` are what can be done by name, ``autosave`` and ``fields`` are how one types.
"""

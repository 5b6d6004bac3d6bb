"""The machine's screens: which there are, which one the wall goes on, and which window stands where.

``screens`` is plain data with the rules (``arrange``), ``mirroring`` asks the system what Qt does not tell, and
``window_placement`` moves windows and remembers. ``display_manager`` does it while the stage is open; ``wall_state`` is
what it says about it, ``wall_theme`` the wall's look, and ``keep_awake`` keeps the screens from going dark.
"""

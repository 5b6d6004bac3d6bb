"""The big screen as plain data: what is on each projected screen (wall), and which one is shown at a moment.

``walls`` has one dataclass for each kind; ``part_walls`` and ``group_walls`` make them from the ``context`` (plan,
groups, contributions). ``sequence`` finds the one that is shown, and ``clock`` puts the time on it. ``clicker`` is a
step forwards or back; ``thumbnails`` and ``whole_day`` are what one chooses from. The name a wall goes by is in
``domain.wall_reference``, because the rundown knows it too.
"""

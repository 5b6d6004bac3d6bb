"""Groups: who sits at which table, in every part and round of a gathering.

``board`` is the value that everything else looks at; ``groupings`` makes groups and keeps them, ``moves`` changes them
by hand, ``repair`` mends them on the day. ``solver`` asks ``nettverk.mixing``, which knows numbers only; ``rules``,
``history`` and ``conflicts`` translate to and from those, and ``quality``, ``notes`` and ``effects`` find the words.
"""

"""The room Gjennomfør and the two windows of the day, the presenter and the projector.

The rooms here are floors: ``preparation`` before the day, ``control`` for commands and time, ``presenter`` beside
``check_in`` and ``queue``, ``displays`` for which window is on which screen, ``wall`` for what the hall sees.
"""

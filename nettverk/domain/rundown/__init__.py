"""The rundown (kjøreplan): where the day is and what its clock shows, a pure function of (plan, events, now).

``events`` has a dataclass for each thing that can happen and ``stored_events`` how it lies in the database; ``log``
folds plan and events, ``projection`` reads the fold for a moment and gives ``state.Rundown``. ``recovery`` shares out
lost time, ``learning`` looks back on earlier days, ``clock`` is time that a machine's clock cannot upset.
"""

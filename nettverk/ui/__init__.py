"""Qt: one room per thing people do, and ``common`` for what they share.

``rooms`` is the list of the rooms. A room imports ``common`` and services, never another room; what somebody wants to
see in a room is handed over as an arrival (``common/arrivals``).
"""

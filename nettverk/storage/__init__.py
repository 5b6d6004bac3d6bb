"""Storage: the database file and nothing above it; knows SQL, and no use case.

``store`` opens, reads and writes in whole steps; ``migrate``, ``lock`` and ``installation`` are what opening needs,
``undo`` and ``entries`` what writing needs. Only services import this floor.
"""

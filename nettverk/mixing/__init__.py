"""The group builder: people and tables as numbers in, mixed groups and what is proved about them out.

Nothing here knows names. Whoever calls translates, see ``problem`` for what a problem can say, ``search.solve`` for a
plan, ``repair.repair`` for the fewest moves on the day, ``explain`` for the rules that stand in the way, and
``board.Board`` for a board that people drag on.
"""

import os

# Our arrays are small: more threads only make them slower, and one core is what a solve may take. Must be set before
# numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")

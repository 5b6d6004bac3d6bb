"""The group builder: people and tables as numbers in, mixed groups and what is proved about them out.

Nothing here knows names; services translate. ``problem`` is what can be asked and ``aims`` what plans are judged by.
``search.solve`` finds a plan and ``bound`` what no plan can beat, ``conflicts`` finds rules that contradict each other,
``repair.repair`` the fewest moves on the day, ``explain`` what stands in the way; ``live_score`` follows people who are
dragged, and ``reading`` has the file format.
"""

import os

# Our arrays are small: more threads only make them slower, and one core is what a solve may take. Must be set before
# numpy loads.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")

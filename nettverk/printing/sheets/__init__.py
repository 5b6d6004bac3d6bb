"""Any sheet on paper, made from its blocks: ``pages`` lays a copy out, ``kinds`` knows what each kind of block becomes.

``writing`` has what one writes on, ``marks`` the shapes of levels, ``tally`` the sheets to count on, and ``results``
what was said, summed up, as blocks for the letter home and the summary.
"""

"""Several machines, one memory: what was changed, as values, and the one state that a set of changes means.

``model`` is what a change is and what the tables look like; ``clock`` says which is later; ``fold`` makes the state.
"""

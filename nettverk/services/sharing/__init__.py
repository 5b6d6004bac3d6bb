"""Several machines, one memory: files that are lent out and brought home again.

``lending`` writes the file that somebody takes along; ``bringing_home`` takes in what has been written in it, in any
order, any number of times. A file has a journal from the first time something of it is lent, and not before.
"""

"""What the program knows about people, and how it forgets: innsyn, and the right to go.

``about`` gathers everything on one person; ``names`` and ``mentions`` find them in free text; ``copies`` finds the
files that hold a copy; ``removal`` takes a name away for good, ``anonymise`` does so by itself when somebody has not
been seen for long; ``statement`` is the page on what is stored, why, where and how long.
"""

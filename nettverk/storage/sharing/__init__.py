"""What machines tell each other over a place that all of them reach: a folder that is kept in step, or a server.

``carrier`` is what a place must be able to do; ``folder`` is one of them. ``parcels`` is what is carried, ``ledger``
what a file knows of what it has sent and taken in, and ``here`` what this installation knows of its places.
"""

"""Nettverk: learning-network gatherings, planned, run, remembered and taken up again.

``app`` starts it. ``ui`` and ``cli`` are what people meet, ``services`` what can be done, and below them each floor
does one thing: ``storage``, ``mixing``, ``printing``, ``exchange``, and ``domain``, which the README walks through.
"""

__version__ = "0.1.0"

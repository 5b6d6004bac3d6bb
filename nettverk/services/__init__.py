"""Services: one use case per function. Plain values in, a ``Changes`` or frozen dataclasses out, one transaction each.

Windows, jobs and a server reach everything else through here, starting with ``database`` and ``lane``. Folders hold the
features of more than three files: groups, handouts, register, sample.
"""

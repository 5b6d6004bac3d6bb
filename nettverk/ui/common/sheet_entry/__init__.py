"""Filling in any sheet on screen, keyboard first: one widget for each kind of block, put together in ``form``.

``lines`` is points, in one column or several; ``texts`` is running text by labels; ``choices`` is ticks, levels and
shares. Each hands on a ``Filled`` for the point that changed, and shows what is stored without disturbing whoever
types.
"""

"""Temaer: forty answers become a few things that everyone recognises, with the keys or with the mouse.

``page`` puts it together; ``point_list`` is the points at hand, ``card`` one theme, ``actions`` what is done to them,
and ``onward`` where a theme goes on.
"""

"""The presenter: the facilitator's own window while the gathering runs.

``window`` puts it together: ``part_list`` at the left, ``now_panel`` (``clocks``, ``dial``) and ``drawer`` between,
``side_panel`` at the right, ``key_bar`` below. It asks by ``commanded`` and is told what to show by control.
"""

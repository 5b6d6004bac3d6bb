"""The walls as they are seen: on the projector, in previews, as small pictures to choose from and as PNG files.

``painting`` has the registry of what draws which kind of wall: ``title_walls``, ``question_walls``, ``list_walls``,
``name_walls`` and ``table_walls``, all on a ``canvas`` with ``chrome`` around. ``wall_widget`` shows one wall and
``projector_window`` is that widget on the other screen; ``slide_pages`` draws the pages of PDFs in a thread.
"""

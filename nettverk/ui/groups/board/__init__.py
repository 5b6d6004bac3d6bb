"""The group board: people at tables, chosen, dragged and moved with the keyboard.

``view`` is the widget. It owns a model (``model``), a layout (``layout``, ``geometry``), painters, the selection, the
handlers of keys and mouse, and the commands that carry out what they ask for; each part is handed what it needs.
"""

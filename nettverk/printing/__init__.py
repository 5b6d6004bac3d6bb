"""Paper: documents as PDF. One module for each document lays it out as ``pages``, and ``make`` draws them.

A page is built of ``blocks`` and ``tables`` (what measures, divides and draws itself) that ``flow`` pours into margins;
``lines`` and ``fitting`` set type in ``fonts`` and ``styles``; ``pen`` draws and ``tags`` keeps the structure for
screen readers. reportlab writes the file; what it does not promise is in ``reportlab_internals``.
"""

"""Exchange: files that other programs made, and files made for them. No database, no windows.

In: ``tables`` reads any spreadsheet into text (``xlsx_*`` and ``csv_text`` below it), and ``participant_lists`` finds
the people in it. Out: ``tables_out`` and ``forms_sheet``.
"""

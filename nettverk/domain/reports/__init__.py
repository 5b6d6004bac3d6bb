"""What a steering group reads once a year: headings, sentences, tables and diagrams, before they have a form.

``small_counts`` says which counts of people may be told at all; every document and export of a year asks it.
"""
